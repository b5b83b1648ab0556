"""Records: what the reports in a folder were made from, so that none is made again for nothing.

Nothing here loads pandas or nbconvert: where nothing has changed, a run is over at once.
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import json
import os
import platform
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path

from floorbook.places import BRIEF, BRIEFS, owner
from floorbook_report.writer import write_text

FILE = ".floorbook.json"
"""The record of a folder of reports; to delete it is always safe."""

OURS = ("floorbook", "floorbook_report", "floorbook_widgets")

KNOWN = {
    *OURS,
    "IPython",
    "__future__",
    "collections",
    "functools",
    "itertools",
    "pandas",
    "plotly",
}
"""Modules whose use leaves known what a notebook reads: the data package."""

_OPEN = {"eval", "exec", "get_ipython", "globals", "input", "open", "__import__"}
_CLOCK = {"now", "sample", "today", "utcnow"}

ALL = "*"
"""What stands for all reports in reasons that hold for all."""

_PATHS = ("PYTHONPATH", "PYTHONSTARTUP")

Parts = Mapping[str, str]
"""What something was made from: the digest or the value of each part."""


@dataclass(frozen=True)
class Record:
    """What the reports of a folder were made from.

    Attributes
    ----------
    common
        What all of them depend on.
    people
        Those with a page of their own, id → name.
    notebooks, pages
        By the name of each report the digest of its notebook, and of the page that was written;
        the pages beside it have theirs too.
    """

    common: Parts
    people: Mapping[str, str]
    notebooks: Mapping[str, str]
    pages: Mapping[str, str]

    @classmethod
    def of(
        cls,
        notebooks: Sequence[Path],
        people: Mapping[str, str],
        made: Mapping[str, str],
        earlier: Record | None,
    ) -> Record:
        """Record a run: the pages that it made, by the names of their files, and those it left."""
        told = digests(notebooks, people)
        now = {Path(name).stem: _digest(text.encode()) for name, text in made.items()}
        kept = earlier.pages if earlier else {}
        pages = {name: it for name, it in kept.items() if owner(name) not in now} | now
        return cls(
            {}, people, told, {name: it for name, it in pages.items() if owner(name) in told}
        )

    @classmethod
    def read(cls, folder: Path) -> Record | None:
        """Read the record of a folder; None if there is none that can be used."""
        try:
            record = cls(**json.loads((folder / FILE).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None
        parts = (record.common, record.people, record.notebooks, record.pages)
        texts = all(
            isinstance(one, dict) and all(isinstance(value, str) for value in one.values())
            for one in parts
        )
        return record if texts else None

    def spare(self, now: Record, folder: Path) -> list[str]:
        """Name pages that this run wrote, that are as it wrote them, and that no run makes now."""
        names = self.pages.keys() - now.pages.keys() - now.notebooks.keys()
        return sorted(one for one in names if not _lost(folder / f"{one}.html", self.pages[one]))

    def write(self, folder: Path) -> None:
        """Write the record of a folder."""
        write_text(folder / FILE, json.dumps(asdict(self), indent=1, sort_keys=True))


def common(options: argparse.Namespace, package: Path) -> dict[str, str]:
    """Return what all reports of a run depend on: data, code, libraries, options, environment.

    Libraries are told by their versions, what is read by its bytes.
    """
    parts = {
        "Floorbook's code": code(),
        "Python": sys.version,
        "system": f"{platform.system()} {platform.machine()}",
        **{
            f"option {name}": str(getattr(options, name)) for name in ("with_code", "with_passages")
        },
        **{name: _digest(os.environ.get(name, "").encode()) for name in _PATHS},
    }
    for entry in sys.path:
        for folder in Path(entry).glob("*.dist-info") if entry else ():
            name, _, version = folder.stem.partition("-")
            parts.setdefault(f"library {name}", version)
    given = {"data": package, "codings": options.codings, "against": options.against}
    for what, path in given.items():
        # Not where they are: the record may travel with the reports.
        for file in _files(path) if path else ():
            inside = file.relative_to(path if path.is_dir() else path.parent).as_posix()
            parts[f"{what}/{inside}"] = _digest(file.read_bytes())
    return parts


def notebook(content: bytes) -> str:
    """Return a digest of what in a notebook makes its report: no outputs, no cosmetic metadata."""
    read = json.loads(content)
    cells = [
        [
            *(cell.get(name) for name in ("cell_type", "id", "source", "attachments")),
            *(cell.get("metadata", {}).get(name) for name in ("format", "raw_mimetype")),
            "parameters" in cell.get("metadata", {}).get("tags", ()),
        ]
        for cell in read.get("cells", ())
    ]
    told = [cells, read.get("metadata", {}).get("title")]
    return _digest(json.dumps(told, sort_keys=True).encode())


def unknown(content: bytes) -> str:
    """Say why a notebook is always run: what it reads is not known. "" if it is the data alone."""
    for cell in json.loads(content).get("cells", ()):
        if cell.get("cell_type") == "code":
            try:
                tree = ast.parse("".join(cell["source"]))
            except SyntaxError:
                return "what it reads is not known: it has more than Python"
            if found := next(_reaching(tree), ""):
                return f"what it reads is not known: {found}"
    return ""


def digests(notebooks: Sequence[Path], people: Mapping[str, str]) -> dict[str, str]:
    """Return the digest behind each report: of notebooks, and of the page on each of `people`."""
    told = {path.stem: notebook(path.read_bytes()) for path in notebooks}
    if BRIEFS in told:
        own = told[BRIEFS]
        told |= {BRIEF.format(id): _digest(f"{own} {id} {name}".encode()) for id, name in
                 people.items()}  # fmt: skip
    return told


def reasons(record: Record, notebooks: Sequence[Path], folder: Path) -> dict[str, str]:
    """Return of each report that has to be made why, when what is common to all is the same."""
    paths = {path.stem: path for path in notebooks}
    reaching = {name: unknown(path.read_bytes()) for name, path in paths.items()}
    beside: dict[str, dict[str, str]] = {}
    for page, digest in record.pages.items():
        beside.setdefault(owner(page), {})[page] = digest
    found = {}
    for name, digest in digests(notebooks, record.people).items():
        source = name if name in paths else BRIEFS
        if name not in record.notebooks:
            found[name] = "it was not made before"
        elif record.notebooks[name] != digest:
            found[name] = f"{paths[source].name} changed"
        elif why := _lost_of({name: None, **beside.get(name, {})}, folder) or reaching[source]:
            found[name] = why
    return found


def _lost_of(pages: Mapping[str, str | None], folder: Path) -> str:
    """Say that a report, or a page beside it, is no longer the one that was written."""
    lost = (_lost(folder / f"{one}.html", it) for one, it in pages.items())
    return next(filter(None, lost), "")


def _lost(page: Path, digest: str | None) -> str:
    """Say that a page is no longer the one that was written."""
    try:
        return "" if _digest(page.read_bytes()) == digest else "its file was changed"
    except OSError:
        return "its file is not there"


def changes(before: Parts, after: Parts) -> Iterator[str]:
    """Say of each part that is common to all how it changed.

    Examples
    --------
    >>> list(changes({"library tea": "1", "cup.csv": "a"}, {"library tea": "2", "cup.csv": "b"}))
    ['cup.csv changed', 'library tea: 1 → 2']
    """
    for name in sorted({*before, *after}):
        old, new = before.get(name), after.get(name)
        if old is None or new is None:
            yield f"{name} is {'new' if old is None else 'gone'}"
        elif old != new and name.startswith(("library", "option", "system")):
            yield f"{name}: {old} → {new}"
        elif old != new:
            yield f"{name} changed"


def _reaching(tree: ast.AST) -> Iterator[str]:
    """Yield what in the code of a cell reaches beyond the data package."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                modules = [one.name for one in names]
            case ast.ImportFrom(module=module):
                modules = [module or "."]
            case ast.Name(id=name) if name in _OPEN:
                yield f"it calls {name}"
                continue
            case ast.Attribute(attr=name) if name in _CLOCK or name.startswith("read_"):
                yield f"it calls {name}"
                continue
            case _:
                continue
        for module in modules:
            if module.partition(".")[0] not in KNOWN:
                yield f"it imports {module}"


def code() -> str:
    """Return a digest of all files of our packages; what a browser reads too."""
    found = hashlib.sha256()
    for name in OURS:
        spec = find_spec(name)
        for folder in (spec.submodule_search_locations or []) if spec else []:
            for path in sorted(Path(folder).rglob("*")):
                if path.is_file() and path.suffix != ".pyc":
                    found.update(f"{name}/{path.relative_to(folder)}".encode())
                    found.update(_digest(path.read_bytes()).encode())
    return found.hexdigest()


def _files(what: Path) -> list[Path]:
    """Return the files of a package, or a file and the small one that says how it is read."""
    if what.is_dir():
        return sorted(path for path in what.rglob("*") if path.suffix in (".csv", ".json"))
    from floorbook.statements.corrections import beside  # takes pandas along

    return [path for path in (what, beside(what)) if path.is_file()]


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
