"""One small faulty site a code, with the report that an editor reads: `make golden` writes the reports anew.

A folder of `sites/faulty` holds in `content/` what differs from the sound site in `_base`. Its `setup.json`, if it has
one, tells what git can't keep and how the site is checked:

- `make`: files, each with a `path` and one of `parts` (texts, each so many times), `base64`, `link` (to where), `pipe`
  and `remove`;
- `also`: codes that unavoidably come along;
- `templates`: files of the templates, each with a text and what it is replaced with; the site is built as well;
- `web`: what servers say, by address: a status and where it leads, or the reason why nobody answers; the links of the
  site are checked, and what was recorded stands for the web, where all else is well.
"""

import base64
import errno
import json
import os
import shutil
import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final

import pytest
from markdown import Markdown

from zoomibank import pipeline
from zoomibank.content.load import load, read_lines
from zoomibank.editing.addresses import addresses
from zoomibank.editing.web import Reply, UnansweredError
from zoomibank.editing.web_links import check_links
from zoomibank.findings.finding import Finding
from zoomibank.findings.formats import as_text, load_wordings
from zoomibank.findings.rules import SEVERITIES
from zoomibank.pipeline import Order, build, check

SITES: Final = Path(__file__).parent / "sites" / "faulty"
TEMPLATES: Final = Path(__file__).parent.parent / "templates"
FAULTY: Final = sorted(folder.name for folder in SITES.iterdir() if not folder.name.startswith("_"))
TODAY: Final = date(2024, 5, 31)


def _without_access(patch: pytest.MonkeyPatch) -> None:
    real = os.open

    def opened(path: Path | str, flags: int, *more: int, **named: int) -> int:
        if str(path).endswith("esimerkkivaline.md"):
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(path, flags, *more, **named)

    patch.setattr(os, "open", opened)


def _without_time(patch: pytest.MonkeyPatch) -> None:
    real_convert, real_timer = Markdown.convert, signal.setitimer

    def convert(self: Markdown, source: str) -> str:
        while "Mihin käytäntö sopii" in source:
            pass
        return real_convert(self, source)

    patch.setattr(Markdown, "convert", convert)
    patch.setattr(signal, "setitimer", lambda which, *seconds: real_timer(which, *(s / 50 for s in seconds)))


class _Speller:
    """Knows all words but one."""

    def spell(self, word: str) -> bool:
        return word.lower() != "soppii"

    def suggest(self, word: str) -> list[str]:
        return ["sopii", "soppi"] if word == "soppii" else []


def _with_speller(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(pipeline, "find_speller", lambda language: _Speller() if language == "fi" else None)


STAGED: Final[dict[str, Callable[[pytest.MonkeyPatch], None]]] = {
    "ZB108": _without_access,  # root, who runs many a CI, may read everything
    "ZB423": _with_speller,  # few machines have one
    "ZB412": _without_time,  # a body that gets past the other bounds and takes so long is not known
}
"""Codes that no file can bring about everywhere, each with what brings it about here."""


@dataclass(frozen=True, slots=True)
class Faulty:
    """A faulty site on the disk, ready to be checked."""

    code: str
    order: Order
    also: frozenset[str]
    is_built: bool
    web: Mapping[str, Any]


def _made(folder: Path, file: dict[str, Any]) -> None:
    path = folder / file["path"]
    path.parent.mkdir(parents=True, exist_ok=True)
    match file:
        case {"parts": parts}:
            path.write_bytes("".join(text * count for text, count in parts).encode())
        case {"base64": data}:
            path.write_bytes(base64.b64decode(data))
        case {"link": target}:
            path.symlink_to(target)
        case {"pipe": True}:
            os.mkfifo(path)
        case {"remove": True}:
            path.unlink()


def _laid_out(name: str, folder: Path) -> Faulty:
    """The faulty site, laid over the sound one."""
    setup: dict[str, Any] = {}
    if (SITES / name / "setup.json").is_file():
        setup = json.loads((SITES / name / "setup.json").read_bytes())
    content = shutil.copytree(SITES / "_base" / "content", folder / "content")
    if (SITES / name / "content").is_dir():
        shutil.copytree(SITES / name / "content", content, dirs_exist_ok=True)
    for file in setup.get("make", ()):
        _made(content, file)
    templates = TEMPLATES
    if replaced := setup.get("templates"):
        templates = shutil.copytree(TEMPLATES, folder / "templates")
        for path, (old, new) in replaced.items():
            text = (templates / path).read_text(encoding="utf-8")
            assert old in text
            (templates / path).write_text(text.replace(old, new), encoding="utf-8")
    order = Order(content=content, output=folder / "output", templates=templates, today=TODAY)
    return Faulty(name.partition("-")[0], order, frozenset(setup.get("also", ())), bool(replaced), setup.get("web", {}))


def _found(site: Faulty) -> tuple[Finding, ...]:
    """What is found in a site by the command that looks for it."""
    if not site.web:
        return (build if site.is_built else check)(site.order).findings

    def ask(_method: str, address: str) -> Reply:
        said = site.web.get(address, {"status": 200})
        if "reason" in said:
            raise UnansweredError(said["reason"])
        return Reply(said["status"], said.get("location", ""))

    links = addresses(site.order.content, load(site.order.content)[0])
    return (*check(site.order).findings, *check_links(links, ask=ask, known={}, pause=0).findings)


def _report(findings: tuple[Finding, ...], content: Path) -> str:
    def shown(path: str) -> str:
        return path if path.startswith("templates/") else f"content/{path}"

    return as_text(findings, wordings=load_wordings("fi"), shown_path=shown, source=partial(read_lines, content))


@pytest.mark.parametrize("name", FAULTY)
def test_faulty_site(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, update_golden: bool) -> None:
    """An editor who makes this slip reads exactly this report, of this fault and no other."""
    site = _laid_out(name, tmp_path)
    if site.code in STAGED:
        STAGED[site.code](monkeypatch)
    found = _found(site)
    monkeypatch.undo()
    report, golden = _report(found, site.order.content), SITES / name / "report.txt"
    if update_golden:
        golden.write_bytes(report.encode())
    assert report == golden.read_bytes().decode()
    assert {finding.code for finding in found} == {site.code, *site.also}
    assert not site.order.output.exists()


def test_sound_site(tmp_path: Path) -> None:
    """The site that the faulty ones are laid over has no fault of its own."""
    content = shutil.copytree(SITES / "_base" / "content", tmp_path / "content")
    order = Order(content=content, output=tmp_path / "output", templates=TEMPLATES, today=TODAY)
    assert check(order).findings == ()


def test_every_code_has_a_faulty_site() -> None:
    """No fault is without a site that shows how it is told."""
    assert sorted({name.partition("-")[0] for name in FAULTY}) == sorted(SEVERITIES)
