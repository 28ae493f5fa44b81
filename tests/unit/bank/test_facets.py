import pytest

from tests.unit.content.making import PRACTICE, TOOL, bank, terms, with_fields
from zoomibank.bank.facets import (
    CHOICES,
    choices_of,
    index_adopters,
    index_choices,
    index_keywords,
    strongest_evidence,
    terms_of,
)
from zoomibank.bank.freshness import Freshness, State
from zoomibank.content.schema import ResultKind

FILES = {
    "vocabulary/phases.yaml": terms("kokeiluun"),
    "vocabulary/projects.yaml": terms("hanke"),
    "vocabulary/themes.yaml": terms("hyvinvointi", "osallisuus", "turha"),
    "practices/malli.md": with_fields(
        PRACTICE,
        themes="[osallisuus, hyvinvointi]",
        phase="kokeiluun",
        project="hanke",
        keywords="[juurruttaminen, työ]",
        adoptions="\n  - {organisation: liitto, since: 2023}\n  - {organisation: liitto, since: 2024}",
    ),
    "practices/malli.sv.md": "---\nkeywords: [förankring]\n---\n",
    "tools/kirje.md": with_fields(TOOL, themes="[hyvinvointi]", keywords="[työ]"),
    "tools/luonnos.md": with_fields(TOOL, title="Luonnos", themes="[hyvinvointi]", status="draft"),
}


def test_terms_of_entries() -> None:
    """A practice has its phase, a tool its ways of working; both have an owner."""
    malli, kirje = bank(FILES).entries
    assert list(terms_of(malli)) == [
        ("themes", "osallisuus"),
        ("themes", "hyvinvointi"),
        ("target-groups", "opettajat"),
        ("phases", "kokeiluun"),
        ("projects", "hanke"),
        ("organisations", "liitto"),
    ]
    assert list(terms_of(kirje)) == [
        ("themes", "hyvinvointi"),
        ("ways-of-working", "yhdessa"),
        ("organisations", "liitto"),
    ]


def test_choices_of_entries() -> None:
    """All by which an entry can be found: also its kind, its state, its languages and the page language's keywords."""
    malli, kirje = bank(FILES).entries
    assert set(choices_of(malli, "sv", State.DUE)) == {
        *terms_of(malli),
        ("kinds", "practices"),
        ("states", "due"),
        ("languages", "fi"),
        ("languages", "sv"),
        ("keywords", "forankring"),
    }
    assert set(choices_of(kirje, "sv", State.FRESH)) == {
        *terms_of(kirje),
        ("kinds", "tools"),
        ("states", "fresh"),
        ("languages", "fi"),
        ("keywords", "tyo"),
    }
    assert {facet for entry in (malli, kirje) for facet, _ in choices_of(entry, "fi", State.DUE)} < {*CHOICES}


def test_index_of_choices() -> None:
    """Every facet has the keys that some shown entry has, each with its entries in the bank's order."""
    entries = bank(FILES).entries
    states = {entry.ref: Freshness(state, None) for entry, state in zip(entries, (State.DUE, State.FRESH), strict=True)}
    found = {
        facet: {key: [entry.ref.slug for entry in entries] for key, entries in keys.items()}
        for facet, keys in index_choices(bank(FILES), states).items()
    }
    assert tuple(found) == tuple(facet for facet in CHOICES if facet != "keywords")
    assert found == {
        "kinds": {"practices": ["malli"], "tools": ["kirje"]},
        "themes": {"osallisuus": ["malli"], "hyvinvointi": ["malli", "kirje"]},
        "target-groups": {"opettajat": ["malli"]},
        "phases": {"kokeiluun": ["malli"]},
        "ways-of-working": {"yhdessa": ["kirje"]},
        "states": {"due": ["malli"], "fresh": ["kirje"]},
        "evidence": {},
        "verdicts": {},
        "projects": {"hanke": ["malli"]},
        "organisations": {"liitto": ["malli", "kirje"]},
        "languages": {"fi": ["malli", "kirje"], "sv": ["malli"]},
    }


def test_keywords_per_language() -> None:
    """A language has the keywords of its editions, and those of entries without one."""
    found = {
        language: {key: [e.ref.slug for e in entries] for key, entries in index_keywords(bank(FILES), language).items()}
        for language in ("fi", "sv", "en")
    }
    assert found == {
        "fi": {"juurruttaminen": ["malli"], "työ": ["malli", "kirje"]},
        "sv": {"förankring": ["malli"], "työ": ["kirje"]},
        "en": {"juurruttaminen": ["malli"], "työ": ["malli", "kirje"]},
    }


def test_keywords_that_share_an_address() -> None:
    """Keywords of two languages that would share an address are one, by the first one's spelling."""
    files = {**FILES, "practices/malli.sv.md": "---\nkeywords: [Tyo]\n---\n"}
    assert [list(index_keywords(bank(files), language)) for language in ("fi", "sv")] == [
        ["juurruttaminen", "työ"],
        ["Tyo"],
    ]


def test_adopters() -> None:
    """An organisation that has taken a practice into use twice counts once."""
    assert {key: [entry.ref.slug for entry in entries] for key, entries in index_adopters(bank(FILES)).items()} == {
        "liitto": ["malli"]
    }


@pytest.mark.parametrize(
    ("kinds", "strongest"),
    [
        ("", None),
        ("aim", ResultKind.AIM),
        ("aim observed", ResultKind.OBSERVED),
        ("measured aim observed", ResultKind.MEASURED),
    ],
)
def test_strongest_evidence(kinds: str, strongest: ResultKind | None) -> None:
    """A practice is as well known as its best known result."""
    results = ", ".join(f"{{text: a, kind: {kind}, source: b}}" for kind in kinds.split())
    (entry,) = bank({"practices/malli.md": with_fields(PRACTICE, results=f"[{results}]")}).practices
    assert strongest_evidence(entry.original.record) is strongest
    found = [key for facet, key in choices_of(entry, "fi", State.FRESH) if facet == "evidence"]
    assert found == ([strongest] if strongest else [])
