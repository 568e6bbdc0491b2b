// What differs between two texts, word by word.

// A comparison that takes longer is given up: the texts have little in common.
const MAX_MILLISECONDS = 1500;

/**
 * The runs of words of two texts: [{side: "both" | "was" | "now", text}], or null where they have too little in common
 * to be told apart in time.
 */
export async function compare(was, now) {
  const { diffArrays } = await import("../vendor/diff/array.js");
  const changes = diffArrays(words(was), words(now), { timeout: MAX_MILLISECONDS });
  return changes?.map((change) => ({
    side: change.added ? "now" : change.removed ? "was" : "both",
    text: change.value.join(""),
  })) ?? null;
}

/** Words and the white space between them; put together they are the text. */
function words(text) {
  return text.match(/\s+|\S+/g) ?? [];
}
