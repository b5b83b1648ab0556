/** What is picked, as the fragment of an address, and back. */

/** @import { Facet, Focus } from "./types" */

/** @typedef {{ [trait: string]: string[] } & { focus?: Focus }} Picked */
/**
 * What a reader may change in one widget, by trait.
 * @typedef {Record<string, Scalar | Scalar[] | null>} Own
 */

/**
 * The fragment for what is picked: only what differs from the page as it was made, and what is in
 * focus.
 * @param {Facet[]} facets
 * @param {Picked} picked
 * @param {Picked} made
 * @param {string} prefix
 */
export function fragment(facets, picked, made, prefix = "") {
  /** @type {string[]} */
  const parts = [];
  for (const { trait } of facets) {
    if (String(picked[trait]) !== String(made[trait]))
      parts.push(`${prefix}${trait}=${picked[trait].map(encodeURIComponent).join(",")}`);
  }
  /** @type {Focus} */
  const { points, label, at } = picked.focus ?? { points: [], label: "", at: "" };
  if (label) parts.push(`${prefix}focus=${[at, label, ...points].map(encodeURIComponent).join(",")}`);
  return parts.join("&");
}

/**
 * What a fragment asks for. Unknown names and ids are left out; a fragment that names nothing known
 * gives null.
 * @param {string} text without the leading #
 * @param {Facet[]} facets
 * @param {Set<string>} points the ids that can be in focus
 * @param {string} prefix
 * @returns {Picked | null}
 */
export function parsed(text, facets, points, prefix = "") {
  // A part without "=" is a heading's anchor, whatever the heading is called.
  const given = new Map(
    text
      .split("&")
      .filter((part) => part.includes("="))
      .map((part) => {
        const [name, ...rest] = part.split("=");
        return /** @type {[string, string]} */ ([name, rest.join("=")]);
      }),
  );
  /** @type {Picked} */
  const picked = {};
  for (const { trait, options } of facets) {
    const value = given.get(prefix + trait);
    if (value === undefined) continue;
    const ids = new Set(value.split(",").map(decoded));
    const known = options.map(({ id }) => id).filter((id) => ids.has(id));
    if (known.length || value === "") picked[trait] = known;
  }
  const focus = given.get(`${prefix}focus`);
  if (focus) {
    const [at, label = "", ...ids] = focus.split(",").map(decoded);
    const known = ids.filter((id) => points.has(id));
    // A mark without points says that nothing is recorded; a mark of unknown points says nothing.
    if (known.length || !ids.length) picked.focus = { at, label, points: known };
  }
  return Object.keys(picked).length ? picked : null;
}

/** @typedef {string | number | boolean} Scalar */

/**
 * The fragment for what a reader has changed in one widget: order, folds, thresholds.
 * @param {string} name the widget's
 * @param {Own} state
 * @param {Own} made
 */
export function ownFragment(name, state, made) {
  /** @param {string} trait */
  const values = (trait) => [state[trait] ?? []].flat().map(encodeURIComponent).join(",");
  return Object.keys(made)
    .filter((trait) => String(state[trait]) !== String(made[trait]))
    .map((trait) => `${encodeURIComponent(name)}.${trait}=${values(trait)}`)
    .join("&");
}

/**
 * What a fragment asks for in one widget; values that it cannot take are left out, and a trait of
 * which nothing is left is not named.
 * @param {string} text without the leading #
 * @param {string} name the widget's
 * @param {Own} made
 * @param {Record<string, Scalar[] | null>} allowed by trait; null for any text or any number, as it was made
 */
export function ownParsed(text, name, made, allowed) {
  /** @type {Record<string, Scalar | Scalar[]>} */
  const found = {};
  for (const part of text.split("&")) {
    const [key, value] = [part.slice(0, part.indexOf("=")), part.slice(part.indexOf("=") + 1)];
    const trait = Object.keys(allowed).find((one) => key === `${encodeURIComponent(name)}.${one}`);
    if (trait === undefined) continue;
    const values = [...new Set(value.split(","))]
      .map(decoded)
      .flatMap((one) => known(one, allowed[trait], typeof made[trait] === "string"));
    if (!Array.isArray(made[trait])) {
      if (values.length) found[trait] = values[0];
    } else if (values.length || value === "") found[trait] = values;
  }
  return found;
}

/** Characters of a text that a reader may type; what is beyond them is cut off. */
export const LONGEST = 200;

/** @param {string} text @param {Scalar[] | null} allowed @param {boolean} free @returns {Scalar[]} */
function known(text, allowed, free) {
  if (allowed) return allowed.filter((value) => String(value) === text).slice(0, 1);
  if (free) return [text.slice(0, LONGEST)];
  return text.trim() && Number.isFinite(Number(text)) ? [Number(text)] : [];
}

/**
 * Decoded text; text that is no valid encoding stands for itself.
 * @param {string} text
 */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
