"""The list of what zoomibank wrote, which also marks an output folder as its own."""

import hashlib
import json
from collections.abc import Iterable
from typing import Final, NamedTuple

FILE_MODE: Final = 0o644
FOLDER_MODE: Final = 0o755
"""The modes of what we write, whatever the umask."""
MARKER: Final = ".zoomibank.json"
"""The manifest's name in the output folder."""

_FORMAT: Final = 1
_HASH_BYTES: Final = 16


class Filed(NamedTuple):
    """A file of the site on the disk: its size in bytes, its blake2b hash, and when it was written, in nanoseconds.

    `is_new` tells whether the site before had no file of these bytes there.
    """

    path: str
    size: int
    digest: str
    mtime: int
    is_new: bool


def digest(data: bytes) -> str:
    """The hash by which the manifest knows a file."""
    return hashlib.blake2b(data, digest_size=_HASH_BYTES).hexdigest()


class Listing(NamedTuple):
    """The paths in a manifest, and those of the last site for the public, which differ where a site has drafts."""

    files: frozenset[str]
    public: frozenset[str]


def manifest(files: Iterable[Filed], public: Iterable[str] | None = None) -> bytes:
    """Every file with its size and its hash; the same files in any order give the same bytes.

    One line a file, so that a repository which holds the output shows small differences. A site with drafts names in
    `public` the files of the last site without.
    """
    ordered = sorted(files, key=lambda file: file.path)
    lines = [f'{json.dumps(file.path)}: [{file.size}, "{file.digest}"]' for file in ordered]
    listing = ",\n".join(lines)
    before = "" if public is None else f'"public": {json.dumps(sorted(public))}, '
    return f'{{"format": {_FORMAT}, {before}"files": {{\n{listing}\n}}}}\n'.encode()


def listed(data: bytes) -> Listing | None:
    """What a manifest lists, or None when it is none that this version of zoomibank can read."""
    try:
        read = json.loads(data)
    except (ValueError, RecursionError):
        return None
    match read:
        case {"format": int(number), "public": [*public], "files": dict(files)} if number == _FORMAT:
            return Listing(frozenset(files), frozenset(map(str, public)))
        case {"format": int(number), "files": dict(files)} if number == _FORMAT:
            return Listing(frozenset(files), frozenset(files))
        case _:
            return None
