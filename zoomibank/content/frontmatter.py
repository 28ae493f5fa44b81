"""YAML by events into a small located tree: every scalar stays the text that was typed.

PyYAML's loaders guess types (`no` is False), keep the last of two equal keys, and overflow or hang on hostile input in
the composer. Events have none of that, so this is the only reader of YAML in the content wing.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, NamedTuple

import yaml

from zoomibank.content.document import FORBIDDEN, Document, is_ordinary
from zoomibank.content.slips import Stop, divider, field_of_a_dash, mended, quoted, slip
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
_NEXT_FENCE: Final = re.compile(r"\n---[ \t]*$", re.MULTILINE)
_ALMOST_FENCE: Final = re.compile(r"^[ \t]*[-–—_=*.]{1,8}[ \t]*$", re.MULTILINE)
_COMMENT: Final = re.compile(r"[ \t]+#")


class Scalar(NamedTuple):
    """A value: the letters that were typed, in NFC.

    A bank has hundreds of thousands of these and looks at the places of few, so a place is made when it is asked for.
    """

    text: str
    path: str
    line: int
    column: int
    width: int

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(self.path, self.line, self.column, self.width)


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
    closing = _NEXT_FENCE.search(text, opening.end())
    if closing is None:
        return None, (rules.front_matter_unclosed(_seeming_end(text, opening.end() + 1, path)),)
    head, body = text[opening.end() + 1 : closing.start() + 1], text[closing.end() + 1 :]
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
    """The events of one text, and the faults met so far.

    A bank has thousands of these texts. So events are told apart by their very class, values before all else, and a
    value is looked at letter by letter only where the text as a whole does not vouch for it.
    """

    def __init__(self, text: str, path: str, first_line: int, values: int) -> None:
        self.lines = text.split("\n")
        self.path = path
        self.first_line = first_line
        self.values = values
        self.values_left = values
        self.findings: list[Finding] = []
        self.is_ordinary = "\\" not in text and is_ordinary(text)  # an escape may stand for any character
        self.has_comments = " #" in text or "\t#" in text
        # nothing is asked for after the stream's end, so there is always an event
        self.next: Callable[[], yaml.Event] = yaml.CSafeLoader(text).get_event  # type: ignore[assignment]

    def document(self) -> Node | None:
        try:
            return self._document()
        except yaml.MarkedYAMLError as error:
            raise _UnreadableError(self._fault(error)) from None

    def _document(self) -> Node | None:
        self.next()  # the stream's start
        if isinstance(self.next(), yaml.StreamEndEvent):
            return None
        tree = self._node(self.next(), 0)
        self.next()  # the document's end
        after = self.next()
        if not isinstance(after, yaml.StreamEndEvent):
            raise _UnreadableError(rules.not_in_format(self._place(after), what="second_document"))
        return tree

    def _fault(self, error: yaml.MarkedYAMLError) -> Finding:
        """What libyaml stumbled over, as an editor would say it."""
        # libyaml ends texts that have no line feed at their end with one, so a mark may stand a line too low
        last = len(self.lines) - 1
        start, mark = error.context_mark, error.problem_mark or error.context_mark
        line, column = (min(mark.line, last), mark.column) if mark else (0, 0)
        detail = " ".join(part for part in (error.context, error.problem) if part)
        stop = Stop(detail, self.lines, (line, column), (min(start.line, last), start.column) if start else None)
        if (at := divider(stop)) is not None:
            place = Place(self.path, self.first_line + at, width=len(self.lines[at].rstrip()))
            return rules.not_in_format(place, what="second_document")
        if field := field_of_a_dash(stop):
            place = Place(self.path, self.first_line + line, column + 1)
            return rules.empty_value(place, field=field, given="-", part="field")
        kind, (line, column) = slip(stop)
        place = Place(self.path, self.first_line + line, column + 1)
        return rules.yaml_fault(place, slip=kind, detail=detail, mended=mended(kind, self.lines[line]).strip())

    def _spot(self, event: yaml.Event) -> tuple[int, int, int]:
        """The line, column and width of an event, as places have them."""
        start, end = event.start_mark, event.end_mark
        line, column = start.line, start.column  # type: ignore[union-attr]  # libyaml marks every event
        last = end.column if end.line == line else len(self.lines[line])  # type: ignore[union-attr]
        return self.first_line + line, column + 1, last - column if last > column else 1

    def _place(self, event: yaml.Event) -> Place:
        return Place(self.path, *self._spot(event))

    def _node(self, event: yaml.Event, depth: int) -> Node:
        self.values_left -= 1
        if self.values_left < 0:
            raise _UnreadableError(rules.too_many_values(self._place(event), limit=self.values))
        node: Node
        if type(event) is yaml.ScalarEvent:
            node = self._scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            node = self._collection(event, depth)
        else:
            self.findings.append(rules.not_in_format(self._place(event), what="alias"))
            return Broken(self._place(event))
        if event.anchor is not None or event.tag is not None:
            refused = "tag" if event.anchor is None else "anchor"
            self.findings.append(rules.not_in_format(self._place(event), what=refused))
            return Broken(self._place(event))
        return node

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar | Broken:
        text = event.value
        if self.has_comments and event.implicit[0]:
            place, end = self._place(event), event.end_mark
            if comment := _COMMENT.match(self.lines[end.line], end.column):  # type: ignore[union-attr]
                at = place if text else Place(self.path, place.line, comment.end())
                whole = self.lines[end.line][start.column :] if (start := event.start_mark) else ""  # type: ignore[union-attr]
                one_line = text and start.line == end.line  # type: ignore[union-attr]
                self.findings.append(rules.half_value(at, read=text, mended=quoted(whole) if one_line else ""))
                return Broken(at)
        if not self.is_ordinary:
            text = unicodedata.normalize("NFC", text)
            if bad := FORBIDDEN.search(text):
                self.findings.append(rules.forbidden_character(self._place(event), character=bad.group()))
                return Broken(self._place(event))
        return Scalar(text, self.path, *self._spot(event))

    def _collection(self, event: yaml.CollectionStartEvent, depth: int) -> Sequence | Mapping:
        place = self._place(event)
        if depth >= DEPTH_LIMIT:
            raise _UnreadableError(rules.too_deep(place, limit=DEPTH_LIMIT))
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(place, depth)
        items = []
        while type(inner := self.next()) is not yaml.SequenceEndEvent:
            items.append(self._node(inner, depth + 1))
        return Sequence(tuple(items), place)

    def _mapping(self, place: Place, depth: int) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        while type(event := self.next()) is not yaml.MappingEndEvent:
            key = self._key(event, depth)
            node = self._node(self.next(), depth + 1)
            if key is None:
                continue
            if key.text in entries:
                first = entries[key.text][0].line
                self.findings.append(rules.duplicate_key(key.place, key=key.text, first_line=first))
                continue
            entries[key.text] = (key, node)
        return Mapping(tuple(entries.values()), place)

    def _key(self, event: yaml.Event, depth: int) -> Scalar | None:
        if type(event) is yaml.ScalarEvent and event.value == "<<" and event.implicit[0]:
            self.findings.append(rules.not_in_format(self._place(event), what="merge_key"))
            return None
        node = self._node(event, depth + 1)
        if isinstance(node, Scalar):
            return node
        if not isinstance(node, Broken):
            self.findings.append(rules.not_in_format(node.place, what="complex_key"))
        return None
