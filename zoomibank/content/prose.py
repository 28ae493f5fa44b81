"""Running text: a body's Markdown to checked HTML, by Python-Markdown with raw HTML off and a guard at the end."""

import html
import re
import threading
from functools import cache
from typing import Final

from markdown import Markdown
from markdown.extensions.abbr import AbbrExtension
from markdown.extensions.admonition import AdmonitionExtension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import HtmlInlineProcessor
from markdown.util import ETX, STX

from zoomibank.content.bounds import SECONDS, TooLongError, bounded
from zoomibank.content.prose_guard import ENTITY, HEADING_PREFIX, MARK, Guard, decoded
from zoomibank.content.prose_pieces import Heading, Image, Link, Phrase, Piece, Prose
from zoomibank.content.prose_quick import quicken
from zoomibank.content.prose_source import NESTING, Source
from zoomibank.findings import rules
from zoomibank.findings.finding import Finding, in_order

__all__ = ["HEADING_PREFIX", "Heading", "Image", "Link", "Phrase", "Piece", "Prose", "read_prose"]

_RAW: Final = (
    r"(?<!\]\()(<(?:/?[a-zA-Z][\w.:-]*+"
    r"""(?:\s+[\w.:@-]++(?:\s*=\s*(?:"[^"]*+"|'[^']*+'|[^\s"'=<>`]++))?+)*+\s*+/?>"""
    r"|!--(?:.*?-->)?|[!?][^<>]*>))"
)
"""What looks like HTML; an address within a link's parentheses does not."""
_QUOTED: Final = re.compile(r"""(?:\A|(?<=>))[^<"]*"[^<]*""")
"""Text with a quotation mark, between tags: attributes hold no `>`."""
_FENCED: Final = re.compile(r"<pre[^>]*><code(?: class=\"(language-[\w#.+-]+)\")?[^>]*>")


def read_prose(text: str, *, path: str, first_line: int) -> tuple[Prose, tuple[Finding, ...]]:
    """The checked HTML of a body and what is wrong with it; a body over the bounds is left out whole.

    Args:
        text: The body, with line feeds, in NFC, without control characters.
        path: The document's path, relative to the content folder.
        first_line: The line of the file on which the body begins.
    """
    source = Source(text, path=path, first_line=first_line)
    try:
        with bounded():
            if findings := in_order(source.out_of_bounds()):
                return Prose(), findings
            result, guard = _convert(source)
            if _is_broken(result):
                return Prose(), (_unreadable(source),)
            return _prose(result, guard), in_order((*guard.findings, *source.surplus_cells()))
    except RecursionError:
        return Prose(), (rules.nested_too_deep(source.start(), limit=NESTING),)
    except TooLongError:
        return Prose(), (rules.took_too_long(source.start(), seconds=SECONDS),)


def _prose(result: str, guard: Guard) -> Prose:
    """The pieces of what the library gave.

    Quotation marks are escaped in text, too, so that nothing that was typed looks like an attribute to what leads the
    links of whole pages elsewhere.
    """
    result = _QUOTED.sub(lambda text: text[0].replace('"', "&quot;"), _FENCED.sub(_code_block, result))
    parts = MARK.split(result)
    pieces = (guard.pieces[int(part)] if number % 2 else part for number, part in enumerate(parts))
    words = len(re.sub(r"<[^>]*>", " ", "".join(parts[::2])).split())
    return Prose(tuple(piece for piece in pieces if piece != ""), tuple(guard.headings), words)


def _convert(source: Source) -> tuple[str, Guard]:
    """A body's HTML as the library gives it, with marks for the pieces that the guard holds."""
    converter = _converter(threading.get_ident())
    converter.guard.begin(source)
    try:
        return converter.reset().convert(source.text), converter.guard
    except (RecursionError, TooLongError):
        _converter.cache_clear()  # what was broken off may have left anything behind
        raise
    except Exception:  # noqa: BLE001 -- what the library can't read is a fault of the body, wherever it gives up
        _converter.cache_clear()
        return STX, converter.guard


def _is_broken(result: str) -> bool:
    """Whether the library gave up, or left a mark of its own in the text."""
    return STX in result or ETX in result


def _unreadable(source: Source) -> Finding:
    """The finding for a body that is broken, at the first paragraph that is so by itself."""
    for start, paragraph in source.paragraphs():
        result, _ = _convert(Source(paragraph, path=source.path, first_line=1))
        if _is_broken(result):
            return rules.unreadable_body(source.place(start, len(paragraph)))
    return rules.unreadable_body(source.start())


def _code_block(opening: re.Match[str]) -> str:
    """The beginning of a code block: it scrolls, so it can be focused; only a language may be its class."""
    language = f' class="{opening[1]}"' if opening[1] else ""
    return f'<pre tabindex="0"><code{language}>'


class Converter(Markdown):
    """Python-Markdown, set up for our dialect; see `prose_quick` for what makes it quicker."""

    def __init__(self) -> None:
        notes = FootnoteExtension(BACKLINK_TEXT="↩")
        super().__init__(
            output_format="html",
            extensions=[
                AbbrExtension(),
                AdmonitionExtension(),
                DefListExtension(),
                FencedCodeExtension(),
                notes,
                SaneListExtension(),
                TableExtension(use_align_attribute=True),
            ],
        )
        self.guard = Guard(self, notes)
        self.preprocessors.deregister("html_block")
        self.inlinePatterns.deregister("html")
        self.inlinePatterns.register(_Entity(ENTITY.pattern, self), "entity", 80)
        # before links and escapes, so that all of a tag stays as typed; after code
        self.inlinePatterns.register(_RawHtml(_RAW, self), "raw_html", 185)
        self.treeprocessors.register(self.guard, "guard", -10)


@cache
def _converter(_thread: int) -> Converter:
    """The converter of a thread: making one costs as much as reading a body with it."""
    converter = Converter()
    quicken(converter)
    return converter


class _Entity(HtmlInlineProcessor):
    """Entities, but for those that would be a character which no text of the bank may hold."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 -- Python-Markdown's name and shape
        self, m: re.Match[str], _data: str
    ) -> tuple[str, int, int]:
        """Keeps the character, escaped, or what was typed."""
        return self.md.htmlStash.store(html.escape(decoded(m.group(0)))), m.start(0), m.end(0)


class _RawHtml(HtmlInlineProcessor):
    """HTML is shown as the text that it is."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 -- Python-Markdown's name and shape
        self, m: re.Match[str], _data: str
    ) -> tuple[str, int, int]:
        """Keeps the tag, escaped, out of reach of all other patterns."""
        typed = self.backslash_unescape(self.unescape(m.group(1)))
        guard = self.md.treeprocessors["guard"]
        if isinstance(guard, Guard):
            guard.tell_raw(typed)
        # with its quotation marks escaped, too: it may stand in the title of a link
        return self.md.htmlStash.store(html.escape(typed)), m.start(0), m.end(0)
