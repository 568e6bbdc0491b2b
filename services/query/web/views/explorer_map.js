// The map: how many events where.  A country is a shaded shape, an area a ring, a town or site a disc; near ones are
// gathered.  It needs no tile server: the countries are drawn from shapes that lie beside the page.

import { h, replace } from "../dom.js";
import { nameCountry, numberOf } from "../countries.js";
import { update } from "../updates.js";
import { load, loadData, loadStyle } from "../vendored.js";
import { gather } from "./explorer_clusters.js";
import { unfold } from "./explorer_shapes.js";
import { count, isArea, isCountry, tellNumber, tellPrecision } from "./explorer_words.js";

/** So many places are shown. */
export const MOST_PLACES = 500;
const FINE_ZOOM = 2.5;
const TABLE_ROWS = 100;
const SHADES = 4;
const SMALLEST_PIXELS = 17;
const LARGEST_PIXELS = 38;
// Of less than so many in all marks, none is large.
const FEW = 20;
const COMPACT = new Intl.NumberFormat("en", { notation: "compact" });
const WORLD = [[-56, -168], [76, 180]];
// Degrees of longitude are drawn so much shorter, which is right at 35 degrees of latitude.
const SQUEEZE = 0.82;

export class WorldMap {
  constructor({ context, apply, current }) {
    Object.assign(this, { context, apply, current, places: [], shapes: new Map(), drawn: new Map() });
    this.box = h("div", { class: "map-box", role: "group", "aria-label": "Map of events; the same places follow as a table" });
    this.note = h("p", { class: "note" });
    this.table = h("details", { class: "behind" });
    this.area = h("button", { type: "button", class: "small", onclick: () => this.filterArea() }, "Only this area");
    this.element = h("section", { class: "map", "aria-labelledby": "map-title" },
      h("div", { class: "caption" }, h("h2", { id: "map-title" }, "Where"), this.note, this.area),
      this.box, renderLegend(), this.table);
  }

  async start() {
    try {
      const [leaflet, topojson, atlas] = await Promise.all([
        load("leaflet/leaflet.js", "L"), load("topojson-client/topojson-client.min.js", "topojson"),
        loadData("world-atlas/countries-110m.json", this.context.signal), loadStyle("leaflet/leaflet.css"),
      ]);
      if (this.context.signal.aborted) return;
      Object.assign(this, { leaflet, topojson });
      this.build(atlas);
    } catch (error) {
      if (this.context.signal.aborted) return;
      replace(this.box, h("p", { class: "problem", role: "alert" }, error.message));
    }
  }

  stop() {
    this.sizes?.disconnect();
    this.map?.remove();
    this.map = null;
  }

  build(atlas) {
    const { leaflet } = this;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const crs = { ...leaflet.CRS.EPSG4326, transformation: new leaflet.Transformation(SQUEEZE / 180, SQUEEZE, -1 / 180, 0.5) };
    this.map = leaflet.map(this.box, {
      crs: Object.assign(Object.create(leaflet.CRS.EPSG4326), crs),
      attributionControl: false, zoomControl: true, minZoom: 0, maxZoom: 11, zoomSnap: 0.25, worldCopyJump: false,
      maxBounds: [[-88, -220], [88, 220]], scrollWheelZoom: false, fadeAnimation: !calm, zoomAnimation: !calm,
      markerZoomAnimation: !calm, inertia: !calm,
    });
    this.map.fitBounds(WORLD, { animate: false });
    this.marks = leaflet.layerGroup().addTo(this.map);
    this.drawShapes(atlas);
    // Only one that is worked with takes the wheel: else one could not scroll past it.
    this.map.on("focus", () => this.map.scrollWheelZoom.enable());
    this.map.on("blur", () => this.map?.scrollWheelZoom.disable());
    this.map.on("zoomend", () => this.refine());
    this.map.on("zoomend moveend", () => this.drawMarks());
    // The pane may get its size after the map was made, and changes it with the window.
    this.sizes = new ResizeObserver(() => this.map?.invalidateSize({ animate: false }));
    this.sizes.observe(this.box);
    this.redraw(true);
  }

  drawShapes(atlas) {
    const { leaflet, topojson } = this;
    const { features } = topojson.feature(atlas, atlas.objects.countries);
    this.land?.remove();
    this.shapes = new Map();
    this.land = leaflet.geoJSON(features.map(unfold), {
      style: () => ({ className: "land", weight: 0.6, fillOpacity: 1 }),
      onEachFeature: (feature, layer) => {
        this.shapes.set(feature.id, layer);
        layer.on("click", () => this.chooseCountry(feature.id));
      },
    }).addTo(this.map);
    this.land.bringToBack();
    this.shade();
  }

  /** Finer coasts, once one is near enough to see them. */
  async refine() {
    if (this.isFine || this.map.getZoom() < FINE_ZOOM) return;
    this.isFine = true;
    try {
      const atlas = await loadData("world-atlas/countries-50m.json", this.context.signal);
      if (this.map) this.drawShapes(atlas);
    } catch {
      // The coarse coasts stay; the next zoom tries again.
      this.isFine = false;
    }
  }

  /** `counts` is what /v1/map answered. */
  draw(counts, isLive) {
    this.places = counts.items.slice(0, MOST_PLACES);
    this.counts = counts;
    this.tellNote();
    this.drawTable();
    if (this.map) this.redraw(!isLive);
  }

  tellNote() {
    const { items, is_exact: isExact, counted } = this.counts;
    const unlocated = this.places.filter((place) => place.lat == null).length;
    const isPart = items.length > this.places.length;
    const parts = [
      isPart ? `the ${tellNumber(MOST_PLACES)} most frequent of more than ${tellNumber(MOST_PLACES)} places` : count(items.length, "place"),
      unlocated ? `${tellNumber(unlocated)} of them not located` : "",
      isExact ? "" : `counted among the newest ${tellNumber(counted)} events`,
    ];
    this.note.textContent = parts.filter(Boolean).join(", ");
  }

  redraw(mayMove) {
    this.shade();
    if (mayMove) this.frame();
    this.drawMarks();
  }

  /** Show all that is there, unless it is the whole world anyway. */
  frame() {
    const points = this.places.filter((place) => place.lat != null).map((place) => [place.lat, place.lon]);
    if (points.length && !this.current().isEmpty()) this.map.fitBounds(points, { maxZoom: 5, padding: [40, 40], animate: false });
    else this.map.fitBounds(WORLD, { animate: false });
  }

  shade() {
    const whole = this.places.filter(isCountry);
    const most = Math.max(FEW, ...this.places.map((place) => place.count));
    const byShape = new Map(whole.map((place) => [numberOf(place.country), place]));
    for (const [number, layer] of this.shapes) {
      const place = byShape.get(number);
      const shade = place ? Math.max(1, Math.ceil((SHADES * place.count) / most)) : 0;
      const held = place && this.current().has("place", place.key);
      layer.getElement()?.setAttribute("class", `land leaflet-interactive shade-${shade}${held ? " held" : ""}`);
      // The hint reads the place when it opens, and stays open over what changes.
      layer.place = place;
      if (!place) layer.unbindTooltip();
      else if (!layer.getTooltip()) layer.bindTooltip(() => renderHint(layer.place), { sticky: true });
    }
  }

  chooseCountry(number) {
    const place = this.places.find((each) => isCountry(each) && numberOf(each.country) === number);
    if (place) this.choose(place);
  }

  drawMarks() {
    const { leaflet, map } = this;
    if (!map || !this.counts) return;
    const located = this.places.filter((place) => place.lat != null && (!isCountry(place) || !this.shapes.has(numberOf(place.country))));
    const bounds = map.getBounds().pad(0.1);
    const seen = located.filter((place) => bounds.contains([place.lat, place.lon]));
    const clusters = gather(seen, (place) => map.project([place.lat, place.lon]));
    const most = Math.max(...clusters.map((cluster) => cluster.count));
    const drawn = new Map();
    for (const cluster of clusters) {
      const icon = this.describeIcon(cluster, most);
      // A mark that would look and say the same stays.
      const name = JSON.stringify([icon, cluster.places.map((place) => [place.key, place.count])]);
      drawn.set(name, this.drawn.get(name) ?? this.drawMark(cluster, icon));
      this.drawn.delete(name);
    }
    for (const marker of this.drawn.values()) this.marks.removeLayer(marker);
    this.drawn = drawn;
  }

  drawMark(cluster, icon) {
    const { leaflet } = this;
    const html = h("span", {}, COMPACT.format(cluster.count));
    const marker = leaflet.marker([cluster.lat, cluster.lon], {
      icon: leaflet.divIcon({ ...icon, html }), keyboard: false, riseOnHover: true,
    });
    marker.bindTooltip(() => renderHint(...cluster.places), { direction: "top", offset: [0, -8] });
    return marker.on("click", () => this.enter(cluster)).addTo(this.marks);
  }

  describeIcon(cluster, most) {
    // Its surface, not its width, tells how many.
    const size = Math.round(SMALLEST_PIXELS + (LARGEST_PIXELS - SMALLEST_PIXELS) * Math.sqrt(cluster.count / Math.max(most, FEW)));
    const isOne = cluster.places.length === 1;
    const kind = isOne ? (isArea(cluster.places[0]) ? "area" : "point") : "several";
    const held = cluster.places.some((place) => this.current().has("place", place.key));
    return { className: `mark ${kind}${held ? " held" : ""}`, iconSize: [size, size] };
  }

  enter(cluster) {
    if (cluster.places.length === 1) {
      this.choose(cluster.places[0]);
      return;
    }
    const points = cluster.places.map((place) => [place.lat, place.lon]);
    const zoom = Math.min(this.map.getBoundsZoom(points, false, this.leaflet.point(40, 40)), 11);
    if (zoom > this.map.getZoom()) this.map.fitBounds(points, { padding: [40, 40], maxZoom: 11 });
    else this.list(cluster);
  }

  /** Places at one spot are told apart by their names. */
  list(cluster) {
    const buttons = cluster.places.map((place) => h("li", {}, h("button", { type: "button", class: "quiet", onclick: () => this.choose(place) },
      `${place.name} (${tellPrecision(place)}): ${count(place.count, "event")}`)));
    this.leaflet.popup().setLatLng([cluster.lat, cluster.lon]).setContent(h("ul", { class: "spot" }, buttons)).openOn(this.map);
  }

  choose(place) {
    this.apply(this.current().toggle("place", place.key));
  }

  filterArea() {
    if (!this.map) return;
    const bounds = this.map.getBounds();
    const clamp = (value) => Math.max(-85, Math.min(85, value)).toFixed(2);
    // The land goes on past 180 degrees; a box that crosses them has its west greater than its east.
    const wrap = (value) => ((((value + 180) % 360) + 360) % 360 - 180).toFixed(2);
    const isWhole = bounds.getEast() - bounds.getWest() >= 360;
    const [west, east] = isWhole ? ["-180", "180"] : [wrap(bounds.getWest()), wrap(bounds.getEast())];
    const box = [west, clamp(bounds.getSouth()), east, clamp(bounds.getNorth())];
    this.apply(this.current().with("bbox", box.join(",")));
  }

  /** The same for those who do not see the map, or have no pointer. */
  drawTable() {
    const rows = this.places.slice(0, TABLE_ROWS).map((place) => h("tr", { "data-key": place.key },
      h("th", { scope: "row" }, h("button", {
        type: "button", class: "quiet", "aria-pressed": String(this.current().has("place", place.key)), onclick: () => this.choose(place),
      }, place.name ?? place.key)),
      h("td", {}, place.country ? nameCountry(place.country) : "—"),
      h("td", {}, place.lat == null ? "not located" : tellPrecision(place)),
      h("td", { class: "number" }, tellNumber(place.count))));
    const left = this.places.length - rows.length;
    update(this.table, h("summary", {}, "Places as a table"),
      h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Places as a table" },
        h("table", {}, h("caption", { class: "visually-hidden" }, "Places of the events shown, the most frequent first"),
          h("thead", {}, h("tr", {}, ["Place", "Country", "Known as", "Events"].map((words) => h("th", { scope: "col" }, words)))),
          h("tbody", {}, rows))),
      left > 0 ? h("p", { class: "note" }, `and ${count(left, "place")} more on the map`) : null);
  }
}

const HINTED = 6;

function renderHint(...places) {
  const ranked = [...places].sort((one, other) => other.count - one.count);
  const lines = ranked.slice(0, HINTED).map((place) => h("li", {}, `${place.name ?? place.key}: ${count(place.count, "event")}, ${tellPrecision(place)}`));
  const left = ranked.length - HINTED;
  return h("ul", { class: "hint" }, lines, left > 0 ? h("li", {}, `and ${count(left, "place")} more`) : null);
}

function renderLegend() {
  const item = (kind, words) => h("li", {}, h("span", { class: `swatch ${kind}`, "aria-hidden": "true" }), words);
  return h("ul", { class: "legend", "aria-label": "Marks of the map" },
    item("point", "town or site"), item("area", "area or region"), item("country", "whole country"), item("several", "several places"));
}
