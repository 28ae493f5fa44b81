"""What stands in an output folder: zoomibank's own files and what others have put there."""

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from zoomibank.publish.manifest import MARKER, listed
from zoomibank.publish.paths import folders_of
from zoomibank.site.page import Output

FILE_MODE: Final = 0o644
FOLDER_MODE: Final = 0o755


@dataclass(frozen=True, slots=True)
class Standing:
    """An output folder as it was found; paths as in Output, links are not followed.

    `files` is whatever is no folder, links and pipes too, without the manifest; `ours` is what the manifest lists.
    """

    folder: Path
    files: Mapping[str, os.stat_result]
    folders: Mapping[str, os.stat_result]
    ours: frozenset[str]
    manifest: bytes

    @property
    def foreign_files(self) -> list[str]:
        """What others have put there, in order."""
        return sorted(self.files.keys() - self.ours)

    @property
    def foreign_folders(self) -> list[str]:
        """The folders that hold nothing of ours, each after the one it is in."""
        return sorted(self.folders.keys() - folders_of(self.ours))

    def holds(self, output: Output) -> bool:
        """Whether the file is there with these bytes; the manifest is not believed, for somebody may have edited it."""
        status = self.files.get(output.path)
        if status is None or not stat.S_ISREG(status.st_mode) or status.st_size != len(output.data):
            return False
        try:
            return (self.folder / output.path).read_bytes() == output.data
        except OSError:
            return False

    def has_modes(self, *, files: set[str], folders: set[str]) -> bool:
        """Whether these are there with the modes that a new build would give them."""
        return all(has_mode(self.files.get(path), FILE_MODE) for path in files) and all(
            has_mode(self.folders.get(path), FOLDER_MODE) for path in folders
        )


def has_mode(status: os.stat_result | None, mode: int) -> bool:
    """Whether something is there with this mode; Windows knows no modes."""
    return status is not None and (os.name == "nt" or stat.S_IMODE(status.st_mode) == mode)


def look(folder: Path) -> Standing | None:
    """What stands in the folder; None when it holds something, but no manifest of ours."""
    files: dict[str, os.stat_result] = {}
    folders: dict[str, os.stat_result] = {}
    unread = [""] if folder.exists() else []
    while unread:
        above = unread.pop()
        with os.scandir(folder / above) as entries:
            for entry in entries:
                path = f"{above}/{entry.name}" if above else entry.name
                if entry.is_dir(follow_symlinks=False):
                    folders[path] = entry.stat(follow_symlinks=False)
                    unread.append(path)
                else:
                    files[path] = entry.stat(follow_symlinks=False)
    if not files and not folders:
        return Standing(folder, files, folders, ours=frozenset(), manifest=b"")
    if (status := files.pop(MARKER, None)) is None or not stat.S_ISREG(status.st_mode):
        return None
    data = (folder / MARKER).read_bytes()
    ours = listed(data)
    return None if ours is None else Standing(folder, files, folders, ours=ours, manifest=data)
