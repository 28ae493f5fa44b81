from datetime import date

import pytest

from zoomibank.bank.freshness import Freshness, State, add_months, freshness
from zoomibank.content.schema import Practice, Status, Tool


def entry(
    added: date, *, reviewed: date | None = None, every: int | None = None, status: Status = Status.PUBLISHED
) -> Practice:
    return Practice.model_construct(  # type: ignore[call-arg] # the rest does not matter here
        added=added, reviewed=reviewed, review_every=every, status=status
    )


DUE = date(2024, 8, 15)


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2024, 6, 15), State.FRESH),  # 61 days before
        (date(2024, 6, 16), State.DUE),  # 60 days before
        (date(2024, 8, 14), State.DUE),
        (date(2024, 8, 15), State.DUE),
        (date(2024, 8, 16), State.OVERDUE),
        (date(2022, 8, 15), State.FRESH),
        (date(2100, 12, 31), State.OVERDUE),
    ],
)
def test_state(today: date, state: State) -> None:
    """An entry is due from 60 days before its review on, and overdue from the day after it."""
    assert freshness(entry(date(2022, 8, 15)), review_every=24, today=today) == Freshness(state, DUE)


@pytest.mark.parametrize(
    ("record", "due"),
    [
        (entry(date(2023, 1, 31)), date(2025, 1, 31)),
        (entry(date(2020, 1, 1), reviewed=date(2023, 1, 31)), date(2025, 1, 31)),
        (entry(date(2023, 1, 31), every=1), date(2023, 2, 28)),
        (entry(date(2020, 1, 1), reviewed=date(2023, 1, 31), every=6), date(2023, 7, 31)),
        (
            Tool.model_construct(added=date(2023, 1, 31), status=Status.PUBLISHED),  # type: ignore[call-arg]
            date(2025, 1, 31),
        ),
    ],
)
def test_next_review(record: Practice | Tool, due: date) -> None:
    """The last review counts, else the day it was added; the entry's own interval, else the bank's."""
    assert freshness(record, review_every=24, today=date(2020, 1, 1)).next_review == due


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (Status.ARCHIVED, Freshness(State.ARCHIVED, None)),
        (Status.SUPERSEDED, Freshness(State.SUPERSEDED, None)),
        (Status.DRAFT, Freshness(State.DRAFT, DUE)),
    ],
)
def test_other_standings(status: Status, expected: Freshness) -> None:
    """What is archived or superseded waits for no review; a draft is a draft, however old."""
    assert freshness(entry(date(2022, 8, 15), status=status), review_every=24, today=date(2030, 1, 1)) == expected


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2024, 3, 31), 1, date(2024, 4, 30)),
        (date(2023, 12, 15), 1, date(2024, 1, 15)),
        (date(2023, 11, 30), 3, date(2024, 2, 29)),
        (date(2023, 12, 31), 12, date(2024, 12, 31)),
        (date(2100, 12, 31), 240, date(2120, 12, 31)),
    ],
)
def test_add_months(day: date, months: int, expected: date) -> None:
    """The same day of a later month, or that month's last; leap years and turns of the year included."""
    assert add_months(day, months) == expected
