"""An HTML page as paragraphs, each with what its markup says that it is.

The library's own parser takes the square of the length of a text with open brackets, and its tree the stack; here each
sign is looked at a few times, whatever the page holds.
"""

import html
import re
from dataclasses import dataclass
from typing import Final

from zoomibank.editing.register.labels import cleaned

_UNREAD: Final = (re.compile("<!--"), re.compile(r"<(?P<name>script|style|template|noscript|svg)\b", re.IGNORECASE))
"""What begins a part that holds no words of the page's own, whatever stands in it."""
_SKIPPED: Final = frozenset({"head", "nav", "footer", "button", "select"})
"""Elements whose words are the site's, not the page's."""
_INLINE: Final = frozenset(
    {"a", "abbr", "b", "bdi", "cite", "code", "em", "font", "i", "mark", "q", "s", "small", "span", "strong", "sub",
     "sup", "time", "u", "wbr", "img"},
)  # fmt: skip
_TAG: Final = re.compile(
    r"""<(?P<slash>/?)(?P<name>[a-zA-Z][\w:-]*+)(?P<rest>(?:[^<>"']++|"[^"]*+"|'[^']*+')*+|[^<>]*)>|<[!?][^<>]*>"""
)
_LEADS_TO: Final = re.compile(r"""(?<![\w-])href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)
_BEFORE_MARKS: Final = re.compile(r"\) (?=[.,;:!?)])")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, and the element that it is: `h1`, `dt`, `li`; "" where that is not known."""

    text: str
    role: str = ""


def read_html(text: str) -> tuple[Block, ...]:
    """The paragraphs of a page. An address stands in brackets behind the words that lead to it."""
    reader = _Reader()
    end = 0
    for opening in _UNREAD:
        text = _without(text, opening)
    for tag in _TAG.finditer(text):
        reader.take(text[end : tag.start()])
        end = tag.end()
        name = (tag["name"] or "").lower()
        if name and tag["slash"]:
            reader.close(name)
        elif name:
            reader.open(name, tag["rest"])
    reader.take(text[end:])
    reader.end_block()
    return tuple(reader.blocks)


def _without(text: str, opening: re.Pattern[str]) -> str:
    """The text without the parts that begin so; one without an end goes on to that of the text, as browsers read it."""
    parts = []
    end = 0
    while found := opening.search(text, end):
        parts.append(text[end : found.start()])
        closing = re.compile(f"</{found['name']}[^<>]*>" if opening.groups else "-->", re.IGNORECASE)
        closed = closing.search(text, found.end())
        end = closed.end() if closed else len(text)
    return " ".join((*parts, text[end:]))


class _Reader:
    """The blocks read so far, and what is read of the next one."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._text: list[str] = []
        self._role = ""
        self._skipped: list[str] = []
        self._address = ""
        self._link_from = 0

    def take(self, text: str) -> None:
        """Words."""
        if not self._skipped:
            self._text.append(html.unescape(text))

    def open(self, name: str, rest: str) -> None:
        """An element begins."""
        if name in _SKIPPED:
            self._skipped.append(name)
        elif name == "a":
            found = _LEADS_TO.search(rest)
            self._address = html.unescape("".join(found.groups(""))).strip() if found else ""
            self._link_from = len(self._text)
        elif name not in _INLINE:
            self.end_block()
            self._role = name if name != "br" else self._role if self._role != "li" else ""

    def close(self, name: str) -> None:
        """An element ends."""
        if name in _SKIPPED:
            if name in self._skipped:
                del self._skipped[self._skipped.index(name) :]
        elif name == "a":
            words = "".join(self._text[self._link_from :])
            if _ADDRESS.fullmatch(self._address) and (shown := re.sub("(?i)^mailto:", "", self._address)) not in words:
                self._text.append(f" ({shown}) " if words.strip() else f" {shown} ")
            self._address = ""
        elif name not in _INLINE:
            self.end_block()
            self._role = ""

    def end_block(self) -> None:
        """What was read since the last end is a block, if it is anything."""
        if text := _BEFORE_MARKS.sub(")", cleaned("".join(self._text))):
            self.blocks.append(Block(f"- {text}" if self._role == "li" else text, self._role))
        self._text.clear()
        self._link_from = 0
