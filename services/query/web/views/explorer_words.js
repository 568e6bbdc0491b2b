// The fields of events and filters in plain words.  Pure.

import { nameCountry } from "../countries.js";
import { STATUS_WORDS } from "./article_words.js";

const UTC = { timeZone: "UTC" };
const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", ...UTC });
const MONTH = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", ...UTC });
const NUMBER = new Intl.NumberFormat("en");
const PARTS = { MO: "morning", AF: "afternoon", EV: "evening", NI: "night" };

export const FIELD_WORDS = {
  q: "Words", type: "Type", status: "Status", entity: "With", speaker: "Said by", place: "Place", country: "Country",
  article: "Article", source: "Outlet", story: "Story", bbox: "Area", near: "Near", datetime: "When",
  published: "Published", min_confidence: "Confidence at least", actor_role: "Role",
};

export function tellNumber(value) {
  return NUMBER.format(value);
}

/** A number of things: "1 event", "2,000 events". */
export function count(value, one, many = `${one}s`) {
  return `${NUMBER.format(value)} ${value === 1 ? one : many}`;
}

/** The first letter large: "ASSAULT" -> "Assault". */
export function soften(word) {
  return word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
}

function day(iso) {
  const at = new Date(`${iso}T00:00:00Z`);
  return Number.isNaN(at.getTime()) ? iso : DAY.format(at);
}

function month(iso) {
  return MONTH.format(new Date(`${iso}T00:00:00Z`));
}

function span(begin, end) {
  if (begin === end) return day(begin);
  const [from, to] = [day(begin), day(end)];
  const [fromYear, toYear] = [begin.slice(0, 4), end.slice(0, 4)];
  if (begin.slice(0, 7) === end.slice(0, 7)) return `${Number(begin.slice(8))}–${to}`;
  return fromYear === toYear ? `${from.replace(` ${fromYear}`, "")} – ${to}` : `${from} – ${to}`;
}

const BY_PRECISION = {
  millennium: ({ begin, end }) => `${begin.slice(0, 4)} – ${end.slice(0, 4)}`,
  century: ({ begin, end }) => `${begin.slice(0, 4)} – ${end.slice(0, 4)}`,
  decade: ({ begin }) => `the ${begin.slice(0, 4)}s`,
  year: ({ begin, end }) => (begin.slice(0, 4) === end.slice(0, 4) ? begin.slice(0, 4) : span(begin, end)),
  half: ({ begin }) => `${begin.slice(5, 7) === "01" ? "first" : "second"} half of ${begin.slice(0, 4)}`,
  quarter: ({ begin }) => `quarter ${Math.ceil(Number(begin.slice(5, 7)) / 3)} of ${begin.slice(0, 4)}`,
  month: ({ begin, end }) => (begin.slice(0, 7) === end.slice(0, 7) ? month(begin) : span(begin, end)),
  week: ({ begin, end }) => `week of ${span(begin, end)}`,
};

/** When an event happened, no more precise than it is known: "29 October 2018", "October 2018", "no date". */
export function tellWhen(date) {
  if (!date) return "no date";
  const words = (BY_PRECISION[date.precision] ?? (({ begin, end }) => span(begin, end)))(date.interval);
  const part = /T(MO|AF|EV|NI)/.exec(date.value)?.[1];
  const hour = /T(\d\d:\d\d|\d\d)/.exec(date.value)?.[1];
  if (part) return `${words}, ${PARTS[part]}`;
  return hour ? `${words}, ${hour.length === 2 ? `${hour}:00` : hour}` : words;
}

/** The days of a bar of the timeline. */
export function tellBar(item, interval) {
  if (!item.begin) return "no date";
  const precision = { day: "day", week: "week", month: "month", quarter: "quarter", year: "year" }[interval];
  return tellWhen({ precision, interval: { begin: item.begin, end: item.end }, value: item.begin });
}

const TICKS = {
  day: DAY, week: DAY, month: new Intl.DateTimeFormat("en-GB", { month: "short", year: "numeric", ...UTC }),
  quarter: new Intl.DateTimeFormat("en-GB", { month: "short", year: "numeric", ...UTC }),
  year: new Intl.DateTimeFormat("en-GB", { year: "numeric", ...UTC }),
};

/** A mark of the timeline's axis, in seconds since 1970. */
export function tellTick(seconds, interval) {
  return TICKS[interval].format(new Date(seconds * 1_000));
}

/** A filter's range of days: "1 October 2018 – 31 October 2018", "from ...", "until ...". */
export function tellRange(value) {
  const [begin, end] = value.includes("/") ? value.split("/") : [value, value];
  const [from, to] = [begin, end].map((each) => (each === ".." ? "" : each));
  if (from && to) return span(from, to);
  return from ? `from ${day(from)}` : `until ${day(to)}`;
}

/** The value of a filter in words; `names` are what keys of entities and places are called. */
export function tellValue(name, value, names) {
  const plain = name.replace("exclude_", "");
  if (plain === "type") return soften(value);
  if (plain === "status") return STATUS_WORDS[value] ?? value;
  if (plain === "country") return nameCountry(value);
  if (plain === "datetime" || plain === "published") return tellRange(value);
  if (plain === "min_confidence") return `${Math.round(Number(value) * 100)} %`;
  if (plain === "bbox") return tellBox(value);
  return names.get(value) ?? value;
}

function tellBox(value) {
  const [west, south, east, north] = value.split(",").map(Number);
  const latitude = (degrees) => `${Math.abs(degrees).toFixed(1)}° ${degrees < 0 ? "S" : "N"}`;
  const longitude = (degrees) => `${Math.abs(degrees).toFixed(1)}° ${degrees < 0 ? "W" : "E"}`;
  return `${latitude(south)} to ${latitude(north)}, ${longitude(west)} to ${longitude(east)}`;
}

/** How precisely a place is known: what its mark on the map means. */
export function tellPrecision(place) {
  if (isCountry(place)) return "the whole country";
  return isArea(place) ? "an area, not a point" : "a point";
}

export function isCountry(place) {
  return place.feature_class === "A" && /^PCL/.test(place.feature_code ?? "") && Boolean(place.country);
}

export function isArea(place) {
  return place.feature_class != null && "ALHTUV".includes(place.feature_class);
}
