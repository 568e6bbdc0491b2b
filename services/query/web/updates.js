// Bringing what is shown up to date in place: what stands for the same stays, with its focus, selection and scrolling.

import { flatten } from "./dom.js";

const FOCUSABLE = "button, a[href], input, select, [tabindex]";

/**
 * Give `element` these children alone, as `replace` does, but keep each present child that stands for the same thing:
 * has the same `data-key`, or leads to the same address, or else is the next of its kind.  A kept child keeps the
 * listeners that it was made with, which may thus hold on to nothing but what its key says.
 */
export function update(element, ...children) {
  const wanted = flatten(children).map((child) => (typeof child === "string" ? document.createTextNode(child) : child));
  const focusedAt = [...element.children].findIndex((child) => child.contains(document.activeElement));
  const present = gather(element.childNodes);
  const kept = wanted.map((child) => keep(present, child));
  for (const node of [...present.values()].flat()) node.remove();
  arrange(element, kept);
  if (focusedAt >= 0 && !element.contains(document.activeElement)) focusNear(element, focusedAt);
}

/** Write into a control, unless somebody is at it: it has the focus, or holds what is not submitted yet. */
export function write(control, value) {
  const isHeld = control === document.activeElement || control.validity.badInput || "edited" in control.dataset;
  if (!isHeld && control.value !== value) control.value = value;
}

function gather(nodes) {
  const found = new Map();
  for (const node of nodes) {
    const name = identify(node);
    if (!found.has(name)) found.set(name, []);
    found.get(name).push(node);
  }
  return found;
}

function identify(node) {
  const own = node.dataset?.key ?? node.getAttribute?.("href") ?? node.classList?.[0] ?? "";
  return `${node.nodeName} ${own}`;
}

function keep(present, node) {
  const same = present.get(identify(node))?.shift();
  if (!same) return node;
  if (!same.isEqualNode(node)) become(same, node);
  return same;
}

function become(same, node) {
  if (same.nodeType === Node.TEXT_NODE) {
    same.data = node.data;
    return;
  }
  for (const { name } of [...same.attributes]) if (!node.hasAttribute(name)) same.removeAttribute(name);
  for (const { name, value } of node.attributes) {
    if (same.getAttribute(name) === value) continue;
    // The page's policy forbids the attribute, not the property.
    if (name === "style") same.style.cssText = value;
    else same.setAttribute(name, value);
  }
  update(same, ...node.childNodes);
}

/** Put the nodes in order; one that holds the focus or selected words is not moved, which would take them away. */
function arrange(element, nodes) {
  let next = element.firstChild;
  for (const node of nodes) {
    while (node !== next && node.parentNode === element && isHeld(node)) {
      const aside = next;
      next = next.nextSibling;
      element.append(aside);
    }
    if (node === next) next = next.nextSibling;
    else element.insertBefore(node, next);
  }
}

function isHeld(node) {
  const selection = getSelection();
  return node.contains(document.activeElement) || (!selection.isCollapsed && selection.containsNode(node, true));
}

/** Where what had the focus is gone, its neighbour gets it: the keyboard goes on from there. */
function focusNear(element, at) {
  const child = element.children[Math.min(at, element.children.length - 1)];
  const found = child?.matches(FOCUSABLE) ? child : child?.querySelector(FOCUSABLE);
  found?.focus({ preventScroll: true });
}
