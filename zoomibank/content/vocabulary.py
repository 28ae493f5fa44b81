"""The vocabularies: terms in display order, by key."""

from collections.abc import Mapping
from collections.abc import Sequence as Items
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from zoomibank.content import frontmatter
from zoomibank.content.document import Document
from zoomibank.content.frontmatter import VOCABULARY_VALUE_LIMIT, Sequence, read_tree
from zoomibank.content.records import place_at, read_record, text_at
from zoomibank.content.schema import VOCABULARIES, Organisation, Project, Term, WayOfWorking
from zoomibank.findings import rules
from zoomibank.findings.finding import Finding, Place

T_co = TypeVar("T_co", bound=Term, covariant=True)


@dataclass(frozen=True, slots=True)
class Vocabulary(Generic[T_co]):
    """The terms of one file, by key, in display order."""

    name: str
    terms: Mapping[str, T_co]


@dataclass(frozen=True, slots=True)
class Vocabularies:
    """The bank's seven vocabularies."""

    themes: Vocabulary[Term]
    target_groups: Vocabulary[Term]
    ways_of_working: Vocabulary[WayOfWorking]
    goals: Vocabulary[Term]
    phases: Vocabulary[Term]
    organisations: Vocabulary[Organisation]
    projects: Vocabulary[Project]

    def named(self, name: str) -> Vocabulary[Term]:
        """The vocabulary of a file, by the file's name without its suffix (`target-groups`)."""
        vocabulary: Vocabulary[Term] = getattr(self, name.replace("-", "_"))
        return vocabulary


@dataclass(frozen=True, slots=True)
class TermFile:
    """A vocabulary as it stands in its file, with the faulty terms: the place and the successor of each key."""

    name: str
    tree: Sequence
    places: dict[str, Place]
    successors: dict[str, str]


def read_vocabularies(
    documents: dict[str, Document], languages: Items[str]
) -> tuple[Vocabularies, dict[str, TermFile], tuple[Finding, ...]]:
    """All seven vocabularies, from the documents by name; one without a document is empty."""
    vocabularies: dict[str, Vocabulary[Any]] = {}
    files: dict[str, TermFile] = {}
    findings: list[Finding] = []
    for name in VOCABULARIES:
        vocabularies[name.replace("-", "_")], files[name], faults = _read(name, documents.get(name), languages)
        findings += faults
    return Vocabularies(**vocabularies), files, tuple(findings)


def _read(
    name: str, document: Document | None, languages: Items[str]
) -> tuple[Vocabulary[Term], TermFile, list[Finding]]:
    findings: list[Finding] = []
    terms: dict[str, Term] = {}
    places: dict[str, Place] = {}
    successors: dict[str, str] = {}
    tree = _tree(document, findings) if document else Sequence((), Place(f"vocabulary/{name}.yaml"))
    for item in tree.items:
        if not isinstance(item, frontmatter.Mapping):
            findings.append(rules.wrong_shape(item.place, field=name, expected="mapping"))
            continue
        record, faults = read_record(VOCABULARIES[name], item, languages=languages)
        findings += faults
        key, place = text_at(item, "key"), place_at(item, "key")
        if key in places:
            findings.append(rules.duplicate_term(place, given=key, first_line=places[key].line))
        elif key:
            places[key] = place
            if successor := text_at(item, "deprecated_by"):
                successors[key] = successor
            if record:
                terms[key] = record
    for item in tree.items:
        given = text_at(item, "deprecated_by")
        if given and (given not in places or given == text_at(item, "key")):
            place = place_at(item, "deprecated_by")
            findings.append(rules.unknown_term(place, vocabulary=name, given=given, known=tuple(places)))
    return Vocabulary(name, terms), TermFile(name, tree, places, successors), findings


def _tree(document: Document, findings: list[Finding]) -> Sequence:
    tree, faults = read_tree(document.text, path=document.path, values=VOCABULARY_VALUE_LIMIT)
    findings += faults
    if isinstance(tree, Sequence):
        return tree
    if tree is not None:
        findings.append(rules.wrong_root(tree.place, expected="list"))
    return Sequence((), Place(document.path))
