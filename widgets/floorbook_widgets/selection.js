/**
 * What is picked, shared by every widget that belongs together.
 * Knows facets, marks and records, and nothing of delegations.
 */
import { fill, h, listen, redraw, reveal } from "./dom.js";

/** @import { Context, Facet, Focus, Linked, Mark, Model, Phrases, PointRecord } from "./types" */
/** @import { Selection, SelectionState } from "./types" */

/**
 * @typedef Lens one facet as it stands: what is picked of what
 * @property {Facet} facet
 * @property {string} other the key of the other one of a pair
 * @property {Set<string>} picked
 * @property {Map<string, string | undefined>} parents parent of each option
 * @property {boolean} full everything is picked
 */

/**
 * @param {Facet[]} facets
 * @param {(trait: string) => string[]} get
 * @returns {Lens[]}
 */
export function lenses(facets, get) {
  const picked = new Map(facets.map((facet) => [facet.trait, new Set(get(facet.trait))]));
  return facets.map((facet) => {
    const parent = facet.parent ? picked.get(facet.parent) : undefined;
    const own = /** @type {Set<string>} */ (picked.get(facet.trait));
    const inside = facet.options.filter((o) => own.has(o.id) && (!parent || parent.has(o.parent ?? "")));
    return {
      facet,
      other: `${facet.key}_b`,
      picked: new Set(inside.map((o) => o.id)),
      parents: new Map(facet.options.map((o) => [o.id, o.parent])),
      full: inside.length === facet.options.length,
    };
  });
}

/**
 * Whether a mark is in view. A key it lacks does not bind it; an empty id (nothing coded) stays
 * only while all of that facet is picked. Of several ids under a key one must be picked; a mark of
 * a pair carries the other one under the key with `_b`, and both must be.
 * @param {Lens[]} view
 * @param {Mark} mark
 */
export function inView(view, mark) {
  return view.every((lens) => holds(lens, mark[lens.facet.key]) && holds(lens, mark[lens.other]));
}

/** @param {Lens} lens @param {unknown} id @returns {boolean} */
function holds(lens, id) {
  if (id === undefined || id === null) return true;
  if (Array.isArray(id)) return id.some((one) => holds(lens, one)) || (!id.length && lens.full);
  return id === "" ? lens.full : lens.picked.has(String(id));
}

/**
 * What has the same key, in order of first appearance.
 * @template T
 * @param {T[]} all
 * @param {(one: T) => string} key
 * @returns {Map<string, T[]>}
 */
export function grouped(all, key) {
  /** @type {Map<string, T[]>} */
  const found = new Map();
  for (const one of all) {
    const mine = found.get(key(one));
    if (mine) mine.push(one);
    else found.set(key(one), [one]);
  }
  return found;
}

/** @type {WeakMap<Lens[], Map<PointRecord[], PointRecord[]>>} The points in each view, reckoned once. */
const POINTS = new WeakMap();

/**
 * The points in view: each with the codings that are in view. A point with codings stays when one
 * of them is in view; it is the same record when all are.
 * @param {Lens[]} view
 * @param {PointRecord[]} records
 * @returns {PointRecord[]}
 */
export function pointsInView(view, records) {
  const known = POINTS.get(view) ?? new Map();
  POINTS.set(view, known);
  const found =
    known.get(records) ??
    records.flatMap((record) => {
      const { meeting, participant } = record;
      if (!record.codings.length) return inView(view, { meeting, participant, issue: "" }) ? [record] : [];
      const codings = record.codings.filter(({ issue }) => inView(view, { meeting, participant, issue }));
      if (codings.length === record.codings.length) return [record];
      return codings.length ? [{ ...record, codings }] : [];
    });
  known.set(records, found);
  return found;
}

/**
 * Names in one line; of many the first, and how many more there are.
 * @param {Phrases} phrases
 * @param {string[]} names
 */
export function listed(phrases, names) {
  const more = names.length - phrases.named;
  const first = names.slice(0, phrases.named).join(", ");
  return more > 0 ? fill(phrases["named more"], { names: first, n: more }) : first;
}

/**
 * One sentence on what is in view.
 * @param {Selection} selection
 */
export function summary(selection) {
  const { view, records, phrases } = {
    view: viewOf(selection),
    records: selection.get("records"),
    phrases: selection.get("phrases"),
  };
  const shown = view
    .filter(
      ({ facet }) => facet.options.length > 1 && !view.some((other) => other.facet.parent === facet.trait),
    )
    .map(({ facet: { options, count, some }, picked }) => {
      const most = some ? options.length - 1 : phrases.named;
      const told = fill(count, { n: picked.size, of: options.length });
      if (!picked.size || picked.size > most || options.length <= phrases.named) return told;
      const names = options.filter(({ id }) => picked.has(id)).map(({ label }) => label);
      const first = listed(phrases, names);
      return some && names.length > phrases.named ? fill(some, { names: first, told }) : first;
    });
  const points = fill(phrases.part, {
    n: pointsInView(view, records).length,
    of: fill(phrases.point, { n: records.length }),
  });
  return fill(phrases.view, { what: [...shown, points].join("; ") });
}

/**
 * The Selection that a widget follows; its element is marked for the style sheet, what a click
 * opens in it comes into sight, and Escape in it closes that.
 * @template {Linked} State
 * @param {Context<State>} context
 * @returns {Promise<Selection>}
 */
export async function joined({ model, el, signal, host }) {
  el.classList.add("floorbook");
  el.addEventListener(
    "keydown",
    ({ key }) => {
      if (key === "Escape")
        /** @type {HTMLElement | null} */ (el.querySelector('.drawer [data-key="close"]'))?.click();
    },
    { signal },
  );
  el.addEventListener(
    "click",
    ({ target }) => {
      if (target instanceof Element && target.closest(".drawer, .picker")) return;
      later(() => reveal(el));
    },
    { signal },
  );
  return host.getModel(model.get("selection"));
}

/** @param {() => void} fn called once the widgets have drawn what was changed */
function later(fn) {
  requestAnimationFrame(() => requestAnimationFrame(fn));
}

/**
 * The view of each Selection, reckoned once.
 * @type {WeakMap<Selection, { given: unknown[], view: Lens[] }>}
 */
const VIEWS = new WeakMap();

/** @param {Selection} selection */
export function viewOf(selection) {
  /** @type {unknown[]} */
  const given = [selection.get("facets"), ...traitsOf(selection).map((trait) => selection.get(trait))];
  const known = VIEWS.get(selection);
  if (known && given.every((value, i) => value === known.given[i])) return known.view;
  const view = lenses(selection.get("facets"), (trait) => selection.get(trait));
  VIEWS.set(selection, { given, view });
  return view;
}

/** @param {Selection} selection @returns {string[]} */
export function traitsOf(selection) {
  return selection.get("facets").map((facet) => facet.trait);
}

/**
 * Every facet's options by id, for labels.
 * @param {Selection} selection
 * @returns {Map<string, Map<string, import("./types").Option>>}
 */
export function optionsOf(selection) {
  return new Map(
    selection.get("facets").map((facet) => [facet.key, new Map(facet.options.map((o) => [o.id, o]))]),
  );
}

/**
 * What an id is called.
 * @param {Selection} selection
 * @param {string} key
 * @param {string} id
 */
export function labelOf(selection, key, id) {
  return optionsOf(selection).get(key)?.get(id)?.label ?? id;
}

/** What is picked under a key. @param {Selection} selection @param {string} key @returns {string[]} */
export function pickedOf(selection, key) {
  return [...(viewOf(selection).find(({ facet }) => facet.key === key)?.picked ?? [])];
}

/**
 * @template {object} State
 * @param {Model<State>} model
 * @param {Partial<NoInfer<State>>} changes
 */
export function change(model, changes) {
  const given = /** @type {[keyof State, State[keyof State]][]} */ (Object.entries(changes));
  for (const [name, value] of given) model.set(name, value);
  model.save_changes();
}

/** @type {Focus} Nothing in focus. */
export const NOTHING = { points: [], label: "", at: "", sentence: "" };

/** @param {Focus} one @param {Focus} other */
function same(one, other) {
  return one.at === other.at && one.label === other.label && String(one.points) === String(other.points);
}

/**
 * Put points in focus, or let go of them when they were there already.
 * @param {Selection} selection
 * @param {Focus} focus
 */
export function focusOn(selection, focus) {
  change(selection, { focus: same(selection.get("focus"), focus) ? NOTHING : focus });
}

/** What the controls of this page open. @type {WeakMap<Element, Focus>} */
const OPENS = new WeakMap();

/**
 * A control that puts points in focus.
 * @param {Selection} selection
 * @param {Focus} focus
 * @param {Record<string, unknown>} props
 * @param {...import("./dom.js").Child} children
 */
export function opener(selection, focus, props, ...children) {
  const button = h(
    "button",
    { type: "button", onclick: () => focusOn(selection, focus), ...props },
    ...children,
  );
  OPENS.set(button, focus);
  return button;
}

/**
 * Say of every control in `el` that puts points in focus whether they are.
 * @param {HTMLElement} el
 * @param {Focus} focus
 */
export function sayOpen(el, focus) {
  for (const button of el.querySelectorAll(focus.label ? "[aria-expanded]" : '[aria-expanded="true"]')) {
    const own = OPENS.get(button);
    const open = String(own?.at === focus.at && own?.label === focus.label);
    if (own && button.getAttribute("aria-expanded") !== open) button.setAttribute("aria-expanded", open);
  }
}

/**
 * The focus that a control of the page offers, for one that is asked for from outside: nobody can
 * put words or points together that the page has not.
 * @param {Focus} asked
 * @returns {Focus}
 */
export function offered(asked) {
  const found = [...document.querySelectorAll("button")]
    .map((button) => OPENS.get(button))
    .find((focus) => focus && same(focus, asked));
  return found ?? NOTHING;
}

export default {
  /** @param {Context<SelectionState>} context */
  render({ model, el, signal }) {
    el.classList.add("floorbook");
    const draw = () => redraw(el, h("output", {}, summary(model)));
    listen(model, traitsOf(model), draw, signal);
    draw();
  },
};
