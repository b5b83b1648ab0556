/** What a reader can take along of a figure or a table: pictures, its values, and what cites it. */
import { csv } from "./csv.js";
import { LIVE, fill, h } from "./dom.js";
import { copy } from "./drawer.js";
import { framed, png } from "./picture.js";
import { download, fileName, report } from "./saving.js";
import { pickedOf, summary, viewOf } from "./selection.js";

/** @import { Selection } from "./types" */
/** @import { Value } from "./csv.js" */
/** @import { Body, Key } from "./picture.js" */

/**
 * @typedef {{ told: string[], shown?: string, key: Key[], body: Body }} Drawn `shown` where some is left out
 * @typedef Taken what there is to take, as it stands when it is asked for
 * @property {string} name the widget's, to which a link leads
 * @property {() => string} heading
 * @property {() => Value[][]} rows of values, the first of them the header
 * @property {() => string[]} [meetings] those it shows; by default all that are picked
 * @property {() => Drawn | Promise<Drawn>} [draw]
 * @property {boolean} [finds] whether its heading is a finding, which can be cited as a sentence
 */

/**
 * What names the source of these meetings.
 * @param {Selection} selection
 * @param {string[]} meetings
 */
function sourceOf(selection, meetings) {
  const told = selection.get("phrases").take.meetings;
  return told[meetings.length === 1 ? meetings[0] : ""] ?? told[""];
}

/**
 * The rows, each with what it is from: a table that is cut up or sorted keeps its source.
 * @param {Value[][]} rows
 * @param {string[]} titles
 * @param {string[]} values
 */
export function sourced(rows, titles, values) {
  return rows.map((row, i) => [...row, ...(i ? values : titles)]);
}

/**
 * A link to a figure as it stands: the file and what is picked in it, and not where the file lies.
 * @param {string} path
 * @param {string} hash
 * @param {string} name the figure's
 */
export function linkTo(path, hash, name) {
  const state = hash.replace(/^#/, "").split("&");
  const kept = state.filter((part) => part.includes("=") && !part.startsWith("at="));
  return `${path.split("/").at(-1)}#${[...kept, `at=${encodeURIComponent(name)}`].join("&")}`;
}

/** Bring the figure into sight to which a link leads. @param {string} state */
export function leadTo(state) {
  const at = new URLSearchParams(state).get("at");
  if (at)
    document
      .querySelector(`[data-take="${CSS.escape(at)}"]`)
      ?.closest("[data-widget]")
      ?.scrollIntoView();
}

/**
 * The menu of a figure or a table.
 * @param {Selection} selection
 * @param {Taken} taken
 */
export function takeAlong(selection, { name, heading, rows, meetings, draw, finds = true }) {
  const phrases = selection.get("phrases");
  const words = phrases.take;
  const status = h("span", { role: "status", class: "n" });
  const text = h("span");
  const line = h("p", { class: "taken", hidden: true }, text, " ", status);
  const shown = () => meetings?.() ?? pickedOf(selection, "meeting");
  const source = () => sourceOf(selection, shown());
  const link = () => linkTo(location.pathname, location.hash, name);
  /** @param {string} told */
  const say = (told) => {
    line.hidden = false;
    text.textContent = told;
    status.textContent = "";
  };
  /** @param {string} extension @param {string | Blob} content @param {string} type */
  const save = (extension, content, type) =>
    download(fileName(selection, shown(), heading(), extension), content, type);
  const picture = async () => {
    const { told, shown = "", key, body } = await /** @type {NonNullable<typeof draw>} */ (draw)();
    const all = viewOf(selection).every(({ full }) => full);
    const part = [all ? "" : summary(selection), shown].filter(Boolean).join("; ");
    return framed({
      title: heading(),
      told: [...told, part && `${part}. ${phrases.whole}`].filter(Boolean),
      key,
      body,
      source: source().source,
    });
  };
  /** @param {() => Promise<void>} make */
  const trying = (make) => () => make().catch(() => say(words.failed));
  /** @param {string} key @param {() => void} act @param {Record<string, string>} [more] */
  const button = (key, act, more) =>
    h("button", { type: "button", "data-key": `take ${key}`, onclick: act, ...more }, words[key]);
  /** @param {string} key @param {() => string} told */
  const copier = (key, told) =>
    button(key, () => {
      say(told());
      copy(phrases, text, status);
    });
  return h(
    "details",
    { ...LIVE, class: "take", "data-take": name },
    h("summary", { "data-key": "take" }, words.menu),
    h(
      "div",
      { class: "tools", role: "group", "aria-label": fill(words["menu of"], { heading: heading() }) },
      draw && [
        button(
          "png",
          trying(async () => save("png", await png(await picture()), "image/png")),
          { class: "save", "data-picture": "png" },
        ),
        button(
          "svg",
          trying(async () => save("svg", (await picture()).svg, "image/svg+xml")),
          { class: "save", "data-picture": "svg" },
        ),
      ],
      button(
        "csv",
        () => {
          const values = [heading(), summary(selection), source().source];
          // The mark tells spreadsheets that this is UTF-8.
          save("csv", `\ufeff${csv(sourced(rows(), words.columns, values))}`, "text/csv");
        },
        { class: "save", "data-csv": "" },
      ),
      report() && copier("link", link),
      copier("citation", () =>
        fill(words[report() ? "cited" : "cited here"], {
          heading: heading(),
          report: report(),
          source: source().source,
          link: link(),
        }),
      ),
      finds && copier("sentence", () => fill(words.said, { heading: heading(), cite: source().cite })),
    ),
    line,
  );
}
