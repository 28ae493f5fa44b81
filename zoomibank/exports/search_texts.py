"""What the search looks at in an entry: its texts, how much each weighs, and their languages."""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from zoomibank.bank.catalogue import Catalogue
from zoomibank.bank.facets import terms_of
from zoomibank.content.entry import AnyEntry, Edition
from zoomibank.content.prose import Prose
from zoomibank.content.schema import Practice, Project, Term, Tool

WEIGHTS: Final = {"name": 3.0, "translation": 3.0, "summary": 2.0, "body": 1.0, "term": 0.4}
"""How much a word weighs by where it stands.

`name` are titles, aliases and keywords, `translation` these in other languages, `term` the names of the terms of the
vocabularies that the entry has.
"""

_TAG: Final = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of an entry: `field` is a key of `WEIGHTS`."""

    field: str
    text: str
    language: str


def passages(catalogue: Catalogue, entry: AnyEntry, language: str) -> Iterator[Passage]:
    """The texts of an entry by which readers of a language find it, in a lasting order."""
    edition: Edition[Any] = entry.edition(language)
    yield from _names(edition, "name")
    yield Passage("summary", edition.record.summary, edition.language_of("summary"))
    for name, texts in _account(edition.record):
        yield from (Passage("body", text, edition.language_of(name)) for text in texts if text)
    yield Passage("body", plain(edition.body), edition.language_of("body"))
    for other in entry.editions.values():
        if other is not edition:
            yield from (passage for passage in _names(other, "translation") if passage.language == other.language)
    for facet, key in terms_of(entry):
        term = catalogue.vocabulary(facet).terms[key]
        for text, spoken in _term_names(term, catalogue.bank.default_language):
            yield Passage("term", text, spoken)


def plain(prose: Prose) -> str:
    """Running text without its markup."""
    return html.unescape(_TAG.sub(" ", "".join(piece for piece in prose.pieces if isinstance(piece, str))))


def _names(edition: Edition[Any], field: str) -> Iterator[Passage]:
    record = edition.record
    yield Passage(field, record.title, edition.language_of("title"))
    yield from (Passage(field, alias, edition.language_of("aliases")) for alias in record.aliases)
    yield from (Passage(field, keyword, edition.language_of("keywords")) for keyword in record.keywords)


def _account(record: Practice | Tool) -> Iterator[tuple[str, Iterable[str | None]]]:
    """The field and the texts of what stands beside the body."""
    yield "steps", (text for step in record.steps for text in (step.title, step.text))
    yield "materials", (material.title for material in record.materials)
    if isinstance(record, Practice):
        yield "results", (result.text for result in record.results)
        if plan := record.adoption:
            yield "adoption", (plan.decision, plan.plan, *plan.measures, *plan.enablers, *plan.barriers)
    else:
        yield "strengths", record.strengths
        yield "weaknesses", record.weaknesses
        yield "outputs", (output.title for output in record.outputs)


def _term_names(term: Term, default_language: str) -> Iterator[tuple[str, str]]:
    """The names of a term in every language, and its aliases."""
    yield from ((text, language) for language, text in term.label.by_language.items())
    yield from ((alias, default_language) for alias in term.aliases)
    if isinstance(term, Project) and term.code:
        yield term.code, default_language
