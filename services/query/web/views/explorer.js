// The linked views: search, facets, map, timeline and list of events, all of one state of filters, which is the address.

import { h, pace } from "../dom.js";
import { Filters } from "../filters.js";
import { Bar } from "./explorer_bar.js";
import { Facets } from "./explorer_facets.js";
import { bindKeys, renderKeys } from "./explorer_keys.js";
import { List } from "./explorer_list.js";
import { Live } from "./explorer_live.js";
import { MOST_PLACES, WorldMap } from "./explorer_map.js";
import { Problem } from "./explorer_problem.js";
import { Search } from "./explorer_search.js";
import { Timeline } from "./explorer_timeline.js";

const FACET_VALUES = 100;
const LIVE_MILLISECONDS = 700;
// The feed is waited for so long at first.
const FEED_MILLISECONDS = 500;

/** The page of all events. */
export async function show(_params, context) {
  const explorer = new Explorer(context);
  return {
    title: "Dateline",
    nodes: [explorer.render()],
    ready: () => explorer.start(),
    change: () => explorer.readAddress(),
  };
}

class Explorer {
  constructor(context) {
    this.context = context;
    this.filters = Filters.read(location.search);
    /** What keys of entities and places are called, as far as it was seen. */
    this.names = new Map();
    this.fetching = new AbortController();
    /** `at` which time the views were last fetched for which `query`, and whether something changed since. */
    this.asked = null;
    this.isFetching = this.isBehind = false;
    const apply = (filters) => this.apply(filters);
    const shared = { context, apply, names: this.names, current: () => this.filters };
    this.problem = new Problem({ retry: () => this.refresh(), current: () => this.identify() });
    this.bar = new Bar(shared, this.problem.element);
    this.search = new Search(shared);
    this.facets = new Facets(shared);
    this.map = new WorldMap(shared);
    this.timeline = new Timeline(shared, () => this.refreshTimeline());
    this.list = new List(shared);
    this.refreshSoon = pace(() => this.refreshLive(), LIVE_MILLISECONDS);
    this.live = new Live(shared, {
      onOpen: (isKnown) => this.takeOpen(isKnown), onFail: () => this.begin(), onChange: this.refreshSoon,
    });
    this.views = [this.problem, this.map, this.timeline, this.list, this.live];
  }

  render() {
    return h("div", { class: "explorer" },
      h("h1", { class: "visually-hidden" }, "Events"),
      h("div", { class: "top" }, this.search.element, this.live.element),
      this.bar.element,
      h("div", { class: "panes" },
        h("div", { class: "charts" }, this.map.element, this.timeline.element),
        this.facets.element,
        this.list.element),
      renderKeys());
  }

  start() {
    const { signal } = this.context;
    bindKeys({ search: this.search, list: this.list, signal });
    for (const view of this.views) view.start();
    const waiting = setTimeout(() => this.begin(), FEED_MILLISECONDS);
    signal.addEventListener("abort", () => {
      clearTimeout(waiting);
      this.refreshSoon.stop();
      this.fetching.abort();
      for (const view of this.views) view.stop();
    });
  }

  /** Fetch the views for the first time. */
  begin() {
    if (!this.asked) this.refresh();
  }

  /**
   * The views are fetched once the feed is open, so that no change falls between their answers and where it begins;
   * where it goes on from a position that `isKnown`, it tells of every change itself.
   */
  takeOpen(isKnown) {
    if (!this.asked) this.refresh();
    else if (!isKnown || this.problem.missing.length) this.refreshLive();
  }

  /** Take up the address; the router asks for it where one goes back or forth. */
  readAddress() {
    if ((new URLSearchParams(location.search).get("collection") ?? "main") !== this.context.collection) return false;
    this.filters = Filters.read(location.search);
    this.live.restart();
    this.refresh();
    return true;
  }

  apply(filters) {
    this.filters = filters;
    const path = this.context.paths.api(`/${filters.write({ sort: filters.sort })}`);
    history.pushState(null, "", path);
    this.context.note();
    this.live.restart();
    this.refresh();
  }

  /** What is to be shown, as a text. */
  identify() {
    return this.filters.write({ sort: this.filters.sort });
  }

  ask(path, more) {
    return this.context.call("GET", path + this.filters.write(more));
  }

  /**
   * Fetch everything anew for the filters as they are; each view is drawn as soon as its part is there, in place where it
   * shows an earlier answer to the same.
   */
  async refresh() {
    this.fetching.abort();
    this.fetching = new AbortController();
    const { signal } = this.fetching;
    this.asked = { at: Date.now(), query: this.identify() };
    this.isFetching = true;
    this.isBehind = false;
    this.bar.begin();
    const failures = await this.fetchViews(this.asked, signal);
    if (signal.aborted || this.context.signal.aborted) return;
    this.isFetching = false;
    this.end(failures);
    if (this.isBehind) this.refreshSoon();
  }

  /** Fetch and draw each view; [view, error] of those that failed. */
  async fetchViews(asked, signal) {
    const draw = (name, take) => (data) => {
      if (signal.aborted) return;
      take(data, this.problem.has(name));
      this.problem.note(name, asked);
    };
    const all = () => this.context.get("/v1/facets?top=1").then(draw("total", (data) => this.bar.drawAll(data)));
    const parts = {
      list: this.ask("/v1/events", { sort: this.filters.sort }).then(draw("list", (data, isLive) => this.list.draw(data, isLive))),
      facets: this.ask("/v1/facets", { top: FACET_VALUES }).then(draw("facets", (data) => this.takeFacets(data))),
      // One more than it shows tells whether there are more.
      map: this.ask("/v1/map", { top: MOST_PLACES + 1 }).then(draw("map", (data, isLive) => this.map.draw(data, isLive))),
      timeline: this.fetchTimeline(signal).then(draw("timeline", () => undefined)),
      total: this.filters.isEmpty() ? null : all(),
    };
    const results = await Promise.allSettled(Object.values(parts));
    return Object.keys(parts).map((name, at) => [name, results[at].reason]).filter(([, error]) => error);
  }

  fetchTimeline(signal) {
    return this.timeline.refresh(this.filters, () => signal.aborted, this.problem.has("timeline"));
  }

  /** Something changed: what is shown is brought up to date, after what is under way. */
  refreshLive() {
    if (this.isFetching) this.isBehind = true;
    else this.refresh();
  }

  end(failures) {
    const hadFocus = this.problem.element.contains(document.activeElement);
    this.problem.tell(failures);
    this.bar.end();
    if (failures.some(([name]) => name === "list")) this.list.fail();
    // The keyboard goes on where the result is told.
    if (hadFocus && !failures.length) this.bar.total.focus({ preventScroll: true });
  }

  takeFacets(facets) {
    for (const each of [...facets.entity, ...facets.place]) if (each.name) this.names.set(each.value, each.name);
    this.facets.draw(facets);
    if (this.filters.isEmpty()) this.bar.drawAll(facets);
    this.bar.draw(facets);
  }

  refreshTimeline() {
    const { signal } = this.fetching;
    this.fetchTimeline(signal).catch((error) => signal.aborted || this.end([["timeline", error]]));
  }
}
