"""The tables of `build_speed`: what was measured, in Markdown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from tests.bench.builder import Built
from tests.bench.measuring import Taken
from tests.bench.tables import megabytes, ratio, seconds, table

COUNTS: Final = ("made", "kept", "removed")
"""What the summary tells of pages, and the disk of files."""


@dataclass(frozen=True, slots=True)
class Row:
    """One measurement of a phase, or of another generator, which has nothing `built`."""

    size: int
    phase: str
    taken: Taken
    built: Built | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """All measurements, and which phases are held against each other."""

    rows: tuple[Row, ...]
    cold: str
    warm: str
    one_job: str
    three: str
    jobs: int

    @property
    def sizes(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys(row.size for row in self.rows))

    def of(self, size: int, phase: str) -> list[Row]:
        """The measurements of a phase at one size."""
        return [row for row in self.rows if (row.size, row.phase) == (size, phase)]

    def phases(self, size: int) -> tuple[str, ...]:
        """The phases and other generators measured at a size, in their order."""
        return tuple(dict.fromkeys(row.phase for row in self.rows if row.size == size))

    def walls(self, size: int, phase: str) -> list[float]:
        return [row.taken.wall for row in self.of(size, phase)]

    def cpus(self, size: int, phase: str) -> list[float]:
        return [row.taken.cpu for row in self.of(size, phase)]


def report(given: Report) -> str:
    """All tables: one a size, the stages of cold and warm builds, and the ratios."""
    parts = [f"## {size:,} entries\n\n{_phases(given, size)}" for size in given.sizes]
    parts += [
        f"## Stages, {phase}, seconds\n\n{stages}"
        for phase in (given.cold, given.warm)
        if (stages := _stages(given, phase))
    ]
    return "\n".join([*parts, f"## Ratios\n\n{_ratios(given)}"])


def _phases(given: Report, size: int) -> str:
    head = ("phase", "wall s", "CPU s", "memory MB", "pages", *COUNTS, "files made", "kept", "removed")
    return table(head, (_line(phase, given.of(size, phase)) for phase in given.phases(size)))


def _line(phase: str, rows: Sequence[Row]) -> tuple[str, ...]:
    """Medians; the counts are those of the first round."""
    taken = [row.taken for row in rows]
    numbers = (
        phase,
        seconds([one.wall for one in taken]),
        seconds([one.cpu for one in taken]),
        megabytes([one.memory for one in taken]),
    )
    built = rows[0].built
    if built is None:
        return (*numbers, *["–"] * 7)
    told = [str(built.told.get(word, "–")) for word in ("page", *COUNTS)]
    return (*numbers, *told, *map(str, (built.files.made, built.files.kept, built.files.removed)))


def _stages(given: Report, phase: str) -> str:
    """The stages of a phase by size, or "" when builds do not tell them."""
    told = {size: [row.taken.stages for row in given.of(size, phase) if row.taken.stages] for size in given.sizes}
    names = dict.fromkeys(name for rounds in told.values() for stages in rounds for name in stages)
    lines = [
        (name, *(seconds([stages[name] for stages in told[size] if name in stages]) for size in given.sizes))
        for name in names
    ]
    return table(("stage", *(f"{size:,}" for size in given.sizes)), lines) if names else ""


def _ratios(given: Report) -> str:
    pairs = {
        f"{given.warm} / {given.cold}": (given.warm, given.cold),
        f"one job / {given.jobs} jobs": (given.one_job, given.cold),
        "three languages / one": (given.three, given.cold),
    }
    known = {given.cold, given.warm, given.one_job, given.three}
    others = {row.phase for row in given.rows if row.built is None} - known
    pairs |= {f"{given.cold} / {other}": (given.cold, other) for other in sorted(others)}
    lines = [
        (f"{name}, {what}", *(ratio(times(size, over), times(size, under)) for size in given.sizes))
        for name, (over, under) in pairs.items()
        for what, times in (("wall", given.walls), ("CPU", given.cpus))
    ]
    known_lines = [line for line in lines if set(line[1:]) != {"–"}]
    return table(("", *(f"{size:,}" for size in given.sizes)), known_lines) + _growth(given)


def _growth(given: Report) -> str:
    """How much more the larger size takes, for each two that follow each other."""
    if len(given.sizes) < 2:
        return ""
    steps = list(pairwise(sorted(given.sizes)))
    head = ("", *(f"{large:,} / {small:,}" for small, large in steps))
    return "\n" + table(head, _growths(given, steps))


def _growths(given: Report, steps: Sequence[tuple[int, int]]) -> Iterator[tuple[str, ...]]:
    for phase in (given.cold, given.warm):
        for what, times in (("wall", given.walls), ("CPU", given.cpus)):
            yield (f"{phase}, {what}", *(ratio(times(large, phase), times(small, phase)) for small, large in steps))
        memory = {size: [row.taken.memory for row in given.of(size, phase)] for size in given.sizes}
        yield (f"{phase}, memory", *(ratio(memory[large], memory[small]) for small, large in steps))
