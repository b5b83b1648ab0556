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

/** @param {string} id @returns {Promise<string>} */
export async function unpacked(id) {
  const packed = document.getElementById(id)?.textContent;
  if (!packed) throw new Error(`this page has no ${id}`);
  const bytes = bytesOf(packed.trim());
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
}

/** Run it as an inline script, which the page's policy names, and leave no trace. @param {string} id */
export async function run(id) {
  const el = document.createElement("script");
  el.textContent = await unpacked(id);
  document.head.append(el);
  el.remove();
}
