/**
 * Pictures to take along: SVG of real text and shapes, so that any program can open and change it,
 * always in light colours, and PNG from that. All text is escaped.
 */

/** @typedef {{ fill: string, ink: string, outline: string, split?: string, symbol?: string }} Look */
/** @typedef {{ look: Look, letter: string, label: string, tone?: string, kind?: "unsure" | "contested" }} Key */
/** @typedef {{ width: number, height: number, svg: string }} Body */
/**
 * @typedef Picture
 * @property {string} title
 * @property {string[]} told lines under the title
 * @property {Key[]} key
 * @property {Body} body
 * @property {string} source
 */
/** @typedef {(text: string, size: number, bold?: boolean) => number} Ruler the width of a text */
/** @typedef {{ size?: number, bold?: boolean, fill?: string, anchor?: string, turn?: number }} Pen */

/** Fonts that are the same width in the programs that open an SVG. */
export const FONT = "Arial, Helvetica, 'Liberation Sans', sans-serif";

/** The page's colours in light, as in palette.json. */
export const COLOURS = {
  ink: "#1f1f1f",
  soft: "#595959",
  paper: "#ffffff",
  rule: "#dcdcdc",
  accent: "#0b6e5f",
};

/** How what is not recorded looks. @type {Look} */
export const ABSENT = {
  fill: COLOURS.paper,
  ink: COLOURS.soft,
  outline: "#9b9b9b",
  symbol: "dashed",
};

/** The least width of a picture, and what stays free around all in it. */
const WIDTH = 800;
const EDGE = 28;

/** The width that a picture has for its body without growing. */
export const ROOM = WIDTH - 2 * EDGE;

/** Pixels of a PNG for one of its SVG, and the most on a side that browsers draw. */
const SCALE = 2;
const MOST = 16000;

const LINE = 1.35;

/** What XML cannot hold, and what it reads as markup. @param {string} text */
export function escaped(text) {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "")
    .replace(/[&<>"]/g, (mark) => `&#${mark.charCodeAt(0)};`);
}

/**
 * @param {string} name
 * @param {Record<string, string | number | undefined>} attributes
 * @param {...string} children already SVG
 */
export function tag(name, attributes, ...children) {
  const told = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(
      ([key, value]) => ` ${key}="${escaped(String(typeof value === "number" ? rounded(value) : value))}"`,
    );
  return `<${name}${told.join("")}>${children.join("")}</${name}>`;
}

/** @param {number} value */
function rounded(value) {
  return Math.round(value * 100) / 100;
}

/** One line of text on its base line. @param {string} words @param {number} x @param {number} y @param {Pen} pen */
export function text(words, x, y, { size = 13, bold, fill = COLOURS.ink, anchor, turn } = {}) {
  return tag(
    "text",
    {
      x,
      y,
      "font-size": size,
      "font-weight": bold ? "bold" : undefined,
      fill,
      "text-anchor": anchor,
      transform: turn ? `rotate(${turn} ${rounded(x)} ${rounded(y)})` : undefined,
    },
    escaped(words),
  );
}

/** @param {number} x @param {number} y @param {number} width @param {string} [stroke] */
export function rule(x, y, width, stroke = COLOURS.rule) {
  return tag("path", { d: `M${rounded(x)} ${rounded(y)}h${rounded(width)}`, stroke, fill: "none" });
}

/**
 * Lines no wider than `width`, broken between words, and within one that is wider.
 * @param {string} words
 * @param {number} width
 * @param {(text: string) => number} widthOf
 */
export function wrapped(words, width, widthOf) {
  /** @type {string[]} */
  const lines = [];
  let line = "";
  for (const word of words.split(/\s+/).filter(Boolean)) {
    const longer = line ? `${line} ${word}` : word;
    if (widthOf(longer) <= width) {
      line = longer;
      continue;
    }
    if (line) lines.push(line);
    line = "";
    for (const letter of word) {
      if (line && widthOf(line + letter) > width) {
        lines.push(line);
        line = "";
      }
      line += letter;
    }
  }
  return line ? [...lines, line] : lines;
}

/**
 * The least width in which a short text takes no more lines: none is left with a word alone.
 * @param {string} words
 * @param {number} width
 * @param {(text: string) => number} widthOf
 */
export function balanced(words, width, widthOf) {
  const lines = wrapped(words, width, widthOf).length;
  let least = width;
  while (lines > 1 && lines < 4 && least > 20 && wrapped(words, least - 10, widthOf).length === lines)
    least -= 10;
  return least;
}

/**
 * A text in lines of about the same width; `y` is its upper edge.
 * @param {string} words
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {Ruler} ruler
 * @param {Pen} [pen]
 */
export function paragraph(words, x, y, width, ruler, pen = {}) {
  const { size = 13, bold } = pen;
  /** @param {string} one */
  const widthOf = (one) => ruler(one, size, bold);
  const lines = wrapped(words, balanced(words, width, widthOf), widthOf);
  const step = size * LINE;
  return {
    svg: lines.map((one, i) => text(one, x, y + i * step + size, pen)).join(""),
    height: lines.length * step,
    lines: lines.length,
  };
}

/**
 * A mark with its letter; `x` and `y` are its upper left corner.
 * @param {Look} look
 * @param {string} letter
 * @param {number} x
 * @param {number} y
 * @param {number} size
 * @param {Key["kind"]} [kind]
 * @param {string} [count] stands small after the letter
 */
export function chip({ fill, ink, outline, split, symbol }, letter, x, y, size, kind, count = "") {
  const dash = symbol === "dashed" ? "3 2" : undefined;
  const frame = { fill, stroke: outline, "stroke-dasharray": dash };
  const box = { x: x + 0.5, y: y + 0.5, width: size - 1, height: size - 1, rx: 2 };
  const middle = size / 2;
  const font = size * (count ? 0.5 : 0.62);
  return [
    symbol === "circle"
      ? tag("circle", { cx: x + middle, cy: y + middle, r: middle - 0.5, ...frame })
      : tag("rect", { ...box, ...frame }),
    split ? tag("path", { d: `M${x + size - 1} ${y + 1}v${size - 2}h${2 - size}z`, fill: split }) : "",
    kind === "unsure"
      ? tag("rect", {
          x: x + 3,
          y: y + 3,
          width: size - 6,
          height: size - 6,
          rx: symbol === "circle" ? middle - 3 : undefined,
          fill: "none",
          stroke: ink,
          "stroke-dasharray": "2 2",
        })
      : "",
    kind === "contested" ? tag("path", { d: `M${x + size - 8} ${y}h8v8z`, fill: COLOURS.accent }) : "",
    letter || count
      ? tag(
          "text",
          {
            x: x + middle,
            y: y + middle + font * 0.36,
            "font-size": font,
            "font-weight": "bold",
            "text-anchor": "middle",
            fill: ink,
          },
          escaped(letter),
          count
            ? tag(
                "tspan",
                { dy: -font * 0.3, "font-size": Math.max(font * 0.65, 11), "font-weight": "normal" },
                escaped(count),
              )
            : "",
        )
      : "",
  ].join("");
}

/**
 * What letters and marks stand for, in lines as wide as there is room for.
 * @param {Key[]} key
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {Ruler} ruler
 */
function legend(key, x, y, width, ruler) {
  const [size, row] = [18, 26];
  let [left, top] = [0, 0];
  const svg = key.map(({ look, letter, label, kind }) => {
    const wide = size + 6 + ruler(label, 13);
    if (left && left + wide > width) [left, top] = [0, top + row];
    const at = x + left;
    left += wide + 18;
    return chip(look, letter, at, y + top, size, kind) + text(label, at + size + 6, y + top + size - 4.5);
  });
  return { svg: svg.join(""), height: key.length ? top + row : 0 };
}

/**
 * The whole picture: title, lines, key, body and source, one under the other.
 * @param {Picture} picture
 * @param {Ruler} [ruler]
 * @returns {Body}
 */
export function framed({ title, told, key, body, source }, ruler = measured) {
  const width = Math.max(WIDTH, Math.ceil(body.width) + 2 * EDGE);
  const inner = width - 2 * EDGE;
  let y = EDGE;
  /** @param {{ svg: string, height: number }} part @param {number} after */
  const put = ({ svg, height }, after) => {
    if (height) y += height + after;
    return svg;
  };
  const parts = [
    put(paragraph(title, EDGE, y, inner, ruler, { size: 22, bold: true }), 6),
    ...told.map((line) => put(paragraph(line, EDGE, y, inner, ruler, { fill: COLOURS.soft }), 5)),
  ];
  y += 8;
  parts.push(put(legend(key, EDGE, y, inner, ruler), 8));
  parts.push(
    put(
      { svg: tag("g", { transform: `translate(${EDGE} ${rounded(y)})` }, body.svg), height: body.height },
      16,
    ),
  );
  parts.push(put({ svg: rule(EDGE, y, inner), height: 1 }, 8));
  parts.push(put(paragraph(source, EDGE, y, inner, ruler, { size: 12, fill: COLOURS.soft }), EDGE - 6));
  const height = Math.ceil(y);
  const svg = tag(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      "font-family": FONT,
    },
    tag("title", {}, escaped(title)),
    tag("rect", { width, height, fill: COLOURS.paper }),
    ...parts,
  );
  return { svg, width, height };
}

/** @type {CanvasRenderingContext2D | null | undefined} */
let pen;

/** How wide a text is in the fonts of the picture. @type {Ruler} */
export function measured(words, size, bold) {
  pen ??= document.createElement("canvas").getContext("2d");
  if (!pen) return words.length * size * 0.6;
  pen.font = `${bold ? "bold " : ""}${size}px ${FONT}`;
  return pen.measureText(words).width;
}

/**
 * The picture as PNG, drawn through an image of its own data: nothing is loaded.
 * @param {Body} picture
 * @returns {Promise<Blob>}
 */
export async function png({ svg, width, height }) {
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  await image.decode();
  const scale = Math.min(SCALE, MOST / width, MOST / height);
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [Math.round(width * scale), Math.round(height * scale)];
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((give, refuse) => {
    canvas.toBlob((blob) => (blob ? give(blob) : refuse(new Error("this canvas gives no picture"))));
  });
}
