from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import zoomibank
from zoomibank.stages.order import Order

ORDER = Order(Path("content"), Path("output"), Path("templates"), date(2026, 3, 12))
MOMENT = datetime(2026, 3, 12, 12, tzinfo=UTC)


def test_where_all_files_are() -> None:
    """The program is the package itself, wherever it stands."""
    assert zoomibank.__file__ is not None
    assert ORDER.folders == {
        "content": Path("content"), "templates": Path("templates"), "program": Path(zoomibank.__file__).parent,
    }  # fmt: skip


def test_what_a_site_hangs_on() -> None:
    """Each thing that was asked for and can show in the site makes another order."""
    others = [
        replace(ORDER, content=Path("other")),
        replace(ORDER, output=Path("other")),
        replace(ORDER, templates=Path("other")),
        replace(ORDER, today=date(2026, 3, 13)),
        replace(ORDER, today=MOMENT),
        replace(ORDER, base_url="https://a.example/"),
        replace(ORDER, strict=True),
        replace(ORDER, drafts=True),
    ]
    assert len({one.digest for one in (ORDER, *others)}) == 1 + len(others)


def test_how_it_is_made_does_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither does where the command runs, as long as the folders are the same, nor which moment it is."""
    monkeypatch.chdir(tmp_path)
    here = replace(ORDER, content=tmp_path / "content", output=tmp_path / "output", templates=tmp_path / "templates")
    same = [
        replace(ORDER, jobs=8),
        replace(ORDER, cache=Path("elsewhere")),
        replace(ORDER, find_dictionary=lambda _: None),
        replace(ORDER, begin=print, track=lambda items, _: items),
        here,
    ]
    assert {one.digest for one in same} == {ORDER.digest}
    assert replace(ORDER, today=MOMENT).digest == replace(ORDER, today=MOMENT.replace(year=2030)).digest
