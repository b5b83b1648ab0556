/**
 * The static host: gives the widgets of an exported page what anywidget gives them in a notebook,
 * keeps what is picked in the address, and saves the page as it stands.
 */
import board from "./board.js";
import cards from "./cards.js";
import chart from "./chart.js";
import evidence from "./evidence.js";
import findings from "./findings.js";
import matrix from "./matrix.js";
import picker from "./picker.js";
import sidebyside from "./sidebyside.js";
import table from "./table.js";
import { h } from "./dom.js";
import { StaticModel } from "./model.js";
import { lines, run } from "./packed.js";
import { download, fileName } from "./saving.js";
import { pause } from "./sight.js";
import { leadTo } from "./taking.js";
import { address, follow, keepAddress, viewsOf } from "./view.js";

/** @import { Context, Host, Kept, Model, Phrases, Selection, WidgetState } from "./types" */
/** @import { Views } from "./view.js" */

/** @typedef {{ kept?: Kept, render(context: Context): void | Promise<void> }} Widget whichever it is */
/** @typedef {StaticModel<WidgetState>} Held */

const WIDGETS = /** @type {Record<string, Widget>} */ (
  /** @type {unknown} */ ({ board, cards, chart, evidence, findings, matrix, picker, sidebyside, table })
);

/**
 * The models of the page by id, from the states that it carries.
 * @returns {Promise<Map<string, Held>>}
 */
async function models() {
  if (!document.getElementById("floorbook-states")) return new Map();
  /** @type {Map<string, Record<string, unknown>>} */
  const states = new Map();
  for await (const line of lines("floorbook-states")) {
    const [id, trait, part] = JSON.parse(line);
    const state = states.get(id) ?? {};
    states.set(id, state);
    const before = state[trait];
    if (Array.isArray(before)) before.push(...part);
    else state[trait] = before ? Object.assign(before, part) : part;
  }
  return new Map(
    [...states].map(([id, state]) => [
      id,
      new StaticModel(/** @type {WidgetState} */ (/** @type {unknown} */ (state))),
    ]),
  );
}

/** plotly, opened once the text is on screen: first read, as an inline script that the policy names, then made. */
async function openPlotly() {
  await run("floorbook-plotly");
  await new Promise((go) => setTimeout(go));
  // Where the bundle's own header leaves what makes the library: see build.mjs.
  const page = /** @type {typeof globalThis & { moduleName?: () => unknown }} */ (globalThis);
  return { exports: { Plotly: page.moduleName?.() } };
}

/**
 * @param {Map<string, Held>} all
 * @returns {Host}
 */
function host(all) {
  /** @type {ReturnType<typeof openPlotly> | undefined} */
  let library;
  return {
    /** @template {object} State @param {string} ref @returns {Promise<Model<State>>} */
    getModel: async (ref) => {
      const model = all.get(ref);
      if (!model) throw new Error(`this page holds no ${ref}`);
      return /** @type {Model<State>} */ (/** @type {unknown} */ (model));
    },
    /** @template Exports @returns {Promise<{ exports: Exports }>} */
    getWidget: () => /** @type {Promise<{ exports: Exports }>} */ ((library ??= openPlotly())),
  };
}

document.currentScript?.remove(); // put there by the loader

/** The page as it was sent, before anything in it changed, without the blank end that parsing moves into it. */
const PRISTINE = pristine();
const SAVED = "floorbook-view";

function pristine() {
  const text = document.documentElement.outerHTML;
  const end = text.lastIndexOf("</body>");
  return `<!doctype html>\n${text.slice(0, end).trimEnd()}${text.slice(end)}\n`;
}

/**
 * Save a copy of the page that opens as it stands: the pristine text, with the view as JSON.
 * @param {Views} views
 */
function save(views) {
  const view = JSON.stringify(address(views)).replace(/</g, "\\u003c");
  const without = PRISTINE.replace(new RegExp(`<script[^>]*id="${SAVED}"[^>]*>[^<]*</scr${"ipt>"}\\n?`), "");
  const end = without.lastIndexOf("</body>");
  const script = `<script type="application/json" id="${SAVED}">${view}</scr${"ipt>"}`;
  const text = `${without.slice(0, end)}${script}\n${without.slice(end)}`;
  const [selection] = views.selections.keys();
  download(fileName(selection, [], "view", "html"), text, "text/html");
}

/**
 * Keep what the keyboard comes to from under the picker, which stays in sight: scrolling stops at
 * its lower edge, folded or not.
 * @param {AbortSignal} signal
 */
function keepClear(signal) {
  const picker = document.querySelector("[data-widget=picker]");
  if (!picker) return;
  const observer = new ResizeObserver(() => {
    document.documentElement.style.scrollPaddingTop = `${picker.getBoundingClientRect().height + 8}px`;
  });
  observer.observe(picker);
  signal.addEventListener("abort", () => observer.disconnect(), { once: true });
}

/** @param {Views} views @param {Phrases} phrases */
function viewTools(views, phrases) {
  document
    .querySelector("footer")
    ?.prepend(
      h(
        "p",
        { class: "view-tools" },
        h("button", { type: "button", "data-save": true, onclick: () => save(views) }, phrases["save view"]),
        h("button", { type: "button", onclick: () => print() }, phrases.print),
      ),
    );
}

/** From how many points on a page comes alive with pauses. */
const MANY = 600;

async function start() {
  const all = await models();
  const places = [...document.querySelectorAll("[data-widget][data-model]")].flatMap((found) => {
    const el = /** @type {HTMLElement} */ (found);
    const model = all.get(el.dataset.model ?? "");
    const widget = WIDGETS[el.dataset.widget ?? ""];
    return model && widget ? [{ el, model, widget }] : [];
  });
  const views = viewsOf(
    [...all.values()],
    places.map(({ model, widget }) => ({
      model,
      kept: widget.kept ?? {},
      selection: /** @type {Selection} */ (/** @type {unknown} */ (all.get(model.get("selection")))),
    })),
  );
  const page = host(all);
  const { signal } = new AbortController();
  const saved = document.getElementById(SAVED)?.textContent;
  const asked = location.hash.slice(1) || (saved ? JSON.parse(saved) : "");
  const open = follow(views, asked);
  // A large page can be read, scrolled and clicked while it comes alive from its top down.
  const large = [...views.selections.keys()].some((selection) => selection.get("records").length > MANY);
  for (const { el, model, widget } of places) {
    if (large) await pause();
    await widget.render({ model, el, signal, host: page });
    el.classList.add("live");
  }
  open();
  keepAddress(views, signal);
  keepClear(signal);
  requestAnimationFrame(() => leadTo(asked)); // under the picker, which keepClear has measured by then
  const [one] = views.selections.keys();
  if (one) viewTools(views, one.get("phrases"));
  document.documentElement.classList.add("ready");
}

start();
