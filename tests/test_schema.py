from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import briefings
import packages
import pytest

from floorbook.package import reference
from floorbook.package.boundary import breach
from floorbook.package.description import describe
from floorbook.package.schema import FILE, Package
from floorbook.package.validation import check


def resource(description: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(r for r in description["resources"] if r["name"] == name)
    return found


def column(description: dict[str, Any], table: str, name: str) -> dict[str, Any]:
    fields = resource(description, table)["schema"]["fields"]
    found: dict[str, Any] = next(field for field in fields if field["name"] == name)
    return found


def told(folder: Path) -> list[str]:
    return [str(problem) for problem in describe(folder, "p")[1]]


def described(folder: Path) -> Package:
    package, problems = describe(folder)
    assert not problems
    assert package is not None
    return package


def test_a_package_is_described_by_its_tables_fields_and_keys(package: Path) -> None:
    found = described(package)
    assert (found.coder, found.title) == (briefings.CODER, "Synthetic briefings on tea and coffee")
    codings = found.table("codings")
    assert codings.columns[:3] == ("point", "issue", "position")
    assert codings.keys == (("point", "issue", "coder"),)
    assert [key.table for key in codings.foreign_keys] == [
        *("points", "codebook", "positions", "coders")
    ]
    position = codings.fields[2]
    assert position.choices[0] == "oppose" and position.ordered
    assert ("source", "order") in found.table("items").keys


def test_only_what_is_marked_is_released(package: Path) -> None:
    released = described(package).table("codings_blind").released
    assert "coder" in released
    assert not {"note", "unsure"} & set(released)


def test_what_is_not_marked_stays_at_home(package: Path) -> None:
    packages.describe(package, lambda d: column(d, "interventions", "office").pop("released"))
    assert "office" not in described(package).table("interventions").released


def test_what_reports_show_cannot_stay_at_home(package: Path) -> None:
    packages.describe(package, lambda d: column(d, "points", "gist").pop("released"))
    [problem] = told(package)
    assert "of points: 'gist' is shown in reports: release it, or leave its cells empty" in problem


def test_an_unknown_table_is_refused_with_the_nearest(package: Path) -> None:
    with pytest.raises(KeyError, match="did you mean 'codings'"):
        described(package).table("coding")


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("../points.csv", "leaves the folder"),
        ("a/../../points.csv", "leaves the folder"),
        ("/etc/passwd", "is absolute"),
        ("~/points.csv", "is absolute"),
        ("https://example.org/points.csv", "is an address or names a drive"),
        ("file:points.csv", "is an address or names a drive"),
        ("C:/points.csv", "is an address or names a drive"),
        ("..\\points.csv", "has a backslash or an invisible character"),
        ("points\0.csv", "has a backslash or an invisible character"),
        ("", "names no file"),
        (".", "names no file"),
    ],
)
def test_a_path_that_leaves_the_package_is_refused_before_anything_is_read(
    package: Path, path: str, why: str
) -> None:
    packages.describe(package, lambda d: resource(d, "points").update(path=path))
    found, problems = describe(package)
    assert found is None
    assert [(problem.message, problem.value) for problem in problems] == [(f"path {why}", path)]


def test_a_symbolic_link_is_refused_wherever_it_leads(package: Path, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere"
    target.mkdir()
    (target / "points.csv").write_bytes((package / "points.csv").read_bytes())
    (package / "linked").symlink_to(target)
    (package / "link.csv").symlink_to(package / "points.csv")
    assert breach("linked/points.csv", package) == "is, or leads through, a symbolic link"
    assert breach("link.csv", package) == "is, or leads through, a symbolic link"
    assert breach("points.csv", package) == ""


def test_the_description_itself_may_not_be_a_link(package: Path, tmp_path: Path) -> None:
    (package / FILE).rename(tmp_path / "elsewhere.json")
    (package / FILE).symlink_to(tmp_path / "elsewhere.json")
    assert told(package) == ["p/datapackage.json:1:1: the package's description is a symbolic link"]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "p/datapackage.json:1:1: the file is no valid JSON (Expecting value)"),
        (b'{\n "a": 1,\n "b" 2}', "p/datapackage.json:3:6: the file is no valid JSON"),
        (b"[]", "p/datapackage.json:1:1: the file does not hold one JSON object"),
        (b"[" * 100_000, "p/datapackage.json:1:1: the JSON is nested too deeply"),
        (b'{"a": ' + b"9" * 5_000 + b"}", "p/datapackage.json:1:7: the file holds a number"),
        ('{"a": 1}'.encode("utf-16"), "p/datapackage.json:1:1: the file is in UTF-16"),
        (b'{"title": "caf\xe9"}', "p/datapackage.json:1:15: byte 0xE9 at offset 14"),
        (b"\xef\xbb\xbf{}", "p/datapackage.json:1:1: the file starts with a byte-order mark"),
        (b'{"title": "t"}', "p/datapackage.json:1:1: resources are missing"),
        (b'{"resources": 3, "coder": []}', "p/datapackage.json:1:15: path is missing"),
    ],
)
def test_a_broken_description_is_told_with_its_place(
    package: Path, content: bytes, problem: str
) -> None:
    (package / FILE).write_bytes(content)
    assert describe(package)[0] is None
    assert any(line.startswith(problem) for line in told(package)), told(package)


def test_a_missing_description_is_told(tmp_path: Path) -> None:
    assert told(tmp_path) == [
        "p/datapackage.json:1:1: the package's description does not exist, or is no file"
    ]


def edits() -> list[tuple[Callable[[dict[str, Any]], object], str]]:
    return [
        (
            lambda d: column(d, "items", "start").update(type="integr"),
            "type is not known here: 'integr'; allowed: string, integer, number, boolean, date;"
            " did you mean 'integer'?",
        ),
        (
            lambda d: column(d, "points", "gist")["constraints"].update(requierd=True),
            "did you mean 'required'?",
        ),
        (
            lambda d: column(d, "points", "id")["constraints"].update(pattern="("),
            "pattern is no regular expression",
        ),
        (
            lambda d: column(d, "points", "id")["constraints"].update(required="yes"),
            "required is neither true nor false: 'yes'",
        ),
        (
            lambda d: column(d, "items", "start")["constraints"].update(minimum="0"),
            "minimum is no number: '0'",
        ),
        (
            lambda d: resource(d, "points").update(dialect={"delimiter": ";"}),
            "delimiter is not known here: ';'",
        ),
        (lambda d: resource(d, "points").update(encoding="cp1252"), "encoding is not known here"),
        (lambda d: resource(d, "points").update(data=[]), "data stands in the description itself"),
        (
            lambda d: resource(d, "points")["schema"].update(missingValues=["NA"]),
            "missingValues is not known here: 'NA'",
        ),
        (
            lambda d: resource(d, "points")["schema"].update(primaryKey="ids"),
            "a key names the unknown 'ids'",
        ),
        (
            lambda d: resource(d, "points")["schema"]["foreignKeys"][0]["reference"].update(
                resource="intervention"
            ),
            "did you mean 'interventions'?",
        ),
        (
            lambda d: resource(d, "points")["schema"]["foreignKeys"][0].update(fields=[]),
            "more fields on one side",
        ),
        (
            lambda d: column(d, "points", "gist").update(name="jist"),
            "name is nearly one that Floorbook reads: 'jist'; allowed: gist, a name that is like"
            " none that Floorbook reads; did you mean 'gist'?",
        ),
        (lambda d: column(d, "points", "gist").update(name="item"), "describes the field 'item' 2"),
        (
            lambda d: column(d, "positions", "value").update(type="string"),
            "'value' must be of type number",
        ),
        (lambda d: resource(d, "points").update(name="point"), "did you mean 'points'?"),
        (
            lambda d: resource(d, "points").update(name="pointers"),
            "resources lack the table 'points'; did you mean 'pointers'?",
        ),
        (
            lambda d: column(d, "points", "gist").update(name="gist_en"),
            "fields of points lack 'gist'; did you mean 'gist_en'?",
        ),
        (lambda d: resource(d, "names").update(name="points"), "describe 'points' 2 times"),
        (
            lambda d: resource(d, "points")["schema"].pop("foreignKeys"),
            "schema of points: 'item' must be a foreign key to 'items'",
        ),
        (
            lambda d: resource(d, "codings")["schema"].update(primaryKey=["point", "issue"]),
            "schema of codings lacks the key point, issue, coder",
        ),
        (lambda d: d.update(title=7), "title is no text: '7'"),
        (lambda d: resource(d, "points")["schema"].update(fields={}), "fields of points lack 'id'"),
    ]


@pytest.mark.parametrize(("edit", "message"), edits(), ids=[message for _, message in edits()])
def test_a_wrong_description_is_told_with_its_place(
    package: Path, edit: Callable[[dict[str, Any]], None], message: str
) -> None:
    packages.describe(package, edit)
    found = [problem for problem in describe(package)[1] if message in str(problem)]
    assert found, told(package)
    lines = (package / FILE).read_text().splitlines()
    assert all(1 <= problem.line <= len(lines) for problem in found)


def test_the_place_of_a_wrong_value_is_where_it_stands(package: Path) -> None:
    packages.describe(package, lambda d: column(d, "items", "start").update(type="integr"))
    (problem,) = [p for p in describe(package)[1] if p.value == "integr"]
    line = (package / FILE).read_text().splitlines()[problem.line - 1]
    assert line[problem.column - 1 :].startswith('"integr"')


@pytest.mark.parametrize("junk", [None, 3, True, "text", [], ["a"], {}, {"a": 1}])
def test_no_value_anywhere_in_a_description_raises(package: Path, junk: object) -> None:
    whole = json.loads((package / FILE).read_text())
    whole["resources"] = whole["resources"][2:5]

    def ways(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        children = value.items() if isinstance(value, dict) else enumerate(value)
        nested = [
            deeper
            for key, child in children
            if isinstance(child, dict | list)
            for deeper in ways(child, (*way, key))
        ]
        keys = value if isinstance(value, dict) else range(len(value))
        return [*((*way, key) for key in keys), *nested]

    # One of each kind of place is enough: which table or field it is makes no difference.
    kinds = {tuple(0 if isinstance(k, int) else k for k in way): way for way in ways(whole)}
    for way in kinds.values():
        broken = json.loads(json.dumps(whole))
        inner = broken
        for key in way[:-1]:
            inner = inner[key]
        inner[way[-1]] = junk
        (package / FILE).write_text(json.dumps(broken))
        for problem in describe(package)[1]:
            assert str(problem).isprintable()


def test_the_shipped_package_has_every_table_and_no_column_that_is_not_known() -> None:
    found = described(packages.SHIPPED)
    assert {table.name for table in found.tables} == {table.name for table in reference().tables}
    for table in found.tables:
        assert set(table.columns) <= set(reference().table(table.name).columns)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("actss", "acts"), ("Acts", "acts"), ("response", "responses"), ("act isues", "act_issues")],
)
def test_a_table_that_is_nearly_one_that_is_read_is_told_once(
    package: Path, wrong: str, right: str
) -> None:
    packages.describe(package, lambda d: resource(d, right).update(name=wrong))
    (problem,) = check(package).problems
    line = (package / FILE).read_text().splitlines()[problem.line - 1]
    assert line[problem.column - 1 :].startswith(f'"{wrong}"')
    assert str(problem).endswith(
        f": name is nearly one that Floorbook reads: '{wrong}'; allowed: {right}, a name that is"
        f" like none that Floorbook reads; did you mean '{right}'?"
    )


def test_so_is_a_column(package: Path) -> None:
    packages.describe(package, lambda d: column(d, "codings", "note").update(name="notes"))
    (problem,) = check(package).problems
    assert (problem.value, problem.suggestion) == ("notes", "note")


def test_and_wherever_its_name_stands(package: Path) -> None:
    def edit(description: dict[str, Any]) -> None:
        for one in description["resources"]:
            for key in one["schema"].get("foreignKeys", ()):
                if key["reference"]["resource"] == "acts":
                    key["reference"]["resource"] = "actss"
        resource(description, "acts")["name"] = "actss"
        column(description, "codings", "note")["name"] = "notes"

    packages.describe(package, edit)
    header, *rows = packages.lines(package, "codings")
    header[header.index("note")] = "notes"
    packages.write(package, "codings", [header, *rows])
    assert [(problem.message, problem.suggestion) for problem in check(package).problems] == [
        ("name is nearly one that Floorbook reads", "acts"),
        ("schema a foreign key refers to the unknown 'actss'", "acts"),
        ("schema a foreign key refers to the unknown 'actss'", "acts"),
        ("name is nearly one that Floorbook reads", "note"),
        ("codings has no such column", "note"),
    ]


def test_names_of_ones_own_are_no_slips(package: Path) -> None:
    packages.lean(package, tables=["acts", "act_issues", "responses"], columns=["codings.note"])
    own = {"type": "string", "released": True}

    def edit(description: dict[str, Any]) -> None:
        fields = [{"name": "id", **own}]
        for name in ("actors", "coder_notes", "points2"):
            schema = {"fields": fields, "primaryKey": ["id"]}
            description["resources"].append({"name": name, "path": f"{name}.csv", "schema": schema})
        resource(description, "participants")["schema"]["fields"] += [{"name": "iso2", **own}]
        column(description, "participants", "iso3")["name"] = "iso_2"
        description["keywords"] = ["tea"]

    packages.describe(package, edit)
    for name in ("actors", "coder_notes", "points2"):
        (package / f"{name}.csv").write_text("id\none\n")
    assert told(package) == []


@pytest.mark.parametrize(
    ("wrong", "right", "where"),
    [
        ("Coder", "coder", lambda d: d),
        ("limit", "limits", lambda d: d),
        ("licences", "licenses", lambda d: d),
        ("tittle", "title", lambda d: resource(d, "points")),
        ("uniqueKey", "uniqueKeys", lambda d: resource(d, "points")["schema"]),
        ("constraint", "constraints", lambda d: column(d, "points", "gist")),
    ],
)
def test_a_property_that_is_nearly_one_that_is_read_is_told(
    package: Path, wrong: str, right: str, where: Callable[[dict[str, Any]], dict[str, Any]]
) -> None:
    def edit(description: dict[str, Any]) -> None:
        place = where(description)
        place[wrong] = place.pop(right, "Points")

    packages.describe(package, edit)
    (problem,) = check(package).problems
    assert (problem.value, problem.suggestion) == (wrong, right)
    assert f'"{wrong}": ' in (package / FILE).read_text().splitlines()[problem.line - 1]
