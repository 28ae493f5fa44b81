"""Whole sites against their golden output; `make golden` writes it anew, and the commit says why it changed."""

import difflib
import shutil
from collections.abc import Mapping
from pathlib import Path

from tests.built import SITES, Site, built, without_hashes

RICH_PAGES = (
    "kaytannot/taysi-kaytanto/index.html",
    "sv/praxis/taysi-kaytanto/index.html",
    "valineet/taysi-valine/index.html",
    "toimintatavat/index.html",
    "en/ways-of-working/index.html",
    "selaa/index.html",
    "404.html",
)


def _text(site: Site, path: str) -> str:
    return without_hashes((site.folder / path).read_text(encoding="utf-8"))


def _compare(actual: Mapping[str, str], folder: Path, *, update: bool) -> None:
    """Compares texts by path with the files of a golden folder, or writes the folder anew."""
    if update:
        shutil.rmtree(folder, ignore_errors=True)
        for path, text in actual.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(text.encode())
    files = (path for path in folder.rglob("*") if path.is_file())
    golden = {path.relative_to(folder).as_posix(): path.read_bytes().decode() for path in files}
    differences = [
        line
        for path in sorted(actual.keys() | golden.keys())
        for line in difflib.unified_diff(
            golden.get(path, "").splitlines(),
            actual.get(path, "").splitlines(),
            f"golden/{path}",
            f"built/{path}",
            lineterm="",
            n=1,
        )
    ]
    assert not differences, "\n".join(differences)
    assert actual == golden


def test_the_tiny_site_is_as_it_was(tmp_path: Path, *, update_golden: bool) -> None:
    """Every page and text file of the smallest useful bank; styles and scripts only by their names."""
    site = built(SITES / "tiny" / "content", tmp_path / "output")
    texts = [path for path in site.paths if path.endswith((".html", ".xml", ".txt"))]
    actual = {path: _text(site, path) for path in texts}
    paths = "".join(f"{path}\n" for path in sorted(map(without_hashes, site.paths)))
    _compare({**actual, "paths.txt": paths}, SITES / "tiny" / "golden", update=update_golden)


def test_the_rich_site_is_as_it_was(rich: Site, *, update_golden: bool) -> None:
    """The addresses of a bank that uses everything, and a few of its pages."""
    paths = "".join(f"{path}\n" for path in sorted(map(without_hashes, rich.paths)))
    actual = {path: _text(rich, path) for path in RICH_PAGES}
    _compare({**actual, "paths.txt": paths}, SITES / "rich" / "golden", update=update_golden)
