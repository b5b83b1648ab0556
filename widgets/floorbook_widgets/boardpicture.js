/** The picture of a board to take along. */
import { keyOf } from "./gridpicture.js";
import { COLOURS, chip, measured, paragraph, rule, text } from "./picture.js";

/** @import { Selection } from "./types" */
/** @import { Band } from "./board.js" */
/** @import { Cell, Group, Row } from "./cells.js" */
/** @import { Body, Key, Ruler } from "./picture.js" */

/** The width of the board, of its column of names, and the most of another. */
const WIDTH = 944;
const NAMES = 130;
const MOST = 330;
const CHIP = 17;

/**
 * @param {Selection} selection
 * @param {Band[]} bands
 * @param {Group[]} columns
 * @param {Map<string, Cell[]>} own the cells of each row
 * @param {Ruler} [ruler]
 * @returns {{ key: Key[], body: Body }}
 */
export function boardPicture(selection, bands, columns, own, ruler = measured) {
  const [phrases, positions] = [selection.get("phrases"), selection.get("positions")];
  const wide = Math.min(MOST, (WIDTH - NAMES) / Math.max(1, columns.length));
  const width = NAMES + wide * columns.length;
  const room = wide - 16;
  const soft = { size: 11.5, fill: COLOURS.soft };
  /** @type {string[]} */
  const parts = [];
  /** @param {string} words @param {number} x @param {number} y */
  const head = (words, x, y) => text(words, x, y + 13, { size: 12, bold: true, fill: COLOURS.soft });
  parts.push(
    head(phrases.participant, 0, 0),
    ...columns.map(({ label }, i) => head(label, NAMES + i * wide, 0)),
  );
  parts.push(rule(0, 21, width, COLOURS.ink));
  let y = 22;

  /**
   * The issues of a cell under their positions; says how high they are.
   * @param {Cell[]} mine
   * @param {Group} column
   * @param {number} x
   * @param {number} y
   */
  const cell = (mine, column, x, y) => {
    let below = y;
    for (const word of positions) {
      const items = column.issues.flatMap((issue) => {
        const found = mine.find((one) => one.issue === issue.id && one.word === word.id);
        return found ? [{ label: issue.label, unsure: found.unsure }] : [];
      });
      if (!items.length) continue;
      parts.push(text(word.label, x, below + 11, soft));
      below += 17;
      let [left, high] = [0, 0];
      for (const { label, unsure } of items) {
        const doubt = unsure ? ruler(` ${phrases.unsure}`, 11) + 3 : 0;
        const need = CHIP + 6 + ruler(label, 13) + doubt;
        if (left && left + need > room) {
          below += high + 4;
          [left, high] = [0, 0];
        }
        const told = paragraph(label, x + left + CHIP + 6, below, room - left - CHIP - 6, ruler);
        parts.push(chip(word.look, word.letter, x + left, below, CHIP), told.svg);
        const beside = told.lines < 2 && left + need <= room;
        if (unsure)
          parts.push(
            text(
              phrases.unsure,
              beside ? x + left + need - doubt + 6 : x + left + CHIP + 6,
              below + (beside ? 13 : told.height + 11),
              { ...soft, size: 11 },
            ),
          );
        high = Math.max(high, CHIP + 1, told.height + (unsure && !beside ? 14 : 0));
        left += need + 14;
      }
      below += high + 6;
    }
    if (below > y) return below - y;
    parts.push(text(phrases.absent, x, y + 13, { ...soft, size: 12 }));
    return CHIP;
  };

  /** @param {Row} row @param {number} i */
  const rowLine = (row, i) => {
    if (i) parts.push(rule(0, y + 0.5, width));
    const top = y + 8;
    const name = paragraph(row.label, 0, top, NAMES - 12, ruler, { size: 14, bold: true });
    const note = row.note
      ? paragraph(row.note, 0, top + name.height, NAMES - 12, ruler, { ...soft, size: 11 })
      : null;
    parts.push(name.svg, note?.svg ?? "");
    const mine = own.get(row.id) ?? [];
    const highs = columns.map((column, i) => cell(mine, column, NAMES + i * wide, top));
    y = top + Math.max(name.height + (note?.height ?? 0), ...highs) + 6;
  };

  bands.forEach((band, i) => {
    if (i) {
      parts.push(head(band.label, 0, y + 14));
      y += 36;
      parts.push(rule(0, y + 0.5, width));
    }
    band.rows.forEach(rowLine);
  });
  const shown = bands.flatMap(({ rows }) => rows.flatMap(({ id }) => own.get(id) ?? []));
  const key = keyOf(phrases, shown, positions).filter(({ kind, letter }) => letter && !kind);
  return { key, body: { svg: parts.join(""), width, height: y + 4 } };
}
