"""Outputs to disk, all or nothing: a new site is staged beside the old one and takes its place when it is whole."""

import os
import shutil
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from zoomibank.findings.finding import SetupError
from zoomibank.publish.disk import (
    boot,
    failure,
    linked,
    make_folder,
    make_folders,
    remove,
    remove_tree,
    shown_path,
    take_over,
    write,
)
from zoomibank.publish.exchange import install, restore
from zoomibank.publish.manifest import FOLDER_MODE, MARKER, Filed, digest, manifest
from zoomibank.publish.paths import Layout, folders_of, layout
from zoomibank.publish.standing import Standing, look
from zoomibank.site.page import Output

WORTH_A_SPARE: Final = 1_000
"""Files of a site from which on making all folders and links anew takes longer than readers of a preview like."""
BUSY_SECONDS: Final = 10
"""How long a build waits for another one that is publishing into the same folder."""


@dataclass(frozen=True, slots=True)
class Published:
    """How many files are new or changed, have the same bytes as before, or are gone; `pages` are those among them.

    `spare` tells of the site before, where it is kept for the next build.
    """

    made: int
    kept: int
    removed: int
    pages: tuple[int, int, int] = field(default=(0, 0, 0), compare=False)
    spare: "Spare | None" = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Spare:
    """The site before the one that stands, kept beside it: the next one is made of it at the cost of what changed.

    `before` and `after` are the digests of its manifest and of that of the site that stands; `boot` tells since when
    the machine runs: what a power cut may have damaged is not built on. `changed` are the files that the site that
    stands has otherwise or more, `gone` those that it has no more.
    """

    before: str
    after: str
    boot: str
    changed: frozenset[str]
    gone: frozenset[str]


@dataclass(frozen=True, slots=True)
class Stage:
    """Where a new site is written, beside the old one, until it is whole: in a new folder or in the spare one."""

    standing: Standing
    folder: Path
    spare: Spare | None = None

    def read(self, path: str, *, is_new: bool) -> bytes:
        """The bytes of a file of the new site, which may still stand in the old one only."""
        return (self.folder / path).read_bytes() if is_new else self.standing.read(path)

    def put(self, output: Output) -> Filed:
        """Writes a file, unless the site that stands has it already.

        Raises:
            SetupError: The system refused.
        """
        path, data = output.path, output.data
        if self.standing.holds(output):
            return Filed(path, len(data), digest(data), self.standing.files[path].mtime, is_new=False)
        if self.spare:
            remove(f"{self.folder}/{path}")  # not written over: it may be the site's own file by another name
        mtime = write(self.folder, path, data, shown=self.standing.folder / path)
        return Filed(path, len(data), digest(data), mtime, is_new=True)


@contextmanager
def stage(folder: Path, *, content: Path, spare: Spare | None = None) -> Iterator[Stage]:
    """The stage for a new site of an output folder, which is held against other builds meanwhile.

    Whatever stops the work on it leaves the old site as it was. `spare` is what the last build told of the site before.

    Raises:
        SetupError: The folder is not one to write into, another build is publishing, or the system refused.
    """
    umask = os.umask(0o777 ^ FOLDER_MODE)
    try:
        refuse_unfit(folder, content=content)
        real = Path(os.path.realpath(folder))
        real.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(_beside(real, "lock"), timeout=BUSY_SECONDS):
            restore(real, aside=_beside(real, "old"))
            standing = look(real)
            if standing is None:
                raise SetupError("output_foreign", folder=str(folder))
            _sweep(real)
            use = spare if spare and _is_sound(spare, standing) else None
            if use:
                _beside(real, "spare").rename(_beside(real, "next"))
            else:
                remove_tree(_beside(real, "spare"))
            try:
                yield Stage(standing, _beside(real, "next"), use)
            finally:
                # Whether the site is whole does not hang on this: what stays is swept by the next build.
                with suppress(OSError):
                    restore(real, aside=_beside(real, "old"))
                    _sweep(real)
    except Timeout:
        raise SetupError("output_busy", folder=str(folder)) from None
    except OSError as error:
        raise failure(error, folder) from error
    finally:
        os.umask(umask)


def settle(stage: Stage, files: Iterable[Filed], *, is_public: bool = True) -> Published:
    """Makes the output folder hold these files, and what others have put there, and nothing else.

    A site that is not for the public, for it has drafts, remembers what the last one for the public held.

    The new site takes the old one's place when it is whole. When every file is there already, nothing is touched.
    Only the manifest is flushed to the disk: from it the next build finds its own folder again, and writes anew what a
    power cut has damaged.

    Raises:
        SetupError: Somebody's file is in the way.
        OSError: The system refused.
        ValueError: No files, or paths that no output may have.
    """
    site = tuple(files)
    standing, folder, new = stage.standing, stage.standing.folder, stage.folder
    paths = {file.path for file in site}
    _refuse_collision(_check(paths), standing)
    folders = folders_of(paths)
    kept = [file.path for file in site if not file.is_new]
    gone = standing.files.keys() & standing.ours - paths
    listing = manifest(site, public=None if is_public else standing.public)
    new_ones = [file.path for file in site if file.is_new]
    pages = sum(map(_is_page, new_ones)), sum(map(_is_page, kept)), sum(map(_is_page, gone))
    published = Published(len(new_ones), len(kept), len(gone), pages)
    is_same = listing == standing.manifest and standing.has_sound_marker
    if not new_ones and is_same and standing.has_folders(folders):
        if stage.spare:
            new.rename(_beside(folder, "spare"))
        return replace(published, spare=stage.spare)
    if stage.spare:
        _bring_up_to_date(stage, paths, kept=frozenset(kept))
    else:
        for path in ("", *sorted(folders)):
            make_folder(f"{new}/{path}" if path else str(new))
        for path in kept:
            take_over(f"{folder}/{path}", f"{new}/{path}")
    _carry_over(standing, new, own=folders)
    write(new, MARKER, listing, shown=folder / MARKER, is_flushed=True)
    install(new, folder, aside=_beside(folder, "old"))
    if len(paths) < WORTH_A_SPARE or not standing.is_all_ours or not new.exists():
        return published
    before = _beside(folder, "spare")
    new.rename(before)  # what stood until now
    spare = Spare(digest(standing.manifest), digest(listing), boot(), frozenset(new_ones), frozenset(gone))
    return replace(published, spare=spare) if spare.boot else published


def _is_sound(spare: Spare, standing: Standing) -> bool:
    """Whether the spare folder is what the last build left, and the site may be made of it."""
    try:
        before = digest((_beside(standing.folder, "spare") / MARKER).read_bytes())
    except OSError:
        return False
    same = (before, digest(standing.manifest), boot()) == (spare.before, spare.after, spare.boot)
    return same and standing.is_all_ours


def _bring_up_to_date(stage: Stage, paths: AbstractSet[str], *, kept: AbstractSet[str]) -> None:
    """Makes the spare folder the new site: what it has otherwise is taken over from the one that stands."""
    spare, new, old = stage.spare, stage.folder, stage.standing.folder
    if spare is None:
        return
    remove(f"{new}/{MARKER}")
    for path in sorted(spare.changed & kept):
        full = f"{new}/{path}"
        remove(full)
        make_folders(os.path.dirname(full))
        take_over(f"{old}/{path}", full)
    surplus = (stage.standing.ours | spare.gone) - paths
    for path in sorted(surplus):
        remove(f"{new}/{path}")
    for path in sorted(folders_of(surplus) - folders_of(paths), reverse=True):
        with suppress(OSError):
            os.rmdir(f"{new}/{path}")


def _is_page(path: str) -> bool:
    return path.endswith(".html")


def _check(paths: Iterable[str]) -> Layout:
    """The places that the files take."""
    found = layout(paths)
    if not found.files:
        raise ValueError("no outputs: an empty site is never published")
    return found


def refuse_unfit(folder: Path, *, content: Path) -> None:
    """Refuses a folder that no site may be written into.

    Raises:
        SetupError: It is a link, no folder, somebody else's, or the content, above it or in it.
    """
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
            raise SetupError("foreign_collision", file=shown_path(path))


def _same(one: Path, other: Path) -> bool:
    # Compared on disk too: two spellings are one folder where case does not count or a folder is mounted twice.
    return one == other or (one.exists() and other.exists() and one.samefile(other))


def _beside(folder: Path, purpose: str) -> Path:
    return folder.with_name(f".{folder.name}.zoomibank-{purpose}")


def _carry_over(standing: Standing, new: Path, *, own: set[str]) -> None:
    """Give the new site what others have put into the old one: the same files, or copies of them; links stay links.

    Their folders come along with their modes and times, unless the site has them too: the folders in `own`.
    """
    old = standing.folder
    folders = sorted(folders_of(standing.foreign_files).union(standing.foreign_folders) - own)
    for path in folders:
        (new / path).mkdir()
    for path in standing.foreign_files:
        if not linked(old / path, new / path):
            shutil.copy2(old / path, new / path, follow_symlinks=False)
    for path in reversed(folders):  # from the inside out: a new file changes its folder's time
        shutil.copystat(old / path, new / path)


def _sweep(folder: Path) -> None:
    """Remove what a finished or killed build left beside the output folder."""
    for left_over in (_beside(folder, "next"), _beside(folder, "old")):
        remove_tree(left_over)
