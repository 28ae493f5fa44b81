"""A body as it was typed: where in the file a piece of it stands, and whether it can be read in bounded time."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import Final

from zoomibank.findings import rules
from zoomibank.findings.finding import Finding, Place

BRACKETS: Final = 100
"""The most `[` in a paragraph: what reads them takes the square of their number."""
NESTING: Final = 20
"""The most lists and quotations within each other."""

_FENCE: Final = re.compile(r"^(?P<fence>`{3,}+|~{3,}+)(?P<rest>[^\n]*+)$", re.MULTILINE)
_CODE: Final = re.compile(
    r"(?:(?<=\n\n)|\A)(?:(?: {4}|\t)[^\n]*(?:\n|\Z)(?:[ \t]*\n(?=(?: {4}|\t)))*)+"  # indented
    r"|(?<![\\`])(?P<ticks>`+)(?!`)(?:(?!\n\n).)*?(?<!`)(?P=ticks)(?!`)",  # within a line
    re.MULTILINE | re.DOTALL,
)
_CODE_SIGNS: Final = ("`", "~~~", "\n\n    ", "\n\n\t")
"""One of these stands in every text with code, unless it begins with it."""
_PARAGRAPH: Final = re.compile(r"\S.*?(?=\n[ \t]*\n|\Z)", re.DOTALL)
_MARKERS: Final = re.compile(r"^[ \t]*(?:(?:[-+*]|\d+\.)[ \t]+|>[ \t]?)+", re.MULTILINE)
_MANY_MARKERS: Final = re.compile(rf"\n[ \t>*+.\d-]{{{NESTING + 1}}}")
"""How a line begins that is nested deeper than the limit: each level takes one of these characters or more."""
_MARKER: Final = re.compile(r"[-+*>.]")
_HEADING: Final = re.compile(
    r"^[ >]*(?:(?:[-+*]|\d+\.)[ >]+)?(?P<hashes>#{1,6})[^\n]*$"
    r"|^[ >]*(?P<text>[^\s#>][^\n]*)\n[ >]*(?P<underline>=+|-+)[ ]*$",
    re.MULTILINE,
)
_TABLE: Final = re.compile(
    r"^(?P<header>[^\n|]*+\|[^\n]*+)\n[ ]{0,3}\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*\n", re.MULTILINE
)
_ESCAPED_BAR: Final = re.compile(r"\\\|")
_RULE: Final = re.compile(r"[ \t]*([-*_])(?:[ \t]*\1){2,}[ \t]*")


def _cells(row: str) -> int:
    """How many cells a row of a table has."""
    bare = _ESCAPED_BAR.sub("", row.strip())
    return bare.removeprefix("|").removesuffix("|").count("|") + 1


def _blank(text: str) -> str:
    """Spaces in the place of all characters but line ends."""
    return re.sub(r"[^\n]", " ", text)


def _without_fences(text: str) -> str:
    """The text with fenced code blanked out: a fence is closed by the next line that is the same fence and no more."""
    closings: dict[str, list[int]] = {}
    openings = []
    for line in _FENCE.finditer(text):
        openings.append(line)
        if not line["rest"].strip(" "):
            closings.setdefault(line["fence"], []).append(line.end())
    parts: list[str] = []
    done = 0
    for opening in openings:
        ends = closings.get(opening["fence"], [])
        later = bisect_right(ends, opening.end())
        if opening.start() >= done and later < len(ends):
            parts += (text[done : opening.start()], _blank(text[opening.start() : ends[later]]))
            done = ends[later]
    return "".join((*parts, text[done:]))


class Source:
    """A body, and how far each thing that was looked for has been found: the same words may stand in it twice."""

    def __init__(self, text: str, *, path: str, first_line: int) -> None:
        self.text = text
        self.path = path
        self.first_line = first_line
        self._found: dict[str, int] = {}
        self._passed: list[int] = []

    @cached_property
    def prose(self) -> str:
        """The body with spaces for every character of code, so that examples are not taken for the real thing."""
        if not self.text.startswith((" ", "\t")) and not any(sign in self.text for sign in _CODE_SIGNS):
            return self.text
        return _CODE.sub(lambda code: _blank(code.group()), _without_fences(self.text))

    def place(self, index: int, width: int = 1) -> Place:
        """The place of the character at `index`, which counts from 0."""
        start = self.text.rfind("\n", 0, index) + 1
        end = self.text.find("\n", index)
        left = (len(self.text) if end < 0 else end) - index
        line = self.first_line + self.text.count("\n", 0, index)
        return Place(self.path, line, index - start + 1, max(1, min(width, left)))

    def start(self) -> Place:
        """The body's first line that is not empty, for what has no nearer place."""
        index = len(self.text) - len(self.text.lstrip())
        return self.place(index, len(self.text))

    def pass_heading(self, level: int) -> None:
        """Passes the next heading of this level, whose place nobody needs; looked for when a later one's is needed."""
        self._passed.append(level)

    def heading(self, level: int) -> Place:
        """The next heading's line, of this level; headings are asked for in their order."""
        for passed in self._passed:
            self._next_heading(passed)
        self._passed.clear()
        return self._next_heading(level)

    def _next_heading(self, level: int) -> Place:
        for number, (index, width, its_level) in enumerate(self._headings):
            if its_level == level:
                del self._headings[: number + 1]
                return self.place(index, width)
        return self.start()

    @cached_property
    def _headings(self) -> list[tuple[int, int, int]]:
        """Index, width and level of every line that looks like a heading."""
        found = []
        for line in _HEADING.finditer(self.prose):
            level = len(line["hashes"]) if line["hashes"] else 1 if line["underline"][0] == "=" else 2
            start = line.start("hashes") if line["hashes"] else line.start("text")
            found.append((start, line.end() - start, level))
        return found

    def find(self, *needles: str) -> Place:
        """The next place of the first of these texts that there is outside code; else the body's start."""
        for needle in filter(None, needles):
            index = self.prose.find(needle, self._found.get(needle, 0))
            index = self.prose.find(needle) if index < 0 else index  # a definition is meant at each of its uses
            if index >= 0:
                self._found[needle] = index + len(needle)
                return self.place(index, len(needle))
        return self.start()

    def surplus_cells(self) -> Iterator[Finding]:
        """Rows of tables with more cells than the header: Python-Markdown would drop those past its end."""
        if "|" not in self.text:
            return
        start = 0
        while table := _TABLE.search(self.prose, start):
            columns = _cells(table["header"])
            start, end = table.end(), self.prose.find("\n\n", table.end())
            for row in self.prose[start : end if end >= 0 else None].split("\n"):
                if (count := _cells(row)) > columns:
                    yield rules.surplus_cells(self.place(start, len(row)), count=count, columns=columns)
                start += len(row) + 1

    def paragraphs(self) -> Iterator[tuple[int, str]]:
        """What stands between empty lines, code blanked out, each with the index where it begins."""
        for found in _PARAGRAPH.finditer(self.prose):
            yield found.start(), found.group()

    def out_of_bounds(self) -> Iterator[Finding]:
        """What would take more than linear time or depth to read."""
        if self.text.count("[") > BRACKETS:
            for start, paragraph in self.paragraphs():
                if (count := paragraph.count("[")) > BRACKETS:
                    yield rules.too_many_brackets(self.place(start, len(paragraph)), count=count, limit=BRACKETS)
        if not _MANY_MARKERS.search(f"\n{self.prose}"):
            return
        for markers in _MARKERS.finditer(self.prose):
            depth = len(_MARKER.findall(markers.group())) + markers.group().expandtabs(4).count("    ")
            line = self.text[markers.start() : self.text.find("\n", markers.start()) % (len(self.text) + 1)]
            if depth > NESTING and not _RULE.fullmatch(line):
                yield rules.nested_too_deep(self.place(markers.start(), len(self.text)), limit=NESTING)
                return
