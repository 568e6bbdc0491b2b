// Corrections of an entity: other names, merges and splits, each of which can be undone, and the log of them.

import { h, replace, settle } from "../dom.js";
import { latest } from "../latest.js";
import { tellInstant } from "./article_words.js";

const PAUSE_MILLISECONDS = 400;
const SUGGEST_MILLISECONDS = 150;
const PATIENCE_MILLISECONDS = 30_000;
const SUGGESTED = 8;
const REFUSED = "Your key may look, but not correct: that needs the scope admin.";

/**
 * The section that corrects `profile`.  Of the context, `call(method, path, body)` asks the API, `reload(correction)`
 * shows what came of it, `signal` ends all waiting.
 */
export function renderCorrections(profile, context) {
  return renderSection(profile, context, (correct) => [
    renderAliases(profile, correct),
    ...(isPlace(profile) ? [] : [renderMerge(profile, correct, context), renderSplit(profile, correct)]),
    ...renderUndo(profile, correct),
  ]);
}

/** The same for an entity that no article names: what was corrected can be undone. */
export function renderUndoing(profile, context) {
  return renderSection(profile, context, (correct) => renderUndo(profile, correct));
}

function isPlace(profile) {
  return profile.key.startsWith("place/");
}

function renderSection(profile, context, fill) {
  const message = h("p", { class: "message", role: "status" });
  const fieldset = h("fieldset", { class: "corrections" }, h("legend", {}, "Say what is wrong about this entity"));
  fieldset.append(...fill(makeCorrect(profile, fieldset, message, context)));
  return h("section", { class: "correcting", "aria-labelledby": "correct" },
    h("h2", { id: "correct" }, "Corrections"), fieldset, message, renderLog(profile, context));
}

/** A function that makes one correction, says how it goes, and shows the page anew. */
function makeCorrect(profile, fieldset, message, { call, reload, signal }) {
  return async (method, path, body, done) => {
    message.textContent = "…";
    message.classList.remove("error");
    fieldset.disabled = true;
    try {
      const whole = path.startsWith("/v1/") ? path : `/v1/entities/${profile.key}/${path}`;
      const correction = await call(method, whole, body);
      message.textContent = `${done} Articles that are made anew: ${correction.to_remake}.`;
      await awaitRemade(call, signal);
      // Whoever left the page meanwhile is not brought back.
      if (signal.aborted) return;
      await reload(correction);
    } catch (problem) {
      if (signal.aborted) return;
      const isRefused = problem.status === 403;
      message.textContent = isRefused ? REFUSED : tellProblem(problem);
      message.classList.add("error");
      fieldset.disabled = isRefused;
    }
  };
}

function tellProblem(problem) {
  const fields = (problem.errors ?? []).map(({ field, message }) => `${field}: ${message}`);
  return fields.join("; ") || problem.message;
}

/** Wait until no article is to be made anew, or for as long as anyone would. */
async function awaitRemade(call, signal) {
  const until = Date.now() + PATIENCE_MILLISECONDS;
  while (!signal.aborted && Date.now() < until) {
    if ((await call("GET", "/v1/status")).outdated === 0) return;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLISECONDS));
  }
}

function form(title, hint, submit, ...inside) {
  const made = h("form", {}, h("h3", {}, title), h("p", { class: "note" }, hint), ...inside);
  made.addEventListener("submit", (submitted) => {
    submitted.preventDefault();
    submit();
  });
  return made;
}

function renderAliases(profile, correct) {
  const input = h("textarea", { id: "given-names", rows: 3, maxlength: 20_000 });
  input.value = profile.given.join("\n");
  const save = () => {
    const aliases = input.value.split("\n").map((name) => name.trim()).filter(Boolean);
    return correct("PUT", "aliases", { aliases }, "The names are stored.");
  };
  return form("Other names", "One a line. An entity of an article that has one of these names is this entity.", save,
    h("p", {}, h("label", { for: "given-names" }, "Names that mean it")), input,
    h("p", {}, h("button", { type: "submit" }, "Store the names")));
}

function renderMerge(profile, correct, { call, signal }) {
  const list = h("datalist", { id: "merge-choices" });
  const input = h("input", { id: "merge-into", list: "merge-choices", autocomplete: "off", required: true });
  const unknown = h("p", { class: "note", role: "status" });
  const suggest = latest({
    ask: (q) => call("GET", `/v1/entities?q=${encodeURIComponent(q)}&limit=${SUGGESTED}`),
    take: ({ items }) => {
      const kind = profile.key.split("/")[0];
      const others = items.filter((one) => one.key !== profile.key && one.key.startsWith(`${kind}/`));
      replace(list, ...others.map((one) => h("option", { value: one.key }, `${one.name}, ${one.articles} articles`)));
      unknown.textContent = "";
    },
    fail: (problem) => {
      replace(list);
      // A word that cannot be looked up (a comma alone) has no names.
      unknown.textContent = problem.status === 422 ? "" : `Names cannot be suggested just now: ${problem.message}`;
    },
    signal,
  });
  const suggestSoon = settle(() => {
    const q = input.value.trim();
    if (q && !q.includes("/")) suggest(q);
  }, SUGGEST_MILLISECONDS);
  input.addEventListener("input", () => {
    // What is asked already is of other words.
    suggest.drop();
    suggestSoon();
  });
  const merge = () => correct("POST", "merge", { into: input.value.trim() }, "It is a part of the other one.");
  return form("It is the same as another one", "Type a name and choose; it becomes a part of that one.", merge,
    h("p", {}, h("label", { for: "merge-into" }, "Merge into"), " ", input, list, " ",
      h("button", { type: "submit" }, "Merge")), unknown);
}

function renderSplit(profile, correct) {
  const name = h("input", { id: "split-name", autocomplete: "off", maxlength: 512 });
  const boxes = profile.newest_articles.map((id) =>
    h("li", {}, h("label", {}, h("input", { type: "checkbox", name: "article", value: id }), ` ${id}`)));
  const made = form("In some articles it is somebody else", "Choose the articles in which another one is meant.", () => {
    const articles = [...made.querySelectorAll("input[name=article]:checked")].map((box) => box.value);
    const body = name.value.trim() ? { articles, name: name.value.trim() } : { articles };
    return correct("POST", "split", body, "In these articles it is another one.");
  },
    h("ul", { class: "boxes" }, ...boxes),
    h("p", {}, h("label", { for: "split-name" }, "What that one is called"), " ", name, " ",
      h("button", { type: "submit" }, "Split off")));
  return made;
}

function renderUndo(profile, correct) {
  // Places are neither merged nor split.
  if (isPlace(profile)) return [];
  const merges = profile.merged.map((key) => {
    const undo = () => correct("DELETE", `/v1/entities/${key}/merge`, undefined, "The merge is undone.");
    return h("li", {}, `${key} was merged into it. `,
      h("button", { type: "button", onclick: undo }, `Undo the merge of ${key}`));
  });
  const undoSplits = () => correct("DELETE", "split", undefined, "What was split off is a part of it again.");
  const splits = h("li", {}, "What was split off from it: ",
    h("button", { type: "button", onclick: undoSplits }, "Undo all its splits"));
  return [h("h3", {}, "Undo"), h("ul", { class: "undo" }, ...merges, splits)];
}

function renderLog(profile, { call, signal }) {
  const list = h("ol", { class: "log" });
  const details = h("details", { class: "corrections-log" }, h("summary", {}, "The log of corrections"), list);
  let next = "/v1/corrections?limit=50";
  const button = h("button", { type: "button" }, "Older ones");
  const load = latest({
    ask: () => call("GET", next),
    take: (page) => {
      list.append(...page.items.map((line) => renderLine(line, profile)));
      if (page.total === 0) list.append(h("li", {}, "Nothing was corrected yet."));
      next = page.next;
      button.hidden = !next;
    },
    fail: (problem) => list.append(h("li", { class: "error" }, problem.message)),
    signal,
  });
  button.addEventListener("click", () => load());
  details.addEventListener("toggle", () => details.open && list.childElementCount === 0 && load());
  details.append(button);
  return details;
}

function renderLine(line, profile) {
  const detail = Object.entries(line.detail).map(([name, value]) => `${name}: ${tellValue(value)}`).join("; ");
  return h("li", line.key === profile.key ? { class: "own" } : {},
    h("strong", {}, line.kind.replaceAll("_", " ")), ` ${line.key}`, detail ? ` (${detail})` : "",
    h("span", { class: "note" }, ` ${tellInstant(line.time)}`));
}

function tellValue(value) {
  if (Array.isArray(value)) return value.length > 0 ? value.map(tellValue).join(", ") : "none";
  return value === null ? "none" : typeof value === "object" ? JSON.stringify(value) : String(value);
}
