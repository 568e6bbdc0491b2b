// The list of events: fetched by the page, as far as it is scrolled; what is far from the window is not in the document.

import { h, replace } from "../dom.js";
import { update } from "../updates.js";
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

  /** Begin anew with the first page, or, live, bring it up to date; where the reader is further down, news wait. */
  draw(page, isLive = false) {
    if (!isLive || this.pages.length === 0) this.begin(page);
    else if (this.isRead(page)) this.offer(page);
    else this.renew(page);
  }

  begin(page) {
    this.drop(0);
    Object.assign(this, { known: new Set(), selected: null });
    this.news.hidden = true;
    this.add(page);
  }

  /** The first page becomes `page`; the rows of both stay.  Later pages are fetched anew when they are scrolled to. */
  renew(page) {
    this.drop(1);
    this.news.hidden = true;
    const [first] = this.pages;
    const before = this.known;
    Object.assign(first, { items: page.items, before });
    this.known = new Set(page.items.map((event) => event.id));
    this.note(page);
    this.fill(first);
    this.tellEnd(page);
  }

  /** Forget the pages from `at` on. */
  drop(at) {
    for (const { element } of this.pages.splice(at)) {
      this.observer?.unobserve(element);
      element.remove();
    }
  }

  /** Is the reader further down, with the eyes or the keyboard, than where news come in? */
  isRead(page) {
    const focused = document.activeElement?.closest?.("article.row")?.dataset.id;
    const isBelow = this.known.has(focused) && this.pages.slice(1).some((each) => each.element.contains(document.activeElement));
    return this.feed.getBoundingClientRect().top < -200 || (isBelow && !page.items.some(({ id }) => id === focused));
  }

  /** Say how many news there are; of the events that are shown already, those that changed or are gone do so now. */
  offer(page) {
    const fresh = page.items.filter((event) => !this.known.has(event.id)).length;
    this.waiting = page;
    this.news.hidden = fresh === 0;
    this.news.textContent = `Show ${count(fresh, "new event")}`;
    const now = new Map(page.items.map((event) => [event.id, event]));
    const all = this.pages.flatMap((each) => each.items);
    // As far as the new first page reaches, what it leaves out is gone; all is, where it is the only one.
    const last = page.next ? all.findLastIndex((event) => now.has(event.id)) : all.length - 1;
    const gone = new Set(all.slice(0, last + 1).filter((event) => !now.has(event.id)).map((event) => event.id));
    for (const each of this.pages) {
      each.items = each.items.filter((event) => !gone.has(event.id)).map((event) => now.get(event.id) ?? event);
      if (each.isDrawn) this.fill(each);
    }
  }

  showNews() {
    this.element.scrollIntoView();
    this.renew(this.waiting);
    this.selected = null;
    this.move(1);
  }

  /** What could not be fetched at first is not on its way any more. */
  fail() {
    if (this.pages.length > 0) return;
    this.feed.hidden = true;
    replace(this.end, h("p", {}, "The events could not be loaded."));
  }

  note(page) {
    this.next = page.next;
    this.total = page.total_is_exact ? page.total : -1;
  }

  add(page) {
    this.note(page);
    const added = { items: page.items, element: h("div", { class: "page" }), isDrawn: false, before: null };
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
    // A feed without articles is none.
    this.feed.hidden = isEmpty;
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
    const before = this.pages.slice(0, this.pages.indexOf(page)).reduce((sum, each) => sum + each.items.length, 0);
    update(page.element, page.items.map((event, at) => renderRow(event, {
      paths, position: before + at + 1, total: this.total, isNew: page.before && !page.before.has(event.id),
      isSelected: event.id === this.selected,
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
      if (this.next === path) this.add(page);
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
