import html
import json
from typing import Final

import pytest
from markdown import markdown

from zoomibank.findings import rules
from zoomibank.findings.finding import Finding, Label, Place
from zoomibank.findings.forges import as_annotations, as_code_quality, as_plain_log, as_step_summary
from zoomibank.findings.formats import load_wordings

FI: Final = load_wordings("fi")
UNKNOWN_THEME: Final = rules.unknown_term(
    Place("practices/x.md", 7, 10, 10), vocabulary="themes", given="hyvinvoiti", known=("hyvinvointi",), labels={}
)
UNUSED: Final = rules.unused_term(Place("vocabulary/goals.yaml", 8, 8, 5), vocabulary="goals", given="tieto")
RAW_HTML: Final = rules.raw_html(Place("practices/a.md", 9, 1, 4), given="<br>")


def shown(path: str) -> str:
    return f"content/{path}"


def annotations(*findings: Finding) -> str:
    return as_annotations(findings, wordings=FI, shown_path=shown)


def quality(*findings: Finding) -> list[dict[str, object]]:
    report: list[dict[str, object]] = json.loads(as_code_quality(findings, wordings=FI, shown_path=shown))
    return report


def table(*findings: Finding) -> str:
    return as_step_summary(findings, wordings=FI, shown_path=shown, counts="Tarkistettu 2 kuvausta: 1 virhe.")


# GitHub


def test_annotations() -> None:
    """Each finding is a command with its place, its code as the title and its hint below; errors come first."""
    assert annotations(UNUSED, RAW_HTML, UNKNOWN_THEME) == (
        "::error file=content/practices/x.md,line=7,col=10,endColumn=20,title=ZB231::"
        'tuntematon teema "hyvinvoiti"%0A'
        'Tarkoititko "hyvinvointi"? Kaikki vaihtoehdot ovat tiedostossa content/vocabulary/themes.yaml.\n'
        "::warning file=content/practices/a.md,line=9,col=1,endColumn=5,title=ZB401::"
        'HTML-merkintä "<br>" näytetään tekstinä%0A'
        "Käytä Markdown-merkintää, esimerkiksi **lihavoitu**. Jos merkinnän on tarkoitus näkyä tekstissä, "
        "kirjoita se kahden `-merkin väliin.\n"
        "::notice file=content/vocabulary/goals.yaml,line=8,col=8,endColumn=13,title=ZB315::"
        'tavoite "tieto" ei ole käytössä%0A'
        "Tunnus voi jäädä sanastoon odottamaan käyttöä. Jos sitä ei tarvita, sen voi poistaa.\n"
    )
    assert annotations() == ""


@pytest.mark.parametrize(
    ("path", "given", "expected"),
    [
        ("practices/x.md", "100 %", ("file=content/practices/x.md", '"100 %25"')),
        ("practices/a,b:c%.md", "x", ("file=content/practices/a%2Cb%3Ac%25.md", '"x"')),
        ("practices/a\nb.md", "x", ("file=content/practices/a\\nb.md", '"x"')),
        ("practices/x.md", "a::error::b\r\nc", ("file=content/practices/x.md", '"a::error::b\\r\\nc"')),
    ],
)
def test_annotations_are_one_line_each(path: str, given: str, expected: tuple[str, str]) -> None:
    """Whatever a file or a value is called, it can't end a property, a command or the line."""
    (line,) = annotations(rules.raw_html(Place(path, 1), given=given)).splitlines()
    properties, _, message = line.removeprefix("::warning ").partition("::")
    assert properties.split(",") == [expected[0], "line=1", "col=1", "endColumn=2", "title=ZB401"]
    assert message.startswith(f"HTML-merkintä {expected[1]} näytetään tekstinä%0A")


def test_the_log_runs_no_commands() -> None:
    """Between the mark and its end GitHub takes nothing as a command; content can't know the end."""
    first, *lines, last = as_plain_log("a\n::error::b\n##[add-mask]c\n").splitlines()
    end = first.removeprefix("::stop-commands::")
    assert lines == ["a", "::error::b", "##[add-mask]c"]
    assert last == f"::{end}::"
    assert len(end) == 64
    assert as_plain_log("a\n") != as_plain_log("b\n")


def test_step_summary() -> None:
    """The page of a run shows the counts and a table of place, finding and advice, errors first."""
    assert table(RAW_HTML, UNKNOWN_THEME).replace("<span>&#58;</span>", ":") == (
        "### Sisällön tarkistus\n"
        "\n"
        "Tarkistettu 2 kuvausta: 1 virhe.\n"
        "\n"
        "| Paikka | Mistä on kyse | Mitä teet |\n"
        "|---|---|---|\n"
        '| content/practices/x.md:7:10 | virhe ZB231: tuntematon teema "hyvinvoiti" '
        '| Tarkoititko "hyvinvointi"? Kaikki vaihtoehdot ovat tiedostossa content/vocabulary/themes.yaml. |\n'
        "| content/practices/a.md:9:1 | varoitus ZB401: HTML-merkintä "
        '"<span>&#60;</span>br<span>&#62;</span>" näytetään tekstinä '
        "| Käytä Markdown-merkintää, esimerkiksi "
        "<span>&#42;</span><span>&#42;</span>lihavoitu<span>&#42;</span><span>&#42;</span>. "
        "Jos merkinnän on tarkoitus näkyä tekstissä, kirjoita se kahden <span>&#96;</span>-merkin väliin. |\n"
        "\n"
    )


def test_step_summary_of_nothing() -> None:
    """Where nothing was found there is no table."""
    assert "|" not in table()
    assert "Tarkistettu 2 kuvausta" in table()


@pytest.mark.parametrize(
    "given",
    [
        "a | b",
        "[x](https://example.org/)",
        "![x](https://example.org/x.png)",
        "<img src=x>",
        "&lt;b&gt;",
        "**x** __x__ ~~x~~ `x`",
        "@joku ja #12",
        "https://example.org/",
        "www.example.org",
        "a\\|b",
        "joku@example.org",
        "$x$ :smile:",
    ],
)
def test_step_summary_shows_values_as_typed(given: str) -> None:
    """No value of the content becomes markup, a link, a picture or the name of somebody who would be told."""
    row = table(rules.raw_html(Place("practices/x.md"), given=given)).splitlines()[6]
    assert row.count("|") == 4
    cell = row.split("|")[2]
    assert not {*"@#:[]`*_~$\\"} & {*cell.replace("&#", "").replace(": ", " ")}
    assert "www." not in cell
    shown = markdown(cell, extensions=["tables"]).replace("<span>", "").replace("</span>", "")
    assert f'"{given}"' in html.unescape(shown)


@pytest.mark.parametrize("given", ["<br>", "@" * 400, "ä€𝄞" * 130], ids=["short", "signs", "letters"])
def test_step_summary_has_a_bound(given: str) -> None:
    """GitHub refuses a page over 1 MiB: what is left out is counted, and stands in the log."""
    findings = [rules.raw_html(Place("practices/x.md", line), given=given) for line in range(1, 3001)]
    text = table(*findings)
    assert len(text.encode()) < 2**20
    shown = text.count("ZB401")
    assert shown > 50
    assert text.endswith(f"\nTaulukosta jäi pois {3000 - shown} riviä. Ne ovat ajon lokissa.\n\n")


# GitLab


def test_code_quality() -> None:
    """GitLab gets description, check, severity, path and line of each finding."""
    first, second, third = quality(UNUSED, RAW_HTML, UNKNOWN_THEME)
    assert {key: value for key, value in second.items() if key != "fingerprint"} == {
        "description": 'ZB231: tuntematon teema "hyvinvoiti" – Tarkoititko "hyvinvointi"? '
        "Kaikki vaihtoehdot ovat tiedostossa content/vocabulary/themes.yaml.",
        "check_name": "ZB231",
        "severity": "major",
        "location": {"path": "content/practices/x.md", "lines": {"begin": 7}},
    }
    assert [first["severity"], third["severity"]] == ["minor", "info"]
    assert quality() == []


def test_fingerprints_stay_when_lines_move() -> None:
    """A finding that only stands further down is the same one to GitLab; each has its own all the same."""
    before = [
        rules.raw_html(Place("practices/x.md", line), given=given)
        for line, given in ((9, "<b>"), (9, "<i>"), (11, "<b>"))
    ]
    before.append(rules.duplicate_key(Place("practices/x.md", 5), key="title", first_line=2))
    before.append(rules.contradicting_inverse(Place("practices/x.md", 6), relation="replaces", other="tools/y.md:4"))
    after = [
        rules.raw_html(Place("practices/x.md", line), given=given)
        for line, given in ((12, "<b>"), (12, "<i>"), (19, "<b>"))
    ]
    after.append(rules.duplicate_key(Place("practices/x.md", 8), key="title", first_line=3))
    after.append(rules.contradicting_inverse(Place("practices/x.md", 9), relation="replaces", other="tools/y.md:9"))
    marks = {str(one["fingerprint"]) for one in quality(*before)}
    assert len(marks) == len(before)
    assert {str(one["fingerprint"]) for one in quality(*after)} == marks
    assert quality(rules.raw_html(Place("practices/y.md", 9), given="<b>"))[0]["fingerprint"] not in marks


def test_fingerprints_stay_from_day_to_day() -> None:
    """What is told of the day it is told on is the same finding on the next day."""
    owner = Label("Opisto", "Opisto", "Opisto")
    marks = [
        quality(
            rules.review_overdue(
                Place("practices/x.md", 9), due="2024-01-31", owner=owner, today=today, was_reviewed=True
            )
        )
        for today in ("2024-05-30", "2024-05-31")
    ]
    assert marks[0][0]["fingerprint"] == marks[1][0]["fingerprint"]
