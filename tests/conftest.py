"""Fixtures for all tests."""

from __future__ import annotations

from pathlib import Path

import packages
import pytest
import scoreboard
from scoreboard import pytest_addoption, pytest_configure, share, tally

__all__ = ["pytest_addoption", "pytest_configure", "share", "tally"]


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A fresh, valid, synthetic data package with one meeting, to be broken at will."""
    return packages.small(tmp_path / "package")


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """The folder with the synthetic packages' sources."""
    return packages.note_of(tmp_path / "notes")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    scoreboard.mark(items)
