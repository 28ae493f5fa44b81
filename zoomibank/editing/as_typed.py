"""Text as Markdown that shows it as it was typed; addresses in it become links, and lines with a dash a list."""

import re
from collections.abc import Iterable
from contextlib import suppress
from typing import Final

from pydantic_core import PydanticCustomError

from zoomibank.content.values import read_web_address

ADDRESS: Final = re.compile(r"""https?://[^\s<>"\\^`{|}]*[^\s<>"\\^`{|}.,;:!?'()\[\]*]""", re.IGNORECASE)
"""An address within a text, without the punctuation that ends the sentence around it."""

_ITEM: Final = re.compile(r"[-*•·] +(?=\S)")
_ENTITY: Final = re.compile(r"&(?=[#\w]+;)")
_ANYWHERE: Final = re.compile(r"[\\`*_\[\]]|[<|]|" + _ENTITY.pattern)
_AT_THE_START: Final = re.compile(r"[#>+~:=-]|!!!|\d+(?=\.(?: |$))")
_ENTITIES: Final = {"<": "&lt;", "|": "&#124;", "&": "&amp;", "~": "&#126;", ":": "&#58;", "=": "&#61;"}


def as_markdown(paragraphs: Iterable[str]) -> str:
    """The paragraphs, each on one line, as running text."""
    return "\n\n".join(map(_paragraph, paragraphs))


def _paragraph(text: str) -> str:
    item = _ITEM.match(text)
    return f"- {_line(text[item.end() :])}" if item else _line(text)


def inline(text: str) -> str:
    """A text within a line."""
    parts, end = [], 0
    for found in ADDRESS.finditer(text):
        with suppress(PydanticCustomError):
            address = read_web_address(found.group())
            parts += [_escaped(text[end : found.start()]), f"<{_ENTITY.sub('&amp;', address)}>"]
            end = found.end()
    return "".join((*parts, _escaped(text[end:])))


def _line(text: str) -> str:
    line = inline(text)
    return _AT_THE_START.sub(_marked, line, count=1) if _AT_THE_START.match(line) else line


def _escaped(text: str) -> str:
    return _ANYWHERE.sub(_marked, text)


def _marked(found: re.Match[str]) -> str:
    typed = found.group()
    if typed.isdigit():
        return f"{typed}\\"
    return _ENTITIES.get(typed) or f"\\{typed}"
