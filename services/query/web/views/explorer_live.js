// The feed: what is committed while one looks, under the same filters; it can be paused, and takes itself up again.

import { send } from "../api.js";
import { h, pace } from "../dom.js";
import { readMessages } from "../messages.js";
import { count } from "./explorer_words.js";

const WAITS_MILLISECONDS = [1_000, 2_000, 5_000, 15_000];
const ANNOUNCE_MILLISECONDS = 2_000;
const CHANGES = new Set(["created", "updated", "retracted"]);

export class Live {
  /**
   * `onOpen(isKnown)` is called whenever the feed was opened; `isKnown` where it goes on from a position that was
   * known.  `onFail()` is called where it broke off, `onChange()` after each change, and where some were missed.
   */
  constructor({ context, current }, { onOpen, onFail, onChange }) {
    Object.assign(this, { context, current, onOpen, onFail, onChange, isPaused: false, position: null, changed: 0, failures: 0 });
    this.announceSoon = pace(() => this.announce(), ANNOUNCE_MILLISECONDS);
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
    this.announceSoon.stop();
    this.stream?.abort();
  }

  /** Follow the filters as they are now, from where the feed is known: a position is the same under all filters. */
  restart() {
    this.stop();
    if (!this.isPaused) this.follow();
  }

  toggle() {
    this.isPaused = !this.isPaused;
    this.button.setAttribute("aria-pressed", String(!this.isPaused));
    if (this.isPaused) {
      this.stop();
      this.tell("paused", "Paused");
      return;
    }
    // What was missed meanwhile need not be told one by one: all is fetched anew once the feed is open.
    this.position = null;
    this.follow();
  }

  tell(state, words) {
    this.button.dataset.state = state;
    this.words.textContent = words;
  }

  async follow() {
    this.stream = new AbortController();
    this.isOpen = false;
    const { signal } = this.stream;
    this.tell("connecting", this.failures ? "Reconnecting" : "Connecting");
    try {
      const headers = { accept: "text/event-stream", ...(this.position ? { "last-event-id": this.position } : {}) };
      const path = this.context.paths.api(`/v1/feed${this.current().write()}`);
      const response = await send("GET", path, { signal, headers });
      for await (const message of readMessages(response.body)) {
        if (signal.aborted) return;
        this.take(message);
      }
    } catch (error) {
      if (signal.aborted) return;
      this.onFail();
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

  /** The first message says where the feed stands. */
  open(id) {
    const isKnown = this.position !== null;
    this.position = id;
    this.failures = 0;
    this.isOpen = true;
    this.tell("live", "Live");
    this.onOpen(isKnown);
  }

  take({ event, id }) {
    if (id && !this.isOpen) this.open(id);
    else if (id) this.position = id;
    // A reset says that changes are missing: everything is fetched anew, as after a change.
    if (event === "reset") this.onChange();
    if (!CHANGES.has(event)) return;
    this.changed += 1;
    this.onChange();
    this.announceSoon();
  }

  announce() {
    this.said.textContent = `${count(this.changed, "event")} changed.`;
    this.changed = 0;
  }
}
