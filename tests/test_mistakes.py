"""The commonest mistakes of an editor who knows neither YAML nor English, each with the whole report.

The reports stand in `sites/mistakes/`, one a mistake, so that they can be read as an editor reads them: does each say
where, what, and what to type? `make golden` writes them anew.
"""

import shutil
from pathlib import Path
from typing import Final

import pytest

from tests.built import SITES
from zoomibank import cli

REPORTS: Final = SITES / "mistakes"
GOOD: Final = """---
title: Ryhmäkokeilu
summary: Oppilaitos kokeilee uutta toimintaa yhden ryhmän kanssa ja näkee, mikä siinä toimii.
themes:
  - hyvinvointi
target_groups:
  - opettajat
keywords:
  - ryhmätyö
owner: esimerkkiopisto
added: 2025-09-01
---

## Näin edetään

Sovi aloituksesta.
"""
MORE: Final = "added: 2025"

EDITS: Final[dict[str, tuple[str, str]]] = {
    "colon in a title": ("title: Ryhmäkokeilu", "title: Ryhmäkokeilu: alku"),
    "hash in a title": ("title: Ryhmäkokeilu", "title: Ryhmäkokeilu #1"),
    "quote not closed": ("title: Ryhmäkokeilu", 'title: "Ryhmäkokeilu'),
    "tab": ("  - hyvinvointi", "\t- hyvinvointi"),
    "hard spaces": ("  - hyvinvointi", "\u00a0\u00a0- hyvinvointi"),
    "dash of another kind": ("  - hyvinvointi", "  – hyvinvointi"),
    "no space after a dash": ("  - hyvinvointi", "  -hyvinvointi"),
    "list in one line": ("themes:\n  - hyvinvointi", "themes: hyvinvointi, siirtymat"),
    "uneven list": ("  - hyvinvointi\n", "   - hyvinvointi\n  - toinen\n"),
    "no space after a colon": ("owner: esimerkkiopisto", "owner:esimerkkiopisto"),
    "indented field": ("owner:", "  owner:"),
    "no closing line": ("2025-09-01\n---\n", "2025-09-01\n"),
    "closing line of dashes": ("2025-09-01\n---\n", "2025-09-01\n–––\n"),
    "field in Finnish": ("themes:", "teemat:"),
    "field with a capital": ("owner:", "Owner:"),
    "field given twice": ("owner: esimerkkiopisto\n", "owner: esimerkkiopisto\nowner: esimerkkiopisto\n"),
    "field that is missing": ("owner: esimerkkiopisto\n", ""),
    "label for a key": ("  - hyvinvointi", "  - Hyvinvointi"),
    "slip in a key": ("  - hyvinvointi", "  - hyvinvoiti"),
    "date in Finnish": ("2025-09-01", "1.9.2025"),
    "year for a date": ("2025-09-01", "2025"),
    "day to come": ("2025-09-01", "2099-09-01"),
    "dash for nothing": (MORE, f"project: -\n{MORE}"),
    "question mark from a new file": ("owner: esimerkkiopisto", 'owner: "?"'),
    "summary too short": (" uutta toimintaa yhden ryhmän kanssa ja näkee, mikä siinä toimii.", "."),
    "sentence for a keyword": ("  - ryhmätyö", "  - Ryhmätyön tekeminen osana oppilaitoksen arkea."),
    "sign before a keyword": ("  - ryhmätyö", "  - @ryhmä"),
    "status in Finnish": (MORE, f"status: julkaistu\n{MORE}"),
    "results as text": (MORE, f"results: Uusi tapa vakiintuu.\n{MORE}"),
    "evidence in Finnish": (MORE, f"results:\n  - text: Uusi tapa vakiintuu.\n    kind: mitattu\n{MORE}"),
    "contact as text": (MORE, f"contact: Neuvonta\n{MORE}"),
    "phone number": (MORE, f"contact:\n  puhelin: 040 123\n{MORE}"),
    "address without a scheme": (MORE, f"contact:\n  url: www.esimerkki.fi\n{MORE}"),
    "number with spaces": (MORE, f"register_id: 1 181\n{MORE}"),
    "licence in words": (MORE, f"licence: CC BY 4.0\n{MORE}"),
    "relation by title": (MORE, f"relations:\n  - type: see_also\n    to: Esimerkkiväline\n{MORE}"),
    "relation in Finnish": (MORE, f"relations:\n  - type: katso myös\n    to: tools/esimerkkivaline\n{MORE}"),
    "link by web address": ("Sovi aloituksesta.", "Katso [väline](/valineet/esimerkkivaline/)."),
    "link without a folder": ("Sovi aloituksesta.", "Katso [väline](esimerkkivaline.md)."),
    "link without a scheme": ("Sovi aloituksesta.", "Katso [ohje](www.esimerkki.fi)."),
    "image that is not there": ("Sovi aloituksesta.", "![Kaavio](kaavio.png)"),
    "HTML from Word": ("Sovi aloituksesta.", '<p class="MsoNormal">Sovi aloituksesta.'),
    "main heading": ("## Näin edetään", "# Näin edetään"),
    "marks of a merge": ("owner: esimerkkiopisto\n", "<<<<<<< HEAD\nowner: esimerkkiopisto\n"),
}
"""What is changed in a file that is good, and to what."""

FILES: Final[dict[str, tuple[str, bytes]]] = {
    "saved by Notepad": ("practices/uusi.md", GOOD.encode("cp1252")),
    "saved as UTF-16": ("practices/uusi.md", GOOD.encode("utf-16")),
    "empty file": ("practices/uusi.md", b""),
    "text alone": ("practices/uusi.md", b"Ryhm\xc3\xa4kokeilu\n\nTeksti.\n"),
    "name with spaces": ("practices/Uusi Käytäntö.md", GOOD.encode()),
    "name with another ending": ("practices/uusi.md.txt", GOOD.encode()),
    "translation in a country": ("practices/esimerkkikaytanto.se.md", b"---\ntitle: Exempel\n---\n"),
    "file in the wrong folder": ("tools/uusi.md", GOOD.encode()),
    "file beside the folders": ("uusi.md", GOOD.encode()),
}


@pytest.mark.parametrize("name", [*EDITS, *FILES])
def test_a_mistake_is_told_so_that_it_can_be_mended(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    update_golden: bool,
    name: str,
) -> None:
    """The whole report is as expected: one mistake, one finding, and the words to type where they can be known."""
    content = shutil.copytree(SITES / "tiny" / "content", tmp_path / "content")
    if name in FILES:
        path, data = FILES[name]
    else:
        old, new = EDITS[name]
        assert old in GOOD
        path, data = "practices/uusi.md", GOOD.replace(old, new, 1).encode()
    (content / path).write_bytes(data)
    monkeypatch.chdir(tmp_path)
    cli.main(["check", "--today", "2026-03-12"])
    report = capsys.readouterr().out
    golden = REPORTS / f"{name.replace(' ', '-')}.txt"
    if update_golden:
        golden.write_text(report, encoding="utf-8")
    assert report == golden.read_text(encoding="utf-8")
    assert sum(": virhe ZB" in line or ": varoitus ZB" in line for line in report.splitlines()) == 1


def test_every_report_has_its_mistake() -> None:
    """No report is left of a mistake that is tried no more."""
    assert {path.stem for path in REPORTS.iterdir()} == {name.replace(" ", "-") for name in (*EDITS, *FILES)}
