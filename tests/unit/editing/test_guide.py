"""The tables of the editors' guide."""

import pytest

from zoomibank.content.schema import KINDS, VOCABULARIES, Settings, nested
from zoomibank.editing.guide import fault_table, field_tables, renewed
from zoomibank.findings.formats import load_wordings
from zoomibank.findings.rules import SEVERITIES

FI = load_wordings("fi")
TABLES = field_tables()


def test_every_field_has_a_line() -> None:
    """No field of any file is left out, nested ones included."""
    for model in (*KINDS.values(), *VOCABULARIES.values(), Settings):
        for name, field in model.model_fields.items():
            assert f"| `{name}` |" in TABLES
            if inner := nested(field):
                below = f"{name}[]." if "tuple" in str(field.annotation) else f"{name}."
                assert all(f"| `{below}{part}` |" in TABLES for part in inner.model_fields)


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("title", ["Otsikko", "teksti yhdellä rivillä, 3–120 merkkiä", "**pakollinen**, käännetään"]),
        ("keywords", ["Asiasanat", "luettelo: asiasana, enintään 12 kpl", "käännetään"]),
        ("owner", ["Hallinnoija", "avain tiedostosta `vocabulary/organisations.yaml`", "**pakollinen**"]),
        ("results[].kind", ["Näyttö", "yksi näistä: `aim`, `observed`, `measured`", "**pakollinen**"]),
    ],
)
def test_lines_tell_form_and_duty(name: str, cells: list[str]) -> None:
    """A line tells the field's name, label, guidance, form and bounds, and whether it is required or translated."""
    line = next(line for line in TABLES.splitlines() if line.startswith(f"| `{name}` |"))
    assert [cell.strip() for cell in line.split(" | ")][1::2] == [cells[0], cells[1]]
    assert line.endswith(f"| {cells[2]} |")


def test_every_fault_has_a_line() -> None:
    """All codes stand in the table in their order, with severity and meaning."""
    lines = fault_table(FI).splitlines()[2:]
    assert [line[2:7] for line in lines] == list(SEVERITIES)
    assert lines[0] == f"| ZB101 | virhe | {FI.rules['ZB101'].about} |"


def test_renewing_keeps_what_people_wrote() -> None:
    """Only what stands between the marks is made anew, and doing it twice changes nothing more."""
    fields, faults = "<!-- kentät: alku -->vanha<!-- kentät: loppu -->", "<!-- virheet: alku --><!-- virheet: loppu -->"
    marks = f"{fields}\n\nÄlä koske.\n\n{faults}"
    once = renewed(f"Alku \\1\n{marks}\nLoppu", FI)
    assert once.startswith("Alku \\1\n<!-- kentät: alku -->\n\n### ")
    assert "\n\nÄlä koske.\n\n" in once
    assert once.endswith("<!-- virheet: loppu -->\nLoppu")
    assert "vanha" not in once
    assert renewed(once, FI) == once


def test_a_guide_without_marks_is_not_touched() -> None:
    """Where the marks are missing nothing is guessed."""
    with pytest.raises(ValueError, match="no marks"):
        renewed("Opas ilman merkkejä", FI)
