"""Tests of pages that are made in forks, beside the execution."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

import pytest
from ipynb import code, notebook, prints, prose, widget

from floorbook_report.errors import CommandError
from floorbook_report.execution import Execution
from floorbook_report.forks import forking
from floorbook_report.publishing import pages
from floorbook_report.rendering import Rendering

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="there are forks on Linux only")


class Deadly:
    """Ends the process that reads it."""

    def __reduce__(self) -> tuple[object, tuple[int]]:
        return os._exit, (3,)


def executed() -> list[Execution]:
    return [
        Execution(Path("tea.ipynb"), notebook(prose("# Tea"), code("1 < 2", prints("True\n")))),
        Execution(Path("milk.ipynb"), notebook(prose("# Milk"))),
    ]


def made(folder: Path, *lanes: list[Execution], with_code: bool = False) -> dict[str, str]:
    async def every(rendering: Rendering) -> None:
        await asyncio.gather(*map(rendering.render, lanes))

    with forking() as forks:
        assert forks
        rendering = Rendering(forks, folder, with_code)
        asyncio.run(every(rendering))
    return rendering.pages([one.path for lane in lanes for one in lane])


@pytest.mark.parametrize("with_code", [False, True])
def test_pages_are_the_same_as_without_forks(tmp_path: Path, with_code: bool) -> None:
    tea, milk = executed()
    found = made(tmp_path, [tea], [milk], with_code=with_code)
    assert found == pages(executed(), with_code=with_code)
    assert [*found] == ["tea.html", "milk.html"]
    assert ("1 &lt; 2" in found["tea.html"]) == with_code


def test_of_several_errors_the_first_in_order_is_told(tmp_path: Path) -> None:
    bad = [Execution(Path(f"{one}.ipynb"), notebook(code("w", widget()))) for one in "ab"]
    with pytest.raises(CommandError, match=r"^a.ipynb, cell 1 \(id c1\) shows a widget"):
        made(tmp_path, [executed()[0]], [bad[0]], [bad[1]])


def test_a_page_whose_process_ends_is_told(tmp_path: Path) -> None:
    deadly = Execution(Path("deadly.ipynb"), Deadly())  # type: ignore[arg-type]
    with pytest.raises(CommandError, match=r"^deadly.ipynb was executed, but its page could not"):
        made(tmp_path, executed(), [deadly])
