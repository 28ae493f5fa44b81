from datetime import date

import pytest

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


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"practices/malli.md": with_fields(PRACTICE, title="Toinen", relations="[{type: continues, to: tools/kirje}]")},
        {"practices/malli.md": PRACTICE},
        {"practices/malli.md": with_fields(PRACTICE, keywords="[harvinainen]")},
        {"practices/uusi.md": with_fields(PRACTICE, title="Uusi")},
        {"practices/uusi.md": with_fields(PRACTICE, title="Uusi"), "practices/malli.md": None},
        {"practices/oma.md": with_fields(PRACTICE, title="Oma", status="archived")},
    ],
)
def test_what_follows_from_a_later_state(files: dict[str, str | None]) -> None:
    """It is the same as without knowing of an earlier one: with another, fewer or more entries, ties and terms."""
    both = {**FILES, "practices/oma.md": with_fields(PRACTICE, title="Oma")}
    last = catalogue(bank(both))
    now = bank({path: text for path, text in {**both, **files}.items() if text is not None})
    assert catalogue(now, last) == catalogue(now)


def test_what_takes_long_is_kept() -> None:
    """Which entries go together is not worked out again when texts have changed and nothing that this hangs on."""
    last = catalogue(bank(FILES))
    renamed = {**FILES, "tools/kirje.md": with_fields(TOOL, title="Kortti", themes="[hyvinvointi]", review_every="36")}
    assert catalogue(bank(renamed), last).related is last.related
