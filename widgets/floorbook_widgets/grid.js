/** The grid of a matrix: its head, its rows and its foot, of which a pick changes what differs. */
import { groupsOf, rowOf, sorted, tally } from "./cells.js";
import { LIVE, Written, arrange, fill, h, plain, say, scroller, spelled, steadily } from "./dom.js";
import { beside, chip } from "./drawer.js";
import { rowsOf } from "./frame.js";
import { change, grouped, inView, opener, sayOpen, viewOf } from "./selection.js";

/** @import { Focus, MatrixState, Model, Selection } from "./types" */
/** @import { Cell, Group, Row } from "./cells.js" */

/**
 * @typedef Sheet what is in view
 * @property {Row[]} rows
 * @property {Cell[]} cells
 * @property {Group[]} groups
 */

/**
 * @param {Model<MatrixState>} model
 * @param {Selection} selection
 * @returns {Sheet}
 */
function sheetOf(model, selection) {
  const view = viewOf(selection);
  /** @type {Row[]} */
  const rows = model.get("rows").filter(({ participant, meeting }) => inView(view, { participant, meeting }));
  const present = new Set(rows.map(({ id }) => id));
  /** @type {Cell[]} */
  const cells = selection.get("cells").filter((cell) => present.has(rowOf(cell)) && inView(view, cell));
  /** @type {Group[]} */
  const groups = groupsOf(selection.get("facets"))
    .map((group) => ({ ...group, issues: group.issues.filter(({ id }) => inView(view, { issue: id })) }))
    .filter((group) => group.issues.length);
  return { rows, cells, groups };
}

/** @param {Group} group @param {Cell[]} cells */
function within(group, cells) {
  const issues = new Set(group.issues.map(({ id }) => id));
  return cells.filter(({ issue }) => issues.has(issue));
}

/** @param {Row} row */
function labelOf(row) {
  return `${row.label}${row.note ? `, ${row.note}` : ""}`;
}

export class Grid {
  /** @type {Model<MatrixState>} */
  #model;
  /** @type {Selection} */
  #selection;
  #written = new Written();
  #groups = h("tr");
  #issues = h("tr");
  #body = h("tbody");
  #band = h("th", { scope: "rowgroup" });
  /** Those who stand apart, under a heading of their own. */
  #apart = h("tbody");
  #recorded = h("th", { scope: "row" });
  #totals = h("tr");
  #foot = h("tfoot", {}, this.#totals);
  #put;

  /** @param {Model<MatrixState>} model @param {Selection} selection @param {AbortSignal} signal */
  constructor(model, selection, signal) {
    this.#model = model;
    this.#selection = selection;
    this.el = scroller(
      model.get("heading"),
      "matrix",
      h("thead", {}, this.#groups, this.#issues),
      this.#body,
      this.#apart,
      this.#foot,
    );
    this.#put = rowsOf(this.el, signal);
  }

  get #phrases() {
    return this.#selection.get("phrases");
  }

  /** Write everything anew the next time. */
  clear() {
    this.#written.clear();
  }

  /** What is in view. */
  get sheet() {
    return sheetOf(this.#model, this.#selection);
  }

  /** Draw what is in view, in steps. @param {Sheet} sheet */
  *draw(sheet) {
    steadily(this.el, () => this.#head(sheet));
    const rows = sorted(sheet.rows, sheet.cells, this.#model.get("order"), this.#selection.get("positions"));
    const own = grouped(sheet.cells, rowOf);
    /** @param {Row} row */
    const linesOf = (row) => this.#row(row, own.get(row.id) ?? [], sheet.groups);
    const apart = rows.filter(({ band }) => band);
    yield* this.#put(
      [
        { el: this.#body, rows: rows.filter(({ band }) => !band), linesOf },
        {
          el: this.#apart,
          rows: apart,
          linesOf,
          first: apart.length ? [this.#heading(apart[0].band, sheet.groups)] : [],
        },
      ],
      () => {
        this.#sums(sheet);
        sayOpen(this.el, this.#selection.get("focus"));
      },
    );
  }

  /** @param {Group} group */
  #folded(group) {
    return this.#model.get("folded").includes(group.id);
  }

  /** @param {Sheet} sheet */
  #head({ groups }) {
    const corner = this.#written.of("corner", "", () =>
      h("th", { rowspan: 2, class: "corner", scope: "col" }, this.#phrases.participant),
    );
    arrange(this.#groups, [corner, ...groups.map((group) => this.#group(group))]);
    arrange(
      this.#issues,
      groups.flatMap((group) =>
        this.#folded(group)
          ? [
              this.#written.of(`of ${group.id}`, group.issues.length, () =>
                h(
                  "th",
                  { scope: "col", class: "issue folded" },
                  h("span", {}, fill(this.#phrases.of, { what: this.#size(group) })),
                ),
              ),
            ]
          : group.issues.map((issue, i) => edged(this.#issue(issue), i, group.issues.length)),
      ),
    );
  }

  /** @param {Group} group */
  #group(group) {
    const folded = this.#folded(group);
    const cell = /** @type {HTMLTableCellElement} */ (
      this.#written.of(`group ${group.id}`, folded, () =>
        h(
          "th",
          { scope: "colgroup", class: "dimension" },
          plain(
            `fold ${group.id}`,
            h("span", { class: "name" }, h("span", LIVE, folded ? "▸ " : "▾ "), group.label),
            () => this.#fold(group.id),
            { "data-fold": group.id, "aria-expanded": String(!folded) },
          ),
        ),
      )
    );
    cell.colSpan = folded ? 1 : group.issues.length;
    return cell;
  }

  /** How many issues a group has. @param {Group} group */
  #size(group) {
    return fill(this.#phrases.issue, { n: group.issues.length });
  }

  /** @param {string} id */
  #fold(id) {
    /** @type {string[]} */
    const folded = this.#model.get("folded");
    change(this.#model, {
      folded: folded.includes(id) ? folded.filter((one) => one !== id) : [...folded, id],
    });
  }

  /** @param {Group["issues"][number]} issue */
  #issue({ id, label, claim }) {
    const chosen = this.#model.get("order") === id;
    return this.#written.of(`issue ${id}`, chosen, () =>
      h(
        "th",
        { scope: "col", class: "issue", title: claim, "aria-sort": chosen ? "descending" : undefined },
        plain(
          `sort ${id}`,
          [label, chosen && " ▾"],
          () => change(this.#model, { order: chosen ? "order" : id }),
          { "data-sort": id },
        ),
      ),
    );
  }

  /** @param {string} band @param {Group[]} groups */
  #heading(band, groups) {
    say(this.#band, band);
    /** @type {HTMLTableCellElement} */ (this.#band).colSpan = this.#across(groups);
    return this.#written.of("band", "", () => h("tr", { class: "band" }, this.#band));
  }

  /**
   * A row, and the evidence of what is open in it.
   * @param {Row} row
   * @param {Cell[]} mine
   * @param {Group[]} groups
   */
  #row(row, mine, groups) {
    const focus = this.#selection.get("focus");
    const tr = this.#written.of(`row ${row.id}`, "", () =>
      h("tr", { "data-participant": row.participant, "data-meeting": row.meeting }),
    );
    const head = this.#written.of(`head ${row.id}`, "", () =>
      h(
        "th",
        { scope: "row" },
        h("bdi", { class: "name" }, row.label),
        row.note ? h("small", {}, row.note) : null,
      ),
    );
    const index = new Map(mine.map((cell) => [cell.issue, cell]));
    arrange(tr, [
      head,
      ...groups.flatMap((group) =>
        this.#folded(group)
          ? [this.#fewer(row, group, within(group, mine))]
          : group.issues.map((issue, i) =>
              edged(this.#cell(row, issue, index.get(issue.id)), i, group.issues.length),
            ),
      ),
    ]);
    return focus.at === this.#at(row.id) ? [tr, this.#beside(groups, tr)] : [tr];
  }

  /** How many columns there are. @param {Group[]} groups */
  #across(groups) {
    return 1 + groups.reduce((n, group) => n + (this.#folded(group) ? 1 : group.issues.length), 0);
  }

  /** @param {string} place a row's id, or "total" */
  #at(place) {
    return `${this.#model.get("name")} ${place}`;
  }

  /**
   * The evidence of what is open in a row.
   * @param {Group[]} groups
   * @param {HTMLElement} from
   */
  #beside(groups, from) {
    return beside(this.#selection, this.#written, from, this.#across(groups));
  }

  /** @param {Row} row @param {Group["issues"][number]} issue @param {Cell | undefined} found */
  #cell(row, issue, found) {
    return this.#written.of(`cell ${row.id} ${issue.id}`, "", () => {
      const other = this.#model.get("contested")[`${row.id}/${issue.id}`];
      const otherwise = other ? fill(this.#phrases.second, { word: other }) : "";
      const kind = other ? "contested " : "";
      const label = `${labelOf(row)} · ${issue.label}`;
      return h(
        "td",
        { class: `${kind}${found ? "cell" : "absent"}`, "data-issue": issue.id },
        found ? this.#mark(row, found, label, otherwise) : this.#gap(row, issue, label, otherwise),
      );
    });
  }

  /** @param {Row} row @param {Cell} found @param {string} label @param {string} otherwise */
  #mark(row, found, label, otherwise) {
    const { tone = "", letter = "" } =
      this.#selection.get("positions").find(({ id }) => id === found.word) ?? {};
    const words = `${found.told}${otherwise}`;
    const sentence = this.#selection.get("sentences")[`${row.id}/${found.issue}`] ?? "";
    return opener(
      this.#selection,
      { points: found.points, label, at: this.#at(row.id), sentence },
      {
        class: found.unsure ? "mark unsure" : "mark",
        "data-tone": tone,
        "data-key": `${row.id} ${found.issue}`,
        title: `${label}: ${words}`,
        "aria-expanded": "false",
      },
      spelled([letter, h("sup", {}, found.n)], label, words),
    );
  }

  /**
   * An empty cell: what can be said of it stands one click, or some arrow keys, away.
   * @param {Row} row
   * @param {Group["issues"][number]} issue
   * @param {string} label
   * @param {string} otherwise
   */
  #gap(row, issue, label, otherwise) {
    const words = `${this.#phrases.absent}${otherwise}`;
    const sentence = `${fill(this.#phrases.gap, { participant: row.label, issue: issue.label })}. ${this.#model.get("gaps")[row.meeting]}`;
    return opener(
      this.#selection,
      { points: [], label, at: this.#at(row.id), sentence },
      {
        class: "gap",
        tabindex: -1,
        "data-key": `${row.id} ${issue.id}`,
        title: `${label}: ${words}`,
        "aria-expanded": "false",
      },
      spelled([], label, words),
    );
  }

  /**
   * A cell of a folded group: how many of its issues.
   * @param {Row} row
   * @param {Group} group
   * @param {Cell[]} mine
   */
  #fewer(row, group, mine) {
    const shows = `${group.issues.length} ${mine.map(({ issue }) => issue).join(" ")}`;
    return this.#written.of(`folded ${row.id} ${group.id}`, shows, () => {
      const text = `${labelOf(row)} · ${group.label}`;
      if (!mine.length)
        return h(
          "td",
          { class: "absent first", "data-dimension": group.id, title: `${text}: ${this.#phrases.absent}` },
          h("span", { class: "sr" }, this.#phrases.absent),
        );
      const counts = tally(mine, this.#selection.get("positions"));
      const points = [...new Set(mine.flatMap((cell) => cell.points))];
      return h(
        "td",
        { class: "fold first", "data-dimension": group.id },
        opener(
          this.#selection,
          { points, label: text, at: this.#at(row.id) },
          { class: "plain", "data-key": `${row.id} ${group.id}`, "aria-expanded": "false" },
          spelled(
            [
              h("b", {}, `${mine.length}/${group.issues.length}`),
              " ",
              counts.map((c) => [chip(c.tone, c.letter), h("small", {}, c.n)]),
            ],
            text,
            `${fill(this.#phrases.folded, { n: mine.length, of: this.#size(group) })}: ${counts.map((c) => `${c.label} ${c.n}`).join(", ")}`,
          ),
        ),
      );
    });
  }

  /** @param {Sheet} sheet */
  #sums({ rows, cells, groups }) {
    const columns = grouped(cells, ({ issue }) => issue);
    say(this.#recorded, fill(this.#phrases.foot, { of: rows.length }));
    arrange(this.#totals, [
      this.#recorded,
      ...groups.flatMap((group) =>
        this.#folded(group)
          ? [edged(this.#total(within(group, cells), group.label, `group ${group.id}`, rows.length), 0, 0)]
          : group.issues.map(({ id, label }, i) =>
              edged(
                this.#total(columns.get(id) ?? [], label, `issue ${id}`, rows.length),
                i,
                group.issues.length,
              ),
            ),
      ),
    ]);
    const focus = this.#selection.get("focus");
    arrange(this.#foot, [
      this.#totals,
      ...(focus.at === this.#at("total") ? [this.#beside(groups, this.#foot)] : []),
    ]);
  }

  /**
   * How many are recorded, and the points behind that.
   * @param {Cell[]} mine
   * @param {string} label
   * @param {string} key
   * @param {number} rows
   */
  #total(mine, label, key, rows) {
    const n = new Set(mine.map(rowOf)).size;
    const points = [...new Set(mine.flatMap((cell) => cell.points))];
    return this.#written.of(`total ${key}`, `${n} ${rows} ${points}`, () => {
      const here = {
        points,
        label: `${label}: ${fill(this.#phrases.total, { n, of: rows })}`,
        at: this.#at("total"),
        sentence: "",
      };
      return h(
        "td",
        {},
        n
          ? opener(
              this.#selection,
              here,
              {
                class: "plain",
                "data-key": `total ${label}`,
                "aria-label": `${here.label}, ${fill(this.#phrases.point, { n: points.length })}`,
                "aria-expanded": "false",
              },
              n,
            )
          : n,
      );
    });
  }
}

/**
 * Mark the first and the last column of a group.
 * @param {HTMLElement} cell
 * @param {number} i its number in the group
 * @param {number} of
 */
function edged(cell, i, of) {
  cell.classList.toggle("first", i === 0);
  cell.classList.toggle("last", i === of - 1);
  return cell;
}
