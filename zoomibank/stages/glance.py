"""All files that a site hangs on, as they are at a moment, for a process that stays and looks again and again."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from zoomibank.publish.inputs import file_digest, settled, survey
from zoomibank.publish.remembered import Input

Glance = Mapping[str, Input]
"""The files by the name of their folder and the path below it, each with its content."""

NOTHING: Final[Glance] = {}


def glance(folders: Mapping[str, Path], before: Glance = NOTHING, *, now: int) -> Glance:
    """The files below the folders. Only those are read whose stamps do not tell that they are as they were before.

    Args:
        folders: The folders, by name.
        before: What was there the last time.
        now: The time by the disk's own clock, in nanoseconds; 0 where it is not known, and then no stamp is trusted.
    """
    found = {}
    for name, stamp in survey(folders).items():
        known = before.get(name)
        top, _, below = name.partition("/")
        content = known.content if known and known.stamp == stamp else file_digest(folders[top] / below)
        found[name] = Input(content, stamp if settled(stamp, now) else None)
    return found


def contents(seen: Glance, folder: str) -> Mapping[str, str]:
    """The contents of the files of one folder, by their path there; those that can't be read have none."""
    start = f"{folder}/"
    return {name.removeprefix(start): one.content for name, one in seen.items() if name.startswith(start)}
