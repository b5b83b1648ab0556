"""Reading a note into items: what is one item, where it starts and ends, what it seems to be."""

from __future__ import annotations

import unicodedata

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from floorbook.package import source

NOTE = """
**Meeting on the lending of ladders**  
**held for neighbours and guests**  
3 March 2031  
The long barn

Two things were heard most:

1. Ladders must be shared
2. Nobody should pay

**Ada Birch, Chair (opening)**

- Still open:
  - who keeps the key
  - I. who mends a rung and at what

cost to the others. This is settled in May.

However, the café stays open.

### **From the floor**

## **Oakfield**

- We own _four_ ladders.
- o Would the club \u2013 or anybody \u2013 list them?
  - o 5 April: next count

Reply from Ms Birch:

- a list is coming

## **Elm**

- Later, perhaps
"""  # noqa: W291  (two spaces at a line's end are a hard break)


@pytest.fixture(scope="module")
def read() -> pd.DataFrame:
    table = source.items(NOTE)
    ranges = zip(table["start"], table["end"], strict=True)
    return table.assign(words=[source.passage(NOTE, start, end) for start, end in ranges])


def row(table: pd.DataFrame, words: str) -> pd.Series:
    """The one item that starts with these words."""
    found = table[table["words"].str.startswith(words)]
    assert len(found) == 1, f"{words!r}: {len(found)} items"
    return found.iloc[0]


def test_every_heading_line_entry_and_paragraph_is_an_item(read: pd.DataFrame) -> None:
    assert read["order"].tolist() == list(range(1, 22))


def test_each_line_of_the_title_is_an_item_and_the_date_is_told_apart(read: pd.DataFrame) -> None:
    assert read["reason"].tolist()[:4] == ["title", "title", "date", "title"]
    assert read["words"].tolist()[2] == "3 March 2031"


def test_markers_and_enclosing_emphasis_stand_outside_the_range(read: pd.DataFrame) -> None:
    assert read["words"].tolist()[0] == "Meeting on the lending of ladders"
    assert row(read, "Ladders must")["words"] == "Ladders must be shared"
    assert row(read, "Oakfield")["words"] == "Oakfield"
    assert row(read, "Would the club")["words"].endswith("list them?")
    assert row(read, "who mends")["words"].startswith("who mends a rung")
    assert row(read, "We own")["words"] == "We own _four_ ladders."


def test_a_paragraph_broken_by_a_page_is_one_item_over_both_halves(read: pd.DataFrame) -> None:
    mended = row(read, "who mends")
    assert mended["words"] == (
        "who mends a rung and at what cost to the others. This is settled in May."
    )
    assert NOTE[mended["start"] : mended["end"]].count("\n\n") == 1


def test_a_paragraph_with_a_capital_is_an_item_of_its_own(read: pd.DataFrame) -> None:
    assert row(read, "However")["parent"] is pd.NA


def test_a_finished_item_takes_no_continuation() -> None:
    assert len(source.items("- Done.\n\nand more")) == 2
    assert len(source.items("- done\n\nand more")) == 1


def test_a_nested_entry_names_the_item_above_it(read: pd.DataFrame) -> None:
    above = row(read, "Still open")["order"]
    assert read.loc[read["parent"] == above, "words"].str.split().str[:2].str.join(
        " "
    ).tolist() == [
        "who keeps",
        "who mends",
    ]
    assert row(read, "5 April")["parent"] == row(read, "Would the club")["order"]


def test_numbers_count_within_a_section_but_not_its_heading(read: pd.DataFrame) -> None:
    oakfield = read[read["section"] == "Oakfield"]
    assert oakfield["number"].tolist() == [pd.NA, 1, 2, 3]
    assert row(read, "However")["number"] == 4


def test_a_section_met_twice_goes_on_counting() -> None:
    table = source.items("## Elm\n\n- a\n\n## Ash\n\n- b\n\n## Elm\n\n- c\n")
    assert table.loc[table["section"] == "Elm", "number"].dropna().tolist() == [1, 2]


def test_a_reply_is_a_section_of_its_own_named_after_its_heading(read: pd.DataFrame) -> None:
    assert row(read, "Reply from")["reason"] == "speaker line"
    assert row(read, "a list is coming")["section"] == "Reply to Oakfield"
    assert row(read, "Later")["section"] == "Elm"


def test_a_line_that_ends_in_a_colon_leads_in(read: pd.DataFrame) -> None:
    assert row(read, "Two things")["reason"] == "lead-in"
    assert row(read, "Still open")["reason"] == "lead-in"
    assert row(read, "Ada Birch")["reason"] == "speaker line"
    assert row(read, "From the floor")["reason"] == "heading"


def test_a_sentence_that_starts_in_bold_is_no_speaker_line() -> None:
    table = source.items("## Elm\n\n**Thanks** for all of it.\n")
    assert table["reason"].tolist() == ["heading", ""]


def test_a_draft_has_the_columns_of_the_items_table_and_stable_ids() -> None:
    table = source.draft(NOTE, "barn-note")
    assert table["id"].tolist()[::20] == ["barn-note-001", "barn-note-021"]
    assert table["parent"].tolist()[8:12] == ["", "barn-note-009", "barn-note-009", ""]
    assert list(table.columns) == [
        *("id", "source", "order", "parent", "section", "number"),
        *("start", "end", "fingerprint", "reason"),
    ]


def test_an_empty_note_has_no_items() -> None:
    assert source.items("").empty
    assert source.draft(" \n\n", "note").empty


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (3, 2), (0, 6)])
def test_a_range_outside_the_text_is_an_error(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="is not inside a text of 5 characters"):
        source.passage("ladder"[:5], start, end)


def test_a_fingerprint_is_the_sha_256_of_the_folded_passage() -> None:
    # printf 'a b' | sha256sum
    known = "c8687a08aa5d6ed2044328fa6a697ab8e96dc34291e8c2034ae8c38e6fcc6d65"
    assert source.fingerprint("a \n\tb", 0, 5) == known


words = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]), min_size=1
)


@given(st.lists(words, min_size=1), st.lists(st.sampled_from(" \n\t\u00a0\r"), min_size=1))
def test_a_fingerprint_ignores_width_and_composition(text: list[str], gap: list[str]) -> None:
    plain = " ".join(text)
    spread = "".join(gap).join(unicodedata.normalize("NFD", word) for word in text)
    assert source.fingerprint(plain, 0, len(plain)) == source.fingerprint(spread, 0, len(spread))


@given(words, words)
def test_another_text_has_another_fingerprint(one: str, other: str) -> None:
    same = unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", other)
    prints = [source.fingerprint(text, 0, len(text)) for text in (one, other)]
    assert (prints[0] == prints[1]) is same


line = st.one_of(
    st.sampled_from(["", "", "---", "```", "[a]: b", "<div>", "> q", "**B**", "Reply from me:"]),
    st.builds(
        "{}{}{}".format,
        st.sampled_from(["", "  ", "    ", "\t"]),
        st.sampled_from(["", "- ", "- o ", "1. ", "## ", "* I. ", "> "]),
        st.text(st.sampled_from("abZé .:*_\0\u2028"), max_size=9),
    ),
)


@given(st.lists(line, max_size=15), st.sampled_from(["\n", "\r\n", "\r"]))
@example(["- a", "  ", "b"], "\n")
def test_ranges_never_overlap_and_lose_no_letter(lines: list[str], line_end: str) -> None:
    note = line_end.join(lines)
    table = source.items(note)
    bounds = [at for pair in zip(table["start"], table["end"], strict=True) for at in pair]
    assert bounds == sorted(set(bounds)), "a range starts before another ends"
    covered = [False] * len(note)
    for start, end in zip(bounds[::2], bounds[1::2], strict=True):
        covered[start:end] = [True] * (end - start)
    assert not [at for at, char in enumerate(note) if char in "abZé" and not covered[at]]


@given(st.text(max_size=60))
def test_any_text_at_all_is_read(note: str) -> None:
    table = source.draft(note, "note")
    assert table["order"].tolist() == list(range(1, len(table) + 1))
    for start, end in zip(table["start"], table["end"], strict=True):
        assert source.passage(note, start, end)
