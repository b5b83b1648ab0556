"""A fuzzer for the loader: whatever bytes a package is made of, `check` gives problems and no more.

    make fuzz                      # an hour, or SECONDS=180
    python tests/fuzz/fuzz_loader.py -max_total_time=3600 FOLDER

It needs Atheris (`pip install -c constraints.txt -e '.[test,fuzz]'`), which has wheels for Linux
on x86-64 alone; that is why it is no part of `make test`. FOLDER keeps what was found interesting,
for the next run. An input is a choice of a file of the synthetic package, how it is changed, and
the bytes that are put there; what raises, or takes longer than ten seconds, ends the run with
its input in a file `crash-…` or `timeout-…`, which can be given in place of FOLDER to see it again.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["floorbook"]):
    from floorbook.package import anchors, sheet, validation
    from floorbook.package.description import describe
    from floorbook.package.problems import Problem
    from floorbook.package.schema import FILE

sys.path.insert(0, str(Path(__file__).parents[1]))
import packages

SECONDS_AT_MOST = 10
LONGEST = 4_000


class Loader:
    """The synthetic package, one file of which is changed by each input."""

    def __init__(self, folder: Path) -> None:
        self.folder = packages.small(folder / "package")
        self.notes = packages.note_of(folder / "notes")
        package, _ = describe(self.folder)
        assert package is not None
        self.package = package
        self.sheets = {t.name: sheet.read(t, self.folder, "p") for t in package.tables}

    def __call__(self, data: bytes) -> None:
        given = atheris.FuzzedDataProvider(data)
        choice = given.ConsumeIntInRange(0, 4 * len(self.package.tables))
        if choice >= len(self.package.tables):
            choice = choice % len(self.package.tables)
            self._tell(self._table(choice, given))
        elif choice == 0:
            self._tell(self._source(given))
        else:
            self._tell(self._description(given))

    def _table(self, number: int, given: atheris.FuzzedDataProvider) -> Iterator[Problem]:
        """Check the package with one table changed; the others are not read again."""
        table = self.package.tables[number]
        with changed(self.folder / table.path, given):
            sheets = {**self.sheets, table.name: sheet.read(table, self.folder, "p")}
            yield from validation.amiss(self.package, sheets, "p")

    def _source(self, given: atheris.FuzzedDataProvider) -> Iterator[Problem]:
        with changed(self.notes / "tea2031.md", given):
            texts, problems = anchors.texts(self.sheets, self.notes)
            yield from (*problems, *anchors.astray(self.sheets, texts))

    def _description(self, given: atheris.FuzzedDataProvider) -> Iterator[Problem]:
        with changed(self.folder / FILE, given):
            yield from validation.check(self.folder, self.notes).problems

    def _tell(self, problems: Iterator[Problem]) -> None:
        for problem in problems:
            assert problem.line >= 1 and problem.column >= 1
            assert str(problem).isprintable()


@contextmanager
def changed(path: Path, given: atheris.FuzzedDataProvider) -> Iterator[None]:
    """Put bytes into a file, somewhere or in place of it all, for as long as it is looked at."""
    before = path.read_bytes()
    start = given.ConsumeIntInRange(0, len(before))
    length = given.ConsumeIntInRange(0, 200)
    whole = given.ConsumeIntInRange(0, 9) == 0
    junk = given.ConsumeBytes(LONGEST)
    path.write_bytes(junk if whole else before[:start] + junk + before[start + length :])
    try:
        yield
    finally:
        path.write_bytes(before)


def main() -> None:
    limits = [f"-timeout={SECONDS_AT_MOST}", f"-max_len={LONGEST}", "-len_control=0"]
    with tempfile.TemporaryDirectory(prefix="floorbook-fuzz-") as folder:
        atheris.Setup([sys.argv[0], *limits, *sys.argv[1:]], Loader(Path(folder)))
        atheris.Fuzz()


if __name__ == "__main__":
    main()
