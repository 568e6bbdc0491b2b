// From the items of a timeline to the bars that are drawn.  Pure; times are seconds since 1970.

const DAY_SECONDS = 86_400;
const MAX_GROUPS = 6;
const MOST_BARS = 1_500;
const FEWEST_BARS = 9;
// Of the events the first and last part that is left out where the days in between are few.
const TAIL = 0.01;
const LONG_DAYS = 3 * 366;
export const OTHERS = "\u0000others";

function seconds(iso) {
  return Date.parse(`${iso.slice(0, 10)}T00:00:00Z`) / 1_000;
}

/** The length of bars that suits the days from `begin` to `end`, which is left out for one day; null where one is open. */
export function chooseInterval([begin, end]) {
  if (!begin || begin === ".." || end === "..") return null;
  const n = (seconds(end ?? begin) - seconds(begin)) / DAY_SECONDS;
  if (n <= 92) return "day";
  if (n <= 420) return "week";
  if (n <= 7 * 366) return "month";
  return n <= 25 * 366 ? "quarter" : "year";
}

/** First and last day of the items between which nearly all lies; of few years, of all. */
export function clip(items) {
  const dated = items.filter((item) => item.begin);
  if (!dated.length) return [];
  const all = [dated[0].begin, dated.at(-1).end];
  const total = dated.reduce((sum, item) => sum + item.count, 0);
  if ((seconds(all[1]) - seconds(all[0])) / DAY_SECONDS < LONG_DAYS) return all;
  const at = (share) => {
    let left = share * total;
    return dated.find((item) => (left -= item.count) < 0) ?? dated.at(-1);
  };
  return [at(TAIL).begin, at(1 - TAIL).end];
}

/** {items, times, ends, range, groups, series}: a bar for each length of time, the series stacked, the highest first. */
export function stack(items, interval) {
  if (!items.length) return { items: [], times: [], ends: [], range: [0, 1], groups: [], series: [] };
  const filled = fill(items, interval);
  const totals = new Map();
  for (const item of items) for (const [group, n] of Object.entries(split(item))) totals.set(group, (totals.get(group) ?? 0) + n);
  const ranked = [...totals].filter(([group, n]) => group !== OTHERS && n > 0).sort((one, other) => other[1] - one[1]).map(([group]) => group);
  const groups = ranked.slice(0, MAX_GROUPS);
  if (ranked.length > groups.length || totals.get(OTHERS)) groups.push(OTHERS);
  const times = filled.map((item) => seconds(item.begin));
  const ends = filled.map((item) => seconds(item.end) + DAY_SECONDS);
  return { items: filled, times, ends, range: widen(times[0], ends.at(-1), filled.length), groups, series: pile(filled, groups).reverse() };
}

/** Room around bars that are few, so that one day does not fill the whole width. */
function widen(begin, end, n) {
  const side = (Math.max(0, FEWEST_BARS - n) / 2) * ((end - begin) / n);
  return [begin - side, end + side];
}

/** The groups of an item; those that are not named are others. */
function split(item) {
  const named = Object.values(item.groups ?? {}).reduce((sum, n) => sum + n, 0);
  return item.count > named ? { ...item.groups, [OTHERS]: item.count - named } : { ...item.groups };
}

function pile(items, groups) {
  const heights = items.map(() => 0);
  return groups.map((group) => items.map((item, at) => {
    const parts = split(item);
    const n = group === OTHERS ? Object.entries(parts).filter(([each]) => !groups.includes(each) || each === OTHERS).reduce((sum, [, value]) => sum + value, 0) : parts[group] ?? 0;
    heights[at] += n;
    return heights[at];
  }));
}

/** With an empty bar for each length of time that has no events, so that the axis and the arrows miss none. */
function fill(items, interval) {
  const filled = [];
  for (const item of items) {
    while (filled.length && filled.length < MOST_BARS) {
      const next = after(filled.at(-1), interval);
      if (next.begin >= item.begin) break;
      filled.push(next);
    }
    filled.push(item);
  }
  return filled;
}

const MONTHS = { month: 1, quarter: 3, year: 12 };

function after(item, interval) {
  const begin = new Date(`${item.end.slice(0, 10)}T00:00:00Z`);
  begin.setUTCDate(begin.getUTCDate() + 1);
  const end = new Date(begin);
  if (interval in MONTHS) end.setUTCMonth(end.getUTCMonth() + MONTHS[interval]);
  else end.setUTCDate(end.getUTCDate() + (interval === "week" ? 7 : 1));
  end.setUTCDate(end.getUTCDate() - 1);
  return { begin: write(begin), end: write(end), count: 0, groups: {} };
}

function write(date) {
  return date.toISOString().slice(0, 10);
}
