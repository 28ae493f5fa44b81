"""Entries that go with an entry because they share terms with it: the rarer the term, the closer they are."""

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
    entries = bank.entries
    holders: dict[tuple[str, str], list[Ref]] = defaultdict(list)
    for entry in entries:
        if entry.original.record.status in {Status.PUBLISHED, Status.DRAFT}:
            for term in _telling_terms(entry):
                holders[term].append(entry.ref)
    weights = {term: math.log(1 + len(entries) / len(refs)) for term, refs in holders.items() if len(refs) <= _COMMON}
    found = {}
    for entry in entries:
        scores: dict[Ref, float] = defaultdict(float)
        for term in _telling_terms(entry):
            if term in weights:
                for ref in holders[term]:
                    scores[ref] += weights[term]
        known = {entry.ref, *(tie.to for tie in ties.get(entry.ref, ()))}
        # rounded, so that the order of a sum does not tell; equals by ref
        ranked = sorted((-round(score, 6), str(ref), ref) for ref, score in scores.items() if ref not in known)
        found[entry.ref] = tuple(ref for _, _, ref in ranked[:SHOWN])
    return found


def _telling_terms(entry: AnyEntry) -> tuple[tuple[str, str], ...]:
    keywords = (("keywords", keyword) for keyword in entry.original.record.keywords)
    return tuple(term for term in (*terms_of(entry), *keywords) if term[0] in _TELLING)
