"""What stands in an output folder: zoomibank's own files and what others have put there."""

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from zoomibank.publish.manifest import FILE_MODE, FOLDER_MODE, MARKER, listed
from zoomibank.publish.paths import folders_of
from zoomibank.site.page import Output


class Seen(NamedTuple):
    """What the disk says of a file or folder; `mtime` in nanoseconds."""

    mode: int
    size: int
    mtime: int

    @property
    def is_regular(self) -> bool:
        """Whether it is a plain file."""
        return stat.S_ISREG(self.mode)


@dataclass(frozen=True, slots=True)
class Standing:
    """An output folder as it was found; paths as in Output, links are not followed.

    `files` is whatever is no folder, links and pipes too, without the manifest; `ours` is what the manifest lists, and
    `public` what it lists of the last site without drafts.
    `has_sound_marker` tells whether the manifest has its mode.
    """

    folder: Path
    files: Mapping[str, Seen]
    folders: Mapping[str, Seen]
    ours: frozenset[str]
    manifest: bytes
    has_sound_marker: bool = False
    public: frozenset[str] = frozenset()

    @property
    def foreign_files(self) -> list[str]:
        """What others have put there, in order."""
        return sorted(self.files.keys() - self.ours)

    @property
    def foreign_folders(self) -> list[str]:
        """The folders that hold nothing of ours, each after the one it is in."""
        return sorted(self.folders.keys() - folders_of(self.ours))

    @property
    def is_all_ours(self) -> bool:
        """Whether nobody has put anything there or changed the mode of a folder."""
        own = folders_of(self.ours)
        return not self.foreign_files and self.folders.keys() == own and self.has_folders(own)

    def fits(self, path: str, size: int) -> bool:
        """Whether a plain file of this size is there, with the mode of a new one."""
        seen = self.files.get(path)
        return seen is not None and seen.is_regular and seen.size == size and has_mode(seen, FILE_MODE)

    def is_as_left(self, path: str, *, size: int, mtime: int) -> bool:
        """Whether a plain file is there as it was left, as far as the disk tells without reading."""
        return self.fits(path, size) and self.files[path].mtime == mtime

    def read(self, path: str) -> bytes:
        """The bytes of a file that is there."""
        return read_whole(f"{self.folder}/{path}", self.files[path].size)

    def holds(self, output: Output) -> bool:
        """Whether the file is there with these bytes; the manifest is not believed, for somebody may have edited it."""
        if not self.fits(output.path, len(output.data)):
            return False
        try:
            return read_whole(f"{self.folder}/{output.path}", len(output.data)) == output.data
        except OSError:
            return False

    def has_folders(self, folders: set[str]) -> bool:
        """Whether these are there with the mode that a new build would give them."""
        return all(has_mode(self.folders.get(path), FOLDER_MODE) for path in folders)


def has_mode(seen: Seen | None, mode: int) -> bool:
    """Whether something is there with this mode; Windows knows no modes."""
    return seen is not None and (os.name == "nt" or stat.S_IMODE(seen.mode) == mode)


def read_whole(path: str, size: int) -> bytes:
    """The bytes of a file that should have so many."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0))
    try:
        return os.read(handle, size + 1)
    finally:
        os.close(handle)


def look(folder: Path) -> Standing | None:
    """What stands in the folder; None when it holds something, but no manifest of ours."""
    files: dict[str, Seen] = {}
    folders: dict[str, Seen] = {}
    unread = [""] if folder.exists() else []
    while unread:
        above = unread.pop()
        with os.scandir(folder / above) as entries:
            for entry in entries:
                path = f"{above}/{entry.name}" if above else entry.name
                status = entry.stat(follow_symlinks=False)
                seen = Seen(status.st_mode, status.st_size, status.st_mtime_ns)
                if entry.is_dir(follow_symlinks=False):
                    folders[path] = seen
                    unread.append(path)
                else:
                    files[path] = seen
    if not files and not folders:
        return Standing(folder, files, folders, ours=frozenset(), manifest=b"")
    if (marker := files.pop(MARKER, None)) is None or not marker.is_regular:
        return None
    data = (folder / MARKER).read_bytes()
    listing = listed(data)
    return (
        None
        if listing is None
        else Standing(
            folder,
            files,
            folders,
            ours=listing.files,
            manifest=data,
            has_sound_marker=has_mode(marker, FILE_MODE),
            public=listing.public,
        )
    )


def published(folder: Path) -> frozenset[str]:
    """The paths of the last site of an output folder that was for the public; none when nothing tells of one."""
    try:
        listing = listed((folder / MARKER).read_bytes())
    except OSError:
        return frozenset()
    return listing.public if listing else frozenset()
