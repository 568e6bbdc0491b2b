// The story page: one event of the world as several articles tell it, and how the telling changed.

import { h } from "../dom.js";
import { STATUS_WORDS, tellConfidence, tellInstant, tellInterval, tellQuantity } from "./article_words.js";
import { drawSteps } from "./story_chart.js";

const BOUND_SIGNS = { at_least: "≥ ", more_than: "> ", at_most: "≤ ", less_than: "< " };

/** The page of the story `id`: {title, nodes}; one that was joined to another is answered with that one. */
export async function show({ id }, { get, paths }) {
  const story = nameSources(await get(`/v1/stories/${encodeURIComponent(id)}`));
  const joined = story.id === id ? null
    : h("p", { class: "notice", role: "status" }, `The story ${id} turned out to be this one.`);
  return { title: story.text, nodes: [h("article", { class: "story" }, joined, ...renderStory(story, paths))] };
}

/** The story with its outlets called as they were posted: its reports name them in lower case. */
function nameSources(story) {
  const names = new Map(story.members.map(({ article }) => [article.source?.toLowerCase(), article.source]));
  const name = (source) => names.get(source) ?? source;
  const rename = (report) => ({ ...report, source: name(report.source) });
  return {
    ...story,
    first_report: rename(story.first_report),
    last_report: rename(story.last_report),
    numbers_over_time: story.numbers_over_time.map(rename),
    status_over_time: story.status_over_time.map(rename),
    origins: story.origins.map((origin) => ({ ...origin, sources: origin.sources.map(name) })),
  };
}

/** The sections of a story (`/v1/stories/{id}`); `paths` give the addresses of articles, entities and the API. */
function renderStory(story, paths) {
  return [
    h("p", { class: "kicker" }, "Story"),
    h("h1", {}, story.text),
    h("p", { class: "lead" },
      h("span", { class: "type" }, story.type), " · ", STATUS_WORDS[story.status], " · ",
      tellInterval(story.date.interval, story.date.precision),
      story.place ? ` · ${[story.place.name, story.place.country].filter(Boolean).join(", ")}` : ""),
    renderCounts(story),
    renderNumbers(story, paths),
    renderStatuses(story, paths),
    renderOrigins(story, paths),
    renderActors(story, paths),
    renderMembers(story, paths),
    h("p", { class: "links" }, h("a", { href: paths.api(`/v1/stories/${story.id}`) }, "This story as JSON")),
  ].filter(Boolean);
}

function renderCounts(story) {
  const first = story.first_report;
  const copies = story.sources - story.independent_sources;
  return h("dl", { class: "counts" }, ...[
    ["Independent sources", `${story.independent_sources} of ${story.sources}${copies > 0 ? ` (${copies} only copied)` : ""}`],
    ["Articles", story.articles],
    ["First report", `${tellInstant(first.at)}, ${first.source ?? "outlet not known"}`],
    ["Last report", `${tellInstant(story.last_report.at)}, ${story.last_report.source ?? "outlet not known"}`],
  ].flatMap(([term, value]) => [h("dt", {}, term), h("dd", {}, String(value))]));
}

function renderNumbers(story, paths) {
  const roles = [...new Set(story.numbers_over_time.map((number) => number.role))];
  if (roles.length === 0) return null;
  return h("section", { "aria-labelledby": "numbers" },
    h("h2", { id: "numbers" }, "How the numbers changed"),
    ...roles.flatMap((role) => {
      const reports = story.numbers_over_time.filter((number) => number.role === role);
      return [
        h("h3", {}, `${role[0].toUpperCase()}${role.slice(1)}`),
        reports.length > 1 ? drawSteps(reports.map(pointOf)) : null,
        table(["Reported", "By", "Number", "Articles in a row"], reports.map((report) => [
          reportLink(report, paths), bySource(report), tellQuantity({ ...report, role: null }), report.reports,
        ])),
      ];
    }));
}

function pointOf(report) {
  const label = `${BOUND_SIGNS[report.bound] ?? ""}${report.approximate ? "~" : ""}${report.value}`;
  return { at: new Date(report.at), value: report.value, label };
}

function renderStatuses(story, paths) {
  return h("section", { "aria-labelledby": "statuses" },
    h("h2", { id: "statuses" }, "How the status changed"),
    table(["Reported", "By", "Status", "Articles in a row"], story.status_over_time.map((report) => [
      reportLink(report, paths), bySource(report), STATUS_WORDS[report.status], report.reports,
    ])));
}

function bySource(report) {
  return [report.source ?? "outlet not known", report.speaker && `by the word of ${report.speaker}`].filter(Boolean).join(", ");
}

function reportLink(report, paths) {
  return h("a", { href: paths.article(report.article, report.event) }, tellInstant(report.at));
}

function renderOrigins(story, paths) {
  return h("section", { "aria-labelledby": "origins" },
    h("h2", { id: "origins" }, "Sources"),
    h("p", { class: "note" }, "Articles that share their text count as one independent source."),
    h("ol", { class: "origins" }, ...story.origins.map((origin) => h("li", {},
      origin.sources.join(", ") || "outlet not known", ": ",
      ...origin.articles.flatMap((id, n) => [n > 0 ? ", " : "", h("a", { href: paths.article(id) }, id)])))));
}

function renderActors(story, paths) {
  if (story.actors.length === 0) return null;
  const roles = { actor: "who", recipient: "to whom" };
  return h("section", { "aria-labelledby": "actors" },
    h("h2", { id: "actors" }, "Who takes part"),
    h("ul", { class: "chips" }, ...story.actors.map((actor) => h("li", {},
      h("a", { href: paths.entity(actor.key) }, actor.name), ` ${roles[actor.role]}, ${actor.events} ×`))));
}

function renderMembers(story, paths) {
  return h("section", { "aria-labelledby": "members" },
    h("h2", { id: "members" }, "What the articles say"),
    h("ol", { class: "members" }, ...story.members.map((member) => h("li", {},
      h("blockquote", {}, member.evidence),
      h("p", {},
        h("a", { href: paths.article(member.article.id, member.event) }, member.article.title ?? member.article.id),
        ` · ${[member.article.source ?? "outlet not known", tellInstant(member.article.published_at)].join(" · ")}`,
        ` · ${STATUS_WORDS[member.status]} · ${tellConfidence(member.confidence)}`)))));
}

/** A table of `rows` under `heads`. */
function table(heads, rows) {
  return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": heads.join(", ") }, h("table", {},
    h("thead", {}, h("tr", {}, ...heads.map((head) => h("th", { scope: "col" }, head)))),
    h("tbody", {}, ...rows.map((cells) => h("tr", {}, ...cells.map((cell) => h("td", {}, cell)))))));
}
