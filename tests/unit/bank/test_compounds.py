import pytest

from tests.unit.bank.tellers import Teller
from zoomibank.bank.compounds import parts_of


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("työpaikka", ("paikka", "työ")),
        ("työpaikkaohjaaja", ("työpaikka", "ohjaaja", "paikka", "työ")),
        ("siirtymävaihe", ("siirtymä", "vaihe")),
        ("keskeyttämisuhka", ("keskeyttäminen", "uhka")),
        ("opintojenohjaus", ("opinnot", "ohjaus")),
        ("opinto-ohjaus", ("ohjaus", "opinto")),
        ("etäohjaus", ("ohjaus",)),
        ("siirtymä", ()),
        ("ohjauspakka", ()),
        ("", ()),
    ],
)
def test_parts(word: str, expected: tuple[str, ...]) -> None:
    """The parts at every depth, in the base form, the longest first; a rest that is no word makes no compound."""
    assert parts_of(word, "fi", Teller()) == expected


def test_other_languages_have_parts_only_where_hyphens_show_them() -> None:
    assert parts_of("työpaikka", "so", Teller()) == ()
    assert parts_of("co-op", "so", Teller()) == ("co", "op")
