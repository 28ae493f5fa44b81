"""A pure function over many values, on as many processes as there are cores."""

import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

T = TypeVar("T")
R = TypeVar("R")

_A_TIME: Final = 24
"""Results that travel together."""


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(do: Callable[[T], R], values: Sequence[T], *, jobs: int) -> Iterator[R]:
    """What `do` gives for each value, in no certain order.

    Processes are forked, so they know all that this one knows; results come back pickled, from our own processes only.
    Where a system can't fork safely, everything is done here.

    Raises:
        Exception: The first that `do` raised.
    """
    if jobs <= 1 or len(values) <= 1 or sys.platform != "linux":
        yield from map(do, values)
        return
    from multiprocessing import get_context  # noqa: PLC0415 -- a build with nothing to do needs none of it
    from multiprocessing.connection import Connection, wait  # noqa: PLC0415

    context = get_context("fork")
    shares = [values[first::jobs] for first in range(jobs)]
    processes = []
    open_ends: list[Connection] = []
    try:
        for share in shares:
            end, other = context.Pipe(duplex=False)
            process = context.Process(target=_work, args=(do, share, other, (*open_ends, end)), daemon=True)
            process.start()
            other.close()
            processes.append(process)
            open_ends.append(end)
        while open_ends:
            for end in [end for end in wait(open_ends) if isinstance(end, Connection)]:
                try:
                    failure, results = end.recv()
                except EOFError:
                    raise RuntimeError("a process of the build has died") from None
                if failure is not None:
                    raise failure
                if results is None:
                    open_ends.remove(end)
                    end.close()
                else:
                    yield from results
    finally:
        for process in processes:
            if open_ends:
                process.terminate()
            process.join()
        for end in open_ends:
            end.close()


def _work(do: Callable[[T], R], share: Iterable[T], out: "Connection", others: Iterable["Connection"]) -> None:
    """Does a share and sends what comes of it; the last message is that there is no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is told, and ends this process
    for end in others:
        end.close()
    results: list[R] = []
    try:
        for value in share:
            results.append(do(value))
            if len(results) == _A_TIME:
                out.send((None, results))
                results = []
        out.send((None, results))
        out.send((None, None))
    except BrokenPipeError:
        return  # the parent has gone
    except Exception as error:  # noqa: BLE001 -- it is raised again where the results are awaited
        out.send((error, None))
    finally:
        out.close()


class Track(Protocol):
    """Watches a long loop go by, for a progress bar."""

    def __call__(self, items: Iterable[T], total: int, /) -> Iterable[T]:
        """The items, of which there are so many."""


def unwatched(items: Iterable[T], _total: int, /) -> Iterable[T]:
    """The items, watched by nobody."""
    return items
