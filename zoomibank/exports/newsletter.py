"""A newsletter: what has happened in the bank since a day, as HTML for mail programs old and new, and as plain text."""

from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, timedelta
from textwrap import wrap
from typing import Any, Final

from zoomibank.bank.freshness import GONE, State
from zoomibank.content.entry import AnyEntry, Edition, Ref
from zoomibank.content.schema import Practice
from zoomibank.site.local import Local
from zoomibank.site.overviews.events import event_lines
from zoomibank.site.page import Page
from zoomibank.site.pages import Sheet
from zoomibank.site.render import Site, Templates, render
from zoomibank.site.urls import absolute
from zoomibank.site.views import Spoken, View

COMING: Final = timedelta(days=60)
"""How far ahead events are told."""
_COLUMNS: Final = 72
"""Of plain text, which mail programs break no more."""


@dataclass(frozen=True, slots=True)
class LetterLine:
    """Something told: its title, where it is on the web, a text about it, and when it is or what became of it."""

    title: Spoken
    url: str
    text: Spoken | None
    note: str


@dataclass(frozen=True, slots=True)
class LetterPart:
    """What is told of one kind; `key` names it in the strings."""

    key: str
    lines: tuple[LetterLine, ...]


@dataclass(frozen=True, slots=True)
class Letter(View):
    """A newsletter from a day on; `site` is the bank's address."""

    since: date
    day: date
    parts: tuple[LetterPart, ...]
    site: str


def letter(local: Local, since: date, *, added: AbstractSet[Ref], changed: AbstractSet[Ref]) -> Letter:
    """What a newsletter tells; each entry stands in one part of what is new, and perhaps in that of waiting reviews.

    Args:
        local: The catalogue in its language; it must know where the site is.
        since: The first day that is told of.
        added: The entries that are known to have come since then, beside those that say so themselves.
        changed: The entries that are known to have been changed.
    """
    catalogue, today = local.catalogue, local.catalogue.bank.today
    entries = local.by_title(catalogue.entries.values())
    current = [entry for entry in entries if catalogue.freshness[entry.ref].state not in GONE]
    new = [one for one in current if one.original.record.added >= since or one.ref in added]
    told = {one.ref for one in new}
    reviewed = [one for one in current if one.ref not in told and _is_reviewed(one, since)]
    told |= {one.ref for one in reviewed}
    updated = [one for one in current if one.ref in changed and one.ref not in told]
    told |= {one.ref for one in updated}
    gone = [
        one for one in entries if one not in current and (one.ref in changed | added or _successors(local, one) & told)
    ]
    waiting = [one for one in current if catalogue.freshness[one.ref].state in {State.OVERDUE, State.DUE}]
    parts = (
        LetterPart("new", tuple(_line(local, one, _added) for one in new)),
        LetterPart("updated", tuple(_line(local, one, _nothing) for one in updated)),
        LetterPart("reviewed", tuple(_line(local, one, _reviewed) for one in reviewed)),
        LetterPart("gone", tuple(_line(local, one, _became) for one in gone)),
        LetterPart("due", tuple(replace(_line(local, one, _due), text=None) for one in waiting)),
        LetterPart("events", tuple(_events(local, today))),
    )
    front = absolute(local.base_url, local.urls.front())
    return Letter(since, today, tuple(part for part in parts if part.lines), front)


def letter_html(told: Letter, local: Local, sheets: tuple[Sheet, ...], *, templates: Templates, site: Site) -> str:
    """The newsletter as HTML whose styles stand in its tags, since old mail programs heed no others.

    Raises:
        SetupError: A template is at fault.
    """
    from css_inline import CSSInliner  # noqa: PLC0415 -- only newsletters need it

    front = next(sheet for sheet in sheets if sheet.draft.urls[0] == local.urls.front())
    page = Page(
        url=local.urls.front(),
        template="documents/newsletter.html",
        view=told,
        language=local.language,
        title=_title(told, local),
        description="",
        chrome=front.chrome,
    )
    (output,) = render([page], templates=templates, site=site)
    inliner = CSSInliner(keep_style_tags=False, load_remote_stylesheets=False)
    return inliner.inline(output.data.decode())


def letter_text(told: Letter, local: Local) -> str:
    """The newsletter as plain text; addresses stand whole on lines of their own."""
    say = local.strings
    title = _title(told, local)
    lines = [title, "=" * min(len(title), _COLUMNS), "", *wrap(_lead(told, local), _COLUMNS)]
    for part in told.parts:
        heading = say(f"newsletter.{part.key}")
        lines += ["", heading, "-" * len(heading)]
        for line in part.lines:
            lines += ["", *wrap(line.title.text, _COLUMNS)]
            for text in filter(None, (line.note, line.text.text if line.text else "")):
                lines += wrap(text, _COLUMNS)
            lines.append(line.url)
    return "\n".join([*lines, "", "--", *wrap(say("newsletter.footer"), _COLUMNS), told.site, ""])


def _title(told: Letter, local: Local) -> str:
    bank = local.said(local.catalogue.bank.settings.title).text
    return local.strings("newsletter.title", bank=bank, day=local.strings.date(told.day))


def _lead(told: Letter, local: Local) -> str:
    return local.strings("newsletter.lead", since=local.strings.date(told.since))


def _is_reviewed(entry: AnyEntry, since: date) -> bool:
    record = entry.original.record
    days = [record.reviewed] if record.reviewed else []
    if isinstance(record, Practice):
        days += [review.date for review in record.reviews]
    return any(day >= since for day in days)


def _successors(local: Local, entry: AnyEntry) -> set[Ref]:
    return {tie.to for tie in local.catalogue.ties.get(entry.ref, ()) if tie.label == "replaced_by"}


def _line(local: Local, entry: AnyEntry, note: Callable[[Local, AnyEntry], str]) -> LetterLine:
    edition: Edition[Any] = entry.edition(local.language)
    return LetterLine(
        title=local.text(edition, "title", edition.record.title),
        url=absolute(local.base_url, local.urls.entry(entry.ref)),
        text=local.text(edition, "summary", edition.record.summary),
        note=note(local, entry),
    )


def _nothing(_local: Local, _entry: AnyEntry) -> str:
    return ""


def _added(local: Local, entry: AnyEntry) -> str:
    return local.strings(f"kind.{entry.ref.kind}.one")


def _reviewed(local: Local, entry: AnyEntry) -> str:
    """When it was last checked, and what reviewers found."""
    record = entry.original.record
    told = [local.strings("newsletter.checked", day=local.strings.date(record.reviewed))] if record.reviewed else []
    if isinstance(record, Practice) and record.reviews:
        newest = max(record.reviews, key=lambda review: review.date)
        told.append(f"{local.strings(f'review.{newest.kind}')}: {local.strings(f'verdict.{newest.verdict}')}")
    return ". ".join(told)


def _became(local: Local, entry: AnyEntry) -> str:
    """Its state, and by what it has been replaced."""
    state = local.strings(f"state.{local.catalogue.freshness[entry.ref].state}")
    names = [local.entry(ref).label.text for ref in sorted(_successors(local, entry), key=str)]
    return f"{state}: {', '.join(names)}" if names else state


def _due(local: Local, entry: AnyEntry) -> str:
    fresh = local.catalogue.freshness[entry.ref]
    day = local.strings.date(fresh.next_review) if fresh.next_review else ""
    owner = local.term("organisations", entry.original.record.owner).label.text
    return f"{local.strings(f'state.{fresh.state}')}: {day}, {owner}"


def _events(local: Local, today: date) -> Iterator[LetterLine]:
    found = [
        (event, absolute(local.base_url, local.urls.entry(tool.ref)))
        for tool in local.catalogue.bank.tools
        for event in event_lines(local, tool.edition(local.language))
        if today <= event.start.date() <= today + COMING
    ]
    for event, url in sorted(found, key=lambda one: (one[0].start, one[1])):
        when = local.strings.span(event.start, event.end)
        note = f"{when}, {event.place.text}" if event.place else when
        yield LetterLine(event.title, event.address or url, None, note)
