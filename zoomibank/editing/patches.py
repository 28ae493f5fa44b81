"""Changes to a file by place: what is not changed stays to the byte, line ends, comments and spaces too."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

_BOM: Final = b"\xef\xbb\xbf"
_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_END: Final = re.compile(r"[\r\n]+\Z")


@dataclass(frozen=True, slots=True, order=True)
class Patch:
    """`width` characters of a line, from a column on, give way to a text; both count as in findings, from 1.

    Line feeds in the text become the line ends of the file.
    """

    line: int
    column: int
    width: int
    text: str


def patched(data: bytes, patches: Iterable[Patch]) -> bytes:
    """The bytes of a file with the patches carried out.

    Args:
        data: A file that can be read, in UTF-8.
        patches: None of them overlaps another.
    """
    bom = _BOM if data.startswith(_BOM) else b""
    text = data.removeprefix(_BOM).decode()
    lines = _LINE.findall(text)
    starts = [0, *accumulate(map(len, lines))]
    end = next((found.group() for line in lines if (found := _END.search(line))), "\n")
    for patch in sorted(set(patches), reverse=True):
        line = lines[patch.line - 1] if patch.line <= len(lines) else ""
        at = starts[min(patch.line - 1, len(lines))]
        start, stop = (at + _index(line, column) for column in (patch.column, patch.column + patch.width))
        text = text[:start] + patch.text.replace("\n", end) + text[stop:]
    return bom + text.encode()


def _index(line: str, column: int) -> int:
    """Where a column, which counts the characters of the normal form, stands in a line as it is in the file."""
    before = unicodedata.normalize("NFC", line)[: column - 1]
    if line.startswith(before):
        return len(before)
    return next((at for at in range(len(line) + 1) if unicodedata.normalize("NFC", line[:at]) == before), len(before))
