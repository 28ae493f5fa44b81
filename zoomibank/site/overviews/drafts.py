"""The pages of all rooms of overviews, in one language."""

from collections.abc import Iterator
from typing import Final

from zoomibank.site.draft import Draft
from zoomibank.site.local import Local
from zoomibank.site.overviews import assessments, coverage, data, events, in_use, library, plan, relation_map, report

ROOMS: Final = (assessments, coverage, data, events, in_use, library, plan, relation_map, report)
"""The modules in which overviews and the types of their views are."""

OVERVIEWS: Final = ("map", "coverage", "in-use", "library", "events", "assessments", "data")
"""The pages of the bank as a whole that every page's footer leads to, by their names in addresses, in this order."""


def overview_drafts(local: Local) -> Iterator[Draft]:
    """The pages of one language, in a lasting order."""
    yield from relation_map.map_drafts(local)
    yield from assessments.assessments_drafts(local)
    yield from coverage.coverage_drafts(local)
    yield from data.data_drafts(local)
    yield from events.events_drafts(local)
    yield from in_use.in_use_drafts(local)
    yield from library.library_drafts(local)
    yield from plan.plan_drafts(local)
    yield from report.report_drafts(local)
