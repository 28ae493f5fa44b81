"""What a command takes: seconds, processor seconds, memory; and what it says of itself."""

import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

PROC: Final = Path("/proc")
INTERVAL: Final = 0.02
"""Seconds between two looks at the memory."""
SHARE: Final = 20
"""Looking may take one part in so many of the time, so large processes are looked at less often."""

_PROFILE: Final = re.compile(r"\s*(\d+(?:[.,]\d+)?)\s*s\s+(\S.*?)\s*")
_PSS: Final = re.compile(rb"^Pss:\s+(\d+) kB", re.MULTILINE)
_COUNT: Final = re.compile(r"(\d+) (page|made|kept|removed)")

State = Mapping[str, tuple[int, int]]
"""The files of a folder, each with what changes when it is written anew."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What one run took.

    `cpu` are the user and system seconds of the process and of all that it has started and waited for; `memory` is the
    largest sum of the memory of all of them at one time, in bytes; `stages` are the seconds of each.
    """

    wall: float
    cpu: float
    memory: int
    out: str = ""
    stages: Mapping[str, float] | None = None


@dataclass(frozen=True, slots=True)
class Changed:
    """How many files of a folder were made or made anew, stayed as they were, or went."""

    made: int
    kept: int
    removed: int


def run(command: Sequence[str], folder: Path) -> Taken:
    """Runs a command in a folder, in a process of its own, and measures it.

    Raises:
        RuntimeError: The command failed; with what it said.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=out, stderr=err)
        watch = _Watch(process.pid)
        watch.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        largest = watch.stop() or usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
        for file in (out, err):
            file.seek(0)
        said, errors = (file.read().decode(errors="replace") for file in (out, err))
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}:\n{said[-2000:]}\n{errors[-2000:]}")
    return Taken(wall, usage.ru_utime + usage.ru_stime, largest, said, stages(errors))


def stages(text: str) -> dict[str, float]:
    """The seconds of each stage, from lines like `  12.34 s  render`; a stage told twice is summed up."""
    found: dict[str, float] = {}
    for line in text.splitlines():
        if told := _PROFILE.fullmatch(line):
            found[told[2]] = found.get(told[2], 0) + float(told[1].replace(",", "."))
    return found


def told_counts(text: str) -> dict[str, int]:
    """What an English summary says of the pages: how many there are (`page`) and, where it tells, were made."""
    return {word: int(number) for number, word in _COUNT.findall(text)}


def state(folder: Path) -> State:
    """All files below a folder; none when there is no folder."""
    return {
        os.path.relpath(file, folder): (file.stat(follow_symlinks=False).st_ino, file.stat().st_mtime_ns)
        for file in _files(folder)
    }


def changed(before: State, after: State) -> Changed:
    """What happened to the files between two looks at a folder."""
    kept = sum(before.get(path) == mark for path, mark in after.items())
    return Changed(len(after) - kept, kept, len(before.keys() - after.keys()))


def memory_of(pid: int, proc: Path = PROC) -> int:
    """The memory of a process and of all below it, in bytes; 0 when nothing can be said.

    It is the PSS: of a page that several processes share each counts its part. The resident sizes would count what
    workers share with the process that started them once for each of them. They are taken where the system has no PSS.
    """
    return sum(_memory(process, proc) for process in _with_children(pid, proc))


def _memory(pid: int, proc: Path) -> int:
    folder = proc / str(pid)
    with suppress(OSError):  # the process may have ended, or the file may not be ours to read
        if told := _PSS.search((folder / "smaps_rollup").read_bytes()):
            return int(told[1]) * 1024
    with suppress(OSError, IndexError):
        return int((folder / "statm").read_bytes().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    return 0


def _with_children(pid: int, proc: Path) -> Iterator[int]:
    """The process and all below it; each of its threads may have started some."""
    yield pid
    with suppress(OSError):
        for thread in (proc / str(pid) / "task").iterdir():
            with suppress(OSError):
                for child in (thread / "children").read_text().split():
                    yield from _with_children(int(child), proc)


def _files(folder: Path) -> Iterator[os.DirEntry[str]]:
    with suppress(FileNotFoundError), os.scandir(folder) as found:
        for entry in found:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(Path(entry.path))
            else:
                yield entry


class _Watch(threading.Thread):
    """Looks at the memory of a process again and again until it is stopped."""

    def __init__(self, pid: int, look: Callable[[int], int] = memory_of) -> None:
        super().__init__(daemon=True)
        self.pid = pid
        self.look = look
        self.largest = 0
        self.ended = threading.Event()

    def run(self) -> None:
        pause = 0.0
        while not self.ended.wait(pause):
            start = time.perf_counter()
            self.largest = max(self.largest, self.look(self.pid))
            pause = max(INTERVAL, SHARE * (time.perf_counter() - start))

    def stop(self) -> int:
        """The largest memory seen."""
        self.ended.set()
        self.join()
        return self.largest
