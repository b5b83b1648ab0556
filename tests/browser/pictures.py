"""The pictures of the guide, taken anew: `python tests/browser/pictures.py`.

Of the reports, that is; `own-meeting-workbook.png` is a window of LibreOffice on the guide's
workbook, with the list of cell E5 open.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

sys.path.append(str(Path(__file__).parents[1]))  # run as a script, and not by pytest

import guide
from finder import find
from reports import Report

WIDTH = 900
OPENED = ".matrix tr[data-participant=dorado] button.unsure"


def main() -> None:
    chromium = find()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        guide.follow(folder)
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": 1200})
        first(page, folder / "harbour-report" / "index.html")
        last(page, folder / "harbour-final" / "02-compare.html")
        browser.close()


def opened(page: Page, path: Path) -> Report:
    page.goto(path.as_uri())
    return Report(page, path).ready()


def first(page: Page, path: Path) -> None:
    """The board of the first report."""
    opened(page, path)
    page.locator("[data-widget=board]").first.screenshot(
        path=guide.GUIDE.with_name("own-meeting-first.png")
    )


def last(page: Page, path: Path) -> None:
    """The matrix at the end, with what is behind the square that is unsure."""
    report = opened(page, path)
    page.locator(OPENED).first.click()
    report.settle()
    page.locator("[data-widget=matrix]").first.screenshot(
        path=guide.GUIDE.with_name("own-meeting-last.png")
    )


if __name__ == "__main__":
    main()
