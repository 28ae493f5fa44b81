"""Running text once it is read: checked HTML, with what depends on the page left open."""

from dataclasses import dataclass

from zoomibank.findings.finding import Place


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a body: `level` from 2, `anchor` as links name it, `id` the same with the prefix, `text` as seen."""

    level: int
    id: str
    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """The address of a content file's page, to be filled in.

    `path` is relative to the content folder ("" where it can be no content file), `anchor` has no `#` and no prefix,
    `given` is what was typed.
    """

    path: str
    anchor: str
    given: str
    place: Place


@dataclass(frozen=True, slots=True)
class Image:
    """The address of an image, to be filled in: `path` is relative to the content folder, "" where it can be none."""

    path: str
    given: str
    place: Place


@dataclass(frozen=True, slots=True)
class Phrase:
    """An interface text, to be filled in in the page's language and HTML-escaped."""

    key: str
    number: int = 0


Piece = str | Link | Image | Phrase


@dataclass(frozen=True, slots=True)
class Prose:
    """A body as HTML: its pieces joined, with links, images and phrases filled in; `words` for the reading time."""

    pieces: tuple[Piece, ...] = ()
    headings: tuple[Heading, ...] = ()
    words: int = 0
