import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

import pytest

from tests.unit.stages.making import write
from zoomibank.publish.manifest import Filed
from zoomibank.publish.remembered import Sheets
from zoomibank.stages.memory import recall_all
from zoomibank.stages.order import Order
from zoomibank.stages.unchanged import nothing_to_do

DAY: Final = date(2026, 3, 12)
MIDNIGHT: Final = datetime(2026, 3, 11, 22, tzinfo=UTC)
"""When the day begins in Finland."""


@pytest.fixture
def order(tmp_path: Path) -> Order:
    """A build that has been made and remembered."""
    write(tmp_path, {"content/site.yaml": "title: Pankki\n", "templates/base.html": "<p>", "site/index.html": "front"})
    made = Order(tmp_path / "content", tmp_path / "site", tmp_path / "templates", DAY, cache=tmp_path / ".cache")
    _remember(made)
    return made


def _remember(order: Order) -> None:
    seen = (order.output / "index.html").stat()
    recall_all(order).remember(
        Sheets(),
        [Filed("index.html", seen.st_size, "", seen.st_mtime_ns, is_new=True)],
        contents={},
        day=DAY,
        zone="Europe/Helsinki",
        spare=None,
    )


def test_nothing_to_do(order: Order) -> None:
    """The last build is told, with what there was."""
    last = nothing_to_do(order)
    assert last is not None
    assert last.asked == order.digest
    assert nothing_to_do(replace(order, jobs=7)) == last


CHANGES: Final[Mapping[str, Callable[[Order], Order | None]]] = {
    "no cache": lambda order: replace(order, cache=None),
    "another cache": lambda order: replace(order, cache=order.output),
    "another day": lambda order: replace(order, today=DAY + timedelta(days=1)),
    "drafts": lambda order: replace(order, drafts=True),
    "strict": lambda order: replace(order, strict=True),
    "another address": lambda order: replace(order, base_url="https://a.example/"),
    "another output": lambda order: replace(order, output=order.output.with_name("other")),
    "a content": lambda order: write(order.content, {"site.yaml": "title: Pankki 2\n"}),
    "a new file": lambda order: write(order.content, {"practices/uusi.md": ""}),
    "a template": lambda order: write(order.templates, {"base.html": "<b>"}),
    "a page": lambda order: write(order.output, {"index.html": "other"}),
    "a page less": lambda order: write(order.output, {"index.html": None}),
    "the memory": lambda order: write(
        order.cache or order.output, {path.name: "{}" for path in (order.cache or order.output).glob("build-*")}
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_there_is_something_to_do(order: Order, change: str) -> None:
    assert nothing_to_do(CHANGES[change](order) or order) is None


def test_other_libraries(order: Order, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.version", "4.0")
    assert nothing_to_do(order) is None


def test_another_program(order: Order, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Its files are looked at like those of the content."""
    package = tmp_path / "package"
    write(package, {"cli.py": "import sys\n", "stages/order.py": ""})
    monkeypatch.setattr("zoomibank.stages.order.__file__", str(package / "stages" / "order.py"))
    assert nothing_to_do(order) is None
    _remember(order)
    assert nothing_to_do(order) is not None
    write(package, {"cli.py": "import os\n"})
    assert nothing_to_do(order) is None


@pytest.mark.parametrize(
    ("seconds", "expected"), [(-1, False), (0, True), (86_399, True), (86_400, False), (400 * 86_400, False)]
)
def test_the_day_passes(order: Order, seconds: int, expected: bool) -> None:
    """A moment is another day's from midnight on, in the bank's zone; whichever it was before."""
    order = replace(order, today=MIDNIGHT + timedelta(hours=12))
    _remember(order)
    later = replace(order, today=MIDNIGHT + timedelta(seconds=seconds))
    assert (nothing_to_do(later) is not None) == expected


def test_a_touched_file_is_no_change(order: Order) -> None:
    os.utime(order.content / "site.yaml", (5, 5))
    os.utime(order.templates / "base.html", (5, 5))
    assert nothing_to_do(order) is not None
