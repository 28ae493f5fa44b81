"""Readings as JSON, with lists for the small types: what every build needs of an entry, and the bodies."""

import json
from collections.abc import Iterable
from sys import intern
from typing import Any, Final

from zoomibank.content.load import Source
from zoomibank.content.plain import Remark
from zoomibank.content.prose_pieces import Heading, Image, Link, Phrase, Piece, Prose
from zoomibank.content.reading import Bodies, EditionRead, Reading
from zoomibank.content.schema import KINDS
from zoomibank.content.subject import Said, Subject
from zoomibank.findings.finding import Place


def shown_text(reading: Reading) -> str:
    """All that readers may be shown of an entry but its running text, as JSON."""
    return as_json(
        [
            [one.language, one.path, one.plain, one.body, None if one.translated is None else sorted(one.translated)]
            for one in reading.editions
        ]
    )


def stored(reading: Reading, shown: str) -> str:
    """A reading as JSON, of which `shown` is what readers may be shown."""
    files = [
        [file.source.path, file.values, file.relations, list(map(_piece, file.links)), file.anchors, file.remarks]
        for file in reading.files
    ]
    return f"[{as_json(files)},{shown}]"


def restored(text: str, sources: Iterable[Source], *, languages: tuple[str, ...]) -> Reading:
    """The reading that was stored.

    Args:
        text: What was stored.
        sources: The entry's files.
        languages: The bank's, the default one first.
    """
    files, editions = json.loads(text)
    own = {source.path: source for source in sources}
    kind, slug = next((source.kind, source.slug) for source in own.values())
    model, context = KINDS[kind], {"languages": languages}
    return Reading(
        kind,
        slug,
        tuple(
            Subject(
                own[path],
                {name: tuple(map(_said, values)) for name, values in fields.items()},
                tuple((type_, _said(target)) for type_, target in relations),
                tuple(_restored_link(link, path) for link in links),
                tuple(map(intern, anchors)),
                tuple(Remark(*told) for told in remarked),
            )
            for path, fields, relations, links, anchors, remarked in files
        ),
        tuple(
            EditionRead(
                intern(language),
                own[path].path,
                model.model_validate(plain, context=context),
                plain,
                body,
                None if fields is None else frozenset(map(intern, fields)),
            )
            for language, path, plain, body, fields in editions
        ),
    )


def stored_bodies(bodies: Bodies) -> str:
    """Running texts as JSON."""
    return as_json(
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


as_json: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode
"""A value as JSON, which can't hold itself."""


def _said(told: list[Any]) -> Said:
    """A value and its place; the same words are held once."""
    text, line, column, width = told
    return intern(text), line, column, width


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
        case ["phrase", key, number]:
            return Phrase(key, number)
        case _:
            return _restored_link(told, path)


def _restored_link(told: list[Any], path: str) -> Link | Image:
    match told:
        case ["link", target, anchor, given, line, column, width]:
            return Link(target, anchor, given, Place(path, line, column, width))
        case ["image", target, given, line, column, width]:
            return Image(target, given, Place(path, line, column, width))
    raise ValueError("not a link")
