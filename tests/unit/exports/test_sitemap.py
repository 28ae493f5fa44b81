"""sitemap.xml, robots.txt and _redirects."""

from xml.etree import ElementTree as ET

import pytest

from zoomibank.exports.sitemap import sitemap
from zoomibank.site.draft import Contents, single
from zoomibank.site.page import Alternate, Chrome
from zoomibank.site.pages import Sheet
from zoomibank.site.views import NotFoundView

CHROME = Chrome(
    site_title="Pankki",
    front="",
    menu=(),
    footer=(),
    owner=None,
    licence="",
    browse="selaa/",
    own_list="oma-lista/",
    search="data/search/fi.js",
)
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def _page(url: str, *alternates: Alternate, is_indexed: bool = True) -> Sheet:
    template = "terms" if is_indexed else "not_found"
    return Sheet(single(url, url, template, lambda: Contents(NotFoundView(()), "Sivu")), "fi", CHROME, (alternates,))


def test_without_a_base_url_there_is_no_sitemap() -> None:
    """A sitemap may hold absolute addresses only."""
    outputs = sitemap([_page("teemat/")], base_url="")
    assert [(output.path, output.data) for output in outputs] == [("robots.txt", b"User-agent: *\nAllow: /\n")]


def _forward(old: str, new: str) -> Sheet:
    contents = Contents(NotFoundView(()), "Sivu")
    return Sheet(single(old, old, "forward", lambda: contents, leads=new), "fi", CHROME, ((),))


@pytest.mark.parametrize(("base_url", "root"), [("", ""), ("https://example.org/pankki/", "/pankki")])
def test_servers_are_told_what_leads_on(base_url: str, root: str) -> None:
    """A line each, from the root of the host, in order."""
    sheets = [_forward("id/7/", "kaytannot/x/"), _page("teemat/"), _forward("a/", "teemat/")]
    (told,) = (output for output in sitemap(sheets, base_url=base_url) if output.path == "_redirects")
    assert told.data.decode() == f"{root}/a/ {root}/teemat/ 301\n{root}/id/7/ {root}/kaytannot/x/ 301\n"


def test_pages_in_their_languages() -> None:
    """Every page that search engines may list stands in it once, with its languages; others do not."""
    finnish, swedish = Alternate("fi", "suomi", "teemat/"), Alternate("sv", "svenska", "sv/teman/")
    front = Alternate("en", "English", "en/", is_same=False)
    pages = [_page("teemat/", finnish, swedish, front), _page("404.html", is_indexed=False), _page("a&b/")]
    robots, xml = sitemap(pages, base_url="https://example.org/pankki/")
    assert robots.data.decode().splitlines()[-1] == "Sitemap: https://example.org/pankki/sitemap.xml"
    tree = ET.fromstring(xml.data)  # noqa: S314 -- our own bytes
    assert [loc.text for loc in tree.iterfind("s:url/s:loc", NAMES)] == [
        "https://example.org/pankki/a&b/",
        "https://example.org/pankki/teemat/",
    ]
    assert [(link.get("hreflang"), link.get("href")) for link in tree.iterfind("s:url/x:link", NAMES)] == [
        ("fi", "https://example.org/pankki/teemat/"),
        ("sv", "https://example.org/pankki/sv/teman/"),
    ]
