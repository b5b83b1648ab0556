"""The data card says what the data says."""

from __future__ import annotations

from pathlib import Path

import packages
import pytest

from floorbook.package import DataError, card

DATA = Path(__file__).parents[1] / "data"


@pytest.fixture
def package(package: Path) -> Path:
    """A package with a small table of its own, and a card with the two pairs of markers."""
    fields = [
        {"name": "id", "type": "string", "description": "Its id.", "released": True},
        {
            "name": "grade",
            "type": "string",
            "description": "How | good.",
            "constraints": {"enum": ["fair", "fine"]},
        },
        {
            "name": "owner",
            "type": "string",
            "description": "Whose.",
            "constraints": {"required": True, "pattern": "^a$"},
        },
    ]
    key = {"fields": ["owner"], "reference": {"resource": "participants", "fields": ["name"]}}
    ladders = {
        "name": "ladders",
        "path": "ladders.csv",
        "title": "Ladders",
        "description": "One row is a ladder.",
        "schema": {"fields": fields, "primaryKey": ["id"], "foreignKeys": [key]},
    }
    packages.describe(package, lambda d: d["resources"].insert(0, ladders))
    packages.write(
        package, "ladders", [("id", "grade", "owner"), ("one", "fair", "a"), ("two", "", "a")]
    )
    (package / "README.md").write_text(
        "# Ours\n\n<!-- generated: tables -->\nold\n<!-- /generated -->\n\nProse.\n\n"
        "<!-- generated: codebook -->\n<!-- /generated -->\n",
        encoding="utf-8",
    )
    return package


def test_the_shipped_card_is_in_step_with_its_data() -> None:
    shipped = (DATA / "README.md").read_text(encoding="utf-8")
    assert card.render(DATA) == shipped, "run: python -m floorbook.package.card data"


def test_a_column_says_what_may_stand_in_it_and_whether_it_travels(package: Path) -> None:
    text = card.render(package)
    assert "One row is a ladder.\n2 rows in `ladders.csv`." in text
    assert "| `id` | Its id. | string | key | yes |" in text
    assert "| `grade` | How \\| good. | string | may be empty; one of `fair`, `fine` | no |" in text
    assert "| `owner` | Whose. | string | → `participants.name` | no |" in text


def test_prose_stays_and_what_was_generated_before_goes(package: Path) -> None:
    text = card.render(package)
    assert text.startswith("# Ours\n\n<!-- generated: tables -->\n\n### `ladders`")
    assert "\n<!-- /generated -->\n\nProse.\n\n<!-- generated: codebook -->\n" in text
    assert "\nold\n" not in text


def test_the_codebook_stands_in_its_dimensions_and_says_which_are_compared(package: Path) -> None:
    text = card.render(package)
    last = text.index("### Table (`table`, not compared)")
    assert text.index("### Warmth (`warmth`, compared)") < last
    assert last < text.index("| `biscuits` |") < text.index("### Positions")
    assert "| `raise` | none | R |" in text


def test_what_a_package_does_not_say_of_a_column_the_reference_says(package: Path) -> None:
    assert "| `gist` | The point in our own words; where" in card.render(package)


def test_without_dimensions_and_positions_the_card_has_those_that_then_hold(package: Path) -> None:
    packages.lean(package, tables=("dimensions", "positions"))
    text = card.render(package)
    assert "### sharing (`sharing`, compared)" in text
    assert "| `recorded` | none | • |" in text


@pytest.mark.parametrize(
    ("values", "heading"),
    [
        (["-1", "1"], "claim that `very keen` is for"),
        (["5", "1"], "claim that `not keen` is for"),
        (["-1", "0"], "claim"),
        (["", ""], "claim"),
    ],
)
def test_the_codebook_says_in_the_packages_own_words_what_a_claim_is(
    package: Path, values: list[str], heading: str
) -> None:
    packages.write(
        package,
        "positions",
        [
            ("position", "label", "value", "letter", "verb", "phrase", "when"),
            *((name, name, value, name[0].upper(), "", "", "") for name, value in zip(
                ("not keen", "very keen"), values, strict=True)),
        ],
    )  # fmt: skip
    text = card.render(package)
    assert f"| issue | label | {heading} | takes up | leaves out |" in text
    generated = text[text.index("generated: codebook") :]
    assert "support" not in generated and "`raise`" not in generated


def test_a_description_with_a_fault_makes_no_card(package: Path) -> None:
    packages.describe(package, lambda d: d.pop("title"))
    with pytest.raises(DataError, match="title is missing"):
        card.render(package)


def test_writing_the_card_twice_changes_nothing(package: Path) -> None:
    card.main(str(package))
    once = (package / "README.md").read_bytes()
    card.main(str(package))
    assert (package / "README.md").read_bytes() == once


def test_a_card_without_its_markers_is_an_error(package: Path) -> None:
    (package / "README.md").write_text("<!-- generated: tables -->\n<!-- /generated -->\n")
    with pytest.raises(ValueError, match=r"README\.md: no <!-- generated: codebook -->"):
        card.render(package)
