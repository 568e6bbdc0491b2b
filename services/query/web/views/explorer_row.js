// One event of the list: when, what, by whose word, and the sentence that says so.

import { h } from "../dom.js";
import { nameCountry } from "../countries.js";
import { STATUS_WORDS, tellConfidence } from "./article_words.js";
import { count, soften, tellWhen } from "./explorer_words.js";

const ROLES = { origin: "from", destination: "to", where: "in" };

/** The row of `event`; `position` counts from 1 of `total`, -1 where that is not known. */
export function renderRow(event, { paths, position, total, isNew, isSelected }) {
  const heading = `row-${event.id}`;
  return h("article", {
    class: `row ${event.status}${isNew ? " new" : ""}${isSelected ? " selected" : ""}`, tabindex: "-1", "aria-labelledby": heading,
    "aria-posinset": position, "aria-setsize": total, "data-id": event.id, "data-key": event.id, "data-href": paths.article(event.article.id, event.id),
  },
    h("p", { class: "when" }, renderWhen(event)),
    h("div", { class: "what" },
      h("h3", { id: heading }, renderType(event), " ", h("span", { class: `status ${event.status}` }, STATUS_WORDS[event.status]),
        ...renderActors(event, paths), ...renderPlaces(event, paths)),
      h("blockquote", {}, renderEvidence(event)),
      renderNumbers(event.numbers),
      renderOrigin(event, paths)));
}

function renderWhen({ date, article }) {
  const words = tellWhen(date);
  if (!date) return [h("span", { class: "none" }, words), h("span", { class: "note" }, `reported ${article.published_at.slice(0, 10)}`)];
  const isAssumed = date.basis === "publication";
  return [h("time", { datetime: date.interval.begin }, words), isAssumed ? h("span", { class: "note" }, "day of the report") : null];
}

function renderType(event) {
  const more = [event.mode, event.context].filter(Boolean).join(", ");
  return h("span", { class: "type" }, soften(event.type), more ? h("span", { class: "note" }, ` ${more}`) : null);
}

function renderActors({ actors }, paths) {
  const named = (role) => actors.filter((actor) => actor.role === role);
  const [by, to] = [named("actor"), named("recipient")];
  if (!by.length && !to.length) return [];
  const arrow = to.length ? [h("span", { class: "arrow", "aria-hidden": "true" }, " → "), h("span", { class: "visually-hidden" }, " to ")] : [];
  const list = (several) => several.flatMap((actor, at) => [at ? ", " : "", renderActor(actor, paths)]);
  return [h("span", { class: "who" }, ...(by.length ? list(by) : ["someone"]), ...arrow, ...list(to))];
}

function renderActor(actor, paths) {
  return actor.key ? h("a", { href: paths.entity(actor.key) }, actor.name) : h("span", {}, actor.name);
}

function renderPlaces({ places }, paths) {
  if (!places.length) return [];
  return [h("span", { class: "where" }, places.flatMap((place, at) => [
    at ? ", " : "", ROLES[place.role] ? `${ROLES[place.role]} ` : "", renderPlace(place, paths),
  ]))];
}

function renderPlace(place, paths) {
  const country = place.country && nameCountry(place.country);
  const name = [place.modifier && !["demonym", "organisation"].includes(place.modifier) ? place.modifier : null, place.name].filter(Boolean).join(" ");
  const words = country && country !== place.name ? `${name}, ${country}` : name;
  return place.geonameid ? h("a", { href: paths.entity(`place/${place.geonameid}`) }, words) : h("span", {}, words);
}

/** The evidence, with the words that tell of the event marked.  Offsets count code points. */
function renderEvidence({ evidence, trigger }) {
  const points = [...evidence.surface];
  const [begin, end] = [trigger.start - evidence.start, trigger.end - evidence.start];
  if (begin < 0 || end > points.length) return evidence.surface;
  const piece = (from, to) => points.slice(from, to).join("");
  return [piece(0, begin), h("mark", {}, piece(begin, end)), piece(end)];
}

function renderNumbers(numbers) {
  if (!numbers.length) return null;
  return h("p", { class: "numbers" }, numbers.map((number) => h("span", {}, `${number.role ? `${number.role}: ` : ""}${number.surface}`)));
}

function renderOrigin({ source, article, confidence, story, also, id }, paths) {
  const parts = [
    source ? h("span", {}, "said by ", source.key ? h("a", { href: paths.entity(source.key) }, source.speaker_text) : source.speaker_text) : null,
    h("a", { href: paths.article(article.id, id), class: "source" }, [article.source, article.title].filter(Boolean).join(": ") || `Article of ${article.published_at.slice(0, 10)}`),
    story ? h("a", { href: paths.story(story) }, "Story") : null,
    also.length ? h("span", {}, `told ${count(also.length + 1, "time")}`) : null,
    h("span", {}, tellConfidence(confidence)),
  ];
  return h("p", { class: "origin" }, parts.filter(Boolean));
}
