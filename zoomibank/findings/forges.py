"""Findings as the hosts of repositories take them: annotations and a summary for GitHub, code quality for GitLab."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import accumulate
from pathlib import PurePath
from typing import Final

from zoomibank.findings.finding import File, Finding, Severity, Word, in_order
from zoomibank.findings.formats import Wordings, counted, printable

_COMMANDS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_QUALITY: Final = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}
_LONGEST_TABLE: Final = 500_000
"""The most bytes of the rows of a step summary: above 1 MiB GitHub shows none."""
_SIGNS: Final = re.compile(r"[#$&*<>@\[\\\]^_`{|}~]|:(?=\S)|(?<=www)\.", re.IGNORECASE)
"""What makes markup, a link or the name of somebody who would be told, in GitHub's Markdown."""

ShownPath = Callable[[str], str]


def as_annotations(findings: Iterable[Finding], *, wordings: Wordings, shown_path: ShownPath) -> str:
    """A workflow command a finding. Of each severity GitHub shows the first ten of a step, so the gravest come first.

    Args:
        findings: In any order.
        wordings: In the reader's language.
        shown_path: Turns a place's path into one below the repository's root.
    """
    return "".join(
        f"::{_COMMANDS[finding.severity]} "
        + ",".join(
            f"{name}={_property(str(value))}"
            for name, value in {
                "file": _path(finding, shown_path),
                "line": finding.place.line,
                "col": finding.place.column,
                "endColumn": finding.place.column + finding.place.width,
                "title": finding.code,
            }.items()
        )
        + f"::{_data(_both(finding, wordings, shown_path, between=chr(10)))}\n"
        for finding in _gravest_first(findings)
    )


def as_failure(message: str) -> str:
    """A workflow command for what is no finding: wrong use or set-up, on one line."""
    return f"::error::{_data(message)}"


def as_plain_log(text: str) -> str:
    """The text for a log in which nothing is a workflow command, whatever the content has brought into it.

    What ends this must not stand in the text, so it is made of the text's own hash.
    """
    end = hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()
    return f"::stop-commands::{end}\n{text}::{end}::\n"


def as_step_summary(findings: Iterable[Finding], *, wordings: Wordings, shown_path: ShownPath, counts: str) -> str:
    """The findings as a table in Markdown, below a heading and the line of counts."""
    words = wordings.table
    rows = [_row(finding, wordings, shown_path) for finding in _gravest_first(findings)]
    shown = sum(length <= _LONGEST_TABLE for length in accumulate(len(row.encode()) for row in rows))
    lines = [f"### {_cell(words.heading)}", "", _cell(counts), ""]
    if rows:
        lines += [f"| {words.place} | {words.finding} | {words.advice} |", "|---|---|---|", *rows[:shown]]
    if left := len(rows) - shown:
        lines += ["", _cell(counted(words.left, left))]
    return "\n".join(lines) + "\n\n"


def _row(finding: Finding, wordings: Wordings, shown_path: ShownPath) -> str:
    place = f"{_path(finding, shown_path)}:{finding.place.line}:{finding.place.column}"
    message = wordings.message(finding, shown_path=shown_path)
    found = f"{wordings.severities[finding.severity]} {finding.code}: {message}"
    return f"| {_cell(place)} | {_cell(found)} | {_cell(wordings.hint(finding, shown_path=shown_path))} |"


def as_code_quality(findings: Iterable[Finding], *, wordings: Wordings, shown_path: ShownPath) -> str:
    """GitLab's report of code quality. The fingerprint of a finding stays when only its line moves."""
    seen: Counter[str] = Counter()
    report = []
    for finding in in_order(findings):
        path = _path(finding, shown_path)
        same = json.dumps([path, finding.code, finding.variant, _lasting_values(finding)])
        seen[same] += 1
        report.append(
            {
                "description": f"{finding.code}: {_both(finding, wordings, shown_path, between=' – ')}",
                "check_name": finding.code,
                "fingerprint": hashlib.sha256(f"{same}{seen[same]}".encode()).hexdigest(),
                "severity": _QUALITY[finding.severity],
                "location": {"path": path, "lines": {"begin": finding.place.line}},
            }
        )
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _gravest_first(findings: Iterable[Finding]) -> list[Finding]:
    grave = list(Severity)
    return sorted(in_order(findings), key=lambda finding: grave.index(finding.severity))


def _path(finding: Finding, shown_path: ShownPath) -> str:
    return printable(PurePath(shown_path(finding.place.path)).as_posix())


def _both(finding: Finding, wordings: Wordings, shown_path: ShownPath, *, between: str) -> str:
    """What is wrong and what to do about it."""
    hint = wordings.hint(finding, shown_path=shown_path)
    return between.join(part for part in (wordings.message(finding, shown_path=shown_path), hint) if part)


def _lasting_values(finding: Finding) -> dict[str, str]:
    """The values that last: no line's number, alone or after a file's name, and not the day."""
    return {
        name: re.sub(r":\d+\Z", "", value) if isinstance(value, File) else _plain(value)
        for name, value in sorted(finding.values.items())
        if name not in {"first_line", "today"}
    }


def _plain(value: object) -> str:
    return value.key if isinstance(value, Word) else str(value)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _cell(text: str) -> str:
    """The text for a cell of a table, in which nothing is more than a letter.

    An entity alone would do against markup, but names and addresses are looked for in the text after that; within an
    element of its own a sign touches no word.
    """
    return _SIGNS.sub(lambda sign: f"<span>&#{ord(sign.group())};</span>", text)
