"""Real builds killed at any moment: the site is the one version or the other, whole, and the next build mends all.

python -m tests.soak.kills [--kills 200]
"""

import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

import click

from tests.bank_files import apply, read_bank
from tests.bench.corpus import write_corpus
from tests.built import ROOT, TODAY, remember_words
from tests.edit_kinds import add_entry, change_label, change_title, delete_entry
from tests.folders import first_difference

LEFT: Final = frozenset({"content", "site", ".cache", ".site.zoomibank-lock", ".site.zoomibank-spare"})
"""All that may lie beside a site after a build."""


@click.command()
@click.option("--kills", default=200, show_default=True)
@click.option("--entries", default=30, show_default=True)
@click.option("--seed", default=1, show_default=True)
def main(kills: int, entries: int, seed: int) -> None:
    """Kills, looks and mends, and ends with 1 when a site was broken."""
    chance = random.Random(seed)  # noqa: S311 -- it repeats itself on purpose
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        states = _states(root, entries, chance)
        bank = root / "bank"
        shutil.copytree(states[0] / "content", bank / "content")
        _learn_from(states[1], bank)
        _run(bank)
        whole = 0.0
        for state in (states[1], states[0]):  # what a change takes
            _turn(bank, state)
            begin = time.monotonic()
            _run(bank)
            whole = time.monotonic() - begin
        dead = moved = number = 0
        while dead < kills:
            old, new = states[number % 2], states[(number + 1) % 2]
            number += 1
            _turn(bank, new)
            died = _killed(bank, chance.uniform(0.05, whole))
            dead += died
            if not first_difference(bank / "site", new / "site"):
                moved += died
            elif found := first_difference(bank / "site", old / "site"):
                sys.exit(f"seed {seed}, kill {number}: {found}")
            _run(bank)
            if found := first_difference(bank / "site", new / "site"):
                sys.exit(f"seed {seed}, after kill {number}: {found}")
            if left := {path.name for path in bank.iterdir()} - LEFT:
                sys.exit(f"seed {seed}, after kill {number}: {left} left over")
    click.echo(
        f"{dead} of {number} builds of some {whole:.1f} s died of a kill, {moved} of them after they had published; "
        "0 broken sites, each mended by the next build"
    )


def _turn(bank: Path, state: Path) -> None:
    """Gives the bank the content of a state."""
    shutil.rmtree(bank / "content")
    shutil.copytree(state / "content", bank / "content")


def _states(root: Path, entries: int, chance: random.Random) -> tuple[Path, Path]:
    """Two states of a bank, each with the site that a build from nothing makes of it."""
    one, other = root / "one", root / "other"
    write_corpus(one / "content", entries, languages=("fi", "sv"))
    shutil.copytree(one / "content", other / "content")
    for edit in (add_entry, change_title, change_label, delete_entry):
        found = edit(read_bank(other), chance)
        if found:
            apply(other, found)
    remember_words(one)
    _run(one)
    _learn_from(one, other)
    _run(other)
    return one, other


def _learn_from(one: Path, other: Path) -> None:
    """Lets builds of another bank know the words, so that none loads a dictionary for seconds."""
    (other / ".cache").mkdir()
    for path in (one / ".cache").glob("words-*"):
        shutil.copy2(path, other / ".cache")


def _command(bank: Path) -> list[str]:
    options = ["--content", str(bank / "content"), "--output", str(bank / "site"), "--today", TODAY.isoformat()]
    return [sys.executable, str(ROOT / "build.py"), *options, "--allow-lost", "--jobs", "2"]


def _run(bank: Path) -> None:
    run = subprocess.run(_command(bank), capture_output=True, check=False)
    if run.returncode:
        sys.exit(run.stdout.decode(errors="replace") + run.stderr.decode(errors="replace"))


def _killed(bank: Path, seconds: float) -> bool:
    """Whether a build died of the signal that it was sent after so many seconds."""
    quiet = subprocess.DEVNULL
    with subprocess.Popen(_command(bank), stdout=quiet, stderr=quiet) as build:
        try:
            build.wait(seconds)
        except subprocess.TimeoutExpired:
            build.send_signal(signal.SIGKILL)
        return build.wait() == -signal.SIGKILL


if __name__ == "__main__":
    main()
