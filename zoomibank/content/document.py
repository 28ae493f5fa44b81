"""A file as text: bytes in, checked and normalised text or located findings out."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from zoomibank.findings import rules
from zoomibank.findings.finding import Finding, Place

FILE_LIMIT: Final = 256 * 1024
"""The largest file that is read, in bytes (promise 11)."""

_SHOWN_AT_MOST: Final = 20
"""How many bad characters of one file are told: a file in another encoding has thousands."""

FORBIDDEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters; tab, line feed and carriage return may stand
    "\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb"  # invisible, bidirectional
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"  # surrogates, noncharacters
    "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17))
    + "]|(?<![\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])\u200d|\u200d(?![\u2190-\u2bff\U0001f000-\U0001faff])"
    "|(?<![#*0-9\xa9\xae\u2000-\u2bff\u3000-\u32ff\U0001f000-\U0001faff])[\ufe00-\ufe0f]",  # both for emoji only
)
"""Characters that no text of the bank may hold (promise 6)."""

_ORDINARY: Final = re.compile(
    "[\t\n -~\xa0-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u22ff\u2500-\u27ff]*+"
)
"""A text of Latin letters, signs, arrows and pictures: none is forbidden or has another form, whatever is beside it.

Nearly all texts are made of these alone, and one quick look saves several slow ones."""

_MANY_MARKS: Final = 30
"""The most combining marks in a row; putting them in their order takes the square of their number."""
_NO_LATIN: Final = re.compile(rf"[\u0300-\U0010ffff]{{{_MANY_MARKS + 1},}}")
_MERGE_MARKS: Final = ("<" * 7, ">" * 7, "|" * 7)
_MERGE_MARKER: Final = re.compile(r"^(?:<{7}|>{7}|\|{7})(?= |$)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Document:
    """A file's text, in NFC and with line feeds as its only line ends.

    `path` is relative to the content folder, with slashes.
    """

    path: str
    text: str


def decode(data: bytes, path: str) -> tuple[Document | None, tuple[Finding, ...]]:
    """The document in the bytes of a file, or the reasons why there is none."""
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        text = _with_line_feeds(data.decode())
    except UnicodeDecodeError as error:
        before = _with_line_feeds(data[: error.start].decode())
        return None, (rules.not_utf8(_place(before, len(before), path), byte=data[error.start]),)
    findings: list[Finding] = []
    if not is_ordinary(text):
        if (mark := _pile_of_marks(text)) is not None:
            return None, (rules.forbidden_character(_place(text, mark, path), character=text[mark]),)
        text = unicodedata.normalize("NFC", text)
        findings += (
            rules.forbidden_character(_place(text, bad.start(), path), character=bad.group())
            for bad, _ in zip(FORBIDDEN.finditer(text), range(_SHOWN_AT_MOST), strict=False)
        )
    if any(marks in text for marks in _MERGE_MARKS):
        findings += (
            rules.merge_marker(_place(text, marker.start(), path, width=7), marker=marker.group())
            for marker in _conflicts(text)
        )
    return (None if findings else Document(path, text)), tuple(findings)


def _conflicts(text: str) -> Iterator[re.Match[str]]:
    """The marks of conflicts: of each the first one that is left."""
    is_open = False
    for marker in _MERGE_MARKER.finditer(text):
        if not is_open:
            yield marker
        is_open = marker.group()[0] != ">"


def is_ordinary(text: str) -> bool:
    """Whether every part of the text is in NFC and holds nothing forbidden, by its characters alone."""
    return _ORDINARY.fullmatch(text) is not None


def lines(data: bytes) -> tuple[str, ...]:
    """The lines of a file, whatever is wrong with it, with the numbers and columns that findings have."""
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        text = _with_line_feeds(data.decode())
    except UnicodeDecodeError:
        return tuple(_with_line_feeds(data.decode(errors="replace")).split("\n"))
    return tuple((unicodedata.normalize("NFC", text) if _pile_of_marks(text) is None else text).split("\n"))


def _with_line_feeds(text: str) -> str:
    return text if "\r" not in text else text.replace("\r\n", "\n").replace("\r", "\n")


def _pile_of_marks(text: str) -> int | None:
    """The index of the first combining mark that is one too many on its letter."""
    for run in _NO_LATIN.finditer(text):
        marks = 0
        for index in range(*run.span()):
            marks = marks + 1 if unicodedata.combining(text[index]) else 0
            if marks > _MANY_MARKS:
                return index
    return None


def _place(text: str, index: int, path: str, *, width: int = 1) -> Place:
    """The place of the character at `index`, which counts from 0."""
    return Place(path, text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index), width)
