// Which page an address is of, and how one page gives way to the next.

import { call, mayPass, Refused } from "./api.js";
import { h, replace } from "./dom.js";

const PAGES = [
  [/^\/$/, () => import("./views/explorer.js"), () => ({})],
  [/^\/article\/([^/]+)$/, () => import("./views/article.js"), ([id]) => ({ id })],
  [/^\/entity\/(.+)$/, () => import("./views/entity.js"), ([key]) => ({ key })],
  [/^\/story\/([^/]+)$/, () => import("./views/story.js"), ([id]) => ({ id })],
  [/^\/post$/, () => import("./views/post.js"), () => ({})],
];

/** The page, view and parameters of a path; null where it is none of ours. */
export function match(path) {
  for (const [form, load, read] of PAGES) {
    const found = form.exec(decode(path));
    if (found) return { form, load, params: read(found.slice(1)) };
  }
  return null;
}

function decode(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    // A path that is no UTF-8 is none of ours.
    return "";
  }
}

/** The addresses of a collection: of the API's calls and of pages, each naming the collection unless it is `main`. */
export function makePaths(collection) {
  const own = (path) => {
    if (collection === "main") return path;
    return `${path}${path.includes("?") ? "&" : "?"}collection=${encodeURIComponent(collection)}`;
  };
  return {
    api: own,
    article: (id, event) => own(`/article/${encodeURIComponent(id)}`) + (event ? `#event-${event}` : ""),
    entity: (key) => own(`/entity/${key}`),
    story: (id) => own(`/story/${encodeURIComponent(id)}`),
    events: (filters) => own(`/?${new URLSearchParams(filters)}`),
    post: () => own("/post"),
    home: () => own("/"),
  };
}

/** Shows pages in `main`, each with a signal that ends when it is left. */
export class Router {
  constructor(main, onShown) {
    this.main = main;
    this.onShown = onShown;
    this.leaving = new AbortController();
    this.current = null;
  }

  start() {
    document.addEventListener("click", (click) => this.follow(click));
    addEventListener("popstate", () => this.enter());
    return this.show(false);
  }

  /** Links to pages of ours change the page without loading it anew; all others are left to the browser. */
  follow(click) {
    const link = click.target.closest?.("a[href]");
    const isPlain = click.button === 0 && !click.metaKey && !click.ctrlKey && !click.shiftKey && !click.altKey;
    if (!link || !isPlain || click.defaultPrevented || link.target || link.hasAttribute("download")) return;
    const url = new URL(link.href);
    const isHere = url.pathname === location.pathname && url.search === location.search;
    if (url.origin !== location.origin || !match(url.pathname) || (isHere && url.hash)) return;
    click.preventDefault();
    this.go(url.pathname + url.search + url.hash);
  }

  /** Go to a page of ours; the one that is shown is built anew. */
  go(path) {
    const url = new URL(path, location.href);
    const isHere = url.pathname + url.search === this.address;
    history[isHere ? "replaceState" : "pushState"](null, "", path);
    return isHere ? this.show(true) : this.enter();
  }

  /** Show what the address says; a page that can take the change up itself is not built anew. */
  enter() {
    const found = match(location.pathname);
    const address = location.pathname + location.search;
    // The fragment alone is another: the browser and the page itself see to it.
    if (address === this.address) return undefined;
    if (found && this.current?.form === found.form && this.current.page.change?.()) {
      this.address = address;
      return undefined;
    }
    return this.show(true);
  }

  async show(isMove) {
    this.leaving.abort();
    this.leaving = new AbortController();
    const { signal } = this.leaving;
    this.current = null;
    this.address = location.pathname + location.search;
    this.main.setAttribute("aria-busy", "true");
    try {
      const found = match(location.pathname);
      if (!found) throw new Refused(404, { detail: "There is no such page." });
      const view = await found.load();
      const page = await view.show(found.params, this.makeContext(signal));
      if (signal.aborted) return;
      this.current = { form: found.form, page };
      this.settle(page.title, page.nodes);
      page.ready?.();
    } catch (error) {
      if (signal.aborted) return;
      this.settle("Not shown", [renderFailure(error, () => this.show(true))]);
    }
    this.main.removeAttribute("aria-busy");
    if (isMove && !location.hash) {
      this.main.focus({ preventScroll: true });
      scrollTo(0, 0);
    }
  }

  settle(title, nodes) {
    document.title = title === "Dateline" ? title : `${title} · Dateline`;
    replace(this.main, ...nodes);
    this.onShown();
  }

  makeContext(signal) {
    const collection = new URLSearchParams(location.search).get("collection") ?? "main";
    const paths = makePaths(collection);
    const ask = (method, path, body) => call(method, paths.api(path), body, signal);
    const go = (path) => this.go(path);
    return {
      get: (path) => ask("GET", path), call: ask, paths, signal, go, collection,
      land: (id) => go(paths.article(id)),
      /** What a path of the API's own making, that of a next page, gives. */
      getPath: (path) => call("GET", path, undefined, signal),
      /** A page that changed its own address tells so. */
      note: () => {
        this.address = location.pathname + location.search;
      },
    };
  }
}

function renderFailure(error, retry) {
  return h("div", { class: "failure" },
    h("h1", {}, error.status === 404 ? "There is nothing here" : "This cannot be shown"),
    h("p", { role: "alert" }, error.message),
    mayPass(error) ? h("p", {}, h("button", { type: "button", onclick: retry }, "Retry")) : null,
    h("p", {}, h("a", { href: "/" }, "All events")));
}
