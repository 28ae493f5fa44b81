"""`check --watch` as editors' problem matchers meet it: one look after another, each between two lines."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from tests.built import SITES, remember_words
from tests.staying import Staying, staying

PRACTICE: Final = Path("content") / "practices" / "esimerkkikaytanto.md"
GOOD: Final = ["Tarkistettu 2 kuvausta. Ei huomautettavaa."]
FAULTY: Final = [
    f'{PRACTICE}:4:10: virhe ZB231: tuntematon teema "hyvinvoiti"',
    "    4 | themes: [hyvinvoiti]",
    "      |          ^^^^^^^^^^",
    '  vihje: Tarkoititko "hyvinvointi"? Kaikki vaihtoehdot ovat tiedostossa',
    f"         {Path('content', 'vocabulary', 'themes.yaml')}.",
    "",
    f'{Path("content", "vocabulary", "themes.yaml")}:1:8: huomautus ZB315: teema "hyvinvointi" ei ole käytössä',
    "  vihje: Tunnus voi jäädä sanastoon odottamaan käyttöä. Jos sitä ei tarvita, sen voi poistaa.",
    "",
    "Tarkistettu 2 kuvausta: 1 virhe, 1 huomautus.",
]

needs_sigint = pytest.mark.skipif(os.name == "nt", reason="Ctrl-C can't be sent there")


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    """A folder with a small bank of its own in `content`."""
    shutil.copytree(SITES / "tiny" / "content", tmp_path / "content")
    remember_words(tmp_path)
    return tmp_path


@pytest.fixture
def watched(bank: Path) -> Iterator[Staying]:
    """The bank, being checked."""
    with staying("check", "--watch", folder=bank) as process:
        assert process.look() == GOOD
        yield process


def _saved(path: Path, old: str, new: str) -> None:
    """Saves a file as many editors do: a new one takes its place."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    aside = path.with_name(f".{path.name}.new")
    aside.write_text(text.replace(old, new), encoding="utf-8")
    aside.replace(path)


def test_each_save_is_told(bank: Path, watched: Staying) -> None:
    """All that is wrong is told each time, as `check` tells it; what has been mended is told no more."""
    for _ in range(2):
        _saved(bank / PRACTICE, "hyvinvointi", "hyvinvoiti")
        assert watched.look() == FAULTY
        _saved(bank / PRACTICE, "Kokeile", "Koeta")
        assert watched.look() == FAULTY
        _saved(bank / PRACTICE, "hyvinvoiti", "hyvinvointi")
        assert watched.look() == GOOD
        _saved(bank / PRACTICE, "Koeta", "Kokeile")
        assert watched.look() == GOOD


def test_saves_that_follow_each_other_end_with_the_last(bank: Path, watched: Staying) -> None:
    """Whether or not a look goes on meanwhile."""
    path = bank / PRACTICE
    for number in range(30):
        path.write_text(path.read_text(encoding="utf-8") + f"\nLisää {number}.\n", encoding="utf-8")
    _saved(path, "hyvinvointi", "hyvinvoiti")
    watched.until(FAULTY)
    _saved(path, "hyvinvoiti", "hyvinvointi")
    watched.until(GOOD)


def test_many_files_may_change_at_once(bank: Path, watched: Staying) -> None:
    """As when another branch is checked out; new files are seen, and files that are gone."""
    model = (bank / PRACTICE).read_text(encoding="utf-8").replace("register_id: 7\n", "")
    names = [bank / PRACTICE.with_name(f"lisa-{number}.md") for number in range(200)]
    for number, path in enumerate(names):
        path.write_text(model.replace("title: Esimerkkikäytäntö", f"title: Lisä {number}"), encoding="utf-8")
    while not watched.look()[-1].startswith("Tarkistettu 202 kuvausta"):
        pass
    for path in names:
        path.unlink()
    watched.until(GOOD)


def test_the_content_may_go_and_come_back(bank: Path, watched: Staying) -> None:
    """What is missing is told, also settings alone, and the command lives on."""
    away = bank / "away"
    (bank / "content").rename(away)
    assert watched.look() == ["Sisältökansiota content ei ole. Aja komento kansiossa, jossa content on."]
    away.rename(bank / "content")
    assert watched.look() == GOOD
    settings = bank / "content" / "site.yaml"
    text = settings.read_bytes()
    settings.unlink()
    assert watched.look() == [f"Asetustiedostoa {Path('content', 'site.yaml')} ei ole. Palauta tiedosto."]
    settings.write_bytes(text)
    assert watched.look() == GOOD
    _saved(bank / PRACTICE, "hyvinvointi", "hyvinvoiti")
    assert watched.look() == FAULTY


def test_what_says_nothing_new_is_not_told(bank: Path, watched: Staying) -> None:
    """A file that is touched, one of no concern that comes and goes: the next look is that of the next change."""
    (bank / PRACTICE).touch()
    (bank / "content" / ".aside").mkdir()
    (bank / "content" / ".aside").rmdir()
    _saved(bank / PRACTICE, "hyvinvointi", "hyvinvoiti")
    watched.until(FAULTY)


@needs_sigint
def test_stopping_it_is_its_good_end(watched: Staying) -> None:
    """Ctrl-C ends it with 0 and without a word, also while it waits."""
    assert watched.stop() == 0
    assert watched.rest() == []


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("sv", ["Kontrollerar…", "Kontrollerade 2 beskrivningar. Inget att anmärka på.", "Väntar på ändringar…"]),
        ("en", ["Checking…", "Checked 2 entries. Nothing to report.", "Waiting for changes…"]),
    ],
)
def test_other_languages(bank: Path, language: str, lines: list[str]) -> None:
    with staying("check", "--watch", "--lang", language, folder=bank) as process:
        assert [process.line() for _ in lines] == lines


def test_a_folder_that_is_not_there_is_not_waited_for(tmp_path: Path) -> None:
    """It is more likely that the command runs in the wrong place."""
    with staying("check", "--watch", folder=tmp_path) as process:
        assert process.process.wait(60) == 2
        assert process.rest() == ["Sisältökansiota content ei ole. Aja komento kansiossa, jossa content on."]


def test_nothing_is_written(bank: Path) -> None:
    """Beside the content there is nothing new, not even where a build remembers things, unless that is there."""
    shutil.rmtree(bank / ".cache")
    with staying("check", "--watch", folder=bank) as process:
        assert process.look() == GOOD
        _saved(bank / PRACTICE, "hyvinvointi", "hyvinvoiti")
        assert process.look() == FAULTY
        assert [path.name for path in bank.iterdir()] == ["content"]
