import socket
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import ClassVar, Final

import pytest

from zoomibank.editing.web import Reply, UnansweredError, Web, is_public

AGENT: Final = "zoomibank-links (Esimerkki; +https://pankki.example.org/)"


class Server(BaseHTTPRequestHandler):
    """Answers as its path says, and keeps what it was asked."""

    asked: ClassVar[list[str]] = []

    def _answer(self) -> None:
        host, agent = self.headers["Host"].partition(":")[0], self.headers["User-Agent"]
        self.asked.append(f"{self.command} {self.path} {host} {agent}")
        if self.path == "/poikki":
            self.connection.close()
            return
        status = int(self.path.strip("/").split("?")[0] or 200)
        self.send_response(status)
        if status in {301, 302}:
            self.send_header("Location", "/uusi")
        if status in {429, 503}:
            self.send_header("Retry-After", "7" if status == 429 else "kohta")
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(b"x" * 100_000)

    do_GET = do_HEAD = _answer  # noqa: N815 -- so named by the library

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def port() -> Iterator[int]:
    """The port of a server on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    Server.asked.clear()
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def here(*routes: str) -> Web:
    """A web in which every host is this machine, which may be asked."""
    return Web(AGENT, lambda _: routes or ("127.0.0.1",), lambda _: True)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("", Reply(200)),
        ("/404", Reply(404)),
        ("/301", Reply(301, "/uusi")),
        ("/302", Reply(302, "/uusi")),
        ("/429", Reply(429, retry_after=7.0)),
        ("/503", Reply(503)),
        ("/200?a=ä&b=%20#osa", Reply(200)),
    ],
)
@pytest.mark.parametrize("method", ["HEAD", "GET"])
def test_ask(port: int, method: str, path: str, expected: Reply) -> None:
    """The head of the answer is read and no redirect followed; the server hears who asks, and no anchor."""
    assert here().ask(method, f"http://ö.example.org:{port}{path}") == expected
    sent = path.partition("#")[0].replace("ä", "%C3%A4") or "/"
    assert Server.asked == [f"{method} {sent} xn--nda.example.org {AGENT}"]


def test_another_machine_of_the_host_is_asked(port: int) -> None:
    """A host of several machines answers if one of them does."""
    assert here("127.0.0.2", "127.0.0.1").ask("HEAD", f"http://a.example.org:{port}/200") == Reply(200)


def failure(web: Web, address: str) -> str:
    with pytest.raises(UnansweredError) as error:
        web.ask("HEAD", address)
    return error.value.reason


def test_silence_has_a_reason(port: int) -> None:
    """Why nobody answered: cut off, nobody there, no safe connection, no such host, nobody to ask for hosts."""
    assert failure(here(), f"http://a.example.org:{port}/poikki") == "unreachable"
    assert failure(here(), f"https://a.example.org:{port}/") == "insecure"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        assert failure(here(), f"http://a.example.org:{free.getsockname()[1]}/") == "unreachable"

    def unknown(_: str) -> tuple[str, ...]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    def unasked(_: str) -> tuple[str, ...]:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    assert failure(Web(AGENT, unknown), "http://a.example.org/") == "no_host"
    assert failure(Web(AGENT, unasked), "http://a.example.org/") == "unreachable"
    assert failure(here(), f"http://{'a' * 70}.example.org/") == "no_host"


@pytest.mark.parametrize("routes", [("127.0.0.1",), ("192.0.43.8", "127.0.0.1"), ("::1",)])
def test_this_machine_is_not_asked(port: int, routes: tuple[str, ...]) -> None:
    """A host that leads to this machine, with any of its addresses, hears nothing: content may come from strangers."""
    assert failure(Web(AGENT, lambda _: routes), f"http://a.example.org:{port}/200") == "private"
    assert Server.asked == []


@pytest.mark.parametrize("address", ["http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://0/"])
def test_names_of_this_machine_are_not_asked(address: str) -> None:
    """However this machine is written, the system tells that it is meant."""
    assert failure(Web(AGENT), address) == "private"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("127.0.0.1", False),
        ("0.0.0.0", False),  # noqa: S104 -- an address, nothing is bound to it
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:93.184.215.14", True),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("ff02::1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_public_addresses(address: str, expected: bool) -> None:
    """Only addresses of the public network are asked, in whatever clothes they come."""
    assert is_public(address) == expected
