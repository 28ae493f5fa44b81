"""The preview as an editor meets it: a file is saved, and the page that is open follows."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, expect

from tests.browser.test_pages import NARROW, TAGS, WIDE, Scheme
from tests.built import ROOT, SITES, remember_words
from tests.staying import Staying, staying

PATIENCE: Final = 30_000
"""Milliseconds that a page may take to follow on the slowest machine."""
PRACTICE: Final = "kaytannot/esimerkkikaytanto/"
LIST: Final = "kaytannot/"
FAULT: Final = 'tuntematon teema "hyvinvoiti"'


class Bank:
    """A small bank with templates of its own, and what an editor does to it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.practice = root / "content" / "practices" / "esimerkkikaytanto.md"

    def edit(self, old: str, new: str, path: Path | None = None) -> None:
        """Saves a file with another text in place of one."""
        path = path or self.practice
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def bank(tmp_path: Path) -> Bank:
    shutil.copytree(SITES / "tiny" / "content", tmp_path / "content")
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    remember_words(tmp_path)
    return Bank(tmp_path)


@pytest.fixture
def process(bank: Bank) -> Iterator[Staying]:
    with staying("serve", "--port", "0", "--templates", "templates", folder=bank.root) as running:
        yield running


@pytest.fixture
def address(process: Staying) -> str:
    """Where the bank is shown."""
    return process.address()


@pytest.fixture
def window(browser: Browser) -> Iterator[BrowserContext]:
    """A window in which nothing may go wrong: whatever a page complains of is a fault."""
    said: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and "503" not in message.text and "404" not in message.text:
            said.append(message.text)

    with browser.new_context(viewport={"width": WIDE, "height": 600}, reduced_motion="reduce") as opened:
        opened.on("console", hear)
        opened.on("weberror", lambda error: said.append(str(error.error)))
        opened.set_default_timeout(PATIENCE)
        yield opened
    assert not [text for text in said if "net::ERR" not in text]


@pytest.fixture
def page(window: BrowserContext) -> Page:
    return window.new_page()


@pytest.fixture
def followed(bank: Bank, address: str, page: Page) -> Bank:
    """The bank, one page of which is open."""
    _open(page, f"{address}{PRACTICE}")
    return bank


def _open(page: Page, address: str) -> None:
    """Opens a page, and waits until it follows."""
    with page.expect_response("**/-/news"):
        page.goto(address)


def _panel(page: Page) -> Locator:
    return page.locator(".preview__panel")


def _faults(page: Page, axe_source: str) -> list[tuple[str, str]]:
    page.evaluate(axe_source)
    found = page.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})", TAGS
    )
    return [(fault["id"], node["html"][:200]) for fault in found["violations"] for node in fault["nodes"]]


def test_open_pages_follow_what_is_saved(bank: Bank, address: str, window: BrowserContext) -> None:
    """Each stays at its address and where it was scrolled to; the site for publishing is let be."""
    practice, listed = window.new_page(), window.new_page()
    bank.edit("Kokeile", "\n\n".join(f"Kappale {number}." for number in range(60)) + "\n\nKokeile")
    _open(practice, f"{address}{PRACTICE}")
    _open(listed, f"{address}{LIST}")
    practice.get_by_text("Kappale 59.").wait_for()
    practice.evaluate("scrollTo(0, 900)")
    bank.edit("Kappale 58.", "Kappale on uusi.")
    practice.get_by_text("Kappale on uusi.").wait_for()
    practice.wait_for_function("() => scrollY === 900", polling=50)
    bank.edit("title: Esimerkkikäytäntö", "title: Toinen nimi")
    expect(practice.locator("h1")).to_have_text("Toinen nimi", timeout=PATIENCE)
    listed.get_by_role("link", name="Toinen nimi").wait_for()
    assert (practice.url, listed.url) == (f"{address}{PRACTICE}", f"{address}{LIST}")
    assert not (bank.root / "output").exists()


def test_a_fault_lies_over_the_last_good_page(followed: Bank, page: Page) -> None:
    """It is told as on the terminal; when it is mended it goes, and the page is new. Nothing is lost meanwhile."""
    followed.edit("hyvinvointi", "hyvinvoiti")
    dialog = page.get_by_role("alertdialog", name="Sisällössä on 1 virhe")
    dialog.wait_for()
    told = dialog.locator("li").inner_text()
    assert told.splitlines()[0] == f"{Path('content', 'practices', 'esimerkkikaytanto.md')}:4:10"
    assert f"virhe ZB231: {FAULT}" in told
    assert "4 | themes: [hyvinvoiti]\n  |          ^^^^^^^^^^" in dialog.locator("pre").inner_text()
    assert 'Tarkoititko "hyvinvointi"?' in told
    assert page.get_by_role("heading", name="Näin se toimii", include_hidden=True).is_visible()
    followed.edit("Kokeile", "Koeta")
    followed.edit("hyvinvoiti", "hyvinvointi")
    page.get_by_text("Koeta välinettä.").wait_for()
    assert page.get_by_role("alertdialog").count() == 0
    assert page.locator(".preview__line").is_hidden()


def test_a_fault_can_be_hidden_until_there_is_another(bank: Bank, address: str, page: Page) -> None:
    """With Esc or the button; a line stays, which opens it again, and on other pages it stays hidden, too."""
    _open(page, f"{address}{PRACTICE}")
    bank.edit("hyvinvointi", "hyvinvoiti")
    dialog, line = page.get_by_role("alertdialog"), page.get_by_role("button", name="Sisällössä on 1 virhe")
    dialog.wait_for()
    page.keyboard.press("Escape")
    dialog.wait_for(state="hidden")
    line.press("Enter")
    dialog.wait_for()
    dialog.get_by_role("button", name="Piilota").click()
    dialog.wait_for(state="hidden")
    _open(page, f"{address}{LIST}")
    line.wait_for()
    assert dialog.count() == 0
    bank.edit("opettajat", "opetajat")
    page.get_by_role("alertdialog", name="Sisällössä on 2 virhettä").wait_for()


def test_warnings_are_told_quietly(followed: Bank, page: Page) -> None:
    """The page follows, with a line that tells how many there are, and opens to tell them."""
    followed.edit("Kokeile", "Kokeile <b>heti</b>")
    line = page.get_by_role("button", name="Sisällössä on 2 varoitusta")
    line.wait_for()
    page.get_by_text("Kokeile <b>heti</b> välinettä").wait_for()
    assert page.get_by_role("dialog").count() == 0
    line.click()
    assert "varoitus ZB401" in page.get_by_role("dialog", name="Sisällössä on 2 varoitusta").inner_text()
    followed.edit("<b>heti</b>", "heti")
    page.get_by_text("Kokeile heti").wait_for()
    assert line.count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_panel_is_for_everybody(page: Page, followed: Bank, axe_source: str, width: int, scheme: Scheme) -> None:
    """It holds the focus, nothing of it is cut, and axe finds nothing wrong with it, nor with the line."""
    page.set_viewport_size({"width": width, "height": 700})
    page.emulate_media(color_scheme=scheme)
    followed.edit("hyvinvointi", "hyvinvoiti" + "x" * 150)
    dialog = page.get_by_role("alertdialog")
    dialog.wait_for()
    assert page.evaluate("document.querySelector('.preview__panel').contains(document.activeElement)")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert _panel(page).evaluate("({scrollWidth, clientWidth}) => scrollWidth <= clientWidth")
    box = dialog.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert box["y"] + box["height"] <= 700
    assert not _faults(page, axe_source)
    page.keyboard.press("Escape")
    line = page.locator(".preview__line").bounding_box()
    assert line
    assert line["height"] >= 44
    assert not _faults(page, axe_source)


def test_without_a_site_there_are_the_faults(bank: Bank, page: Page, axe_source: str) -> None:
    """When the first look finds faults, they are all that there is; mended, the page opens in their place."""
    bank.edit("hyvinvointi", "hyvinvoiti")
    with staying("serve", "--port", "0", folder=bank.root) as process:
        _open(page, f"{process.address()}{PRACTICE}")
        dialog = page.get_by_role("alertdialog", name="Sisällössä on 1 virhe")
        dialog.wait_for()
        assert FAULT in dialog.inner_text()
        assert not _faults(page, axe_source)
        bank.edit("hyvinvoiti", "hyvinvointi")
        page.get_by_role("heading", name="Esimerkkikäytäntö").wait_for()


def test_a_wrong_set_up_is_lived_through(followed: Bank, page: Page) -> None:
    """Settings that are gone, a slip in a template, one that shows only when a page is made: all lie over the page."""
    dialog, settings = page.get_by_role("alertdialog"), followed.root / "content" / "site.yaml"
    away = settings.rename(followed.root / "site.yaml")
    dialog.get_by_text("Asetustiedostoa").wait_for()
    away.rename(settings)
    dialog.wait_for(state="detached")
    template = followed.root / "templates" / "pages" / "practice.html"
    text = template.read_text(encoding="utf-8")
    for fault in ("{% if %}", "{{ nobody }}"):
        template.write_text(text.replace("{% endblock %}", fault + "{% endblock %}"), encoding="utf-8")
        dialog.get_by_text("Sivupohjassa templates/pages/practice.html on virhe").wait_for()
        template.write_text(text, encoding="utf-8")
        dialog.wait_for(state="detached")
    style = followed.root / "templates" / "styles" / "base.css"
    style.write_text(style.read_text(encoding="utf-8") + "\nh1 { color: rgb(1, 2, 3); }\n", encoding="utf-8")
    expect(page.locator("h1")).to_have_css("color", "rgb(1, 2, 3)", timeout=PATIENCE)


def test_a_page_may_go_and_come_back(followed: Bank, page: Page) -> None:
    """Meanwhile it tells that nothing is there, looking like the site; drafts are shown."""
    text = followed.practice.read_text(encoding="utf-8")
    followed.practice.unlink()
    page.get_by_role("heading", name="Sivua ei löytynyt").wait_for()
    assert page.locator(".site-header").is_visible()
    followed.practice.write_text(text.replace("owner:", "status: draft\nowner:"), encoding="utf-8")
    page.get_by_role("heading", name="Esimerkkikäytäntö").wait_for()
    page.get_by_text("Luonnos").first.wait_for()


def test_the_search_finds_what_was_saved(bank: Bank, address: str, page: Page) -> None:
    """It is made when it is asked for, of what there is then."""
    bank.edit("title: Esimerkkikäytäntö", "title: Rantapallo")
    _open(page, f"{address}selaa/")
    page.get_by_role("searchbox").fill("rantapallo")
    page.get_by_role("link", name="Rantapallo").wait_for()


def test_a_preview_that_has_ended_says_so(process: Staying, address: str, page: Page) -> None:
    """The page stays as it is, and tells that it follows no more; Ctrl-C is the good end of the command."""
    _open(page, f"{address}{PRACTICE}")
    assert process.stop() == 0
    page.get_by_role("status").get_by_text("Esikatselu on lopetettu.").wait_for()
    assert page.get_by_role("heading", name="Esimerkkikäytäntö").is_visible()
