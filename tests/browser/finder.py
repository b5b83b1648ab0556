"""A Chromium-family browser for the tests, and a Firefox: found, or else installed.

Tests open hundreds of pages, and Chromium's headless shell opens one for a third of what the
whole of Chromium takes: the same engine, without all that surrounds a window. Where it can be had,
tests use it; the full run and the bench use the browser that readers have.

Run as a script (`make browser`) it installs what is not found; tests only look. Chromium or its
shell must be had; where no Firefox can be had, the tests in Firefox are skipped and say so.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
)
SHELLS = ("chromium-headless-shell", "chrome-headless-shell")
FIREFOXES = ("firefox", "firefox-esr")
FIREFOX_PLACES = (Path("/Applications/Firefox.app/Contents/MacOS/firefox"),)
PLACES = tuple(
    Path(folder) / place
    for folder in ("/Applications", os.path.expanduser("~/Applications"))
    for place in (
        "Google Chrome.app/Contents/MacOS/Google Chrome",
        "Chromium.app/Contents/MacOS/Chromium",
        "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    )
)
CHOICES = """\
The tests need a Chromium-family browser, and none was found or could be installed. Choose one:
- install Chromium, Chrome or Edge, so that it is on the path;
- name one: FLOORBOOK_BROWSER=/path/to/chromium make test;
- let Playwright install its own: .venv/bin/playwright install chromium;
- on Debian or Ubuntu, as root: apt-get install chromium."""


def find() -> Path | None:
    """The browser that FLOORBOOK_BROWSER names, one of the system's, or Playwright's own."""
    if named := os.environ.get("FLOORBOOK_BROWSER"):
        return _on_the_path(named)
    return _on_the_path(*NAMES) or _there(*PLACES) or _playwrights()


def find_shell() -> Path | None:
    """Chromium's headless shell, unless FLOORBOOK_BROWSER names another browser."""
    return None if os.environ.get("FLOORBOOK_BROWSER") else _on_the_path(*SHELLS)


def find_firefox() -> Path | None:
    """The Firefox that FLOORBOOK_FIREFOX names, or one of the system's."""
    if named := os.environ.get("FLOORBOOK_FIREFOX"):
        return _on_the_path(named)
    return _on_the_path(*FIREFOXES) or _there(*FIREFOX_PLACES)


def _on_the_path(*names: str) -> Path | None:
    return _there(*map(Path, filter(None, map(shutil.which, names))))


def _there(*places: Path) -> Path | None:
    return next((place for place in places if place.exists()), None)


def install() -> Path | None:
    """Install Playwright's browser; where that cannot be had, Debian's as root."""
    playwright = [sys.executable, "-m", "playwright", "install", "chromium"]
    _try(playwright)
    if find() is None:
        _install_from_debian("chromium")
    return find()


def install_shell() -> Path | None:
    """Install Debian's headless shell as root, unless FLOORBOOK_BROWSER names a browser."""
    if not os.environ.get("FLOORBOOK_BROWSER"):
        _install_from_debian(SHELLS[0])
    return find_shell()


def install_firefox() -> Path | None:
    """Install Debian's Firefox as root; elsewhere it is left to whoever wants those tests."""
    _install_from_debian("firefox-esr")
    return find_firefox()


def _install_from_debian(package: str) -> None:
    if shutil.which("apt-get") and _is_root():
        _try(["apt-get", "update", "-q"])
        _try(["apt-get", "install", "-q", "-y", "--no-install-recommends", package])


def _playwrights() -> Path | None:
    """Playwright's own browser; it can be asked for only where no Playwright is at work."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return _there(Path(playwright.chromium.executable_path))


def _try(command: list[str]) -> None:
    """Run a command that may fail; what it says goes to the terminal."""
    print("$", *command, flush=True)
    try:
        subprocess.run(
            command,
            check=False,
            timeout=600,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        print(error)


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def main(*, whole: bool = False) -> None:
    shell = None if whole else find_shell() or install_shell()
    if browser := shell or find() or install():
        print(f"Browser for the tests: {browser}")
    else:
        sys.exit(CHOICES)
    firefox = find_firefox() or install_firefox()
    print(f"Firefox for the tests: {firefox or 'none, so that they are skipped'}")


if __name__ == "__main__":
    main(whole="whole" in sys.argv)
