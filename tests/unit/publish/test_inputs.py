import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import pytest

from zoomibank.publish.inputs import Stamp, digest, digest_of, file_digest, libraries, program, settled, survey

FILES: Final = {
    "content/site.yaml": "title: Pankki\n",
    "content/practices/malli.md": "---\n---\n",
    "templates/base.html": "<p>",
    "program/cli.py": "import sys\n",
    "program/bank/words.py": "RULES = 1\n",
}
SECOND: Final = 1_000_000_000


@pytest.fixture
def folders(tmp_path: Path) -> dict[str, Path]:
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return {name: tmp_path / name for name in ("content", "templates", "program")}


def _stamp(path: Path) -> Stamp:
    seen = path.lstat()
    return Stamp(seen.st_mtime_ns, seen.st_ctime_ns, seen.st_size, seen.st_ino)


def test_survey(folders: Mapping[str, Path], tmp_path: Path) -> None:
    """Every file is told with its stamp, hidden ones too; empty folders and what Python caches are not."""
    (tmp_path / "content" / ".hidden").write_text("")
    (tmp_path / "content" / "empty").mkdir()
    (tmp_path / "program" / "bank" / "__pycache__").mkdir()
    (tmp_path / "program" / "bank" / "__pycache__" / "words.pyc").write_text("")
    assert survey(folders) == {name: _stamp(tmp_path / name) for name in (*FILES, "content/.hidden")}


def test_a_link_is_not_followed(folders: Mapping[str, Path], tmp_path: Path) -> None:
    """Links to files, to folders and to nothing are told by themselves, and no ring of them is walked through."""
    links = {"content/file.md": "practices/malli.md", "content/up": "..", "content/nowhere": "no/where"}
    for name, target in links.items():
        (tmp_path / name).symlink_to(target)
    assert survey(folders) == {name: _stamp(tmp_path / name) for name in (*FILES, *links)}


def test_a_folder_that_is_not_there_is_told(folders: Mapping[str, Path], tmp_path: Path) -> None:
    """It is neither passed over nor taken for an empty one."""
    found = survey({**folders, "other": tmp_path / "other"})
    assert found["other"] == Stamp(0, 0, -1, 0)
    assert found.keys() == {*FILES, "other"}


@pytest.mark.parametrize(
    ("before", "expected"), [((3, 3), True), ((2.1, 2.1), True), ((2, 3), False), ((3, 1), False), ((-5, 9), False)]
)
def test_settled(before: tuple[float, float], expected: bool) -> None:
    """Times tell a file from a later one only if both are more than two seconds past, whatever its clock says."""
    began = 100 * SECOND
    mtime, ctime = (began - int(seconds * SECOND) for seconds in before)
    assert settled(Stamp(mtime, ctime, 1, 1), began) is expected
    assert not settled(Stamp(mtime, ctime, 1, 1), 0)


def test_digests() -> None:
    """The same bytes give the same digest; several texts are told apart by where each one ends."""
    assert digest(b"a") == digest(b"a") != digest(b"b")
    every = [digest_of(parts) for parts in ([], [""], ["", ""], ["ab"], ["a", "b"], ["", "ab"], ["b", "a"], ["1:a"])]
    assert len(set(every)) == len(every)
    assert digest_of(iter(["a", "\udcff"])) == digest_of(("a", "\udcff"))


def test_the_digest_of_a_file(tmp_path: Path) -> None:
    """What is no file that can be read has none."""
    (tmp_path / "file").write_bytes(b"a")
    (tmp_path / "link").symlink_to("nowhere")
    assert [file_digest(tmp_path / name) for name in ("file", "none", "link", ".")] == [digest(b"a"), "", "", ""]


PROGRAM_CHANGES: Final[Mapping[str, Callable[[Path], object]]] = {
    "a template": lambda root: (root / "templates/base.html").write_text("<b>"),
    "a module": lambda root: (root / "program/bank/words.py").write_text("RULES = 2\n"),
    "a new template": lambda root: (root / "templates/new.html").write_text(""),
    "a new module": lambda root: (root / "program/new.py").write_text(""),
    "a module gone": lambda root: (root / "program/cli.py").unlink(),
    "a module renamed": lambda root: (root / "program/cli.py").rename(root / "program/cli2.py"),
    "two modules exchanged": lambda root: _exchange(root / "program/cli.py", root / "program/bank/words.py"),
    "a folder renamed": lambda root: (root / "program/bank").rename(root / "program/bank2"),
}


def _exchange(one: Path, other: Path) -> None:
    first, second = one.read_text(), other.read_text()
    one.write_text(second)
    other.write_text(first)


def _own(folders: Mapping[str, Path]) -> dict[str, Path]:
    return {name: folders[name] for name in ("program", "templates")}


@pytest.mark.parametrize("change", PROGRAM_CHANGES)
def test_the_program_changes_with_its_files(folders: Mapping[str, Path], tmp_path: Path, change: str) -> None:
    before = program(_own(folders))
    PROGRAM_CHANGES[change](tmp_path)
    assert program(_own(folders)) != before


def test_the_program_is_the_same_elsewhere(folders: Mapping[str, Path], tmp_path: Path) -> None:
    """Only contents count: neither times nor where the files are, nor what Python caches."""
    before = program(_own(folders))
    for name in FILES:
        os.utime(tmp_path / name, (1, 1))
    (tmp_path / "program" / "__pycache__").mkdir()
    (tmp_path / "program" / "__pycache__" / "cli.pyc").write_text("")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for name in ("program", "templates"):
        (tmp_path / name).rename(elsewhere / name)
    assert program({name: elsewhere / name for name in ("program", "templates")}) == before


LIBRARY_CHANGES: Final[Mapping[str, Callable[[Path], object]]] = {
    "another version": lambda folder: (folder / "markdown-3.7.dist-info").rename(folder / "markdown-3.8.dist-info"),
    "one more": lambda folder: (folder / "voikko-1.0.dist-info").mkdir(),
    "one less": lambda folder: (folder / "markdown-3.7.dist-info").rmdir(),
}


@pytest.mark.parametrize("change", LIBRARY_CHANGES)
def test_the_program_changes_with_its_libraries(
    folders: Mapping[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    """Libraries are told by name and version; what else is in their folders is not looked at."""
    packages = tmp_path / "site-packages"
    (packages / "markdown-3.7.dist-info").mkdir(parents=True)
    monkeypatch.setattr("sys.path", [str(packages), str(tmp_path / "none" / "dist-packages"), str(tmp_path)])
    before = libraries(), program(_own(folders))
    (packages / "markdown").mkdir()
    assert (libraries(), program(_own(folders))) == before
    LIBRARY_CHANGES[change](packages)
    after = libraries(), program(_own(folders))
    assert (after[0] != before[0], after[1] != before[1]) == (True, True)


def test_the_program_changes_with_python(folders: Mapping[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    before = program(_own(folders))
    monkeypatch.setattr("sys.version", "4.0")
    assert program(_own(folders)) != before
