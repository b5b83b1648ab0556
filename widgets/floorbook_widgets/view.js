/**
 * The view of a page: what is picked and in focus in every Selection, and what a reader has changed
 * in the widgets themselves. It stands in the address.
 */
import { fragment, ownFragment, ownParsed, parsed } from "./address.js";
import { listen } from "./dom.js";
import { drawAll } from "./sight.js";
import { NOTHING, change, offered, traitsOf } from "./selection.js";

/** @import { Focus, Kept, Model, Selection } from "./types" */
/** @import { Own, Picked } from "./address.js" */

/**
 * @typedef {{ model: Model, selection: Selection, kept: Kept }} Widget
 * @typedef {Object} Views as the page was made
 * @property {Map<Selection, Picked>} selections what was picked in each
 * @property {Map<Widget, Own>} widgets what a reader may change in each
 */

/**
 * @param {Model[]} models
 * @param {Widget[]} widgets
 * @returns {Views}
 */
export function viewsOf(models, widgets) {
  const selections = /** @type {Selection[]} */ (
    models.filter((model) => Array.isArray(model.get("facets")))
  );
  return {
    selections: new Map(selections.map((selection) => [selection, pickedOf(selection)])),
    widgets: new Map(widgets.map((widget) => [widget, ownOf(widget)])),
  };
}

/** @param {Selection} selection */
function prefixOf(selection) {
  return selection.get("name") === "floor" ? "" : `${selection.get("name")}.`;
}

/**
 * What is picked, and what is in focus.
 * @param {Selection} selection
 * @returns {Picked}
 */
function pickedOf(selection) {
  return Object.fromEntries([...traitsOf(selection), "focus"].map((trait) => [trait, selection.get(trait)]));
}

/** @param {Widget} widget */
function ownOf({ model, kept }) {
  return /** @type {Own} */ (Object.fromEntries(Object.keys(kept).map((trait) => [trait, model.get(trait)])));
}

/**
 * The whole view as one fragment: what differs from the page as it was made.
 * @param {Views} views
 */
export function address({ selections, widgets }) {
  return [
    ...[...selections].map(([selection, made]) =>
      fragment(selection.get("facets"), pickedOf(selection), made, prefixOf(selection)),
    ),
    ...[...widgets].map(([widget, made]) => ownFragment(widget.model.get("name"), ownOf(widget), made)),
  ]
    .filter(Boolean)
    .join("&");
}

/**
 * Take over what a text asks for; what it does not name is as the page was made. A text that asks
 * for nothing, as a heading's anchor, changes nothing. What is to be in focus must be on the page
 * first: the function that comes back puts it there, when all is drawn.
 * @param {Views} views
 * @param {string} text
 * @param {boolean} [whole] whether a text that asks for nothing is the page as it was made
 * @returns {() => void}
 */
export function follow({ selections, widgets }, text, whole = false) {
  const picks = [...selections].map(([selection, made]) => {
    const points = new Set(selection.get("records").map((r) => r.id));
    return { selection, made, picked: parsed(text, selection.get("facets"), points, prefixOf(selection)) };
  });
  const own = [...widgets].map(([{ model, selection, kept }, made]) => {
    const allowed = Object.fromEntries(
      Object.entries(kept).map(([trait, values]) => [trait, values?.(model, selection) ?? null]),
    );
    return { model, made, asked: ownParsed(text, model.get("name"), made, allowed) };
  });
  if (!whole && picks.every(({ picked }) => !picked) && own.every(({ asked }) => !Object.keys(asked).length))
    return () => {};
  for (const { model, made, asked } of own) change(model, { ...made, ...asked });
  for (const { selection, made, picked } of picks) change(selection, { ...made, ...picked, focus: NOTHING });
  return () => {
    for (const { selection, picked } of picks) {
      if (!picked?.focus) continue;
      drawAll(); // it is looked for in what the widgets show
      change(selection, { focus: offered(/** @type {Focus} */ (picked.focus)) });
    }
  };
}

/**
 * Milliseconds between two changes of the address: browsers refuse more than some hundred in half a
 * minute.
 */
const PACE = 300;

/**
 * Call `fn` once for all calls within a while: a slider asks for it at every step, and what is
 * picked is to be seen before it stands in the address.
 * @param {() => void} fn
 * @param {number} pace milliseconds
 * @param {AbortSignal} signal
 */
function seldom(fn, pace, signal) {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    const now = () => {
      asked = false;
      if (!signal.aborted) fn();
    };
    if (pace) setTimeout(now, pace);
    else requestAnimationFrame(() => setTimeout(now));
  };
}

/**
 * Keep the address in step with the view, and let the way back undo the last pick. A heading's
 * anchor stays in it while the page is as it was made.
 * @param {Views} views
 * @param {AbortSignal} signal
 */
export function keepAddress(views, signal) {
  /** @param {"pushState" | "replaceState"} how */
  const write = (how) => {
    const view = address(views);
    if (view !== history.state?.view)
      history[how]({ view }, "", view ? `#${view}` : location.pathname + location.search);
  };
  history.replaceState({ view: address(views) }, "");
  const next = seldom(() => write("pushState"), 0, signal);
  for (const selection of views.selections.keys())
    listen(selection, [...traitsOf(selection), "focus"], next, signal);
  const soon = seldom(() => write("replaceState"), PACE, signal);
  for (const { model, kept } of views.widgets.keys()) listen(model, Object.keys(kept), soon, signal);
  /** @param {string} text @param {boolean} whole */
  const show = (text, whole) => {
    follow(views, text, whole)();
    if (whole || address(views)) write("replaceState");
  };
  addEventListener("popstate", ({ state }) => state && show(state.view, true), { signal });
  addEventListener("hashchange", () => history.state || show(location.hash.slice(1), false), { signal });
}
