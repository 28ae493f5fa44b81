"""A disk that is full or may not be written: the site that stands stays whole, and the fault is told in one line."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bench.corpus import write_corpus
from tests.built import TODAY, order
from tests.folders import first_difference
from zoomibank import cli, pipeline
from zoomibank.pipeline import build

ENTRIES = 6


def _mounted(folder: Path, *options: str) -> bool:
    mount = shutil.which("mount")
    command = [mount or "mount", *options, str(folder)]
    return mount is not None and subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small file system of its own."""
    folder = tmp_path / "levy"
    folder.mkdir()
    if not _mounted(folder, "-t", "tmpfs", "-o", "size=64m", "tmpfs"):
        pytest.skip("mounting asks for root; a failing write layer is tried in test_writer")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.fixture
def bank(disk: Path, tmp_path: Path) -> Path:
    """A bank on the disk, its site, and a copy of that."""
    write_corpus(disk / "content", ENTRIES, languages=("fi", "sv"))
    assert build(order(disk / "content", disk / "site")).published
    shutil.copytree(disk / "site", tmp_path / "ennen", symlinks=True)
    return disk


@pytest.fixture(autouse=True)
def _without_dictionaries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Loading one takes seconds."""
    monkeypatch.setattr(pipeline, "find_dictionary", lambda _: None)


def _run(bank: Path) -> int:
    folders = ["--content", str(bank / "content"), "--output", str(bank / "site")]
    return cli.main([*folders, "--allow-lost", "--jobs", "1", "--today", TODAY.isoformat()])


def _told(capsys: pytest.CaptureFixture[str]) -> str:
    """What was told on standard error, but for the note that there is no dictionary."""
    lines = capsys.readouterr().err.splitlines()
    (line,) = (line for line in lines if "errno" in line or "disk" in line or "device" in line or "file system" in line)
    return line


def _change(bank: Path) -> None:
    for path in (bank / "content" / "practices").glob("*.md"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace('title: "', 'title: "Uusi ', 1), encoding="utf-8")


@pytest.mark.parametrize("free", [0, 400_000])
def test_a_full_disk(bank: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], free: int) -> None:
    """Wherever the space runs out; when there is some again, the next build makes all good."""
    _change(bank)
    room = shutil.disk_usage(bank).free
    (bank / "taysi").write_bytes(bytes(max(0, room - free)))
    assert _run(bank) == 2
    assert "No space left on device" in _told(capsys)
    assert first_difference(bank / "site", tmp_path / "ennen") == ""
    (bank / "taysi").unlink()
    assert _run(bank) == 0
    anew = build(order(bank / "content", tmp_path / "uusi"))
    assert anew.published
    assert first_difference(bank / "site", tmp_path / "uusi") == ""
    assert not [path for path in bank.iterdir() if path.name.endswith(("next", "old"))]


def test_a_disk_that_may_only_be_read(bank: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A mount without the right to write, as containers have."""
    _change(bank)
    assert _mounted(bank, "-o", "remount,ro")
    assert _run(bank) == 2
    assert "Read-only file system" in _told(capsys)
    assert first_difference(bank / "site", tmp_path / "ennen") == ""
    assert _mounted(bank, "-o", "remount,rw")
    assert _run(bank) == 0
