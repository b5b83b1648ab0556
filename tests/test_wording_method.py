"""What is said of the method, recounted from the files; versions compared whole; the commands."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import generated
import packages
import pytest
from meetings import meeting
from test_wording_dialogue import NEEDED, honest, rows

import floorbook
from floorbook.measures.changes import changes, not_compared
from floorbook.package import validation
from floorbook.package.problems import Problem
from floorbook.wording import coders, method
from floorbook_report.commands import main
from floorbook_widgets import Selection
from floorbook_widgets.coders import reliability_table

PACKAGES = ["data", "two", "lean", "full matrix", "no coding", "one coder", "many on one issue"]
FEW = ("two", "no coding", "one coder")
"""The packages of the normal run, besides the shipped one and a lean one."""
SAID = (
    *(method.coverage, method.codebook, method.sensitivity, method.lone, method.claim_sensitivity),
    *(coders.reliability, coders.left_out, coders.disagreements, coders.under_coder),
)


@pytest.fixture(scope="module", params=PACKAGES)
def folder(request, tmp_path_factory) -> Path:
    to = tmp_path_factory.mktemp("package")
    if request.param == "data":
        return packages.SHIPPED
    if request.param in generated.EDGES:
        return generated.write(to, generated.EDGES[request.param])
    packages.two(to)
    description = json.loads((to / "datapackage.json").read_text("utf-8"))
    names = {one["name"] for one in description["resources"]}
    return packages.lean(to, tables=names - NEEDED) if request.param == "lean" else to


def test_no_sentence_has_a_number_or_a_name_that_its_facts_do_not_have(folder: Path) -> None:
    data = floorbook.load(folder)
    for say in SAID:
        honest(data, say(data))


def test_coverage_is_recounted(folder: Path) -> None:
    items = [row["id"] for row in rows(folder, "items")]
    points = {row["id"]: row.get("item", "") for row in rows(folder, "points")}
    coded = {points[row["point"]] for row in rows(folder, "codings")}
    held = set(points.values()) & set(items)
    found = method.coverage(floorbook.load(folder))
    if items:
        assert [fact.least for fact in found.facts[:3]] == [
            len(items), len(held), len(coded & held),
        ]  # fmt: skip
    else:
        assert found.facts == ()


def test_what_rests_on_a_single_coding_is_recounted(folder: Path) -> None:
    turns = {row["id"]: row for row in rows(folder, "interventions")}
    points = {row["id"]: turns[row["intervention"]] for row in rows(folder, "points")}
    held = Counter(
        (points[row["point"]].get("meeting"), points[row["point"]]["participant"], row["issue"])
        for row in rows(folder, "codings")
        if row.get("voice", "own") == "own"
    )
    found = method.lone(floorbook.load(folder))
    assert found.facts[0].least == sum(n == 1 for n in held.values())


def test_differences_that_the_scale_hides_are_recounted(folder: Path) -> None:
    data = floorbook.load(folder)
    outside = {row["position"] for row in rows(folder, "positions") if not row["value"]}
    mine = {(row["point"], row["issue"]): row["position"] for row in rows(folder, "codings")
            if "position" in row}  # fmt: skip
    others = {
        (row["point"], row["issue"]): row["position"] for row in rows(folder, "codings_blind")
    }
    both = [(mine[key], others[key]) for key in mine.keys() & others.keys()]
    left = [pair for pair in both if outside.intersection(pair)]
    found = coders.left_out(data)
    if others and outside:
        hidden = sum(one != two for one, two in left)
        assert [fact.least for fact in found.facts] == [len(left), hidden]
    else:
        assert str(found) == ""


TOLD = meeting(
    "ada: tea support, milk raise", "bor: tea qualified, milk support",
    blind=["ada-1: tea support, milk support", "bor-1: tea qualified, milk support"],
)  # fmt: skip


def test_what_alpha_leaves_out_is_said_with_the_differences_that_this_hides() -> None:
    assert str(coders.reliability(TOLD)) == (
        "A second machine reading of 2 points found the same issues in the same points, 4 codings "
        "in all; in 1 of these it gave another position"
    )
    assert str(coders.left_out(TOLD)) == (
        "Positions outside the scale (Raise) have no part in the α of position: 1 judgement left "
        "out, on 1 of which the coders differ"
    )
    bare = TOLD.positions[TOLD.positions["value"].notna()]
    assert str(coders.left_out(replace(TOLD, positions=bare))) == ""


@pytest.mark.parametrize(
    ("natures", "said"),
    [
        (
            ["machine", "machine"],
            "α shows how alike they read the codebook, and nothing about people",
        ),
        (["person", "person"], "Both coders are people: it shows how far they read the source"),
        (["person", "machine"], "how far a machine and a person read the source alike"),
    ],
)
def test_what_the_comparison_shows_follows_from_what_the_coders_are(natures, said: str) -> None:
    told = replace(TOLD, coders=TOLD.coders.assign(nature=natures))
    assert said in coders.natures(told)
    assert said in reliability_table(Selection(told)).subtitle


@pytest.mark.parametrize("natures", [["", ""], ["machine", ""]])
def test_of_coders_of_unknown_nature_nothing_is_said(natures) -> None:
    assert coders.natures(replace(TOLD, coders=TOLD.coders.assign(nature=natures))) == ""


def test_little_disagreement_is_never_shown_as_none() -> None:
    assert [coders.significant(one) for one in (0.0013, 0.013, 0.99, 0.0)] == [
        "0.0013", "0.013", "0.990", "0",
    ]  # fmt: skip
    lines = [f"ada: {issue} support" for issue in ("tea", "milk", "salt")] * 90
    blind = [f"ada-{n + 1}: {line.split()[1]} support" for n, line in enumerate(lines[:-1])]
    shown = reliability_table(Selection(meeting(*lines, blind=blind)))
    first = dict(zip(shown.headers, shown.rows[0]["cells"], strict=True))
    assert first["D_o"] not in ("0", "") and not first["α"].startswith("1.000")


def test_one_coding_more_or_less_is_told_of_several_positions() -> None:
    told = meeting("ada: tea support", "ada: tea qualified", "bor: tea oppose, milk doubt")
    assert str(method.sensitivity(told)) == (
        "Of 3 recorded positions, 2 rest on a single coding; the other would change if one coding "
        "were left out"
    )
    assert str(method.sensitivity(meeting("ada: tea raise"))) == (
        "The one recorded position rests on a single coding"
    )
    assert str(method.sensitivity(meeting())) == "Nothing is recorded on any issue"


def test_the_rule_of_a_position_is_that_of_the_scale() -> None:
    # Neutral beside Support is Qualified: the weakest on that side.
    assert TOLD.scale.word(["neutral", "support"]) == "qualified"
    assert "Neutral and a side together: the weakest position of that side." in method.rule(TOLD)
    lone = replace(TOLD, positions=TOLD.positions.assign(value=None).astype({"value": "Float64"}))
    assert method.rule(lone) == ""


@pytest.fixture
def versions(tmp_path: Path) -> tuple[Path, Path]:
    return packages.small(tmp_path / "old"), packages.small(tmp_path / "new")


def add(folder: Path, table: str, **values: str) -> None:
    """Add a row to a table of a package, blank where nothing is given."""
    header, *more = packages.lines(folder, table)
    packages.write(folder, table, [header, *more, [values.get(name, "") for name in header]])


def test_an_act_a_response_and_a_claim_more_are_told(versions, capsys) -> None:
    old, new = versions
    point = rows(new, "points")[3]["id"]
    last = rows(new, "points")[-1]["id"]
    add(new, "acts", id=f"{point}-z", point=point, kind="request", addressee="all", gist="Pour")
    add(new, "act_issues", act=f"{point}-z", issue="biscuits")
    add(new, "responses", id="r-z", target_act=f"{point}-z", response_point=last,
        relation="answers")  # fmt: skip
    packages.change(new, "participants", 2, "region", "Sub-Saharan Africa")
    assert main(["diff", str(old), str(new), "--exit-code"]) == 1
    said, problems = capsys.readouterr()
    assert problems == ""
    assert said.startswith(
        "5 differences: findings 1 changed; participants 1 changed; acts 1 added; "
        "act_issues 1 added; responses 1 added"
    )
    assert f"+ acts: {point}-z  {point}, request, all, Pour" in said
    assert "'Northern Africa' → 'Sub-Saharan Africa'" in said


def test_a_claim_is_told_with_the_range_that_moved() -> None:
    claims = [("head", "tea", "tea", "narrow"), ("head", "tea", "milk", "wide")]
    old = meeting("ada: tea support", "bor: salt raise", claims=claims)
    new = meeting("ada: tea support", "bor: milk support", claims=claims)
    table = changes(old, new)
    found = table[table["table"] == "claim_range"]
    assert found[["key", "before", "after"]].values.tolist() == [
        ["head · Tea", "1 of 2", "1 to 2 of 2"]
    ]


def test_a_table_that_cannot_be_compared_is_named(versions, capsys) -> None:
    old, new = versions

    def more(description: dict) -> None:
        fields = [{"name": "id", "type": "string"}]
        votes = {"name": "votes", "path": "votes.csv", "schema": {"fields": fields}}
        description["resources"].append(votes)

    packages.describe(new, more)
    (new / "votes.csv").write_text("id\n1\n", "utf-8")
    assert main(["diff", str(old), str(new)]) == 0
    said = capsys.readouterr().out
    assert said == (
        "1 difference: datapackage.json 1 added\n"
        "+ datapackage.json: votes  votes.csv\n"
        "Not compared: votes (Floorbook does not read it).\n"
    )
    assert main(["diff", str(old), str(new), "--format", "json"]) == 0
    records = json.loads(capsys.readouterr().out)
    assert [(one["table"], one["change"]) for one in records] == [
        ("datapackage.json", "added"), ("votes", "left out"),
    ]  # fmt: skip


def test_what_is_not_released_is_compared_at_home_alone(versions) -> None:
    old, new = versions
    packages.change(new, "participants", 2, "iso3", "XXX")

    def keep(description: dict) -> None:
        for table in description["resources"]:
            for field in table["schema"]["fields"]:
                if (table["name"], field["name"]) == ("participants", "iso3"):
                    field["released"] = False
                if table["name"] == "names":
                    field["released"] = False

    packages.describe(old, keep)
    one, two = floorbook.load(old), floorbook.load(new)
    assert changes(one, two)["table"].tolist() == ["participants"]
    assert changes(one, two, released=True).empty
    assert not_compared(one, two, released=True) == {"names": "its ids are not released"}


@pytest.mark.parametrize("name", ["01-overview", "overview", "01-overview.ipynb"])
def test_a_shipped_notebook_is_found_by_its_name(name: str, tmp_path, monkeypatch) -> None:
    from floorbook_report.notebooks import found

    monkeypatch.chdir(tmp_path)
    assert found(Path(name)).name == "01-overview.ipynb"
    (tmp_path / "01-overview.ipynb").write_text("{}", "utf-8")
    if name != "overview":
        assert found(Path(name)) == Path("01-overview.ipynb")


def test_a_notebook_that_there_is_not_is_told_with_the_nearest(capsys) -> None:
    assert main(["report", "01-overviw"]) == 1
    assert capsys.readouterr().err == (
        "floorbook: 01-overviw cannot be read: there is no such notebook; "
        "did you mean '01-overview'?\n"
    )


def test_warnings_of_check_go_to_the_standard_error(versions, capsys, monkeypatch) -> None:
    doubt = Problem("acts.csv", 2, 1, "is seldom meant")
    found = replace(validation.check(versions[0]), warnings=(doubt,))
    monkeypatch.setattr(validation, "check", lambda *all: found)
    assert main(["check", str(versions[0])]) == 0
    told = capsys.readouterr()
    assert told.err == "warning: acts.csv:2:1: is seldom meant\n"
    assert told.out.startswith("1 meeting")
