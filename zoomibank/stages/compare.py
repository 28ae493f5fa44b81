"""Entries beside one another: which may tell of the same thing, and are to be asked about.

What came of it is remembered, with what is known of the words that were looked up, so that a bank whose titles,
keywords and summaries stay the same is not compared again.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from zoomibank.bank.dictionary import Dictionary
from zoomibank.bank.likeness import Text, alike, nearest
from zoomibank.bank.senses import Senses
from zoomibank.bank.words import Lexicon, bases_of, corrected, learn, restored, stored
from zoomibank.content.entry import AnyEntry, Entry
from zoomibank.content.schema import Status, WordNote
from zoomibank.content.subject import Subject
from zoomibank.findings import rules
from zoomibank.findings.finding import Finding, Named
from zoomibank.publish.inputs import digest_of
from zoomibank.publish.remembered import recall, remember
from zoomibank.text import fold

_NAME: Final = "likeness"
_GONE: Final = frozenset({Status.ARCHIVED, Status.SUPERSEDED})

Found = Mapping[int, tuple[int, ...]]
"""The entries that resemble earlier ones, with the nearest of these; all by their numbers."""


@dataclass(frozen=True, slots=True)
class Comparer:
    """What entries are compared by: the program, the bank's first language, and where words of it are looked up.

    `find` gives a language's dictionary, or None where there is none; `cache` is the folder of what is remembered.
    """

    program: str
    language: str
    notes: tuple[WordNote, ...]
    find: Callable[[str], Dictionary | None]
    cache: Path | None = None

    def nearest(self, text: Text, entries: Iterable[Entry[Any]]) -> tuple[AnyEntry, ...]:
        """The practices and tools that a new text resembles, nearest first."""
        ordered = in_time(entries)
        lexicon = self._recalled()[2]
        found = nearest(text, [text_of(entry) for entry in ordered], lambda words: self._learnt(words, lexicon)[0])
        return tuple(ordered[like.number] for like in found)

    def compare(self, texts: Sequence[Text], passed_over: Sequence[Collection[int]]) -> Found:
        """The texts that resemble earlier ones, now or when the very same were compared last."""
        asked = self._asked(texts, passed_over)
        known_for, found, lexicon = self._recalled()
        if asked == known_for:
            return found
        learnt = lexicon

        def ask(words: Collection[str]) -> Senses:
            nonlocal learnt
            senses, learnt = self._learnt(words, lexicon)
            return senses

        near = alike(texts, passed_over, ask)
        found = {own: tuple(like.number for like in likes) for own, likes in near.items()}
        if self.cache:
            told = [[own, *numbers] for own, numbers in found.items()]
            remember(self.cache, _NAME, {"asked": asked, "found": told, "lexicon": stored(learnt)})
        return found

    def _asked(self, texts: Sequence[Text], passed_over: Sequence[Collection[int]]) -> str:
        """All that the answer hangs on."""
        dictionary = self.find(self.language)
        parts = [self.program, self.language, dictionary.name if dictionary else "", repr(self.notes)]
        for text, skipped in zip(texts, passed_over, strict=True):
            parts += (text.title, repr(text.keywords), text.summary, repr(sorted(skipped)))
        return digest_of(parts)

    def _learnt(self, words: Collection[str], known: Lexicon) -> tuple[Senses, Lexicon]:
        """What words count for, and all that is known of words now."""
        notes = [note for note in self.notes if note.language == self.language]
        lexicon, _ = learn(words, known, bases=bases_of(notes), language=self.language, find=self.find)
        return Senses(corrected(lexicon, notes)), lexicon

    def _recalled(self) -> tuple[str, Found, Lexicon]:
        """What was asked last, what was found, and what was known of words."""
        match recall(self.cache, _NAME) if self.cache else None:
            case {"asked": str(asked), "found": list(found), "lexicon": lexicon}:
                return asked, {own: tuple(numbers) for own, *numbers in found}, restored(lexicon)
        return "", {}, Lexicon()


def likeness_faults(entries: Iterable[Entry[Any]], files: Iterable[Subject], comparer: Comparer) -> list[Finding]:
    """The entries that may tell of what an earlier one tells of, and do not say how they belong together.

    Args:
        entries: Those that are by themselves without fault, drafts too; articles among them are passed over.
        files: What the rules look at in each file.
        comparer: What they are compared by.
    """
    ordered = in_time(entries)
    found = comparer.compare([text_of(entry) for entry in ordered], _answered(ordered))
    files_of = {file.ref: file for file in files if file.is_entry} if found else {}
    findings = []
    for own, numbers in found.items():
        others = [ordered[number] for number in numbers]
        findings.append(
            rules.resembles(
                files_of[str(ordered[own].ref)].place_of("title"),
                others=tuple(Named(other.original.record.title, other.original.path) for other in others),
                refs=[str(other.ref) for other in others],
                has_answers=bool(ordered[own].original.record.not_duplicate_of),
            )
        )
    return findings


def in_time(entries: Iterable[Entry[Any]]) -> tuple[AnyEntry, ...]:
    """The practices and tools in the order in which they came to the bank, those of one day by their refs."""
    own = (entry for entry in entries if entry.ref.kind != "pages")
    return tuple(sorted(own, key=lambda entry: (entry.original.record.added, str(entry.ref))))


def text_of(entry: AnyEntry) -> Text:
    """What is compared of an entry."""
    record = entry.original.record
    return Text(record.title, record.keywords, record.summary)


def _answered(entries: Sequence[AnyEntry]) -> list[Collection[int]]:
    """The numbers of those that each entry is not compared with.

    That is everything for one that is gone, and else what is related to it, is said to be no duplicate, by whichever of
    the two, or has the very same title, which is an error by itself.
    """
    numbers = {str(entry.ref): number for number, entry in enumerate(entries)}
    titles: dict[str, list[int]] = defaultdict(list)
    answered: list[set[int]] = [set() for _ in entries]
    for own, entry in enumerate(entries):
        record = entry.original.record
        twins = titles[fold(record.title)]
        answered[own].update(twins)
        twins.append(own)
        for ref in (*(relation.to for relation in record.relations), *record.not_duplicate_of):
            if (other := numbers.get(ref)) is not None:
                answered[own].add(other)
                answered[other].add(own)
    return [range(own) if entry.original.record.status in _GONE else answered[own] for own, entry in enumerate(entries)]
