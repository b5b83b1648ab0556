"""Fixtures for all tests."""

from __future__ import annotations

from pathlib import Path

import packages
import pytest


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A fresh, valid, synthetic data package with one meeting, to be broken at will."""
    return packages.small(tmp_path / "package")


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """The folder with the synthetic packages' sources."""
    return packages.note_of(tmp_path / "notes")
