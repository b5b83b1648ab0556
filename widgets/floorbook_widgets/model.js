/** The models of an exported page. */

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
