// The words of an article as pieces, each marked with the layers that cover it, and lit where an event tells of them.

import { h } from "../dom.js";
import { LAYERS, PART_ORDER, eventOf } from "./article_parts.js";
import { cut } from "./article_spans.js";

/**
 * `text` with its `spans` (see article_parts) as {element, light, dim, locate}: `light(id)` marks the words of an
 * event with the part that each plays, `dim()` takes the marks away, `locate(span)` gives the first piece of a span.
 */
export function renderText(tag, text, spans) {
  const pieces = [];
  const blocks = cut(text, spans).map((paragraph) =>
    h(tag, { class: "words" }, ...paragraph.map((piece, n) => {
      // The block itself stands for the empty line after it.
      const isLast = n === paragraph.length - 1;
      const element = renderPiece(isLast ? { ...piece, text: piece.text.trimEnd() } : piece);
      pieces.push({ ...piece, element });
      return element;
    })),
  );
  const byEvent = groupByEvent(pieces);
  let lit = [];
  const dimAll = () => {
    for (const { element } of lit) dim(element);
    lit = [];
  };
  return {
    blocks,
    pieces,
    light: (id) => {
      dimAll();
      lit = byEvent.get(id) ?? [];
      for (const piece of lit) light(piece, id);
    },
    dim: dimAll,
    mark: (span, isOn) => coveredBy(pieces, span).forEach(({ element }) => element.classList.toggle("marked", isOn)),
    locate: (span) => coveredBy(pieces, span)[0]?.element,
  };
}

/** The pieces that tell of each event, by its id: a long text has thousands, of which each event has few. */
function groupByEvent(pieces) {
  const found = new Map();
  for (const piece of pieces) {
    for (const id of new Set(piece.spans.filter((span) => span.layer === "events").map((span) => span.id))) {
      if (!found.has(id)) found.set(id, []);
      found.get(id).push(piece);
    }
  }
  return found;
}

function coveredBy(pieces, span) {
  return pieces.filter((piece) => piece.start >= span.start && piece.end <= span.end);
}

function renderPiece(piece) {
  if (piece.spans.length === 0) return h("span", {}, piece.text);
  const layers = LAYERS.filter((layer) => piece.spans.some((span) => isShown(span, layer)));
  const event = eventOf(piece.spans);
  const triggers = piece.spans.filter((span) => span.part === "trigger");
  const attributes = { class: ["piece", ...layers.map((layer) => `on-${layer}`)].join(" ") };
  // A label stands behind the last words of what it is of; the narrowest wins.
  const label = piece.spans.findLast((span) => span.end === piece.end && span.layer !== "events")?.label;
  if (label) attributes["data-label"] = label;
  if (event) attributes["data-event"] = event;
  if (triggers.length === 0) return h("span", attributes, piece.text);
  // The words that name an event lead to it; they are where the keyboard stops.
  return h("a", { ...attributes, href: `#event-${event}` }, piece.text);
}

/** Of events the trigger alone is underlined; the rest is shown with the event. */
function isShown(span, layer) {
  return span.layer === layer && (layer !== "events" || span.part === "trigger");
}

function light(piece, id) {
  const own = piece.spans.filter((span) => span.layer === "events" && span.id === id);
  const part = PART_ORDER.find((name) => own.some((span) => span.part === name));
  const span = own.find((told) => told.part === part);
  piece.element.classList.add("lit", `lit-${part}`);
  if (span.start === piece.start) piece.element.dataset.part = span.label;
}

function dim(element) {
  for (const name of [...element.classList].filter((found) => found.startsWith("lit"))) element.classList.remove(name);
  delete element.dataset.part;
}
