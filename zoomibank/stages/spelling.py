"""Spelling: words of entries that the machine's checker does not know, told as notes with what may be meant."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Final

from zoomibank.bank.dictionary import Speller
from zoomibank.content.entry import AnyEntry, Bank
from zoomibank.content.schema import VOCABULARIES, Check
from zoomibank.exports.search_texts import Counts
from zoomibank.findings import rules
from zoomibank.findings.finding import Finding, Place
from zoomibank.stages.read import Kept
from zoomibank.text import fold

_TOLD: Final = 5
"""So many words of a file are told."""
_NEAR: Final = 3
"""So many words that may be meant are named."""
_OWN: Final = 3
"""A word that so many entries have is the bank's own."""
_SHORTEST: Final = 4
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_NOT_TEXT: Final = re.compile(r"`[^`]*`|\]\([^)]*\)|<?\bhttps?://\S+|\S*[@/]\S*|^\s*[a-z_]+:(?= |$)|^\s*\[[^\]]+\]:.*")
"""What of a line is no running text: code, addresses, the names of fields."""


def spelling_notes(
    bank: Bank, kept: Kept, *, find: Callable[[str], Speller | None], lines_of: Callable[[str], Sequence[str]]
) -> list[Finding]:
    """The words that are not known in what entries say in their languages; none where the check is off.

    Args:
        bank: The checked bank.
        kept: Which words each entry has.
        find: Gives what tells how a language is spelt, or None where the machine has nothing.
        lines_of: The lines of a file of the content.
    """
    findings: list[Finding] = []
    for language in bank.languages if Check.SPELLING in bank.settings.checks else ():
        if speller := find(language):
            files = [(entry, edition.path) for entry in bank.entries if (edition := entry.editions.get(language))]
            unknown = _unknown(bank, [entry for entry, _ in files], kept, language=language, speller=speller)
            for entry, path in files:
                if words := unknown.get(str(entry.ref)):
                    findings += _notes(path, lines_of(path), words, speller)
    return findings


def _unknown(
    bank: Bank, entries: Iterable[AnyEntry], kept: Kept, *, language: str, speller: Speller
) -> dict[str, frozenset[str]]:
    """The words of each entry, by its ref, that nothing knows; in small letters."""
    known = frozenset(_named(bank))
    words = {str(entry.ref): frozenset(_words(kept.words(entry).get(language, {}), language)) for entry in entries}
    holders = Counter(word for own in words.values() for word in own)
    odd = {
        word
        for word, count in holders.items()
        if count < _OWN and len(word) >= _SHORTEST and _WORD.fullmatch(word) and word not in known
        if not speller.spell(word) and not speller.spell(word.capitalize())
    }
    return {ref: own & odd for ref, own in words.items() if own & odd}


def _words(counts: Counts, language: str) -> Iterator[str]:
    for field in counts.values():
        yield from field.get(language, ())


def _named(bank: Bank) -> Iterator[str]:
    """The words of names: of terms, entries and notes, which need not be in any dictionary."""
    texts = [text for note in bank.word_notes for text in (note.word, note.lemma or "", *note.parts, *note.synonyms)]
    for name in VOCABULARIES:
        for term in bank.vocabularies.named(name).terms.values():
            texts += [*term.label.by_language.values(), *term.aliases]
    for entry in bank.entries:
        texts += [text for edition in entry.editions.values() for text in edition.record.aliases]
    yield from (word for text in texts for word in _WORD.findall(fold(text)))


def _notes(path: str, lines: Sequence[str], words: Collection[str], speller: Speller) -> Iterator[Finding]:
    """The places of the words, each once; one that is written as a name is passed over."""
    left = set(words)
    for number, line in enumerate(lines, 1):
        plain = _NOT_TEXT.sub(lambda found: " " * len(found.group()), line)
        for found in _WORD.finditer(plain):
            word = found.group()
            is_part = "-" in {line[found.start() - 1 : found.start()], line[found.end() : found.end() + 1]}
            if word.lower() not in left or is_part or _is_name(word, plain[: found.start()]):
                continue
            left.discard(word.lower())
            near = speller.suggest(word)[:_NEAR]
            yield rules.unknown_word(Place(path, number, found.start() + 1, len(word)), given=word, near=near)
            if len(words) - len(left) >= _TOLD:
                return


def _is_name(word: str, before: str) -> bool:
    """Whether a word is written with a capital letter within a sentence."""
    return word[0].isupper() and not re.search(r"(?:^|[.!?:>\-*#])\s*$", before)
