"""`rename` and `retire` as an editor meets them: what is shown, what is asked, what stands in the files afterwards."""

import shutil
import sys
from pathlib import Path

import pexpect
import pytest

from tests.built import ROOT, SITES, remember_words
from zoomibank import cli

TODAY = "2026-03-12"
OLD, NEW = Path("content", "practices", "esimerkkikaytanto.md"), Path("content", "practices", "uusi-nimi.md")
TOOL = Path("content", "tools", "esimerkkivaline.md")


@pytest.fixture
def bank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small bank in `content`; commands run there."""
    shutil.copytree(SITES / "tiny" / "content", tmp_path / "content")
    remember_words(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def standing(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def edited(path: Path, old: str, new: str) -> None:
    data = path.read_bytes()
    assert old.encode() in data
    path.write_bytes(data.replace(old.encode(), new.encode(), -1 if old == "\n" else 1))


def another(name: str, head: str, body: str = "") -> Path:
    path = Path("content", "practices", f"{name}.md")
    head = (
        f"title: Toinen käytäntö {name}\nsummary: Toinen käytäntö, joka mainitsee ensimmäisen kentissä ja tekstissä.\n"
        f"themes: [hyvinvointi]\ntarget_groups: [opettajat]\nowner: esimerkkiopisto\nadded: 2025-09-01\n{head}"
    )
    path.write_text(f"---\n{head}---\n{body}", encoding="utf-8")
    return path


@pytest.mark.usefixtures("bank")
def test_rename_shows_and_changes_nothing_unasked(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a terminal and without --yes the changes are only shown, and the number says that nothing was done."""
    before = standing(Path("content"))
    assert cli.main(["rename", "practices/esimerkkikaytanto", "uusi-nimi"]) == 2
    captured = capsys.readouterr()
    assert captured.out == (
        f"{OLD} saa nimen {NEW}\n"
        f"--- {OLD.as_posix()}\n+++ {NEW.as_posix()}\n"
        "@@ -12,2 +12,4 @@\n     to: tools/esimerkkivaline\n+previous_slugs:\n+  - esimerkkikaytanto\n ---\n"
    )
    assert captured.err.startswith("Mitään ei muutettu.")
    assert standing(Path("content")) == before


@pytest.mark.usefixtures("bank")
def test_rename_mends_all_that_names_the_entry() -> None:
    """Relations, answers to the duplicate guard and links follow; the old address forwards; nothing else is changed."""
    edited(TOOL, "---\n", "---\nrelations: [{type: see_also, to: 'practices/esimerkkikaytanto'}] # suhde\n")
    other = another(
        "toinen",
        'not_duplicate_of:\n- "practices/esimerkkikaytanto"   # eri asia\n',
        "Katso [tämä](esimerkkikaytanto.md#nain-se-toimii), [sama](../practices/esimerkkikaytanto.md) ja [viite][v].\n"
        "\n    [koodia](esimerkkikaytanto.md)\n\n"
        "Tiedosto esimerkkikaytanto.md on sana, ja (esimerkkikaytanto.md) jää.\n\n[v]: esimerkkikaytanto.md\n",
    )
    page = Path("content", "pages", "tietoa.md")
    edited(page, "\n", "\r\n")
    page.write_bytes(b"\xef\xbb\xbf" + page.read_bytes() + "\r\n[Käytäntö](../practices/esimerkkikaytanto.md)".encode())
    shutil.copy(OLD, OLD.with_suffix(".sv.md"))
    OLD.with_suffix(".sv.md").write_text("---\ntitle: Praxis\n---\n\nText.\n", encoding="utf-8")
    before = standing(Path("content"))
    assert cli.main(["rename", str(OLD), "uusi-nimi.md", "--yes"]) == 0
    after = standing(Path("content"))
    assert not OLD.exists()
    assert not OLD.with_suffix(".sv.md").exists()
    assert after["practices/uusi-nimi.sv.md"] == before["practices/esimerkkikaytanto.sv.md"]
    assert after["tools/esimerkkivaline.md"] == before["tools/esimerkkivaline.md"].replace(
        b"'practices/esimerkkikaytanto'}] # suhde", b"'practices/uusi-nimi'}] # suhde"
    )
    assert after["pages/tietoa.md"] == before["pages/tietoa.md"].replace(b"esimerkkikaytanto.md", b"uusi-nimi.md")
    assert other.read_text(encoding="utf-8") == before["practices/toinen.md"].decode().replace(
        '"practices/esimerkkikaytanto"   #', '"practices/uusi-nimi"   #'
    ).replace("(esimerkkikaytanto.md#", "(uusi-nimi.md#").replace(
        "practices/esimerkkikaytanto.md", "practices/uusi-nimi.md"
    ).replace("[v]: esimerkkikaytanto.md", "[v]: uusi-nimi.md")
    assert after["practices/uusi-nimi.md"] == before["practices/esimerkkikaytanto.md"].replace(
        b"esimerkkivaline\n---", b"esimerkkivaline\nprevious_slugs:\n  - esimerkkikaytanto\n---"
    )
    OLD.with_name("uusi-nimi.sv.md").unlink()
    assert cli.main(["--today", TODAY]) == 0
    forward = Path("output", "kaytannot", "esimerkkikaytanto", "index.html").read_text(encoding="utf-8")
    assert "uusi-nimi" in forward


PREVIOUS = {
    "none": ("", "previous_slugs:\n  - esimerkkikaytanto\n"),
    "a block": (
        "previous_slugs:\n- 'eka' # x\n\n# loppu\n",
        "previous_slugs:\n- 'eka' # x\n- esimerkkikaytanto\n\n# loppu\n",
    ),
    "an indented block": (
        "previous_slugs:\n    - 'eka'\nlicence: CC-BY-4.0\n",
        "previous_slugs:\n    - 'eka'\n    - esimerkkikaytanto\nlicence: CC-BY-4.0\n",
    ),
    "in brackets": ("previous_slugs: [ eka,\n  toka ]\n", "previous_slugs: [esimerkkikaytanto,  eka,\n  toka ]\n"),
    "a name it had": ("previous_slugs: [eka, 'uusi-nimi']\n", "previous_slugs: [eka, 'esimerkkikaytanto']\n"),
}


@pytest.mark.parametrize("name", PREVIOUS)
@pytest.mark.usefixtures("bank")
def test_the_old_name_is_kept_in_the_way_the_file_is_written(name: str) -> None:
    """The list of old names gets one more item; an entry may get a name back that it had before."""
    before, after = PREVIOUS[name]
    edited(OLD, "register_id: 7\n", f"register_id: 7\n{before}")
    text = OLD.read_text(encoding="utf-8")
    assert cli.main(["rename", "esimerkkikaytanto", "uusi-nimi", "--yes"]) == 0
    expected = text.replace(before, after) if before else text.replace("valine\n---", f"valine\n{after}---")
    assert NEW.read_text(encoding="utf-8") == expected
    assert cli.main(["check", "--today", TODAY]) == 0


REFUSED = {
    "no such entry": (["rename", "practices/esimerkkikaytant", "uusi"], "Tarkoititko practices/esimerkkikaytanto?"),
    "nothing like it": (["rename", "qqq", "uusi"], 'Kuvausta "qqq" ei ole.'),
    "no slug": (["rename", "esimerkkikaytanto", "Uusi Käytäntö"], "Kirjoita uusi-kaytanto."),
    "taken": (["rename", "tools/esimerkkivaline", "esimerkkivaline"], "on jo olemassa"),
    "by itself": (["retire", "esimerkkikaytanto", "--by", "esimerkkikaytanto"], "ei voi olla korvaava kuvaus"),
    "a page": (["retire", "pages/tietoa"], "ei voi olla korvaava kuvaus"),
}


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.usefixtures("bank")
def test_refused(capsys: pytest.CaptureFixture[str], name: str) -> None:
    """What can't be done is told in one line, with what to write, and nothing is changed."""
    before = standing(Path("content"))
    arguments, told = REFUSED[name]
    assert cli.main([*arguments, "--yes"]) == 2
    captured = capsys.readouterr()
    assert told in captured.err
    assert captured.err.count("\n") == 1
    assert standing(Path("content")) == before


@pytest.mark.usefixtures("bank")
def test_a_file_that_cannot_be_read_stops_all(capsys: pytest.CaptureFixture[str]) -> None:
    """A file that names the entry and has broken front matter is named, and nothing is changed."""
    another("toinen", "not_duplicate_of: [practices/esimerkkikaytanto\n")
    before = standing(Path("content"))
    assert cli.main(["rename", "esimerkkikaytanto", "uusi-nimi", "--yes"]) == 2
    assert str(Path("content", "practices", "toinen.md")) in capsys.readouterr().err
    assert standing(Path("content")) == before


@pytest.mark.usefixtures("bank")
def test_archive(capsys: pytest.CaptureFixture[str]) -> None:
    """The status is set in its place, and the places that name the entry are listed for the editor."""
    edited(TOOL, "owner:", "status: 'published' # tila\nowner:")
    assert cli.main(["retire", "tools/esimerkkivaline", "--yes"]) == 0
    assert "status: 'archived' # tila\nowner:" in TOOL.read_text(encoding="utf-8")
    listed = capsys.readouterr().out
    assert f"{OLD}:12:9\n" in listed
    assert f"{OLD}:17:21\n" in listed
    assert cli.main(["retire", "tools/esimerkkivaline", "--yes"]) == 0
    assert "Muutettavaa ei ole." in capsys.readouterr().out
    assert cli.main(["check", "--today", TODAY]) == 0


@pytest.mark.parametrize("links", [False, True])
@pytest.mark.usefixtures("bank")
def test_supersede(*, links: bool) -> None:
    """The successor says what it replaces; relations that tell what to use lead on, links only when asked."""
    successor = another("seuraaja", "relations:\n  # ensin\n  - to: tools/esimerkkivaline\n    type: see_also\n")
    other = another(
        "kolmas",
        "relations:\n  - type: requires\n    to: 'practices/esimerkkikaytanto' # x\n"
        "  - type: continues\n    to: practices/esimerkkikaytanto\n",
        "Katso [käytäntö](esimerkkikaytanto.md#nain-se-toimii).\n",
    )
    text = other.read_text(encoding="utf-8")
    more = ["--links"] if links else []
    assert cli.main(["retire", "esimerkkikaytanto", "--by", "seuraaja", "--yes", *more]) == 0
    assert "status: superseded\n---" in OLD.read_text(encoding="utf-8")
    assert successor.read_text(encoding="utf-8").endswith(
        "  # ensin\n  - to: tools/esimerkkivaline\n    type: see_also\n"
        "  - type: replaces\n    to: practices/esimerkkikaytanto\n---\n"
    )
    expected = text.replace("to: 'practices/esimerkkikaytanto' # x", "to: 'practices/seuraaja' # x")
    if links:
        expected = expected.replace("esimerkkikaytanto.md#nain-se-toimii", "seuraaja.md")
    assert other.read_text(encoding="utf-8") == expected
    assert cli.main(["check", "--today", TODAY]) == 0


@pytest.mark.parametrize(("answers", "is_done"), [(["k"], True), (["ehkä", "", "KYLLÄ"], True), (["e"], False)])
def test_on_a_terminal_it_is_asked(bank: Path, answers: list[str], *, is_done: bool) -> None:
    """The changes are shown, and made only after a yes; an answer that is neither is asked again."""
    child = pexpect.spawn(
        sys.executable, [str(ROOT / "build.py"), "rename", "esimerkkikaytanto", "uusi-nimi"], cwd=str(bank),
        encoding="utf-8", timeout=60,
    )  # fmt: skip
    for answer in answers:
        child.expect_exact("Tehdäänkö nämä muutokset? (k/e)")
        child.sendline(answer)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert ("Muutokset on tehty." in str(child.before)) is is_done
    assert NEW.exists() is is_done


def test_ctrl_c_changes_nothing(bank: Path) -> None:
    """Whoever breaks off at the question finds all as it was."""
    before = standing(bank / "content")
    child = pexpect.spawn(
        sys.executable, [str(ROOT / "build.py"), "rename", "esimerkkikaytanto", "uusi-nimi"], cwd=str(bank),
        encoding="utf-8", timeout=60,
    )  # fmt: skip
    child.expect_exact("(k/e)")
    child.sendintr()
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 130
    assert standing(bank / "content") == before
