import html
import re

import pytest

from zoomibank.content.prose import read_prose
from zoomibank.editing.as_typed import as_markdown

TEXTS = [
    "Tavallinen virke.",
    "*tähti* ja _viiva_ ja __kaksi__ ja sana_jossa_viivoja",
    "`koodia` ja ``kaksi``",
    r"C:\polku\*",
    "# otsikko",
    "###### otsikko",
    "> lainaus",
    "+ lisäys",
    "-viiva",
    "-",
    "---",
    "***",
    "___",
    "===",
    "1. päätös",
    "12. kohta",
    "13.09.2022",
    "1.",
    "1) ensin",
    ": selite",
    "~~~",
    "```",
    "!!! note",
    "[linkki](https://a.example)",
    "![kuva](a.png)",
    "[viite]: https://a.example",
    "[^1]",
    "[^1]: alaviite",
    "*[HTML]: lyhenne",
    "<b>lihava</b>",
    "<script>alert(1)</script>",
    "<!-- kommentti -->",
    "<a",
    "a < b > c",
    "&lt;b&gt;",
    "&amp;amp;",
    "&nbsp;",
    "& ja &x",
    "a | b",
    "| a | b |",
    "a\\",
    "\\*",
    "\\\\",
    "{: .luokka }",
    "{{ malli }}",
    "${x}",
    "ÄÖÅ äöå 😀",
    "(https)",
    "mailto:a@b.example",
    "!",
    "=",
    "<",
    "[" * 20 + "]" * 20,
]


def shown(text: str) -> str:
    prose, findings = read_prose(text, path="practices/a.md", first_line=1)
    assert not findings, text
    assert all(isinstance(piece, str) for piece in prose.pieces), text
    return html.unescape(re.sub(r"<[^>]*>", "", "".join(map(str, prose.pieces)))).strip()


@pytest.mark.parametrize("text", TEXTS)
def test_text_is_shown_as_it_was_typed(text: str) -> None:
    """Nothing in a text is markup: it comes out letter by letter, in one paragraph, and nothing is found wrong."""
    assert shown(as_markdown([text])) == text.strip()
    assert shown(as_markdown(["Alku.", text, "Loppu."])) == f"Alku.\n{text.strip()}\nLoppu."


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("Katso https://a.example/b_c/#d.", "Katso <https://a.example/b_c/#d>."),
        ("(https://a.example/b?c=d&e=f)", "(<https://a.example/b?c=d&e=f>)"),
        ("https://a.example ja HTTP://B.example/", "<https://a.example> ja <HTTP://B.example/>"),
        ("https:// ei ole osoite", "https:// ei ole osoite"),
        ("- ensin", "- ensin"),
        ("• *ensin*", r"- \*ensin\*"),
        ("- 1. ensin", r"- 1\. ensin"),
    ],
)
def test_addresses_are_links_and_dashes_lists(text: str, markdown: str) -> None:
    """What readers would follow they can follow, without the punctuation around it; a list stays a list."""
    assert as_markdown([text]) == markdown


@pytest.mark.parametrize("address", ["https://a.example/b_c_d?e=f&g#h", "https://a.example/?a=1&copy=2&amp;b"])
def test_an_address_leads_where_it_says(address: str) -> None:
    """The dialect makes a link of it, with nothing wrong."""
    prose, findings = read_prose(as_markdown([address]), path="practices/a.md", first_line=1)
    text = html.unescape("".join(map(str, prose.pieces)))
    assert not findings
    assert text.count(address) == 2
