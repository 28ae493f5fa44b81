"""Records that are added to practices: reviews, and adoptions that a follow-up survey tells of."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pydantic_core import PydanticCustomError

from zoomibank.content.entry import Bank, Entry
from zoomibank.content.load import Source
from zoomibank.content.schema import Adoption, Practice
from zoomibank.content.values import read_since
from zoomibank.editing.files import Change
from zoomibank.editing.grounds import Grounds
from zoomibank.editing.moving import Plan
from zoomibank.editing.patches import patched
from zoomibank.editing.sources import add_item, read_source
from zoomibank.findings.finding import SetupError
from zoomibank.text import fold, nearest

ROWS: Final = 10_000
"""The most answers of a survey."""
_SEPARATORS: Final = (";", "\t", ",")
_COLUMNS: Final[Mapping[str, frozenset[str]]] = {
    "practice": frozenset({"käytäntö", "hyvä käytäntö", "kuvaus", "viite id", "praxis", "practice", "good practice"}),
    "organisation": frozenset({"organisaatio", "organisation", "vastaaja"}),
    "since": frozenset({"alkaen", "käytössä alkaen", "sedan", "since"}),
    "phase": frozenset({"vaihe", "fas", "phase"}),
    "note": frozenset({"lisätieto", "huomio", "tilläggsuppgift", "note"}),
}
"""What the columns of a survey may be called, folded."""
_NEEDED: Final = ("practice", "organisation")


@dataclass(frozen=True, slots=True)
class Row:
    """An answer: the line of the file that it begins on, from 1, and its cells by `_COLUMNS`."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Told:
    """Something that an editor is told of a row: a sentence's name, and its values."""

    line: int
    key: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Survey:
    """What a survey would add. With `faults` nothing is added; `known` are rows that say nothing new."""

    plan: Plan
    faults: tuple[Told, ...]
    known: tuple[Told, ...]
    count: int


def added(content: Path, records: Mapping[str, Sequence[Mapping[str, str]]], field: str) -> Plan:
    """The records of practices, by their slugs, at the end of a field of theirs.

    Raises:
        SetupError: A file can't be read.
    """
    changes = []
    for slug, own in records.items():
        file = read_source(content, Source("practices", slug, "", f"practices/{slug}.md"))
        if file:
            changes.append(Change(file.source.path, file.data, patched(file.data, [add_item(file, field, *own)])))
    return Plan(tuple(changes))


def survey(content: Path, text: str, *, file: str, bank: Bank, grounds: Grounds) -> Survey:
    """What the answers of a follow-up survey would add.

    Args:
        content: The content folder.
        text: The survey, a table whose first row names its columns.
        file: Its name, for messages.
        bank: The bank without errors.
        grounds: Its vocabularies as editors name their terms.

    Raises:
        SetupError: It is no such table.
    """
    faults: list[Told] = []
    known: list[Told] = []
    records: dict[str, list[Mapping[str, str]]] = defaultdict(list)
    seen: set[tuple[str, ...]] = {
        _same(entry.ref.slug, _record(adoption))
        for entry in bank.practices
        for adoption in entry.original.record.adoptions
    }
    for row in _rows(text, file=file):
        record, wrong = _read(row, bank, grounds)
        faults += wrong
        if wrong:
            continue
        slug = record.pop("practice")
        key = _same(slug, record)
        if key in seen:
            known.append(Told(row.line, "survey.known", {"practice": slug, "organisation": record["organisation"]}))
            continue
        seen.add(key)
        records[slug].append(record)
    plan = added(content, records, "adoptions") if not faults else Plan(())
    return Survey(plan, tuple(faults), tuple(known), sum(map(len, records.values())))


def _record(adoption: Adoption) -> dict[str, str]:
    told = {"organisation": adoption.organisation, "since": adoption.since, "phase": adoption.phase}
    return {name: value for name, value in told.items() if value}


def _same(slug: str, record: Mapping[str, str]) -> tuple[str, ...]:
    """What makes two records one; a note does not tell them apart."""
    return slug, record["organisation"], record.get("since", ""), record.get("phase", "")


def _rows(text: str, *, file: str) -> Iterator[Row]:
    lines = text.split("\n", 1)[0]
    separator = max(_SEPARATORS, key=lines.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        columns = [_column(cell) for cell in next(reader, [])]
        missing = [name for name in _NEEDED if name not in columns]
        if missing:
            names = ", ".join(sorted(_COLUMNS[missing[0]]))
            raise SetupError("survey_columns", file=file, known=names)
        line = reader.line_num + 1
        for number, cells in enumerate(reader):
            if number >= ROWS:
                raise SetupError("survey_too_long", file=file, limit=str(ROWS))
            told = {name: cell.strip() for name, cell in zip(columns, cells, strict=False) if name}
            if any(told.values()):
                yield Row(line, told)
            line = reader.line_num + 1
    except csv.Error as error:
        raise SetupError("import_damaged", file=file) from error


def _column(cell: str) -> str:
    """Which column it is, or "" for one that surveys may have beside."""
    return next((name for name, names in _COLUMNS.items() if fold(cell) in {fold(one) for one in names}), "")


def _read(row: Row, bank: Bank, grounds: Grounds) -> tuple[dict[str, str], list[Told]]:
    """The record of a row, with the slug of its practice, and what is wrong with it."""
    record: dict[str, str] = {}
    faults: list[Told] = []
    given = row.cells.get("practice", "")
    found = [entry for entry in bank.practices if _is_named(entry, given)]
    if len(found) == 1:
        record["practice"] = found[0].ref.slug
    else:
        titles = {entry.original.record.title: entry.ref.slug for entry in bank.practices}
        faults.append(_unknown(row, "practice", given, titles))
    for name, vocabulary in (("organisation", "organisations"), ("phase", "phases")):
        cell = row.cells.get(name, "")
        key = grounds.key(vocabulary, cell) if cell else None
        if key:
            record[name] = key
        elif cell or name in _NEEDED:
            faults.append(_unknown(row, name, cell, {label: key for key, label in grounds.terms[vocabulary].items()}))
    if since := row.cells.get("since"):
        try:
            record["since"] = read_since(since)
            if record["since"] > grounds.today.isoformat():
                faults.append(Told(row.line, "survey.future", {"given": since}))
        except PydanticCustomError:
            faults.append(Told(row.line, "survey.wrong_date", {"given": since}))
    if note := row.cells.get("note"):
        record["note"] = note
    order = ("practice", "organisation", "since", "phase", "note")
    return {name: record[name] for name in order if name in record}, faults


def _is_named(entry: Entry[Practice], given: str) -> bool:
    record = entry.original.record
    names = {entry.ref.slug, str(entry.ref), str(record.register_id or "")}
    return bool(given) and (given in names or fold(given) in {fold(record.title), *map(fold, record.aliases)})


def _unknown(row: Row, name: str, given: str, known: Mapping[str, str]) -> Told:
    """A name that is not known, with the nearest one that is."""
    near = nearest(given, known) if given else None
    if not given:
        return Told(row.line, f"survey.no_{name}", {})
    if near:
        return Told(row.line, f"survey.unknown_{name}_near", {"given": given, "near": near})
    return Told(row.line, f"survey.unknown_{name}", {"given": given})
