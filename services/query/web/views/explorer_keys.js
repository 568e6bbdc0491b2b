// The keys of the linked views.  Single letters can be switched off, since speech input may type them.

import { h } from "../dom.js";

const STORED = "dateline-letters";
const HELP = [
  ["/", "search"], ["j", "next event"], ["k", "event before"], ["Enter", "open its article"],
  ["Esc", "leave the search box, or the event"], ["← →", "on the timeline: choose a bar; with Shift: several; Enter filters"],
];

function areOn() {
  return localStorage.getItem(STORED) !== "off";
}

/** Listen for the keys until `signal` ends. */
export function bindKeys({ search, list, signal }) {
  document.addEventListener("keydown", (press) => {
    const isTyping = press.target.closest?.("input, select, textarea, dialog");
    if (isTyping || press.ctrlKey || press.metaKey || press.altKey || press.defaultPrevented) return;
    const action = find(press, search, list);
    if (!action) return;
    press.preventDefault();
    action();
  }, { signal });
}

function find(press, search, list) {
  if (press.key === "Escape" && list.selected) return () => list.leave();
  if (press.key === "Enter" && press.target.matches?.("article.row")) return () => list.open();
  if (!areOn()) return null;
  return { "/": () => search.focus(), j: () => list.move(1), k: () => list.move(-1) }[press.key];
}

/** What the keys do, and the switch of the letters. */
export function renderKeys() {
  const letters = h("input", { type: "checkbox", checked: areOn(), onchange: () => {
    localStorage.setItem(STORED, letters.checked ? "on" : "off");
  } });
  return h("details", { class: "keys" }, h("summary", {}, "Keyboard"),
    h("dl", {}, HELP.flatMap(([key, does]) => [h("dt", {}, h("kbd", {}, key)), h("dd", {}, does)])),
    h("label", {}, letters, " Single keys (/, j, k)"));
}
