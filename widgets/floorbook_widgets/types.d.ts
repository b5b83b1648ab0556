/** What the modules share: the two faces give the same three things. */
export interface Model {
  get(name: string): any;
  set(name: string, value: unknown): void;
  on(name: string, fn: () => void): void;
  off(name: string, fn: () => void): void;
  save_changes(): void;
}
export interface Host {
  getModel(ref: string): Promise<Model>;
  getWidget(ref: string): Promise<{ exports: any }>;
}
export interface Context {
  model: Model;
  el: HTMLElement;
  signal: AbortSignal;
  host: Host;
}
/** One thing that can be picked. `parent` is an option of another facet, `group` a heading. */
export interface Option { id: string; label: string; group?: string; parent?: string; note?: string }
/** A way to pick: the Selection's trait `trait` holds ids, a mark carries one under `key`. */
export interface Facet { trait: string; key: string; label: string; all: string; none: string; count: string; parent?: string; options: Option[] }
/** What a mark carries: ids by key, and the points behind it. */
export type Mark = Record<string, any>;
export interface Coding { issue: string; position: string; voice: string; unsure?: boolean; why?: string }
export interface Position { id: string; label: string; letter: string; tone: string; lean: string }
export interface PointRecord {
  id: string; meeting: string; participant: string; turn: string; place: string; gist: string; short?: string; whose: string;
  codings: Coding[]; passage?: string;
}
export interface Focus { points: string[]; label: string; at: string; sentence?: string }
/** What a reader may change in a widget by trait: the values it can take, or null for any numbers. */
export type Kept = Record<string, ((model: Model, selection: Model) => (string | number | boolean)[]) | null>;
