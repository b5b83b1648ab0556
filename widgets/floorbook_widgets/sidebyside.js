/** Two to four participants beside each other, issue by issue, from where they disagree on. */
import { groupsOf } from "./cells.js";
import {
  LIVE,
  Written,
  arrange,
  figure,
  fill,
  h,
  line,
  listen,
  redraw,
  say,
  scroller,
  spelled,
  steadily,
} from "./dom.js";
import { badge, beside } from "./drawer.js";
import { rowsOf } from "./frame.js";
import {
  change,
  inView,
  joined,
  labelOf,
  opener,
  optionsOf,
  pickedOf,
  sayOpen,
  traitsOf,
  viewOf,
} from "./selection.js";
import { drawFirst, whenSeen } from "./sight.js";
import { takeAlong } from "./taking.js";

/** @import { Context, Option, Position, SideBySideState } from "./types" */

/** @typedef {import("./cells.js").Cell & Position} Cell a cell with all that is known of its word */
/** @typedef {{ state: string, text: string, beside: boolean }} State */
/** @typedef {State & { meeting: string, issue: Option, cells: (Cell | undefined)[] }} Line one issue of a meeting */
/**
 * `floorbook.wording.sidebyside.phrases`: texts with slots.
 * @typedef {Record<string, string> & Record<"same" | "apart" | "taken", [string, string]> & { states: string[], told: Record<string, string>, most: number }} Phrases
 */

/**
 * What stands above the table; the same choice as `floorbook.wording.sidebyside.finding`.
 * @param {string[]} names
 * @param {number} n issues on which they disagree
 * @param {number} of issues on which two or more take a side
 * @param {boolean} unsure whether one of these sides rests on a coding marked unsure
 * @param {Phrases} phrases
 */
export function headingOf(names, n, of, unsure, phrases) {
  if (names.length < 2) return phrases.nobody;
  const key = !of
    ? "no issue"
    : n && n < of
      ? "some apart"
      : `${["", "one", "two"][of] ?? "all"} ${n ? "apart" : "same"}`;
  const whole = { names: names.slice(0, -1).join(", ") + phrases.last + names.at(-1), n, of };
  const [same, apart, taken] = [phrases.same, phrases.apart, phrases.taken].map((forms) =>
    fill(forms[Number(names.length > 2)], whole),
  );
  return fill(phrases[key], { ...whole, same, apart, taken }) + (unsure ? phrases.unsure : "");
}

/**
 * What the words of the chosen on one issue have to do with each other; the same rule as
 * `floorbook.measures.side_by_side`, in the words of `floorbook.wording.sidebyside.together`.
 * @param {(Cell | undefined)[]} cells one for each of the chosen
 * @param {string[]} names
 * @param {Phrases} phrases
 * @returns {State}
 */
export function stateOf(cells, names, { states, told, only, some }) {
  const [disagree, same, noSides, one, nothing] = states;
  const recorded = cells.flatMap((cell, i) => (cell ? [names[i]] : []));
  const leaning = cells.flatMap((cell) => (cell?.lean ? [cell] : []));
  const beside = new Set(leaning.map((cell) => cell.word)).size > 1;
  if (new Set(leaning.map((cell) => cell.lean)).size > 1)
    return { state: disagree, text: told[disagree], beside: false };
  if (leaning.length > 1) {
    const text =
      leaning.length < cells.length ? fill(some, { n: leaning.length, of: cells.length }) : told[same];
    return { state: same, text, beside };
  }
  if (recorded.length > 1) return { state: noSides, text: told[noSides], beside: false };
  if (recorded.length) return { state: one, text: fill(only, { name: recorded[0] }), beside: false };
  return { state: nothing, text: told[nothing], beside: false };
}

/**
 * The participants to compare: those picked when they are two to four, else those chosen here.
 * @param {string[]} picked
 * @param {string[]} chosen
 * @param {number} most that can stand side by side
 */
export function compared(picked, chosen, most) {
  return picked.length >= 2 && picked.length <= most ? picked : chosen;
}

export default {
  /**
   * What a reader may change, with the values it can take.
   * @type {import("./types").Kept<SideBySideState>}
   */
  kept: {
    chosen: (_, selection) => [...(optionsOf(selection).get("participant")?.keys() ?? [])],
    hidden: (_, selection) => selection.get("phrases").beside.states,
  },
  /** @param {Context<SideBySideState>} context */
  async render({ model, el, signal, host }) {
    const selection = await joined({ model, el, signal, host });
    if (signal.aborted) return;
    const at = model.get("name");
    const { absent, beside: phrases } = selection.get("phrases");

    /** @param {string[]} ids */
    const choosers = (ids) => {
      const options = optionsOf(selection).get("participant") ?? new Map();
      /** @param {number} i */
      const chooser = (i) => {
        const select = /** @type {HTMLSelectElement} */ (
          h(
            "select",
            {
              "data-key": `choose ${i}`,
              "aria-label": fill(phrases[i < 2 ? "one of them" : "one or none"], { n: i + 1 }),
              onchange: () => {
                const next = ids.slice();
                if (select.value) next[i] = select.value;
                else next.splice(i, 1);
                change(model, { chosen: [...new Set(next)] });
                if (compared(pickedOf(selection, "participant"), [], phrases.most).length)
                  change(selection, { participants: [...new Set(next)] });
              },
            },
            i < 2 ? null : h("option", { value: "" }, "—"),
            [...options.values()]
              .filter((o) => o.id === ids[i] || !ids.includes(o.id))
              .map((o) => h("option", { value: o.id, selected: o.id === ids[i] || undefined }, o.label)),
          )
        );
        return select;
      };
      return Array.from({ length: Math.min(phrases.most, ids.length + 1) }, (_, i) => chooser(i));
    };

    /** @type {{ heading: string, rows: string[][] }} What can be taken along. */
    let values = { heading: phrases.title, rows: [] };
    const take = takeAlong(selection, {
      name: at,
      heading: () => values.heading,
      rows: () => values.rows,
    });

    const heading = h("h3");
    const tools = h("div", { class: "tools", ...LIVE });
    const filters = h("fieldset", { class: "filters", ...LIVE });
    const [top, body] = [h("thead"), h("tbody")];
    const frame = scroller("", "beside-table", top, body);
    const empty = h("p", {}, phrases["none left"]);
    redraw(el, figure(heading, line("subtitle", model.get("subtitle")), tools, filters, frame, empty, take));

    /** @param {Line[]} rows @param {Set<string>} hidden */
    const boxes = (rows, hidden) =>
      phrases.states
        .filter((state) => phrases.told[state])
        .map((state) => {
          const box = /** @type {HTMLInputElement} */ (
            h("input", {
              type: "checkbox",
              "data-key": `state ${state}`,
              checked: !hidden.has(state) || undefined,
              onchange: () =>
                change(model, {
                  hidden: box.checked ? [...hidden].filter((one) => one !== state) : [...hidden, state],
                }),
            })
          );
          const n = rows.filter((row) => row.state === state).length;
          const text = fill(phrases.state, { state: phrases.told[state], n });
          return h("label", { class: "filter" }, box, text);
        });

    const several = () => (optionsOf(selection).get("meeting")?.size ?? 0) > 1;

    /**
     * @param {Line} line
     * @param {string} place
     * @param {string[]} ids
     * @param {string[]} names
     */
    const write = ({ meeting, issue, cells, text, beside, state }, place, ids, names) =>
      h(
        "tr",
        { "data-issue": issue.id, "data-state": state },
        h(
          "th",
          { scope: "row" },
          issue.label,
          several() ? h("small", {}, labelOf(selection, "meeting", meeting)) : null,
        ),
        cells.map((cell, i) => {
          if (!cell) return h("td", { class: "absent", "data-label": names[i] }, h("span", {}, absent));
          const here = {
            points: cell.points,
            label: `${names[i]} · ${issue.label}`,
            at: place,
            sentence: selection.get("sentences")[`${meeting}/${ids[i]}/${issue.id}`] ?? "",
          };
          return h(
            "td",
            { "data-label": names[i] },
            opener(
              selection,
              here,
              { class: "plain word", "data-key": `${place} ${i}`, "aria-expanded": "false" },
              spelled(
                [badge(cell.tone, cell.letter, cell.unsure), `${cell.label} `, h("small", {}, cell.n)],
                `${names[i]}, ${issue.label}`,
                cell.told,
              ),
            ),
          );
        }),
        h("td", { class: "together" }, text, beside ? h("span", { class: "mine" }, phrases.strength) : null),
      );

    /** The issues in view, from where the chosen disagree on. @param {string[]} ids @param {string[]} names */
    const linesOf = (ids, names) => {
      const view = viewOf(selection);
      const wordOf = new Map(selection.get("positions").map((word) => [word.id, word]));
      const index = new Map(
        selection
          .get("cells")
          .filter(({ participant }) => ids.includes(participant))
          .map((cell) => /** @type {Cell} */ ({ ...cell, ...wordOf.get(cell.word) }))
          .map((cell) => [`${cell.meeting}\n${cell.participant}\n${cell.issue}`, cell]),
      );
      const meetings = ids.length < 2 ? [] : pickedOf(selection, "meeting");
      const issues = groupsOf(selection.get("facets")).flatMap((group) => group.issues);
      return meetings.flatMap((meeting) =>
        issues
          .filter((issue) => inView(view, { meeting, issue: issue.id }))
          .map((issue) => {
            const cells = ids.map((id) => index.get(`${meeting}\n${id}\n${issue.id}`));
            return { meeting, issue, cells, ...stateOf(cells, names, phrases) };
          })
          .sort((a, b) => phrases.states.indexOf(a.state) - phrases.states.indexOf(b.state)),
      );
    };

    const written = new Written();
    const put = rowsOf(el, signal);
    const draw = function* () {
      const ids = compared(pickedOf(selection, "participant"), model.get("chosen"), phrases.most);
      const names = ids.length < 2 ? [] : ids.map((id) => labelOf(selection, "participant", id));
      const hidden = new Set(model.get("hidden"));
      const rows = linesOf(ids, names);
      const shown = rows.filter((row) => !hidden.has(row.state));
      const taken = rows.filter((row) => row.cells.filter((cell) => cell?.lean).length > 1);
      const unsure = taken.some((row) => row.cells.some((cell) => cell?.lean && cell.unsure));
      const apart = rows.filter((row) => row.state === phrases.states[0]).length;
      values = {
        heading: headingOf(names, apart, taken.length, unsure, phrases),
        rows: [
          ["meeting", "issue", ...names, "together"],
          ...shown.map(({ meeting, issue, cells, text }) => [
            meeting,
            issue.label,
            ...cells.map((cell) => cell?.label ?? absent),
            text,
          ]),
        ],
      };
      say(heading, values.heading);
      frame.setAttribute("aria-label", values.heading);
      empty.hidden = shown.length > 0 || ids.length < 2;
      steadily(el, () => {
        tools.replaceChildren(h("span", {}, `${phrases.compare} `), ...choosers(ids));
        filters.replaceChildren(h("legend", {}, phrases.filter), ...boxes(rows, hidden));
        arrange(top, [
          written.of("head", String(ids), () =>
            h(
              "tr",
              {},
              [phrases.head[0], ...names, phrases.head[1]].map((text) => h("th", { scope: "col" }, text)),
            ),
          ),
        ]);
      });
      const focus = selection.get("focus");
      /** @param {Line} line */
      const elementsOf = (line) => {
        const place = `${at} ${line.meeting}/${line.issue.id}`;
        const row = written.of(place, String(ids), () => write(line, place, ids, names));
        return focus.at === place && focus.label
          ? [row, beside(selection, written, row, names.length + 2)]
          : [row];
      };
      yield* put([{ el: body, rows: shown, linesOf: elementsOf }], () => sayOpen(el, focus));
    };
    const later = whenSeen(el, draw, signal);
    const anew = () => {
      written.clear();
      later();
    };
    listen(selection, [...traitsOf(selection), "focus"], later, signal);
    listen(selection, ["facets", "cells", "positions"], anew, signal);
    listen(model, ["chosen", "hidden"], later, signal);
    later();
    drawFirst(el);
  },
};
