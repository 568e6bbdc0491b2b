// The timeline: how many events begin when, stacked by status or type; one filters by drawing over it, or by the arrows.

import { h, replace, settle } from "../dom.js";
import { Order } from "../latest.js";
import { readColour } from "../themes.js";
import { update } from "../updates.js";
import { load, loadStyle } from "../vendored.js";
import { chooseTone, describePlot, nameGroup } from "./explorer_plot.js";
import { chooseInterval, clip, stack } from "./explorer_stacks.js";
import { renderTable } from "./explorer_timeline_table.js";
import { count, tellBar, tellNumber } from "./explorer_words.js";

const GROUPS = 6;
const RESIZE_MILLISECONDS = 100;
const STEPS = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10, Home: -Infinity, End: Infinity };

export class Timeline {
  constructor({ context, apply, current }, onChange) {
    Object.assign(this, { context, apply, current, onChange, at: null, anchor: null, data: null, order: new Order() });
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
    addEventListener("themechange", () => this.replot(), { signal });
    this.chart.addEventListener("pointerdown", () => {
      this.isBrushed = true;
    });
    for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => this.endBrush(), { signal });
    this.sizes = new ResizeObserver(settle(() => this.resize(), RESIZE_MILLISECONDS));
    this.sizes.observe(this.chart);
    this.plot();
  }

  stop() {
    this.sizes?.disconnect();
    this.uplot?.destroy();
    this.uplot = null;
  }

  /**
   * Fetch and draw the bars of the filters, then what they are made of, which takes longer, until it `isLeft`; live,
   * where the bars of the same filters are shown, both at once.
   */
  async refresh(filters, isLeft, isLive) {
    const isLater = this.order.begin();
    const ask = async (more) => {
      const data = await this.context.get(`/v1/timeline${filters.write(more)}`);
      return isLater() || isLeft() ? null : data;
    };
    if (isLive && (await this.renew(ask))) return;
    let data = await ask({ interval: chooseInterval(filters.get("datetime").split("/")) ?? "month" });
    const better = data && !filters.get("datetime") ? chooseInterval(clip(data.items)) : null;
    if (better && better !== data.interval) data = await ask({ interval: better });
    if (!data) return;
    this.draw(data);
    const grouped = await this.askGrouped(ask, data.interval);
    if (grouped) this.take(grouped);
  }

  /** Null where it was left, or of very many events, of which there are the plain bars alone. */
  askGrouped(ask, interval) {
    return ask({ interval, group_by: this.by.value, top: GROUPS }).catch((problem) => {
      if (problem.status !== 422) throw problem;
      return null;
    });
  }

  /** Bring the bars that are shown up to date; false where other ones suit the events by now. */
  async renew(ask) {
    const { interval } = this.data;
    const data = (await this.askGrouped(ask, interval)) ?? (await ask({ interval }));
    if (!data || JSON.stringify(data) === JSON.stringify(this.data)) return true;
    const isChosen = this.at != null || this.isBrushed || Boolean(this.current().get("datetime"));
    if (!isChosen && chooseInterval(clip(data.items)) !== interval) return false;
    this.take(data);
    return true;
  }

  /** Begin anew with `data`, the answer of /v1/timeline. */
  draw(data) {
    this.isWhole = false;
    this.at = this.anchor = null;
    this.take(data);
  }

  /** Show `data`, with the bars chosen that were; while days are drawn over, the bars stay as they are. */
  take(data) {
    this.waiting = this.isBrushed && this.data?.interval === data.interval ? data : null;
    if (this.waiting) return;
    const [at, anchor] = [this.at, this.anchor].map((each) => this.stacked?.items[each]?.begin);
    const isSame = this.data?.interval === data.interval;
    this.data = data;
    this.prepare();
    const chosen = [at, anchor].map((begin) => (isSame ? this.find(begin) : null));
    [this.at, this.anchor] = chosen.includes(null) ? [null, null] : chosen;
    this.say();
    this.replot();
    update(this.table, renderTable(data));
  }

  replot() {
    this.plot();
    this.mark();
  }

  /** The bar that begins on a day; null where it is not drawn. */
  find(begin) {
    const at = this.stacked.items.findIndex((item) => item.begin === begin);
    return at < 0 ? null : at;
  }

  endBrush() {
    if (!this.isBrushed) return;
    this.isBrushed = false;
    const { waiting } = this;
    // The plot hears of the same release, and is to end that first.
    setTimeout(() => waiting && this.waiting === waiting && this.take(waiting));
  }

  showWhole() {
    this.isWhole = true;
    this.take(this.data);
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
  }

  drawLegend() {
    const { groups } = this.stacked;
    const by = this.data.group_by;
    replace(this.legend, (by ? groups : []).map((group, at) => h("li", {},
      h("span", { class: `swatch ${chooseTone(by, group, at)}`, "aria-hidden": "true" }), nameGroup(by, group))));
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
    const colours = stacked.groups.map((group, at) => readColour(`--${chooseTone(this.data.group_by, group, at)}`));
    this.uplot = new Plot({
      ...this.measure(), ...describePlot(Plot, stacked, colours, this.data.interval),
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
    const range = this.tellDays(from, to);
    this.waiting = null;
    // The plot is in the midst of its own listener, which is to end before the plot does.
    setTimeout(() => this.apply(this.current().with("datetime", range)));
  }

  hover(plot) {
    if (plot.cursor.left == null || plot.cursor.left < 0 || this.at != null) return;
    this.told.textContent = this.describe(this.locate(plot.posToVal(plot.cursor.left, "x")));
  }

  describe(at) {
    const item = this.stacked.items[at];
    if (!item) return "";
    const groups = Object.entries(item.groups ?? {}).filter(([, n]) => n > 0).sort((one, other) => other[1] - one[1]);
    const parts = groups.map(([group, n]) => `${tellNumber(n)} ${nameGroup(this.data.group_by, group)}`);
    return `${tellBar(item, this.data.interval)}: ${count(item.count, "event")}${parts.length ? ` (${parts.join(", ")})` : ""}`;
  }

  press(press) {
    const n = this.stacked?.items.length ?? 0;
    if (!n) return;
    if (press.key in STEPS) {
      const at = this.at ?? (STEPS[press.key] < 0 ? n : -1);
      this.go(Math.min(n - 1, Math.max(0, at + STEPS[press.key])), press.shiftKey);
    } else if ((press.key === "Enter" || press.key === " ") && this.at != null) {
      const range = this.tellDays(Math.min(this.at, this.anchor), Math.max(this.at, this.anchor));
      this.apply(this.current().with("datetime", range));
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
    if (!this.uplot || this.at == null) return;
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

  /** The days of the bars from one to another, as the filter has them. */
  tellDays(from, to) {
    const { items } = this.stacked;
    return `${items[from].begin.slice(0, 10)}/${items[to].end.slice(0, 10)}`;
  }
}

function sum(items) {
  return items.reduce((all, item) => all + item.count, 0);
}
