"""The content folder as documents: only regular files of the model are read, the rest is named or passed over."""

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from zoomibank.content.document import FILE_LIMIT, Document, decode, lines
from zoomibank.content.schema import KINDS, UNNAMED, VOCABULARIES
from zoomibank.findings import rules
from zoomibank.findings.finding import Finding, Place, SetupError
from zoomibank.text import SLUG_LENGTH, slugify

SETTINGS: Final = "site.yaml"
ADDRESSES: Final = "addresses.txt"
"""The addresses that were published once; a bank may do without."""
WORDS: Final = "words"
"""The file of what editors note of words for the search, beside the vocabularies; a bank may do without."""
ADDRESSES_LIMIT: Final = 8 * 1024 * 1024
"""The largest list of addresses, in bytes: so many as some fifty thousand entries have."""
IMAGE_LIMIT: Final = 2 * 1024 * 1024
"""The largest image, in bytes."""
IMAGE_SUFFIXES: Final = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif"})
"""No SVG: opened by itself it could run scripts."""

_PASSED_OVER: Final = re.compile(r"\..*|#.*#|.*(?:~|\.bak|\.orig|\.rej|\.swp|\.swo|\.tmp)|Thumbs\.db|desktop\.ini")
"""Dot files, backups and what systems leave behind."""
_IN_ROOT: Final = frozenset({"README.md", "LICENSE", "LICENSE.txt", ADDRESSES})
_FLAGS: Final = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_MARKDOWN: Final = re.compile(r"(?P<slug>[a-z0-9]+(?:-[a-z0-9]+)*)(?:\.(?P<language>[A-Za-z-]{2,8}))?\.md")


_ALMOST_MARKDOWN: Final = re.compile(r"(?P<stem>[^.]+)(?:\.md|\.markdown|\.txt|\.text|\.md\.txt)", re.IGNORECASE)
"""What Notepad and others make of the name of a Markdown file."""


@dataclass(frozen=True, slots=True)
class Source:
    """A Markdown file, before it is read: where it is, and what its name says.

    `kind` is the folder (`practices`); `language` is "" for an original; `path` is relative to the content folder.
    """

    kind: str
    slug: str
    language: str
    path: str


@dataclass(frozen=True, slots=True)
class Image:
    """An image of the bank's own; `path` is relative to the content folder."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Loaded:
    """`site.yaml`, the vocabularies and notes on words by name, the images, and which Markdown files there are.

    `addresses` is the list of those that were published once, if there is one.
    """

    settings: Document | None
    vocabularies: dict[str, Document]
    sources: tuple[Source, ...]
    images: tuple[Image, ...]
    addresses: Document | None = None

    @property
    def names(self) -> frozenset[str]:
        """The paths of the Markdown files, also of those that can't be read."""
        return frozenset(source.path for source in self.sources)


def load(folder: Path) -> tuple[Loaded, tuple[Finding, ...]]:
    """What stands in the content folder, and what can't be read. Of Markdown files only their names are looked at.

    Raises:
        SetupError: The folder or its `site.yaml` is not there.
    """
    if not folder.is_dir():
        raise SetupError("content_missing", folder=str(folder))
    if not os.path.lexists(folder / SETTINGS):
        raise SetupError("site_missing", file=str(folder / SETTINGS))
    reader = _Reader(folder)
    settings = reader.document(SETTINGS)
    for entry in reader.entries(""):
        known_folder = entry.name in {*KINDS, "vocabulary", "media"} and entry.is_dir(follow_symlinks=False)
        if not known_folder and entry.name not in {*_IN_ROOT, SETTINGS}:
            reader.refuse(entry.name, entry)
    vocabularies = {}
    for entry in reader.entries("vocabulary"):
        name, path = entry.name.removesuffix(".yaml"), f"vocabulary/{entry.name}"
        if name not in {*VOCABULARIES, WORDS} or not entry.name.endswith(".yaml"):
            reader.refuse(path, entry)
        elif document := reader.document(path):
            vocabularies[name] = document
    for name in VOCABULARIES:
        if name not in UNNAMED and not os.path.lexists(folder / "vocabulary" / f"{name}.yaml"):
            reader.findings.append(rules.vocabulary_missing(Place(f"vocabulary/{name}.yaml")))
    sources = [source for kind in KINDS for entry in reader.entries(kind) if (source := reader.source(kind, entry))]
    images = [image for entry in reader.entries("media") if (image := reader.image(entry))]
    addresses = reader.document(ADDRESSES, limit=ADDRESSES_LIMIT) if os.path.lexists(folder / ADDRESSES) else None
    loaded = Loaded(settings, vocabularies, tuple(sources), tuple(images), addresses)
    return loaded, tuple(reader.findings)


def read_bytes(folder: Path, path: str) -> tuple[bytes | None, tuple[Finding, ...]]:
    """The bytes of a file of the content folder, or why they can't be had."""
    reader = _Reader(folder)
    return reader.data(path, limit=FILE_LIMIT), tuple(reader.findings)


def read_lines(folder: Path, path: str) -> tuple[str, ...]:
    """The lines of a file as findings count them, for showing; none when it can't be read."""
    reader = _Reader(folder)
    data = reader.data(path, limit=FILE_LIMIT)
    if data is None:
        return ()
    return lines(data)


class _Reader:
    """The folder, and the faults met in it so far."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.findings: list[Finding] = []

    def entries(self, below: str) -> Iterator[os.DirEntry[str]]:
        """The entries of a folder by name, without those passed over; none when it is no folder."""
        path = self.folder / below
        if path.is_symlink() and below:
            return
        try:
            with os.scandir(path) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except (FileNotFoundError, NotADirectoryError):
            return  # none is needed, and a file in its place has been told
        except OSError as error:
            self.findings.append(rules.unreadable_file(Place(below), reason=error.strerror or str(error)))
            return
        yield from (entry for entry in entries if not _PASSED_OVER.fullmatch(entry.name))

    def refuse(self, path: str, entry: os.DirEntry[str]) -> None:
        """Tells of a file or folder that is no part of the model."""
        mode = entry.stat(follow_symlinks=False).st_mode
        if stat.S_ISREG(mode) or stat.S_ISDIR(mode):
            proposal = _proposal(path) if stat.S_ISREG(mode) else ""
            self.findings.append(rules.foreign_file(Place(path), name=entry.name, proposal=proposal))
        else:
            self.findings.append(rules.not_a_regular_file(Place(path), kind=_kind(mode)))

    def source(self, kind: str, entry: os.DirEntry[str]) -> Source | None:
        """The Markdown file behind a folder's entry."""
        path = f"{kind}/{entry.name}"
        if not entry.name.endswith(".md") or entry.is_dir(follow_symlinks=False):
            self.refuse(path, entry)
            return None
        name = _MARKDOWN.fullmatch(entry.name)
        if name is None or len(name["slug"]) > SLUG_LENGTH:
            stem, _, suffix = entry.name.removesuffix(".md").partition(".")
            proposal = (slugify(stem) or "nimi") + (
                f".{suffix.lower()}" if suffix.isalpha() and suffix.isascii() else ""
            )
            self.findings.append(rules.bad_file_name(Place(path), name=entry.name, proposal=f"{proposal}.md"))
            return None
        return Source(kind, name["slug"], name["language"] or "", path)

    def image(self, entry: os.DirEntry[str]) -> Image | None:
        """The image behind a folder's entry."""
        path = f"media/{entry.name}"
        stem, suffix = Path(entry.name).stem, Path(entry.name).suffix
        if suffix not in IMAGE_SUFFIXES or entry.is_dir(follow_symlinks=False):
            self.refuse(path, entry)
            return None
        if stem != slugify(stem):
            name = f"{slugify(stem) or 'kuva'}{suffix}"
            self.findings.append(rules.bad_file_name(Place(path), name=entry.name, proposal=name))
            return None
        data = self.data(path, limit=IMAGE_LIMIT)
        return Image(path, data) if data is not None else None

    def document(self, path: str, *, limit: int = FILE_LIMIT) -> Document | None:
        """The file as a document, its faults told."""
        data = self.data(path, limit=limit)
        if data is None:
            return None
        document, findings = decode(data, path)
        self.findings += findings
        return document

    def data(self, path: str, *, limit: int) -> bytes | None:
        """The bytes of a regular file of at most `limit` bytes; links are not followed, pipes not waited for."""
        name = f"{self.folder}/{path}"  # making paths of thousands of names takes longer than reading them
        try:
            mode = os.lstat(name).st_mode
            if not stat.S_ISREG(mode):
                self.findings.append(rules.not_a_regular_file(Place(path), kind=_kind(mode)))
                return None
            file = os.open(name, _FLAGS)
            try:
                size = os.fstat(file).st_size
                data = _read(file, limit + 1) if size <= limit else b""
            finally:
                os.close(file)
        except OSError as error:
            self.findings.append(rules.unreadable_file(Place(path), reason=error.strerror or str(error)))
            return None
        if max(size, len(data)) > limit:
            self.findings.append(rules.file_too_large(Place(path), size=-(-size // 1024), limit=limit // 1024))
            return None
        return data


def _proposal(path: str) -> str:
    """Where a file belongs whose suffix or folder is not quite the right one; "" for any other."""
    folder, _, name = path.rpartition("/")
    found = _ALMOST_MARKDOWN.fullmatch(name)
    if not found or folder not in {"", *KINDS}:
        return ""
    slug = slugify(found["stem"])
    return f"{folder or 'practices'}/{slug}.md" if slug else ""


def _read(file: int, most: int) -> bytes:
    """The bytes of an open file, at most so many; a disk may give them in parts."""
    data = os.read(file, most)
    while len(data) < most and (more := os.read(file, most - len(data))):
        data += more
    return data


def _kind(mode: int) -> str:
    if stat.S_ISLNK(mode):
        return "link"
    if stat.S_ISFIFO(mode):
        return "pipe"
    if stat.S_ISSOCK(mode):
        return "socket"
    return "folder" if stat.S_ISDIR(mode) else "device"
