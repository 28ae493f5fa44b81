"""What this build knows of the last one, and what the next one will know of this."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from zoomibank.publish.inputs import Stamp, clock, file_digest, libraries, program, settled, survey
from zoomibank.publish.manifest import MARKER, Filed
from zoomibank.publish.remembered import (
    Input,
    Kept,
    Last,
    Sheets,
    recall_last,
    recall_sheets,
    remember_last,
)
from zoomibank.publish.shelf import Shelf
from zoomibank.publish.writer import Spare
from zoomibank.stages.order import Order

_CONTENT: Final = "content/"
_UNSURE: Final = "?"
"""The content of a file that was changed while the build went on: no file has it, so the next build looks again."""


@dataclass(frozen=True, slots=True)
class Memory:
    """The last build, and what this one hangs on.

    `program` is the builder's fingerprint; `inputs` are the stamps of all files as they were at `began`, in nanoseconds
    by the disk's own clock (0 where it is not known, and then no stamp is trusted).
    """

    order: Order
    program: str
    inputs: Mapping[str, Stamp] = field(default_factory=dict)
    began: int = 0
    last: Last = field(default_factory=Last)
    sheets: Sheets = field(default_factory=Sheets)

    @property
    def same_program(self) -> bool:
        """Whether the last build was made by the same program and templates."""
        return self.last.program == self.program

    @property
    def spare(self) -> Spare | None:
        """What is known of the site before the last one."""
        if self.last.spare is None:
            return None
        before, after, boot, changed, gone = self.last.spare
        return Spare(before, after, boot, frozenset(changed), frozenset(gone))

    def known(self, kept: Shelf) -> dict[str, str]:
        """The contents of the content folder's files, by path there, as far as they need not be read to be known.

        Where much is on the shelf, files are looked at whose stamps tell nothing: in a new checkout, that is all.
        """
        found = {}
        look = not kept.is_empty()
        for name, stamp in self.inputs.items():
            if not name.startswith(_CONTENT):
                continue
            path = name.removeprefix(_CONTENT)
            before = self.last.inputs.get(name)
            if before and before.stamp == stamp:
                found[path] = before.content
            elif look and (content := file_digest(self.order.content / path)):
                found[path] = content
        return found

    def remember(  # noqa: PLR0913 -- all that the next build is told
        self,
        sheets: Sheets,
        files: Iterable[Filed],
        *,
        contents: Mapping[str, str],
        day: date,
        zone: str,
        spare: Spare | None,
    ) -> None:
        """Keeps this build for the next one.

        Args:
            sheets: What the pages hang on.
            files: The site.
            contents: The contents of the files that were read, by their path in the content folder.
            day: The day that was built for.
            zone: The bank's time zone.
            spare: The site before.
        """
        order = self.order
        if order.cache is None:
            return
        begins = datetime.combine(day, time(), ZoneInfo(zone))
        last = Last(
            asked=order.digest,
            program=self.program,
            libraries=libraries(),
            begins=begins.timestamp(),
            ends=(datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone))).timestamp(),
            inputs=self._inputs(contents),
            files={file.path: Kept(file.size, file.mtime, file.digest) for file in files},
            marker=_marker(order.output),
            spare=_told(spare) if spare else None,
        )
        remember_last(order.cache, order.output, last, sheets)

    def _inputs(self, contents: Mapping[str, str]) -> Mapping[str, Input]:
        """All that this build hung on."""
        found = {name: contents.get(name.removeprefix(_CONTENT), "") for name in self.inputs}
        for name in [name for name, content in found.items() if not content]:
            top, _, path = name.partition("/")
            found[name] = file_digest(self.order.folders[top] / path)
        later = survey(self.order.folders)  # what was changed while the build went on may have been read before that
        return {
            name: Input(
                found[name] if later.get(name) == stamp or name.removeprefix(_CONTENT) in contents else _UNSURE,
                stamp if settled(stamp, self.began) else None,
            )
            for name, stamp in self.inputs.items()
        }


def _marker(output: Path) -> Kept | None:
    """The manifest as it stands."""
    with suppress(OSError):
        seen = (output / MARKER).stat()
        return Kept(seen.st_size, seen.st_mtime_ns, "")
    return None


def _told(spare: Spare) -> tuple[str, str, str, tuple[str, ...], tuple[str, ...]]:
    return spare.before, spare.after, spare.boot, tuple(sorted(spare.changed)), tuple(sorted(spare.gone))


def fingerprint(order: Order) -> str:
    """The builder's fingerprint: its program and the templates, and what they run on."""
    return program({name: order.folders[name] for name in ("program", "templates")})


def recall_all(order: Order) -> Memory:
    """What is known when a build begins."""
    own = fingerprint(order)
    if order.cache is None:
        return Memory(order, own)
    began, last = clock(order.cache), recall_last(order.cache, order.output)
    return Memory(
        order,
        own,
        inputs=survey(order.folders),
        began=began,
        last=last,
        sheets=recall_sheets(order.cache, order.output, last),
    )
