"""What the synthetic packages are, and that they are valid with their anchors."""

from __future__ import annotations

from pathlib import Path

import frictionless
import generated
import packages
import pytest
from generated import EDGES, LARGE, MANY, VARIANTS, Shape

import floorbook
from floorbook import measures
from floorbook.package import validation

SHAPES = {
    "many meetings": Shape(meetings=12, points=36),
    "large": LARGE,
    "many": MANY,
    **EDGES,
    **VARIANTS,
}
FEW = ("no point", "no claims", "no positions", "a verbatim record")
"""The packages of the normal run, besides the great ones."""


@pytest.mark.parametrize("name", SHAPES)
def test_a_generated_package_is_valid_with_its_anchors(name: str, tmp_path: Path) -> None:
    shape = SHAPES[name]
    data = generated.write(tmp_path / "data", shape)
    report = validation.check(data, generated.notes(tmp_path / "notes", shape))
    assert [str(problem) for problem in report.problems] == []
    assert "Synthetic" in (tmp_path / "data" / "datapackage.json").read_text("utf-8")


@pytest.mark.parametrize("name", [*EDGES, *VARIANTS])
def test_another_reader_finds_a_generated_package_valid_too(name: str, tmp_path: Path) -> None:
    data = generated.write(tmp_path / "data", SHAPES[name])
    found = frictionless.validate(str(data / "datapackage.json"))
    assert found.valid, found.flatten(["title", "message"])


def test_the_same_shape_gives_the_same_bytes_and_another_seed_others(tmp_path: Path) -> None:
    one, same, other = (
        generated.write(tmp_path / name, Shape(seed=seed))
        for name, seed in (("one", 1), ("same", 1), ("other", 2))
    )
    files = sorted(path.name for path in one.iterdir())
    assert [(one / name).read_bytes() for name in files] == [
        (same / name).read_bytes() for name in files
    ]
    assert (
        packages.file_of(one, "points").read_bytes()
        != packages.file_of(other, "points").read_bytes()
    )


def test_the_large_package_has_all_that_a_meeting_can_have(tmp_path: Path) -> None:
    data = floorbook.load(generated.write(tmp_path / "data", LARGE))
    sizes = (len(data.meetings), len(data.participants), len(data.points))
    assert sizes == (4, 60, 3000)
    assert data.participants["un_group"].nunique() == 6  # five, and none
    assert set(data.participants["kind"]) == {"state", "agency", "civil society", "secretariat"}
    assert set(data.interventions["kind"]) >= {"opening", "presentation", "floor", "reply"}
    assert set(data.codings["voice"]) == {"own", "reported"}
    assert data.codings["unsure"].any()
    assert not set(data.points["id"]) <= set(data.codings["point"])
    assert set(data.acts["kind"]) == {"question", "request", "undertaking"}
    assert len(data.responses) > 100
    assert not set(data.dimensions["dimension"]) <= set(data.codebook["dimension"])
    assert data.claims["id"].str.partition("-")[0].nunique() == 4
    assert len(data.codings_blind) > 1000


def test_the_edges_have_what_they_are_called_for(tmp_path: Path) -> None:
    loaded = {
        name: floorbook.load(generated.write(tmp_path / name, shape))
        for name, shape in EDGES.items()
    }
    assert len(loaded["one delegation"].participants) == 1
    assert len(loaded["single point"].points) == 1
    assert loaded["no point"].points.empty
    assert loaded["no coding"].codings.empty
    assert loaded["no claims"].claims.empty
    assert loaded["no acts"].acts.empty
    assert loaded["one coder"].codings_blind.empty
    full = loaded["full matrix"]
    assert len(measures.cells(full)) == len(full.participants) * len(full.codebook)
    many = measures.cells(loaded["many on one issue"])
    assert "mixed" in set(many["word"])
    assert ((many["qualified"] > 0) & (many["support"] > 0) & many["lean"].eq("+")).any()


def test_the_variants_have_what_they_are_called_for(tmp_path: Path) -> None:
    loaded = {
        name: floorbook.load(generated.write(tmp_path / name, shape))
        for name, shape in VARIANTS.items()
    }
    assert loaded["own kinds"].labels["participant_kind"]["group"] == "group of states"
    assert "state" not in set(loaded["no state"].participants["kind"])
    assert loaded["no positions"].scale.names == ("recorded",)
    people = loaded["people as coders"].coders
    assert set(people["nature"]) == {"person"} and people["reviewed_by"].ne("").any()
    for name, size in (("2", 2), ("3", 3), ("7", 7), ("9", 9)):
        values = [one for one in loaded[f"a scale of {name}"].scale.values if one is not None]
        assert (len(values), min(values), max(values)) == (size, -1, 1)
    given = loaded["whole numbers"].positions["value"].dropna().tolist()
    assert given == [-3, -2, -1, 0, 1, 2, 3]
    verbatim = loaded["a verbatim record"]
    assert set(verbatim.sources["kind"]) == {"verbatim record"}
    assert verbatim.points["quotation"].all()
    assert verbatim.points["gist"].map(len).min() >= 600
    backwards = loaded["meetings backwards"]
    assert backwards.meetings["id"].tolist() == ["lamps2", "lamps1"]
    both = backwards.interventions.groupby("participant")["meeting"].nunique()
    assert (both == 2).sum() > 2
