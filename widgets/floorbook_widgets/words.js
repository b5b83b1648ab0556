/** An index of records by the words of their texts. */
import { pause } from "./sight.js";

/** Letters of scripts that leave no blanks between words. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;

/** Milliseconds for which words are noted in one go. */
const SLICE = 20;

/** A text without accents, apostrophes and capitals. @param {string} text */
export function bare(text) {
  return text
    .normalize("NFKD")
    .replace(/[\p{M}'’]/gu, "")
    .toLowerCase();
}

/** The words of a text, as they are compared. @param {string} text */
export function wordsIn(text) {
  return bare(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/**
 * Records by the words of their texts. There are far fewer different words than there are texts, so
 * that what is typed is looked for in them alone.
 * @template Entry
 */
export class Index {
  /** @type {Map<string, Set<Entry>>} */
  #having = new Map();

  /** @param {Entry} record @param {string} text */
  add(record, text) {
    for (const word of wordsIn(text)) {
      const having = this.#having.get(word);
      if (having) having.add(record);
      else this.#having.set(word, new Set([record]));
    }
  }

  /**
   * The records that have a word for each of the words typed: one that begins with it, or, where a
   * script leaves no blanks, that has it anywhere.
   * @param {string} typed
   * @returns {Set<Entry>}
   */
  find(typed) {
    const [first = new Set(), ...others] = wordsIn(typed).map((part) => this.#with(part));
    return new Set([...first].filter((record) => others.every((one) => one.has(record))));
  }

  /** @param {string} part @returns {Set<Entry>} */
  #with(part) {
    const anywhere = UNSPACED.test(part);
    const sets = [...this.#having]
      .filter(([word]) => (anywhere ? word.includes(part) : word.startsWith(part)))
      .map(([, having]) => having);
    return new Set(sets.flatMap((having) => [...having]));
  }
}

/**
 * The index of all these records, made in pauses.
 * @template Entry
 * @param {Entry[]} records
 * @param {(record: Entry) => string} textOf
 * @returns {Promise<Index<Entry>>}
 */
export async function indexed(records, textOf) {
  const index = new Index();
  let until = performance.now() + SLICE;
  for (const record of records) {
    if (performance.now() > until) {
      await pause();
      until = performance.now() + SLICE;
    }
    index.add(record, textOf(record));
  }
  return index;
}
