"""`python build.py report`: some entries as one document, in HTML and as a PDF with tags and bookmarks."""

import io
import re
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from tests.built import SITES
from zoomibank import cli
from zoomibank.editing.pdf import as_pdf, pdf_maker

UNKNOWN = """\
Tunnusta "zzz" ei ole. Teemat ja hankkeet ovat kansiossa vocabulary, kuvausten nimet ovat muotoa practices/<nimi>.
"""
CONTENT = SITES / "rich" / "content"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command runs in an empty folder."""
    monkeypatch.chdir(tmp_path)


def _run(*arguments: str) -> int:
    return cli.main(["report", "--content", str(CONTENT), "--today", "2026-03-12", *arguments])


def _html(*arguments: str) -> str:
    assert _run("--format", "html", *arguments) == 0
    return Path("raportti.html").read_text(encoding="utf-8")


def _titles(html: str) -> list[str]:
    """The titles of the entries of a report."""
    return [re.sub("<[^>]*>|\u00ad", "", one) for one in re.findall(r"<h2[^>]*>(.*?)</h2>", html) if "id=" not in one]


def test_a_theme(capsys: pytest.CaptureFixture[str]) -> None:
    """Its entries whole and by title, relations, coverage, figures and sources, all in one file."""
    html = _html("--theme", "hyvinvointi", "--base-url", "https://example.org/pankki/")
    assert capsys.readouterr().out == "Raportti on valmis. Kuvauksia on 4. Tiedostot: raportti.html\n"
    assert html.count('<section class="whole"') == 4
    for part in ("introduction", "relations", "coverage", "figures", "sources"):
        assert f'id="{part}"' in html
        assert f'href="#{part}"' in html
    assert "Raportissa on 3 hyvää käytäntöä ja 1 koordinaation väline." in html
    assert "Alaotsikko ääkkösin: työelämä" in html.replace("\u00ad", "")
    assert 'href="#practices-taysi-kaytanto"' in html
    assert 'href="https://example.org/pankki/kohderyhmat/opettajat/"' in html
    assert 'src="data:image/png;base64,' in html
    assert not re.search(r'(?:href|src)="\.\.?/', html)
    assert "<script" not in html
    ids = re.findall(r' id="([^"]*)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]*)"', html)) <= set(ids)


def test_without_an_address_links_are_text() -> None:
    """What would lead to a site nobody knows the place of leads nowhere; links of content stay."""
    html = _html("--theme", "hyvinvointi")
    assert not re.search(r'href="(?!#|https?:|mailto:|tel:)', html)
    assert "Opettajat ja ohjaajat" in html


@pytest.mark.parametrize(
    ("arguments", "count"),
    [
        ((), 15),
        (("--ids", "taysi-kaytanto, tools/taysi-valine"), 2),
        (("--ids", "4711"), 1),
        (("--theme", "hyvinvointi", "--theme", "aanestys"), 6),
        (("--theme", "hyvinvointi", "--ids", "practices/taysi-kaytanto"), 1),
        (("--project", "esimerkkihanke"), 2),
    ],
)
def test_choices_narrow_one_another(arguments: tuple[str, ...], count: int) -> None:
    assert _html(*arguments).count('<section class="whole"') == count


def test_each_language_has_its_own_words() -> None:
    assert "Sammanställning" in _html("--theme", "hyvinvointi", "--lang", "sv")
    assert '<html lang="en">' in _html("--theme", "hyvinvointi", "--lang", "en")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--theme", "hyvinvoiti"), 'Tunnusta "hyvinvoiti" ei ole. Tarkoititko hyvinvointi?\n'),
        (
            ("--ids", "zzz"),
            UNKNOWN,
        ),
        (
            ("--theme", "kayttamaton"),
            "Raporttiin ei tullut yhtään kuvausta. Mikään kuvaus ei täytä kaikkia ehtoja yhtä aikaa.\n",
        ),
        (("--ids", "salainen-luonnos"), None),
    ],
)
def test_what_cannot_be_a_report_is_told(
    arguments: tuple[str, ...], message: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    """Unknown names, nothing chosen, drafts: one sentence, the number 2, and no file."""
    assert _run(*arguments) == 2
    told = capsys.readouterr().err
    assert told == message or (message is None and told.startswith('Tunnusta "salainen-luonnos" ei ole.'))
    assert list(Path().iterdir()) == []


def test_a_folder_that_is_a_file_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    Path("kansio").write_text("", encoding="utf-8")
    assert _run("--format", "html", "--out", "kansio/raportti") == 2
    assert "kansio" in capsys.readouterr().err
    assert [path.name for path in Path().iterdir()] == ["kansio"]


def test_the_same_content_gives_the_same_document() -> None:
    assert _html("--theme", "hyvinvointi") == _html("--theme", "hyvinvointi")


def _makers() -> list[str]:
    """What makes PDFs here."""
    found = [pdf_maker(), shutil.which("chromium") or ""]
    return [maker for maker in dict.fromkeys(found) if maker]


@pytest.mark.parametrize("maker", _makers(), ids=lambda maker: Path(maker).name)
def test_the_pdf_has_text_bookmarks_and_tags(maker: str) -> None:
    """For readers of screens: a title, a language, tags, and bookmarks with the title of each entry."""
    html = _html("--theme", "hyvinvointi")
    reader = PdfReader(io.BytesIO(as_pdf(html, maker)))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]
    assert root["/Lang"] == "fi"
    assert reader.metadata
    assert reader.metadata.title == "Hyvinvoinnin edistäminen – Esimerkki-menetelmäpankki"
    bookmarks = list(_bookmarks(reader.outline))
    for title in ("Täysi esimerkkikäytäntö", "Arkistoitu käytäntö", "Johdanto", "Lähteet"):
        assert title in bookmarks
    text = " ".join("".join(page.extract_text() for page in reader.pages).split())
    assert "Tässä käytännössä on jokainen kenttä" in text
    assert "Raportissa on 3 hyvää käytäntöä" in text


def _bookmarks(outline: Any) -> Any:  # noqa: ANN401 -- lists within lists
    for one in outline:
        if isinstance(one, list):
            yield from _bookmarks(one)
        else:
            yield one.title.replace("\u00ad", "").strip()


def test_a_machine_without_a_maker(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """HTML comes all the same, and what to install is told; who asks for a PDF alone gets the number 2."""
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert _run("--theme", "hyvinvointi") == 0
    assert "PDF jäi tekemättä" in capsys.readouterr().out
    assert [path.name for path in Path().iterdir()] == ["raportti.html"]
    assert _run("--theme", "hyvinvointi", "--format", "pdf") == 2
    assert capsys.readouterr().err.startswith("PDF:ää ei voi tehdä")
