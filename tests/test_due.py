"""`python build.py due`: the work list, for people and for spreadsheets."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest

from tests.unit.content.making import PRACTICE, TOOL, with_fields
from tests.unit.stages.making import written
from zoomibank import cli

TODAY: Final = "2024-05-31"
FILES: Final[Mapping[str, str]] = {
    "vocabulary/organisations.yaml": "- key: liitto\n  label: {fi: Ärhäkkä liitto ry, sv: Förbundet rf}\n"
    "- key: opisto\n  label: Opisto\n  aliases: [Kansanopisto]\n",
    "practices/malli.md": with_fields(
        PRACTICE, added="2022-05-30", contact="{role: Laatupäällikkö, email: l@example.org}"
    ),
    "practices/ensin.md": with_fields(
        PRACTICE, title="Ensin", summary="Tässä kerrotaan aivan muusta kuin muissa kuvauksissa.", keywords="[muu]",
        added="2020-01-31", reviewed="2022-01-31", contact="{name: Maija Malli}",
    ),
    "practices/tulossa.md": with_fields(
        PRACTICE, title="Tulossa", summary="Kohta on aika katsoa, pitääkö tämä vielä paikkansa.", keywords="[aika]",
        owner="opisto", added="2022-07-30",
    ),
    "practices/tulossa.sv.md": "---\ntitle: Kommer\n---\n",
    "practices/arkistossa.md": with_fields(
        PRACTICE, title="Arkistossa", summary="Vanha asia, joka on jo jäänyt historiaan.", added="2010-01-01",
        keywords="[historia]", status="archived",
    ),
    "practices/luonnos.md": with_fields(
        PRACTICE, title="Luonnos", summary="Keskeneräinen teksti odottaa, että joku sen kirjoittaa.",
        keywords="[teksti]", added="2010-01-01", status="draft",
    ),
    "tools/kirje.md": with_fields(TOOL, owner="opisto", added="2024-01-15", review_every="7"),
}  # fmt: skip


@pytest.fixture
def bank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A bank in the folder where the command runs."""
    monkeypatch.chdir(tmp_path)
    return written(tmp_path / "content", FILES)


def _said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = cli.main(["due", "--today", TODAY, *arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


@pytest.mark.usefixtures("bank")
def test_the_work_list(capsys: pytest.CaptureFixture[str]) -> None:
    """What is overdue comes first, then what is due within 60 days, per owner in alphabetical order.

    What is archived and what is a draft waits for no review.
    """
    assert _said(capsys) == (
        0,
        """\
Opisto (1)
  2024-07-30  tulossa   Tulossa
                        practices/tulossa

Ärhäkkä liitto ry (2)
  2024-01-31  myöhässä  Ensin
                        practices/ensin
                        Maija Malli
  2024-05-30  myöhässä  Malli
                        practices/malli
                        Laatupäällikkö, l@example.org

Myöhässä 2, tulossa 1. Kun olet tarkistanut kuvauksen, kirjoita sen kenttään reviewed päivä.
""",
        "",
    )


@pytest.mark.usefixtures("bank")
@pytest.mark.parametrize(
    ("arguments", "refs"),
    [
        ((), ["practices/tulossa", "practices/ensin", "practices/malli"]),
        (("--within", "0"), ["practices/ensin", "practices/malli"]),
        (("--within", "59"), ["practices/ensin", "practices/malli"]),
        (("--within", "76"), ["practices/tulossa", "tools/kirje", "practices/ensin", "practices/malli"]),
        (("--owner", "liitto"), ["practices/ensin", "practices/malli"]),
        (("--owner", "opisto", "--within", "0"), []),
        (("--today", "2024-01-31", "--within", "0"), ["practices/ensin"]),
        (("--today", "2024-01-30", "--within", "0"), []),
    ],
)
def test_which_reviews(arguments: tuple[str, ...], refs: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    code, output, error = _said(capsys, "--format", "csv", *arguments)
    assert (code, error) == (0, "")
    assert [row[2] for row in csv.reader(io.StringIO(output), delimiter=";")][1:] == refs


@pytest.mark.usefixtures("bank")
def test_nothing_to_review(capsys: pytest.CaptureFixture[str]) -> None:
    told = "There is nothing to review. No review is overdue or comes up within 5 days.\n"
    assert _said(capsys, "--owner", "opisto", "--within", "5", "--lang", "en") == (0, told, "")


@pytest.mark.usefixtures("bank")
def test_names_in_the_language_of_the_messages(capsys: pytest.CaptureFixture[str]) -> None:
    assert _said(capsys, "--lang", "sv")[1].splitlines()[:8] == [
        "Förbundet rf (2)",
        "  2024-01-31  försenad  Ensin",
        "                        practices/ensin",
        "                        Maija Malli",
        "  2024-05-30  försenad  Malli",
        "                        practices/malli",
        "                        Laatupäällikkö, l@example.org",
        "",
    ]


def test_the_work_list_in_a_spreadsheet(bank: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """Finnish Excel opens it by a double click: a byte order mark, semicolons; and no cell is a formula."""
    text = with_fields(FILES["practices/ensin.md"], title="'=SUMMA(A1;A2)'", contact="{name: '@nimi'}")
    (bank / "practices" / "ensin.md").write_text(text, encoding="utf-8")
    assert cli.main(["due", "--today", TODAY, "--format", "csv", "--within", "0"]) == 0
    assert capfdbinary.readouterr().out.decode() == (
        "\ufeffTarkistettava viimeistään;Tila;Kuvaus;Otsikko;Hallinnoija;Yhteyshenkilö\r\n"
        "2024-01-31;myöhässä;practices/ensin;\"'=SUMMA(A1;A2)\";Ärhäkkä liitto ry;'@nimi\r\n"
        "2024-05-30;myöhässä;practices/malli;Malli;Ärhäkkä liitto ry;Laatupäällikkö, l@example.org\r\n"
    )


@pytest.mark.usefixtures("bank")
@pytest.mark.parametrize(
    ("owner", "told"),
    [
        ("opsto", 'Hallinnoijaa "opsto" ei ole. Tarkoititko opisto?'),
        ("ärhäkkä Liitto ry", 'Hallinnoijaa "ärhäkkä Liitto ry" ei ole. Tarkoititko liitto?'),
        ("Kansanopisto", 'Hallinnoijaa "Kansanopisto" ei ole. Tarkoititko opisto?'),
        (
            "xyz",
            'Hallinnoijaa "xyz" ei ole. Hallinnoijien tunnukset ovat tiedostossa vocabulary/organisations.yaml.',
        ),
    ],
)
def test_an_unknown_owner(owner: str, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert _said(capsys, "--owner", owner) == (2, "", f"{told}\n")


def test_errors_in_the_content_are_told(bank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A list of half of the bank would be no work list."""
    (bank / "practices" / "malli.md").write_text(with_fields(PRACTICE, owner="litto"), encoding="utf-8")
    code, output, _ = _said(capsys)
    assert code == 1
    assert "practices/malli.md:7:8: virhe ZB231" in output
    assert "Tarkistettu 6 kuvausta: 1 virhe" in output


def test_no_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    assert _said(capsys)[0] == 2
    assert not (tmp_path / ".cache").exists()
