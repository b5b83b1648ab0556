"""The commands of `floorbook`; `arguments` says how they are called."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

from nbformat import NotebookNode
from tqdm import tqdm

from floorbook_report.arguments import parser
from floorbook_report.errors import CommandError, ExportError
from floorbook_report.execution import Execution, Inputs, code_cells, execute, read_notebook
from floorbook_report.page import front_end
from floorbook_report.publishing import pages, publish
from floorbook_report.scratch import scratch
from floorbook_report.snapshot import checked, given, snapshot
from floorbook_report.writer import unwritten, write_bytes


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; 0 if all went well, 1 if not. A wrong call raises `SystemExit` with 2."""
    options = parser().parse_args(arguments)
    try:
        status = COMMANDS[options.command](options)
    except (CommandError, ExportError) as error:
        print(f"floorbook: {error}", file=sys.stderr)
        return 1
    except OSError as error:  # a disk is full or gone
        where = f"{error.filename}: " if error.filename else ""
        print(f"floorbook: {where}{error.strerror or error}", file=sys.stderr)
        return 1
    return status or 0


def check(options: argparse.Namespace) -> None:
    """Check a data package: print what it contains, or all that is wrong with it."""
    from floorbook.loading import shipped

    print(checked(options.data or shipped(), options.source).summary())


def report(options: argparse.Namespace) -> None:
    """Execute notebooks and write a report of each, all of them or none."""
    if options.with_passages and not options.source:
        raise CommandError("--with-passages takes the passages from --source FOLDER: name it")
    from floorbook_report.briefs import everybody

    front_end()  # fail now if it is not there, and not after the notebooks have run
    data = given(options.data)
    named = [*map(found, options.notebooks)]
    notebooks = _notebooks(named or bundled_notebooks())
    with scratch() as folder:
        package = snapshot(data, folder / "data", options.codings, options.source)
        if options.against:
            snapshot(options.against, folder / "against")
        inputs = Inputs(
            folder / "data",
            options.source,
            options.with_passages,
            options.against and folder / "against",
        )
        people = {} if named else everybody(package, folder / "data")
        _report(notebooks, _briefs(people), inputs, options)


def brief(options: argparse.Namespace) -> None:
    """Write a page on each of the participants named, in parallel."""
    from floorbook_report.briefs import chosen

    front_end()
    data = given(options.data)
    with scratch() as folder:
        participants = chosen(snapshot(data, folder / "data"), options)
        inputs = Inputs(folder / "data")
        _report({}, _briefs(participants), inputs, options)


def diff(options: argparse.Namespace) -> int:
    """Print what differs between two versions of a data package, for review."""
    from floorbook.loading import loaded
    from floorbook.measures.changes import changes, not_compared
    from floorbook_report.differences import told

    old, new = (loaded(checked(folder), folder) for folder in (options.old, options.new))
    found = changes(old, new)
    print(told(found, options.format, not_compared(old, new)))
    return int(options.exit_code and not found.empty)


def table(options: argparse.Namespace) -> None:
    """Write a table of the data or a measure, for people and for programs."""
    from floorbook.loading import loaded, shipped
    from floorbook_report.tables import names, written

    data = options.data or shipped()
    dataset = loaded(checked(data), data)
    if options.list or not options.name:
        print("\n".join(names(dataset)))
        return
    content = written(dataset, options.name, options.format, options.meeting)
    if options.out is None:
        sys.stdout.buffer.write(content)
        return
    try:
        write_bytes(options.out, content)
    except OSError as error:
        raise CommandError(unwritten(error)) from error


def draft(options: argparse.Namespace) -> None:
    """List the items of a note as a draft of items.csv, with places and fingerprints computed."""
    from floorbook.package.source import draft as drafted

    try:
        text = options.note.read_bytes().decode("utf-8")  # offsets are into the file as it is
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{options.note} cannot be read as UTF-8 text: {error}") from None
    print(drafted(text, options.id or options.note.stem).to_csv(index=False), end="")


def bundled_notebooks() -> list[Path]:
    """Return the notebooks of Floorbook: in the installed package, or in the repository."""
    here = Path(__file__).parent
    for folder in (here / "notebooks", here.parents[1] / "notebooks"):
        if found := sorted(folder.glob("*.ipynb")):
            return found
    raise CommandError("no notebooks came with this installation: name one")


def found(notebook: Path) -> Path:
    """Return the path of a notebook: with or without its ending, or one of Floorbook's own.

    Raises
    ------
    CommandError
        If there is no such notebook; the message names the nearest.

    Examples
    --------
    >>> found(Path("01-overview")).name, found(Path("overview")).name
    ('01-overview.ipynb', '01-overview.ipynb')
    """
    from floorbook.package.problems import hint

    ended = notebook.with_name(f"{notebook.name}.ipynb")
    if here := next((one for one in (notebook, ended) if one.is_file()), None):
        return here
    ours: dict[str, Path] = {}
    for path in bundled_notebooks() if notebook.name == str(notebook) else ():
        short = path.stem.partition("-")[2] or path.stem
        ours |= {path.name: path, path.stem: path}
        ours.setdefault(short, path)
    if str(notebook) in ours:
        return ours[str(notebook)]
    raise CommandError(
        f"{notebook} cannot be read: there is no such notebook{hint(str(notebook), ours)}"
    )


def _notebooks(paths: Sequence[Path]) -> dict[Path, NotebookNode]:
    """Read the notebooks; each must make a file with another name."""
    reports: dict[str, Path] = {}
    for path in paths:
        other = reports.setdefault(path.stem, path)
        if other != path:
            raise CommandError(f"{other} and {path} would both become {path.stem}.html")
    try:
        return {path: read_notebook(path) for path in reports.values()}
    except ValueError as error:
        raise CommandError(str(error)) from error


def _briefs(participants: Mapping[str, str]) -> dict[Path, NotebookNode]:
    """Give the notebook of the page on each of these participants."""
    if not participants:
        return {}
    from floorbook_report.briefs import BRIEF, briefs

    path = next((one for one in bundled_notebooks() if one.name == BRIEF), None)
    if path is None:
        raise CommandError(f"{BRIEF} did not come with this installation")
    return briefs(_notebooks([path])[path], path.parent, participants)


def _report(
    notebooks: dict[Path, NotebookNode],
    briefs: dict[Path, NotebookNode],
    inputs: Inputs,
    options: argparse.Namespace,
) -> None:
    """Execute notebooks, write their reports, and print their paths."""
    done = _executed({**notebooks, **briefs}, briefs, inputs, options)
    for path in publish(pages(done, with_code=options.with_code), options.out):
        print(f"{path}  {path.stat().st_size / 1e6:.2f} MB")


def _executed(
    notebooks: dict[Path, NotebookNode],
    sharing: Collection[Path],
    inputs: Inputs,
    options: argparse.Namespace,
) -> list[Execution]:
    """Execute all notebooks; a `CommandError` has a line for each that failed."""
    total = sum(code_cells(notebook) for notebook in notebooks.values())
    with tqdm(total=total, desc="Executing", unit="cell", disable=None, leave=False) as bar:
        done = execute(
            notebooks,
            inputs,
            cell_seconds=options.cell_seconds,
            at_once=options.at_once,
            sharing=sharing,
            on_cell=bar.update,
        )
    if failures := [execution.failure for execution in done if execution.failure]:
        raise CommandError("\n".join([*failures, f"No report was written to {options.out}."]))
    return done


COMMANDS: Mapping[str, Callable[[argparse.Namespace], int | None]] = {
    "brief": brief,
    "check": check,
    "diff": diff,
    "draft": draft,
    "report": report,
    "table": table,
}
"""Each command by its name; it returns the exit status if that is not 0."""
