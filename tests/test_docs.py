"""Every command is documented, every public name has an example, and what is shown there runs."""

from __future__ import annotations

import argparse
import ast
import doctest
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import pytest

import floorbook
from floorbook_report.commands import COMMANDS, parser
from floorbook_widgets import Selection

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
PACKAGES = ("floorbook", "floorbook_widgets", "floorbook_report")
PUBLIC = (
    *("floorbook", "floorbook.measures", "floorbook.figures", "floorbook.wording"),
    *("floorbook_widgets", "floorbook_widgets.tables"),
)
"""Packages whose `__all__` is what analysts are told to use."""

LOADED = cache(floorbook.load)
"""What hundreds of examples load, loaded once."""

TABLES = ("brief", "cable", "coders", "dialogue", "method")
"""Modules of ready-made tables, used by their functions."""


def commands() -> dict[str, argparse.ArgumentParser]:
    (found,) = (
        action.choices
        for action in parser()._actions
        if isinstance(action, argparse._SubParsersAction)
    )
    return dict(found)


def modules() -> list[str]:
    return [
        info.name
        for package in PACKAGES
        for info in pkgutil.walk_packages(importlib.import_module(package).__path__, f"{package}.")
    ] + list(PACKAGES)


def public() -> Iterator[tuple[str, object]]:
    for name in PUBLIC:
        module = importlib.import_module(name)
        for one in module.__all__:
            yield f"{name}.{one}", getattr(module, one)
    for name in TABLES:
        module = importlib.import_module(f"floorbook_widgets.{name}")
        for one, value in inspect.getmembers(module, inspect.isfunction):
            if value.__module__ == module.__name__ and not one.startswith("_"):
                yield f"{module.__name__}.{one}", value


def test_every_command_is_shown_in_the_documentation() -> None:
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert set(commands()) == set(COMMANDS)
    assert [name for name in commands() if f"floorbook {name}" not in text] == []


def test_every_command_that_the_documentation_shows_exists() -> None:
    for page in PAGES:
        for block in re.findall(r"```sh\n(.*?)```", page.read_text(encoding="utf-8"), re.S):
            for line in re.findall(r"^floorbook (.*)", block, re.M):
                words = line.partition("#")[0].split()
                assert words[0] in commands(), line
                flags = {flag for action in commands()[words[0]]._actions
                         for flag in action.option_strings}  # fmt: skip
                assert {word for word in words if word.startswith("-")} <= flags, line


@pytest.mark.parametrize("name", sorted(commands()))
def test_every_option_of_a_command_says_what_it_is_for(name: str) -> None:
    command = commands()[name]
    assert command.description
    for action in command._actions:
        told = action.help or ("…" if action.metavar in ("PARTICIPANT", "NOTEBOOK") else "")
        assert told, action


def test_every_public_name_has_a_docstring_with_an_example() -> None:
    callables = {name: value for name, value in public() if callable(value)}
    assert len(callables) > 60
    for name, value in callables.items():
        text = inspect.getdoc(value) or ""
        assert text.splitlines()[0].endswith("."), name
        assert "Examples\n--------\n" in text and ">>> " in text, name


class Explained(NamedTuple):
    """A module, class or function whose docstring has examples."""

    name: str
    node: ast.AST
    examples: doctest.DocTest


def explained(module: ModuleType) -> Iterator[Explained]:
    """Read the examples from the source: doctest's own finder passes over cached properties."""
    path = Path(str(module.__file__))
    parser = doctest.DocTestParser()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)):
            name = f"{module.__name__}.{getattr(node, 'name', '')}".removesuffix(".")
            text = ast.get_docstring(node) or ""
            found = parser.get_doctest(text, dict(vars(module)), name, str(path), 0)
            if found.examples:
                yield Explained(name, node, found)


def untold(one: Explained) -> str:
    """Say why examples show too little: nothing, or a yes that could stand for anything."""
    shown = [example.want.strip() for example in one.examples.examples if example.want]
    answers = {answer for text in shown for answer in re.split(r"[\s,()]+", text) if answer}
    if not shown:
        return "shows no result"
    if not answers <= {"True", "False"}:
        return ""
    returns = getattr(one.node, "returns", None)
    if not returns or ast.unparse(returns) != "bool":
        return "shows only True or False"
    return "" if len(answers) == 2 else "answers yes or no, and shows one of them only"


@pytest.mark.parametrize("name", modules())
def test_the_examples_of_a_module_run(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(floorbook, "load", LOADED)
    module = importlib.import_module(name)
    found = list(explained(module))
    source = Path(str(module.__file__)).read_text(encoding="utf-8")
    written = re.findall(r"^ +>>> ", source, re.M)
    runner = doctest.DocTestRunner()
    for one in found:
        runner.run(one.examples)
    assert runner.failures == 0
    assert runner.tries == len(written)


@pytest.mark.parametrize("name", modules())
def test_the_examples_of_a_module_show_more_than_yes_or_no(name: str) -> None:
    found = explained(importlib.import_module(name))
    assert {one.name: why for one in found if (why := untold(one))} == {}


@pytest.mark.parametrize(
    ("returns", "shown", "why"),
    [
        ("int", "3", ""),
        ("int", "True", "shows only True or False"),
        ("int", "(False, True)", "shows only True or False"),
        ("bool", "True", "answers yes or no, and shows one of them only"),
        ("bool", "(True, False)", ""),
        ("int", "", "shows no result"),
    ],
)
def test_an_example_that_shows_too_little_is_found(returns: str, shown: str, why: str) -> None:
    docstring = f"Give a number.\n\n>>> many()\n{shown}"
    node = ast.parse(f"def many() -> {returns}: pass").body[0]
    examples = doctest.DocTestParser().get_doctest(docstring, {}, "many", "", 0)
    assert untold(Explained("many", node, examples)) == why


def test_the_code_in_the_readme_runs() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", text, re.S)
    assert blocks
    shown: list[object] = []
    names: dict[str, object] = {"display": lambda *widgets: shown.extend(widgets)}
    for block in blocks:
        exec(compile(block, "README.md", "exec"), names)
    assert len(shown) >= 3
    # What the examples link to it would follow it into the next test.
    assert isinstance(names["selection"], Selection)
    names["selection"].close()
