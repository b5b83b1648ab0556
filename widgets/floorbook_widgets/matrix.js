/** Rows that can be picked against columns in groups; each cell a word, a letter and a count. */
import { saveButton } from "./csv.js";
import { count, eachFrame, h, listen, redraw, spelled } from "./dom.js";
import { chip, drawer } from "./drawer.js";
import { change, inView, joined, opener, optionsOf, traitsOf, viewOf } from "./selection.js";

/** @import { Context, Mark, Model } from "./types" */
/** @import { Lens } from "./selection.js" */

/**
 * @typedef {{ word: string, label: string, letter: string, tone: string, lean: string }} Word
 * @typedef {{ meeting: string, participant: string, issue: string, word: string, n: number, told: string, unsure: boolean, points: string[] }} Cell
 * @typedef {{ id: string, participant: string, meeting: string, label: string, note: string, order: number, group: string }} Row
 * @typedef {{ id: string, label: string, issues: { id: string, label: string, claim: string }[] }} Group
 */

/**
 * The row that a cell stands in.
 * @param {Cell} cell
 */
export function rowOf(cell) {
  return `${cell.meeting}/${cell.participant}`;
}

/**
 * What is said of an empty cell; the same words as `floorbook.wording.cell_sentences`.
 * @param {string[]} gap before, between and after the names
 * @param {string} participant
 * @param {string} issue
 */
export function gapSentence([before, between, after], participant, issue) {
  return `${before}${participant}${between}${issue}${after}`;
}

/** Steps of the arrow keys, in rows and columns. @type {Record<string, [number, number]>} */
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/**
 * Move the focus from cell to cell by arrow keys: Tab goes on to what is recorded, arrows to every cell.
 * @param {KeyboardEvent} event
 */
function walk(event) {
  const step = STEPS[event.key];
  const from = event.target instanceof Element && event.target.matches("tbody td > button") ? event.target.closest("td") : null;
  if (!step || !from) return;
  const tr = /** @type {HTMLTableRowElement} */ (from.parentElement);
  const lines = [...(tr.parentElement?.children ?? [])].filter((line) => !line.classList.contains("beside"));
  const line = /** @type {HTMLTableRowElement | undefined} */ (lines[lines.indexOf(tr) + step[0]]);
  const to = line?.cells[from.cellIndex + step[1]]?.querySelector("button");
  if (!to) return;
  event.preventDefault();
  to.focus();
}

/** The orders that rows can take. */
export const ORDERS = { order: "order of speaking", label: "name", group: "group", breadth: "issues taken up" };

/**
 * Rows in view in the order asked for; a column's id orders by the word on it, strongest first and
 * what is not recorded last. Ties keep the order of speaking.
 * @param {Row[]} rows
 * @param {Cell[]} cells
 * @param {string} by a key of ORDERS or a column's id
 * @param {Word[]} words from the top of the scale down
 */
export function sorted(rows, cells, by, words) {
  /** @type {(row: Row) => string | number} */
  let key;
  if (by === "order") key = (row) => row.order;
  else if (by === "label" || by === "group") key = (row) => row[by];
  else if (by === "breadth") key = (row) => -cells.filter((c) => rowOf(c) === row.id).length;
  else {
    const scale = words.map(({ word }) => word);
    const ranks = new Map(cells.filter((c) => c.issue === by).map((c) => [rowOf(c), scale.indexOf(c.word)]));
    key = (row) => ranks.get(row.id) ?? Infinity;
  }
  /** @param {string | number} a @param {string | number} b */
  const compare = (a, b) => (typeof a === "string" ? a.localeCompare(String(b), "en") : a === b ? 0 : a < Number(b) ? -1 : 1);
  return [...rows].sort((a, b) => compare(key(a), key(b)) || a.order - b.order);
}

/**
 * Counts of cells by word, from the top of the scale down.
 * @param {Cell[]} cells
 * @param {Word[]} words
 * @returns {(Word & { n: number })[]}
 */
export function tally(cells, words) {
  return words.map((word) => ({ ...word, n: cells.filter((c) => c.word === word.word).length })).filter(({ n }) => n);
}

/**
 * @param {Model} model
 * @param {Model} selection
 * @param {string} at
 */
function table(model, selection, at) {
  const view = viewOf(selection);
  /** @type {Row[]} */
  const rows = model.get("rows").filter((/** @type {Row} */ row) => inView(view, { participant: row.participant, meeting: row.meeting }));
  const present = new Set(rows.map((row) => row.id));
  /** @type {Cell[]} */
  const cells = model.get("cells").filter((/** @type {Cell} */ cell) => present.has(rowOf(cell)) && inView(view, cell));
  const index = new Map(cells.map((cell) => [`${rowOf(cell)}\n${cell.issue}`, cell]));
  /** @type {Group[]} */
  const groups = model.get("groups")
    .map((/** @type {Group} */ group) => ({ ...group, issues: group.issues.filter((issue) => inView(view, { issue: issue.id })) }))
    .filter((/** @type {Group} */ group) => group.issues.length);
  const folded = new Set(model.get("folded"));
  /** @type {Word[]} */
  const words = model.get("words");
  const wordOf = new Map(words.map((word) => [word.word, word]));
  const order = model.get("order");
  const contested = model.get("contested");
  const focus = selection.get("focus");

  /** @param {Group} group */
  const inGroup = (group) => {
    const issues = new Set(group.issues.map(({ id }) => id));
    return cells.filter((c) => issues.has(c.issue));
  };
  /** @param {string} id */
  const fold = (id) => change(model, { folded: folded.has(id) ? [...folded].filter((f) => f !== id) : [...folded, id] });
  /** @param {string} by */
  const sort = (by) => change(model, { order: order === by ? "order" : by });

  const head = h("thead", {},
    h("tr", {}, h("th", { rowspan: 2, class: "corner", scope: "col" }, "Participant"), groups.map((group) =>
      h("th", { scope: "colgroup", colspan: folded.has(group.id) ? 1 : group.issues.length, class: "dimension" },
        h("button", { type: "button", class: "plain", "data-key": `fold ${group.id}`, "data-fold": group.id, "aria-expanded": String(!folded.has(group.id)), onclick: () => fold(group.id) },
          h("span", { class: "name" }, `${folded.has(group.id) ? "▸" : "▾"} ${group.label}`))))),
    h("tr", {}, groups.map((group) => folded.has(group.id)
      ? h("th", { scope: "col", class: "issue folded" }, h("span", {}, `of ${count(group.issues.length, "issue")}`))
      : group.issues.map((issue, i) => h("th", { scope: "col", class: i ? "issue" : "issue first", title: issue.claim, "aria-sort": order === issue.id ? "descending" : undefined },
        h("button", { type: "button", class: "plain", "data-key": `sort ${issue.id}`, "data-sort": issue.id, onclick: () => sort(issue.id) }, issue.label, order === issue.id ? " ▾" : ""))))));

  const width = 1 + groups.reduce((n, group) => n + (folded.has(group.id) ? 1 : group.issues.length), 0);
  const body = h("tbody", {}, sorted(rows, cells, order, words).flatMap((row) => {
    const label = `${row.label}${row.note ? `, ${row.note}` : ""}`;
    const tr = h("tr", { "data-participant": row.participant, "data-meeting": row.meeting },
      h("th", { scope: "row" }, h("bdi", { class: "name" }, row.label), row.note ? h("small", {}, row.note) : null),
      groups.map((group) => folded.has(group.id)
        ? foldedCell(group, inGroup(group).filter((c) => rowOf(c) === row.id), label)
        : group.issues.map((issue, i) => cell(index.get(`${row.id}\n${issue.id}`), `${label} · ${issue.label}`, issue.id, row.id, i === 0))));
    return focus.at === `${at} ${row.id}`
      ? [tr, h("tr", { class: "beside" }, h("td", { colspan: width }, drawer(selection, focus.at, () => {
        /** @type {HTMLElement | null} */ (tr.querySelector('[aria-expanded="true"]'))?.focus();
      })))]
      : [tr];
  }));

  /** @param {Cell | undefined} found @param {string} label @param {string} issue @param {string} row @param {boolean} first */
  function cell(found, label, issue, row, first) {
    const other = contested[`${row}/${issue}`];
    const otherwise = other ? `; second coder: ${other}` : "";
    const kind = `${first ? "first " : ""}${other ? "contested " : ""}`;
    if (!found) return gap(`not recorded${otherwise}`, label, issue, row, `${kind}absent`);
    const word = /** @type {Word} */ (wordOf.get(found.word));
    const words = `${found.told}${otherwise}`;
    const here = { points: found.points, label, at: `${at} ${rowOf(found)}`, sentence: model.get("sentences")[`${rowOf(found)}/${found.issue}`] ?? "" };
    return h("td", { class: `${kind}cell`, "data-issue": issue },
      opener(selection, here, {
        class: found.unsure ? "mark unsure" : "mark", "data-tone": word.tone, "data-key": `${rowOf(found)} ${issue}`, title: `${label}: ${words}`,
        "aria-expanded": String(focus.at === here.at && focus.label === label),
      }, spelled([word.letter, h("sup", {}, found.n)], label, words)));
  }

  /** An empty cell: what can be said of it stands one click, or some arrow keys, away. @param {string} words @param {string} label @param {string} issue @param {string} id @param {string} kind */
  function gap(words, label, issue, id, kind) {
    const row = /** @type {Row} */ (rows.find((one) => one.id === id));
    const title = groups.flatMap((group) => group.issues).find((one) => one.id === issue)?.label ?? issue;
    const here = { points: [], label, at: `${at} ${id}`, sentence: gapSentence(model.get("gaps")[row.meeting], row.label, title) };
    return h("td", { class: kind, "data-issue": issue }, opener(selection, here, {
      class: "gap", tabindex: -1, "data-key": `${id} ${issue}`, title: `${label}: ${words}`,
      "aria-expanded": String(focus.at === here.at && focus.label === label),
    }, spelled([], label, words)));
  }

  /** @param {Group} group @param {Cell[]} mine @param {string} label */
  function foldedCell(group, mine, label) {
    if (!mine.length) return h("td", { class: "absent first", "data-dimension": group.id, title: `${label} · ${group.label}: not recorded` }, h("span", { class: "sr" }, "not recorded"));
    const points = [...new Set(mine.flatMap((c) => c.points))];
    const text = `${label} · ${group.label}`;
    const here = { points, label: text, at: `${at} ${rowOf(mine[0])}` };
    const counts = tally(mine, words);
    return h("td", { class: "fold first", "data-dimension": group.id },
      opener(selection, here, {
        class: "plain", "data-key": `${rowOf(mine[0])} ${group.id}`,
        "aria-expanded": String(focus.at === here.at && focus.label === text),
      }, spelled([h("b", {}, `${mine.length}/${group.issues.length}`), " ", counts.map((c) => [chip(c.tone, c.letter), h("small", {}, c.n)])],
        text, `${mine.length} of ${count(group.issues.length, "issue")} taken up; ${counts.map((c) => `${c.label} ${c.n}`).join(", ")}`)));
  }

  /** How many are recorded, and the points behind that. @param {Cell[]} mine @param {string} label @param {string} first */
  const total = (mine, label, first) => {
    const n = new Set(mine.map(rowOf)).size;
    const here = { points: [...new Set(mine.flatMap((c) => c.points))], label: `${label}: ${n} of ${rows.length} recorded`, at: `${at} total`, sentence: "" };
    return h("td", { class: first }, n ? opener(selection, here, {
      class: "plain", "data-key": `total ${label}`, "aria-label": `${here.label}, ${count(here.points.length, "point")}`,
      "aria-expanded": String(focus.at === here.at && focus.label === here.label),
    }, n) : n);
  };
  const foot = h("tfoot", {}, h("tr", {}, h("th", { scope: "row" }, `recorded, of ${rows.length} shown`), groups.map((group) => folded.has(group.id)
    ? total(inGroup(group), group.label, "first")
    : group.issues.map((issue, i) => total(cells.filter((c) => c.issue === issue.id), issue.label, i ? "" : "first")))),
  focus.at === `${at} total` ? h("tr", { class: "beside" }, h("td", { colspan: width }, drawer(selection, focus.at, () => {
    /** @type {HTMLElement | null} */ (foot.querySelector('[aria-expanded="true"]'))?.focus();
  }))) : null);
  return { rows, cells, el: h("div", { class: "scroll", tabindex: 0, role: "group", "aria-label": model.get("heading") }, h("table", { class: "matrix" }, head, body, foot)) };
}

/**
 * The cells in view as a table, in the order of the rows; what is not recorded has no row.
 * @param {Row[]} rows
 * @param {Cell[]} cells
 */
export function csvRows(rows, cells) {
  const header = ["meeting", "participant", "name", "issue", "word", "n", "points"];
  return [header, ...rows.flatMap((row) => cells.filter((c) => rowOf(c) === row.id)
    .map((c) => [c.meeting, c.participant, row.label, c.issue, c.word, c.points.length, c.points.join(" ")]))];
}

/** @param {Word[]} words @param {boolean} doubted @param {boolean} contested */
function key(words, doubted, contested) {
  return h("ul", { class: "legend", "aria-label": "Key" },
    words.map(({ tone, letter, label }) => h("li", {}, chip(tone, letter), ` ${label}`)),
    h("li", {}, h("span", { class: "chip absent", "aria-hidden": "true" }), " not recorded"),
    doubted ? h("li", {}, h("span", { class: "chip unsure", "aria-hidden": "true" }), " rests on a coding marked unsure") : null,
    contested ? h("li", {}, h("span", { class: "chip contested", "aria-hidden": "true" }), " another word under the second coder") : null);
}

export default {
  /** What a reader may change, with the values it can take. @type {import("./types").Kept} */
  kept: {
    folded: (model) => model.get("groups").map((/** @type {Group} */ group) => group.id),
    order: (model) => [...Object.keys(ORDERS), ...model.get("groups").flatMap((/** @type {Group} */ group) => group.issues.map(({ id }) => id))],
  },
  /** @param {Context} context */
  async render({ model, el, signal, host }) {
    const selection = await joined({ model, el, signal, host });
    if (signal.aborted) return;
    const at = model.get("name");
    const draw = () => {
      const { rows, cells, el: grid } = table(model, selection, at);
      const total = model.get("rows").length;
      const select = /** @type {HTMLSelectElement} */ (h("select", { "data-key": "order", onchange: () => change(model, { order: select.value }) },
        Object.entries(ORDERS).map(([id, label]) => h("option", { value: id, selected: model.get("order") === id || undefined }, label)),
        Object.hasOwn(ORDERS, model.get("order")) ? null
          : h("option", { value: model.get("order"), selected: true }, `position on ${optionsOf(selection).get("issue")?.get(model.get("order"))?.label ?? ""}`)));
      redraw(el, h("figure", { class: "wide" },
        h("figcaption", {}, h("h3", {}, rows.length < total ? h("span", { class: "shown" }, `shown: ${rows.length} of ${total}`) : null, model.get("heading")),
          h("p", { class: "subtitle" }, model.get("subtitle"))),
        h("div", { class: "tools" }, h("label", {}, "Order rows by ", select), key(model.get("words"), model.get("cells").some((/** @type {Cell} */ cell) => cell.unsure), Object.keys(model.get("contested")).length > 0)),
        grid,
        h("div", { class: "tools" }, saveButton("Matrix", () => csvRows(rows, cells)))));
    };
    el.addEventListener("keydown", walk, { signal });
    const later = eachFrame(draw, signal);
    listen(selection, [...traitsOf(selection), "focus", "facets"], later, signal);
    listen(model, ["cells", "rows", "groups", "words", "folded", "order"], later, signal);
    draw();
  },
};
