"""What is known of the words of a bank: their base forms, the parts of these, and the stems of all their forms.

What is known of a word hangs on the word and the dictionary alone, never on the other words of the bank, so it can be
remembered from build to build, and only a word never seen before loads a dictionary.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from zoomibank.bank.compounds import parts_of
from zoomibank.bank.dictionary import Dictionary
from zoomibank.bank.stemming import stem
from zoomibank.content.schema import WordNote
from zoomibank.text import shared_start

RULES: Final = 1
"""To be raised when the rules of `stemming` or `compounds` change: what was remembered by the old ones is forgotten."""

_HEAD: Final = 4
"""The fewest letters of a known word at the end of an unknown one that may tell how that is inflected."""
_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"
_LETTER: Final = re.compile(r"[^\W\d_]")
"""What a word must have to be looked up: a number stands for itself."""
LONGEST: Final = 60
"""Letters of a word that is looked up; what is longer is an address or a slip, and stands for itself."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What is known of the words of a language, written as it is remembered: reading it all takes longer than asking.

    `source` names the dictionary and the rules that this comes from. `words` has the base forms of each word, with
    spaces between; `lemmas` for each base form its parts, a bar, and its endings.
    """

    source: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    lemmas: Mapping[str, str] = field(default_factory=dict)

    def lemmas_of(self, word: str) -> tuple[str, ...]:
        """The base forms of a word; the word itself when it is not known."""
        return tuple(self.words[word].split()) if word in self.words else (word,)

    def parts_of(self, lemma: str) -> tuple[str, ...]:
        """The base forms that a base form is a compound of."""
        if lemma in self.lemmas:
            return tuple(self.lemmas[lemma].partition("|")[0].split())
        return tuple(part for part in lemma.split("-") if part and part != lemma)

    def endings_of(self, lemma: str) -> tuple[str, ...]:
        """How the stems of a base form's forms differ from it, as `ending` tells; its own stem is not among them."""
        return tuple(self.lemmas.get(lemma, "").partition("|")[2].split())


def learn(
    words: Iterable[str],
    known: Lexicon,
    *,
    bases: frozenset[str] = frozenset(),
    language: str,
    find: Callable[[str], Dictionary | None],
) -> tuple[Lexicon, bool]:
    """What is known of the words, and whether that is all there is to know.

    It is not when words are new and the machine has no dictionary.

    Args:
        words: The words of the bank in this language, in small letters.
        known: What was known before; it is kept.
        bases: More words, which are base forms whatever the dictionary says.
        language: Whose words they are.
        find: Gives a language's dictionary, which is asked only when words are new.
    """
    words = {word for word in words if len(word) <= LONGEST and _LETTER.search(word)}
    dictionary = find(language)
    if dictionary is None:
        return known, words <= known.words.keys()
    source = f"{dictionary.name}, rules {RULES}"
    before = known if known.source == source else Lexicon(source)
    new = sorted(words - before.words.keys())
    if not new and bases <= before.lemmas.keys():
        return before, True
    found = {word: dictionary.lemmas(word) for word in new}
    described = _described(bases.union(*found.values()), before, language, dictionary)
    learnt = {word: " ".join(lemmas) for word, lemmas in found.items()}
    return Lexicon(source, {**before.words, **learnt}, {**before.lemmas, **described}), True


def _described(wanted: frozenset[str], known: Lexicon, language: str, dictionary: Dictionary) -> dict[str, str]:
    """The base forms that are not known yet, and the parts of these, with what they are."""
    waiting = set(wanted)
    parts: dict[str, tuple[str, ...]] = {}
    while waiting := waiting - parts.keys() - known.lemmas.keys():
        parts |= {lemma: parts_of(lemma, language, dictionary) for lemma in sorted(waiting)}
        waiting = {part for lemma in waiting for part in parts[lemma]}
    heads = {lemma: _head(lemma, dictionary) for lemma in parts}
    forms = dictionary.forms(frozenset(heads.values()))
    return {
        lemma: _lemma(parts[lemma], _endings(lemma, (lemma.removesuffix(head) + form for form in forms.get(head, ()))))
        for lemma, head in heads.items()
    }


def _lemma(parts: Iterable[str], endings: Iterable[str]) -> str:
    return f"{' '.join(parts)}|{' '.join(endings)}"


def _head(lemma: str, dictionary: Dictionary) -> str:
    """The longest known word at the end of a base form: it is inflected like that."""
    ends = (lemma[place:] for place in range(len(lemma) - _HEAD + 1))
    return next((end for end in ends if dictionary.is_lemma(end)), lemma)


def _endings(lemma: str, forms: Iterable[str]) -> tuple[str, ...]:
    stems = {stem(form.lower()) for form in forms} - {stem(lemma)}
    return tuple(sorted(filter(None, (ending(lemma, each) for each in stems))))


def ending(lemma: str, other: str) -> str:
    """How a base form's end changes to become a stem: how many letters go, as a digit of base 36, and what comes.

    It is "" for a change too large to be told so.
    """
    shared = shared_start(lemma, other)
    cut = len(lemma) - shared
    return _DIGITS[cut] + other[shared:] if cut < len(_DIGITS) else ""


def ended(lemma: str, change: str) -> str:
    """The stem that `ending` told of."""
    return lemma[: len(lemma) - _DIGITS.index(change[0])] + change[1:]


def corrected(lexicon: Lexicon, notes: Iterable[WordNote]) -> Lexicon:
    """A lexicon in which what editors have noted of words of its language stands over what the dictionary says."""
    words: dict[str, str] = {}
    lemmas: dict[str, str] = {}
    for note in notes:
        words |= {word: word for word in (*note.parts, *note.synonyms)}
        words[note.word] = _base(note)
        if note.parts:
            below = (part for parts in note.parts for part in lexicon.parts_of(parts))
            lemmas[_base(note)] = _lemma(dict.fromkeys((*note.parts, *below)), lexicon.endings_of(_base(note)))
    return Lexicon(lexicon.source, {**lexicon.words, **words}, {**lexicon.lemmas, **lemmas}) if words else lexicon


def bases_of(notes: Iterable[WordNote]) -> frozenset[str]:
    """The base forms that editors' notes name."""
    return frozenset(word for note in notes for word in (_base(note), *note.parts, *note.synonyms))


def synonyms(notes: Iterable[WordNote]) -> Iterator[tuple[str, ...]]:
    """The base forms that mean the same, from editors' notes."""
    yield from ((_base(note), *note.synonyms) for note in notes if note.synonyms)


def _base(note: WordNote) -> str:
    return note.lemma or note.word


# between builds


def stored(lexicon: Lexicon) -> dict[str, object]:
    """A lexicon as JSON can hold it."""
    return {"source": lexicon.source, "words": lexicon.words, "lemmas": lexicon.lemmas}


def restored(value: object) -> Lexicon:
    """The lexicon that was stored; one that knows nothing when the value is damaged."""
    match value:
        case {"source": str(source), "words": dict(words), "lemmas": dict(lemmas)}:
            if all(isinstance(text, str) and text for known in (words, lemmas) for text in known.values()):
                return Lexicon(source, words, lemmas)
    return Lexicon()
