// The switch between dark and light: as the system has it, until one is chosen.

import { h } from "./dom.js";

const STORED = "dateline-theme";
const ORDER = ["auto", "light", "dark"];
const WORDS = { auto: "Auto", light: "Light", dark: "Dark" };
const system = matchMedia("(prefers-color-scheme: dark)");

function read() {
  return document.documentElement.dataset.theme ?? "auto";
}

function choose(theme) {
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem(STORED, theme);
  } catch (error) {
    console.info("The theme is not kept.", error.name);
  }
  tell();
}

function tell() {
  dispatchEvent(new Event("themechange"));
}

/** The button that goes from one theme to the next. */
export function renderSwitch() {
  system.addEventListener("change", tell);
  const words = h("span", {}, WORDS[read()]);
  return h("button", { type: "button", class: "theme quiet", title: "Dark, light, or as the system has it", onclick: () => {
    choose(ORDER[(ORDER.indexOf(read()) + 1) % ORDER.length]);
    words.textContent = WORDS[read()];
  } }, h("span", { class: "visually-hidden" }, "Theme: "), words);
}

/** The colour, as the browser resolves it now, of a custom property: what a canvas is drawn with. */
export function readColour(name) {
  const probe = h("span", { hidden: true });
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
}
