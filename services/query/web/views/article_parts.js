// Which words of an article say what: the spans of its annotations, and those of the parts of each event.  Pure.

import { tellQuantity, tellTimex, tellToponym } from "./article_words.js";

/** The layers of annotations, in the order in which they are listed. */
export const LAYERS = ["events", "entities", "dates", "places", "quantities", "quotes"];

// Words that may stand anywhere ("he") name nobody; how far from the evidence a speaker's words are looked for.
const MIN_NAME = 4;
const MAX_DISTANCE = 600;

/** The annotations of a text as spans {start, end, layer, id, label, about}, without those of its events. */
export function annotationSpans(found) {
  const spans = [];
  const add = (layer, item, at, label, about) =>
    spans.push({
      start: at.start, end: at.end, surface: at.surface, layer, id: item.id, key: keyOf(item), label, about,
      confidence: item.confidence,
    });
  for (const entity of found.entities ?? []) {
    for (const at of entity.mentions) add("entities", entity, at, entity.type, `${entity.name} (${entity.type})`);
  }
  for (const place of found.places ?? []) {
    for (const at of place.mentions) add("places", place, at, place.country ?? "place", tellToponym(place));
  }
  for (const timex of found.dates ?? []) add("dates", timex, timex, timex.value, tellTimex(timex));
  for (const number of found.quantities ?? []) {
    add("quantities", number, number, number.role ?? "number", tellQuantity(number));
  }
  for (const quote of found.quotes ?? []) add("quotes", quote, quote, "quote", tellQuote(quote, found));
  return spans;
}

/** The key of the page of an entity or place; none of what has no page. */
function keyOf(item) {
  return item.key ?? (item.geonameid ? `place/${item.geonameid}` : undefined);
}

function tellQuote(quote, found) {
  const how = quote.direct ? "in quotation marks" : "reported";
  const speaker = found.entities?.find((entity) => entity.id === quote.speaker)?.name ?? quote.speaker_text;
  return `said by ${speaker ?? "somebody who is not named"} (${how})`;
}

/** The annotations of a title, whose offsets have names of their own, under those of a text. */
export function annotationsOfTitle(inTitle) {
  const rename = (value) => {
    if (Array.isArray(value)) return value.map(rename);
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name.replace(/^title_(start|end)$/, "$1"), rename(inner)]),
    );
  };
  return inTitle ? rename(inTitle) : {};
}

/** The words of an event as spans {start, end, layer: "events", id, part, label}. */
export function eventSpans(event, article) {
  const spans = [];
  const add = (part, label, at) => {
    if (at) spans.push({ start: at.start, end: at.end, layer: "events", id: event.id, part, label });
  };
  const byId = (name, id) => (article[name] ?? []).find((item) => item.id === id);
  add("evidence", "evidence", event.evidence);
  for (const at of event.also) add("also", "told again", at);
  for (const actor of event.actors) add(actor.role, actor.role === "actor" ? "who" : "to whom", actor);
  add("date", "when", event.date?.timex && byId("dates", event.date.timex));
  for (const place of event.places) {
    const label = { where: "where", origin: "from where", destination: "to where" }[place.role];
    add("place", label, nearest(byId("places", place.place)?.mentions ?? [], event.evidence));
  }
  for (const id of event.quantities) add("number", "how many", byId("quantities", id));
  add("speaker", "who says so", speakerSpan(event, article, byId));
  add("trigger", event.type.toLowerCase(), event.trigger);
  return spans;
}

/** Where the text names whoever asserts an event, near its evidence; undefined where it is not found. */
function speakerSpan(event, article, byId) {
  if (!event.source) return undefined;
  const words = event.source.speaker_text;
  const mentions = (byId("entities", event.source.speaker)?.mentions ?? []).filter((at) => words.includes(at.surface));
  const found = mentions.length > 0 ? mentions : words.length < MIN_NAME ? [] : occurrences(article.text, words);
  const best = nearest(found, event.evidence);
  return best && distance(best, event.evidence) <= MAX_DISTANCE ? best : undefined;
}

/** Every place of `words` in `text`, in code points. */
function occurrences(text, words) {
  const length = [...words].length;
  const found = [];
  let unit = 0;
  let points = 0;
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) {
    points += [...text.slice(unit, at)].length;
    unit = at;
    found.push({ start: points, end: points + length });
  }
  return found;
}

function nearest(spans, to) {
  return [...spans].sort((a, b) => distance(a, to) - distance(b, to))[0];
}

function distance(a, b) {
  return Math.max(0, a.start - b.end, b.start - a.end);
}

/** How much of an event a piece of the text tells: the surest sign first. */
export const PART_ORDER = ["trigger", "actor", "recipient", "date", "place", "number", "speaker", "evidence", "also"];

/** The event that a piece with these spans is most about, or null; `widths` of the spans break ties. */
export function eventOf(spans) {
  const told = spans.filter((span) => span.layer === "events");
  const rank = (span) => PART_ORDER.indexOf(span.part);
  told.sort((a, b) => rank(a) - rank(b) || a.end - a.start - (b.end - b.start));
  return told[0]?.id ?? null;
}
