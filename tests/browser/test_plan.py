"""The plan of taking a practice into use: filled in by keyboard, kept, printed, handed out as files, sent nowhere."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser, BrowserContext, Download, Page, expect

from tests.built import KINDS, LANGUAGES

PLANS = dict(zip(LANGUAGES, KINDS["plan"], strict=True))
WORDS = {
    "fi": ("Ota käyttöön", "Organisaatio", "Lataa Markdown", "Lataa Word (DOCX)", "Tulosta", "Päätös", "Tallennettu"),
    "sv": ("Ta i bruk", "Organisation", "Ladda ner Markdown", "Ladda ner Word (DOCX)", "Skriv ut", "Beslut", "Sparad"),
    "en": ("Take into use", "Organisation", "Download Markdown", "Download Word (DOCX)", "Print", "Decision", "Kept"),
}
NAME = "document.activeElement.labels?.[0]?.textContent ?? document.activeElement.textContent"
HOSTILE = 'Opisto ]]><w:p/> & "x" 😀'


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(accept_downloads=True, reduced_motion="reduce") as opened:
        yield opened


def _tab_to(page: Page, name: str) -> None:
    """Presses Tab until the control with a name has the focus."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if (
            page.evaluate("document.activeElement.labels?.[0]?.textContent ?? document.activeElement.textContent")
            == name
        ):
            return
    raise AssertionError(f"no way by Tab to {name}")


def _download(page: Page, name: str) -> Download:
    _tab_to(page, name)
    with page.expect_download() as found:
        page.keyboard.press("Enter")
    return found.value


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_keyboard_fills_keeps_prints_and_takes_a_plan(
    context: BrowserContext, strict: str, tmp_path: Path, language: str
) -> None:
    """From the practice's page on, in every language; nothing is asked of another host, nothing is sent."""
    action, organisation, markdown, word, printing, decision, kept = WORDS[language]
    page = context.new_page()
    sent = []
    page.on("request", lambda request: sent.append((request.method, request.url)))
    page.add_init_script("window.print = () => { window.printed = true; };")
    url = PLANS[language]
    page.goto(strict + url.rstrip("/").rpartition("/")[0] + "/")
    page.get_by_role("link", name=action, exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{url}index.html")
    _tab_to(page, organisation)
    page.keyboard.type(HOSTILE)
    trial, everyday = (page.locator(f'label[for="adopt-{key}"]').inner_text() for key in ("kokeiluun", "arkeen"))
    _tab_to(page, trial)
    page.keyboard.press("Space")
    expect(page.locator(".adopt__status")).to_contain_text(kept)
    page.reload()
    expect(page.get_by_label(organisation, exact=True)).to_have_value(HOSTILE)
    expect(page.get_by_label(trial)).to_be_checked()
    page.get_by_label(organisation, exact=True).focus()
    _tab_to(page, printing)
    page.keyboard.press("Enter")
    assert page.evaluate("window.printed")
    text = _download(page, markdown).path().read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert f"**{organisation}:** Opisto \\]\\]\\><w:p/\\>" in text.replace("\\<", "<")
    assert f"- [x] {trial}\n" in text
    told = _download(page, word)
    assert told.suggested_filename == "taysi-kaytanto.docx"
    file = tmp_path / "plan.docx"
    told.save_as(file)
    assert zipfile.ZipFile(file).testzip() is None
    document = docx.Document(str(file))
    headings = [one.text for one in document.paragraphs if one.style and one.style.name == "Heading 1"]
    assert headings[1] == decision
    assert len(headings) == page.locator(".adopt h2").count()
    texts = [one.text for one in document.paragraphs]
    assert f"{organisation}: {HOSTILE}" in texts
    assert [one[0] for one in texts if one.endswith((trial, everyday))] == ["☒", "☐"]
    assert document.core_properties.title == page.locator("h1").inner_text().replace("\u00ad", "")
    assert {method for method, _ in sent} == {"GET"}
    assert [address for _, address in sent if not address.startswith((strict, "blob:"))] == []


def test_plans_do_not_mix_and_languages_share_one(context: BrowserContext, server: str) -> None:
    page = context.new_page()
    page.goto(server + PLANS["fi"])
    page.get_by_label("Vastuuhenkilö").fill("Minna")
    expect(page.locator(".adopt__status")).to_contain_text("Tallennettu")
    page.goto(server + KINDS["plan, smallest"][0])
    expect(page.get_by_label("Vastuuhenkilö")).to_have_value("")
    page.goto(server + PLANS["sv"])
    expect(page.get_by_label("Ansvarig person")).to_have_value("Minna")
    filled = page.locator("textarea").first.input_value()
    page.goto(server + PLANS["fi"])
    assert filled
    assert page.locator("textarea").first.input_value() != filled  # what nobody changed is in the page's language


def test_emptying_asks_first(context: BrowserContext, server: str) -> None:
    page = context.new_page()
    page.goto(server + PLANS["fi"])
    given = page.locator("textarea").first.input_value()
    page.locator("textarea").first.fill("Oma päätös")
    clear = page.get_by_role("button", name="Tyhjennä")
    clear.click()
    assert page.locator("textarea").first.input_value() == "Oma päätös"
    page.get_by_role("button", name="Tyhjennä varmasti?").click()
    assert page.locator("textarea").first.input_value() == given
    page.reload()
    assert page.locator("textarea").first.input_value() == given


@pytest.mark.parametrize("stored", ["null", "7", "{", '{"organisation": {}, "gone": "x"}'])
def test_what_cannot_be_a_plan_harms_nothing(context: BrowserContext, server: str, stored: str) -> None:
    """Whatever stands in the storage, the page works, and what it does not know of a plan is kept."""
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(server + PLANS["fi"])
    page.evaluate("text => localStorage.setItem('zoomibank.plan.practices/taysi-kaytanto', text)", stored)
    page.reload()
    assert page.get_by_label("Organisaatio").input_value() == ""
    assert faults == []
    if "gone" in stored:
        page.get_by_label("Organisaatio").fill("Opisto")
        expect(page.locator(".adopt__status")).to_contain_text("Tallennettu")
        kept = page.evaluate("localStorage.getItem('zoomibank.plan.practices/taysi-kaytanto')")
        assert kept == '{"organisation":"Opisto","gone":"x"}'


def test_refused_storage_is_told(context: BrowserContext, server: str) -> None:
    page = context.new_page()
    page.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };")
    page.goto(server + PLANS["fi"])
    page.get_by_label("Organisaatio").fill("Opisto")
    expect(page.locator(".adopt__status")).to_contain_text("Selain ei anna tallentaa")


def test_without_scripts_it_is_a_form_for_paper(browser: Browser, server: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(server + PLANS["fi"])
        expect(page.get_by_text("Voit tulostaa sivun")).to_be_visible()
        assert not page.get_by_role("button", name="Lataa Markdown").is_visible()
        assert page.locator("textarea").first.input_value()
