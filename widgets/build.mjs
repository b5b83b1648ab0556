// Bundles the front end into floorbook_widgets/static.
//
// - Each widget is a Python file beside its JS module: one ES module each, for anywidget.
// - host.js takes in all of them: the script of an exported page, which loader.js unpacks. It is made
//   twice, with charts (page.js) and without (plain.js).
// - style.css and page.css: the style of the widgets, and of an exported page around them; their
//   colours come from floorbook's palette.json, by `@import "palette:…"`.
// - plotly.min.js and cartesian.min.js: bundles as they are published, but for the call that makes the
//   library, for the exported page; the first draws bars, scatters and pies, and is smaller.

import { existsSync } from "node:fs";
import { mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

const here = path.dirname(fileURLToPath(import.meta.url));
const source = path.resolve(process.env.FLOORBOOK_WIDGETS ?? path.join(here, "floorbook_widgets"));
const target = path.join(source, "static");
const PLOTLY = {
  "plotly.min.js": "plotly.js-basic-dist-min",
  "cartesian.min.js": "plotly.js-cartesian-dist-min",
};

/** How a bundle of plotly leaves the library on a page. */
const CALLED = "root.moduleName = factory();";

/**
 * The rules that set one custom property for each colour of the page, and of each tone.
 * @param {string} root the element under which they hold
 * @param {0 | 1} theme light or dark
 * @param {any} palette
 */
function colours(root, theme, { page, marks: { accent }, tones }) {
  /** @param {string} before @param {Record<string, string[]>} pairs */
  const set = (before, pairs) =>
    Object.entries(pairs)
      .map(([name, pair]) => `--${before}${name}: ${pair[theme]};`)
      .join(" ");
  const looks = Object.entries(tones).map(
    ([tone, { symbol, ...look }]) => `${root} [data-tone="${tone}"] { ${set("tone-", look)} }`,
  );
  return [`${root} { ${set("", { ...page, accent })} }`, ...looks].join("\n");
}

/** What `@import "palette:…"` brings: the colours for widgets or for the page around, light and dark. */
const palette = {
  name: "palette",
  /** @param {import("esbuild").PluginBuild} build */
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^palette:/ }, ({ path }) => ({ path, namespace: "palette" }));
    onLoad({ filter: /^/, namespace: "palette" }, async (asked) => {
      const { tones, ...read } = JSON.parse(
        await readFile(path.join(here, "../src/floorbook/figures/palette.json"), "utf8"),
      );
      const widgets = asked.path === "palette:widgets";
      const [light, dark] = widgets
        ? [".floorbook", "body:not([data-jp-theme-light]) .floorbook"]
        : ["html", "html"];
      const all = { ...read, tones: widgets ? tones : {} };
      const lab = widgets ? colours('body[data-jp-theme-light="false"] .floorbook', 1, all) : "";
      const atNight = `@media screen and (prefers-color-scheme: dark) { ${colours(dark, 1, all)} }`;
      const contents = `${colours(light, 0, all)} ${atNight} ${lab}`;
      return { contents, loader: "css" };
    });
  },
};

/** Leaves charts out: a page without one does not carry their script. */
const chartless = {
  name: "chartless",
  /** @param {import("esbuild").PluginBuild} build */
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\.\/chart\.js$/ }, ({ path }) => ({ path, namespace: "chartless" }));
    onLoad({ filter: /^/, namespace: "chartless" }, () => ({ contents: "export default undefined;" }));
  },
};

/** @type {import("esbuild").BuildOptions} */
const common = {
  bundle: true,
  charset: "utf8",
  logLevel: "warning",
  minify: true,
  nodePaths: [path.join(here, "node_modules")],
  plugins: [palette],
  target: "es2022",
  write: false,
};

/** The modules that have a Python file beside them: the widgets. */
async function widgets() {
  const names = (await readdir(source)).filter((name) => name.endsWith(".js")).sort();
  return names.filter((name) => existsSync(path.join(source, name.replace(/\.js$/, ".py"))));
}

/**
 * One bundle as text.
 * @param {string} entry
 * @param {import("esbuild").BuildOptions} options
 */
async function bundle(entry, options) {
  const result = await build({ ...common, ...options, entryPoints: [path.join(source, entry)] });
  return /** @type {import("esbuild").OutputFile[]} */ (result.outputFiles)[0].text;
}

/** A package as published, with the line ends over which the page's policy takes its hash. @param {string} name */
async function published(name) {
  const file = createRequire(path.join(here, "package.json")).resolve(name);
  return (await readFile(file, "utf8")).replaceAll("\r\n", "\n");
}

/**
 * plotly with brackets around the function that makes it, which a browser then reads at once and not
 * twice (for its end, and again when it is called), and left to be called: two short tasks of a page
 * in place of a long one.
 * @param {string} text
 */
function waiting(text) {
  const [before, after, ...more] = text.split(CALLED);
  const [head, body, ...others] = after?.split(", () => {\n") ?? [];
  if (!body?.endsWith("}));") || more.length || others.length)
    throw new Error("plotly does not begin and end as it did: see waiting");
  return `${before}${CALLED.replace("()", "")}${head}, (() => {\n${body.slice(0, -4)}})));`;
}

/** Every file of static/, by name. */
async function files() {
  /** @type {Map<string, string>} */
  const made = new Map();
  for (const name of await widgets()) {
    made.set(name, await bundle(name, { format: "esm", legalComments: "inline" }));
  }
  /** @type {[string, string, import("esbuild").BuildOptions][]} */
  const scripts = [
    ["page.js", "host.js", {}],
    ["plain.js", "host.js", { plugins: [...(common.plugins ?? []), chartless] }],
    ["loader.js", "loader.js", {}],
  ];
  for (const [name, entry, options] of scripts) {
    if (existsSync(path.join(source, entry)))
      made.set(name, await bundle(entry, { ...options, format: "iife" }));
  }
  for (const name of ["style.css", "page.css"]) {
    if (existsSync(path.join(source, name))) made.set(name, await bundle(name, {}));
  }
  for (const [file, name] of Object.entries(PLOTLY)) made.set(file, waiting(await published(name)));
  return made;
}

/**
 * The page's loader and style stand inline in HTML, where some strings would end or disarm them.
 * @param {string} name
 * @param {string} text
 */
function refuseWhatHtmlWouldRead(name, text) {
  const found = text.match(/<\/(script|style)|<!--/i);
  if (found) throw new Error(`${name} holds ${found[0]}, which HTML would read as its end or as a comment`);
}

const made = await files();
for (const name of ["loader.js", "page.css", "style.css"]) {
  refuseWhatHtmlWouldRead(name, made.get(name) ?? "");
}

// Beside first, then in place of the old: a half-built front end is never seen.
const beside = `${target}.${process.pid}`;
try {
  await mkdir(beside);
  for (const [name, text] of made) await writeFile(path.join(beside, name), text);
  await rm(target, { recursive: true, force: true });
  await rename(beside, target);
} finally {
  await rm(beside, { recursive: true, force: true });
}
