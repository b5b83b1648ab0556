"""The data card says what the data says."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from floorbook.package import card

DATA = Path(__file__).parents[1] / "data"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package of one small table, and a card with the two pairs of markers."""
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
    key = {"fields": ["owner"], "reference": {"resource": "people", "fields": ["name"]}}
    resources = [
        {
            "name": "ladders",
            "path": "ladders.csv",
            "title": "Ladders",
            "description": "One row is a ladder.",
            "schema": {"fields": fields, "primaryKey": ["id"], "foreignKeys": [key]},
        }
    ]
    for name in ("dimensions", "codebook", "positions"):
        shutil.copy(DATA / f"{name}.csv", tmp_path)
        schema: dict[str, list[object]] = {"fields": [], "primaryKey": []}
        entry = {"name": name, "path": f"{name}.csv", "title": name, "description": name}
        resources.append({**entry, "schema": schema})
    text = json.dumps({"resources": resources})
    (tmp_path / "datapackage.json").write_text(text, encoding="utf-8")
    (tmp_path / "ladders.csv").write_text("id,grade,owner\none,fair,a\ntwo,,a\n", encoding="utf-8")
    (tmp_path / "README.md").write_text(
        "# Ours\n\n<!-- generated: tables -->\nold\n<!-- /generated -->\n\nProse.\n\n"
        "<!-- generated: codebook -->\n<!-- /generated -->\n",
        encoding="utf-8",
    )
    return tmp_path


def test_the_shipped_card_is_in_step_with_its_data() -> None:
    shipped = (DATA / "README.md").read_text(encoding="utf-8")
    assert card.render(DATA) == shipped, "run: python -m floorbook.package.card data"


def test_a_column_says_what_may_stand_in_it_and_whether_it_travels(package: Path) -> None:
    text = card.render(package)
    assert "One row is a ladder.\n2 rows in `ladders.csv`." in text
    assert "| `id` | Its id. | string | key | yes |" in text
    assert "| `grade` | How \\| good. | string | may be empty; one of `fair`, `fine` | no |" in text
    assert "| `owner` | Whose. | string | → `people.name` | no |" in text


def test_prose_stays_and_what_was_generated_before_goes(package: Path) -> None:
    text = card.render(package)
    assert text.startswith("# Ours\n\n<!-- generated: tables -->\n\n### `ladders`")
    assert "\n<!-- /generated -->\n\nProse.\n\n<!-- generated: codebook -->\n" in text
    assert "\nold\n" not in text


def test_the_codebook_stands_in_its_dimensions_and_says_which_are_compared(package: Path) -> None:
    text = card.render(package)
    substance = text.index("### Substance and context (`substance`, not compared)")
    assert text.index("### Coherence (`coherence`, compared)") < substance
    assert substance < text.index("| `ambition` |") < text.index("### Positions")
    assert "| `raise` | none | ? |" in text


def test_writing_the_card_twice_changes_nothing(package: Path) -> None:
    card.main(str(package))
    once = (package / "README.md").read_bytes()
    card.main(str(package))
    assert (package / "README.md").read_bytes() == once


def test_a_card_without_its_markers_is_an_error(package: Path) -> None:
    (package / "README.md").write_text("<!-- generated: tables -->\n<!-- /generated -->\n")
    with pytest.raises(ValueError, match=r"README\.md: no <!-- generated: codebook -->"):
        card.render(package)
