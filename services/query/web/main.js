// The page's frame: its header, and the page that the address is of.

import { h, replace } from "./dom.js";
import { followFiles } from "./files.js";
import { makePaths, Router } from "./router.js";
import { renderSwitch } from "./themes.js";

const header = document.querySelector("header");

/** The links of the header stay in the collection that is looked at, and say where one is. */
function renderHeader() {
  const collection = new URLSearchParams(location.search).get("collection") ?? "main";
  const paths = makePaths(collection);
  const link = (path, words) => {
    const isHere = new URL(path, location.href).pathname === location.pathname;
    return h("a", { href: path, "aria-current": isHere ? "page" : null }, words);
  };
  replace(header.querySelector("nav"),
    link(paths.home(), "Events"), link(paths.post(), "Post an article"),
    h("a", { href: "/docs" }, "API"));
  replace(header.querySelector(".brand"), h("a", { href: paths.home() }, "Dateline"),
    collection === "main" ? null : h("span", { class: "collection", title: "The collection that is shown" }, collection));
}

header.append(renderSwitch());
followFiles();
await new Router(document.querySelector("main"), renderHeader).start();
