"""The list of materials and outputs."""

from pathlib import Path
from typing import Final

from tests.unit.content.making import PRACTICE, TOOL, with_fields
from tests.unit.stages.making import prepared, written
from zoomibank.publish.shelf import shelf
from zoomibank.site.local import Local
from zoomibank.site.overviews.library import LibraryView, library_drafts

FILES: Final = {
    "practices/malli.md": with_fields(
        PRACTICE,
        reviewed="2024-02-01",
        licence="CC-BY-4.0",
        materials="\n  - {title: Ohje, url: 'https://example.org/o', kind: guide, lang: fi}"
        "\n  - {title: Sivu, url: 'https://example.org/s'}",
    ),
    "practices/malli.sv.md": "---\nmaterials: [{title: Guide}, {title: Sida}]\n---\n",
    "practices/toinen.md": with_fields(
        PRACTICE, title="Toinen", materials="\n  - {title: Sama sivu, url: 'https://example.org/s', kind: website}"
    ),
    "tools/kirje.md": with_fields(
        TOOL,
        outputs="\n  - {title: Kirje 1, date: 2024-05-01, url: 'https://example.org/k'}\n  - {title: Ensimmäinen}",
    ),
}


def _pages(folder: Path, language: str) -> dict[str, LibraryView]:
    with shelf(None) as kept:
        locals_ = prepared(written(folder, FILES), kept).locals
        local: Local = next(one for one in locals_ if one.language == language)
        made = [(draft, next(iter(draft.make())).view) for draft in library_drafts(local)]
    return {draft.urls[0]: view for draft, view in made if isinstance(view, LibraryView)}


def test_all_items_newest_first(tmp_path: Path) -> None:
    """One address that two entries name is one item, of the kind that either tells; its own day is told as such."""
    view = _pages(tmp_path, "fi")["aineistot/"]
    assert [
        (
            line.item.title.text, line.item.kind, str(line.item.day), line.item.is_checked, line.item.licence,
            [link.label.text for link in line.entries],
        )
        for line in view.lines
    ] == [
        ("Kirje 1", "output", "2024-05-01", False, "", ["Kirje"]),
        ("Ohje", "guide", "2024-02-01", True, "CC-BY-4.0", ["Malli"]),
        ("Sivu", "website", "2024-02-01", True, "CC-BY-4.0", ["Malli", "Toinen"]),
        ("Ensimmäinen", "output", "None", False, "", ["Kirje"]),
    ]  # fmt: skip
    assert (view.total, view.pager.count) == (4, 1)


def test_each_kind_has_its_list(tmp_path: Path) -> None:
    pages = _pages(tmp_path, "sv")
    assert {url: [line.item.title.text for line in view.lines] for url, view in pages.items()} == {
        "sv/material/": ["Kirje 1", "Guide", "Sida", "Ensimmäinen"],
        "sv/material/guide/": ["Guide"],
        "sv/material/website/": ["Sida"],
        "sv/material/output/": ["Kirje 1", "Ensimmäinen"],
    }
    chosen = pages["sv/material/output/"].kinds
    assert [(one.kind, one.count, one.current) for one in chosen] == [
        ("", 4, False), ("guide", 1, False), ("website", 1, False), ("output", 2, True),
    ]  # fmt: skip
    titles = {line.item.title.text: line.item.title.language for line in pages["sv/material/"].lines}
    assert titles == {"Kirje 1": "fi", "Guide": "sv", "Sida": "sv", "Ensimmäinen": "fi"}
