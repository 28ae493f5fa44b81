"""The page of the entries that wait for a review."""

from datetime import date
from pathlib import Path
from typing import Final

import pytest

from tests.unit.content.making import PRACTICE, TOOL, with_fields
from tests.unit.stages.making import prepared, written
from zoomibank.publish.shelf import shelf
from zoomibank.site.due_views import due_reviews, due_views
from zoomibank.site.local import PER_PAGE, Local
from zoomibank.site.views import DueView

FILES: Final = {
    "vocabulary/organisations.yaml": "- key: liitto\n  label: Ärhäkkä liitto ry\n- key: opisto\n  label: Opisto\n",
    "practices/malli.md": with_fields(PRACTICE, added="2022-07-01", contact="{role: Laatupäällikkö, name: Maija}"),
    "practices/ensin.md": with_fields(PRACTICE, title="Ensin", added="2022-01-31", contact="{name: Maija Malli}"),
    "practices/ensin.sv.md": "---\ntitle: Först\n---\n",
    "tools/kirje.md": with_fields(TOOL, owner="opisto", added="2022-05-30", contact="{email: a@example.org}"),
}


def _views(folder: Path, language: str = "fi", today: date = date(2024, 5, 31)) -> list[DueView]:
    with shelf(None) as kept:
        local: Local = next(
            one for one in prepared(written(folder, FILES), kept, today=today).locals if one.language == language
        )
        return list(due_views(local, due_reviews(local)))


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "fi",
            [
                ("Opisto", 1, [("Kirje", "overdue", "")]),
                ("Ärhäkkä liitto ry", 2, [("Ensin", "overdue", "Maija Malli"), ("Malli", "due", "Laatupäällikkö")]),
            ],
        ),
        (
            "sv",
            [
                ("Opisto", 1, [("Kirje", "overdue", "")]),
                ("Ärhäkkä liitto ry", 2, [("Först", "overdue", "Maija Malli"), ("Malli", "due", "Laatupäällikkö")]),
            ],
        ),
    ],
)
def test_entries_by_their_owners(
    language: str, expected: list[tuple[str, int, list[tuple[str, str, str]]]], tmp_path: Path
) -> None:
    """Owners in alphabetical order, each owner's entries by day; a role is named rather than a person."""
    (view,) = _views(tmp_path, language)
    assert [
        (
            group.owner.label.text,
            group.owner.count,
            [
                (line.link.label.text, line.standing.state, line.contact.text if line.contact else "")
                for line in group.lines
            ],
        )
        for group in view.groups
    ] == expected
    assert (view.total, view.overdue) == (3, 2)


def test_nothing_is_due(tmp_path: Path) -> None:
    (view,) = _views(tmp_path, today=date(2022, 8, 1))
    assert (view.groups, view.total, view.overdue, view.pager.count) == ((), 0, 0, 1)


def test_many_have_several_pages(tmp_path: Path) -> None:
    """Each owner's count is of all pages."""
    more = {f"practices/x-{n}.md": with_fields(PRACTICE, title=f"X {n}", added="2022-01-01") for n in range(PER_PAGE)}
    written(tmp_path, more)
    first, second = _views(tmp_path)
    assert [(group.owner.count, len(group.lines)) for group in (*first.groups, *second.groups)] == [
        (1, 1),
        (PER_PAGE + 2, PER_PAGE - 1),
        (PER_PAGE + 2, 3),
    ]
    assert (first.pager.number, second.pager.number) == (1, 2)
    assert first.pager.urls == ("tarkistukset/", "tarkistukset/sivu/2/")
