import json
import socket
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Final

import pytest

from tests.built import PUBLISHED_AT, ROOT, Site, order
from zoomibank.editing.board import Board
from zoomibank.editing.serve import Served, serving
from zoomibank.editing.served import own_files
from zoomibank.findings.finding import SetupError
from zoomibank.findings.formats import load_wordings
from zoomibank.pipeline import Order, prepare, preview, read_content
from zoomibank.publish.shelf import shelf
from zoomibank.stages.preview import Preview
from zoomibank.stages.read import Desk

FI: Final = load_wordings("fi")
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'"
)
PRACTICE: Final = "kaytannot/taysi-kaytanto/"


@contextmanager
def _serving(shown: Preview | None) -> Iterator[Served]:
    board = Board("t")
    if shown:
        board.show(shown, "")
    with serving(board, own=own_files(ROOT / "templates"), wordings=FI, port=0) as served:
        yield served


@contextmanager
def _previewed(given: Order) -> Iterator[Preview]:
    with shelf(None) as kept:
        ready = prepare(given, read_content(given, Desk(kept, ""), {}))
        assert ready
        yield preview(given, ready, {})


@pytest.fixture(scope="module")
def made(rich: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """The preview of the rich site."""
    with _previewed(order(rich.content, tmp_path_factory.mktemp("made") / "output", knows=True)) as found:
        yield found


@pytest.fixture(scope="module")
def served(made: Preview) -> Iterator[Served]:
    """A server of the rich site."""
    with _serving(made) as running:
        yield running


def _ask(served: Served, target: str, *, method: str = "GET", hosts: Sequence[str] | None = None) -> HTTPResponse:
    """What a request is answered with, read to its end; `hosts` in place of the one that it should name."""
    with closing(HTTPConnection("127.0.0.1", served.port, timeout=20)) as connection:
        connection.putrequest(method, target, skip_host=True)
        for host in [f"127.0.0.1:{served.port}"] if hosts is None else hosts:
            connection.putheader("Host", host)
        connection.endheaders()
        response = connection.getresponse()
        response.body = response.read()  # type: ignore[attr-defined]
        return response


def _body(response: HTTPResponse) -> bytes:
    return response.body  # type: ignore[attr-defined, no-any-return]


# what is served


@pytest.mark.parametrize(
    ("target", "kind", "path"),
    [
        ("/", "text/html; charset=utf-8", "index.html"),
        ("/index.html", "text/html; charset=utf-8", "index.html"),
        (f"/{PRACTICE}", "text/html; charset=utf-8", f"{PRACTICE}index.html"),
        (f"/{PRACTICE}index.html?a=1#b", "text/html; charset=utf-8", f"{PRACTICE}index.html"),
        ("/k%61ytannot/", "text/html; charset=utf-8", "kaytannot/index.html"),
        ("/404.html", "text/html; charset=utf-8", "404.html"),
        ("/data/search/fi.js", "text/javascript; charset=utf-8", "data/search/fi.js"),
        ("/robots.txt", "text/plain; charset=utf-8", "robots.txt"),
    ],
)
def test_what_is_built_is_served(rich: Site, served: Served, target: str, kind: str, path: str) -> None:
    """Pages follow what is new, for which alone something is added to them; other files are as they are."""
    response = _ask(served, target)
    assert (response.status, response.headers["Content-Type"]) == (200, kind)
    assert _without_follower(_body(response).decode()) == (rich.folder / path).read_text(encoding="utf-8")


def _without_follower(html: str) -> str:
    begin, end = html.find('<link rel="stylesheet" href="/-/preview.css">'), html.find("</head>")
    kept = html if begin < 0 else html[:begin] + html[end:]
    return kept.replace(f"content=\"{POLICY}; connect-src 'self'\"", f'content="{POLICY}"')


def test_every_file_of_the_site_is_served(rich: Site, served: Served) -> None:
    """Each with a type that browsers know, also the images and styles."""
    kinds = set()
    for path in rich.folder.rglob("*.*"):
        if path.is_file() and not path.name.startswith(".") and path.suffix != ".html":
            response = _ask(served, f"/{path.relative_to(rich.folder).as_posix()}")
            assert (response.status, _body(response)) == (200, path.read_bytes())
            kinds.add(response.headers["Content-Type"])
    assert "application/octet-stream" not in kinds
    assert kinds > {"text/css; charset=utf-8", "text/javascript; charset=utf-8", "image/png", "text/csv; charset=utf-8"}


@pytest.mark.parametrize("target", ["/", f"/{PRACTICE}", "/nobody/", "/-/preview.js", "/-/nothing"])
def test_nothing_is_kept_framed_or_lent(served: Served, target: str) -> None:
    """Browsers keep nothing, guess no types, and let no other site show a page in its own or load a script."""
    headers = _ask(served, target).headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "frame-ancestors 'none'"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Server"] == "zoomibank"


@pytest.mark.parametrize("target", ["/", f"/{PRACTICE}", "/nobody", "/-/preview.css", "/-/news"])
def test_heads_come_without_bodies(served: Served, target: str) -> None:
    response = _ask(served, target, method="HEAD")
    assert response.status == (404 if target == "/nobody" else 200)
    assert _body(response) == b""
    if target != "/-/news":
        assert response.headers["Content-Length"] == _ask(served, target).headers["Content-Length"]


@pytest.mark.parametrize(
    ("target", "location"), [("/kaytannot", "/kaytannot/"), (f"/{PRACTICE[:-1]}?a", f"/{PRACTICE}"), ("/sv", "/sv/")]
)
def test_folders_are_asked_for_again_with_a_slash(served: Served, target: str, location: str) -> None:
    """Links in pages are relative, so a page must be seen at its own address."""
    response = _ask(served, target)
    assert (response.status, response.headers["Location"]) == (302, location)


@pytest.mark.parametrize(
    ("target", "language"),
    [("/nobody/at/home/", "fi"), ("/sv/ingen", "sv"), ("/kaytannot//", "fi"), ("/svx", "fi")],
)
def test_what_is_missing(served: Served, target: str, language: str) -> None:
    """The site's own page, in the language around, whose addresses lead to the site from any depth."""
    response = _ask(served, target)
    assert response.status == 404
    assert f'<html lang="{language}">' in _body(response).decode()
    assert 'href="/assets/site.' in _body(response).decode()


# what is not


@pytest.mark.parametrize(
    "target",
    [
        "/../pyproject.toml", "/..%2f..%2fetc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/....//etc/passwd", "/etc/passwd",
        "/content/site.yaml", "/.zoomibank-manifest", "/.git/config", "/%00", "/\\..\\x", "/assets/../index.html",
        "/-/../preview/preview.js", "/-/", "/-/preview.js/", "/-/tokens", "http://elsewhere.example/", "*", "/%ff",
    ],
)  # fmt: skip
def test_nothing_else_is_served(served: Served, target: str) -> None:
    """No file is read for a request, so there is no way out of the site."""
    response = _ask(served, target)
    assert response.status == 404
    assert b"root:" not in _body(response)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "BREW"])
def test_nothing_can_be_written(served: Served, method: str) -> None:
    response = _ask(served, "/", method=method)
    assert (response.status, response.headers["Allow"]) == (405, "GET, HEAD")
    assert _body(response).decode() == "Esikatselusta voi vain lukea."


@pytest.mark.parametrize(
    "hosts",
    [
        ["elsewhere.example"], ["127.0.0.1"], ["127.0.0.1:1"], ["elsewhere.example:{port}"], ["localhost"], [], [""],
        ["127.0.0.1.elsewhere.example:{port}"], ["127.0.0.1:{port}", "127.0.0.1:{port}"], ["0.0.0.0:{port}"],
        ["[::1]:{port}"], ["127.0.0.1:{port}@elsewhere.example"],
    ],
)  # fmt: skip
@pytest.mark.parametrize("target", ["/", "/-/news", "/data/entries/fi/practices/taysi-kaytanto.js"])
def test_only_our_own_pages_are_answered(served: Served, hosts: list[str], target: str) -> None:
    """A page elsewhere whose name was made to lead to this machine gets nothing: browsers tell us the name."""
    response = _ask(served, target, hosts=[host.format(port=served.port) for host in hosts])
    assert response.status == 403
    assert _body(response).decode() == f"Esikatselu näkyy vain tällä koneella osoitteessa {served.address}."


def test_both_names_of_this_machine_are_ours(served: Served) -> None:
    assert _ask(served, "/", hosts=[f"LocalHost:{served.port}"]).status == 200


@pytest.mark.parametrize("sent", [b"nonsense\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\x16\x03\x01\x02"])
def test_nonsense_is_answered_without_a_trace(served: Served, sent: bytes, capfd: pytest.CaptureFixture[str]) -> None:
    """Whatever is sent, nothing of the program shows, neither in the answer nor on the terminal."""
    with socket.create_connection(("127.0.0.1", served.port), timeout=20) as connection:
        connection.sendall(sent)
        connection.shutdown(socket.SHUT_WR)
        answer = b"".join(iter(lambda: connection.recv(4096), b""))
    assert b"Traceback" not in answer
    assert b"Error code" not in answer
    assert capfd.readouterr() == ("", "")
    assert _ask(served, "/").status == 200


def test_only_one_address_is_listened_to(served: Served) -> None:
    """It is the one that names this machine to itself: no other of its addresses answers, not even its like."""
    with pytest.raises(OSError), closing(socket.create_connection(("127.0.0.2", served.port), timeout=5)):  # noqa: PT011
        pass


# where it is published, and where it listens


def test_the_site_stands_under_its_own_path(rich_published: Site, tmp_path: Path) -> None:
    """As where it will be published, so that the addresses in its page of what is missing are right."""
    given = order(rich_published.content, tmp_path / "output", base_url=PUBLISHED_AT, knows=True)
    with _previewed(given) as found, _serving(found) as served:
        response = _ask(served, "/")
        assert (response.status, response.headers["Location"]) == (302, "/polku/")
        assert _ask(served, "/polku/kaytannot/").status == 200
        assert _ask(served, "/kaytannot/").status == 404
        assert _ask(served, "/polku").headers["Location"] == "/polku/"
        page = (rich_published.folder / "404.html").read_text(encoding="utf-8")
        assert _without_follower(_body(_ask(served, "/polku/nobody/x/")).decode()) == page


def test_the_next_free_port_is_taken(made: Preview) -> None:
    """When there is none, that is told."""
    board = Board("t")
    own = own_files(ROOT / "templates")
    with _serving(made) as first:
        with serving(board, own=own, wordings=FI, port=first.port) as second:
            assert first.port < second.port < first.port + 20
            assert _ask(second, "/").status == 503
        assert _ask(first, "/").status == 200
    with (
        socket.create_server(("127.0.0.1", 65_535)),
        pytest.raises(SetupError) as caught,
        serving(board, own=own, wordings=FI, port=65_535),
    ):
        pass
    assert FI.setup_message(caught.value) == (
        "Portit 65535–65535 on kaikki varattu. Valitse toinen portti valinnalla --port."
    )


# what is new


def _messages(served: Served) -> Iterator[dict[str, object]]:
    with closing(HTTPConnection("127.0.0.1", served.port, timeout=20)) as connection:
        connection.request("GET", "/-/news", headers={"Host": f"127.0.0.1:{served.port}"})
        response = connection.getresponse()
        assert response.headers["Content-Type"] == "text/event-stream"
        while line := response.fp.readline():
            if line.startswith(b"data: "):
                yield json.loads(line.removeprefix(b"data: "))


def test_open_pages_are_told_what_is_new(made: Preview) -> None:
    """At once what there is, then each change: another version for a new site, the same one while a fault stands."""
    with _serving(None) as served:
        one, other = _messages(served), _messages(served)
        assert [next(told) for told in (one, other)] == [{"version": "", "panel": None}] * 2
        served.board.show(made, "")
        assert [next(told) for told in (one, other)] == [{"version": "t.1", "panel": None}] * 2
        served.board.show(None, '{"title": "Vika"}')
        assert [next(told) for told in (one, other)] == [{"version": "t.1", "panel": {"title": "Vika"}}] * 2
        one.close()  # type: ignore[attr-defined]
        served.board.show(made, "")
        assert next(other) == {"version": "t.3", "panel": None}
        assert b'data-version="t.3"' in _body(_ask(served, f"/{PRACTICE}"))


def test_without_a_site_there_is_a_page_that_waits(made: Preview) -> None:
    """At every address; it follows what is new, in colours that it has from the templates."""
    with _serving(None) as served:
        response = _ask(served, f"/{PRACTICE}")
        html = _body(response).decode()
        assert response.status == 503
        assert "<p>Sivustoa ei vielä voi näyttää. Korjaa virheet" in html
        assert 'data-version=""' in html
        for name, kind in (("preview.js", "text/javascript"), ("preview.css", "text/css"), ("tokens.css", "text/css")):
            assert f"/-/{name}" in html
            assert _ask(served, f"/-/{name}").headers["Content-Type"].startswith(kind)
        served.board.show(made, "")
        assert _ask(served, f"/{PRACTICE}").status == 200


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (SetupError("template_fault", path="a", line=1, reason="<b>"), "Sivupohjassa a on virhe rivillä 1: &lt;b&gt;."),
        (KeyError("<b>"), "Sivua ei voitu tehdä: KeyError: &#x27;&lt;b&gt;&#x27;"),
    ],
)
def test_a_page_that_cannot_be_made_says_why(made: Preview, error: Exception, said: str) -> None:
    """And the others are still to be had."""

    def fail(_: str) -> None:
        raise error

    with _serving(replace(made, exports={**made.exports, "robots.txt": fail})) as served:
        response = _ask(served, "/robots.txt")
        assert response.status == 500
        assert said in _body(response).decode()
        assert _ask(served, "/").status == 200
