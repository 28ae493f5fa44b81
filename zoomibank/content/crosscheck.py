"""What must hold between the parts of a bank: one function a rule, from located trees to findings."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from pydantic_core import PydanticCustomError

from zoomibank.content.frontmatter import Mapping, Node, Scalar, Sequence
from zoomibank.content.load import Source
from zoomibank.content.values import read_date, read_whole_number
from zoomibank.content.vocabulary import TermFile
from zoomibank.content.walk import find, place_at, says_nothing, scalars, text_at
from zoomibank.findings import rules
from zoomibank.findings.finding import Finding, Place
from zoomibank.text import fold, same_word, slugify

LOOKED_AT: Final = frozenset(
    ("title", "status", "added", "reviewed", "results", "origin", "project", "register_id", "keywords", "relations",
     "previous_slugs", "not_duplicate_of")
)  # fmt: skip
"""The fields that the rules between files look at, here and in `claims`, beside those that hold vocabularies' keys."""
PROPOSALS: Final = 20
"""So many unknown names of a file get a proposal: looking for the nearest of thousands takes its time."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A Markdown file as the rules see it: what its name says, and its front matter."""

    source: Source
    tree: Mapping

    @property
    def ref(self) -> str:
        """`practices/<slug>`, the same for an original and its translations."""
        return f"{self.source.kind}/{self.source.slug}"

    @property
    def path(self) -> str:
        """The file, relative to the content folder."""
        return self.source.path

    @property
    def is_entry(self) -> bool:
        """Whether it is an original practice or tool."""
        return self.source.kind != "pages" and not self.source.language


class Use(NamedTuple):
    """A vocabulary's key, and the value that names it."""

    vocabulary: str
    key: str
    value: Scalar


def uses(tree: Node, fields: Iterable[tuple[tuple[str, ...], str]]) -> Iterator[Use]:
    """The vocabulary keys in a tree; `fields` are the ways to them, with the vocabulary's name."""
    for way, vocabulary in fields:
        for scalar in scalars(tree, way):
            if not says_nothing(scalar.text):
                yield Use(vocabulary, scalar.text.strip(), scalar)


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
                    rules.deprecated_term(
                        use.value.place, vocabulary=use.vocabulary, given=use.key, successor=successor
                    )
                )
        elif file.whole:
            unknown[use.value.path] += 1
            known = tuple(file.places) if unknown[use.value.path] <= PROPOSALS else ()
            findings.append(
                rules.unknown_term(
                    use.value.place, vocabulary=use.vocabulary, given=use.key, known=known, labels=file.labels
                )
            )
    for name, file in files.items():
        for key, place in file.places.items():
            if whole and file.whole and key not in seen[name] and key not in file.successors:
                findings.append(rules.unused_term(place, vocabulary=name, given=key))
    return findings


def date_faults(subjects: Iterable[Subject], today: date) -> list[Finding]:
    """Dates that lie after the build's day, and reviews before the entry was there."""
    findings = []
    for tree in (subject.tree for subject in subjects if subject.is_entry):
        added, reviewed = (_date_at(tree, field) for field in ("added", "reviewed"))
        for field, day in (("added", added), ("reviewed", reviewed)):
            if day and day > today:
                findings.append(
                    rules.date_in_future(
                        place_at(tree, field), field=field, given=day.isoformat(), today=today.isoformat()
                    )
                )
        if added and reviewed and reviewed < added:
            findings.append(rules.reviewed_before_added(place_at(tree, "reviewed"), added=added.isoformat()))
    return findings


def evidence_faults(subjects: Iterable[Subject]) -> list[Finding]:
    """A measured result without its source, and an origin in a project that is not named."""
    findings = []
    for tree in (subject.tree for subject in subjects if subject.is_entry):
        results = find(tree, ("results",))
        findings += [
            rules.measured_without_source(place_at(result, "kind"))
            for result in (results.items if isinstance(results, Sequence) else ())
            if text_at(result, "kind") == "measured" and find(result, ("source",)) is None
        ]
        if text_at(tree, "origin", "kind") == "project" and find(tree, ("project",)) is None:
            findings.append(rules.origin_without_project(place_at(tree, "origin", "kind")))
    return findings


def twin_faults(subjects: Iterable[Subject]) -> list[Finding]:
    """Titles (in one language) and register ids that two files share; the later file in order is told."""
    findings = []
    titles: dict[tuple[str, str], Subject] = {}
    numbers: dict[int, Subject] = {}
    for subject in subjects:
        title, number = text_at(subject.tree, "title"), _number_at(subject.tree, "register_id")
        first = titles.setdefault((subject.source.language, fold(title)), subject)
        if not says_nothing(title) and first is not subject:
            findings.append(rules.duplicate_title(place_at(subject.tree, "title"), title=title, other=first.path))
        if number is not None and subject.is_entry:
            first = numbers.setdefault(number, subject)
            if first is not subject:
                place = place_at(subject.tree, "register_id")
                findings.append(rules.duplicate_register_id(place, number=number, other=first.path))
    return findings


def keyword_faults(subjects: Iterable[Subject], default_language: str) -> list[Finding]:
    """Keywords that another spelling or another form of the same word is used beside.

    The form used most is taken for the right one; among equals the first in the order of the files.
    """
    given: dict[str, list[tuple[str, Scalar]]] = defaultdict(list)
    for subject in subjects:
        language = subject.source.language or default_language
        given[language] += [
            (subject.path, scalar) for scalar in scalars(subject.tree, ("keywords",)) if slugify(scalar.text)
        ]
    return [finding for language, words in given.items() for finding in _keyword_faults(words, language)]


def _keyword_faults(given: list[tuple[str, Scalar]], language: str) -> list[Finding]:
    counts = Counter(" ".join(scalar.text.split()) for _, scalar in given)
    ranked = [word for word, _ in counts.most_common()]
    by_slug: dict[str, str] = {}
    by_start: dict[str, list[str]] = defaultdict(list)
    for word in ranked:
        if by_slug.setdefault(slugify(word), word) == word:
            by_start[fold(word)[:5]].append(word)
    files: dict[str, str] = {}
    for path, scalar in given:
        files.setdefault(" ".join(scalar.text.split()), path)
    inflected = {
        word: known
        for words in by_start.values()
        for index, word in enumerate(words)
        for known in words[: min(index, 50)]
        if same_word(word, known, language)
    }
    findings = []
    for _, scalar in given:
        word = " ".join(scalar.text.split())
        if (first := by_slug[slugify(word)]) != word:
            findings.append(rules.keyword_spelling(scalar.place, given=word, first=first, other=files[first]))
        elif known := inflected.get(word):
            findings.append(rules.keyword_inflected(scalar.place, given=word, first=known, other=files[known]))
    return findings


def slug_faults(subjects: Iterable[Subject]) -> list[Finding]:
    """Previous slugs that another file of the same kind has or had."""
    originals = [subject for subject in subjects if not subject.source.language]
    taken = {subject.ref: subject.path for subject in originals}
    findings = []
    for subject in originals:
        for scalar in scalars(subject.tree, ("previous_slugs",)):
            if says_nothing(scalar.text):
                continue
            address = f"{subject.source.kind}/{scalar.text.strip()}"
            other = taken.setdefault(address, subject.path)
            if other != subject.path or address == subject.ref:
                findings.append(rules.address_clash(scalar.place, address=address, other=other))
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


def _date_at(tree: Node, field: str) -> date | None:
    """The date in a field, or None where there is none or another finding tells of it."""
    try:
        return read_date(text_at(tree, field))
    except PydanticCustomError:
        return None


def _number_at(tree: Node, field: str) -> int | None:
    """The whole number in a field, or None where there is none or another finding tells of it."""
    try:
        return read_whole_number(text_at(tree, field))
    except PydanticCustomError:
        return None
