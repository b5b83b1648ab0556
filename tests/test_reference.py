"""The reference that `make docs` writes: of the public API, whole, and without the web."""

from __future__ import annotations

import importlib
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from test_docs import PUBLIC

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the command of `make docs` writes."""
    makefile = (ROOT / "Makefile").read_text("utf-8").replace("\\\n", " ").replace("$$", "$")
    (line,) = re.findall(r"^\t\$\(BIN\)/pdoc (.*)", makefile, re.M)
    folder = tmp_path_factory.mktemp("reference")
    arguments = re.sub(r"(--output-directory)=\S+", rf"\1={folder}", line)
    subprocess.run([sys.executable, "-m", "pdoc", *shlex.split(arguments)], cwd=ROOT, check=True)
    return folder


def page(reference: Path, name: str) -> BeautifulSoup:
    path = reference / f"{name.replace('.', '/')}.html"
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


def test_the_reference_has_a_page_for_each_public_package_and_no_other(reference: Path) -> None:
    pages = {path.relative_to(reference).as_posix() for path in reference.rglob("*.html")}
    assert pages == {"index.html", *(f"{name.replace('.', '/')}.html" for name in PUBLIC)}


@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_name_stands_in_the_reference_with_its_docstring(
    reference: Path, name: str
) -> None:
    read, module = page(reference, name), importlib.import_module(name)
    for one in module.__all__:
        section = read.find("section", id=one)
        assert section, one
        if callable(getattr(module, one)):  # a constant of another module has its value alone
            assert section.select_one(".docstring").get_text(strip=True), one


def test_the_reference_needs_no_network(reference: Path) -> None:
    pages = sorted(reference.rglob("*.html"))
    for path in pages:
        read = BeautifulSoup(path.read_text("utf-8"), "html.parser")
        loaded = [tag.get("src") or "" for tag in read.find_all(src=True)]
        loaded += [tag["href"] for tag in read.find_all("link", href=True)]
        loaded += re.findall(r"(?:url\(|@import|fetch\()[^)]{0,80}", str(read.find_all("style")))
        assert [one for one in loaded if re.match(r"[^\w]*(https?:)?//", one)] == [], path
    assert pages


def test_roles_of_other_tools_are_not_left_in_the_text(reference: Path) -> None:
    for path in sorted(reference.rglob("*.html")):
        assert not re.search(r":(func|meth|class):", path.read_text("utf-8")), path
