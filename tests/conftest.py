"""Fixtures for all tests."""

from __future__ import annotations

import gc
import os
import signal
from pathlib import Path

import hostile
import packages
import payloads
import pytest
import recount
import scoreboard
from hypothesis import settings
from once import once, shared
from scoreboard import pytest_addoption, pytest_configure, share, tally

pytest.register_assert_rewrite("reading")  # so that what it checks is told in full

# How long an example takes depends on what else the machine does: timings are for `make bench`.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

__all__ = ["pytest_addoption", "pytest_configure", "share", "tally"]


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A fresh, valid, synthetic data package with one meeting, to be broken at will."""
    return packages.small(tmp_path / "package")


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """The folder with the synthetic packages' sources."""
    return packages.note_of(tmp_path / "notes")


@pytest.fixture(scope="session")
def hostile_exports(
    pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory
) -> list[hostile.Export]:
    """Reports of packages whose every text is an attack: one package, or all in the full run."""
    full = pytestconfig.getoption("full")
    notebooks = ["index", "02-compare", "03-dialogue"] + ["01-overview", "05-method"] * full
    briefs = ["who-0", "who-4"] if full else ["who-0"]
    found = []
    for number, held in enumerate(payloads.groups() if full else payloads.groups()[:1]):
        folder = shared(tmp_path_factory) / f"{payloads.CANARY}-{number}"
        once(folder, lambda made, some=held: _make(hostile.Export(made), some, notebooks, briefs))
        found.append(hostile.Export(folder))
    return found


def _make(
    export: hostile.Export, payloads: dict[str, str], notebooks: list[str], briefs: list[str]
) -> None:
    export.folder.mkdir()
    export.make(payloads, notebooks, briefs)


def pytest_sessionstart() -> None:
    """Hear Ctrl-C in what tests start, also where a shell has started us deaf to it (with `&`)."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_finish() -> None:
    """Look less often for what can be freed, and not among all that has been collected: it is most
    of what is there, and looking took a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One worker more than there are cores: they often wait for a browser."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Try few packages, or under --full all: that is a promise to any package.

    A test that has the name of a package as a parameter goes through some of them: through those
    that its module names as FEW, or else through those of `recount`.
    """
    more = [item for item in items if _is_one_more(item)]
    for item in more:
        if not item.get_closest_marker(scoreboard.PROMISE):
            item.add_marker(pytest.mark.promise("Any package"))
    scoreboard.mark(items)
    if not config.getoption("full"):
        config.hook.pytest_deselected(items=more)
        spared = set(more)
        items[:] = [item for item in items if item not in spared]


def _is_one_more(item: pytest.Item) -> bool:
    few = getattr(getattr(item, "module", None), "FEW", recount.FEW)
    given = item.callspec.params.values() if hasattr(item, "callspec") else ()
    return any(isinstance(one, str) and one in recount.EVERY and one not in few for one in given)
