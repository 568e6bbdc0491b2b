// The bars of the timeline as a table, for those who do not see them.

import { h } from "../dom.js";
import { tellBar, tellNumber } from "./explorer_words.js";

const MOST_ROWS = 400;

/** The summary and the table of `data`, the answer of /v1/timeline: the newest rows that have events. */
export function renderTable({ items, interval }) {
  const shown = items.filter((item) => item.count > 0).slice(-MOST_ROWS);
  const rows = shown.map((item) => h("tr", { "data-key": item.begin ?? "none" },
    h("th", { scope: "row" }, tellBar(item, interval)), h("td", { class: "number" }, tellNumber(item.count))));
  const head = ["When", "Events"].map((words) => h("th", { scope: "col" }, words));
  return [h("summary", {}, "Timeline as a table"),
    h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Timeline as a table" },
      h("table", {}, h("caption", { class: "visually-hidden" }, "Events by when they begin"),
        h("thead", {}, h("tr", {}, head)), h("tbody", {}, rows)))];
}
