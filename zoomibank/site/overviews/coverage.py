"""The page that shows which themes are covered for whom and how far, and what is missing."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from zoomibank.bank.coverage import Coverage, coverage
from zoomibank.bank.freshness import GONE, State
from zoomibank.content.entry import Ref
from zoomibank.site.draft import Contents, Draft, single
from zoomibank.site.local import Local
from zoomibank.site.structured import breadcrumb_list
from zoomibank.site.views import Crumb, LinkTo, Spoken, View

ROWS: Final = "themes"
COLUMNS: Final = ("target-groups", "phases")
"""The facets that the themes are crossed with."""

_CURRENT: Final = tuple(state for state in State if state not in GONE and state is not State.DRAFT)


@dataclass(frozen=True, slots=True)
class Cell:
    """How many entries a theme has for a choice of the column; `shade` is its class, `url` leads to them."""

    column: Spoken
    count: int
    shade: int
    url: str


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """A theme with its count, its cells in the order of the columns, and the choices for which it has nothing."""

    theme: LinkTo
    cells: tuple[Cell, ...]
    missing: tuple[Spoken, ...]


@dataclass(frozen=True, slots=True)
class CoverageTable:
    """Themes × a facet. `shades` are the lowest and highest counts of each class; `file` is the table as a file."""

    facet: str
    columns: tuple[LinkTo, ...]
    rows: tuple[CoverageRow, ...]
    shades: tuple[tuple[int, int], ...]
    file: str


@dataclass(frozen=True, slots=True)
class CoverageView(View):
    """What the bank covers; `propose` is where a practice can be proposed."""

    crumbs: tuple[Crumb, ...]
    tables: tuple[CoverageTable, ...]
    propose: str


def coverage_drafts(local: Local) -> Iterator[Draft]:
    """The page of one language."""
    every = tuple(local.catalogue.entries)
    yield single("coverage", local.urls.index("coverage"), "coverage", partial(_contents, local), shows=every)


def coverage_file(local: Local, facet: str) -> str:
    """The address of a table as a file."""
    return local.urls.file(f"coverage-{facet}.csv")


def _contents(local: Local) -> Contents:
    crumbs = local.crumbs(Crumb(local.phrase("coverage.title"), local.urls.index("coverage")))
    view = CoverageView(crumbs, tuple(coverage_table(local, facet) for facet in COLUMNS), local.urls.index("propose"))
    trail = breadcrumb_list(crumbs, local.base_url)
    return Contents(view, local.strings("coverage.title"), local.strings("coverage.lead"), (trail,))


def coverage_table(local: Local, facet: str, among: Collection[Ref] | None = None) -> CoverageTable:
    """Themes × a facet, counted among some entries or all."""
    found = coverage(local.catalogue, ROWS, facet, among)
    return CoverageTable(
        facet=facet,
        columns=tuple(_counted(local, facet, key, found.of_column.get(key, 0)) for key in found.columns),
        rows=tuple(_row(local, found, facet, key) for key in found.rows),
        shades=tuple(found.shades()),
        file=coverage_file(local, facet),
    )


def _row(local: Local, found: Coverage, facet: str, theme: str) -> CoverageRow:
    return CoverageRow(
        theme=_counted(local, ROWS, theme, found.of_row.get(theme, 0)),
        cells=tuple(_cell(local, found, facet, (theme, key)) for key in found.columns),
        missing=tuple(local.label(facet, key) for key in found.missing(theme)),
    )


def _cell(local: Local, found: Coverage, facet: str, pair: tuple[str, str]) -> Cell:
    theme, key = pair
    count = len(found.cells.get(pair, ()))
    chosen = {facet.replace("-", "_"): (key,), **_states(local, theme)}
    return Cell(local.label(facet, key), count, found.shade(count), local.urls.narrowed(ROWS, theme, **chosen))


def _states(local: Local, theme: str) -> dict[str, tuple[str, ...]]:
    """What narrows a theme's list to its current entries; nothing where it has no others."""
    states = {local.catalogue.freshness[entry.ref].state for entry in local.having(ROWS, theme)}
    return {"states": _CURRENT} if states & GONE else {}


def _counted(local: Local, facet: str, key: str, count: int) -> LinkTo:
    return LinkTo(local.label(facet, key), local.urls.term(facet, key), count)
