"""What open pages are shown, for the threads that answer them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from threading import Condition, Event, Lock
from typing import Final

from zoomibank.editing.panel import panel, refusal
from zoomibank.editing.watching import Lookout
from zoomibank.findings.finding import SetupError
from zoomibank.findings.reports import Telling
from zoomibank.pipeline import Order, Report, preview
from zoomibank.stages.preview import Preview

_PATIENCE: Final = 0.3
"""Seconds within which an open page comes anew; until then, nothing else takes its time."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown: the site, or None before there is any, its version, and what is said over it, as JSON or "".

    `number` tells one state from those before.
    """

    number: int = 0
    preview: Preview | None = None
    version: str = ""
    panel: str = ""


class Board:
    """Where the one who looks puts what is to be shown, and those who answer find it. `name` tells it from others."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._shown = Shown()
        self._news = Condition()
        self._turn = Lock()
        self._came = Event()

    @contextmanager
    def turn(self) -> Iterator[Shown]:
        """What is shown, for the only thread that looks at content or makes pages at this moment."""
        with self._turn:
            yield self._shown

    def show(self, preview: Preview | None, panel: str) -> None:
        """Shows a new site, or without one keeps the last good one, and says something over it."""
        with self._news:
            number = self._shown.number + 1
            if preview:
                self._shown = Shown(number, preview, f"{self._name}.{number}", panel)
            else:
                self._shown = replace(self._shown, number=number, panel=panel)
            self._came.clear()
            self._news.notify_all()

    def has_come(self) -> None:
        """Tells that a page has been opened anew."""
        self._came.set()

    def let_pages_come(self, *, patience: float) -> None:
        """Waits until a page has been opened anew, or so many seconds."""
        self._came.wait(patience)

    def news(self, after: int, *, patience: float) -> Shown | None:
        """What is shown once its number is another one; None when that has not come in so many seconds."""
        with self._news:
            has_come = self._news.wait_for(lambda: self._shown.number != after, patience)
            return self._shown if has_come else None


def show_news(order: Order, *, lookout: Lookout, board: Board, telling: Telling) -> Report:
    """Looks at the content, and shows what came of it on the pages that are open; these come before all else.

    Args:
        order: What is asked for.
        lookout: What looks.
        board: Where it is shown.
        telling: How findings are told.

    Raises:
        SetupError: Wrong set-up or templates; the pages have been told.
    """
    with board.turn() as shown:
        has_site = shown.preview is not None
        try:
            seen = lookout.look(order)
            made = preview(order, seen.ready, seen.looks, shown.preview) if seen.ready else None
        except SetupError as error:
            board.show(None, refusal(error, telling.wordings, has_site=has_site))
            raise
        told = "" if made else panel(seen.report.findings, telling, has_site=has_site)
        board.show(made, told)
    if made:
        board.let_pages_come(patience=_PATIENCE)
    found = lookout.advise(order, seen)
    more = panel(found.findings, telling, has_site=has_site)
    if more != told:
        board.show(None, more)
    return found
