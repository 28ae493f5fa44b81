"""Does an entry still hold? Its state on the day the bank is built for."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from zoomibank.content.schema import Practice, Status, Tool

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
