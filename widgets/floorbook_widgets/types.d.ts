/** What the modules share, and all that crosses from Python: the state of each widget stands here. */
import type { AnyModel, RenderProps, ResolvedWidget } from "@anywidget/types";

import type { Band } from "./board.js";
import type { Card } from "./cards.js";
import type { Cell, Group, Row } from "./cells.js";
import type { Choice, Threshold, Variant } from "./measure.js";
import type { Look } from "./picture.js";
import type { Phrases as Beside } from "./sidebyside.js";
import type { Row as TableRow } from "./table.js";

/** As much of anywidget's model as is used: the two faces give the same. */
export type Model<State extends object = WidgetState> = Pick<
  AnyModel<State>,
  "get" | "set" | "save_changes"
> & {
  on(name: `change:${string}`, fn: () => void): void;
  off(name: `change:${string}`, fn: () => void): void;
};
export interface Host {
  getModel<State extends object>(ref: string): Promise<Model<State>>;
  getWidget<Exports>(ref: string): Promise<Pick<ResolvedWidget<Exports>, "exports">>;
}
export type Context<State extends object = WidgetState> = Pick<RenderProps, "el" | "signal"> & {
  model: Model<State>;
  host: Host;
};

/** One thing that can be picked. `parent` is an option of another facet, `group` a heading. */
export interface Option {
  id: string;
  label: string;
  group?: string;
  parent?: string;
  note?: string;
}
/** What the data say of participants beyond their group: which ids each value has. */
export interface Trait {
  label: string;
  groups: { label: string; ids: string[] }[];
}
/** A way to pick: the Selection's trait `trait` holds ids, a mark carries one under `key`. */
export interface Facet {
  trait: string;
  key: string;
  label: string;
  all: string;
  none: string;
  count: string;
  /** Where some are picked, the first of them are named: a phrase for their names and their number. */
  some?: string;
  parent?: string;
  options: Option[];
  traits?: Trait[];
}
/** What a mark carries: ids by key, and the points behind it. */
export interface Mark {
  points?: string[] | string | null;
  point?: string;
  label?: string;
  sentence?: string;
  guide?: unknown;
  [key: string]: unknown;
}
export interface Coding {
  issue: string;
  position: string;
  voice: string;
  unsure?: boolean;
  why?: string;
}
export interface Position {
  id: string;
  label: string;
  letter: string;
  tone: string;
  look: Look;
  lean: string;
}
export interface PointRecord {
  id: string;
  meeting: string;
  participant: string;
  turn: string;
  place: string;
  gist: string;
  short?: string;
  whose: string;
  codings: Coding[];
  passage?: string;
}
export interface Focus {
  points: string[];
  label: string;
  at: string;
  sentence?: string;
}

/** A figure of plotly's as Python drew it: of its traces and layout as much as is used here. */
export interface Figure {
  data: Trace[];
  layout: Layout;
}
type Place = string | number | null;
export interface Trace {
  x?: Place[];
  y?: Place[];
  customdata?: unknown[][];
  text?: string | string[];
  hovertext?: unknown;
  line?: object;
  marker?: { line?: { color?: string[] } };
  textfont?: { color?: unknown };
  meta?: { measured?: "width" | "fill"; texts?: Record<string, string[]> };
  told?: Record<string, string[]>;
  [name: string]: unknown;
}
export interface Axis {
  categoryarray?: string[];
  tickvals?: unknown[];
  ticktext?: unknown[];
  matches?: string;
  range?: number[];
  [name: string]: unknown;
}
export type AxisName = `${"x" | "y"}axis${string}`;
export type Layout = { [axis: AxisName]: Axis } & {
  width?: number;
  height?: number;
  margin?: { l?: number; r?: number; t?: number; b?: number };
  font?: object;
  hoverlabel?: object;
  annotations?: object[];
  meta?: {
    columns?: string[];
    table?: string[];
    row?: number;
    stack?: number;
    width?: number;
    least?: number;
    listed?: boolean;
    key?: Pick<Position, "tone" | "letter" | "label">[];
    shared?: "x" | "y";
    threshold?: Threshold;
    choices?: Choice[];
    variants?: Variant[];
  };
};

/** `floorbook.wording.taking.phrases`: words, and by meeting what names the source. */
export type Taking = Record<string, string> & {
  columns: string[];
  meetings: Record<string, Record<"source" | "cite", string>>;
};
/** `floorbook.wording.controls.phrases`: texts with slots, two of what is counted: for one, for several. */
export type Phrases = { [name: string]: string } & Record<
  "point" | "recorded" | "issue" | "rows" | "found on some",
  [string, string]
> & {
    orders: Record<string, string>;
    beside: Beside;
    take: Taking;
    named: number;
  };
/** The state of a Selection: what is told of the dataset, and the ids that are picked by trait. */
export type SelectionState = { [trait: string]: string[] } & {
  name: string;
  phrases: Phrases;
  facets: Facet[];
  records: PointRecord[];
  positions: Position[];
  cells: Cell[];
  sentences: Record<string, string>;
  focus: Focus;
};
export type Selection = Model<SelectionState>;
/** What plotly.js is for all charts: the fellow of each colour on dark pages, and both of the page's. */
export interface PlotlyState {
  dark: Record<string, string>;
  page: Record<"ink" | "soft" | "paper" | "raised" | "rule", [string, string]>;
}
/** What every widget has of Python: the Selection that it follows. */
export interface Linked {
  selection: string;
}
/** Any widget's, where it does not matter which. */
export interface WidgetState extends Linked {
  name: string;
  [trait: string]: unknown;
}
export interface BoardState extends Linked {
  name: string;
  heading: string;
  subtitle: string;
  bands: Band[];
  columns: Group[];
}
export interface KeyEntry extends Pick<Position, "tone" | "letter" | "label"> {
  unsure: boolean;
}
export interface CardsState extends Linked {
  name: string;
  cards: Card[];
  key: KeyEntry[];
  wide: boolean;
}
export interface ChartState extends Linked {
  name: string;
  heading: string;
  subtitle: string;
  note: string;
  headers: string[];
  figure: Figure;
  columns: string[];
  variant: number;
  least: number | null;
  plotly: string;
}
export interface EvidenceState extends Linked {
  name: string;
  subtitle: string;
  most: number;
  words: string;
}
/** What the export adds in a report that would be too large with them: where the points stand. */
export interface PartedEvidence extends EvidenceState {
  annexes?: Annexes;
}
/** Pages beside a report, each with the points of a meeting. */
export interface Annexes {
  told: string;
  pages: { href: string; label: string; meeting: string; n: number }[];
}
export interface FindingsState extends Linked {
  told: string[];
  about: string[];
}
export interface MatrixState extends Linked {
  name: string;
  heading: string;
  subtitle: string;
  rows: Row[];
  folded: string[];
  order: string;
  gaps: Record<string, string>;
  contested: Record<string, string>;
}
export interface PickerState extends Linked {
  unfolded: boolean;
}
export interface SideBySideState extends Linked {
  name: string;
  subtitle: string;
  chosen: string[];
  hidden: string[];
}
export interface TableState extends Linked {
  name: string;
  heading: string;
  subtitle: string;
  note: string;
  empty: string;
  headers: string[];
  rows: TableRow[];
  order: [number, boolean];
  folded: boolean;
}
/** What a reader may change in a widget by trait: the values it can take, or null for any numbers. */
export type Kept<State extends object = WidgetState> = Record<
  string,
  ((model: Model<State>, selection: Selection) => (string | number | boolean)[]) | null
>;
