"""Attacks: texts that a page, a sheet or a chart might take for something to do.

`CANARY` stands in what must not travel. Nobody said any of this.
"""

from __future__ import annotations

from collections.abc import Mapping

CANARY = "canary-0a1b2c"
HIT = "http://hit.test"
"""Where payloads call: a server on this machine, once the browser is told so."""

LONGEST = 160  # characters of a gist

PAYLOADS: Mapping[str, str] = {
    "script": "<script>pwned('script')</script>",
    "image": f'<img src="{HIT}/image" onerror=pwned("image")>',
    "svg": "<svg onload=pwned('svg')><circle r=9></svg>",
    "link with entities": '<a href="&#106;ava&Tab;script&colon;pwned(4)">press</a>',
    "end of script": "</script><script>pwned('end')</script>",
    "comment and script": "<!--<script>pwned('comment')//--></script>",
    "line separators": "\";pwned('line')//\u2028pwned('line')//\u2029'",
    "formula of TeX": r"$\href{javascript:pwned('tex')}{press}$ \(x\)",
    "refresh": f'<meta http-equiv="refresh" content="0;url={HIT}/refresh">',
    "template": "{{7*7}} {% raw %} ${pwned('tpl')} {{constructor.constructor('pwned(1)')()}}",
    "template of plotly": "%{customdata[0]} %{x}<extra>%{hovertext}</extra>",
    "formula =": f'=HYPERLINK("{HIT}/formula","press")',
    "formula +": "+1+cmd|' /C calc'!A0",
    "formula -": "-2+3+cmd|' /C calc'!A0",
    "formula @": "@SUM(1+1)*cmd|' /C calc'!A0",
    "formula after a tab": "\t=1+1",
    "right to left": "abc \u202egpj.exe\u202c שלום (5) \u200f\u061c!",
    "zero width": "ze\u200bro\u200c wi\u200ddth\u2060\ufeff\u00ad.",
    "over-long": "W" * 3000,
    "as long as a gist": "Ww" * (LONGEST // 2),
    "markup of plotly": f'<b>b</b><br><i>i</i><sub>2</sub><a href="{HIT}/a">link</a>',
    "data address": "<iframe src=\"data:text/html,<script>parent.pwned('data')</script>\">",
    "style": f"<style>@import '{HIT}/css';*{{background:url({HIT}/bg)}}</style>",
    "attributes": "\" onmouseover=\"pwned('a')\" autofocus onfocus='pwned(1)' '>`",
    "entities": "&lt;b&gt; &amp;lt; &#60;script&#62; &nbsp;&",
    "null": "null",
    "None": "None",
    "NaN": "NaN",
    "undefined": "undefined",
    "constructor": "constructor",
    "__proto__": "__proto__",
    "a colour": "#07203b",
    "an id": "who-0",
    "a word of ours": "mixed",
    "Markdown": f"[press](javascript:pwned('md')) ![x]({HIT}/md) **b** `c`",
    "our own places": "<!--floorbook:script--><!--floorbook:policy-->",
    "ends of elements": "</title></style></textarea></table></main></body></html>",
    "two lines": "two\nlines",
    "separators": 'a,"b";c\t|d\'',
    "spaces": "  spaces   around  ",
    "an object": "<b object> <x at 0x1f>",
    "replacement": r"$& $1 $` \1 \g<0> \u003cscript\u003e &quot",
    "object tag": f'<object data="{HIT}/o"></object><embed src="{HIT}/e">',
    "form": f'<form action="{HIT}/form"><button formaction="javascript:pwned(1)">go',
    "base": f'<base href="{HIT}/"><link rel=stylesheet href="{HIT}/l.css">',
    "math": f'<math><mtext><mglyph><style><img src="{HIT}/m" onerror=pwned(1)>',
    "formula, full width": "＝1+1",
    "formula after a line": "\n=1+1",
    "combined": "e\u0301\u0323 👩\u200d💻 \U0001f1e6\U0001f1f9 z̷̙a̶",
    "details": "<details open ontoggle=pwned('d')><summary>x",
}
"""What is tried, by name."""

REFUSED: Mapping[str, str] = {
    "override without end": "abc \u202egpj.exe",
    "isolate without end": "abc \u2067def",
    "end without beginning": "abc\u202c def\u2069",
    "control character": "a\x1b[31mb",
    "bell": "a\x07b",
    "NUL": "a\x00b",
    "no character": "a\ufffeb",
}
"""What no field of a package takes, by name: it would reach beyond its text, or break a file."""

MOST = 13  # payloads in a package: twice as many, and a page holds four times the marks


def groups() -> list[dict[str, str]]:
    """The payloads in as few packages as can hold them."""
    names = list(PAYLOADS)
    parts = -(-len(names) // MOST)
    return [{name: PAYLOADS[name] for name in names[part::parts]} for part in range(parts)]
