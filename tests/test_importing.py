"""`import` as an editor meets it: what comes of it, what is told, and that nothing is lost or replaced."""

import io
import os
import re
import shutil
import sys
from pathlib import Path

import pexpect
import pytest
from openpyxl import Workbook

from tests.built import ROOT, SITES, remember_words
from zoomibank import cli

PAGE = """Etusivu Hyvät käytännöt Kokeillen eteenpäin

Kokeillen eteenpäin

Sisällysluettelo

Tiivistelmä

Kokeillen eteenpäin on malli, jolla oppilaitos kokeilee uutta toimintaa pienesti ennen kuin se otetaan käyttöön.

Mallissa on neljä vaihetta: suunnittelu, kokeilu, arviointi ja käyttöönotto. {filler}

Ennen mallia tehtiin *suppeampi* pohja: 1. päätös, 2. suunnitelma_a, 3. tulokset ja <mittaaminen> & muuta.

# Pohja on sivulla: https://pohja.example/kehittaminen/#pohja

Tulokset

Uusi toimintatapa vakiintuu oppilaitoksen arkeen. Vaiheet: ne näkyvät kaikille.

Kohderyhmät

Opettajat, Muukalaiset

Kehittämisteemat

hyvinvoiti

Asiasanat

Uuden toiminnan tuominen osaksi oppilaitoksen arkea.

Tiedot

Hyvät käytännöt viite id

1234

Syntynyt osana

-

Hanke jonka osana syntynyt

-

Hankkeen kotisivu

-

Lisätty rekisteriin

03.09.2025

Hallinnoijan tiedot

Hallinnoija

Esimerkkiopisto

Yhteyshenkilö

Eeva Esimerkki""".format(filler="Jokaisessa vaiheessa keskustellaan yhdessä. " * 20)

FILE = (
    """---
title: Kokeillen eteenpäin
summary: >-
  Kokeillen eteenpäin on malli, jolla oppilaitos kokeilee uutta toimintaa pienesti ennen kuin se
  otetaan käyttöön.
# themes: Kehittämisteemat. 1–5 teeman avaimet.
target_groups:
  - opettajat
owner: esimerkkiopisto
contact:
  name: Eeva Esimerkki
added: 2025-09-03
status: draft
register_id: 1234
results:
  - text: 'Uusi toimintatapa vakiintuu oppilaitoksen arkeen. Vaiheet: ne näkyvät kaikille.'
    kind: aim
---

Mallissa on neljä vaihetta: suunnittelu, kokeilu, arviointi ja käyttöönotto. {filler}

Ennen mallia tehtiin \\*suppeampi\\* pohja: 1. päätös, 2. suunnitelma\\_a, 3. tulokset ja &lt;mittaaminen> & muuta.

\\# Pohja on sivulla: <https://pohja.example/kehittaminen/#pohja>

## Tuonnissa yhdistämättä jääneet tiedot

**Kohderyhmät:** Muukalaiset

**Kehittämisteemat:** hyvinvoiti

**Asiasanat:** Uuden toiminnan tuominen osaksi oppilaitoksen arkea.
""".format(filler=("Jokaisessa vaiheessa keskustellaan yhdessä. " * 20).strip())
    .replace("'Uusi", '"Uusi')
    .replace("kaikille.'", 'kaikille."')
)

TOLD = """content/practices/kokeillen-eteenpain.md
  Tiivistelmä oli liian pitkä. Sen alku on kentässä summary ja loput leipätekstissä.
  Kohderyhmät: sanastossa target-groups.yaml ei ole nimeä "Muukalaiset". Se on tekstin lopussa. \
Valitse avain sanastosta tai lisää siihen uusi.
  Kehittämisteemat: sanastossa ei ole nimeä "hyvinvoiti". Se on tekstin lopussa. Jos tarkoitat avainta hyvinvointi, \
lisää se kenttään.
  Asiasanat: "Uuden toiminnan tuominen osaksi oppilaitoksen arkea." ei sovi kenttään sellaisenaan. Se on \
tekstin lopussa.
  Puuttuu: Kehittämisteemat. Täydennä kenttä themes.
Uusia tiedostoja kirjoitettiin 1. Kuvaukset ovat luonnoksia (status: draft), ja tulokset on merkitty tavoitteiksi \
(kind: aim). Tarkista ne: python build.py check
"""

NEW = Path("content", "practices", "kokeillen-eteenpain.md")
HEADER = (
    "Otsikko;Tiivistelmä;Tulokset;Kohderyhmät;Kehittämisteemat;Asiasanat;Hyvät käytännöt viite id;Lisätty rekisteriin;"
)
SUMMARY = "Malli, jolla oppilaitos kokeilee uutta toimintaa pienesti ja yhdessä."
ROW = f"{{title}};{SUMMARY};Hyvät;Opettajat;Hyvinvointi;kokeilu, arki;{{number}};1.9.2025;Esimerkkiopisto\n"
TABLE = f"{HEADER}Hallinnoija\n" + "".join(
    ROW.format(title=title, number=number) for title, number in [("Yksi malli", 21), ("Toinen malli", 22)]
)


@pytest.fixture
def bank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small bank in `content`; commands run there."""
    shutil.copytree(SITES / "tiny" / "content", tmp_path / "content")
    remember_words(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def standing(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = cli.main(["import", *arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


@pytest.mark.usefixtures("bank")
def test_a_page_becomes_a_draft(capsys: pytest.CaptureFixture[str]) -> None:
    """Every fact has its field, the rest stands in the text, and the editor is told what is left to do."""
    before = standing(Path("content"))
    Path("sivu.txt").write_text(PAGE, encoding="utf-8")
    assert said(capsys, "sivu.txt") == (0, TOLD, "")
    assert NEW.read_text(encoding="utf-8") == FILE
    assert standing(Path("content")) == {**before, "practices/kokeillen-eteenpain.md": FILE.encode()}
    assert cli.main(["check", "--drafts", "--today", "2026-03-12"]) == 1
    found = re.findall(r"^content/\S+: virhe.*", capsys.readouterr().out, re.MULTILINE)
    assert found == [
        f"{NEW}:1:1: virhe ZB201: pakollinen kenttä puuttuu: themes (Kehittämisteemat)"
    ]  # what the page does not say in the bank's words


@pytest.mark.usefixtures("bank")
def test_nothing_of_a_page_is_lost() -> None:
    """Every word stands in the file, but for those that fields hold in another form and the site's own."""
    Path("sivu.txt").write_text(PAGE, encoding="utf-8")
    assert cli.main(["import", "sivu.txt"]) == 0
    words = set(re.findall(r"\w+", PAGE.casefold()))
    text = re.sub(r"\\([*_#])", r"\1", NEW.read_text(encoding="utf-8")).casefold()
    site = "etusivu hyvät käytännöt sisällysluettelo tiedot hallinnoijan"
    labels = "tiivistelmä viite id syntynyt osana hanke jonka hankkeen kotisivu lisätty rekisteriin hallinnoija"
    assert words - set(re.findall(r"\w+", text)) <= {*site.split(), *labels.split(), "yhteyshenkilö", "03", "09"}
    assert "2025-09-03" in text


@pytest.mark.usefixtures("bank")
def test_a_table_becomes_drafts_that_pass_check(capsys: pytest.CaptureFixture[str]) -> None:
    """A row an entry; CSV and a workbook give the same files."""
    Path("taulukko.csv").write_bytes(TABLE.encode("cp1252"))
    code, out, _ = said(capsys, "taulukko.csv", "--lang", "en")
    assert (code, out.splitlines()[-1][:24]) == (0, "New files written: 2. Th")
    files = standing(Path("content"))
    assert cli.main(["check", "--drafts", "--today", "2026-03-12"]) == 0
    book = Workbook()
    for line in TABLE.splitlines():
        assert book.active is not None
        book.active.append([int(cell) if cell.isdigit() else cell for cell in line.split(";")])
    book.save("taulukko.xlsx")
    for path in Path("content", "practices").glob("*malli.md"):
        path.unlink()
    assert cli.main(["import", "taulukko.xlsx"]) == 0
    assert standing(Path("content")) == files


@pytest.mark.parametrize(
    ("title", "number", "told"),
    [
        ("ESIMERKKIKÄYTÄNTÖ", "", "esimerkkikaytanto.md"),
        ("Esimerkkiväline", "", "esimerkkivaline.md"),
        ("Esimerkki-käytäntö", "007", "esimerkkikaytanto.md"),
        ("Esimerkkikaytanto!", "", "esimerkkikaytanto.md"),
        ("Yksi malli", "", "yksi-malli.md"),
        ("Eri malli", "21", "yksi-malli.md"),
    ],
)
@pytest.mark.usefixtures("bank")
def test_nothing_is_replaced(capsys: pytest.CaptureFixture[str], title: str, number: str, told: str) -> None:
    """What has the title, the number or the name of another is passed over and told; the rest is written."""
    before = standing(Path("content"))
    Path("taulukko.csv").write_text(TABLE + ROW.format(title=title, number=number), encoding="utf-8")
    code, out, _ = said(capsys, "taulukko.csv")
    assert code == 1
    assert re.search(rf'Rivi 4: "{title}" on jo tiedostossa \S+{told}\. Sitä ei muutettu\.', out)
    new = {f"practices/{name}.md" for name in ("yksi-malli", "toinen-malli")}
    after = standing(Path("content"))
    assert {path: after[path] for path in before} == before
    assert after.keys() - before.keys() == new


@pytest.mark.usefixtures("bank")
def test_twice_is_once(capsys: pytest.CaptureFixture[str]) -> None:
    """A file that has been imported is not imported again."""
    Path("sivu.txt").write_text(PAGE, encoding="utf-8")
    assert cli.main(["import", "sivu.txt"]) == 0
    after = standing(Path("content"))
    capsys.readouterr()
    assert said(capsys, "sivu.txt") == (1, f'"Kokeillen eteenpäin" on jo tiedostossa {NEW}. Sitä ei muutettu.\n', "")
    assert standing(Path("content")) == after


@pytest.mark.usefixtures("bank")
def test_what_is_around_a_table_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """Lines above the labels and other sheets are not passed over in silence."""
    book = Workbook()
    assert book.active is not None
    for line in ["Rekisterin tuloste;2025", *TABLE.splitlines()]:
        book.active.append(line.split(";"))
    book.create_sheet("Muut").append(["Otsikko", "Tulokset"])
    file = io.BytesIO()
    book.save(file)
    Path("taulukko.xlsx").write_bytes(file.getvalue())
    code, out, _ = said(capsys, "taulukko.xlsx")
    assert code == 0
    assert 'Otsikkorivin yläpuolella on tekstiä, jota ei tuotu: "Rekisterin tuloste 2025"\n' in out
    assert 'Taulukkoa "Muut" ei tuotu' in out


def _pipe(path: Path) -> None:
    os.mkfifo(path)


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda _: None, "Tiedostoa tuotava ei ole. Tarkista nimi ja kansio.\n"),
        (Path.mkdir, "tuotava ei ole tiedosto. Anna sivu tekstinä tai HTML:nä tai taulukko CSV:nä tai XLSX:nä.\n"),
        (_pipe, "tuotava ei ole tiedosto. Anna sivu tekstinä tai HTML:nä tai taulukko CSV:nä tai XLSX:nä.\n"),
        (Path.touch, "Tiedosto tuotava on tyhjä. Tallenna sivu tai taulukko uudelleen.\n"),
        (
            lambda path: path.write_bytes(b" " * (20 * 1024 * 1024 + 1)),
            "Tiedosto tuotava on liian suuri. Raja on 20 megatavua. Jaa se osiin.\n",
        ),
        (
            lambda path: path.write_text("Ostoslista"),
            (
                "Tiedostosta tuotava ei löytynyt rekisterin otsikoita, kuten Tiivistelmä, Tulokset ja Hallinnoija. "
                "Tallenna käytännön koko sivu tekstinä tai HTML:nä.\n"
            ),
        ),
    ],
)
@pytest.mark.usefixtures("bank")
def test_what_can_not_be_imported(capsys: pytest.CaptureFixture[str], make: object, told: str) -> None:
    """One line says what is wrong and what to do, and nothing is written."""
    before = standing(Path("content"))
    assert callable(make)
    make(Path("tuotava"))
    assert said(capsys, "tuotava") == (2, "", told)
    assert standing(Path("content")) == before


@pytest.mark.parametrize(("answer", "is_done"), [("k", True), ("e", False)])
def test_on_a_terminal_it_is_asked(bank: Path, answer: str, *, is_done: bool) -> None:
    """What would be written is told first."""
    Path("sivu.txt").write_text(PAGE, encoding="utf-8")
    child = pexpect.spawn(
        sys.executable, [str(ROOT / "build.py"), "import", "sivu.txt"], cwd=str(bank), encoding="utf-8", timeout=60
    )
    child.expect_exact("Kirjoitetaanko nämä? Uusia tiedostoja on 1. (k/e)")
    assert str(NEW) in str(child.before)
    child.sendline(answer)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert NEW.exists() is is_done
