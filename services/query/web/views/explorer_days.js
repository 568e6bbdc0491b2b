// A field for a day.  While its year is typed, each digit makes another date: none is meant before one says so.

import { h } from "../dom.js";

/**
 * A field that calls `submit` once a day is meant: one is picked, or what was typed is confirmed with Enter or left.
 * Until then it is marked as edited (`data-edited`); what is half a date stays as it is.
 */
export function renderDay(submit) {
  const settle = () => {
    // Half a date is none; it waits to be finished.
    if (field.validity.badInput || !("edited" in field.dataset)) return;
    delete field.dataset.edited;
    submit();
  };
  const field = h("input", {
    type: "date", min: "0001-01-01", max: "9999-12-31",
    onkeydown: ({ key }) => {
      if (key === "Enter") settle();
      else if (/^([0-9]|Backspace|Delete|Arrow.*)$/.test(key)) field.dataset.edited = "";
    },
    onchange: () => {
      if (!("edited" in field.dataset)) submit();
    },
    onblur: settle,
  });
  return field;
}
