"""A new folder in an old one's place, at one stroke where the system can."""

import ctypes
import errno
import os
import sys
from pathlib import Path
from typing import Final

_UNSUPPORTED: Final = frozenset({errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP})
_AT_FDCWD: Final = -100
_RENAME_EXCHANGE: Final = 2
_RENAME_SWAP: Final = 2


def install(new: Path, folder: Path, *, aside: Path) -> None:
    """Put `new` in the place of `folder`.

    Where both can be exchanged, a reader finds either the one or the other at every moment, and the old folder is then
    at `new`. Where the system or the file system cannot, two renames do it: between them nothing stands at `folder`
    for a few microseconds, the old folder is then at `aside`, and `restore` mends what a kill in between leaves.

    Raises:
        OSError: The system refused; `restore` then gives back the old folder.
    """
    if not folder.exists():
        new.rename(folder)
        return
    try:
        exchange(new, folder)
    except OSError as error:
        if error.errno not in _UNSUPPORTED:
            raise
        folder.rename(aside)
        new.rename(folder)


def restore(folder: Path, *, aside: Path) -> None:
    """Give back the old folder if a build died between the two renames of `install`."""
    if not os.path.lexists(folder) and aside.exists():
        aside.rename(folder)


def exchange(one: Path, other: Path) -> None:
    """Swap two names of one file system at one stroke.

    Raises:
        OSError: With ENOSYS or EINVAL where this system or file system cannot.
    """
    names = os.fsencode(one), os.fsencode(other)
    if sys.platform == "linux":
        # musl has had this function since 2024 only; ENOSYS then leads to the two renames.
        swap = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
        arguments = (_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE)
    elif sys.platform == "darwin":
        swap = getattr(ctypes.CDLL(None, use_errno=True), "renamex_np", None)
        arguments = (*names, _RENAME_SWAP)
    else:
        swap, arguments = None, ()
    if swap is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS), str(other))
    if swap(*arguments) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), str(other))
