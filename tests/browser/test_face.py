"""What the pages look like: titles that end their lines well, states told without colour, a practice on paper."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.built import KINDS, PUBLISHED_AT, Site

NARROW = 320
LONG = "practice, long words"


@pytest.fixture(scope="module")
def narrow(browser: Browser) -> Iterator[Page]:
    """A page as wide as the narrowest phone."""
    with browser.new_context(viewport={"width": NARROW, "height": 800}, reduced_motion="reduce") as context:
        yield context.new_page()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a test's own."""
    with browser.new_context() as context:
        yield context.new_page()


def _address(site: Site, kind: str) -> str:
    return site.page(KINDS[kind][0]).path.as_uri()


@pytest.mark.parametrize("kind", KINDS)
def test_titles_end_their_lines_at_spaces_and_hyphens(rich: Site, narrow: Page, kind: str) -> None:
    """On the narrowest screen nothing scrolls sideways, and words of titles and columns are cut at syllables only."""
    narrow.goto(_address(rich, kind))
    assert narrow.evaluate("document.documentElement.scrollWidth") <= NARROW
    cut = narrow.evaluate(
        r"""() => [...document.querySelectorAll('main :is(h1, h2, h3, thead th)')].flatMap(title => {
            if (title.closest('thead')?.offsetWidth <= 1) return []; // for listeners alone
            const texts = document.createTreeWalker(title, NodeFilter.SHOW_TEXT), range = document.createRange();
            const found = [];
            let before = null;
            for (let node = texts.nextNode(); node; node = texts.nextNode()) {
                for (let place = 0; place < node.length; place += 1) {
                    range.setStart(node, place);
                    range.setEnd(node, place + 1);
                    const box = range.getBoundingClientRect(), letter = node.data[place];
                    const is_below = before && box.width && box.top > before.bottom - box.height / 3;
                    if (is_below && !/[\s\u00ad–-]/.test(before.letter))
                        found.push(`${title.textContent}: ${before.letter}|${letter}`);
                    if (box.width || /[\s\u00ad]/.test(letter))
                        before = {letter, bottom: box.height ? box.bottom : before?.bottom ?? 0};
                }
            }
            return found;
        })""",
    )
    assert cut == []


def test_a_divided_title_is_found_and_read_as_one_word(rich: Site, narrow: Page) -> None:
    """A search on the page passes over soft hyphens, and the accessible name has none."""
    narrow.goto(_address(rich, LONG))
    title = narrow.locator("h1")
    assert "\N{SOFT HYPHEN}" in (title.text_content() or "")
    found = """() => {
        while (window.find('koulutuksen henkilökohtaistamissuunnitelmakokonaisuus', false, false, false))
            if (getSelection().anchorNode.parentElement.closest('h1')) return true;
        return false;
    }"""
    assert narrow.evaluate(found)
    whole = "Ammatillisen koulutuksen henkilökohtaistamissuunnitelmakokonaisuus"
    assert narrow.get_by_role("heading", name=whole, exact=True, level=1).count() == 1
    assert narrow.title().startswith(whole)


def test_states_are_told_without_colour(rich: Site, browser: Browser) -> None:
    """With the reader's own colours every state and kind of evidence still has its word, and a mark that is seen."""
    with browser.new_context(forced_colors="active") as context:
        page = context.new_page()
        words, shapes = set(), set()
        for kind in ("practices, page 2", "practices"):
            page.goto(_address(rich, kind))
            for mark in page.locator(".card :is(.standing, .evidence)").all():
                told = mark.evaluate(
                    """mark => {
                        const svg = mark.querySelector('svg'), shape = svg.firstElementChild;
                        const {stroke} = getComputedStyle(shape), box = svg.getBoundingClientRect();
                        const paper = getComputedStyle(document.body).backgroundColor;
                        return [mark.innerText.trim(), svg.innerHTML, stroke !== paper && box.width > 8];
                    }""",
                )
                words.add(told[0])
                shapes.add((told[0], told[1]))
                assert told[2], told[0]
    assert words >= {"Ajantasainen", "Tarkistus lähestyy", "Tarkistus myöhässä", "Arkistoitu", "Korvattu", "Mitattu"}
    assert len({shape for _, shape in shapes}) == len(words)


@pytest.mark.parametrize("width", [1280, NARROW])
def test_the_head_answers_at_once(rich: Site, narrow: Page, width: int) -> None:
    """For whom, how far, on what evidence, is it current, whose: a row on a wide screen, a list on a narrow one."""
    narrow.set_viewport_size({"width": width, "height": 800})
    narrow.goto(_address(rich, "practice"))
    facts = narrow.locator(".facts__fact")
    names = [fact.locator("dt").inner_text() for fact in facts.all()]
    tops = {round((fact.bounding_box() or {"y": 0})["y"]) for fact in facts.all()}
    narrow.set_viewport_size({"width": NARROW, "height": 800})
    assert names == ["Kenelle", "Vaihe", "Näyttö", "Ajantasaisuus", "Hallinnoija"]
    assert len(tops) == (1 if width > NARROW else len(names))


def _sheets(page: Page, folder: Path) -> list[str]:
    """The text of each sheet of a page on paper."""
    if not shutil.which("pdftotext"):
        pytest.skip("no pdftotext to read a PDF with (Debian: poppler-utils)")
    path = folder / "page.pdf"
    path.write_bytes(page.pdf(prefer_css_page_size=True))
    text = subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True, text=True).stdout
    return text.split("\f")[:-1]


def test_every_sheet_tells_its_address_its_day_and_its_number(rich_published: Site, page: Page, tmp_path: Path) -> None:
    """A practice on paper: A4, with its lasting address, the day of its version and the number below each sheet."""
    page.goto(_address(rich_published, "practice"))
    sheets = _sheets(page, tmp_path)
    for number, sheet in enumerate(sheets, 1):
        *_, foot = sheet.strip().splitlines()
        assert f"{PUBLISHED_AT}id/4711/" in foot
        assert "30.11.2025" in foot
        assert foot.replace(" ", "").endswith(f"{number}/{len(sheets)}")
    assert len(sheets[-1].split()) > 40
    whole = "\n".join(sheets)
    for shown in ("Tiivistelmä", "Tarkistettu 30.11.2025", "(https://example.org/opas.pdf)", "Tämä jatkaa", "Vertti"):
        assert shown in whole
    for hidden in ("Etusivu", "Sisällysluettelo", "Kohderyhmät   Toimintatavat", "Svenska", "Ehdota muutosta"):
        assert hidden not in whole


def test_the_foot_of_a_sheet_covers_no_text(rich: Site, page: Page, tmp_path: Path) -> None:
    """Nothing of the page is lost below the line at the foot: every word of the steps and details is on some sheet."""
    page.goto(_address(rich, "tool"))
    page.emulate_media(media="print")
    words = set(page.inner_text("main").split())
    printed = set("\n".join(_sheets(page, tmp_path)).split())
    assert {word for word in words if word.isalpha()} <= printed
    assert not page.locator(".site-footer").is_visible()
