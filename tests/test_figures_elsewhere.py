"""The figure of who speaks on the claims besides those whom they count."""

from __future__ import annotations

from dataclasses import replace

from figures import check, marks, subtitle, title
from meetings import meeting

import floorbook
from floorbook.figures import claims_elsewhere

CLAIMS = [
    ("c1", "hot", "tea", "narrow"),
    ("c1", "hot", "milk", "wide"),
    ("c1", "dry", "bread", "narrow"),
]
TOLD = meeting(
    "office/opening: milk support, bread support reported", "ada: tea support", "ngo: tea doubt",
    "ngo: salt support", "ada/reply: bread oppose", claims=CLAIMS,
)  # fmt: skip


def test_a_mark_is_a_speaker_in_a_kind_of_turn_and_a_voice_on_a_part() -> None:
    # ada on the floor is in the claim's scope; ngo-2 is on an issue of no claim.
    found = marks(check(claims_elsewhere(TOLD)))
    assert [(mark["x"], mark["y"], mark["text"], mark["points"]) for mark in found] == [
        ("Hot", "Ngo, floor", "D", ["ngo-1"]),
        ("Hot", "Office, opening", "S", ["office-opening-1"]),
        ("Dry", "Ada, reply", "O", ["ada-reply-1"]),
        ("Dry", "Office, opening, reported", "(S)", ["office-opening-1"]),
    ]
    assert [mark["participant"] for mark in found] == ["ngo", "office", "ada", "office"]
    assert {mark["meeting"] for mark in found} == {"m1"}


def test_the_title_counts_speakers_and_not_their_marks() -> None:
    assert title(claims_elsewhere(TOLD)) == (
        "1 government, 1 civil society organisation and 1 secretariat official also speak on the "
        "subjects of the claims, or on issues close to them"
    )
    assert title(claims_elsewhere(meeting("ngo: tea doubt", claims=CLAIMS))) == (
        "1 civil society organisation also speaks on the subjects of the claims"
    )


def test_nobody_at_all_is_said_in_words() -> None:
    figure = check(claims_elsewhere(meeting("ada: tea support", claims=CLAIMS)))
    assert title(figure) == "Nobody else is recorded as speaking on the subjects of the claims"
    assert marks(figure) == []
    assert " 0 recorded points. " in subtitle(figure)


def test_the_subtitle_states_n_and_the_source() -> None:
    # ngo-1, office-opening-1 (twice) and ada-reply-1.
    told = subtitle(claims_elsewhere(TOLD))
    assert " 3 recorded points. Source: Note on m1 (summary note, issuer the host)" in told
    assert "What a speaker reports of others stands in brackets and is not counted." in told
    own = subtitle(claims_elsewhere(meeting("ngo: tea doubt", claims=CLAIMS)))
    assert "brackets" not in own


def test_a_word_over_both_issues_of_the_wide_reading_is_one_mark() -> None:
    told = meeting("ngo: tea doubt", "ngo: milk support", claims=CLAIMS)
    (mark,) = marks(claims_elsewhere(told))
    assert (mark["word"], mark["text"], mark["points"]) == ("mixed", "M", ["ngo-1", "ngo-2"])


def test_parts_of_one_label_have_columns_of_their_own() -> None:
    told = meeting(
        "ngo: tea doubt, salt support", claims=[*CLAIMS, ("c2", "hot", "salt", "narrow")]
    )
    figure = check(claims_elsewhere(told))
    assert [mark["x"] for mark in marks(figure)] == ["Hot (c1 hot)", "Hot (c2 hot)"]
    assert list(figure.layout.xaxis.categoryarray) == ["Hot (c1 hot)", "Dry", "Hot (c2 hot)"]


def test_markup_in_the_data_is_escaped() -> None:
    people = TOLD.participants.assign(name="<i>Ngo</i> " + TOLD.participants["id"])
    for mark in marks(claims_elsewhere(replace(TOLD, participants=people))):
        assert "<i>" not in mark["y"] + mark["hovertext"]
        assert mark["who"].startswith("<i>Ngo</i>")


def test_the_real_claims_elsewhere_are_told_truly() -> None:
    # On iom-lead, iom-standing, state-led, lean, existing-mechanisms, inclusive, consultations,
    # two-compacts and agency-cooperation: the Director General, the policy director, the chief of
    # staff, ICMC and UNHCR.
    assert title(check(claims_elsewhere(floorbook.load()))) == (
        "1 agency, 1 civil society organisation and 3 IOM officials also speak on the "
        "subjects of the claims, or on issues close to them"
    )
