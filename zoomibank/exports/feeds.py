"""What is new, for readers of feeds: Atom (RFC 4287) and JSON Feed 1.1, in each language.

Feeds hold absolute addresses, so there are none as long as it is not known where the site will be.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import partial
from html import escape
from itertools import chain
from typing import Any, Final
from urllib.parse import urlsplit

from zoomibank.bank.freshness import GONE
from zoomibank.content.entry import AnyEntry, Edition, Ref
from zoomibank.exports.export import Export
from zoomibank.site.followed import FOLLOWED, feed_of
from zoomibank.site.local import Local
from zoomibank.site.page import Output
from zoomibank.site.urls import absolute

MOST: Final = 50
"""Entries in a feed."""
_JSON_FEED: Final = "https://jsonfeed.org/version/1.1"


@dataclass(frozen=True, slots=True)
class Item:
    """An entry as feeds tell it.

    `identifier` stays when its slug changes; `updated` is the day of its last review, or else that of its adding.
    """

    identifier: str
    title: str
    language: str
    summary: str
    url: str
    owner: str
    tags: tuple[str, ...]
    added: date
    updated: date


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: the address of the page that it follows, its own, and its items, the newest first."""

    title: str
    page: str
    path: str
    items: tuple[Item, ...]

    @property
    def updated(self) -> date:
        """The day of the newest item."""
        return self.items[0].updated


def feeds(local: Local) -> Export:
    """The feeds of a language: of everything, and of the kinds, themes and target groups that have entries."""
    paths = tuple(feed_of(local, facet, key) for facet, key in _followed(local))
    every = feed_of(local)
    return Export(
        f"feeds-{local.language}",
        tuple(filter(None, (*paths, every.replace(".xml", ".json")))),
        partial(_outputs, local),
    )


def _followed(local: Local) -> Iterator[tuple[str, str]]:
    yield "", ""
    for facet in FOLLOWED:
        for key in local.keys(facet):
            yield facet, key


def _outputs(local: Local) -> Iterator[Output]:
    if not feed_of(local):
        return
    entries = local.catalogue.entries
    current = [ref for ref in entries if local.catalogue.freshness[ref].state not in GONE]
    latest = {ref: _item(local, entries[ref]) for ref in current or entries}
    for facet, key in _followed(local):
        if path := feed_of(local, facet, key):
            feed = _feed(local, facet, key, path=path, latest=latest)
            yield Output(path, _atom(local, feed).encode(), "feeds")
            if not facet:
                yield Output(path.replace(".xml", ".json"), _json_feed(local, feed).encode(), "feeds")


def _feed(local: Local, facet: str, key: str, *, path: str, latest: dict[Ref, Item]) -> Feed:
    bank_title = local.said(local.catalogue.bank.settings.title).text
    found: Iterable[Item] = latest.values()
    title, page = bank_title, local.urls.front()
    if key:
        found = (latest[entry.ref] for entry in local.having(facet, key) if entry.ref in latest)
        title = f"{local.label(facet, key).text} – {bank_title}"
        page = local.urls.term(facet, key)
    items = sorted(found, key=lambda item: (-item.updated.toordinal(), -item.added.toordinal(), item.identifier))
    return Feed(title, absolute(local.base_url, page), path, tuple(items[:MOST]))


def _item(local: Local, entry: AnyEntry) -> Item:
    edition: Edition[Any] = entry.edition(local.language)
    record = edition.record
    themes = (local.term("themes", key).label.text for key in record.themes)
    return Item(
        identifier=identifier(local.base_url, entry),
        title=record.title,
        language=edition.language_of("title"),
        summary=record.summary,
        url=absolute(local.base_url, local.urls.entry(entry.ref)),
        owner=local.term("organisations", record.owner).label.text,
        tags=tuple(dict.fromkeys(chain(themes, record.keywords))),
        added=record.added,
        updated=record.reviewed or record.added,
    )


def identifier(base_url: str, entry: AnyEntry) -> str:
    """A tag (RFC 4151) that an entry keeps for good: its first slug, and the day on which it was added."""
    record = entry.original.record
    slug = record.previous_slugs[0] if record.previous_slugs else entry.ref.slug
    return f"tag:{urlsplit(base_url).hostname},{record.added.isoformat()}:{entry.ref.kind}/{slug}"


def _atom(local: Local, feed: Feed) -> str:
    from feedgenerator import Atom1Feed  # noqa: PLC0415 -- only builds that make feeds need it

    settings = local.catalogue.bank.settings
    made = Atom1Feed(
        title=feed.title,
        link=feed.page,
        description="",
        subtitle=local.strings("feed.subtitle"),
        language=local.language,
        feed_url=absolute(local.base_url, feed.path),
        author_name=local.term("organisations", settings.owner).label.text if settings.owner else feed.title,
        feed_copyright=settings.licence,
    )
    for item in feed.items:
        made.add_item(
            title=item.title,
            link=item.url,
            description=escape(item.summary),  # read as HTML
            unique_id=item.identifier,
            pubdate=_midnight(item.added),
            updateddate=_midnight(item.updated),
            author_name=item.owner,
            categories=item.tags,
        )
    text: str = made.writeString("utf-8")
    return text


def _json_feed(local: Local, feed: Feed) -> str:
    settings = local.catalogue.bank.settings
    told: dict[str, object] = {
        "version": _JSON_FEED,
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": absolute(local.base_url, feed.path.replace(".xml", ".json")),
        "description": local.strings("feed.subtitle"),
        "language": local.language,
    }
    if settings.owner:
        told["authors"] = [{"name": local.term("organisations", settings.owner).label.text}]
    told["items"] = list(map(_json_item, feed.items))
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _json_item(item: Item) -> dict[str, object]:
    return {
        "id": item.identifier,
        "url": item.url,
        "title": item.title,
        "content_text": item.summary,
        "date_published": _midnight(item.added).isoformat(),
        "date_modified": _midnight(item.updated).isoformat(),
        "authors": [{"name": item.owner}],
        "tags": item.tags,
        "language": item.language,
    }


def _midnight(day: date) -> datetime:
    """A day as the moment that feeds ask for: no hour of it is known."""
    return datetime.combine(day, time(), UTC)
