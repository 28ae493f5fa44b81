from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.unit.content.making import PRACTICE, bank, with_fields
from tests.unit.stages.making import prepared, written
from zoomibank.bank.freshness import Freshness, State, add_months, freshness, review_faults, reviews
from zoomibank.content.schema import Practice, Status, Tool
from zoomibank.findings.finding import Label
from zoomibank.publish.shelf import shelf


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


def _named(title: str, **fields: str) -> str:
    return with_fields(PRACTICE, title=f"Kuvaus {title}", **fields)


SOME: Mapping[str, str] = {
    "practices/b.md": _named("b", added="2021-01-31"),
    "practices/a.md": _named("a", added="2021-01-31", reviewed="2021-02-28", review_every="12"),
    "practices/c.md": _named("c", added="2010-01-31", status="archived"),
    "practices/d.md": _named("d", added="2010-01-31", status="draft"),
    "practices/e.md": _named("e", added="2022-07-31"),
    "practices/malli.md": PRACTICE,
}


@pytest.mark.parametrize(
    ("within", "expected"),
    [
        (0, [("practices/a", date(2022, 2, 28), State.OVERDUE), ("practices/b", date(2023, 1, 31), State.OVERDUE)]),
        (
            105,
            [
                ("practices/a", date(2022, 2, 28), State.OVERDUE),
                ("practices/b", date(2023, 1, 31), State.OVERDUE),
                ("practices/e", date(2024, 7, 31), State.FRESH),
                ("practices/malli", date(2024, 9, 13), State.FRESH),
            ],
        ),
    ],
)
def test_reviews(within: int, expected: list[tuple[str, date, State]]) -> None:
    """Those of published entries that are overdue or come up so soon, by day; drafts and what is gone wait for none."""
    found = reviews(bank(SOME, drafts=True), within=timedelta(days=within))
    assert [(str(one.entry.ref), one.day, one.state) for one in found] == expected


def test_an_overdue_review_is_told_at_its_day(tmp_path: Path) -> None:
    """At `reviewed`, or at `added` when nobody has reviewed it yet, with what to type."""
    organisations = "- key: liitto\n  label: {fi: Liitto ry, sv: Förbundet rf}\n"
    with shelf(None) as kept:
        found = prepared(written(tmp_path, {**SOME, "vocabulary/organisations.yaml": organisations}), kept)
    owner = Label("Liitto ry", "Förbundet rf", "Liitto ry")
    told = [
        (one.place.path, one.place.line, one.variant, dict(one.values))
        for one in review_faults(found.catalogue.bank, found.read.files)
    ]
    assert told == [
        ("practices/a.md", 9, "", {"due": "2022-02-28", "owner": owner, "today": "2024-05-31"}),
        ("practices/b.md", 8, "first", {"due": "2023-01-31", "owner": owner, "today": "2024-05-31"}),
    ]
