"""No published address is ever lost without an error: over the site that stands, and by the list in the content."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tests.built import SITES, TODAY, Site, built, order
from zoomibank.cli import main
from zoomibank.pipeline import Order, Report, build, check
from zoomibank.site.urls import Urls

ENTRY = "practices/esimerkkikaytanto.md"
URL = "/kaytannot/esimerkkikaytanto/"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return shutil.copytree(SITES / "tiny" / "content", tmp_path / "content")


@pytest.fixture
def asked(content: Path, tmp_path: Path) -> Order:
    """A build of the tiny bank that guards its addresses; its first site stands."""
    given = replace(order(content, tmp_path / "output"), allow_lost=False)
    assert build(given).published
    return given


def _lost(report: Report) -> dict[str, str]:
    """The addresses that are told as lost, with what is above each."""
    found = [one for one in report.findings if one.code == "ZB511"]
    return {str(one.values["address"]): str(one.values["above"]) for one in found}


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_deleted_entry_is_an_error(content: Path, asked: Order) -> None:
    """Its page, its number and its keyword's page would be lost: nothing is written until somebody says so."""
    before = _files(asked.output)
    (content / ENTRY).unlink()
    report = build(asked)
    assert report.published is None
    assert _lost(report) == {
        URL: "",
        "/id/7/": "",
        "/asiasanat/kokeilu/": "/asiasanat/",
        "/teemat/hyvinvointi/koontiraportti/": "/teemat/hyvinvointi/",  # which has no practices any more
    }
    assert _lost(check(asked)) == _lost(report)
    assert _files(asked.output) == before
    assert build(replace(asked, allow_lost=True)).published
    assert _lost(build(asked)) == {}


@pytest.mark.parametrize(
    ("old", "new"),
    [("keywords: [kokeilu]", "keywords: [toinen]"), ("register_id: 7", "register_id: 8")],
)
def test_what_an_edit_would_lose_is_an_error(content: Path, asked: Order, old: str, new: str) -> None:
    _edit(content / ENTRY, old, new)
    assert len(_lost(build(asked))) == 1


def test_a_renamed_entry_loses_nothing(content: Path, asked: Order) -> None:
    """Its previous name forwards, and so does that of its plan's page."""
    path = content / ENTRY
    _edit(path, "title:", "previous_slugs: [esimerkkikaytanto]\ntitle:")
    path.rename(path.with_name("uusi-nimi.md"))
    assert _lost(build(asked)) == {}
    plan = asked.output / "kaytannot" / "esimerkkikaytanto" / "kayttoonotto" / "index.html"
    assert 'uusi-nimi/kayttoonotto/index.html"' in plan.read_text(encoding="utf-8")


def test_a_forward_given_up_is_an_error(content: Path, asked: Order) -> None:
    """Who takes a previous name out of a file is told that its address goes."""
    _edit(content / ENTRY, "title:", "previous_slugs: [vanha]\ntitle:")
    assert build(asked).published
    _edit(content / ENTRY, "previous_slugs: [vanha]\n", "")
    assert _lost(build(asked)) == {"/kaytannot/vanha/": ""}


def test_a_site_with_drafts_does_not_count(content: Path, asked: Order) -> None:
    """What only drafts had was never published; what was published before them is not forgotten over them."""
    (content / "practices" / "luonnos.md").write_text(
        (content / ENTRY).read_text(encoding="utf-8").replace("register_id: 7", "status: draft\nregister_id: 9")
        .replace("title: ", "title: Toinen "), encoding="utf-8",
    )  # fmt: skip
    assert build(replace(asked, drafts=True)).published
    assert (asked.output / "id" / "9").is_dir()
    (content / ENTRY).unlink()
    assert build(replace(asked, drafts=True)).published
    (content / "practices" / "luonnos.md").unlink()
    assert {URL, "/id/7/", "/asiasanat/kokeilu/"} <= _lost(build(asked)).keys()


def test_a_foreign_or_damaged_manifest_tells_of_nothing(asked: Order, tmp_path: Path) -> None:
    for data in (
        b"",
        b"[]",
        b"{",
        b'{"format": 1, "files": []}',
        b'{"format": 2, "files": {"x/index.html": [1, "a"]}}',
    ):
        other = tmp_path / "other"
        other.mkdir(exist_ok=True)
        (other / ".zoomibank.json").write_bytes(data)
        assert _lost(check(replace(asked, output=other))) == {}


# the list


def _keep(asked: Order) -> int:
    return main(
        ["addresses", "--content", str(asked.content), "--output", str(asked.output), "--today", TODAY.isoformat()]
    )


def test_the_list_outlives_the_site(content: Path, asked: Order, capsys: pytest.CaptureFixture[str]) -> None:
    """A fresh checkout has no site to compare with: what is listed is guarded all the same, at its line."""
    assert _keep(asked) == 0
    assert capsys.readouterr().out.startswith("Tiedostoon content/addresses.txt kirjattiin uusia osoitteita: ")
    assert _keep(asked) == 0
    assert capsys.readouterr().out == "Kaikki osoitteet on jo kirjattu.\n"
    shutil.rmtree(asked.output)
    (content / ENTRY).unlink()
    report = build(asked)
    assert _lost(report) == {URL: "", "/id/7/": ""}
    lines = (content / "addresses.txt").read_text(encoding="utf-8").splitlines()
    for finding in report.findings:
        if finding.code == "ZB511":
            assert lines[finding.place.line - 1] == finding.values["address"]


def test_pages_of_lists_lead_on_once_they_are_listed(content: Path, asked: Order) -> None:
    """A keyword that nobody has any more: its page leads to all keywords, in every build, wherever it is made."""
    _edit(content / ENTRY, "keywords: [kokeilu]", "keywords: [toinen]")
    assert _lost(build(asked)) == {"/asiasanat/kokeilu/": "/asiasanat/"}
    assert _keep(asked) == 0
    assert build(asked).published
    site = Site(asked.output, content, "", build(asked))
    page = site.page("asiasanat/kokeilu/")
    assert page.only("meta[@http-equiv='refresh']").get("content") == "0; url=../../asiasanat/index.html"
    fresh = built(content, asked.output.parent / "fresh")
    assert _files(fresh.folder) == _files(asked.output)
    assert not [one for one in build(asked).findings if one.code in {"ZB511", "ZB512", "ZB513"}]


def test_new_pages_are_told_as_not_yet_listed(content: Path, asked: Order) -> None:
    """A note, for editors who check: the list is short of two pages."""
    assert _keep(asked) == 0
    _edit(content / ENTRY, "title:", "previous_slugs: [vanha]\ntitle:")
    (note,) = (one for one in check(asked).findings if one.code == "ZB513")
    assert note.values == {"count": 2}  # the forward of the page and of its plan


def test_the_manifest_of_drafts_names_the_public_files(asked: Order) -> None:
    public = set(json.loads((asked.output / ".zoomibank.json").read_bytes())["files"])
    assert build(replace(asked, drafts=True)).published
    assert set(json.loads((asked.output / ".zoomibank.json").read_bytes())["public"]) == public


@pytest.mark.parametrize(
    ("language", "url", "above"),
    [
        ("fi", "asiasanat/koe/", "asiasanat/"),
        ("fi", "asiasanat/koe/sivu/2/", "asiasanat/koe/"),
        ("fi", "kaytannot/sivu/2/", "kaytannot/"),
        ("fi", "teemat/x/kartta/", "teemat/x/"),
        ("fi", "teemat/x/koontiraportti/", "teemat/x/"),
        ("fi", "kaytannot/x/kayttoonotto/", "kaytannot/x/"),
        ("fi", "aineistot/guide/", "aineistot/"),
        ("sv", "sv/amnesord/x/", "sv/amnesord/"),
        ("sv", "sv/praxis/sida/3/", "sv/praxis/"),
        ("en", "en/keywords/x/", "en/keywords/"),
        ("fi", "", ""),
        ("fi", "asiasanat/", ""),
        ("fi", "kaytannot/x/", ""),
        ("fi", "teemat/x/", ""),
        ("fi", "id/7/", ""),
        ("fi", "sivu/2/", ""),
        ("fi", "kartta/", ""),
        ("sv", "asiasanat/koe/", ""),
        ("fi", "sv/amnesord/x/", ""),
    ],
)
def test_what_stands_above_a_page_that_comes_and_goes(language: str, url: str, above: str) -> None:
    assert Urls.of(language, "fi").above(url) == above
