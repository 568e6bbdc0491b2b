// The most frequent types, statuses, countries, entities and sources under the filters; each value toggles a filter.

import { nameCountry } from "../countries.js";
import { h } from "../dom.js";
import { update } from "../updates.js";
import { STATUS_WORDS } from "./article_words.js";
import { soften, tellNumber, tellValue } from "./explorer_words.js";

const SHOWN = 7;
const FIELDS = [
  ["type", "Type", (value) => soften(value.value)],
  ["status", "Status", (value) => STATUS_WORDS[value.value] ?? value.value],
  ["country", "Country", (value) => nameCountry(value.value)],
  ["entity", "Who", (value) => value.name ?? value.value],
  ["place", "Where", (value) => value.name ?? value.value],
  ["source", "Outlet", (value) => value.name ?? value.value],
];

export class Facets {
  constructor({ apply, current, names }) {
    Object.assign(this, { apply, current, names });
    this.opened = new Set();
    this.note = h("p", { class: "note" });
    this.body = h("div", { class: "groups" });
    // On a small screen the lists would push the events off it.
    this.element = h("details", { class: "facets", open: matchMedia("(min-width: 60rem)").matches },
      h("summary", {}, "Narrow down"), this.note, this.body);
  }

  draw(facets) {
    this.facets = facets;
    update(this.body, ...FIELDS.map(([name, title, tell]) => this.renderGroup(name, title, tell, facets[name])));
    this.note.textContent = facets.is_exact ? "" : `Counted among ${tellNumber(facets.counted)} of the newest.`;
  }

  renderGroup(name, title, tell, values) {
    const held = this.current().pairs.filter(([each]) => each === name).map(([, value]) => value);
    const missing = held.filter((value) => !values.some((each) => each.value === value))
      .map((value) => ({ value, name: tellValue(name, value, this.names), count: null }));
    const all = [...missing, ...values];
    if (all.length === 0) return null;
    const isOpen = this.opened.has(name);
    const shown = isOpen ? all : all.filter((value, at) => at < SHOWN || held.includes(value.value));
    const most = Math.max(1, ...values.map((value) => value.count));
    const heading = `facet-${name}`;
    return h("section", { class: "facet", "data-key": name },
      h("h2", { id: heading }, title),
      h("ul", { "aria-labelledby": heading }, shown.map((value) => this.renderValue(name, tell(value), value, held, most))),
      all.length > SHOWN ? this.renderOpener(name, title, isOpen, all.length) : null);
  }

  renderValue(name, words, value, held, most) {
    const bar = h("span", { class: "measure", "aria-hidden": "true" });
    bar.style.inlineSize = `${(100 * (value.count ?? 0)) / most}%`;
    return h("li", { "data-key": value.value }, h("button", {
      type: "button", "aria-pressed": String(held.includes(value.value)), "data-facet": `${name}=${value.value}`,
      onclick: () => this.apply(this.current().toggle(name, value.value)),
    }, bar, h("span", { class: "words", title: words }, words), h("span", { class: "count" }, value.count === null ? "" : tellNumber(value.count))));
  }

  renderOpener(name, title, isOpen, n) {
    const words = isOpen ? "Fewer" : `${n - SHOWN} more`;
    return h("button", {
      type: "button", class: "quiet small", "aria-expanded": String(isOpen), "aria-label": `${title}: ${words}`,
      "data-facet": `${name}:more`,
      onclick: () => {
        if (!this.opened.delete(name)) this.opened.add(name);
        this.draw(this.facets);
      },
    }, words);
  }
}
