"""Reports: what some entries tell together. Each theme has one as a page; a command makes others as documents."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Final

from zoomibank.bank.facets import strongest_evidence
from zoomibank.bank.freshness import State
from zoomibank.bank.relation_map import links_of
from zoomibank.content.entry import AnyEntry, Edition, Ref
from zoomibank.content.schema import Practice, ResultKind
from zoomibank.site.draft import Contents, Draft, single
from zoomibank.site.entry_views import citation_of
from zoomibank.site.local import Local
from zoomibank.site.overviews.coverage import COLUMNS, CoverageTable, coverage_table
from zoomibank.site.overviews.relation_map import MapLine, map_lines
from zoomibank.site.structured import breadcrumb_list
from zoomibank.site.views import Card, Crumb, LinkTo, Spoken, View

_STATES: Final = tuple(State)


@dataclass(frozen=True, slots=True)
class ReportEntry:
    """An entry of a report. `anchor` is its place there; `results` and `steps` are what it says of these."""

    anchor: str
    card: Card
    results: tuple[tuple[str, Spoken], ...]
    steps: tuple[Spoken, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Figure:
    """How many entries each choice of something has; only those that some have."""

    title: Spoken
    rows: tuple[tuple[Spoken, int], ...]


@dataclass(frozen=True, slots=True)
class ReportView(View):
    """What some entries tell together.

    `day` is the newest day on which one of them was checked, or None; `counts` tells how many practices and tools there
    are, `overdue` how many of them wait for a review.
    """

    crumbs: tuple[Crumb, ...]
    title: Spoken
    owner: LinkTo | None
    licence: str
    day: date | None
    counts: tuple[int, int]
    overdue: int
    entries: tuple[ReportEntry, ...]
    relations: tuple[MapLine, ...]
    coverage: tuple[CoverageTable, ...]
    figures: tuple[Figure, ...]


def report_drafts(local: Local) -> Iterator[Draft]:
    """The pages of one language: one for each theme that has entries."""
    for theme in local.keys("themes"):
        entries = local.by_title(local.having("themes", theme))
        if entries:
            refs = tuple(entry.ref for entry in entries)
            tied = (tie.to for ref in refs for tie in local.catalogue.ties.get(ref, ()))
            shows = tuple(dict.fromkeys((*refs, *tied)))
            make = partial(_contents, local, theme, entries)
            yield single(f"report:{theme}", local.urls.report(theme), "report", make, shows=shows, counts=True)


def report_view(local: Local, entries: Sequence[AnyEntry], title: Spoken, crumbs: tuple[Crumb, ...] = ()) -> ReportView:
    """What some entries tell together, in the order given."""
    refs = tuple(entry.ref for entry in entries)
    settings = local.catalogue.bank.settings
    records = [entry.original.record for entry in entries]
    states = [local.catalogue.freshness[ref].state for ref in refs]
    links = links_of(local.catalogue.ties, set(refs))
    kinds = Counter(ref.kind for ref in refs)
    return ReportView(
        crumbs=crumbs,
        title=title,
        owner=local.term("organisations", settings.owner) if settings.owner else None,
        licence=settings.licence or "",
        day=max((record.reviewed or record.added for record in records), default=None),
        counts=(kinds["practices"], kinds["tools"]),
        overdue=states.count(State.OVERDUE),
        entries=tuple(_entry(local, entry) for entry in entries),
        relations=tuple(map_lines(local, links)),
        coverage=tuple(coverage_table(local, facet, among=frozenset(refs)) for facet in COLUMNS),
        figures=tuple(_figures(local, entries)),
    )


def anchor(ref: Ref) -> str:
    """The place of an entry in a report."""
    return f"{ref.kind}-{ref.slug}"


def _contents(local: Local, theme: str, entries: Sequence[AnyEntry]) -> Contents:
    label = local.label("themes", theme)
    crumbs = local.crumbs(
        local.index_crumb("themes"),
        Crumb(label, local.urls.term("themes", theme)),
        Crumb(local.phrase("report.title"), local.urls.report(theme)),
    )
    title = local.strings("report.title_of", what=label.text)
    view = report_view(local, entries, label, crumbs)
    return Contents(view, title, local.strings("report.lead"), (breadcrumb_list(crumbs, local.base_url),))


def _entry(local: Local, entry: AnyEntry) -> ReportEntry:
    edition: Edition[Any] = entry.edition(local.language)
    record = edition.record
    results = record.results if isinstance(record, Practice) else ()
    return ReportEntry(
        anchor=anchor(entry.ref),
        card=local.card(entry),
        results=tuple((one.kind.value, local.text(edition, "results", one.text)) for one in results),
        steps=tuple(local.text(edition, "steps", step.title) for step in record.steps),
        source=citation_of(local, entry).text,
    )


def _figures(local: Local, entries: Sequence[AnyEntry]) -> Iterator[Figure]:
    """Counts by phase, evidence and freshness."""
    practices = [entry.original.record for entry in entries if isinstance(entry.original.record, Practice)]
    phases = Counter(record.phase for record in practices)
    evidence = Counter(kind for record in practices if (kind := strongest_evidence(record)))
    states = Counter(local.catalogue.freshness[entry.ref].state for entry in entries)
    found = {
        "facet.phases.title": [(local.label("phases", key), phases[key]) for key in local.keys("phases")],
        "facet.evidence.title": [(local.phrase(f"evidence.{kind}"), evidence[kind]) for kind in ResultKind],
        "facet.states.title": [(local.phrase(f"state.{state}"), states[state]) for state in _STATES],
    }
    for title, rows in found.items():
        some = tuple((label, count) for label, count in rows if count)
        if some:
            yield Figure(local.phrase(title), some)
