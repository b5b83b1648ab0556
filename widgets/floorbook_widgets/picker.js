/** Check boxes for every facet, with search, all and none, and the count of what is in view. */
import { LIVE, h, listen, redraw, searchField } from "./dom.js";
import { change, joined, summary, traitsOf, viewOf } from "./selection.js";

/** @import { Context, Facet, Option, PickerState, Selection } from "./types" */

/**
 * The options under their headings, in the order given: by `group`, or by the facet's parent.
 * @param {Facet} facet
 * @param {Facet | undefined} parent
 * @returns {{ heading: string, parent: Option | undefined, options: Option[] }[]}
 */
export function groups(facet, parent) {
  if (parent) {
    return parent.options.map((p) => ({
      heading: p.label,
      parent: p,
      options: facet.options.filter((o) => o.parent === p.id),
    }));
  }
  const headings = [...new Set(facet.options.map((o) => o.group ?? ""))];
  return headings.map((heading) => ({
    heading,
    parent: undefined,
    options: facet.options.filter((o) => (o.group ?? "") === heading),
  }));
}

/**
 * The ids picked after `ids` were set on or off, in the facet's own order.
 * @param {Facet} facet
 * @param {string[]} now
 * @param {string[]} ids
 * @param {boolean} on
 */
export function withPicked(facet, now, ids, on) {
  const picked = new Set(now);
  for (const id of ids)
    if (on) picked.add(id);
    else picked.delete(id);
  return facet.options.map((o) => o.id).filter((id) => picked.has(id));
}

/**
 * Whether an option's label or note holds every word that was typed.
 * @param {Option} option
 * @param {string} typed
 */
export function matches(option, typed) {
  const text = `${option.label} ${option.id} ${option.group ?? ""} ${option.note ?? ""}`.toLowerCase();
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/**
 * One check box; `sync` brings it up to date with the selection.
 * @param {string} label
 * @param {Record<string, string>} data
 * @param {(on: boolean) => void} onChange
 * @returns {{ row: HTMLElement, box: HTMLInputElement }}
 */
function checkbox(label, data, onChange) {
  const box = /** @type {HTMLInputElement} */ (
    h("input", {
      type: "checkbox",
      ...data,
      onchange: () => onChange(box.checked),
    })
  );
  return { row: h("label", {}, box, h("span", {}, label)), box };
}

/**
 * One facet as a fieldset, with a function that brings its boxes up to date.
 * @param {Selection} selection
 * @param {Facet} facet
 * @param {Facet | undefined} parent
 */
function fieldset(selection, facet, parent) {
  const phrases = selection.get("phrases");
  /** @param {string[]} ids @param {boolean} on */
  const pick = (ids, on) =>
    change(selection, { [facet.trait]: withPicked(facet, selection.get(facet.trait), ids, on) });
  /** Checks the box of several ids where all are picked. @param {HTMLInputElement} box @param {string[]} ids */
  const follow = (box, ids) => {
    const n = ids.filter((id) => selection.get(facet.trait).includes(id)).length;
    box.checked = n === ids.length;
    box.indeterminate = n > 0 && n < ids.length;
  };
  const all = facet.options.map((o) => o.id);
  /** @type {(() => void)[]} */
  const syncs = [];
  /** @type {{ option: Option, row: HTMLElement }[]} */
  const rows = [];
  const parts = groups(facet, parent).map(({ heading, parent: above, options }) => {
    const ids = options.map((o) => o.id);
    const items = options.map((option) => {
      const { row, box } = checkbox(option.label, { "data-facet": facet.trait, "data-id": option.id }, (on) =>
        pick([option.id], on),
      );
      if (option.note) row.title = option.note;
      rows.push({ option, row });
      syncs.push(() => {
        box.checked = selection.get(facet.trait).includes(option.id);
        box.disabled = Boolean(parent && above && !selection.get(parent.trait).includes(above.id));
      });
      return h("li", {}, row);
    });
    if (!heading) return h("ul", {}, items);
    const head =
      parent && above
        ? checkbox(heading, { "data-facet": parent.trait, "data-id": above.id }, (on) =>
            change(selection, {
              [parent.trait]: withPicked(parent, selection.get(parent.trait), [above.id], on),
            }),
          )
        : checkbox(heading, { "data-group": heading }, (on) => pick(ids, on));
    syncs.push(() => {
      if (parent && above) head.box.checked = selection.get(parent.trait).includes(above.id);
      else follow(head.box, ids);
    });
    return h(
      "div",
      { class: "group", role: "group", "aria-label": heading },
      h("div", { class: "heading" }, head.row),
      h("ul", {}, items),
    );
  });
  const traits = (facet.traits ?? []).map(({ label, groups }) =>
    h(
      "div",
      { class: "trait", role: "group", "aria-label": label, ...LIVE },
      h("span", { class: "heading", "aria-hidden": "true" }, label),
      groups.map(({ label: value, ids }) => {
        const head = checkbox(value, { "data-trait": label, "data-value": value }, (on) => pick(ids, on));
        syncs.push(() => follow(head.box, ids));
        return head.row;
      }),
    ),
  );
  const whole = {
    [facet.trait]: all,
    ...(parent ? { [parent.trait]: parent.options.map((o) => o.id) } : {}),
  };
  const el = h(
    "fieldset",
    { "data-trait": facet.trait },
    h("legend", {}, facet.label),
    h(
      "div",
      { class: "buttons", ...LIVE },
      h(
        "button",
        {
          type: "button",
          "data-all": facet.trait,
          "aria-label": facet.all,
          onclick: () => change(selection, whole),
        },
        phrases.all,
      ),
      h(
        "button",
        {
          type: "button",
          "data-none": facet.trait,
          "aria-label": facet.none,
          onclick: () => change(selection, { [facet.trait]: [] }),
        },
        phrases.none,
      ),
    ),
    traits,
    h("div", { class: "groups" }, parts),
  );
  return {
    el,
    sync() {
      for (const sync of syncs) sync();
    },
    /** @param {string} typed */
    search(typed) {
      for (const { option, row } of rows)
        row.parentElement?.toggleAttribute("hidden", !matches(option, typed));
      for (const group of el.querySelectorAll(".group")) {
        /** @type {HTMLElement} */ (group).hidden = [...group.querySelectorAll("li")].every(
          (li) => li.hidden,
        );
      }
    },
  };
}

export default {
  /** @param {Context<PickerState>} context */
  async render({ model, el, signal, host }) {
    const selection = await joined({ model, el, signal, host });
    if (signal.aborted) return;
    const build = () => {
      /** @type {Facet[]} */
      const facets = selection.get("facets");
      const phrases = selection.get("phrases");
      const byTrait = new Map(facets.map((facet) => [facet.trait, facet]));
      const parents = new Set(facets.map((facet) => facet.parent));
      const sets = facets
        .filter((facet) => !parents.has(facet.trait) && facet.options.length > 1)
        .map((facet) => fieldset(selection, facet, facet.parent ? byTrait.get(facet.parent) : undefined));
      // No output element: browsers take that for a control, and a click on it would unfold nothing.
      const status = h("span", { role: "status", "aria-live": "polite" });
      const search = searchField(phrases.search, phrases["search in"], (typed) => {
        for (const set of sets) set.search(typed.trim());
      });
      const reset = h(
        "button",
        {
          type: "button",
          "data-reset": true,
          onclick: () =>
            change(selection, Object.fromEntries(facets.map((f) => [f.trait, f.options.map((o) => o.id)]))),
        },
        phrases.every,
      );
      const sync = () => {
        for (const set of sets) set.sync();
        const view = viewOf(selection);
        const whole = view.every(({ full }) => full);
        status.textContent = summary(selection);
        reset.hidden = whole;
        folds.classList.toggle("whole", whole);
      };
      const folds = h(
        "details",
        { class: "picker", open: model.get("unfolded") || undefined },
        h("summary", {}, h("b", {}, phrases.pick), " ", status),
        h(
          "div",
          { class: "panel" },
          h("div", { class: "tools", ...LIVE }, search, reset),
          h(
            "div",
            { class: "sets" },
            sets.map((set) => set.el),
          ),
        ),
      );
      redraw(el, folds);
      sync();
      return sync;
    };
    let sync = build();
    listen(selection, traitsOf(selection), () => sync(), signal);
    listen(
      selection,
      ["facets", "records"],
      () => {
        sync = build();
      },
      signal,
    );
  },
};
