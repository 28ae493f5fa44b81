"""Which entries have a term and how much it weighs there, gathered from all entries, and as browsers read it.

An entry and a weight are one number, a place: `HEAVIEST` times the entry's number, and one less than the weight.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, MutableSequence
from functools import lru_cache
from typing import Final, NamedTuple

HEAVIEST: Final = 15
"""The weight of a term that an entry is all about; the lightest is 1."""
_CHARACTERS: Final = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_"
_DIGITS: Final = {character: digit for digit, character in enumerate(_CHARACTERS)}
_FIVE_BITS: Final = 32


class Run(NamedTuple):
    """A term among some entries: how many have it, its first and last place, and what is written after the first."""

    entries: int
    first: int
    last: int
    rest: str


def gathered(entries: Iterable[Mapping[str, int]], begin: int = 0) -> Mapping[str, Run]:
    """The run of each term among entries.

    Args:
        entries: The terms of each with their weights.
        begin: The number of the first; the others follow.
    """
    places: dict[str, MutableSequence[int]] = defaultdict(lambda: array("I"))  # there may be millions
    for number, terms in enumerate(entries, begin):
        base = number * HEAVIEST - 1
        for term, weight in terms.items():
            places[term].append(base + weight)
    return {term: _run(own) for term, own in places.items()}


def _run(places: MutableSequence[int]) -> Run:
    texts, entry = [], 0
    for place in places:
        texts.append(_characters(place - entry))
        entry = place - place % HEAVIEST
    return Run(len(places), places[0], places[-1], "".join(texts[1:]))


def joined(stretches: Iterable[Mapping[str, Run]]) -> Mapping[str, Run]:
    """The runs among all entries, from those of stretches that follow each other."""
    texts: dict[str, list[str]] = {}
    ends: dict[str, tuple[int, int, int]] = {}
    for runs in stretches:
        for term, run in runs.items():
            if term in ends:
                entries, first, last = ends[term]
                texts[term] += (_characters(run.first - last + last % HEAVIEST), run.rest)
                ends[term] = entries + run.entries, first, run.last
            else:
                texts[term] = [run.rest]
                ends[term] = run[:3]
    return {term: Run(*end, "".join(texts[term])) for term, end in ends.items()}


def written(run: Run) -> str:
    """A run among all entries as browsers read it: the steps from entry to entry with the weights."""
    return _characters(run.first) + run.rest


def read(text: str) -> list[int]:
    """The places that were written."""
    places, entry, value, scale = [], 0, 0, 1
    for character in text:
        digit = _DIGITS[character]
        value += digit % _FIVE_BITS * scale
        scale *= _FIVE_BITS
        if digit < _FIVE_BITS:
            places.append(entry + value)
            entry += value - value % HEAVIEST
            value, scale = 0, 1
    return places


@lru_cache(maxsize=32_768)  # most steps are short
def _characters(value: int) -> str:
    """A number as characters of five bits each, the lowest first, all but the last marked by a sixth."""
    text = ""
    while value >= _FIVE_BITS:
        text += _CHARACTERS[_FIVE_BITS + value % _FIVE_BITS]
        value //= _FIVE_BITS
    return text + _CHARACTERS[value]
