"""What a command says, kept so that a build with nothing to do says the same without finding it out again.

What takes long to load is imported where it is needed: a build with nothing to do needs none of it.
"""

import os
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from zoomibank.publish.remembered import Last, recall, recall_last, remember, site_name
from zoomibank.stages.order import Order

if TYPE_CHECKING:
    from zoomibank.findings.formats import Wordings
    from zoomibank.findings.reports import Telling
    from zoomibank.pipeline import Report

GOOD, FAULTS, WRONG_USE = 0, 1, 2
"""The numbers that the program ends with: all is well, faults in the content, wrong use or set-up."""

SECONDS: Final = "\N{SYMBOL FOR RECORD SEPARATOR}"
"""What stands for the seconds until they are known; no message holds it."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a command says and the number it ends with; `summary` is for the page of a run at GitHub."""

    error: str
    output: str
    code: int
    summary: str = ""


def told_now(order: Order, *, is_build: bool, lang: str, style: str) -> Told:
    """Carries out a command; what a build says is kept for those that find nothing to do."""
    from zoomibank.findings.formats import load_wordings, summary_line  # noqa: PLC0415
    from zoomibank.pipeline import build, check, stops  # noqa: PLC0415

    report = build(order) if is_build else check(order)
    wordings = load_wordings(lang)
    error = "" if report.knows_words else f"{wordings.summary.no_dictionary}\n"
    code = FAULTS if stops(report.findings, strict=order.strict) else GOOD
    how = telling(wordings, style=style, content=order.content, templates=order.templates)
    now, again = _endings(report, order, wordings) if is_build else ("", "")
    output = partial(how.told, report.findings, entries=report.entries, brief=is_build)
    counts = summary_line(report.findings, wordings=wordings, entries=report.entries)
    told = Told(error, output(ending=now), code, how.summary(report.findings, counts=counts))
    if order.cache and report.published:
        of = _said_of(order, recall_last(order.cache, order.output), lang=lang, style=style)
        value = {"of": of, "error": error, "output": output(ending=again), "summary": told.summary}
        remember(order.cache, f"said-{site_name(order.output)}", value)
    return told


def told_before(order: Order, last: Last, *, lang: str, style: str) -> Told | None:
    """What the last build said, if it was asked in the same place and words."""
    said = recall(order.cache, f"said-{site_name(order.output)}") if order.cache else None
    match said:
        case {"of": of, "error": str(error), "output": str(output), "summary": str(summary)} if of == _said_of(
            order, last, lang=lang, style=style
        ):
            return Told(error, output, GOOD, summary)
    return None


def telling(wordings: "Wordings", *, style: str, content: Path, templates: Path) -> "Telling":
    """How findings in the files of these folders are told, seen from where the command runs."""
    from zoomibank.content.load import read_lines  # noqa: PLC0415
    from zoomibank.findings.reports import Telling  # noqa: PLC0415

    return Telling(wordings, style, partial(shown_path, content, templates), partial(read_lines, content))


def _said_of(order: Order, last: Last, *, lang: str, style: str) -> list[str]:
    """All that a build's words hang on."""
    return [last.token, str(Path.cwd()), str(order.content), str(order.output), str(order.templates), lang, style]


def _endings(report: "Report", order: Order, wordings: "Wordings") -> tuple[str, str]:
    """What is said last of a build, and what would be said of the same one when there was nothing to do."""
    from zoomibank.findings.formats import counted, filled  # noqa: PLC0415

    if not report.published:
        return f"{wordings.summary.nothing_written}\n", ""
    opening = filled(wordings.summary.open, path=str(order.output / "index.html"))

    def ready(made: int, kept: int, removed: int) -> str:
        built = counted(
            wordings.summary.built, report.pages, folder=str(order.output), seconds=SECONDS, made=made, kept=kept,
            removed=removed,
        )  # fmt: skip
        return f"{built}\n{opening}\n"

    return ready(*report.published.pages), ready(0, report.pages, 0)


def shown_path(content: Path, templates: Path, path: str) -> str:
    """A finding's path as seen from where the command runs."""
    below, _, rest = path.partition("/")
    full = templates / rest if below == templates.name else content / path
    try:
        return os.path.relpath(full)
    except ValueError:  # on another drive
        return str(full)
