"""Files → readings: each entry's files read once for each content, on all cores."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any, Final, NamedTuple

from zoomibank.content.document import Document, decode
from zoomibank.content.entry import AnyEntry, Entry
from zoomibank.content.load import Source, read_bytes
from zoomibank.content.prose_pieces import Prose
from zoomibank.content.reading import Bodies, Reading, entry_of, read_entry
from zoomibank.content.stored import as_json, restored, restored_body, shown_text, stored, stored_bodies
from zoomibank.content.subject import Subject
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
class Seen:
    """What pages hang on of an entry's files: what readers are shown of them and its running texts, as digests.

    `leads` are the files that its running texts lead to, `anchors` what they can be led to, by their languages.
    """

    shown: str
    text: str
    leads: tuple[str, ...]
    anchors: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """Where what was read is kept: the keys on the shelf, what pages hang on, and the content of each file by path."""

    shelf: Shelf
    keys: Mapping[Name, bytes]
    seen: Mapping[Name, Seen]
    contents: Mapping[str, str]

    def words(self, entry: AnyEntry) -> Mapping[str, Counts]:
        """The words of an entry's editions."""
        text = self.shelf.text(_part(self.keys[entry.ref.kind, entry.ref.slug], "words"))
        found: Mapping[str, Counts] = json.loads(text) if text else count(entry)
        return found

    def words_under(self, key: bytes) -> str | None:
        """The words of an entry's editions under a key that may be an earlier one, as text."""
        return self.shelf.text(_part(key, "words"))

    def forget_others(self) -> None:
        """Leaves nothing else on the shelf, where that is much."""
        self.shelf.keep_only({_part(key, part) for key in self.keys.values() for part in _PARTS})


@dataclass(frozen=True, slots=True)
class Desk:
    """What a process reads with: the shelf, the program's fingerprint, and what it has understood already, by its key.

    A process that stays finds on it what it read the last time, and need not even take that from the shelf.
    """

    shelf: Shelf
    program: str
    understood: dict[bytes, "_Understood"] = field(default_factory=dict)

    def lay_out(self, understood: Mapping[bytes, "_Understood"]) -> None:
        """Holds this and nothing else."""
        self.understood.clear()
        self.understood.update(understood)


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of all files: the entries without fault, and what the rules between files look at."""

    entries: tuple[Entry[Any], ...]
    files: tuple[Subject, ...]
    kept: Kept
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Reader:
    """How entries are read: from which folder, in which languages, and at which desk."""

    folder: Path
    languages: tuple[str, ...]
    desk: Desk

    @property
    def shelf(self) -> Shelf:
        """Where what is read is kept."""
        return self.desk.shelf

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
        body = stored_bodies(bodies)
        head = words = ""
        if reading:
            shown = shown_text(reading)
            head = f"{digest_of((shown,))} {digest_of((body,))}\n{stored(reading, shown)}"
            words = _words(reading, bodies)
        return _Told(group, self.key(found), head, body, words, found, tuple(findings))

    def recalled(self, key: bytes, group: Group) -> "_Understood | None":
        """What is known of an entry's files: from the desk, else from the shelf."""
        if key in self.desk.understood:
            return self.desk.understood[key]
        head = self.shelf.text(_part(key, "head"))
        return self.understood(head, key, group) if head else None

    def understood(self, head: str, key: bytes, group: Group) -> "_Understood":
        """What the head of a reading says."""
        digests, _, text = head.partition("\n")
        shown, body = digests.split()
        reading = restored(text, group, languages=self.languages)
        entry = entry_of(reading, body=lambda name: partial(self.body, key, group, name))
        leads = dict.fromkeys(link.path for file in reading.files for link in file.links)
        anchors = tuple((file.source.language, file.anchors) for file in reading.files)
        return _Understood(entry, reading.files, Seen(shown, body, tuple(leads), anchors))

    def key(self, contents: Mapping[str, str]) -> bytes:
        """What a reading hangs on: the files' paths and contents, the languages, the program."""
        texts = (text for found in contents.items() for text in found)
        return bytes.fromhex(digest_of((self.desk.program, *self.languages, *texts)))


class _Understood(NamedTuple):
    """What the head of a reading says: the entry, what the rules look at, and what pages hang on; and what is wrong."""

    entry: Entry[Any] | None
    files: tuple[Subject, ...]
    seen: Seen
    findings: tuple[Finding, ...] = ()


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
    groups = {name: tuple(group) for name, group in groupby(sources, key=_name)}
    found: dict[Name, _Understood] = {}
    keys: dict[Name, bytes] = {}
    contents: dict[str, str] = {}
    unread = []
    for name, group in groups.items():
        same = {source.path: known[source.path] for source in group if source.path in known}
        key = reader.key(same) if len(same) == len(group) else b""
        recalled = reader.recalled(key, group) if key else None
        if recalled:
            found[name], keys[name] = recalled, key
            contents |= same
        else:
            unread.append(group)
    findings = [finding for recalled in found.values() for finding in recalled.findings]
    told = spread(reader.read, unread, jobs=jobs if len(unread) >= _WORTH_SHARING else 1)
    for some in _batches(track(told, len(unread))):
        reader.shelf.put(row for one in some for row in _rows(one))
        for one in some:
            name = _name(one.group[0])
            keys[name] = one.key
            contents |= one.contents
            findings += one.findings
            if one.head:
                found[name] = reader.understood(one.head, one.key, one.group)._replace(findings=one.findings)
    reader.desk.lay_out({keys[name]: understood for name, understood in found.items()})
    ordered = [found[name] for name in groups if name in found]
    return Read(
        entries=tuple(one.entry for one in ordered if one.entry),
        files=tuple(file for one in ordered for file in one.files),
        kept=Kept(reader.shelf, keys, {name: one.seen for name, one in found.items()}, contents),
        findings=tuple(findings),
    )


_PARTS: Final = ("head", "body", "words")
"""What is kept of an entry's files: what every build needs, the running texts, and the words for the search."""


def _words(reading: Reading, bodies: Bodies) -> str:
    """The words of an entry's editions, as text."""
    entry = entry_of(reading, body=lambda language: lambda: bodies[language])
    return as_json(count(entry)) if entry and reading.kind != "pages" else ""


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
