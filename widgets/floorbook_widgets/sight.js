/**
 * When widgets draw: what is in sight in the next frame, everything else when it comes into sight,
 * before the page is printed, or in a pause of the reader's. What waits says so, as `aria-busy`; what
 * no pause is long enough for, as `data-heavy`: in sight, it is drawn a frame after the rest. What
 * takes long in any case is drawn in steps, so that a click never waits for all of it.
 */

/**
 * @typedef {Iterator<void>} Steps of what takes too long to be drawn in one go
 * @typedef Part what is drawn together
 * @property {HTMLElement} el
 * @property {() => Steps | void} draw
 * @property {() => boolean} heavy whether it would fill more than a pause: it waits until it is seen
 * @property {Steps} [steps] that are left of a drawing that was begun
 */

/** @type {Set<Part>} What does not show yet what it should. */
const STALE = new Set();

/**
 * A function that has a part of the page drawn, once for all its calls.
 * @param {HTMLElement} el
 * @param {() => Steps | void} draw
 * @param {AbortSignal} signal
 * @param {() => boolean} [heavy] whether no pause is long enough for it
 * @returns {() => void}
 */
export function whenSeen(el, draw, signal, heavy = () => false) {
  /** @type {Part} */
  const part = { el, draw, heavy };
  const seen = new IntersectionObserver(() => look());
  seen.observe(el);
  addEventListener("beforeprint", () => drawAll(), { signal });
  signal.addEventListener(
    "abort",
    () => {
      seen.disconnect();
      settle(part);
    },
    { once: true },
  );
  return () => {
    if (!signal.aborted) wait(part);
  };
}

/** Draw everything that waits. */
export function drawAll() {
  for (const part of STALE) proceed(part); // that too which one of them asks for on the way
}

/** Draw now what waits in an element: of what takes long, the first steps. @param {HTMLElement} el */
export function drawFirst(el) {
  const mine = [...STALE].filter((part) => part.el === el);
  for (const part of mine) proceed(part, performance.now() + SLICE);
}

/** @param {Part} part @param {Steps} [steps] that are left to do */
function wait(part, steps) {
  part.steps = steps;
  STALE.add(part);
  part.el.setAttribute("aria-busy", "true");
  watch();
  look();
}

/**
 * Draw a part, or go on with it, until then.
 * @param {Part} part
 * @param {number} until a time
 */
function proceed(part, until = Infinity) {
  const begun = part.steps;
  settle(part);
  const steps = begun ?? part.draw();
  while (steps && !steps.next().done) {
    if (STALE.has(part)) return; // meanwhile it was asked for again, and begins anew
    if (performance.now() > until) return wait(part, steps);
  }
}

/** @param {Part} part which does not wait any more */
function settle(part) {
  STALE.delete(part);
  part.steps = undefined;
  part.el.removeAttribute("aria-busy");
  part.el.removeAttribute("data-heavy");
  if (!STALE.size) watching.abort();
}

let looking = false;

/**
 * Draw in the next frame what is in sight then, and in those after it what there was no time for.
 * @param {Set<Part>} [begun] what is begun: the rest of it waits for a pause
 */
function look(begun = new Set()) {
  if (looking || !STALE.size) return;
  looking = true;
  requestAnimationFrame(() => {
    looking = false;
    const used = touched;
    touched = [];
    const goOn = () => {
      touched.push(...used);
      look(begun);
    };
    if (!drawSeen(used, begun, false)) return goOn();
    requestAnimationFrame(() => {
      if (!drawSeen(used, begun, true)) return goOn();
      for (const { el, heavy } of STALE) el.toggleAttribute("data-heavy", heavy());
      drawInPauses();
    });
  });
}

/**
 * What is drawn may become smaller, and bring more into sight.
 * @param {EventTarget[]} used where the reader was at work
 * @param {Set<Part>} begun
 * @param {boolean} all what is heavy, too
 * @returns {boolean} whether there was time for all
 */
function drawSeen(used, begun, all) {
  const until = performance.now() + FRAME;
  for (;;) {
    const first = roof();
    const seen = [...STALE].filter(
      (part) =>
        !begun.has(part) && (used.includes(part.el) || inSight(part.el, first)) && (all || !part.heavy()),
    );
    if (!seen.length) return true;
    for (const part of seen) {
      proceed(part, until);
      if (part.steps) begun.add(part);
      if (performance.now() > until) return false;
    }
  }
}

/**
 * @param {HTMLElement} el what is folded is not in sight: only its line is
 * @param {number} first where what is in sight begins
 */
function inSight(el, first) {
  if (el instanceof HTMLDetailsElement && !el.open) return false;
  const { top, bottom } = el.getBoundingClientRect();
  return bottom > first && top < innerHeight && bottom > top;
}

/** Where what is in sight begins: the picker of an exported page stays at its top, over all else. */
function roof() {
  const picker = document.querySelector('[data-widget="picker"]')?.getBoundingClientRect();
  return picker && picker.top <= 0 ? picker.bottom : 0;
}

let watching = new AbortController();
watching.abort();

/** @type {EventTarget[]} Where the reader was at work since the last frame. */
let touched = [];

/** While something waits, look at all that may bring it into sight, or have it used out of sight. */
function watch() {
  if (!watching.signal.aborted) return;
  watching = new AbortController();
  const { signal } = watching;
  for (const kind of ["scroll", "resize", "toggle"])
    addEventListener(kind, () => look(), { capture: true, passive: true, signal });
  for (const kind of ["click", "input", "change", "focusin"]) {
    addEventListener(
      kind,
      (event) => {
        touched.push(...event.composedPath());
        look();
      },
      { signal },
    );
  }
  // The next stop of the keyboard is looked for in all of the page.
  addEventListener("keydown", ({ key }) => key === "Tab" && drawAll(), { capture: true, signal });
}

/** Milliseconds for which one pause is used: a click must not wait. */
const SLICE = 8;
/** Milliseconds for which what is in sight is laid out and drawn before a frame. */
const FRAME = 40;
let pausing = false;

function drawInPauses() {
  if (pausing || !light().length) return;
  pausing = true;
  pause().then(() => {
    pausing = false;
    const until = performance.now() + SLICE;
    for (const part of light()) {
      proceed(part, until);
      if (performance.now() > until) break;
    }
    drawInPauses();
  });
}

function light() {
  return [...STALE].filter(({ heavy }) => !heavy());
}

/** A pause in which the page can be scrolled and clicked. */
export function pause() {
  return new Promise((go) =>
    "requestIdleCallback" in globalThis
      ? requestIdleCallback(() => go(undefined), { timeout: 500 })
      : setTimeout(go),
  );
}
