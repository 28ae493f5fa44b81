from collections.abc import Callable

import pytest

from zoomibank.content import meant


@pytest.mark.parametrize(
    ("read", "given", "expected"),
    [
        (meant.web_address, "www.oph.fi", "https://www.oph.fi"),
        (meant.web_address, "http//www.oph.fi/a", "http://www.oph.fi/a"),
        (meant.web_address, "htps://oph.fi", "https://oph.fi"),
        (meant.web_address, "https:/oph.fi", "https://oph.fi"),
        (meant.web_address, "esimerkkivaline.md", ""),
        (meant.web_address, "javascript:alert(1)", ""),
        (meant.web_address, "", ""),
        (meant.mailbox, "neuvonta (at) oph.fi", "neuvonta@oph.fi"),
        (meant.mailbox, "Mari Malli <mari@oph.fi>", "mari@oph.fi"),
        (meant.mailbox, "mari @ oph.fi", "mari@oph.fi"),
        (meant.mailbox, "mari", ""),
        (meant.number, "1 181", "1181"),
        (meant.number, "1.181.000", "1181000"),
        (meant.number, "1.5", ""),
        (meant.number, "noin 20", ""),
    ],
)
def test_what_was_meant(read: Callable[[str], str], given: str, expected: str) -> None:
    """What can be known is proposed, and nothing else."""
    assert read(given) == expected


def test_items_of_records() -> None:
    """Only a record that begins with a text or a title can be begun with what was typed."""
    assert meant.item("Tapa vakiintuu", ("text", "kind")) == "- text: Tapa vakiintuu"
    assert meant.item("Sovi", ("title", "text")) == "- title: Sovi"
    assert not meant.item("tools/a", ("type", "to"))
    assert not meant.item("Aamu: alku", ("text",))
