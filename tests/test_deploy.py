"""The recipes of `.deploy`: a real nginx serves what they publish, and a store is given it in an order that holds."""

import gzip
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from tests.browser.conftest import POLICY
from tests.built import ROOT, Site
from tests.load import under_load
from tests.nginx import NGINX, RECIPES, Nginx, publish, serving, two_versions

needs_nginx = pytest.mark.skipif(not NGINX and not os.environ.get("CI"), reason="needs nginx")
SWAPS = 6


@pytest.fixture(scope="module")
def server(rich: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nginx]:
    """The rich site behind the recipe's server."""
    with serving(tmp_path_factory.mktemp("nginx"), rich.folder) as running:
        yield running


# headers, forwards, wrong addresses


@needs_nginx
@pytest.mark.parametrize(
    ("pattern", "kind", "keep"),
    [
        ("index.html", "text/html; charset=utf-8", "public, max-age=300, must-revalidate"),
        ("sv/praxis/index.html", "text/html; charset=utf-8", "public, max-age=300, must-revalidate"),
        ("assets/*.css", "text/css; charset=utf-8", "public, max-age=31536000, immutable"),
        ("assets/*.js", "application/javascript; charset=utf-8", "public, max-age=31536000, immutable"),
        ("assets/*.svg", "image/svg+xml; charset=utf-8", "public, max-age=31536000, immutable"),
        ("data/search/fi.js", "application/javascript; charset=utf-8", "public, max-age=300, must-revalidate"),
        ("data/bank.json", "application/json; charset=utf-8", "public, max-age=300, must-revalidate"),
        ("data/fi/practices.csv", "text/csv; charset=utf-8", "public, max-age=300, must-revalidate"),
        ("data/dcat.ttl", "text/turtle; charset=utf-8", "public, max-age=300, must-revalidate"),
        ("data/dcat.jsonld", "application/ld+json; charset=utf-8", "public, max-age=300, must-revalidate"),
        ("robots.txt", "text/plain; charset=utf-8", "public, max-age=300, must-revalidate"),
    ],
)
def test_files_come_with_their_headers(server: Nginx, rich: Site, pattern: str, kind: str, keep: str) -> None:
    """Type, how long to keep it, and what protects readers; the bytes are those of the site."""
    path = min(rich.folder.glob(pattern))
    response, body = server.ask("/" + path.relative_to(rich.folder).as_posix())
    assert response.status == 200
    assert body == path.read_bytes()
    headers = {name: response.getheader(name) for name in ("Content-Type", "Cache-Control", "X-Content-Type-Options")}
    assert headers == {"Content-Type": kind, "Cache-Control": keep, "X-Content-Type-Options": "nosniff"}
    assert response.getheader("Content-Security-Policy") == POLICY
    assert response.getheader("Referrer-Policy") == "strict-origin-when-cross-origin"
    assert "camera=()" in (response.getheader("Permissions-Policy") or "")
    assert response.getheader("Server") == "nginx"


@needs_nginx
def test_texts_come_compressed_to_those_who_take_it(server: Nginx, rich: Site) -> None:
    """Beforehand, so that it costs the server nothing; others get them as they are."""
    for target, path in (("/", "index.html"), ("/data/bank.json", "data/bank.json"), ("/selaa/", "selaa/index.html")):
        plain, whole = server.ask(target)
        assert whole == (rich.folder / path).read_bytes()
        packed, body = server.ask(target, Accept_Encoding="gzip")
        assert plain.getheader("Content-Encoding") is None
        assert (packed.getheader("Content-Encoding"), packed.getheader("Vary")) == ("gzip", "Accept-Encoding")
        assert gzip.decompress(body) == whole
        assert len(body) < len(whole) / 2


@needs_nginx
def test_heads_and_conditions(server: Nginx) -> None:
    """HEAD has no body; what a browser has already is not sent again; nothing else than asking is allowed."""
    response, body = server.ask("/", method="HEAD")
    assert (response.status, body) == (200, b"")
    seen = response.getheader("ETag") or ""
    assert server.ask("/", If_None_Match=seen)[0].status == 304
    for method in ("POST", "PUT", "DELETE", "OPTIONS"):
        assert server.ask("/", method=method)[0].status == 405


@needs_nginx
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/id/4711/", "/kaytannot/taysi-kaytanto/"),
        ("/kaytannot/vanhin-kaytanto/", "/kaytannot/taysi-kaytanto/"),
        ("/kaytannot/vanhin-kaytanto/kayttoonotto/", "/kaytannot/taysi-kaytanto/kayttoonotto/"),
        ("/sv/praxis/vanhin-kaytanto/", "/sv/praxis/taysi-kaytanto/"),
        ("/tietoja/", "/tietoa/"),
        ("/kaytannot", "/kaytannot/"),
    ],
)
def test_old_addresses_forward(server: Nginx, old: str, new: str) -> None:
    """For good, by the server itself, within the host and the scheme that the reader came by."""
    response, _ = server.ask(old)
    assert (response.status, response.getheader("Location")) == (301, new)


@needs_nginx
@pytest.mark.parametrize(
    ("target", "language"),
    [
        ("/ei-ole/", "fi"),
        ("/ei/ole/mitaan.html", "fi"),
        ("/sv/finns-inte/", "sv"),
        ("/en/is-not/there/", "en"),
        ("/assets/ei-ole.0123456789.css", "fi"),
        ("/assets/", "fi"),
        ("/404.html", "fi"),
        ("/.zoomibank.json", "fi"),
        ("/.server/forwards.map", "fi"),
        ("/_redirects", "fi"),
        ("/index.html.gz", "fi"),
        ("/..%2f..%2fetc/passwd", "fi"),
        ("/data/entries/", "fi"),
    ],
)
def test_wrong_addresses(server: Nginx, target: str, language: str) -> None:
    """The site's own page, in the language of the address, as a 404; no folder is listed, no dot file shown."""
    response, body = server.ask(target)
    is_refused = target in {"/assets/", "/data/entries/", "/..%2f..%2fetc/passwd"}  # by nginx itself
    assert response.status in ({403, 400} if is_refused else {404})
    assert is_refused or f'<html lang="{language}"' in body.decode()
    assert b"Index of" not in body
    assert b"root:" not in body


@needs_nginx
def test_no_link_is_followed_out_of_the_site(server: Nginx, tmp_path: Path) -> None:
    """A link that somebody has put into the site leads nowhere; that to the version itself does."""
    (tmp_path / "salaisuus.txt").write_text("salaisuus", encoding="utf-8")
    link = (server.root / "current").resolve() / "linkki.txt"
    link.symlink_to(tmp_path / "salaisuus.txt")
    response, body = server.ask("/linkki.txt")
    link.unlink()
    assert response.status in {403, 404}
    assert b"salaisuus" not in body
    assert server.ask("/robots.txt")[0].status == 200


# publishing


def _releases(root: Path) -> set[str]:
    return {path.name for path in (root / "releases").iterdir()}


@needs_nginx
def test_a_swap_under_load(tmp_path: Path) -> None:
    """While versions are exchanged, no request fails and no answer is half of one: pages, and styles of either."""
    one, other = two_versions(tmp_path)
    with serving(tmp_path, one.folder) as server:
        publish(other.folder, server.root)
        bodies = {
            f"/{path}": [(site.folder / path).read_bytes() for site in (one, other) if (site.folder / path).is_file()]
            for path in ("index.html", "kaytannot/index.html", "selaa/index.html", "data/bank.json")
        }
        for site in (one, other):
            bodies |= {
                f"/{path.relative_to(site.folder).as_posix()}": [path.read_bytes()]
                for path in site.folder.glob("assets/*.css")
            }
        assert len(set(bodies["/kaytannot/index.html"])) == 2

        def exchange() -> None:
            for number in range(SWAPS):
                publish((one, other)[number % 2].folder, server.root)

        load = under_load(server, bodies, exchange)
        assert load.faults == {}
        assert load.answers > 100


def test_only_this_version_and_the_last_are_kept(tmp_path: Path) -> None:
    """What is published already is left alone; left-overs of killed runs are swept."""
    one, other = two_versions(tmp_path)
    root = tmp_path / "pankki"
    publish(one.folder, root)
    first = (root / "current").readlink()
    publish(one.folder, root)
    assert (root / "current").readlink() == first
    (root / "releases" / ".new.1").mkdir()
    (root / "releases" / "vanha").mkdir()
    publish(other.folder, root)
    assert _releases(root) == {first.name, (root / "current").readlink().name}
    styles = {path.name for site in (one, other) for path in site.folder.glob("assets/*.css")}
    assert styles <= {path.name for path in (root / "kept" / "assets").iterdir()}
    assert not [path for path in (root / "current").resolve().rglob(".*") if path.name != ".server"]


def test_a_killed_publication_leaves_the_version_before(tmp_path: Path) -> None:
    """Wherever it is killed, `current` is a whole version, and the next run mends the rest."""
    one, other = two_versions(tmp_path)
    root = tmp_path / "pankki"
    publish(one.folder, root)
    whole = {site.folder.name: sorted(site.paths) for site in (one, other)}
    for steps in range(1, 30, 4):
        # A shell that ends itself after so many commands is killed between any two of them.
        text = (RECIPES / "publish").read_text(encoding="utf-8")
        traced = text.replace(
            "set -eu\n", f"set -eu\nn=0; trap 'n=$((n+1)); [ $n -lt {steps} ] || kill -9 $$' DEBUG\n", 1
        )
        (tmp_path / "killed").write_text(traced, encoding="utf-8")
        subprocess.run(["bash", tmp_path / "killed", other.folder, root], capture_output=True, check=False)
        found = sorted(
            path.relative_to(root / "current").as_posix()
            for path in (root / "current").rglob("*")
            if path.is_file() and path.suffix not in {".gz", ".br"} and ".server" not in path.parts
        )
        assert found in [[path for path in paths if path != "_redirects"] for paths in whole.values()]
    publish(other.folder, root)
    assert len(_releases(root)) <= 2


def test_what_is_no_site_is_not_published(tmp_path: Path) -> None:
    (tmp_path / "muuta").mkdir()
    for recipe in ("publish", "publish-s3"):
        run = subprocess.run(
            [RECIPES / recipe, tmp_path / "muuta", tmp_path / "root"], capture_output=True, check=False
        )
        assert run.returncode == 2
        assert run.stderr.startswith("Käyttö / usage: ".encode())
    assert not (tmp_path / "root").exists()


def test_a_store_gets_new_files_before_pages_and_loses_old_ones_last(rich: Site, tmp_path: Path) -> None:
    """Each file once, with its type and how long it keeps; nothing of ours that is no page."""
    (tmp_path / "aws").write_text(
        f'#!{sys.executable}\nimport sys\nprint(*sys.argv[1:], sep="\\t")\n', encoding="utf-8"
    )
    (tmp_path / "aws").chmod(0o755)
    run = subprocess.run(
        [RECIPES / "publish-s3", rich.folder, "s3://pankki", "--endpoint-url", "https://s3.example.org"],
        env=os.environ | {"PATH": f"{tmp_path}:{os.environ['PATH']}"}, capture_output=True, check=True, text=True,
    )  # fmt: skip
    calls = [line.split("\t") for line in run.stdout.splitlines()]
    assert all(call[:4] == ["s3", "sync", str(rich.folder), "s3://pankki"] for call in calls)
    assert all(call[-2:] == ["--endpoint-url", "https://s3.example.org"] for call in calls)
    assert ["--delete" in call for call in calls] == [*[False] * (len(calls) - 1), True]
    sent = [[path for path in [*rich.paths, ".zoomibank.json"] if _is_sent(path, call)] for call in calls[:-1]]
    assert sorted(path for paths in sent for path in paths) == [path for path in rich.paths if path != "_redirects"]
    assert all(path.startswith("assets/") for path in sent[0])
    assert "immutable" in calls[0][calls[0].index("--cache-control") + 1]
    assert all(path.endswith(".html") for path in sent[-1])
    assert not any("immutable" in " ".join(call) for call in calls[1:])


def _is_sent(path: str, call: list[str]) -> bool:
    """Whether a call sends a file: the last filter that fits it decides."""
    sends = True
    for option, pattern in pairwise(call):
        if option in {"--include", "--exclude"} and re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), path):
            sends = option == "--include"
    return sends


def test_recipes_name_no_loose_version() -> None:
    """The container's images have a tag, and nothing is installed without its hash."""
    text = (ROOT / ".deploy" / "Containerfile").read_text(encoding="utf-8")
    assert all(re.search(r":\d+\.\d+", line) for line in text.splitlines() if line.startswith("FROM"))
    assert "--require-hashes" in text
