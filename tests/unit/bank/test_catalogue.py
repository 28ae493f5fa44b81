from datetime import date

from tests.unit.content.making import PRACTICE, TOOL, bank, with_fields
from zoomibank.bank.catalogue import catalogue
from zoomibank.bank.freshness import Freshness, State
from zoomibank.bank.relations import Tie
from zoomibank.content.entry import Ref

MALLI, KIRJE = Ref("practices", "malli"), Ref("tools", "kirje")
FILES = {
    "site.yaml": "title: Pankki\nlanguages: [fi, sv, en]\nreview_every: 12\n",
    "practices/malli.md": with_fields(PRACTICE, relations="[{type: continues, to: tools/kirje}]"),
    "tools/kirje.md": with_fields(TOOL, themes="[hyvinvointi]", review_every="36"),
}


def test_catalogue() -> None:
    """Everything that pages need is worked out once, for every entry."""
    found = catalogue(bank(FILES))
    assert list(found.entries) == [MALLI, KIRJE]
    assert found.ties == {
        MALLI: (Tie("continues", KIRJE, MALLI, 0),),
        KIRJE: (Tie("continued_by", MALLI, MALLI, 0),),
    }
    assert found.related == {MALLI: (), KIRJE: ()}
    assert found.freshness == {
        MALLI: Freshness(State.OVERDUE, date(2023, 9, 13)),
        KIRJE: Freshness(State.FRESH, date(2026, 1, 15)),
    }
    assert list(found.terms["themes"]["hyvinvointi"]) == list(found.entries.values())
    assert {language: list(words) for language, words in found.keywords.items()} == {
        "fi": ["juurruttaminen"],
        "sv": ["juurruttaminen"],
        "en": ["juurruttaminen"],
    }
    assert found.adopters == {}
    assert found.keys("kinds") == ("practices", "tools")
    assert found.keys("states") == ("fresh", "due", "overdue", "archived", "superseded")
    assert found.keys("languages") == ("fi", "sv", "en")
    assert found.keys("themes") == ("hyvinvointi",)
    assert found.vocabulary("themes") is found.bank.vocabularies.themes
