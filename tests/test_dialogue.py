"""What was asked, and what became of it."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from meetings import meeting, shuffled

from floorbook.measures import asks, fates, ledger, reactions, still_open

# ada asks twice in one point, bor once; the office answers ada's first in part, and in full much
# later; defers her second; nobody takes up bor's. The opening's question is not the floor's.
TOLD = meeting(
    "office/opening:", "ada:", "ada:", "office/reply:", "office/reply:", "bor:", "bor:",
    "office/closing:",
    acts=[
        "office-opening-1-a question states:", "ada-1-a question office: tea, salt",
        "ada-1-b request office: tea", "bor-2-a request office:",
        "office-reply-2-a undertaking ada: tea", "office-closing-1-a undertaking all:",
    ],
    responses=[
        "ada-1-a partly office-reply-1", "ada-1-b defers office-reply-2 office-reply-2-a",
        "ada-1-a answers office-closing-1", "ada-2 endorses bor-1", "ada-2 notes office-reply-1",
    ],
)  # fmt: skip


def test_the_fate_of_an_ask_is_the_best_that_any_later_point_did() -> None:
    table = asks(TOLD)
    assert table[["act", "fate"]].values.tolist() == [
        ["ada-1-a", "answered"],
        ["ada-1-b", "deferred"],
        ["bor-2-a", "no reply recorded"],
    ]
    row = table.iloc[0]
    assert row["replies"] == ("office-closing-1", "office-reply-1")
    assert row["repliers"] == ("office",)
    assert row["points"] == ("ada-1", "office-reply-1", "office-closing-1")
    assert (row["issues"], row["place"], row["addressee"]) == (("tea", "salt"), "Ada 1", "office")


def test_asks_of_other_turns_are_listed_when_asked_for() -> None:
    assert asks(TOLD, turns=None)["act"].tolist()[0] == "office-opening-1-a"


def test_fates_are_counted_for_each_participant_with_all_four() -> None:
    table = fates(TOLD).set_index(["participant", "fate"])
    assert table.loc["ada", "n"].to_dict() == {
        "answered": 1,
        "partly": 0,
        "deferred": 1,
        "no reply recorded": 0,
    }
    assert set(table.loc["ada", "of"]) == {2}
    assert table.loc[("bor", "no reply recorded"), "acts"] == ("bor-2-a",)


def test_an_ask_on_two_issues_counts_for_both_and_one_on_none_for_none() -> None:
    table = fates(TOLD, by="issue")
    assert table.groupby("issue")["n"].sum().to_dict() == {"tea": 2, "salt": 1, "": 1}


def test_fates_by_something_else_is_an_error() -> None:
    with pytest.raises(ValueError, match="issue"):
        fates(TOLD, by="colour")  # type: ignore[arg-type]


def test_what_stayed_open_stands_with_the_unreplied_first() -> None:
    assert still_open(TOLD)["act"].tolist() == ["bor-2-a", "ada-1-b"]


def test_the_ledger_says_who_undertook_what_to_answer_whom() -> None:
    table = ledger(TOLD).set_index("act")
    row = table.loc["office-reply-2-a"]
    assert (row["participant"], row["answers"], row["answered"]) == (
        "office",
        ("ada-1-b",),
        ("ada",),
    )
    assert row["points"] == ("ada-1", "office-reply-2")
    assert table.loc["office-closing-1-a", "answers"] == ()


def test_points_that_asked_nothing_may_be_taken_up() -> None:
    table = reactions(TOLD)
    assert table[["participant", "relation", "by", "response"]].values.tolist() == [
        ["ada", "notes", "office", "office-reply-1"],
        ["ada", "endorses", "bor", "bor-1"],
    ]


def test_a_meeting_without_acts_gives_empty_tables() -> None:
    for measure in (asks, fates, still_open, ledger, reactions):
        table = measure(meeting("ada: tea support"))
        assert table.empty
        assert list(table.columns) == list(measure(TOLD).columns)


def test_the_order_of_rows_in_the_tables_means_nothing() -> None:
    for measure in (asks, fates, still_open, ledger, reactions):
        pd.testing.assert_frame_equal(measure(shuffled(TOLD, 3)), measure(TOLD))


FATE_OF = {"answers": "answered", "partly": "partly", "defers": "deferred"}
ACTS = [
    "ada-1-a question office: tea",
    "ada-1-b request office: tea, salt",
    "bor-1-a question all:",
]
replied = st.lists(
    st.tuples(
        st.sampled_from([act.split()[0] for act in ACTS]),
        st.sampled_from(list(FATE_OF)),
        st.sampled_from(["office-reply-1", "cyr-1", "office-closing-1"]),
    ),
    max_size=6,
)


@settings(max_examples=10)
@given(replied, st.integers(0, 9))
def test_responsiveness_is_the_best_of_all_replies_wherever_they_stand_and_in_any_order(
    replies: list[tuple[str, str, str]], seed: int
) -> None:
    told = meeting(
        "ada:", "office/reply:", "bor:", "cyr:", "office/closing:", acts=ACTS,
        responses=[" ".join(reply) for reply in replies],
    )  # fmt: skip
    for row in asks(told).to_dict("records"):
        mine = [relation for act, relation, _ in replies if act == row["act"]]
        best = next((FATE_OF[one] for one in FATE_OF if one in mine), "no reply recorded")
        assert row["fate"] == best
    for by, of in (("participant", {"ada": 2, "bor": 1}), ("issue", {"tea": 2, "salt": 1, "": 1})):
        table = fates(told, by=by)  # type: ignore[arg-type]
        assert table.groupby(by)["n"].sum().to_dict() == of
        assert dict(zip(table[by], table["of"], strict=True)) == of
        pd.testing.assert_frame_equal(fates(shuffled(told, seed), by=by), table)  # type: ignore[arg-type]


def test_what_answers_no_ask_never_changes_its_fate() -> None:
    # An endorsement of a point that asked nothing, and a turn of which nothing is recorded.
    lines = ["ada:", "ada:", "office/reply:", "bor:"]
    acts = ["ada-1-a question office: tea"]
    before = asks(meeting(*lines, acts=acts))
    after = asks(meeting(*lines, "cyr:", acts=acts, responses=["ada-2 endorses bor-1"]))
    pd.testing.assert_frame_equal(after, before)
