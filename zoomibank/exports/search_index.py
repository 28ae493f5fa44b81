"""The search index of a language: what browsers load when a reader searches or narrows a list."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from zoomibank.bank.catalogue import Catalogue
from zoomibank.bank.facets import CHOICES, FACETS, choices_of, terms_of
from zoomibank.bank.senses import STOP_WORDS
from zoomibank.bank.words import Lexicon, synonyms
from zoomibank.content.entry import AnyEntry, Ref
from zoomibank.content.values import FIRST_DAY
from zoomibank.exports.search_parts import Index, Part, files
from zoomibank.exports.search_renewal import Change, Known, Renewed, known_of, renewed
from zoomibank.exports.search_terms import found_terms
from zoomibank.exports.search_texts import Counts, Words, census, counts_of, entry_counts, term_counts
from zoomibank.site.local import Local
from zoomibank.site.page import Output
from zoomibank.site.sentences import evidence_line, last_checked
from zoomibank.site.urls import PARAMETERS, search_folder, search_start
from zoomibank.site.views import Card, Spoken
from zoomibank.text import slugify

CARDS_A_PART: Final = 8


Counted = Callable[[AnyEntry], Mapping[str, Counts]]
"""Gives the words of an entry's editions, by their languages, from wherever they are kept."""


def count(entry: AnyEntry) -> Mapping[str, Counts]:
    """The words of an entry's editions, counted now."""
    return {language: counts_of(edition) for language, edition in entry.editions.items()}


def words_in(catalogue: Catalogue, counted: Counted = count) -> Mapping[str, set[str]]:
    """All words that the search looks at, by language."""
    found: dict[str, set[str]] = {}
    for words in _words_of_all(catalogue, counted):
        for language, own in words.items():
            found.setdefault(language, set()).update(own)
    return {language: words - STOP_WORDS for language, words in found.items()}


def _words_of_all(catalogue: Catalogue, counted: Counted) -> Iterator[Words]:
    """The words of each edition and of each term that some entry has."""
    yield from _term_counts(catalogue).values()
    for entry in catalogue.entries.values():
        for counts in counted(entry).values():
            yield from counts.values()


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """The files of an index, and what to remember of it for a renewal; nothing when it is one file."""

    outputs: tuple[Output, ...]
    known: Known | None


def search_index(local: Local, lexicons: Mapping[str, Lexicon], counted: Counted = count) -> SearchIndex:
    """The index in one language. Entries are numbered from 0 in the order of their titles.

    Args:
        local: The catalogue in the language of the index.
        lexicons: What is known of the words of each language.
        counted: Gives the words of an entry.
    """
    catalogue, language = local.catalogue, local.language
    entries = numbered(local)
    counts = partial(_counts, catalogue, entries, language, counted)
    everywhere = census(counts())
    found = found_terms(counts, everywhere, lexicons, synonyms(catalogue.bank.word_notes))
    cards, others = _parts(local, entries)
    index = Index(
        count=len(entries),
        stop_words=STOP_WORDS,
        terms=found.terms,
        postings=found.postings,
        cards=cards,
        cards_a_part=CARDS_A_PART,
        others=others,
    )
    outputs = files(index, folder=search_folder(language), start=search_start(language))
    return SearchIndex(outputs, known_of(index, everywhere, outputs))


def renewed_index(  # noqa: PLR0913 -- one argument each of what an index is made of
    local: Local,
    lexicons: Mapping[str, Lexicon],
    known: Known,
    *,
    before: Mapping[Ref, Mapping[str, Counts]],
    counted: Counted,
    read: Callable[[str], bytes],
) -> Renewed | None:
    """The index after changes of some entries, or None when so much changes that all of it is to be made.

    Which entries there are, in which order, and their terms are the same as when it was made.

    Args:
        local: The catalogue in the language of the index.
        lexicons: What is known of the words of each language.
        known: What is remembered of the last index.
        before: The words that the entries had which have changed since.
        counted: Gives the words of an entry now.
        read: Gives a file of the last index by its path.
    """
    catalogue, language = local.catalogue, local.language
    entries = numbered(local)
    changed = [(number, entry) for number, entry in enumerate(entries) if entry.ref in before]
    own = [entry for _, entry in changed]
    old, new = (
        list(_counts(catalogue, own, language, source)) for source in (lambda entry: before[entry.ref], counted)
    )
    cards, others = _parts(local, entries)
    parts = {f"c{number}": part for number, part in enumerate(cards)} | others
    return renewed(
        known,
        [Change(number, *words) for (number, _), *words in zip(changed, old, new, strict=True)],
        parts,
        lexicons=lexicons,
        synonyms=synonyms(catalogue.bank.word_notes),
        read=read,
        folder=search_folder(language),
        start=search_start(language),
    )


def numbered(local: Local) -> tuple[AnyEntry, ...]:
    """The entries in the order of their numbers."""
    return local.by_title(local.catalogue.entries.values())


def _parts(local: Local, entries: Sequence[AnyEntry]) -> tuple[list[Part], dict[str, Part]]:
    """The parts with cards, in their order, and those with facets and days."""
    cards = [_card(local, local.card(entry), entry) for entry in entries]
    return (
        [{"cards": cards[begin : begin + CARDS_A_PART]} for begin in range(0, len(cards), CARDS_A_PART)],
        _columns(local.catalogue, entries, local.language) | {"days": _days(entries)},
    )


def _counts(catalogue: Catalogue, entries: Iterable[AnyEntry], language: str, counted: Counted) -> Iterator[Counts]:
    """The words by which readers of a language find each entry."""
    of_terms = _term_counts(catalogue)
    for entry in entries:
        yield entry_counts(
            counted(entry),
            (of_terms[term] for term in terms_of(entry)),
            language=language,
            original_language=entry.original.language,
        )


def _term_counts(catalogue: Catalogue) -> Mapping[tuple[str, str], Words]:
    """The words of each term that some entry has, by facet and key."""
    default = catalogue.bank.default_language
    return {
        (facet, key): term_counts(catalogue.vocabulary(facet).terms[key], default)
        for facet in FACETS
        for key in catalogue.terms[facet]
    }


def _card(local: Local, card: Card, entry: AnyEntry) -> list[object]:
    """What a result shows, in the order in which `unpack.js` reads it."""
    say = local.strings
    facts = [say(f"kind.{card.kind}.one"), *(link.label.text for link in (*card.themes, *card.target_groups))]
    if card.phase:
        facts.append(card.phase.label.text)
    if card.evidence:
        facts.append(evidence_line(say, card.evidence))
    if card.title.language != local.language:
        facts.append(say.named("language.in", card.title.language))
    return [
        str(entry.ref), card.url, *_spoken(card.title, local), *_spoken(card.summary, local), facts,
        card.standing.state, last_checked(say, card.standing),
    ]  # fmt: skip


def _spoken(text: Spoken, local: Local) -> tuple[str, str]:
    return text.text, "" if text.language == local.language else text.language


def _columns(catalogue: Catalogue, entries: Sequence[AnyEntry], language: str) -> dict[str, Part]:
    """For each facet its keys, and which of them each entry has."""
    rows: dict[str, list[str]] = {facet: [""] * len(entries) for facet in CHOICES}
    for number, entry in enumerate(entries):
        for facet, key in choices_of(entry, language, catalogue.freshness[entry.ref].state):
            rows[facet][number] += f" {key}"
    names = {slugify(keyword): keyword for keyword in catalogue.keywords[language]}
    return {PARAMETERS[facet]: _column(found, names if facet == "keywords" else {}) for facet, found in rows.items()}


def _column(rows: Sequence[str], names: Mapping[str, str]) -> Part:
    """The keys, and by number those of each entry; names where they are too many to stand in the page."""
    keys = sorted({key for row in set(rows) for key in row.split()})
    places = {key: str(number) for number, key in enumerate(keys)}
    numbers = {row: " ".join(places[key] for key in row.split()) for row in set(rows)}
    column = {"keys": " ".join(keys), "rows": ",".join(numbers[row] for row in rows)}
    return column | {"names": "\n".join(names[key] for key in keys)} if names else column


def _days(entries: Iterable[AnyEntry]) -> Part:
    """When each entry was added and last reviewed, in days from the first day that a date may be; "" for never."""
    records = [entry.original.record for entry in entries]
    return {
        "added": " ".join(_day(record.added) for record in records),
        "reviewed": ",".join(_day(record.reviewed) if record.reviewed else "" for record in records),
    }


def _day(day: date) -> str:
    return str((day - FIRST_DAY).days)
