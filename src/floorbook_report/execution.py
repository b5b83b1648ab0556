"""Notebooks executed, several at once, each in a kernel of its own."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping, Sequence
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbconvert.filters import strip_ansi
from nbconvert.preprocessors.execute import ExecutePreprocessor
from nbformat import NotebookNode

from floorbook_report.arguments import CELL_SECONDS
from floorbook_report.forks import Forks, forking
from floorbook_report.kernels import SILENT, Kernel
from floorbook_report.preprocessor import cell_name
from floorbook_report.refusals import ExportError
from floorbook_report.scratch import scratch

NO_WIDGETS: dict[str, dict[str, Any]] = {}
"""What nbclient keeps of widgets: it fails on an `Output` whose state is not stored. What is
printed in one then stands below its cell, and the widget itself is refused like any other."""


@dataclass(frozen=True)
class Inputs:
    """What notebooks read, handed to their kernels.

    `floorbook.load()` without an argument takes its data from `FLOORBOOK_DATA`, and looks for
    sources in `FLOORBOOK_SOURCE`. Whether their text may be shown, and an older version of the
    data, stand on the Selection.
    """

    data: Path | None = None
    source: Path | None = None
    passages: bool = False
    against: Path | None = None

    def environment(self) -> dict[str, str]:
        """Return the variables to set; those of inputs that are not given stay as they are."""
        from floorbook.loading import KEPT  # pandas: not for `--help`
        from floorbook.package.validation import CHECKED, digest

        found = {
            KEPT: "1",
            "FLOORBOOK_DATA": self.data and str(self.data.resolve()),
            CHECKED: self.data and digest(self.data),
            "FLOORBOOK_SOURCE": self.source and str(self.source.resolve()),
        }
        return {name: value for name, value in found.items() if value}

    def options(self) -> str:
        """What a kernel runs before its notebook.

        Nobody hears what widgets tell a page while they are made: it is not sent.
        """
        told = "import comm\ncomm.create_comm = comm.DummyComm\ndel comm\n"
        if not (self.passages or self.against):
            return told
        against = str(self.against.resolve()) if self.against else None
        told += f"from floorbook_widgets import Selection\nSelection.passages = {self.passages}\n"
        return f"{told}Selection.against = {against!r}\ndel Selection"


@dataclass(frozen=True)
class Execution:
    """A notebook after its execution: with outputs, or with one sentence why it failed."""

    path: Path
    notebook: NotebookNode = field(repr=False)
    failure: str = ""


Then = Callable[[Sequence[Execution]], Awaitable[object]]
"""What is to be done with notebooks that have run, while others run."""


def read_notebook(path: Path) -> NotebookNode:
    """Read a notebook; raises `ValueError` with a sentence if the file is not a notebook."""
    try:
        notebook: NotebookNode = nbformat.read(path, as_version=4)
    except OSError as error:
        raise ValueError(f"{path} cannot be read: {error.strerror}") from None
    except Exception as error:  # nbformat raises many kinds of error for other files
        raise ValueError(f"{path} is not a notebook: {str(error).splitlines()[0]}") from None
    return notebook


def execute(
    notebooks: Mapping[Path, NotebookNode],
    inputs: Inputs | None = None,
    *,
    cell_seconds: int = CELL_SECONDS,
    at_once: int | None = None,
    sharing: Collection[Path] = (),
    on_cell: Callable[[], object] = lambda: None,
    forks: Forks | None = None,
    then: Then | None = None,
) -> list[Execution]:
    """Execute notebooks with this very interpreter, `at_once` at a time (default: one a core, and
    one more, as a kernel waits while it starts).

    `on_cell` is called after each code cell. Notebooks of `sharing` run one after the other in
    kernels that they share, each on a core: that saves their start, and the data are read once. A
    failure ends the notebooks of its own kernel only; what ran in another is awaited by `then`. On
    Ctrl-C the kernels are ended, and `KeyboardInterrupt` is raised. Without `forks` it starts its
    own.
    """
    cores = _cores()
    lanes = at_once or cores + 1
    alike = [path for path in notebooks if path in set(sharing)]
    shared = min(lanes, cores)
    groups = [alike[number::shared] for number in range(shared)]
    groups += [[path] for path in notebooks if path not in set(sharing)]
    parts = [{path: notebooks[path] for path in group} for group in groups if group]
    with nullcontext(forks) if forks else forking() as own:
        done = asyncio.run(
            _execute_all(parts, inputs or Inputs(), cell_seconds, lanes, on_cell, own, then)
        )
    return sorted(done, key=lambda one: list(notebooks).index(one.path))


def code_cells(notebook: NotebookNode) -> int:
    """Return the number of cells that an execution will run."""
    return sum(cell.cell_type == "code" and bool(cell.source.strip()) for cell in notebook.cells)


async def _execute_all(
    groups: Sequence[Mapping[Path, NotebookNode]],
    inputs: Inputs,
    cell_seconds: int,
    at_once: int,
    on_cell: Callable[[], object],
    forks: Forks | None,
    then: Then | None,
) -> list[Execution]:
    places = asyncio.Semaphore(at_once)
    with scratch() as folder:
        # Kernels keep their profile and history here, and not in the user's home.
        environment = {**os.environ, **inputs.environment(), "IPYTHONDIR": str(folder)}

        async def one(number: int, group: Mapping[Path, NotebookNode]) -> list[Execution]:
            async with places:
                kernel = Kernel(folder / f"kernel-{number}.json", forks)
                client = _Client(group, kernel, cell_seconds, on_cell)
                failure = await client.run(environment, inputs.options())
                executions = [
                    Execution(path, notebook, failure if path == client.at else "")
                    for path, notebook in group.items()
                ]
                if then and not failure:
                    await then(executions)
                return executions

        done = await asyncio.gather(*(one(*each) for each in enumerate(groups)))
        return [execution for group in done for execution in group]


class _Client(NotebookClient):
    """Notebooks one after the other in one kernel, and what went wrong in words.

    The cells are those of the notebooks themselves: what they show lands there.
    """

    def __init__(
        self,
        notebooks: Mapping[Path, NotebookNode],
        kernel: Kernel,
        cell_seconds: int,
        on_cell: Callable[[], object],
    ) -> None:
        first = next(iter(notebooks))
        cells = [cell for notebook in notebooks.values() for cell in notebook.cells]
        super().__init__(
            NotebookNode(notebooks[first], cells=cells),
            km=kernel,
            timeout=cell_seconds,
            record_timing=False,
            store_widget_state=False,
            shutdown_kernel="immediate",
            resources={"metadata": {"path": str(first.parent)}},
            on_cell_execute=self._note,
            on_cell_executed=lambda **_: on_cell(),
        )
        self.log = SILENT
        self.widget_registry = NO_WIDGETS
        self._places = [
            (path, number)
            for path, notebook in notebooks.items()
            for number, _ in enumerate(notebook.cells, 1)
        ]
        self.at = first
        self._cell = f"{first.name}, before its first cell,"
        self._options = ""

    async def run(self, environment: dict[str, str], options: str = "") -> str:
        """Execute, `options` first; the failure as a sentence, empty when there is none."""
        self._options = options
        try:
            await self.async_execute(env=environment)
        except Exception as error:  # one notebook ends, the others go on
            return _failure(error, self._cell, self)
        return ""

    def _note(self, cell: NotebookNode, cell_index: int) -> None:
        self.at, number = self._places[cell_index]
        self._cell = cell_name(self.at, number, cell)

    @asynccontextmanager
    async def async_setup_kernel(self, **kwargs: Any) -> AsyncIterator[None]:
        """Start and end the kernel. nbclient's own also takes over the process's Ctrl-C, each
        notebook from the one before, after which nobody hears it. Nor does it end a kernel whose
        start is cut short: that would come up alone, and find its folder gone."""
        try:
            await self.async_start_new_kernel(**kwargs)
            await self.async_start_new_kernel_client()
            if self._options and self.kc:  # it runs them before the first cell
                self.kc.execute(self._options, silent=True, store_history=False)
            yield
        finally:
            if self.km is not None:  # a failed start may have ended the kernel already
                await self._async_cleanup_kernel()


class ReportExecutePreprocessor(ExecutePreprocessor):
    """The execution behind plain `nbconvert --execute`, with messages that name the cell."""

    def preprocess(
        self, nb: NotebookNode, resources: Any = None, km: Any = None
    ) -> tuple[NotebookNode, dict[str, Any]]:
        name = f"{resources['metadata']['name']}.ipynb"
        self._cell = f"{name}, before its first cell,"
        try:
            return super().preprocess(nb, resources, km)
        except Exception as error:
            raise ExportError(_failure(error, self._cell, self)) from None

    def preprocess_cell(
        self, cell: NotebookNode, resources: Any, index: int
    ) -> tuple[NotebookNode, Any]:
        self._cell = cell_name(resources["metadata"]["name"], index + 1, cell)
        self.widget_registry = NO_WIDGETS  # made anew for each notebook
        return super().preprocess_cell(  # type: ignore[no-untyped-call, no-any-return]
            cell, resources, index
        )


def _failure(error: Exception, where: str, client: NotebookClient) -> str:
    """Say in one sentence what went wrong."""
    match error:
        case CellExecutionError():
            name, text = _last_error(client) or (error.ename, error.evalue)
            return f"{where} failed: {name}: {strip_ansi(text)}"
        case CellTimeoutError():
            return f"{where} did not end within {client.timeout} s, the limit for a cell"
        case DeadKernelError():
            return f"{where} lost its kernel: the process ended (out of memory?)"
        case RuntimeError():  # jupyter_client's
            return f"{where} has no kernel: {error}"
        case _:
            return f"{where} cannot be executed: {type(error).__name__}: {error}"


def _last_error(client: NotebookClient) -> tuple[str, str] | None:
    """Return name and text of the last error that was shown.

    The reply of ipykernel does not name the error if it was raised while an object was displayed.
    """
    shown = (output for cell in client.nb.cells for output in cell.get("outputs", ()))
    errors = [output for output in shown if output.output_type == "error"]
    return (errors[-1].ename, errors[-1].evalue) if errors else None


def _cores() -> int:
    """Return the number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
