"""Entries that go with an entry because they share terms with it: the rarer the term, the closer they are."""

import heapq
import math
from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from zoomibank.bank.facets import terms_of
from zoomibank.bank.relations import Tie
from zoomibank.content.entry import AnyEntry, Bank, Ref
from zoomibank.content.schema import Status

SHOWN: Final = 5
"""How many related entries a page names at most."""
_COMMON: Final = 200
"""A term with more entries than this tells little and would make the work quadratic."""
_TELLING: Final = frozenset({"themes", "target-groups", "ways-of-working", "keywords", "projects"})


def related_entries(bank: Bank, ties: Mapping[Ref, tuple[Tie, ...]]) -> Mapping[Ref, tuple[Ref, ...]]:
    """The nearest entries of each entry, nearest first.

    Those it is tied to already, and archived and superseded ones, are left out.
    """
    entries = sorted(bank.entries, key=lambda entry: str(entry.ref))
    numbers = {entry.ref: number for number, entry in enumerate(entries)}
    holders: dict[tuple[str, str], list[int]] = defaultdict(list)
    for entry in entries:
        if entry.original.record.status in {Status.PUBLISHED, Status.DRAFT}:
            for term in _telling_terms(entry):
                holders[term].append(numbers[entry.ref])
    weights = {term: math.log(1 + len(entries) / len(held)) for term, held in holders.items() if len(held) <= _COMMON}
    found = {}
    for entry in entries:
        scores: dict[int, float] = defaultdict(float)
        for term in _telling_terms(entry):
            if term in weights:
                for number in holders[term]:
                    scores[number] += weights[term]
        for ref in (entry.ref, *(tie.to for tie in ties.get(entry.ref, ()))):
            scores.pop(numbers[ref], None)
        # rounded, so that the order in which a sum was made does not tell; equals by ref
        nearest = heapq.nsmallest(SHOWN, ((-round(score, 6), number) for number, score in scores.items()))
        found[entry.ref] = tuple(entries[number].ref for _, number in nearest)
    return found


def _telling_terms(entry: AnyEntry) -> tuple[tuple[str, str], ...]:
    keywords = (("keywords", keyword) for keyword in entry.original.record.keywords)
    return tuple(term for term in (*terms_of(entry), *keywords) if term[0] in _TELLING)
