"""Findings told in the style that was asked for, at the length that suits the command."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from zoomibank.findings import forges, formats
from zoomibank.findings.finding import Finding, Severity, in_order
from zoomibank.findings.formats import Wordings

_ALIKE: Final = 10
"""How many warnings of one code are told in full where there is more to tell."""


@dataclass(frozen=True, slots=True)
class Telling:
    """How findings are told.

    `style` is one of `STYLES`; `shown_path` turns a place's path into the one to show, seen from where the command
    runs; `source` gives the lines of the file at a place's path.
    """

    wordings: Wordings
    style: str
    shown_path: Callable[[str], str]
    source: Callable[[str], Sequence[str]]

    def told(
        self, findings: Iterable[Finding], *, entries: int, counts: str = "", ending: str = "", brief: bool = False
    ) -> str:
        """What goes to standard output.

        Args:
            findings: In any order.
            entries: How many were read.
            counts: What was found in one line; by default how many entries were read and what was found in them.
            ending: Lines that come last, for people.
            brief: Whether notes are only counted, and warnings of one code told up to a number.
        """
        counts = counts or formats.summary_line(findings, wordings=self.wordings, entries=entries)
        match self.style:
            case "json":
                return formats.as_json(findings, wordings=self.wordings, shown_path=self.shown_path, entries=entries)
            case "gitlab":
                return forges.as_code_quality(findings, wordings=self.wordings, shown_path=self.shown_path)
            case "github":
                commands = forges.as_annotations(findings, wordings=self.wordings, shown_path=self.shown_path)
                return commands + forges.as_plain_log(self._in_text(findings, counts, brief=False) + ending)
            case _:
                return self._in_text(findings, counts, brief=brief) + ending

    def summary(self, findings: Iterable[Finding], *, counts: str) -> str:
        """What goes to the page of a run at GitHub; "" in other styles."""
        if self.style != "github":
            return ""
        return forges.as_step_summary(findings, wordings=self.wordings, shown_path=self.shown_path, counts=counts)

    def _in_text(self, findings: Iterable[Finding], counts: str, *, brief: bool) -> str:
        told, left, notes = _worth_telling(findings) if brief else (in_order(findings), Counter[str](), 0)
        phrases = self.wordings.summary
        text = formats.as_text(told, wordings=self.wordings, shown_path=self.shown_path, source=self.source)
        lines = [text] if text else []
        if left:
            alike = (formats.counted(phrases.more_alike, count, code=code) for code, count in sorted(left.items()))
            lines.append("".join(f"{line}\n" for line in alike))
        lines.append(counts)
        if notes:
            lines.append(formats.counted(phrases.notes_hidden, notes))
        return "".join(f"{line}\n" for line in lines)


def _worth_telling(findings: Iterable[Finding]) -> tuple[list[Finding], Counter[str], int]:
    """All errors and the first warnings of each code; how many more warnings each code has, and how many notes."""
    seen: Counter[str] = Counter()
    told: list[Finding] = []
    notes = 0
    for finding in in_order(findings):
        seen[finding.code] += 1
        if finding.severity is Severity.NOTE:
            notes += 1
        elif finding.severity is Severity.ERROR or seen[finding.code] <= _ALIKE:
            told.append(finding)
    warned = {finding.code for finding in told if finding.severity is Severity.WARNING}
    return told, Counter({code: seen[code] - _ALIKE for code in warned if seen[code] > _ALIKE}), notes
