// The timeline: how many events begin when, stacked by status or type; one filters by drawing over it, or by the arrows.

import { h, replace, settle } from "../dom.js";
import { readColour } from "../themes.js";
import { load, loadStyle } from "../vendored.js";
import { STATUS_WORDS } from "./article_words.js";
import { chooseInterval, clip, OTHERS, stack } from "./explorer_stacks.js";
import { count, soften, tellBar, tellNumber, tellTick } from "./explorer_words.js";

const STATUS_TONES = ["happened", "planned", "ongoing", "threatened", "considered", "denied"];
const GROUPS = 6;
const TABLE_ROWS = 400;
const RESIZE_MILLISECONDS = 100;
// In seconds: days, then what uPlot takes for months and years.
const DAY = 86_400;
const INCREMENTS = [1, 2, 7, 14, 30, 60, 90, 180, 365, 730, 1_825, 3_650, 9_125, 36_500].map((days) => days * DAY);
const STEPS = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10, Home: -Infinity, End: Infinity };

export class Timeline {
  constructor({ context, apply, current }, onChange) {
    Object.assign(this, { context, apply, current, onChange, at: null, anchor: null, data: null });
    this.by = h("select", { id: "group", onchange: () => onChange() },
      h("option", { value: "status" }, "by status"), h("option", { value: "type" }, "by type"));
    this.note = h("p", { class: "note" });
    this.whole = h("button", { type: "button", class: "small", hidden: true, onclick: () => this.showWhole() });
    this.chart = h("div", {
      class: "chart", role: "slider", tabindex: "0", "aria-labelledby": "time-title", "aria-describedby": "time-help",
      "aria-valuemin": "0", "aria-valuemax": "0", "aria-valuenow": "0",
      onkeydown: (press) => this.press(press), onblur: () => this.leave(),
    });
    this.told = h("p", { class: "told" });
    this.legend = h("ul", { class: "legend", "aria-label": "Colours of the timeline" });
    this.table = h("details", { class: "behind" });
    this.element = h("section", { class: "timeline", "aria-label": "Timeline" },
      h("div", { class: "caption" }, h("h2", { id: "time-title" }, "When"), this.note,
        h("label", { for: "group", class: "visually-hidden" }, "Bars"), this.by, this.whole),
      h("p", { id: "time-help", class: "visually-hidden" },
        "Arrow keys choose a bar, with Shift several; Enter filters by their days; Escape takes it back."),
      this.chart, this.told, this.legend, this.table);
  }

  async start() {
    const { signal } = this.context;
    try {
      [this.Plot] = await Promise.all([load("uplot/uPlot.iife.min.js", "uPlot"), loadStyle("uplot/uPlot.min.css")]);
    } catch (error) {
      replace(this.chart, h("p", { class: "problem", role: "alert" }, error.message));
      return;
    }
    if (signal.aborted) return;
    addEventListener("themechange", () => this.plot(), { signal });
    this.sizes = new ResizeObserver(settle(() => this.resize(), RESIZE_MILLISECONDS));
    this.sizes.observe(this.chart);
    this.plot();
  }

  stop() {
    this.sizes?.disconnect();
    this.uplot?.destroy();
    this.uplot = null;
  }

  /** Fetch and draw the bars of the filters, then what they are made of, which takes longer; null once it `isOver`. */
  async refresh(filters, isLeft) {
    this.asked = (this.asked ?? 0) + 1;
    const mine = this.asked;
    const isOver = () => isLeft() || mine !== this.asked;
    const ask = async (more) => {
      const data = await this.context.get(`/v1/timeline${filters.write(more)}`);
      return isOver() ? null : data;
    };
    let data = await ask({ interval: chooseInterval(filters.get("datetime").split("/")) ?? "month" });
    const better = data && !filters.get("datetime") ? chooseInterval(clip(data.items)) : null;
    if (better && better !== data.interval) data = await ask({ interval: better });
    if (!data) return;
    this.draw(data);
    const grouped = await ask({ interval: data.interval, group_by: this.by.value, top: GROUPS }).catch((problem) => {
      // Of very many events there are the plain bars alone.
      if (problem.status !== 422) throw problem;
      return null;
    });
    if (grouped) this.take(grouped);
  }

  /** Begin anew with `data`, the answer of /v1/timeline. */
  draw(data) {
    this.isWhole = false;
    this.at = this.anchor = null;
    this.take(data);
    this.drawTable();
  }

  take(data) {
    this.data = data;
    this.prepare();
    this.plot();
    if (this.at != null && this.at < this.stacked.items.length) this.mark();
    else this.at = this.anchor = null;
  }

  showWhole() {
    this.isWhole = true;
    this.prepare();
    this.plot();
  }

  /** What is drawn: the days in which nearly all lies, unless all are asked for. */
  prepare() {
    const dated = this.data.items.filter((item) => item.begin);
    const [begin, end] = clip(dated);
    const shown = this.isWhole ? dated : dated.filter((item) => item.begin >= begin && item.begin <= end);
    this.stacked = stack(shown, this.data.interval);
    const outside = sum(dated) - sum(shown);
    const undated = sum(this.data.items) - sum(dated);
    const parts = [`by the ${this.data.interval}`, outside ? `${count(outside, "event")} further off` : "", undated ? `${tellNumber(undated)} without a date` : ""];
    this.note.textContent = parts.filter(Boolean).join(" · ");
    this.whole.hidden = outside === 0;
    this.whole.textContent = "Show all";
    this.chart.setAttribute("aria-valuemax", String(Math.max(0, this.stacked.items.length - 1)));
    this.told.textContent = "";
    this.drawLegend();
    this.say();
  }

  nameGroup(value) {
    if (value === OTHERS) return "others";
    return this.data.group_by === "type" ? soften(value) : STATUS_WORDS[value] ?? value;
  }

  drawLegend() {
    const { groups } = this.stacked;
    replace(this.legend, ...(this.data.group_by ? groups : []).map((group, at) => h("li", {}, h("span", { class: `swatch ${this.chooseTone(group, at)}`, "aria-hidden": "true" }), this.nameGroup(group))));
  }

  plot() {
    const { Plot, stacked } = this;
    if (!Plot || !stacked) return;
    this.uplot?.destroy();
    this.uplot = null;
    if (!stacked.items.length) {
      replace(this.chart, h("p", { class: "note" }, "Nothing with a date."));
      return;
    }
    this.chart.replaceChildren();
    const ink = readColour("--muted");
    const axis = { stroke: ink, font: `11px ${getComputedStyle(document.body).fontFamily}`, ticks: { show: false } };
    const grid = { stroke: readColour("--line"), width: 1 };
    this.uplot = new Plot({
      ...this.measure(), tzDate: (seconds) => Plot.tzDate(new Date(seconds * 1e3), "Etc/UTC"),
      legend: { show: false }, padding: [8, 8, 0, 0],
      cursor: { y: false, points: { show: false }, drag: { x: true, y: false, setScale: false } },
      scales: { x: { time: true, range: () => stacked.range }, y: { range: (_plot, _low, high) => [0, Math.max(high, 1) * 1.08] } },
      axes: [{ ...axis, grid: { show: false }, size: 26, space: 84, incrs: INCREMENTS, values: (_plot, ticks) => ticks.map((tick) => tellTick(tick, this.data.interval)) }, { ...axis, grid, size: 40, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000] }],
      series: [{}, ...stacked.series.map((_, at) => {
        const below = stacked.groups.length - 1 - at;
        const colour = readColour(`--${this.chooseTone(stacked.groups[below], below)}`);
        return { fill: colour, stroke: colour, width: 0, points: { show: false }, paths: Plot.paths.bars({ size: [0.86, 60, 1], align: 1 }) };
      })],
      hooks: { setSelect: [(plot) => this.brush(plot)], setCursor: [(plot) => this.hover(plot)] },
    }, [stacked.times, ...stacked.series], this.chart);
  }

  measure() {
    return { width: this.chart.clientWidth || 300, height: this.chart.clientHeight || 150 };
  }

  resize() {
    const { width, height } = this.measure();
    if (this.uplot && (this.uplot.width !== width || this.uplot.height !== height)) this.uplot.setSize({ width, height });
  }

  /** Each status has a colour of its own; types have them by how frequent they are. */
  chooseTone(group, at) {
    if (!this.data.group_by) return "tone-0";
    if (group === OTHERS) return "tone-6";
    return `tone-${this.data.group_by === "status" ? STATUS_TONES.indexOf(group) : at}`;
  }

  /** The bar that holds a time, in seconds. */
  locate(seconds) {
    const { times } = this.stacked;
    const after = times.findIndex((time) => time > seconds);
    return Math.max(0, (after < 0 ? times.length : after) - 1);
  }

  brush(plot) {
    const { left, width } = plot.select;
    if (width < 2 || this.isSelecting) return;
    const [from, to] = [left, left + width].map((pixels) => this.locate(plot.posToVal(pixels, "x")));
    // The plot is in the midst of its own listener, which is to end before the plot does.
    setTimeout(() => this.filter(from, to));
  }

  hover(plot) {
    if (plot.cursor.left == null || plot.cursor.left < 0 || this.at != null) return;
    this.told.textContent = this.describe(this.locate(plot.posToVal(plot.cursor.left, "x")));
  }

  describe(at) {
    const item = this.stacked.items[at];
    if (!item) return "";
    const groups = Object.entries(item.groups ?? {}).filter(([, n]) => n > 0).sort((one, other) => other[1] - one[1]);
    const parts = groups.map(([group, n]) => `${tellNumber(n)} ${this.nameGroup(group)}`);
    return `${tellBar(item, this.data.interval)}: ${count(item.count, "event")}${parts.length ? ` (${parts.join(", ")})` : ""}`;
  }

  press(press) {
    const n = this.stacked?.items.length ?? 0;
    if (!n) return;
    if (press.key in STEPS) {
      const at = this.at ?? (STEPS[press.key] < 0 ? n : -1);
      this.go(Math.min(n - 1, Math.max(0, at + STEPS[press.key])), press.shiftKey);
    } else if ((press.key === "Enter" || press.key === " ") && this.at != null) {
      this.filter(Math.min(this.at, this.anchor), Math.max(this.at, this.anchor));
    } else if (press.key === "Escape" && (this.at != null || this.current().has("datetime", this.current().get("datetime")))) {
      if (this.at != null) this.leave();
      else this.apply(this.current().without("datetime"));
    } else {
      return;
    }
    press.preventDefault();
  }

  go(at, isWide) {
    this.at = at;
    if (!isWide || this.anchor == null) this.anchor = at;
    this.say();
    this.mark();
  }

  say() {
    const { at, anchor, stacked } = this;
    const last = stacked.items.length - 1;
    const words = at == null || at === anchor ? this.describe(at ?? last) : this.describeSeveral(Math.min(at, anchor), Math.max(at, anchor));
    this.chart.setAttribute("aria-valuenow", String(at ?? Math.max(0, last)));
    this.chart.setAttribute("aria-valuetext", words || "no bars");
    if (at != null) this.told.textContent = words;
  }

  describeSeveral(from, to) {
    const items = this.stacked.items.slice(from, to + 1);
    const words = [items[0], items.at(-1)].map((item) => tellBar(item, this.data.interval));
    return `${words.join(" – ")}: ${count(sum(items), "event")}`;
  }

  /** Show which bars the keys have chosen. */
  mark() {
    if (!this.uplot) return;
    const { times, ends } = this.stacked;
    const [from, to] = [Math.min(this.at, this.anchor), Math.max(this.at, this.anchor)];
    const [left, right] = [times[from], ends[to]].map((seconds) => this.uplot.valToPos(seconds, "x"));
    this.isSelecting = true;
    this.uplot.setSelect({ left, width: Math.max(2, right - left), top: 0, height: this.uplot.over.clientHeight }, false);
    this.isSelecting = false;
  }

  leave() {
    this.at = this.anchor = null;
    this.told.textContent = "";
    this.uplot?.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false);
  }

  filter(from, to) {
    const { items } = this.stacked;
    if (!items[from] || !items[to]) return;
    this.apply(this.current().with("datetime", `${items[from].begin.slice(0, 10)}/${items[to].end.slice(0, 10)}`));
  }

  drawTable() {
    const items = this.data.items.filter((item) => item.count > 0);
    const shown = items.slice(-TABLE_ROWS);
    const rows = shown.map((item) => h("tr", {}, h("th", { scope: "row" }, tellBar(item, this.data.interval)), h("td", { class: "number" }, tellNumber(item.count))));
    replace(this.table, h("summary", {}, "Timeline as a table"),
      h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Timeline as a table" },
        h("table", {}, h("caption", { class: "visually-hidden" }, "Events by when they begin"),
          h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "When"), h("th", { scope: "col" }, "Events"))), h("tbody", {}, rows))));
  }
}

function sum(items) {
  return items.reduce((all, item) => all + item.count, 0);
}
