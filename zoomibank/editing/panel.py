"""What is said on the pages of a preview: the findings, worded, as JSON for the script that shows them."""

import json
from collections.abc import Sequence
from typing import Final

from zoomibank.findings.finding import Finding, SetupError, Severity
from zoomibank.findings.formats import Wordings, counted, excerpt, printable
from zoomibank.findings.reports import Telling

_MOST: Final = 50
"""Findings that are shown; who has more begins with these."""


def panel(findings: Sequence[Finding], telling: Telling, *, has_site: bool) -> str:
    """The errors, else the warnings, as JSON; "" when there are none.

    Args:
        findings: All that was found, in order.
        telling: How findings are told.
        has_site: Whether there is a page beneath.
    """
    wordings = telling.wordings
    say = wordings.serving
    for severity, title, lead in (
        (Severity.ERROR, say.faulty_title, say.faulty_lead if has_site else say.nothing_yet),
        (Severity.WARNING, say.warned_title, say.warned_lead),
    ):
        found = [finding for finding in findings if finding.severity is severity]
        if found:
            more = counted(say.more, len(found) - _MOST) if len(found) > _MOST else ""
            told = [_told(finding, telling) for finding in found[:_MOST]]
            return _json(wordings, severity, title=counted(title, len(found)), lead=lead, findings=told, more=more)
    return ""


def refusal(error: SetupError, wordings: Wordings, *, has_site: bool) -> str:
    """The panel for what is wrong with the set-up."""
    say = wordings.serving
    lead = say.faulty_lead if has_site else say.nothing_yet
    told = {"place": "", "kind": "", "message": wordings.setup_message(error), "excerpt": "", "hint": ""}
    return _json(wordings, Severity.ERROR, title=counted(say.faulty_title, 1), lead=lead, findings=[told], more="")


def _json(  # noqa: PLR0913 -- all that a panel says
    wordings: Wordings, severity: Severity, *, title: str, lead: str, findings: Sequence[dict[str, str]], more: str
) -> str:
    told = {
        "isGrave": severity is Severity.ERROR,
        "language": wordings.language,
        "title": title,
        "lead": lead,
        "findings": findings,
        "more": more,
        "close": wordings.serving.close,
    }
    return json.dumps(told, ensure_ascii=False)


def _told(finding: Finding, telling: Telling) -> dict[str, str]:
    place, wordings, shown_path = finding.place, telling.wordings, telling.shown_path
    return {
        "place": f"{printable(shown_path(place.path))}:{place.line}:{place.column}",
        "kind": f"{wordings.severities[finding.severity]} {finding.code}",
        "message": wordings.message(finding, shown_path=shown_path),
        "excerpt": "\n".join(line[4:] for line in excerpt(finding, telling.source)),
        "hint": wordings.hint(finding, shown_path=shown_path),
    }
