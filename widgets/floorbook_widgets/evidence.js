/** The points in view, by participant in the order of the meeting; or those in focus. */
import { saveButton } from "./csv.js";
import { count, eachFrame, fillLater, h, listen, redraw } from "./dom.js";
import { pointItem, pointList, wordsOf } from "./drawer.js";
import { MANY, NOTHING, change, joined, optionsOf, pointsInView, traitsOf, viewOf } from "./selection.js";

/** @import { Coding, Context, Model, PointRecord } from "./types" */

/** How many points may stand open at once before they are folded by participant. */
const OPEN = 25;

/**
 * Points by participant, in order of first appearance.
 * @param {PointRecord[]} records
 * @returns {Map<string, PointRecord[]>}
 */
export function byParticipant(records) {
  /** @type {Map<string, PointRecord[]>} */
  const groups = new Map();
  for (const record of records) {
    const mine = groups.get(record.participant);
    if (mine) mine.push(record);
    else groups.set(record.participant, [record]);
  }
  return groups;
}

/**
 * The points as a table: a row is a coding, or a point without one.
 * @param {Model} selection
 * @param {PointRecord[]} records
 * @returns {string[][]}
 */
export function csvRows(selection, records) {
  const names = optionsOf(selection).get("participant");
  const header = ["point", "meeting", "participant", "name", "turn", "place", "gist", "words", "issue", "position", "voice", "unsure", "note"];
  const rows = records.flatMap((r) => (r.codings.length ? r.codings : [{ issue: "", position: "", voice: "" }])
    .map((/** @type {Coding} */ c) => [r.id, r.meeting, r.participant, names?.get(r.participant)?.label ?? "", r.turn, r.place,
      r.gist, r.whose, c.issue, c.position, c.voice, c.unsure ? "true" : "", c.why ?? ""]));
  return [header, ...rows];
}

export default {
  /** @param {Context} context */
  async render({ model, el, signal, host }) {
    const selection = await joined({ model, el, signal, host });
    if (signal.aborted) return;
    /** Points that were written before, by what is shown of them. @type {Map<string, HTMLElement>} */
    const written = new Map();
    const draw = () => {
      const words = wordsOf(selection);
      /** @param {PointRecord} record */
      const item = (record) => {
        const key = [record.id, ...record.codings.map(({ issue }) => issue)].join(" ");
        const found = written.get(key) ?? pointItem(words, record);
        written.set(key, found);
        return found;
      };
      const focus = selection.get("focus");
      const all = selection.get("records");
      const records = pointsInView(viewOf(selection), all);
      const labels = optionsOf(selection).get("participant");
      const groups = byParticipant(records);
      redraw(el,
        h("h3", {}, "Evidence"),
        h("p", { class: "subtitle" }, `In view: ${records.length} of ${count(all.length, "recorded point")}. `, model.get("subtitle")),
        focus.label ? h("section", { class: "drawer" },
          h("header", {}, h("h4", {}, focus.label), h("span", { class: "n" }, count(focus.points.length, "recorded point")),
            h("button", { type: "button", class: "plain", "data-key": "release", onclick: () => change(selection, { focus: NOTHING }) }, "Show all in view")),
          pointList(selection, focus.points)) : null,
        ...(focus.label ? [] : [...groups].map(([participant, mine]) => {
          const list = h("ol", { class: "points" });
          const fill = () => list.replaceChildren(...mine.map(item));
          const group = /** @type {HTMLDetailsElement} */ (h("details", { open: records.length <= OPEN || undefined, "data-participant": participant },
            h("summary", { "data-key": participant }, h("bdi", {}, labels?.get(participant)?.label ?? participant), " ", h("span", { class: "n" }, count(mine.length, "point"))),
            list));
          if (records.length <= MANY) fill();
          else fillLater(group, fill, signal);
          return group;
        })),
        h("div", { class: "tools" }, saveButton("Evidence in view", () => csvRows(selection, records))),
        !records.length && !focus.label ? h("p", {}, "Nothing is recorded for what is picked. That is not a position.") : null);
    };
    listen(selection, ["facets", "records", "positions"], () => written.clear(), signal);
    listen(selection, [...traitsOf(selection), "focus", "records"], eachFrame(draw, signal), signal);
    draw();
  },
};
