/** What stands packed in an exported page: gzip in base85, each in an element of its own. */

/** Python's letters of base85, with a comma for "<". */
const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;,=>?@^_`{|}~";

/** Four bytes of each five letters; what is missing at the end is filled up, and taken off. @param {string} text */
export function bytesOf(text) {
  const missing = (5 - (text.length % 5)) % 5;
  const full = text + "~".repeat(missing);
  const values = new Uint8Array(128);
  for (let i = 0; i < LETTERS.length; i++) values[LETTERS.charCodeAt(i)] = i;
  const bytes = new DataView(new ArrayBuffer((full.length / 5) * 4));
  for (let i = 0; i < full.length; i += 5) {
    let four = 0;
    for (let k = i; k < i + 5; k++) four = four * 85 + values[full.charCodeAt(k)];
    bytes.setUint32((i / 5) * 4, four);
  }
  return new Uint8Array(bytes.buffer, 0, bytes.byteLength - missing);
}

/** Letters that are read in one go. */
const PART = 5 * 2 ** 16;

/** @param {string} id */
async function opened(id) {
  const packed = document.getElementById(id)?.textContent?.trim();
  if (!packed) throw new Error(`this page has no ${id}`);
  const rest = rests();
  const parts = [];
  for (let from = 0; from < packed.length; from += PART) {
    parts.push(bytesOf(packed.slice(from, from + PART)));
    await rest();
  }
  return new Blob(parts).stream().pipeThrough(new DecompressionStream("gzip"));
}

/** @param {string} id @returns {Promise<string>} */
export async function unpacked(id) {
  return new Response(await opened(id)).text();
}

/**
 * What is packed, line by line, with rests in which the page can be scrolled and clicked.
 * @param {string} id
 * @returns {AsyncGenerator<string, void>}
 */
export async function* lines(id) {
  const rest = rests();
  const reader = (await opened(id)).pipeThrough(new TextDecoderStream()).getReader();
  let begun = "";
  for (;;) {
    const { done, value = "" } = await reader.read();
    const [first, ...others] = value.split("\n");
    begun += first;
    for (const next of others) {
      yield begun;
      begun = next;
      await rest();
    }
    if (done) break;
  }
  if (begun) yield begun;
}

/** Milliseconds for which there is no rest. */
const SLICE = 8;

/** A function that lets the page go on, whenever it did not for a while. */
function rests() {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < SLICE) return;
    await new Promise((go) => setTimeout(go));
    last = performance.now();
  };
}

/** Run it as an inline script, which the page's policy names, and leave no trace. @param {string} id */
export async function run(id) {
  const el = document.createElement("script");
  el.textContent = await unpacked(id);
  document.head.append(el);
  el.remove();
}
