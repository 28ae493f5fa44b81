"""An entry's files, its original and translations, as all that the bank needs to know of them.

This is the work that each document costs: a pure function of the files' bytes, their paths and the bank's languages,
so it can be done on all cores and be remembered.
"""

from collections.abc import Callable, Iterable
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass
from typing import Any

from zoomibank.content.bounds import SECONDS, TooLongError, bounded
from zoomibank.content.document import Document
from zoomibank.content.entry import Edition, Entry, Ref
from zoomibank.content.frontmatter import Mapping, read_tree, split
from zoomibank.content.load import Source
from zoomibank.content.plain import Remark, remarks
from zoomibank.content.prose import read_prose
from zoomibank.content.prose_pieces import Image, Link, Prose
from zoomibank.content.records import merge, plain, read_record
from zoomibank.content.schema import KINDS, Record
from zoomibank.content.subject import Subject, subject
from zoomibank.findings import rules
from zoomibank.findings.finding import Finding, Place, Severity


@dataclass(frozen=True, slots=True)
class EditionRead:
    """An edition without fault.

    `plain` is its record as the field table takes it; `body` is the language of the file that its running text is in.
    """

    language: str
    path: str
    record: Record
    plain: AnyMapping[str, Any]
    body: str
    translated: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """An entry's files, read; `editions` has the original first, and is empty when that is faulty."""

    kind: str
    slug: str
    files: tuple[Subject, ...]
    editions: tuple[EditionRead, ...]


Bodies = AnyMapping[str, Prose]
"""Running texts by the languages of their files, "" for the original."""


@dataclass(frozen=True, slots=True)
class _File:
    """A file that could be read."""

    source: Source
    tree: Mapping
    body: Prose
    body_is_blank: bool
    remarks: tuple[Remark, ...]


def read_entry(
    documents: Iterable[tuple[Source, Document]], *, languages: tuple[str, ...]
) -> tuple[Reading | None, Bodies, tuple[Finding, ...]]:
    """The files of one entry; None when none of them can be read.

    Args:
        documents: The original and its translations.
        languages: The bank's, the default one first.
    """
    findings: list[Finding] = []
    files = [file for source, document in documents if (file := _file(source, document, findings))]
    if not files:
        return None, {}, tuple(findings)
    source = files[0].source
    reading = Reading(
        kind=source.kind,
        slug=source.slug,
        files=tuple(_looked_at(file) for file in files),
        editions=tuple(_editions(files, languages, findings)),
    )
    return reading, {file.source.language: file.body for file in files}, tuple(findings)


def _file(source: Source, document: Document, findings: list[Finding]) -> _File | None:
    """The two parts of a Markdown file, read in bounded time; the faults are added to `findings`."""
    told: list[Finding] = []
    try:
        with bounded():
            return _parts(source, document, told)
    except TooLongError:
        if not any(finding.severity is Severity.ERROR for finding in told):
            told.append(rules.took_too_long(Place(document.path), seconds=SECONDS))
        return None
    finally:
        findings += told


def _parts(source: Source, document: Document, findings: list[Finding]) -> _File | None:
    """Front matter and body."""
    parts, faults = split(document)
    findings += faults
    if parts is None:
        return None
    path = document.path
    tree, faults = read_tree(parts.head, path=path, first_line=parts.head_line)
    findings += faults
    if tree is None and not faults:
        tree = Mapping((), Place(path))
    elif tree is not None and not isinstance(tree, Mapping) and not faults:
        findings.append(rules.wrong_root(tree.place, expected="mapping"))
    body, faults = read_prose(parts.body, path=path, first_line=parts.body_line)
    findings += faults
    if not isinstance(tree, Mapping):
        return None
    told = remarks(tree, parts.body, path=path, first_line=parts.body_line)
    # a field that is missing is told at the opening line, not at the first field
    return _File(source, Mapping(tree.entries, Place(path, width=3)), body, not parts.body.strip(), told)


def _looked_at(file: _File) -> Subject:
    links = [piece for piece in file.body.pieces if isinstance(piece, Link | Image)]
    return subject(
        file.source,
        file.tree,
        links=links,
        anchors=[heading.anchor for heading in file.body.headings],
        remarks=file.remarks,
    )


def _editions(files: list[_File], languages: tuple[str, ...], findings: list[Finding]) -> Iterable[EditionRead]:
    """The original's edition and those of its faultless translations; the faults are added to `findings`."""
    original = next((file for file in files if not file.source.language), None)
    if original is None:
        return []
    model = KINDS[original.source.kind]
    record, faults = read_record(model, original.tree, languages=languages)
    findings += faults
    editions: list[EditionRead] = []
    for translation in files:
        if translation.source.language not in languages[1:]:
            continue
        merged, faults = merge(model, original.tree, translation.tree)
        findings += faults
        own, more = read_record(model, merged, languages=languages)
        findings += more
        if own is not None and not faults:
            language, is_blank = translation.source.language, translation.body_is_blank
            fields = {key.text for key, _ in translation.tree.entries} | (set() if is_blank else {"body"})
            editions.append(
                EditionRead(
                    language,
                    translation.source.path,
                    own,
                    plain(merged),
                    "" if is_blank else language,
                    frozenset(fields),
                )
            )
    if record is None:
        return []
    return [EditionRead(languages[0], original.source.path, record, plain(original.tree), ""), *editions]


def entry_of(reading: Reading, *, body: Callable[[str], Callable[[], Prose]]) -> Entry[Any] | None:
    """The entry that was read; None when its original is faulty. `body` gives the running text of a file's language."""
    if not reading.editions:
        return None
    original = reading.editions[0].language
    editions = {
        edition.language: Edition(
            language=edition.language,
            original_language=original,
            record=edition.record,
            read=body(edition.body),
            path=edition.path,
            translated=edition.translated,
        )
        for edition in reading.editions
    }
    return Entry(Ref(reading.kind, reading.slug), editions[original], editions)
