"""Firefox as a reader has it, driven over WebDriver BiDi: no driver, nothing but the browser."""

from __future__ import annotations

import base64
import itertools
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from programs import heard
from websockets.sync.client import ClientConnection, connect

ARGUMENTS = ("--headless", "--no-remote", "--remote-debugging-port=0")
START = 90  # seconds until it listens, on a busy machine
ANSWER = 120  # seconds for one command
LISTENS = r"WebDriver BiDi listening on (ws://\S+)"
PREFERENCES = {
    "network.proxy.type": 1,  # every request goes to a port where nobody listens
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
    "app.update.disabledForTesting": True,
}
EVENTS = ("log.entryAdded", "network.beforeRequestSent", "browsingContext.downloadEnd")
KEYS = {"Enter": "\ue007", "Tab": "\ue004", "Escape": "\ue00c", "Space": " "}
LISTEN = """() => {
  window.violations = [];
  addEventListener("securitypolicyviolation", (event) =>
    window.violations.push(`${event.effectiveDirective} ${event.blockedURI}`));
}"""


class Firefox:
    """One Firefox with a fresh profile and one tab; close it with `close`.

    `errors` and `requests` hear what its pages complain about and ask for.
    """

    def __init__(self, program: Path, *, dark: bool = False) -> None:
        self.home = Path(tempfile.mkdtemp(prefix="floorbook-firefox-"))
        wanted = PREFERENCES | {"layout.css.prefers-color-scheme.content-override": int(not dark)}
        lines = [f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in wanted.items()]
        (self.home / "user.js").write_text("\n".join(lines), encoding="utf-8")
        self.errors: list[str] = []
        self.requests: list[str] = []
        self._saved: list[Path] = []
        self._numbers = itertools.count(1)
        self._process = subprocess.Popen(
            [program, *ARGUMENTS, "--profile", self.home, "about:blank"],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            env={**os.environ, "HOME": str(self.home), "LANG": "C.UTF-8"},
        )
        address = heard(self._process, LISTENS, START)
        self._open = ExitStack()
        self._socket: ClientConnection = self._open.enter_context(
            connect(f"{address}/session", max_size=None, open_timeout=START)
        )
        self.call("session.new", capabilities={})
        self.call("session.subscribe", events=EVENTS)
        self.call("script.addPreloadScript", functionDeclaration=LISTEN)
        self.tab = self.call("browsingContext.create", type="tab")["context"]

    def call(self, method: str, **params: Any) -> Any:
        """Give one command and wait for its answer; what happens meanwhile is heard."""
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while (told := self._read()).get("id") != number:
            pass
        if told["type"] == "error":
            raise RuntimeError(f"{method}: {told['error']}: {told['message']}")
        return told["result"]

    def saved(self) -> Path:
        """Wait until a file is saved, and say which; `downloads` has said where."""
        while not self._saved:
            self._read()
        return self._saved.pop()

    def open(self, path: Path, fragment: str = "") -> None:
        """Open a file from the disk."""
        url = path.resolve().as_uri() + (f"#{fragment}" if fragment else "")
        # From another page, as a change of the fragment alone would load nothing.
        for address in ("about:blank", url):
            self.call("browsingContext.navigate", context=self.tab, url=address, wait="complete")

    def run(self, code: str) -> Any:
        """What an expression or promise of JavaScript gives, by way of JSON."""
        result = self.call(
            "script.evaluate",
            expression=f"(async () => JSON.stringify(await ({code})))()",
            target={"context": self.tab},
            awaitPromise=True,
        )
        if result["type"] == "exception":
            raise RuntimeError(f"{code}: {result['exceptionDetails']['text']}")
        return json.loads(result["result"].get("value") or "null")

    def wait(self, code: str) -> None:
        """Wait until an expression is true; it is looked at in every frame."""
        frame = "await new Promise(requestAnimationFrame)"
        try:
            self.run(f"(async () => {{ while (!({code})) {frame}; }})()")
        except TimeoutError:
            raise AssertionError(f"never true: {code}") from None

    def click(self, x: float, y: float) -> None:
        """Click at a place of the window."""
        move = {"type": "pointerMove", "x": round(x), "y": round(y)}
        self._act("pointer", [move, {"type": "pointerDown", "button": 0}])
        self._act("pointer", [{"type": "pointerUp", "button": 0}])

    def press(self, key: str) -> None:
        value = KEYS[key]
        self._act("key", [{"type": "keyDown", "value": value}, {"type": "keyUp", "value": value}])

    def resize(self, width: int, height: int) -> None:
        viewport = {"width": width, "height": height}
        self.call("browsingContext.setViewport", context=self.tab, viewport=viewport)

    def pdf(self) -> bytes:
        """The page as it is printed."""
        return base64.b64decode(self.call("browsingContext.print", context=self.tab)["data"])

    def downloads(self, folder: Path) -> None:
        """Let files be saved in a folder."""
        allowed = {"type": "allowed", "destinationFolder": str(folder)}
        self.call("browser.setDownloadBehavior", downloadBehavior=allowed)

    def close(self) -> None:
        """End it, and take its profile away."""
        steps: list[Callable[[], Any]] = [lambda: self.call("browser.close"), self._open.close]
        for step in steps:
            try:
                step()
            except Exception:  # it may be gone already; its process is ended below all the same
                continue
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        shutil.rmtree(self.home, ignore_errors=True)

    def _act(self, kind: str, actions: list[dict[str, Any]]) -> None:
        source = {"type": kind, "id": kind, "actions": actions}
        self.call("input.performActions", context=self.tab, actions=[source])

    def _read(self) -> dict[str, Any]:
        """The next that it says; an event is heard."""
        told = dict(json.loads(self._socket.recv(timeout=ANSWER)))
        self._hear(told.get("method", ""), told.get("params", {}))
        return told

    def _hear(self, method: str, params: dict[str, Any]) -> None:
        if method == "browsingContext.downloadEnd":
            self._saved.append(Path(params["filepath"]))
        if method == "log.entryAdded" and params["level"] in {"error", "warn"}:
            self.errors.append(f"{params['level']}: {params['text']}")
        if method == "network.beforeRequestSent":
            url = params["request"]["url"]
            if not url.startswith(("file:", "data:", "blob:", "about:")):
                self.requests.append(url)
