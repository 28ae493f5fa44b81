"""How long builds take, with how much processor and memory, at each size: `make bench`. It prints tables in Markdown.

Each phase is a fresh process that knows the bank's words from an unmeasured build. The phases of a round follow each
other as listed, so each change comes on top of the one before; numbers are medians over the rounds. With `--peer` other
generators build their own content in the same rounds, always from nothing, beside ours.
"""

import random
import re
import shlex
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

import click

from tests import edit_kinds
from tests.bank_files import Bank, Edit, apply, read_bank
from tests.bench.builder import Built, Place, options, place
from tests.bench.corpus import write_corpus
from tests.bench.files import LANGUAGES
from tests.bench.measuring import Taken, run
from tests.bench.reports import Report, Row, report

SIZES: Final = (100, 1000, 10_000)
COLD, WARM, ONE_JOB, THREE = "cold", "nothing changed", "cold, one job", "cold, three languages"
CHANGES: Final[Mapping[str, Callable[[Bank, random.Random], Edit | None]]] = {
    "one body changed": edit_kinds.change_body,
    "one title changed": edit_kinds.change_title,
    "one label changed": lambda bank, chance: edit_kinds.relabel(bank, chance, "themes"),
}
PHASES: Final = (COLD, WARM, *CHANGES, ONE_JOB, THREE)


@dataclass(frozen=True, slots=True)
class Peer:
    """Another generator: its command, in which `{content}` and `{out}` are filled in, and its own content.

    A `{size}` in the folder's name is filled in, too.
    """

    name: str
    command: str
    content: str

    def build(self, folder: Path, size: int) -> Taken:
        """One build from nothing, of a copy of its content."""
        content, out = folder / "content", folder / "out"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.content.replace("{size}", str(size)), content)
        filled = {"{content}": str(content), "{out}": str(out)}
        command = shlex.split(self.command)
        for name, path in filled.items():
            command = [word.replace(name, path) for word in command]
        return run(command, folder)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be measured."""

    sizes: tuple[int, ...]
    rounds: int
    jobs: int
    phases: tuple[str, ...]
    peers: tuple[Peer, ...]
    plain: bool
    seed: int


@click.command()
@click.option("--sizes", default=",".join(map(str, SIZES)), show_default=True, help="Numbers of entries.")
@click.option("--rounds", default=3, show_default=True, help="How often each phase is measured.")
@click.option("--jobs", default=2, show_default=True, help="Jobs of all phases but one, where builds have that option.")
@click.option("--phase", "phases", multiple=True, type=click.Choice(PHASES), help="Only this phase. [repeatable]")
@click.option("--plain", is_flag=True, help="Entries with what every entry has, and no more.")
@click.option("--seed", default=1, show_default=True, help="Of the made-up entries and of the changes.")
@click.option("--peer", "peers", multiple=True, help="NAME=COMMAND with {content} and {out}. [repeatable]")
@click.option("--peer-content", "contents", multiple=True, help="NAME=FOLDER; {size} is filled in. [repeatable]")
def main(  # noqa: PLR0913 -- one argument a choice
    *,
    sizes: str,
    rounds: int,
    jobs: int,
    phases: tuple[str, ...],
    plain: bool,
    seed: int,
    peers: tuple[str, ...],
    contents: tuple[str, ...],
) -> None:
    """Measures builds of made-up banks and prints tables."""
    if not re.fullmatch(r"\d+(,\d+)*", sizes):
        raise click.BadParameter("numbers with commas between them", param_hint="--sizes")
    asked = Asked(
        tuple(map(int, sizes.split(","))), rounds, jobs, phases or PHASES, _peers(peers, contents), plain, seed
    )
    with tempfile.TemporaryDirectory() as folder:
        rows = [row for size in asked.sizes for row in _measured(asked, size, Path(folder) / str(size))]
    click.echo(report(Report(tuple(rows), COLD, WARM, ONE_JOB, THREE, jobs)))


def _peers(commands: Sequence[str], contents: Sequence[str]) -> tuple[Peer, ...]:
    """The other generators, each with its content."""
    folders = dict(given.split("=", 1) for given in contents)
    named = dict(given.split("=", 1) for given in commands)
    if missing := named.keys() - folders.keys():
        raise click.UsageError(f"--peer-content is missing for {', '.join(sorted(missing))}")
    return tuple(Peer(name, command, folders[name]) for name, command in named.items())


def _measured(asked: Asked, size: int, folder: Path) -> Iterator[Row]:
    """All rounds at one size; each measurement is told at once, so that a run that is broken off is not for nothing."""
    wanted = [phase for phase in asked.phases if phase != ONE_JOB or "--jobs" in options()]
    banks: dict[bool, _Bank] = {}
    for has_three in sorted({phase == THREE for phase in wanted}):
        languages = LANGUAGES if has_three else LANGUAGES[:1]
        write = partial(write_corpus, size=size, seed=asked.seed, languages=languages, plain=asked.plain)
        banks[has_three] = _Bank(place(folder / f"{len(languages)}", write), [])
    for number in range(asked.rounds):
        for phase in wanted:
            built = _phase(phase, banks[phase == THREE], asked, number)
            yield _told(size, phase, built.taken, built)
            if phase == COLD:
                for peer in asked.peers:
                    yield _told(size, peer.name, peer.build(folder / "peer", size), None)
    shutil.rmtree(folder)


@dataclass(frozen=True, slots=True)
class _Bank:
    """A bank in its place, and what undoes the changes that have been made to it."""

    place: Place
    undoing: list[Edit]

    def start(self) -> None:
        """The bank as it was at first, and nothing built."""
        while self.undoing:
            apply(self.place.root, self.undoing.pop())
        self.place.forget()


def _phase(phase: str, bank: _Bank, asked: Asked, number: int) -> Built:
    """One measurement, with what must be done before it."""
    if phase in {COLD, ONE_JOB, THREE}:
        bank.start()
    elif not bank.place.output.exists():
        bank.place.build(jobs=asked.jobs)
    if change := CHANGES.get(phase):
        chance = random.Random(f"{asked.seed}:{number}:{phase}")
        edit = change(read_bank(bank.place.root), chance)
        if edit is None:
            raise RuntimeError(f"nothing to change: {phase}")
        bank.undoing.append(apply(bank.place.root, edit))
    return bank.place.build(jobs=1 if phase == ONE_JOB else asked.jobs)


def _told(size: int, phase: str, taken: Taken, built: Built | None) -> Row:
    click.echo(
        f"{size:>7} {phase:<24}{taken.wall:>9.2f} s {taken.cpu:>9.2f} s of processor {taken.memory / 1e6:>7.0f} MB",
        file=sys.stderr,
    )
    return Row(size, phase, taken, built)


if __name__ == "__main__":
    main()
