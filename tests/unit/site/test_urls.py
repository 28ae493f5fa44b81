"""Addresses."""

import pytest

from zoomibank.bank.facets import CHOICES
from zoomibank.content.entry import Ref
from zoomibank.content.schema import Language
from zoomibank.site.urls import (
    PARAMETERS,
    WORDS,
    Urls,
    absolute,
    entry_ref,
    output_path,
    relative,
    reserved,
    short_url,
    way_to_root,
)

FI, SV, EN = (Urls.of(language, "fi") for language in ("fi", "sv", "en"))


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        (FI.front(), ""),
        (SV.front(), "sv/"),
        (FI.index("practices"), "kaytannot/"),
        (FI.index("practices", 3), "kaytannot/sivu/3/"),
        (FI.entry(Ref("practices", "malli")), "kaytannot/malli/"),
        (FI.entry(Ref("tools", "uutiskirje")), "valineet/uutiskirje/"),
        (FI.entry(Ref("pages", "tietoa")), "tietoa/"),
        (SV.entry(Ref("practices", "malli")), "sv/praxis/malli/"),
        (EN.entry(Ref("tools", "uutiskirje")), "en/tools/uutiskirje/"),
        (FI.term("themes", "hyvinvointi"), "teemat/hyvinvointi/"),
        (FI.term("target-groups", "opettajat"), "kohderyhmat/opettajat/"),
        (FI.term("keywords", "Työelämä 2.0"), "asiasanat/tyoelama-2-0/"),
        (FI.term("ways-of-working", "tuki"), "toimintatavat/tuki/"),
        (FI.term("phases", "arkeen"), "vaiheet/arkeen/"),
        (FI.term("projects", "zoomi"), "hankkeet/zoomi/"),
        (FI.term("organisations", "saku"), "organisaatiot/saku/"),
        (SV.term("themes", "hyvinvointi", 2), "sv/teman/hyvinvointi/sida/2/"),
        (FI.index("browse"), "selaa/"),
        (FI.not_found(), "404.html"),
        (EN.not_found(), "en/404.html"),
        (short_url(1181), "id/1181/"),
    ],
)
def test_addresses(actual: str, expected: str) -> None:
    """Addresses are the lasting ones that the site has promised: none of these may change."""
    assert actual == expected


def test_default_language_stands_at_the_root() -> None:
    """A bank whose first language is Swedish has its Swedish pages at the root and the Finnish ones below /fi/."""
    assert Urls.of("sv", "sv").index("tools") == "verktyg/"
    assert Urls.of("fi", "sv").index("tools") == "fi/valineet/"


def test_every_language_has_every_word_once() -> None:
    """No two lists of a language share an address, and every language of the site has its words."""
    assert WORDS.keys() == set(Language)
    for words in WORDS.values():
        assert words.keys() == WORDS["fi"].keys()
        assert len(set(words.values())) == len(words)


def test_every_facet_has_a_parameter() -> None:
    """Each has a name of its own in addresses, in the order of the facets."""
    assert tuple(PARAMETERS) == CHOICES
    assert len(set(PARAMETERS.values())) == len(CHOICES)


@pytest.mark.parametrize(
    ("from_url", "to_url", "expected"),
    [
        ("teemat/x/", "kaytannot/y/#z", "../../kaytannot/y/index.html#z"),
        ("", "404.html", "404.html"),
        ("", "", "index.html"),
        ("x/", "", "../index.html"),
        ("sv/", "", "../index.html"),
        ("kaytannot/x/", "kaytannot/x/", "index.html"),
        ("kaytannot/x/", "kaytannot/x/#y", "index.html#y"),
        ("kaytannot/x/", "kaytannot/", "../index.html"),
        ("en/404.html", "en/tools/", "tools/index.html"),
        ("kaytannot/x/", "assets/site.abc.css", "../../assets/site.abc.css"),
    ],
)
def test_relative(from_url: str, to_url: str, expected: str) -> None:
    """Links name files from where they stand, so the site works under any path and from the file system."""
    assert relative(from_url, to_url) == expected


@pytest.mark.parametrize("url", ["", "x/", "sv/praxis/x/", "404.html", "en/404.html"])
def test_way_to_root(url: str) -> None:
    """It is what the address of the front page begins with, before its file."""
    assert f"{way_to_root(url)}index.html" == relative(url, "")


@pytest.mark.parametrize(
    ("url", "path"),
    [("", "index.html"), ("a/b/", "a/b/index.html"), ("404.html", "404.html"), ("sv/", "sv/index.html")],
)
def test_output_path(url: str, path: str) -> None:
    """A page's file is the `index.html` of its address."""
    assert output_path(url) == path


def test_absolute() -> None:
    """A base URL may end in a slash or not."""
    assert absolute("https://example.org/pankki", "teemat/") == "https://example.org/pankki/teemat/"
    assert absolute("https://example.org/pankki/", "") == "https://example.org/pankki/"


def test_reserved() -> None:
    """The site's own folders and the names that Windows keeps for itself; below a folder only the latter."""
    slugs = ["tietoa", "selaa", "sv", "id", "assets", "con", "com1", "sivukartta"]
    assert reserved(slugs, at_root=True) == ("selaa", "sv", "id", "assets", "con", "com1")
    assert reserved(slugs) == ("con", "com1")


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_entry_ref(language: str) -> None:
    """The address of an entry's page tells its ref, in the first language and in the others; no other address does."""
    for default in ("fi", language):
        urls = Urls.of(language, default)
        for ref in (Ref("practices", "sivu"), Ref("tools", "x")):
            assert entry_ref(urls.entry(ref), language) == ref
        others = (urls.front(), urls.index("tools"), urls.index("tools", 2), urls.term("themes", "x"), short_url(1))
        assert {entry_ref(url, language) for url in others} == {None}
