"""What a command says, kept so that a build with nothing to do says the same without finding it out again.

What takes long to load is imported where it is needed: a build with nothing to do needs none of it.
"""

import os
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from zoomibank.findings.finding import Finding, Severity
from zoomibank.publish.remembered import Last, recall, recall_last, remember, site_name
from zoomibank.stages.order import Order

if TYPE_CHECKING:
    from zoomibank.findings.formats import Wordings
    from zoomibank.pipeline import Report

GOOD, FAULTS, WRONG_USE = 0, 1, 2
"""The numbers that the program ends with: all is well, faults in the content, wrong use or set-up."""

SECONDS: Final = "\N{SYMBOL FOR RECORD SEPARATOR}"
"""What stands for the seconds until they are known; no message holds it."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a command says and the number it ends with."""

    error: str
    output: str
    code: int


def told_now(order: Order, *, is_build: bool, lang: str, style: str) -> Told:
    """Carries out a command; what a build says is kept for those that find nothing to do."""
    from zoomibank.findings.formats import load_wordings  # noqa: PLC0415
    from zoomibank.pipeline import build, check, stops  # noqa: PLC0415

    report = build(order) if is_build else check(order)
    wordings = load_wordings(lang)
    error = "" if report.knows_words else f"{wordings.summary.no_dictionary}\n"
    code = FAULTS if stops(report.findings, strict=order.strict) else GOOD
    output, again = telling(report, order, wordings, style=style, brief=is_build)
    if order.cache and report.published:
        value = {"of": _said_of(order, recall_last(order.cache, order.output), lang=lang, style=style)}
        remember(order.cache, f"said-{site_name(order.output)}", value | {"error": error, "output": again})
    return Told(error, output, code)


def told_before(order: Order, last: Last, *, lang: str, style: str) -> Told | None:
    """What the last build said, if it was asked in the same place and words."""
    said = recall(order.cache, f"said-{site_name(order.output)}") if order.cache else None
    match said:
        case {"of": of, "error": str(error), "output": str(output)} if of == _said_of(
            order, last, lang=lang, style=style
        ):
            return Told(error, output, GOOD)
    return None


def _said_of(order: Order, last: Last, *, lang: str, style: str) -> list[str]:
    """All that a build's words hang on."""
    return [last.token, str(Path.cwd()), str(order.content), str(order.output), str(order.templates), lang, style]


def telling(report: "Report", order: Order, wordings: "Wordings", *, style: str, brief: bool) -> tuple[str, str]:
    """What is said of a report, and what would be said of the same one when there was nothing to do."""
    from zoomibank.content.load import read_lines  # noqa: PLC0415
    from zoomibank.findings import formats  # noqa: PLC0415

    shown = partial(shown_path, order)
    if style == "json":
        text = formats.as_json(report.findings, wordings=wordings, shown_path=shown, entries=report.entries)
        return text, text
    notes = [finding for finding in report.findings if finding.severity is Severity.NOTE]
    told: list[Finding] = [finding for finding in report.findings if not (brief and finding in notes)]
    text = formats.as_text(told, wordings=wordings, shown_path=shown, source=partial(read_lines, order.content))
    lines = [text] if text else []
    lines.append(formats.summary_line(report.findings, wordings=wordings, entries=report.entries))
    if brief and notes:
        lines.append(formats.counted(wordings.summary.notes_hidden, len(notes)))
    start = "".join(f"{line}\n" for line in lines)
    if not report.published:
        return (f"{start}{wordings.summary.nothing_written}\n" if brief else start), ""
    made, kept, removed = report.published.pages
    opening = formats.filled(wordings.summary.open, path=str(order.output / "index.html"))

    def ready(made: int, kept: int, removed: int) -> str:
        return formats.counted(
            wordings.summary.built, report.pages, folder=str(order.output), seconds=SECONDS, made=made, kept=kept,
            removed=removed,
        )  # fmt: skip

    return (
        f"{start}{ready(made, kept, removed)}\n{opening}\n",
        f"{start}{ready(0, report.pages, 0)}\n{opening}\n",
    )


def shown_path(order: Order, path: str) -> str:
    """A finding's path as seen from where the command runs."""
    below, _, rest = path.partition("/")
    full = order.templates / rest if below == order.templates.name else order.content / path
    try:
        return os.path.relpath(full)
    except ValueError:  # on another drive
        return str(full)
