"""The smallest steps of writing: a file, a folder, a link, and how what the system refuses is told."""

import os
import shutil
from contextlib import suppress
from pathlib import Path

from zoomibank.findings.finding import SetupError
from zoomibank.publish.manifest import FILE_MODE, FOLDER_MODE


def boot() -> str:
    """Since when the machine runs, or "" where it does not tell."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return ""


def take_over(old: str, new: str) -> None:
    """The same file under another name: safe, because nobody writes in place, and the old name goes."""
    if not linked(old, new):
        shutil.copy2(old, new)


def remove(path: str) -> None:
    """Removes a file that may not be there."""
    with suppress(FileNotFoundError):
        os.unlink(path)


def make_folder(path: str) -> None:
    """A folder that may be there already."""
    with suppress(FileExistsError):
        os.mkdir(path, FOLDER_MODE)


def make_folders(path: str) -> None:
    """A folder and those above it: most often it is the last one that is not there yet."""
    try:
        os.mkdir(path, FOLDER_MODE)
    except FileExistsError:
        return
    except FileNotFoundError:
        os.makedirs(path, FOLDER_MODE, exist_ok=True)


def write(above: Path, path: str, data: bytes, *, shown: Path, is_flushed: bool = False) -> int:
    """Writes a new file below a folder, and gives the time that it bears."""
    full = f"{above}/{path}"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        make_folders(os.path.dirname(full))
        handle = os.open(full, flags, FILE_MODE)
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(handle, rest) :]
            if is_flushed:
                os.fsync(handle)
            return os.fstat(handle).st_mtime_ns
        finally:
            os.close(handle)
    except OSError as error:
        raise failure(error, shown) from error


def linked(old: Path | str, new: Path | str) -> bool:
    """Gives a file a second name, and tells whether the disk can."""
    try:
        os.link(old, new, follow_symlinks=False)
    except (OSError, NotImplementedError):  # a disk without hard links, a file of another user, Windows
        return False
    return True


def remove_tree(path: Path) -> None:
    """Removes whatever is at a path."""
    if path.is_symlink() or path.is_file():
        path.unlink()
    elif path.exists():
        shutil.rmtree(path)


def failure(error: OSError, path: Path) -> SetupError:
    """What the system refused, at its own path or else this one."""
    place = path if error.filename is None else error.filename
    return SetupError("write_failed", path=shown_path(str(place)), reason=error.strerror or str(error))


def shown_path(path: str) -> str:
    """A path that can be shown, whatever its bytes."""
    return os.fsencode(path).decode(errors="replace")
