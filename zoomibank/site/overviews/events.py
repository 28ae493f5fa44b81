"""The page of events of tools: coming ones and past ones."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from zoomibank.content.entry import AnyEntry, Edition
from zoomibank.content.schema import Tool
from zoomibank.site.draft import Contents, Draft, single
from zoomibank.site.local import Local
from zoomibank.site.structured import breadcrumb_list, event
from zoomibank.site.views import Crumb, EventLine, LinkTo, View


@dataclass(frozen=True, slots=True)
class EventOfTool:
    """An event, and the tool that it belongs to."""

    event: EventLine
    tool: LinkTo


@dataclass(frozen=True, slots=True)
class EventsView(View):
    """Events: the next ones first, and of the past the latest; `calendar` is the file of all of them, or ""."""

    crumbs: tuple[Crumb, ...]
    coming: tuple[EventOfTool, ...]
    past: tuple[EventOfTool, ...]
    calendar: str


def events_drafts(local: Local) -> Iterator[Draft]:
    """The page of one language. Which events are past hangs on the day."""
    tools = tuple(tool.ref for tool in local.catalogue.bank.tools)
    yield single("events", local.urls.index("events"), "events", partial(_contents, local), shows=tools, by_day=True)


def event_lines(local: Local, edition: Edition[Tool]) -> tuple[EventLine, ...]:
    """The events of a tool in the bank's time zone, in the order in which they begin."""
    zone = ZoneInfo(local.catalogue.bank.settings.time_zone)
    return tuple(
        EventLine(
            title=local.text(edition, "events", event.title),
            start=event.start.astimezone(zone),
            end=event.end.astimezone(zone) if event.end else None,
            place=local.text_if(edition, "events", event.place),
            address=event.url or "",
        )
        for event in sorted(edition.record.events, key=lambda one: (one.start, one.title))
    )


def calendar_file(local: Local, tool: str = "") -> str:
    """The address of the calendar of a tool by its slug, or of all; "" where there are no events."""
    tools = local.catalogue.bank.tools
    found = any(one.original.record.events for one in tools if not tool or one.ref.slug == tool)
    name = f"tools/{tool}" if tool else "all"
    return local.urls.file(f"calendar/{name}.ics") if found else ""


def _contents(local: Local) -> Contents:
    crumbs = local.crumbs(Crumb(local.phrase("events.title"), local.urls.index("events")))
    found = sorted(_all_events(local), key=lambda one: (one.event.start, one.event.title.text, one.tool.url))
    today = local.catalogue.bank.today
    coming = tuple(one for one in found if (one.event.end or one.event.start).date() >= today)
    past = tuple(one for one in reversed(found) if (one.event.end or one.event.start).date() < today)
    view = EventsView(crumbs, coming, past, calendar_file(local))
    things = (event(one.event, url=one.tool.url, base_url=local.base_url) for one in coming)
    trail = breadcrumb_list(crumbs, local.base_url)
    return Contents(view, local.strings("events.title"), local.strings("events.lead"), (trail, *things))


def _all_events(local: Local) -> Iterator[EventOfTool]:
    tools: tuple[AnyEntry, ...] = local.catalogue.bank.tools
    for entry in tools:
        edition: Edition[Any] = entry.edition(local.language)
        yield from (EventOfTool(line, local.entry(entry.ref)) for line in event_lines(local, edition))
