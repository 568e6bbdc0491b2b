// Server-Sent Events out of a stream of bytes: the browser's own reader of them cannot send a key.

const LIMIT = 4_000_000;

/** The messages of `body`: {event, data, id}, as the HTML standard reads them. */
export async function* readMessages(body) {
  let rest = "";
  for await (const text of chunks(body.pipeThrough(new TextDecoderStream()))) {
    rest += text;
    const blocks = rest.split(/\r\n\r\n|\n\n|\r\r/);
    rest = blocks.pop();
    if (rest.length > LIMIT) throw new Error("a message of the feed is too long");
    for (const block of blocks) yield parse(block);
  }
}

/** Not every browser can loop over a stream itself. */
async function* chunks(stream) {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    reader.cancel().catch(() => undefined);
  }
}

function parse(block) {
  const message = { event: "message", data: "", id: null };
  for (const line of block.split(/\r\n|\n|\r/)) {
    const [, name, value] = /^([^:]*):? ?(.*)$/.exec(line);
    if (name === "event") message.event = value;
    else if (name === "id") message.id = value;
    else if (name === "data") message.data += message.data ? `\n${value}` : value;
  }
  return message;
}
