"""Whether builds over earlier ones give what builds from nothing give, at size: `make bench-walk`.

After each edit, by chance that the seed repeats, a build over the last one, with one job and two in turn, is held
against a build into an empty folder: what files there are, their modes and their bytes. Both know the words that the
bank had before the edit; what it brings is learnt by each. It ends with the first difference.
"""

import sys
import tempfile
import time
from functools import partial
from pathlib import Path

import click

from tests.bench.builder import place
from tests.bench.corpus import write_corpus
from tests.built import ROOT
from tests.edits import Walk
from tests.folders import first_difference


@click.command()
@click.option("--entries", default=1000, show_default=True)
@click.option("--edits", default=20, show_default=True)
@click.option("--seed", default=1, show_default=True)
def main(*, entries: int, edits: int, seed: int) -> None:
    """Edits a made-up bank and builds it twice after each edit."""
    with tempfile.TemporaryDirectory() as folder:
        write = partial(write_corpus, size=entries, seed=seed)
        over = place(Path(folder) / "bank", write, templates=ROOT / "templates")
        anew = over.beside(Path(folder) / "new")
        walk = Walk(over.root, seed)
        over.build()
        for number in range(1, edits + 1):
            start = time.perf_counter()
            edit = walk.step()
            jobs = 1 + number % 2
            built = over.build(jobs=jobs)
            anew.forget()
            anew.build()
            click.echo(
                f"{number:>3} {edit}: {built.files.made} made, {built.files.kept} kept, {built.files.removed} removed, "
                f"{jobs} jobs, {time.perf_counter() - start:.1f} s"
            )
            if found := first_difference(over.output, anew.output):
                sys.exit(f"seed {seed}, edit {number}, {edit}: {found}")
            anew.remember()
    click.echo(f"{edits} edits, no difference")


if __name__ == "__main__":
    main()
