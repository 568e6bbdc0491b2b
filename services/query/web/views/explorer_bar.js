// How many events are shown of how many, which filters hold, and the same view as the API gives it.

import { h } from "../dom.js";
import { update, write } from "../updates.js";
import { renderDay } from "./explorer_days.js";
import { FIELD_WORDS, tellNumber, tellValue } from "./explorer_words.js";

const FILES = [["csv", "CSV"], ["geojson", "GeoJSON"], ["jsonl", "JSONL"]];
const SORTS = [["", "Newest first"], ["date", "Oldest first"], ["-published", "Newest report first"],
  ["-confidence", "Surest first"], ["relevance", "Best match first"]];

export class Bar {
  /** `problem` is the element that says what went wrong. */
  constructor({ apply, current, names, context }, problem) {
    Object.assign(this, { apply, current, names, context, shown: null, all: null });
    this.total = h("p", { class: "total", role: "status", tabindex: "-1" }, "Loading…");
    this.chips = h("ul", { class: "chips", "aria-label": "Filters" });
    this.files = this.renderFiles();
    this.more = this.renderMore();
    this.element = h("section", { class: "bar", "aria-label": "What is shown" },
      h("div", { class: "line" }, this.total, this.chips, this.files), problem, this.more);
  }

  begin() {
    this.element.classList.add("busy");
    this.drawFilters();
  }

  end() {
    this.element.classList.remove("busy");
    // What could not be fetched at first is not on its way any more.
    if (!this.shown || !this.all) this.total.textContent = "Not loaded";
  }

  /** `facets` are those of the filters. */
  draw(facets) {
    this.shown = facets;
    this.drawTotal();
    this.drawFilters();
  }

  /** `facets` are those of the whole collection. */
  drawAll(facets) {
    this.all = facets;
    this.drawTotal();
  }

  drawTotal() {
    const { shown, all } = this;
    if (!shown || !all) return;
    const words = `${tell(shown)} of ${tell(all)} ${all.total === 1 ? "event" : "events"}`;
    if (this.total.textContent !== words) this.total.textContent = words;
  }

  drawFilters() {
    const filters = this.current();
    const chips = filters.pairs.map(([name, value]) => this.renderChip(name, value));
    if (chips.length > 1) {
      chips.push(h("li", { "data-key": "all" }, h("button", { type: "button", class: "quiet small", onclick: () => this.clear() }, "Clear all")));
    }
    update(this.chips, chips);
    this.drawFiles(filters);
    this.fillFields(filters);
  }

  fillFields(filters) {
    for (const [name, fill] of Object.entries(this.fields)) fill(filters, name);
  }

  renderChip(name, value) {
    const isWithout = name.startsWith("exclude_");
    const field = FIELD_WORDS[name.replace("exclude_", "")];
    const words = `${isWithout ? "Not " : ""}${isWithout ? field.toLowerCase() : field}: ${tellValue(name, value, this.names)}`;
    return h("li", { "data-key": `${name}=${value}` }, h("button", {
      type: "button", class: "chip", "aria-label": `Remove the filter ${words}`,
      onclick: () => this.apply(this.current().without(name, value)),
    }, h("span", {}, words), h("span", { class: "cross", "aria-hidden": "true" }, "×")));
  }

  clear() {
    const filters = this.current();
    this.apply(filters.pairs.reduce((left, [name, value]) => left.without(name, value), filters));
  }

  renderFiles() {
    this.call = h("a", { class: "call" }, "API call");
    this.exports = FILES.map(([format, words]) => h("a", { download: `dateline-events.${format}` }, words));
    const copyCall = (click) => copy(click.target, this.call.getAttribute("href"));
    return h("div", { class: "files" }, h("span", { class: "note" }, "This view:"), this.call, this.exports,
      h("button", { type: "button", class: "quiet small", onclick: copyCall }, "Copy call"));
  }

  drawFiles(filters) {
    const { paths } = this.context;
    const call = paths.api(`/v1/events${filters.write({ sort: filters.sort })}`);
    this.call.setAttribute("href", call);
    this.call.title = `GET ${call}`;
    for (const [at, [format]] of FILES.entries()) {
      this.exports[at].setAttribute("href", paths.api(`/v1/export${filters.write({ format })}`));
    }
  }

  /** Filters that no view sets: days, confidence, order. */
  renderMore() {
    const [from, until] = this.renderEnds("datetime");
    const [after, before] = this.renderEnds("published");
    const sure = h("select", { onchange: () => this.setOne("min_confidence", sure.value) },
      ...["", "0.3", "0.5", "0.7", "0.9"].map((value) => h("option", { value }, value ? `${Number(value) * 100} %` : "any")));
    const order = h("select", { onchange: () => this.apply(this.current().sorted(order.value)) },
      ...SORTS.map(([value, words]) => h("option", { value }, words)));
    this.fields = {
      datetime: (filters, name) => fillDays(filters.get(name), from, until),
      published: (filters, name) => fillDays(filters.get(name), after, before),
      min_confidence: (filters, name) => write(sure, filters.get(name)),
      sort: (filters) => {
        write(order, filters.sort);
        order.lastChild.disabled = !filters.get("q");
      },
    };
    const labelled = (words, field) => h("label", {}, h("span", {}, words), field);
    return h("details", { class: "more" }, h("summary", {}, "Dates, confidence, order"),
      // Whoever is at a field is not disturbed: it takes up what holds once it is left.
      h("div", { class: "fields", onfocusout: () => this.fillFields(this.current()) },
        labelled("Happened from", from), labelled("until", until),
        labelled("Published from", after), labelled("until", before),
        labelled("Confidence at least", sure), labelled("Order", order)));
  }

  setOne(name, value) {
    const filters = this.current().without(name);
    this.apply(value ? filters.with(name, value) : filters);
  }

  /** The fields of the first and the last day of a filter. */
  renderEnds(name) {
    const ends = [0, 1].map((at) => renderDay(() => this.setDay(name, at, ends[at].value)));
    return ends;
  }

  setDay(name, at, value) {
    const ends = splitDays(this.current().get(name));
    if (ends[at] === value) return;
    ends[at] = value;
    this.setOne(name, ends.some(Boolean) ? ends.map((end) => end || "..").join("/") : "");
  }
}

function tell({ total, total_is_exact: isExact }) {
  return `${isExact ? "" : "at least "}${tellNumber(total)}`;
}

function splitDays(value) {
  const [begin = "", end = begin] = value ? value.split("/") : [""];
  return [begin, end].map((each) => (each === ".." ? "" : each.slice(0, 10)));
}

function fillDays(value, from, until) {
  const [begin, end] = splitDays(value);
  write(from, begin);
  write(until, end);
}

async function copy(button, path) {
  try {
    await navigator.clipboard.writeText(new URL(path, location.href).href);
    button.textContent = "Copied";
  } catch {
    button.textContent = "Not allowed to copy";
  }
  setTimeout(() => {
    button.textContent = "Copy call";
  }, 2_000);
}
