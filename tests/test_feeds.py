"""Feeds and calendars of the rich bank, read back fact by fact by the libraries of those who read them."""

import calendar
import html
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import feedparser
import icalendar
import pytest

from tests.built import LANGUAGES, SITES, Site, built, order, rich_content
from zoomibank.content.entry import AnyEntry
from zoomibank.exports.feeds import MOST, identifier
from zoomibank.pipeline import make_ready
from zoomibank.site.followed import FOLLOWED
from zoomibank.site.local import Local

BASE = "https://example.org/pankki/"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The rich site, which knows where it will be."""
    folder = tmp_path_factory.mktemp("feeds")
    return built(rich_content(folder), folder / "output", base_url=BASE)


@pytest.fixture(scope="module")
def locals_(site: Site) -> tuple[Local, ...]:
    """What the site was made of, in each language."""
    ready = make_ready(order(site.content, site.folder, base_url=BASE))
    assert ready
    return ready.locals


def _expected(local: Local, entry: AnyEntry) -> dict[str, object]:
    """What a feed is to say of an entry."""
    edition: Any = entry.edition(local.language)
    record = edition.record
    organisations = local.catalogue.bank.vocabularies.organisations.terms
    themes = [local.label("themes", key).text for key in record.themes]
    return {
        "id": identifier(BASE, entry),
        "title": record.title,
        "summary": record.summary,
        "link": BASE + local.urls.entry(entry.ref),
        "author": organisations[record.owner].label.text(local.language, "fi"),
        "tags": list(dict.fromkeys([*themes, *record.keywords])),
        "published": record.added,
        "updated": record.reviewed or record.added,
    }


def _followed(local: Local) -> Iterator[tuple[str, list[dict[str, object]]]]:
    """The path of each feed, and what stands in it."""
    current = [entry for entry in local.catalogue.entries.values() if not _is_gone(entry)]
    choices = {"all": current}
    for facet in FOLLOWED:
        for key in local.keys(facet):
            name = key if facet == "kinds" else f"{facet}/{key}"
            choices[name] = [entry for entry in current if entry in local.having(facet, key)]
    for name, entries in choices.items():
        told = [_expected(local, entry) for entry in entries]
        told.sort(key=lambda one: (_day(one["updated"]), _day(one["published"])), reverse=True)
        yield f"data/{local.language}/feeds/{name}.xml", told


def _is_gone(entry: AnyEntry) -> bool:
    return entry.original.record.status in {"archived", "superseded"}


def _day(value: object) -> date:
    assert isinstance(value, date)
    return value


def _read(path: Path) -> tuple[Any, list[dict[str, object]]]:
    found = feedparser.parse(path.read_bytes(), sanitize_html=False)
    assert not found.bozo, found.get("bozo_exception")
    return found.feed, [
        {
            "id": item.id,
            "title": item.title,
            "summary": html.unescape(item.summary),
            "link": item.link,
            "author": item.author,
            "tags": [tag.term for tag in item.get("tags", ())],
            "published": _date(item.published_parsed),
            "updated": _date(item.updated_parsed),
        }
        for item in found.entries
    ]


def _date(parsed: Any) -> date:  # noqa: ANN401
    return datetime.fromtimestamp(calendar.timegm(parsed), UTC).date()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_feed_says_what_the_content_says(site: Site, locals_: tuple[Local, ...], language: str) -> None:
    """Ids, titles, summaries, addresses, owners, tags and days; the newest first, at most so many."""
    local = next(one for one in locals_ if one.language == language)
    paths = set()
    for path, told in _followed(local):
        if not told:
            assert not (site.folder / path).exists()
            continue
        paths.add(path)
        feed, items = _read(site.folder / path)
        assert {item["id"] for item in items} <= {one["id"] for one in told}
        assert len(items) == min(len(told), MOST)
        by_id = {one["id"]: one for one in told}
        assert items == [by_id[item["id"]] for item in items]
        days = [(_day(item["updated"]), _day(item["published"])) for item in items]
        assert days == sorted(days, reverse=True)
        assert (feed.language, feed.links[-1].href) == (language, BASE + path)
        assert _date(feed.updated_parsed) == days[0][0]
    there = {
        file.relative_to(site.folder).as_posix() for file in (site.folder / "data" / language / "feeds").rglob("*.xml")
    }
    assert there == paths


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_json_feed_says_the_same(site: Site, locals_: tuple[Local, ...], language: str) -> None:
    local = next(one for one in locals_ if one.language == language)
    folder = site.folder / "data" / language / "feeds"
    told = json.loads((folder / "all.json").read_text(encoding="utf-8"))
    assert told["version"] == "https://jsonfeed.org/version/1.1"
    assert told["feed_url"] == f"{BASE}data/{language}/feeds/all.json"
    assert told["home_page_url"] == BASE + local.urls.front()
    _, items = _read(folder / "all.xml")
    assert [
        {
            "id": item["id"],
            "title": item["title"],
            "summary": item["content_text"],
            "link": item["url"],
            "author": item["authors"][0]["name"],
            "tags": item["tags"],
            "published": date.fromisoformat(item["date_published"][:10]),
            "updated": date.fromisoformat(item["date_modified"][:10]),
        }
        for item in told["items"]
    ] == items


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_calendar_holds_the_events_of_its_tools(site: Site, locals_: tuple[Local, ...], language: str) -> None:
    """One of all and one of each tool with events; times are the same moments, and no identifier comes twice."""
    local = next(one for one in locals_ if one.language == language)
    every = []
    for tool in local.catalogue.bank.tools:
        record = tool.edition(language).record
        told = [
            (event.title, event.start, event.end, event.place, event.url or BASE + local.urls.entry(tool.ref))
            for event in sorted(record.events, key=lambda one: (one.start, one.title))
        ]
        path = site.folder / f"data/{language}/calendar/tools/{tool.ref.slug}.ics"
        assert path.exists() == bool(told)
        if told:
            assert _events(path) == told
            every += told
    assert every
    whole = site.folder / f"data/{language}/calendar/all.ics"
    assert _events(whole) == every
    uids = [str(one["uid"]) for one in icalendar.Calendar.from_ical(whole.read_bytes()).walk("VEVENT")]
    assert len(uids) == len(set(uids))
    assert all(line.endswith(b"\r") for line in whole.read_bytes().split(b"\n")[:-1])


def _events(path: Path) -> list[tuple[object, ...]]:
    calendar_: Any = icalendar.Calendar.from_ical(path.read_bytes())
    assert calendar_["version"] == "2.0"
    return [
        (
            str(one["summary"]),
            one["dtstart"].dt,
            one["dtend"].dt if "dtend" in one else None,
            str(one["location"]) if "location" in one else None,
            str(one["url"]),
        )
        for one in calendar_.walk("VEVENT")
    ]


def test_no_feed_without_an_address(tmp_path: Path) -> None:
    """A feed holds absolute addresses, so a site that does not know where it will be has none, and no link to one."""
    tiny = built(SITES / "tiny" / "content", tmp_path / "output")
    assert not [path for path in tiny.paths if "/feeds/" in path]
    assert "application/atom+xml" not in (tmp_path / "output" / "index.html").read_text(encoding="utf-8")


def test_pages_lead_to_their_feeds(site: Site) -> None:
    """Browsers find the feed of what a page lists."""
    for url, path in {
        "": "data/fi/feeds/all.xml",
        "sv/praxis/": "data/sv/feeds/practices.xml",
        "en/themes/hyvinvointi/": "data/en/feeds/themes/hyvinvointi.xml",
    }.items():
        page = (site.folder / url / "index.html").read_text(encoding="utf-8")
        assert page.count(f'{path}">') >= 2, url
        assert 'rel="alternate" type="application/atom+xml"' in page
