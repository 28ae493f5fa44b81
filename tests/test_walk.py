"""A build over an earlier one gives what a build from nothing gives, whatever has happened to the bank in between."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.bench.corpus import write_corpus
from tests.built import ROOT, order
from tests.edits import EDITS, Walk
from tests.folders import first_difference
from zoomibank.exports import search_parts
from zoomibank.pipeline import Order, build
from zoomibank.publish import writer
from zoomibank.stages import make, read

ENTRIES = 8
SEED = 7
TOGETHER = 4
"""So many edits are held together against a build from nothing: what an edit spoils stays spoilt after the next one."""


def _bank(root: Path) -> Path:
    """A small bank with templates of its own beside it."""
    write_corpus(root / "content", ENTRIES, languages=("fi", "sv"))
    shutil.copytree(ROOT / "templates", root / "templates")
    return root


@pytest.fixture(autouse=True)
def _share_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bank this small would stay in one process, be made anew as a whole, and have its search in one file."""
    for module in (make, read):
        monkeypatch.setattr(module, "_WORTH_SHARING", 2)
    monkeypatch.setattr(writer, "WORTH_A_SPARE", 1)
    monkeypatch.setattr(search_parts, "ONE_FILE", 1)


def _build(given: Order, edits: str) -> None:
    report = build(given)
    assert report.published, "\n".join([f"seed {SEED}: {edits}", *map(str, report.findings[:9])])


def _orders(root: Path) -> Iterator[Order]:
    """A build into a folder that stays, with all that is remembered, and one into a folder that is new each time."""
    for name, cache in (("kept", root / ".cache"), ("new", None)):
        yield replace(order(root / "content", root / name / "site"), templates=root / "templates", cache=cache)


def test_each_edit_leaves_the_site_of_a_build_from_nothing(tmp_path: Path) -> None:
    """Every kind of edit once, in an order of chance, each built over the one before; whole sites are compared.

    Builds take turns at one process and at two, and so do those from nothing.
    """
    walk = Walk(_bank(tmp_path), SEED)
    over, anew = _orders(tmp_path)
    _build(over, "nothing yet")
    for some in range(0, len(EDITS), TOGETHER):
        edits = ""
        for number in range(TOGETHER):
            edits += f"\n{walk.step()}"
            _build(replace(over, jobs=1 + number % 2), edits)
        shutil.rmtree(anew.output, ignore_errors=True)
        _build(replace(anew, jobs=1 + some // TOGETHER % 2), edits)
        assert not (found := first_difference(over.output, anew.output)), f"seed {SEED}: {found}, after:{edits}"


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_walks_repeat_themselves(seed: int, tmp_path: Path) -> None:
    told = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        walk = Walk(_bank(tmp_path / name), seed)
        told.append([walk.step() for _ in range(2 * len(EDITS))])
    assert told[0] == told[1]
    assert first_difference(tmp_path / "a", tmp_path / "b") == ""


def test_differences_are_told(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        (folder / "sub").mkdir(parents=True)
        (folder / "sub" / "a.txt").write_bytes(b"same")
    assert first_difference(one, other) == ""
    (other / "sub" / "a.txt").write_bytes(b"some")
    assert first_difference(one, other) == "sub/a.txt differs from byte 1: 'same' and 'some'"
    (one / "sub" / "a.txt").chmod(0o600)
    assert first_difference(one, other) == "sub/a.txt is -rw------- and -rw-r--r--"
    (one / ".new").mkdir()
    assert first_difference(one, other) == f".new is only in {one}"
