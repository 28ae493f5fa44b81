"""What could be said more plainly in a file: remarks on its language, a pure function of the file.

They are data, not findings: which of them are told hangs on `checks` in the settings, not on the file.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from zoomibank.content.frontmatter import Mapping, Node, Scalar
from zoomibank.content.frontmatter import Sequence as Items
from zoomibank.content.prose_source import Source as Body
from zoomibank.content.schema import Check
from zoomibank.content.walk import find, text_at
from zoomibank.text import fold

LONGEST_SENTENCE: Final = 30
"""Words of a sentence that readers still follow easily."""

_WORD: Final = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_END: Final = re.compile(r"[.!?…][\"”»’)\]]*\s+(?=[\"”»(\[]*[A-ZÅÄÖ0-9])")
"""Between sentences: a sign that ends one, and what may begin the next."""
_ADDRESS: Final = re.compile(r"\]\([^)\n]*\)|\]\[[^\]\n]*\]|<?\bhttps?://\S+")
_CHUNK: Final = re.compile(r"^[ \t>]*(?:(?:[-+*]|\d+[.)])[ \t]+|#{1,6}[ \t][^\n]*|\||:[ \t])", re.MULTILINE)
"""What begins something of its own: the mark of an item, a row or a definition; or is it: a heading."""
_LINK: Final = re.compile(r"(?<!!)\[(?P<text>[^\[\]\n]{1,40})\](?=\(|\[)")
_SAYS_NOTHING: Final = frozenset(
    {
        "tästä", "tässä", "täällä", "täältä", "tähän", "tänne", "tämä", "linkki", "linkistä", "klikkaa",
        "klikkaa tästä", "klikkaa tähän", "katso tästä", "lue tästä", "lue lisää", "lisää", "lisätietoa", "lisätietoja",
        "tästä linkistä", "tällä sivulla", "sivulla", "här", "klicka här", "läs mer", "mer", "länk", "länken",
        "denna länk", "hit",
        "here", "click here", "read more", "more", "link", "this link", "this", "learn more",
    }
)  # fmt: skip
_AIM: Final = re.compile(
    r"\b(?:tavoitteena (?:on|oli)|tavoite (?:on|oli)|tarkoituksena (?:on|oli)|tarkoitus (?:on|oli)|pyritään|pyrimme"
    r"|pyrki|aiotaan|aiomme|syftet (?:är|var)|målet (?:är|var)|avsikten (?:är|var)|vi strävar|strävar efter"
    r"|the (?:aim|goal|purpose) (?:is|was)|aims? to|is intended to|intends? to)\b",
    re.IGNORECASE,
)
_BESIDE: Final = 1
"""So many words beside those of the title say nothing of their own."""
_OPENING: Final = 4
"""So many words tell which sentence is meant."""


class Remark(NamedTuple):
    """What could be said more plainly: by which check, the words that are meant, a sentence's length, and where."""

    check: str
    words: str
    length: int
    line: int
    column: int
    width: int


def remarks(tree: Mapping, body: str, *, path: str, first_line: int) -> tuple[Remark, ...]:
    """The remarks on a file, in no order.

    Args:
        tree: The front matter.
        body: The running text, as typed.
        path: The file.
        first_line: The line on which the running text begins.
    """
    return (
        *_repeating(tree),
        *_aims(tree),
        *(remark for scalar in _texts(tree) for remark in _long_fields(scalar)),
        *_of_body(Body(body, path=path, first_line=first_line)),
    )


def _texts(node: Node) -> Iterator[Scalar]:
    """The values that may be sentences."""
    match node:
        case Mapping():
            for _, value in node.entries:
                yield from _texts(value)
        case Items():
            for item in node.items:
                yield from _texts(item)
        case Scalar():
            if node.text.count(" ") >= LONGEST_SENTENCE:
                yield node


def _long_fields(scalar: Scalar) -> Iterator[Remark]:
    for _, sentence in _sentences(scalar.text):
        if (count := _words(sentence)) > LONGEST_SENTENCE:
            yield Remark(Check.LONG_SENTENCES.value, _opening(sentence), count, *scalar[2:])
            return


def _of_body(body: Body) -> Iterator[Remark]:
    if "](" in body.text or "][" in body.text:
        for link in _LINK.finditer(body.prose):
            if fold(link["text"]).strip(" .:»>") in _SAYS_NOTHING:
                place = body.place(link.start(), link.end() - link.start())
                yield Remark(Check.LINK_TEXT.value, link["text"], 0, place.line, place.column, place.width)
    for start, paragraph in body.paragraphs():
        if len(paragraph.split()) > LONGEST_SENTENCE:
            plain = _ADDRESS.sub(lambda found: " " * len(found.group()), paragraph)
            for at, sentence in _sentences(plain):
                if (count := _words(sentence)) > LONGEST_SENTENCE:
                    place = body.place(start + at, len(sentence))
                    yield Remark(
                        Check.LONG_SENTENCES.value, _opening(sentence), count, place.line, place.column, place.width
                    )


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    """The sentences with the index where each begins; items of lists and the like are some by themselves."""
    marks = (place for chunk in _CHUNK.finditer(text) for place in chunk.span())
    cuts = sorted({0, *(end.end() for end in _END.finditer(text)), *marks})
    for start, stop in zip(cuts, [*cuts[1:], len(text)], strict=True):
        sentence = text[start:stop]
        yield start + len(sentence) - len(sentence.lstrip()), sentence.strip()


def _words(text: str) -> int:
    return sum(1 for _ in _WORD.finditer(text))


def _opening(sentence: str) -> str:
    return " ".join(sentence.split()[:_OPENING]) + "…"


def _repeating(tree: Mapping) -> Iterator[Remark]:
    """A summary whose first sentence says no more than the title."""
    summary = find(tree, ("summary",))
    title = set(_WORD.findall(fold(text_at(tree, "title"))))
    if isinstance(summary, Scalar) and title:
        _, first = next(_sentences(summary.text))
        words = set(_WORD.findall(fold(first)))
        if title <= words and len(words) <= len(title) + _BESIDE:
            yield Remark(Check.SUMMARY_REPEATS_TITLE.value, first.rstrip("."), 0, *summary[2:])


def _aims(tree: Mapping) -> Iterator[Remark]:
    """Results that state an aim and are marked as something seen."""
    results = find(tree, ("results",))
    for result in results.items if isinstance(results, Items) else ():
        kind = find(result, ("kind",))
        is_seen = isinstance(kind, Scalar) and kind.text.strip() in {"measured", "observed"}
        if isinstance(kind, Scalar) and is_seen and (aim := _AIM.search(text_at(result, "text"))):
            yield Remark(Check.AIM_AS_MEASURED.value, aim.group(), 0, *kind[2:])
