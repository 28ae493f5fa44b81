"""The page that explains the open data, and the addresses of its files."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from zoomibank.bank.catalogue import Catalogue
from zoomibank.content.schema import VOCABULARIES, Practice, Record, Tool, nested, row
from zoomibank.content.shapes import shape
from zoomibank.site.draft import Contents, Draft, single
from zoomibank.site.followed import feed_of
from zoomibank.site.local import Local
from zoomibank.site.overviews.coverage import COLUMNS, coverage_file
from zoomibank.site.overviews.events import calendar_file
from zoomibank.site.structured import breadcrumb_list
from zoomibank.site.urls import absolute
from zoomibank.site.views import Crumb, Spoken, View

VERSION: Final = "1.0"
"""Of the data's form. The first number changes when something that was there is named otherwise, means something else
or is gone; the second when something is added."""

BANK: Final = "data/bank.json"
SCHEMA: Final = "data/bank.schema.json"
CATALOG: Final = ("data/dcat.ttl", "data/dcat.jsonld")


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file: what is in it, its address and its form (JSON, CSV …)."""

    label: Spoken
    url: str
    form: str


@dataclass(frozen=True, slots=True)
class DataGroup:
    """Files of one kind; `key` names the kind in the strings."""

    key: str
    files: tuple[DataFile, ...]


@dataclass(frozen=True, slots=True)
class DataView(View):
    """What open data there is. `example` is the address of the whole, for a line of use; `with_people` is a setting."""

    crumbs: tuple[Crumb, ...]
    groups: tuple[DataGroup, ...]
    version: str
    modified: date | None
    licence: str
    with_people: bool
    example: str


def data_drafts(local: Local) -> Iterator[Draft]:
    """The page of one language."""
    every = tuple(local.catalogue.entries)
    yield single("data", local.urls.index("data"), "data", partial(_contents, local), shows=every)


def tables() -> dict[str, type[Record]]:
    """The tables by name: one of each kind of entry, and one of each field that lists records."""
    found: dict[str, type[Record]] = {"practices": Practice, "tools": Tool}
    for model in (Practice, Tool):
        for name, field in model.model_fields.items():
            inner = nested(field)
            if inner and shape(field).is_list:
                found[name] = inner
    return found


def table_file(local: Local, name: str) -> str:
    """The address of a table."""
    return local.urls.file(f"{name}.csv")


def vocabulary_files(name: str) -> tuple[str, str]:
    """The addresses of a vocabulary: as Turtle and as JSON-LD."""
    return f"data/vocabularies/{name}.ttl", f"data/vocabularies/{name}.jsonld"


def modified(catalogue: Catalogue) -> date | None:
    """The newest day in the bank, or None in an empty one: data must not hang on when it was built."""
    records = [entry.original.record for entry in catalogue.entries.values()]
    days = [record.reviewed or record.added for record in records]
    days += [review.date for record in records if isinstance(record, Practice) for review in record.reviews]
    return max(days, default=None)


def _contents(local: Local) -> Contents:
    crumbs = local.crumbs(Crumb(local.phrase("data.title"), local.urls.index("data")))
    settings = local.catalogue.bank.settings
    view = DataView(
        crumbs=crumbs,
        groups=tuple(DataGroup(key, tuple(files)) for key, files in _groups(local).items() if files),
        version=VERSION,
        modified=modified(local.catalogue),
        licence=settings.licence or "",
        with_people=settings.publish_contacts,
        example=absolute(local.base_url, BANK) if local.base_url else BANK,
    )
    trail = breadcrumb_list(crumbs, local.base_url)
    return Contents(view, local.strings("data.title"), local.strings("data.lead"), (trail,))


def _groups(local: Local) -> dict[str, list[DataFile]]:
    say, language = local.phrase, local.language
    rows = {"practices": say("kind.practices.many"), "tools": say("kind.tools.many")}
    rows |= {
        name: Spoken(row(field).label(language), language)
        for model in (Practice, Tool)
        for name, field in model.model_fields.items()
    }
    feeds = [DataFile(say("feed.all"), feed_of(local), "Atom")] if feed_of(local) else []
    if feeds:
        feeds.append(DataFile(say("feed.all"), feed_of(local).replace(".xml", ".json"), "JSON Feed"))
    if calendar := calendar_file(local):
        feeds.append(DataFile(say("events.title"), calendar, "iCalendar"))
    return {
        "whole": [DataFile(say("data.bank"), BANK, "JSON"), DataFile(say("data.schema"), SCHEMA, "JSON Schema")],
        "tables": [
            *(DataFile(rows[name], table_file(local, name), "CSV") for name in tables()),
            *(DataFile(say(f"coverage.{facet}"), coverage_file(local, facet), "CSV") for facet in COLUMNS),
        ],
        "vocabularies": [
            DataFile(say(f"data.vocabulary.{name}"), path, form)
            for name in VOCABULARIES
            for path, form in zip(vocabulary_files(name), ("SKOS Turtle", "SKOS JSON-LD"), strict=True)
        ],
        "catalog": [
            DataFile(say("data.dcat"), path, form)
            for path, form in zip(CATALOG, ("DCAT Turtle", "DCAT JSON-LD"), strict=True)
        ],
        "follow": feeds,
    }
