from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import pytest

from tests.unit.content.making import ARTICLE, FILES, PRACTICE, TOOL, with_fields
from tests.unit.stages.making import Files, read, write, written
from zoomibank.content.load import load
from zoomibank.exports.search_index import count
from zoomibank.publish.inputs import digest
from zoomibank.publish.shelf import Shelf, shelf
from zoomibank.stages import read as stage
from zoomibank.stages.read import Desk, Read, Reader, read_all
from zoomibank.work import unwatched

SV: Final = "---\ntitle: Brev\n---\n\n## När\n\nText.\n"
MORE: Final = {
    "practices/malli.md": PRACTICE + "\n## Osa\n\nTeksti, [linkki](../tools/kirje.md#milloin) ja [muu](#osa).\n",
    "tools/kirje.md": TOOL + "\n## Milloin\n\nAina.\n",
    "tools/kirje.sv.md": SV,
    "pages/tietoa.md": ARTICLE + "\nTeksti.\n",
}
NAMES: Final = {("practices", "malli"), ("tools", "kirje"), ("pages", "tietoa")}
PATHS: Final = {"practices/malli.md", "tools/kirje.md", "tools/kirje.sv.md", "pages/tietoa.md"}


@dataclass(frozen=True)
class Place:
    """A bank with a shelf, and the entries that have been read of it."""

    content: Path
    shelf: Shelf
    calls: list[str]

    def read(self, *, jobs: int = 1, program: str = "", known: bool = True) -> tuple[Read, list[str]]:
        """What is read, and which entries' files that took."""
        self.calls.clear()
        files = [path for path in self.content.rglob("*.md") if path.is_file()]
        contents = {path.relative_to(self.content).as_posix(): digest(path.read_bytes()) for path in files}
        _, found = read(self.content, self.shelf, known=contents if known else {}, program=program, jobs=jobs)
        return found, sorted(self.calls)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    calls: list[str] = []
    real = Reader.read

    def noted(self: Reader, group: stage.Group) -> object:
        calls.append(group[0].slug)
        return real(self, group)

    monkeypatch.setattr(Reader, "read", noted)
    with shelf(tmp_path / "cache") as kept:
        yield Place(written(tmp_path / "content", MORE), kept, calls)


def _whole(found: Read) -> tuple[object, ...]:
    """All that can be compared, with the bodies that entries fetch, and the widths that places are compared without."""
    bodies = [edition.body for entry in found.entries for edition in entry.editions.values()]
    kept = found.kept
    return (
        found.entries, repr(found.files), repr(bodies), found.findings, dict(kept.keys), dict(kept.seen),
        dict(kept.contents),
    )  # fmt: skip


def test_a_reading_is_made_once(place: Place) -> None:
    """What is known comes from the shelf, and is the same."""
    first, calls = place.read()
    assert calls == ["kirje", "malli", "tietoa"]
    second, calls = place.read()
    assert calls == []
    assert _whole(second) == _whole(first)
    assert (set(second.kept.keys), set(second.kept.contents)) == (NAMES, PATHS)


def test_files_that_nobody_knows_are_read(place: Place) -> None:
    """What the shelf holds is found by the files' contents only: where these are not known, the files are read."""
    first, _ = place.read()
    second, calls = place.read(known=False)
    assert calls == ["kirje", "malli", "tietoa"]
    assert _whole(second) == _whole(first)


CHANGES: Final[Mapping[str, tuple[Files, list[str]]]] = {
    "nothing": ({}, []),
    "a body": ({"practices/malli.md": PRACTICE}, ["malli"]),
    "a field": ({"tools/kirje.md": with_fields(TOOL, title="Kortti")}, ["kirje"]),
    "a translation": ({"tools/kirje.sv.md": SV + "Mer.\n"}, ["kirje"]),
    "a new translation": ({"practices/malli.sv.md": "---\n---\n"}, ["malli"]),
    "a translation less": ({"tools/kirje.sv.md": None}, ["kirje"]),
    "an article": ({"pages/tietoa.md": ARTICLE}, ["tietoa"]),
    "a new entry": ({"tools/uusi.md": TOOL}, ["uusi"]),
    "an entry less": ({"practices/malli.md": None}, []),
    "a vocabulary": ({"vocabulary/themes.yaml": FILES["vocabulary/themes.yaml"] + "\n"}, []),
    "the title of the bank": ({"site.yaml": "title: Muu\nlanguages: [fi, sv, en]\n"}, []),
    "the languages": ({"site.yaml": "title: Pankki\nlanguages: [fi, sv]\n"}, ["kirje", "malli", "tietoa"]),
}


@pytest.mark.parametrize("change", CHANGES)
def test_only_what_changed_is_read_again(place: Place, tmp_path: Path, change: str) -> None:
    """An entry is read with its translations, and what comes of all is what comes of reading everything."""
    files, expected = CHANGES[change]
    place.read()
    write(place.content, files)
    found, calls = place.read()
    assert calls == expected
    with shelf(tmp_path / "other") as anew:
        assert _whole(replace(place, shelf=anew).read()[0]) == _whole(found)


def test_a_change_taken_back_is_known(place: Place) -> None:
    place.read()
    write(place.content, {"tools/kirje.md": TOOL})
    place.read()
    write(place.content, {"tools/kirje.md": MORE["tools/kirje.md"]})
    assert place.read()[1] == []


def test_another_program_reads_anew(place: Place) -> None:
    place.read(program="one")
    assert place.read(program="other")[1] == ["kirje", "malli", "tietoa"]
    assert place.read(program="one")[1] == []


@pytest.mark.parametrize(
    ("path", "text", "code"),
    [
        ("practices/malli.md", PRACTICE + "\n<b>x</b>\n", "ZB401"),
        ("tools/kirje.md", with_fields(TOOL, owner=""), "ZB201"),
        ("tools/kirje.sv.md", "Moi\n", "ZB111"),
        ("pages/tietoa.md", b"---\n\xff\n---\n", "ZB105"),
    ],
)
def test_findings_are_told_again(place: Place, path: str, text: str | bytes, code: str) -> None:
    """What has faults is read in every build, and nothing else is; once it is mended, it is told no more."""
    slug = path.rpartition("/")[2].partition(".")[0]
    place.read()
    write(place.content, {path: text})
    for _ in range(3):
        found, calls = place.read()
        assert (calls, {finding.code for finding in found.findings}) == ([slug], {code})
    write(place.content, {path: MORE[path]})
    assert place.read()[0].findings == ()


@pytest.mark.parametrize("path", ["practices/malli.md", "tools/kirje.md"])
def test_a_lost_body_is_read_again(place: Place, path: str) -> None:
    """Should the shelf be emptied after the entries were found there, their bodies and words come from the files."""
    place.read()
    found, _ = place.read()
    (entry,) = (entry for entry in found.entries if entry.original.path == path)
    bodies, words = [edition.body for edition in entry.editions.values()], found.kept.words(entry)
    assert place.calls == []
    place.shelf.keep_only(set())
    assert place.shelf.is_empty()
    assert [edition.body for edition in entry.editions.values()] == bodies
    assert set(place.calls) == {entry.ref.slug}
    assert found.kept.words(entry) == words == count(entry)


@pytest.mark.parametrize("part", ["head", "body", "words"])
def test_a_part_that_is_lost_alone(place: Place, part: str) -> None:
    """Whichever part is lost, what comes of it is the same."""
    first, _ = place.read()
    parts = {key + one.encode() for key in first.kept.keys.values() for one in ("head", "body", "words")}
    with shelf(place.content.parent / "part") as some:
        some.put((key, text) for key in parts if not key.endswith(part.encode()) and (text := place.shelf.text(key)))
        found, calls = replace(place, shelf=some).read()
        assert calls == (["kirje", "malli", "tietoa"] if part == "head" else [])
        assert _whole(found) == _whole(first)
        entries = [entry for entry in found.entries if entry.ref.kind != "pages"]
        assert [found.kept.words(entry) for entry in entries] == [first.kept.words(entry) for entry in entries]


def test_several_processes_read_the_same(place: Place, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Entries come in the order of their files, whoever reads them, in batches of whatever size."""
    write(
        place.content, {f"tools/vali-{number}.md": with_fields(TOOL, title=f"Väline {number}") for number in range(9)}
    )
    write(place.content, {"tools/vika.md": "Moi\n", "tools/vali-3.sv.md": SV})
    first, _ = place.read()
    monkeypatch.setattr(stage, "_WORTH_SHARING", 2)
    monkeypatch.setattr(stage, "_AT_ONCE", 3)
    with shelf(tmp_path / "other") as anew:
        other = replace(place, shelf=anew)
        second, _ = other.read(jobs=2)
        assert _whole(second) == _whole(first)
        third, _ = other.read(jobs=2)
        assert _whole(third) == _whole(first)


def test_what_pages_hang_on(place: Place) -> None:
    """Where bodies lead, and what they can be led to, by the languages of the files."""
    found, _ = place.read()
    seen = found.kept.seen
    assert seen["practices", "malli"].leads == ("tools/kirje.md", "practices/malli.md")
    assert seen["tools", "kirje"].leads == ()
    assert seen["tools", "kirje"].anchors == (("", ("milloin",)), ("sv", ("nar",)))
    assert seen["practices", "malli"].anchors == (("", ("osa",)),)


@pytest.mark.parametrize(
    ("files", "differ"),
    [
        ({"tools/kirje.md": TOOL + "\n## Milloin\n\nEi koskaan.\n"}, (False, True)),
        ({"tools/kirje.sv.md": SV + "Mer.\n"}, (False, True)),
        ({"tools/kirje.md": with_fields(TOOL, title="Kortti") + "\n## Milloin\n\nAina.\n"}, (True, False)),
        ({"tools/kirje.sv.md": SV.replace("Brev", "Kort")}, (True, False)),
        ({"tools/kirje.sv.md": None}, (True, True)),
        ({"tools/kirje.md": f"{MORE['tools/kirje.md']}\n\n"}, (False, False)),
        ({"tools/kirje.md": MORE["tools/kirje.md"].replace("Kirje\n", "'Kirje'  \n")}, (False, False)),
    ],
)  # fmt: skip
def test_fields_and_bodies_are_told_apart(place: Place, files: Files, differ: tuple[bool, bool]) -> None:
    """Each has a digest of its own, which only what is shown changes."""
    before = place.read()[0].kept.seen["tools", "kirje"]
    write(place.content, files)
    after = place.read()[0].kept.seen["tools", "kirje"]
    assert (after.shown != before.shown, after.text != before.text) == differ


def test_what_is_no_longer_there_is_forgotten(place: Place) -> None:
    """Once most of the shelf is of other contents, only what was read now stays."""
    for number in range(4):
        write(place.content, {"tools/kirje.md": with_fields(TOOL, title=f"Kirje {number}")})
        write(place.content, {"practices/malli.md": with_fields(PRACTICE, title=f"Malli {number}")})
        write(place.content, {"pages/tietoa.md": with_fields(ARTICLE, title=f"Tietoa {number}")})
        place.read()
    place.read()[0].kept.forget_others()
    assert place.read()[1] == []
    for name in ("tools/kirje.md", "practices/malli.md", "pages/tietoa.md"):
        text = (place.content / name).read_text(encoding="utf-8")
        write(place.content, {name: text.replace(" 3", " 1")})
    assert place.read()[1] == ["kirje", "malli", "tietoa"]


def test_a_process_that_stays_keeps_what_it_read(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is on the desk comes neither from the shelf nor from the files, its findings too; what is old is cleared."""
    desk = Desk(place.shelf, "")
    write(place.content, {"practices/malli.md": PRACTICE + "\n<b>x</b>\n"})
    first = _read_at(place, desk)
    place.calls.clear()
    monkeypatch.setattr(Shelf, "text", None)
    second = _read_at(place, desk)
    assert place.calls == []
    assert (second.entries, second.files, second.findings) == (first.entries, first.files, first.findings)
    assert {finding.code for finding in second.findings} == {"ZB401"}
    assert desk.understood.keys() == set(second.kept.keys.values())
    monkeypatch.undo()
    write(place.content, {"practices/malli.md": PRACTICE})
    third = _read_at(place, desk)
    assert third.findings == ()
    assert desk.understood.keys() == set(third.kept.keys.values()) != set(second.kept.keys.values())


def _read_at(place: Place, desk: Desk) -> Read:
    """What is read at a desk, of files that are known."""
    files = [path for path in place.content.rglob("*.md") if path.is_file()]
    known = {path.relative_to(place.content).as_posix(): digest(path.read_bytes()) for path in files}
    loaded, _ = load(place.content)
    return read_all(
        loaded.sources, reader=Reader(place.content, ("fi", "sv", "en"), desk), known=known, jobs=1, track=unwatched
    )
