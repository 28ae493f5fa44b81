"""The terms of a search index: base forms that an entry has, each with a weight, and how readers may write them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Final

from zoomibank.bank.families import families
from zoomibank.bank.senses import Senses, senses_of
from zoomibank.bank.stemming import stem
from zoomibank.bank.words import Lexicon, ending
from zoomibank.exports.search_postings import HEAVIEST, Run, gathered, written
from zoomibank.exports.search_texts import WEIGHTS, Census, Counts, lengths_of

_SATURATION: Final = 3.6
"""The sum of weights at which a term has half of its greatest weight: further mentions tell less and less."""
_EVEN: Final = 0.5
"""How much of a passage's weight does not hang on its length."""
_STEP: Final = 1.1
"""Usual lengths are powers of this, so that one entry's new length does not change the weights of all others."""


@dataclass(frozen=True, slots=True)
class Term:
    """A base form in the index.

    `entries` is how many have it; `endings` tell the stems of its forms beside its own, as `bank.words.ending` does;
    `related` are the words of its family and its synonyms.
    """

    entries: int
    endings: tuple[str, ...]
    related: tuple[str, ...]


# an entry


def usual_lengths(lengths: Mapping[str, tuple[int, int]]) -> Mapping[str, float]:
    """The mean length of each field, roughly, from the words in it and the entries that have it."""
    return {field: _rounded(total / entries) for field, (total, entries) in lengths.items()}


def _rounded(mean: float) -> float:
    return _STEP ** round(log(max(1.0, mean), _STEP))


def entry_terms(counts: Counts, senses: Mapping[str, Senses], usual: Mapping[str, float]) -> Mapping[str, int]:
    """The terms of an entry with their weights.

    Args:
        counts: Its words.
        senses: The terms that these count for, by language.
        usual: The usual length of each field.
    """
    lengths = lengths_of(counts)
    sums: dict[str, float] = defaultdict(float)
    for field, languages in counts.items():
        weight = WEIGHTS[field] / (_EVEN + (1 - _EVEN) * lengths[field] / usual[field])
        for language, words in languages.items():
            known = senses[language]
            for word, times in words.items():
                for term, share in known[word]:
                    sums[term] += weight * share * times
    weights = {total: _quantised(total) for total in set(sums.values())}  # many terms have the same sum
    return {term: weights[total] for term, total in sums.items()}


def _quantised(total: float) -> int:
    return max(1, min(HEAVIEST, round(HEAVIEST * total / (_SATURATION + total))))


# the whole bank


@dataclass(frozen=True, slots=True)
class Found:
    """The terms of a bank, in the order of their letters' numbers, and which entries have each, as it is written."""

    terms: Mapping[str, Term]
    postings: Mapping[str, str]


def found_terms(
    entries: Callable[[], Iterable[Counts]],
    everywhere: Census,
    lexicons: Mapping[str, Lexicon],
    synonyms: Iterable[Sequence[str]],
) -> Found:
    """The terms of all entries.

    Args:
        entries: Gives the words of each entry, by the entry's number, one after another, so that none need be held.
        everywhere: The census of these.
        lexicons: What is known of the words of each language.
        synonyms: Base forms that mean the same.
    """
    words, lengths = everywhere
    senses, usual = senses_of(lexicons, words), usual_lengths(lengths)
    runs = gathered(entry_terms(counts, senses, usual) for counts in entries())
    return merged(runs, words, senses, synonyms)


def merged(
    runs: Mapping[str, Run],
    words: Mapping[str, Iterable[str]],
    senses: Mapping[str, Senses],
    synonyms: Iterable[Sequence[str]],
) -> Found:
    """The terms of all entries.

    Args:
        runs: The run of each term among all entries.
        words: The words of all entries, by language.
        senses: The terms that these count for.
        synonyms: Base forms that mean the same.
    """
    terms = terms_among(words, senses, synonyms, {term: run.entries for term, run in runs.items()})
    return Found(terms, {term: written(run) for term, run in runs.items()})


def terms_among(
    words: Mapping[str, Iterable[str]],
    senses: Mapping[str, Senses],
    synonyms: Iterable[Sequence[str]],
    entries: Mapping[str, int],
) -> Mapping[str, Term]:
    """The terms of a bank, in the order of their letters' numbers.

    All but how many entries have them hangs on the words that there are, and not on where these stand.

    `entries` tells how many entries have each term; the rest is as for `merged`.
    """
    synonyms = tuple(synonyms)
    endings = _endings(words, senses)
    related = _related(entries, synonyms)
    for word in {word for group in synonyms for word in group}:
        known = (end for own in senses.values() for end in own.lexicon.endings_of(word))
        endings.setdefault(word, set()).update(known)
    names = sorted(entries.keys() | {word for words in synonyms for word in words if related.get(word)})
    return {
        name: Term(entries.get(name, 0), tuple(sorted(endings.get(name, ()))), related.get(name, ())) for name in names
    }


def _endings(words: Mapping[str, Iterable[str]], senses: Mapping[str, Senses]) -> dict[str, set[str]]:
    """The endings of every term: those of its language, and those of the words that stand in the bank."""
    found: dict[str, set[str]] = {}
    for language, own in words.items():
        known = senses[language]
        for term in {term for word in own for term, _ in known[word]}:
            found.setdefault(term, set()).update(known.lexicon.endings_of(term))
        for word in own:
            bare = stem(word)
            for term, share in known[word]:
                if share == 1 and bare != stem(term) and (change := ending(term, bare)):
                    found[term].add(change)
    return found


def _related(terms: Iterable[str], synonyms: Iterable[Sequence[str]]) -> Mapping[str, tuple[str, ...]]:
    """For each term the others of its family that the bank has, and its synonyms."""
    present = set(terms)
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for group in (*synonyms, *families(sorted(present))):
        for word in group:
            found[word] |= dict.fromkeys(other for other in group if other != word and other in present)
    return {word: tuple(others) for word, others in found.items() if others}
