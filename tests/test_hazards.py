"""Tests of what a self-contained page must not have."""

from __future__ import annotations

import pytest

from floorbook_report.hazards import addresses_in_style, hazards


@pytest.mark.parametrize(
    "html",
    [
        '<img src="https://example.org/a.png">',
        '<img src="fig/a.png">',
        '<img srcset="data:image/png;base64,AA 1x, https://example.org/b.png 2x">',
        '<IMG SRC="//example.org/a.png">',
        '<picture><source srcset="b.png 480w"></picture>',
        '<video poster="a.png"></video>',
        '<audio src="data:audio/wav;base64,AA"></audio>',
        '<table background="a.png"></table>',
        '<svg><image href="https://example.org/a.png"/></svg>',
        '<svg><image xlink:href="a.png"/></svg>',
        '<svg><use href="other.svg#part"/></svg>',
        '<svg><rect fill="url(https://example.org/a.svg#b)"/></svg>',
        '<svg><image><animate attributeName="href" values="a;b"/></image></svg>',
        '<p style="background: url(a.png)">text</p>',
        '<style>p { background: url("https://example.org/a.png") }</style>',
        '<style>@import "https://example.org/a.css";</style>',
        "<style>p { background: image-set('a.png' 1x) }</style>",
        '<link rel="stylesheet" href="a.css">',
        '<iframe srcdoc="text"></iframe>',
        '<object data="a.svg"></object>',
        '<embed src="a.svg">',
        '<base href="https://example.org/">',
        '<meta http-equiv="refresh" content="0; url=https://example.org">',
        "<script>alert(1)</script>",
        '<script type="module">alert(1)</script>',
        '<script src="https://example.org/a.js"></script>',
        '<img src="data:image/png;base64,AA" onerror="alert(1)">',
        "<svg onload=alert(1)></svg>",
        '<a href="javascript:alert(1)">x</a>',
        '<a href=" java&#10;script:alert(1)">x</a>',
        '<a href="&#106;avascript&colon;alert(1)">x</a>',
        '<svg><a xlink:href="javascript:alert(1)">x</a></svg>',
        '<a href="https://example.org" ping="https://example.org/p">x</a>',
        '<form action="https://example.org"></form>',
    ],
)
def test_what_loads_sends_or_runs_is_found(html: str) -> None:
    assert len(hazards(f"<div>{html}</div>")) == 1


@pytest.mark.parametrize(
    "html",
    [
        '<a href="https://example.org">read</a>',
        '<a href="#here">there</a>',
        '<img src="data:image/png;base64,AA">',
        '<img srcset="data:image/png;base64,AA 1x">',
        '<svg><linearGradient id="g"/><rect fill="url(#g)"/><use href="#g"/></svg>',
        "<style>td { color: red; background: url(data:image/png;base64,AA) }</style>",
        '<p style="color: #07203b">url(https://example.org)</p>',
        '<script type="application/json">{"a": "<img src=x>"}</script>',
        "<pre>&lt;script&gt;alert(1)&lt;/script&gt;</pre>",
        '<form><input type="checkbox" name="one"></form>',
        "",
    ],
)
def test_what_stays_in_the_file_is_let_be(html: str) -> None:
    assert hazards(html) == []


def test_every_hazard_is_told_with_its_address() -> None:
    html = '<img src="https://example.org/a.png"><p style="background:url(b.png)">text</p>'
    assert hazards(html) == [
        "<img> would load https://example.org/a.png",
        "<p style> would load b.png",
    ]


def test_a_long_address_is_cut_in_the_message() -> None:
    (message,) = hazards(f'<img src="https://example.org/{"a" * 500}">')
    assert len(message) < 120
    assert message.endswith("…")


def test_escapes_in_style_are_undone() -> None:
    assert addresses_in_style(r"background: \75 rl(a.png)") == ["a.png"]
    assert addresses_in_style(r"background: u\72l('a.png')") == ["a.png"]


def test_a_comment_in_style_loads_nothing() -> None:
    assert addresses_in_style("/* url(a.png) */ color: red") == []
