"""What the bank covers, as tables for spreadsheets."""

from collections.abc import Iterator
from functools import partial

from zoomibank.bank.coverage import coverage
from zoomibank.exports.csv_text import as_csv
from zoomibank.exports.export import Export
from zoomibank.site.local import Local
from zoomibank.site.overviews.coverage import COLUMNS, ROWS, coverage_file
from zoomibank.site.page import Output


def coverage_tables(local: Local) -> Export:
    """The tables of the page of coverage in one language."""
    paths = tuple(coverage_file(local, facet) for facet in COLUMNS)
    return Export(f"coverage-{local.language}", paths, partial(_outputs, local))


def _outputs(local: Local) -> Iterator[Output]:
    for facet in COLUMNS:
        yield Output(coverage_file(local, facet), _table(local, facet).encode(), "coverage")


def _table(local: Local, facet: str) -> str:
    """Themes × a facet; the sums count each entry once."""
    found = coverage(local.catalogue, ROWS, facet)
    total = local.strings("coverage.total")
    corner = f"{local.strings(f'facet.{ROWS}.one')} / {local.strings(f'facet.{facet}.one')}"
    rows = [
        (
            local.label(ROWS, row).text,
            *(str(len(found.cells.get((row, column), ()))) for column in found.columns),
            str(found.of_row.get(row, 0)),
        )
        for row in found.rows
    ]
    sums = (total, *(str(found.of_column.get(column, 0)) for column in found.columns), "")
    return as_csv((corner, *(local.label(facet, column).text for column in found.columns), total), (*rows, sums))
