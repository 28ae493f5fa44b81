"""`python build.py newsletter`: what has happened since a day or a tag, from the entries and from git."""

import os
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import html5lib
import pytest

from tests.built import LANGUAGES, SITES
from tests.unit.content.making import PRACTICE, TOOL, with_fields
from tests.unit.stages.making import written
from zoomibank import cli

RICH = SITES / "rich" / "content"
BASE = "https://example.org/pankki/"
FILES = {
    "practices/malli.md": with_fields(PRACTICE, added="2020-09-13", reviewed="2026-01-15"),
    "practices/toinen.md": with_fields(PRACTICE, title="Toinen", added="2020-09-13", reviewed="2025-01-15"),
    "practices/toinen.sv.md": "---\ntitle: Den andra\n---\n",
    "tools/kirje.md": with_fields(
        TOOL,
        reviewed="2025-06-01",
        events="\n  - {title: Tapaaminen, start: '2026-04-01T09:00+03:00', place: Etäyhteys}"
        "\n  - {title: Liian kaukana, start: '2026-09-01T09:00+03:00'}",
    ),
}


@pytest.fixture(autouse=True)
def bank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A bank in the folder where the command runs."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    return written(tmp_path / "content", FILES)


def _run(*arguments: str, base: str = BASE) -> int:
    address = ["--base-url", base] if base else []
    return cli.main(["newsletter", "--today", "2026-03-12", *address, *arguments])


def _git(*arguments: str, day: str = "2026-01-01") -> None:
    moment = f"{day}T12:00:00+0200"
    own = {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment, "HOME": str(Path.cwd())}
    who = ("-c", "user.name=Testaaja", "-c", "user.email=t@example.org")
    subprocess.run(["git", *who, *arguments], check=True, capture_output=True, env={**os.environ, **own})


def _commit(day: str, **changes: str) -> None:
    for name, text in changes.items():
        (Path("content") / name.replace("__", "/")).write_text(text, encoding="utf-8")
    _git("add", "-A", "content", day=day)
    _git("commit", "-m", day, day=day)


def _text(language: str = "fi") -> str:
    return Path(f"uutiskirje/newsletter.{language}.txt").read_text(encoding="utf-8").replace("\u00a0", " ")


def test_a_letter_from_the_days_in_the_entries(capsys: pytest.CaptureFixture[str]) -> None:
    """Without git: what was checked, what waits, what comes; each language says it in its own words."""
    assert _run("--since", "2026-01-01") == 0
    told = capsys.readouterr().out
    assert told.startswith("Git ei tunne sisältöä tältä ajalta.")
    assert _text() == (
        """\
Pankki: uutiskirje 12.3.2026
============================

Tämä on pankissa tapahtunut 1.1.2026 jälkeen.

Tarkistettu ja arvioitu
-----------------------

Malli
Tarkistettu 15.1.2026
Malli kuvaa yhden esimerkin, jota testit muuttavat.
https://example.org/pankki/kaytannot/malli/

Tulevia tapahtumia
------------------

Tapaaminen
1.4.2026 klo 9.00, Etäyhteys
https://example.org/pankki/valineet/kirje/

--
Kirjeen on koonnut pankin ylläpito. Lue lisää pankista:
https://example.org/pankki/
"""
    )
    assert "Granskat och bedömt" in _text("sv")
    assert "Checked and reviewed" in _text("en")


@pytest.mark.skipif(shutil.which("git") is None, reason="no git")
def test_a_letter_from_a_tag(capsys: pytest.CaptureFixture[str]) -> None:
    """Git tells what has come and what has changed, also in a translation; a renamed file is no new entry."""
    _git("init", "-q")
    _commit("2026-01-01")
    _git("tag", "v1")
    _commit(
        "2026-02-01",
        practices__uusi=with_fields(PRACTICE, title="Uusi", added="2025-12-01"),
        **{"practices__toinen.sv.md": "---\ntitle: Den andra praxisen\n---\n"},
    )
    (Path("content/practices/uusi")).rename("content/practices/uusi.md")
    _commit("2026-02-02")
    assert _run("--since", "v1") == 0
    assert capsys.readouterr().out.startswith("Uutiskirje on valmis.")
    headings = re.findall(r"\n\n(\S[^\n]*)\n-+\n\n([^\n]*)", _text())
    assert headings == [
        ("Uutta", "Uusi"),
        ("Päivitetty", "Toinen"),
        ("Tarkistettu ja arvioitu", "Malli"),
        ("Tulevia tapahtumia", "Tapaaminen"),
    ]
    assert "Den andra praxisen" in _text("sv")


@pytest.mark.parametrize(
    ("since", "is_in_git", "message"),
    [
        ("versio-2", True, 'Git ei tunne tunnistetta "versio-2". Tarkoititko versio-1?\n'),
        ("aivan-muu", True, 'Git ei tunne tunnistetta "aivan-muu". Anna tunniste tai päivä muodossa 2026-03-12.\n'),
        ("--help-me", True, None),
        ("v1", False, 'Tunnisteesta "v1" ei saa selvää, koska git puuttuu tai sisältö ei ole gitissä.'),
        ("2026-12-01", False, "Päivä 2026-12-01 on tulevaisuudessa."),
        ("2026-02-31", False, None),
    ],
)
def test_what_git_does_not_know_is_told(
    since: str, *, is_in_git: bool, message: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    """One sentence, the number 2, and nothing written."""
    if is_in_git:
        _git("init", "-q")
        _commit("2026-01-01")
        _git("tag", "versio-1")
    assert _run(f"--since={since}") == 2
    told = capsys.readouterr().err
    assert told
    assert told.startswith((message or "").strip())
    assert not Path("uutiskirje").exists()


def test_a_shallow_clone_knows_nothing_before_it(capsys: pytest.CaptureFixture[str]) -> None:
    _git("init", "-q")
    _commit("2026-01-01")
    _commit("2026-02-01", **{"practices__toinen.md": with_fields(PRACTICE, title="Kolmas", added="2020-09-13")})
    _git("clone", "-q", "--depth", "1", f"file://{Path.cwd()}", "clone")
    os.chdir("clone")
    assert _run("--since", "2026-01-15") == 0
    assert capsys.readouterr().out.startswith("Git ei tunne sisältöä")


def test_without_an_address_there_is_no_letter(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("--since", "2026-01-01", base="") == 2
    assert "base_url" in capsys.readouterr().err


def test_nothing_to_tell(capsys: pytest.CaptureFixture[str]) -> None:
    (Path("content/tools/kirje.md")).write_text(with_fields(TOOL, reviewed="2025-06-01"), encoding="utf-8")
    assert _run("--since", "2026-03-01") == 0
    assert "Kerrottavaa ei ole" in capsys.readouterr().out
    assert not Path("uutiskirje").exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_mail_says_the_same_and_holds_in_old_programs(language: str) -> None:
    """Styles stand in tags, nothing is loaded or run, tables are told to be none, and hostile text is inert."""
    assert _run("--since", "2025-11-01", "--content", str(RICH)) == 0
    html = Path(f"uutiskirje/newsletter.{language}.html").read_text(encoding="utf-8")
    text = _text(language)
    root = html5lib.parse(html, namespaceHTMLElements=False)
    assert root.get("lang") == language
    assert "<style" not in html
    assert not [one for one in root.iter() if one.tag in {"script", "img", "link", "iframe", "form"}]
    assert {one.get("role") for one in root.iter("table")} == {"presentation"}
    shown = [one for one in root.iter() if one.tag in {"p", "h1", "h2", "a", "td"}]
    assert all(one.get("style") for one in shown)
    titles = [unescape("".join(one.itertext())) for one in root.iter("a")]
    flat = " ".join(text.split())
    assert len(titles) > 5
    for title in titles:
        assert " ".join(title.split()) in flat
    assert [one.get("href") for one in root.iter("a")] == [line for line in text.split("\n") if line.startswith("http")]
    assert max(len(line) for line in text.split("\n") if not line.startswith("http")) <= 72
