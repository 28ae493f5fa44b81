"""The bank with all that follows from it, computed once."""

from collections.abc import Mapping
from dataclasses import dataclass

from zoomibank.bank.facets import Index, index_adopters, index_keywords, index_terms
from zoomibank.bank.freshness import Freshness, freshness
from zoomibank.bank.relations import Tie, relate
from zoomibank.bank.similarity import related_entries
from zoomibank.content.entry import AnyEntry, Bank, Entry, Ref
from zoomibank.content.schema import Practice, Term
from zoomibank.content.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What pages and exports are made of.

    `entries` are practices and tools by ref; `terms` and `keywords` (per language) tell which entries a term has;
    `adopters` which practices an organisation has taken into use.
    """

    bank: Bank
    entries: Mapping[Ref, AnyEntry]
    ties: Mapping[Ref, tuple[Tie, ...]]
    related: Mapping[Ref, tuple[Ref, ...]]
    freshness: Mapping[Ref, Freshness]
    terms: Index
    keywords: Mapping[str, Mapping[str, tuple[AnyEntry, ...]]]
    adopters: Mapping[str, tuple[Entry[Practice], ...]]

    def vocabulary(self, facet: str) -> Vocabulary[Term]:
        """The vocabulary of a facet."""
        return self.bank.vocabularies.named(facet)


def catalogue(bank: Bank) -> Catalogue:
    """All that follows from a bank."""
    entries: dict[Ref, AnyEntry] = {entry.ref: entry for entry in bank.entries}
    ties = relate(bank)
    review_every = bank.settings.review_every
    return Catalogue(
        bank=bank,
        entries=entries,
        ties=ties,
        related=related_entries(bank, ties),
        freshness={
            ref: freshness(entry.original.record, review_every=review_every, today=bank.today)
            for ref, entry in entries.items()
        },
        terms=index_terms(bank),
        keywords={language: index_keywords(bank, language) for language in bank.languages},
        adopters=index_adopters(bank),
    )
