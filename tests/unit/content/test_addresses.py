"""The list of addresses: read with places, and added to without disturbing it."""

import pytest

from zoomibank.content.addresses import read_addresses, with_addresses
from zoomibank.content.document import Document
from zoomibank.findings.finding import Place


def test_addresses_have_their_places() -> None:
    """Remarks and empty lines say nothing; the first of two lines counts; spaces at a line's end are none."""
    text = "# Huomautus\n\n/\n/kaytannot/x/  \n/id/4711/\n/kaytannot/x/\n"
    found, findings = read_addresses(Document("addresses.txt", text))
    assert found == {
        "": Place("addresses.txt", 3, 1, 1),
        "kaytannot/x/": Place("addresses.txt", 4, 1, 13),
        "id/4711/": Place("addresses.txt", 5, 1, 9),
    }
    assert findings == ()


@pytest.mark.parametrize(
    "line",
    [
        "kaytannot/x/",
        "/kaytannot/x",
        "/kaytannot//x/",
        "/../x/",
        "/./x/",
        "/.git/",
        "//muu.example.org/",
        "https://pankki.example.org/x/",
        "/Käytännöt/",
        "/KAYTANNOT/",
        "/x y/",
        "/x?y/",
        "/x%2e/",
        "/-x/",
        f"/{'x' * 81}/",
        "/x" * 9 + "/",
        "/x/index.html",
        " /x/",
    ],
)
def test_what_is_no_address_is_refused(line: str) -> None:
    """An address is one that a page of the site can have: nothing else gets into the site's folders."""
    found, findings = read_addresses(Document("addresses.txt", f"/\n{line}\n"))
    assert list(found) == [""]
    assert [(one.code, one.place.line, one.place.width) for one in findings] == [("ZB512", 2, len(line))]


def test_a_pasted_page_is_not_a_thousand_faults() -> None:
    assert len(read_addresses(Document("addresses.txt", "muuta\n" * 1_000))[1]) == 20


@pytest.mark.parametrize(
    ("text", "urls", "expected"),
    [
        ("", ["b/", "", "a/"], "/\n/a/\n/b/\n"),
        ("# Alku\n/b/\n", ["a/", "c/"], "# Alku\n/a/\n/b/\n/c/\n"),
        ("/b/\n# väli\n/d/\n", ["c/", "b/"], "/b/\n# väli\n/c/\n/d/\n"),
        ("/z/\n/a/", ["b/"], "/b/\n/z/\n/a/\n"),
        ("/a/\n", ["a/"], "/a/\n"),
    ],
)
def test_addresses_are_added_in_their_places(text: str, urls: list[str], expected: str) -> None:
    assert with_addresses(text, urls) == expected
