"""Events of tools for calendars: iCalendar (RFC 5545), one file of all and one of each tool, in each language.

Times are in UTC, which every calendar shows in its reader's own zone, so no file need carry the rules of a zone.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from zoomibank.content.entry import Edition, Entry
from zoomibank.content.schema import Event, Tool
from zoomibank.exports.export import Export
from zoomibank.site.local import Local
from zoomibank.site.overviews.events import calendar_file
from zoomibank.site.page import Output
from zoomibank.site.urls import absolute

if TYPE_CHECKING:
    import icalendar

_MAKER: Final = "-//zoomibank//zoomibank//EN"
_UNTITLED_HOST: Final = "zoomibank.invalid"
"""Stands in identifiers for the site's host while that is not known."""
_RENEWED: Final = timedelta(days=1)
"""How often calendars may look for something new."""


def calendars(local: Local) -> Export:
    """The calendars of a language."""
    paths = [calendar_file(local), *(calendar_file(local, tool.ref.slug) for tool in local.catalogue.bank.tools)]
    return Export(f"calendar-{local.language}", tuple(filter(None, paths)), partial(_outputs, local))


def _outputs(local: Local) -> Iterator[Output]:
    tools = [tool for tool in local.catalogue.bank.tools if tool.original.record.events]
    if not tools:
        return
    bank = local.said(local.catalogue.bank.settings.title).text
    yield _output(local, calendar_file(local), bank, tools)
    for tool in tools:
        title = tool.edition(local.language).record.title
        yield _output(local, calendar_file(local, tool.ref.slug), f"{title} – {bank}", [tool])


def _output(local: Local, path: str, name: str, tools: Iterable[Entry[Tool]]) -> Output:
    from icalendar import Calendar  # noqa: PLC0415 -- only builds that make calendars need it

    made = Calendar()
    made.add("prodid", _MAKER)
    made.add("version", "2.0")
    made.add("name", name)
    made.add("x-wr-calname", name)
    made.add("refresh-interval", _RENEWED, parameters={"VALUE": "DURATION"})
    for tool in tools:
        for component in _events(local, tool):
            made.add_component(component)
    return Output(path, made.to_ical(), "calendar")


def _events(local: Local, entry: Entry[Tool]) -> "Iterator[icalendar.Event]":
    """The events of a tool in the order in which they begin."""
    edition: Edition[Tool] = entry.edition(local.language)
    record = entry.original.record
    slug = record.previous_slugs[0] if record.previous_slugs else entry.ref.slug
    seen: dict[str, int] = {}
    for event in sorted(edition.record.events, key=lambda one: (one.start, one.title)):
        begins = f"{event.start.astimezone(UTC):%Y%m%dT%H%M%SZ}"
        seen[begins] = seen.get(begins, 0) + 1
        # Of two that begin together, the second has a number of its own.
        name = f"{slug}-{begins}" + (f"-{seen[begins]}" if seen[begins] > 1 else "")
        yield _event(local, entry, event, name=name)


def _event(local: Local, entry: Entry[Tool], event: Event, *, name: str) -> "icalendar.Event":
    from icalendar import Event as Component  # noqa: PLC0415

    record = entry.original.record
    address = absolute(local.base_url, local.urls.entry(entry.ref)) if local.base_url else ""
    title = entry.edition(local.language).record.title
    made: Any = Component()
    made.add("uid", f"{name}@{urlsplit(local.base_url).hostname or _UNTITLED_HOST}")
    made.add("dtstamp", datetime.combine(record.reviewed or record.added, time(), UTC))
    made.add("dtstart", event.start.astimezone(UTC))
    if event.end:
        made.add("dtend", event.end.astimezone(UTC))
    made.add("summary", event.title)
    made.add("description", f"{title}\n{address}" if address else title)
    if event.place:
        made.add("location", event.place)
    if event.url or address:
        made.add("url", event.url or address)
    found: icalendar.Event = made
    return found
