/** The picture of a matrix to take along. */
import { rowOf, tally } from "./cells.js";
import { fill } from "./dom.js";
import { ABSENT, COLOURS, chip, measured, paragraph, rule, tag, text, wrapped } from "./picture.js";
import { grouped } from "./selection.js";

/** @import { MatrixState, Model, Phrases, Selection } from "./types" */
/** @import { Cell, Group, Row } from "./cells.js" */
/** @import { Sheet } from "./grid.js" */
/** @import { Body, Key, Ruler } from "./picture.js" */

/** A cell with the gap after it, and the gap between groups of columns. */
const STEP = 31;
const CELL = 29;
const GAP = 12;
const NAMES = 190;

/**
 * @typedef {Group & { folded: boolean, x: number, width: number }} Placed a group of columns
 */

/**
 * Groups of columns side by side, each as wide as its columns and its name need.
 * @param {Group[]} groups
 * @param {string[]} folded
 * @param {number} x
 * @param {(group: Group, folded: boolean) => number} need
 * @returns {Placed[]}
 */
export function placed(groups, folded, x, need) {
  let left = x;
  return groups.map((group) => {
    const shut = folded.includes(group.id);
    const width = Math.max(shut ? 0 : group.issues.length * STEP, need(group, shut));
    const at = left;
    left += width + GAP;
    return { ...group, folded: shut, x: at, width };
  });
}

/**
 * Slim heads that stand upright: lines of a label, at most two, and the height that they need.
 * @param {string[]} labels
 * @param {Ruler} ruler
 */
export function upright(labels, ruler) {
  /** @param {string} label @param {number} width */
  const lines = (label, width) => wrapped(label, width, (one) => ruler(one, 12));
  let height = 90;
  while (height < 400 && labels.some((label) => lines(label, height).length > 2)) height += 10;
  return { height, lines: new Map(labels.map((label) => [label, lines(label, height)])) };
}

/**
 * @param {Model<MatrixState>} model
 * @param {Selection} selection
 * @param {Sheet} sheet what is in view, its rows in order
 * @param {Ruler} [ruler]
 * @returns {{ key: Key[], body: Body }}
 */
export function gridPicture(model, selection, { rows, cells, groups }, ruler = measured) {
  const phrases = selection.get("phrases");
  const positions = selection.get("positions");
  const contested = model.get("contested");
  const looks = new Map(positions.map((word) => [word.id, word]));
  const own = grouped(cells, rowOf);
  /** @param {Group} group @param {Cell[]} mine */
  const within = (group, mine) => mine.filter(({ issue }) => group.issues.some(({ id }) => id === issue));
  /** @param {Group} group */
  const size = (group) => fill(phrases.of, { what: fill(phrases.issue, { n: group.issues.length }) });
  const foot = fill(phrases.foot, { of: rows.length });
  const names = Math.max(
    ...rows.map(({ label, note }) => Math.min(NAMES, Math.max(ruler(label, 13, true), ruler(note, 11)))),
    Math.min(NAMES, ruler(foot, 12)),
  );
  const heads = upright(
    groups
      .filter(({ id }) => !model.get("folded").includes(id))
      .flatMap(({ issues }) => issues.map(({ label }) => label)),
    ruler,
  );
  const columns = placed(groups, model.get("folded"), names + 14, (group, folded) =>
    Math.max(
      ruler(group.label, 13, true),
      folded ? 40 + 38 * tally(within(group, cells), positions).length : 0,
    ),
  );
  /** @type {string[]} */
  const parts = [];
  const top = 24 + heads.height + 8;
  for (const group of columns) {
    parts.push(text(group.label, group.x, 14, { bold: true }), rule(group.x, 20.5, group.width, COLOURS.ink));
    if (group.folded) parts.push(text(size(group), group.x, top - 6, { size: 12, fill: COLOURS.soft }));
    else
      group.issues.forEach(({ label }, i) => {
        const lines = heads.lines.get(label) ?? [];
        const middle = group.x + i * STEP + CELL / 2;
        lines.forEach((line, k) => {
          const x = middle + 4 + (k - (lines.length - 1) / 2) * 13;
          parts.push(text(line, x, top - 4, { size: 12, turn: -90 }));
        });
      });
  }
  let y = top;
  let band = "";
  for (const row of rows) {
    if (row.band !== band) {
      band = row.band;
      parts.push(text(band, 0, y + 24, { size: 12, fill: COLOURS.soft }));
      y += STEP;
    }
    const name = paragraph(row.label, 0, y, NAMES, ruler, { bold: true });
    const note = row.note
      ? paragraph(row.note, 0, y + name.height, NAMES, ruler, { size: 11, fill: COLOURS.soft })
      : null;
    const high = name.height + (note?.height ?? 0);
    const height = Math.max(STEP, high + 4);
    parts.push(tag("g", { transform: `translate(0 ${(height - 2 - high) / 2})` }, name.svg, note?.svg ?? ""));
    const mine = own.get(row.id) ?? [];
    for (const group of columns)
      parts.push(
        group.folded
          ? fewer(group, within(group, mine), y)
          : group.issues.map(({ id }, i) => cell(row, id, mine, group.x + i * STEP, y)).join(""),
      );
    y += height;
  }
  /** @param {Row} row @param {string} issue @param {Cell[]} mine @param {number} x @param {number} y */
  function cell(row, issue, mine, x, y) {
    const found = mine.find((one) => one.issue === issue);
    const other = contested[`${row.id}/${issue}`]
      ? chip({ ...ABSENT, fill: "none", outline: "none" }, "", x, y, CELL, "contested")
      : "";
    const word = found && looks.get(found.word);
    if (!word) return chip(ABSENT, "", x, y, CELL) + other;
    return (
      chip(word.look, word.letter, x, y, CELL, found.unsure ? "unsure" : undefined, String(found.n)) + other
    );
  }
  /** @param {Placed} group @param {Cell[]} mine @param {number} y */
  function fewer(group, mine, y) {
    if (!mine.length) return text(phrases.absent, group.x, y + 19, { size: 12, fill: COLOURS.soft });
    return [
      text(`${mine.length}/${group.issues.length}`, group.x, y + 19, { bold: true }),
      ...tally(mine, positions).map(
        ({ look, letter, n }, i) =>
          chip(look, letter, group.x + 40 + i * 38, y + 5, 19) +
          text(String(n), group.x + 62 + i * 38, y + 19, { size: 12, fill: COLOURS.soft }),
      ),
    ].join("");
  }
  parts.push(text(foot, 0, y + 16, { size: 12, fill: COLOURS.soft }));
  const taken = grouped(cells, ({ issue }) => issue);
  for (const group of columns) {
    if (group.folded) {
      const n = new Set(within(group, cells).map(rowOf)).size;
      parts.push(text(String(n), group.x, y + 16, { size: 12, fill: COLOURS.soft }));
    } else
      group.issues.forEach(({ id }, i) => {
        const n = new Set((taken.get(id) ?? []).map(rowOf)).size;
        const pen = { size: 12, fill: COLOURS.soft, anchor: "middle" };
        parts.push(text(String(n), group.x + i * STEP + CELL / 2, y + 16, pen));
      });
  }
  const end = columns.at(-1);
  return {
    key: keyOf(
      phrases,
      cells,
      positions,
      rows.some((row) => groups.some(({ issues }) => issues.some(({ id }) => contested[`${row.id}/${id}`]))),
    ),
    body: { svg: parts.join(""), width: end ? end.x + end.width : names, height: y + 22 },
  };
}

/**
 * What stands in cells: the positions that occur, not recorded, and doubt where there is any.
 * @param {Phrases} phrases
 * @param {Cell[]} cells
 * @param {import("./types").Position[]} positions
 * @param {boolean} [contested]
 * @returns {Key[]}
 */
export function keyOf(phrases, cells, positions, contested = false) {
  const plain = { ...ABSENT, symbol: "", outline: COLOURS.rule };
  return [
    ...tally(cells, positions).map(({ look, letter, label }) => ({ look, letter, label })),
    { look: ABSENT, letter: "", label: phrases.absent },
    ...(cells.some(({ unsure }) => unsure)
      ? [{ look: plain, letter: "", label: phrases.doubted, kind: /** @type {const} */ ("unsure") }]
      : []),
    ...(contested
      ? [{ look: plain, letter: "", label: phrases.contested, kind: /** @type {const} */ ("contested") }]
      : []),
  ];
}
