"""Completes a page: what its cells show, style, scripts, and the policy with their hashes.

nbconvert sends its pages through an HTML parser, which is slow and may change bytes, and a hash is
made from exact bytes. So the template has comments as places, and the parts are put there at the
end.
"""

from __future__ import annotations

import base64
import hashlib
import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape, unescape
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from floorbook.states import written
from floorbook_report.hazards import hazards
from floorbook_report.refusals import ExportError

_TITLE = re.compile(r"<title>([^<]*)</title>")
_PLACES = ("policy", "style", "script")
_LAB = re.compile(r"body\[data-jp-theme-light[^{}]*\{[^{}]*\}")
"""Rules for JupyterLab alone, which no exported page has a use for."""
_PLACE = re.compile(r"<!--floorbook:(policy|style|script)-->")
_CELL = "<!--floorbook:cell-->"
_WIDE = re.compile(r"<(script|style|xmp|iframe|noembed|noframes)\b.*?</\1|[^\0-\xff]", re.S | re.I)
"""A character beyond Latin-1; or an element in which HTML reads no references, whole."""
_LATER = re.compile("<!--floorbook:later-->(.*?)<!--/floorbook:later-->", re.S)
"""A part of a static face that a page's script writes anew, and that is not in sight at first."""
_MUCH = 250_000
"""With more bytes of such parts, a page waits for its script to write them."""
_BASIC = {"bar", "pie", "scatter"}
_POLICY = (
    "default-src 'none'; script-src {scripts}; style-src 'unsafe-inline'; img-src data: blob:; "
    "font-src data:; base-uri 'none'; form-action 'none'"
)


@dataclass(frozen=True)
class FrontEnd:
    """The texts that the front-end build makes for a page, with LF line ends.

    `plain` is the script for a page without charts.
    """

    style: str
    loader: str
    script: str
    plain: str
    plotly: str
    cartesian: str

    @classmethod
    def read(cls, folder: Path) -> FrontEnd:
        """Read the two style sheets, the page's two scripts, their loader, and two sizes of plotly.

        Raises
        ------
        ExportError
            If one of them is missing.
        """

        def text(name: str) -> str:
            try:
                content = (folder / name).read_text(encoding="utf-8")
            except FileNotFoundError:
                raise ExportError(
                    f"The front end is not built ({name} is missing): "
                    "run `make setup`, or `pip install -e .` again."
                ) from None
            return content.replace("\r\n", "\n")

        style = f"{_LAB.sub('', text('style.css')).strip()}\n{text('page.css').strip()}"
        return cls(
            style=style,
            loader=text("loader.js"),
            script=text("page.js"),
            plain=text("plain.js"),
            plotly=text("plotly.min.js"),
            cartesian=text("cartesian.min.js"),
        )

    def plotly_for(self, states: Mapping[str, Any]) -> str:
        """Return the smallest plotly that draws all figures of a page."""
        figures = [state["figure"] for state in states.values() if "figure" in state]
        kinds = {trace.get("type", "scatter") for one in figures for trace in one["data"]}
        return self.plotly if kinds <= _BASIC else self.cartesian


@cache
def front_end() -> FrontEnd:
    """Return the front end of the installed widgets, without importing them."""
    spec = find_spec("floorbook_widgets")
    folders = list(spec.submodule_search_locations or []) if spec else []
    return FrontEnd.read(Path(folders[0]) / "static" if folders else Path("static"))


def pack_scripts() -> None:
    """Pack, once for all pages, the scripts that these need."""
    texts = front_end()
    for text in (texts.script, texts.plain, texts.plotly, texts.cartesian):
        _packed(text)


def is_open(html: str) -> bool:
    """Say whether the page still needs its style, scripts and policy."""
    return _PLACE.search(html) is not None


def fill(
    html: str,
    states: Mapping[str, Any] | None = None,
    texts: FrontEnd | None = None,
    *,
    sections: Iterable[Mapping[str, Any]] = (),
) -> str:
    """Put what `sections` show, style, scripts and policy into their places in a page.

    A page with widgets gets the page's script and their `states`; a page with charts gets plotly.

    Raises
    ------
    ExportError
        If the page has one of the places more than once, or not at all, or if anything in it would
        load, send or run something.
    """
    texts = texts or front_end()
    cells = [text for one in sections for text in one.get("outputs", [one.get("html", "")])]
    # As a browser reads it.
    html, *cells = (one.replace("\r\n", "\n").replace("\r", "\n") for one in (html, *cells))
    page, html = html, _with_cells(html, cells)
    for place in _PLACES:
        count = html.count(f"<!--floorbook:{place}-->")
        if count != 1:
            raise ExportError(f"The page has {count} places for its {place}, and must have one.")
    # Each cell was checked alone; an element left open in one may be closed in the next.
    if found := hazards(html):
        raise ExportError(f"The page as a whole has what no cell has: {'; '.join(found)}")
    scripts = {}
    charts = 'data-widget="chart"' in html
    if "data-widget=" in html:
        scripts["script"] = texts.script if charts else texts.plain
    if charts:
        scripts["plotly"] = texts.plotly_for(states or {})
    parts = {
        "policy": policy([texts.loader, *scripts.values()] if scripts else []),
        "style": f"<style>{texts.style}\n{running_foot(html)}</style>",
        "script": _script_elements(texts.loader, scripts, states or {}) if scripts else "",
    }
    html = _with_cells(page, later(cells) if scripts else (_LATER.sub(r"\1", c) for c in cells))
    return _PLACE.sub(lambda place: parts[place[1]], narrow(html))


def later(cells: Sequence[str]) -> list[str]:
    """Leave parts that come later to readers without scripts, if there is much of them.

    A browser that runs scripts takes an element `noscript` for one text. To make hundreds of
    thousands of elements that its script writes anew would keep a reader waiting.

    Examples
    --------
    >>> later(["<p>a</p><!--floorbook:later--><p>b</p><!--/floorbook:later-->"])
    ['<p>a</p><p>b</p>']
    """
    much = sum(len(part) for cell in cells for part in _LATER.findall(cell)) > _MUCH
    return [
        _LATER.sub(lambda part: _unscripted(part[1]) if much else part[1], one) for one in cells
    ]


def _unscripted(html: str) -> str:
    """Return what is for readers without scripts alone, and for others what says so."""
    from floorbook.wording.controls import PAGE  # takes pandas along: `--help` has no use for it

    # With scripts it ends at the first end tag, wherever that stands: these are only ours.
    if "</noscript" in html.lower():
        return html
    return f'<noscript>{html}</noscript><p class="n waiting">{PAGE["later"]}</p>'


def narrow(html: str) -> str:
    """Write characters beyond Latin-1 by their numbers.

    One of them doubles the memory of the whole page in Chromium, which then takes longer to read
    it, until there is text on the screen.

    Examples
    --------
    >>> narrow("<p>é – ü</p>")
    '<p>é &#8211; ü</p>'
    """
    return _WIDE.sub(lambda found: found[0] if found[1] else f"&#{ord(found[0])};", html)


def _with_cells(html: str, texts: Iterable[str]) -> str:
    """Put what the cells show, in their order, into the places for it."""
    first, *rest = html.split(_CELL)
    return "".join([first, *(part for pair in zip(texts, rest, strict=True) for part in pair)])


def scripts_size(states: Mapping[str, Any], texts: FrontEnd | None = None) -> int:
    """Return how many bytes style and scripts take in a page with charts of these states."""
    texts = texts or front_end()
    return len(texts.style) + sum(map(len, map(_packed, (texts.script, texts.plotly_for(states)))))


def running_foot(html: str) -> str:
    """Return the rule that prints the page's title at the foot of every sheet.

    Examples
    --------
    >>> running_foot("<title>Tea &amp; milk</title>")
    '@page{@bottom-left{content:"Tea \\\\26  milk"}}'
    """
    title = unescape(found[1]) if (found := _TITLE.search(html)) else ""
    # All but plain letters and digits are written as CSS writes any character: by their numbers.
    text = re.sub("[^ 0-9A-Za-z]", lambda found: f"\\{ord(found[0]):x} ", title)
    return f'@page{{@bottom-left{{content:"{text}"}}}}'


def policy(scripts: list[str]) -> str:
    """Return the element that lets these scripts run, and nothing be loaded."""
    hashes = " ".join(f"'sha256-{_sha256(script)}'" for script in scripts) or "'none'"
    content = escape(_POLICY.format(scripts=hashes), quote=False)
    return f'<meta http-equiv="Content-Security-Policy" content="{content}">'


def _script_elements(loader: str, scripts: Mapping[str, str], states: Mapping[str, Any]) -> str:
    """Return the states and the scripts, packed, and the loader, which unpacks them.

    Text and tables are on screen before plotly is unpacked.
    """
    packed = {"states": pack(written(states))} | {name: _packed(it) for name, it in scripts.items()}
    elements = [
        f'<script type="text/plain" id="floorbook-{name}">{text}</script>\n'
        for name, text in packed.items()
    ]
    return f"{''.join(elements)}<script>{loader}</script>"


def pack(text: str) -> str:
    """Return a text as gzip in base85: a fifteenth shorter than base64.

    HTML may read "<" as the start of something, and "," is not in use: it takes its place.
    """
    return base64.b85encode(_gzip(text.encode())).decode().replace("<", ",")


_packed = cache(pack)  # for scripts, which are the same in many pages


def _gzip(content: bytes) -> bytes:
    """Return the same bytes each time; since Python 3.13 `gzip.compress` has another header."""
    compressor = zlib.compressobj(level=8, wbits=31)
    return compressor.compress(content) + compressor.flush()


def _sha256(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
