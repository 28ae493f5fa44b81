from tests.unit.content.making import PRACTICE, TOOL, bank, terms, with_fields
from zoomibank.bank.facets import FACETS, index_adopters, index_keywords, index_terms, terms_of

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


def test_index_of_terms() -> None:
    """Every facet has the terms that some shown entry has, each with its entries in the bank's order."""
    found = {
        facet: {key: [entry.ref.slug for entry in entries] for key, entries in keys.items()}
        for facet, keys in index_terms(bank(FILES)).items()
    }
    assert tuple(found) == FACETS
    assert found == {
        "themes": {"osallisuus": ["malli"], "hyvinvointi": ["malli", "kirje"]},
        "target-groups": {"opettajat": ["malli"]},
        "ways-of-working": {"yhdessa": ["kirje"]},
        "phases": {"kokeiluun": ["malli"]},
        "projects": {"hanke": ["malli"]},
        "organisations": {"liitto": ["malli", "kirje"]},
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
