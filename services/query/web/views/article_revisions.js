// The revisions of an article: what each changed, and any two of them side by side.

import { h, replace } from "../dom.js";
import { latest } from "../latest.js";
import { compare } from "./article_diff.js";
import { tellInstant } from "./article_words.js";

/** The section about the revisions of `article`; `get` fetches a path of the API as JSON, until `signal` ends. */
export async function renderRevisions(article, { get, signal }) {
  const path = `/v1/articles/${encodeURIComponent(article.id)}/revisions`;
  const page = await get(`${path}?limit=50`);
  const section = h("section", { class: "revisions", "aria-labelledby": "revisions" },
    h("h2", { id: "revisions" }, "Revisions"),
    h("ol", { class: "history" }, ...page.items.map(renderRevision)),
    page.next ? h("p", { class: "note" }, `The last ${page.items.length} of ${page.total} revisions.`) : null);
  if (page.items.length > 1) section.append(...renderComparison(article, page.items, { get, signal }, path));
  return section;
}

function renderRevision(revision) {
  const notes = [];
  for (const change of revision.fields ?? []) notes.push(`${change.field}: ${show(change.was)} → ${show(change.now)}`);
  if (revision.text) {
    notes.push(`words of the text: ${revision.text.words_removed} taken out, ${revision.text.words_added} put in`);
  }
  for (const done of revision.enrichments) {
    const counts = ["created", "updated", "retracted"].map((name) => `${done[name].length} ${name}`).join(", ");
    notes.push(`${done.status} ${tellInstant(done.at)}, pipeline ${done.pipeline_version}; events: ${counts}`);
  }
  return h("li", { value: revision.revision },
    h("strong", {}, `Revision ${revision.revision}`),
    revision.current ? h("span", { class: "badge" }, "current") : null,
    revision.posted_at ? ` posted ${tellInstant(revision.posted_at)}` : null,
    h("ul", {}, ...notes.map((text) => h("li", {}, text))));
}

function show(value) {
  if (value == null) return "nothing";
  return typeof value === "string" ? `“${value}”` : JSON.stringify(value);
}

function renderComparison(article, revisions, { get, signal }, path) {
  const numbers = revisions.map((revision) => revision.revision);
  const was = chooser("was", "Compare revision", numbers, numbers[1]);
  const now = chooser("now", "with revision", numbers, numbers[0]);
  const shown = h("div", { class: "comparison", "aria-live": "polite" });
  const ask = async () => {
    const [a, b] = [was, now].map((label) => Number(label.querySelector("select").value)).sort((x, y) => x - y);
    const [before, after] = await Promise.all([a, b].map((number) => get(`${path}/${number}`)));
    return [...renderEventChanges(article, revisions.filter((one) => one.revision > a && one.revision <= b)),
      ...(await renderTexts(before, after, a, b))];
  };
  const fail = (problem) => replace(shown, h("p", { class: "problem" }, `Not compared: ${problem.message}`));
  const compareChosen = latest({ ask, take: (nodes) => replace(shown, nodes), fail, signal });
  const button = h("button", { type: "button", onclick: () => compareChosen() }, "Compare");
  return [h("p", { class: "choose" }, was, " ", now, " ", button), shown];
}

function chooser(name, text, numbers, chosen) {
  return h("label", {}, `${text} `,
    h("select", { name }, ...numbers.map((number) =>
      h("option", { value: String(number), selected: number === chosen }, String(number)))));
}

/** What the enrichments of `revisions` did to the events, the newest word on each. */
function renderEventChanges(article, revisions) {
  const last = new Map();
  for (const done of [...revisions].reverse().flatMap((revision) => [...revision.enrichments].reverse())) {
    for (const change of ["created", "updated", "retracted"]) {
      for (const id of done[change]) last.set(id, change);
    }
  }
  const items = [...last].map(([id, change]) => {
    const event = article.events.find((found) => found.id === id);
    const words = event ? `${event.type}: ${event.evidence.surface}` : `${id}; its words are no longer kept`;
    return h("li", { class: `change-${change}` }, h("strong", {}, change), ` ${words}`);
  });
  return [h("h3", {}, "Events"), items.length > 0 ? h("ul", {}, ...items) : h("p", {}, "No event changed.")];
}

async function renderTexts(before, after, a, b) {
  const runs = await compare(before.text, after.text);
  const column = (number, side, tag, text) =>
    h("section", { class: "side" }, h("h3", {}, `Text of revision ${number}`),
      h("p", { class: "words" }, ...(runs ?? [{ side: "both", text }])
        .filter((run) => run.side === "both" || run.side === side)
        .map((run) => (run.side === "both" ? run.text : h(tag, {}, run.text)))));
  const note = runs ? null : h("p", { class: "note" }, "The two texts have too little in common to be compared.");
  return [note, h("div", { class: "sides" },
    column(a, "was", "del", before.text), column(b, "now", "ins", after.text))].filter(Boolean);
}
