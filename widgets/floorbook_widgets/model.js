/** The models of an exported page. */

/** @import { Model } from "./types" */

/**
 * A model as anywidget has it, with nobody at the other end.
 * @template {object} State
 * @implements {Model<State>}
 */
export class StaticModel {
  /** @type {Map<string, Set<() => void>>} */
  #listeners = new Map();
  /** @type {State} */
  #state;

  /** @param {State} state */
  constructor(state) {
    this.#state = state;
  }

  /** @template {keyof State} K @param {K} name */
  get(name) {
    return this.#state[name];
  }

  /** @template {keyof State} K @param {K} name @param {State[K]} value */
  set(name, value) {
    if (JSON.stringify(this.#state[name]) === JSON.stringify(value)) return;
    this.#state[name] = value;
    for (const fn of [...(this.#listeners.get(`change:${String(name)}`) ?? [])]) fn();
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
