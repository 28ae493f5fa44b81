"""What the search looks at in an entry: its words, where they stand, how much that weighs, and their languages.

The words of an edition are counted by that edition alone, and those of a term of a vocabulary once for all entries. An
entry's counts are these put together for one language of the site.
"""

import html
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, Final, NamedTuple

from zoomibank.bank.stemming import words_of
from zoomibank.content.entry import Edition
from zoomibank.content.prose import Prose
from zoomibank.content.schema import Practice, Project, Term, Tool

WEIGHTS: Final = {"name": 3.0, "translation": 3.0, "summary": 2.0, "body": 1.0, "term": 0.4}
"""How much a word weighs by where it stands.

`name` are titles, aliases and keywords, `translation` these in other languages, `term` the names of the terms of the
vocabularies that the entry has.
"""

_TAG: Final = re.compile(r"<[^>]*>")

Words = Mapping[str, Mapping[str, int]]
"""How often each word stands in texts, by language. Small words are among them: they tell how long the texts are."""
Counts = Mapping[str, Words]
"""The words of an entry by field, which is a key of `WEIGHTS`; plain enough for JSON."""


class Census(NamedTuple):
    """What entries have together: in how many fields of theirs each word stands, by language, and how long these are.

    `lengths` are for each field the words in it, and the entries that have it.
    """

    words: Mapping[str, Mapping[str, int]]
    lengths: Mapping[str, tuple[int, int]]


def counts_of(edition: Edition[Any]) -> Counts:
    """The words of one edition, which hang on nothing else."""
    record = edition.record
    texts = {
        "name": _names(record),
        "summary": (("summary", record.summary),),
        "body": (*_account(record), ("body", plain(edition.body))),
    }
    return {field: _counted((edition.language_of(name), text) for name, text in told) for field, told in texts.items()}


def term_counts(term: Term, default_language: str) -> Words:
    """The words of a term's names in every language, and of its aliases."""
    return _counted(_term_names(term, default_language))


def entry_counts(
    editions: Mapping[str, Counts], terms: Iterable[Words], *, language: str, original_language: str
) -> Counts:
    """The words by which readers of a language find an entry.

    Args:
        editions: The words of its editions, by their languages.
        terms: The words of each term that it has.
        language: The readers' language.
        original_language: The language of the edition that they are shown where there is none in theirs.
    """
    shown = language if language in editions else original_language
    others = {
        other: counts["name"][other] for other, counts in editions.items() if other != shown and other in counts["name"]
    }
    return {
        **editions[shown],
        **({"translation": others} if others else {}),
        "term": _added(terms),
    }


def lengths_of(counts: Counts) -> Mapping[str, int]:
    """How many words each field of an entry has."""
    return {field: sum(sum(words.values()) for words in languages.values()) for field, languages in counts.items()}


def census(entries: Iterable[Counts]) -> Census:
    """What entries have together."""
    words: dict[str, Counter[str]] = defaultdict(Counter)
    lengths: dict[str, tuple[int, int]] = {}
    for counts in entries:
        for languages in counts.values():
            for language, own in languages.items():
                words[language].update(iter(own))  # each word once, however often it stands there
        for field, length in lengths_of(counts).items():
            total, fields = lengths.get(field, (0, 0))
            lengths[field] = total + length, fields + 1
    return Census(words, lengths)


def recounted(known: Census, gone: Census, come: Census) -> Census:
    """A census after some entries have changed: `gone` is what these had together, `come` what they have."""
    words = {language: Counter(own) for language, own in known.words.items()}
    lengths = dict(known.lengths)
    for sign, other in ((-1, gone), (1, come)):
        for language, own in other.words.items():
            ours = words.setdefault(language, Counter())
            for word, fields in own.items():
                ours[word] += sign * fields
        for field, (total, fields) in other.lengths.items():
            before = lengths.get(field, (0, 0))
            lengths[field] = before[0] + sign * total, before[1] + sign * fields
    left = {language: {word: fields for word, fields in own.items() if fields} for language, own in words.items()}
    return Census(
        {language: own for language, own in left.items() if own},
        {field: each for field, each in lengths.items() if each[1]},
    )


def plain(prose: Prose) -> str:
    """Running text without its markup."""
    return html.unescape(_TAG.sub(" ", "".join(piece for piece in prose.pieces if isinstance(piece, str))))


def _counted(texts: Iterable[tuple[str, str]]) -> Words:
    """The words of texts, each given with its language."""
    by_language: dict[str, list[str]] = defaultdict(list)
    for language, text in texts:
        by_language[str(language)].append(text)
    return {language: _times(" ".join(found)) for language, found in by_language.items()}


def _times(text: str) -> Mapping[str, int]:
    """How often each word stands in a text. No word has spaces, and what stands between two was often seen before."""
    return Counter(chain.from_iterable(map(words_of, text.split())))


def _added(terms: Iterable[Words]) -> Words:
    """The words of several terms together."""
    sums: dict[str, dict[str, int]] = {}
    for words in terms:
        for language, times in words.items():
            own = sums.setdefault(language, {})
            for word, often in times.items():
                own[word] = own.get(word, 0) + often
    return sums


def _names(record: Practice | Tool) -> Iterator[tuple[str, str]]:
    """The field and the text of each name."""
    yield "title", record.title
    yield from (("aliases", alias) for alias in record.aliases)
    yield from (("keywords", keyword) for keyword in record.keywords)


def _account(record: Practice | Tool) -> Iterator[tuple[str, str]]:
    """The field and each text of what stands beside the body."""
    for name, texts in _told(record):
        yield from ((name, text) for text in texts if text)


def _told(record: Practice | Tool) -> Iterator[tuple[str, Iterable[str | None]]]:
    yield "steps", (text for step in record.steps for text in (step.title, step.text))
    yield "materials", (material.title for material in record.materials)
    if isinstance(record, Practice):
        yield "results", (result.text for result in record.results)
        if plan := record.adoption:
            yield "adoption", (plan.decision, plan.plan, *plan.measures, *plan.enablers, *plan.barriers)
    else:
        yield "strengths", record.strengths
        yield "weaknesses", record.weaknesses
        yield "outputs", (output.title for output in record.outputs)


def _term_names(term: Term, default_language: str) -> Iterator[tuple[str, str]]:
    """The language and each name of a term, and its aliases."""
    yield from term.label.by_language.items()
    yield from ((default_language, alias) for alias in term.aliases)
    if isinstance(term, Project) and term.code:
        yield default_language, term.code
