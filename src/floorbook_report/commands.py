"""The command line: `floorbook check` and `floorbook report`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from nbformat import NotebookNode
from tqdm import tqdm

from floorbook_report.errors import ExportError
from floorbook_report.execution import Execution, Inputs, code_cells, execute, read_notebook
from floorbook_report.exporter import ReportExporter
from floorbook_report.index import write_index
from floorbook_report.page import front_end
from floorbook_report.settings import CELL_SECONDS
from floorbook_report.writer import write_text

STOPPED = 130  # what a shell expects of a program that Ctrl-C has ended


class CommandError(Exception):
    """The command ends here; the message is all that its user needs to read."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; 0 when all went well, 1 when not, 2 for a wrong call, 130 after Ctrl-C."""
    options = _parser().parse_args(arguments)
    try:
        options.run(options)
    except (CommandError, ExportError) as error:
        print(f"floorbook: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("floorbook: stopped; nothing is half done", file=sys.stderr)
        return STOPPED
    return 0


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
    notebooks = _notebooks(options.notebooks or bundled_notebooks())
    inputs = Inputs(options.data, options.source, options.with_passages)
    pages = _pages(_executed(notebooks, inputs, options))
    _write(pages, options.out)


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


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="floorbook", description="Who said what at a multilateral meeting."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_check(commands)
    _add_report(commands)
    return parser


def _add_check(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "check", help="validate a data package", description=check.__doc__
    )
    command.add_argument(
        "data", nargs="?", type=Path, metavar="DATA", help="its folder (default: the shipped one)"
    )
    command.add_argument(
        "--source",
        type=Path,
        metavar="FOLDER",
        help="the source documents, to check places in them",
    )
    command.set_defaults(run=check)


def _add_report(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "report", help="execute notebooks and write reports", description=report.__doc__
    )
    command.add_argument(
        "notebooks",
        nargs="*",
        type=Path,
        metavar="NOTEBOOK",
        help="default: those that come with Floorbook",
    )
    command.add_argument(
        "--data", type=Path, metavar="DIR", help="the data package (default: the shipped one)"
    )
    command.add_argument(
        "--out", type=Path, metavar="DIR", default=Path("exports"), help="default: exports"
    )
    command.add_argument("--source", type=Path, metavar="FOLDER", help="the source documents")
    command.add_argument(
        "--with-passages",
        action="store_true",
        help="put the passages of the source into the reports; they may be under copyright",
    )
    command.add_argument(
        "--cell-seconds",
        type=_positive,
        metavar="N",
        default=CELL_SECONDS,
        help=f"the longest that a cell may take (default: {CELL_SECONDS})",
    )
    command.add_argument(
        "--at-once", type=_positive, metavar="N", help="notebooks at a time (default: one a core)"
    )
    command.set_defaults(run=report)


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a positive number")
    return number
