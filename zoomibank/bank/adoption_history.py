"""How practices have been taken into use, year by year."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from zoomibank.content.entry import Bank, Ref

UNTOLD: Final = ""
"""What stands for the phase of an adoption that tells none."""

Use = tuple[Ref, str]
"""A practice and the organisation that has taken it into use."""


@dataclass(frozen=True, slots=True)
class History:
    """Who has used what, and how far.

    `years` are all years from the first adoption to the day's; `phases` are the keys of the phases in their order, with
    `UNTOLD` at the end where some adoption tells none; `counts` has for each year how many uses were in each of these
    phases at its end. `undated` counts uses of which no year is known, by their phase; `users` is how many
    organisations use each practice that anybody uses.
    """

    years: tuple[int, ...]
    phases: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    undated: Mapping[str, int]
    users: Mapping[Ref, int]

    @property
    def most(self) -> int:
        """The most uses that there were at the end of a year."""
        return max(map(sum, self.counts), default=0)


def adoption_history(bank: Bank) -> History:
    """The history of a bank.

    An organisation that comes further with a practice gets another record: from then on it counts in that one's phase.
    A year or a month counts from its year on.
    """
    dated: dict[Use, list[tuple[str, int, str]]] = defaultdict(list)
    undated: dict[Use, str] = {}
    keys = [key for key, term in bank.vocabularies.phases.terms.items() if not term.deprecated_by]
    for entry in bank.practices:
        for adoption in entry.original.record.adoptions:
            use = entry.ref, adoption.organisation
            phase = adoption.phase or UNTOLD
            if adoption.since:
                dated[use].append((adoption.since, _place(keys, phase), phase))
            else:
                undated[use] = phase
    steps = {use: sorted(records) for use, records in dated.items()}
    first = min((int(records[0][0][:4]) for records in steps.values()), default=bank.today.year + 1)
    years = tuple(range(first, bank.today.year + 1))
    seen = {phase for records in steps.values() for _, _, phase in records}
    phases = (*keys, *sorted(seen - {*keys, UNTOLD}), *([UNTOLD] if UNTOLD in seen else []))
    ends = [Counter(_phase_at(records, year) for records in steps.values()) for year in years]
    return History(
        years=years,
        phases=phases,
        counts=tuple(tuple(end[phase] for phase in phases) for end in ends),
        undated=Counter(phase for use, phase in undated.items() if use not in steps),
        users=Counter(ref for ref, _ in dict.fromkeys((*steps, *undated))),
    )


def _place(keys: list[str], phase: str) -> int:
    """The place of a phase: of two records of one day, the further one counts."""
    return keys.index(phase) if phase in keys else -1


def _phase_at(records: Iterable[tuple[str, int, str]], year: int) -> str | None:
    """The phase at the end of a year; None before there was any use."""
    phase = None
    for since, _, told in records:
        if int(since[:4]) <= year:
            phase = told
    return phase
