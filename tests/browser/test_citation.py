"""The references of an entry: copied by keyboard, from a server and a disk, and there to be read without scripts."""

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.built import KINDS, Site

URL = KINDS["practice"][0]
COPIED, FAILED = "Kopioitu", "Valitse teksti ja kopioi itse"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce") as opened:
        yield opened.new_page()


def _opened(page: Page, address: str) -> Locator:
    """The references of the page at an address, opened."""
    page.goto(address)
    citation = page.locator(".citation")
    citation.locator("summary").click()
    return citation


def _statuses(citation: Locator) -> list[str]:
    return citation.get_by_role("status").all_inner_texts()


def test_a_keyboard_copies_each_form(server: str, page: Page) -> None:
    """From the heading on, each button is the next stop; it fills the clipboard, tells so and moves nothing."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server)
    page.goto(server + URL)
    citation = page.locator(".citation")
    heading = citation.get_by_text("Viittaa tähän kuvaukseen")
    assert not citation.get_by_role("button", name="Kopioi Teksti").is_visible()
    heading.focus()
    page.keyboard.press("Enter")
    places = "elements => elements.map(element => [element.offsetLeft, element.offsetTop, element.offsetHeight])"
    before = citation.locator("figure, button, pre").evaluate_all(places)
    for place, (name, key) in enumerate(
        (("Teksti", "Enter"), ("BibTeX", "Space"), ("RIS", "Enter"), ("CSL-JSON", "Enter"))
    ):
        page.keyboard.press("Tab")
        button = citation.get_by_role("button", name=f"Kopioi {name}", exact=True)
        expect(button).to_be_focused()
        page.keyboard.press(key)
        form = citation.get_by_role("figure", name=name)
        expect(form.get_by_role("status")).to_have_text(COPIED)
        assert page.evaluate("navigator.clipboard.readText()") == form.locator("pre").text_content()
        assert [bool(status) for status in _statuses(citation)] == [number == place for number in range(4)]
        expect(button).to_be_focused()
        assert citation.locator("figure, button, pre").evaluate_all(places) == before


def test_a_second_copy_is_told_anew(server: str, page: Page) -> None:
    """The status is emptied in between, so that a screen reader has something new to say."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server)
    citation = _opened(page, server + URL)
    button = citation.get_by_role("button", name="Kopioi Teksti")
    page.evaluate(
        """() => {
            const status = document.querySelector('.citation__status'), told = [];
            new MutationObserver(() => {
                told.push(status.textContent);
                document.body.dataset.told = told.join();
            }).observe(status, {childList: true});
        }""",
    )
    button.click()
    expect(page.locator("body")).to_have_attribute("data-told", COPIED)
    button.click()
    expect(page.locator("body")).to_have_attribute("data-told", f"{COPIED},,{COPIED}")


@pytest.mark.parametrize("clipboard", ["missing", "refusing"])
def test_on_a_disk_the_selection_is_copied(rich: Site, page: Page, clipboard: Literal["missing", "refusing"]) -> None:
    """Where the page may not use the clipboard, the browser's own command copies the whole form."""
    value = "undefined" if clipboard == "missing" else "{writeText: () => Promise.reject(new Error('no'))}"
    page.add_init_script(
        f"""Object.defineProperty(navigator, 'clipboard', {{value: {value}}});
        document.addEventListener('copy', () => {{ window.copied = String(getSelection()); }});""",
    )
    citation = _opened(page, rich.page(URL).path.as_uri())
    form = citation.get_by_role("figure", name="BibTeX")
    form.get_by_role("button").click()
    expect(form.get_by_role("status")).to_have_text(COPIED)
    assert page.evaluate("window.copied") == form.locator("pre").text_content()
    assert page.evaluate("getSelection().isCollapsed")


def test_what_cannot_be_copied_is_selected(rich: Site, page: Page) -> None:
    """The reader is told to do it, and has only the copying left to do."""
    page.add_init_script(
        """Object.defineProperty(navigator, 'clipboard', {value: undefined});
        document.execCommand = () => false;""",
    )
    citation = _opened(page, rich.page(URL).path.as_uri())
    form = citation.get_by_role("figure", name="RIS")
    form.get_by_role("button").click()
    expect(form.get_by_role("status")).to_have_text(FAILED)
    assert page.evaluate("String(getSelection())") == form.locator("pre").text_content()


def test_without_scripts_there_is_text_and_no_button(rich: Site, browser: Browser) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        citation = _opened(context.new_page(), rich.page(URL).path.as_uri())
        assert [button.is_visible() for button in citation.locator("button").all()] == [False] * 4
        texts = citation.locator("pre").all_inner_texts()
        assert texts[0] == "Esimerkkiopisto. (2025). Täysi esimerkkikäytäntö. Esimerkki-menetelmäpankki. id/4711/"
        assert texts[1].startswith("@misc{practices-taysi-kaytanto,\n  author = {{Esimerkkiopisto}},\n")
        assert texts[2].startswith("TY  - ELEC\nAU  - Esimerkkiopisto\n")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("kind", ["practice", "practice, long words", "tool"])
def test_the_opened_references_break_no_rule(  # noqa: PLR0913, PLR0917 -- what they are looked at with
    rich: Site, page: Page, axe_source: str, kind: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    """Axe finds nothing, and nothing needs scrolling sideways."""
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    citation = _opened(page, rich.page(KINDS[kind][0]).path.as_uri())
    citation.get_by_role("button").first.click()
    expect(citation.get_by_role("status").first).not_to_be_empty()
    page.evaluate(axe_source)
    found = page.evaluate("axe.run('.citation', {resultTypes: ['violations']})")
    assert [(fault["id"], node["html"]) for fault in found["violations"] for node in fault["nodes"]] == []
    cut = """elements => elements.filter(
        element => element.getBoundingClientRect().right > innerWidth || element.scrollWidth > element.clientWidth
    ).map(element => element.className)"""
    assert citation.locator("figure, figure > :not([role=status])").evaluate_all(cut) == []


def test_references_are_not_printed(rich: Site, page: Page) -> None:
    citation = _opened(page, rich.page(URL).path.as_uri())
    page.emulate_media(media="print")
    assert not citation.is_visible()
