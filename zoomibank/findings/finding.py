"""A fault and its place: values without wording, so that showing is apart from finding."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from typing import Final, NamedTuple

LANGUAGES: Final = ("fi", "sv", "en")
"""The languages that findings can be told in."""

STYLES: Final = ("text", "json", "github", "gitlab")
"""The ways of telling findings: for people, for programs, and for the hosts of repositories."""


class Severity(StrEnum):
    """How grave a finding is: only an error stops a build."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A spot in a file.

    `path` is relative to the content folder, with slashes; `line` and `column` count from 1, columns in characters;
    `width` is how many characters from there are meant.
    """

    path: str
    line: int = 1
    column: int = 1
    width: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class Word:
    """A value that is worded in the reader's language: a key of `words` in the wordings."""

    key: str


@dataclass(frozen=True, slots=True)
class Label:
    """A field's name for readers, in the languages of the program."""

    fi: str
    sv: str
    en: str


class File(str):
    """A value that is a content file's path, shown as a place's path is."""

    __slots__ = ()


class Named(NamedTuple):
    """A content file with the title of what it tells of."""

    title: str
    path: str


Value = str | int | Word | Label | tuple[Named, ...]
"""What a wording may be filled with."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: where, which rule, and the values its wording needs.

    `variant` picks one of the rule's hints ("" is the ordinary one).
    """

    place: Place
    code: str
    severity: Severity
    values: Mapping[str, Value]
    variant: str = ""


class SetupError(Exception):
    """Wrong use or set-up: `key` and `values` name a sentence under `setup` in the wordings."""

    def __init__(self, key: str, **values: str | int) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values

    def __reduce__(self) -> tuple[partial["SetupError"], tuple[()]]:
        """What another process makes it from: without this, keywords do not survive the way back from a worker."""
        return partial(SetupError, self.key, **self.values), ()


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings by path, line, column and code, each once."""
    unique = {(f.place, f.code, repr(sorted(f.values.items())), f.variant): f for f in findings}
    return tuple(unique[key] for key in sorted(unique))
