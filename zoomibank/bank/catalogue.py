"""The bank with all that follows from it, computed once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from zoomibank.bank.facets import CODES, Index, index_adopters, index_choices, index_keywords
from zoomibank.bank.freshness import Freshness, State, freshness
from zoomibank.bank.relations import Tie, relate
from zoomibank.bank.similarity import is_ground_same, related_entries
from zoomibank.content.entry import AnyEntry, Bank, Entry, Ref
from zoomibank.content.schema import Practice, Term
from zoomibank.content.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What pages and exports are made of.

    `entries` are practices and tools by ref; `terms` and `keywords` (per language) tell which entries a choice of a
    facet has; `adopters` which practices an organisation has taken into use.
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

    def keys(self, facet: str) -> tuple[str, ...]:
        """The keys of a facet other than keywords, in its order.

        Those that entries must have to be shown at all, terms given up and drafts, are left out where none has them.
        """
        if facet == "languages":
            return self.bank.languages
        keys: Iterable[str]
        if facet in CODES:
            keys, passing = CODES[facet], {State.DRAFT.value}
        else:
            keys = terms = self.vocabulary(facet).terms
            passing = {key for key, term in terms.items() if term.deprecated_by}
        return tuple(key for key in keys if key not in passing or key in self.terms[facet])

    def beside(self, ref: Ref) -> tuple[Ref, ...]:
        """An entry and those that its page names, each once."""
        tied = (other for tie in self.ties.get(ref, ()) for other in (tie.to, tie.told_by))
        return tuple(dict.fromkeys((ref, *self.related[ref], *tied)))


def catalogue(bank: Bank, last: Catalogue | None = None) -> Catalogue:
    """All that follows from a bank.

    Args:
        bank: The bank.
        last: What followed from an earlier state of it: what takes long is kept where it hangs on nothing that changed.
    """
    entries: dict[Ref, AnyEntry] = {entry.ref: entry for entry in bank.entries}
    ties = relate(bank)
    review_every = bank.settings.review_every
    states = {
        ref: freshness(entry.original.record, review_every=review_every, today=bank.today)
        for ref, entry in entries.items()
    }
    is_same = last is not None and ties == last.ties and is_ground_same(bank, last.bank)
    return Catalogue(
        bank=bank,
        entries=entries,
        ties=ties,
        related=last.related if last and is_same else related_entries(bank, ties),
        freshness=states,
        terms=index_choices(bank, states),
        keywords={language: index_keywords(bank, language) for language in bank.languages},
        adopters=index_adopters(bank),
    )
