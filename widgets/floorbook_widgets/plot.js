/** The picture of a chart: plotly's, as wide as the page lets it be, in the colours of the page. */
import { CONFIG, dressed, isDark } from "./dress.js";
import { Crowd, isCrowd } from "./crowd.js";
import { LIVE, h } from "./dom.js";
import { roomy, stacked } from "./stack.js";

/** @import { Figure, Host, Layout, PlotlyState, Trace } from "./types" */

/**
 * @typedef {{ points: { data: Trace, pointIndex?: number, pointNumber: number }[] }} Click
 * @typedef {HTMLElement & { on(name: "plotly_click", fn: (event: Click) => void): void }} Drawn
 * @typedef Plotly as much of it as is used here
 * @property {(el: HTMLElement, data: Trace[], layout: Layout, config?: object) => Promise<void>} react
 * @property {(el: HTMLElement) => void} purge
 * @property {(figure: object, how: object) => Promise<string>} toImage
 */

/** The width of the text on a printed page, in pixels. */
const PAPER = 640;

/** How long plotly may take to arrive, in milliseconds, before the table has to do. */
const PATIENCE = 30000;

/**
 * @param {Host} host
 * @param {string} ref
 * @returns {Promise<Plotly>}
 */
export async function plotly(host, ref) {
  const until = Date.now() + PATIENCE;
  for (;;) {
    try {
      return (await host.getWidget(ref)).exports.Plotly;
    } catch (error) {
      if (Date.now() > until) throw error;
      await new Promise((again) => setTimeout(again, 250));
    }
  }
}

export class Plot {
  /** @type {Plotly | undefined} */
  #plotly;
  /** @type {(trace: Trace, mark: number) => void} */
  #onMark;
  /** @type {AbortSignal} */
  #signal;
  #width = 0;
  /** @type {unknown[]} What is drawn: the figure, and all that its looks depend on. */
  #drawn = [];
  /** @type {Crowd | undefined} Its picture, once it has too many marks for plotly. */
  #crowd;
  /** Whether it is drawn for paper. */
  paper = false;

  /**
   * @param {(trace: Trace, mark: number) => void} onMark is told which mark was clicked
   * @param {AbortSignal} signal
   */
  constructor(onMark, signal) {
    this.#onMark = onMark;
    this.#signal = signal;
    this.el = h("div", { ...LIVE, class: "plot", "aria-hidden": "true", tabindex: -1 });
  }

  /** @param {Plotly} library */
  start(library) {
    this.#plotly = library;
  }

  /** Without plotly, words stand in the picture's place. @param {string} text */
  giveUp(text) {
    this.hold(0);
    this.el.replaceChildren(h("p", { class: "note" }, text));
  }

  /** Keep the place for a picture of this height. @param {number} height */
  hold(height) {
    this.el.style.minHeight = `${height}px`;
  }

  /** Whether it is as wide as it was drawn for; its height is of its own making. */
  get fits() {
    return this.el.clientWidth === this.#width;
  }

  /** @param {Figure} figure @param {PlotlyState} colours */
  draw(figure, colours) {
    if (!this.#plotly || this.el.hidden) return;
    // Hidden, as by JupyterLab while it changes the theme, a chart keeps its width; one that was
    // never seen is drawn when it is shown, as that changes its size.
    this.#width = this.el.clientWidth || this.#width;
    if (!this.#width) return;
    const page = this.paper ? Math.min(this.#width, PAPER) : this.#width;
    const dark = isDark() && !this.paper;
    const shows = [figure, page, dark, this.#crowd && this.paper];
    if (shows.every((one, i) => one === this.#drawn[i])) return;
    const laid = roomy(stacked(figure, page), page);
    this.hold(laid.layout.height ?? 360);
    const again = this.#drawn.length > 0;
    this.#drawn = shows;
    /** @param {{ data: Trace[], layout: Layout }} part */
    const dress = (part) => dressed(part, colours, dark);
    if (!this.#crowd && isCrowd(laid)) this.#gather(this.#plotly);
    if (this.#crowd) return this.#crowd.draw(laid, [page, dark], dress, this.paper);
    const { data, layout } = dress(laid);
    this.#plotly.react(this.el, data, layout, again ? undefined : CONFIG); // kept, once it is given
    if (!again) this.#begun();
  }

  /** @param {Plotly} library */
  #gather(library) {
    library.purge(this.el);
    this.#crowd = new Crowd(library, this.#onMark, this.#signal);
    this.el.replaceChildren(this.#crowd.el);
  }

  #begun() {
    // Where plotly measures its texts, off the page: a picture without a name to those who hear it.
    document.getElementById("js-plotly-tester")?.setAttribute("aria-hidden", "true");
    /** @type {Drawn} */ (this.el).on("plotly_click", ({ points: [{ data, pointIndex, pointNumber }] }) => {
      this.#onMark(data, pointIndex ?? pointNumber);
    });
  }

  end() {
    if (this.#drawn.length && !this.#crowd) this.#plotly?.purge(this.el);
  }
}
