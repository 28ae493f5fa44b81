import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from zoomibank.publish.shelf import Shelf, shelf

NAME = "readings.sqlite3"
TEXTS = {bytes([number]) * 20 + b"head": f"teksti {number} äö \N{GRINNING FACE}\0" * number for number in range(40)}
"""Texts by key; the first one is empty, and others have what C would take for their end."""


def _filled(folder: Path) -> Path:
    """The file of a shelf that holds all texts."""
    with shelf(folder) as kept:
        kept.put(TEXTS.items())
    return folder / NAME


def _found(kept: Shelf) -> dict[bytes, str]:
    return {key: text for key in TEXTS if (text := kept.text(key)) is not None}


def test_texts_are_kept_and_found_again(tmp_path: Path) -> None:
    """The folder is made when it is needed; a text is found by all of its key, in this build and in later ones."""
    with shelf(tmp_path / "a" / "b") as kept:
        assert kept.is_empty()
        assert _found(kept) == {}
        kept.put(TEXTS.items())
        assert _found(kept) == TEXTS
        assert not kept.is_empty()
    with shelf(tmp_path / "a" / "b") as kept:
        assert _found(kept) == TEXTS
        assert [kept.text(key) for key in (b"", b"\1", b"\1" * 20, b"\1" * 20 + b"body")] == [None] * 4
    assert [path.name for path in (tmp_path / "a" / "b").iterdir()] == [NAME]


def test_a_text_is_renewed(tmp_path: Path) -> None:
    with shelf(tmp_path) as kept:
        kept.put([(b"a", "yksi"), (b"b", "kaksi")])
        kept.put([(b"a", "kolme")])
        kept.put([])
        assert (kept.text(b"a"), kept.text(b"b")) == ("kolme", "kaksi")


def test_others_are_forgotten_once_they_are_many(tmp_path: Path) -> None:
    """As long as what is asked for is a half of it, all stays."""
    keys = list(TEXTS)
    with shelf(tmp_path) as kept:
        kept.put(TEXTS.items())
        kept.keep_only(set(keys[:20]))
        assert _found(kept) == TEXTS
        kept.keep_only(set(keys[:19]))
        assert _found(kept) == {key: TEXTS[key] for key in keys[:19]}
        kept.keep_only(set())
        assert kept.is_empty()
    with shelf(tmp_path) as kept:
        assert _found(kept) == {}


@pytest.mark.parametrize(
    "column", ["text = 'muuta'", "text = text || ' '", "seal = x'00'", "seal = 7", "text = x'ff'", "text = 7"]
)
def test_a_damaged_row_is_none(tmp_path: Path, column: str) -> None:
    """The others are found as before."""
    path, (bad, *_) = _filled(tmp_path), list(TEXTS)[5:]
    with sqlite3.connect(path) as connection:
        connection.execute(f"UPDATE texts SET {column} WHERE key = ?", (bad,))  # noqa: S608 -- a test's own
    connection.close()
    with shelf(tmp_path) as kept:
        assert _found(kept) == {key: text for key, text in TEXTS.items() if key != bad}


def test_a_text_under_another_key_is_none(tmp_path: Path) -> None:
    """Nobody can pass one text off for another by changing its key."""
    path, (one, other, *_) = _filled(tmp_path), list(TEXTS)[5:]
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE texts SET (text, seal) = (SELECT text, seal FROM texts WHERE key = ?1)", (one,))
    connection.close()
    with shelf(tmp_path) as kept:
        assert (kept.text(one), kept.text(other)) == (TEXTS[one], None)


def _rubbish(path: Path) -> None:
    path.write_bytes(random.Random(1).randbytes(path.stat().st_size))  # noqa: S311 -- the same every time


def _other_table(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE texts (key TEXT, other TEXT)")
    connection.close()


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"{}"),
        _rubbish,
        lambda path: os.truncate(path, 50),
        lambda path: os.truncate(path, 3000),
        _other_table,
    ],
    ids=["emptied", "JSON", "rubbish", "cut in its head", "cut in its first page", "another table"],
)
def test_a_damaged_file_is_made_anew(tmp_path: Path, damage: Callable[[Path], object]) -> None:
    """What can't be read is as good as none, and what is put there afterwards is kept."""
    damage(_filled(tmp_path))
    with shelf(tmp_path) as kept:
        assert _found(kept) == {}
        kept.put(TEXTS.items())
    with shelf(tmp_path) as kept:
        assert _found(kept) == TEXTS


@pytest.mark.parametrize("seed", range(8))
def test_a_file_that_is_damaged_somewhere(tmp_path: Path, seed: int) -> None:
    """Whatever is found is whole, before and after texts are put there, and nothing is raised."""
    chance = random.Random(seed)  # noqa: S311 -- the same every time
    path = _filled(tmp_path)
    data = bytearray(path.read_bytes())
    for _ in range(4):
        at = chance.randrange(2000, len(data) - 700)
        data[at : at + 700] = chance.randbytes(700)
    path.write_bytes(data)
    with shelf(tmp_path) as kept:
        assert _found(kept).items() <= TEXTS.items()
        kept.put(TEXTS.items())
        assert _found(kept).items() <= TEXTS.items()
        kept.keep_only(set(TEXTS))


def _is_file(folder: Path) -> None:
    folder.write_bytes(b"")


def _holds_folder(folder: Path) -> None:
    (folder / NAME / "in it").mkdir(parents=True)


@pytest.mark.parametrize("spoil", [_is_file, _holds_folder], ids=["a file", "a folder in its place"])
def test_a_folder_that_can_not_be_written_is_done_without(tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    """The texts are kept for this build only."""
    spoil(tmp_path / "cache")
    before = sorted(tmp_path.rglob("*"))
    for _ in range(2):
        with shelf(tmp_path / "cache") as kept:
            assert kept.is_empty()
            kept.put(TEXTS.items())
            assert _found(kept) == TEXTS
    assert sorted(tmp_path.rglob("*")) == before


def test_without_a_folder_nothing_stays(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with shelf(None) as kept:
        kept.put(TEXTS.items())
        assert _found(kept) == TEXTS
        assert len(list(tmp_path.iterdir())) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_others_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What can't be kept because another build takes too long is told, not raised; the shelf serves on."""
    monkeypatch.setattr("zoomibank.publish.shelf._PATIENCE", 0.01)
    with shelf(tmp_path) as kept:
        kept.put(TEXTS.items())
        other = sqlite3.connect(tmp_path / NAME, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        assert not kept.put([(b"a", "yksi")])
        assert kept.text(b"a") is None
        kept.keep_only(set())
        other.execute("ROLLBACK")
        other.close()
        assert kept.put([(b"a", "yksi")])
        assert (kept.text(b"a"), _found(kept)) == ("yksi", TEXTS)


def test_two_shelves_on_one_file(tmp_path: Path) -> None:
    """Two builds at once put and find, each what the other one has put, too."""
    with shelf(tmp_path) as one, shelf(tmp_path) as other:
        one.put([(b"a", "yksi")])
        other.put([(b"b", "kaksi"), (b"a", "yksi")])
        assert [(kept.text(b"a"), kept.text(b"b")) for kept in (one, other)] == [("yksi", "kaksi")] * 2
        other.keep_only({b"b"})
        assert one.text(b"b") == "kaksi"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing is forked")
def test_a_forked_process_finds_the_texts(tmp_path: Path) -> None:
    """It opens the file anew, and its end takes nothing from its parent."""
    with shelf(tmp_path) as kept:
        kept.put(TEXTS.items())
        child = os.fork()
        if not child:
            is_right = _found(kept) == TEXTS
            kept.close()
            os._exit(0 if is_right else 1)
        assert os.waitpid(child, 0)[1] == 0
        kept.put([(b"a", "yksi")])
        assert (_found(kept), kept.text(b"a")) == (TEXTS, "yksi")


def test_a_closed_shelf_can_be_asked_again(tmp_path: Path) -> None:
    _filled(tmp_path)
    kept = Shelf(tmp_path / NAME)
    assert _found(kept) == TEXTS
    kept.close()
    kept.close()
    assert _found(kept) == TEXTS
    kept.close()


def test_a_folder_that_goes_meanwhile_takes_its_texts_along(tmp_path: Path) -> None:
    """What is put or asked for afterwards is kept or not, but nothing is raised, and the next build begins anew."""
    with shelf(tmp_path / "cache") as kept:
        assert kept.put(TEXTS.items())
        shutil.rmtree(tmp_path / "cache")
        assert not kept.put([(b"a", "yksi")])
        assert _found(kept) in ({}, TEXTS)
        kept.keep_only(set())
    with shelf(tmp_path / "cache") as kept:
        assert _found(kept) == {}


def test_nothing_but_texts_is_kept(tmp_path: Path) -> None:
    """The file is one table of keys, texts and hashes: it holds nothing that could run."""
    path = _filled(tmp_path)
    with sqlite3.connect(path) as connection:
        made = connection.execute("SELECT type, name FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
        types = connection.execute("SELECT DISTINCT typeof(key), typeof(text), typeof(seal) FROM texts").fetchall()
    connection.close()
    assert (made, types) == ([("table", "texts")], [("blob", "text", "blob")])
