"""Briefs spread over the workers of a Dask cluster; what comes back is what is made here."""

from __future__ import annotations

import argparse
import logging
import secrets
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, cast

from distributed import Client, Future, Worker, WorkerPlugin, as_completed, get_worker
from distributed.comm.addressing import parse_address, parse_host_port
from distributed.scheduler import KilledWorker
from nbformat import NotebookNode
from tqdm import tqdm

from floorbook.package.problems import some
from floorbook.places import owner
from floorbook_report.errors import CommandError
from floorbook_report.execution import Inputs
from floorbook_report.records import code
from floorbook_report.runs import made

SECONDS = 10  # until an address counts as one at which nobody answers
RETRIES = 3  # of a task that fails for another reason than a notebook

NAMED = 8  # at the most, of those that were not made

Pages = Mapping[str, str]


class Package(WorkerPlugin):
    """The data on a worker: sent once to each, also to one that comes later."""

    def __init__(self, data: Path) -> None:
        self.name = f"floorbook-{secrets.token_hex(8)}"
        self.files = {
            path.relative_to(data).as_posix(): path.read_bytes()
            for path in sorted(data.rglob("*"))
            if path.is_file()
        }

    def setup(self, worker: Worker) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix=f"{self.name}-", dir=worker.local_directory))
        for name, content in self.files.items():
            path = self.folder / "data" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)

    def teardown(self, worker: Worker) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


def spread(
    notebooks: Mapping[Path, NotebookNode], data: Path, options: argparse.Namespace
) -> dict[str, str]:
    """Make pages on the workers of the scheduler at `options.dask`; returns them by name.

    Raises
    ------
    CommandError
        If nobody answers there, if the scheduler or the workers are lost, and as `made` does.
    """
    paths, size = [*notebooks], options.a_task
    parts = [paths[first : first + size] for first in range(0, len(paths), size)]
    package = Package(data)
    limits = {name: getattr(options, name) for name in ("cell_seconds", "with_code")}
    with _connected(options.dask) as client, _sent(package, client):
        futures = {
            client.submit(
                _task,
                {path.name: notebooks[path] for path in part},
                package.name,
                limits,
                code(),
                pure=False,
                retries=RETRIES,
            ): part
            for part in parts
        }
        found = _gathered(client, futures, options)
    order = {path.stem: at for at, path in enumerate(paths)}
    return dict(sorted(found.items(), key=lambda one: order[owner(Path(one[0]).stem)]))


def _task(
    notebooks: Mapping[str, NotebookNode], package: str, limits: Mapping[str, Any], ours: str
) -> Pages | CommandError:
    """Make pages, on a worker, by the same function as anywhere."""
    if code() != ours:
        return CommandError(
            f"the Dask worker at {get_worker().address} has other files of Floorbook than are "
            "here: install the same"
        )
    folder = cast(Package, get_worker().plugins[package]).folder
    inputs = Inputs(folder / "data")
    options = argparse.Namespace(**limits, at_once=1)
    here = {folder / name: notebook for name, notebook in notebooks.items()}
    try:
        return made(here, inputs, options, sharing=here)
    except CommandError as error:  # not to be tried again
        return CommandError(*error.args)


def _gathered(
    client: Client, futures: Mapping[Future[Any], list[Path]], options: argparse.Namespace
) -> dict[str, str]:
    """Wait for all; one error tells of everything that failed."""
    found: dict[str, str] = {}
    errors: dict[Future[Any], str] = {}
    total = sum(map(len, futures.values()))
    with tqdm(total=total, desc="Briefs", unit="brief", disable=None, leave=False) as bar:
        for future in as_completed([*futures], loop=client.loop):
            try:
                result = future.result()
            except CancelledError:
                raise _lost(
                    f"the Dask scheduler at {options.dask} was lost", futures, found, options
                ) from None
            except KilledWorker:
                raise _lost(
                    "the Dask workers that tried ended (out of memory?)", futures, found, options
                ) from None
            except Exception as error:  # Floorbook may not be there, or a disk be full
                result = CommandError(f"a Dask worker failed: {type(error).__name__}: {error}")
            if isinstance(result, CommandError):
                errors[future] = str(result)
            else:
                found |= result
            bar.update(len(futures[future]))
    if errors:
        told = dict.fromkeys(errors[future] for future in futures if future in errors)
        raise CommandError("\n".join([*told, f"No report was written to {options.out}."]))
    return found


def _lost(
    why: str, futures: Mapping[Future[Any], list[Path]], found: Pages, options: argparse.Namespace
) -> CommandError:
    """Say what was made until something was lost, and what was not."""
    paths = [path.stem for part in futures.values() for path in part]
    left = [name for name in paths if f"{name}.html" not in found]
    return CommandError(
        f"{why}: {len(found)} of {len(paths)} briefs were made, and not {some(left, NAMED)}.\n"
        f"No report was written to {options.out}."
    )


@contextmanager
def _sent(package: Package, client: Client) -> Iterator[None]:
    """Have the data on all workers."""
    client.register_plugin(package)
    try:
        yield
    finally:
        with suppress(OSError, CancelledError):  # the scheduler may be lost
            client.unregister_worker_plugin(package.name)


@contextmanager
def _connected(address: str) -> Iterator[Client]:
    """Give a client of a scheduler. What Dask says of itself is left out; we say it."""
    logging.disable(logging.CRITICAL)
    try:
        try:
            parse_host_port(parse_address(address)[1])  # Dask itself reads it too late
            client = Client(address, timeout=SECONDS, set_as_default=False)
        except (OSError, ValueError, RuntimeError) as error:
            raise CommandError(f"no Dask scheduler answers at {address}: {error}") from None
        with client:
            yield client
    finally:
        logging.disable(logging.NOTSET)
