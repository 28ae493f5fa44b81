"""Python-Markdown made quicker: the same steps, but nobody is asked in vain; tests compare it with the stock one.

Most of its time goes into patterns that can't match. Whatever it looks for has a sign, a character or two without which
it can't be there; here signs are looked for first. All else, and the order of things, is the library's own.
"""

import re
from collections import deque
from collections.abc import Callable, Mapping
from typing import Final, TypeVar
from xml.etree.ElementTree import Element, SubElement

import markdown
from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.preprocessors import Preprocessor
from markdown.serializers import RE_AMP
from markdown.treeprocessors import InlineProcessor, PrettifyTreeprocessor, UnescapeTreeprocessor
from markdown.util import ETX, STX, AtomicString, Registry

TESTED: Final = frozenset({"3.11.3"})
"""The versions that this was compared with: it replaces private methods, so any other stays as it is."""

_BLOCK_SIGNS: Final = {
    "admonition": ("!!!", "    "),
    "indent": ("    ", "    "),
    "defindent": ("    ", "    "),
    "code": ("    ", "    "),
    "table": ("|", "|"),
    "hashheader": ("#", "#"),
    "setextheader": ("\n=", "\n-"),
    "olist": (". ", ". "),
    "deflist": (": ", ": "),
    "quote": (">", ">"),
    "footnote": ("[^", "[^"),
    "abbr": ("*[", "*["),
    "reference": ("]:", "]:"),
}
"""Processors of blocks by name: one of the two stands in every block that they have to do with."""
_INLINE_SIGNS: Final = {
    "backtick": ("`", "`"),
    "raw_html": ("<", "<"),
    "escape": ("\\", "\\"),
    "footnote": ("[^", "[^"),
    "reference": ("[", "["),
    "link": ("[", "["),
    "image_link": ("![", "!["),
    "image_reference": ("![", "!["),
    "short_reference": ("[", "["),
    "short_image_ref": ("![", "!["),
    "autolink": ("<", "<"),
    "automail": ("<", "<"),
    "linebreak": ("  \n", "  \n"),
    "entity": ("&", "&"),
    "em_strong": ("*", "_"),
}
"""Inline patterns by name: one of the two stands in every text that they match."""
_ANY_INLINE_SIGN: Final = re.compile(r"[`<\\\[\n&*_\x02]")
"""What any of them needs; with the mark of what the library has put aside."""

_PLAIN: Final = re.compile(r"[^\W\d_][^\n]*(?:\n[^\W\d_][^\n]*)*")
"""A block whose lines all begin with a letter: it can only be a paragraph."""
_PLAIN_HEADING: Final = re.compile(r"(#{1,6})([^#\\\n]*)")
"""A block of one line with `#` only at its beginning: it can only be a heading."""
_LINE_SIGNS: Final = ("```", "~~~", "\t", "\r", STX, ETX)
"""What the library changes in a body's lines before it reads them, but for spaces on a line of their own."""
_BLANK_LINE: Final = re.compile(r"\n +\n")
_VOID: Final = frozenset({"br", "hr", "img"})

_T = TypeVar("_T")
_Signed = tuple[tuple[str, str, _T], ...]
"""What is asked in turn, each with its two signs."""


def quicken(converter: Markdown) -> None:
    """Puts the quicker steps into a converter, or leaves it as it is where its version was not compared."""
    if markdown.__version__ not in TESTED:
        return
    lines = _Lines(tuple(converter.preprocessors))
    for name in ("normalize_whitespace", "fenced_code_block"):
        converter.preprocessors.deregister(name)
    converter.preprocessors.register(lines, "lines", 30)
    converter.parser.parseBlocks = _reader_of_blocks(converter.parser)  # type: ignore[assignment, method-assign]
    converter.treeprocessors.register(_Inline(converter), "inline", 20)
    converter.treeprocessors.register(_Prettify(converter), "prettify", 10)
    converter.treeprocessors.register(_Unescape(converter), "unescape", 0)
    converter.serializer = written


def _signed(registry: Registry[_T], signs: Mapping[str, tuple[str, str]]) -> _Signed[_T]:
    """All of a registry in its order, each with its signs; what has none is always asked: "" is in every text."""
    known = {registry[name]: pair for name, pair in signs.items()}
    return tuple((*known.get(one, ("", "")), one) for one in registry)


class _Lines(Preprocessor):
    """The library's work on lines, left out where there is none to do."""

    def __init__(self, stock: tuple[Preprocessor, ...]) -> None:
        super().__init__()
        self.stock = stock

    def run(self, lines: list[str]) -> list[str]:
        """The lines as the library would have them: with two empty ones at the end."""
        text = "\n".join((*lines, "", ""))
        if not any(sign in text for sign in _LINE_SIGNS) and not _BLANK_LINE.search(text):
            return [*lines, "", ""]
        for processor in self.stock:
            lines = processor.run(lines)
        return lines


def _reader_of_blocks(parser: BlockParser) -> Callable[[Element, list[str]], None]:
    """What stands for the parser's method of reading blocks."""
    asked = _signed(parser.blockprocessors, _BLOCK_SIGNS)
    paragraph = parser.blockprocessors["paragraph"]

    def read(parent: Element, blocks: list[str]) -> None:
        while blocks:
            block = blocks[0]
            if _PLAIN.fullmatch(block):
                paragraph.run(parent, blocks)
                continue
            if heading := _PLAIN_HEADING.fullmatch(block):
                SubElement(parent, f"h{len(heading[1])}").text = heading[2].strip()
                del blocks[0]
                continue
            for sign, other, processor in asked:
                if (
                    (sign in block or other in block)
                    and processor.test(parent, block)
                    and processor.run(parent, blocks) is not False
                ):
                    break

    return read


class _Inline(InlineProcessor):
    """Inline patterns; texts without a sign stay untouched, and a pattern is tried where one of its signs stands."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.asked = _signed(md.inlinePatterns, _INLINE_SIGNS)

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Goes through the tree level by level, as the library does; no pattern of ours looks at ancestors."""
        self.stashed_nodes = {}
        self.ancestors = list(ancestors or ())
        levels = deque([tree])
        while levels:
            parent = levels.popleft()
            found: list[tuple[Element, list[Element]]] = []
            for child in parent:
                if child.text and _ANY_INLINE_SIGN.search(child.text) and not isinstance(child.text, AtomicString):
                    text, child.text = child.text, None
                    inner = self._elements(text, child, is_text=True)
                    levels.extend(inner)
                    found.append((child, inner))
                if child.tail and _ANY_INLINE_SIGN.search(child.tail):
                    self._tail(parent, child, child.tail)
                if len(child):
                    levels.append(child)
            for child, inner in found:
                for number, element in enumerate(inner):
                    child.insert(number, element)
        return tree

    def _tail(self, parent: Element, child: Element, tail: str) -> None:
        """Puts what the text after an element has become behind the element."""
        child.tail = None
        holder = Element("d")
        elements = self._elements(tail, holder, is_text=False)
        child.tail = holder.tail or None
        position = list(parent).index(child) + 1
        for element in reversed(elements):
            parent.insert(position, element)

    def _elements(self, text: str, holder: Element, *, is_text: bool) -> list[Element]:
        """The elements of a text, the last part of each as its tail; what comes before the first goes to the holder."""
        data = self._InlineProcessor__handleInline(text)
        pairs = self._InlineProcessor__processPlaceholders(data, holder, is_text)  # type: ignore[attr-defined]
        return [element for element, _ in pairs]

    def _InlineProcessor__handleInline(self, data: str, first: int = 0) -> str:  # noqa: N802 -- the library's name
        """The text with the library's marks for what its patterns found, from the pattern of this number on."""
        if isinstance(data, AtomicString):
            return data
        for number, (sign, other, pattern) in enumerate(self.asked[first:], first):
            start, is_found = 0, sign in data or other in data
            while is_found:
                data, is_found, start = self._InlineProcessor__applyPattern(  # type: ignore[attr-defined]
                    pattern, data, number, start
                )
        return data


class _Prettify(PrettifyTreeprocessor):
    """Line breaks between blocks, with a quicker look at what a block is."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.blocks = frozenset(md.block_level_elements)

    def _prettifyETree(self, element: Element) -> None:  # noqa: N802 -- the library's name
        """Sets them within and after a block."""
        if len(element) and element.tag not in {"code", "pre"}:
            if element[0].tag in self.blocks and not (element.text and element.text.strip()):
                element.text = "\n"
            for child in element:
                if child.tag in self.blocks:
                    self._prettifyETree(child)
        if not element.tail or not element.tail.strip():
            element.tail = "\n"


class _Unescape(UnescapeTreeprocessor):
    """Escaped characters, where there are any."""

    def run(self, root: Element) -> None:
        """Puts them back everywhere but in code."""
        for element in root.iter():
            if element.text and STX in element.text and element.tag != "code":
                element.text = self.unescape(element.text)
            if element.tail and STX in element.tail:
                element.tail = self.unescape(element.tail)
            for name, value in element.items():
                element.set(name, self.unescape(value))


def written(root: Element) -> str:
    """The HTML of a tree of the elements that the guard lets out."""
    parts: list[str] = []
    _write(root, parts.append)
    return "".join(parts)


def _write(element: Element, put: Callable[[str], None]) -> None:
    """Hands over the parts of an element's HTML."""
    tag, text, tail, given = element.tag, element.text, element.tail, ""
    if element.attrib:
        values = ((name, _escaped(value).replace('"', "&quot;")) for name, value in sorted(element.items()))
        given = "".join(f' {name}="{value}"' for name, value in values)
    put(f"<{tag}{given}>")
    if text:
        put(_escaped(text))
    for child in element:
        _write(child, put)
    if tag not in _VOID:
        put(f"</{tag}>")
    if tail:
        put(tail if tail == "\n" else _escaped(tail))


def _escaped(text: str) -> str:
    """The text as HTML, by the library's rule: what looks like an entity is left alone."""
    if "&" in text:
        text = RE_AMP.sub("&amp;", text)
    return text.replace("<", "&lt;").replace(">", "&gt;")
