"""Dictionaries: the base form of a word, and the forms of a base form.

A dictionary takes seconds and hundreds of megabytes to load, so it is loaded when the first word is asked for, and what
it said is remembered by `words`. Simplemma (MIT; word lists from open dictionaries and Wiktionary) is an ordinary
dependency; Voikko helps where the machine has it.
"""

import importlib.util
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Final, Protocol

_WHOLE_WORD: Final = re.compile(r"\+[^+(]*\(([^+)]+)\)")
"""A part of a compound in Voikko's account of a word: `+työ(työ)+paikka(paikka)`; endings have one more plus."""
_NAMES: Final = frozenset({"nimi", "etunimi", "sukunimi", "paikannimi"})


class Dictionary(Protocol):
    """What is known of a language's words. All words are in small letters.

    `name` tells the dictionary and its version: what it said holds only as long as that is the same.
    """

    name: str

    def lemmas(self, word: str) -> tuple[str, ...]:
        """The base forms a word may have, in order; the word itself when it is not known."""

    def is_lemma(self, word: str) -> bool:
        """Whether a word is a base form."""

    def forms(self, lemmas: frozenset[str]) -> Mapping[str, tuple[str, ...]]:
        """The forms of those of the base forms that are known; each begins with the same letter as its base form."""

    def parts(self, word: str) -> tuple[str, ...]:
        """The base forms that a word is a compound of, where the dictionary tells."""


class Speller(Protocol):
    """What tells whether a word is spelt right."""

    def spell(self, word: str) -> bool:
        """Whether a word, as it is typed, is one."""

    def suggest(self, word: str) -> list[str]:
        """Words that may be meant by one that is none, the likeliest first."""


@cache
def find_speller(language: str) -> Speller | None:
    """What tells how a language is spelt, or None when the machine has nothing: only Voikko does, for Finnish."""
    return _voikko() if language == "fi" else None


@cache
def find_dictionary(language: str) -> Dictionary | None:
    """The dictionary of a language, or None when the machine has none."""
    try:
        known = _Simplemma(language)
    except PackageNotFoundError:
        return None
    if language == "fi" and (voikko := _voikko()):
        return _Voikko(known, voikko)
    return known


class _Simplemma:
    """The word list of simplemma, and its rules for words that the list lacks."""

    def __init__(self, language: str) -> None:
        self._language = language
        self.name = f"simplemma {version('simplemma')}"

    @cached_property
    def _words(self) -> Mapping[str, str]:
        from simplemma.strategies.dictionaries import dictionary_factory  # noqa: PLC0415 - only when words are unknown

        return dictionary_factory.DEFAULT_DICTIONARY_FACTORY.get_dictionary(self._language)

    def lemmas(self, word: str) -> tuple[str, ...]:
        import simplemma  # noqa: PLC0415 - only when words are unknown

        return (simplemma.lemmatize(word, lang=self._language).lower(),)

    def is_lemma(self, word: str) -> bool:
        return self._words.get(word) == word

    def forms(self, lemmas: frozenset[str]) -> Mapping[str, tuple[str, ...]]:
        initials = tuple({lemma[0] for lemma in lemmas if lemma})
        found: dict[str, list[str]] = defaultdict(list)
        for form, lemma in self._forms(lemmas):
            if form.startswith(initials):
                found[lemma].append(form)
        return {lemma: tuple(forms) for lemma, forms in found.items()}

    def _forms(self, lemmas: frozenset[str]) -> Iterator[tuple[str, str]]:
        """Each word of the list whose base form is among these, and that."""
        held = getattr(self._words, "_dict", None)
        if isinstance(held, dict) and isinstance(next(iter(held), None), bytes):
            # The list is held in bytes; in these, millions of words are looked through without decoding each.
            wanted = {lemma.encode() for lemma in lemmas}
            yield from ((form.decode(), lemma.decode()) for form, lemma in held.items() if lemma in wanted)
        else:
            pairs = ((form, self._words[form]) for form in self._words)
            yield from ((form, lemma) for form, lemma in pairs if lemma in lemmas)

    def parts(self, word: str) -> tuple[str, ...]:  # noqa: ARG002 - this dictionary does not tell
        return ()


class _Voikko:
    """Voikko's analysis beside another dictionary: together they know more words, and Voikko knows compounds."""

    def __init__(self, other: Dictionary, voikko: Any) -> None:  # noqa: ANN401 - the library has no types
        self._other, self._voikko = other, voikko
        self.name = f"{other.name}, voikko {voikko.getVersion()}"

    def lemmas(self, word: str) -> tuple[str, ...]:
        found = [analysis["BASEFORM"].lower() for analysis in self._analyses(word) if analysis.get("BASEFORM")]
        known = self._other.lemmas(word)
        return tuple(dict.fromkeys([*(known if known != (word,) or not found else ()), *found]))

    def is_lemma(self, word: str) -> bool:
        return self._other.is_lemma(word)

    def forms(self, lemmas: frozenset[str]) -> Mapping[str, tuple[str, ...]]:
        return self._other.forms(lemmas)

    def parts(self, word: str) -> tuple[str, ...]:
        parts: list[str] = []
        for analysis in self._analyses(word):
            if analysis.get("STRUCTURE", "").count("=") > 1:
                parts += (part.replace("=", "").lower() for part in _WHOLE_WORD.findall(analysis.get("WORDBASES", "")))
        return tuple(dict.fromkeys(part for part in parts if part != word))

    def _analyses(self, word: str) -> list[dict[str, str]]:
        """What a word may be; names only where nothing else."""
        found: list[dict[str, str]] = self._voikko.analyze(word)
        return [analysis for analysis in found if analysis.get("CLASS") not in _NAMES] or found


def _voikko() -> Any | None:  # noqa: ANN401 - the library has no types
    """Voikko, if its binding, its library and its Finnish words are all there."""
    if importlib.util.find_spec("libvoikko") is None:
        return None
    import libvoikko  # type: ignore[import-not-found, unused-ignore]  # noqa: PLC0415 - few machines have it

    try:
        return libvoikko.Voikko("fi")
    except (OSError, libvoikko.VoikkoException):
        return None
