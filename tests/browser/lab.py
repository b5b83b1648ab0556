"""JupyterLab for tests: a server with all its settings in one folder, and a notebook open in it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page
from programs import heard

PATIENCE = 60  # seconds to start on a busy machine, as a cold disk can need

# Lab asks its maker for news and versions, and opens dialogs that a test cannot foresee.
SETTINGS = {
    "@jupyterlab/docmanager-extension/plugin": {"autosave": False},
    "@jupyterlab/apputils-extension/notification": {
        "fetchNews": "false",
        "checkForUpdates": False,
        "doNotDisturbMode": True,
    },
}
OPTIONS = (
    "--no-browser",
    "--ip=127.0.0.1",
    "--port=0",
    "--IdentityProvider.token=",
    "--LabApp.expose_app_in_browser=True",
    "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
)

# JupyterLab names its address before anybody listens there, so it is asked to say when.
START = """
import sys
from jupyterlab.labapp import LabApp
server = LabApp.initialize_server(sys.argv[1:])
server.io_loop.add_callback(print, "listens at", server.connection_url, flush=True)
server.start()
"""


@contextmanager
def serve(notebooks: Path, home: Path) -> Iterator[str]:
    """Serve the folder `notebooks`; the address, until the server and its kernels are ended."""
    environment = _environment(home)
    for plugin, settings in SETTINGS.items():
        path = Path(environment["JUPYTERLAB_SETTINGS_DIR"]) / f"{plugin}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(settings), encoding="utf-8")
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    command = [sys.executable, "-c", START, *OPTIONS, f"--ServerApp.root_dir={notebooks}"]
    server = subprocess.Popen(
        [*command, *(["--allow-root"] if root else [])],
        cwd=notebooks,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        start_new_session=True,  # so that it ends with its kernels, and nothing else does
    )
    try:
        yield heard(server, r"listens at (http://127\.0\.0\.1:\d+/)", PATIENCE)
    finally:
        _end(server)


def _environment(home: Path) -> dict[str, str]:
    """The caller's, with every folder that Jupyter reads or writes inside `home`."""
    folders = {
        "HOME": "user",
        "JUPYTER_CONFIG_DIR": "config",
        "JUPYTER_DATA_DIR": "data",
        "JUPYTER_RUNTIME_DIR": "runtime",
        "JUPYTERLAB_SETTINGS_DIR": "settings",
        "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
        "IPYTHONDIR": "ipython",
    }
    for name in folders.values():
        (home / name).mkdir(parents=True, exist_ok=True)
    return {**os.environ, **{variable: str(home / name) for variable, name in folders.items()}}


def _end(server: subprocess.Popen[str]) -> None:
    """Ask the server to end, which ends its kernels; after ten seconds, end all of its session."""
    server.send_signal(signal.SIGTERM)
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


class Notebook:
    """A notebook that is open in JupyterLab, as an analyst and a kernel's client see it."""

    def __init__(self, page: Page, address: str, name: str) -> None:
        self.page = page
        page.goto(f"{address}lab/tree/{name}?reset")
        page.wait_for_function(
            "globalThis.jupyterapp?.shell?.currentWidget?.context?.sessionContext",
            timeout=PATIENCE * 1000,
        )
        self._panel(
            "await jupyterapp.restored; await panel.context.ready; await panel.revealed;"
            "await panel.context.sessionContext.ready"
        )

    def run_all(self) -> None:
        self.command("notebook:run-all-cells")

    def run(self, cell: str) -> None:
        """Run the cell with this id, alone."""
        self._panel(
            "panel.content.activeCellIndex ="
            "  panel.content.widgets.findIndex((cell) => cell.model.id === given)",
            cell,
        )
        self.command("notebook:run-cell")

    def restart(self) -> None:
        """Restart the kernel, as the menu does after its question."""
        self._panel("await panel.context.sessionContext.session.kernel.restart()")
        assert self.execute("print('selection' in dir())") == "False"

    def execute(self, code: str) -> str:
        """Run code in the notebook's kernel, beside its cells; what it prints, or its error."""
        return str(self._panel(f"{_ASK} await request.done; return said.trim()", code))

    def begin(self, code: str) -> None:
        """Have the kernel begin with some code, and do not wait for its end."""
        self._panel(
            f"{_ASK} window.finished = false;"
            "window.begun = request.done.then(() => { window.finished = true; })",
            code,
        )

    @property
    def finished(self) -> bool:
        """Whether what was begun has come to its end."""
        return bool(self.page.evaluate("window.finished"))

    def wait(self) -> None:
        """Wait until what was begun has come to its end."""
        self.page.evaluate("window.begun")

    @property
    def errors(self) -> list[str]:
        """What the cells' outputs hold of errors."""
        return list(
            self._panel(
                "return panel.model.toJSON().cells.flatMap((cell) => cell.outputs ?? [])"
                "  .filter((output) => output.output_type === 'error').map((error) => error.evalue)"
            )
        )

    def listeners(self, model: str) -> dict[str, int]:
        """How many listeners the widget model with this id has in the page, by event."""
        return dict(self._panel(_LISTENERS, model))

    def theme(self, name: str) -> None:
        """Change JupyterLab's theme, and wait for its curtain to go: it can go only once."""
        self.command("apputils:change-theme", theme=name)
        self.page.locator("#jupyterlab-splash").wait_for(state="detached")

    def command(self, name: str, **arguments: object) -> None:
        self.page.evaluate(
            "([name, given]) => jupyterapp.commands.execute(name, given).then(() => null)",
            [name, arguments],
        )

    def _panel(self, body: str, given: object = None) -> Any:
        return self.page.evaluate(
            f"async (given) => {{ const panel = jupyterapp.shell.currentWidget; {body} }}", given
        )


_ASK = """
let said = "";
const request = panel.context.sessionContext.session.kernel.requestExecute({code: given});
request.onIOPub = ({content}) => { said += content.text ?? content.evalue ?? ""; };
"""
# The manager of a notebook's widgets is at hand only inside of what renders them.
_LISTENERS = """
const kind = "application/vnd.jupyter.widget-view+json";
const manager = await panel.content.rendermime.createRenderer(kind)._manager.promise;
const events = Object.entries((await manager.get_model(given))._events);
return Object.fromEntries(events.map(([name, listeners]) => [name, listeners.length]));
"""
