/** The points in view, by participant in the order of the meeting; or those in focus. */
import { Written, arrange, fill, h, line, listen, plain, redraw, say, steadily } from "./dom.js";
import { panelHead, pointItem, pointList, wordsOf } from "./drawer.js";
import { whenSeen } from "./sight.js";
import { takeAlong } from "./taking.js";
import { NOTHING, change, grouped, joined, labelOf, pointsInView, traitsOf, viewOf } from "./selection.js";

/** @import { Context, EvidenceState, Focus, PointRecord, Selection } from "./types" */

/**
 * Points by participant, in order of first appearance.
 * @param {PointRecord[]} records
 * @returns {Map<string, PointRecord[]>}
 */
export function byParticipant(records) {
  return grouped(records, ({ participant }) => participant);
}

/**
 * The points as a table: a row is a coding, or a point without one.
 * @param {Selection} selection
 * @param {PointRecord[]} records
 * @returns {string[][]}
 */
export function csvRows(selection, records) {
  const header = [
    "point",
    "meeting",
    "participant",
    "name",
    "turn",
    "place",
    "gist",
    "words",
    "issue",
    "position",
    "voice",
    "unsure",
    "note",
  ];
  const rows = records.flatMap((r) =>
    (r.codings.length ? r.codings : [{ issue: "", position: "", voice: "" }]).map((c) => [
      r.id,
      r.meeting,
      r.participant,
      labelOf(selection, "participant", r.participant),
      r.turn,
      r.place,
      r.gist,
      r.whose,
      c.issue,
      c.position,
      c.voice,
      c.unsure ? "true" : "",
      c.why ?? "",
    ]),
  );
  return [header, ...rows];
}

/**
 * The points of one participant, folded; they are written when they are unfolded, or in a pause, so
 * that the browser's search finds them.
 * @param {string} participant
 * @param {string} name
 * @param {(record: PointRecord) => HTMLElement} item
 * @param {(n: number) => string} counted
 * @param {AbortSignal} signal
 */
function group(participant, name, item, counted, signal) {
  const n = h("span", { class: "n" });
  const list = h("ol", { class: "points" });
  const el = /** @type {HTMLDetailsElement} */ (
    h(
      "details",
      { "data-participant": participant },
      h("summary", { "data-key": participant }, h("bdi", {}, name), " ", n),
      list,
    )
  );
  /** @type {PointRecord[]} */
  let shown = [];
  const fill = whenSeen(el, () => arrange(list, shown.map(item)), signal);
  return {
    el,
    /** @param {PointRecord[]} mine */
    show(mine) {
      if (mine.length === shown.length && mine.every((record, i) => record === shown[i])) return;
      shown = mine;
      say(n, counted(mine.length));
      fill();
    },
  };
}

/** @param {Selection} selection @param {Focus} focus */
function inFocus(selection, focus) {
  return h(
    "section",
    { class: "drawer" },
    panelHead(
      selection,
      plain("release", selection.get("phrases").release, () => change(selection, { focus: NOTHING })),
    ),
    pointList(selection, focus.points),
  );
}

export default {
  /** @param {Context<EvidenceState>} context */
  async render({ model, el, signal, host }) {
    const selection = await joined({ model, el, signal, host });
    if (signal.aborted) return;
    const phrases = selection.get("phrases");
    const written = new Written();
    /** @type {Map<string, ReturnType<typeof group>>} */
    const groups = new Map();
    /** @param {PointRecord} record */
    const item = (record) =>
      written.of(record.id, record.codings.map(({ issue }) => issue).join(" "), () =>
        pointItem(wordsOf(selection), record),
      );
    /** @param {string} participant */
    const groupOf = (participant) => {
      const found =
        groups.get(participant) ??
        group(
          participant,
          labelOf(selection, "participant", participant),
          item,
          (n) => fill(phrases.point, { n }),
          signal,
        );
      groups.set(participant, found);
      return found;
    };
    const subtitle = line("subtitle", "");
    const body = h("div", { class: "people-said" });
    const nothing = h("p", {}, phrases["picked none"]);
    const inView = () => pointsInView(viewOf(selection), selection.get("records"));
    redraw(
      el,
      h("h3", {}, phrases.evidence),
      subtitle,
      body,
      takeAlong(selection, {
        name: "evidence",
        heading: () => phrases["in view"],
        rows: () => csvRows(selection, inView()),
        finds: false,
      }),
      nothing,
    );
    /** @type {boolean | undefined} Whether groups stood open when they were drawn last. */
    let open;
    const draw = () => {
      const focus = selection.get("focus");
      const records = inView();
      const few = records.length <= model.get("most");
      const what = fill(phrases.part, {
        n: records.length,
        of: fill(phrases.recorded, { n: selection.get("records").length }),
      });
      say(subtitle, `${fill(phrases.view, { what })}. ${model.get("subtitle")}`);
      const children = focus.label
        ? [written.of("focus", focus, () => inFocus(selection, focus))]
        : [...byParticipant(records)].map(([participant, mine]) => {
            const one = groupOf(participant);
            const { el: details } = one;
            if (!details.isConnected || few !== open) details.open = few;
            one.show(mine);
            return details;
          });
      open = few;
      steadily(body, () => arrange(body, children));
      nothing.hidden = records.length > 0 || Boolean(focus.label);
    };
    const later = whenSeen(el, draw, signal);
    listen(
      selection,
      ["facets", "records", "positions"],
      () => {
        written.clear();
        groups.clear();
      },
      signal,
    );
    listen(selection, [...traitsOf(selection), "focus", "facets", "records", "positions"], later, signal);
    draw();
  },
};
