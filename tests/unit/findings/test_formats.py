import json
from collections.abc import Sequence
from typing import Final

import pytest

from zoomibank.findings import rules
from zoomibank.findings.finding import Finding, Place, SetupError
from zoomibank.findings.formats import as_json, as_text, counted, filled, load_wordings, printable, summary_line

FI: Final = load_wordings("fi")
THEMES: Final = ("hyvinvointi", "osallisuus")
LONG: Final = "x" * 100


def shown(path: str) -> str:
    return f"content/{path}"


def report(findings: Sequence[Finding], lines: Sequence[str] = (), language: str = "fi") -> str:
    return as_text(findings, wordings=load_wordings(language), shown_path=shown, source=lambda _: lines)


def excerpt(line: str, *, column: int, width: int = 1) -> list[str]:
    """The two lines of an excerpt, without the number and the bar in front."""
    told = report([rules.measured_without_source(Place("x.md", 1, column, width))], [line])
    return [part.removeprefix("    1 | ").removeprefix("      | ") for part in told.splitlines()[1:3]]


UNKNOWN_THEME: Final = rules.unknown_term(
    Place("practices/x.md", 7, 10, 10), vocabulary="themes", given="hyvinvoiti", known=THEMES, labels={}
)
UNUSED: Final = rules.unused_term(Place("vocabulary/goals.yaml", 8, 8, 5), vocabulary="goals", given="tieto")
RAW_HTML: Final = rules.raw_html(Place("practices/x.md", 9, 1, 4), given="<br>")
LINES: Final = ["", "", "", "", "", "", "themes: [hyvinvoiti]", "---", "<br>"]


def test_report_in_finnish() -> None:
    """A reader sees the place, the fault, the line with marks and what to do, in the order of the files."""
    assert report([UNUSED, RAW_HTML, UNKNOWN_THEME], LINES) == (
        'content/practices/x.md:7:10: virhe ZB231: tuntematon teema "hyvinvoiti"\n'
        "    7 | themes: [hyvinvoiti]\n"
        "      |          ^^^^^^^^^^\n"
        '  vihje: Tarkoititko "hyvinvointi"? Kaikki vaihtoehdot ovat tiedostossa\n'
        "         content/vocabulary/themes.yaml.\n"
        "\n"
        'content/practices/x.md:9:1: varoitus ZB401: HTML-merkintä "<br>" näytetään tekstinä\n'
        "    9 | <br>\n"
        "      | ^^^^\n"
        "  vihje: Käytä Markdown-merkintää, esimerkiksi **lihavoitu**. Jos merkinnän on tarkoitus näkyä\n"
        "         tekstissä, kirjoita se kahden `-merkin väliin.\n"
        "\n"
        'content/vocabulary/goals.yaml:8:8: huomautus ZB315: tavoite "tieto" ei ole käytössä\n'
        "  vihje: Tunnus voi jäädä sanastoon odottamaan käyttöä. Jos sitä ei tarvita, sen voi poistaa.\n"
    )


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "sv",
            (
                'content/practices/x.md:7:10: fel ZB231: tema "hyvinvoiti" finns inte i vokabulären\n'
                "    7 | themes: [hyvinvoiti]\n"
                "      |          ^^^^^^^^^^\n"
                '  råd: Menade du "hyvinvointi"? Alla alternativ finns i filen content/vocabulary/themes.yaml.\n'
            ),
        ),
        (
            "en",
            (
                'content/practices/x.md:7:10: error ZB231: unknown theme "hyvinvoiti"\n'
                "    7 | themes: [hyvinvoiti]\n"
                "      |          ^^^^^^^^^^\n"
                '  hint: Did you mean "hyvinvointi"? All choices are in the file content/vocabulary/themes.yaml.\n'
            ),
        ),
    ],
)
def test_report_in_other_languages(language: str, expected: str) -> None:
    """The same report comes in Swedish and English."""
    assert report([UNKNOWN_THEME], LINES, language) == expected


def test_report_of_nothing() -> None:
    """Where nothing was found nothing is printed."""
    assert report([]) == ""


@pytest.mark.parametrize("lines", [[], ["only one"]], ids=["unreadable", "shorter"])
def test_report_without_source(lines: list[str]) -> None:
    """A fault in a file that cannot be read, or has changed meanwhile, is told without its line."""
    assert report([rules.not_a_regular_file(Place("practices/x.md", 2), kind="link")], lines) == (
        "content/practices/x.md:2:1: virhe ZB101: linkki ei kelpaa sisällöksi\n"
        "  vihje: Korvaa se tavallisella tiedostolla tai poista se.\n"
    )


def test_a_file_in_a_message_is_shown_like_the_place() -> None:
    """Every path in a report can be opened from where the command runs."""
    finding = rules.duplicate_title(Place("tools/a.md"), title="Malli", other="tools/b.md")
    assert FI.message(finding, shown_path=shown) == 'otsikko "Malli" on jo tiedostossa content/tools/b.md'
    assert FI.message(finding) == 'otsikko "Malli" on jo tiedostossa tools/b.md'


@pytest.mark.parametrize(
    ("line", "column", "width", "expected"),
    [
        ("title: abc\r\n", 8, 3, ["title: abc", "       ^^^"]),
        ("title: abc", 8, 99, ["title: abc", "       ^^^"]),
        ("title: abc", 8, 0, ["title: abc", "       ^"]),
        ("title: abc", 11, 1, ["title: abc", "          ^"]),
        ("title: abc", 99, 9, ["title: abc", "          ^"]),
        ("", 1, 1, ["    1 |", "^"]),
        ("ä: äöå", 4, 3, ["ä: äöå", "   ^^^"]),
        ("a\u0308: a\u0308b", 5, 2, ["a\u0308: a\u0308b", "   ^"]),
        ("a\u0308: a\u0308b", 7, 1, ["a\u0308: a\u0308b", "    ^"]),
        ("日本: x", 5, 1, ["日本: x", "      ^"]),
        ("x: 日本", 4, 2, ["x: 日本", "   ^^^^"]),
        ("a:\tb\u00a0c", 4, 3, ["a: b c", "   ^^^"]),
        ("a\x1b[31mb", 7, 1, ["a\\x1b[31mb", "         ^"]),
        ("ab\u202ec", 3, 1, ["ab\\u202ec", "  ^^^^^^"]),
        (LONG, 1, 3, [LONG, "^^^"]),
        (LONG + "y", 1, 3, [LONG + "…", "^^^"]),
        ("-" + LONG, 101, 1, ["…" + LONG, " " * 100 + "^"]),
        ("-" * 67 + LONG, 101, 5, ["…" + "x" * 100, " " * 34 + "^" * 5]),
        ("-" * 67 + LONG + "-", 101, 500, ["…" + "x" * 100 + "…", " " * 34 + "^" * 67]),
    ],
)
def test_excerpt(line: str, column: int, width: int, expected: list[str]) -> None:
    """The marks stand under the right letters: wide, combining, escaped, cut short at either end."""
    assert excerpt(line, column=column, width=width) == expected


@pytest.mark.parametrize("value", ["{0}", "{given}", "{", "}", "{given.__class__}", "%s", "$x", "{{}}"])
def test_values_are_data(value: str) -> None:
    """Whatever braces a value has, it is shown as typed."""
    finding = rules.half_value(Place("x.md"), read=value, mended="")
    assert FI.message(finding) == f'arvo katkeaa merkkiin #, ja siitä jää vain "{value}"'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Työelämä – ”ok” 日本", "Työelämä – ”ok” 日本"),
        ("a\nb\tc\0", "a\\nb\\tc\\x00"),
        ("\x1b]0;x\x07", "\\x1b]0;x\\x07"),
        ("\x9b31m", "\\x9b31m"),
        ("\u202etxt\u2066\u200b\ufeff", "\\u202etxt\\u2066\\u200b\\ufeff"),
        ("\u00a0", "\\xa0"),
        ("k\udce4rki", "k\\xe4rki"),
        ("\ud800", "\\ud800"),
        ("\U000e0001", "\\U000e0001"),
    ],
)
def test_printable(text: str, expected: str) -> None:
    """Nothing that steers a terminal, hides itself or cannot be encoded gets through."""
    assert printable(text) == expected


def test_file_names_are_data() -> None:
    """A file whose name has terminal codes or bytes that are not UTF-8 is told like any other, in both formats."""
    name = "practices/\x1b[2J\udce4\n.md"
    finding = rules.bad_file_name(Place(name), name=name, proposal="")
    told = report([finding], ["\x1b[2J\udce4"])
    assert told.encode().decode() == (
        "content/practices/\\x1b[2J\\xe4\\n.md:1:1: virhe ZB102: "
        'tiedoston nimi "practices/\\x1b[2J\\xe4\\n.md" ei kelpaa osoitteeksi\n'
        "  vihje: Anna tiedostolle nimi, jossa on enintään 80 merkkiä ja vain pieniä kirjaimia a–z, numeroita\n"
        "         ja yhdysmerkkejä.\n"
    )
    data = json.loads(as_json([finding], wordings=FI, shown_path=shown, entries=0).encode())
    assert data["findings"][0]["path"] == "content/practices/\\x1b[2J\\xe4\\n.md"


def test_long_values_are_cut() -> None:
    """A value as long as a file does not fill the reader's screen."""
    assert filled('"{given}"', given="x" * 401) == f'"{"x" * 399}…"'
    assert filled('"{given}"', given="x" * 400) == f'"{"x" * 400}"'


def test_json() -> None:
    """Programs get the same findings in the same order, with severities in English."""
    assert as_json([UNUSED, UNKNOWN_THEME, UNKNOWN_THEME, RAW_HTML], wordings=FI, shown_path=shown, entries=12) == (
        """\
{
  "findings": [
    {
      "path": "content/practices/x.md",
      "line": 7,
      "column": 10,
      "code": "ZB231",
      "severity": "error",
      "message": "tuntematon teema \\"hyvinvoiti\\"",
      "hint": "Tarkoititko \\"hyvinvointi\\"? Kaikki vaihtoehdot ovat tiedostossa content/vocabulary/themes.yaml."
    },
    {
      "path": "content/practices/x.md",
      "line": 9,
      "column": 1,
      "code": "ZB401",
      "severity": "warning",
      "message": "HTML-merkintä \\"<br>\\" näytetään tekstinä",
      "hint": "Käytä Markdown-merkintää, esimerkiksi **lihavoitu**. Jos merkinnän on tarkoitus näkyä tekstissä, \
kirjoita se kahden `-merkin väliin."
    },
    {
      "path": "content/vocabulary/goals.yaml",
      "line": 8,
      "column": 8,
      "code": "ZB315",
      "severity": "note",
      "message": "tavoite \\"tieto\\" ei ole käytössä",
      "hint": "Tunnus voi jäädä sanastoon odottamaan käyttöä. Jos sitä ei tarvita, sen voi poistaa."
    }
  ],
  "summary": {
    "errors": 1,
    "warnings": 1,
    "notes": 1,
    "entries": 12
  }
}
"""
    )


def test_json_of_nothing() -> None:
    """Where nothing was found the shape is the same."""
    assert json.loads(as_json([], wordings=FI, shown_path=shown, entries=0)) == {
        "findings": [],
        "summary": {"errors": 0, "warnings": 0, "notes": 0, "entries": 0},
    }


@pytest.mark.parametrize(
    ("findings", "entries", "language", "expected"),
    [
        ([], 12, "fi", "Tarkistettu 12 kuvausta. Ei huomautettavaa."),
        ([], 1, "sv", "Kontrollerade 1 beskrivning. Inget att anmärka på."),
        ([], 0, "en", "Checked 0 entries. Nothing to report."),
        ([UNKNOWN_THEME], 1, "fi", "Tarkistettu 1 kuvaus: 1 virhe."),
        ([UNKNOWN_THEME, UNKNOWN_THEME], 1, "fi", "Tarkistettu 1 kuvaus: 1 virhe."),
        (
            [UNUSED, UNKNOWN_THEME, rules.empty_bank(Place("")), RAW_HTML],
            2,
            "fi",
            "Tarkistettu 2 kuvausta: 2 virhettä, 1 varoitus, 1 huomautus.",
        ),
        ([UNUSED, RAW_HTML], 2, "sv", "Kontrollerade 2 beskrivningar: 1 varning, 1 anmärkning."),
        ([UNKNOWN_THEME, rules.empty_bank(Place(""))], 1, "en", "Checked 1 entry: 2 errors."),
    ],
)
def test_summary_line(findings: list[Finding], entries: int, language: str, expected: str) -> None:
    """One line says what was read and found, each fault counted once and no zero named."""
    assert summary_line(findings, wordings=load_wordings(language), entries=entries) == expected


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (0, "Sivusto on valmis (0,1 s). Kansiossa output on 0 sivua: tehtiin 1, säilyi 2, poistui 3."),
        (1, "Sivusto on valmis (0,1 s). Kansiossa output on 1 sivu: tehtiin 1, säilyi 2, poistui 3."),
        (21, "Sivusto on valmis (0,1 s). Kansiossa output on 21 sivua: tehtiin 1, säilyi 2, poistui 3."),
    ],
)
def test_counted(count: int, expected: str) -> None:
    """The number picks the form of the phrase."""
    assert counted(FI.summary.built, count, folder="output", seconds="0,1", made=1, kept=2, removed=3) == expected


def test_setup_message() -> None:
    """A set-up fault is one line of plain language, and its values are data."""
    error = SetupError("template_fault", path="pages/\x1b.html", line=3, reason="unexpected '}'")
    assert FI.setup_message(error) == (
        "Sivupohjassa pages/\\x1b.html on virhe rivillä 3: unexpected '}'. Korjaa sivupohja."
    )
