"""The terms of a search index: for each base form the entries that have it, and how readers may write it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from zoomibank.bank.families import families
from zoomibank.bank.stemming import stem, words_of
from zoomibank.bank.words import Lexicon, ending
from zoomibank.exports.search_texts import WEIGHTS, Passage

HEAVIEST: Final = 15
"""The weight of a term that an entry is all about; the lightest is 1."""
_PART: Final = 0.5
"""What a part of a compound weighs beside the whole word."""
_SATURATION: Final = 3.6
"""The sum of weights at which a term has half of its greatest weight: further mentions tell less and less."""
_EVEN: Final = 0.5
"""How much of a passage's weight does not hang on its length."""

_TELL_NOTHING: Final = """
    ja on ei se tai että sen kun ovat myös jos kuin niin jotta eli sekä ne joka jotka mutta voi oli ole
    och att i på som en ett är för med av till den det de om eller inte
    the of and to in a is for that with as on are by be or an it
"""
_KNOWS_NOTHING: Final = Lexicon()
STOP_WORDS: Final = frozenset(_TELL_NOTHING.split())
"""Words that tell nothing of a text."""


@dataclass(frozen=True, slots=True)
class Term:
    """A base form in the index.

    `postings` are the numbers of the entries that have it, in order, each with its weight; `endings` tell the stems of
    its forms beside its own, as `bank.words.ending` does; `related` are the words of its family and its synonyms.
    """

    postings: tuple[tuple[int, int], ...]
    endings: tuple[str, ...]
    related: tuple[str, ...]


def index_terms(
    documents: Sequence[Sequence[Passage]], lexicons: Mapping[str, Lexicon], synonyms: Iterable[Sequence[str]]
) -> Mapping[str, Term]:
    """The terms of all documents, in the order of their letters' numbers.

    Args:
        documents: The passages of each entry, by the entry's number.
        lexicons: What is known of the words of each language.
        synonyms: Base forms that mean the same.
    """
    counts = [_count(passages) for passages in documents]
    usual = _usual_lengths(counts)
    terms_of: dict[str, dict[str, tuple[tuple[str, float], ...]]] = defaultdict(dict)
    weights: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, fields in enumerate(counts):
        sums: dict[str, float] = defaultdict(float)
        for field, languages in fields.items():
            length = sum(words.total() for words in languages.values())
            weight = WEIGHTS[field] / (_EVEN + (1 - _EVEN) * length / usual[field])
            for language, words in languages.items():
                known = terms_of[language]
                for word, times in words.items():
                    if word not in known:
                        known[word] = _terms_of(word, lexicons.get(language, _KNOWS_NOTHING))
                    for term, share in known[word]:
                        sums[term] += weight * share * times
        for term, total in sums.items():
            weights[term].append((number, total))
    synonyms = tuple(synonyms)
    endings = _endings(terms_of, lexicons)
    for word in {word for group in synonyms for word in group}:
        endings.setdefault(word, set()).update(end for lexicon in lexicons.values() for end in lexicon.endings_of(word))
    related = _related(weights, synonyms)
    names = sorted(weights.keys() | {word for words in synonyms for word in words if related.get(word)})
    return {
        term: Term(
            tuple((number, _quantised(total)) for number, total in weights.get(term, ())),
            tuple(sorted(endings.get(term, ()))),
            related.get(term, ()),
        )
        for term in names
    }


_Counts = Mapping[str, Mapping[str, Counter[str]]]
"""How often each word stands in an entry, by field and language."""


def _count(passages: Iterable[Passage]) -> _Counts:
    found: dict[str, dict[str, Counter[str]]] = {}
    for passage in passages:
        words = found.setdefault(passage.field, {}).setdefault(passage.language, Counter())
        words.update(words_of(passage.text))
    return found


def _usual_lengths(counts: Iterable[_Counts]) -> Mapping[str, float]:
    """The mean number of words in each field of those that have it."""
    lengths: dict[str, list[int]] = defaultdict(list)
    for fields in counts:
        for field, languages in fields.items():
            lengths[field].append(sum(words.total() for words in languages.values()))
    return {field: max(1.0, sum(found) / len(found)) for field, found in lengths.items()}


def _terms_of(word: str, lexicon: Lexicon) -> tuple[tuple[str, float], ...]:
    """The terms that a word counts for: its base forms whole, their parts by half."""
    if word in STOP_WORDS:
        return ()
    shares: dict[str, float] = {}
    for lemma in lexicon.lemmas_of(word):
        shares |= dict.fromkeys(lexicon.parts_of(lemma), _PART)
    shares |= dict.fromkeys(lexicon.lemmas_of(word), 1.0)
    return tuple((term, share) for term, share in shares.items() if term not in STOP_WORDS)


def _quantised(total: float) -> int:
    return max(1, min(HEAVIEST, round(HEAVIEST * total / (_SATURATION + total))))


def _endings(
    terms_of: Mapping[str, Mapping[str, tuple[tuple[str, float], ...]]], lexicons: Mapping[str, Lexicon]
) -> dict[str, set[str]]:
    """The endings of every term: those of its language, and those of the words that stand in the bank."""
    found: dict[str, set[str]] = {}
    for language, words in terms_of.items():
        lexicon = lexicons.get(language, _KNOWS_NOTHING)
        for term in {term for terms in words.values() for term, _ in terms}:
            found.setdefault(term, set()).update(lexicon.endings_of(term))
        for word, terms in words.items():
            own = stem(word)
            for term, share in terms:
                if share == 1 and own != stem(term) and (change := ending(term, own)):
                    found[term].add(change)
    return found


def _related(weights: Iterable[str], synonyms: Iterable[Sequence[str]]) -> Mapping[str, tuple[str, ...]]:
    """For each term the others of its family that the bank has, and its synonyms."""
    present = set(weights)
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for group in (*synonyms, *families(sorted(present))):
        for word in group:
            found[word] |= dict.fromkeys(other for other in group if other != word and other in present)
    return {word: tuple(others) for word, others in found.items() if others}
