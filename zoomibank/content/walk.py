"""Ways through a located tree: to a node, to its text, to its place."""

from collections.abc import Sequence as Items
from typing import Final

from zoomibank.content.frontmatter import Mapping, Node, Scalar, Sequence
from zoomibank.findings.finding import Place

Way = tuple[str | int, ...]
"""Keys and indexes, from the top down."""

NOTHING: Final = frozenset({"", "-", "–", "—", "ei ole", "ei tiedossa", "n/a", "~", "null", "?"})
"""What editors write for "nothing", in small letters."""
_LONGEST_NOTHING: Final = max(map(len, NOTHING))


def says_nothing(text: str) -> bool:
    """Whether a value is empty or what editors write for "nothing": the field is to be left out instead."""
    given = text.strip()
    return len(given) <= _LONGEST_NOTHING and given.casefold() in NOTHING


def find(tree: Node, way: Way) -> Node | None:
    """The node at the end of a way of keys and indexes, or None."""
    node: Node | None = tree
    for step in way:
        if isinstance(node, Mapping):
            node = _value(node, step)
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            return None
    return node


def _value(tree: Mapping, name: str | int) -> Node | None:
    for key, value in tree.entries:  # a generator would take twice as long, and every rule looks fields up
        if key.text == name:
            return value
    return None


def scalars(tree: Node, fields: Items[str]) -> tuple[Scalar, ...]:
    """All values at the end of a way of field names, through every list on the way."""
    if isinstance(tree, Scalar):
        return () if fields else (tree,)
    if isinstance(tree, Sequence):
        return tuple(scalar for item in tree.items for scalar in scalars(item, fields))
    if isinstance(tree, Mapping) and fields and (below := _value(tree, fields[0])):
        return scalars(below, fields[1:])
    return ()


def text_at(tree: Node, *way: str | int) -> str:
    """The text of the value at the end of a way, or ""."""
    node = find(tree, way)
    return node.text.strip() if isinstance(node, Scalar) else ""


def place_at(tree: Node, *way: str | int) -> Place:
    """The place of the node at the end of a way, or of the nearest one above it that is there."""
    for end in range(len(way), -1, -1):
        if node := find(tree, way[:end]):
            return node.place
    return tree.place
