// How a posted article fares: its stages as they end, and another try where it failed.

import { h, replace } from "../dom.js";
import { renderStages } from "./article_stages.js";
import { tellStatus } from "./article_words.js";

const WAIT_SECONDS = 20;

const OUTCOMES = {
  new: "It was taken.",
  known: "It was known already.",
  revised: "It was taken as a new revision.",
};

/**
 * Wait for the end, show in `result` how it goes, and land on the article where there is one to show.  What goes wrong
 * on the way is said there, too.
 */
export async function follow({ receipt, result, call, land, signal }) {
  try {
    const status = await watch(receipt, result, call, signal);
    if (status?.status === "failed") result.append(...renderRetry(status, { result, call, land, signal }));
    else if (status) land(receipt.id);
  } catch (problem) {
    if (!signal.aborted) result.append(h("p", { class: "alert", role: "alert" }, problem.message));
  }
}

/** The status at the end; undefined where the page was left before. */
async function watch(receipt, result, call, signal) {
  let wait = 0;
  while (!signal.aborted) {
    const found = await call("GET", `/v1/articles/${encodeURIComponent(receipt.id)}/status?wait=${wait}`);
    replace(result,
      h("p", {}, `${OUTCOMES[receipt.outcome] ?? ""} The article ${tellStatus(found.status)}.`.trim(),
        found.position > 0 ? ` ${found.position} are before it.` : ""),
      Object.keys(found.stages).length > 0 ? renderStages(found.stages) : null);
    if (found.status !== "queued" && found.status !== "running") return found;
    wait = WAIT_SECONDS;
  }
  return undefined;
}

/** Why an article failed, and a button that has it tried again. */
export function renderRetry(status, { result, call, land, signal }) {
  const error = h("p", { class: "error", role: "alert", hidden: true });
  const button = h("button", { type: "button" }, "Try again");
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      await call("POST", `/v1/articles/${encodeURIComponent(status.id)}/retry`);
      await follow({ receipt: status, result, call, land, signal });
    } catch (problem) {
      error.textContent = problem.message;
      error.hidden = false;
      button.disabled = problem.status === 403;
    }
  });
  const reason = status.error ? h("p", { class: "error" }, `Why: ${status.error}`) : null;
  return [reason, h("p", {}, button), error].filter(Boolean);
}
