// How the stacked bars of the timeline are drawn, for uPlot, and what their groups are called.

import { readColour } from "../themes.js";
import { STATUS_WORDS } from "./article_words.js";
import { OTHERS } from "./explorer_stacks.js";
import { soften, tellTick } from "./explorer_words.js";

const STATUS_TONES = ["happened", "planned", "ongoing", "threatened", "considered", "denied"];
// In seconds: days, then what uPlot takes for months and years.
const DAY = 86_400;
const INCREMENTS = [1, 2, 7, 14, 30, 60, 90, 180, 365, 730, 1_825, 3_650, 9_125, 36_500].map((days) => days * DAY);
const HEIGHTS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000];

/** uPlot's options for `stacked`, what `stack` gave, by bars of an `interval`; `colours` are those of its groups. */
export function describePlot(Plot, stacked, colours, interval) {
  const axis = { stroke: readColour("--muted"), font: `11px ${getComputedStyle(document.body).fontFamily}`, ticks: { show: false } };
  const days = { size: 26, space: 84, incrs: INCREMENTS, values: (_plot, ticks) => ticks.map((tick) => tellTick(tick, interval)) };
  const bars = Plot.paths.bars({ size: [0.86, 60, 1], align: 1 });
  return {
    tzDate: (seconds) => Plot.tzDate(new Date(seconds * 1e3), "Etc/UTC"),
    legend: { show: false }, padding: [8, 8, 0, 0],
    cursor: { y: false, points: { show: false }, drag: { x: true, y: false, setScale: false } },
    scales: { x: { time: true, range: () => stacked.range }, y: { range: (_plot, _low, high) => [0, Math.max(high, 1) * 1.08] } },
    axes: [{ ...axis, ...days, grid: { show: false } }, { ...axis, size: 40, incrs: HEIGHTS, grid: { stroke: readColour("--line"), width: 1 } }],
    // The series are the groups from the top.
    series: [{}, ...colours.toReversed().map((colour) => ({ fill: colour, stroke: colour, width: 0, points: { show: false }, paths: bars }))],
  };
}

/** The tone of a group: each status has a colour of its own; types, how frequent they are (`at`, from 0). */
export function chooseTone(by, group, at) {
  if (!by) return "tone-0";
  if (group === OTHERS) return "tone-6";
  return `tone-${by === "status" ? STATUS_TONES.indexOf(group) : at}`;
}

export function nameGroup(by, group) {
  if (group === OTHERS) return "others";
  return by === "type" ? soften(group) : STATUS_WORDS[group] ?? group;
}
