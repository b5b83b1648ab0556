/**
 * Small helpers for the document: build, redraw in place, listen while a view lives.
 * Text from data goes through `textContent` only.
 */

/** @typedef {Record<string, unknown>} Props */
/** @typedef {Node | string | number | null | undefined | false | any[]} Child lists may be nested */

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
 * Fill the slots of a phrase: a name in braces.
 * @param {string} phrase
 * @param {Record<string, string | number>} slots
 */
export function filled(phrase, slots) {
  return phrase.replace(/\{(\w+)\}/g, (_, name) => String(slots[name]));
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
  const active = document.activeElement;
  const key = active instanceof HTMLElement && el.contains(active) ? active.dataset.key : undefined;
  const fresh = document.createDocumentFragment();
  add(fresh, children.map((child) => (typeof child === "function" ? child() : child)));
  el.replaceChildren(fresh);
  const frame = el.querySelector(".scroll");
  const [left, top] = SCROLLED.get(el) ?? [0, 0];
  if (frame && (left || top)) [frame.scrollLeft, frame.scrollTop] = [left, top];
  frame?.addEventListener("scroll", () => SCROLLED.set(el, [frame.scrollLeft, frame.scrollTop]), { passive: true });
  if (key === undefined) return;
  const again = [...el.querySelectorAll("[data-key]")].find((node) => /** @type {HTMLElement} */ (node).dataset.key === key);
  if (again instanceof HTMLElement) again.focus({ preventScroll: true });
}

/**
 * Call `fn` on changes of the named traits until the view goes.
 * @param {import("./types").Model} model
 * @param {string[]} names
 * @param {() => void} fn
 * @param {AbortSignal} signal
 */
export function listen(model, names, fn, signal) {
  for (const name of names) model.on(`change:${name}`, fn);
  signal.addEventListener("abort", () => names.forEach((name) => model.off(`change:${name}`, fn)), { once: true });
}

/**
 * One call per frame, however many changes arrive in it.
 * @param {() => void} fn
 * @param {AbortSignal} signal
 * @returns {() => void}
 */
export function eachFrame(fn, signal) {
  let asked = false;
  return () => {
    if (asked || signal.aborted) return;
    asked = true;
    const done = new AbortController();
    const now = () => {
      if (!asked) return;
      asked = false;
      done.abort();
      if (!signal.aborted) fn();
    };
    requestAnimationFrame(now);
    beforePrint(now, done.signal);
  };
}

/** @type {Set<() => void>} What is to be done before the page is printed. */
const WAITING = new Set();

function printing() {
  for (const fn of WAITING) fn(); // those too that one of them asks for on the way
}

/**
 * Do something before the page is printed, until it is not wanted any more. A listener of its own
 * would come too late for what is asked for while others are at it.
 * @param {() => void} fn
 * @param {AbortSignal} signal
 */
function beforePrint(fn, signal) {
  if (!WAITING.size) addEventListener("beforeprint", printing);
  WAITING.add(fn);
  signal.addEventListener("abort", () => {
    WAITING.delete(fn);
    if (!WAITING.size) removeEventListener("beforeprint", printing);
  }, { once: true });
}

/** A pause in which the page can be scrolled and clicked; it ends when nothing else is waiting. */
export function pause() {
  return new Promise((go) => ("requestIdleCallback" in globalThis ? requestIdleCallback(() => go(undefined), { timeout: 500 }) : setTimeout(go)));
}

/**
 * Fill a folded element when it is unfolded, before it is printed, or else in a pause, so that the
 * browser's search finds what is in it.
 * @param {HTMLDetailsElement} details
 * @param {() => void} fill
 * @param {AbortSignal} signal
 */
export function fillLater(details, fill, signal) {
  const done = new AbortController();
  const now = () => {
    if (done.signal.aborted || signal.aborted) return;
    done.abort();
    fill();
  };
  details.addEventListener("toggle", () => details.open && now(), { signal: done.signal });
  beforePrint(() => details.isConnected && now(), done.signal);
  signal.addEventListener("abort", () => done.abort(), { signal: done.signal });
  inPause(() => (details.isConnected ? now() : done.abort()), () => details.isConnected && !done.signal.aborted);
}

/**
 * Calls of `fn` that are heard at once while `el` is in sight; else when it comes into sight, before
 * the page is printed, or in a pause.
 * @param {HTMLElement} el
 * @param {() => void} fn
 * @param {AbortSignal} signal
 * @returns {() => void}
 */
export function whenSeen(el, fn, signal) {
  let seen = true;
  let waiting = false;
  const now = () => {
    if (!waiting || signal.aborted) return;
    waiting = false;
    fn();
  };
  const watch = new IntersectionObserver((entries) => {
    seen = entries[entries.length - 1].isIntersecting;
    if (seen) now();
  }, { rootMargin: "50% 0%" });
  watch.observe(el);
  beforePrint(now, signal);
  signal.addEventListener("abort", () => watch.disconnect(), { once: true });
  return () => {
    if (seen) fn();
    else if (!waiting) {
      waiting = true;
      inPause(now, () => waiting);
    }
  };
}

/** @type {Promise<unknown>} What is done in pauses waits its turn. */
let turn = Promise.resolve();

/**
 * Do something in a pause of its own, unless it is not wanted any more.
 * @param {() => void} fn
 * @param {() => boolean} wanted
 */
function inPause(fn, wanted) {
  turn = turn.then(async () => {
    if (wanted()) await pause();
    if (wanted()) fn();
  });
}

/**
 * Bring what has opened in `el` into sight, when it has opened outside, by as little as that takes.
 * @param {HTMLElement} el
 */
export function reveal(el) {
  el.querySelector(".drawer")?.scrollIntoView({ block: "nearest" });
}

/**
 * A count with its noun: "1 point", "3 points".
 * @param {number} n
 * @param {string} noun
 */
export function count(n, noun) {
  return `${n} ${noun}${n === 1 ? "" : "s"}`;
}

/**
 * What a control shows in letters and numbers, and the words that they stand for: its name for
 * those who do not see it. The words begin with where the control stands.
 * @param {Child[]} shown
 * @param {string} place
 * @param {string} words
 */
export function spelled(shown, place, words) {
  return [h("span", { "aria-hidden": "true" }, shown), h("span", { class: "sr" }, h("span", { class: "whose" }, `${place}: `), words)];
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
