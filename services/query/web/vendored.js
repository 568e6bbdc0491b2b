// Libraries that are classic scripts and leave one global each; loaded when first needed.

const loading = new Map();

/** The global `name` that the script at `path` defines. */
export function load(path, name) {
  if (!loading.has(path)) loading.set(path, fetchScript(path, name));
  return loading.get(path);
}

function fetchScript(path, name) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = `/assets/vendor/${path}`;
    script.addEventListener("load", () => resolve(globalThis[name]));
    script.addEventListener("error", () => reject(new Error(`${path} could not be loaded`)));
    document.head.append(script);
  });
}

/** Add a style sheet of a library, before ours. */
export function loadStyle(path) {
  const href = `/assets/vendor/${path}`;
  if (document.querySelector(`link[href="${href}"]`)) return Promise.resolve();
  return new Promise((resolve) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = href;
    link.addEventListener("load", resolve);
    link.addEventListener("error", resolve);
    document.head.prepend(link);
  });
}

/** A file of data beside the libraries, as JSON. */
export async function loadData(path, signal) {
  const response = await fetch(`/assets/vendor/${path}`, { signal });
  if (!response.ok) throw new Error(`${path} could not be loaded`);
  return response.json();
}
