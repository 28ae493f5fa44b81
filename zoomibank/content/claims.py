"""What entries say of one another: relations that can't be, or can't be together."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from zoomibank.content.crosscheck import PROPOSALS
from zoomibank.content.subject import Subject
from zoomibank.content.walk import says_nothing
from zoomibank.findings import rules
from zoomibank.findings.finding import Finding, Place

_ONE_WAY: Final = frozenset({"continues", "requires"})
"""Relations that can't hold both ways; `replaces` and `part_of` are looked at as circles of any length."""
_NO_CIRCLE: Final = ("replaces", "part_of")


@dataclass(frozen=True, slots=True)
class _Claim:
    """A relation as it is typed."""

    source: str
    type: str
    target: str
    place: Place


def relation_faults(subjects: Sequence[Subject], names: frozenset[str], *, whole: bool) -> list[Finding]:
    """Relations to nobody or oneself, twice given, contradicting or in a circle, and entries superseded by nobody.

    Args:
        subjects: The files that could be read.
        names: The paths of all Markdown files.
        whole: Whether all of them could be read; if not, an entry may be replaced by one that can't be.
    """
    known = {name.removesuffix(".md") for name in names if name.count(".") == 1 and not name.startswith("pages/")}
    entries = [subject for subject in subjects if subject.is_entry]
    claims = [claim for subject in entries for claim in _claims(subject)]
    findings: list[Finding] = []
    unknown: Counter[str] = Counter()
    first: dict[tuple[str, str, str], _Claim] = {}
    for claim in claims:
        if claim.target == claim.source:
            findings.append(rules.related_to_itself(claim.place, given=claim.target))
        elif claim.target not in known:
            unknown[claim.source] += 1
            near = known if unknown[claim.source] <= PROPOSALS else ()
            findings.append(rules.unknown_entry(claim.place, given=claim.target, known=near))
        elif first.setdefault((claim.source, claim.type, claim.target), claim) is not claim:
            findings.append(rules.repeated_relation(claim.place, relation=claim.type, given=claim.target))
        elif claim.type in _ONE_WAY and (inverse := first.get((claim.target, claim.type, claim.source))):
            findings.append(
                rules.contradicting_inverse(
                    claim.place, relation=claim.type, other=f"{inverse.place.path}:{inverse.place.line}"
                )
            )
    for relation in _NO_CIRCLE:
        findings += _circles(relation, [claim for claim in first.values() if claim.type == relation])
    replaced = {claim.target for claim in first.values() if claim.type == "replaces"}
    for subject in entries:
        if subject.text("status") == "superseded" and whole and subject.ref not in replaced:
            findings.append(rules.superseded_by_nobody(subject.place_of("status"), ref=subject.ref))
        answers = [said for said in subject.all_of("not_duplicate_of") if not says_nothing(said[0])]
        findings += [
            rules.duplicate_answer_unknown(
                subject.place(said), given=said[0].strip(), known=known if index < PROPOSALS else ()
            )
            for index, said in enumerate(answers)
            if said[0].strip() not in known or said[0].strip() == subject.ref
        ]
    return findings


def _claims(subject: Subject) -> Iterator[_Claim]:
    for kind, target in subject.relations:
        yield _Claim(subject.ref, kind, target[0].strip(), subject.place(target))


def _circles(relation: str, claims: list[_Claim]) -> list[Finding]:
    """Each circle once, at the claim of its first member in order; a walk over the graph, without recursion."""
    targets: dict[str, list[_Claim]] = defaultdict(list)
    for claim in claims:
        targets[claim.source].append(claim)
    findings = []
    done: set[str] = set()
    for start in sorted(targets):
        way: dict[str, None] = {}
        open_claims = [iter([_Claim("", relation, start, Place(""))])]
        while open_claims:
            step = next(open_claims[-1], None)
            if step is None:
                open_claims.pop()
                if way:
                    done.add(way.popitem()[0])
            elif step.target in way:
                members = list(way)
                circle = members[members.index(step.target) :]
                least = circle.index(min(circle))
                members = circle[least:] + circle[:least]
                at = next(one for one in targets[members[0]] if one.target == (members[1:] + members)[0])
                findings.append(rules.circle(at.place, relation=relation, refs=[*members, members[0]]))
            elif step.target not in done:
                way[step.target] = None
                open_claims.append(iter(targets[step.target]))
    return findings
