// What ties an event to its words and the words to their event: pointing, walking with the keyboard, and holding.

import { replace } from "../dom.js";
import { eventOf } from "./article_parts.js";

// Above words stands what part they play.
const EDGE_PIXELS = 24;

/**
 * Ties the `cards` (by event id) to the pieces of `text` within `words`.  One event at a time is lit: the one that is
 * held, else the one pointed at.  `about` says what the words pointed at are.
 */
export function connect({ words, text, cards, about, signal }) {
  const byElement = new Map(text.pieces.map((piece) => [piece.element, piece]));
  let pinned = null;
  let lit = null;

  function show(id) {
    if (id === lit) return;
    cards.get(lit)?.classList.remove("lit");
    lit = id;
    if (id === null) {
      text.dim();
      return;
    }
    text.light(id);
    cards.get(id)?.classList.add("lit");
  }

  /** One that is held stays lit whatever is pointed at: to scroll to it moves other things under the pointer. */
  function point(id) {
    show(pinned ?? id);
  }

  function pin(id) {
    const before = pinned;
    pinned = id === pinned ? null : id;
    for (const changed of [before, pinned]) {
      const card = cards.get(changed);
      card?.classList.toggle("pinned", changed === pinned);
      card?.querySelector(".pin").setAttribute("aria-pressed", String(changed === pinned));
    }
    show(pinned ?? id);
    const hash = pinned ? `#event-${pinned}` : "";
    history.replaceState(history.state, "", `${location.pathname}${location.search}${hash}`);
  }

  const on = {
    enter: point,
    leave: () => show(pinned),
    // From the card to its words, and from the words to their card.
    pin: (id) => {
      pin(id);
      if (pinned) reveal(text.pieces.find((piece) => isTrigger(piece, id))?.element);
    },
  };

  const pieceAt = (target) => byElement.get(target.closest?.(".piece"));
  words.addEventListener("pointerover", ({ target }) => {
    const piece = pieceAt(target);
    if (!piece) return;
    tell(about, piece);
    point(eventOf(piece.spans));
  });
  words.addEventListener("pointerleave", () => {
    replace(about);
    show(pinned);
  });
  words.addEventListener("focusin", ({ target }) => {
    const piece = pieceAt(target);
    if (!piece) return;
    tell(about, piece);
    point(eventOf(piece.spans));
  });
  words.addEventListener("focusout", () => show(pinned));
  words.addEventListener("click", (clicked) => {
    const piece = pieceAt(clicked.target);
    const id = piece && eventOf(piece.spans);
    if (!id) return;
    clicked.preventDefault();
    if (pinned !== id) pin(id);
    reveal(cards.get(id));
    // With the keyboard, the reader goes on from the card.
    if (clicked.detail === 0) cards.get(id).querySelector(".pin").focus({ preventScroll: true });
  });
  addEventListener("hashchange", () => {
    const id = readPinned();
    if (cards.has(id) && id !== pinned) on.pin(id);
  }, { signal });
  document.addEventListener("keydown", (pressed) => {
    if (pressed.key === "Escape" && pinned) pin(pinned);
    if (pressed.key === "Escape") show(null);
  }, { signal });

  return { on, pin: (id) => cards.has(id) && pinned !== id && on.pin(id), reveal };
}

/** The id of the event that the address names, if it does. */
export function readPinned() {
  return /^#event-([\w-]+)$/.exec(location.hash)?.[1];
}

function isTrigger(piece, id) {
  return piece.spans.some((span) => span.id === id && span.part === "trigger");
}

/** Scroll to `element`, unless it can be seen as it is. */
function reveal(element) {
  if (!element) return;
  const { top, bottom } = element.getBoundingClientRect();
  const isSeen = top >= EDGE_PIXELS && bottom <= innerHeight - EDGE_PIXELS;
  if (!isSeen) element.scrollIntoView({ block: "center", behavior: "auto" });
}

/** Say what the words of a piece are: every annotation that covers it. */
function tell(about, piece) {
  const told = piece.spans.filter((span) => span.about).map((span) => span.about);
  replace(about, [...new Set(told)].join(" · "));
}
