// Spans of a text: from the API's code points to JavaScript's UTF-16 units, and overlapping spans to pieces.  Pure.

/** A function from an offset in code points of `text` to the same place in UTF-16 units. */
export function measure(text) {
  const wide = [];
  let points = 0;
  for (let unit = 0; unit < text.length; points += 1) {
    const isWide = text.codePointAt(unit) > 0xffff;
    if (isWide) wide.push(points);
    unit += isWide ? 2 : 1;
  }
  const length = points;
  return (offset) => {
    const within = Math.max(0, Math.min(offset, length));
    return within + countBelow(wide, within);
  };
}

/** How many of the ascending `values` are less than `limit`. */
function countBelow(values, limit) {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle] < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Cut `text` at every boundary of `spans` ({start, end, ...} in code points): paragraphs, each a list of pieces
 * {start, end, text, spans}, in code points, where `spans` are those that cover the piece, the widest first.
 * The pieces put together are the text.
 */
export function cut(text, spans) {
  const toUnit = measure(text);
  const length = [...text].length;
  const inside = spans.filter((span) => span.start < span.end && span.end <= length && span.start >= 0);
  const starts = [...inside].sort((a, b) => a.start - b.start || b.end - a.end);
  const paragraphs = [[]];
  let next = 0;
  let open = [];
  let start = 0;
  for (const end of boundaries(text, length, inside)) {
    while (next < starts.length && starts[next].start <= start) open.push(starts[next++]);
    open = open.filter((span) => span.end > start);
    const piece = text.slice(toUnit(start), toUnit(end));
    paragraphs.at(-1).push({ start, end, text: piece, spans: [...open] });
    if (/\n\s*\n\s*$/.test(piece)) paragraphs.push([]);
    start = end;
  }
  return paragraphs.filter((pieces) => pieces.length > 0);
}

/** Where pieces end, ascending: at the edges of spans, after the empty lines between paragraphs, and at the end. */
function boundaries(text, length, spans) {
  const found = new Set([length]);
  for (const span of spans) found.add(span.start).add(span.end);
  let unit = 0;
  let points = 0;
  for (const gap of text.matchAll(/\n\s*\n\s*/g)) {
    points += [...text.slice(unit, gap.index + gap[0].length)].length;
    unit = gap.index + gap[0].length;
    found.add(points);
  }
  found.delete(0);
  return [...found].sort((a, b) => a - b);
}
