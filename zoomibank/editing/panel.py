"""What is said on the pages of a preview: the findings, worded, as JSON for the script that shows them."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from zoomibank.findings.finding import Finding, SetupError, Severity, in_order
from zoomibank.findings.formats import Wordings, counted, excerpt, printable

_MOST: Final = 50
"""Findings that are shown; who has more begins with these."""


@dataclass(frozen=True, slots=True)
class Teller:
    """Who words what pages say: in which language, how paths are shown, and where the lines of a file are had from."""

    wordings: Wordings
    shown_path: Callable[[str], str]
    source: Callable[[str], Sequence[str]]

    def panel(self, findings: Sequence[Finding], *, has_site: bool) -> str:
        """The errors, else the warnings, as JSON; "" when there are none.

        Args:
            findings: All that was found.
            has_site: Whether there is a page beneath.
        """
        say = self.wordings.serving
        for severity, title, lead in (
            (Severity.ERROR, say.faulty_title, say.faulty_lead if has_site else say.nothing_yet),
            (Severity.WARNING, say.warned_title, say.warned_lead),
        ):
            found = [finding for finding in in_order(findings) if finding.severity is severity]
            if found:
                more = counted(say.more, len(found) - _MOST) if len(found) > _MOST else ""
                told = [self._told(finding) for finding in found[:_MOST]]
                return self._json(severity, counted(title, len(found)), lead, told, more)
        return ""

    def refusal(self, error: SetupError, *, has_site: bool) -> str:
        """The panel for what is wrong with the set-up."""
        say = self.wordings.serving
        lead = say.faulty_lead if has_site else say.nothing_yet
        told = {"place": "", "kind": "", "message": self.wordings.setup_message(error), "excerpt": "", "hint": ""}
        return self._json(Severity.ERROR, counted(say.faulty_title, 1), lead, [told], "")

    def _json(self, severity: Severity, title: str, lead: str, findings: Sequence[dict[str, str]], more: str) -> str:
        panel = {
            "isGrave": severity is Severity.ERROR,
            "language": self.wordings.language,
            "title": title,
            "lead": lead,
            "findings": findings,
            "more": more,
            "close": self.wordings.serving.close,
        }
        return json.dumps(panel, ensure_ascii=False)

    def _told(self, finding: Finding) -> dict[str, str]:
        place, wordings = finding.place, self.wordings
        return {
            "place": f"{printable(self.shown_path(place.path))}:{place.line}:{place.column}",
            "kind": f"{wordings.severities[finding.severity]} {finding.code}",
            "message": wordings.message(finding, shown_path=self.shown_path),
            "excerpt": "\n".join(line[4:] for line in excerpt(finding, self.source)),
            "hint": wordings.hint(finding, shown_path=self.shown_path),
        }
