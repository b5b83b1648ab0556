"""Finds parts of an HTML text that a self-contained page must not have.

The policy of the page keeps a reader safe: it blocks such parts. This module helps the author: it
reports them when the report is made, and not only as a gap when it is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

import tinycss2
from selectolax.lexbor import LexborHTMLParser, LexborNode

DATA_BLOCK = "application/json"  # a script element of this type holds data and never runs

_OUTSIDE = {"applet", "base", "embed", "fencedframe", "frame", "iframe", "link", "object"}
_OUTSIDE |= {"noscript"}  # what stands in it depends on whether scripts run
_IMAGES = {"feimage", "image", "img", "input", "source"}  # where the policy lets `data:` through
_LOADING = {"background", "dynsrc", "imagesrcset", "lowsrc", "poster", "src", "srcset"}
_LINKS = {"a", "area"}
_SENDING = {"action", "attributionsrc", "formaction", "ping"}
_STYLED = {"clip-path", "cursor", "fill", "filter", "mask", "stroke", "style"}
_ANIMATED = {"animate", "animatemotion", "animatetransform", "set"}
_NEVER_PLAIN = {*_OUTSIDE, "meta", "script", "style"}
_INERT = {"class", "hidden", "id", "open", "role", "scope", "tabindex", "title"}
_SCRIPT_SCHEMES = ("javascript:", "vbscript:")
_PAGE = re.compile(r"\s*<!doctype", re.IGNORECASE)
_DESCRIPTOR = re.compile(r"\d+(\.\d+)?[wxh]")


def hazards(html: str) -> list[str]:
    """Return a phrase for everything in `html` that would load, send or run something.

    The text is read as browsers read it. A less exact reader may see a comment or text where a
    browser sees an element.

    Examples
    --------
    >>> hazards('<img src="https://example.org/a.png"><a href="https://example.org">read</a>')
    ['<img> would load https://example.org/a.png']
    >>> hazards('<!--><img src="b.png">-->')
    ['<img> would load b.png']
    """
    root = LexborHTMLParser(html if _PAGE.match(html) else f"<!doctype html><body>{html}").root
    return [text for tag in root.traverse() if not _plain(tag) for text in _of(tag)] if root else []


def _plain(tag: LexborNode) -> bool:
    """Say of an element, as it is read, that nothing in it can do anything: most are so."""
    return tag.tag not in _NEVER_PLAIN and all(map(_inert, tag.attributes))


@lru_cache(maxsize=1000)
def _inert(attribute: str) -> bool:
    return attribute in _INERT or attribute.startswith(("aria-", "data-"))


def _of(tag: LexborNode) -> Iterator[str]:
    """Yield the hazards of one element."""
    name = (tag.tag or "").lower()
    given = {key.lower(): value or "" for key, value in tag.attributes.items()}
    if name in _OUTSIDE or (name == "meta" and "http-equiv" in given):
        yield f"<{name}> is not let into a report"
        return
    if name == "script" and given.get("type", "").lower() != DATA_BLOCK:
        yield "<script> would be blocked by the page's policy"
        return
    if name == "style":
        yield from (f"<style> would load {_short(url)}" for url in addresses_in_style(tag.text()))
    for attribute, value in given.items():
        yield from _of_attribute(name, attribute, value)


def _of_attribute(tag: str, attribute: str, value: str) -> Iterator[str]:
    """Yield the hazards of one attribute."""
    if attribute.startswith("on") and len(attribute) > 2:
        yield f"<{tag} {attribute}> would be blocked by the page's policy"
    elif attribute in _SENDING:
        yield f"<{tag} {attribute}> would send something to {_short(value)}"
    elif tag in _ANIMATED and attribute == "attributename" and value.lower().endswith("href"):
        yield f"<{tag}> would change an address"
    elif attribute in _STYLED or attribute.startswith("marker"):
        yield from (
            f"<{tag} {attribute}> would load {_short(u)}" for u in addresses_in_style(value)
        )
    elif attribute in {"href", "xlink:href"} and tag in _LINKS:
        if _scheme(value).startswith(_SCRIPT_SCHEMES):
            yield f"<{tag}> would run {_short(value)}"
    elif attribute in _LOADING or attribute in {"href", "xlink:href"}:
        outside = [url for url in _addresses(attribute, value) if not _inside(tag, attribute, url)]
        yield from (f"<{tag}> would load {_short(url)}" for url in outside)


def _addresses(attribute: str, value: str) -> list[str]:
    """Return the addresses in an attribute: one, or those of a `srcset` without descriptors."""
    if not attribute.endswith("srcset"):
        return [value]
    words = (word.strip(",") for word in value.split())
    return [word for word in words if word and not _DESCRIPTOR.fullmatch(word)]


def _inside(tag: str, attribute: str, address: str) -> bool:
    """Say whether an address is in the file itself: data of an image, or a place in the page."""
    if attribute.endswith("href") and address.strip().startswith("#"):
        return True
    return tag in _IMAGES and _scheme(address).startswith("data:")


def addresses_in_style(css: str) -> list[str]:
    """Return the addresses that a style sheet or its declarations would load, without escapes.

    Examples
    --------
    >>> addresses_in_style(r"background: u\\72l('https://example.org/a.png')")
    ['https://example.org/a.png']
    """
    found = _in_tokens(tinycss2.parse_component_value_list(css))
    return [url for url in found if not _scheme(url).startswith(("data:", "#"))]


def _in_tokens(tokens: Iterable[Any], *, strings: bool = False) -> Iterator[str]:
    """Yield addresses in CSS tokens; with `strings` (in a function that loads) texts too."""
    importing = False
    for token in tokens:
        if token.type == "url" or (token.type == "string" and (strings or importing)):
            yield token.value
        elif token.type == "function":
            loads = token.lower_name in {"image", "image-set", "src", "url", "-webkit-image-set"}
            yield from _in_tokens(token.arguments, strings=loads)
        elif token.type in {"() block", "[] block", "{} block"}:
            yield from _in_tokens(token.content)
        if token.type != "whitespace":
            importing = token.type == "at-keyword" and token.lower_value == "import"


def _scheme(address: str) -> str:
    """Return an address as a browser reads its scheme: lower case, no spaces, no controls."""
    return re.sub(r"[\x00-\x20]+", "", address).lower()


def _short(address: str, most: int = 80) -> str:
    """Return an address, shortened to fit a message."""
    return address if len(address) <= most else address[: most - 1] + "…"
