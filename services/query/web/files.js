// Links to the API's answers carry no key: where one is held, they are fetched here, then saved or shown.

import { send } from "./api.js";
import { h } from "./dom.js";

/** Have all links to the API work with the key, for as long as one is held. */
export function followFiles() {
  document.addEventListener("click", (click) => {
    const link = click.target.closest?.('a[href^="/v1/"]');
    if (!link || !sessionStorage.getItem("dateline-key")) return;
    click.preventDefault();
    take(link).catch((problem) => tell(link, problem.message));
  });
}

async function take(link) {
  tell(link, null);
  const response = await send("GET", link.href);
  const url = URL.createObjectURL(await response.blob());
  if (link.hasAttribute("download")) h("a", { href: url, download: link.download }).click();
  else open(url, "_blank", "noopener");
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

function tell(link, words) {
  if (link.nextElementSibling?.matches(".problem.refused")) link.nextElementSibling.remove();
  if (words) link.after(h("span", { class: "problem refused", role: "alert" }, words));
}
