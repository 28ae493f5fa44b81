"""How well the shipped search finds: builds the gold bank, asks its queries with its own scripts, prints the table.

recall is the share of the relevant entries (at most ten) that are among the first ten found; MRR the mean of 1/place of
the first relevant one. An option `--misses` names the queries that miss something.
"""

import json
import math
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Any, Final

import click

from tests.bench.gold import QUERIES, read_lines
from tests.bench.sites import gold_site
from tests.built import ROOT

FIRST: Final = 10
TYPES: Final = {
    "a_exact": "the form in the text",
    "b_inflected": "another form",
    "b2_unseen": "a form not in the text",
    "c_compound": "part of a compound",
    "d_typo": "a slip",
    "e_translation": "Swedish or English",
    "f_multi": "several words",
}
GOALS: Final = {"b2_unseen": 0.99, "c_compound": 0.98, "d_typo": 0.95}
"""The least recall of some types."""
GOAL: Final = 0.985
"""The least recall and MRR of all queries together."""
NONSENSE: Final = (
    "kirahvi avaruusraketti kvanttifysiikka jäätelökone purjelentäminen tulivuori sinfoniaorkesteri hammaslääkäri "
    "lentokenttä presidentti jalkapallostadion pingviini timanttikaivos satelliitti hylkeenpyynti krokotiili "
    "ydinvoimala kuninkaanlinna"
).split()
"""Words of which the gold documents have nothing: an honest search finds nothing."""
_TYPED, _LEAST_TYPED, _WHOLE = 0.6, 4, 7
"""The part of a word that is typed before a reader looks, its least letters, and the least letters of a whole word."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A query with the slugs that answer it, and what was found."""

    query: str
    type: str
    relevant: frozenset[str]
    found: tuple[str, ...]
    ways: tuple[str, ...]

    @property
    def recall(self) -> float:
        return len(self.relevant & set(self.found)) / min(FIRST, len(self.relevant))

    @property
    def reciprocal_rank(self) -> float:
        return next((1 / place for place, slug in enumerate(self.found, 1) if slug in self.relevant), 0)


def main() -> None:
    """Prints the table."""
    site = gold_site()
    rows = read_lines(QUERIES)
    asked = list(_asked(site, rows))
    by_type: dict[str, list[Asked]] = defaultdict(list)
    for one in asked:
        by_type[one.type].append(one)
    click.echo(f"{'':<26}{'queries':>8}{'recall@10':>11}{'MRR':>8}{'goal':>8}")
    for type_, label in TYPES.items():
        _show(label, by_type[type_], GOALS.get(type_))
    _show("all", asked, GOAL)
    begun = list(_asked(site, _begun(rows)))
    _show("as you type", begun, None)
    answered = {word: answer["count"] for word, answer in zip(NONSENSE, _answers(site, NONSENSE), strict=True)}
    told = ", ".join(f"{word} ({count})" for word, count in answered.items() if count)
    click.echo(f"nonsense words answered: {sum(map(bool, answered.values()))} of {len(NONSENSE)}  {told}")
    if "--misses" in sys.argv[1:]:
        for one in (*asked, *begun):
            if one.recall < 1 or one.reciprocal_rank < 1:
                missed = sorted(one.relevant - set(one.found))
                click.echo(
                    f"{one.type:<14}{one.query:<36}{one.recall:.2f} {one.reciprocal_rank:.2f} {'/'.join(one.ways)}"
                    f"  missed {' '.join(missed[:6]) or '-'}  first {' '.join(one.found[:3]) or '-'}"
                )


def _show(label: str, asked: Sequence[Asked], goal: float | None) -> None:
    recall, rank = mean(one.recall for one in asked), mean(one.reciprocal_rank for one in asked)
    click.echo(f"{label:<26}{len(asked):>8}{recall:>11.3f}{rank:>8.3f}{goal or '':>8}")


def _begun(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The queries of one word with its first letters only."""
    for row in rows:
        word = row["q"]
        if row["type"][0] in "ab" and len(word) >= _WHOLE:
            yield row | {"q": word[: max(_LEAST_TYPED, math.ceil(_TYPED * len(word)))]}


def _asked(site: Path, rows: Iterable[dict[str, Any]]) -> Iterator[Asked]:
    rows = list(rows)
    for row, answer in zip(rows, _answers(site, [row["q"] for row in rows]), strict=True):
        found = tuple(ref.partition("/")[2] for ref in answer["refs"])
        yield Asked(row["q"], row["type"], frozenset(row["rel"]), found, tuple(answer["ways"]))


def _answers(site: Path, queries: Sequence[str]) -> list[Any]:
    """What the site's own scripts answer."""
    script = Path(__file__).with_suffix(".mjs")
    command = ("node", str(script), str(site), str(ROOT / "templates" / "scripts" / "parts.js"))
    done = subprocess.run(command, input=json.dumps(queries), text=True, stdout=subprocess.PIPE, check=True)
    answers: list[Any] = json.loads(done.stdout)
    return answers


if __name__ == "__main__":
    main()
