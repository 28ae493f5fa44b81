"""An entry's files, its original and translations, as all that the bank needs to know of them.

This is the work that each document costs: a pure function of the files' bytes, their paths and the bank's languages,
so it can be done on all cores and be remembered. What it gives can be told as JSON: the part that every build needs,
and the bodies, which only the making of pages asks for.
"""

import json
from collections.abc import Callable, Iterable
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass
from typing import Any, Final

from zoomibank.content.crosscheck import LOOKED_AT
from zoomibank.content.document import Document
from zoomibank.content.entry import Edition, Entry, Ref
from zoomibank.content.frontmatter import Broken, Mapping, Node, Scalar, Sequence, read_tree, split
from zoomibank.content.load import Source
from zoomibank.content.prose import read_prose
from zoomibank.content.prose_pieces import Heading, Image, Link, Phrase, Piece, Prose
from zoomibank.content.records import merge, plain, read_record
from zoomibank.content.schema import KINDS, vocabulary_fields
from zoomibank.findings import rules
from zoomibank.findings.finding import Finding, Place

_KEPT: Final = {kind: LOOKED_AT | {way[0] for way, _ in vocabulary_fields(model)} for kind, model in KINDS.items()}
"""The fields whose places the rules between files may tell."""


@dataclass(frozen=True, slots=True)
class FileRead:
    """What the rules between files look at in one file: the fields that they name, and the body's links and anchors."""

    source: Source
    tree: Mapping
    links: tuple[Link | Image, ...]
    anchors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EditionRead:
    """An edition without fault: `plain` is its record as the field table takes it, `body` the language of its text."""

    language: str
    path: str
    plain: AnyMapping[str, Any]
    body: str
    translated: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """An entry's files, read; `editions` has the original first, and is empty when that is faulty."""

    kind: str
    slug: str
    files: tuple[FileRead, ...]
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
    """The two parts of a Markdown file, read; the faults are added to `findings`."""
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
    # a field that is missing is told at the opening line, not at the first field
    return _File(source, Mapping(tree.entries, Place(path, width=3)), body, not parts.body.strip())


def _looked_at(file: _File) -> FileRead:
    entries = tuple((key, node) for key, node in file.tree.entries if key.text in _KEPT[file.source.kind])
    return FileRead(
        source=file.source,
        tree=Mapping(entries, file.tree.place),
        links=tuple(piece for piece in file.body.pieces if isinstance(piece, Link | Image)),
        anchors=tuple(heading.anchor for heading in file.body.headings),
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
                    language, translation.source.path, plain(merged), "" if is_blank else language, frozenset(fields)
                )
            )
    if record is None:
        return []
    return [EditionRead(languages[0], original.source.path, plain(original.tree), ""), *editions]


def entry_of(
    reading: Reading, *, languages: tuple[str, ...], body: Callable[[str], Callable[[], Prose]]
) -> Entry[Any] | None:
    """The entry that was read; None when its original is faulty.

    Args:
        reading: What was read.
        languages: The bank's, the default one first.
        body: For the language of a file, what gives its running text.
    """
    if not reading.editions:
        return None
    model, context = KINDS[reading.kind], {"languages": languages}
    editions = {
        edition.language: Edition(
            language=edition.language,
            original_language=languages[0],
            record=model.model_validate(edition.plain, context=context),
            read=body(edition.body),
            path=edition.path,
            translated=edition.translated,
        )
        for edition in reading.editions
    }
    return Entry(Ref(reading.kind, reading.slug), editions[languages[0]], editions)


def shown_text(reading: Reading) -> str:
    """All that readers may be shown of an entry but its running text, as one text."""
    return _dumped(
        [[one.language, one.path, one.plain, one.body, *sorted(one.translated or ())] for one in reading.editions]
    )


# as JSON, with lists for the small types


def stored(reading: Reading) -> str:
    """A reading as JSON."""
    return _dumped(
        {
            "kind": reading.kind,
            "slug": reading.slug,
            "files": [
                [file.source.language, file.source.path, _node(file.tree), list(map(_piece, file.links)), file.anchors]
                for file in reading.files
            ],
            "editions": [
                [
                    one.language,
                    one.path,
                    one.plain,
                    one.body,
                    None if one.translated is None else sorted(one.translated),
                ]
                for one in reading.editions
            ],
        }
    )


def restored(text: str) -> Reading:
    """The reading that was stored."""
    told = json.loads(text)
    kind, slug = told["kind"], told["slug"]
    files = []
    for language, path, tree, links, anchors in told["files"]:
        root = _restored_node(tree, path)
        if not isinstance(root, Mapping):
            raise TypeError("a file's fields are a mapping")
        pieces = (_restored_piece(link, path) for link in links)
        found = tuple(piece for piece in pieces if isinstance(piece, Link | Image))
        files.append(FileRead(Source(kind, slug, language, path), root, found, tuple(anchors)))
    editions = (
        EditionRead(language, path, plain, body, None if fields is None else frozenset(fields))
        for language, path, plain, body, fields in told["editions"]
    )
    return Reading(kind, slug, tuple(files), tuple(editions))


def stored_bodies(bodies: Bodies) -> str:
    """Running texts as JSON."""
    return _dumped(
        {
            language: [
                list(map(_piece, prose.pieces)),
                [[heading.level, heading.id, heading.anchor, heading.text] for heading in prose.headings],
                prose.words,
                next((piece.place.path for piece in prose.pieces if isinstance(piece, Link | Image)), ""),
            ]
            for language, prose in bodies.items()
        }
    )


def restored_body(text: str, language: str) -> Prose:
    """One of the running texts that were stored."""
    pieces, headings, words, path = json.loads(text)[language]
    return Prose(
        tuple(_restored_piece(piece, path) for piece in pieces), tuple(Heading(*told) for told in headings), words
    )


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _node(node: Node) -> list[Any]:
    """A node as a list: what it is tells itself by how long it is."""
    if isinstance(node, Scalar):
        return [node.text, node.line, node.column, node.width]
    place = node.place
    where = [place.line, place.column, place.width]
    match node:
        case Sequence(items):
            return ["list", *where, [_node(item) for item in items]]
        case Mapping(entries):
            return ["mapping", *where, [_node(key) for key, _ in entries], [_node(value) for _, value in entries]]
        case Broken():
            return [*where]


def _restored_node(told: list[Any], path: str) -> Node:
    match told:
        case [text, line, column, width]:
            return Scalar(text, path, line, column, width)
        case [_, line, column, width, items]:
            return Sequence(tuple([_restored_node(item, path) for item in items]), Place(path, line, column, width))
        case [_, line, column, width, keys, values]:
            names = [Scalar(key[0], path, key[1], key[2], key[3]) for key in keys]
            nodes = [_restored_node(value, path) for value in values]
            return Mapping(tuple(zip(names, nodes, strict=True)), Place(path, line, column, width))
        case [line, column, width]:
            return Broken(Place(path, line, column, width))
    raise ValueError("not a node")


def _piece(piece: Piece) -> str | list[Any]:
    match piece:
        case str():
            return piece
        case Link(path, anchor, given, place):
            return ["link", path, anchor, given, place.line, place.column, place.width]
        case Image(path, given, place):
            return ["image", path, given, place.line, place.column, place.width]
        case Phrase(key, number):
            return ["phrase", key, number]


def _restored_piece(told: str | list[Any], path: str) -> Piece:
    match told:
        case str():
            return told
        case ["link", target, anchor, given, line, column, width]:
            return Link(target, anchor, given, Place(path, line, column, width))
        case ["image", target, given, line, column, width]:
            return Image(target, given, Place(path, line, column, width))
        case ["phrase", key, number]:
            return Phrase(key, number)
    raise ValueError("not a piece of running text")
