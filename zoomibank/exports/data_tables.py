"""The bank as tables for spreadsheets: one of each kind of entry, and one of each field that lists records."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from zoomibank.bank.facets import FACETS
from zoomibank.content.entry import Ref
from zoomibank.content.schema import Common, Record, label, row
from zoomibank.content.shapes import shape
from zoomibank.exports.csv_text import as_csv
from zoomibank.exports.export import Export
from zoomibank.exports.plain_values import plain, public_fields
from zoomibank.site.local import Local
from zoomibank.site.overviews.data import table_file, tables
from zoomibank.site.page import Output
from zoomibank.site.urls import absolute

_BETWEEN: Final = " | "
"""What stands between the values of a cell."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, the way to its values within a record, and the vocabulary whose keys these are, or ""."""

    name: str
    path: tuple[str, ...]
    vocabulary: str


def data_tables(local: Local) -> Export:
    """The tables of a language: with its names of fields and terms, and its texts as far as there are any."""
    paths = tuple(table_file(local, name) for name in tables())
    return Export(f"tables-{local.language}", paths, partial(_outputs, local))


def _outputs(local: Local) -> Iterator[Output]:
    with_people = local.catalogue.bank.settings.publish_contacts
    fields = {
        entry.ref: plain(entry.edition(local.language).record, with_people=with_people)
        for entry in local.catalogue.bank.entries
    }
    for name, model in tables().items():
        is_whole = issubclass(model, Common)
        columns = tuple(_columns(local, model))
        first: tuple[str, ...] = ("ref", local.strings("data.address"))
        if not is_whole:
            first = (*first, label(Common, "title", local.language))
        rows = (
            (*told, *(_cell(local, record, column) for column in columns))
            for told, records in _entries(local, name, fields, is_whole=is_whole)
            for record in records
        )
        table = as_csv((*first, *(column.name for column in columns)), rows)
        yield Output(table_file(local, name), table.encode(), "open-data")


def _entries(
    local: Local, name: str, fields: Mapping[Ref, dict[str, Any]], *, is_whole: bool
) -> Iterator[tuple[tuple[str, ...], list[dict[str, Any]]]]:
    """What the first cells of each entry are, and its records for a table: itself, or those of a field."""
    for entry in local.catalogue.bank.entries:
        if is_whole and entry.ref.kind != name:
            continue
        records = [fields[entry.ref]] if is_whole else fields[entry.ref].get(name, [])
        if not records:
            continue
        url = local.urls.entry(entry.ref)
        told = (str(entry.ref), absolute(local.base_url, url) if local.base_url else url)
        yield (told if is_whole else (*told, fields[entry.ref]["title"])), records


def _columns(local: Local, model: type[Record], above: str = "", path: tuple[str, ...] = ()) -> Iterator[Column]:
    """The columns of a record; those of a record within it stand in its place, and lists of records are elsewhere."""
    for name in public_fields(model, with_people=local.catalogue.bank.settings.publish_contacts):
        field = model.model_fields[name]
        form, named = shape(field), f"{above}{row(field).label(local.language)}"
        if form.record and not form.is_list:
            yield from _columns(local, form.record, f"{named}: ", (*path, name))
        elif not form.record:
            yield Column(named, (*path, name), form.vocabulary)


def _cell(local: Local, record: dict[str, Any], column: Column) -> str:
    """The values at the end of a way, terms by their names."""
    value: Any = record
    for name in column.path:
        value = value.get(name) if isinstance(value, dict) else None
    listed = value if isinstance(value, list) else [] if value is None else [value]
    return _BETWEEN.join(_named(local, column.vocabulary, str(one)) for one in listed)


def _named(local: Local, vocabulary: str, text: str) -> str:
    if not vocabulary:
        return text
    if vocabulary in FACETS:
        return local.label(vocabulary, text).text
    return local.said(local.catalogue.vocabulary(vocabulary).terms[text].label).text
