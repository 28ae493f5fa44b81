"""How fast the shipped search answers in Chromium, and how much it loads. Nothing is asserted: it prints tables.

Real queries are typed letter by letter into the browse page; a time runs from the keystroke until the results are laid
out, and until the next frame has been painted. The first time loads what the letters need, from a server beside it;
after that each time is the least of three, since whatever else the machine does makes a page look slower.
What is transferred counts from the first focus to the first results of a whole query, as gzip, nothing kept before.
"""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import click
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

from tests.audit.server import served
from tests.audit.weight import zipped
from tests.bench.gold import QUERIES, read_lines
from tests.bench.sites import BROWSE, GOLD, corpus_site, gold_site, index_times
from tests.browser import chromium
from zoomibank.bank.facets import CHOICES
from zoomibank.site.urls import PARAMETERS

SIZES: Final = (GOLD, 1000, 10_000)
GOALS: Final = {GOLD: 16, 1000: 16, 10_000: 50}
"""Milliseconds from keystroke to results, for all but one in twenty keystrokes."""
ROUNDS: Final = 3
IN_PAGE: Final = Path(__file__).with_suffix(".js")


def main() -> None:
    """Prints the tables; sizes can be given as arguments."""
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    queries = [row["q"] for row in read_lines(QUERIES)]
    with sync_playwright() as playwright:
        executable = chromium.find(playwright)
        if executable is None:
            sys.exit(chromium.MISSING)
        with playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"]) as browser:
            for size in sizes:
                folder = gold_site() if size == GOLD else corpus_site(size)
                with served(folder) as address:
                    _measure(browser, address, folder, size, queries)
    times = index_times()
    click.echo(f"\nindex of 150 entries, all words known, all languages: {_spread([1000 * time for time in times])} ms")


def _measure(browser: Browser, address: str, folder: Path, size: int, queries: Sequence[str]) -> None:
    click.echo(f"\n{size} entries, milliseconds{'':<23}{'p50':>8}{'p95':>8}{'most':>8}  of")
    with browser.new_context() as context:
        page = _opened(context, address)
        page.evaluate("bench.ready()")
        first, *again = [
            [pair for query in queries[::12] for pair in page.evaluate("text => bench.type(text)", query)]
            for _ in range(1 + ROUNDS)
        ]
        _show_both("typed first", first, GOALS[size])
        _show_both("typed again", _least(again), GOALS[size])
        _show("search and cards alone", [page.evaluate("text => bench.find(text)", query) for query in queries[::3]])
        facets = [PARAMETERS[name] for name in CHOICES]
        _show("facets counted, unpainted (goal p95 4)", page.evaluate("names => bench.recount(names)", facets))
        page.evaluate("bench.fill('')")
        chosen = [page.evaluate("bench.choose(4)") for _ in range(ROUNDS)]
        _show_both("facet chosen", _least(chosen), GOALS[GOLD])
    sizes = [_transferred(browser, address, folder, query) for query in queries[::7]]
    _show("transferred to first results, kB", [size / 1000 for size in sizes])


def _least(rounds: Iterable[Sequence[Sequence[float]]]) -> list[tuple[float, ...]]:
    """The least of each time over the rounds."""
    return [tuple(map(min, zip(*pairs, strict=True))) for pairs in zip(*rounds, strict=True)]


def _show_both(label: str, times: Sequence[Sequence[float]], goal: int) -> None:
    """The times until the results are laid out, and until the frame after that."""
    laid_out, painted = zip(*times, strict=True)
    _show(f"{label}, laid out (goal p95 {goal})", laid_out)
    _show(f"{label}, next frame", painted)


def _transferred(browser: Browser, address: str, folder: Path, query: str) -> int:
    """The gzipped bytes of all that is asked for from focus to results."""
    asked: list[str] = []

    def note(request: Request) -> None:
        if request.resource_type == "script":
            asked.append(urlsplit(request.url).path.lstrip("/"))

    with browser.new_context() as context:
        page = _opened(context, address)
        page.on("request", note)
        page.evaluate("bench.ready()")
        page.evaluate("text => bench.fill(text)", query)
    return sum(len(zipped((folder / path).read_bytes())) for path in asked)


def _opened(context: BrowserContext, address: str) -> Page:
    context.add_init_script(path=IN_PAGE)
    page = context.new_page()
    page.goto(f"{address}{BROWSE}index.html", wait_until="load")
    return page


def _show(label: str, values: Iterable[float]) -> None:
    click.echo(f"{label:<42}{_spread(values)}")


def _spread(values: Iterable[float]) -> str:
    ordered = sorted(values)
    middle, late = (ordered[min(len(ordered) - 1, int(len(ordered) * share))] for share in (0.5, 0.95))
    return f"{middle:>8.1f}{late:>8.1f}{ordered[-1]:>8.1f}  {len(ordered)}"


if __name__ == "__main__":
    main()
