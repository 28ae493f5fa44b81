"""The vocabularies: terms in display order, by key."""

from collections.abc import Mapping
from collections.abc import Sequence as Items
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from zoomibank.content import frontmatter
from zoomibank.content.document import Document
from zoomibank.content.frontmatter import VOCABULARY_VALUE_LIMIT, Broken, Sequence, read_tree
from zoomibank.content.records import read_record
from zoomibank.content.schema import VOCABULARIES, Organisation, Project, Term, WayOfWorking
from zoomibank.content.texts import TEXT_LANGUAGES
from zoomibank.content.walk import place_at, says_nothing, scalars, text_at
from zoomibank.findings import rules
from zoomibank.findings.finding import Finding, Place
from zoomibank.text import fold, slugify

T_co = TypeVar("T_co", bound=Term, covariant=True)


@dataclass(frozen=True, slots=True)
class Vocabulary(Generic[T_co]):
    """The terms of one file, by key, in display order."""

    name: str
    terms: Mapping[str, T_co]


@dataclass(frozen=True, slots=True)
class Vocabularies:
    """The bank's vocabularies; `review_criteria` are what reviewers look at, which no entry names."""

    themes: Vocabulary[Term]
    target_groups: Vocabulary[Term]
    ways_of_working: Vocabulary[WayOfWorking]
    goals: Vocabulary[Term]
    phases: Vocabulary[Term]
    organisations: Vocabulary[Organisation]
    projects: Vocabulary[Project]
    review_criteria: Vocabulary[Term]

    def named(self, name: str) -> Vocabulary[Term]:
        """The vocabulary of a file, by the file's name without its suffix (`target-groups`)."""
        vocabulary: Vocabulary[Term] = getattr(self, name.replace("-", "_"))
        return vocabulary


@dataclass(frozen=True, slots=True)
class TermFile:
    """A vocabulary as it stands in its file, with the faulty terms.

    `places` and `successors` are by key; `labels` are names that editors may type instead of keys, folded, each with
    its key. A file that is not `whole` has terms whose keys can't be read, or can't be read itself.
    """

    name: str
    tree: Sequence
    places: dict[str, Place]
    successors: dict[str, str]
    labels: dict[str, str]
    whole: bool


def read_vocabularies(
    documents: dict[str, Document], languages: Items[str]
) -> tuple[Vocabularies, dict[str, TermFile], tuple[Finding, ...]]:
    """All vocabularies, from the documents by name; one without a document is empty."""
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
    labels: dict[str, str] = {}
    tree = read_list(document, findings) if document else None
    for item in tree.items if tree else ():
        if not isinstance(item, frontmatter.Mapping):
            if not isinstance(item, Broken):
                known = tuple(VOCABULARIES[name].model_fields)
                findings.append(rules.wrong_shape(item.place, field=name, expected="items", known=known))
            continue
        record, faults = read_record(VOCABULARIES[name], item, languages=languages)
        findings += faults
        key, place = text_at(item, "key"), place_at(item, "key")
        if key in places:
            findings.append(rules.duplicate_term(place, given=key, first_line=places[key].line))
        elif not says_nothing(key):
            places[key] = place
            if successor := text_at(item, "deprecated_by"):
                successors[key] = successor
            if record:
                terms[key] = record
            labels |= {fold(name): key for name in _names(item) if fold(name) not in labels}
    keys = [text_at(item, "key") for item in tree.items] if tree else []
    whole = tree is not None and all(key and key == slugify(key) for key in keys)
    tree = tree or Sequence((), Place(f"vocabulary/{name}.yaml"))
    file = TermFile(name, tree, places, successors, labels, whole)
    return Vocabulary(name, terms), file, [*findings, *_successor_faults(file)]


def _names(item: frontmatter.Mapping) -> tuple[str, ...]:
    """The labels and aliases of a term."""
    fields = (("label",), *(("label", language) for language in TEXT_LANGUAGES), ("aliases",))
    return tuple(scalar.text for way in fields for scalar in scalars(item, way))


def _successor_faults(file: TermFile) -> list[Finding]:
    """Successors that the vocabulary does not have, or that lead back to the term itself."""
    findings = []
    for item in file.tree.items:
        key, given = text_at(item, "key"), text_at(item, "deprecated_by")
        place = place_at(item, "deprecated_by")
        if says_nothing(given):
            continue
        if given not in file.places:
            if file.whole:
                known = tuple(other for other in file.places if other != key)
                findings.append(
                    rules.unknown_term(place, vocabulary=file.name, given=given, known=known, labels=file.labels)
                )
            continue
        way = [key]
        while given in file.successors and given not in way:
            way.append(given)
            given = file.successors[given]
        if given == key == min(way):
            findings.append(rules.successor_circle(place, keys=[*way, key]))
    return findings


def read_list(document: Document, findings: list[Finding]) -> Sequence | None:
    """The list that a file is; None where it can't be read. The faults are added to `findings`."""
    tree, faults = read_tree(document.text, path=document.path, values=VOCABULARY_VALUE_LIMIT)
    findings += faults
    if isinstance(tree, Sequence):
        return tree
    if faults:
        return None
    if tree is None:
        return Sequence((), Place(document.path))
    findings.append(rules.wrong_root(tree.place, expected="list"))
    return None
