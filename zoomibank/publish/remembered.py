"""What builds remember for the next one, in a folder that may be deleted at any time.

Only JSON is kept, so that what others put there can mislead a build at worst, and never run.
"""

import json
import os
import stat
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from zoomibank.publish.inputs import Stamp, digest, digest_of, file_digest, survey
from zoomibank.publish.manifest import FILE_MODE, MARKER

_PLAIN: Final = stat.S_IFREG | FILE_MODE if os.name != "nt" else stat.S_IFREG | 0o666
"""The mode of a file of the site."""


def recall(folder: Path, name: str) -> object:
    """What was remembered under a name; None when there is nothing, or nothing that is whole."""
    try:
        text, _, seal = (folder / f"{name}.json").read_bytes().rpartition(b"\n")
        return json.loads(text) if seal.decode() == digest(text) else None
    except (OSError, ValueError, RecursionError):
        return None


def remember(folder: Path, name: str, value: object) -> None:
    """Keeps a value for the next build, whole or not at all; where the disk refuses, the next build does without."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(errors="surrogatepass")
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        handle, path = tempfile.mkstemp(dir=folder, prefix=f".{name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(text + b"\n" + digest(text).encode())
            Path(path).replace(folder / f"{name}.json")
        finally:
            Path(path).unlink(missing_ok=True)


class Input(NamedTuple):
    """A file that a build hung on: its content, and its stamp where that tells it from any later one."""

    content: str
    stamp: Stamp | None


class Kept(NamedTuple):
    """A file of the site as it was left: size in bytes, time in nanoseconds, hash."""

    size: int
    mtime: int
    digest: str


@dataclass(frozen=True, slots=True)
class Last:
    """The last build of a site: what was asked for, all that it hung on, and the site as it was left.

    `marker` is the manifest in the output, `spare` tells of the site before, as `publish.writer.Spare` does.

    `asked`, `program` and `libraries` are digests. The day that was built for `begins` and `ends` at these seconds, for
    builds that are asked for no certain day.
    """

    asked: str = ""
    program: str = ""
    libraries: str = ""
    begins: float = 0.0
    ends: float = 0.0
    inputs: Mapping[str, Input] = field(default_factory=dict)
    files: dict[str, Kept] = field(default_factory=dict)
    marker: Kept | None = None
    spare: tuple[str, str, str, tuple[str, ...], tuple[str, ...]] | None = None

    @property
    def mark(self) -> str:
        """By what the sheets of this build are known from those of others."""
        left = (text for path, kept in self.files.items() for text in (path, kept.digest, str(kept.mtime)))
        return digest_of((self.asked, self.program, *left))

    @property
    def token(self) -> str:
        """What the build's findings hang on, as one text."""
        contents = "\0".join(known.content for known in self.inputs.values())
        return digest_of((self.asked, self.libraries, str(self.begins), "\0".join(self.inputs), contents))


@dataclass(frozen=True, slots=True)
class Sheets:
    """What the pages of the last build hung on.

    `keys` have, by the first url of what was made together, the key and the files; `far` the links from a page to
    anchors of others, by the page's path: as given, the other's path, and the anchor.
    """

    keys: Mapping[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    far: Mapping[str, tuple[tuple[str, str, str], ...]] = field(default_factory=dict)


def site_name(output: Path) -> str:
    """What tells an output folder from others that share a cache."""
    return digest(os.fsencode(os.path.abspath(output)))[:16]


def recall_last(folder: Path, output: Path) -> Last:
    """The last build of an output folder; an empty one when nothing is known of it."""
    try:
        return _last(recall(folder, f"build-{site_name(output)}"))
    except (TypeError, ValueError, IndexError):  # another program's
        return Last()


def _last(told: object) -> Last:
    match told:
        case {
            "asked": [str(asked), str(program), str(libraries)], "day": [float(begins), float(ends)],
            "inputs": [str(names), list(contents), list(stamps)],
            "files": [str(paths), list(sizes), list(mtimes), list(digests)],
            "marker": marker,
            "spare": spare,
        }:  # fmt: skip
            return Last(
                asked,
                program,
                libraries,
                begins,
                ends,
                dict(zip(names.split("\0"), map(Input, contents, map(_stamp, stamps)), strict=True)),
                dict(zip(paths.split("\0"), map(Kept, sizes, mtimes, digests), strict=True)),
                Kept(*marker) if marker else None,
                (*spare[:3], tuple(spare[3]), tuple(spare[4])) if spare else None,
            )
    return Last()


def _stamp(told: list[int] | None) -> Stamp | None:
    return Stamp(*told) if told else None


def remember_last(folder: Path, output: Path, last: Last, sheets: Sheets) -> None:
    """Keeps the last build of an output folder."""
    remember(folder, f"sheets-{site_name(output)}", {"of": last.mark, "keys": sheets.keys, "far": sheets.far})
    told = {
        "asked": [last.asked, last.program, last.libraries],
        "day": [last.begins, last.ends],
        "inputs": [
            "\0".join(last.inputs),
            [one.content for one in last.inputs.values()],
            [one.stamp for one in last.inputs.values()],
        ],
        "files": [
            "\0".join(last.files),
            [kept.size for kept in last.files.values()],
            [kept.mtime for kept in last.files.values()],
            [kept.digest for kept in last.files.values()],
        ],
        "marker": last.marker and [last.marker.size, last.marker.mtime, last.marker.digest],
        "spare": last.spare,
    }
    remember(folder, f"build-{site_name(output)}", told)


def recall_sheets(folder: Path, output: Path, last: Last) -> Sheets:
    """What the pages of the last build hung on; nothing when nothing is known of it."""
    try:
        return _sheets(recall(folder, f"sheets-{site_name(output)}"), last)
    except (TypeError, ValueError, IndexError):
        return Sheets()


def _sheets(told: object, last: Last) -> Sheets:
    match told:
        case {"of": str(of), "keys": dict(keys), "far": dict(far)} if of == last.mark:
            return Sheets(
                {url: (key, tuple(paths)) for url, (key, paths) in keys.items()},
                {
                    path: tuple((given, target, anchor) for given, target, anchor in links)
                    for path, links in far.items()
                },
            )
    return Sheets()


def unchanged(last: Last, *, asked: str, folders: Mapping[str, Path], output: Path) -> bool:
    """Whether a build would only find again what the last one made.

    Args:
        last: The last build.
        asked: What is asked for now, as a digest.
        folders: Where all inputs are, by the names that the last build gave them.
        output: The output folder. Its files are looked at, so what somebody has changed or lost there is seen.
    """
    if not last.files or last.asked != asked:
        return False
    found = survey(folders)
    if found.keys() != last.inputs.keys():
        return False
    for name, stamp in found.items():
        known = last.inputs[name]
        if known.stamp != stamp:
            top, _, below = name.partition("/")
            if file_digest(folders[top] / below) != known.content:
                return False
    files = last.files | {MARKER: last.marker} if last.marker else last.files
    try:
        with _looking(output) as look:
            for path, kept in files.items():
                seen = look(path)
                if seen.st_mtime_ns != kept.mtime or seen.st_size != kept.size or seen.st_mode != _PLAIN:
                    return False
    except OSError:
        return False
    return True


@contextmanager
def _looking(folder: Path) -> Iterator[Callable[[str], os.stat_result]]:
    """What looks at files below a folder: from within, where the system can, to spare it the way there."""
    if os.stat not in os.supports_dir_fd:
        above = os.path.abspath(folder)
        yield lambda path: os.lstat(f"{above}/{path}")
        return
    inside = os.open(folder, os.O_RDONLY)
    try:
        yield partial(os.stat, dir_fd=inside, follow_symlinks=False)
    finally:
        os.close(inside)
