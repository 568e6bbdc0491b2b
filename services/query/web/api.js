// Calls of the API: with the key of this tab where it has one, and with problems as errors that can be shown.

import { askForKey } from "./keys.js";

const STORED = "dateline-key";

/** What the API refused: `status`, `title`, `message` in plain words, and `errors` [{field, message}]. */
export class Refused extends Error {
  constructor(status, problem) {
    super(problem.detail ?? problem.title ?? `The service answered ${status}.`);
    this.status = status;
    this.title = problem.title ?? "";
    this.errors = problem.errors ?? [];
  }
}

/** Is it worth while to try again after an error?  What the service takes for wrong stays so. */
export function mayPass({ status = 0 }) {
  return status < 400 || status >= 500 || status === 408 || status === 429;
}

function readKey() {
  return sessionStorage.getItem(STORED);
}

/** The response of `path`, whatever its form.  Where the API wants a key it is asked for, once more where it is wrong. */
export async function send(method, path, { body, signal, headers = {} } = {}) {
  for (;;) {
    const key = readKey();
    const given = { ...headers, ...(body === undefined ? {} : { "content-type": "application/json" }) };
    if (key) given.authorization = `Bearer ${key}`;
    const content = body === undefined ? undefined : JSON.stringify(body);
    const response = await reach(path, { method, headers: given, body: content, signal });
    if (response.ok) return response;
    const problem = await readProblem(response);
    if (response.status !== 401 || signal?.aborted) throw new Refused(response.status, problem);
    // Another call may have asked meanwhile.
    if (readKey() !== key) continue;
    const entered = await askForKey(key ? "This key is not good here, or no longer." : null);
    if (!entered) throw new Refused(response.status, problem);
    sessionStorage.setItem(STORED, entered);
  }
}

async function reach(path, options) {
  try {
    return await fetch(path, options);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Refused(0, { title: "No answer", detail: "The service does not answer. Is it running?" });
  }
}

async function readProblem(response) {
  try {
    return await response.json();
  } catch {
    return {};
  }
}

/** What `path` answers, as JSON; null where it answers nothing. */
export async function call(method, path, body, signal) {
  const response = await send(method, path, { body, signal });
  return response.status === 204 ? null : response.json();
}
