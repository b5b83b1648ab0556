"""The address of a view, whatever somebody writes there."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

pytestmark = pytest.mark.promise("Malformed data")

IDS = {
    "participants": ["mexico", "cote-d-ivoire", "a,b", "x&y=z", "100%", "%2C", "né", "🫖", "."],
    "issues": ["iom-lead", "__proto__", "constructor", "#", "a b", "+"],
}
POINTS = ["mexico-1", "mexico-2", "x,y", "toString"]
FACETS = [
    {"trait": trait, "options": [{"id": id, "label": id} for id in ids]}
    for trait, ids in IDS.items()
]
KNOWN = [*IDS["participants"], *IDS["issues"], *POINTS]
BITS = st.sampled_from(
    [
        *KNOWN,
        *IDS,
        "focus",
        "view-",
        "=",
        "&",
        ",",
        "%",
        "%2",
        "%zz",
        "%E0%A4%A",
        "#",
        "?",
        ";",
        "/",
    ]
)
LOOSE = st.lists(BITS | st.text(max_size=4), max_size=12).map("".join)
NAMES = st.sampled_from([*IDS, "focus", "2.focus", "view-issues"])
ASKED = st.tuples(NAMES, st.lists(BITS | LOOSE, max_size=4).map(",".join)).map("=".join)
FRAGMENTS = LOOSE | st.lists(ASKED | LOOSE, min_size=1, max_size=4).map("&".join)
PREFIXES = st.sampled_from(["", "view-", "2."])
PARSE = """(m, [texts, facets, points]) => texts.map(([text, prefix]) =>
  m.parsed(text, facets, new Set(points), prefix))"""
THERE_AND_BACK = """(m, [views, facets, points]) => views.map(([view, prefix]) => {
  const made = Object.fromEntries(facets.map(({ trait }) => [trait, null]));
  const text = m.fragment(facets, { ...made, ...view }, made, prefix);
  return [text, m.parsed(text, facets, new Set(points), prefix)];
})"""


def rounds(share: Callable[..., int]) -> settings:
    return settings(
        max_examples=share(full=100, bounded=6),
        deadline=None,
        suppress_health_check=list(HealthCheck),
        derandomize=True,
        phases=[Phase.generate],
    )


def sendable(text: str) -> str:
    """Text as a page can get it: halves of characters do not come through the wire."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def test_no_fragment_throws_and_only_known_ids_come_out(modules, share, tally) -> None:
    count = 0

    @rounds(share)
    @given(st.lists(st.tuples(FRAGMENTS.map(sendable), PREFIXES), min_size=40, max_size=80))
    def whatever(texts: list[tuple[str, str]]) -> None:
        nonlocal count
        count += len(texts)
        for picked in modules.run("address.js", PARSE, [texts, FACETS, POINTS]):
            for trait, ids in (picked or {}).items():
                if trait == "focus":
                    assert set(ids) == {"at", "label", "points"}
                    assert set(ids["points"]) <= set(POINTS)
                else:
                    assert ids == [id for id in IDS[trait] if id in ids]

    whatever()
    tally("arbitrary address fragments", count)


def picks(trait: str) -> st.SearchStrategy[list[str]]:
    return st.sets(st.sampled_from(IDS[trait])).map(
        lambda ids: [id for id in IDS[trait] if id in ids]
    )


FOCUS = st.fixed_dictionaries(
    {
        "at": st.text(max_size=5).map(sendable),
        "label": st.text(min_size=1, max_size=5).map(sendable),
        "points": st.lists(st.sampled_from(POINTS), unique=True),
    }
)
VIEWS = st.fixed_dictionaries(
    {"participants": picks("participants"), "issues": picks("issues")}, optional={"focus": FOCUS}
)


def test_every_view_comes_back_from_its_address(modules, share, tally) -> None:
    count = 0

    @rounds(share)
    @given(st.lists(st.tuples(VIEWS, PREFIXES), min_size=20, max_size=60))
    def whatever(views: list[tuple[dict[str, Any], str]]) -> None:
        nonlocal count
        count += len(views)
        found = modules.run("address.js", THERE_AND_BACK, [views, FACETS, POINTS])
        for (view, _), (text, back) in zip(views, found, strict=True):
            assert back == view, (text, json.dumps(view))

    whatever()
    tally("views that come back from their address", count)
