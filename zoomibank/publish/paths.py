"""Which paths a site may have, and what would get in their way."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from zoomibank.publish.manifest import MARKER


def folders_of(paths: Iterable[str]) -> set[str]:
    """Every folder above the paths, each once, without the topmost one."""
    folders: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    return folders


@dataclass(frozen=True, slots=True)
class Layout:
    """The places that a site takes, without differences of case and Unicode form: some disks do not tell them apart."""

    files: frozenset[str]
    folders: frozenset[str]

    def blocked_by(self, path: str, *, is_folder: bool) -> bool:
        """Whether a file or folder of somebody else at `path` leaves no room for the site."""
        place = _folded(path)
        if not is_folder and place in self.folders:
            return True
        return place in self.files or not self.files.isdisjoint(folders_of([place]))


def layout(paths: Iterable[str]) -> Layout:
    """The places of the outputs.

    Raises:
        ValueError: A path that leads out of the output folder or is not written plainly, or two that are one file on
            some disk. Faults of content are told earlier, so this is the program's.
    """
    files: dict[str, str] = {}
    for path in paths:
        _check(path)
        place = _folded(path)
        if place in files:
            raise ValueError(f"two outputs on one path: {files[place]!r} and {path!r}")
        files[place] = path
    folders = folders_of(files)
    if both := folders & files.keys():
        raise ValueError(f"a file and a folder on one path: {files[min(both)]!r}")
    return Layout(frozenset(files), frozenset(folders))


def _check(path: str) -> None:
    # A colon would name a drive or a stream on Windows.
    if any(part in {"", ".", ".."} for part in path.split("/")) or any(sign in path for sign in "\\\0:"):
        raise ValueError(f"not a path below the output folder: {path!r}")
    if _folded(path) == MARKER:
        raise ValueError(f"this name is kept for the manifest: {path!r}")
    path.encode()  # a lone surrogate is a ValueError too


def _folded(path: str) -> str:
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())
