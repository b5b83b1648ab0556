"""A small export as a process of its own, to be killed, starved and interrupted.

`Export` is the whole of `floorbook report`, and `Writer` the last part alone: a process that makes
and writes the files of an executed notebook again and again, each time in a child that is killed.
As a program, this file is that process.
"""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

import packages
import psutil
from ipynb import bundle, code, notebook, prose, saved

from floorbook_widgets.selection import STATE

OLD = b"<p>the old report</p>\n"
PATIENCE = 120  # seconds for one small export on a busy machine
RUN = "FLOORBOOK_TEST_RUN"  # marks a run's processes, its kernels among them
FACE = '<div class="floorbook" data-widget="chart" data-model="chart-1">47</div>'
PROGRAM = """\
import sys
from floorbook_report.__main__ import main
print("up", flush=True)
sys.exit(main())"""


@dataclass
class Export:
    """`floorbook` on a synthetic package, with a place for its temporary files.

    In `out` stand old reports under the names that the export will write.
    """

    folder: Path
    temporary: Path
    names: tuple[str, ...] = ("one.html",)
    arguments: tuple[str, ...] = ("report", "one.ipynb")
    out: Path = field(init=False)

    def __post_init__(self) -> None:
        self.out = self.folder / "out"
        packages.small(self.folder / "package")
        self.notebook("one", "import floorbook\nprint(*floorbook.load().points['gist'])")
        self.reset()

    def notebook(self, name: str, *cells: str) -> Path:
        source = notebook(prose(f"# {name}"), *map(code, cells))
        return saved(source, self.folder / f"{name}.ipynb")

    def reset(self) -> None:
        """Put the old reports back, and leave whatever else stands there."""
        self.out.mkdir(exist_ok=True)
        for name in self.names:
            (self.out / name).write_bytes(OLD)

    @property
    def environment(self) -> dict[str, str]:
        return {**os.environ, "TMPDIR": str(self.temporary), RUN: str(self.folder)}

    def start(self, *program: str) -> subprocess.Popen[str]:
        """Start it in a session of its own; it has said "up" when this returns."""
        program = (*(program or self.arguments), "--data", "package", "--out", str(self.out))
        process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, *program],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        assert process.stdout and process.stdout.readline() == "up\n"
        return process

    def run(self, *program: str) -> subprocess.CompletedProcess[str]:
        """Let it run to its end."""
        process = self.start(*program)
        told, errors = process.communicate(timeout=PATIENCE)
        return subprocess.CompletedProcess(process.args, process.returncode, told, errors)

    def nbconvert(self) -> subprocess.Popen[str]:
        """Start plain nbconvert on the first notebook instead."""
        (self.folder / "pyproject.toml").write_text("[tool.floorbook]\nreport = true\n")
        command = ("-m", "nbconvert", "--execute", "--to", "html", "one.ipynb", "--output-dir")
        return subprocess.Popen(
            [sys.executable, *command, str(self.out)],
            cwd=self.folder,
            env={**self.environment, "FLOORBOOK_DATA": str(self.folder / "package")},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def contents(self) -> dict[str, bytes]:
        """What stands under the final names."""
        return {name: (self.out / name).read_bytes() for name in self.names}

    def whole(self, new: dict[str, bytes]) -> bool:
        """Whether every file holds its old bytes or its new ones."""
        return all(found in (OLD, new[name]) for name, found in self.contents().items())

    def left(self) -> list[str]:
        """All that stands in the folder beside the reports, and among the temporary files."""
        found = {path.name for path in self.out.iterdir()} - set(self.names)
        return sorted(found | {path.name for path in self.temporary.iterdir()})

    def processes(self) -> list[int]:
        """All that still runs of this export, kernels among it."""
        found = []
        for process in psutil.process_iter():
            with suppress(psutil.Error):
                if process.environ().get(RUN) == str(self.folder):
                    found.append(process.pid)
        return found


def gone(export: Export, seconds: float = 30) -> bool:
    """Whether all processes of an export end within some seconds."""
    end = time.monotonic() + seconds
    while export.processes():
        if time.monotonic() > end:
            return False
        time.sleep(0.1)
    return True


@contextmanager
def short_folder() -> Iterator[Path]:
    """A folder with a short path: those of sockets must not be long."""
    folder = Path(tempfile.mkdtemp(prefix="fb-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


@contextmanager
def disk(folder: Path, size: str) -> Iterator[bool]:
    """Put a small disk in memory in a folder's place; gives whether this machine lets us."""
    folder.mkdir(exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "none", str(folder)]
    try:
        mounted = subprocess.run(command, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        mounted = False
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(folder)], check=True)


class Writer:
    """The last part of an export, made and written in children of one process that is ready."""

    def __init__(self, out: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, __file__, str(out)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def call(self, way: str, number: float = 0) -> tuple[int, int, float]:
        """Make and write the files, killed in that way; gives the child's status, how many calls
        of the writer were seen, and the seconds that it took."""
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(f"{way} {number}\n")
        self.process.stdin.flush()
        status, calls, seconds = self.process.stdout.readline().split()
        return int(status), int(calls), float(seconds)

    def close(self) -> None:
        self.process.communicate(timeout=PATIENCE)


def serve(out: Path) -> None:
    """Answer the calls of a `Writer`."""
    from floorbook_report.execution import Execution
    from floorbook_report.publishing import pages, publish

    output = bundle({STATE: {"chart-1": {}}, "text/html": FACE})
    done = [
        Execution(Path("one.ipynb"), notebook(prose("# one"), code("1", output))),
        Execution(Path("two.ipynb"), notebook(prose("# two"))),
    ]
    for line in sys.stdin:
        way, number = line.split()
        reader, writer = os.pipe()
        began = time.monotonic()
        child = os.fork()
        if not child:
            seen = Calls(int(float(number)) if way == "call" else -1)
            if way == "byte":
                end_at_byte(int(float(number)))
            made = pages(done)
            seen.watch()
            publish(made, out)
            os.write(writer, str(seen.count).encode())
            os._exit(0)
        if way == "time":
            time.sleep(float(number))
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        os.close(writer)
        calls = os.read(reader, 99).decode() or 0
        os.close(reader)
        code_ = os.waitstatus_to_exitcode(status)
        print(code_, calls, time.monotonic() - began, flush=True)


class Calls:
    """Counts what the writer calls of the system, before and after each; kills at one of them."""

    FILES = ("writer.py", "publishing.py", "locks.py")

    def __init__(self, last: int) -> None:
        self.last = last
        self.count = 0

    def watch(self) -> None:
        sys.setprofile(self._see)

    def _see(self, frame: FrameType, event: str, called: object) -> None:
        if event.startswith("c_") and frame.f_code.co_filename.endswith(self.FILES):
            if self.count == self.last:
                os.kill(os.getpid(), signal.SIGKILL)
            self.count += 1


def end_at_byte(number: int) -> None:
    """Let the system end this process, without a word, when a file grows beyond a size."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (number, number))
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)


def moments(seed: int, count: int, longest: float) -> list[float]:
    """So many random moments, one in each of as many equal parts of a span, in random order."""
    chance = random.Random(seed)
    found = [(part + chance.random()) * longest / count for part in range(count)]
    chance.shuffle(found)
    return found


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
