"""What the register calls its fields, and a described entry as readers of its pages and tables hand it on."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Final

from zoomibank.content.document import FORBIDDEN
from zoomibank.content.everyday import other_names
from zoomibank.content.schema import Contact, Practice, Project, label
from zoomibank.text import fold

PROJECT_ADDRESS: Final = "project.url"
"""What stands for the address of the project, which is no field of an entry."""

_FIELDS: Final = (
    "title", "summary", "results", "target_groups", "themes", "keywords", "register_id", "origin", "project", "added",
    "owner", "contact",
)  # fmt: skip
_LANGUAGES: Final = ("fi", "sv", "en")
_BLANKS: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Said:
    """A field as the register has it: its label as written ("" for text without one), and its paragraphs."""

    label: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Described:
    """One entry of the register; `row` is its row in a table, from 1, or 0 for a page."""

    said: tuple[Said, ...]
    row: int = 0


@dataclass(frozen=True, slots=True)
class Read:
    """The entries of a file, and what in a table is none: lines above its labels, and other sheets by their names."""

    entries: tuple[Described, ...]
    above: tuple[str, ...] = ()
    other_sheets: tuple[str, ...] = ()


@cache
def page_labels() -> dict[str, str]:
    """The labels that a page of the register has, folded, each with its field."""
    own = {fold(label(Practice, name, language)): name for name in _FIELDS for language in _LANGUAGES}
    return own | {fold(label(Project, "url", language)): PROJECT_ADDRESS for language in _LANGUAGES}


@cache
def column_labels() -> dict[str, str]:
    """What a column of a table may be called, folded, each with its field: labels, names and everyday words."""
    contact = {fold(label(Contact, name, language)): "contact" for name in ("email", "url") for language in _LANGUAGES}
    names = {fold(name): name for name in Practice.model_fields}
    return contact | other_names(Practice) | names | page_labels()


def label_key(written: str) -> str:
    """A label in the form that it is looked up in."""
    return fold(written.strip().rstrip(":*").strip())


def cleaned(text: str) -> str:
    """The text on one line, without the characters that no file of the bank may hold."""
    return _BLANKS.sub(" ", FORBIDDEN.sub("", unicodedata.normalize("NFC", _BLANKS.sub(" ", text)))).strip()
