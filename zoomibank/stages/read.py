"""Files → readings: each entry's files read once for each content, on all cores."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Final

from zoomibank.content.document import Document, decode
from zoomibank.content.entry import AnyEntry
from zoomibank.content.load import Source, read_bytes
from zoomibank.content.prose_pieces import Prose
from zoomibank.content.reading import (
    Bodies,
    Reading,
    entry_of,
    read_entry,
    restored,
    restored_body,
    stored,
    stored_bodies,
)
from zoomibank.exports.search_index import count
from zoomibank.exports.search_texts import Counts
from zoomibank.findings.finding import Finding
from zoomibank.publish.inputs import digest, digest_of
from zoomibank.publish.shelf import Shelf
from zoomibank.work import Track, spread

_WORTH_SHARING: Final = 100
"""Entries below which one process reads them sooner than several."""
_AT_ONCE: Final = 200
"""Entries that are put on the shelf together."""

Group = tuple[Source, ...]
"""The files of one entry."""
Name = tuple[str, str]
"""An entry's kind and slug."""


@dataclass(frozen=True, slots=True)
class Read:
    """All entries' files, read: under which key each is on the shelf, and the content of each file by its path."""

    readings: tuple[Reading, ...]
    keys: Mapping[Name, bytes]
    contents: Mapping[str, str]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Reader:
    """How entries are read: from which folder, in which languages, by which program, and where they are kept."""

    folder: Path
    languages: tuple[str, ...]
    program: str
    shelf: Shelf

    def body(self, key: bytes, group: Group, language: str) -> Prose:
        """A running text, from the shelf, or read again should that have been lost meanwhile."""
        text = self.shelf.text(_part(key, "body"))
        if text is None:
            text = self.read(group).body
        return restored_body(text, language)

    def read(self, group: Group) -> "_Told":
        """What there is to know of an entry's files."""
        documents: list[tuple[Source, Document]] = []
        findings: list[Finding] = []
        found: dict[str, str] = {}
        for source in group:
            data, faults = read_bytes(self.folder, source.path)
            findings += faults
            if data is not None:
                found[source.path] = digest(data)
                document, faults = decode(data, source.path)
                findings += faults
                documents += [(source, document)] if document else []
        reading, bodies, faults = read_entry(documents, languages=self.languages)
        findings += faults
        head = stored(reading) if reading else ""
        words = _words(reading, bodies, self.languages) if reading else ""
        return _Told(group, self.key(found), head, stored_bodies(bodies), words, found, tuple(findings))

    def key(self, contents: Mapping[str, str]) -> bytes:
        """What a reading hangs on: the files' paths and contents, the languages, the program."""
        texts = (text for found in contents.items() for text in found)
        return bytes.fromhex(digest_of((self.program, *self.languages, *texts)))


@dataclass(frozen=True, slots=True)
class _Told:
    """What came of an entry's files, as text."""

    group: Group
    key: bytes
    head: str
    body: str
    words: str
    contents: Mapping[str, str]
    findings: tuple[Finding, ...]


def read_all(sources: Sequence[Source], *, reader: Reader, known: Mapping[str, str], jobs: int, track: Track) -> Read:
    """The readings of all files, in their order. What has faults is read in every build, so that they are told again.

    Args:
        sources: The files.
        reader: How they are read.
        known: The contents of files that have not changed since they were last read, by path.
        jobs: How many processes may work.
        track: Watches the entries go by.
    """
    groups = [tuple(group) for _, group in groupby(sources, key=_name)]
    heads: dict[Name, str] = {}
    keys: dict[Name, bytes] = {}
    contents: dict[str, str] = {}
    unread = []
    for group in groups:
        same = {source.path: known[source.path] for source in group if source.path in known}
        key = reader.key(same) if len(same) == len(group) else b""
        head = reader.shelf.text(_part(key, "head")) if key else None
        if head:
            heads[_name(group[0])], keys[_name(group[0])] = head, key
            contents |= same
        else:
            unread.append(group)
    findings: list[Finding] = []
    told = spread(reader.read, unread, jobs=jobs if len(unread) >= _WORTH_SHARING else 1)
    for some in _batches(track(told, len(unread))):
        reader.shelf.put(row for one in some for row in _rows(one))
        for one in some:
            keys[_name(one.group[0])] = one.key
            contents |= one.contents
            findings += one.findings
            if one.head:
                heads[_name(one.group[0])] = one.head
    ordered = (heads.get(_name(group[0])) for group in groups)
    return Read(tuple(restored(head) for head in ordered if head), keys, contents, tuple(findings))


def bodies(read: Read, sources: Iterable[Source], reader: Reader) -> Callable[[str, str, str], Callable[[], Prose]]:
    """For an entry's kind and slug and the language of a file, what gives its running text."""
    groups = {name: tuple(group) for name, group in groupby(sources, key=_name)}

    def body(kind: str, slug: str, language: str) -> Callable[[], Prose]:
        name = kind, slug
        return partial(reader.body, read.keys[name], groups[name], language)

    return body


def words_of(read: Read, shelf: Shelf) -> Callable[[AnyEntry], Mapping[str, Counts]]:
    """What gives the words of an entry's editions."""

    def words(entry: AnyEntry) -> Mapping[str, Counts]:
        text = shelf.text(_part(read.keys[entry.ref.kind, entry.ref.slug], "words"))
        found: Mapping[str, Counts] = json.loads(text) if text else count(entry)
        return found

    return words


def body_digest(read: Read, reading: Reading, shelf: Shelf) -> str:
    """The running texts of an entry, as a digest."""
    return digest_of((shelf.text(_part(read.keys[reading.kind, reading.slug], "body")) or "",))


def kept_keys(read: Read) -> set[bytes]:
    """The keys of everything that a build has on the shelf."""
    return {_part(key, part) for key in read.keys.values() for part in _PARTS}


_PARTS: Final = ("head", "body", "words")
"""What is kept of an entry's files: what every build needs, the running texts, and the words for the search."""


def _words(reading: Reading, bodies: Bodies, languages: tuple[str, ...]) -> str:
    """The words of an entry's editions, as text."""
    entry = entry_of(reading, languages=languages, body=lambda language: lambda: bodies[language])
    return json.dumps(count(entry), ensure_ascii=False) if entry and reading.kind != "pages" else ""


def _part(key: bytes, part: str) -> bytes:
    return key + part.encode()


def _rows(told: _Told) -> Iterator[tuple[bytes, str]]:
    yield _part(told.key, "body"), told.body
    yield _part(told.key, "words"), told.words
    if told.head and not told.findings:
        yield _part(told.key, "head"), told.head


def _name(source: Source) -> Name:
    return source.kind, source.slug


def _batches(told: Iterable[_Told]) -> Iterator[list[_Told]]:
    some: list[_Told] = []
    for one in told:
        some.append(one)
        if len(some) == _AT_ONCE:
            yield some
            some = []
    yield some
