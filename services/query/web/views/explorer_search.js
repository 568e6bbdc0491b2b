// The search box: words of the events, or an entity or place that is suggested for what is typed.

import { h, replace, settle } from "../dom.js";
import { latest } from "../latest.js";
import { count, soften } from "./explorer_words.js";

const WAIT_MILLISECONDS = 150;
const SUGGESTED = 5;
const SHORTEST = 2;

export class Search {
  constructor({ apply, current, names, context }) {
    Object.assign(this, { apply, current, names, context, options: [], at: -1 });
    this.field = h("input", {
      id: "search", type: "search", role: "combobox", autocomplete: "off", spellcheck: "false", maxlength: 256,
      "aria-autocomplete": "list", "aria-controls": "suggestions", "aria-expanded": "false",
      placeholder: "Words, people, places …",
      oninput: () => this.suggest(), onkeydown: (press) => this.press(press), onblur: () => this.close(),
    });
    this.list = h("ul", { id: "suggestions", role: "listbox", "aria-label": "Suggestions", hidden: true });
    this.fetch = latest({
      ask: (typed) => (typed.length < SHORTEST ? [] : this.ask(typed)), take: (found) => this.offer(found),
      fail: () => this.offer([], "names cannot be looked up just now"), signal: context.signal,
    });
    const suggestSoon = settle(() => this.field.value.trim() && this.fetch(this.field.value.trim()), WAIT_MILLISECONDS);
    this.suggest = () => (this.field.value.trim() ? suggestSoon() : this.close());
    this.element = h("search", { class: "search" },
      h("label", { for: "search", class: "visually-hidden" }, "Search the events, their people and places"),
      this.field, this.list, h("kbd", { "aria-hidden": "true" }, "/"));
  }

  focus() {
    this.field.focus();
    this.field.select();
  }

  /** Suggest the words as they are typed, and what was `found`. */
  offer(found, note = "") {
    const typed = this.field.value.trim();
    if (!typed || document.activeElement !== this.field) return;
    this.options = [{ words: `Events with the words “${typed}”`, note, choose: ["q", typed] }, ...found];
    this.at = -1;
    this.draw();
  }

  async ask(typed) {
    const query = new URLSearchParams({ q: typed, limit: String(SUGGESTED) });
    try {
      const [entities, places] = await Promise.all(
        ["entities", "places"].map((kind) => this.context.get(`/v1/${kind}?${query}`)));
      const isPlace = (subject) => subject.key.startsWith("place/");
      const people = entities.items.filter((subject) => !isPlace(subject));
      return [...people.map((one) => describe(one, "entity")), ...places.items.map((one) => describe(one, "place"))];
    } catch (error) {
      // A word that cannot be looked up (a comma alone) still can be searched for.
      if (error.status === 422) return [];
      throw error;
    }
  }

  draw() {
    replace(this.list, ...this.options.map((option, at) => h("li", {
      id: `suggestion-${at}`, role: "option", "aria-selected": String(at === this.at),
      // Before the field loses the focus.
      onmousedown: (press) => {
        press.preventDefault();
        this.choose(option);
      },
    }, h("span", {}, option.words), h("span", { class: "note" }, option.note))));
    this.list.hidden = false;
    this.field.setAttribute("aria-expanded", "true");
    if (this.at < 0) this.field.removeAttribute("aria-activedescendant");
    else this.field.setAttribute("aria-activedescendant", `suggestion-${this.at}`);
  }

  press(press) {
    if (press.key === "Enter") {
      press.preventDefault();
      const typed = this.field.value.trim();
      if (this.at >= 0) this.choose(this.options[this.at]);
      else if (typed) this.choose({ choose: ["q", typed] });
    } else if (press.key === "Escape") {
      if (this.list.hidden) this.field.blur();
      this.close();
    } else if ((press.key === "ArrowDown" || press.key === "ArrowUp") && this.options.length) {
      press.preventDefault();
      const step = press.key === "ArrowDown" ? 1 : -1;
      const n = this.options.length + 1;
      this.at = ((this.at + 1 + step + n) % n) - 1;
      this.draw();
    }
  }

  choose({ choose: [name, value], called }) {
    if (called) this.names.set(value, called);
    this.field.value = "";
    this.close();
    const filters = this.current();
    if (!filters.has(name, value)) this.apply(filters.with(name, value));
  }

  close() {
    this.fetch.drop();
    this.options = [];
    this.at = -1;
    this.list.hidden = true;
    this.field.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-activedescendant");
  }
}

function describe(subject, name) {
  const kind = name === "place" ? [subject.admin1, subject.country].filter(Boolean).join(", ") || "place" : soften(subject.type);
  return {
    words: subject.name, note: `${kind} · ${count(subject.articles, "article")}`, choose: [name, subject.key],
    called: subject.name,
  };
}
