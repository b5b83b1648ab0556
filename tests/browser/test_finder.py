"""Tests of the search for a browser."""

from __future__ import annotations

from pathlib import Path

import finder
import pytest


@pytest.fixture(autouse=True)
def nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine without a browser."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("FLOORBOOK_BROWSER", raising=False)
    monkeypatch.delenv("FLOORBOOK_FIREFOX", raising=False)
    monkeypatch.setattr(finder, "PLACES", ())
    monkeypatch.setattr(finder, "FIREFOX_PLACES", ())
    monkeypatch.setattr(finder, "_playwrights", lambda: None)
    monkeypatch.setattr(finder, "_is_root", lambda: False)
    monkeypatch.setattr(finder, "_try", lambda _: None)


def program(path: Path) -> Path:
    path.touch(mode=0o755)
    return path


def test_a_named_browser_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path / "chromium")
    named = program(tmp_path / "mine")
    monkeypatch.setenv("FLOORBOOK_BROWSER", str(named))
    assert finder.find() == named


def test_a_named_browser_that_is_not_there_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path / "chromium")
    monkeypatch.setenv("FLOORBOOK_BROWSER", str(tmp_path / "missing"))
    assert finder.find() is None


@pytest.mark.parametrize("name", ["chromium", "google-chrome", "microsoft-edge"])
def test_a_browser_on_the_path_is_found(name: str, tmp_path: Path) -> None:
    assert finder.find() is None
    there = program(tmp_path / name)
    assert finder.find() == there


@pytest.mark.parametrize("name", ["chromium-headless-shell", "chrome-headless-shell"])
def test_a_headless_shell_is_no_browser_and_is_found_unless_one_is_named(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = program(tmp_path / name)
    assert (finder.find(), finder.find_shell()) == (None, there)
    monkeypatch.setenv("FLOORBOOK_BROWSER", str(program(tmp_path / "mine")))
    assert (finder.find(), finder.find_shell()) == (tmp_path / "mine", None)


@pytest.mark.parametrize(("whole", "package"), [(False, finder.SHELLS[0]), (True, "chromium")])
def test_tests_get_debians_headless_shell_and_the_bench_the_whole_browser(
    whole: bool, package: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    program(tmp_path / "apt-get")
    monkeypatch.setattr(finder, "_is_root", lambda: True)
    monkeypatch.setattr(
        finder, "_try", lambda command: "install" in command and program(tmp_path / command[-1])
    )
    finder.main(whole=whole)
    assert f"Browser for the tests: {tmp_path / package}\n" in capsys.readouterr().out


def test_playwrights_own_is_found_where_there_is_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    monkeypatch.setattr(finder, "_playwrights", lambda: asked.append(1) or tmp_path / "own")
    assert (finder.find(), len(asked)) == (tmp_path / "own", 1)
    there = program(tmp_path / "chromium")
    assert finder.find() == there
    assert len(asked) == 1  # within a running Playwright it could not be asked


def test_where_none_is_found_playwrights_is_tried_and_then_debians(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path / "apt-get")
    monkeypatch.setattr(finder, "_is_root", lambda: True)
    tried = []

    def run(command: list[str]) -> None:
        tried.append(command)
        if command[0] == "apt-get" and "chromium" in command:
            program(tmp_path / "chromium")

    monkeypatch.setattr(finder, "_try", run)
    assert finder.install() == tmp_path / "chromium"
    assert tried[0][1:] == ["-m", "playwright", "install", "chromium"]
    assert tried[-1][:2] == ["apt-get", "install"]


def test_debians_is_not_tried_by_others_than_root(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path / "apt-get")
    tried = []
    monkeypatch.setattr(finder, "_try", tried.append)
    assert finder.install() is None
    assert len(tried) == 1


def test_where_nothing_helps_the_choices_are_named(capsys) -> None:
    with pytest.raises(SystemExit) as ended:
        finder.main()
    for choice in ("Chrome or Edge", "FLOORBOOK_BROWSER", "playwright install", "apt-get install"):
        assert choice in str(ended.value)


@pytest.mark.parametrize("name", ["firefox", "firefox-esr"])
def test_a_firefox_on_the_path_is_found_and_a_named_one_before_it(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert finder.find_firefox() is None
    there = program(tmp_path / name)
    assert finder.find_firefox() == there
    named = program(tmp_path / "mine")
    monkeypatch.setenv("FLOORBOOK_FIREFOX", str(named))
    assert finder.find_firefox() == named


def test_debians_firefox_is_installed_by_root(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path / "apt-get")
    monkeypatch.setattr(finder, "_is_root", lambda: True)
    monkeypatch.setattr(
        finder, "_try", lambda command: "firefox-esr" in command and program(tmp_path / command[-1])
    )
    assert finder.install_firefox() == tmp_path / "firefox-esr"


def test_no_firefox_is_said_and_is_no_failure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program(tmp_path / "chromium")
    finder.main()
    assert "Firefox for the tests: none" in capsys.readouterr().out
