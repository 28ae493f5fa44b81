"""How related entries are put in rows, so that those that belong together stand near each other.

A map is an arc diagram (Wattenberg, "Arc Diagrams: Visualizing Structure in Strings", 2002): rows one below another,
joined by arcs beside them. Labels can't overlap in it, whatever the relations are.
"""

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from zoomibank.bank.relations import Tie
from zoomibank.content.entry import Ref
from zoomibank.content.schema import RelationType

BOTH_WAYS: Final = frozenset({RelationType.ALTERNATIVE_TO, RelationType.SEE_ALSO})
"""The types that read the same from both ends."""

Near = Mapping[Ref, set[Ref]]
"""The entries that each one is related to."""

_SWEEPS: Final = 12
"""How often the rows of a group are gone through to shorten its arcs."""


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """A relation from its teller to the entry it names; the ends of one that reads the same both ways are in order."""

    source: Ref
    type: RelationType
    target: Ref


@dataclass(frozen=True, slots=True)
class Group:
    """Entries that are related, directly or through others, in the order of their rows, and their relations."""

    rows: tuple[Ref, ...]
    links: tuple[Link, ...]


def links_of(ties: Mapping[Ref, tuple[Tie, ...]], among: Collection[Ref] | None = None) -> tuple[Link, ...]:
    """The relations that have an end among some entries, or all; each once, in a lasting order."""
    types = {kind.value: kind for kind in RelationType}
    found = set()
    for ref, own in ties.items():
        for tie in own:
            kind = types.get(tie.label)
            if kind is None or tie.to == ref or (among is not None and ref not in among and tie.to not in among):
                continue
            ends = sorted((ref, tie.to), key=str) if kind in BOTH_WAYS else (ref, tie.to)
            found.add(Link(ends[0], kind, ends[1]))
    return tuple(sorted(found, key=lambda link: (str(link.source), link.type, str(link.target))))


def arranged(links: Sequence[Link]) -> tuple[Group, ...]:
    """The entries that relations join, in groups: the largest first, those of one size by their first entries."""
    near: dict[Ref, set[Ref]] = defaultdict(set)
    for link in links:
        near[link.source].add(link.target)
        near[link.target].add(link.source)
    group_of: dict[Ref, int] = {}
    members: list[list[Ref]] = []
    for ref in sorted(near, key=str):
        if ref not in group_of:
            reached = list(_breadth_first(ref, near))
            group_of |= dict.fromkeys(reached, len(members))
            members.append(reached)
    own: dict[int, list[Link]] = defaultdict(list)
    for link in links:
        own[group_of[link.source]].append(link)
    groups = [Group(_rows(refs, near, own[number]), tuple(own[number])) for number, refs in enumerate(members)]
    return tuple(sorted(groups, key=lambda group: (-len(group.rows), min(map(str, group.rows)))))


def _breadth_first(start: Ref, near: Near) -> Iterator[Ref]:
    """An entry and all that can be reached from it, those with few neighbours first (Cuthill and McKee, 1969)."""
    seen, waiting = {start}, deque([start])
    while waiting:
        ref = waiting.popleft()
        yield ref
        for other in sorted(near[ref] - seen, key=lambda one: (len(near[one]), str(one))):
            seen.add(other)
            waiting.append(other)


def _rows(refs: Sequence[Ref], near: Near, links: Iterable[Link]) -> tuple[Ref, ...]:
    """The order in which the arcs are short, and more of them lead up than down: what is built on comes first."""
    ends = sorted(refs, key=lambda ref: (len(near[ref]), str(ref)))
    order = list(_breadth_first(ends[0], near))
    for _ in range(_SWEEPS):
        place = {ref: number for number, ref in enumerate(order)}
        middle = {ref: sum(place[other] for other in near[ref]) / len(near[ref]) for ref in order}
        order = _if_shorter(order, sorted(order, key=lambda ref: (middle[ref] + place[ref], place[ref])), near)
        if not _swap(order, near):
            break
    place = {ref: number for number, ref in enumerate(order)}
    up = sum((place[link.source] > place[link.target]) - (place[link.source] < place[link.target])
             for link in links if link.type not in BOTH_WAYS)  # fmt: skip
    return tuple(order if up >= 0 else reversed(order))


def _if_shorter(order: list[Ref], other: list[Ref], near: Near) -> list[Ref]:
    return min((order, other), key=lambda rows: _length(rows, near))


def _length(order: Sequence[Ref], near: Near) -> int:
    """The length of all arcs, in rows."""
    place = {ref: number for number, ref in enumerate(order)}
    return sum(abs(place[ref] - place[other]) for ref in order for other in near[ref])


def _swap(order: list[Ref], near: Near) -> bool:
    """Changes neighbours' places where that makes arcs shorter; whether it did."""
    place = {ref: number for number, ref in enumerate(order)}
    changed = False
    for number in range(len(order) - 1):
        upper, lower = order[number], order[number + 1]
        # One row down is a row further from all that is above, and a row nearer to all that is below.
        gain = sum(1 if place[other] > number else -1 for other in near[upper] if other != lower)
        gain += sum(1 if place[other] < number else -1 for other in near[lower] if other != upper)
        if gain > 0:
            order[number], order[number + 1] = lower, upper
            place[upper], place[lower] = number + 1, number
            changed = True
    return changed
