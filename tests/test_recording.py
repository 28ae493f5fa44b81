"""Records that commands add to practices: `new review` and `import-survey`."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest

from tests.unit.content.making import PRACTICE, terms, with_fields
from tests.unit.stages.making import written
from zoomibank import cli

FILES: Final[Mapping[str, str]] = {
    "vocabulary/organisations.yaml": "- key: liitto\n  label: Ärhäkkä liitto ry\n- key: opisto\n  label: Opisto\n"
    "  aliases: [Kansanopisto]\n",
    "vocabulary/phases.yaml": terms("kokeiluun", "arkeen"),
    "practices/malli.md": with_fields(PRACTICE, register_id="4711"),
    "practices/toinen.md": with_fields(
        PRACTICE,
        title="Toinen käytäntö",
        adoptions="\n  - organisation: opisto\n    # ensimmäinen\n    since: 2023-08\n    phase: kokeiluun\n",
    ),
}


@pytest.fixture(autouse=True)
def bank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A bank in the folder where the commands run."""
    monkeypatch.chdir(tmp_path)
    return written(tmp_path / "content", FILES)


def _run(*arguments: str) -> int:
    return cli.main([*arguments, "--today", "2024-05-31"])


def _practice(slug: str) -> str:
    return Path(f"content/practices/{slug}.md").read_text(encoding="utf-8")


# new review

GIVEN: Final = ("--kind", "peer", "--by", "Opiston tiimi", "--verdict", "green")


def test_a_review_is_added_and_the_rest_stays(capsys: pytest.CaptureFixture[str]) -> None:
    """The file is changed by place; organisations are known by any name; the bank has no faults after it."""
    before = _practice("malli")
    note = "Toimii: kokeilimme, [hyvä] # oikeasti"
    more = ("--organisation", "Kansanopisto", "--date", "2024-05-01", "--note", note, "--yes")
    assert _run("new", "review", "malli", *GIVEN, *more) == 0
    told = capsys.readouterr().out
    assert "+reviews:" in told
    assert "Arviointi on lisätty" in told
    after = _practice("malli")
    assert after == before.removesuffix("---\n") + (
        "reviews:\n  - kind: peer\n    by: Opiston tiimi\n    organisation: opisto\n    date: 2024-05-01\n"
        f'    verdict: green\n    note: "{note}"\n---\n'
    )
    assert _run("new", "review", "practices/malli.md", *GIVEN, "--yes") == 0
    assert _practice("malli").count("- kind: peer") == 2
    assert _run("check") == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("mali", *GIVEN), "Tarkoititko"),
        (("malli", "--kind", "peer", "--by", "Tiimi"), "Arvioinnista puuttuu tieto. Anna se valitsimella --verdict."),
        (("malli", "--by", "Tiimi", "--verdict", "red"), "Arvioinnista puuttuu tieto. Anna se valitsimella --kind."),
        (("malli", *GIVEN, "--organisation", "Kukaan"), "Kukaan"),
        (("malli", *GIVEN, "--date", "2024-06-01"), "Arvioinnin päivä 2024-06-01 on tulevaisuudessa."),
        (("malli", *GIVEN, "--date", "eilen"), "eilen"),
        (("kirje", *GIVEN), "Vain hyviä käytäntöjä arvioidaan, ja tools/kirje ei ole käytäntö."),
    ],
)
def test_what_can_be_no_review_is_told(
    arguments: tuple[str, ...], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = _practice("malli")
    assert _run("new", "review", *arguments, "--yes") == 2
    assert message in capsys.readouterr().err
    assert _practice("malli") == before


def test_nothing_is_added_unasked(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a terminal and without --yes the change is only shown."""
    before = _practice("malli")
    assert _run("new", "review", "malli", *GIVEN) == 2
    assert "--yes" in capsys.readouterr().err
    assert _practice("malli") == before


def test_options_of_a_review_mean_nothing_for_other_kinds(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("new", "practice", "Uusi", "--by", "Tiimi") == 2
    assert "by" in capsys.readouterr().err


# import-survey

SURVEY: Final = """\
Aikaleima;Käytäntö;Organisaatio;Käytössä alkaen;Vaihe;Lisätieto
1.5.2024;Malli;Ärhäkkä liitto ry;2024;Kokeiluun;"Kaksi riviä;
ja puolipiste"
2.5.2024;4711;opisto;2024-04-01;;
3.5.2024;Toinen käytäntö;Kansanopisto;2024-05;Arkeen;
4.5.2024;toinen;opisto;2023-08;kokeiluun;Sama kuin ennen
5.5.2024;Malli;liitto;2024;kokeiluun;Sama kuin yllä
;;;;;
"""


def _survey(text: str, encoding: str = "utf-8") -> Path:
    path = Path("vastaukset.csv")
    path.write_bytes(text.encode(encoding))
    return path


NO_SUCH: Final = (
    'vastaukset.csv:3: organisaatiota "Opist" ei ole sanastossa. Tarkoititko "Opisto"? Jos et, lisää se tiedostoon '
    "vocabulary/organisations.yaml."
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_answers_become_adoptions(encoding: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Names of any kind are known; what is known already is left out and told; a later phase is a record."""
    assert _run("import-survey", str(_survey(SURVEY, encoding)), "--yes") == 0
    told = capsys.readouterr().out
    assert "vastaukset.csv:6: tämä on jo tiedossa (toinen, opisto), riviä ei lisätä" in told
    assert "vastaukset.csv:7: tämä on jo tiedossa (malli, liitto), riviä ei lisätä" in told
    assert _practice("malli").endswith(
        "adoptions:\n  - organisation: liitto\n    since: 2024\n    phase: kokeiluun\n"
        '    note: "Kaksi riviä;\\nja puolipiste"\n  - organisation: opisto\n    since: 2024-04-01\n---\n'
    )
    assert "opisto\n    # ensimmäinen\n    since: 2023-08\n    phase: kokeiluun\n" in _practice("toinen")
    assert "  - organisation: opisto\n    since: 2024-05\n    phase: arkeen\n" in _practice("toinen")
    assert _run("check") == 0
    capsys.readouterr()
    assert _run("import-survey", "vastaukset.csv", "--yes") == 0
    assert "Kaikki on jo näin." in capsys.readouterr().out


def test_faulty_rows_are_told_all_at_once_and_nothing_changes(capsys: pytest.CaptureFixture[str]) -> None:
    before = {slug: _practice(slug) for slug in ("malli", "toinen")}
    survey = _survey(
        "practice,organisation,since,phase\n"
        "Mali,Opisto,2024,arkeen\n"
        "Malli,Opist,2024,arkeen\n"
        "Malli,Opisto,31.5.2024,arkeen\n"
        "Malli,Opisto,2024-06,arkeen\n"
        "Malli,Opisto,2024,vauhtiin\n"
        ",Opisto,2024,arkeen\n"
        "Malli,,2024,arkeen\n"
        "Toinen käytäntö,Opisto,2024,arkeen\n"
    )
    assert _run("import-survey", str(survey), "--yes") == 1
    assert capsys.readouterr().err.splitlines() == [
        'vastaukset.csv:2: käytäntöä "Mali" ei löydy. Tarkoititko "Malli"?',
        NO_SUCH,
        'vastaukset.csv:4: "31.5.2024" ei ole vuosi, kuukausi (2024-08) eikä päivä (2024-08-15)',
        'vastaukset.csv:5: "2024-06" on tulevaisuudessa',
        'vastaukset.csv:6: vaihetta "vauhtiin" ei ole. Vaiheet ovat tiedostossa vocabulary/phases.yaml.',
        "vastaukset.csv:7: riviltä puuttuu käytäntö",
        "vastaukset.csv:8: riviltä puuttuu organisaatio",
        "Korjaa rivit ja aja komento uudelleen. Virheitä on 7. Mitään ei muutettu.",
    ]
    assert {slug: _practice(slug) for slug in before} == before


@pytest.mark.parametrize("text", ["", "a;b\n1;2\n", 'käytäntö;organisaatio\n"malli;opisto\n'])
def test_what_is_no_survey_is_told(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("import-survey", str(_survey(text)), "--yes") == 2
    assert "vastaukset.csv" in capsys.readouterr().err


def test_answers_are_shown_before_they_are_added(capsys: pytest.CaptureFixture[str]) -> None:
    before = _practice("malli")
    assert _run("import-survey", str(_survey(SURVEY))) == 2
    assert "+  - organisation: liitto" in capsys.readouterr().out
    assert _practice("malli") == before
