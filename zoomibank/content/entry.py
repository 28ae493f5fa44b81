"""The types of checked content."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

from zoomibank.content.load import Image
from zoomibank.content.prose_pieces import Prose
from zoomibank.content.schema import Article, Practice, Record, Settings, Tool, WordNote
from zoomibank.content.vocabulary import Vocabularies
from zoomibank.findings.finding import Place

R_co = TypeVar("R_co", bound=Record, covariant=True)


@dataclass(frozen=True, slots=True)
class Ref:
    """What names an entry in the bank: `practices/kiinni-strategiaan-malli`."""

    kind: str
    slug: str

    def __str__(self) -> str:
        return f"{self.kind}/{self.slug}"


@dataclass(frozen=True, slots=True)
class Edition(Generic[R_co]):
    """An entry in one language.

    `translated` names the fields, and "body", that are in `language`; None means all of them. What is not among them
    is in `original_language`. `path` is the file, relative to the content folder. `read` gives the running text, which
    is not held: all bodies together take more room than everything else.
    """

    language: str
    original_language: str
    record: R_co
    read: Callable[[], Prose] = field(repr=False, compare=False)
    path: str
    translated: frozenset[str] | None = None

    @property
    def body(self) -> Prose:
        """The running text, fetched anew each time."""
        return self.read()

    def language_of(self, name: str) -> str:
        """The language a field, or "body", is in."""
        return self.language if self.translated is None or name in self.translated else self.original_language


@dataclass(frozen=True, slots=True)
class Entry(Generic[R_co]):
    """A practice, a tool or an article, with its editions by language; the original is among them."""

    ref: Ref
    original: Edition[R_co]
    editions: Mapping[str, Edition[R_co]]

    def edition(self, language: str) -> Edition[R_co]:
        """The entry in this language, or the original where it has not been translated."""
        return self.editions.get(language, self.original)


AnyEntry = Entry[Practice] | Entry[Tool]
"""What the bank is a bank of; articles stand beside."""


@dataclass(frozen=True, slots=True)
class Bank:
    """Checked content only.

    `today` is the day the bank is built for; `addresses` are those that were published once, with their places.
    """

    settings: Settings
    vocabularies: Vocabularies
    practices: tuple[Entry[Practice], ...]
    tools: tuple[Entry[Tool], ...]
    articles: tuple[Entry[Article], ...]
    images: tuple[Image, ...]
    today: date
    word_notes: tuple[WordNote, ...] = ()
    addresses: Mapping[str, Place] = field(default_factory=dict)

    @property
    def entries(self) -> tuple[AnyEntry, ...]:
        """Practices, then tools."""
        return (*self.practices, *self.tools)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the site, the default one first."""
        return tuple(self.settings.languages)

    @property
    def default_language(self) -> str:
        """The language of every original."""
        return self.settings.languages[0]
