import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from zoomibank.publish.inputs import Stamp, digest, survey
from zoomibank.publish.remembered import (
    Input,
    Kept,
    Last,
    Sheets,
    recall,
    recall_last,
    recall_sheets,
    remember,
    remember_last,
    site_name,
    unchanged,
)


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


LAST: Final = Last(
    asked="asked",
    libraries="libraries",
    begins=1773266400.0,
    ends=1773352800.0,
    inputs={
        "content/site.yaml": Input("a1", Stamp(1773266400123456789, 2, 3, 2**63)),
        "content/\udcff.bak": Input("", None),
        "templates/base.html": Input("b2", None),
    },
    files={"index.html": Kept(7, 1773266400123456789, "c3"), "data/ä.js": Kept(0, 0, "")},
    marker=Kept(9, 1773266400123456790, ""),
    spare=("m1", "m2", "boot", ("index.html",), ()),
)
SHEETS: Final = Sheets(
    keys={"": ("k1", ("index.html",)), "malli/": ("k2", ("malli/index.html", "data/entries/malli.js")), "x": ("", ())},
    far={"index.html": (("malli/#osa", "malli/index.html", "osa"),)},
)


@pytest.mark.parametrize("last", [LAST, replace(LAST, spare=None, marker=None)])
def test_a_build_is_remembered(tmp_path: Path, last: Last) -> None:
    """All of it comes back as it was; of other output folders nothing is known."""
    remember_last(tmp_path / ".cache", tmp_path / "site", last, SHEETS)
    assert recall_last(tmp_path / ".cache", tmp_path / "site") == last
    assert recall_sheets(tmp_path / ".cache", tmp_path / "site", LAST) == SHEETS
    assert recall_last(tmp_path / ".cache", tmp_path / "other") == Last()
    assert recall_sheets(tmp_path / ".cache", tmp_path / "other", LAST) == Sheets()


@pytest.mark.parametrize(
    "value", [None, 7, "text", [], {}, {"keys": []}, {"asked": ["a", "b"]}, {"keys": {}, "asked": "a", "far": None}]
)
def test_a_foreign_memory_is_an_empty_one(tmp_path: Path, value: object) -> None:
    """What was remembered whole, but is nothing of ours, tells nothing."""
    for name in ("build", "sheets"):
        remember(tmp_path, f"{name}-{site_name(tmp_path / 'site')}", value)
    assert recall_last(tmp_path, tmp_path / "site") == Last()
    assert recall_sheets(tmp_path, tmp_path / "site", LAST) == Sheets()


@pytest.mark.parametrize(
    ("name", "part", "value"),
    [
        *(
            ("build", part, value)
            for part, value in (
                ("asked", ["a"]), ("asked", ["a", "b", 7]), ("day", 7), ("inputs", []),
                ("inputs", ["a", ["x"], [[1, 2]]]), ("inputs", ["a", ["x"], [7]]), ("inputs", ["a\0b", ["x"], [None]]),
                ("files", ["p", [1], [2], []]), ("marker", [1]), ("marker", 7), ("spare", [1]), ("spare", 7),
            )
        ),
        *(
            ("sheets", part, value)
            for part, value in (
                ("keys", []), ("keys", {"a": ["k"]}), ("keys", {"a": 7}), ("far", None), ("far", {"a": [["x"]]}),
                ("far", {"a": 7}),
            )
        ),
    ],
)  # fmt: skip
def test_a_memory_of_another_shape_is_an_empty_one(tmp_path: Path, name: str, part: str, value: object) -> None:
    """A program before this one, or after it, may have remembered other things under the same names."""
    remember_last(tmp_path, tmp_path / "site", LAST, SHEETS)
    file = f"{name}-{site_name(tmp_path / 'site')}"
    told = recall(tmp_path, file)
    assert isinstance(told, dict)
    assert part in told
    remember(tmp_path, file, told | {part: value})
    assert recall_last(tmp_path, tmp_path / "site") == (Last() if name == "build" else LAST)
    assert recall_sheets(tmp_path, tmp_path / "site", LAST) == (Sheets() if name == "sheets" else SHEETS)


@pytest.mark.parametrize("cut", [0, 1, 10, -1, -16, -33])
def test_a_damaged_build_is_an_empty_one(tmp_path: Path, cut: int) -> None:
    """A file of which a part is missing, or a letter is another one, is none."""
    remember_last(tmp_path, tmp_path / "site", LAST, SHEETS)
    for path in tmp_path.glob("*.json"):
        whole = path.read_bytes()
        for damaged in (whole[:cut], whole[:cut] + b"?" + whole[cut:][1:]):
            path.write_bytes(damaged)
            assert recall_last(tmp_path, tmp_path / "site") == (Last() if "build" in path.name else LAST)
            assert recall_sheets(tmp_path, tmp_path / "site", LAST) == (Sheets() if "sheets" in path.name else SHEETS)
        path.write_bytes(whole)


def test_each_output_folder_has_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However it is written, and only for that one."""
    monkeypatch.chdir(tmp_path)
    assert len({site_name(Path(path)) for path in ("site", "./site", "other/../site", tmp_path / "site")}) == 1
    assert len({site_name(Path(path)) for path in ("site", "site2", "other/site", "\udcff")}) == 4


def test_findings_hang_on_all_that_was_asked_and_read() -> None:
    """The token of a build is that of another one only where both can have found the same."""
    inputs = {**LAST.inputs, "content/site.yaml": Input("z9", None)}
    others = [
        replace(LAST, asked="x"), replace(LAST, libraries="x"), replace(LAST, begins=0.0), replace(LAST, inputs=inputs),
        replace(LAST, inputs={}),
    ]  # fmt: skip
    assert len({one.token for one in (LAST, *others)}) == 1 + len(others)
    touched = {name: Input(known.content, None) for name, known in LAST.inputs.items()}
    assert replace(LAST, inputs=touched).token == LAST.token


# Is anything changed?


FILES: Final = {
    "content/site.yaml": "title: Pankki\n",
    "content/practices/malli.md": "Malli",
    "templates/base.html": "<p>",
    "site/.zoomibank.json": "{}",
    "site/index.html": "front",
    "site/malli/index.html": "model",
}
"""Two folders of inputs, and a site."""


def _folders(root: Path) -> dict[str, Path]:
    return {name: root / name for name in ("content", "templates")}


@pytest.fixture
def last(tmp_path: Path) -> Last:
    """A build whose inputs have stamps that are trusted, as they are when the files are old."""
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    inputs = {
        name: Input(digest(FILES[name].encode()), stamp) for name, stamp in sorted(survey(_folders(tmp_path)).items())
    }
    files = {}
    for name in (name.removeprefix("site/") for name in FILES if name.startswith("site/")):
        path = tmp_path / "site" / name
        path.chmod(0o644)
        files[name] = Kept(path.stat().st_size, path.stat().st_mtime_ns, "")
    return Last(asked="asked", inputs=inputs, files=files, marker=files.pop(".zoomibank.json"))


def _is_unchanged(last: Last, root: Path, asked: str = "asked") -> bool:
    return unchanged(last, asked=asked, folders=_folders(root), output=root / "site")


def _later(path: Path) -> None:
    os.utime(path, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns + 1))


def _replace(path: Path, make: Callable[[Path], object]) -> None:
    """Something else in a file's place; a folder goes with its last file."""
    path.unlink()
    make(path)


def _file_for_folder(path: Path) -> None:
    path.parent.rmdir()
    path.parent.write_text("")


SAME: Final[Mapping[str, Callable[[Path], object]]] = {
    "nothing": lambda _: None,
    "a file touched": lambda root: _later(root / "content/site.yaml"),
    "a file written anew": lambda root: (root / "content/practices/malli.md").write_text("Malli"),
    "a file replaced": lambda root: _replace(root / "templates/base.html", lambda path: path.write_text("<p>")),
    "an empty folder": lambda root: (root / "content/tools").mkdir(),
    "somebody's file in the site": lambda root: (root / "site/CNAME").write_text("x"),
}  # fmt: skip
CHANGED: Final[Mapping[str, Callable[[Path], object]]] = {
    "a file": lambda root: (root / "content/practices/malli.md").write_text("Milla"),
    "a file's end": lambda root: (root / "content/practices/malli.md").write_text("Malli\n"),
    "a template": lambda root: (root / "templates/base.html").write_text("<b>"),
    "a file more": lambda root: (root / "content/practices/uusi.md").write_text(""),
    "a file less": lambda root: (root / "content/practices/malli.md").unlink(),
    "a file renamed": lambda root: (root / "content/practices/malli.md").rename(root / "content/practices/milla.md"),
    "a file elsewhere": lambda root: (root / "content/practices/malli.md").rename(root / "content/malli.md"),
    "a link in a file's place": lambda root: _replace(
        root / "templates/base.html", lambda path: path.symlink_to("nowhere")
    ),
    "a folder in a file's place": lambda root: _replace(root / "templates/base.html", Path.mkdir),
    "no templates": lambda root: (root / "templates").rename(root / "elsewhere"),
    "a page edited": lambda root: (root / "site/index.html").write_text("front!"),
    "a page of the same size": lambda root: _later(root / "site/index.html"),
    "a page's mode": lambda root: (root / "site/index.html").chmod(0o600),
    "the manifest edited": lambda root: (root / "site/.zoomibank.json").write_text("{} "),
    "the manifest gone": lambda root: (root / "site/.zoomibank.json").unlink(),
    "a page gone": lambda root: (root / "site/malli/index.html").unlink(),
    "a link in a page's place": lambda root: _replace(
        root / "site/malli/index.html", lambda path: path.symlink_to("../index.html")
    ),
    "a file in a folder's place": lambda root: _replace(root / "site/malli/index.html", _file_for_folder),
    "no site": lambda root: (root / "site").rename(root / "elsewhere"),
}  # fmt: skip


@pytest.mark.parametrize("change", SAME)
def test_what_is_no_change(tmp_path: Path, last: Last, change: str) -> None:
    """Where stamps differ, contents are looked at; what is not ours does not count."""
    SAME[change](tmp_path)
    assert _is_unchanged(last, tmp_path)


@pytest.mark.parametrize("change", CHANGED)
def test_each_change_is_seen(tmp_path: Path, last: Last, change: str) -> None:
    """Any change of an input or of the site."""
    CHANGED[change](tmp_path)
    assert not _is_unchanged(last, tmp_path)


def test_stamps_that_are_not_trusted_are_not_believed(tmp_path: Path, last: Last) -> None:
    """A file that was young when it was read is looked at again, and a change in the same instant is found."""
    young = replace(last, inputs={name: Input(known.content, None) for name, known in last.inputs.items()})
    assert _is_unchanged(young, tmp_path)
    path = tmp_path / "content/practices/malli.md"
    before = path.stat()
    path.write_text("Milla")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert not _is_unchanged(young, tmp_path)


def test_another_order_is_a_change(tmp_path: Path, last: Last) -> None:
    assert not _is_unchanged(last, tmp_path, asked="other")
    assert not _is_unchanged(Last(), tmp_path, asked="")
