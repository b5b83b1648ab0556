"""Issues by reach."""

from __future__ import annotations

from meetings import meeting

from floorbook.measures import reach

TOLD = meeting(
    "ada: tea support, salt support",
    "bor: tea oppose, salt qualified",
    "cyr: tea raise, milk neutral",
    "dun:",
    "ngo: bread support",
    "office/reply: bread support",
)


def test_issues_are_ranked_by_how_many_take_them_up_and_then_back_them() -> None:
    # tea: ada, bor, cyr, backed by ada; salt: ada, bor, both back it; milk: cyr, nobody backs it.
    table = reach(TOLD)
    seen = table[["issue", "taken_up", "backing", "of", "rank"]].values.tolist()
    assert seen[:3] == [["tea", 3, 1, 4, 1], ["salt", 2, 2, 4, 2], ["milk", 1, 0, 4, 3]]
    assert set(table["rank"][3:]) == {4}


def test_participants_and_points_stand_beside_each_number() -> None:
    row = reach(TOLD).set_index("issue").loc["salt"]
    assert row["participants"] == row["backers"] == ("ada", "bor")
    assert row["points"] == ("ada-1", "bor-1")
    assert row["n"] == 2


def test_other_kinds_count_when_asked_for() -> None:
    table = reach(TOLD, kinds=["civil society", "secretariat"], turns=["floor", "reply"])
    row = table.set_index("issue").loc["bread"]
    assert (row["taken_up"], row["backing"], row["of"]) == (2, 2, 2)


def test_each_meeting_has_its_own_ranks() -> None:
    table = reach(meeting("ada: tea support", more={"m2": ["ada: sun raise", "bor:"]}))
    first = table.groupby("meeting", sort=False).first()
    assert first["issue"].tolist() == ["tea", "sun"]
    assert first["of"].tolist() == [1, 2]


def test_an_issue_backed_more_goes_first_among_equals() -> None:
    table = reach(meeting("ada: milk raise, salt support", "bor: milk support, salt support"))
    assert table["issue"].tolist()[:2] == ["salt", "milk"]
    assert table["rank"].tolist()[:2] == [1, 2]
