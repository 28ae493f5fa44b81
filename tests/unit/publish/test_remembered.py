from pathlib import Path

import pytest

from zoomibank.publish.remembered import recall, remember


def test_what_is_remembered_is_recalled(tmp_path: Path) -> None:
    """The folder is made when it is needed, and nothing else is left in it."""
    folder = tmp_path / "a" / "b"
    assert recall(folder, "words-fi") is None
    remember(folder, "words-fi", {"työ": ["ä"]})
    assert recall(folder, "words-fi") == {"työ": ["ä"]}
    assert [path.name for path in folder.iterdir()] == ["words-fi.json"]


@pytest.mark.parametrize("damage", [b"", b"{", b"\xff", b"[" * 100_000], ids=lambda damage: repr(damage[:4]))
def test_a_damaged_memory_is_none(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "words-fi.json").write_bytes(damage)
    assert recall(tmp_path, "words-fi") is None


def test_a_folder_that_can_not_be_written_is_done_without(tmp_path: Path) -> None:
    """A build goes on when nothing can be remembered."""
    (tmp_path / "file").write_text("")
    remember(tmp_path / "file", "words-fi", {})
    assert (tmp_path / "file").read_text() == ""
