// The list of events: fetched by the page, as far as it is scrolled; what is far from the window is not in the document.

import { h, replace } from "../dom.js";
import { count } from "./explorer_words.js";
import { renderRow } from "./explorer_row.js";

// Pages this far off the window are drawn.
const MARGIN = "1200px 0px";

export class List {
  constructor({ context, current, apply }) {
    Object.assign(this, { context, current, apply, pages: [], next: null, total: 0, selected: null, known: new Set() });
    this.news = h("button", { type: "button", class: "news primary", hidden: true, onclick: () => this.showNews() });
    this.feed = h("div", { role: "feed", "aria-label": "Events", "aria-busy": "true" });
    this.end = h("div", { class: "end" }, "Loading…");
    this.element = h("section", { class: "list", "aria-labelledby": "list-title" },
      h("h2", { id: "list-title", class: "visually-hidden" }, "List of events"), this.news, this.feed, this.end);
    this.feed.addEventListener("focusin", (focus) => this.select(focus.target.closest("article")));
  }

  start() {
    this.observer = new IntersectionObserver((seen) => this.see(seen), { rootMargin: MARGIN });
    this.observer.observe(this.end);
    for (const page of this.pages) this.observer.observe(page.element);
  }

  stop() {
    this.observer?.disconnect();
  }

  /** Begin anew with the first page; where the reader is further down, live news wait to be asked for. */
  draw(page, isLive = false) {
    if (isLive && this.isRead()) {
      this.offer(page);
      return;
    }
    const before = isLive ? this.known : null;
    const kept = this.selected;
    for (const each of this.pages) this.observer?.unobserve(each.element);
    Object.assign(this, { pages: [], known: new Set() });
    this.news.hidden = true;
    this.feed.replaceChildren();
    this.add(page, before);
    if (!isLive) this.selected = null;
    else if (kept) this.mark(this.find(kept));
  }

  isRead() {
    return this.pages.length > 0 && this.feed.getBoundingClientRect().top < -200;
  }

  offer(page) {
    const fresh = page.items.filter((event) => !this.known.has(event.id)).length;
    this.waiting = page;
    this.news.hidden = fresh === 0;
    this.news.textContent = `Show ${count(fresh, "new event")}`;
  }

  showNews() {
    this.element.scrollIntoView();
    this.draw(this.waiting);
    this.move(1);
  }

  add(page, before) {
    this.next = page.next;
    this.total = page.total_is_exact ? page.total : -1;
    const offset = this.pages.reduce((sum, each) => sum + each.items.length, 0);
    const added = { items: page.items, offset, element: h("div", { class: "page" }), isDrawn: false, before };
    for (const event of page.items) this.known.add(event.id);
    this.pages.push(added);
    this.fill(added);
    this.feed.append(added.element);
    this.observer?.observe(added.element);
    this.feed.setAttribute("aria-busy", "false");
    this.tellEnd(page);
  }

  tellEnd(page) {
    const isEmpty = this.known.size === 0;
    const words = isEmpty ? "No event matches." : this.next ? "Loading…" : "These are all.";
    const hint = isEmpty && this.current().isEmpty()
      ? [h("p", {}, "There are no events yet. ", h("a", { href: this.context.paths.post() }, "Post an article"), " to see its events here.")]
      : [h("p", {}, words)];
    const unread = page.unread ? h("p", { class: "note" }, `${count(page.unread, "event")} of a later version left out.`) : null;
    replace(this.end, hint, unread);
    // The end may be in sight still, of which the observer then says nothing.
    this.observer?.unobserve(this.end);
    this.observer?.observe(this.end);
  }

  fill(page) {
    const { paths } = this.context;
    page.isDrawn = true;
    page.element.style.blockSize = "";
    replace(page.element, ...page.items.map((event, at) => renderRow(event, {
      paths, position: page.offset + at + 1, total: this.total, isNew: page.before && !page.before.has(event.id),
    })));
  }

  empty(page) {
    // A page that holds the focus stays.
    if (page.element.contains(document.activeElement)) return;
    page.isDrawn = false;
    page.element.style.blockSize = `${page.element.offsetHeight}px`;
    page.element.replaceChildren();
  }

  see(entries) {
    for (const { target, isIntersecting } of entries) {
      if (target === this.end) {
        if (isIntersecting) this.fetchNext();
        continue;
      }
      const page = this.pages.find((each) => each.element === target);
      if (page && isIntersecting && !page.isDrawn) this.fill(page);
      else if (page && !isIntersecting && page.isDrawn) this.empty(page);
    }
  }

  async fetchNext() {
    const path = this.next;
    if (!path || this.fetching === path) return;
    this.fetching = path;
    try {
      const page = await this.context.getPath(path);
      if (this.next === path) this.add(page, null);
    } catch (error) {
      if (this.context.signal.aborted || this.next !== path) return;
      replace(this.end, h("p", { role: "alert", class: "problem" }, error.message),
        h("button", { type: "button", onclick: () => this.fetchNext() }, "Try again"));
    } finally {
      this.fetching = null;
    }
  }

  rows() {
    return [...this.feed.querySelectorAll("article")];
  }

  find(id) {
    return this.feed.querySelector(`article[data-id="${CSS.escape(id)}"]`);
  }

  select(row) {
    if (row) this.mark(row);
  }

  mark(row) {
    this.feed.querySelector("article.selected")?.classList.remove("selected");
    row?.classList.add("selected");
    this.selected = row?.dataset.id ?? null;
  }

  /** To the next row, or with -1 to the one before. */
  move(step) {
    const rows = this.rows();
    const at = rows.findIndex((row) => row.dataset.id === this.selected);
    const row = rows[at < 0 ? 0 : Math.min(Math.max(at + step, 0), rows.length - 1)];
    row?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: "nearest" });
  }

  /** To the article of the row that is selected. */
  open() {
    const row = this.selected && this.find(this.selected);
    if (row) this.context.go(row.dataset.href);
  }

  leave() {
    this.mark(null);
    document.activeElement?.blur();
  }
}
