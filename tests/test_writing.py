"""`new` as an editor meets it: what is asked, what is shown, and what stands in the file."""

import shutil
import sys
from pathlib import Path

import pexpect
import pytest

from tests.built import ROOT, SITES, remember_words
from zoomibank import cli

TODAY = ["--today", "2026-03-12"]
SUMMARY = "Oppilaitos kokeilee uutta toimintaa yhden ryhmän kanssa: näin nähdään, mikä siinä toimii."


@pytest.fixture
def bank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small bank in `content`; commands run there."""
    shutil.copytree(SITES / "tiny" / "content", tmp_path / "content")
    remember_words(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def codes(out: str) -> list[str]:
    """Where `check` found errors, and which."""
    return [line.split(": ")[1].split()[1] for line in out.splitlines() if ": virhe ZB" in line]


@pytest.mark.usefixtures("bank")
def test_a_file_made_of_options_has_no_faults(capsys: pytest.CaptureFixture[str]) -> None:
    """All that must be given is given by key or name: `check` has nothing to say of the draft."""
    command = [
        "new", "practice", "Ryhmäkokeilu: näin se tehdään", "--summary", SUMMARY, "--theme", "Hyvinvointi",
        "--target-group", "opettajat", "--owner", "esimerkkiopisto", "--keyword", "ryhmätyö", *TODAY,
    ]  # fmt: skip
    assert cli.main(command) == 0
    path = Path("content", "practices", "ryhmakokeilu-nain-se-tehdaan.md")
    assert f"täydennettäväksi {path}" in capsys.readouterr().out
    text = path.read_text(encoding="utf-8")
    for line in (
        '\ntitle: "Ryhmäkokeilu: näin se tehdään"\n', "\nthemes:\n  - hyvinvointi\n", "\nadded: 2026-03-12\n",
        "\nstatus: draft\n", "\nkeywords:\n  - ryhmätyö\n",
    ):  # fmt: skip
        assert line in text
    assert cli.main(["check", *TODAY]) == 0
    assert "Ei huomautettavaa." in capsys.readouterr().out


@pytest.mark.parametrize(("kind", "left"), [("practice", 4), ("tool", 3), ("page", 1)])
@pytest.mark.usefixtures("bank")
def test_what_only_the_editor_knows_is_told_by_check(capsys: pytest.CaptureFixture[str], kind: str, left: int) -> None:
    """Without more than a title, `check` tells of each required field that waits, and of nothing else."""
    assert cli.main(["new", kind, "Aivan uusi kuvaus", *TODAY]) == 0
    capsys.readouterr()
    assert cli.main(["check", *TODAY]) == 1
    assert codes(capsys.readouterr().out) == ["ZB203"] * left


@pytest.mark.usefixtures("bank")
def test_nearest_entries_are_shown_first(capsys: pytest.CaptureFixture[str]) -> None:
    """An inflected title finds the entry that it resembles; without a terminal the file is written all the same."""
    assert cli.main(["new", "practice", "Esimerkkikäytännöstä kokeiluja", *TODAY]) == 0
    out = capsys.readouterr().out
    assert out.startswith(
        f"Tätä muistuttavat:\n  Esimerkkikäytäntö\n    {Path('content', 'practices', 'esimerkkikaytanto.md')}\n"
    )
    assert "not_duplicate_of" in out


REFUSED = {
    "taken": (["practice", "Esimerkkikäytäntö"], "on jo olemassa"),
    "another kind has the title": (["tool", "ESIMERKKIKÄYTÄNTÖ"], "on jo kuvauksella"),
    "no such field": (["page", "Uusi", "--theme", "hyvinvointi"], "ei kuulu tällaiseen tiedostoon"),
    "no letter": (["page", "!?"], "ei saa tiedostolle nimeä"),
    "no title": (["page"], "ei saa tiedostolle nimeä"),
    "unknown theme": (["practice", "Uusi", "--theme", "liikunta"], '"liikunta" ei ole sanastossa themes. Kirjoita'),
    "no such day": (["practice", "Uusi", "--today", "eilen"], "ei ole kelvollinen päivä"),
    "no bank": (["practice", "Uusi", "--content", "muualla"], "Sisältökansiota muualla ei ole."),
}


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.usefixtures("bank")
def test_refused(capsys: pytest.CaptureFixture[str], name: str) -> None:
    """What can't be made is told in one line, and no file is written."""
    before = sorted(Path().rglob("*.md"))
    arguments, told = REFUSED[name]
    assert cli.main(["new", *arguments]) == 2
    captured = capsys.readouterr()
    assert told in captured.err
    assert captured.err.count("\n") == 1
    assert sorted(Path().rglob("*.md")) == before


@pytest.mark.usefixtures("bank")
def test_a_bank_with_errors_still_gets_new_files(capsys: pytest.CaptureFixture[str]) -> None:
    """An editor is not held up by somebody else's fault, and hears that nothing could be compared."""
    Path("content", "practices", "rikki.md").write_text("---\ntitle: [\n", encoding="utf-8")
    assert cli.main(["new", "practice", "Uusi käytäntö", *TODAY]) == 0
    assert "Pankissa on virheitä" in capsys.readouterr().err
    assert Path("content", "practices", "uusi-kaytanto.md").is_file()


def terminal(bank: Path, *arguments: str) -> "pexpect.spawn[str]":
    command = [str(ROOT / "build.py"), "new", *arguments, *TODAY]
    return pexpect.spawn(sys.executable, command, cwd=str(bank), encoding="utf-8", timeout=60, dimensions=(40, 200))


def test_on_a_terminal_all_that_must_be_given_is_asked(bank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Terms are chosen by number, key or name; what is not on the list is asked again; Enter leaves for later."""
    child = terminal(bank, "practice")
    child.expect_exact("Otsikko")
    child.sendline("Ryhmäkokeilu")
    child.expect_exact("Tiivistelmä")
    child.sendline(SUMMARY)
    child.expect(r"Kehittämisteemat\s+1  ")
    child.sendline("99, hyvinvointi")
    child.expect_exact('"99" ei ole vaihtoehdoissa.')
    child.sendline("1")
    child.expect(r"Kohderyhmät\s+1  ")
    child.sendline("opettajat, Opettajat")
    child.expect(r"Hallinnoija\s+1  ")
    child.sendline("")
    child.expect_exact("(k/e)")
    child.sendline("k")
    child.expect_exact("Esikatsele:")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    text = (bank / "content" / "practices" / "ryhmakokeilu.md").read_text(encoding="utf-8")
    assert "\nthemes:\n  - hyvinvointi\n" in text
    assert "\ntarget_groups:\n  - opettajat\n" in text
    assert '\nowner: "?"\n' in text
    assert cli.main(["check", *TODAY]) == 1
    assert codes(capsys.readouterr().out) == ["ZB203"]


def test_on_a_terminal_the_editor_says_whether_to_go_on(bank: Path) -> None:
    """Whoever sees that the entry is there already writes none."""
    child = terminal(
        bank, "practice", "Esimerkkikäytännön kokeilut", "--summary", SUMMARY, "--theme", "hyvinvointi",
        "--target-group", "opettajat", "--owner", "esimerkkiopisto",
    )  # fmt: skip
    child.expect_exact("Tehdäänkö uusi kuvaus silti? (k/e)")
    child.sendline("e")
    child.expect_exact("Mitään ei muutettu.")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert len(list((bank / "content" / "practices").iterdir())) == 1


def test_ctrl_c_writes_nothing(bank: Path) -> None:
    """Whoever breaks off at a question has no half-made file."""
    child = terminal(bank, "practice", "Keskeytetty")
    child.expect_exact("Tiivistelmä")
    child.sendintr()
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 130
    assert len(list((bank / "content" / "practices").iterdir())) == 1
