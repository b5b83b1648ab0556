from __future__ import annotations

from pathlib import Path

import packages

from floorbook.package.validation import check


def test_a_source_that_has_changed_is_told_item_by_item(package: Path, notes: Path) -> None:
    note = notes / "tea2031.md"
    note.write_text(note.read_text().replace("Pots need soap", "Pots need soup"))
    problems = check(package, notes).problems
    assert [(Path(p.file).name, p.line) for p in problems] == [
        ("sources.csv", 2),
        ("items.csv", 19),
    ]
    assert problems[0].message.startswith("the source is not the file that was coded")
    told = "the passage Guild of Cups 1 says something else than when it was coded"
    assert (problems[1].message, problems[1].value) == (told, None)  # no hash for people to read


def test_other_line_breaks_within_an_item_do_not_change_its_fingerprint(
    package: Path, notes: Path
) -> None:
    note = notes / "tea2031.md"
    note.write_text(note.read_text().replace("Pots need soap", "Pots need\nsoap"))
    assert [Path(p.file).name for p in check(package, notes).problems] == ["sources.csv"]


def test_an_anchor_beyond_the_source_is_told(package: Path, notes: Path) -> None:
    packages.change(package, "items", 20, "end", "9999")
    (problem,) = check(package, notes).problems
    assert problem.message == "the anchor leads beyond the source, which has 390 characters"


def test_words_of_the_source_in_no_item_are_told(package: Path, notes: Path) -> None:
    packages.change(package, "items", 20, "start", "384")
    told = [problem.message for problem in check(package, notes).problems]
    assert "words of the source stand in no item (its line 37, column 1)" in told


def test_a_source_that_is_not_there_is_told(package: Path, notes: Path) -> None:
    (notes / "tea2031.md").rename(notes / "tea-2031.md")
    (problem,) = check(package, notes).problems
    assert problem.message == "file is not in the folder of sources"
    assert problem.suggestion == "tea-2031.md"


def test_the_file_of_a_source_cannot_be_outside_its_folder(package: Path, notes: Path) -> None:
    packages.describe(
        package,
        lambda d: next(
            field for field in d["resources"][1]["schema"]["fields"] if field["name"] == "file"
        ).pop("constraints"),
    )
    packages.change(package, "sources", 2, "file", "../notes/tea2031.md")
    (problem,) = check(package, notes).problems
    assert problem.message == "file leaves the folder"


def test_a_source_is_kept_as_it_is(package: Path, notes: Path) -> None:
    note = notes / "tea2031.md"
    content = b"\xef\xbb\xbf" + note.read_bytes().replace(b"\n", b"\r\n")
    note.write_bytes(content)
    assert check(package, notes).texts["tea2031-note"] == content.decode("utf-8")


def test_a_source_that_was_edited_names_what_changed_and_counts_what_only_moved(
    package: Path, notes: Path
) -> None:
    note = notes / "tea2031.md"
    text = note.read_text().replace("Pots need soap", "Pots need a lot of soup")
    note.write_text("A line of its own.\n\n" + text)
    told = [problem for problem in check(package, notes).problems if "items" in problem.file]
    messages = [problem.message for problem in told]
    assert "the passage Guild of Cups 1 says something else than when it was coded" in messages
    (moved,) = [problem for problem in told if "stand elsewhere" in problem.message]
    assert moved.message.startswith("18 of 19 passages say what they said, and stand elsewhere")
    assert moved.allowed == ("what `floorbook draft NOTE` gives for the items",)
    assert any("that no item has begin in its lines 1" in message for message in messages)
    assert len(told) == 3 and {problem.value for problem in told} == {None}


def test_a_hash_that_is_missing_is_given_where_the_source_is_there(
    package: Path, notes: Path
) -> None:
    digest = packages.change(package, "sources", 2, "sha256", "")
    found = packages.change(package, "items", 20, "fingerprint", "")
    told = [(problem.message, problem.allowed) for problem in check(package, notes).problems]
    assert told == [
        ("the SHA-256 of tea2031.md is not there", (digest,)),
        (told[1][0], (found,)),
    ]
    assert told[1][0].startswith("the fingerprint of the passage ")
