// The layers of annotations: which are shown, what their marks look like, and each of them as a list.

import { h } from "../dom.js";
import { LAYERS, annotationSpans } from "./article_parts.js";
import { tellConfidence } from "./article_words.js";

const NAMES = {
  events: "Events", entities: "Entities", dates: "Dates", places: "Places", quantities: "Numbers", quotes: "Quotes",
};
const SAMPLES = {
  events: "boxed", entities: "solid line", dates: "dotted line", places: "dashed line", quantities: "double line", quotes: "shaded",
};

/** A row of switches which is the legend too; `change(layer, isOn)` is told of each. */
export function renderLayers(counts, change) {
  return h("fieldset", { class: "layers" },
    h("legend", {}, "Show"),
    ...LAYERS.map((layer) => h("label", { class: "layer" },
      h("input", { type: "checkbox", name: layer, checked: true, onchange: (changed) => change(layer, changed.target.checked) }),
      h("span", { class: `sample piece on-${layer}` }, NAMES[layer]),
      h("span", { class: "note" }, ` ${counts[layer]}, ${SAMPLES[layer]}`))),
    h("label", { class: "layer" },
      h("input", { type: "checkbox", name: "labels", onchange: (changed) => change("labels", changed.target.checked) }),
      h("span", {}, "Labels")));
}

/** Each annotation of each layer as a button that shows its words. */
export function renderAnnotations(article, text, links, paths) {
  const spans = annotationSpans(article);
  return h("section", { class: "annotations", "aria-labelledby": "annotations" },
    h("h2", { id: "annotations" }, "Everything that was found"),
    ...LAYERS.slice(1).map((layer) => renderLayer(layer, spans.filter((span) => span.layer === layer), { text, links, paths })));
}

function renderLayer(layer, spans, context) {
  const byItem = Map.groupBy(spans, (span) => span.id);
  const list = h("ul", {});
  const details = h("details", { class: `found found-${layer}` },
    h("summary", {}, `${NAMES[layer]} (${byItem.size})`),
    byItem.size === 0 ? h("p", {}, "None.") : list);
  // Long texts have thousands: they are made when they are looked at.
  details.addEventListener("toggle", () => {
    if (details.open && list.childElementCount === 0) {
      list.append(...[...byItem.values()].map((places) => renderItem(places, context)));
    }
  });
  return details;
}

function renderItem(spans, { text, links, paths }) {
  const { about, confidence, key } = spans[0];
  const mark = (isOn) => spans.forEach((span) => text.mark(span, isOn));
  const surfaces = [...new Set(spans.map((span) => span.surface))].join(", ");
  return h("li", {},
    h("button", {
      type: "button",
      class: "words-of",
      onpointerenter: () => mark(true),
      onpointerleave: () => mark(false),
      onfocus: () => mark(true),
      onblur: () => mark(false),
      onclick: () => links.reveal(text.locate(spans[0])),
    }, surfaces),
    ` ${about}, ${tellConfidence(confidence)}`,
    key ? h("span", {}, " · ", h("a", { href: paths.entity(key) }, "its page")) : null);
}
