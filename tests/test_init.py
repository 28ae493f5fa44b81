"""`python build.py init`: a bank of one's own, which works at once."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.built import ROOT
from zoomibank import cli


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _bank(*arguments: str) -> None:
    assert cli.main(["init", "pankki", *arguments]) == 0
    os.chdir("pankki")


@pytest.mark.parametrize("languages", [("fi",), ("sv",), ("en",), ("fi", "sv", "en"), ("sv", "fi")])
def test_a_new_bank_has_no_faults_and_builds(languages: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    """In any languages: its files are in the first of them, and its site says that there are no entries yet."""
    _bank("--owner", "Ähtärin opisto", *(part for one in languages for part in ("--language", one)))
    assert cli.main(["check"]) == 0, capsys.readouterr().out
    assert cli.main(["build"]) == 0
    assert f'<html lang="{languages[0]}">' in Path("output/index.html").read_text(encoding="utf-8")
    assert "key: ahtarin-opisto" in Path("content/vocabulary/organisations.yaml").read_text(encoding="utf-8")
    fronts = [Path("output", "" if one == languages[0] else one, "index.html") for one in languages]
    assert all(front.is_file() for front in fronts)


def test_it_is_made_of_nothing_but_what_was_asked(capsys: pytest.CaptureFixture[str]) -> None:
    """No organisation, no name: the bank still stands, and a first practice can be begun in it."""
    _bank("--title", 'Pankki: "oma" & muut')
    assert "Pankki on valmis kansiossa pankki." in capsys.readouterr().out
    Path("content/vocabulary/themes.yaml").write_text("- {key: teema, label: Teema}\n", encoding="utf-8")
    Path("content/vocabulary/target-groups.yaml").write_text("- {key: kaikki, label: Kaikki}\n", encoding="utf-8")
    Path("content/vocabulary/organisations.yaml").write_text("- {key: opisto, label: Opisto}\n", encoding="utf-8")
    summary = "Tämä on ensimmäinen käytäntö, jolla kokeillaan uutta pankkia."
    fields = ("--theme", "Teema", "--target-group", "kaikki", "--owner", "Opisto", "--summary", summary)
    assert cli.main(["new", "practice", "Ensimmäinen", *fields]) == 0
    assert cli.main(["build", "--drafts"]) == 0
    assert Path("output/kaytannot/ensimmainen/index.html").is_file()


def test_its_own_command_runs_from_its_folder() -> None:
    """`build.py` there calls the installed package, wherever that is."""
    _bank()
    own = {**os.environ, "PYTHONPATH": str(ROOT)}
    run = subprocess.run([sys.executable, "build.py"], env=own, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert Path("output/index.html").is_file()


@pytest.mark.parametrize("is_file", [True, False])
def test_what_is_there_stays(*, is_file: bool, capsys: pytest.CaptureFixture[str]) -> None:
    if is_file:
        Path("pankki").write_text("tärkeä", encoding="utf-8")
    else:
        Path("pankki").mkdir()
        Path("pankki/tarkea.txt").write_text("", encoding="utf-8")
    assert cli.main(["init", "pankki"]) == 2
    assert ("tarkea.txt" if not is_file else "pankki") in capsys.readouterr().err
    assert sorted(path.name for path in Path().rglob("*")) == (["pankki"] if is_file else ["pankki", "tarkea.txt"])


def test_an_empty_folder_will_do() -> None:
    Path("pankki").mkdir()
    _bank()
    assert Path("content/site.yaml").is_file()
