/** Cards: what was found, each a number, a sentence, and a square for everybody who is counted. */
import { Written, arrange, h, line, listen, redraw } from "./dom.js";
import { chip, drawer, focusOpen } from "./drawer.js";
import { inView, joined, opener, sayOpen, traitsOf, viewOf } from "./selection.js";
import { whenSeen } from "./sight.js";

/** @import { CardsState, Context, Model, Selection } from "./types" */

/**
 * @typedef {Record<"participant" | "code" | "name" | "told" | "tone" | "letter", string>
 *   & { unsure: boolean, long: boolean, points: string[] }} Square
 * @typedef {Record<"title" | "about" | "meeting" | "number" | "of" | "told", string>
 *   & { points: string[], squares: Square[] }} Card
 */

/** @param {Model<CardsState>} model @param {Selection} selection @param {Card} card @param {number} number */
function article(model, selection, card, number) {
  const at = `${model.get("name")} ${number}`;
  /** @param {Square} square @param {number} i */
  const item = (square, i) => {
    const label = [card.title, square.name].filter(Boolean).join(" · ");
    return h(
      "li",
      {},
      opener(
        selection,
        { points: square.points, label, at },
        {
          class: `square${square.unsure ? " unsure" : ""}${square.long ? " long" : ""}`,
          "data-tone": square.tone,
          "data-key": `${at} ${i}`,
          title: `${square.name}: ${square.told}`,
          "aria-expanded": "false",
        },
        h("span", { "aria-hidden": "true" }, square.code, h("small", {}, square.letter)),
        h("span", { class: "sr" }, `${square.name}: ${square.told}`),
      ),
    );
  };
  const big = () =>
    card.points.length
      ? opener(
          selection,
          { points: card.points, label: `${card.title}: ${card.number} ${card.of}`, at },
          { class: "plain", "data-key": at, "aria-expanded": "false" },
          card.number,
        )
      : h("span", {}, card.number);
  return h(
    "article",
    {},
    card.title ? h("h3", {}, card.title) : null,
    card.about ? line("on", card.about) : null,
    card.of ? h("p", { class: "big" }, big(), " ", h("small", {}, card.of)) : null,
    h("p", { class: "told" }, `${card.told}.`),
    h("ul", { class: "strip" }, card.squares.map(item)),
  );
}

export default {
  /** @param {Context<CardsState>} context */
  async render({ model, el, signal, host }) {
    const selection = await joined({ model, el, signal, host });
    if (signal.aborted) return;
    const written = new Written();
    const note = line("note", selection.get("phrases").whole);
    const draw = () => {
      const cards = model.get("cards");
      const [view, focus] = [viewOf(selection), selection.get("focus")];
      const open = focus.label && cards.some((_, i) => focus.at === `${model.get("name")} ${i}`);
      const articles = cards.map((card, i) => written.of(card, "", () => article(model, selection, card, i)));
      for (const [i, { squares, meeting }] of cards.entries())
        for (const [k, button] of articles[i].querySelectorAll(".square").entries())
          button.toggleAttribute("hidden", !inView(view, { participant: squares[k].participant, meeting }));
      const all = written.of("cards", cards, () =>
        h("div", { class: model.get("wide") ? "cards wide" : "cards" }, articles),
      );
      const key = written.of("key", "", () =>
        h(
          "ul",
          { class: "legend", "aria-label": selection.get("phrases").key },
          model.get("key").map((one) => h("li", {}, chip(one.tone, one.letter, one.unsure), ` ${one.label}`)),
        ),
      );
      const beside = () => /** @type {HTMLElement} */ (drawer(selection, focus.at, () => focusOpen(el)));
      arrange(el, [
        all,
        key,
        ...(view.every(({ full }) => full) ? [] : [note]),
        ...(open ? [written.of("beside", focus, beside)] : []),
      ]);
      sayOpen(el, focus);
    };
    redraw(el);
    const later = whenSeen(el, draw, signal);
    listen(selection, [...traitsOf(selection), "focus", "facets"], later, signal);
    listen(model, ["cards"], later, signal);
    draw();
  },
};
