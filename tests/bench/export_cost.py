"""What each kind of page and each export costs in a cold build of a made-up bank: `make bench-exports`.

One process does everything. The processor time in which tasks are made is summed up by the kind of their pages, or by
the export; beside it stands the share of the whole build.
"""

import shutil
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from unittest.mock import patch

import click

from tests.bench.corpus import write_corpus
from tests.bench.files import LANGUAGES
from tests.built import ROOT, TODAY
from zoomibank.pipeline import Order, build
from zoomibank.site.pages import Sheet
from zoomibank.stages.make import Made, Maker, Task


@click.command()
@click.option("--size", default=1000, show_default=True, help="Number of entries.")
@click.option("--language", "languages", multiple=True, type=click.Choice(LANGUAGES), default=LANGUAGES)
@click.option("--rounds", default=3, show_default=True, help="Builds, of which the quickest counts.")
def main(size: int, languages: Iterable[str], rounds: int) -> None:
    """Builds a bank from nothing and prints what each kind of task took."""
    with tempfile.TemporaryDirectory() as folder:
        content = write_corpus(Path(folder) / "content", size, languages=tuple(languages))
        _measured(content, Path(folder) / "first")
        _keep_words(Path(folder) / "words")
        whole, seconds, files = min(
            (_measured(content, Path(folder) / str(number)) for number in range(rounds)), key=lambda one: one[0]
        )
    click.echo(f"{size} entries in {', '.join(languages)}: {whole:.2f} s of processor in one process\n")
    click.echo(f"{'pages or export':<24}{'files':>8}{'s':>8}{'share':>8}")
    for name, taken in sorted(seconds.items(), key=lambda one: -one[1]):
        click.echo(f"{name:<24}{files[name]:>8}{taken:>8.2f}{taken / whole:>8.1%}")


def _measured(content: Path, folder: Path) -> tuple[float, dict[str, float], Counter[str]]:
    """The processor seconds of a build, and the seconds and files of each kind of task in it."""
    seconds: dict[str, float] = defaultdict(float)
    files: Counter[str] = Counter()
    make = Maker.make

    def timed(maker: Maker, task: Task) -> Made:
        began = time.process_time()
        made = make(maker, task)
        name = task.of.draft.template if isinstance(task.of, Sheet) else f"/{task.export}"
        seconds[name] += time.process_time() - began
        files[name] += len(made.files)
        return made

    words = content.parent / "words"
    cache = shutil.copytree(words, folder / "cache") if words.exists() else words
    order = Order(
        content, folder / "site", ROOT / "templates", TODAY, base_url="https://example.org/", cache=cache, jobs=1
    )
    began = time.process_time()
    with patch.object(Maker, "make", timed):
        report = build(order)
    assert report.published, report.findings[:3]
    return time.process_time() - began, seconds, files


def _keep_words(cache: Path) -> None:
    """What has been learnt of words lasts; of all else the next build is to know nothing."""
    for path in cache.iterdir():
        if not path.name.startswith("words-"):
            path.unlink()


if __name__ == "__main__":
    main()
