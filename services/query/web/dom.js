// Elements, built so that no string of the data can ever be read as markup.

/**
 * An element.  Of its attributes null and false are left out, true is an empty one; `on...` is a listener; `checked`
 * and `value` are properties.  Children are strings, nodes, null, or lists of these.
 */
export function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) setAttribute(element, tag, name, value);
  element.append(...flatten(children));
  return element;
}

function setAttribute(element, tag, name, value) {
  if (value == null || value === false) return;
  if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
  else if (name === "checked" || (name === "value" && tag !== "li")) element[name] = value;
  else element.setAttribute(name, value === true ? "" : String(value));
}

/** Give `element` these children alone. */
export function replace(element, ...children) {
  element.replaceChildren(...flatten(children));
}

/** Children as they may be given to `h`, without the lists and those left out. */
export function flatten(children) {
  return children.flat(Infinity).filter((child) => child != null && child !== false);
}

/** A link to an address from outside: a link only where it is of the web, else the words alone. */
export function linkOut(address, words) {
  const url = URL.canParse(address ?? "") ? new URL(address) : null;
  const isOfWeb = url && (url.protocol === "https:" || url.protocol === "http:");
  return isOfWeb ? h("a", { href: url.href, rel: "noopener noreferrer", target: "_blank" }, words) : h("span", {}, words);
}

/** `run`, once nothing has called the result for `milliseconds`. */
export function settle(run, milliseconds) {
  let timer = 0;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => run(...values), milliseconds);
  };
}

/** `run`, once in `milliseconds` however often the result is called; `stop` of the result takes a call back. */
export function pace(run, milliseconds) {
  let timer = null;
  const call = () => {
    timer ??= setTimeout(() => {
      timer = null;
      run();
    }, milliseconds);
  };
  call.stop = () => {
    clearTimeout(timer);
    timer = null;
  };
  return call;
}
