/** The points in view, by participant in the order of the meeting; or those in focus. */
import {
  LIVE,
  Written,
  arrange,
  fill,
  h,
  line,
  listen,
  plain,
  redraw,
  say,
  searchField,
  steadily,
  unprinted,
} from "./dom.js";
import { LONGEST } from "./address.js";
import { panelHead, pointItem, pointList, wordsOf } from "./drawer.js";
import { whenSeen } from "./sight.js";
import { takeAlong } from "./taking.js";
import { indexed, wordsIn } from "./words.js";
import { NOTHING, change, grouped, joined, labelOf, pointsInView, traitsOf, viewOf } from "./selection.js";

/** @import { Annexes, Context, Focus, PartedEvidence, Phrases, PointRecord, Selection } from "./types" */

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

/**
 * Links to the pages beside this one that have points, and of each how many: of those in view.
 * @param {Annexes} annexes
 * @param {PointRecord[]} records what is in view
 * @param {Phrases} phrases
 */
function leading({ told, pages }, records, phrases) {
  const found = grouped(records, ({ meeting }) => meeting);
  const links = pages.flatMap(({ meeting, href, label, n }) => {
    const all = fill(phrases.point, { n });
    const mine = found.get(meeting)?.length ?? 0;
    const part = mine < n ? fill(phrases.part, { n: mine, of: all }) : all;
    return mine
      ? [h("li", {}, h("a", { href }, h("bdi", {}, label)), " ", h("span", { class: "n" }, part))]
      : [];
  });
  return h("div", { class: "annexes" }, h("p", {}, told), h("ul", {}, links));
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

/**
 * A function that gives what is shown of a point, as one text.
 * @param {ReturnType<typeof wordsOf>} words
 * @returns {(record: PointRecord) => string}
 */
function textOf({ options, positions, phrases }) {
  /** @param {string} facet @param {string} id */
  const label = (facet, id) => options.get(facet)?.get(id)?.label ?? id;
  return ({ participant, turn, place, gist, passage, codings }) =>
    [
      ...[label("participant", participant), turn, place, gist, passage],
      ...codings.flatMap(({ issue, position, voice, unsure, why }) => [
        ...[label("issue", issue), positions.get(position)?.label ?? position],
        ...[voice === "own" ? "" : voice, unsure ? phrases.unsure : "", why],
      ]),
    ].join(" ");
}

/** Nothing that is looked for. */
const UNSOUGHT = { words: "", records: /** @type {Set<PointRecord>} */ (new Set()) };

/**
 * A field for words, and how many points have them.
 * @param {import("./types").Model<PartedEvidence>} model
 * @param {Selection} selection
 * @param {() => void} later shows what is found
 * @param {AbortSignal} signal
 */
function search(model, selection, later, signal) {
  const phrases = selection.get("phrases");
  const label = phrases["search words"];
  const field = searchField(label, label, (words) => change(model, { words }), { maxlength: LONGEST });
  const tools = h("div", { class: "tools", ...LIVE }, field);
  const status = h("p", { class: "subtitle", role: "status", ...LIVE });
  /** @type {Promise<import("./words.js").Index<PointRecord>> | undefined} made once for all that is typed */
  let index;
  /** What was looked for last, and the points that have it. */
  let found = UNSOUGHT;
  const look = async () => {
    const words = model.get("words");
    if (wordsIn(words).length) {
      index ??= indexed(selection.get("records"), textOf(wordsOf(selection)));
      const asked = index;
      const all = await asked;
      // Meanwhile something else may be looked for, or in other records.
      if (asked !== index || words !== model.get("words")) return;
      found = { words: words.trim(), records: all.find(words) };
    } else found = UNSOUGHT;
    later();
  };
  const anew = () => {
    index = undefined;
    found = UNSOUGHT;
    look();
  };
  listen(model, ["words"], look, signal);
  listen(selection, ["records", "facets", "positions"], anew, signal);
  if (model.get("words")) look();
  return {
    parts: [tools, status],
    typed: () => found.words,
    /** @param {PointRecord[]} records */
    having: (records) => (found.words ? records.filter((record) => found.records.has(record)) : records),
    /** @param {number} n @param {boolean} hidden where there is nothing to search */
    show(n, hidden) {
      if (field.value !== model.get("words")) field.value = model.get("words");
      tools.hidden = status.hidden = hidden;
      say(status, found.words && fill(phrases["with words"], { n, words: found.words }));
    },
  };
}

/** Of what was searched for, so many times as many points stand open at once as of the rest. */
const SOUGHT = 4;

/** Where the evidence stands in pages beside this one, more points than these are not listed here. */
const LISTED = 600;

export default {
  /** What a reader may change: any text. @type {import("./types").Kept<PartedEvidence>} */
  kept: { words: null },
  /** @param {Context<PartedEvidence>} context */
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
    /** @param {number} n */
    const counted = (n) => fill(phrases.point, { n });
    /** @param {string} participant */
    const groupOf = (participant) => {
      const found =
        groups.get(participant) ??
        group(participant, labelOf(selection, "participant", participant), item, counted, signal);
      groups.set(participant, found);
      return found;
    };
    const subtitle = line("subtitle", "");
    const body = h("div", { class: "people-said" });
    const nothing = h("p", {}, phrases["picked none"]);
    const { parts, typed, having, show } = search(model, selection, () => later(), signal);
    const inView = () => pointsInView(viewOf(selection), selection.get("records"));
    redraw(
      el,
      h("h3", {}, phrases.evidence),
      subtitle,
      parts,
      body,
      nothing,
      unprinted(phrases),
      takeAlong(selection, {
        name: "evidence",
        heading: () => (typed() ? fill(phrases["in view with"], { words: typed() }) : phrases["in view"]),
        rows: () => csvRows(selection, having(inView())),
        finds: false,
      }),
    );
    /** @type {boolean | undefined} Whether groups stood open when they were drawn last. */
    let open;
    /** @type {string[]} Whose group the reader had unfolded before they all stood open. */
    let unfolded = [];
    const draw = () => {
      const focus = selection.get("focus");
      const all = inView();
      const what = fill(phrases.part, {
        n: all.length,
        of: fill(phrases.recorded, { n: selection.get("records").length }),
      });
      say(subtitle, `${fill(phrases.view, { what })}. ${model.get("subtitle")}`);
      const records = having(all);
      show(records.length, Boolean(focus.label) || !all.length);
      const few = records.length <= model.get("most") * (typed() ? SOUGHT : 1);
      if (few && !open) unfolded = [...groups].flatMap(([who, one]) => (one.el.open ? [who] : []));
      const annexes = records.length > LISTED ? model.get("annexes") : undefined;
      const children = focus.label
        ? [written.of("focus", focus, () => inFocus(selection, focus))]
        : annexes
          ? [leading(annexes, records, phrases)]
          : [...byParticipant(records)].map(([participant, mine]) => {
              const one = groupOf(participant);
              const { el: details } = one;
              if (!details.isConnected || few !== open) details.open = few || unfolded.includes(participant);
              one.show(mine);
              return details;
            });
      open = few;
      steadily(body, () => arrange(body, children));
      nothing.hidden = all.length > 0 || Boolean(focus.label);
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
