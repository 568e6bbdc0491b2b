// The linked views: search, facets, map, timeline and list of events, all of one state of filters, which is the address.

import { settle, h } from "../dom.js";
import { Filters } from "../filters.js";
import { Bar } from "./explorer_bar.js";
import { Facets } from "./explorer_facets.js";
import { bindKeys, renderKeys } from "./explorer_keys.js";
import { List } from "./explorer_list.js";
import { Live } from "./explorer_live.js";
import { WorldMap } from "./explorer_map.js";
import { Search } from "./explorer_search.js";
import { Timeline } from "./explorer_timeline.js";

const MAP_PLACES = 500;
const FACET_VALUES = 100;
const QUIET_MILLISECONDS = 700;

/** The page of all events. */
export async function show(_params, context) {
  const explorer = new Explorer(context);
  explorer.refresh();
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
    const apply = (filters) => this.apply(filters);
    const shared = { context, apply, names: this.names, current: () => this.filters };
    this.bar = new Bar(shared);
    this.search = new Search(shared);
    this.facets = new Facets(shared);
    this.map = new WorldMap(shared);
    this.timeline = new Timeline(shared, () => this.refreshTimeline());
    this.list = new List(shared);
    const soon = settle(() => this.refresh(true), QUIET_MILLISECONDS);
    this.live = new Live(shared, soon);
    this.views = [this.bar, this.search, this.facets, this.map, this.timeline, this.list, this.live];
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
    for (const view of this.views) view.start?.();
    signal.addEventListener("abort", () => {
      this.fetching.abort();
      for (const view of this.views) view.stop?.();
    });
  }

  /** Take up the address; the router asks for it where one goes back or forth. */
  readAddress() {
    if ((new URLSearchParams(location.search).get("collection") ?? "main") !== this.context.collection) return false;
    this.filters = Filters.read(location.search);
    this.refresh();
    this.live.restart();
    return true;
  }

  apply(filters) {
    this.filters = filters;
    const path = this.context.paths.api(`/${filters.write({ sort: filters.sort })}`);
    history.pushState(null, "", path);
    this.context.note();
    this.refresh();
    this.live.restart();
  }

  ask(path, more) {
    return this.context.call("GET", path + this.filters.write(more));
  }

  /** Fetch everything anew for the filters as they are; each view is drawn as soon as its part is there. */
  async refresh(isLive = false) {
    this.fetching.abort();
    this.fetching = new AbortController();
    const { signal } = this.fetching;
    const draw = (view) => (data) => signal.aborted || view.draw(data, isLive);
    this.bar.begin();
    const parts = [
      this.ask("/v1/events", { sort: this.filters.sort }).then(draw(this.list)),
      this.ask("/v1/facets", { top: FACET_VALUES }).then((facets) => this.takeFacets(facets, signal)),
      this.ask("/v1/map", { top: MAP_PLACES }).then(draw(this.map)),
      this.timeline.refresh(this.filters, () => signal.aborted),
      this.filters.isEmpty() ? null : this.context.get("/v1/facets?top=1").then((all) => signal.aborted || this.bar.drawAll(all)),
    ];
    const failed = (await Promise.allSettled(parts)).find((part) => part.status === "rejected");
    if (signal.aborted || this.context.signal.aborted) return;
    this.bar.end(failed?.reason);
  }

  takeFacets(facets, signal) {
    if (signal.aborted) return;
    for (const each of [...facets.entity, ...facets.place]) if (each.name) this.names.set(each.value, each.name);
    this.facets.draw(facets);
    if (this.filters.isEmpty()) this.bar.drawAll(facets);
    this.bar.draw(facets);
  }

  refreshTimeline() {
    const { signal } = this.fetching;
    this.timeline.refresh(this.filters, () => signal.aborted).catch((error) => signal.aborted || this.bar.end(error));
  }
}
