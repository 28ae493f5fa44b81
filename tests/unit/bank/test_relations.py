from tests.unit.content.making import PRACTICE, TOOL, bank, with_fields
from zoomibank.bank.relations import INVERSE, ORDER, Tie, relate
from zoomibank.content.entry import Ref
from zoomibank.content.schema import RelationType

MALLI, KIRJE = Ref("practices", "malli"), Ref("tools", "kirje")


def ties(malli: str = "", kirje: str = "", **fields: str) -> dict[str, list[tuple[str, str, str, int]]]:
    """The ties of the small bank with these relations: label, other end, who tells and which relation that is."""
    files = {
        "practices/malli.md": with_fields(PRACTICE, relations=f"[{malli}]"),
        "tools/kirje.md": with_fields(TOOL, relations=f"[{kirje}]", **fields),
    }
    found = relate(bank(files))
    return {ref.slug: [(t.label, t.to.slug, t.told_by.slug, t.index) for t in own] for ref, own in found.items()}


def test_both_ends_know() -> None:
    """What one entry says of another, the other has by the name of the inverse."""
    for kind in RelationType:
        assert ties(f"{{type: {kind}, to: tools/kirje}}") == {
            "malli": [(kind.value, "kirje", "malli", 0)],
            "kirje": [(INVERSE[kind], "malli", "malli", 0)],
        }


def test_declared_at_both_ends() -> None:
    """A relation that both ends tell is shown once at each, by each end's own words."""
    both = ties("{type: see_also, to: tools/kirje}", "{type: see_also, to: practices/malli}")
    assert both == {"malli": [("see_also", "kirje", "malli", 0)], "kirje": [("see_also", "malli", "kirje", 0)]}
    both = ties("{type: complements, to: tools/kirje}", "{type: complements, to: practices/malli}")
    assert both == {
        "malli": [("complements", "kirje", "malli", 0), ("complemented_by", "kirje", "kirje", 0)],
        "kirje": [("complements", "malli", "kirje", 0), ("complemented_by", "malli", "malli", 0)],
    }


def test_no_note_is_lost() -> None:
    """Where both ends tell a relation and one of them wrote a note, both show that note."""
    both = ties("{type: see_also, to: tools/kirje}", "{type: see_also, to: practices/malli, note: Siksi.}")
    assert both == {"malli": [("see_also", "kirje", "kirje", 0)], "kirje": [("see_also", "malli", "kirje", 0)]}


def test_order() -> None:
    """Ties stand by type and then by the other end, however they are typed."""
    assert ORDER[:4] == ("continues", "continued_by", "replaces", "replaced_by")
    found = ties(
        "{type: see_also, to: tools/kirje}, {type: requires, to: tools/kirje}", "{type: continues, to: practices/malli}"
    )
    assert [label for label, *_ in found["malli"]] == ["continued_by", "requires", "see_also"]
    assert [label for label, *_ in found["kirje"]] == ["continues", "required_by", "see_also"]


def test_drafts_are_not_tied() -> None:
    """A relation to an entry that is not shown is not shown either, and leaves no empty place."""
    assert ties("{type: see_also, to: tools/kirje}", status="draft") == {}


def test_entries_of_one_name() -> None:
    """A practice and a tool may have one name; refs tell them apart."""
    files = {
        "tools/malli.md": with_fields(TOOL, title="Toinen", relations="[{type: see_also, to: practices/malli}]"),
    }
    assert relate(bank(files)) == {
        Ref("tools", "malli"): (Tie("see_also", MALLI, Ref("tools", "malli"), 0),),
        MALLI: (Tie("see_also", Ref("tools", "malli"), Ref("tools", "malli"), 0),),
    }
    assert KIRJE not in relate(bank(files))
