"""The facets, and which entries each of their choices has."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from zoomibank.bank.freshness import Freshness, State
from zoomibank.content.entry import AnyEntry, Bank, Entry, Ref
from zoomibank.content.schema import Practice, ResultKind, Review, Tool, Verdict
from zoomibank.text import slugify

CHOICES: Final = (
    "kinds", "themes", "target-groups", "phases", "ways-of-working", "states", "evidence", "verdicts", "projects",
    "organisations", "languages", "keywords",
)  # fmt: skip
"""The facets by which readers narrow a list, in the order in which they are shown."""

CODES: Final = {
    "kinds": ("practices", "tools"),
    "states": (*State,),
    "evidence": (*ResultKind,),
    "verdicts": (*Verdict,),
}
"""The keys of the facets that are neither a vocabulary nor languages nor keywords."""

FACETS: Final = ("themes", "target-groups", "phases", "ways-of-working", "projects", "organisations")
"""The facets that are vocabularies."""

_STRONGEST_FIRST: Final = tuple(reversed(ResultKind))

Index = Mapping[str, Mapping[str, tuple[AnyEntry, ...]]]
"""Facet → key → entries, in the bank's order; only keys that some entry has."""


def terms_of(entry: AnyEntry) -> Iterator[tuple[str, str]]:
    """The facet and key of every term that an entry has; its organisation is the one that owns it."""
    record = entry.original.record
    for key in record.themes:
        yield "themes", key
    for key in record.target_groups:
        yield "target-groups", key
    if isinstance(record, Tool):
        for key in record.ways_of_working:
            yield "ways-of-working", key
    elif record.phase:
        yield "phases", record.phase
    if record.project:
        yield "projects", record.project
    yield "organisations", record.owner


def strongest_evidence(record: Practice) -> ResultKind | None:
    """The strongest kind of result that a practice has."""
    kinds = {result.kind for result in record.results}
    return next((kind for kind in _STRONGEST_FIRST if kind in kinds), None) if kinds else None


def newest_review(reviews: Iterable[Review]) -> Review:
    """The review whose verdict counts; of several of one day the last one in the file."""
    return max(enumerate(reviews), key=lambda one: (one[1].date, one[0]))[1]


def choices_of(entry: AnyEntry, language: str, state: State) -> Iterator[tuple[str, str]]:
    """The facet and key of every choice that finds an entry.

    Args:
        entry: A practice or a tool.
        language: The page's language: keywords are those of the edition that is shown there, by their slugs.
        state: How the entry stands on the day the bank is built for.
    """
    yield from _choices_in_all(entry, state)
    keywords = (slugify(keyword) for keyword in entry.edition(language).record.keywords)
    yield from (("keywords", key) for key in dict.fromkeys(keywords))


def _choices_in_all(entry: AnyEntry, state: State) -> Iterator[tuple[str, str]]:
    """The same without keywords, which are a language's own."""
    record = entry.original.record
    yield "kinds", entry.ref.kind
    yield from terms_of(entry)
    yield "states", state.value
    if isinstance(record, Practice) and (evidence := strongest_evidence(record)):
        yield "evidence", evidence.value
    if isinstance(record, Practice) and record.reviews:
        yield "verdicts", newest_review(record.reviews).verdict.value
    for language in entry.editions:
        yield "languages", language


def index_choices(bank: Bank, freshness: Mapping[Ref, Freshness]) -> Index:
    """The entries of every choice but keywords, which have an index per language."""
    found: dict[str, dict[str, list[AnyEntry]]] = {facet: defaultdict(list) for facet in CHOICES if facet != "keywords"}
    for entry in bank.entries:
        for facet, key in _choices_in_all(entry, freshness[entry.ref].state):
            found[facet][key].append(entry)
    return {facet: {key: tuple(entries) for key, entries in keys.items()} for facet, keys in found.items()}


def index_keywords(bank: Bank, language: str) -> Mapping[str, tuple[AnyEntry, ...]]:
    """The entries of every keyword, as the entries stand in one language.

    Keywords of translated and untranslated entries that would share an address are one.
    """
    found: dict[str, list[AnyEntry]] = defaultdict(list)
    spelling: dict[str, str] = {}
    for entry in bank.entries:
        for keyword in entry.edition(language).record.keywords:
            found[spelling.setdefault(slugify(keyword), keyword)].append(entry)
    return {keyword: tuple(entries) for keyword, entries in found.items()}


def index_adopters(bank: Bank) -> Mapping[str, tuple[Entry[Practice], ...]]:
    """The practices that each organisation has taken into use, by the organisation's key."""
    found: dict[str, list[Entry[Practice]]] = defaultdict(list)
    for entry in bank.practices:
        for key in dict.fromkeys(adoption.organisation for adoption in entry.original.record.adoptions):
            found[key].append(entry)
    return {key: tuple(entries) for key, entries in found.items()}
