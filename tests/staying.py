"""Commands that stay, as processes of their own: what they say, one look after another."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import Final

from tests.built import ROOT, TODAY

BEGINS: Final = "Tarkistetaan…"
ENDS: Final = "Odotetaan muutoksia…"
SECONDS: Final = 60.0
"""How long a look may take on the slowest machine."""
_ADDRESS: Final = re.compile(r"http://127\.0\.0\.1:\d+/")


class Staying:
    """A command that stays, and what it has said."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        self._lines: Queue[str | None] = Queue()
        Thread(target=self._listen, daemon=True).start()

    def line(self) -> str:
        """The next line that is said."""
        line = self._lines.get(timeout=SECONDS)
        assert line is not None, "it has ended"
        return line

    def look(self) -> list[str]:
        """What is said of the next look, without the lines that it begins and ends with."""
        said = [self.line()]
        while said[-1] != ENDS:
            said.append(self.line())
        assert said[0] == BEGINS, said
        return said[1:-1]

    def until(self, expected: Sequence[str]) -> None:
        """Waits for a look of which this is said."""
        while self.look() != expected:
            pass

    def rest(self) -> list[str]:
        """All that is said until the end."""
        return list(iter(partial(self._lines.get, timeout=SECONDS), None))

    def address(self) -> str:
        """Where a preview is served, as is said with the first look."""
        found = _ADDRESS.search("\n".join(self.look()))
        assert found
        return found[0]

    def stop(self) -> int:
        """The number that the command ends with when it is stopped by Ctrl-C."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(SECONDS)

    def _listen(self) -> None:
        for line in self.process.stdout or ():
            self._lines.put(line.rstrip("\n"))
        self._lines.put(None)


@contextmanager
def staying(
    *arguments: str, folder: Path, options: Sequence[str] = ("--today", TODAY.isoformat())
) -> Iterator[Staying]:
    """A command that is started in a folder, and stopped at the end."""
    command = [sys.executable, str(ROOT / "build.py"), *arguments, *options]
    with subprocess.Popen(
        command, cwd=folder, env=os.environ | {"PYTHONUTF8": "1"}, encoding="utf-8",
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    ) as process:  # fmt: skip
        try:
            yield Staying(process)
        finally:
            process.kill()


@contextmanager
def previewing(folder: Path) -> Iterator[tuple[Staying, str]]:
    """A preview of the content in a folder, and its address."""
    with staying("serve", "--port", "0", folder=folder) as preview:
        yield preview, preview.address()
