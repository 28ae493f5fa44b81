import os
from pathlib import Path
from typing import Final

import pytest

from zoomibank.publish.inputs import digest, file_digest
from zoomibank.stages import glance as stage
from zoomibank.stages.glance import contents, glance

LATER: Final = 2**62
"""A time so late that every stamp is trusted."""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "content" / "practices").mkdir(parents=True)
    (tmp_path / "content" / "site.yaml").write_text("title: Pankki\n")
    (tmp_path / "content" / "practices" / "a.md").write_text("a")
    return tmp_path


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that have been read."""
    names: list[str] = []

    def noted(path: Path) -> str:
        names.append(path.name)
        return file_digest(path)

    monkeypatch.setattr(stage, "file_digest", noted)
    return names


def test_files_are_known_by_their_content(place: Path) -> None:
    """Each by the name of its folder and the path there; what is no longer there is not."""
    seen = glance({"content": place / "content", "templates": place / "gone"}, now=LATER)
    assert contents(seen, "content") == {"practices/a.md": digest(b"a"), "site.yaml": digest(b"title: Pankki\n")}
    assert contents(seen, "templates") == {}


@pytest.mark.parametrize(("now", "expected"), [(LATER, []), (0, ["a.md", "site.yaml"])])
def test_what_is_settled_is_not_read_again(place: Path, read: list[str], now: int, expected: list[str]) -> None:
    """Without a clock, or when it is young, a file may be another one under the same stamp, and is looked at."""
    folders = {"content": place / "content"}
    first = glance(folders, now=now)
    read.clear()
    assert glance(folders, first, now=now) == first
    assert sorted(read) == expected


def test_a_change_shows(place: Path, read: list[str]) -> None:
    """Also when a file is put in the place of another one of the same size and time."""
    folders = {"content": place / "content"}
    first = glance(folders, now=LATER)
    read.clear()
    file = place / "content" / "practices" / "a.md"
    seen = file.stat()
    (place / "new").write_text("b")
    os.utime(place / "new", ns=(seen.st_atime_ns, seen.st_mtime_ns))
    (place / "new").replace(file)
    assert contents(glance(folders, first, now=LATER), "content")["practices/a.md"] == digest(b"b")
    assert read == ["a.md"]
