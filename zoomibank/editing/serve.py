"""The server of a preview, for this machine only: it answers from what it can make, and reads no file for a request."""

import json
import os
import posixpath
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from zoomibank.editing.board import Board, Shown
from zoomibank.editing.served import faulty_page, followed
from zoomibank.findings.finding import SetupError
from zoomibank.findings.formats import Wordings, filled
from zoomibank.site.page import Output
from zoomibank.site.urls import output_path

HOST: Final = "127.0.0.1"
OWN: Final = "/-/"
"""Where the preview's own files are: no page of a site can be there."""
NEWS: Final = f"{OWN}news"
_TRIES: Final = 20
"""Ports that are tried, one after another."""
_PATIENCE: Final = 10.0
"""Seconds after which an open page is told that there is nothing new, so that it is seen whether it is still there."""
_POLL: Final = 0.1
"""Seconds within which the server sees that it is to stop."""
_HTML: Final = "text/html; charset=utf-8"
_TEXT: Final = "text/plain; charset=utf-8"
_TYPES: Final = {
    ".html": _HTML, ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".txt": _TEXT,
    ".json": "application/json", ".xml": "application/xml; charset=utf-8", ".svg": "image/svg+xml; charset=utf-8",
    ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp",
    ".avif": "image/avif", ".csv": "text/csv; charset=utf-8", ".ics": "text/calendar; charset=utf-8",
    ".ttl": "text/turtle; charset=utf-8", ".jsonld": "application/ld+json",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """What a request is answered with; `location` is where to ask instead."""

    status: HTTPStatus
    body: bytes = b""
    type: str = _TEXT
    location: str = ""


@dataclass(frozen=True, slots=True)
class Served:
    """What requests are answered from.

    `own` are the preview's own files by name; `port` is where we listen.
    """

    board: Board
    own: Mapping[str, bytes]
    wordings: Wordings
    port: int

    @property
    def address(self) -> str:
        """Where the preview is seen."""
        return f"http://{HOST}:{self.port}/"

    def is_ours(self, hosts: list[str] | None) -> bool:
        """Whether a request names us as its host: others are pages elsewhere whose name was made to lead here."""
        names = {HOST, "localhost"}
        ours = {f"{name}:{self.port}" for name in names} | (names if self.port == 80 else set())  # noqa: PLR2004
        return hosts is not None and len(hosts) == 1 and hosts[0].lower() in ours

    def answer(self, target: str) -> Answer:
        """What is at the target of a request."""
        path = unquote(target.partition("?")[0].partition("#")[0], errors="replace")
        if path.startswith(OWN):
            data = self.own.get(path.removeprefix(OWN))
            if data is None:
                return Answer(HTTPStatus.NOT_FOUND, self.wordings.serving.not_found.encode())
            return Answer(HTTPStatus.OK, data, _type(path))
        with self.board.turn() as shown:
            try:
                return self._page(path, shown)
            except SetupError as error:
                return self._fault(self.wordings.setup_message(error), shown.version)
            except Exception as error:  # noqa: BLE001 -- whatever it is, other pages are still to be had
                reason = f"{type(error).__name__}: {error}"
                return self._fault(filled(self.wordings.serving.broken, reason=reason), shown.version)

    def _page(self, path: str, shown: Shown) -> Answer:
        """The page or the file of the site at a path. Its root is under the same path as where it will be published."""
        preview = shown.preview
        if preview is None:
            return self._fault(self.wordings.serving.nothing_yet, shown.version, HTTPStatus.SERVICE_UNAVAILABLE)
        root = urlsplit(preview.site.base_url).path.rstrip("/") + "/"
        if path != root and path in {"/", root.rstrip("/")}:
            return Answer(HTTPStatus.FOUND, location=root)
        below = path.removeprefix(root) if path.startswith(root) else "\0"
        if output := preview.file(output_path(below)):
            return self._made(output, shown.version)
        if output_path(f"{below}/") in preview.sheets:
            return Answer(HTTPStatus.FOUND, location=f"{root}{below}/")
        missing = preview.missing(below, root=self.address)
        if missing is None:
            return Answer(HTTPStatus.NOT_FOUND, self.wordings.serving.not_found.encode())
        return self._made(missing, shown.version, HTTPStatus.NOT_FOUND)

    def _made(self, output: Output, version: str, status: HTTPStatus = HTTPStatus.OK) -> Answer:
        """A file of the site; pages follow what is new."""
        kind = _type(output.path)
        is_page = kind == _HTML
        gone = self.wordings.serving.gone
        data = followed(output.data.decode(), version=version, gone=gone).encode() if is_page else output.data
        return Answer(status, data, kind)

    def _fault(self, message: str, version: str, status: HTTPStatus = HTTPStatus.INTERNAL_SERVER_ERROR) -> Answer:
        """A page for when there is none: it says why, and follows what is new."""
        page = faulty_page(message, language=self.wordings.language)
        html = followed(page, version=version, gone=self.wordings.serving.gone)
        return Answer(status, html.encode(), _HTML)


def _type(path: str) -> str:
    return _TYPES.get(posixpath.splitext(path)[1], "application/octet-stream")


class _Server(ThreadingHTTPServer):
    """Answers each request in a thread of its own; these end with the program."""

    allow_reuse_address = os.name != "nt"  # there it would let two servers listen at one port

    served: Served

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 -- the library's
        """Says nothing: a page that was closed before it was answered is no fault."""


class _Handler(BaseHTTPRequestHandler):
    """One connection of a browser."""

    protocol_version = "HTTP/1.1"
    timeout = 60
    disable_nagle_algorithm = True  # heads and bodies are sent apart, and one would wait for the other to be confirmed
    server: _Server

    def do_GET(self) -> None:
        """Answers a request."""
        if not self.server.served.is_ours(self.headers.get_all("Host")):
            self._refuse(HTTPStatus.FORBIDDEN)
        elif self.path.partition("?")[0] == NEWS:
            self._tell_news()
        else:
            answer = self.server.served.answer(self.path)
            self._send(answer)
            if answer.type == _HTML:
                self.server.served.board.has_come()

    do_HEAD = do_GET  # noqa: N815 -- the library's

    def _refuse(self, status: HTTPStatus) -> None:
        served, say = self.server.served, self.server.served.wordings.serving
        texts = {
            HTTPStatus.FORBIDDEN: filled(say.forbidden, address=served.address),
            HTTPStatus.METHOD_NOT_ALLOWED: say.only_reading,
        }
        self.close_connection = True
        self._send(Answer(status, texts.get(status, "").encode()))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:  # noqa: ARG002
        """Answers what can't be understood, and methods that only a server that can be written to would have."""
        self._refuse(HTTPStatus.METHOD_NOT_ALLOWED if code == HTTPStatus.NOT_IMPLEMENTED else HTTPStatus(code))

    def _send(self, answer: Answer) -> None:
        self._begin(answer.status, answer.type)
        self.send_header("Content-Length", str(len(answer.body)))
        if answer.location:
            self.send_header("Location", answer.location)
        if answer.status is HTTPStatus.METHOD_NOT_ALLOWED:
            self.send_header("Allow", "GET, HEAD")
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def _begin(self, status: HTTPStatus, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        # Drafts are nobody else's: no other site may show our pages in its own or load our scripts.
        self.send_header("Content-Security-Policy", "frame-ancestors 'none'")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")

    def _tell_news(self) -> None:
        """Tells an open page what is shown, now and each time that it changes, until the page is closed."""
        self.close_connection = True
        self._begin(HTTPStatus.OK, "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        number = -1
        while self.command != "HEAD":
            shown = self.server.served.board.news(number, patience=_PATIENCE)
            if shown:
                number = shown.number
                panel = shown.panel or "null"
                self.wfile.write(f'data: {{"version":{json.dumps(shown.version)},"panel":{panel}}}\n\n'.encode())
            else:
                self.wfile.write(b":\n\n")

    def version_string(self) -> str:
        """The name of the server."""
        return "zoomibank"

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002, ANN401 -- the library's
        """Says nothing."""


@contextmanager
def serving(board: Board, *, own: Mapping[str, bytes], wordings: Wordings, port: int) -> Iterator[Served]:
    """A server that answers from a board while this lasts, and what it serves.

    Args:
        board: What is shown.
        own: The preview's own files by name.
        wordings: In the language of who edits.
        port: Where to listen; when it is taken, the next one that is free. 0 for any.

    Raises:
        SetupError: No port is free.
    """
    with _listening(port) as server:
        server.served = Served(board, own, wordings, server.server_port)
        Thread(target=server.serve_forever, args=(_POLL,), daemon=True).start()
        try:
            yield server.served
        finally:
            server.shutdown()


def _listening(first: int) -> _Server:
    """A server at the first free port."""
    last = min(first + _TRIES, 65_536) - 1
    for port in range(first, last + 1):
        try:
            return _Server((HOST, port), _Handler)
        except OSError:
            continue
    raise SetupError("no_port", first=first, last=last)
