"""Uses of practices year by year."""

from tests.unit.content.making import PRACTICE, bank, terms, with_fields
from zoomibank.bank.adoption_history import adoption_history

VOCABULARIES = {
    "vocabulary/phases.yaml": terms("kokeiluun", "arkeen"),
    "vocabulary/organisations.yaml": terms("liitto", "opisto", "ahkera"),
}


def _practice(title: str, *adoptions: str) -> str:
    return with_fields(PRACTICE, title=title, adoptions="".join(f"\n  - {{organisation: {one}}}" for one in adoptions))


def test_uses_at_the_end_of_each_year() -> None:
    """An organisation moves from phase to phase; a month and a day count from their year on; gaps are filled."""
    files = {
        **VOCABULARIES,
        "practices/a.md": _practice(
            "Aamu",
            "opisto, since: 2022-12-31, phase: arkeen",
            "opisto, since: 2020, phase: kokeiluun",
            "ahkera, since: 2022-03, phase: kokeiluun",
            "liitto, since: 2024",
        ),
        "practices/b.md": _practice("Bussi", "opisto, since: 2020-05-01, phase: kokeiluun", "ahkera, phase: arkeen"),
        "practices/c.md": _practice("Kukaan"),
    }
    found = adoption_history(bank(files))
    assert found.years == (2020, 2021, 2022, 2023, 2024)
    assert found.phases == ("kokeiluun", "arkeen", "")
    assert found.counts == ((2, 0, 0), (2, 0, 0), (2, 1, 0), (2, 1, 0), (2, 1, 1))
    assert found.most == 4
    assert dict(found.undated) == {"arkeen": 1}
    assert {ref.slug: count for ref, count in found.users.items()} == {"a": 3, "b": 2}


def test_an_undated_record_of_a_dated_use_counts_once() -> None:
    files = {**VOCABULARIES, "practices/a.md": _practice("Aamu", "opisto, since: 2023", "opisto, phase: arkeen")}
    found = adoption_history(bank(files))
    assert (found.phases, found.counts) == (("kokeiluun", "arkeen", ""), ((0, 0, 1), (0, 0, 1)))
    assert (dict(found.undated), list(found.users.values())) == ({}, [1])


def test_nobody_uses_anything() -> None:
    found = adoption_history(bank(VOCABULARIES))
    assert (found.years, found.counts, found.most, dict(found.users)) == ((), (), 0, {})
    assert found.phases == ("kokeiluun", "arkeen")
