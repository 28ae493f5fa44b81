"""Generated content by the hundred thousand: a site or findings with a place, never a traceback.

python -m tests.soak.generated [--cases 100000]
"""

import multiprocessing
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import click
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from tests import generated
from tests.built import SITES
from zoomibank.work import cores


def _of_a_bank(files: dict[str, str]) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        content = shutil.copytree(SITES / "tiny" / "content", Path(folder) / "content")
        yield from generated.judge_bank(files, content, is_built=len(files) == 1)


KINDS: Final[dict[str, tuple[SearchStrategy[Any], Callable[[Any], Iterator[str]], float]]] = {
    "bodies": (generated.bodies, generated.judge_body, 0.5),
    "front matter": (generated.entries, generated.judge_entry, 0.4),
    "bytes": (st.binary(max_size=400), generated.judge_bytes, 0.09),
    "banks": (generated.banks, _of_a_bank, 0.01),
}
"""What is generated, what judges it, and its share of the cases."""


def tried(kind: str, count: int, start: int) -> tuple[str, int, float, str]:
    """Tries so many cases of a kind: its name, how many were tried, the slowest one's seconds, and what failed."""
    strategy, judge, _ = KINDS[kind]
    told = Counter[str]()
    slowest = 0.0

    @seed(start)
    @settings(
        max_examples=count, database=None, deadline=None, phases=[Phase.generate, Phase.shrink], print_blob=False,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(strategy)
    def judged(case: Any) -> None:  # noqa: ANN401 -- whatever the kind is
        nonlocal slowest
        begin = time.process_time()
        found = list(judge(case))
        slowest = max(slowest, time.process_time() - begin)
        told[kind] += 1
        assert not found, found

    try:
        judged()
    except Exception as error:  # noqa: BLE001 -- it is told, with the smallest case that shows it
        return kind, told[kind], slowest, f"{error!r}\n" + "\n".join(getattr(error, "__notes__", ()))
    return kind, told[kind], slowest, ""


@click.command()
@click.option("--cases", default=100_000, show_default=True)
@click.option("--seed", "start", default=1, show_default=True)
def main(cases: int, start: int) -> None:
    """Tries them on all cores and ends with 1 when one fails."""
    jobs = cores()
    tasks = [
        (kind, -(-int(cases * share) // jobs), start * 1000 + number)
        for number in range(jobs)
        for kind, (_, _, share) in KINDS.items()
    ]
    with multiprocessing.get_context("spawn").Pool(jobs) as pool:
        results = pool.starmap(tried, tasks, chunksize=1)
    for kind in KINDS:
        own = [one for one in results if one[0] == kind]
        click.echo(f"{kind:<14}{sum(one[1] for one in own):>8} cases, slowest {max(one[2] for one in own):.2f} s")
    faults = [fault for *_, fault in results if fault]
    click.echo(f"{sum(one[1] for one in results)} cases, {len(faults)} faults")
    for fault in faults:
        click.echo(fault)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
