import random
from collections import defaultdict
from collections.abc import Callable, Mapping

import pytest

from tests.unit.content.making import PRACTICE, bank, terms, with_fields
from zoomibank.bank import similarity
from zoomibank.bank.relations import relate
from zoomibank.bank.similarity import SHOWN, related_entries
from zoomibank.content.entry import Bank, Ref
from zoomibank.content.schema import Status


def practices(**fields: Mapping[str, str]) -> dict[str, str]:
    """Practices by slug in place of the small bank's, each with these fields."""
    files = {
        f"practices/{slug}.md": with_fields(PRACTICE, **{"title": f"Malli {slug}", "keywords": "", **own})
        for slug, own in fields.items()
    }
    return {
        "vocabulary/themes.yaml": terms("hyvinvointi", "osallisuus"),
        "vocabulary/target-groups.yaml": terms("opettajat", "opiskelijat"),
        "practices/malli.md": with_fields(PRACTICE, status="draft"),
        **files,
    }


def related(found: Bank) -> dict[str, list[str]]:
    return {
        ref.slug: [other.slug for other in others]
        for ref, others in related_entries(found, relate(found)).items()
        if ref.kind == "practices"
    }


def test_rare_terms_tell_most() -> None:
    """The rarer a shared term is, the closer it brings two entries; without a shared term there is no tie."""
    files = practices(
        a={"themes": "[osallisuus]", "keywords": "[harvinainen]"},
        b={"themes": "[hyvinvointi]", "target_groups": "[opiskelijat]", "keywords": "[harvinainen]"},
        c={"themes": "[osallisuus]", "target_groups": "[opiskelijat]"},
        d={"themes": "[osallisuus]", "target_groups": "[opiskelijat]"},
        e={"themes": "[hyvinvointi]", "target_groups": "[opettajat]"},
    )
    assert related(bank(files)) == {
        "a": ["b", "e", "c", "d"],
        "b": ["a", "e", "c", "d"],
        "c": ["d", "a", "b"],
        "d": ["c", "a", "b"],
        "e": ["a", "b"],
    }


def test_who_is_left_out() -> None:
    """The entry itself, those it is tied to, and archived and superseded ones are not named."""
    files = practices(
        a={"relations": "[{type: see_also, to: practices/b}]"},
        b={},
        c={"status": "archived"},
        d={"status": "superseded"},
        e={"relations": "[{type: replaces, to: practices/d}]"},
    )
    assert related(bank(files)) == {"a": ["e"], "b": ["e"], "c": ["a", "b", "e"], "d": ["a", "b"], "e": ["a", "b"]}


def test_equals_stand_in_a_fixed_order() -> None:
    """Equally near entries stand by name, and no more than five are named."""
    files = practices(**{slug: {} for slug in "hgfedcba"})
    assert related(bank(files))["d"] == ["a", "b", "c", "e", "f"]
    assert len(related(bank(files))["a"]) == SHOWN


def test_the_order_of_entries_does_not_tell() -> None:
    """The same bank gives the same neighbours, in whatever order its entries come."""
    words = random.Random(1)  # noqa: S311 -- the same words each time
    files = practices(
        **{f"p{number}": {"keywords": f"[sana {words.randrange(9)}]", "themes": "[osallisuus]"} for number in range(30)}
    )
    found = bank(files)
    turned = Bank(
        settings=found.settings,
        vocabularies=found.vocabularies,
        practices=tuple(reversed(found.practices)),
        tools=found.tools,
        articles=(),
        images=(),
        today=found.today,
    )
    assert related(turned) == related(found)


class Counting(dict[Ref, float]):
    """Scores that count how often they are changed."""

    changes = 0

    def __missing__(self, key: Ref) -> float:
        return 0.0

    def __setitem__(self, key: Ref, value: float) -> None:
        Counting.changes += 1
        super().__setitem__(key, value)


def test_a_common_term_is_not_quadratic(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two thousand entries that share a theme are not compared with one another: such a term tells nothing."""
    one = bank(practices(a={"target_groups": "[opiskelijat]"})).practices[0]
    many = tuple(type(one)(Ref("practices", f"p{number}"), one.original, one.editions) for number in range(2000))
    record = one.original.record
    rare = record.model_copy(update={"keywords": ("harvinainen",), "status": Status.PUBLISHED})
    original = type(one.original)("fi", "fi", rare, one.original.read, one.original.path)
    pair = tuple(type(one)(Ref("practices", slug), original, {"fi": original}) for slug in ("x", "y"))
    small = bank()
    found = Bank(
        settings=small.settings,
        vocabularies=small.vocabularies,
        practices=(*many, *pair),
        tools=(),
        articles=(),
        images=(),
        today=small.today,
    )

    def counted(factory: Callable[[], object]) -> object:
        return Counting() if factory is float else defaultdict(factory)

    monkeypatch.setattr(similarity, "defaultdict", counted)
    Counting.changes = 0
    neighbours = related_entries(found, {})
    assert Counting.changes == 2  # once for both, since their terms are the same
    assert neighbours[Ref("practices", "x")] == (Ref("practices", "y"),)
    assert neighbours[Ref("practices", "p0")] == ()


def test_projects_and_ways_of_working_tell_but_owners_do_not() -> None:
    """A shared owner or phase brings nobody together."""
    files = practices(a={}, b={"themes": "[osallisuus]", "target_groups": "[opiskelijat]"})
    assert related(bank(files)) == {"a": [], "b": []}
