// The dialog that asks for a key of access.  The key stays in this tab, and out of every address.

import { h } from "./dom.js";

let asking = null;

/** The key that was typed in, or null where the dialog was left; many calls at once share one dialog. */
export function askForKey(complaint) {
  asking ??= show(complaint).finally(() => {
    asking = null;
  });
  return asking;
}

function show(complaint) {
  const field = h("input", {
    id: "key", type: "password", autocomplete: "off", spellcheck: "false", required: true, placeholder: "dl_…",
    pattern: " *[!-~]+ *", title: "A key has letters, digits and underscores",
    "aria-describedby": "key-note",
  });
  const dialog = h("dialog", { class: "key-dialog", "aria-labelledby": "key-title" },
    h("form", { method: "dialog" },
      h("h2", { id: "key-title" }, "This service needs a key"),
      complaint ? h("p", { role: "alert", class: "problem" }, complaint) : null,
      h("label", { for: "key" }, "Key of access"),
      field,
      h("p", { id: "key-note", class: "note" },
        "It is kept in this tab until you close it, and is never part of an address."),
      h("div", { class: "buttons" },
        h("button", { type: "button", onclick: () => dialog.close("") }, "Cancel"),
        h("button", { type: "submit", class: "primary", value: "use" }, "Use this key"))));
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "use" ? field.value.trim() : null);
    });
  });
}
