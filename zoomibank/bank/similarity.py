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

Term = tuple[str, str]
"""A facet and a key of it."""

SHOWN: Final = 5
"""How many related entries a page names at most."""
_COMMON: Final = 200
"""A term with more entries than this tells little and would make the work quadratic."""
_PLACES: Final = 6
"""The decimals that count of a sum of weights, so that the order in which it was made does not tell."""
_TELLING: Final = frozenset({"themes", "target-groups", "ways-of-working", "keywords", "projects"})


def related_entries(bank: Bank, ties: Mapping[Ref, tuple[Tie, ...]]) -> Mapping[Ref, tuple[Ref, ...]]:
    """The nearest entries of each entry, nearest first.

    Those it is tied to already, and archived and superseded ones, are left out.
    """
    entries = sorted(bank.entries, key=lambda entry: str(entry.ref))
    numbers = {entry.ref: number for number, entry in enumerate(entries)}
    terms = [_telling_terms(entry) for entry in entries]
    holders: dict[Term, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        if entry.original.record.status in {Status.PUBLISHED, Status.DRAFT}:
            for term in terms[number]:
                holders[term].append(number)
    holders = {term: held for term, held in holders.items() if len(held) <= _COMMON}
    weights = {term: math.log(1 + len(entries) / len(held)) for term, held in holders.items()}
    enough = SHOWN + 1 + max(map(len, ties.values()), default=0)  # for whatever an entry itself is tied to
    nearest: dict[tuple[Term, ...], list[int]] = {}  # what is near hangs on the terms alone, and many entries share all
    found = {}
    for number, entry in enumerate(entries):
        own = tuple(term for term in terms[number] if term in weights)
        if own not in nearest:
            nearest[own] = _nearest(own, holders, weights, enough)
        passed_over = {number, *(numbers[tie.to] for tie in ties.get(entry.ref, ()))}
        found[entry.ref] = tuple(entries[near].ref for near in nearest[own] if near not in passed_over)[:SHOWN]
    return found


def is_ground_same(bank: Bank, other: Bank) -> bool:
    """Whether two banks have the same entries with the same terms: these go together alike then, but for their ties."""
    pairs = zip(bank.entries, other.entries, strict=False)
    same = (one is two or _ground(one) == _ground(two) for one, two in pairs)
    return len(bank.entries) == len(other.entries) and all(same)


def _ground(entry: AnyEntry) -> tuple[Ref, Status, tuple[Term, ...]]:
    """All that its nearness to others hangs on."""
    return entry.ref, entry.original.record.status, _telling_terms(entry)


def _nearest(
    terms: tuple[Term, ...], holders: Mapping[Term, list[int]], weights: Mapping[Term, float], enough: int
) -> list[int]:
    """The numbers of the entries that share most of the terms by weight, most first, equals by number."""
    scores: dict[int, float] = defaultdict(float)
    for term in terms:
        weight = weights[term]
        for number in holders[term]:
            scores[number] += weight
    # most are far from being near, and need no rounding
    least = min(heapq.nlargest(enough, scores.values()), default=0.0) - 10**-_PLACES
    ranked = sorted((-round(score, _PLACES), number) for number, score in scores.items() if score >= least)
    return [number for _, number in ranked[:enough]]


def _telling_terms(entry: AnyEntry) -> tuple[Term, ...]:
    keywords = (("keywords", keyword) for keyword in entry.original.record.keywords)
    return tuple(term for term in (*terms_of(entry), *keywords) if term[0] in _TELLING)
