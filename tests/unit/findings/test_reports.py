from typing import Final

from zoomibank.findings import rules
from zoomibank.findings.finding import Finding, Place
from zoomibank.findings.formats import load_wordings
from zoomibank.findings.reports import Telling

NOTE: Final = rules.unused_term(Place("vocabulary/goals.yaml", 8), vocabulary="goals", given="tieto")


def warnings(number: int) -> list[Finding]:
    return [rules.raw_html(Place("practices/a.md", line), given="<br>") for line in range(1, number + 1)]


def errors(number: int) -> list[Finding]:
    return [rules.measured_without_source(Place("practices/b.md", line)) for line in range(1, number + 1)]


def told(findings: list[Finding], *, style: str = "text", brief: bool = True) -> str:
    telling = Telling(load_wordings("fi"), style, str, lambda _: ())
    return telling.told(findings, entries=3, ending="Loppu.\n", brief=brief)


def test_a_flood_of_one_warning_buries_nothing() -> None:
    """A build tells ten warnings of a code and counts the others; errors are all told, notes only counted."""
    text = told([*warnings(250), *errors(30), NOTE])
    assert text.count(" ZB401: ") == 10
    assert text.count(" ZB234: ") == 30
    assert text.endswith(
        "\n"
        "… ja 240 muuta samanlaista (ZB401). Kaikki: python build.py check\n"
        "\n"
        "Tarkistettu 3 kuvausta: 30 virhettä, 250 varoitusta, 1 huomautus.\n"
        "1 huomautus jätettiin pois. Komento make check näyttää sen.\n"
        "Loppu.\n"
    )


def test_ten_are_no_flood() -> None:
    """Where all are told there is nothing to count."""
    assert "samanlais" not in told(warnings(10))
    assert "… ja 1 muu samanlainen (ZB401)." in told(warnings(11))


def test_a_check_tells_all() -> None:
    """Who asks for everything gets everything."""
    text = told([*warnings(250), NOTE], brief=False)
    assert text.count(" ZB401: ") == 250
    assert " ZB315: " in text
    assert "samanlais" not in text
    for style in ("json", "gitlab"):
        assert told([*warnings(250), NOTE], style=style).count('"ZB401"') == 250


def test_github_gets_commands_and_the_whole_report() -> None:
    """First what marks the lines of a pull request, then the report for who opens the log."""
    text = told([*warnings(12), NOTE], style="github")
    commands, _, log = text.partition("::stop-commands::")
    assert commands.count("::warning ") == 12
    assert commands.count("::notice ") == 1
    assert log.count("practices/a.md:") == 12
    assert "Tarkistettu 3 kuvausta: 12 varoitusta, 1 huomautus.\nLoppu.\n::" in log


def test_only_github_has_a_summary() -> None:
    """The other styles say all on standard output."""
    for style, expected in (("text", ""), ("json", ""), ("gitlab", ""), ("github", "### Sisällön tarkistus\n")):
        telling = Telling(load_wordings("fi"), style, str, lambda _: ())
        assert telling.summary([], counts="Tarkistettu 3 kuvausta.").startswith(expected)
        assert bool(telling.summary([], counts="x")) == bool(expected)
