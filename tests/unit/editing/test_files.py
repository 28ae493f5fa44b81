import errno
import os
from pathlib import Path

import pytest

from zoomibank.editing.files import Change, carry_out, write_new
from zoomibank.findings.finding import SetupError


@pytest.fixture
def content(tmp_path: Path) -> Path:
    (tmp_path / "practices").mkdir()
    (tmp_path / "practices" / "a.md").write_bytes(b"a\r\n")
    (tmp_path / "practices" / "b.md").write_bytes(b"b\n")
    return tmp_path


def standing(content: Path) -> dict[str, bytes]:
    return {path.relative_to(content).as_posix(): path.read_bytes() for path in content.rglob("*") if path.is_file()}


def test_changes_are_made(content: Path) -> None:
    """A file is changed, another gets a new name; its mode stays, and nothing is left beside."""
    (content / "practices" / "a.md").chmod(0o640)
    carry_out(
        content,
        [
            Change("practices/a.md", b"a\r\n", b"A\r\n"),
            Change("practices/b.md", b"b\n", None),
            Change("practices/c.md", None, b"b\n"),
        ],
    )
    assert standing(content) == {"practices/a.md": b"A\r\n", "practices/c.md": b"b\n"}
    assert (content / "practices" / "a.md").stat().st_mode & 0o777 == 0o640


REFUSED = {
    "changed meanwhile": Change("practices/b.md", b"other", b"x"),
    "gone meanwhile": Change("practices/c.md", b"c", b"x"),
    "there meanwhile": Change("practices/b.md", None, b"x"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_nothing_is_changed_when_a_file_is_another(content: Path, name: str) -> None:
    """What somebody else has written since the files were read is never lost."""
    before = standing(content)
    with pytest.raises(SetupError) as told:
        carry_out(content, [Change("practices/a.md", b"a\r\n", b"A"), REFUSED[name]])
    assert told.value.key == "file_changed"
    assert standing(content) == before


def test_all_or_nothing(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the system refuses one of the changes, those made before it are taken back."""
    before = standing(content)
    unlink = Path.unlink

    def refuse(path: Path, *, missing_ok: bool = False) -> None:
        if path.name == "b.md":
            raise OSError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(SetupError) as told:
        carry_out(
            content,
            [
                Change("practices/a.md", b"a\r\n", b"A"),
                Change("practices/c.md", None, b"c"),
                Change("practices/b.md", b"b\n", None),
            ],
        )
    assert told.value.key == "write_failed"
    assert standing(content) == before


def test_a_link_is_not_written_through(content: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A file that is a link elsewhere is refused, and what it leads to stays."""
    other = tmp_path_factory.mktemp("other") / "x.md"
    other.write_bytes(b"x")
    (content / "practices" / "l.md").symlink_to(other)
    with pytest.raises(SetupError) as told:
        carry_out(content, [Change("practices/l.md", b"x", b"y")])
    assert told.value.key == "file_unfit"
    assert other.read_bytes() == b"x"


def test_a_new_file_never_takes_the_place_of_another(content: Path) -> None:
    """Not even that of a link to nowhere."""
    write_new(content, "tools/uusi.md", "ä\n")
    assert (content / "tools" / "uusi.md").read_bytes() == "ä\n".encode()
    (content / "tools" / "linkki.md").symlink_to(content / "ei-ole")
    for path in ("tools/uusi.md", "tools/linkki.md"):
        with pytest.raises(SetupError) as told:
            write_new(content, path, "x")
        assert told.value.key == "file_exists"
