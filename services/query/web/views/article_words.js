// What the fields of an article and its events mean, in plain words.  Pure.

export const STATUS_WORDS = {
  happened: "happened",
  ongoing: "going on",
  planned: "planned",
  threatened: "threatened",
  considered: "considered, wished or asked",
  denied: "denied, or did not happen",
};

const DATE_BASIS = {
  clause: "stated in the same clause",
  sentence: "the date of the report in the same sentence",
  narrative: "the day that the text had reached",
  publication: "not stated: assumed from the publication",
};

const PLACE_BASIS = {
  clause: "stated in the same clause",
  sentence: "the only place of the sentence",
  article: "not stated: the place of the whole article",
};

const PLACE_ROLES = { where: "at", origin: "from", destination: "to" };

const FEATURES = {
  A: "a country or region, not a point",
  P: "a town or city",
  H: "water",
  L: "an area",
  R: "a road or railway",
  S: "a building or site",
  T: "a mountain, island or the like",
  U: "under the sea",
  V: "woods or fields",
};

const BOUNDS = { at_least: "at least", at_most: "at most", more_than: "more than", less_than: "less than" };

const MODS = {
  START: "the start of it",
  MID: "the middle of it",
  END: "the end of it",
  APPROX: "approximately",
  BEFORE: "before it",
  AFTER: "after it",
  LESS_THAN: "less than it",
  MORE_THAN: "more than it",
};

const REASONS = { language: "the text is not in English" };

/** "very sure (90 %)". */
export function tellConfidence(value) {
  const words = value >= 0.8 ? "very sure" : value >= 0.55 ? "fairly sure" : value >= 0.35 ? "not sure" : "a guess";
  return `${words} (${Math.round(value * 100)} %)`;
}

/** "2018-10-27", "2018-11-05 to 2018-11-11 (week)". */
export function tellInterval(interval, precision) {
  if (!interval) return "";
  const days = interval.begin === interval.end ? interval.begin : `${interval.begin} to ${interval.end}`;
  return precision && precision !== "day" ? `${days} (${precision.replaceAll("_", " ")})` : days;
}

/** When an event happened and how that is known: ["2018-10-29", "stated in the same clause"]. */
export function tellDate(date) {
  if (!date) return ["no date", "the words tell none"];
  return [tellInterval(date.interval, date.precision), DATE_BASIS[date.basis]];
}

/** What a temporal expression denotes: "2018-10-22, counted from the publication". */
export function tellTimex(timex) {
  const days = tellInterval(timex.interval, timex.precision) || `${timex.value}, no calendar days`;
  const mod = timex.mod ? `, ${MODS[timex.mod]}` : "";
  const from = !timex.anchor ? "" : timex.anchor === "publication" ? ", counted from the publication" : ", counted from another date";
  return `${timex.type.toLowerCase()}: ${days}${mod}${from}`;
}

/** Where a place of an event lies and how that is known: ["at Leeds, England, GB", "stated ...; a town or city"]. */
export function tellPlace(place) {
  const within = [place.admin1 === place.name ? null : place.admin1, place.country].filter(Boolean);
  const name = [[place.modifier, place.name].filter(Boolean).join(" "), ...within].join(", ");
  const notes = [PLACE_BASIS[place.basis], FEATURES[place.feature_class], place.lat == null ? "no coordinates known" : null];
  return [`${PLACE_ROLES[place.role] ?? ""} ${name}`.trim(), notes.filter(Boolean).join("; ")];
}

/** What a toponym was resolved to: "Texas, US: a country or region, not a point". */
export function tellToponym(place) {
  const within = [place.admin1 === place.name ? null : place.admin1, place.country].filter(Boolean);
  const kind = place.lat == null ? "not resolved" : FEATURES[place.feature_class];
  const narrowed = place.modifier ? `, narrowed by “${place.modifier}”` : "";
  return [[place.name, ...within].join(", "), kind].filter(Boolean).join(": ") + narrowed;
}

/** "at least 11 people killed". */
export function tellQuantity(quantity) {
  const value = quantity.value == null ? quantity.surface : new Intl.NumberFormat("en").format(quantity.value);
  const about = quantity.approximate ? "about" : null;
  const counted = [quantity.unit, quantity.of && `of ${quantity.of}`];
  const words = [BOUNDS[quantity.bound], about, value, ...counted, quantity.role].filter(Boolean).join(" ");
  return quantity.as_of ? `${words}, as of ${quantity.as_of}` : words;
}

/** By whose word an event is told; `name` is what the speaker is called where that is known. */
export function tellSource(source, name) {
  if (!source) return "told by the article itself";
  return name && name !== source.speaker_text
    ? `asserted by ${name} (“${source.speaker_text}”)`
    : `asserted by ${source.speaker_text}`;
}

/** The type of an event: "ASSAULT · kill · refugee". */
export function tellType(event) {
  return [event.type, event.mode, event.context].filter(Boolean).join(" · ");
}

/**
 * What became of a stage: its state as a word for a class, and in plain words.  A stage that ran and found nothing is
 * none that failed, and neither is one that was left out.
 */
export function tellStage(report) {
  if (report.state === "done") {
    return report.found ? ["done", `ran and found ${report.found}`] : ["nothing", "ran and found nothing"];
  }
  if (report.state === "failed") return ["failed", `failed: ${report.error ?? "no reason is known"}`];
  if (report.state === "skipped") {
    return ["skipped", `skipped: ${report.error ?? "no reason is known"}${REASONS[report.error] ? ` (${REASONS[report.error]})` : ""}`];
  }
  return ["pending", "waits"];
}

/** The status of a whole article, in plain words. */
export function tellStatus(status) {
  return {
    queued: "waits in the queue",
    running: "is at work",
    succeeded: "is enriched: every stage ran",
    partial: "is enriched in part: not every stage ran",
    failed: "could not be enriched",
  }[status];
}

/** "2018-10-29", "2018-10-29 18:00 UTC": a publication date as precise as it was given. */
export function tellInstant(value) {
  if (!value) return "";
  if (!value.includes("T")) return value;
  return `${new Date(value).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
