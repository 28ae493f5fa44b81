"""Which entries have a term and how much it weighs there, gathered from all entries, and as browsers read it."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, MutableSequence, Sequence
from functools import lru_cache
from typing import Final

HEAVIEST: Final = 15
"""The weight of a term that an entry is all about; the lightest is 1."""
_CHARACTERS: Final = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_"
_DIGITS: Final = {character: digit for digit, character in enumerate(_CHARACTERS)}
_FIVE_BITS: Final = 32

Places = Iterable[int]
"""Entries and weights in one number each: `HEAVIEST` times the entry's number, and one less than the weight."""


def gathered(entries: Iterable[Mapping[str, int]]) -> Mapping[str, Sequence[int]]:
    """The places of each term, in order, from the terms of each entry with their weights, by the entry's number.

    They are arrays, because a large bank has millions of them.
    """
    places: dict[str, MutableSequence[int]] = defaultdict(lambda: array("I"))
    for number, terms in enumerate(entries):
        base = number * HEAVIEST - 1
        for term, weight in terms.items():
            places[term].append(base + weight)
    return places


def written(places: Places) -> str:
    """Places in order as the steps from entry to entry with the weights."""
    texts, before = [], 0
    for place in places:
        texts.append(_characters(place - before))
        before = place - place % HEAVIEST
    return "".join(texts)


@lru_cache(maxsize=32_768)  # most steps are short
def _characters(value: int) -> str:
    """A number as characters of five bits each, the lowest first, all but the last marked by a sixth."""
    text = ""
    while value >= _FIVE_BITS:
        text += _CHARACTERS[_FIVE_BITS + value % _FIVE_BITS]
        value //= _FIVE_BITS
    return text + _CHARACTERS[value]


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
