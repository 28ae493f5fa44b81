"""What is asked for of a build. Only the standard library is imported here, for builds with nothing to do."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from zoomibank.publish.inputs import digest_of
from zoomibank.work import Track, unwatched


def _unheard(_stage: str, /) -> None:
    """Nobody is told of a stage."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for.

    `today` is the day to build for, or a moment that the bank's time zone makes a day of; `base_url` overrides the one
    in `site.yaml`; with `strict`, a warning stops the build as an error does; with `allow_lost`, addresses that were
    published may go. `cache` is the folder of what builds remember, or None; `jobs` is how many processes may work.
    `find_dictionary` gives the dictionary of a language, or None where there is none; without it the machine's own are
    looked for. `begin` is told of each stage that begins, `track` watches long loops.
    """

    content: Path
    output: Path
    templates: Path
    today: date | datetime
    base_url: str = ""
    strict: bool = False
    drafts: bool = False
    allow_lost: bool = False
    cache: Path | None = None
    jobs: int = 1
    find_dictionary: Callable[[str], Any] | None = None
    begin: Callable[[str], None] = field(default=_unheard, compare=False)
    track: Track = field(default=unwatched, compare=False)

    @property
    def folders(self) -> dict[str, Path]:
        """Where all files are that a build hangs on."""
        program = Path(__file__).parent.parent
        return {"content": self.content, "templates": self.templates, "program": program}

    @property
    def digest(self) -> str:
        """All that is asked for, as one text. A moment's day is not in it: the last build knows when that ends."""
        day = "" if isinstance(self.today, datetime) else self.today.isoformat()
        places = (str(path.absolute()) for path in (self.content, self.output, self.templates))
        switches = (self.strict, self.drafts, self.allow_lost)
        return digest_of((*places, day, self.base_url, *map(str, switches)))
