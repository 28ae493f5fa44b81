"""Relations in both directions: what an entry says of others, and what others say of it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from zoomibank.content.entry import AnyEntry, Bank, Ref
from zoomibank.content.schema import RelationType

INVERSE: Final = {
    RelationType.CONTINUES: "continued_by",
    RelationType.REPLACES: "replaced_by",
    RelationType.COMPLEMENTS: "complemented_by",
    RelationType.PART_OF: "has_part",
    RelationType.REQUIRES: "required_by",
    RelationType.ALTERNATIVE_TO: "alternative_to",
    RelationType.SEE_ALSO: "see_also",
}
"""What the other end of a relation calls it; two types read the same both ways."""

ORDER: Final = tuple(dict.fromkeys(label for kind in RelationType for label in (kind.value, INVERSE[kind])))
"""The labels in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Tie:
    """One end's view of a relation.

    `label` is a relation type or the name of its inverse; the note is the `index`-th one of the relations in `told_by`,
    which may be either end.
    """

    label: str
    to: Ref
    told_by: Ref
    index: int


def relate(bank: Bank) -> Mapping[Ref, tuple[Tie, ...]]:
    """The ties of every entry that has any, in the order of `ORDER` and then of the refs.

    A relation to an entry that is not shown (a draft) is left out. One that both ends tell is shown once: in the words
    of the end that wrote a note, and of the entry itself when both did.
    """
    entries: dict[str, AnyEntry] = {str(entry.ref): entry for entry in bank.entries}
    ties: dict[Ref, dict[tuple[str, Ref], tuple[bool, bool, Tie]]] = defaultdict(dict)
    for entry in entries.values():
        for index, relation in enumerate(entry.original.record.relations):
            if other := entries.get(relation.to):
                there, back = relation.type.value, INVERSE[relation.type]
                for end, label, to in ((entry.ref, there, other.ref), (other.ref, back, entry.ref)):
                    told = (relation.note is not None, end == entry.ref, Tie(label, to, entry.ref, index))
                    known = ties[end].setdefault((label, to), told)
                    if told[:2] > known[:2]:
                        ties[end][label, to] = told
    return {ref: _in_order(tie for _, _, tie in own.values()) for ref, own in ties.items()}


def _in_order(ties: Iterable[Tie]) -> tuple[Tie, ...]:
    return tuple(sorted(ties, key=lambda tie: (ORDER.index(tie.label), str(tie.to))))
