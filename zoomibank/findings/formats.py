"""Findings as a reader sees them: sentences in the reader's language, a report in text, a report in JSON."""

import json
import textwrap
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

import yaml
from pydantic import BaseModel, ConfigDict, Field

from zoomibank.findings.finding import (
    File,
    Finding,
    Label,
    Place,
    SetupError,
    Severity,
    Value,
    Word,
    in_order,
)
from zoomibank.findings.rules import OF_WHOLE_FILES

_LINE_LENGTH: Final = 100
_VALUE_LENGTH: Final = 400
_SPACES: Final = str.maketrans("\t\u00a0\u202f", "   ")


class _Wording(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Counted(_Wording):
    """A phrase with a `{count}`, for one and for any other number."""

    one: str
    other: str


class Rule(_Wording):
    """The wording of a code; `hints` holds its variants, and `hint` is "" where it has nothing but variants."""

    about: str
    message: str
    hint: str = ""
    hints: Mapping[str, str] = {}


class Summary(_Wording):
    """What is said when all is done."""

    errors: Counted
    warnings: Counted
    notes: Counted
    entries: Counted
    addresses: Counted
    no_findings: str
    nothing_written: str
    built: Counted
    open: str
    notes_hidden: Counted
    more_alike: Counted
    no_dictionary: str


class Serving(_Wording):
    """What is said by commands that stay: `serve` and `check --watch`, and on the pages of a preview."""

    address: str
    port_taken: str
    checking: str
    waiting: str
    faulty_title: Counted
    warned_title: Counted
    faulty_lead: str
    warned_lead: str
    nothing_yet: str
    more: Counted
    close: str
    gone: str
    forbidden: str
    not_found: str
    only_reading: str
    broken: str


class Table(_Wording):
    """The words of a table of findings."""

    heading: str
    place: str
    finding: str
    advice: str
    left: Counted


class Wordings(_Wording):
    """All that is said of findings and set-up in one language."""

    language: str
    severities: Mapping[Severity, str]
    hint_label: str = Field(alias="hint")
    words: Mapping[str, str]
    rules: Mapping[str, Rule]
    setup: Mapping[str, str]
    serving: Serving
    summary: Summary
    table: Table

    def message(self, finding: Finding, *, shown_path: Callable[[str], str] = str) -> str:
        """What is wrong: lower case at the start, no full stop."""
        return self._filled(self.rules[finding.code].message, finding, shown_path)

    def hint(self, finding: Finding, *, shown_path: Callable[[str], str] = str) -> str:
        """What to do about it, in full sentences."""
        rule = self.rules[finding.code]
        return self._filled(rule.hints[finding.variant] if finding.variant else rule.hint, finding, shown_path)

    def setup_message(self, error: SetupError) -> str:
        """What was wrong with the use or the set-up and what to do, on one line."""
        return filled(self.setup[error.key], **error.values)

    def _filled(self, sentence: str, finding: Finding, shown_path: Callable[[str], str]) -> str:
        def worded(value: Value) -> str | int:
            match value:
                case Word(key):
                    return self.words[key]
                case Label():
                    return str(getattr(value, self.language))
                case File():
                    return shown_path(value)
                case tuple():
                    return ", ".join(f'"{title}" ({shown_path(path)})' for title, path in value)
                case _:
                    return value

        return filled(sentence, **{name: worded(value) for name, value in finding.values.items()})


def load_wordings(language: str) -> Wordings:
    """The wordings in one of `LANGUAGES`."""
    path = Path(__file__).with_name("wordings") / f"{language}.yaml"
    texts = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
    return Wordings.model_validate({**texts, "language": language})


def filled(sentence: str, /, **values: str | int) -> str:
    """The sentence with its values, which are data: nothing in them is interpreted, unprintable or endless."""
    return sentence.format_map({name: _shortened(printable(str(value))) for name, value in values.items()})


def counted(phrases: Counted, count: int, /, **values: str | int) -> str:
    """The phrase for this number, with its other values."""
    return filled(phrases.one if count == 1 else phrases.other, count=count, **values)


def printable(text: str) -> str:
    r"""The text with escapes for what steers a terminal, hides or cannot be encoded: `\n`, `\u202e`, `\xff`."""
    return "".join(letter if letter.isprintable() else _escaped(letter) for letter in text)


def as_text(
    findings: Iterable[Finding],
    *,
    wordings: Wordings,
    shown_path: Callable[[str], str],
    source: Callable[[str], Sequence[str]],
) -> str:
    """The report for a reader, with an empty line between the findings.

    Args:
        findings: In any order.
        wordings: In the reader's language.
        shown_path: Turns a place's path into the one to show, seen from where the command runs.
        source: The lines of the file at a place's path; none when it cannot be read.
    """
    return "\n".join(_told(f, wordings=wordings, shown_path=shown_path, source=source) for f in in_order(findings))


def as_json(findings: Iterable[Finding], *, wordings: Wordings, shown_path: Callable[[str], str], entries: int) -> str:
    """The report for programs; `entries` is how many were read. Only messages and hints depend on the language."""
    ordered = in_order(findings)
    report = {
        "findings": [
            {
                "path": printable(shown_path(finding.place.path)),
                "line": finding.place.line,
                "column": finding.place.column,
                "code": finding.code,
                "severity": finding.severity.value,
                "message": wordings.message(finding, shown_path=shown_path),
                "hint": wordings.hint(finding, shown_path=shown_path),
            }
            for finding in ordered
        ],
        "summary": {**{f"{severity}s": n for severity, n in _tally(ordered).items()}, "entries": entries},
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def summary_line(findings: Iterable[Finding], *, wordings: Wordings, entries: int) -> str:
    """How many entries were read and what was found in them, in one line."""
    return counts_line(counted(wordings.summary.entries, entries), findings, wordings=wordings)


def counts_line(start: str, findings: Iterable[Finding], *, wordings: Wordings) -> str:
    """What was looked at, and how much was found in it, in one line."""
    phrases = wordings.summary
    by_severity = {Severity.ERROR: phrases.errors, Severity.WARNING: phrases.warnings, Severity.NOTE: phrases.notes}
    found = [counted(by_severity[severity], n) for severity, n in _tally(in_order(findings)).items() if n]
    return f"{start}: {', '.join(found)}." if found else f"{start}. {phrases.no_findings}"


def _tally(findings: Iterable[Finding]) -> dict[Severity, int]:
    tally = Counter(finding.severity for finding in findings)
    return {severity: tally[severity] for severity in Severity}


def _told(
    finding: Finding,
    *,
    wordings: Wordings,
    shown_path: Callable[[str], str],
    source: Callable[[str], Sequence[str]],
) -> str:
    place = finding.place
    spot = f"{printable(shown_path(place.path))}:{place.line}:{place.column}"
    message = wordings.message(finding, shown_path=shown_path)
    lines = [f"{spot}: {wordings.severities[finding.severity]} {finding.code}: {message}"]
    lines += excerpt(finding, source)
    label = f"  {wordings.hint_label}: "
    lines += textwrap.wrap(
        wordings.hint(finding, shown_path=shown_path),
        width=_LINE_LENGTH,
        initial_indent=label,
        subsequent_indent=" " * len(label),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(lines) + "\n"


def excerpt(finding: Finding, source: Callable[[str], Sequence[str]]) -> list[str]:
    """The line at fault with marks under what is meant; nothing for notes, and for what is wrong with a whole file."""
    place = finding.place
    is_of_file = finding.code in OF_WHOLE_FILES and (place.line, place.column) == (1, 1)
    return [] if finding.severity is Severity.NOTE or is_of_file else _marked(place, source(place.path))


def _marked(place: Place, source: Sequence[str]) -> list[str]:
    """The line at fault, or the part of it around the place, and marks under what is meant."""
    if not 1 <= place.line <= len(source):
        return []
    line = source[place.line - 1].rstrip("\r\n")
    start = min(place.column - 1, len(line))
    left = max(0, min(start - _LINE_LENGTH // 3, len(line) - _LINE_LENGTH))
    right = min(len(line), left + _LINE_LENGTH)
    stop = min(start + place.width, right)
    before = ("…" if left else "") + _plain(line[left:start])
    marked = _plain(line[start:stop])
    after = _plain(line[stop:right]) + ("…" if right < len(line) else "")
    number = str(place.line)
    return [
        f"    {number} | {before}{marked}{after}".rstrip(),
        f"    {' ' * len(number)} | {' ' * _cells(before)}{'^' * max(1, _cells(marked))}",
    ]


def _plain(text: str) -> str:
    """A piece of source as it is shown: tabs and hard spaces as spaces, which are not worth an escape here."""
    return printable(text.translate(_SPACES))


def _cells(text: str) -> int:
    """How many columns of a terminal the text takes."""
    return sum(_cell(letter) for letter in text)


def _cell(letter: str) -> int:
    if unicodedata.category(letter) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in {"W", "F"} else 1


def _escaped(letter: str) -> str:
    # os.fsdecode keeps a byte of a file name that is not UTF-8 as a surrogate from U+DC80 on.
    if "\udc80" <= letter <= "\udcff":
        return f"\\x{ord(letter) - 0xDC00:02x}"
    return letter.encode("unicode_escape").decode("ascii")


def _shortened(text: str) -> str:
    return text if len(text) <= _VALUE_LENGTH else text[: _VALUE_LENGTH - 1] + "…"
