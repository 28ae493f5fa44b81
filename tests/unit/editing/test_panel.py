import json
from collections.abc import Sequence
from typing import Any, Final

import pytest

from zoomibank.editing.panel import panel, refusal
from zoomibank.findings import rules
from zoomibank.findings.finding import Finding, Place, SetupError
from zoomibank.findings.formats import load_wordings
from zoomibank.findings.reports import Telling

UNKNOWN_THEME: Final = rules.unknown_term(
    Place("practices/x.md", 7, 10, 10), vocabulary="themes", given="hyvinvoiti", known=("hyvinvointi",), labels={}
)
RAW_HTML: Final = rules.raw_html(Place("practices/x.md", 9, 1, 4), given="<br>")
UNUSED: Final = rules.unused_term(Place("vocabulary/goals.yaml", 8, 8, 5), vocabulary="goals", given="tieto")
LINES: Final = ["", "", "", "", "", "", "themes: [hyvinvoiti]", "---", "<br>"]


def told(findings: Sequence[Finding], *, language: str = "fi", has_site: bool = True) -> Any:  # noqa: ANN401
    telling = Telling(load_wordings(language), "text", lambda path: f"content/{path}", lambda _: LINES)
    return json.loads(panel(findings, telling, has_site=has_site) or "null")


def test_errors_are_told_with_place_excerpt_and_hint() -> None:
    """Only they, while there are any: what keeps the page from following comes first."""
    assert told([RAW_HTML, UNKNOWN_THEME, UNUSED]) == {
        "isGrave": True,
        "language": "fi",
        "title": "Sisällössä on 1 virhe",
        "lead": ("Alla on viimeisin ehjä sivu. Korjaa tiedosto ja talleta se, niin sivu päivittyy."),
        "findings": [
            {
                "place": "content/practices/x.md:7:10",
                "kind": "virhe ZB231",
                "message": 'tuntematon teema "hyvinvoiti"',
                "excerpt": "7 | themes: [hyvinvoiti]\n  |          ^^^^^^^^^^",
                "hint": (
                    'Tarkoititko "hyvinvointi"? Kaikki vaihtoehdot ovat tiedostossa content/vocabulary/themes.yaml.'
                ),
            }
        ],
        "more": "",
        "close": "Piilota",
    }


def test_warnings_are_told_quietly_and_notes_not_at_all() -> None:
    quiet = told([RAW_HTML, UNUSED])
    assert (quiet["isGrave"], quiet["title"]) == (False, "Sisällössä on 1 varoitus")
    assert [finding["kind"] for finding in quiet["findings"]] == ["varoitus ZB401"]
    assert told([UNUSED]) is None
    assert told([]) is None


def test_many_findings_are_cut() -> None:
    """Fifty are enough to begin with; how many there are is told."""
    many = [rules.raw_html(Place("practices/x.md", line, 1, 4), given="<br>") for line in range(1, 53)]
    cut = told(many, language="en")
    assert len(cut["findings"]) == 50
    assert cut["title"] == "52 warnings about the content"
    assert cut["more"] == "And 2 more. The command check shows all."


@pytest.mark.parametrize(
    ("has_site", "lead"),
    [
        (True, "Under ligger den senaste felfria sidan. Rätta filen och spara den, så uppdateras sidan."),
        (False, "Webbplatsen kan inte visas ännu. Rätta felen och spara filerna, så öppnas sidan här."),
    ],
)
def test_a_wrong_set_up_is_told_in_one_sentence(has_site: bool, lead: str) -> None:
    error = SetupError("site_missing", file="content/site.yaml")
    found = json.loads(refusal(error, load_wordings("sv"), has_site=has_site))
    assert (found["isGrave"], found["title"], found["lead"]) == (True, "1 fel i innehållet", lead)
    message = load_wordings("sv").setup_message(error)
    assert found["findings"] == [{"place": "", "kind": "", "message": message, "excerpt": "", "hint": ""}]
