// The entity page: what it is called, when and where it appears, who with, what it said, its events, its corrections.

import { h } from "../dom.js";
import { STATUS_WORDS, tellDate, tellType } from "./article_words.js";
import { renderCorrections, renderUndoing } from "./corrections.js";
import { drawBars } from "./story_chart.js";

const KINDS = {
  PERSON: "person", NORP: "people or group", ORG: "organisation", GPE: "country, city or state", LOC: "place",
  FAC: "building or site", EVENT: "named event", LAW: "law", PRODUCT: "product", WORK_OF_ART: "work of art",
};
const SHOWN = 10;

/** The page of the entity `key`: {title, nodes}. */
export async function show({ key }, { get, call, paths, signal, go }) {
  const reload = (correction) => go(paths.entity(correction.to));
  const profile = await get(`/v1/entities/${key}`).catch((problem) => {
    if (problem.status === 404) return null;
    throw problem;
  });
  if (profile === null) return { title: key, nodes: [renderGone(key, { call, reload, signal })] };
  const around = await fetchAround(profile, get);
  const nodes = [tellMerged(key, profile), ...renderEntity(profile, around, paths),
    renderCorrections(profile, { call, reload, signal })];
  return { title: profile.name, nodes: [h("article", { class: "entity" }, ...nodes)] };
}

/** Where no article names it: it may have been split off from all of them, which can be undone. */
function renderGone(key, context) {
  return h("article", { class: "entity" },
    h("h1", {}, key),
    h("p", { role: "alert" }, "No article names an entity of this key."),
    renderUndoing({ key, merged: [] }, context));
}

/** What the page shows beside the profile, fetched at once: {facets, timeline, said}. */
async function fetchAround(profile, get) {
  const role = isPlace(profile) ? "place" : "entity";
  const key = encodeURIComponent(profile.key);
  const [facets, timeline, said] = await Promise.all([
    get(`/v1/facets?${role}=${key}&top=${SHOWN}`),
    get(`/v1/timeline?${role}=${key}&interval=${chooseInterval(profile)}`),
    get(`/v1/events?speaker=${key}&limit=${SHOWN}`),
  ]);
  return { facets, timeline, said };
}

function isPlace(profile) {
  return profile.key.startsWith("place/");
}

/** Bars that are neither one nor hundreds. */
function chooseInterval(profile) {
  const days = (Date.parse(profile.last) - Date.parse(profile.first)) / 86_400_000;
  return days < 60 ? "day" : days < 400 ? "week" : days < 3000 ? "month" : "year";
}

/** The sections of an entity; `around` is what `fetchAround` gave. */
function renderEntity(profile, around, paths) {
  return [
    h("p", { class: "kicker" }, KINDS[profile.type] ?? profile.type),
    h("h1", {}, profile.name),
    renderLead(profile),
    renderNames(profile),
    renderTimeline(around.timeline),
    h("div", { class: "columns" },
      renderCounted("Places", "places", around.facets.place.filter((one) => one.value !== profile.key), paths),
      renderTogether(profile, around.facets, paths)),
    renderSaid(around.said, profile, paths),
    renderNewest(profile, paths),
    renderArticles(profile, paths),
    h("p", { class: "links" }, h("a", { href: paths.api(`/v1/entities/${profile.key}`) }, "This entity as JSON")),
  ];
}

function renderLead(profile) {
  const where = [profile.admin1 === profile.name ? null : profile.admin1, profile.country].filter(Boolean).join(", ");
  const at = profile.lat == null ? null : `${profile.lat.toFixed(2)}, ${profile.lon.toFixed(2)}`;
  const facts = [
    ["Articles", profile.articles],
    ["Events", profile.events ?? 0],
    ["First named", profile.first],
    ["Last named", profile.last],
    ["Country", where],
    ["Coordinates", at],
    ["Inhabitants", profile.population ? new Intl.NumberFormat("en").format(profile.population) : null],
    ["Key", profile.key],
  ];
  return h("dl", { class: "counts" }, ...facts.filter(([, value]) => value != null && value !== "")
    .flatMap(([term, value]) => [h("dt", {}, term), h("dd", {}, String(value))]));
}

function renderNames(profile) {
  const groups = [
    ["Names in articles", profile.aliases.map((alias) => `${alias.name} (${alias.articles})`)],
    ["Titles", profile.titles.map((title) => `${title.name} (${title.articles})`)],
    ["Names given by analysts", profile.given],
    ["Merged into it", profile.merged],
  ].filter(([, names]) => names.length > 0);
  return h("section", { "aria-labelledby": "names" },
    h("h2", { id: "names" }, "Names"),
    ...groups.flatMap(([title, names]) => [
      h("h3", {}, title), h("ul", { class: "chips" }, ...names.map((name) => h("li", {}, name))),
    ]),
    groups.length === 0 ? h("p", {}, "It has no other names.") : null);
}

function renderTimeline(timeline) {
  const dated = timeline.items.filter((item) => item.begin !== null);
  const undated = timeline.items.find((item) => item.begin === null)?.count ?? 0;
  return h("section", { "aria-labelledby": "when" },
    h("h2", { id: "when" }, "When"),
    dated.length > 0 ? drawBars(fill(dated, timeline.interval)) : h("p", {}, "No dated event."),
    dated.length > 0 ? h("p", { class: "axis" }, h("span", {}, dated[0].begin), h("span", {}, dated.at(-1).end)) : null,
    undated > 0 ? h("p", { class: "note" }, `${undated} more without a date.`) : null,
    h("details", {}, h("summary", {}, "The same as a table"),
      h("table", {}, h("thead", {}, h("tr", {}, ...["From", "To", "Events"].map((head) => h("th", { scope: "col" }, head)))),
        h("tbody", {}, ...dated.map((item) => h("tr", {},
          h("td", {}, item.begin), h("td", {}, item.end), h("td", { class: "number" }, String(item.count))))))));
}

const MAX_BARS = 600;

/** Counts without gaps: the API leaves out intervals without events. */
function fill(items, interval) {
  const length = { day: 1, week: 7, month: 30.44, year: 365.25 }[interval] * 86_400_000;
  const first = Date.parse(items[0].begin);
  const place = (item) => Math.round((Date.parse(item.begin) - first) / length);
  const size = place(items.at(-1)) + 1;
  if (size > MAX_BARS) return items.map((item) => item.count);
  const counts = new Array(size).fill(0);
  for (const item of items) counts[place(item)] += item.count;
  return counts;
}

function renderCounted(title, id, values, paths) {
  return h("section", { "aria-labelledby": id },
    h("h2", { id }, title),
    values.length === 0 ? h("p", {}, "None.") : h("ol", { class: "ranked" }, ...values.map((one) => h("li", {},
      h("a", { href: paths.entity(one.value) }, one.name ?? one.value),
      h("span", { class: "number" }, count(one.count))))));
}

function count(events) {
  return events === 1 ? "1 event" : `${events} events`;
}

function renderTogether(profile, facets, paths) {
  const together = profile.together.map((one) => ({ value: one.key, name: one.name, count: one.events }));
  const places = new Set(facets.place.map((one) => one.value));
  const values = isPlace(profile)
    ? facets.entity.filter((one) => !one.value.startsWith("place/"))
    : together.filter((one) => !places.has(one.value));
  return renderCounted(isPlace(profile) ? "Who is in its events" : "Appears with", "together", values, paths);
}

function renderSaid(said, profile, paths) {
  if (isPlace(profile)) return null;
  return h("section", { "aria-labelledby": "said" },
    h("h2", { id: "said" }, "What it said"),
    said.items.length === 0 ? h("p", {}, "No event is told by its word.") : renderEvents(said.items, paths),
    more(said.total, said.items.length, paths.events({ speaker: profile.key })));
}

function renderNewest(profile, paths) {
  const filter = isPlace(profile) ? { place: profile.key } : { entity: profile.key };
  const shown = profile.newest.slice(0, SHOWN);
  return h("section", { "aria-labelledby": "newest" },
    h("h2", { id: "newest" }, "Its events"),
    shown.length === 0 ? h("p", {}, "None.") : renderEvents(shown, paths),
    more(profile.events ?? 0, shown.length, paths.events(filter)));
}

function renderEvents(events, paths) {
  return h("ol", { class: "members" }, ...events.map((event) => h("li", {},
    h("blockquote", {}, event.evidence.surface),
    h("p", {}, h("a", { href: paths.article(event.article.id, event.id) }, event.article.title ?? event.article.id),
      ` · ${tellType(event)} · ${STATUS_WORDS[event.status]} · ${tellDate(event.date)[0]}`,
      event.article.source ? ` · ${event.article.source}` : ""))));
}

function more(total, shown, href) {
  return total > shown ? h("p", {}, h("a", { href }, `All ${total} of them`)) : null;
}

function renderArticles(profile, paths) {
  return h("section", { "aria-labelledby": "articles" },
    h("h2", { id: "articles" }, "Newest articles that name it"),
    h("ul", {}, ...profile.newest_articles.slice(0, SHOWN).map((id) =>
      h("li", {}, h("a", { href: paths.article(id) }, id)))));
}

/** Where somebody lands who asked for a key that was merged into this one. */
function tellMerged(asked, profile) {
  if (asked === profile.key) return null;
  return h("p", { class: "notice", role: "status" }, `${asked} is a part of this entity now.`);
}

