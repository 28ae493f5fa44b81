"""Same content and same day, same bytes: whatever else differs between two builds, the site does not."""

import difflib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from tests.built import ROOT, SITES, TODAY, Site, built, remember_words, rich_content

Files = dict[str, tuple[int, bytes]]


def _files(folder: Path) -> Files:
    """Every file below a folder, the manifest too: its mode and its bytes."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): (path.stat().st_mode, path.read_bytes()) for path in paths}


@dataclass(frozen=True)
class _Run:
    """A way to run a build that must not show."""

    flags: tuple[str, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)
    umask: int = 0o022
    cwd: Path = ROOT
    content: str = ""


def _run(run: _Run, content: Path, output: Path) -> Files:
    """The site that `python build.py` makes, each time in a process of its own."""
    environment = {name: value for name, value in os.environ.items() if name not in {"SOURCE_DATE_EPOCH", "TZ"}}
    result = subprocess.run(
        [sys.executable, *run.flags, str(ROOT / "build.py"), "--content", run.content or str(content),
         "--output", str(output), "--today", TODAY.isoformat()],
        env=environment | dict(run.environment), cwd=run.cwd, umask=run.umask, capture_output=True, check=False,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr.decode(errors="replace")
    return _files(output)


def test_nothing_of_the_machine_reaches_the_site(rich: Site, tmp_path: Path) -> None:
    """Hash seed, zone, locale, umask, -O, place, working folder, order and times of the files: the same bytes."""
    elsewhere = tmp_path / "toinen paikka" / "sisältö"
    for path in sorted((path for path in rich.content.rglob("*") if path.is_file()), reverse=True):
        copy = elsewhere / path.relative_to(rich.content)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
        os.utime(copy, (0, 631_152_000))
    runs = {
        "hash seed, -O, umask": _Run(flags=("-O",), environment={"PYTHONHASHSEED": "1"}, umask=0o077),
        "hash seed, -OO, no umask": _Run(flags=("-OO",), environment={"PYTHONHASHSEED": "4242"}, umask=0),
        "zone ahead, Turkish": _Run(environment={"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8"}),
        "zone behind, no locale": _Run(environment={"TZ": "Pacific/Pago_Pago", "LC_ALL": "C", "LANG": "C"}),
        "another place": _Run(content=str(elsewhere), cwd=tmp_path),
        "a relative path": _Run(content=elsewhere.name, cwd=elsewhere.parent),
    }
    remember_words(tmp_path)
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        names = list(runs)
        sites = pool.map(lambda name: _run(runs[name], rich.content, tmp_path / f"output {name}"), names)
        expected = _files(rich.folder)
        for name, site in zip(names, sites, strict=True):
            assert site.keys() == expected.keys(), name
            assert [path for path in site if site[path] != expected[path]] == [], name


def test_a_second_build_touches_nothing(tmp_path: Path) -> None:
    """Built again from the same content, the site is not even written: its files keep their times."""
    output = tmp_path / "output"
    built(SITES / "tiny" / "content", output)
    before = {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in output.rglob("*")}
    assert built(SITES / "tiny" / "content", output).report.published
    assert {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in output.rglob("*")} == before


def test_a_site_renewed_is_a_site_built_from_nothing(rich: Site, tmp_path: Path) -> None:
    """What a build finds in its output folder leaves no trace: changed and back again, the bytes are the same."""
    content = rich_content(tmp_path)
    path = content / "practices" / "tuore-kaytanto.md"
    original = path.read_bytes()
    path.write_bytes(original.replace("Äänekäs".encode(), b"Hiljainen"))
    built(content, tmp_path / "output", knows=True)
    assert _files(tmp_path / "output") != _files(rich.folder)
    path.write_bytes(original)
    built(content, tmp_path / "output", knows=True)
    assert _files(tmp_path / "output") == _files(rich.folder)


def test_source_date_epoch_is_a_day_in_the_banks_zone(tmp_path: Path) -> None:
    """The last second of a day in Helsinki an entry is due, the next one it is overdue, wherever the machine is."""
    content = shutil.copytree(SITES / "tiny" / "content", tmp_path / "content")
    path = content / "practices" / "esimerkkikaytanto.md"
    path.write_bytes(path.read_bytes().replace(b"added: 2025-09-01", b"added: 2024-03-11"))
    remember_words(tmp_path)
    sites = []
    for epoch in ("1773266399", "1773266400"):
        output = tmp_path / epoch
        environment = os.environ | {"SOURCE_DATE_EPOCH": epoch, "TZ": "America/Los_Angeles"}
        command = [sys.executable, str(ROOT / "build.py"), "--content", str(content), "--output", str(output)]
        subprocess.run(command, env=environment, check=True, capture_output=True)
        sites.append((output / "kaytannot" / "esimerkkikaytanto" / "index.html").read_text(encoding="utf-8"))
    assert "Tarkistus lähestyy" in sites[0]
    assert "Tarkistus myöhässä" in sites[1]


def _lines(path: str, data: bytes) -> list[str]:
    """The lines of a page; of an entry's script the things it tells, with the lines of the page in it."""
    text = data.decode()
    if not path.startswith("data/entries/"):
        assert path.endswith(".html"), path
        return text.splitlines()
    told = json.loads(text.removeprefix("zoomibankEntry(").removesuffix(");\n"))
    return [f"{key}: {line}" for key, value in told.items() for line in str(value).splitlines()]


def _without_states(part: bytes) -> object:
    """A part of the search index without the states of the entries."""
    start = json.loads(part.decode().removeprefix('zoomibankPart("start",').removesuffix(");\n"))
    del start["parts"]["tila"]
    for name in (name for name in start["parts"] if name[1:].isdigit() and name[0] == "c"):
        for card in start["parts"][name]["cards"]:
            del card[-2]
    return start


def test_only_freshness_hangs_on_the_day(tmp_path: Path) -> None:
    """For another day only lines that tell of an entry's state differ, and pages of states, reviews and events."""
    content = rich_content(tmp_path)
    one = built(content, tmp_path / "one")
    other = built(content, tmp_path / "other", today=date(2031, 1, 1))
    lists = re.compile(
        r"(tila|(sv|en)/status|tarkistukset|sv/granskningar|en/reviews|tapahtumat|sv/handelser|en/events|kaytossa"
        r"|sv/i-bruk|en/in-use)/|.*/(koontiraportti|sammanstallning|report)/"
    )
    paths = [path for path in one.paths if not lists.match(path)]
    assert paths == [path for path in other.paths if not lists.match(path)]
    changed = 0
    for path in paths:
        before, after = ((site.folder / path).read_bytes() for site in (one, other))
        if before != after and path.startswith("data/search/"):
            assert _without_states(before) == _without_states(after)
        elif before != after:
            for line in difflib.ndiff(_lines(path, before), _lines(path, after)):
                if line[:2] in {"- ", "+ "}:
                    is_state = re.search(
                        r'^. state: |class="(standing|facts__note|card__standing)|data-key="(fresh|due|overdue)"', line
                    )
                    assert is_state, f"{path}: {line}"
                    changed += 1
    assert changed > 100
