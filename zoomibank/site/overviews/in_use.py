"""The page that shows how practices have been taken into use over the years."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from zoomibank.bank.adoption_history import UNTOLD, History, adoption_history
from zoomibank.site.draft import Contents, Draft, single
from zoomibank.site.local import Local
from zoomibank.site.structured import breadcrumb_list
from zoomibank.site.views import Crumb, LinkTo, Spoken, View

MOST: Final = 20
"""Practices that are named."""


@dataclass(frozen=True, slots=True)
class PhaseColumn:
    """A phase with its place in the chart, from 1; `url` is "" for the uses that tell no phase."""

    label: Spoken
    url: str
    place: int


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a year's bar: where it begins and how long it is, in per cent of the longest bar."""

    place: int
    start: float
    length: float


@dataclass(frozen=True, slots=True)
class Year:
    """The uses at the end of a year: of each phase, all together, and as a bar."""

    year: int
    counts: tuple[int, ...]
    total: int
    bar: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class InUseView(View):
    """How practices have been taken into use.

    `practices` are those that most organisations use, with their number, out of `used`; `undated` is how many uses have
    no year.
    """

    crumbs: tuple[Crumb, ...]
    phases: tuple[PhaseColumn, ...]
    years: tuple[Year, ...]
    practices: tuple[LinkTo, ...]
    used: int
    undated: int


def in_use_drafts(local: Local) -> Iterator[Draft]:
    """The page of one language, which goes up to the day's year."""
    practices = tuple(entry.ref for entry in local.catalogue.bank.practices)
    url = local.urls.index("in-use")
    yield single("in-use", url, "in_use", partial(_contents, local), shows=practices, by_day=True)


def _contents(local: Local) -> Contents:
    crumbs = local.crumbs(Crumb(local.phrase("in-use.title"), local.urls.index("in-use")))
    history = adoption_history(local.catalogue.bank)
    view = InUseView(
        crumbs=crumbs,
        phases=tuple(_column(local, key, place) for place, key in enumerate(history.phases, 1)),
        years=tuple(_year(history, place) for place in range(len(history.years))),
        practices=_most_used(local, history),
        used=len(history.users),
        undated=sum(history.undated.values()),
    )
    trail = breadcrumb_list(crumbs, local.base_url)
    return Contents(view, local.strings("in-use.title"), local.strings("in-use.lead"), (trail,))


def _column(local: Local, key: str, place: int) -> PhaseColumn:
    if key == UNTOLD:
        return PhaseColumn(local.phrase("in-use.untold"), "", place)
    return PhaseColumn(local.label("phases", key), local.urls.term("phases", key), place)


def _year(history: History, place: int) -> Year:
    counts = history.counts[place]
    parts, start = [], 0.0
    for number, count in enumerate(counts, 1):
        length = round(100 * count / history.most, 2) if history.most else 0.0
        if count:
            parts.append(Part(number, round(start, 2), length))
        start += length
    return Year(history.years[place], counts, sum(counts), tuple(parts))


def _most_used(local: Local, history: History) -> tuple[LinkTo, ...]:
    """The practices that most organisations use, and of the same number in the order of their titles."""
    order = sorted(history.users, key=lambda ref: (-history.users[ref], local.places[ref]))
    links = ((local.entry(ref), history.users[ref]) for ref in order[:MOST])
    return tuple(LinkTo(link.label, link.url, count) for link, count in links)
