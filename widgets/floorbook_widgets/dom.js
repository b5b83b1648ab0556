/**
 * Small helpers for the document: build, redraw in place, listen while a view lives.
 * Text from data goes through `textContent` only.
 */

/** @typedef {Record<string, unknown>} Props */
/** @typedef {Node | string | number | null | undefined | false | Child[]} Child lists may be nested */

/** What the face without script does not have, as it would do nothing there. */
export const LIVE = { "data-only": "live" };

/**
 * An element with properties and children. `on…` adds a listener, `class` and `data-…`/`aria-…`
 * are attributes, everything else that the element knows is set as a property.
 * @param {string} tag
 * @param {Props} [props]
 * @param {...Child} children
 * @returns {HTMLElement}
 */
export function h(tag, props = {}, ...children) {
  const el = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === "function") el.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    else el.setAttribute(name, value === true ? "" : String(value));
  }
  add(el, children);
  return el;
}

/**
 * Fill the slots of a phrase: names in braces. Of its two forms, for one and for several, `n` chooses.
 * @param {string | [string, string]} phrase
 * @param {Record<string, string | number>} slots
 */
export function fill(phrase, slots) {
  const form = typeof phrase === "string" ? phrase : phrase[slots.n === 1 ? 0 : 1];
  return form.replace(/\{(\w+)\}/g, (_, name) => String(slots[name]));
}

/**
 * A button that looks like text.
 * @param {string} key
 * @param {Child} text
 * @param {() => void} onclick
 * @param {Props} [more]
 */
export function plain(key, text, onclick, more) {
  return h("button", { type: "button", class: "plain", "data-key": key, onclick, ...more }, text);
}

/**
 * A field that tells what is typed in it, letter by letter.
 * @param {string} placeholder
 * @param {string} label
 * @param {(typed: string) => void} typed
 * @param {Props} [more]
 */
export function searchField(placeholder, label, typed, more) {
  const field = /** @type {HTMLInputElement} */ (
    h("input", {
      type: "search",
      placeholder,
      "aria-label": label,
      autocomplete: "off",
      oninput: () => typed(field.value),
      ...more,
    })
  );
  return field;
}

/**
 * A table in a frame in which it scrolls sideways; on a narrow page its rows can be cards, in which
 * each value stands after its cell's `data-label`.
 * @param {string} label
 * @param {string} kind
 * @param {...Child} parts
 */
export function scroller(label, kind, ...parts) {
  return h(
    "div",
    { class: "scroll", "data-cards": kind !== "matrix", tabindex: 0, role: "group", "aria-label": label },
    h("table", { class: kind }, parts),
  );
}

/**
 * A figure under its caption.
 * @param {Child} heading
 * @param {Child} subtitle
 * @param {...Child} parts
 */
export function figure(heading, subtitle, ...parts) {
  return h("figure", { class: "wide" }, h("figcaption", {}, heading, subtitle), parts);
}

/** What can be unfolded below a figure: on one line for as long as it is folded. @param {...Child} folds */
export function below(...folds) {
  return h("div", { class: "below" }, folds);
}

/** A line of text, of a kind. @param {string} kind @param {string} text */
export function line(kind, text) {
  return h("p", { class: kind }, text);
}

/** What stands on paper alone, in the place of what is folded. @param {import("./types").Phrases} phrases */
export function unprinted(phrases) {
  return h("p", { class: "n paper", hidden: true }, phrases.unprinted);
}

/**
 * Append the children that are there, texts as text. Pages with thousands of rows come through here.
 * @param {ParentNode} el
 * @param {Child} child
 */
function add(el, child) {
  if (child === null || child === undefined || child === false) return;
  if (Array.isArray(child)) for (const one of child) add(el, one);
  else el.append(child instanceof Node ? child : String(child));
}

/**
 * How far a reader has scrolled in a widget's frame. It is noted as it happens: to ask for it makes
 * the browser lay out the whole page. @type {WeakMap<HTMLElement, [number, number]>}
 */
const SCROLLED = new WeakMap();

/**
 * Replace what `el` holds and give the keyboard focus back to the control with the same key. Where
 * parts of it are used again, `children` is one function that makes them: taken out of the page
 * before, they would have lost the focus already.
 * @param {HTMLElement} el
 * @param {...(Child | (() => Child))} children
 */
export function redraw(el, ...children) {
  steadily(el, () => {
    const fresh = document.createDocumentFragment();
    add(
      fresh,
      children.map((child) => (typeof child === "function" ? child() : child)),
    );
    el.replaceChildren(fresh);
    const frame = el.querySelector(".scroll");
    const [left, top] = SCROLLED.get(el) ?? [0, 0];
    if (frame && (left || top)) [frame.scrollLeft, frame.scrollTop] = [left, top];
    frame?.addEventListener("scroll", () => SCROLLED.set(el, [frame.scrollLeft, frame.scrollTop]), {
      passive: true,
    });
  });
}

/**
 * Change what `el` holds, and give the keyboard focus back to the control with the same key where
 * it was lost by that.
 * @param {HTMLElement} el
 * @param {() => void} change
 */
export function steadily(el, change) {
  const active = document.activeElement;
  const key = active instanceof HTMLElement && el.contains(active) ? active.dataset.key : undefined;
  change();
  if (key === undefined || document.activeElement === active) return;
  const again = [...el.querySelectorAll("[data-key]")].find(
    (node) => /** @type {HTMLElement} */ (node).dataset.key === key,
  );
  if (again instanceof HTMLElement) again.focus({ preventScroll: true });
}

/**
 * Let `parent` hold just these elements, in this order. Those that stay are left alone: what a pick
 * costs is what it changes.
 * @param {Element} parent
 * @param {Element[]} children
 */
export function arrange(parent, children) {
  const wanted = new Set(children);
  for (const child of [...parent.children]) if (!wanted.has(child)) child.remove();
  let next = parent.firstElementChild;
  for (const child of children) {
    if (child === next) next = next.nextElementSibling;
    else parent.insertBefore(child, next);
  }
}

/**
 * Elements by what they stand for: each is written once, and again when it is to show something else.
 * @template {Element} [E=HTMLElement]
 */
export class Written {
  /** @type {Map<unknown, { shows: unknown, el: E }>} */
  #all = new Map();

  /**
   * @param {unknown} key
   * @param {unknown} shows all that the element depends on
   * @param {() => E} write
   */
  of(key, shows, write) {
    const found = this.#all.get(key);
    if (found && found.shows === shows) return found.el;
    const el = write();
    this.#all.set(key, { shows, el });
    return el;
  }

  clear() {
    this.#all.clear();
  }
}

/**
 * Give an element this text, unless it has it.
 * @param {HTMLElement} el
 * @param {string} text
 */
export function say(el, text) {
  if (el.textContent !== text) el.textContent = text;
}

/**
 * Give a heading its text, and before it how many marks are shown where some are not.
 * @param {HTMLElement} el
 * @param {string} text
 * @param {string} phrase
 * @param {number} n
 * @param {number} of
 */
export function entitle(el, text, phrase, n, of) {
  const counted = n < of ? h("span", { class: "shown" }, fill(phrase, { n, of })) : null;
  if (el.textContent !== (counted?.textContent ?? "") + text) redraw(el, counted, text);
}

/**
 * Call `fn` on changes of the named traits until the view goes.
 * @template {object} State
 * @param {import("./types").Model<State>} model
 * @param {string[]} names
 * @param {() => void} fn
 * @param {AbortSignal} signal
 */
export function listen(model, names, fn, signal) {
  for (const name of names) model.on(`change:${name}`, fn);
  signal.addEventListener(
    "abort",
    () => {
      for (const name of names) model.off(`change:${name}`, fn);
    },
    { once: true },
  );
}

/**
 * Bring what has opened in `el` into sight, when it has opened outside, by as little as that takes.
 * @param {HTMLElement} el
 */
export function reveal(el) {
  el.querySelector(".drawer")?.scrollIntoView({ block: "nearest" });
}

/**
 * What a control shows in letters and numbers, and the words that they stand for: its name for
 * those who do not see it. The words begin with where the control stands.
 * @param {Child[]} shown
 * @param {string} place
 * @param {string} words
 */
export function spelled(shown, place, words) {
  return [
    h("span", { "aria-hidden": "true" }, shown),
    h("span", { class: "sr" }, h("span", { class: "whose", ...LIVE }, `${place}: `), words),
  ];
}

/** Characters of a cell that stays on one line. */
const SHORT = 17;

/**
 * The class that says how wide a cell must be: a short text stays on one line, a long one is not
 * squeezed into a column of single words.
 * @param {string | number | null} value
 */
export function widthOf(value) {
  if (typeof value === "number") return "number";
  return String(value ?? "").length <= SHORT ? "short" : "long";
}
