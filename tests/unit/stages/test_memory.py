import os
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from tests.unit.stages.making import write
from zoomibank.publish.inputs import Stamp, digest, libraries, program, survey
from zoomibank.publish.manifest import Filed
from zoomibank.publish.remembered import Input, Kept, Last, Sheets, unchanged
from zoomibank.publish.shelf import shelf
from zoomibank.publish.writer import Spare
from zoomibank.stages.memory import Memory, recall_all
from zoomibank.stages.order import Order

FILES: Final = {
    "content/site.yaml": "title: Pankki\n",
    "content/practices/malli.md": "Malli",
    "content/tools/uusi.md": "Uusi",
    "templates/base.html": "<p>",
}
MARKER: Final = "site/.zoomibank.json"
STAMP, OTHER = Stamp(1, 2, 3, 4), Stamp(1, 2, 3, 5)
SHEETS: Final = Sheets({"": ("k1", ("index.html",))}, {"index.html": (("a/#b", "a/index.html", "b"),)})
SPARE: Final = Spare("m1", "m2", "boot", frozenset({"index.html", "a.html"}), frozenset({"b.html"}))
DAY: Final = date(2026, 3, 29)
"""In Finland this day has 23 hours."""


@pytest.fixture
def order(tmp_path: Path) -> Order:
    write(tmp_path, {**FILES, MARKER: "{}"})
    for name in (*FILES, MARKER):
        os.utime(tmp_path / name, (1_000_000_000, 1_000_000_000))
    return Order(tmp_path / "content", tmp_path / "site", tmp_path / "templates", DAY, cache=tmp_path / ".cache")


def _digests(*names: str) -> dict[str, str]:
    return {name: digest(FILES[f"content/{name}"].encode()) for name in names}


ALL: Final = _digests("site.yaml", "practices/malli.md", "tools/uusi.md")


def test_without_a_cache_nothing_is_known(order: Order) -> None:
    """The program is told all the same: keys hang on it."""
    order = replace(order, cache=None)
    memory = recall_all(order)
    own = program({name: order.folders[name] for name in ("program", "templates")})
    assert memory == Memory(order, own)
    with shelf(None) as kept:
        assert memory.known(kept) == {}
    _remember(memory)
    assert recall_all(order) == memory


def test_a_first_build_knows_nothing(order: Order) -> None:
    memory = recall_all(order)
    assert (memory.last, memory.sheets, memory.spare, memory.same_program) == (Last(), Sheets(), None, False)
    assert memory.inputs == survey(order.folders)
    assert {name for name in memory.inputs if not name.startswith("program/")} == FILES.keys()
    assert memory.began > 0


def _remember(memory: Memory, contents: dict[str, str] | None = None, spare: Spare | None = SPARE) -> None:
    memory.remember(
        SHEETS,
        [Filed("index.html", 7, "d1", 123, is_new=True), Filed("a.js", 0, "d2", 456, is_new=False)],
        contents=ALL if contents is None else contents,
        day=DAY,
        zone="Europe/Helsinki",
        spare=spare,
    )


@pytest.mark.parametrize("spare", [SPARE, None])
def test_what_the_next_build_knows(order: Order, spare: Spare | None) -> None:
    """All of the last one; of its inputs the contents, and the stamps of those that were old enough."""
    first = recall_all(order)
    first = replace(first, inputs={name: first.inputs[name] for name in FILES}, began=2**62)
    _remember(first, spare=spare)
    second = recall_all(order)
    assert (second.sheets, second.spare, second.same_program) == (SHEETS, spare, True)
    inputs = {name: Input(digest(text.encode()), first.inputs[name]) for name, text in FILES.items()}
    files = {"index.html": Kept(7, 123, "d1"), "a.js": Kept(0, 456, "d2")}
    told = ("m1", "m2", "boot", ("a.html", "index.html"), ("b.html",)) if spare else None
    begins, ends = 1774735200.0, 1774735200.0 + 23 * 3600
    assert second.last == Last(
        asked=order.digest,
        program=first.program,
        libraries=libraries(),
        begins=begins,
        ends=ends,
        inputs=inputs,
        files=files,
        marker=Kept(2, 1_000_000_000_000_000_000, ""),
        spare=told,
    )


@pytest.mark.parametrize("began", [0, 1])
def test_stamps_of_young_files_are_not_remembered(order: Order, began: int) -> None:
    """Nor any where the disk does not tell what time it is."""
    first = replace(recall_all(order), began=began)
    _remember(first)
    assert {known.stamp for known in recall_all(order).last.inputs.values()} == {None}


def test_a_content_is_that_which_was_read(order: Order) -> None:
    """A file that was changed after it had been read is known by what was read, so that the change is seen."""
    first = recall_all(order)
    _remember(first, {**ALL, "practices/malli.md": digest(b"before")})
    inputs = recall_all(order).last.inputs
    assert inputs["content/practices/malli.md"].content == digest(b"before")
    assert inputs["templates/base.html"].content == digest(b"<p>")


@pytest.mark.parametrize("name", ["content/site.yaml", "templates/base.html"])
def test_what_changes_while_a_build_goes_on_is_looked_at_again(order: Order, tmp_path: Path, name: str) -> None:
    """It may have been read before, and what stands there now be another one: no content is remembered as its own.

    What is read of Markdown files is told with its content.
    """
    first = recall_all(order)
    (tmp_path / name).write_text("other")
    markdown = {path: content for path, content in ALL.items() if path.endswith(".md")}
    _remember(first, markdown)
    last = recall_all(order).last
    now = {file: digest((tmp_path / file).read_bytes()) for file in FILES}
    assert {file for file in FILES if last.inputs[file].content != now[file]} == {name}
    assert not unchanged(last, asked=order.digest, folders=order.folders, output=order.output)


def test_a_cache_that_can_not_be_written(order: Order, tmp_path: Path) -> None:
    """Nothing is known, no stamp is trusted, and nothing is raised."""
    (tmp_path / ".cache").write_text("")
    memory = recall_all(order)
    assert (memory.began, memory.last) == (0, Last())
    _remember(memory)
    assert recall_all(order).last == Last()


KNOWN: Final = {
    "content/site.yaml": Input("c1", STAMP),
    "content/practices/malli.md": Input("c2", None),
    "content/tools/kirje.md": Input("c3", STAMP),
    "templates/base.html": Input("c4", STAMP),
}


@pytest.mark.parametrize("is_empty", [True, False])
def test_what_need_not_be_read(order: Order, tmp_path: Path, is_empty: bool) -> None:
    """A file with the stamp that it had is known; the others are looked at only where the shelf may have them.

    Only the content folder's are told, and not those that are no more.
    """
    inputs = dict.fromkeys((*FILES, "content/practices/gone.md"), STAMP)
    memory = Memory(order, "", inputs=inputs, last=Last(inputs=KNOWN))
    with shelf(tmp_path / "shelf") as kept:
        if not is_empty:
            kept.put([(b"a", "")])
        looked_at = {} if is_empty else _digests("practices/malli.md", "tools/uusi.md")
        assert memory.known(kept) == {"site.yaml": "c1", **looked_at}


def test_another_stamp_is_looked_at(order: Order, tmp_path: Path) -> None:
    memory = Memory(order, "", inputs={"content/site.yaml": OTHER}, last=Last(inputs=KNOWN))
    with shelf(tmp_path / "shelf") as kept:
        assert memory.known(kept) == {}
        kept.put([(b"a", "")])
        assert memory.known(kept) == _digests("site.yaml")
