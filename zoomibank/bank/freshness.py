"""Does an entry still hold? Its state on the day the bank is built for."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from zoomibank.content.entry import AnyEntry, Bank
from zoomibank.content.schema import Practice, Status, Tool
from zoomibank.content.subject import Subject
from zoomibank.findings import rules
from zoomibank.findings.finding import LANGUAGES, Finding, Label

DUE_WITHIN: Final = timedelta(days=60)
"""How long before its next review an entry counts as due."""


class State(StrEnum):
    """What readers are told of an entry's standing."""

    FRESH = "fresh"
    DUE = "due"
    OVERDUE = "overdue"
    ARCHIVED = "archived"
    SUPERSEDED = "superseded"
    DRAFT = "draft"


GONE: Final = frozenset({State.ARCHIVED, State.SUPERSEDED})
"""The states of what is kept, but is to be taken into use no more."""


@dataclass(frozen=True, slots=True)
class Freshness:
    """An entry's state, and the day of its next review: None where no review is due any more."""

    state: State
    next_review: date | None


def freshness(record: Practice | Tool, *, review_every: int, today: date) -> Freshness:
    """The freshness of an entry.

    Args:
        record: The entry's original.
        review_every: Months between reviews where the entry sets none.
        today: The day the bank is built for.
    """
    match record.status:
        case Status.ARCHIVED:
            return Freshness(State.ARCHIVED, None)
        case Status.SUPERSEDED:
            return Freshness(State.SUPERSEDED, None)
    due = add_months(record.reviewed or record.added, record.review_every or review_every)
    if record.status is Status.DRAFT:
        return Freshness(State.DRAFT, due)
    if today > due:
        return Freshness(State.OVERDUE, due)
    return Freshness(State.DUE if due - today <= DUE_WITHIN else State.FRESH, due)


def add_months(day: date, months: int) -> date:
    """The same day of the month, so many months later, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


@dataclass(frozen=True, slots=True)
class Review:
    """A review to be made: of which entry, by which day, and how that entry stands."""

    entry: AnyEntry
    day: date
    state: State


def reviews(bank: Bank, *, within: timedelta = DUE_WITHIN) -> tuple[Review, ...]:
    """The reviews of published entries that are overdue or come up so soon, by day, those of one day by their refs."""
    found = []
    for entry in bank.entries:
        record = entry.original.record
        fresh = freshness(record, review_every=bank.settings.review_every, today=bank.today)
        day = fresh.next_review
        if day and record.status is Status.PUBLISHED and day - bank.today <= within:
            found.append(Review(entry, day, fresh.state))
    return tuple(sorted(found, key=lambda review: (review.day, str(review.entry.ref))))


def review_faults(bank: Bank, files: Iterable[Subject]) -> list[Finding]:
    """The entries whose review is overdue, each told at the day that the review is counted from.

    Args:
        bank: The checked content.
        files: What the rules look at in each file.
    """
    originals = {file.ref: file for file in files if file.is_entry}
    owners = bank.vocabularies.organisations.terms
    findings = []
    for review in reviews(bank):
        if review.state is State.OVERDUE:
            record = review.entry.original.record
            owner = owners.get(record.owner)  # which may be unknown, and is then told of by itself
            names = (owner.label.text(name, bank.default_language) if owner else record.owner for name in LANGUAGES)
            findings.append(
                rules.review_overdue(
                    originals[str(review.entry.ref)].place_of("reviewed" if record.reviewed else "added"),
                    due=review.day.isoformat(),
                    owner=Label(*names),
                    today=bank.today.isoformat(),
                    was_reviewed=record.reviewed is not None,
                )
            )
    return findings
