"""Outputs to disk, all or nothing."""

import os
import shutil
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from zoomibank.findings.finding import SetupError
from zoomibank.publish.exchange import install, restore
from zoomibank.publish.manifest import MARKER, manifest
from zoomibank.publish.paths import Layout, folders_of, layout
from zoomibank.publish.standing import FILE_MODE, FOLDER_MODE, Standing, has_mode, look
from zoomibank.site.page import Output

BUSY_SECONDS: Final = 10
"""How long a build waits for another one that is publishing into the same folder."""


@dataclass(frozen=True, slots=True)
class Published:
    """How many files are new or changed, have the same bytes as before, or are gone."""

    made: int
    kept: int
    removed: int


def publish(outputs: Iterable[Output], *, folder: Path, content: Path) -> Published:
    """Make the output folder hold these outputs, and what others have put there, and nothing else.

    The new site is written beside the old one and takes its place when it is whole; whatever stops it before leaves
    the old one as it was. When every file is there already, nothing is touched. Only the manifest is flushed to the
    disk: from it the next build finds its own folder again, and writes anew what a power cut has damaged.

    Raises:
        SetupError: The folder is not one to write into, another build is publishing, or the system refused.
        ValueError: No outputs, or paths that no output may have.
    """
    site = tuple(outputs)
    if not site:
        raise ValueError("no outputs: an empty site is never published")
    taken = layout(output.path for output in site)
    try:
        _refuse_unfit(folder, content=content)
        real = Path(os.path.realpath(folder))
        real.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(_beside(real, "lock"), timeout=BUSY_SECONDS):
            restore(real, aside=_beside(real, "old"))
            standing = look(real)
            if standing is None:
                raise SetupError("output_foreign", folder=str(folder))
            _refuse_collision(taken, standing)
            _sweep(real)
            return _renew(site, standing)
    except Timeout:
        raise SetupError("output_busy", folder=str(folder)) from None
    except OSError as error:
        raise _failure(error, folder) from error


def _refuse_unfit(folder: Path, *, content: Path) -> None:
    if folder.is_symlink():
        raise SetupError("output_is_link", folder=str(folder))
    real, sources = Path(os.path.realpath(folder)), Path(os.path.realpath(content))
    inside = any(_same(above, sources) for above in (real, *real.parents))
    if inside or any(_same(above, real) for above in sources.parents):
        raise SetupError("output_is_content", folder=str(folder))
    if real.exists() and not real.is_dir():
        raise SetupError("output_not_folder", folder=str(folder))
    # Looked at again under the lock, but a folder of somebody else should not even get a lock file beside it.
    if real.exists() and any(real.iterdir()) and not (real / MARKER).is_file():
        raise SetupError("output_foreign", folder=str(folder))


def _refuse_collision(taken: Layout, standing: Standing) -> None:
    foreign = [(path, False) for path in standing.foreign_files] + [(path, True) for path in standing.foreign_folders]
    for path, is_folder in foreign:
        if taken.blocked_by(path, is_folder=is_folder):
            raise SetupError("foreign_collision", file=_shown(path))


def _same(one: Path, other: Path) -> bool:
    # Compared on disk too: two spellings are one folder where case does not count or a folder is mounted twice.
    return one == other or (one.exists() and other.exists() and one.samefile(other))


def _beside(folder: Path, purpose: str) -> Path:
    return folder.with_name(f".{folder.name}.zoomibank-{purpose}")


def _renew(site: Sequence[Output], standing: Standing) -> Published:
    paths = {output.path for output in site}
    folders = folders_of(paths)
    kept = {output.path for output in site if standing.holds(output)}
    listing = manifest(site)
    if kept == paths and listing == standing.manifest and standing.has_modes(files=paths, folders=folders):
        return Published(made=0, kept=len(kept), removed=0)
    folder = standing.folder
    new = _beside(folder, "next")
    try:
        for path in ["", *sorted(folders)]:
            _make_folder(new / path)
        for output in site:
            # A link instead of a copy is safe: nobody writes in place, and the old name goes.
            mode_fits = has_mode(standing.files.get(output.path), FILE_MODE)
            if not (output.path in kept and mode_fits and _linked(folder / output.path, new / output.path)):
                _write(new / output.path, output.data, shown=folder / output.path)
        _carry_over(standing, new, own=folders)
        _write(new / MARKER, listing, shown=folder / MARKER, is_flushed=True)
        install(new, folder, aside=_beside(folder, "old"))
    finally:
        # Whether the site is whole does not hang on this: what stays is swept by the next build.
        with suppress(OSError):
            restore(folder, aside=_beside(folder, "old"))
            _sweep(folder)
    gone = standing.files.keys() & standing.ours - paths
    return Published(made=len(paths) - len(kept), kept=len(kept), removed=len(gone))


def _make_folder(path: Path) -> None:
    path.mkdir()
    path.chmod(FOLDER_MODE)  # mkdir's own mode is cut by the umask


def _write(path: Path, data: bytes, *, shown: Path, is_flushed: bool = False) -> None:
    try:
        with path.open("xb") as file:
            file.write(data)
            if is_flushed:
                file.flush()
                os.fsync(file.fileno())
        path.chmod(FILE_MODE)
    except OSError as error:
        raise _failure(error, shown) from error


def _linked(old: Path, new: Path) -> bool:
    try:
        os.link(old, new, follow_symlinks=False)
    except (OSError, NotImplementedError):  # a disk without hard links, a file of another user, Windows
        return False
    return True


def _carry_over(standing: Standing, new: Path, *, own: set[str]) -> None:
    """Give the new site what others have put into the old one: the same files, or copies of them; links stay links.

    Their folders come along with their modes and times, unless the site has them too: the folders in `own`.
    """
    old = standing.folder
    folders = sorted(folders_of(standing.foreign_files).union(standing.foreign_folders) - own)
    for path in folders:
        (new / path).mkdir()
    for path in standing.foreign_files:
        if not _linked(old / path, new / path):
            shutil.copy2(old / path, new / path, follow_symlinks=False)
    for path in reversed(folders):  # from the inside out: a new file changes its folder's time
        shutil.copystat(old / path, new / path)


def _sweep(folder: Path) -> None:
    """Remove what a finished or killed build left beside the output folder."""
    for left_over in (_beside(folder, "next"), _beside(folder, "old")):
        if left_over.is_symlink() or left_over.is_file():
            left_over.unlink()
        elif left_over.exists():
            shutil.rmtree(left_over)


def _failure(error: OSError, path: Path) -> SetupError:
    place = path if error.filename is None else error.filename
    return SetupError("write_failed", path=_shown(str(place)), reason=error.strerror or str(error))


def _shown(path: str) -> str:
    return os.fsencode(path).decode(errors="replace")
