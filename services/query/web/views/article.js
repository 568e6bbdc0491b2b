// The article view: the words with what was found in them, the events that they tell, and what became of each stage.

import { h } from "../dom.js";
import { renderAnnotations, renderLayers } from "./article_layers.js";
import { renderEvent } from "./article_events.js";
import { connect, readPinned } from "./article_links.js";
import { LAYERS, annotationSpans, annotationsOfTitle, eventSpans } from "./article_parts.js";
import { renderStages, renderStatus } from "./article_stages.js";
import { renderText } from "./article_text.js";
import { renderRevisions } from "./article_revisions.js";
import { tellInstant, tellStatus } from "./article_words.js";
import { follow, renderRetry } from "./post_progress.js";

/** The page of the article `id`: {title, nodes, ready}. */
export async function show({ id }, context) {
  const path = `/v1/articles/${encodeURIComponent(id)}`;
  const status = await context.get(`${path}/status`);
  const result = h("section", { class: "progress", "aria-live": "polite", "aria-label": "Progress" });
  const article = await context.get(path).catch((problem) => {
    // It is known, but was never enriched: how it fares is all there is to show.
    if (problem.status === 404) return null;
    throw problem;
  });
  if (article === null) return showUnfinished(status, result, context);
  const { page, links } = renderArticle(article, context.paths, context.signal);
  page.querySelector("header").append(result);
  result.append(...tellNewer(status, article, { ...context, result }));
  page.append(await renderRevisions(article, context).catch((problem) => {
    if (context.signal.aborted) throw problem;
    return h("p", { class: "problem", role: "alert" }, `Its revisions cannot be shown: ${problem.message}`);
  }));
  return { title: article.title ?? article.id, nodes: [page], ready: () => links.pin(readPinned()) };
}

function showUnfinished(status, result, context) {
  const page = h("article", { class: "article" },
    h("p", { class: "kicker" }, "Article"), h("h1", {}, status.id), renderStatus(status.status, status.stages), result);
  const isOver = status.status === "failed";
  if (isOver) result.append(...renderRetry(status, { ...context, result }));
  const wait = () => follow({ ...context, result, receipt: status });
  return { title: status.id, nodes: [page], ready: isOver ? undefined : wait };
}

/** What there is to say where the newest revision is not what is shown, or not all of it was enriched. */
function tellNewer(status, article, context) {
  const found = [];
  if (status.revision > article.revision) {
    found.push(h("p", { class: "notice" },
      `Revision ${status.revision} ${tellStatus(status.status)}; what follows is revision ${article.revision}.`));
  }
  if (status.status === "partial" || status.status === "failed") found.push(...renderRetry(status, context));
  return found;
}

/** The sections of an enriched article; `paths` give the addresses of other pages and of the API. */
export function renderArticle(article, paths, signal) {
  const spans = [...annotationSpans(article), ...article.events.flatMap((event) => eventSpans(event, article))];
  const text = renderText("p", article.text, spans);
  const titleSpans = annotationSpans(annotationsOfTitle(article.in_title));
  const title = renderText("span", article.title ?? "", titleSpans);
  const words = h("div", { class: "text", lang: article.language ?? "en" }, ...text.blocks);
  const about = h("p", { class: "about", "aria-live": "off" });
  const cards = new Map();
  const links = connect({ words, text, cards, about, signal });
  for (const event of article.events) cards.set(event.id, renderEvent(event, article, links.on, paths));
  const reading = h("div", { class: "reading" },
    h("section", { class: "article-text", "aria-labelledby": "text" },
      h("h2", { id: "text", class: "visually-hidden" }, "Text"), words, about),
    renderEvents(article, cards));
  const page = h("article", { class: "article" },
    h("header", {},
      h("p", { class: "kicker" }, "Article"),
      h("h1", { class: "text" }, ...(article.title ? title.blocks : [article.id])),
      renderOrigin(article, paths),
      renderMetadata(article.metadata),
      renderStatus(article.status, article.stages)),
    renderLayers(countLayers(article), (layer, isOn) => page.classList.toggle(`show-${layer}`, isOn)),
    reading,
    renderAnnotations(article, text, links, paths),
    h("section", { "aria-labelledby": "stages" },
      h("h2", { id: "stages" }, "Stages"), renderStages(article.stages),
      h("p", { class: "note" }, `Enriched by pipeline ${article.pipeline_version}, revision ${article.revision}.`)));
  for (const layer of LAYERS) page.classList.add(`show-${layer}`);
  return { page, links };
}

function countLayers(article) {
  return Object.fromEntries(LAYERS.map((layer) => [layer, article[layer].length]));
}

function renderEvents(article, cards) {
  const ran = article.stages.events;
  const none = ran?.state === "done" ? "The article tells no event." : "The stage that finds events did not run to its end.";
  return h("section", { class: "events", "aria-labelledby": "events" },
    h("h2", { id: "events" }, `Events (${article.events.length})`),
    article.events.length > 0
      ? h("p", { class: "note" }, "Point at an event or walk to it to see its words; choose it to hold them.")
      : h("p", {}, none),
    h("ol", { class: "cards" }, ...cards.values()));
}

/** Where the article comes from; an address is a link only where it is one of the web. */
function renderOrigin(article, paths) {
  const parts = [
    article.source,
    article.authors.length > 0 ? `by ${article.authors.join(", ")}` : null,
    `published ${tellInstant(article.published_at)}`,
    article.language ? `language: ${article.language}` : null,
  ].filter(Boolean).join(" · ");
  const isAddress = /^https?:\/\//i.test(article.url ?? "");
  return h("p", { class: "lead" }, parts,
    isAddress ? h("span", {}, " · ", h("a", { href: article.url, rel: "noreferrer noopener external" }, "the original")) : null,
    " · ", h("a", { href: paths.events({ article: article.id }) }, "on the map"),
    " · ", h("a", { href: paths.api(`/v1/articles/${encodeURIComponent(article.id)}`) }, "JSON"));
}

/** What whoever posted the article noted beside it. */
function renderMetadata(metadata) {
  const entries = Object.entries(metadata);
  if (entries.length === 0) return null;
  const tell = (value) => (typeof value === "string" ? value : JSON.stringify(value));
  return h("dl", { class: "counts" },
    ...entries.flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, tell(value))]));
}
