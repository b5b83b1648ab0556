"""Tests of whole pages, from our exporter and from plain nbconvert."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from ipynb import FRONT_END, bundle, code, notebook, prints, prose, saved, shows, widget
from traitlets.config import Config

from floorbook.wording.about import ABOUT
from floorbook_report import page
from floorbook_report.exporter import ReportExporter
from floorbook_report.refusals import ExportError

FACE = '<div class="floorbook" data-widget="chart">47</div>'


@pytest.fixture
def export(monkeypatch: pytest.MonkeyPatch):
    """A function from a notebook to its page's text, with a small front end."""
    monkeypatch.setattr(page, "front_end", lambda: FRONT_END)

    def text(nb, settings: dict | None = None, name: str = "talk") -> str:
        exporter = ReportExporter(config=Config(settings or {}))
        html, _ = exporter.from_notebook_node(nb, {"metadata": {"name": name}})
        return html

    return text


@pytest.fixture
def example():
    """A notebook with something of everything."""
    return notebook(
        prose("# The floor\n\nFirst."),
        code("x < 1", shows(html=FACE, plain="Matrix()"), prints("a & b\n")),
        prose("## Who spoke"),
        prose("## Who did not"),
        prose("## Who may"),
        prose("## Who came late"),
        code(
            "about",
            bundle({ABOUT: {"lines": ["A briefing", "Data version 1"]}, "text/html": "<p>Facts"}),
        ),
    )


def test_the_policy_is_the_first_element_of_the_head(export, example) -> None:
    head = BeautifulSoup(export(example), "html.parser").head
    assert head.find()["http-equiv"] == "Content-Security-Policy"
    assert [tag.name for tag in head.find_all()] == ["meta"] * 6 + ["title", "style"]


def test_the_page_has_its_parts(export, example) -> None:
    html = BeautifulSoup(export(example), "html.parser")
    assert html.html["lang"] == "en"
    assert html.title.get_text() == "The floor – A briefing"
    assert html.select_one("body > a.skip")["href"] == f"#{html.main['id']}"
    assert [link["href"] for link in html.select("nav a")] == [
        *("#who-spoke", "#who-did-not", "#who-may", "#who-came-late"),
    ]
    assert html.select_one("details.call") is None
    assert [output.get_text() for output in html.select(".output")] == ["47", "a & b\n", "Facts"]
    assert html.select_one("main .about").get_text() == "A briefing. Data version 1."
    assert html.footer.get_text().strip().startswith("A briefing. Data version 1. Made with")


def test_one_bar_leads_from_a_report_of_ours_to_all_and_from_no_other(export, example) -> None:
    html = BeautifulSoup(export(example, name="02-compare"), "html.parser")
    links = html.select("nav.bar a")
    assert [link["href"] for link in links][:2] == ["index.html", "01-overview.html"]
    assert [link.get_text() for link in links if link.get("aria-current")] == ["Compare"]
    brief = BeautifulSoup(export(example, name="brief-mexico"), "html.parser")
    assert brief.select_one('nav.bar [aria-current="page"]')["href"] == "04-brief.html"
    assert BeautifulSoup(export(example), "html.parser").select("nav.bar") == []


def test_the_scripts_stand_at_the_end_of_the_body(export, example) -> None:
    last = BeautifulSoup(export(example), "html.parser").body.find_all("script", recursive=False)
    assert [script.get("id") for script in last] == [
        "floorbook-states",
        "floorbook-script",
        "floorbook-plotly",
        None,
    ]


def test_nothing_of_nbconverts_own_calls_out(export, example) -> None:
    html = export(example)
    assert "https://" not in html
    assert "require" not in html
    assert "MathJax" not in html


def test_the_widgets_view_and_model_leave_no_trace(export) -> None:
    one, other = (notebook(code("w", widget(FACE, model))) for model in ("0f3c", "9a7b"))
    assert export(one) == export(other)
    assert "0f3c" not in export(one)


def test_the_title_is_text_and_not_markup(export) -> None:
    html = export(notebook(prose("text"), title="</title><script>alert(1)</script>"))
    assert "<title>&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;</title>" in html


def test_code_is_text_and_not_markup(export) -> None:
    shown = {"HTMLExporter": {"exclude_input": False}}
    html = BeautifulSoup(export(notebook(code("'</pre><img src=x>'")), shown), "html.parser")
    assert html.select_one("details.call pre").get_text() == "'</pre><img src=x>'"
    assert not html.find("img")


def test_template_braces_in_text_are_text(export) -> None:
    nb = notebook(prose("{{ 7 * 7 }} {% raw %}"), code("1", prints("{{ 7 * 7 }}\n")))
    assert export(nb).count("{{ 7 * 7 }}") == 2


def test_a_refusal_ends_the_export(export) -> None:
    with pytest.raises(ExportError, match=r"talk.ipynb, cell 1 \(id c1\)"):
        export(notebook(code("w", widget())))


# From here on with the front end as it is built, and in processes of their own.

SOURCE = notebook(
    prose("# Over & over"),
    code(f"from IPython.display import HTML\nHTML({FACE!r})"),
    code("import os\nprint(sorted({'b', 'a'}), len({'b', 'a'}))"),
)
FAILING = notebook(prose("# Over & over"), code("1/0"))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project that asks for reports, with a notebook in it."""
    (tmp_path / "pyproject.toml").write_text("[tool.floorbook]\nreport = true\n")
    saved(SOURCE, tmp_path / "notebooks" / "01-overview.ipynb")
    return tmp_path


def run(*command: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


NBCONVERT = ("nbconvert", "--execute", "--output-dir")


@pytest.mark.slow
def test_plain_nbconvert_gives_the_bytes_of_floorbook_report(project: Path, share) -> None:
    commands = {
        "report": ("floorbook_report", "report", "notebooks/01-overview.ipynb", "--out"),
        "below": (*NBCONVERT[:2], "--to", "html", "01-overview.ipynb", "--output-dir"),
        "exporter": (*NBCONVERT[:2], "--to", "report", "01-overview.ipynb", "--output-dir"),
        "html": (*NBCONVERT[:2], "--to", "html", "notebooks/01-overview.ipynb", "--output-dir"),
    }
    if not share(full=1, bounded=0):  # what is told of a failure is told from there too
        del commands["html"]
    for seed, (name, command) in enumerate(commands.items()):
        cwd = project / "notebooks" if name in {"below", "exporter"} else project
        zone = ("UTC", "Asia/Kathmandu")[seed % 2]
        done = run(*command, str(project / name), cwd=cwd, PYTHONHASHSEED=str(seed), TZ=zone)
        assert done.returncode == 0, done.stderr
    pages = {(project / name / "01-overview.html").read_bytes() for name in commands}
    assert len(pages) == 1
    assert b"Content-Security-Policy" in pages.pop()


@pytest.mark.slow
def test_plain_nbconvert_fails_loudly_and_leaves_the_old_report(project: Path) -> None:
    saved(FAILING, project / "notebooks" / "01-overview.ipynb")
    old = saved(FAILING, project / "exports" / "01-overview.html")
    before = old.read_bytes()
    command = (*NBCONVERT, "exports", "--to", "html", "notebooks/01-overview.ipynb")
    done = run(*command, cwd=project)
    assert done.returncode == 1
    assert done.stderr.rstrip().endswith(
        "01-overview.ipynb, cell 2 (id c2) failed: ZeroDivisionError: division by zero"
    )
    assert old.read_bytes() == before


@pytest.mark.slow
def test_elsewhere_nbconvert_stays_as_it_is(project: Path) -> None:
    (project / "pyproject.toml").unlink()
    done = run(*NBCONVERT, "exports", "--to", "html", "notebooks/01-overview.ipynb", cwd=project)
    assert done.returncode == 0
    html = (project / "exports" / "01-overview.html").read_text(encoding="utf-8")
    assert "Content-Security-Policy" not in html
    assert "jp-Notebook" in html


@pytest.mark.slow
def test_what_papermill_executed_exports_too(project: Path) -> None:
    command = ("papermill", "01-overview.ipynb", "executed.ipynb", "-p", "answer", "42")
    done = run(*command, cwd=project / "notebooks")
    assert done.returncode == 0, done.stderr
    command = ("nbconvert", "--to", "report", "--HTMLExporter.exclude_input=False")
    done = run(*command, "executed.ipynb", cwd=project / "notebooks")
    assert done.returncode == 0, done.stderr
    html = (project / "notebooks" / "executed.html").read_text(encoding="utf-8")
    assert "answer = 42" in html
    assert "data-widget=" in html
