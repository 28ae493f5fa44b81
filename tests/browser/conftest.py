"""The browser and axe-core. Without them the tests are skipped, but in CI they fail."""

import os
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NoReturn

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser import chromium
from tests.built import Site

HERE = Path(__file__).parent
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self';"
    " frame-ancestors 'none'"
)
AXE = HERE.parent / "node_modules" / "axe-core" / "axe.min.js"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A running Chromium."""
    with sync_playwright() as playwright:
        executable = chromium.find(playwright)
        if executable is None:
            _give_up(chromium.MISSING)
        # Chromium's own sandbox does not start for root, as in most containers.
        with playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"]) as running:
            yield running


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:  # noqa: ANN401
        """Says nothing."""


class _Strict(_Quiet):
    def end_headers(self) -> None:
        """Adds the policy, which pages have in themselves, too."""
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()


def serving(folder: Path, handler: type[_Quiet] = _Strict) -> Iterator[str]:
    """A web server for a site, with the policy as a header; its root address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder))) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}/"
        running.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def server(rich: Site) -> Iterator[str]:
    """The rich site behind a web server that sends no headers of its own; its root address."""
    yield from serving(rich.folder, _Quiet)


@pytest.fixture(scope="session")
def strict(rich: Site) -> Iterator[str]:
    """The rich site behind a web server that sends the policy as a header; its root address."""
    yield from serving(rich.folder)


@pytest.fixture(scope="session")
def axe_source() -> str:
    """The script of axe-core, to be added to a page."""
    if not AXE.is_file():
        _give_up("no axe-core: make test installs it when npm is present")
    return AXE.read_text(encoding="utf-8")


def _give_up(reason: str) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)
