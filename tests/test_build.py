"""Tests of the front-end build and of what a wheel brings with it."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import pytest
from ipynb import notebook, prose, saved

ROOT = Path(__file__).parents[1]
WIDGETS = ROOT / "widgets"
STATIC = WIDGETS / "floorbook_widgets" / "static"
PLOTLY = {"plotly.min.js": "basic", "cartesian.min.js": "cartesian"}


@pytest.fixture(scope="module")
def hook() -> ModuleType:
    """The module hatch_build.py, which stands outside of all packages."""
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def widget_modules() -> list[str]:
    folder = WIDGETS / "floorbook_widgets"
    return sorted(path.name for path in folder.glob("*.js") if path.with_suffix(".py").exists())


def test_every_widget_has_its_bundle_and_the_page_its_files() -> None:
    made = {path.name for path in STATIC.iterdir()}
    assert widget_modules()
    page = {"loader.js", "page.js", "plain.js", "style.css", "page.css", *PLOTLY}
    assert made == {*widget_modules(), *page}


@pytest.mark.parametrize("name", widget_modules())
def test_a_bundle_stands_alone(name: str) -> None:
    text = (STATIC / name).read_text(encoding="utf-8")
    assert not re.search(r"""(^|[;}])import\s*["'{*\w]""", text)
    assert re.search(r"export\s*{", text)


@pytest.mark.parametrize("name", ["loader.js", "page.css", "style.css"])
def test_what_stands_inline_in_the_page_cannot_end_it(name: str) -> None:
    text = (STATIC / name).read_text(encoding="utf-8")
    assert not re.search(r"</script|</style|<!--|@import|https?://(?!www\.w3\.org/)", text, re.I)


def test_styles_hold_the_palette_for_light_pages_dark_ones_and_the_lab(hook: ModuleType) -> None:
    file = ROOT / "src/floorbook/figures/palette.json"
    assert file in hook.sources(WIDGETS)
    read = json.loads(file.read_text("utf-8"))
    style = (STATIC / "style.css").read_text(encoding="utf-8").replace('"', "")
    dark = (
        "body:not([data-jp-theme-light]) .floorbook",
        "body[data-jp-theme-light=false] .floorbook",
    )
    for tone, look in read["tones"].items():
        for theme, roots in enumerate([["}.floorbook"], dark]):
            for root in roots:
                rule = style.split(f"{root} [data-tone={tone}]{{")[1].partition("}")[0]
                assert f"--tone-fill: {look['fill'][theme]};--tone-" in rule
    page = (STATIC / "page.css").read_text(encoding="utf-8")
    assert page.startswith(f"html{{--ink: {read['page']['ink'][0]};")
    assert f"dark){{html{{--ink: {read['page']['ink'][1]};" in page


@pytest.mark.parametrize(("name", "kind"), PLOTLY.items())
def test_plotly_is_as_published_but_for_line_ends_and_its_call(name: str, kind: str) -> None:
    published = WIDGETS / f"node_modules/plotly.js-{kind}-dist-min/plotly-{kind}.min.js"
    made = (STATIC / name).read_bytes()
    changes = {
        b"root.moduleName = factory;": b"root.moduleName = factory();",
        b", (() => {\n": b", () => {\n",
        b"return Plotly;\n})));": b"return Plotly;\n}));",
    }
    for now, before in changes.items():
        assert made.count(now) == 1
        made = made.replace(now, before)
    assert made == published.read_bytes().replace(b"\r\n", b"\n")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A tiny front end of two widgets and a page, with the real build around it."""
    widgets = tmp_path / "widgets"
    source = widgets / "floorbook_widgets"
    source.mkdir(parents=True)
    for name in ("build.mjs", "package.json", "package-lock.json"):
        shutil.copy(WIDGETS / name, widgets)
    (widgets / "node_modules").symlink_to(WIDGETS / "node_modules")
    (source / "shared.js").write_text('export const word = "</script>é";\n')
    (source / "one.js").write_text(
        'import { word } from "./shared.js";\nexport default { word };\n'
    )
    (source / "one.py").touch()
    (source / "host.js").write_text('import one from "./one.js";\nconsole.log(one);\n')
    (source / "style.css").write_text("p { color: red }\n")
    return widgets


def test_modules_with_a_python_file_become_bundles_and_others_go_into_them(
    hook: ModuleType, copy: Path
) -> None:
    hook.node(copy, "build.mjs")
    static = copy / "floorbook_widgets" / "static"
    names = sorted(path.name for path in static.iterdir())
    plotly = ("cartesian.min.js", "plotly.min.js")
    assert names == sorted([*plotly, "one.js", "page.js", "plain.js", "style.css"])
    page = (static / "page.js").read_text(encoding="utf-8")
    assert page.startswith("(()=>{")
    assert "é" in page
    assert (static / "style.css").read_text().strip() == "p{color:red}"


def test_a_module_that_does_not_parse_leaves_the_old_bundles(hook: ModuleType, copy: Path) -> None:
    hook.node(copy, "build.mjs")
    (copy / "floorbook_widgets" / "one.js").write_text("export default {")
    with pytest.raises(
        hook.FrontEndError, match=r"^The front end could not be bundled.(.|\n)*one.js"
    ):
        hook.node(copy, "build.mjs")
    assert (copy / "floorbook_widgets" / "static" / "one.js").exists()
    assert sorted(path.name for path in (copy / "floorbook_widgets").glob("static*")) == ["static"]


def test_style_that_would_end_its_element_is_refused(hook: ModuleType, copy: Path) -> None:
    (copy / "floorbook_widgets" / "style.css").write_text('p::before { content: "<!--" }')
    with pytest.raises(hook.FrontEndError, match=r"style\.css holds <!--"):
        hook.node(copy, "build.mjs")


def test_packages_out_of_reach_are_told_in_a_sentence_of_our_own(
    hook: ModuleType, copy: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (copy / "node_modules").unlink()
    monkeypatch.setenv("npm_config_registry", "http://127.0.0.1:9/")
    monkeypatch.setenv("npm_config_cache", str(tmp_path / "cache"))
    with pytest.raises(hook.FrontEndError, match=r"^npm could not get the packages") as failure:
        hook.npm(copy, *hook.NPM_CI)
    assert "127.0.0.1:9" in str(failure.value)


def test_a_stamp_holds_for_as_long_as_the_files_do(hook: ModuleType, tmp_path: Path) -> None:
    file = tmp_path / "a.js"
    file.write_text("1")
    before = hook.digest([file])
    stamp = hook.Stamp(tmp_path / "stamps" / "made", before)
    assert stamp.text == ""
    stamp.set("made")
    assert stamp.text == "made"
    file.write_text("2")
    assert hook.Stamp(stamp.path, hook.digest([file])).text == ""


def test_of_a_python_file_only_its_name_counts(hook: ModuleType, tmp_path: Path) -> None:
    file = tmp_path / "a.py"
    file.write_text("1")
    before = hook.digest([file])
    file.write_text("2")
    assert hook.digest([file]) == before
    assert hook.digest([file.rename(tmp_path / "b.py")]) != before


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The project packed, with the front end as it is built."""
    folder = tmp_path_factory.mktemp("wheel")
    command = ["pip", "wheel", "--quiet", "--no-build-isolation", "--no-deps", "-w", str(folder)]
    subprocess.run([sys.executable, "-m", *command, str(ROOT)], check=True, capture_output=True)
    (path,) = folder.glob("floorbook-*.whl")
    return zipfile.ZipFile(path)


@pytest.mark.slow
def test_a_wheel_brings_data_notebooks_front_end_and_template(wheel: zipfile.ZipFile) -> None:
    inside = set(wheel.namelist())
    data = {f"floorbook/data/{path.name}" for path in (ROOT / "data").glob("*.*")}
    notebooks = {
        f"floorbook_report/notebooks/{path.name}" for path in (ROOT / "notebooks").glob("*.ipynb")
    }
    bundles = {f"floorbook_widgets/static/{path.name}" for path in STATIC.iterdir()}
    assert data and notebooks and bundles
    assert data | notebooks | bundles <= inside
    assert "floorbook_report/templates/floorbook/index.html.j2" in inside
    assert "floorbook/figures/palette.json" in inside
    assert any(name.endswith("data/etc/jupyter/jupyter_nbconvert_config.py") for name in inside)
    assert not [name for name in inside if "node_modules" in name or "__pycache__" in name]


@pytest.mark.slow
def test_a_wheel_reports_from_any_folder(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    wheel.extractall(tmp_path / "site")
    saved(notebook(prose("# One")), tmp_path / "work" / "a.ipynb")
    done = subprocess.run(
        [sys.executable, "-c", WHERE, "report", "a.ipynb"],
        cwd=tmp_path / "work",
        env={**os.environ, "PYTHONPATH": str(tmp_path / "site")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0] == str(tmp_path / "site" / "floorbook" / "data")
    assert (tmp_path / "work" / "exports" / "a.html").exists()


WHERE = """\
import sys
from floorbook.places import shipped
from floorbook_report.commands import main
print(shipped(), flush=True)
sys.exit(main())"""
