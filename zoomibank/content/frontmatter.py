"""YAML by events into a small located tree: every scalar stays the text that was typed.

PyYAML's loaders guess types (`no` is False), keep the last of two equal keys, and overflow or hang on hostile input in
the composer. Events have none of that, so this is the only reader of YAML in the content wing.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import yaml

from zoomibank.content.document import FORBIDDEN, Document
from zoomibank.content.slips import Stop, divider, field_of_a_dash, slip
from zoomibank.findings import rules
from zoomibank.findings.finding import Finding, Place

HEAD_LIMIT: Final = 64 * 1024
BODY_LIMIT: Final = 64 * 1024
"""Bytes of UTF-8 of front matter and of body (promise 11)."""
DEPTH_LIMIT: Final = 6
VALUE_LIMIT: Final = 2_000
VOCABULARY_VALUE_LIMIT: Final = 100_000
"""A vocabulary holds many terms; its file's size bounds it all the same."""

_FENCE: Final = re.compile(r"^---[ \t]*$", re.MULTILINE)
_ALMOST_FENCE: Final = re.compile(r"^[ \t]*[-–—_=*.]{1,8}[ \t]*$", re.MULTILINE)
_COMMENT: Final = re.compile(r"[ \t]+#")


@dataclass(frozen=True, slots=True)
class Scalar:
    """A value: the letters that were typed, in NFC."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of nodes."""

    items: "tuple[Node, ...]"
    place: Place


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with their nodes, in the order of the file; no key stands twice."""

    entries: "tuple[tuple[Scalar, Node], ...]"
    place: Place


@dataclass(frozen=True, slots=True)
class Broken:
    """A node that has been found faulty already: it is left out, and not reported as missing."""

    place: Place


Node = Scalar | Sequence | Mapping | Broken


@dataclass(frozen=True, slots=True)
class Parts:
    """A document's front matter and its body; both with the line, from 1, on which they begin."""

    head: str
    head_line: int
    body: str
    body_line: int


def split(document: Document) -> tuple[Parts | None, tuple[Finding, ...]]:
    """The two parts of a document that begins with front matter between `---` lines."""
    text, path = document.text, document.path
    opening = _FENCE.match(text)
    if opening is None:
        return None, (rules.front_matter_missing(Place(path, width=max(1, len(text.partition("\n")[0])))),)
    closing = _FENCE.search(text, opening.end())
    if closing is None:
        return None, (rules.front_matter_unclosed(_seeming_end(text, opening.end() + 1, path)),)
    head, body = text[opening.end() + 1 : closing.start()], text[closing.end() + 1 :]
    body_line = text.count("\n", 0, closing.end()) + 2
    findings = []
    if len(head.encode()) > HEAD_LIMIT:
        findings.append(rules.front_matter_too_large(Place(path), limit=HEAD_LIMIT // 1024))
    if len(body.encode()) > BODY_LIMIT:
        findings.append(rules.body_too_large(Place(path, body_line), limit=BODY_LIMIT // 1024))
    return (None if findings else Parts(head, 2, body, body_line)), tuple(findings)


def _seeming_end(text: str, start: int, path: str) -> Place:
    """Where an unclosed front matter seems to end: a line like `---`, else the first empty line or heading."""
    found = _ALMOST_FENCE.search(text, start) or re.compile(r"^(?=\n|#)|\Z", re.MULTILINE).search(text, start)
    index = found.start() if found else len(text)
    return Place(path, text.count("\n", 0, index) + 1, 1, max(1, len(found.group()) if found else 1))


def read_tree(
    text: str, *, path: str, first_line: int = 1, values: int = VALUE_LIMIT
) -> tuple[Node | None, tuple[Finding, ...]]:
    """The tree of one YAML document, and what is wrong with it.

    Args:
        text: The YAML.
        path: The file it is from, for the places.
        first_line: The line of the file on which the text begins.
        values: How many keys and values it may hold.

    Returns:
        The tree with each faulty value as `Broken`, or None when the text as a whole can't be read or is empty.
    """
    reader = _Reader(text, path, first_line, values)
    try:
        tree = reader.document()
    except _UnreadableError as stop:
        return None, (*reader.findings, stop.finding)
    return tree, tuple(reader.findings)


class _UnreadableError(Exception):
    """What stops the reading of a file; never leaves this module."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding)
        self.finding = finding


class _Reader:
    """The events of one text, and the faults met so far."""

    def __init__(self, text: str, path: str, first_line: int, values: int) -> None:
        self.lines = text.split("\n")
        self.path = path
        self.first_line = first_line
        self.values = values
        self.values_left = values
        self.findings: list[Finding] = []
        self.events = self._checked(text)

    def _checked(self, text: str) -> Iterator[yaml.Event]:
        try:
            yield from yaml.parse(text, Loader=yaml.CSafeLoader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line, column = (min(mark.line, len(self.lines) - 1), mark.column) if mark else (0, 0)
            start = error.context_mark
            detail = " ".join(part for part in (error.context, error.problem) if part)
            stop = Stop(detail, self.lines, (line, column), (start.line, start.column) if start else None)
            if (at := divider(stop)) is not None:
                place = Place(self.path, self.first_line + at, width=len(self.lines[at].rstrip()))
                raise _UnreadableError(rules.not_in_format(place, what="second_document")) from None
            if field := field_of_a_dash(stop):
                place = Place(self.path, self.first_line + line, column + 1)
                raise _UnreadableError(rules.empty_value(place, field=field, given="-", part="field")) from None
            kind, (line, column) = slip(stop)
            place = Place(self.path, self.first_line + line, column + 1)
            raise _UnreadableError(rules.yaml_fault(place, slip=kind, detail=detail)) from None

    def document(self) -> Node | None:
        next(self.events)  # the stream's start
        if isinstance(next(self.events), yaml.StreamEndEvent):
            return None
        tree = self._node(next(self.events), depth=0)
        next(self.events)  # the document's end
        after = next(self.events)
        if not isinstance(after, yaml.StreamEndEvent):
            raise _UnreadableError(rules.not_in_format(self._place(after), what="second_document"))
        return tree

    def _place(self, event: yaml.Event) -> Place:
        start, end = _marks(event)
        width = end.column - start.column if start.line == end.line else len(self.lines[start.line]) - start.column
        return Place(self.path, self.first_line + start.line, start.column + 1, max(1, width))

    def _node(self, event: yaml.Event, *, depth: int) -> Node:
        place = self._place(event)
        self.values_left -= 1
        if self.values_left < 0:
            raise _UnreadableError(rules.too_many_values(place, limit=self.values))
        if isinstance(event, yaml.CollectionStartEvent) and depth >= DEPTH_LIMIT:
            raise _UnreadableError(rules.too_deep(place, limit=DEPTH_LIMIT))
        refused = self._refused(event)
        node: Node
        match event:
            case yaml.ScalarEvent():
                node = self._scalar(event, place)
            case yaml.SequenceStartEvent():
                items = []
                while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
                    items.append(self._node(event, depth=depth + 1))
                node = Sequence(tuple(items), place)
            case yaml.MappingStartEvent():
                node = self._mapping(place, depth=depth)
            case _:
                node = Broken(place)
        if refused:
            self.findings.append(rules.not_in_format(place, what=refused))
            return Broken(place)
        return node

    def _refused(self, event: yaml.Event) -> str:
        """The part of YAML that the event uses and the format leaves out, or ""."""
        if isinstance(event, yaml.AliasEvent):
            return "alias"
        if getattr(event, "anchor", None) is not None:
            return "anchor"
        return "tag" if getattr(event, "tag", None) is not None else ""

    def _scalar(self, event: yaml.ScalarEvent, place: Place) -> Scalar | Broken:
        if event.implicit[0]:
            _, end = _marks(event)
            if comment := _COMMENT.match(self.lines[end.line], end.column):
                at = place if event.value else Place(self.path, place.line, comment.end())
                self.findings.append(rules.half_value(at, read=event.value))
                return Broken(at)
        text = unicodedata.normalize("NFC", event.value)
        if bad := FORBIDDEN.search(text):
            self.findings.append(rules.forbidden_character(place, character=bad.group()))
            return Broken(place)
        return Scalar(text, place)

    def _mapping(self, place: Place, *, depth: int) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self._key(event, depth=depth)
            node = self._node(next(self.events), depth=depth + 1)
            if key is None:
                continue
            if key.text in entries:
                first = entries[key.text][0].place.line
                self.findings.append(rules.duplicate_key(key.place, key=key.text, first_line=first))
                continue
            entries[key.text] = (key, node)
        return Mapping(tuple(entries.values()), place)

    def _key(self, event: yaml.Event, *, depth: int) -> Scalar | None:
        if isinstance(event, yaml.ScalarEvent) and event.value == "<<" and event.implicit[0]:
            self.findings.append(rules.not_in_format(self._place(event), what="merge_key"))
            return None
        node = self._node(event, depth=depth + 1)
        if isinstance(node, Scalar):
            return node
        if not isinstance(node, Broken):
            self.findings.append(rules.not_in_format(node.place, what="complex_key"))
        return None


def _marks(event: yaml.Event) -> tuple[yaml.Mark, yaml.Mark]:
    """Where an event begins and ends; libyaml marks every one."""
    if event.start_mark is None or event.end_mark is None:
        raise AssertionError("an event without marks")
    return event.start_mark, event.end_mark  # type: ignore[return-value]  # the stubs tell C marks apart
