import gc
import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterator

import pytest

from zoomibank.findings.finding import SetupError
from zoomibank.work import cores, spread, unwatched

LONG = 1_000_000
"""Characters that no pipe holds at once."""

needs_linux = pytest.mark.skipif(os.name == "nt" or not hasattr(os, "sched_getaffinity"), reason="nothing is forked")


def _nobody_is_left() -> bool:
    return multiprocessing.active_children() == []


def _doubled(value: int) -> int:
    return 2 * value


@pytest.mark.parametrize("jobs", [0, 1, 2, 3])
@pytest.mark.parametrize("count", [0, 1, 2, 5, 47, 48, 49, 1000])
def test_all_values_once(jobs: int, count: int) -> None:
    """Whatever the number of values and of processes: each value is done once, and no process stays."""
    assert sorted(spread(_doubled, range(count), jobs=jobs)) == [2 * value for value in range(count)]
    assert _nobody_is_left()


def test_one_job_is_done_here_in_order() -> None:
    assert list(spread(lambda _: os.getpid(), range(3), jobs=1)) == [os.getpid()] * 3
    assert list(spread(_doubled, (3, 1, 2), jobs=1)) == [6, 2, 4]


@needs_linux
def test_several_jobs_are_as_many_processes() -> None:
    """More jobs take as many processes, this one among them; the others know what it knows and change nothing."""
    known = {"here": os.getpid(), "calls": 0}

    def do(_: int) -> tuple[int, bool]:
        known["calls"] += 1
        time.sleep(0.001)  # so that one process can't do it all before the other one starts
        return os.getpid(), known["here"] != os.getpid()

    told = list(spread(do, range(200), jobs=2))
    assert sorted({is_elsewhere for _, is_elsewhere in told}) == [False, True]
    assert len({process for process, _ in told}) == 2
    assert known["calls"] == sum(not is_elsewhere for _, is_elsewhere in told)


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_of_more_than_a_pipe_holds(jobs: int) -> None:
    found = list(spread(lambda value: str(value) * LONG, range(6), jobs=jobs))
    assert sorted((text[0], len(text)) for text in found) == [(str(value), LONG) for value in range(6)]


def _fail(error: Exception) -> Callable[[int], int]:
    def do(value: int) -> int:
        if value == 30:
            raise error
        return value

    return do


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(
    "error", [ValueError("no", 7), SetupError("write_failed", path="a/b", reason="No space left on device")]
)
def test_what_goes_wrong_there_is_raised_here(jobs: int, error: Exception) -> None:
    """The exception comes with all its values, and no process stays."""
    with pytest.raises(type(error)) as caught:
        list(spread(_fail(error), range(100), jobs=jobs))
    assert (caught.value.args, vars(caught.value)) == (error.args, vars(error))
    assert _nobody_is_left()


@needs_linux
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_killed_process_is_told(number: signal.Signals) -> None:
    """Nothing is waited for that won't come; the others end, too."""
    here = os.getpid()

    def do(value: int) -> int:
        time.sleep(0.001)
        if os.getpid() != here:
            os.kill(os.getpid(), number)
        return value

    with pytest.raises(RuntimeError, match="died"):
        list(spread(do, range(100), jobs=2))
    assert _nobody_is_left()


@needs_linux
def test_an_interrupt_is_the_parents_to_handle() -> None:
    """A terminal sends it to all processes; those that work go on until the parent ends them."""
    here = os.getpid()

    def do(value: int) -> int:
        time.sleep(0.001)
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGINT)
        return value

    assert sorted(spread(do, range(10), jobs=2)) == list(range(10))


def test_who_stops_asking_leaves_no_process() -> None:
    """Results that nobody awaits any more are not made to the end."""
    results = spread(_slowly, range(1000), jobs=2)
    next(results)
    del results
    assert _nobody_is_left()


def _slowly(value: int) -> int:
    time.sleep(0.01)
    return value


@needs_linux
def test_elsewhere_all_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where processes can't be forked safely, more jobs change nothing."""
    monkeypatch.setattr("sys.platform", "darwin")
    assert set(spread(lambda _: os.getpid(), range(5), jobs=4)) == {os.getpid()}


def test_there_is_a_core() -> None:
    assert cores() >= 1


def test_unwatched_items_are_the_items() -> None:
    assert list(unwatched("abc", 3)) == ["a", "b", "c"]


@pytest.fixture
def collecting() -> Iterator[None]:
    """Garbage is collected, whatever ran before in this process: commands that end soon do without."""
    was = gc.isenabled()
    gc.enable()
    yield
    (gc.enable if was else gc.disable)()


@pytest.mark.usefixtures("collecting")
def test_a_process_that_stays_sets_no_memory_aside() -> None:
    """What was once set aside is hardly ever looked through again: what is dropped later would stay for good."""
    before = gc.get_freeze_count()
    assert set(spread(lambda _: gc.get_freeze_count(), range(3), jobs=1)) == {before}


@pytest.mark.usefixtures("collecting")
def test_a_process_without_collection_collects_the_garbage_of_the_work_alone() -> None:
    gc.disable()
    assert list(spread(lambda _: (gc.isenabled(), gc.get_freeze_count() > 0), range(2), jobs=1)) == [(True, True)] * 2
    assert not gc.isenabled()
    assert gc.get_freeze_count() == 0
