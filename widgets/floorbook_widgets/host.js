/**
 * The static host: gives the widgets of an exported page what anywidget gives them in a notebook,
 * keeps what is picked in the address, and saves the page as it stands.
 */
import chart from "./chart.js";
import evidence from "./evidence.js";
import matrix from "./matrix.js";
import picker from "./picker.js";
import sidebyside from "./sidebyside.js";
import table from "./table.js";
import { fragment, parsed } from "./address.js";
import { download } from "./csv.js";
import { h, listen } from "./dom.js";
import { change, traitsOf } from "./selection.js";

/** @import { Host, Model, PointRecord } from "./types" */

/** @type {Record<string, { render(context: import("./types").Context): void | Promise<void> }>} */
const WIDGETS = { chart, evidence, matrix, picker, sidebyside, table };

/** A model as anywidget has it, with nobody at the other end. */
export class StaticModel {
  /** @type {Map<string, Set<() => void>>} */
  #listeners = new Map();
  /** @type {Record<string, any>} */
  #state;

  /** @param {Record<string, any>} state */
  constructor(state) {
    this.#state = state;
  }

  /** @param {string} name */
  get(name) {
    return this.#state[name];
  }

  /** @param {string} name @param {unknown} value */
  set(name, value) {
    if (JSON.stringify(this.#state[name]) === JSON.stringify(value)) return;
    this.#state[name] = value;
    for (const fn of [...(this.#listeners.get(`change:${name}`) ?? [])]) fn();
  }

  /** @param {string} name @param {() => void} fn */
  on(name, fn) {
    this.#listeners.set(name, (this.#listeners.get(name) ?? new Set()).add(fn));
  }

  /** @param {string} name @param {() => void} fn */
  off(name, fn) {
    this.#listeners.get(name)?.delete(fn);
  }

  save_changes() {}
}

/** The models of the page by id, from the states that stand in it. */
function models() {
  const states = [...document.querySelectorAll('script[type="application/json"][data-model]')];
  return new Map(states.map((el) => [/** @type {HTMLElement} */ (el).dataset.model ?? "", new StaticModel(JSON.parse(el.textContent ?? "{}"))]));
}

/** plotly, opened once the text is on screen, and run as an inline script that the policy names. */
async function openPlotly() {
  const packed = document.getElementById("floorbook-plotly")?.textContent;
  if (!packed) throw new Error("this page has no charts");
  const bytes = Uint8Array.from(atob(packed.trim()), (c) => c.charCodeAt(0));
  const text = await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
  const el = document.createElement("script");
  el.textContent = text;
  document.head.append(el);
  el.remove();
  // The bundle leaves its library where its own header says: on the page itself.
  const page = /** @type {any} */ (globalThis);
  return { exports: { Plotly: page.moduleName ?? page.Plotly } };
}

/**
 * @param {Map<string, StaticModel>} all
 * @returns {Host}
 */
function host(all) {
  /** @type {Promise<{ exports: any }> | undefined} */
  let library;
  return {
    getModel: async (ref) => {
      const model = all.get(ref);
      if (!model) throw new Error(`this page holds no ${ref}`);
      return model;
    },
    getWidget: () => (library ??= openPlotly()),
  };
}

/** @param {Model} selection */
function prefixOf(selection) {
  return selection.get("name") === "floor" ? "" : `${selection.get("name")}.`;
}

/**
 * What is picked in every Selection, as one fragment.
 * @param {Model[]} selections
 */
function address(selections) {
  return selections.map((selection) => {
    const facets = selection.get("facets");
    const picked = Object.fromEntries([...traitsOf(selection), "focus"].map((trait) => [trait, selection.get(trait)]));
    return fragment(facets, picked, prefixOf(selection));
  }).filter(Boolean).join("&");
}

/**
 * Take over what the text asks for; what it does not name is picked whole.
 * @param {Model[]} selections
 * @param {string} text
 */
function follow(selections, text) {
  for (const selection of selections) {
    const points = new Set(selection.get("records").map((/** @type {PointRecord} */ r) => r.id));
    const asked = parsed(text, selection.get("facets"), points, prefixOf(selection));
    if (asked) change(selection, asked);
  }
}

/**
 * Keep the address in step with what is picked. A heading's anchor in the address stays alone until
 * something is picked.
 * @param {Model[]} selections
 * @param {AbortSignal} signal
 */
function keepAddress(selections, signal) {
  const here = () => {
    const text = address(selections);
    history.replaceState(null, "", text ? `#${text}` : location.pathname + location.search);
  };
  for (const selection of selections) listen(selection, [...traitsOf(selection), "focus"], here, signal);
  addEventListener("hashchange", () => follow(selections, location.hash.slice(1)), { signal });
}

/** The page as it was sent, before anything in it changed. */
const PRISTINE = `<!doctype html>\n${document.documentElement.outerHTML}\n`;
const SAVED = "floorbook-view";

/**
 * Save a copy of the page that opens as it stands: the pristine text, with the view as JSON.
 * @param {Model[]} selections
 */
function save(selections) {
  const view = JSON.stringify(address(selections)).replace(/</g, "\\u003c");
  const without = PRISTINE.replace(new RegExp(`<script[^>]*id="${SAVED}"[^>]*>[^<]*</scr` + "ipt>\\n?"), "");
  const end = without.lastIndexOf("</body>");
  const text = `${without.slice(0, end)}<script type="application/json" id="${SAVED}">${view}</scr${"ipt>"}\n${without.slice(end)}`;
  const name = decodeURIComponent(location.pathname.split("/").pop() ?? "").replace(/(-view)?\.html?$/, "") || "report";
  download(`${name}-view.html`, text, "text/html");
}

/** @param {Model[]} selections */
function viewTools(selections) {
  document.querySelector("footer")?.prepend(h("p", { class: "view-tools" },
    h("button", { type: "button", "data-save": true, onclick: () => save(selections) }, "Save this view as a file"),
    h("button", { type: "button", onclick: () => print() }, "Print")));
}

async function start() {
  const all = models();
  const selections = [...all.values()].filter((model) => Array.isArray(model.get("facets")));
  const page = host(all);
  const controller = new AbortController();
  const saved = document.getElementById(SAVED)?.textContent;
  if (saved && !location.hash) follow(selections, JSON.parse(saved));
  follow(selections, location.hash.slice(1));
  await Promise.all([...document.querySelectorAll("[data-widget][data-model]")].map(async (found) => {
    const el = /** @type {HTMLElement} */ (found);
    const model = all.get(el.dataset.model ?? "");
    const widget = WIDGETS[el.dataset.widget ?? ""];
    if (!model || !widget) return;
    await widget.render({ model, el, signal: controller.signal, host: page });
    el.classList.add("live");
  }));
  keepAddress(selections, controller.signal);
  if (selections.length) viewTools(selections);
  document.documentElement.classList.add("ready");
}

start();
