// How many events are shown of how many, which filters hold, and the same view as the API gives it.

import { h, replace } from "../dom.js";
import { FIELD_WORDS, tellNumber, tellValue } from "./explorer_words.js";

const FILES = [["csv", "CSV"], ["geojson", "GeoJSON"], ["jsonl", "JSONL"]];
const SORTS = [["", "Newest first"], ["date", "Oldest first"], ["-published", "Newest report first"],
  ["-confidence", "Surest first"], ["relevance", "Best match first"]];

export class Bar {
  constructor({ apply, current, names, context }) {
    Object.assign(this, { apply, current, names, context, shown: null, all: null });
    this.total = h("p", { class: "total", role: "status" }, "Loading…");
    this.chips = h("ul", { class: "chips", "aria-label": "Filters" });
    this.files = h("div", { class: "files" });
    this.problem = h("div", { class: "problem", role: "alert" });
    this.more = this.renderMore();
    this.element = h("section", { class: "bar", "aria-label": "What is shown" },
      h("div", { class: "line" }, this.total, this.chips, this.files), this.problem, this.more);
  }

  begin() {
    this.element.classList.add("busy");
    this.drawFilters();
  }

  end(error) {
    this.element.classList.remove("busy");
    replace(this.problem, ...(error ? tellProblem(error) : []));
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
      chips.push(h("li", {}, h("button", { type: "button", class: "quiet small", onclick: () => this.clear() }, "Clear all")));
    }
    replace(this.chips, ...chips);
    this.drawFiles(filters);
    for (const [name, read] of Object.entries(this.fields)) read(filters, name);
  }

  renderChip(name, value) {
    const isWithout = name.startsWith("exclude_");
    const field = FIELD_WORDS[name.replace("exclude_", "")];
    const words = `${isWithout ? "Not " : ""}${isWithout ? field.toLowerCase() : field}: ${tellValue(name, value, this.names)}`;
    return h("li", {}, h("button", {
      type: "button", class: "chip", "aria-label": `Remove the filter ${words}`,
      onclick: () => this.apply(this.current().without(name, value)),
    }, h("span", {}, words), h("span", { class: "cross", "aria-hidden": "true" }, "×")));
  }

  clear() {
    const filters = this.current();
    this.apply(filters.pairs.reduce((left, [name, value]) => left.without(name, value), filters));
  }

  drawFiles(filters) {
    const { paths } = this.context;
    const call = paths.api(`/v1/events${filters.write({ sort: filters.sort })}`);
    const links = FILES.map(([format, words]) => h("a", {
      href: paths.api(`/v1/export${filters.write({ format })}`), download: `dateline-events.${format}`,
    }, words));
    replace(this.files,
      h("span", { class: "note" }, "This view:"),
      h("a", { href: call, class: "call", title: `GET ${call}` }, "API call"), ...links,
      h("button", { type: "button", class: "quiet small", onclick: (click) => copy(click.target, call) }, "Copy call"));
  }

  /** Filters that no view sets: days, confidence, order. */
  renderMore() {
    const ends = (name, at) => h("input", { type: "date", onchange: (change) => this.setDay(name, at, change.target.value) });
    const [from, until] = [ends("datetime", 0), ends("datetime", 1)];
    const [after, before] = [ends("published", 0), ends("published", 1)];
    const sure = h("select", { onchange: () => this.setOne("min_confidence", sure.value) },
      ...["", "0.3", "0.5", "0.7", "0.9"].map((value) => h("option", { value }, value ? `${Number(value) * 100} %` : "any")));
    const order = h("select", { onchange: () => this.apply(this.current().sorted(order.value)) },
      ...SORTS.map(([value, words]) => h("option", { value }, words)));
    this.fields = {
      datetime: (filters, name) => fillDays(filters.get(name), from, until),
      published: (filters, name) => fillDays(filters.get(name), after, before),
      min_confidence: (filters, name) => {
        sure.value = filters.get(name);
      },
      sort: (filters) => {
        order.value = filters.sort;
        order.lastChild.disabled = !filters.get("q");
      },
    };
    const labelled = (words, field) => h("label", {}, h("span", {}, words), field);
    return h("details", { class: "more" }, h("summary", {}, "Dates, confidence, order"),
      h("div", { class: "fields" },
        labelled("Happened from", from), labelled("until", until),
        labelled("Published from", after), labelled("until", before),
        labelled("Confidence at least", sure), labelled("Order", order)));
  }

  setOne(name, value) {
    const filters = this.current().without(name);
    this.apply(value ? filters.with(name, value) : filters);
  }

  setDay(name, at, value) {
    const ends = splitDays(this.current().get(name));
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
  [from.value, until.value] = splitDays(value);
}

function tellProblem(error) {
  const found = error.errors?.length ? error.errors.map(({ field, message }) => `${field}: ${message}`) : [error.message];
  return found.map((words) => h("p", {}, words));
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
