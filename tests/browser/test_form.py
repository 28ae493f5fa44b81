"""The form for proposals: filled by keyboard, kept, put right, and made into a file that a check accepts."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.built import KINDS, Site, order
from zoomibank.findings.finding import Severity
from zoomibank.pipeline import check

FORM = KINDS["form"][0]
KEPT = "localStorage.getItem('zoomibank.proposal')"
MAKE = "Tarkista ja tee tiedosto"
SUMMARY = 'Ryhmä aloittaa: "yhdessä" # joka aamu, jotta jokainen tulee nähdyksi.'
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture
def told() -> list[str]:
    """What the pages of a test complained of."""
    return []


@pytest.fixture
def page(browser: Browser, told: list[str]) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce") as opened:
        page = opened.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda message: told.append(message.text))
        page.on("pageerror", lambda error: told.append(str(error)))
        yield page


@pytest.fixture(params=["file", "http"])
def address(request: pytest.FixtureRequest, rich: Site) -> str:
    """The form on a disk, or on a server that sends the policy as a header."""
    if request.param == "file":
        return rich.page(FORM).path.as_uri()
    return str(request.getfixturevalue("strict")) + FORM


def _go(page: Page, to: str) -> None:
    """Tabs on until the focus is on an element."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", to):
            return
    pytest.fail(f"no way to {to} by keyboard")


def _fill(page: Page) -> None:
    """Fills what is required, by keyboard alone."""
    page.locator("#proposal-title").focus()
    page.keyboard.type("Aamutuokio: tervetuloa")
    _go(page, "#proposal-summary")
    page.keyboard.type(SUMMARY)
    _go(page, "[name=themes]")
    page.keyboard.press("Space")
    _go(page, "[name=target_groups]")
    page.keyboard.press("Space")
    _go(page, "#proposal-owner")
    page.keyboard.press("ArrowDown")


def test_a_practice_is_proposed_by_keyboard_alone(
    rich: Site, page: Page, told: list[str], address: str, tmp_path: Path
) -> None:
    """From the first fault to a downloaded file, which a check of the bank accepts as it is."""
    page.goto(address)
    page.get_by_role("button", name=MAKE).press("Enter")
    summary = page.locator(".proposal__summary")
    expect(summary).to_be_focused()
    expect(summary.locator("li")).to_have_count(5)
    assert summary.locator("li").first.inner_text() == "Otsikko: Täytä tämä kohta."
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    title = page.locator("#proposal-title")
    expect(title).to_be_focused()
    expect(title).to_have_attribute("aria-invalid", "true")
    expect(title).to_have_accessible_description("Täytä tämä kohta. Nimi, josta käytännön tunnistaa. 3–120 merkkiä.")
    _fill(page)
    expect(summary).to_be_hidden()
    _go(page, "[data-field=results] > .proposal__add")
    page.keyboard.press("Enter")
    expect(page.locator("[data-field=results] [data-field=text] textarea")).to_be_focused()
    page.keyboard.type("- Poissaolot vähenivät: 50 %")
    _go(page, "[data-field=results] [data-field=kind] select")
    page.keyboard.type("Mit")
    _go(page, ".proposal__make")
    page.keyboard.press("Enter")
    expect(summary).to_be_focused()
    assert summary.locator("li").all_inner_texts() == ["Lähde: Kerro lähde, koska tulos on mitattu."]
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.type("Kysely 2024")
    _go(page, ".proposal__make")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Kuvaus on valmis")).to_be_focused()
    _go(page, ".proposal__download")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == "aamutuokio-tervetuloa.md"
    content = shutil.copytree(rich.content, tmp_path / "content")
    file = content / "practices" / "aamutuokio-tervetuloa.md"
    download.value.save_as(file)
    assert file.read_text(encoding="utf-8") == page.locator(".proposal__made pre").text_content()
    opened = page.get_by_role("link", name="Avaa uutena tiedostona muokattavaksi")
    assert opened.get_attribute("href") == ("https://example.org/uusi/content%2Fpractices%2Faamutuokio-tervetuloa.md")
    findings = check(order(content, tmp_path / "output", today=date(2100, 1, 1))).findings
    own = [finding for finding in findings if finding.place.path == "practices/aamutuokio-tervetuloa.md"]
    assert [finding for finding in own if finding.severity is Severity.ERROR] == []
    assert told == []


def test_the_draft_is_kept_until_the_form_is_emptied(page: Page, address: str) -> None:
    """What was typed is there after a reload, records too; emptying asks for a second press."""
    page.goto(address)
    _fill(page)
    page.locator("[data-field=steps] > .proposal__add").click()
    page.locator("[data-field=steps] > .proposal__add").click()
    page.get_by_role("textbox", name="Vaihe", exact=True).last.fill("Toinen")
    page.reload()
    expect(page.locator("#proposal-summary")).to_have_value(SUMMARY)
    expect(page.locator("[name=themes]").first).to_be_checked()
    expect(page.get_by_role("textbox", name="Vaihe", exact=True).last).to_have_value("Toinen")
    expect(page.locator(".proposal__status")).to_have_text("Jatkat luonnosta, joka oli tallessa tässä selaimessa.")
    clear = page.locator(".proposal__clear")
    clear.press("Enter")
    expect(clear).to_have_text("Paina uudelleen, jos haluat tyhjentää")
    expect(page.locator("#proposal-summary")).to_have_value(SUMMARY)
    clear.press("Enter")
    expect(page.locator("#proposal-title")).to_be_focused()
    expect(page.locator("#proposal-summary")).to_have_value("")
    assert page.evaluate(KEPT) is None


@pytest.mark.parametrize("kept", ["{", "7", "[]", '{"title": 3, "themes": "a", "results": {"x": []}, "contact": []}'])
def test_a_damaged_draft_harms_nothing(page: Page, told: list[str], rich: Site, kept: str) -> None:
    """Whatever the browser's storage holds, the form works."""
    page.goto(rich.page(FORM).path.as_uri())
    page.evaluate("kept => localStorage.setItem('zoomibank.proposal', kept)", kept)
    page.reload()
    _fill(page)
    page.get_by_role("button", name=MAKE).press("Enter")
    expect(page.get_by_role("heading", name="Kuvaus on valmis")).to_be_focused()
    assert told == []


def test_the_form_works_where_nothing_may_be_kept(page: Page, told: list[str], rich: Site) -> None:
    """It then says that the draft is lost with the page."""
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('refused'); }})")
    page.goto(rich.page(FORM).path.as_uri())
    _fill(page)
    expect(page.locator(".proposal__status")).to_contain_text("Selain ei anna tallentaa luonnosta.")
    page.get_by_role("button", name=MAKE).press("Enter")
    expect(page.get_by_role("heading", name="Kuvaus on valmis")).to_be_focused()
    assert told == []


def test_without_scripts_the_page_says_what_to_do_instead(browser: Browser, rich: Site) -> None:
    with browser.new_context(java_script_enabled=False) as opened:
        page = opened.new_page()
        page.goto(rich.page(FORM).path.as_uri())
        expect(page.locator("form.proposal__form")).to_be_hidden()
        expect(page.locator(".proposal__without")).to_contain_text("pankki@example.org")


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(
    rich: Site, page: Page, axe_source: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    """Neither in the empty form nor in one with faults, with records, and with its file; and nothing is cut."""
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(rich.page(FORM).path.as_uri())
    page.evaluate(axe_source)

    def faults() -> list[Any]:
        found = page.evaluate(
            "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})", TAGS
        )
        return [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found["violations"]]

    assert faults() == []
    for add in page.locator(".proposal__add").all():
        add.click()
    page.locator("[data-field=materials] [data-field=url] input").fill("ei osoite")
    page.get_by_role("button", name=MAKE).click()
    expect(page.locator(".proposal__summary")).to_be_visible()
    assert faults() == []
    page.locator("[data-field=materials] .proposal__take").click()
    _fill(page)
    page.get_by_role("button", name=MAKE).click()
    expect(page.locator(".proposal__result")).to_be_visible()
    assert faults() == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
