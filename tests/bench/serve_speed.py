"""How long it takes from a save until the open page of a preview shows it, in Chromium: `make bench-serve`.

The bank is made up; `serve` is a process of its own, and the page of an entry is open. A time runs from before the file
is written until the page, opened anew, has its first frame with the new text, by the page's own clock; of a fault until
the panel is open. Nothing is asserted: it prints a table.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

import click
from playwright.sync_api import Page, sync_playwright

from tests.bench.corpus import write_corpus
from tests.bench.files import document, read_document
from tests.browser import chromium
from tests.staying import previewing

GOAL: Final = 500
"""Milliseconds, at 1,000 entries."""
PAUSE: Final = 2000
"""Milliseconds between two saves, in which an editor would read what came of the first."""

Step = Callable[[Path, int], str]
"""Changes a file, and gives what the page then tells."""

WATCHING: Final = """
const tell = () => {
  const shown = document.querySelector(".preview__panel[open]") ? "panel" : document.body.textContent;
  requestAnimationFrame(() => console.log(`${Date.now()} ${shown}`));
};
addEventListener("DOMContentLoaded", tell);
new MutationObserver(tell).observe(document, { subtree: true, attributeFilter: ["open"] });
"""
"""What tells the time of each page that is opened, and of each panel, in milliseconds, and what is shown then."""


@click.command()
@click.option("--size", default=1000, show_default=True, help="Number of entries.")
@click.option("--rounds", default=9, show_default=True, help="How often each change is made.")
@click.option("--language", "languages", multiple=True, default=("fi", "sv", "en"), help="Of the bank. [repeatable]")
def main(*, size: int, rounds: int, languages: tuple[str, ...]) -> None:
    """Measures and prints the table."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        executable = chromium.find(playwright)
        if executable is None:
            sys.exit(chromium.MISSING)
        content = write_corpus(Path(folder) / "content", size, languages=languages)
        path = next(path for path in sorted((content / "practices").glob("*.md")) if path.name.count(".") == 1)
        with (
            previewing(Path(folder)) as (_, address),
            playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"]) as browser,
        ):
            page = browser.new_page()
            page.add_init_script(WATCHING)
            page.goto(f"{address}kaytannot/{path.stem}/")
            page.locator(".preview").wait_for(state="attached")
            click.echo(f"{size} entries, ms (goal {GOAL}){'':<12}{'median':>8}{'least':>8}{'most':>8}")
            for name, times in _measured(page, path, rounds):
                spread = statistics.median(times), min(times), max(times)
                click.echo(f"{name:<34}{spread[0]:>8.0f}{spread[1]:>8.0f}{spread[2]:>8.0f}")


def _measured(page: Page, path: Path, rounds: int) -> Iterator[tuple[str, list[float]]]:
    """The milliseconds of each change."""
    for name, steps in (
        ("body changed", [_body]), ("title changed", [_title]), ("fault, then mended", [_fault, _mend])
    ):  # fmt: skip
        times: list[list[float]] = [[] for _ in steps]
        for number in range(rounds + 1):
            for place, step in enumerate(steps):
                page.wait_for_timeout(PAUSE)
                taken = _taken(page, partial(step, path, number))
                if number:  # the first one is for warming up
                    times[place].append(taken)
        yield from zip(name.split(", then "), times, strict=True)


def _taken(page: Page, change: Callable[[], str]) -> float:
    """The milliseconds from a change until the page tells what it should."""
    wanted: list[str] = []
    start = 1000 * time.time()
    with page.expect_console_message(lambda said: bool(wanted) and wanted[0] in said.text) as said:
        wanted.append(change())
    return float(said.value.text.partition(" ")[0]) - start


def _body(path: Path, number: int) -> str:
    fields, body = read_document(path.read_text(encoding="utf-8"))
    path.write_text(document(fields, f"{body}\n\nLisätty {number:04}.\n"), encoding="utf-8")
    return f"Lisätty {number:04}."


def _title(path: Path, number: int) -> str:
    fields, body = read_document(path.read_text(encoding="utf-8"))
    path.write_text(document({**fields, "title": f"Uusi nimi {number:04}"}, body), encoding="utf-8")
    return f"Uusi nimi {number:04}"


def _fault(path: Path, _: int) -> str:
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("\nowner:", "\nomistaja:"), encoding="utf-8")
    return "panel"


def _mend(path: Path, number: int) -> str:
    path.write_text(path.read_text(encoding="utf-8").replace("\nomistaja:", "\nowner:"), encoding="utf-8")
    return _body(path, 1000 + number)


if __name__ == "__main__":
    main()
