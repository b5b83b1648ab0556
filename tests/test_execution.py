"""Tests of notebooks executed, several at once."""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import comm
import pytest
from ipynb import code, notebook, prose, saved
from jupyter_client.manager import AsyncKernelManager

from floorbook_report.execution import Execution, Inputs, code_cells, execute, read_notebook
from floorbook_widgets import Selection

ABOUT = """\
import json, os, sys
names = ("FLOORBOOK_DATA", "FLOORBOOK_SOURCE")
about = {name: os.environ.get(name) for name in names}
about.update(python=sys.executable, cwd=os.getcwd(), profile=get_ipython().ipython_dir)
print(json.dumps(about))"""
CROOKED = """\
class Crooked:
    def _repr_html_(self):
        return {}["face"]
Crooked()"""
WITHIN = """\
import ipywidgets
within = ipywidgets.Output()
with within:
    print("tea")
within"""
NOTEBOOKS = {
    "within": notebook(code(WITHIN)),
    "good": notebook(prose("# Good"), code(ABOUT)),
    "bad": notebook(code("1"), code("{}['x']")),
    "crooked": notebook(code(CROOKED)),
    "slow": notebook(prose("# Slow"), code("while True: pass")),
    "dead": notebook(code("import os; os._exit(3)")),
}


@pytest.fixture(scope="module")
def executed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Execution]:
    """All of them at once, with a limit of two seconds."""
    folder = tmp_path_factory.mktemp("notebooks")
    paths = [saved(nb, folder / f"{name}.ipynb") for name, nb in NOTEBOOKS.items()]
    inputs = Inputs(data=folder / "data", source=folder / "source")
    done = execute({path: read_notebook(path) for path in paths}, inputs, cell_seconds=2, at_once=4)
    return {execution.path.stem: execution for execution in done}


@pytest.fixture(scope="module")
def about(executed: dict[str, Execution]) -> dict[str, str]:
    (output,) = executed["good"].notebook.cells[1].outputs
    return json.loads(output.text)


def test_the_order_is_that_of_the_notebooks(executed: dict[str, Execution]) -> None:
    assert list(executed) == list(NOTEBOOKS)


def test_one_failure_leaves_the_others_alone(executed: dict[str, Execution]) -> None:
    assert [name for name, one in executed.items() if not one.failure] == ["within", "good"]


def test_a_failing_cell_is_named(executed: dict[str, Execution]) -> None:
    assert executed["bad"].failure == "bad.ipynb, cell 2 (id c2) failed: KeyError: 'x'"


def test_an_object_that_fails_to_show_itself_is_named_with_its_error(
    executed: dict[str, Execution],
) -> None:
    failure = executed["crooked"].failure
    assert failure == "crooked.ipynb, cell 1 (id c1) failed: KeyError: 'face'"


def test_what_is_printed_into_a_widget_ends_no_execution(executed: dict[str, Execution]) -> None:
    (cell,) = executed["within"].notebook.cells
    assert executed["within"].failure == ""
    assert [one.get("text") for one in cell.outputs] == ["tea\n", None]


def test_a_cell_that_does_not_end_is_named(executed: dict[str, Execution]) -> None:
    failure = executed["slow"].failure
    assert failure.startswith("slow.ipynb, cell 2 (id c2) did not end within 2 s")


def test_a_lost_kernel_is_named(executed: dict[str, Execution]) -> None:
    assert executed["dead"].failure.startswith("dead.ipynb, cell 1 (id c1) lost its kernel")


def test_the_kernel_is_this_very_interpreter(about: dict[str, str]) -> None:
    assert os.path.samefile(about["python"], sys.executable)


def test_a_notebook_runs_in_its_own_folder(
    about: dict[str, str], executed: dict[str, Execution]
) -> None:
    assert os.path.samefile(about["cwd"], executed["good"].path.parent)


def test_the_kernel_writes_nothing_into_the_users_home(about: dict[str, str]) -> None:
    assert not Path(about["profile"]).is_relative_to(Path.home() / ".ipython")
    assert not Path(about["profile"]).exists()


def test_inputs_reach_the_kernel_as_whole_paths(
    about: dict[str, str], executed: dict[str, Execution]
) -> None:
    folder = executed["good"].path.parent
    assert about["FLOORBOOK_DATA"] == str(folder / "data")
    assert about["FLOORBOOK_SOURCE"] == str(folder / "source")


def test_a_kernel_reads_the_data_once(package: Path, tmp_path: Path) -> None:
    cell = "import floorbook\nkept = globals().get('kept') or floorbook.load()\n"
    cell += "print(kept is floorbook.load())"
    paths = [tmp_path / f"{name}.ipynb" for name in ("one", "two", "alone")]
    notebooks = {path: notebook(code(cell)) for path in paths}
    done = execute(notebooks, Inputs(package), at_once=1, sharing=paths[:2])
    assert [one.notebook.cells[0].outputs[0].text for one in done] == ["True\n"] * 3


def test_nothing_that_widgets_send_leaves_the_kernel(tmp_path: Path) -> None:
    cell = "from ipywidgets import Text\nprint(type(Text().comm).__name__)"
    (done,) = execute({tmp_path / "a.ipynb": notebook(code(cell))})
    assert done.notebook.cells[0].outputs[0].text == "DummyComm\n"


def test_what_is_asked_of_the_widgets_stands_on_the_selection(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    space: dict[str, object] = {}
    monkeypatch.setattr(comm, "create_comm", comm.create_comm)
    for name in ("passages", "against"):
        monkeypatch.setattr(Selection, name, getattr(Selection, name))
    exec(Inputs(passages=True, against=Path("old")).options(), space)
    assert (Selection.passages, Selection.against) == (True, str(Path.cwd() / "old"))
    assert {*space} == {"__builtins__"}


def test_inputs_that_are_not_given_are_not_set() -> None:
    assert Inputs().environment() == {"FLOORBOOK_KEPT": "1"}
    assert "Selection" not in Inputs().options()
    assert Inputs(data=Path("here")).environment() == {
        "FLOORBOOK_KEPT": "1",
        "FLOORBOOK_DATA": str(Path.cwd() / "here"),
        "FLOORBOOK_CHECKED": hashlib.sha256().hexdigest(),  # of no file: there is no such folder
    }


def test_the_time_of_execution_is_not_recorded(executed: dict[str, Execution]) -> None:
    assert "execution" not in executed["good"].notebook.cells[1].metadata


def test_code_cells_are_those_that_will_run() -> None:
    assert code_cells(notebook(prose("# One"), code("1"), code("  \n"), code("2"))) == 2


def test_every_code_cell_is_counted_when_it_is_done(tmp_path: Path) -> None:
    done = []
    nb = notebook(code("1"), prose("# One"), code("2"))
    execute({tmp_path / "a.ipynb": nb}, on_cell=lambda: done.append(1))
    assert len(done) == 2


@pytest.mark.parametrize(
    ("text", "said"), [("{}", "not a notebook"), ("# no", "not a notebook"), (None, "cannot be")]
)
def test_what_is_no_notebook_is_told_in_a_sentence(
    tmp_path: Path, text: str | None, said: str
) -> None:
    path = tmp_path / "a.ipynb"
    if text is not None:
        path.write_text(text)
    with pytest.raises(ValueError, match=f"a.ipynb .*{said}"):
        read_notebook(path)


def test_a_kernel_that_does_not_come_up_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = {"argv": [sys.executable, "-c", "raise SystemExit(1)"], "language": "python"}
    monkeypatch.setattr("floorbook_report.kernels.get_kernel_dict", lambda: broken)
    (done,) = execute({tmp_path / "a.ipynb": notebook(code("1"))})
    assert done.failure.startswith("a.ipynb, before its first cell, ")


def test_ctrl_c_ends_the_kernels_too(tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    cell = f"import os, time\nopen({str(pids)!r}, 'a').write(f'{{os.getpid()}} ')\ntime.sleep(99)"
    paths = [saved(notebook(code(cell)), tmp_path / f"{name}.ipynb") for name in "ab"]
    script = (
        "import sys; from pathlib import Path; from floorbook_report.execution import *\n"
        "execute({path: read_notebook(path) for path in map(Path, sys.argv[1:])}, at_once=2)"
    )
    command = [sys.executable, "-c", script, *map(str, paths)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        wait_for(lambda: pids.exists() and len(pids.read_text().split()) == 2)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=20)
    assert errors.rstrip().endswith("KeyboardInterrupt")
    wait_for(lambda: not any(alive(int(pid)) for pid in pids.read_text().split()))


def test_a_kernel_whose_start_is_cut_short_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C comes as a cancellation, here at the moment at which the process has just begun."""
    pids = []

    async def cancelled(kernel: AsyncKernelManager, **_: object) -> None:
        pids.append(kernel.provisioner.pid)
        raise asyncio.CancelledError

    monkeypatch.setattr(AsyncKernelManager, "_async_post_start_kernel", cancelled)
    path = saved(notebook(code("1")), tmp_path / "a.ipynb")
    with pytest.raises(asyncio.CancelledError):
        execute({path: read_notebook(path)})
    assert len(pids) == 1
    wait_for(lambda: not alive(pids[0]), seconds=1)  # alone it lives longer, and says so


def wait_for(condition, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
