// How often, and how much: small charts of plain SVG.  Each stands beside a table that says the same.

const SVG = "http://www.w3.org/2000/svg";

function draw(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

/** Bars of `counts`, as wide as there is room; hidden from screen readers, which have the table. */
export function drawBars(counts) {
  const width = 600;
  const height = 80;
  const most = Math.max(1, ...counts);
  const step = width / Math.max(1, counts.length);
  const bars = counts.map((count, n) => {
    const tall = count === 0 ? 0 : Math.max(2, (count / most) * (height - 2));
    const wide = Math.min(24, Math.max(1, step - 1));
    return draw("rect", { x: (n * step).toFixed(2), y: (height - tall).toFixed(2), width: wide.toFixed(2), height: tall.toFixed(2) });
  });
  const base = draw("line", { x1: 0, x2: width, y1: height - 0.5, y2: height - 0.5 });
  return draw("svg", { class: "bars", viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: "none", "aria-hidden": "true" }, ...bars, base);
}

/** One line of steps: `points` [{at: Date, value, label}] in order of time, each held until the next. */
export function drawSteps(points) {
  const [width, height, edge] = [400, 110, 20];
  const times = points.map((point) => point.at.getTime());
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const most = Math.max(...points.map((point) => point.value), 1);
  const x = (time) => edge + ((time - first) / Math.max(1, last - first)) * (width - 4 * edge);
  const y = (value) => height - edge - (value / most) * (height - 2 * edge);
  const path = points.map((point, n) => {
    const at = x(point.at.getTime()).toFixed(1);
    const value = y(point.value).toFixed(1);
    return n === 0 ? `M${at} ${value}` : `H${at} V${value}`;
  });
  const marks = points.flatMap((point) => {
    const [cx, cy] = [x(point.at.getTime()), y(point.value)];
    const text = draw("text", { x: (cx + 6).toFixed(1), y: (cy - 6).toFixed(1) });
    text.textContent = point.label;
    return [draw("circle", { cx: cx.toFixed(1), cy: cy.toFixed(1), r: 4 }), text];
  });
  const line = draw("path", { d: `${path.join(" ")} H${width - edge}` });
  return draw("svg", { class: "steps", viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" }, line, ...marks);
}
