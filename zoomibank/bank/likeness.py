"""Entries that may tell of the same thing, by the words of their titles, keywords and summaries.

For whoever is about to write an entry: `nearest(Text(title, keywords, summary), texts, learn) -> tuple[Like, ...]`.

Texts are compared twice: by the roots of their words, which cost nothing, to find the pairs that are worth a second
look; and these by base forms and the parts of compounds, which only a dictionary knows. Two texts are as alike as their
words point the same way: the cosine of vectors in which a word weighs by where it stands and by how rare it is.
"""

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import Final, NamedTuple

from zoomibank.bank.senses import Senses
from zoomibank.bank.stemming import stem, words_of

ALIKE: Final = 0.35
"""How alike two texts are, from 0 to 1, when editors are asked about them; `tests/bench/likeness.py` shows why."""
PROPOSED: Final = 0.12
"""How alike an entry must be to be shown to whoever begins a new one, of which little is known yet."""
NAMED: Final = 3
"""How many others a text is said to resemble at most."""

_TITLE, _KEYWORD, _SUMMARY = 3.0, 2.0, 1.0
"""What a word weighs by where it stands."""
_ROOT: Final = 8
"""Letters of a root: more would tell apart the forms of a word, and compounds with one beginning."""
_RAREST: Final = 4
"""So many of the roots of a text's title and keywords, the rarest, lead to others."""
_STEPS: Final = 200
"""So many holders of these are looked at for a text: where more have its words, some of them will do."""
_SHARED: Final = 0.15
"""How alike by these roots two texts must be that are compared by all."""
_WORTH_A_LOOK: Final = 0.25
"""How alike by all roots two texts must be that are compared by base forms."""
_BY_ROOTS, _BY_BASE_FORMS = 10, 5
"""With how many others, the most alike so far, a text is compared by all roots, and by base forms."""
_PLACES: Final = 6
"""The decimals that count of a likeness."""


class Text(NamedTuple):
    """What is compared of an entry."""

    title: str
    keywords: tuple[str, ...] = ()
    summary: str = ""


class Like(NamedTuple):
    """A text by its number, and how alike it is, from 0 to 1."""

    number: int
    likeness: float


Learn = Callable[[Collection[str]], Senses]
"""Gives what is known of words, in small letters."""
_Weights = Mapping[str, float]
"""Words with what they weigh by their places."""
_Vector = Mapping[str, float]
"""Roots, or base forms, with their share in a text: of length one."""


def alike(
    texts: Sequence[Text], passed_over: Sequence[Collection[int]], learn: Learn
) -> Mapping[int, tuple[Like, ...]]:
    """The texts that are like earlier ones, each with the nearest of these, nearest first.

    Args:
        texts: All of them; they are named by their numbers in this order, from 0.
        passed_over: The numbers of those that each text is not compared with.
        learn: Asked once, for the words of the texts that are compared by base forms; not at all if there are none.
    """
    words = [_words(text) for text in texts]
    rarity = _Rarity(words)
    looks = _worth_a_look(words, rarity, passed_over)
    if not looks:
        return {}
    numbers = sorted({number for own, others in looks.items() for number in (own, *others)})
    senses = learn({word for number in numbers for word in words[number]})
    vectors = {number: rarity.by_base_forms(words[number], senses) for number in numbers}
    found = {own: _nearest(vectors[own], {other: vectors[other] for other in others}) for own, others in looks.items()}
    return {own: near for own, near in found.items() if near}


def nearest(text: Text, others: Sequence[Text], learn: Learn) -> tuple[Like, ...]:
    """The texts that a new one is like, nearest first; by titles and keywords only while it has no summary.

    Args:
        text: The new one, of which no more than the title need be known.
        others: Those that are there; they are named by their numbers in this order, from 0.
        learn: Asked once, or not at all.
    """
    own = _words(text)
    words = [_words(other if text.summary else other._replace(summary="")) for other in others]
    rarity = _Rarity([*words, own])
    by_roots = rarity.by_roots(own)
    scores = ((_product(by_roots, rarity.by_roots(other)), -number) for number, other in enumerate(words))
    numbers = [-number for score, number in heapq.nlargest(_BY_ROOTS, scores) if score]
    if not numbers:
        return ()
    senses = learn({*own, *(word for number in numbers for word in words[number])})
    vectors = {number: rarity.by_base_forms(words[number], senses) for number in numbers}
    return _nearest(rarity.by_base_forms(own, senses), vectors, least=PROPOSED)


def _nearest(own: _Vector, others: Mapping[int, _Vector], *, least: float = ALIKE) -> tuple[Like, ...]:
    found = (Like(number, round(_product(own, other), _PLACES)) for number, other in others.items())
    ranked = sorted((-one.likeness, one) for one in found if one.likeness >= least)
    return tuple(one for _, one in ranked[:NAMED])


def _worth_a_look(
    words: Sequence[_Weights], rarity: "_Rarity", passed_over: Sequence[Collection[int]]
) -> Mapping[int, list[int]]:
    """The earlier texts that a text may be like, found by the rarest roots of its title and keywords."""
    holders: dict[str, list[tuple[int, float]]] = defaultdict(list)
    vectors: list[_Vector] = []
    found = {}
    for own, weights in enumerate(words):
        vector = rarity.by_roots(weights)
        vectors.append(vector)
        names = {_root(word) for word, weight in weights.items() if weight > _SUMMARY}
        scores: dict[int, float] = {}
        score_of, steps = scores.get, 0
        for root in heapq.nsmallest(_RAREST, names, key=rarity.places.__getitem__):
            weight, held = vector[root], holders[root]
            steps += len(held)
            if steps <= _STEPS or not scores:
                for number, other in held:
                    scores[number] = score_of(number, 0.0) + weight * other
            held.append((own, weight))
        skipped = passed_over[own]
        near = [(score, -number) for number, score in scores.items() if score >= _SHARED and number not in skipped]
        nearer = [(_product(vector, vectors[-number]), number) for _, number in heapq.nlargest(_BY_ROOTS, near)]
        best = heapq.nlargest(_BY_BASE_FORMS, [one for one in nearer if one[0] >= _WORTH_A_LOOK])
        if best:
            found[own] = [-number for _, number in best]
    return found


class _Rarity:
    """How rare roots are among texts, and the vectors that follow from it; `places` has the rarest root first."""

    def __init__(self, words: Collection[_Weights]) -> None:
        holders = Counter(chain.from_iterable(frozenset(map(_root, weights)) for weights in words))
        self._rarity = {root: math.log(1 + len(words) / count) for root, count in holders.items()}
        ranked = sorted(holders, key=lambda root: (holders[root], root))
        self.places = {root: place for place, root in enumerate(ranked)}

    def by_roots(self, weights: _Weights) -> _Vector:
        """A text by the roots of its words."""
        heaviest: dict[str, float] = {}
        for word, weight in weights.items():
            root = _root(word)
            if heaviest.get(root, 0.0) < weight:
                heaviest[root] = weight
        return _unit({root: weight * self._rarity[root] for root, weight in heaviest.items()})

    def by_base_forms(self, weights: _Weights, senses: Senses) -> _Vector:
        """A text by base forms and their parts: each is as rare as its root, or else as the word that it comes from."""
        heaviest: dict[str, float] = {}
        for word, weight in weights.items():
            own = self._rarity[_root(word)]
            for sense, share in senses[word]:
                value = weight * share * self._rarity.get(_root(sense), own)
                if heaviest.get(sense, 0.0) < value:
                    heaviest[sense] = value
        return _unit(heaviest)


def _unit(vector: _Vector) -> _Vector:
    length = math.sqrt(sum(value * value for value in vector.values())) or 1.0
    return {key: value / length for key, value in vector.items()}


def _product(one: _Vector, other: _Vector) -> float:
    return sum([value * other[key] for key, value in one.items() if key in other])


def _words(text: Text) -> _Weights:
    """The words of a text, each with the weight of the best place that it has."""
    return {
        **dict.fromkeys(_cut(text.summary), _SUMMARY),
        **dict.fromkeys(chain.from_iterable(map(_cut, text.keywords)), _KEYWORD),
        **dict.fromkeys(_cut(text.title), _TITLE),
    }


def _cut(text: str) -> Iterable[str]:
    """The words of a text without numbers, which tell the parts of one thing apart, not things."""
    words = chain.from_iterable(map(words_of, text.split()))  # what stands between spaces comes again and again
    return (word for word in words if not word.isdigit())


@lru_cache(maxsize=200_000)
def _root(word: str) -> str:
    return stem(word)[:_ROOT]
