// What went wrong when the views were fetched, and how old what they still show is.

import { mayPass } from "../api.js";
import { h, replace } from "../dom.js";
import { count } from "./explorer_words.js";

const VIEWS = { list: "the list", facets: "the counts", map: "the map", timeline: "the timeline", total: "the total" };
const CLOCK = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit", timeZone: "UTC" });
const LISTED = new Intl.ListFormat("en");
const AGE_MILLISECONDS = 10_000;

export class Problem {
  /** `retry` fetches again; `current` gives the query of what is to be shown. */
  constructor({ retry, current }) {
    Object.assign(this, { current, answers: new Map(), missing: [] });
    this.words = h("div", { role: "alert" });
    this.age = h("div", { class: "age" });
    this.button = h("button", { type: "button", hidden: true, onclick: retry }, "Retry");
    this.element = h("div", { class: "problem", hidden: true }, this.words, this.age, this.button);
  }

  start() {
    this.clock = setInterval(() => this.missing.length && this.tellAges(), AGE_MILLISECONDS);
  }

  stop() {
    clearInterval(this.clock);
  }

  /** A view shows the answer to a `query` that was asked for `at` a time, in milliseconds since 1970. */
  note(view, answer) {
    this.answers.set(view, answer);
  }

  /** Does a view show an answer to what is to be shown, however old? */
  has(view) {
    return this.answers.get(view)?.query === this.current();
  }

  /** `failures` are [view, error], none once all went well. */
  tell(failures) {
    this.missing = failures.map(([view]) => view);
    const errors = failures.map(([, error]) => error);
    replace(this.words, tellErrors(errors));
    this.button.hidden = !errors.some(mayPass);
    this.element.hidden = failures.length === 0;
    this.tellAges();
  }

  /** Which views show nothing, and which an answer of an earlier time. */
  tellAges() {
    const groups = Map.groupBy(this.missing, (view) => this.describe(this.answers.get(view)));
    replace(this.age, [...groups].map(([words, views]) => h("p", {}, tellViews(views, words))));
  }

  describe(answer) {
    if (!answer) return "could not be loaded";
    const age = `${CLOCK.format(answer.at)} UTC, ${tellAge(Date.now() - answer.at)} old`;
    return answer.query === this.current() ? `as of ${age}` : `of the filters before, as of ${age}`;
  }
}

function tellErrors(errors) {
  const known = new Map(errors.map((error) => [error.message, error]));
  return [...known.values()].flatMap(({ title, message, errors: fields = [] }) => [
    title && title !== message ? h("p", {}, h("strong", {}, title)) : null,
    fields.length ? fields.map((one) => h("p", {}, `${one.field}: ${one.message}`)) : h("p", {}, message),
  ]);
}

function tellViews(views, words) {
  const named = LISTED.format(views.map((view) => VIEWS[view]));
  const isShown = words !== "could not be loaded";
  const text = isShown ? `Shown still: ${named}, ${words}.` : `${named} ${words}.`;
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function tellAge(milliseconds) {
  const seconds = Math.max(0, Math.round(milliseconds / 1_000));
  return seconds < 120 ? count(seconds, "second") : count(Math.round(seconds / 60), "minute");
}
