"""What the bank covers, and what it does not."""

import pytest

from tests.unit.content.making import PRACTICE, TOOL, bank, terms, with_fields
from zoomibank.bank.catalogue import catalogue
from zoomibank.bank.coverage import Coverage, coverage

FILES = {
    "vocabulary/themes.yaml": terms("hyvinvointi", "osallisuus", "turha"),
    "vocabulary/target-groups.yaml": terms("opettajat", "opiskelijat"),
    "vocabulary/phases.yaml": terms("kokeiluun", "arkeen"),
    "practices/malli.md": with_fields(
        PRACTICE, themes="[osallisuus, hyvinvointi]", target_groups="[opettajat, opiskelijat]", phase="kokeiluun"
    ),
    "practices/toinen.md": with_fields(PRACTICE, title="Toinen", themes="[osallisuus]", phase="arkeen"),
    "practices/vanha.md": with_fields(PRACTICE, title="Vanha", themes="[turha]", status="archived"),
    "practices/luonnos.md": with_fields(PRACTICE, title="Luonnos", themes="[turha]", status="draft"),
    "tools/kirje.md": with_fields(TOOL, themes="[hyvinvointi]", target_groups="[opiskelijat]"),
}


def _slugs(found: Coverage) -> dict[tuple[str, str], list[str]]:
    return {pair: [ref.slug for ref in refs] for pair, refs in found.cells.items()}


def test_current_entries_by_theme_and_target_group() -> None:
    """Each pair has its entries; a total counts an entry once; what is archived or a draft covers nothing."""
    found = coverage(catalogue(bank(FILES)), "themes", "target-groups")
    assert (found.rows, found.columns) == (("hyvinvointi", "osallisuus", "turha"), ("opettajat", "opiskelijat"))
    assert _slugs(found) == {
        ("osallisuus", "opettajat"): ["malli", "toinen"],
        ("osallisuus", "opiskelijat"): ["malli"],
        ("hyvinvointi", "opettajat"): ["malli"],
        ("hyvinvointi", "opiskelijat"): ["malli", "kirje"],
    }
    assert found.of_row == {"osallisuus": 2, "hyvinvointi": 2}
    assert found.of_column == {"opettajat": 2, "opiskelijat": 2}
    assert found.missing("osallisuus") == ()
    assert found.missing("turha") == ("opettajat", "opiskelijat")


def test_only_some_entries_are_asked_about() -> None:
    whole = catalogue(bank(FILES))
    (malli,) = (ref for ref in whole.entries if ref.slug == "malli")
    found = coverage(whole, "themes", "phases", among={malli})
    assert _slugs(found) == {("osallisuus", "kokeiluun"): ["malli"], ("hyvinvointi", "kokeiluun"): ["malli"]}
    assert found.missing("hyvinvointi") == ("arkeen",)


@pytest.mark.parametrize(
    ("most", "classes", "shades"),
    [
        (0, [], {0: 0}),
        (1, [(1, 1)], {0: 0, 1: 1}),
        (4, [(1, 1), (2, 2), (3, 3), (4, 4)], {1: 1, 4: 4}),
        (5, [(1, 2), (3, 4), (5, 6)], {1: 1, 2: 1, 3: 2, 5: 3}),
        (120, [(1, 30), (31, 60), (61, 90), (91, 120)], {1: 1, 30: 1, 31: 2, 120: 4}),
    ],
)
def test_classes_of_counts(most: int, classes: list[tuple[int, int]], shades: dict[int, int]) -> None:
    """At most four classes, as wide as each other, reach from one entry to the most that a pair has."""
    (one,) = (ref for ref in catalogue(bank(FILES)).entries if ref.slug == "malli")
    found = Coverage(("a",), ("b",), {("a", "b"): (one,) * most} if most else {}, {}, {})
    assert list(found.shades()) == classes
    assert {count: found.shade(count) for count in shades} == shades
