/** The findings that open a report; once something is picked, what of them is in view. */
import { LIVE, arrange, fill, h, listen, redraw, say } from "./dom.js";
import { joined, labelOf, listed, pointsInView, summary, traitsOf, viewOf } from "./selection.js";
import { whenSeen } from "./sight.js";

/** @import { Context, FindingsState, Selection } from "./types" */

/**
 * What in view is recorded on the issues that the findings are about: of one, by whom; of more, on
 * which.
 * @param {Selection} selection
 * @param {string[]} issues
 */
export function recordedOn(selection, issues) {
  const phrases = selection.get("phrases");
  /** @type {Map<string, Set<string>>} */
  const who = new Map();
  for (const { participant, codings } of pointsInView(viewOf(selection), selection.get("records")))
    for (const { issue, voice } of codings)
      if (voice === "own" && issues.includes(issue))
        who.set(issue, (who.get(issue) ?? new Set()).add(participant));
  if (!issues.length) return "";
  const names = issues.filter((id) => who.has(id)).map((id) => labelOf(selection, "issue", id));
  const several = { of: issues.length, n: names.length, issues: listed(phrases, names) };
  if (issues.length > 1)
    return fill(names.length ? phrases["found on some"] : phrases["found on none"], several);
  const people = [...(who.get(issues[0]) ?? [])].map((id) => labelOf(selection, "participant", id));
  const one = {
    n: people.length,
    who: listed(phrases, people),
    issue: labelOf(selection, "issue", issues[0]),
  };
  return fill(people.length ? phrases["found on"] : phrases["not found on"], one);
}

export default {
  /** @param {Context<FindingsState>} context */
  async render({ model, el, signal, host }) {
    const selection = await joined({ model, el, signal, host });
    if (signal.aborted) return;
    const told = h(
      "ul",
      {},
      model.get("told").map((one) => h("li", {}, `${one}.`)),
    );
    const header = h("header", { class: "findings" });
    const note = h("p", { ...LIVE, class: "note" });
    const draw = () => {
      const whole = viewOf(selection).every(({ full }) => full);
      const found = recordedOn(selection, model.get("about"));
      say(note, [selection.get("phrases").whole, `${summary(selection)}.`, found].filter(Boolean).join(" "));
      arrange(header, whole ? [told] : [told, note]);
    };
    redraw(el, header);
    listen(selection, traitsOf(selection), whenSeen(el, draw, signal), signal);
    draw();
  },
};
