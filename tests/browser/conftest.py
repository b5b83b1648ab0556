"""A browser without a network, and a watch over all that a page does in it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import generated
import pytest
from finder import CHOICES, find, find_shell
from generated import Shape
from once import once, shared
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from reports import Export, Report, make, make_one

# Chromium's own calls to its maker would be refused here anyway, and be told as errors.
FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
LISTEN = """
window.violations = [];
addEventListener("securitypolicyviolation", (event) =>
  window.violations.push(`${event.effectiveDirective} ${event.blockedURI}`));
"""


@dataclass
class Watched:
    """A page, and what went on behind it."""

    page: Page
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.add_init_script(LISTEN)
        self.page.on("request", lambda request: self._note(request.url))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda said: self._hear(said.type, said.text))

    def open(self, path: Path, fragment: str = "") -> Page:
        """Open a file as a reader does, from the disk."""
        self.page.goto(path.resolve().as_uri() + (f"#{fragment}" if fragment else ""))
        return self.page

    @property
    def violations(self) -> list[str]:
        """What the page's policy has blocked."""
        return list(self.page.evaluate("window.violations"))

    @property
    def trouble(self) -> list[str]:
        """Every request to anywhere, everything blocked, every error: empty for a good page."""
        return [*self.requests, *self.violations, *self.errors]

    def _note(self, url: str) -> None:
        if not url.startswith(("file:", "data:", "blob:")):
            self.requests.append(url)

    def _hear(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:
            self.errors.append(f"{kind}: {text}")


@pytest.fixture(scope="module")
def switches() -> list[str]:
    """What the browser of a file of tests is started with, beyond what all are."""
    return []


@pytest.fixture(scope="module")
def whole(pytestconfig: pytest.Config) -> bool:
    """Whether a file of tests wants the browser that readers have, where there is one."""
    return bool(pytestconfig.getoption("full"))


@pytest.fixture(scope="module")
def browser(whole: bool, switches: list[str]) -> Iterator[Browser]:
    """One browser for a file of tests. Playwright keeps an event loop running for as long as it is
    open, in which nothing else can start one: not `execute`, not in this process."""
    path = (find() or find_shell()) if whole else (find_shell() or find())
    if path is None:
        pytest.fail(CHOICES, pytrace=False)
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    flags = [*FLAGS, *switches]
    flags += ["--no-sandbox"] * root  # Chromium's sandbox refuses root
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=path, args=flags) as chromium,
    ):
        yield chromium


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh profile, cut off from the network."""
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 900})
    yield context
    context.close()


@pytest.fixture
def watched(context: BrowserContext) -> Watched:
    """A page in a fresh profile; `watched.open(path)` opens a file in it."""
    return Watched(context.new_page())


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the reports of all notebooks, made once for all workers.

    By a command, as execution cannot start beside Playwright's loop in this process."""
    return once(shared(tmp_path_factory) / "reports", make)


@pytest.fixture(scope="session")
def export(tmp_path_factory: pytest.TempPathFactory) -> Export:
    """`export(name, shape, notebook)` gives the report on a package, made once for all tests."""

    def made(name: str, shape: Shape, notebook: str) -> Path:
        folder = shared(tmp_path_factory) / name.replace(" ", "-")
        data = once(folder / "data", lambda at: generated.write(at, shape))
        return once(folder / notebook, lambda at: make_one(at, data, shape)) / f"{notebook}.html"

    return made


@pytest.fixture
def read(watched: Watched, reports: Path) -> Iterator[Callable[..., Report]]:
    """A function that opens a report, ready to be read; the test fails on any trouble in it."""

    def open_report(name: str, fragment: str = "") -> Report:
        path = reports / f"{name}.html"
        return Report(watched.open(path, fragment), path).ready()

    yield open_report
    assert watched.trouble == []


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test in this folder that opens a page is marked so."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
