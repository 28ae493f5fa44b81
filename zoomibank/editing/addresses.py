"""The addresses of the web that the content leads to, each with its places."""

import html
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

from zoomibank.content import values
from zoomibank.content.document import Document, decode
from zoomibank.content.frontmatter import VOCABULARY_VALUE_LIMIT, Node, Scalar, read_tree, split
from zoomibank.content.load import Loaded, read_bytes
from zoomibank.content.prose import read_prose
from zoomibank.content.prose_source import Source
from zoomibank.content.schema import KINDS, VOCABULARIES, Record, Settings
from zoomibank.content.shapes import shape
from zoomibank.content.walk import scalars
from zoomibank.findings.finding import Place

Addresses = dict[str, list[Place]]
"""The places of each address, in the order in which they were met."""

_HREF: Final = re.compile(r'href="(https?://[^"]*)"', re.IGNORECASE)
_ADDRESS: Final[Callable[[object], object]] = values.read_web_address


def addresses(folder: Path, loaded: Loaded) -> Addresses:
    """All addresses in the fields and the running texts of a content folder; what can't be read is passed over.

    Args:
        folder: The content folder.
        loaded: What stands in it.
    """
    found: Addresses = {}
    for address, place in _all(folder, loaded):
        found.setdefault(address, []).append(place)
    return found


def _all(folder: Path, loaded: Loaded) -> Iterator[tuple[str, Place]]:
    if loaded.settings:
        yield from _in_fields(loaded.settings, Settings)
    for name, model in VOCABULARIES.items():
        if document := loaded.vocabularies.get(name):
            yield from _in_fields(document, model)
    for source in loaded.sources:
        data, _ = read_bytes(folder, source.path)
        if data and (document := decode(data, source.path)[0]):
            yield from _in_file(document, KINDS[source.kind])


def _in_fields(document: Document, model: type[Record]) -> Iterator[tuple[str, Place]]:
    tree, _ = read_tree(document.text, path=document.path, values=VOCABULARY_VALUE_LIMIT)
    if tree:
        yield from _in_tree(tree, model)


def _in_file(document: Document, model: type[Record]) -> Iterator[tuple[str, Place]]:
    parts, _ = split(document)
    if parts is None:
        return
    tree, _ = read_tree(parts.head, path=document.path, first_line=parts.head_line)
    if tree:
        yield from _in_tree(tree, model)
    prose, _ = read_prose(parts.body, path=document.path, first_line=parts.body_line)
    source = Source(parts.body, path=document.path, first_line=parts.body_line)
    for piece in prose.pieces:
        for link in _HREF.finditer(piece) if isinstance(piece, str) else ():
            address = html.unescape(link[1])
            yield address, source.find(link[1], address)


def _in_tree(tree: Node, model: type[Record]) -> Iterator[tuple[str, Place]]:
    for way in _ways(model):
        for scalar in scalars(tree, way):
            if _is_address(scalar):
                yield scalar.text.strip(), scalar.place


def _is_address(scalar: Scalar) -> bool:
    try:
        _ADDRESS(scalar.text)
    except ValueError:  # the check tells of it
        return False
    return True


@cache
def _ways(model: type[Record]) -> Iterable[tuple[str, ...]]:
    """The ways to a model's addresses, each as its field names from the top."""
    found: list[tuple[str, ...]] = []
    for name, field in model.model_fields.items():
        form = shape(field)
        if form.record:
            found += [(name, *way) for way in _ways(form.record)]
        elif form.reader is _ADDRESS:
            found.append((name,))
    return tuple(found)
