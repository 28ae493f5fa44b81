"""Entries of the register as new files of the bank: drafts, with all that the register says, that replace nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from zoomibank.content.load import load
from zoomibank.content.schema import Organisation, Practice, Project, label, row
from zoomibank.content.validate import Foundation, lay_foundation
from zoomibank.content.walk import scalars, text_at
from zoomibank.editing.as_typed import as_markdown, inline
from zoomibank.editing.files import Change
from zoomibank.editing.register.fields import Left, Mapped, map_fields
from zoomibank.editing.register.labels import Described
from zoomibank.editing.register.terms import Terms, terms
from zoomibank.editing.sources import read_source
from zoomibank.editing.telling import load_sentences
from zoomibank.editing.yaml_text import fields
from zoomibank.text import fold, slugify


@dataclass(frozen=True, slots=True)
class Known:
    """What imports look at: the vocabularies, what is taken already with the file that has it, and known keywords.

    `language` is the one that entries are written in.
    """

    vocabularies: Mapping[str, Terms]
    taken: Mapping[str, str]
    keywords: Mapping[str, str]
    language: str


@dataclass(frozen=True, slots=True)
class Imported:
    """An entry as a new file; `there` is the file that has its title, number or name already, or ""."""

    path: str
    text: str
    mapped: Mapped
    row: int
    there: str = ""

    @property
    def change(self) -> Change:
        """The file, to be written."""
        return Change(self.path, None, self.text.encode())


def known(content: Path, *, today: date | datetime) -> Known:
    """What imports look at.

    Raises:
        SetupError: There is no bank, or a file of it can't be read.
    """
    loaded, _ = load(content)
    foundation, _ = lay_foundation(loaded, today=today)
    taken: dict[str, str] = {}
    keywords: dict[str, str] = {}
    for source in loaded.sources:
        taken[f"file {source.path}"] = source.path
        if source.language or not (file := read_source(content, source)):
            continue
        for name, value in _marks(text_at(file.head, "title"), text_at(file.head, "register_id")):
            taken[f"{name} {value}"] = source.path
        keywords |= {fold(word.text): word.text for word in scalars(file.head, ("keywords",))}
    return Known(_vocabularies(foundation), taken, keywords, foundation.languages[0])


def import_entries(entries: Iterable[Described], bank: Known) -> tuple[Imported, ...]:
    """Each entry as a new file, or with the one that has it already: in the bank, or earlier in the same table."""
    taken = dict(bank.taken)
    found = []
    for entry in entries:
        mapped = map_fields(entry, bank.vocabularies, bank.keywords)
        title, number = (str(mapped.values.get(name, "")) for name in ("title", "register_id"))
        slug = slugify(title) or (f"viite-{number}" if number else f"tuotu-{entry.row}" if entry.row else "tuotu")
        path = f"practices/{slug}.md"
        marks = [f"file {path}", *(f"{name} {value}" for name, value in _marks(title, number))]
        there = next((taken[mark] for mark in marks if mark in taken), "")
        found.append(Imported(path, _text(mapped, bank.language), mapped, entry.row, there))
        if not there:
            taken |= dict.fromkeys(marks, path)
    return tuple(found)


def _marks(title: str, number: str) -> list[tuple[str, str]]:
    """What only one entry may have."""
    return [(name, value) for name, value in (("title", fold(title)), ("number", number.lstrip("0"))) if value]


def _vocabularies(foundation: Foundation) -> dict[str, Terms]:
    found = {}
    for name, file in foundation.terms.items():
        records = foundation.vocabularies.named(name).terms
        codes = {one.code: key for key, one in records.items() if isinstance(one, Project) and one.code}
        linked = {key: one.url for key, one in records.items() if isinstance(one, Project | Organisation) and one.url}
        found[name] = terms(file, codes, linked)
    return found


_LINE: Final = "---\n"


def _text(mapped: Mapped, language: str) -> str:
    """The file's text; a field that must be there and is not stands in its place as a comment."""
    head = [
        fields({name: mapped.values[name]})
        if name in mapped.values
        else f"# {name}: {label(Practice, name, language)}. {row(Practice.model_fields[name]).guide}\n"
        for name in Practice.model_fields
        if name in mapped.values or name in mapped.missing
    ]
    return "".join([_LINE, *head, _LINE, *_body(mapped, language)])


def _body(mapped: Mapped, language: str) -> list[str]:
    parts = [as_markdown(mapped.body)] if mapped.body else []
    if mapped.left:
        heading = load_sentences(language).say("importing.left_heading")
        parts += [f"## {heading}", *(_left(one) for one in mapped.left)]
    return [f"\n{part}\n" for part in parts]


def _left(one: Left) -> str:
    return f"**{inline(one.label)}:** {inline(one.text)}" if one.label else as_markdown([one.text])
