// The feed: what is committed while one looks, under the same filters; it can be paused, and takes itself up again.

import { send } from "../api.js";
import { h } from "../dom.js";
import { readMessages } from "../messages.js";
import { count } from "./explorer_words.js";

const WAITS_MILLISECONDS = [1_000, 2_000, 5_000, 15_000];
const ANNOUNCE_MILLISECONDS = 2_000;
const CHANGES = new Set(["created", "updated", "retracted"]);

export class Live {
  constructor({ context, current }, onChange) {
    Object.assign(this, { context, current, onChange, isPaused: false, position: null, changed: 0, failures: 0 });
    this.button = h("button", { type: "button", class: "live", "aria-pressed": "true", onclick: () => this.toggle() },
      h("span", { class: "dot", "aria-hidden": "true" }), h("span", { class: "visually-hidden" }, "Live updates"));
    this.words = h("span", { class: "state" }, "Connecting");
    this.button.append(this.words);
    this.said = h("p", { class: "visually-hidden", role: "status", "aria-live": "polite" });
    this.element = h("div", { class: "feeding" }, this.button, this.said);
  }

  start() {
    this.restart();
  }

  stop() {
    clearTimeout(this.timer);
    clearTimeout(this.telling);
    this.stream?.abort();
  }

  /** Follow the filters as they are now. */
  restart() {
    this.stop();
    if (this.isPaused) return;
    this.position = null;
    this.follow();
  }

  toggle() {
    this.isPaused = !this.isPaused;
    this.button.setAttribute("aria-pressed", String(!this.isPaused));
    if (this.isPaused) {
      this.stop();
      this.tell("paused", "Paused");
      return;
    }
    // What was missed meanwhile comes with the refresh, and, from the position known, with the feed.
    this.onChange();
    this.follow();
  }

  tell(state, words) {
    this.button.dataset.state = state;
    this.words.textContent = words;
  }

  async follow() {
    this.stream = new AbortController();
    const { signal } = this.stream;
    this.tell("connecting", this.failures ? "Reconnecting" : "Connecting");
    try {
      const headers = { accept: "text/event-stream", ...(this.position ? { "last-event-id": this.position } : {}) };
      const path = this.context.paths.api(`/v1/feed${this.current().write()}`);
      const response = await send("GET", path, { signal, headers });
      this.tell("live", "Live");
      // While it was away without a position, something may have happened.
      if (this.failures && !this.position) this.onChange();
      this.failures = 0;
      for await (const message of readMessages(response.body)) this.take(message);
    } catch (error) {
      if (signal.aborted) return;
      if (error.status >= 400 && error.status < 500 && error.status !== 429) {
        this.tell("off", "Not live");
        return;
      }
    }
    if (!signal.aborted) this.retry();
  }

  retry() {
    const wait = WAITS_MILLISECONDS[Math.min(this.failures, WAITS_MILLISECONDS.length - 1)];
    this.failures += 1;
    this.tell("connecting", "Reconnecting");
    this.timer = setTimeout(() => this.follow(), wait);
  }

  take({ event, id }) {
    if (id) this.position = id;
    // A reset says that changes are missing: everything is fetched anew, as after a change.
    if (event === "reset") this.onChange();
    if (!CHANGES.has(event)) return;
    this.changed += 1;
    this.onChange();
    clearTimeout(this.telling);
    this.telling = setTimeout(() => this.announce(), ANNOUNCE_MILLISECONDS);
  }

  announce() {
    this.said.textContent = `${count(this.changed, "event")} changed.`;
    this.changed = 0;
  }
}
