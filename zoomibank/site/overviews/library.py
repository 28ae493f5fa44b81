"""The list of all materials of entries and of all that tools have yielded, and a list for each kind of them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any, Final

from zoomibank.content.entry import AnyEntry, Edition, Ref
from zoomibank.content.schema import MaterialKind, Tool
from zoomibank.site.draft import Contents, Draft
from zoomibank.site.local import PER_PAGE, Local, page_count
from zoomibank.site.structured import breadcrumb_list
from zoomibank.site.views import Crumb, LinkTo, Pager, Spoken, View
from zoomibank.text import sort_key

OUTPUT: Final = "output"
"""The kind of what a tool has yielded, beside those of materials."""
KINDS: Final = (*(kind.value for kind in MaterialKind), OUTPUT)


@dataclass(frozen=True, slots=True)
class Item:
    """Something to read, watch or fill in.

    `address` is "" where it has none; `day` is its own or, with `is_checked`, the last one on which an entry that names
    it was checked; `refs` are those entries.
    """

    title: Spoken
    address: str
    kind: str
    language: str
    day: date | None
    is_checked: bool
    licence: str
    refs: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class LibraryLine:
    """An item and the entries that it belongs to."""

    item: Item
    entries: tuple[LinkTo, ...]


@dataclass(frozen=True, slots=True)
class LibraryKind:
    """A list to choose: all items (`kind` is "") or those of a kind; `current` when it is the one on the page."""

    kind: str
    url: str
    count: int
    current: bool


@dataclass(frozen=True, slots=True)
class LibraryView(View):
    """A page of the list of all items, or of those of a kind."""

    crumbs: tuple[Crumb, ...]
    kind: str
    kinds: tuple[LibraryKind, ...]
    lines: tuple[LibraryLine, ...]
    total: int
    pager: Pager


def library_drafts(local: Local) -> Iterator[Draft]:
    """The pages of one language: of all items, and of each kind that there is."""
    every = items(local)
    counts = Counter(item.kind for item in every)
    for kind in ("", *(kind for kind in KINDS if counts[kind])):
        own = tuple(item for item in every if kind in {"", item.kind})
        yield Draft(
            key=f"library:{kind}",
            urls=tuple(local.urls.library(kind, number) for number in range(1, page_count(len(own)) + 1)),
            template="library",
            make=partial(_pages, local, kind, own, counts),
            shows=tuple(dict.fromkeys(ref for item in every for ref in item.refs)),
        )


def items(local: Local) -> tuple[Item, ...]:
    """All items, the newest first, then by title. What several entries name by one address is one item."""
    found: dict[str, Item] = {}
    alone: list[Item] = []
    for entry in local.catalogue.entries.values():
        for item in _items_of(local, entry):
            if not item.address:
                alone.append(item)
            elif known := found.get(item.address):
                found[item.address] = _joined(known, item)
            else:
                found[item.address] = item
    return tuple(sorted((*found.values(), *alone), key=partial(_order, local)))


def _items_of(local: Local, entry: AnyEntry) -> Iterator[Item]:
    edition: Edition[Any] = entry.edition(local.language)
    record = edition.record
    licence, checked = record.licence or "", record.reviewed or record.added
    for one in record.materials:
        title, kind = local.text(edition, "materials", one.title), (one.kind or MaterialKind.OTHER).value
        yield Item(title, one.url, kind, one.lang or "", checked, is_checked=True, licence=licence, refs=(entry.ref,))
    for one in record.outputs if isinstance(record, Tool) else ():
        title = local.text(edition, "outputs", one.title)
        yield Item(title, one.url or "", OUTPUT, "", one.date, is_checked=False, licence=licence, refs=(entry.ref,))


def _joined(one: Item, other: Item) -> Item:
    """An item that two entries name: its own day counts before the entries', and the later of these."""
    refs = tuple(dict.fromkeys((*one.refs, *other.refs)))
    days = [item for item in (one, other) if item.day]
    best = max(days, key=lambda item: (not item.is_checked, item.day or date.min), default=one)
    kind = other.kind if one.kind == MaterialKind.OTHER.value else one.kind
    language, licence = one.language or other.language, one.licence or other.licence
    return replace(
        one, kind=kind, language=language, day=best.day, is_checked=best.is_checked, licence=licence, refs=refs
    )


def _order(local: Local, item: Item) -> tuple[int, tuple[str, str], str]:
    return -(item.day.toordinal() if item.day else 0), sort_key(item.title.text, local.language), item.address


def _pages(local: Local, kind: str, own: Sequence[Item], counts: Counter[str]) -> Iterator[Contents]:
    say, urls = local.strings, local.urls
    crumbs = local.crumbs(Crumb(local.phrase("library.title"), urls.library()))
    title = say("library.title")
    if kind:
        title = say(f"library.kind.{kind}")
        crumbs = (*crumbs, Crumb(local.phrase(f"library.kind.{kind}"), urls.library(kind)))
    addresses = tuple(urls.library(kind, number) for number in range(1, page_count(len(own)) + 1))
    kinds = tuple(
        LibraryKind(one, urls.library(one), counts[one] if one else counts.total(), current=one == kind)
        for one in ("", *KINDS)
        if counts[one] or not one
    )
    for number in range(1, len(addresses) + 1):
        part = own[(number - 1) * PER_PAGE : number * PER_PAGE]
        lines = tuple(LibraryLine(item, tuple(map(local.entry, item.refs))) for item in part)
        view = LibraryView(crumbs, kind, kinds, lines, len(own), Pager(number, len(addresses), addresses))
        told = say("pager.title", title=title, number=number) if number > 1 else title
        yield Contents(view, told, say("library.lead"), (breadcrumb_list(crumbs, local.base_url),))
