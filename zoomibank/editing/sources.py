"""Content files as commands change them: bytes, front matter as a tree, links, and the patches that fields ask for."""

import json
import re
from collections.abc import Iterator
from collections.abc import Mapping as Mapped
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from zoomibank.content.document import decode
from zoomibank.content.frontmatter import Mapping, Node, Scalar, Sequence, read_tree, split
from zoomibank.content.load import Source, read_bytes
from zoomibank.content.prose import read_prose
from zoomibank.content.prose_pieces import Link
from zoomibank.content.walk import find
from zoomibank.editing.patches import Patch
from zoomibank.editing.yaml_text import fields
from zoomibank.findings.finding import SetupError

_SIMPLE: Final = re.compile(r"[a-z0-9][a-z0-9/._-]*")
"""Keys, refs, types and days, which need no quotes anywhere."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A Markdown file whose front matter can be read. `last_line` is that of the fence that closes it."""

    source: Source
    data: bytes
    lines: tuple[str, ...]
    head: Mapping
    body: str
    last_line: int

    def links(self) -> Iterator[Link]:
        """The links of the running text to content files."""
        prose, _ = read_prose(self.body, path=self.source.path, first_line=self.last_line + 1)
        yield from (piece for piece in prose.pieces if isinstance(piece, Link))


def read_source(content: Path, source: Source, *, holding: str = "") -> SourceFile | None:
    """A content file; None when the text that it should hold is not in it.

    Raises:
        SetupError: It can't be read, or its front matter can't.
    """
    data, findings = read_bytes(content, source.path)
    if data is not None and holding.encode() not in data:
        return None
    document, faults = decode(data, source.path) if data is not None else (None, ())
    parts, more = split(document) if document else (None, ())
    tree, yet_more = read_tree(parts.head, path=source.path, first_line=parts.head_line) if parts else (None, ())
    if data is None or document is None or parts is None or not isinstance(tree, Mapping) or yet_more:
        told = (*findings, *faults, *more, *yet_more)
        raise SetupError("file_unfit", file=str(content / source.path), code=told[0].code if told else "ZB125")
    return SourceFile(source, data, tuple(document.text.split("\n")), tree, parts.body, parts.body_line - 1)


# what fields ask for


def put(file: SourceFile, name: str, value: str) -> Patch:
    """Gives a field with one value another one, or adds the field at the end."""
    node = find(file.head, (name,))
    if isinstance(node, Scalar):
        return replace(file, node, value) if node.text else Patch(node.line, node.column, 0, f" {value}")
    return Patch(file.last_line, 1, 0, fields({name: value}))


def replace(file: SourceFile, node: Scalar, text: str) -> Patch:
    """Another key or ref in the place of a value on one line; in quotes if it was, as a comment may stand behind it."""
    quote = file.lines[node.line - 1][node.column - 1]
    return Patch(node.line, node.column, node.width, f"{quote}{text}{quote}" if quote in "'\"" else text)


def add_item(file: SourceFile, name: str, *values: str | Mapped[str, str]) -> Patch:
    """Adds items to a list in the way that the list is written, or the whole field at the end.

    Raises:
        SetupError: The field is no list.
    """
    node = find(file.head, (name,))
    if node is None:
        return Patch(file.last_line, 1, 0, fields({name: values}))
    if not isinstance(node, Sequence):
        raise SetupError("file_unfit", file=file.source.path, code="ZB204")
    if file.lines[node.place.line - 1][node.place.column - 1] == "[":
        comma = ", " if node.items else ""
        return Patch(node.place.line, node.place.column + 1, 0, ", ".join(map(_inline, values)) + comma)
    indent = " " * (node.place.column - 1)
    block = fields({"_": values}).split("\n", 1)[1]
    text = "".join(f"{indent}{line.removeprefix('  ')}\n" for line in block.splitlines())
    return Patch(_end_of(file, name, indent), 1, 0, text)


def _inline(value: str | Mapped[str, str]) -> str:
    """An item within brackets, where commas and brackets mean something, too."""
    if isinstance(value, str):
        return value if _SIMPLE.fullmatch(value) else json.dumps(value, ensure_ascii=False)
    return "{" + ", ".join(f"{name}: {_inline(text)}" for name, text in value.items()) + "}"


def _end_of(file: SourceFile, name: str, indent: str) -> int:
    """The line below a field's last one; comments and empty lines at its end belong to what follows."""
    after = [key.line for key, _ in file.head.entries]
    own = next(key.line for key, _ in file.head.entries if key.text == name)
    line = min((other for other in after if other > own), default=file.last_line)
    while (above := file.lines[line - 2]).strip() == "" or (
        above.lstrip().startswith("#") and len(above) - len(above.lstrip()) <= len(indent)
    ):
        line -= 1
    return line


def scalars_at(node: Node, *names: str) -> Iterator[Scalar]:
    """The values of fields of these names, at any depth."""
    match node:
        case Mapping():
            for key, value in node.entries:
                if key.text in names:
                    yield from _leaves(value)
                else:
                    yield from scalars_at(value, *names)
        case Sequence():
            for item in node.items:
                yield from scalars_at(item, *names)


def _leaves(node: Node) -> Iterator[Scalar]:
    match node:
        case Scalar():
            yield node
        case Sequence():
            for item in node.items:
                yield from _leaves(item)
