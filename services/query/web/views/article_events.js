// The events of an article as cards: what, who, when, where, how many, by whose word, and how sure that is.

import { h } from "../dom.js";
import { STATUS_WORDS, tellConfidence, tellDate, tellPlace, tellQuantity, tellSource, tellType } from "./article_words.js";

/** The card of an event; `on` has the handlers {enter, leave, pin}. */
export function renderEvent(event, article, on, paths) {
  const heading = `heading-${event.id}`;
  return h("li", {
    class: `event status-${event.status}`,
    id: `event-${event.id}`,
    "data-event": event.id,
    onpointerenter: () => on.enter(event.id),
    onpointerleave: () => on.leave(),
    onfocusin: () => on.enter(event.id),
    onfocusout: () => on.leave(),
  },
    h("h3", { id: heading },
      h("button", { type: "button", class: "pin", "aria-pressed": "false", onclick: () => on.pin(event.id) },
        h("span", { class: "type" }, tellType(event)),
        event.main ? h("span", { class: "badge" }, "main event") : null),
      h("span", { class: "status" }, STATUS_WORDS[event.status])),
    h("blockquote", {}, event.evidence.surface),
    h("dl", { class: "facts" }, ...facts(event, article, paths).flatMap(([term, ...values]) => [
      h("dt", {}, term),
      h("dd", {}, ...values),
    ])),
    h("p", { class: "links" },
      event.story ? h("a", { href: paths.story(event.story) }, "Story") : null,
      h("a", { href: paths.api(`/v1/events/${event.id}`) }, "JSON")));
}

function facts(event, article, paths) {
  const found = [];
  const roles = { actor: "Who", recipient: "To whom" };
  for (const [role, term] of Object.entries(roles)) {
    const actors = event.actors.filter((actor) => actor.role === role);
    if (actors.length > 0) found.push([term, ...joined(actors.map((actor) => renderActor(actor, paths)))]);
  }
  const [when, basis] = tellDate(event.date);
  found.push(["When", when, note(basis)]);
  const places = event.places.map((place) => {
    const [where, how] = tellPlace(place);
    return h("span", { class: "place" }, where, note(how));
  });
  found.push(["Where", ...(places.length > 0 ? joined(places) : ["no place", note("the words tell none")])]);
  const numbers = event.quantities.map((id) => article.quantities.find((number) => number.id === id)).filter(Boolean);
  if (numbers.length > 0) found.push(["How many", numbers.map(tellQuantity).join("; ")]);
  found.push(["Source", renderSource(event.source, article, paths)]);
  found.push(["Confidence", tellConfidence(event.confidence)]);
  return found;
}

function renderActor(actor, paths) {
  const name = actor.country ? `${actor.name} (${actor.country})` : actor.name;
  return actor.key ? h("a", { href: paths.entity(actor.key) }, name) : h("span", {}, name);
}

function renderSource(source, article, paths) {
  const words = tellSource(source, article.entities.find((entity) => entity.id === source?.speaker)?.name);
  return source?.key ? h("a", { href: paths.entity(source.key) }, words) : h("span", {}, words);
}

function note(text) {
  return h("span", { class: "note" }, ` (${text})`);
}

/** `items` with commas between them. */
function joined(items) {
  return items.flatMap((item, n) => (n === 0 ? [item] : ["; ", item]));
}
