"""The time that a document may take: what would take longer is broken off, and becomes a finding."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

SECONDS: Final = 1
"""The most time that reading a document may take, in seconds of the processor (promise 13)."""


class TooLongError(Exception):
    """The time for a document is over."""


@contextmanager
def bounded() -> Iterator[None]:
    """Breaks off what is within when its time is over, or that of what it is within.

    Only the main thread of a POSIX system can; elsewhere the bounds of size and depth must do.

    Raises:
        TooLongError: It is.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return
    if any(signal.getitimer(signal.ITIMER_PROF)):
        yield
        return

    def break_off(_number: int, _frame: FrameType | None) -> None:
        raise TooLongError

    before = signal.signal(signal.SIGPROF, break_off)
    # again and again: an exception within a callback of the interpreter would be lost
    signal.setitimer(signal.ITIMER_PROF, SECONDS, SECONDS / 20)
    try:
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
    finally:  # once more: what the time breaks off may be the line above
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
