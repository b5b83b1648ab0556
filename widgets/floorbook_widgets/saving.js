/** What a reader saves: files, and their names. */
import { h } from "./dom.js";
import { labelOf, viewOf } from "./selection.js";
import { bare } from "./words.js";

/** @import { Selection } from "./types" */
/** @import { Lens } from "./selection.js" */

/**
 * A part of a file's name: the words of a text in plain ASCII, as many whole ones as there is room
 * for. Nothing else stays: no mark that leads elsewhere, ends a name or turns it around.
 * @param {string} text
 * @param {number} most characters
 */
export function slug(text, most) {
  const words = bare(text)
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  if (words.length <= most) return words;
  const cut = words.slice(0, most);
  return words[most] === "-" ? cut : cut.replace(/-[^-]*$/, "");
}

/**
 * What is picked, as far as it is not everything: a few by their names, others counted. Of a facet
 * within another that is not all picked, the other says enough.
 * @param {Lens[]} view
 */
export function pickOf(view) {
  return view
    .filter(({ full, facet }) => !full && !view.some((one) => one.facet.trait === facet.parent && !one.full))
    .map(({ facet, picked }) =>
      picked.size && picked.size <= 2
        ? facet.options
            .filter(({ id }) => picked.has(id))
            .map(({ id, label }) => slug(label, 20) || slug(id, 20))
            .join("-")
        : `${picked.size}-${facet.trait}`,
    )
    .join("-");
}

/** The report that an exported page is; "" in a notebook. */
export function report() {
  const meta = document.querySelector("meta[name=floorbook-report]");
  return (meta?.getAttribute("content") ?? "").trim().replace(/\s+/g, " ");
}

/**
 * A name for a file: the meeting, the report, what it is of, and what is picked.
 * @param {Selection} selection
 * @param {string[]} meetings
 * @param {string} what
 * @param {string} extension
 */
export function fileName(selection, meetings, what, extension) {
  // A page's title names the report and then its meetings.
  const title = report() ? document.title.replace(report(), "") : "";
  const meeting = meetings.length === 1 ? labelOf(selection, "meeting", meetings[0]) : title;
  const rest = what.replace(`${meeting}: `, "");
  const parts = [slug(meeting, 48), slug(report(), 34), slug(rest, 34), pickOf(viewOf(selection))];
  return `${parts.filter(Boolean).join("-")}.${extension}`;
}

/**
 * Give a text or a picture to the reader as a file.
 * @param {string} name
 * @param {string | Blob} content
 * @param {string} type
 */
export function download(name, content, type) {
  const url = URL.createObjectURL(new Blob([content], { type }));
  h("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}
