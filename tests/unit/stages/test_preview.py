import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from tests.built import PUBLISHED_AT, ROOT, SITES, Site, built, order
from zoomibank.findings.finding import SetupError
from zoomibank.pipeline import Order, prepare, preview, read_content
from zoomibank.publish.manifest import MARKER
from zoomibank.publish.shelf import shelf
from zoomibank.stages.preview import Preview
from zoomibank.stages.read import Desk

ADDRESS: Final = "http://127.0.0.1:8000/"


@contextmanager
def previewed(given: Order) -> Iterator[Preview]:
    """The preview of a bank without errors."""
    with shelf(None) as kept:
        ready = prepare(given, read_content(given, Desk(kept, ""), {}))
        assert ready
        yield preview(given, ready, {})


@pytest.mark.parametrize("base_url", ["", PUBLISHED_AT])
def test_a_preview_has_what_a_build_publishes(rich: Site, rich_published: Site, base_url: str, tmp_path: Path) -> None:
    """Every file, byte for byte: pages, their scripts, the search, what search engines read, styles and images."""
    site = rich_published if base_url else rich
    paths = [path for path in site.folder.rglob("*") if path.is_file() and path.name != MARKER]
    with previewed(order(rich.content, tmp_path / "output", base_url=base_url, knows=True)) as made:
        for path in paths:
            name = path.relative_to(site.folder).as_posix()
            output = made.file(name)
            assert output, name
            assert output.data == path.read_bytes(), name
        pages = {path.relative_to(site.folder).as_posix() for path in paths if path.suffix == ".html"}
        assert made.sheets.keys() == pages


def test_drafts_too(tmp_path: Path) -> None:
    """Among them the page of all components."""
    content = SITES / "tiny" / "content"
    site = built(content, tmp_path / "output", drafts=True)
    with previewed(order(content, tmp_path / "output", drafts=True)) as made:
        output = made.file("tyyli/index.html")
        assert output
        assert output.data == site.page("tyyli/").path.read_bytes()


@pytest.mark.parametrize(
    "path",
    [
        "kaytannot", "kaytannot/", "/index.html", "../site.yaml", "kaytannot/../index.html", "./index.html",
        "index.html/", "assets/", "assets/site.css", "data/entries/fi/practices/ei-ole.js",
        "data/entries/fi/pages/tietoa.js",
        "data/entries/fi/practices/../tools/taysi-valine.js", "data/entries/fi/practices/taysi-kaytanto.JS",
        "data/entries/xx/practices/taysi-kaytanto.js", "data/search/fi", "data/search/fi.js.map", "robots.txt/", "",
        ".zoomibank-manifest", "\0", "sitemap.xml",
    ],
)  # fmt: skip
def test_nothing_else_is_there(rich: Site, tmp_path: Path, path: str) -> None:
    with previewed(order(rich.content, tmp_path / "output", knows=True)) as made:
        assert made.file(path) is None


@pytest.mark.parametrize(
    ("path", "language"),
    [("ei-ole", "fi"), ("kaytannot/ei/ole/", "fi"), ("sv/praxis/ei-ole/", "sv"), ("en/", "en"), ("svx/", "fi"),
     ("\0", "fi")],
)  # fmt: skip
def test_what_is_missing_is_told_in_the_language_around_it(
    rich: Site, rich_published: Site, tmp_path: Path, path: str, language: str
) -> None:
    """From whatever depth, its addresses lead to the site: to the root here where the site knows no other."""
    name = {"fi": "404.html"}.get(language, f"{language}/404.html")
    with previewed(order(rich.content, tmp_path / "output", knows=True)) as made:
        output = made.missing(path, root=ADDRESS)
        assert output
        assert output.path == name
        assert b'href="/assets/' in output.data
    with previewed(order(rich.content, tmp_path / "output", base_url=PUBLISHED_AT, knows=True)) as made:
        output = made.missing(path, root=ADDRESS)
        assert output
        assert output.data == (rich_published.folder / name).read_bytes()


FAULTS: Final = {
    "a slip": ("{% if %}", "pages/tool.html", 1),
    "a name that is not there": (
        "{% extends 'layouts/base.html' %}{% block main %}\n{{ nobody }}{% endblock %}", "pages/tool.html", 2,
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_templates_serve_again_until_they_change(tmp_path: Path, fault: str) -> None:
    """What has changed is proven on a page of each kind before it is shown; a fault is told with its place."""
    templates = shutil.copytree(ROOT / "templates", tmp_path / "templates")
    content = SITES / "tiny" / "content"
    given = replace(order(content, tmp_path / "output"), templates=templates)
    with shelf(None) as kept:
        desk = Desk(kept, "")

        def preview_now(last: Preview | None) -> Preview:
            ready = prepare(given, read_content(given, desk, {}))
            assert ready
            looks = {str(path): path.read_text(encoding="utf-8") for path in templates.rglob("*.html")}
            return preview(given, ready, looks, last)

        first = preview_now(None)
        second = preview_now(first)
        assert second.templates is first.templates
        text, path, line = FAULTS[fault]
        before = (templates / path).read_text(encoding="utf-8")
        (templates / path).write_text(text, encoding="utf-8")
        with pytest.raises(SetupError) as caught:
            preview_now(second)
        assert (caught.value.values["path"], caught.value.values["line"]) == (f"templates/{path}", line)
        (templates / path).write_text(f"{before}{{# new #}}\n", encoding="utf-8")
        assert preview_now(second).templates is not first.templates
