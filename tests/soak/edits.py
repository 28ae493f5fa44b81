"""A thousand edits with a build after each: every site is that of a build from nothing, and the memory stays flat.

    python -m tests.soak.edits [--edits 1000] [--entries 4]

All builds are made in this one process, over the last one with all that is remembered, with one job and two in turn.
"""

import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Final

import click

from tests.bench.corpus import write_corpus
from tests.built import ROOT, order
from tests.edits import Walk
from tests.folders import first_difference
from zoomibank.exports import search_parts
from zoomibank.pipeline import Order, build
from zoomibank.publish import links, writer
from zoomibank.stages import make, read

FLAT: Final = 1.15
"""So many times the memory after a tenth of the edits may be had after all of them."""

FEW: Final = 500
"""What a build of this bank asks for more than once, and no more: full long before a tenth of the edits."""


@click.command()
@click.option("--edits", default=1000, show_default=True)
@click.option("--entries", default=4, show_default=True)
@click.option("--seed", default=1, show_default=True)
def main(edits: int, entries: int, seed: int) -> None:
    """Edits and builds, and ends with 1 at the first difference, or when memory has grown."""
    # A bank this small would stay in one process, be made anew as a whole, and have its search in one file.
    make._WORTH_SHARING = read._WORTH_SHARING = 2  # type: ignore[misc]  # noqa: SLF001
    writer.WORTH_A_SPARE = search_parts.ONE_FILE = 1  # type: ignore[misc]
    # What is kept of links has its bound, but would reach it only after thousands of edits.
    links._read_tag = lru_cache(FEW)(links._read_tag.__wrapped__)  # noqa: SLF001
    links._read_shared = lru_cache(FEW)(links._read_shared.__wrapped__)  # type: ignore[misc]  # noqa: SLF001
    begin = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        root = Path(name) / "bank"
        write_corpus(root / "content", entries, languages=("fi", "sv"))
        shutil.copytree(ROOT / "templates", root / "templates")
        walk = Walk(root, seed)
        over, anew = _orders(root)
        _build(over)
        early = 0
        for number in range(1, edits + 1):
            edit = walk.step()
            _build(replace(over, jobs=1 + number % 2))
            shutil.rmtree(anew.output, ignore_errors=True)
            _build(anew)
            if found := first_difference(over.output, anew.output):
                sys.exit(f"seed {seed}, edit {number}, {edit}: {found}")
            early = early or (_resident() if number >= edits / 10 else 0)
            if number % 100 == 0:
                click.echo(f"{number:>5} edits, {_resident()} MB, {time.monotonic() - begin:.0f} s")
    late = _resident()
    click.echo(f"{edits} edits, no difference; {early} MB after a tenth of them, {late} MB after all")
    sys.exit(1 if late > early * FLAT else 0)


def _orders(root: Path) -> Iterator[Order]:
    for folder, cache in (("kept", root / ".cache"), ("new", None)):
        given = order(root / "content", root / folder / "site")
        yield replace(given, templates=root / "templates", cache=cache)


def _build(given: Order) -> None:
    report = build(given)
    if not report.published:
        sys.exit("\n".join(map(str, report.findings[:9])))


def _resident() -> int:
    """The memory of this process at the moment, in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 // 1_000_000


if __name__ == "__main__":
    main()
