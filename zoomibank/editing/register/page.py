"""A page of the register, saved as text or as HTML, as labelled paragraphs."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from zoomibank.editing.register.html import Block, read_html
from zoomibank.editing.register.labels import Described, Said, cleaned, label_key, page_labels
from zoomibank.text import fold

_LABELS: Final = frozenset({"dt", "th", "h2", "h3", "h4", "h5", "h6"})

_SECTIONS: Final = frozenset(
    {"tiedot", "hallinnoijan tiedot", "uppgifter", "förvaltarens uppgifter", "information", "owner's details"}
)
"""Headings over other labels."""
_CONTENTS: Final = frozenset({"sisällysluettelo", "innehåll", "innehållsförteckning", "contents", "table of contents"})
_CRUMBS: Final = re.compile(
    r"(?:etusivu|hem|startsida|home)(?:[\s>/›»|]+(?:hyvät käytännöt|god praxis|good practices))?(?:[\s>/›»|]+|$)",
    re.IGNORECASE,
)
_PARENT: Final = frozenset({"hyvät käytännöt", "god praxis", "good practices"})

_ITEM: Final = re.compile(r"[-*•·]\s+(?=\S)")
_WRAPPED_AT: Final = 50
"""A line of so many characters has been broken for its length; what follows goes on with it."""


def read_text_page(text: str) -> Described | None:
    """The entry of a page saved as text, or None when no label of the register is in it."""
    return _described(_lines(text))


def read_html_page(text: str) -> Described | None:
    """The entry of a page saved as HTML, or None when no label of the register is in it."""
    return _described(read_html(text))


def _lines(text: str) -> list[Block]:
    """The paragraphs of a text: an empty line, a short line or a label ends one."""
    blocks: list[str] = []
    goes_on = False
    for line in re.split(r"\r\n?|\n", text):
        given = cleaned(line)
        is_label = _known(given) is not None
        if given and goes_on and not is_label and not _ITEM.match(given):
            blocks[-1] = f"{blocks[-1]} {given}"
        elif given:
            blocks.append(given)
        goes_on = len(given) >= _WRAPPED_AT and not is_label
    return [Block(block) for block in blocks]


def _known(text: str) -> str | None:
    """The label that a paragraph is, folded, or None."""
    key = label_key(text)
    return key if key in page_labels() or key in _SECTIONS else None


def _described(blocks: Sequence[Block]) -> Described | None:
    first = next((number for number, block in enumerate(blocks) if _split(block)[0]), None)
    if first is None:
        return None
    title, rest = _title(blocks[:first])
    said: list[tuple[str, list[str]]] = [("", rest)]
    for block in blocks[first:]:
        label, value = _split(block)
        if label:
            said.append((label, [value] if value else []))
        elif block.text != title or said[-1][1]:
            said[-1][1].append(block.text)
    titled = [Said("title", (title,))] if title else []
    return Described((*titled, *_with_values(said)))


def _with_values(said: Iterable[tuple[str, list[str]]]) -> Iterator[Said]:
    """What has a value; a table of contents names labels without one."""
    for label, paragraphs in said:
        own = tuple(text for text in paragraphs if fold(text) not in _CONTENTS)
        if own:
            yield Said(label, own)
        elif label and _known(label) is None:
            yield Said("", (label,))


def _split(block: Block) -> tuple[str, str]:
    """A block's label and what stands behind it; ("", "") for a block without one."""
    text = block.text.removeprefix("- ") if block.role == "li" else block.text
    if _known(text) is not None:
        return text.rstrip(": "), ""
    before, colon, after = text.partition(":")
    if colon and _known(before) is not None:
        return before.strip(), after.strip()
    if block.role in _LABELS and fold(text) not in _CONTENTS:
        return text.rstrip(": "), ""
    return "", ""


def _title(blocks: Sequence[Block]) -> tuple[str, list[str]]:
    """The title before the first label, and what else stands there that is no furniture."""
    texts = [block.text.removeprefix("- ") if block.role == "li" else block.text for block in blocks]
    crumbs = {text: text[found.end() :].strip() for text in texts if (found := _CRUMBS.match(text))}
    own = [text for text in texts if text not in crumbs and fold(text) not in _CONTENTS | _PARENT]
    heading = next((block.text for block in blocks if block.role == "h1"), "")
    ends = [end for end in crumbs.values() if end]
    title = heading or next(iter([*own, *ends]), "")
    return title, [text for text in (*own, *ends) if fold(text) != fold(title)]
