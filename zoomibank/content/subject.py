"""A Markdown file as the rules between files see it.

It is held for every file of the bank at once, so it is made of few and small things: no tree, and of a value no more
than was typed and where.
"""

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from zoomibank.content.frontmatter import Mapping, Node, Scalar
from zoomibank.content.frontmatter import Sequence as Items
from zoomibank.content.load import Source
from zoomibank.content.plain import Remark
from zoomibank.content.prose_pieces import Image, Link
from zoomibank.content.schema import KINDS, vocabulary_fields
from zoomibank.content.walk import find, says_nothing, scalars, text_at
from zoomibank.findings.finding import Place

Said = tuple[str, int, int, int]
"""A value as it is typed, and where: its line, its column and its width."""

_ONE: Final = ("title", "status", "added", "reviewed", "register_id")
"""The fields with one value that the rules look at, beside those that hold vocabularies' keys."""
_MANY: Final = ("keywords", "previous_slugs", "not_duplicate_of")
"""Those with a list."""
_OF_TRANSLATIONS: Final = frozenset({"title", "keywords"})
"""The fields of translations that the rules look at."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A file: what its name says, and what the rules look at in it.

    `values` are those of the fields that are there, by their names; a field of a list's items by both names with a dot
    between. Besides, `origin` is its kind alone, and `results` the kinds of those that name no source. `relations` are
    types and targets. `links` lead out of the running text, `anchors` are those of its headings.
    `remarks` are on its language.
    """

    source: Source
    values: AnyMapping[str, tuple[Said, ...]]
    relations: tuple[tuple[str, Said], ...]
    links: tuple[Link | Image, ...]
    anchors: tuple[str, ...]
    remarks: tuple[Remark, ...] = ()

    @property
    def ref(self) -> str:
        """`practices/<slug>`, the same for an original and its translations."""
        return f"{self.source.kind}/{self.source.slug}"

    @property
    def path(self) -> str:
        """The file, relative to the content folder."""
        return self.source.path

    @property
    def original(self) -> str:
        """The file itself, or the one that it is a translation of."""
        return f"{self.source.kind}/{self.source.slug}.md"

    @property
    def is_entry(self) -> bool:
        """Whether it is an original practice or tool."""
        return self.source.kind != "pages" and not self.source.language

    def all_of(self, field: str) -> tuple[Said, ...]:
        """The values of a field."""
        return self.values.get(field, ())

    def text(self, field: str) -> str:
        """The value of a field that has one, or ""."""
        values = self.values.get(field)
        return values[0][0].strip() if values else ""

    def place(self, said: Said) -> Place:
        """Where a value of this file stands."""
        return Place(self.path, *said[1:])

    def place_of(self, field: str) -> Place:
        """Where the value of a field stands, which is there."""
        return self.place(self.values[field][0])


@cache
def vocabularies_of(kind: str) -> tuple[tuple[str, str], ...]:
    """The fields of a kind of file that hold a vocabulary's keys, by their names in `values`, with the vocabulary."""
    return tuple((".".join(way), vocabulary) for way, vocabulary in vocabulary_fields(KINDS[kind]))


def subject(
    source: Source,
    tree: Mapping,
    *,
    links: Sequence[Link | Image],
    anchors: Sequence[str],
    remarks: Sequence[Remark] = (),
) -> Subject:
    """What the rules between files look at in a file, from its front matter and its running text."""
    values = dict(_values(source, tree))
    relations = () if source.language else tuple(_relations(tree))
    return Subject(source, values, relations, tuple(links), tuple(anchors), tuple(remarks))


def _values(source: Source, tree: Mapping) -> Iterator[tuple[str, tuple[Said, ...]]]:
    there = {key.text: node for key, node in tree.entries}
    for name in _ONE:
        node = there.get(name)
        if isinstance(node, Scalar) and (not source.language or name in _OF_TRANSLATIONS):
            yield name, (_said(node),)
    for name in _MANY:
        if name in there and (not source.language or name in _OF_TRANSLATIONS):
            yield name, _all_said(there[name])
    if source.language:
        return
    for name, _ in vocabularies_of(source.kind):
        first, *rest = name.split(".")
        if first in there:
            yield name, _all_said(there[first], *rest)
    if isinstance(kind := find(tree, ("origin", "kind")), Scalar):
        yield "origin", (_said(kind),)
    if isinstance(results := there.get("results"), Items):
        kinds = (find(result, ("kind",)) for result in results.items if find(result, ("source",)) is None)
        yield "results", tuple(_said(kind) for kind in kinds if isinstance(kind, Scalar))


def _relations(tree: Mapping) -> Iterator[tuple[str, Said]]:
    relations = find(tree, ("relations",))
    for relation in relations.items if isinstance(relations, Items) else ():
        target = find(relation, ("to",))
        if isinstance(target, Scalar) and not says_nothing(target.text):
            yield text_at(relation, "type"), _said(target)


def _all_said(node: Node, *way: str) -> tuple[Said, ...]:
    return tuple(_said(scalar) for scalar in scalars(node, way))


def _said(scalar: Scalar) -> Said:
    return scalar.text, scalar.line, scalar.column, scalar.width
