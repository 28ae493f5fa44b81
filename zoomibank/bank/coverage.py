"""What the bank covers: which current entries each pair of choices has, and which pairs have none."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from zoomibank.bank.catalogue import Catalogue
from zoomibank.bank.facets import terms_of
from zoomibank.bank.freshness import GONE
from zoomibank.content.entry import Ref

SHADES: Final = 4
"""Classes of counts above nought."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Two facets, crossed.

    `rows` and `columns` are the keys of their choices, in their order; `cells` the entries by the two keys of a pair,
    only of pairs that have any; `of_row` and `of_column` how many entries a choice has in all cells, each counted once.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[str, str], tuple[Ref, ...]]
    of_row: Mapping[str, int]
    of_column: Mapping[str, int]

    def missing(self, row: str) -> tuple[str, ...]:
        """The choices of the columns that have no entry together with a row's."""
        return tuple(column for column in self.columns if (row, column) not in self.cells)

    def shade(self, count: int) -> int:
        """The class of a count: 0 for none, then from 1 to at most `SHADES`."""
        return -(-count // self._step)

    def shades(self) -> Iterator[tuple[int, int]]:
        """The lowest and the highest count of each class that counts fall into, from class 1 on."""
        for low in range(1, self._most + 1, self._step):
            yield low, low + self._step - 1

    @property
    def _most(self) -> int:
        return max(map(len, self.cells.values()), default=0)

    @property
    def _step(self) -> int:
        """How many counts fall into a class."""
        return max(1, -(-self._most // SHADES))


def coverage(catalogue: Catalogue, rows: str, columns: str, among: Collection[Ref] | None = None) -> Coverage:
    """How two facets cross. What is archived or superseded covers nothing any more.

    Args:
        catalogue: The bank with what follows from it.
        rows: A facet that is a vocabulary.
        columns: Another one.
        among: The entries that count, or None for all.
    """
    cells: dict[tuple[str, str], list[Ref]] = defaultdict(list)
    totals: dict[str, dict[str, int]] = {rows: defaultdict(int), columns: defaultdict(int)}
    for ref, entry in catalogue.entries.items():
        if catalogue.freshness[ref].state in GONE or (among is not None and ref not in among):
            continue
        own: dict[str, list[str]] = {rows: [], columns: []}
        for facet, key in terms_of(entry):
            if facet in own:
                own[facet].append(key)
        if not (own[rows] and own[columns]):
            continue
        for facet, keys in own.items():
            for key in keys:
                totals[facet][key] += 1
        for row in own[rows]:
            for column in own[columns]:
                cells[row, column].append(ref)
    return Coverage(
        rows=catalogue.keys(rows),
        columns=catalogue.keys(columns),
        cells={pair: tuple(found) for pair, found in cells.items()},
        of_row=totals[rows],
        of_column=totals[columns],
    )
