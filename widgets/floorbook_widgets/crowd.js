/**
 * The picture of a chart with more marks than plotly draws while a reader waits. Plotly draws one
 * mark of each look, and the names of rows and columns; copies of them stand where they belong, as
 * far as they are near to what is in sight. What hovering and clicking need, plotly is given when the
 * pointer comes.
 */
import { Written, arrange, h } from "./dom.js";
import { CONFIG } from "./dress.js";
import { picked } from "./measure.js";
import { axesOf } from "./marks.js";

/** @import { Axis, Figure, Layout, Trace } from "./types" */
/** @import { Click, Drawn, Plotly } from "./plot.js" */

/** @typedef {{ trace: Trace, i: number, x: number, y: number }} Placed a mark, in pixels */
/** @typedef {{ id: string, kind: string, x: number, y: number }} Name of a row or a column, in pixels */
/** @typedef {(figure: Figure) => { data: Trace[], layout: Layout }} Dress a figure in the colours of the page */

/** From how many marks on a chart is a crowd. */
const MANY = 300;

/** How far beyond the window marks stand, in windows. */
const BEYOND = 0.4;

/**
 * Whether there is nothing to a figure but many marks and their rows and columns.
 * @param {Figure} figure
 */
export function isCrowd({ data, layout }) {
  const bare = axesOf(layout).every((name) => {
    const { automargin, showgrid, visible } = layout[name];
    return name.length === 5 && automargin === false && (visible === false || showgrid === false);
  });
  const marks = data.every(({ mode, customdata }) => customdata && String(mode).startsWith("markers"));
  return bare && marks && data.reduce((sum, { customdata = [] }) => sum + customdata.length, 0) > MANY;
}

/**
 * A function from what stands on an axis to pixels.
 * @param {Axis} axis
 * @param {number[]} range
 * @param {number} from
 * @param {number} to
 * @returns {(place: unknown) => number}
 */
function scale({ categoryarray }, [first, last], from, to) {
  const places = categoryarray && new Map(categoryarray.map((name, i) => [String(name), i]));
  return (place) =>
    from +
    (((places ? places.get(String(place)) : Number(place)) ?? NaN) - first) * ((to - from) / (last - first));
}

/** @param {Layout} layout */
function scales({ width = 0, height = 0, margin = {}, xaxis, yaxis }) {
  const { l = 0, r = 0, t = 0, b = 0 } = margin;
  return {
    x: scale(xaxis, xaxis.range ?? [0, 1], l, width - r),
    y: scale(yaxis, yaxis.range?.toReversed() ?? [0, 1], t, height - b),
  };
}

/**
 * The names of rows and columns in the order in which plotly draws them.
 * @param {Layout} layout
 * @returns {Name[]}
 */
function namesOf(layout) {
  const { x, y } = scales(layout);
  /** @param {Axis} axis */
  const ticks = ({ visible, categoryarray = [], tickvals = categoryarray }) =>
    visible === false ? [] : tickvals.map(String);
  const annotations = /** @type {{ text: string, y: unknown }[]} */ (layout.annotations ?? []);
  return [
    ...ticks(layout.yaxis).map((id) => ({ id: `row ${id}`, kind: ".ytick", x: 0, y: y(id) })),
    ...ticks(layout.xaxis).map((id) => ({ id: `column ${id}`, kind: ".xtick", x: x(id), y: 0 })),
    ...annotations.map(({ text, y: place }) => ({ id: text, kind: ".annotation", x: 0, y: y(place) })),
  ].filter((name) => !Number.isNaN(name.x + name.y));
}

/** @type {WeakMap<Trace, unknown[][]>} What each trace has one of for each mark, as far as that is seen. */
const LISTS = new WeakMap();

/** @param {unknown} value @param {number} n @returns {unknown[][]} */
function lists(value, n) {
  if (Array.isArray(value) && value.length === n) return [value];
  return value && typeof value === "object" ? Object.values(value).flatMap((inner) => lists(inner, n)) : [];
}

/** The text of a mark. @param {Trace} trace @param {number} i */
function textOf({ text = "" }, i) {
  return Array.isArray(text) ? text[i] : text;
}

/** Whether plotly reads a text as more than its letters. @param {string} text */
function isMarkup(text) {
  return /[<&]/.test(text);
}

/**
 * What marks that look the same have in common.
 * @param {Trace} trace
 * @param {number} i
 * @param {number} number of the trace
 */
function lookOf(trace, i, number) {
  const { marker, textfont, textposition, customdata = [] } = trace;
  const own = LISTS.get(trace) ?? lists({ marker, textfont, textposition }, customdata.length);
  LISTS.set(trace, own);
  const text = textOf(trace, i);
  return [number, isMarkup(text) ? text : "", ...own.map((list) => list[i])].join("\n");
}

/** @param {string} name @param {...Node} children */
function svg(name, ...children) {
  const el = document.createElementNS("http://www.w3.org/2000/svg", name);
  el.append(...children);
  return el;
}

/** @param {SVGElement} el @param {number} x @param {number} y */
function put(el, x, y) {
  const there = `translate(${x},${y})`;
  if (el.getAttribute("transform") !== there) el.setAttribute("transform", there);
  return el;
}

export class Crowd {
  /** @type {Plotly} */
  #library;
  #onMark;
  /** @type {Written<SVGElement>} */
  #written = new Written();
  #defs = svg("defs");
  #lines = svg("g");
  #parts = svg("g");
  #picture = svg("svg", this.#defs, this.#lines, this.#parts);
  /** Plotly's picture of nothing, which knows where marks are. */
  #live = h("div", { class: "live", hidden: true });
  el = h("div", { class: "crowd" }, this.#picture, this.#live);
  /** @type {unknown[]} What copies depend on, but for the figure. */
  #looks = [];
  /** @type {Map<string, SVGElement>} A mark of each look, to be copied. */
  #samples = new Map();
  /** @type {Map<string, { el: SVGElement, x: number, y: number }>} */
  #names = new Map();
  /** @type {Figure} */
  #figure = { data: [], layout: /** @type {Layout} */ ({}) };
  /** @type {Dress} */
  #dress = (figure) => figure;
  /** @type {Placed[]} */
  #marks = [];
  /** From where to where copies stand. */
  #from = 0;
  #to = 0;

  /** @param {Plotly} library @param {(trace: Trace, mark: number) => void} onMark @param {AbortSignal} signal */
  constructor(library, onMark, signal) {
    this.#library = library;
    this.#onMark = onMark;
    this.#picture.setAttribute("class", "main-svg");
    for (const kind of ["pointermove", "pointerdown"])
      this.el.addEventListener(kind, (event) => this.#aim(/** @type {PointerEvent} */ (event)), { signal });
    for (const kind of ["scroll", "resize"])
      addEventListener(kind, () => this.#follow(), { capture: true, passive: true, signal });
    signal.addEventListener("abort", () => this.#library.purge(this.#live), { once: true });
  }

  /**
   * @param {Figure} figure laid out for its page
   * @param {unknown[]} looks all else that it depends on
   * @param {Dress} dress
   * @param {boolean} all whether it stands there as a whole, and not only what is near to what is in sight
   */
  draw(figure, looks, dress, all) {
    if (looks.some((one, i) => one !== this.#looks[i])) {
      this.#looks = looks;
      for (const known of [this.#samples, this.#names, this.#written]) known.clear();
    }
    [this.#figure, this.#dress] = [figure, dress];
    const { width = 0, height = 0 } = figure.layout;
    this.#picture.setAttribute("width", String(width));
    this.#picture.setAttribute("height", String(height));
    const { x, y } = scales(figure.layout);
    this.#marks = figure.data.flatMap((trace) =>
      (trace.customdata ?? []).map((_, i) => ({ trace, i, x: x(trace.x?.[i]), y: y(trace.y?.[i]) })),
    );
    this.#show(all ? [-Infinity, Infinity] : this.#around());
  }

  /** From where to where there is something to be seen soon. */
  #around() {
    const { top } = this.el.getBoundingClientRect();
    return [-top - BEYOND * innerHeight, -top + (1 + BEYOND) * innerHeight];
  }

  /** Scrolled, more comes into sight. */
  #follow() {
    const { top } = this.el.getBoundingClientRect();
    if (top > innerHeight || -top > Number(this.#figure.layout.height)) return;
    if (-top < this.#from || innerHeight - top > this.#to) this.#show(this.#around());
  }

  /** @param {number[]} part of the picture */
  #show([from, to]) {
    [this.#from, this.#to] = [from, to];
    this.#live.hidden = true;
    const numbers = new Map(this.#figure.data.map((trace, number) => [trace, number]));
    const marks = this.#seen().map((mark) => {
      const look = lookOf(mark.trace, mark.i, numbers.get(mark.trace) ?? 0);
      return { ...mark, look, text: textOf(mark.trace, mark.i), row: mark.trace.customdata?.[mark.i] };
    });
    const names = namesOf(this.#figure.layout).filter(
      ({ kind, y }) => kind === ".xtick" || (y >= from && y <= to),
    );
    if (marks.some(({ look }) => !this.#samples.has(look)) || names.some(({ id }) => !this.#names.has(id)))
      this.#learn();
    const { width = 0, height = 0, margin: { r = 0, b = 0 } = {} } = this.#figure.layout;
    for (const line of this.#lines.children)
      line.setAttribute(
        "d",
        String(line.getAttribute("d")).replace(
          /([HV]).+/,
          (_, way) => `${way}${way === "H" ? width - r : height - b}`,
        ),
      );
    arrange(this.#parts, [
      ...names.flatMap(({ id, x, y }) => {
        const known = this.#names.get(id);
        return known ? [put(known.el, x - known.x, y - known.y)] : [];
      }),
      ...marks.map(({ row, look, text, x, y }) =>
        put(
          this.#written.of(row, look + text, () => this.#copy(look, text)),
          x,
          y,
        ),
      ),
    ]);
  }

  #seen() {
    return this.#marks.filter(({ y }) => y >= this.#from && y <= this.#to);
  }

  /** Have plotly draw one mark of each look, and all names. */
  #learn() {
    const { data, layout } = this.#figure;
    /** @type {string[][]} */
    const looks = [];
    const samples = data.flatMap((trace, number) => {
      const found = new Set();
      const first = (trace.customdata ?? []).map((_, i) => {
        const look = lookOf(trace, i, number);
        return !found.has(look) && Boolean(found.add(look));
      });
      if (found.size) looks.push([...found]);
      return found.size ? [picked(trace, first)] : [];
    });
    const place = h("div", { class: "samples" });
    this.el.append(place);
    const { data: dressed, layout: around } = this.#dress({ data: samples, layout });
    const end = () => {
      this.#library.purge(place);
      place.remove();
    };
    this.#library.react(place, dressed, around, { staticPlot: true }).then(end);
    for (const [k, trace] of [...place.querySelectorAll(".scatterlayer .trace")].entries()) {
      const [shapes, texts] = [".point", ".textpoint"].map((kind) => trace.querySelectorAll(kind));
      looks[k].forEach((look, i) => {
        shapes[i].removeAttribute("transform");
        for (const el of texts[i]?.querySelectorAll("[x]") ?? [])
          for (const name of ["x", "y"]) el.setAttribute(name, "0");
        this.#samples.set(look, svg("g", shapes[i], ...(texts[i] ? [texts[i]] : [])));
      });
    }
    /** @type {Map<string, Element[]>} */
    const drawn = new Map();
    for (const { id, kind, x, y } of namesOf(layout)) {
      const left = drawn.get(kind) ?? [...place.querySelectorAll(`${kind}:not(${kind} ${kind})`)];
      drawn.set(kind, left);
      this.#names.set(id, { el: svg("g", ...left.splice(0, 1)), x, y });
    }
    this.#lines.replaceChildren(...place.querySelectorAll(".xlines-above, .ylines-above"));
    this.#defs.append(...place.querySelectorAll(".gradients > *"));
  }

  /** @param {string} look @param {string} text */
  #copy(look, text) {
    const el = /** @type {SVGElement} */ (this.#samples.get(look)?.cloneNode(true) ?? svg("g"));
    const shown = el.querySelector("text");
    if (shown && !isMarkup(text)) shown.textContent = text;
    return el;
  }

  /** Give plotly the marks that are near, and the pointer. @param {PointerEvent} event */
  #aim(event) {
    if (!this.#live.hidden) return;
    this.#live.hidden = false;
    const { width = 0, height = 0 } = this.#figure.layout;
    const [from, to] = [Math.max(0, Math.floor(this.#from)), Math.min(height, this.#to)];
    this.#live.style.top = `${from}px`;
    const near = new Set(this.#seen());
    const data = this.#figure.data.map((trace) => {
      const own = this.#marks.filter((mark) => mark.trace === trace);
      const part = picked(
        trace,
        own.map((mark) => near.has(mark)),
      );
      const places = own.filter((mark) => near.has(mark));
      const [x, y] = [places.map((mark) => mark.x), places.map((mark) => mark.y - from)];
      return { ...part, x, y, mode: "markers", marker: { ...part.marker, opacity: 0 } };
    });
    const axis = { visible: false, automargin: false };
    const figure = this.#dress({
      data,
      layout: {
        ...this.#figure.layout,
        ...{ height: to - from, margin: { l: 0, r: 0, t: 0, b: 0 }, annotations: [] },
        ...{ xaxis: { ...axis, range: [0, width] }, yaxis: { ...axis, range: [to - from, 0] } },
      },
    });
    const begun = this.#live.firstChild;
    this.#library.react(this.#live, figure.data, figure.layout, CONFIG);
    if (!begun)
      /** @type {Drawn} */ (this.#live).on(
        "plotly_click",
        ({ points: [{ data, pointIndex, pointNumber }] }) => this.#onMark(data, pointIndex ?? pointNumber),
      );
    this.#live.querySelector(".nsewdrag")?.dispatchEvent(new MouseEvent("mousemove", event));
  }
}
