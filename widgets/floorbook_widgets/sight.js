/**
 * When widgets draw: what is in sight in the next frame, everything else when it comes into sight,
 * before the page is printed, or in a pause of the reader's. What waits says so, as `aria-busy`; what
 * no pause is long enough for, as `data-heavy`: in sight, it is drawn a frame after the rest.
 */

/**
 * @typedef Part what is drawn in one go
 * @property {HTMLElement} el
 * @property {() => void} draw
 * @property {() => boolean} heavy whether it would fill more than a pause: it waits until it is seen
 */

/** @type {Set<Part>} What does not show yet what it should. */
const STALE = new Set();

/**
 * A function that has a part of the page drawn, once for all its calls.
 * @param {HTMLElement} el
 * @param {() => void} draw
 * @param {AbortSignal} signal
 * @param {() => boolean} [heavy] whether no pause is long enough for it
 * @returns {() => void}
 */
export function whenSeen(el, draw, signal, heavy = () => false) {
  const part = { el, draw, heavy };
  const seen = new IntersectionObserver(look);
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
    if (signal.aborted) return;
    STALE.add(part);
    el.setAttribute("aria-busy", "true");
    watch();
    look();
  };
}

/** Draw everything that waits. */
export function drawAll() {
  for (const part of STALE) fresh(part); // that too which one of them asks for on the way
}

/** @param {Part} part */
function fresh(part) {
  settle(part);
  part.draw();
}

/** @param {Part} part which does not wait any more */
function settle(part) {
  STALE.delete(part);
  part.el.removeAttribute("aria-busy");
  part.el.removeAttribute("data-heavy");
  if (!STALE.size) watching.abort();
}

let looking = false;

/** Draw in the next frame what is in sight then. */
function look() {
  if (looking || !STALE.size) return;
  looking = true;
  requestAnimationFrame(() => {
    looking = false;
    const used = touched;
    touched = [];
    drawSeen(used, false);
    requestAnimationFrame(() => {
      drawSeen(used, true);
      for (const { el, heavy } of STALE) el.toggleAttribute("data-heavy", heavy());
      drawInPauses();
    });
  });
}

/**
 * What is drawn may become smaller, and bring more into sight.
 * @param {EventTarget[]} used where the reader was at work
 * @param {boolean} all what is heavy, too
 */
function drawSeen(used, all) {
  for (;;) {
    const first = roof();
    const seen = [...STALE].filter(
      ({ el, heavy }) => (used.includes(el) || inSight(el, first)) && (all || !heavy()),
    );
    if (!seen.length) return;
    seen.forEach(fresh);
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
    addEventListener(kind, look, { capture: true, passive: true, signal });
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
let pausing = false;

function drawInPauses() {
  if (pausing || !light().length) return;
  pausing = true;
  pause().then(() => {
    pausing = false;
    const until = performance.now() + SLICE;
    for (const part of light()) {
      fresh(part);
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
