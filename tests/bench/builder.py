"""The generator as it is measured: `build.py` in fresh processes, over banks that stand in folders of their own."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.bench.measuring import Changed, Taken, changed, run, state, told_counts
from tests.built import ROOT, TODAY

_OPTION = re.compile(r"--[a-z][a-z-]+")


@dataclass(frozen=True, slots=True)
class Built:
    """What a build took, what it did to its output, and what its summary says of the pages."""

    taken: Taken
    files: Changed
    told: Mapping[str, int]


@cache
def options() -> frozenset[str]:
    """The options that builds have today."""
    command = (sys.executable, str(ROOT / "build.py"), "build", "--help")
    return frozenset(_OPTION.findall(subprocess.run(command, capture_output=True, text=True, check=True).stdout))


class Place:
    """A bank, its output and its cache, made ready for one build after another.

    `words` is what is known of the bank's words: what is learnt of them lasts, so the very first build, which is not
    measured, is something else.
    """

    def __init__(self, root: Path, content: Path, templates: Path | None, words: Path) -> None:
        self.root, self.content, self.templates, self.words = root, content, templates, words
        self.output, self.cache = root / "site", root / ".cache"

    def forget(self) -> None:
        """No output and no cache, but the words are known."""
        for folder in (self.output, self.cache):
            shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.words, self.cache)

    def remember(self) -> None:
        """Counts what has been learnt of words as known from now on."""
        for path in self.cache.glob("words-*"):
            shutil.copy2(path, self.words)

    def beside(self, root: Path) -> "Place":
        """Another output of the same bank."""
        return Place(root, self.content, self.templates, self.words)

    def build(self, *, jobs: int = 0, profiled: bool = True) -> Built:
        """One build; with a number of jobs, and telling its stages, where it has options for that."""
        command = [sys.executable, str(ROOT / "build.py"), "build", "--today", TODAY.isoformat(), "--lang", "en"]
        command += ["--content", str(self.content), "--output", str(self.output)]
        if self.templates:
            command += ["--templates", str(self.templates)]
        if jobs and "--jobs" in options():
            command += ["--jobs", str(jobs)]
        if "--allow-lost" in options():  # what the edits of a walk take away may go
            command += ["--allow-lost"]
        if profiled and "--profile" in options():
            command += ["--profile"]
        before = state(self.output)
        os.sync()  # what earlier builds have written should not have to be waited for in this one
        taken = run(command, ROOT)
        return Built(taken, changed(before, state(self.output)), told_counts(taken.out))


def place(root: Path, write: Callable[[Path], object], *, templates: Path | None = None) -> Place:
    """A new place, for the bank that `write` makes and a copy of the templates, built once and then forgotten."""
    root.mkdir(parents=True)
    write(root / "content")
    own = Path(shutil.copytree(templates, root / "templates")) if templates else None
    made = Place(root, root / "content", own, root / "words")
    made.words.mkdir()
    made.build()
    made.remember()
    made.forget()
    return made
