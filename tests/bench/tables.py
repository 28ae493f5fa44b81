"""Tables in Markdown, and how numbers stand in them."""

from collections.abc import Iterable, Sequence
from statistics import median
from typing import Final

MEGABYTE: Final = 1_000_000


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table whose first column is text and whose others are numbers, each column as wide as it needs to be."""
    lines = [tuple(head), *map(tuple, rows)]
    widths = [max(3, *(len(line[place]) for line in lines)) for place in range(len(head))]
    rule = [f":{'-' * (width - 1)}" if not place else f"{'-' * (width - 1)}:" for place, width in enumerate(widths)]
    return "".join(
        f"| {' | '.join(_set(line[place], width, place) for place, width in enumerate(widths))} |\n"
        for line in (lines[0], rule, *lines[1:])
    )


def _set(cell: str, width: int, place: int) -> str:
    return cell.rjust(width) if place else cell.ljust(width)


def seconds(values: Sequence[float]) -> str:
    """The median of seconds; a dash when there are none."""
    return f"{median(values):.2f}" if values else "–"


def megabytes(values: Sequence[int]) -> str:
    """The median of bytes, in megabytes."""
    return f"{median(values) / MEGABYTE:.0f}" if values else "–"


def ratio(over: Sequence[float], under: Sequence[float]) -> str:
    """How many times the median of the second the median of the first is; a dash where either is missing or nothing."""
    return f"{median(over) / median(under):.2f}" if over and under and median(under) else "–"
