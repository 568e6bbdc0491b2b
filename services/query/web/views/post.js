// Posting an article: paste its words, watch its stages finish, land on its view.

import { h } from "../dom.js";
import { follow } from "./post_progress.js";

// What is asked, in this order.
const FIELDS = [
  { name: "text", label: "Text", tag: "textarea", required: true, rows: 12,
    hint: "The article's words, in English, as they were published." },
  { name: "published_on", label: "Publication date", type: "date", required: true,
    hint: "What “today” and “on Tuesday” in the text are counted from." },
  { name: "published_time", label: "Time (UTC)", type: "time", hint: "If you know it." },
  { name: "title", label: "Title", type: "text" },
  { name: "source", label: "Source", type: "text", hint: "The outlet, as in “Northern Courier”." },
  { name: "url", label: "Address", type: "url", hint: "Begins with http:// or https://." },
  { name: "id", label: "Id", type: "text", hint: "Of an article that is known, to revise it; left empty, one is made." },
];

/** The page on which an article is posted: {title, nodes}. */
export async function show(_params, context) {
  return { title: "Post an article", nodes: [h("div", { class: "posting" }, ...renderPost(context))] };
}

/** The form; `call(method, path, body)` asks the API, `land(id)` shows an article, `signal` ends the waiting. */
function renderPost({ call, land, signal, collection }) {
  const result = h("section", { class: "progress", "aria-live": "polite", "aria-label": "Progress" });
  const alert = h("p", { class: "alert", role: "alert", hidden: true });
  const fields = new Map(FIELDS.map((field) => [field.name, renderField(field)]));
  const button = h("button", { type: "submit", class: "primary" }, "Post the article");
  const form = h("form", { class: "post", novalidate: true },
    alert, ...[...fields.values()].map((field) => field.block), h("p", {}, button));
  form.addEventListener("submit", async (submitted) => {
    submitted.preventDefault();
    clear(fields, alert);
    const missing = [...fields.values()].filter((field) => field.input.required && !field.input.value.trim());
    if (missing.length > 0) {
      for (const field of missing) tell(field, "is needed");
      missing[0].input.focus();
      return;
    }
    button.disabled = true;
    try {
      const receipt = await call("POST", `/v1/articles`, bodyOf(fields));
      await follow({ receipt, result, call, land, signal });
    } catch (problem) {
      if (!signal.aborted) explain(problem, fields, alert);
    } finally {
      button.disabled = false;
    }
  });
  return [
    h("h1", {}, "Post an article"),
    h("p", { class: "lead" }, collection === "main" ? "" : `Into the collection ${collection}.`),
    form,
    result,
  ];
}

function renderField({ name, label, tag = "input", hint, ...attributes }) {
  const [hintId, errorId] = [`hint-${name}`, `error-${name}`];
  const input = h(tag, { id: `field-${name}`, name, "aria-describedby": `${hintId} ${errorId}`, autocomplete: "off", ...attributes });
  const error = h("p", { class: "error", id: errorId, hidden: true });
  const block = h("div", { class: `field field-${name}` },
    h("label", { for: input.id }, label, attributes.required ? h("span", { class: "note" }, " (needed)") : null),
    input,
    h("p", { class: "note", id: hintId }, hint ?? ""),
    error);
  return { name, input, error, block };
}

function bodyOf(fields) {
  const value = (name) => fields.get(name).input.value;
  const time = value("published_time");
  const body = { text: value("text"), published_at: time ? `${value("published_on")}T${time}:00Z` : value("published_on") };
  for (const name of ["title", "source", "url", "id"]) {
    if (value(name).trim()) body[name] = value(name).trim();
  }
  return body;
}

function clear(fields, alert) {
  alert.hidden = true;
  for (const field of fields.values()) {
    field.error.hidden = true;
    field.input.removeAttribute("aria-invalid");
  }
}

function tell(field, message) {
  field.error.textContent = message;
  field.error.hidden = false;
  field.input.setAttribute("aria-invalid", "true");
}

/** Say what is wrong at the field that it names; what names none of ours, above the form. */
function explain(problem, fields, alert) {
  const rest = [];
  let first = null;
  for (const { field: path, message } of problem.errors ?? []) {
    const name = path.split(".")[0];
    const field = fields.get(name === "published_at" ? "published_on" : name);
    if (field) {
      tell(field, message);
      first ??= field;
    } else {
      rest.push(`${path}: ${message}`);
    }
  }
  if (first) first.input.focus();
  if (rest.length > 0 || !first) {
    alert.textContent = rest.join("; ") || problem.message;
    alert.hidden = false;
  }
}
