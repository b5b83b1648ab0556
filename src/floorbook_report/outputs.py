"""The part of a cell's output that a report shows, or why it cannot show it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from nbconvert.filters import strip_ansi
from nbconvert.filters.markdown_mistune import InvalidNotebook, MarkdownWithMath
from selectolax.lexbor import LexborHTMLParser, LexborNode

from floorbook_report.formulas import Renderer
from floorbook_report.hazards import hazards
from floorbook_report.refusals import Refusal

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
_PLOTLY = "application/vnd.plotly.v1+json"
# The default text of an object: not readable, and its address differs from run to run.
_DEFAULT_REPR = re.compile(r"<[\w.]+ object>|<[^<>\n]* at 0x[0-9a-fA-F]+>")


def output_html(output: Mapping[str, Any]) -> str:
    """Return the HTML for one output of a code cell.

    Raises
    ------
    Refusal
        For an error, for an output with no form that a file can show (such as a widget without a
        static face), and for an output that would load, send or run something.
    """
    if output["output_type"] == "error":
        raise Refusal(f"ended in {output.get('ename', 'an error')}: {output.get('evalue', '')}")
    if output["output_type"] == "stream":
        return _text(output["text"])
    data, metadata = output["data"], output.get("metadata", {})
    _refuse_without_representation(data)
    kind = next(kind for kind in _REPRESENTATIONS if kind in data)
    content = data[kind]
    text = "".join(content) if isinstance(content, list) else content
    return _REPRESENTATIONS[kind](text, metadata.get(kind, {}))


def markdown_html(source: str, attachments: dict[str, dict[str, str]] | None = None) -> str:
    """Return Markdown as HTML, as nbconvert renders it; `Refusal` for what a file cannot show."""
    renderer = Renderer(escape=False, attachments=attachments, exclude_anchor_links=True)
    try:
        return framed(safe_html(MarkdownWithMath(renderer=renderer).render(source)))
    except InvalidNotebook as error:
        raise Refusal(str(error)) from error


def safe_html(html: str) -> str:
    """Return the HTML unchanged if nothing in it loads, sends or runs; else raise `Refusal`."""
    if found := hazards(html):
        raise Refusal("; ".join(dict.fromkeys(found)))
    return html


def framed(html: str) -> str:
    """Put each plain table in a frame that scrolls if the table is wide, by keyboard too.

    pandas makes an empty heading over its index. It is the heading of nothing: it becomes a cell.
    An image without a description is called what it is.
    """
    if not ("<table" in html or "<img" in html) or "data-widget=" in html:
        return html
    from floorbook.wording.controls import UNNAMED  # takes pandas along: `--help` has no use for it

    read = LexborHTMLParser(html, is_fragment=True)
    for image in read.css("img:not([alt])"):
        image.attrs["alt"] = UNNAMED["image"]
    for table in reversed(read.css("table")):  # a table within another comes first
        for heading in table.css("th"):
            if not heading.text().strip():
                _replace(heading, read.create_node("td"), heading.attributes, heading.inner_html)
        frame = {"class": "frame", "tabindex": "0", "role": "group", "aria-label": UNNAMED["table"]}
        _replace(table, read.create_node("div"), frame, table.html)
    return read.html or ""


def _replace(
    old: LexborNode, new: LexborNode, attributes: Mapping[str, str | None], html: str | None
) -> None:
    """Put an element with these attributes and this content in the place of another one."""
    for name, value in attributes.items():
        new.attrs[name] = value
    new.inner_html = html or ""
    old.replace_with(new)


def _refuse_without_representation(data: Mapping[str, Any]) -> None:
    """Raise `Refusal` if only a text that describes the object would be left of it."""
    rich = [kind for kind in _REPRESENTATIONS if kind in data and kind != "text/plain"]
    if rich:
        return
    if WIDGET_VIEW in data:
        raise Refusal(
            "shows a widget without a static face (no text/html beside its view): "
            "it would be blank without a kernel"
        )
    if _PLOTLY in data:
        raise Refusal(
            "shows a bare Plotly figure, which would be blank in a file: "
            "hand it to floorbook_widgets.Chart, which has a static face"
        )
    unknown = sorted(kind for kind in data if kind.startswith("application/"))
    if unknown or "text/plain" not in data:
        kinds = ", ".join(unknown or sorted(data)) or "nothing"
        raise Refusal(f"has an output that a report cannot show ({kinds})")


def _refuse_default_repr(text: str) -> None:
    if found := _DEFAULT_REPR.search(text):
        raise Refusal(f"shows {found[0]}, the default text of an object: end the cell otherwise")


def _text(text: str, _metadata: Mapping[str, Any] | None = None) -> str:
    plain = strip_ansi(text)
    _refuse_default_repr(plain)
    return f"<pre>{escape(plain, quote=False)}</pre>"


def _html(text: str, _metadata: Mapping[str, Any]) -> str:
    # The whole text, as in a cell of a table: as part of a longer text it is what somebody wrote.
    root = LexborHTMLParser(text).root if "object" in text or "0x" in text else None
    for node in root.traverse(include_text=True) if root else ():
        if _DEFAULT_REPR.fullmatch(part := (node.text_content or "").strip()):
            _refuse_default_repr(part)
    return framed(safe_html(text))


def _markdown(text: str, _metadata: Mapping[str, Any]) -> str:
    return markdown_html(text)


def _svg(text: str, metadata: Mapping[str, Any]) -> str:
    return _html(text[max(text.find("<svg"), 0) :], metadata)  # without the prolog of a file


def _image(kind: str) -> Callable[[str, Mapping[str, Any]], str]:
    def html(text: str, metadata: Mapping[str, Any]) -> str:
        from floorbook.wording.controls import UNNAMED  # as above

        alt = escape(str(metadata.get("alt", UNNAMED["image"])))
        size = "".join(
            f' {name}="{number}"'
            for name in ("width", "height")
            if isinstance(number := metadata.get(name), int)
        )
        return f'<img alt="{alt}"{size} src="data:{kind};base64,{escape("".join(text.split()))}">'

    return html


_REPRESENTATIONS: dict[str, Callable[[str, Mapping[str, Any]], str]] = {
    "text/html": _html,
    "image/svg+xml": _svg,
    **{kind: _image(kind) for kind in ("image/png", "image/jpeg", "image/gif", "image/webp")},
    "text/markdown": _markdown,
    "text/latex": _markdown,  # a formula between dollars, or an environment
    "text/plain": _text,
}
