"""What a build hangs on: the files that it reads, as the disk tells of them without reading, and by their content.

Only the standard library is imported here: a build with nothing to do must find that out at once.
"""

import os
import sys
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Final, NamedTuple

_SETTLED: Final = 2_000_000_000
"""Nanoseconds after which a file's times tell it from a later one; the coarsest clock of a disk is FAT's."""


class Stamp(NamedTuple):
    """What the disk tells of a file: times in nanoseconds, size in bytes, and which file it is."""

    mtime: int
    ctime: int
    size: int
    inode: int


def survey(folders: Mapping[str, Path]) -> dict[str, Stamp]:
    """Every file below the folders, by the folder's name and its path there; links are looked at, not followed."""
    found: dict[str, Stamp] = {}
    unread = [(name, str(folder)) for name, folder in folders.items()]
    while unread:
        name, folder = unread.pop()
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if entry.name == "__pycache__":
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        unread.append((f"{name}/{entry.name}", entry.path))
                    else:
                        seen = entry.stat(follow_symlinks=False)
                        stamp = Stamp(seen.st_mtime_ns, seen.st_ctime_ns, seen.st_size, seen.st_ino)
                        found[f"{name}/{entry.name}"] = stamp
        except OSError:
            found[name] = Stamp(0, 0, -1, 0)
    return found


def clock(folder: Path) -> int:
    """The time that a file written now would bear, in nanoseconds; 0 where none can be written."""
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            return os.fstat(file.fileno()).st_mtime_ns
    return 0


def settled(stamp: Stamp, began: int) -> bool:
    """Whether the file was last changed so long before the survey began that a later change shows in its stamp."""
    return max(stamp.mtime, stamp.ctime) < began - _SETTLED


def digest(data: bytes) -> str:
    """The content of a file, as it is remembered."""
    return blake2b(data, digest_size=16).hexdigest()


def digest_of(parts: Iterable[str]) -> str:
    """Several texts as one."""
    whole = blake2b(digest_size=16)
    for part in parts:
        data = part.encode(errors="surrogatepass")
        whole.update(b"%d:" % len(data) + data)
    return whole.hexdigest()


def file_digest(path: Path) -> str:
    """The content of a file that may not be there."""
    try:
        return digest(path.read_bytes()) if path.is_file() else ""
    except OSError:
        return ""


def libraries() -> str:
    """The Python that runs, and what is installed for it, with the versions."""
    names = [sys.version]
    for folder in sys.path:
        if folder.endswith("-packages"):
            try:
                names += sorted(name for name in os.listdir(folder) if name.endswith(".dist-info"))
            except OSError:
                continue
    return digest_of(names)


def program(folders: Mapping[str, Path]) -> str:
    """The builder's fingerprint: the files of the program and its templates by their content, and what it runs on."""
    parts = [libraries()]
    for name in sorted(survey(folders)):
        top, _, below = name.partition("/")
        parts += [name, file_digest(folders[top] / below)]
    return digest_of(parts)
