"""References to entries: whole texts, and nothing in a value that could pass for a field or a command."""

import json
from dataclasses import replace
from datetime import date

import pytest

from tests.unit.content.making import PRACTICE, bank, with_fields
from zoomibank.bank.catalogue import catalogue
from zoomibank.site.citation import Citation, Work, cite
from zoomibank.site.local import in_each_language
from zoomibank.site.pages import lay_out
from zoomibank.site.strings import load_strings
from zoomibank.site.views import PracticeView, ToolView, View

FULL = Work(
    identifier="practices/opinpolku",
    title="Opinpolku ympäri Saimaan",
    owner="Mallilan liikunta- ja kulttuuriliitto, Malli ry",
    bank="Mallipankki",
    day=date(2024, 3, 1),
    address="https://pankki.example.org/polku/kaytannot/opinpolku/",
    licence="CC-BY-4.0",
    language="fi",
    register_id=4321,
)
LEAST = replace(FULL, owner="Opisto", address="", licence="", register_id=0)
HOSTILE = 'a{b}c%d&e$f#g_h~i^j\\k "l"\n@m{n,\r\nER  - \u2028TY  - o} and }{'
STRINGS = {language: load_strings(language) for language in ("fi", "sv", "en")}


def _views(files: dict[str, str], base_url: str = "") -> dict[str, View]:
    whole = catalogue(bank(files))
    sheets, _ = lay_out(whole, in_each_language(whole, STRINGS, base_url))
    return {page.url: page.view for sheet in sheets for page in sheet.pages()}


def test_all_that_is_known_is_told() -> None:
    """The four forms, whole: the owner stays one name, each in its format's own way."""
    assert cite(FULL) == Citation(
        text=(
            "Mallilan liikunta- ja kulttuuriliitto, Malli ry. (2024). Opinpolku ympäri Saimaan. Mallipankki. "
            "https://pankki.example.org/polku/kaytannot/opinpolku/"
        ),
        bibtex="""\
@misc{practices-opinpolku,
  author = {{Mallilan liikunta- ja kulttuuriliitto, Malli ry}},
  title = {{Opinpolku ympäri Saimaan}},
  year = {2024},
  month = mar,
  howpublished = {Mallipankki},
  number = {4321},
  url = {https://pankki.example.org/polku/kaytannot/opinpolku/},
  langid = {finnish},
  copyright = {CC-BY-4.0},
}""",
        ris="""\
TY  - ELEC
AU  - Mallilan liikunta- ja kulttuuriliitto Malli ry
TI  - Opinpolku ympäri Saimaan
T2  - Mallipankki
PB  - Mallipankki
PY  - 2024
DA  - 2024/03/01
AN  - 4321
UR  - https://pankki.example.org/polku/kaytannot/opinpolku/
LA  - fi
N1  - CC-BY-4.0
ID  - practices-opinpolku
ER  - """,
        csl="""\
[
  {
    "id": "practices-opinpolku",
    "type": "webpage",
    "title": "Opinpolku ympäri Saimaan",
    "author": [
      {
        "literal": "Mallilan liikunta- ja kulttuuriliitto, Malli ry"
      }
    ],
    "issued": {
      "date-parts": [
        [
          2024,
          3,
          1
        ]
      ]
    },
    "container-title": "Mallipankki",
    "publisher": "Mallipankki",
    "number": "4321",
    "URL": "https://pankki.example.org/polku/kaytannot/opinpolku/",
    "language": "fi",
    "note": "CC-BY-4.0"
  }
]""",
    )


def test_what_is_not_known_is_left_out() -> None:
    assert cite(LEAST) == Citation(
        text="Opisto. (2024). Opinpolku ympäri Saimaan. Mallipankki.",
        bibtex="""\
@misc{practices-opinpolku,
  author = {{Opisto}},
  title = {{Opinpolku ympäri Saimaan}},
  year = {2024},
  month = mar,
  howpublished = {Mallipankki},
  langid = {finnish},
}""",
        ris="""\
TY  - ELEC
AU  - Opisto
TI  - Opinpolku ympäri Saimaan
T2  - Mallipankki
PB  - Mallipankki
PY  - 2024
DA  - 2024/03/01
LA  - fi
ID  - practices-opinpolku
ER  - """,
        csl=json.dumps(
            [
                {
                    "id": "practices-opinpolku",
                    "type": "webpage",
                    "title": "Opinpolku ympäri Saimaan",
                    "author": [{"literal": "Opisto"}],
                    "issued": {"date-parts": [[2024, 3, 1]]},
                    "container-title": "Mallipankki",
                    "publisher": "Mallipankki",
                    "language": "fi",
                }
            ],
            ensure_ascii=False,
            indent=2,
        ),
    )


def test_hostile_characters_stay_inside_their_values() -> None:
    """TeX's signs are written as TeX writes them, braces balance, and no value begins a line."""
    reference = cite(replace(LEAST, title=HOSTILE, bank=HOSTILE, owner=HOSTILE))
    written = (
        "a\\textbraceleft{}b\\textbraceright{}c\\%d\\&e\\$f\\#g\\_h\\textasciitilde{}i\\textasciicircum{}"
        'j\\textbackslash{}k "l" @m\\textbraceleft{}n, ER - TY - o\\textbraceright{} and '
        "\\textbraceright{}\\textbraceleft{}"
    )
    assert reference.bibtex == (
        "@misc{practices-opinpolku,\n"
        f"  author = {{{{{written}}}}},\n"
        f"  title = {{{{{written}}}}},\n"
        "  year = {2024},\n"
        "  month = mar,\n"
        f"  howpublished = {{{written}}},\n"
        "  langid = {finnish},\n"
        "}"
    )
    depth = 0
    for sign in reference.bibtex:
        depth += (sign == "{") - (sign == "}")
        assert depth >= 0
    assert depth == 0
    folded = 'a{b}c%d&e$f#g_h~i^j\\k "l" @m{n, ER - TY - o} and }{'
    assert reference.ris.split("\n") == [
        "TY  - ELEC", f"AU  - {folded.replace(',', '')}", f"TI  - {folded}", f"T2  - {folded}", f"PB  - {folded}",
        "PY  - 2024", "DA  - 2024/03/01", "LA  - fi", "ID  - practices-opinpolku", "ER  - ",
    ]  # fmt: skip
    assert reference.text == f"{folded}. (2024). {folded}. {folded}."


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://a.fi/~b/c_d/?e=%20&f#g", "https://a.fi/~b/c_d/?e=%20&f#g"),
        ("https://a.fi/{b}\\c/", "https://a.fi/%7Bb%7D%5Cc/"),
    ],
)
def test_an_address_is_not_written_in_the_way_of_tex(address: str, expected: str) -> None:
    """It is read letter by letter, so only what would upset the braces is written otherwise."""
    assert f"  url = {{{expected}}},\n" in cite(replace(FULL, address=address)).bibtex


@pytest.mark.parametrize(
    ("title", "owner", "expected"),
    [
        ("Kuka auttaa?", "Malli Oy.", "Malli Oy. (2024). Kuka auttaa? Mallipankki."),
        ("Nyt!", "A", "A. (2024). Nyt! Mallipankki."),
        ("Pitkä\u00adsana\u00a0on", "  B\tC ", "B C. (2024). Pitkäsana on. Mallipankki."),
    ],
)
def test_a_part_ends_in_one_sign(title: str, owner: str, expected: str) -> None:
    assert cite(replace(LEAST, title=title, owner=owner)).text == expected


def test_without_an_address_the_short_one_is_told_in_words_only() -> None:
    """It leads nowhere without the site's own address, so programs get the register's number alone."""
    reference = cite(replace(FULL, address=""))
    assert reference.text.endswith(" Mallipankki. id/4321/")
    assert "url" not in reference.bibtex
    assert "UR  -" not in reference.ris


@pytest.mark.parametrize(
    ("base_url", "url", "expected"),
    [
        ("", "kaytannot/malli/", "Pankki. id/1181/"),
        ("https://a.fi/b/", "kaytannot/malli/", "Pankki. https://a.fi/b/kaytannot/malli/"),
        ("https://a.fi/b/", "sv/praxis/malli/", "Pankki. https://a.fi/b/sv/praxis/malli/"),
    ],
)
def test_a_page_cites_its_own_address_and_last_review(base_url: str, url: str, expected: str) -> None:
    """The day is that of the last review; the address that of the page in its language."""
    practice = with_fields(PRACTICE, added="2022-09-13", reviewed="2024-03-01", register_id="1181")
    files = {"practices/malli.md": practice}
    view = _views(files, base_url)[url]
    assert isinstance(view, PracticeView)
    assert view.citation.text.endswith(expected)
    assert " (2024). " in view.citation.text
    assert "\nDA  - 2024/03/01\n" in view.citation.ris


def test_a_tool_is_cited_in_the_language_that_its_title_is_in() -> None:
    """A page whose entry is not translated tells the language of the entry, and the bank's name in its own."""
    views = _views({"tools/kirje.sv.md": "---\ntitle: Brev\n---\n"})
    swedish, english = views["sv/verktyg/kirje/"], views["en/tools/kirje/"]
    assert isinstance(swedish, ToolView)
    assert isinstance(english, ToolView)
    assert "\nLA  - sv\n" in swedish.citation.ris
    assert "  langid = {swedish},\n" in swedish.citation.bibtex
    assert "\nLA  - fi\n" in english.citation.ris
