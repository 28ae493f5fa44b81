"""The last look at the tree of a body: only what the allow-list names gets out, and every link is judged."""

import html
import posixpath
import re
from html.entities import html5
from typing import Final
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.footnotes import FootnoteExtension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE, HTML_PLACEHOLDER_RE, STX

from zoomibank.content import meant
from zoomibank.content.document import FORBIDDEN
from zoomibank.content.prose_pieces import Heading, Image, Link, Phrase, Piece
from zoomibank.content.prose_source import Source
from zoomibank.findings import rules
from zoomibank.findings.finding import Finding
from zoomibank.text import slugify

HEADING_PREFIX: Final = "osio-"
"""What the ids of a body's headings begin with, so that they never clash with the page's own."""
TOLD_TAGS: Final = 20
"""So many tags of a body are told one by one: a pasted web page is one fault, not a thousand."""

_HEADINGS: Final = ("h2", "h3", "h4", "h5", "h6")
_SCHEMES: Final = frozenset({"http", "https", "mailto", "tel"})
_ALLOWED: Final[dict[str, frozenset[str]]] = {
    **dict.fromkeys(("blockquote", "br", "dd", "div", "dl", "dt", "em", "code", "hr", "li"), frozenset[str]()),
    **dict.fromkeys(("p", "pre", "span", "strong", "sup", "table", "tbody", "thead", "tr", "ul"), frozenset[str]()),
    **dict.fromkeys(_HEADINGS, frozenset[str]()),
    "a": frozenset({"href", "title"}),
    "abbr": frozenset({"title"}),
    "img": frozenset({"src", "alt", "title"}),
    "ol": frozenset({"start"}),
    "td": frozenset({"align"}),
    "th": frozenset({"align"}),
}  # fmt: skip
"""The elements that may come out, each with the attributes that Python-Markdown may have given it."""
_PLAIN: Final = frozenset(name for name, given in _ALLOWED.items() if not given) - {"div", "pre", *_HEADINGS}
"""Those that there is nothing to do for as long as they have no attribute."""
_ADMONITIONS: Final = frozenset({"note", "tip", "important", "warning", "caution"})

ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_NOTE_ID: Final = re.compile(r"fn(ref)?(\d*):(.*)", re.DOTALL)
MARK: Final = re.compile("\x1e(\\d+)\x1e")
"""What stands for a piece until the HTML is written; content can't hold it."""
_SPACES_AND_CONTROLS: Final = re.compile(
    r"[\x00-\x20\x7f-\xa0\xad\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]"
)
_SCHEME: Final = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")


class Guard(Treeprocessor):
    """The last look at a tree: only what the allow-list names gets out, and links, headings and images are checked."""

    def __init__(self, md: Markdown, notes: FootnoteExtension) -> None:
        super().__init__(md)
        self.notes = notes

    def begin(self, source: Source) -> None:
        """Forgets the last body."""
        self.source = source
        self.findings: list[Finding] = []
        self.headings: list[Heading] = []
        self.pieces: list[Piece] = []
        self._tags = 0
        self._level = 1
        self._anchors: set[str] = set()
        self._note_ids: set[str] = set()

    def tell_raw(self, typed: str) -> None:
        """Tells of a piece of HTML."""
        self._tags += 1
        if self._tags <= TOLD_TAGS:
            self.findings.append(rules.raw_html(self.source.find(typed, typed.partition("\n")[0]), given=typed))

    def run(self, root: Element) -> None:
        """Checks the tree from the top."""
        self._children(root, in_link=False)

    def _children(self, parent: Element, *, in_link: bool) -> None:
        tables = []
        for number, child in enumerate(parent):
            if in_link and child.tag == "a":
                child.tag = "span"  # a link can't stand within a link
                child.attrib.clear()
            if child.attrib or child.tag not in _PLAIN:
                self._element(child)
            if len(child):
                self._children(child, in_link=in_link or child.tag == "a")
            if child.tag == "table":
                tables.append((number, child))
        for number, table in tables:
            region = Element("div", {"class": "table-scroll", "role": "region", "tabindex": "0"})
            region.set("aria-label", self._mark(Phrase("table")))
            region.tail, table.tail = table.tail, None
            region.append(table)
            parent[number] = region

    def _element(self, element: Element) -> None:
        """Checks one element and gives it the attributes that it may have."""
        if element.tag == "h1":
            self.findings.append(rules.title_in_body(self.source.heading(1), given=self._seen(element)))
            element.tag = "h2"
        tag, given = str(element.tag), dict(element.attrib)
        if tag not in _ALLOWED:
            raise AssertionError(f"Python-Markdown made an element that it should not: {tag}")
        element.attrib.clear()
        for name in sorted(_ALLOWED[tag] & given.keys()):
            element.set(name, _attribute(given[name]))
        if tag in _HEADINGS:
            self._heading(element)
        elif tag in {"td", "th"}:
            self._cell(element)
        elif tag in {"a", "img", "div"}:
            {"a": self._link, "img": self._image, "div": self._division}[tag](element, given)
        elif found := _NOTE_ID.fullmatch(given.get("id", "")):
            element.set("id", self._note_id(found))
        elif given.get("class") == "admonition-title":
            element.set("class", "admonition-title")
        elif tag == "pre":
            element.set("tabindex", "0")  # it scrolls, so it can be focused

    def _mark(self, piece: Piece) -> str:
        """What stands for a piece; its number is its place among the pieces."""
        self.pieces.append(piece)
        return f"\x1e{len(self.pieces) - 1}\x1e"

    def _seen(self, element: Element) -> str:
        """The text of an element as readers see it, with the alternatives of its images."""
        parts = [element.text or ""]
        for child in element:
            parts += [child.get("alt", ""), self._seen(child), child.tail or ""]
        text = "".join(parts)
        if STX in text:
            stash = self.md.htmlStash.rawHtmlBlocks
            text = HTML_PLACEHOLDER_RE.sub(lambda held: str(stash[int(held[1])]), text)
        return " ".join(html.unescape(text).split())

    def _heading(self, element: Element) -> None:
        """Gives a heading its id, and tells of a level that is skipped."""
        level, text = int(str(element.tag)[1]), self._seen(element)
        if not text:
            element.tag = "p"  # a heading without a word is none
            return
        if level > self._level + 1:
            place = self.source.heading(level)
            self.findings.append(rules.skipped_heading_level(place, level=level, expected=self._level + 1))
        else:
            self.source.pass_heading(level)
        self._level = level
        base = anchor = slugify(text) or str(len(self.headings) + 1)
        number = 1
        while anchor in self._anchors:
            number += 1
            anchor = f"{base}-{number}"
        self._anchors.add(anchor)
        element.set("id", HEADING_PREFIX + anchor)
        self.headings.append(Heading(level, HEADING_PREFIX + anchor, anchor, text))

    def _link(self, element: Element, given: dict[str, str]) -> None:
        """Checks a link's address and its words; a refused one keeps its words only."""
        address = html.unescape(given.get("href", "").replace(AMP_SUBSTITUTE, "&")).strip()
        if note := _NOTE_ID.fullmatch(address.removeprefix("#")):
            self._note_link(element, note)
            return
        place = self.source.find(given.get("href", ""), address, element.text or "")
        if not self._seen(element):
            self.findings.append(rules.empty_link_text(place, given=address))
        scheme = _scheme(address)
        if scheme is None:
            element.tag = "span"
            element.attrib.clear()
            self.findings.append(rules.forbidden_link(place, given=address, mended=meant.web_address(address)))
        elif not scheme:
            file, _, anchor = address.partition("#")
            path = _resolved(file, self.source.path) if file or not anchor else self.source.path
            element.set("href", self._mark(Link(path, anchor, address, place)))
        elif scheme == "mailto":
            # Python-Markdown disguises the letters of an address; a link that works is worth more
            element.set("href", _attribute(address))
            element.text = html.unescape((element.text or "").replace(AMP_SUBSTITUTE, "&"))

    def _image(self, element: Element, given: dict[str, str]) -> None:
        """Checks an image: one of the bank's own, with a text instead of it."""
        address = html.unescape(given.get("src", "")).strip()
        place = self.source.find(given.get("src", ""), address)
        if not given.get("alt", "").strip():
            self.findings.append(rules.image_without_alt(place, given=address))
        path = "" if _scheme(address) != "" else _resolved(address, self.source.path)
        element.set("src", self._mark(Image(path, address, place)))

    def _division(self, element: Element, given: dict[str, str]) -> None:
        """The footnotes and admonitions; there are no other divisions."""
        kinds = given.get("class", "").split()
        if kinds[:1] == ["footnote"]:
            element.set("class", "footnotes")
            element.remove(element[0])  # the rule
        elif kinds[:1] == ["admonition"]:
            kind = kinds[1] if kinds[1] in _ADMONITIONS else "note"
            element.set("class", f"admonition admonition-{kind}")
            element.set("role", "note")
            title = next((child for child in element if child.get("class") == "admonition-title"), None)
            if title is not None and kind == kinds[1] and title.text == kind.capitalize():
                # the author gave none, so this is Python-Markdown's, in English
                title.text = self._mark(Phrase(f"admonition_{kind}"))

    def _cell(self, element: Element) -> None:
        """A table's cell: how it is aligned is a class, because the page allows no style of its own."""
        if side := element.attrib.pop("align", ""):
            element.set("class", f"align-{side}")
        if element.tag == "th" and self._seen(element):
            element.set("scope", "col")
        elif element.tag == "th":
            element.tag = "td"

    # footnotes: ids by number, not by the author's label

    def _number(self, label: str) -> int:
        """The number of a footnote: they are numbered in the order of their texts."""
        return list(self.notes.footnotes).index(label) + 1

    def _note_id(self, found: re.Match[str]) -> str:
        """The id of a footnote or, with `ref`, of a mark in the text."""
        number = self._number(found[3])
        name = f"alaviite-{number}" + (f"-viite{found[2]}" if found[1] else "")
        self._note_ids.add(name)
        return name

    def _note_link(self, element: Element, found: re.Match[str]) -> None:
        """A link from a mark to its footnote, or back; a footnote without a mark has no way back."""
        marks = set(self._note_ids)
        name = self._note_id(found)
        element.attrib.clear()
        if found[1] and name not in marks:
            element.tag, element.text = "span", ""
            return
        element.set("href", f"#{name}")
        element.set("class", "footnote-back" if found[1] else "footnote-ref")
        if found[1]:
            element.set("aria-label", self._mark(Phrase("footnote_back", self._number(found[3]))))


def decoded(text: str) -> str:
    """The text with its entities decoded, but for those that would be a character which no text may hold."""
    return ENTITY.sub(_character, text)


def _character(entity: re.Match[str]) -> str:
    typed, character = entity.group(), html.unescape(entity.group())
    is_known = typed[1] == "#" or typed[1:] in html5
    is_sound = character and "\ufffd" not in character and not FORBIDDEN.search(character)
    return character if is_known and is_sound else typed


def _attribute(value: str) -> str:
    """A value that Python-Markdown writes as it is meant: it leaves alone what looks like an entity."""
    return decoded(value).replace("&", "&amp;")


def _scheme(address: str) -> str | None:
    """The scheme of an address, as a browser reads it: "" for a relative one, None for one that is refused."""
    bare = _SPACES_AND_CONTROLS.sub("", html.unescape(address))
    found = _SCHEME.match(bare)
    if found is None:
        return None if bare.replace("\\", "/").startswith("//") else ""
    scheme = found[1].lower()
    is_sound = address.lower().startswith(f"{scheme}:") and not (
        scheme in {"http", "https"} and not re.match(r"[a-z]+://[^/?#\\]", address, re.IGNORECASE)
    )
    return scheme if scheme in _SCHEMES and is_sound else None


def _resolved(address: str, path: str) -> str:
    """The content file that a relative address names, seen from `path`; "" where it can be none."""
    if not address or address.startswith("/") or address.endswith("/") or any(c in address for c in "\\?#"):
        return ""
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), address))
    return "" if target == ".." or target.startswith("../") else target
