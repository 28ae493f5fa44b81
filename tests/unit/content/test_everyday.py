import pytest

from tests.unit.content.test_schema import EVERY
from zoomibank.content.everyday import everyday_choice, other_names
from zoomibank.content.schema import Practice, Status, row
from zoomibank.text import fold


@pytest.mark.parametrize(
    ("typed", "field"),
    [("Kehittämisteemat", "themes"), ("teemat", "themes"), ("kohderyhmä", "target_groups"), ("ämnesord", "keywords"),
     ("avainsanat", "keywords"), ("Kuvaus", "summary"), ("hanke jonka osana syntynyt", "project"), ("nimi", "title"),
     ("lisenssi", "licence"), ("Kiinni strategiaan -vaihe", "phase"), ("Vaiheet", "steps")],
)  # fmt: skip
def test_other_names(typed: str, field: str) -> None:
    """An editor who types a label or an everyday word is told the field's name."""
    assert other_names(Practice)[fold(typed)] == field


def test_other_names_lead_to_fields() -> None:
    """No word leads to a field that the record does not have, and none hides a field's own label."""
    for model in EVERY:
        assert set(other_names(model).values()) <= set(model.model_fields)
        for name, field in model.model_fields.items():
            assert other_names(model)[fold(row(field).fi)] == name


@pytest.mark.parametrize(
    ("typed", "choice"),
    [("julkaistu", "published"), ("Luonnos", "draft"), ("ersatt", "superseded"), ("hanke", ""), ("published", "")],
)
def test_everyday_choices(typed: str, choice: str) -> None:
    """A word of every day says one of the choices that the field has, and none of another field's."""
    assert everyday_choice(typed, tuple(Status)) == choice


def test_everyday_choice_of_several_words() -> None:
    assert everyday_choice("Katso  myös", ("continues", "see_also")) == "see_also"
