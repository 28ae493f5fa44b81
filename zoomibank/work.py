"""A pure function over many values, on as many processes as there are cores."""

import gc
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkProcess

T = TypeVar("T")
R = TypeVar("R")

_A_TIME: Final = 24
"""Results that travel together."""
_PARTS: Final = 24
"""The parts of the work for each process: later ones even out what earlier ones took."""
_MOST: Final = 64
"""Processes that may work at once."""
_PARENT_DEATH_SIGNAL: Final = 1
"""Linux's PR_SET_PDEATHSIG."""
_TURN: Final = 2
"""Bytes of a part's number."""


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(do: Callable[[T], R], values: Sequence[T], *, jobs: int) -> Iterator[R]:
    """What `do` gives for each value, in no certain order.

    This process works, too, beside others that are forked from it and so know all that it knows; each takes the next
    part of the work when it is done with one. Results come back pickled, from our own processes only. Where a system
    can't fork, all is done here.

    Raises:
        Exception: The first that `do` raised.
    """
    with _sparing_memory():
        if jobs <= 1 or len(values) <= 1 or sys.platform != "linux":
            yield from map(do, values)
        else:
            yield from _shared(do, values, min(jobs, len(values), _MOST))


@contextmanager
def _sparing_memory() -> Iterator[None]:
    """Collects the garbage of the work alone: looking through what stood in memory before would copy what is shared.

    A process that stays collects its garbage itself, which it would never do again once all had been frozen.
    """
    if gc.isenabled():
        yield
        return
    gc.freeze()
    gc.enable()
    try:
        yield
    finally:
        gc.unfreeze()
        gc.disable()


def _shared(do: Callable[[T], R], values: Sequence[T], jobs: int) -> Iterator[R]:
    """The results of several processes, of which this is one."""
    from multiprocessing import get_context  # noqa: PLC0415 -- a build with nothing to do needs none of it

    size = -(-len(values) // (jobs * _PARTS))
    turns, giver = os.pipe()
    for number in range(-(-len(values) // size)):
        os.write(giver, number.to_bytes(_TURN))
    os.close(giver)
    context = get_context("fork")
    processes: list[ForkProcess] = []
    ends: list[Connection] = []
    try:
        for _ in range(jobs - 1):
            end, out = context.Pipe(duplex=False)
            process = context.Process(
                target=_work, args=(do, values, size, turns, out, (*ends, end), os.getpid()), daemon=True
            )
            process.start()
            out.close()
            processes.append(process)
            ends.append(end)
        while turn := os.read(turns, _TURN):
            for value in _part(values, turn, size):
                yield do(value)
                yield from _arrived(ends, wait=False)
        while any(not end.closed for end in ends):
            yield from _arrived(ends, wait=True)
    finally:
        os.close(turns)
        for process in processes:
            if any(not end.closed for end in ends):
                process.terminate()
            process.join()


def _part(values: Sequence[T], turn: bytes, size: int) -> Sequence[T]:
    """The values of a turn."""
    begin = int.from_bytes(turn) * size
    return values[begin : begin + size]


def _arrived(ends: Iterable["Connection"], *, wait: bool) -> Iterator[Any]:
    """The results that have come from other processes, or come next."""
    from multiprocessing import connection  # noqa: PLC0415

    ready = connection.wait([end for end in ends if not end.closed], None if wait else 0)
    for end in [end for end in ready if isinstance(end, connection.Connection)]:
        try:
            failure, results = end.recv()
        except (EOFError, OSError):
            raise RuntimeError("a process of the build has died") from None
        if failure is not None:
            raise failure
        if results is None:
            end.close()
        else:
            yield from results


def _work(  # noqa: PLR0913, PLR0917 -- what a new process is given
    do: Callable[[T], R],
    values: Sequence[T],
    size: int,
    turns: int,
    out: "Connection",
    others: Iterable["Connection"],
    parent: int,
) -> None:
    """Does parts of the work, one a turn, and sends what comes of them; the last message is that there is no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is told, and ends this process
    _end_with(parent)
    for end in others:
        end.close()
    try:
        while turn := os.read(turns, _TURN):
            part = _part(values, turn, size)
            for first in range(0, len(part), _A_TIME):
                out.send((None, [do(value) for value in part[first : first + _A_TIME]]))
        out.send((None, None))
    except BrokenPipeError:
        return  # the parent has gone
    except Exception as error:  # noqa: BLE001 -- it is raised again where the results are awaited
        out.send((error, None))


def _end_with(parent: int) -> None:
    """Has the system end this process when the parent ends, so that it writes nothing into another build's site."""
    from ctypes import CDLL  # noqa: PLC0415

    CDLL(None).prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


class Track(Protocol):
    """Watches a long loop go by, for a progress bar."""

    def __call__(self, items: Iterable[T], total: int, /) -> Iterable[T]:
        """The items, of which there are so many."""


def unwatched(items: Iterable[T], _total: int, /) -> Iterable[T]:
    """The items, watched by nobody."""
    return items
