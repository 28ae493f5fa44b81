"""What a process that stays sees is what a new one sees, whatever has happened to the bank in between."""

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from tests.bench.corpus import write_corpus
from tests.built import ROOT, order
from tests.edits import EDITS, Walk
from zoomibank.editing.watching import Lookout
from zoomibank.findings.finding import Finding
from zoomibank.pipeline import Order, check, preview
from zoomibank.publish.shelf import Shelf, shelf
from zoomibank.stages.memory import fingerprint
from zoomibank.stages.preview import Preview
from zoomibank.stages.read import Desk

ENTRIES: Final = 6
SEED: Final = 5
TOGETHER: Final = 5
"""So many edits are held together against a new process: what an edit spoils stays spoilt after the next one."""


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    """A small bank with templates of its own beside it."""
    write_corpus(tmp_path / "content", ENTRIES, languages=("fi", "sv"))
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    return tmp_path


def _order(bank: Path) -> Order:
    given = order(bank / "content", bank / "output", drafts=True)
    return replace(given, templates=bank / "templates", cache=bank / ".cache")


class _Eyes:
    """A process that looks at the content again and again."""

    def __init__(self, given: Order, kept: Shelf) -> None:
        self.order = given
        self.lookout = Lookout(Desk(kept, fingerprint(given)))
        self.findings: tuple[Finding, ...] = ()
        self.preview: Preview | None = None

    def look(self) -> Preview:
        """The preview as it is now."""
        if self.lookout.has_news(self.order):
            seen = self.lookout.look(self.order)
            self.findings = self.lookout.advise(self.order, seen).findings
            assert seen.ready
            self.preview = preview(self.order, seen.ready, seen.looks, self.preview)
        assert self.preview
        return self.preview


def _files(made: Preview) -> Iterator[tuple[str, bytes]]:
    """All pages, and what comes of them all together."""
    for path in (*sorted(made.sheets), "data/search/fi.js", "robots.txt"):
        output = made.file(path)
        assert output, path
        yield path, output.data


def _first_difference(one: Iterable[tuple[str, bytes]], other: Iterable[tuple[str, bytes]]) -> str:
    return next((f"{left[0]} and {right[0]}" for left, right in zip(one, other, strict=True) if left != right), "")


def test_each_edit_shows_as_to_a_new_process(bank: Path) -> None:
    """Every kind of edit once, in an order of chance, each looked at after the one before."""
    walk, given = Walk(bank, SEED), _order(bank)
    new = replace(given, cache=None)
    with shelf(given.cache) as kept, shelf(None) as none:
        eyes = _Eyes(given, kept)
        eyes.look()
        for _ in range(0, len(EDITS), TOGETHER):
            edits = ""
            for _ in range(TOGETHER):
                edits += f"\n{walk.step()}"
                eyes.look()
            assert eyes.findings == check(new).findings, edits
            anew = _Eyes(new, none).look()
            assert not (found := _first_difference(_files(eyes.look()), _files(anew))), (
                f"seed {SEED}: {found}, after:{edits}"
            )
