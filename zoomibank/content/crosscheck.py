"""What must hold between the parts of a bank: one function a rule, from files to findings."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Final, NamedTuple

from pydantic_core import PydanticCustomError

from zoomibank.content.frontmatter import Node
from zoomibank.content.plain import LONGEST_SENTENCE
from zoomibank.content.schema import UNNAMED, Check
from zoomibank.content.subject import Said, Subject
from zoomibank.content.values import read_date, read_whole_number
from zoomibank.content.vocabulary import TermFile
from zoomibank.content.walk import says_nothing, scalars
from zoomibank.findings import rules
from zoomibank.findings.finding import Finding, Place
from zoomibank.text import fold, same_word, slugify

PROPOSALS: Final = 20
"""So many unknown names of a file get a proposal: looking for the nearest of thousands takes its time."""

Fields = Iterable[tuple[tuple[str, ...], str]]
"""The ways to vocabularies' keys, each with the vocabulary's name."""


class Use(NamedTuple):
    """A vocabulary's key, and the value that names it."""

    vocabulary: str
    key: str
    path: str
    said: Said

    @property
    def place(self) -> Place:
        """Where it is named."""
        return Place(self.path, *self.said[1:])


def uses(tree: Node, fields: Fields) -> Iterator[Use]:
    """The vocabulary keys in a tree."""
    for way, vocabulary in fields:
        for text, path, line, column, width in scalars(tree, way):
            if not says_nothing(text):
                yield Use(vocabulary, text.strip(), path, (text, line, column, width))


def uses_of(subject: Subject, vocabularies: Iterable[tuple[str, str]]) -> Iterator[Use]:
    """The vocabulary keys in a Markdown file; `vocabularies` are those of its fields, by the fields' names."""
    for name, vocabulary in vocabularies:
        for said in subject.values.get(name, ()):
            if not says_nothing(said[0]):
                yield Use(vocabulary, said[0].strip(), subject.path, said)


def term_faults(used: Iterable[Use], files: dict[str, TermFile], *, whole: bool) -> list[Finding]:
    """Keys that a vocabulary does not have or has replaced, and terms that nobody uses.

    Args:
        used: The keys.
        files: The vocabularies; what is not in one that is not whole may be in the part that can't be read.
        whole: Whether all files that use keys could be read.
    """
    findings = []
    seen: dict[str, set[str]] = defaultdict(set)
    unknown: Counter[str] = Counter()
    for use in used:
        file = files[use.vocabulary]
        seen[use.vocabulary].add(use.key)
        if use.key in file.places:
            if successor := file.successors.get(use.key):
                findings.append(
                    rules.deprecated_term(use.place, vocabulary=use.vocabulary, given=use.key, successor=successor)
                )
        elif file.whole:
            unknown[use.path] += 1
            known = tuple(file.places) if unknown[use.path] <= PROPOSALS else ()
            findings.append(
                rules.unknown_term(use.place, vocabulary=use.vocabulary, given=use.key, known=known, labels=file.labels)
            )
    for name, file in files.items():
        if name in UNNAMED:
            continue
        for key, place in file.places.items():
            if whole and file.whole and key not in seen[name] and key not in file.successors:
                findings.append(rules.unused_term(place, vocabulary=name, given=key))
    return findings


def date_faults(subjects: Iterable[Subject], today: date) -> list[Finding]:
    """Dates that lie after the build's day, and reviews before the entry was there."""
    findings = []
    for subject in (subject for subject in subjects if subject.is_entry):
        added, reviewed = (_date_in(subject, field) for field in ("added", "reviewed"))
        for field, day in (("added", added), ("reviewed", reviewed)):
            if day and day > today:
                findings.append(
                    rules.date_in_future(
                        subject.place_of(field), field=field, given=day.isoformat(), today=today.isoformat()
                    )
                )
        if added and reviewed and reviewed < added:
            findings.append(rules.reviewed_before_added(subject.place_of("reviewed"), added=added.isoformat()))
    return findings


def evidence_faults(subjects: Iterable[Subject]) -> list[Finding]:
    """A measured result without its source, and an origin in a project that is not named."""
    findings = []
    for subject in (subject for subject in subjects if subject.is_entry):
        findings += [
            rules.measured_without_source(subject.place(kind))
            for kind in subject.all_of("results")
            if kind[0].strip() == "measured"
        ]
        if subject.text("origin") == "project" and "project" not in subject.values:
            findings.append(rules.origin_without_project(subject.place_of("origin")))
    return findings


def language_faults(subjects: Iterable[Subject], checks: Collection[str]) -> list[Finding]:
    """What could be said more plainly, by the checks that are on."""
    findings = []
    for subject in subjects:
        for check, words, length, *spot in subject.remarks:
            if check not in checks:
                continue
            place = Place(subject.path, *spot)
            match check:
                case Check.LONG_SENTENCES:
                    findings.append(rules.long_sentence(place, given=words, count=length, limit=LONGEST_SENTENCE))
                case Check.LINK_TEXT:
                    findings.append(rules.empty_words_in_link(place, given=words))
                case Check.SUMMARY_REPEATS_TITLE:
                    findings.append(rules.summary_repeats_title(place, given=words))
                case Check.AIM_AS_MEASURED:
                    findings.append(rules.aim_as_measured(place, given=words))
    return findings


def twin_faults(subjects: Iterable[Subject]) -> list[Finding]:
    """Titles (in one language) and register ids that two files share; the later file in order is told."""
    findings = []
    titles: dict[tuple[str, str], Subject] = {}
    numbers: dict[int, Subject] = {}
    for subject in subjects:
        title = subject.text("title")
        first = titles.setdefault((subject.source.language, fold(title)), subject)
        if first is not subject and not says_nothing(title):
            findings.append(rules.duplicate_title(subject.place_of("title"), title=title, other=first.path))
        number = _number_in(subject, "register_id")
        if number is not None and subject.is_entry:
            first = numbers.setdefault(number, subject)
            if first is not subject:
                place = subject.place_of("register_id")
                findings.append(rules.duplicate_register_id(place, number=number, other=first.path))
    return findings


def keyword_faults(subjects: Iterable[Subject], default_language: str) -> list[Finding]:
    """Keywords that another spelling or another form of the same word is used beside.

    The form used most is taken for the right one; among equals the first in the order of the files.
    """
    given: dict[str, list[_Keyword]] = defaultdict(list)
    for subject in subjects:
        given[subject.source.language or default_language] += [
            _Keyword(" ".join(said[0].split()), subject, said)
            for said in subject.all_of("keywords")
            if slugify(said[0])
        ]
    return [finding for language, keywords in given.items() for finding in _keyword_faults(keywords, language)]


class _Keyword(NamedTuple):
    """A keyword with single spaces, and where it is given."""

    word: str
    subject: Subject
    said: Said


def _keyword_faults(given: list[_Keyword], language: str) -> list[Finding]:
    ranked = [word for word, _ in Counter(keyword.word for keyword in given).most_common()]
    by_slug: dict[str, str] = {}
    by_start: dict[str, list[str]] = defaultdict(list)
    for word in ranked:
        if by_slug.setdefault(slugify(word), word) == word:
            by_start[fold(word)[:5]].append(word)
    inflected = {
        word: known
        for words in by_start.values()
        for index, word in enumerate(words)
        for known in words[: min(index, 50)]
        if same_word(word, known, language)
    }
    odd = {word for word in ranked if by_slug[slugify(word)] != word} | inflected.keys()
    files: dict[str, str] = {}
    for keyword in given if odd else ():
        files.setdefault(keyword.word, keyword.subject.path)
    findings = []
    for word, subject, said in given if odd else ():
        if (first := by_slug[slugify(word)]) != word:
            findings.append(rules.keyword_spelling(subject.place(said), given=word, first=first, other=files[first]))
        elif known := inflected.get(word):
            findings.append(rules.keyword_inflected(subject.place(said), given=word, first=known, other=files[known]))
    return findings


def slug_faults(subjects: Iterable[Subject]) -> list[Finding]:
    """Previous slugs that another file of the same kind has or had."""
    originals = [subject for subject in subjects if not subject.source.language]
    taken = {subject.ref: subject.path for subject in originals}
    findings = []
    for subject in originals:
        for said in subject.all_of("previous_slugs"):
            if says_nothing(said[0]):
                continue
            address = f"{subject.source.kind}/{said[0].strip()}"
            other = taken.setdefault(address, subject.path)
            if other != subject.path or address == subject.ref:
                findings.append(rules.address_clash(subject.place(said), address=address, other=other))
    return findings


def translation_faults(subjects: Iterable[Subject], names: frozenset[str], languages: tuple[str, ...]) -> list[Finding]:
    """Translations into a language the bank does not have, or of a file that is not there."""
    findings = []
    for subject in subjects:
        language, original = subject.source.language, f"{subject.ref}.md"
        if language and language not in languages[1:]:
            findings.append(
                rules.unknown_language(
                    Place(subject.path), suffix=language, languages=languages, original=f"{subject.source.slug}.md"
                )
            )
        elif language and original not in names:
            findings.append(rules.translation_without_original(Place(subject.path), original=original))
    return findings


def _date_in(subject: Subject, field: str) -> date | None:
    """The date in a field, or None where there is none or another finding tells of it."""
    try:
        return read_date(text) if (text := subject.text(field)) else None
    except PydanticCustomError:
        return None


def _number_in(subject: Subject, field: str) -> int | None:
    """The whole number in a field, or None where there is none or another finding tells of it."""
    try:
        return read_whole_number(text) if (text := subject.text(field)) else None
    except PydanticCustomError:
        return None
