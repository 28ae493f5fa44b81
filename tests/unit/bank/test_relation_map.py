"""Related entries in rows: near each other, the same whatever the order in which they come."""

import random

import pytest

from tests.unit.content.making import PRACTICE, bank, with_fields
from zoomibank.bank.relation_map import Group, Link, arranged, links_of
from zoomibank.bank.relations import relate
from zoomibank.content.entry import Ref
from zoomibank.content.schema import RelationType

CONTINUES, SEE_ALSO = RelationType.CONTINUES, RelationType.SEE_ALSO


def _ref(name: str) -> Ref:
    return Ref("practices", name)


def _links(*pairs: str) -> list[Link]:
    """`a>b`: a continues b; `a-b`: see also."""
    found = []
    for pair in pairs:
        source, target = pair.replace("-", ">").split(">")
        found.append(Link(_ref(source), SEE_ALSO if "-" in pair else CONTINUES, _ref(target)))
    return found


def _rows(groups: tuple[Group, ...]) -> list[str]:
    return ["".join(ref.slug for ref in group.rows) for group in groups]


@pytest.mark.parametrize(
    ("pairs", "rows"),
    [
        ((), []),
        (("b>a",), ["ab"]),
        (("a>b",), ["ba"]),
        (("a-b",), ["ab"]),
        (("c>b", "b>a", "d>c"), ["abcd"]),
        (("a>b", "b>c", "c>a"), ["cba"]),
        (("x>y", "b>a", "c>b"), ["abc", "yx"]),
        (("h>a", "h>b", "h>c", "h>d"), ["abhcd"]),
        (("a>b", "a-b"), ["ba"]),
    ],
)
def test_rows(pairs: tuple[str, ...], rows: list[str]) -> None:
    """What is built on comes above; chains run straight, a hub stands amid its own, the largest group comes first."""
    assert _rows(arranged(_links(*pairs))) == rows


def test_the_order_of_the_links_does_not_matter() -> None:
    chance = random.Random(1)  # noqa: S311 -- for one map out of many
    names = [f"n{number}" for number in range(60)]
    links = [Link(_ref(a), CONTINUES, _ref(b)) for a, b in (chance.sample(names, 2) for _ in range(70))]
    expected = arranged(links)
    for _ in range(5):
        chance.shuffle(links)
        found = arranged(links)
        assert [group.rows for group in found] == [group.rows for group in expected]
    rows = [ref for group in expected for ref in group.rows]
    assert len(rows) == len(set(rows))
    assert set(rows) == {end for link in links for end in (link.source, link.target)}


def test_arcs_are_shorter_than_in_alphabetical_order() -> None:
    """A tree whose names tell nothing of it."""
    chance = random.Random(2)  # noqa: S311
    names = [f"n{number:03}" for number in range(200)]
    chance.shuffle(names)
    links = [Link(_ref(names[n]), CONTINUES, _ref(names[chance.randrange(max(0, n - 4), n)])) for n in range(1, 200)]
    (group,) = arranged(links)

    def length(rows: list[Ref]) -> int:
        place = {ref: number for number, ref in enumerate(rows)}
        return sum(abs(place[link.source] - place[link.target]) for link in links)

    assert length(list(group.rows)) * 5 < length(sorted(group.rows, key=str))


def test_relations_of_a_bank() -> None:
    """Each relation once, told by either end or by both; only those with an end among the entries asked about."""
    files = {
        "practices/a.md": with_fields(
            PRACTICE,
            title="Aamu",
            relations="\n  - {type: continues, to: practices/b}\n  - {type: see_also, to: practices/c}",
        ),
        "practices/b.md": with_fields(PRACTICE, title="Bussi", relations="\n  - {type: see_also, to: practices/c}"),
        "practices/c.md": with_fields(PRACTICE, title="Catering", relations="\n  - {type: see_also, to: practices/b}"),
    }
    ties = relate(bank(files))
    found = [f"{link.source.slug} {link.type} {link.target.slug}" for link in links_of(ties)]
    assert found == ["a continues b", "a see_also c", "b see_also c"]
    among = [f"{link.source.slug} {link.target.slug}" for link in links_of(ties, {_ref("b")})]
    assert among == ["a b", "b c"]
