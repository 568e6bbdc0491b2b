// What became of each stage of an article: a stage that found nothing is none that failed or was left out.

import { h } from "../dom.js";
import { tellStage } from "./article_words.js";

const SIGNS = { done: "✓", nothing: "○", failed: "✕", skipped: "–", pending: "…" };

/** The stages {name: report} as a table. */
export function renderStages(stages, caption = "Stages, in the order in which they ran") {
  return h("table", { class: "stages" },
    h("caption", {}, caption),
    h("thead", {}, h("tr", {}, ...["Stage", "What became of it", "Time"].map((name) => h("th", { scope: "col" }, name)))),
    h("tbody", {}, ...Object.entries(stages).map(renderStage)));
}

function renderStage([name, report]) {
  const [state, words] = tellStage(report);
  return h("tr", { class: `stage-${state}`, "data-stage": name, "data-state": state },
    h("th", { scope: "row" }, name),
    h("td", {}, h("span", { class: "sign", "aria-hidden": "true" }, SIGNS[state]), ` ${words}`),
    h("td", { class: "number" }, report.milliseconds == null ? "" : `${report.milliseconds} ms`));
}

const WHOLE = {
  queued: "waits in the queue",
  running: "is being read",
  succeeded: "every stage ran",
  partial: "not every stage ran",
  failed: "could not be enriched",
};

/** One sentence about the whole of it; stages that did not run to their end are named. */
export function renderStatus(status, stages) {
  const missing = Object.entries(stages).filter(([, report]) => report.state !== "done").map(([name]) => name);
  const rest = status === "partial" ? `; without ${missing.join(", ")}` : "";
  return h("p", { class: `state state-${status}` }, h("strong", {}, status), `: ${WHOLE[status]}${rest}`);
}
