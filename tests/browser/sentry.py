"""A sentry over a page with hostile data: whatever runs, calls or goes astray is written down."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from payloads import HIT
from playwright.sync_api import BrowserContext, Error, Page

WATCH = """
window.violations = [];
addEventListener("securitypolicyviolation", (event) =>
  window.violations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));
"""

OWN = "/the-last"
"""What we ask for ourselves, when all that a page has begun must have come before."""

REST = """(own) => new Promise((go) => requestIdleCallback(go, { timeout: 2000 }))
  .then(() => fetch(own, { mode: "no-cors" })).then(() => null)"""

ALIENS = """() => {
  const tags = "applet, audio, base, embed, fencedframe, form, frame, frameset, iframe, img, link,"
    + " math, meta[http-equiv]:not([http-equiv=Content-Security-Policy]), object, portal, set, use,"
    + " template, textarea, video, xmp, marquee, noscript, animate, foreignObject";
  const found = [...document.querySelectorAll(tags)].map((el) => el.outerHTML.slice(0, 200));
  for (const el of document.querySelectorAll("*")) {
    for (const { name, value } of el.attributes) {
      if (/^on/i.test(name)) found.push(`${el.tagName} ${name}`);
      // The links to our own reports and to the pages on participants: nothing else leads away.
      const ours = el.tagName === "A" && /^(index|0\\d-\\w+|brief-[\\w%.-]+)\\.html$/.test(value);
      const outside = /^(xlink:)?href$/i.test(name) && !value.startsWith("#") && !ours;
      if (outside) found.push(`${el.tagName} ${value}`);
    }
  }
  return found;
}"""
"""Elements and attributes that a report has none of: markup that came out of data."""


class Server:
    """A server on this machine that writes down who called."""

    def __init__(self) -> None:
        self.hits: list[str] = []
        hits = self.hits

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                if self.path != OWN:
                    hits.append(self.path)
                self.send_response(200)
                self.send_header("Access-Control-Allow-Origin", "*")
                self.end_headers()

            do_POST = do_GET

            def log_message(self, *_: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)

    @property
    def switch(self) -> str:
        """Tells Chromium that the payloads' host is this server."""
        host = urlsplit(HIT).hostname
        return f"--host-resolver-rules=MAP {host}:80 127.0.0.1:{self._server.server_port}"

    @contextmanager
    def running(self) -> Iterator[Server]:
        thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            self._server.server_close()


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with Server().running() as server:
        yield server


@pytest.fixture(scope="module")
def whole() -> bool:
    """Payloads are tried in the browser that readers have, with its windows and dialogs."""
    return True


@pytest.fixture(scope="module")
def switches(server: Server) -> list[str]:
    return [server.switch]


@dataclass
class Sentry:
    """What a page, in a context with a network, did beyond being read."""

    context: BrowserContext
    server: Server
    ran: list[Any] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.server.hits.clear()
        self.context.expose_binding("pwned", lambda _, *told: self.ran.append(told))
        self.context.add_init_script(WATCH)
        self.context.on("page", self._watch)
        self.page: Page = self.context.new_page()
        self.seen.clear()  # our own page is no popup

    def _watch(self, page: Page) -> None:
        self.seen.append(f"a page opened: {page.url}")
        page.on("dialog", self._dismiss)
        page.on("request", lambda request: self._note(request.url))
        page.on("pageerror", lambda error: self.seen.append(f"error: {error}"))
        page.on("console", lambda said: self._hear(said.type, said.text))

    def _dismiss(self, dialog: Any) -> None:
        self.seen.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _note(self, url: str) -> None:
        ours = {self.address, HIT + OWN}
        if not url.startswith(("data:", "blob:")) and url.partition("#")[0] not in ours:
            self.seen.append(f"request: {url}")

    def _hear(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:
            self.seen.append(f"{kind}: {text}")

    def open(self, path: Path, fragment: str = "") -> Page:
        """Open a file as a reader does, from the disk."""
        self.address = path.resolve().as_uri()
        self._leave()
        self.page.goto(self.address + (f"#{fragment}" if fragment else ""))
        return self.page

    def _leave(self) -> None:
        """Leave the page before; one that a payload sends elsewhere may be on its way there."""
        for _ in range(50):
            try:
                self.page.goto("about:blank")
                return
            except Error as error:
                interrupted = error
        raise interrupted

    address = "about:blank"

    def rest(self) -> None:
        """Wait until a page without a policy has done what it does by itself.

        Nothing says that nothing more will come. What a payload does begins as it is read, loaded
        or refused; a pause and a request of our own come after that.
        """
        try:
            self.page.evaluate(REST, HIT + OWN)
        except Error as error:  # as when it goes to another page
            self.seen.append(f"no rest: {error.message}")

    @property
    def harm(self) -> list[str]:
        """All that a page with hostile data must not have done; empty for a good one."""
        here = self.page.url.partition("#")[0]
        astray = [f"the page is now {here}"] if here != self.address else []
        hits = [f"hit: {path}" for path in self.server.hits]
        ran = [f"ran: {told}" for told in self.ran]
        violations = [f"tried: {one}" for one in self.page.evaluate("window.violations")]
        aliens = [f"element: {one}" for one in self.page.evaluate(ALIENS)]
        return [*astray, *hits, *ran, *violations, *aliens, *self.seen]


def without_policy(path: Path, folder: Path) -> Path:
    """Write a copy of a page whose policy is taken away, so that escaping stands alone."""
    html, count = re.subn(
        r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", path.read_text("utf-8")
    )
    assert count == 1
    folder.mkdir(parents=True, exist_ok=True)
    bare = folder / path.name
    bare.write_text(html, "utf-8", newline="\n")
    return bare
