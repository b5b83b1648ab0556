"""The commands of `floorbook`; `arguments` says how they are called."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfile

from nbformat import NotebookNode
from tqdm import tqdm

from floorbook_report.arguments import parser
from floorbook_report.errors import CommandError, ExportError
from floorbook_report.execution import Execution, Inputs, code_cells, execute, read_notebook
from floorbook_report.exporter import ReportExporter
from floorbook_report.index import write_index
from floorbook_report.page import front_end
from floorbook_report.writer import write_bytes, write_text

STOPPED = 130  # what a shell expects of a program that Ctrl-C has ended


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; 0 when all went well, 1 when not, 2 for a wrong call, 130 after Ctrl-C."""
    options = parser().parse_args(arguments)
    try:
        status = COMMANDS[options.command](options)
    except (CommandError, ExportError) as error:
        print(f"floorbook: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("floorbook: stopped; nothing is half done", file=sys.stderr)
        return STOPPED
    return status or 0


def check(options: argparse.Namespace) -> None:
    """Validate a data package: print what it holds, or all that is wrong with it."""
    print(_checked(options.data, options.source))


def report(options: argparse.Namespace) -> None:
    """Execute notebooks and write a report of each, all of them or none."""
    if options.with_passages and not options.source:
        raise CommandError("--with-passages takes the passages from --source FOLDER: name it")
    front_end()  # not there? better known now than after the notebooks have run
    if options.data or options.source:
        _checked(options.data, options.source)
    if options.against:
        _checked(options.against, None)
    notebooks = _notebooks(options.notebooks or bundled_notebooks())
    with _coded(options.data, options.codings) as data:
        inputs = Inputs(data, options.source, options.with_passages, options.against)
        pages = _pages(_executed(notebooks, inputs, options))
    _write(pages, options.out)


def brief(options: argparse.Namespace) -> None:
    """Write a page on each of the participants named, in parallel."""
    from floorbook_report.briefs import BRIEF, briefs, chosen

    front_end()
    _checked(options.data, None)
    participants = chosen(options)
    path = next((one for one in bundled_notebooks() if one.name == BRIEF), None)
    if path is None:
        raise CommandError(f"{BRIEF} did not come with this installation")
    notebooks = briefs(_notebooks([path])[path], path.parent, participants)
    _write(_pages(_executed(notebooks, Inputs(options.data), options)), options.out)


def diff(options: argparse.Namespace) -> int:
    """Tell what differs between two versions of a data package, for review."""
    from floorbook import measures
    from floorbook.dataset import load
    from floorbook_report.differences import told

    for folder in (options.old, options.new):
        _checked(folder, None)
    changes = measures.changes(load(options.old), load(options.new))
    print(told(changes, options.format))
    return int(options.exit_code and not changes.empty)


def table(options: argparse.Namespace) -> None:
    """Write any table of the data or any measure, for people and for programs."""
    from floorbook.dataset import load
    from floorbook_report.tables import names, written

    _checked(options.data, None)
    dataset = load(options.data)
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
        raise CommandError(f"{options.out} could not be written: {error.strerror}") from error


def draft(options: argparse.Namespace) -> None:
    """List the items of a note as a draft of items.csv, with places and fingerprints computed."""
    from floorbook.source import draft as drafted

    try:
        text = options.note.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{options.note} cannot be read as UTF-8 text: {error}") from None
    print(drafted(text, options.id or options.note.stem).to_csv(index=False), end="")


def bundled_notebooks() -> list[Path]:
    """The notebooks that come with Floorbook: in the package, or beside it in a checkout."""
    here = Path(__file__).parent
    for folder in (here / "notebooks", here.parents[1] / "notebooks"):
        if found := sorted(folder.glob("*.ipynb")):
            return found
    raise CommandError("no notebooks came with this installation: name one")


def _checked(data: Path | None, source: Path | None) -> str:
    """The summary of a data package; all its problems as `CommandError`."""
    # Takes pandas along, which `--help` can do without.
    from floorbook import validation
    from floorbook.dataset import shipped

    checked = validation.check(data or shipped(), source)
    if checked.problems:
        problems = "\n".join(str(problem) for problem in checked.problems)
        number = len(checked.problems)
        raise CommandError(f"{number} problem{'s' * (number > 1)} in the data\n{problems}")
    return str(checked.summary())


@contextmanager
def _coded(data: Path | None, codings: Path | None) -> Iterator[Path | None]:
    """The data package with this file as the second coder's, checked; the package itself without.

    What is given is not touched: the notebooks read a copy that is gone afterwards.
    """
    if codings is None:
        yield data
        return
    from floorbook.dataset import load, shipped
    from floorbook.schema import FILE

    package = load(data).package
    second = package.table("codings_blind").path
    with tempfile.TemporaryDirectory(prefix="floorbook-") as folder:
        copied = Path(folder) / "data"
        for name in (FILE, *(table.path for table in package.tables)):  # and nothing else there
            (copied / name).parent.mkdir(parents=True, exist_ok=True)
            copyfile((data or shipped()) / name, copied / name)
        try:
            (copied / second).write_bytes(codings.read_bytes())
        except OSError as error:
            raise CommandError(f"{codings} cannot be read: {error.strerror}") from None
        try:
            _checked(copied, None)
        except CommandError as error:
            message = str(error).replace(str(copied / second), str(codings))
            raise CommandError(message) from None
        yield copied


def _notebooks(paths: Sequence[Path]) -> dict[Path, NotebookNode]:
    """The notebooks, read; each must become a file of its own."""
    reports: dict[str, Path] = {}
    for path in paths:
        other = reports.setdefault(path.stem, path)
        if other != path:
            raise CommandError(f"{other} and {path} would both become {path.stem}.html")
    try:
        return {path: read_notebook(path) for path in reports.values()}
    except ValueError as error:
        raise CommandError(str(error)) from error


def _executed(
    notebooks: dict[Path, NotebookNode], inputs: Inputs, options: argparse.Namespace
) -> list[Execution]:
    """All notebooks, executed; what failed as `CommandError`, a line each."""
    total = sum(code_cells(notebook) for notebook in notebooks.values())
    with tqdm(total=total, desc="Executing", unit="cell", disable=None, leave=False) as bar:
        done = execute(
            notebooks,
            inputs,
            cell_seconds=options.cell_seconds,
            at_once=options.at_once,
            on_cell=bar.update,
        )
    if failures := [execution.failure for execution in done if execution.failure]:
        raise CommandError("\n".join([*failures, f"No report was written to {options.out}."]))
    return done


def _pages(executions: Sequence[Execution]) -> dict[str, str]:
    """The finished pages by the names of their files."""
    pages = {}
    for execution in tqdm(executions, desc="Exporting", unit="report", disable=None, leave=False):
        path = execution.path
        resources = {"metadata": {"name": path.stem, "path": str(path.parent)}}
        exporter = ReportExporter()  # type: ignore[no-untyped-call]
        html, _ = exporter.from_notebook_node(execution.notebook, resources)
        pages[f"{path.stem}.html"] = html
    return pages


def _write(pages: dict[str, str], folder: Path) -> None:
    """Write the pages and the index that leads to them."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, html in pages.items():
            write_text(folder / name, html)
            print(f"{folder / name}  {len(html.encode()) / 1e6:.2f} MB")
        print(write_index(folder))
    except OSError as error:
        raise CommandError(
            f"{error.filename or folder} could not be written: {error.strerror}; "
            "what was there before is whole"
        ) from error


COMMANDS: Mapping[str, Callable[[argparse.Namespace], int | None]] = {
    "brief": brief,
    "check": check,
    "diff": diff,
    "draft": draft,
    "report": report,
    "table": table,
}
"""Each command by its name; it returns the exit status where that is not 0."""
