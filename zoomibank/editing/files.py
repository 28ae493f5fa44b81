"""Files of the content folder as editors' commands change them: all of a change or nothing of it."""

import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from zoomibank.content.load import read_bytes
from zoomibank.findings.finding import SetupError


@dataclass(frozen=True, slots=True)
class Change:
    """A file's bytes before and after; None where there is no file. `path` is relative to the content folder."""

    path: str
    before: bytes | None
    after: bytes | None


def carry_out(content: Path, changes: Iterable[Change]) -> None:
    """Makes the changes, all or none.

    Raises:
        SetupError: A file is not as it was before the change any more, or the system refused.
    """
    wanted = tuple(changes)
    for change in wanted:
        if _standing(content, change.path) != change.before:
            raise SetupError("file_changed", file=str(content / change.path))
    done: list[Change] = []
    try:
        for change in sorted(wanted, key=lambda one: one.after is None):  # nothing goes before all the new is there
            _put(content / change.path, change.after, is_new=change.before is None)
            done.append(change)
    except OSError as error:
        _undo(content, done)
        path = error.filename or str(content)
        raise SetupError("write_failed", path=str(path), reason=error.strerror or str(error)) from error


def write_new(content: Path, path: str, text: str) -> None:
    """Writes a file that must not be there yet.

    Raises:
        SetupError: It is there, or the system refused.
    """
    if os.path.lexists(content / path):
        raise SetupError("file_exists", file=str(content / path))
    carry_out(content, [Change(path, None, text.encode())])


def write_over(folder: Path, files: Mapping[str, bytes]) -> None:
    """Writes what commands make, in place of what they made before: each file whole or not at all.

    Args:
        folder: Where to; it is made where it is not there.
        files: The bytes by the files' names.

    Raises:
        SetupError: The system refused.
    """
    try:
        for name, data in files.items():
            _put(folder / name, data, is_new=not os.path.lexists(folder / name))
    except OSError as error:
        path = error.filename or str(folder)
        raise SetupError("write_failed", path=str(path), reason=error.strerror or str(error)) from error


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Makes a folder that is not there yet, or is empty, with files in it: whole or not at all.

    Raises:
        SetupError: Something stands in its place, or the system refused.
    """
    if os.path.lexists(folder) and not (folder.is_dir() and not any(folder.iterdir())):
        there = ", ".join(sorted(path.name for path in folder.iterdir())[:5]) if folder.is_dir() else folder.name
        raise SetupError("folder_taken", folder=str(folder), known=there)
    folder = folder.absolute()
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
        try:
            for name, data in files.items():
                _put(beside / name, data, is_new=True)
            beside.chmod(0o777 & ~_umask())
            if folder.exists():
                folder.rmdir()
            beside.replace(folder)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    except OSError as error:
        path = error.filename or str(folder)
        raise SetupError("write_failed", path=str(path), reason=error.strerror or str(error)) from error


def _standing(content: Path, path: str) -> bytes | None:
    if not os.path.lexists(content / path):
        return None
    data, findings = read_bytes(content, path)
    if data is None:
        reason = findings[0].code if findings else path
        raise SetupError("file_unfit", file=str(content / path), code=reason)
    return data


def _put(path: Path, data: bytes | None, *, is_new: bool) -> None:
    """Makes the file hold these bytes, whole or not at all; None removes it."""
    if data is None:
        path.unlink()
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        beside.chmod(path.stat().st_mode & 0o777 if not is_new else 0o666 & ~_umask())
        if is_new and os.path.lexists(path):
            raise FileExistsError(17, os.strerror(17), str(path))
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _umask() -> int:
    umask = os.umask(0)
    os.umask(umask)
    return umask


def _undo(content: Path, done: Sequence[Change]) -> None:
    for change in reversed(done):
        with suppress(OSError):
            _put(content / change.path, change.before, is_new=change.after is None)
