"""Commands that stay: what they know from one look at the content to the next, and when to look again."""

import gc
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from watchfiles import watch

from zoomibank.findings.finding import in_order
from zoomibank.pipeline import Checked, Order, Prepared, Report, advise, prepare, read_content, report, stops
from zoomibank.publish.inputs import clock
from zoomibank.stages.glance import NOTHING, Glance, contents, glance
from zoomibank.stages.read import Desk

_TOGETHER: Final = 300
"""Milliseconds within which changes that follow each other are one: a checkout changes hundreds of files."""
_QUIET: Final = 20
"""Milliseconds without a change after which what was saved is whole."""
_GLIMPSE: Final = 250
"""Milliseconds after which it is looked whether the folders are still there."""
_IDLE: Final = 4
"""Such times without a change, after which there is time for other things."""

WATCHED: Final = ("content", "templates")


def changes(folders: Collection[Path]) -> Iterator[bool]:
    """True as soon as something may have changed below the folders, False after each second or so without a change.

    It begins with True, twice: some may have changed before anybody watched. A folder may go and come back.
    """
    while True:
        there = _places(folders)
        yield True
        idle = -1
        with suppress(FileNotFoundError):
            for found in watch(
                *there, watch_filter=None, debounce=_TOGETHER, step=_QUIET, rust_timeout=_GLIMPSE,
                yield_on_timeout=True,
            ):  # fmt: skip
                if found or idle < 0:
                    yield True
                    idle = 0
                elif _places(folders) != there:
                    break
                else:
                    idle = (idle + 1) % _IDLE
                    if not idle:
                        yield False


def _places(folders: Collection[Path]) -> dict[Path, tuple[int, int]]:
    """Those of the folders that are there, and where on the disk that is."""
    found = {}
    for folder in folders:
        with suppress(OSError):
            seen = folder.stat()
            found[folder] = seen.st_dev, seen.st_ino
    return found


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen of the content: all that is wrong but for what takes long, and the pages to be made.

    `ready` is None when there are errors; `looks` are the contents of the templates' files.
    """

    checked: Checked
    report: Report
    ready: Prepared | None
    looks: Mapping[str, str]


class Lookout:
    """Looks at the content again and again, and remembers what it saw.

    While a look goes on, and until it is idle again, memory that is no longer needed is not looked for: that would take
    about as long as the look.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._files: Glance = NOTHING
        self._good: Look | None = None
        self._is_rested = True

    def has_news(self, order: Order) -> bool:
        """Whether a file has changed since this was last asked."""
        now = clock(order.cache) if order.cache else 0
        folders = {name: order.folders[name] for name in WATCHED}
        before, self._files = self._files, glance(folders, self._files, now=now)
        return any(contents(before, name) != contents(self._files, name) for name in WATCHED)

    def look(self, order: Order) -> Look:
        """What there is to see now.

        Raises:
            SetupError: Wrong use or set-up.
        """
        self._is_rested = False
        gc.disable()
        looks, last = contents(self._files, "templates"), None
        if self._good and self._good.ready:
            is_same = looks == self._good.looks
            last = self._good.ready if is_same else replace(self._good.ready, components=())
        checked = read_content(order, self._desk, contents(self._files, "content"))
        ready = prepare(order, checked, last)
        found = report(checked, ready)
        if stops(found.findings, strict=False):
            return Look(checked, found, None, looks)
        self._good = Look(checked, found, ready, looks)
        return self._good

    def advise(self, order: Order, seen: Look) -> Report:
        """All that is wrong, as `check` tells it: with what editors are asked about, which takes as long again."""
        findings = (*seen.report.findings, *advise(order, self._desk, seen.checked))
        return replace(seen.report, findings=in_order(findings))

    def rest(self) -> None:
        """Lets go of what the last looks no longer need, on the shelf and in memory."""
        if not self._is_rested:
            if self._good:
                self._good.checked.read.kept.forget_others()
            gc.collect()
            gc.enable()
            self._is_rested = True
