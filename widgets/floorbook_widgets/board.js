/** Participants in rows, dimensions in columns; in each cell the issues that are spoken on, in words. */
import { boardPicture } from "./boardpicture.js";
import { csvRows, rowOf } from "./cells.js";
import { Written, arrange, entitle, figure, h, line, listen, redraw, steadily } from "./dom.js";
import { beside, chip } from "./drawer.js";
import { rowsOf } from "./frame.js";
import { grouped, inView, joined, opener, sayOpen, traitsOf, viewOf } from "./selection.js";
import { drawFirst, whenSeen } from "./sight.js";
import { takeAlong } from "./taking.js";

/** @import { BoardState, Context, Model, Position, Selection } from "./types" */
/** @import { Cell, Group, Row } from "./cells.js" */

/** @typedef {{ id: string, label: string, folded: boolean, rows: Row[] }} Band rows that belong together */

/**
 * What a reader has in view: bands with rows, columns with issues, and the cells of each row.
 * @param {Model<BoardState>} model
 * @param {Selection} selection
 */
function sheetOf(model, selection) {
  const view = viewOf(selection);
  const bands = model
    .get("bands")
    .map((band) => ({
      ...band,
      rows: band.rows.filter(({ participant, meeting }) => inView(view, { participant, meeting })),
    }))
    .filter((band) => band.rows.length);
  const cells = selection.get("cells").filter((cell) => inView(view, cell));
  const columns = model
    .get("columns")
    .map((column) => ({ ...column, issues: column.issues.filter(({ id }) => inView(view, { issue: id })) }))
    .filter((column) => column.issues.length);
  return { bands, columns, cells, rows: bands.flatMap((band) => band.rows), own: grouped(cells, rowOf) };
}

/**
 * What writes tables of bands, in which what stays in view stays as it is.
 * @param {Model<BoardState>} model
 * @param {Selection} selection
 * @param {Written} written
 */
function writer(model, selection, written) {
  const phrases = selection.get("phrases");

  /** @param {Row} row */
  const at = (row) => `${model.get("name")} ${row.id}`;

  /** @param {Row} row @param {Position} word @param {Group["issues"][number]} issue @param {Cell} cell */
  const item = (row, word, issue, cell) => {
    const label = `${row.label} · ${issue.label}`;
    const sentence = selection.get("sentences")[`${row.id}/${issue.id}`] ?? "";
    const doubt = cell.unsure ? [" ", h("small", {}, phrases.unsure)] : null;
    return h(
      "li",
      {},
      opener(
        selection,
        { points: cell.points, label, at: at(row), sentence },
        {
          class: "issue plain",
          "data-key": `${row.id} ${issue.id}`,
          title: `${label}: ${cell.told}`,
          "aria-expanded": "false",
        },
        chip(word.tone, word.letter),
        h("span", { class: "label" }, issue.label, doubt),
      ),
    );
  };

  /** @param {Row} row @param {Group} column @param {Map<string, Cell>} index */
  const cellOf = (row, column, index) => {
    const said = selection.get("positions").flatMap((word) => {
      const items = column.issues.filter(({ id }) => index.get(id)?.word === word.id);
      return items.length
        ? [
            h(
              "div",
              { class: "how" },
              h("span", { class: "position" }, word.label),
              h(
                "ul",
                {},
                items.map((issue) => item(row, word, issue, /** @type {Cell} */ (index.get(issue.id)))),
              ),
            ),
          ]
        : [];
    });
    return h(
      "td",
      { "data-label": column.label },
      said.length ? said : h("span", { class: "none" }, phrases.absent),
    );
  };

  /** @param {Row} row @param {Group[]} columns @param {Cell[]} mine */
  const rowLines = (row, columns, mine) => {
    const index = new Map(mine.map((cell) => [cell.issue, cell]));
    const tr = written.of(`row ${row.id}`, "", () =>
      h(
        "tr",
        { "data-participant": row.participant, "data-meeting": row.meeting },
        h(
          "th",
          { scope: "row" },
          h("bdi", { class: "name" }, row.label),
          row.note ? h("small", {}, row.note) : null,
        ),
      ),
    );
    const cells = columns.map((column) => {
      const said = column.issues.filter(({ id }) => index.has(id)).map(({ id }) => id);
      return written.of(`cell ${row.id} ${column.id}`, said.join(" "), () => cellOf(row, column, index));
    });
    arrange(tr, [/** @type {HTMLElement} */ (tr.firstElementChild), ...cells]);
    if (selection.get("focus").at !== at(row)) return [tr];
    return [tr, beside(selection, written, tr, columns.length + 1)];
  };

  /** @param {Band} band */
  const bodyOf = (band) => written.of(`body ${band.id}`, "", () => h("tbody"));

  /** A table of bands, with the rows that it had before. @param {string} id @param {Band[]} bands @param {string} label @param {Group[]} columns */
  const table = (id, bands, label, columns) => {
    const heads = columns.map((column) =>
      written.of(`head ${id} ${column.id}`, "", () => h("th", { scope: "col" }, column.label)),
    );
    const top = written.of(`heads ${id}`, "", () =>
      h("tr", {}, h("th", { scope: "col" }, phrases.participant)),
    );
    arrange(top, [/** @type {HTMLElement} */ (top.firstElementChild), ...heads]);
    const el = written.of(`table ${id}`, label, () =>
      h("table", { class: "board" }, h("caption", { class: "sr" }, label), h("thead", {}, top)),
    );
    arrange(el, [...[...el.children].slice(0, 2), ...bands.map(bodyOf)]);
    return el;
  };

  /** The line over a band, but for the first of a table. @param {Band} band @param {Group[]} columns */
  const headOf = (band, columns) => {
    const line = /** @type {HTMLTableRowElement} */ (
      written.of(`band ${band.id}`, "", () =>
        h("tr", { class: "band" }, h("th", { scope: "rowgroup" }, band.label)),
      )
    );
    line.cells[0].colSpan = columns.length + 1;
    return line;
  };

  /**
   * What stands in the bodies of a table.
   * @param {Band[]} bands
   * @param {ReturnType<typeof sheetOf>} sheet
   */
  const bodies = (bands, { columns, own }) =>
    bands.map((band, i) => ({
      el: bodyOf(band),
      rows: band.rows,
      first: i ? [headOf(band, columns)] : [],
      /** @param {Row} row */
      linesOf: (row) => rowLines(row, columns, own.get(row.id) ?? []),
    }));

  return { table, bodies };
}

export default {
  /** @param {Context<BoardState>} context */
  async render({ model, el, signal, host }) {
    const selection = await joined({ model, el, signal, host });
    if (signal.aborted) return;
    const heading = h("h3");
    const body = h("div");
    const folded = /** @type {HTMLDetailsElement} */ (h("details", { class: "more" }));
    const all = model.get("bands").reduce((n, band) => n + band.rows.length, 0);
    redraw(
      el,
      figure(
        heading,
        line("subtitle", model.get("subtitle")),
        body,
        folded,
        takeAlong(selection, {
          name: model.get("name"),
          heading: () => model.get("heading"),
          rows: () => {
            const { rows, cells } = sheetOf(model, selection);
            return csvRows(rows, cells);
          },
          draw: () => {
            const { bands, columns, own } = sheetOf(model, selection);
            const shown = bands.filter((band) => !band.folded || folded.open);
            return {
              ...boardPicture(selection, shown, columns, own),
              told: [selection.get("phrases").take.board],
            };
          },
        }),
      ),
    );
    const written = new Written();
    const { table, bodies } = writer(model, selection, written);
    const put = rowsOf(el, signal);
    const draw = function* () {
      const sheet = sheetOf(model, selection);
      const open = sheet.bands.filter((band) => !band.folded);
      const hidden = sheet.bands.filter((band) => band.folded);
      entitle(heading, model.get("heading"), selection.get("phrases").shown, sheet.rows.length, all);
      folded.hidden = !hidden.length;
      steadily(el, () => {
        arrange(body, [table("", open, model.get("heading"), sheet.columns)]);
        arrange(
          folded,
          hidden.flatMap((band) => [
            written.of(`fold ${band.id}`, "", () => h("summary", { "data-key": "more" }, band.label)),
            table(band.id, [band], band.label, sheet.columns),
          ]),
        );
      });
      yield* put(
        [open, ...hidden.map((band) => [band])].flatMap((bands) => bodies(bands, sheet)),
        () => {
          if (folded.querySelector(".drawer")) folded.open = true;
          sayOpen(el, selection.get("focus"));
        },
      );
    };
    const later = whenSeen(el, draw, signal);
    const anew = () => {
      written.clear();
      later();
    };
    listen(selection, [...traitsOf(selection), "focus"], later, signal);
    listen(selection, ["facets", "cells", "positions"], anew, signal);
    listen(model, ["bands", "columns"], anew, signal);
    later();
    drawFirst(el);
  },
};
