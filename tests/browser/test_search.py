"""The search field in a browser: a popup with the best results, the list on the browse page, and all that is typed."""

import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, expect

from tests.browser.conftest import serving
from tests.browser.test_pages import NARROW, TAGS, WIDE, Scheme
from tests.built import Site

PRACTICE, BROWSE = "kaytannot/taysi-kaytanto/", "selaa/"


@pytest.fixture
def window(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(viewport={"width": WIDE, "height": 900}, reduced_motion="reduce") as opened:
        yield opened


@pytest.fixture
def told() -> list[str]:
    """What pages say to developers."""
    return []


@pytest.fixture
def page(window: BrowserContext, told: list[str]) -> Page:
    opened = window.new_page()
    opened.on("console", lambda message: told.append(message.text))
    opened.on("pageerror", lambda error: told.append(str(error)))
    return opened


def _field(page: Page) -> Locator:
    return page.locator(".search-field__words")


def _options(page: Page) -> Locator:
    return page.get_by_role("option")


def _results(page: Page) -> list[str]:
    """The titles of the results, once they stand."""
    expect(page.locator("[data-results]")).not_to_have_attribute("aria-busy", "true")
    titles = page.locator("[data-results] a").all_text_contents()  # inner texts are empty until all is laid out
    return [" ".join(title.replace("\u00ad", "").split()) for title in titles]


# the popup


@pytest.mark.parametrize("place", ["file", "http"])
def test_results_come_while_words_are_typed(rich: Site, strict: str, page: Page, told: list[str], place: str) -> None:
    """From a disk and under a strict policy: the keyboard alone leads from any page to an entry."""
    page.goto(strict + PRACTICE if place == "http" else rich.page(PRACTICE).path.as_uri())
    page.keyboard.press("/")
    expect(_field(page)).to_be_focused()
    page.keyboard.type("täysi")
    expect(_options(page).first).to_be_visible()
    assert _field(page).get_attribute("aria-expanded") == "true"
    expect(page.locator(".search-field__status")).to_have_text("2 tulosta")
    titles = page.locator(".search-field__title")
    assert titles.count() == _options(page).count() - 1
    assert page.locator(".search-field__title mark").count() > 0
    page.keyboard.press("ArrowDown")
    first = _options(page).first
    assert first.get_attribute("aria-selected") == "true"
    assert _field(page).get_attribute("aria-activedescendant") == first.get_attribute("id")
    page.keyboard.press("ArrowUp")
    assert _options(page).last.get_attribute("aria-selected") == "true"
    page.keyboard.press("ArrowDown")
    title = titles.first.inner_text()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    assert told == []


def test_escape_closes_then_clears(strict: str, page: Page) -> None:
    page.goto(strict + PRACTICE)
    _field(page).fill("malli")
    expect(_options(page).first).to_be_visible()
    page.keyboard.press("Escape")
    assert _options(page).count() == 0 or not _options(page).first.is_visible()
    assert _field(page).input_value() == "malli"
    page.keyboard.press("ArrowDown")
    expect(_options(page).first).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert _field(page).input_value() == ""
    expect(_field(page)).to_be_focused()


def test_enter_and_the_last_option_lead_to_all_results(strict: str, page: Page) -> None:
    """Also by pointer; the browse page then holds the words and their results."""
    for act in ("Enter", "last", "click"):
        page.goto(strict)
        _field(page).fill("käytäntö")
        expect(_options(page)).to_have_count(8)
        if act == "click":
            _options(page).last.click()
        else:
            if act == "last":
                page.keyboard.press("ArrowUp")
            page.keyboard.press("Enter")
        page.wait_for_url("**/selaa/**q=*")
        assert len(_results(page)) == 20
        assert _field(page).input_value() == "käytäntö"


def test_a_result_can_be_clicked(strict: str, page: Page) -> None:
    page.goto(strict)
    _field(page).fill("täysi")
    _options(page).first.click()
    page.wait_for_url("**/valineet/**")


def test_slash_is_a_letter_where_one_types(strict: str, page: Page) -> None:
    """Within a field, and with another key held, it does nothing else."""
    page.goto(strict + BROWSE)
    _field(page).focus()
    page.keyboard.type("a/b")
    assert _field(page).input_value() == "a/b"
    page.goto(strict + BROWSE)
    page.keyboard.press("Control+/")
    expect(_field(page)).not_to_be_focused()
    page.keyboard.press("/")
    expect(_field(page)).to_be_focused()
    assert _field(page).input_value() == ""


def test_on_a_phone_slash_opens_the_menu_with_the_field(strict: str, page: Page) -> None:
    page.set_viewport_size({"width": NARROW, "height": 900})
    page.goto(strict + PRACTICE)
    assert not _field(page).is_visible()
    page.keyboard.press("/")
    expect(_field(page)).to_be_focused()
    page.keyboard.type("malli")
    expect(_options(page).first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW


def test_half_composed_words_are_not_searched_for(strict: str, page: Page) -> None:
    page.goto(strict + BROWSE)
    _field(page).focus()
    everything = _results(page)
    page.evaluate(
        """() => {
            const field = document.querySelector('.search-field__words');
            field.dispatchEvent(new CompositionEvent('compositionstart'));
            field.value = 'täysi';
            field.dispatchEvent(new InputEvent('input', {bubbles: true, isComposing: true}));
        }"""
    )
    page.wait_for_timeout(200)
    assert _results(page) == everything
    _field(page).dispatch_event("compositionend")
    expect(page.locator("[data-results] a")).to_have_count(2)


# the browse page


def test_the_list_follows_what_is_typed(strict: str, page: Page, told: list[str]) -> None:
    """Count, highlight, address and language links follow; without words all stands there again."""
    page.goto(strict + BROWSE)
    everything = _results(page)
    assert len(everything) == 50
    page.keyboard.press("/")
    page.keyboard.type("täysi")
    expect(page.locator("[data-results] a")).to_have_count(2)
    found = _results(page)
    count = page.locator("[data-count][role=status]")
    assert count.get_attribute("data-count") == str(len(found))
    assert count.inner_text() == f"{len(found)} / 66 kuvausta"
    assert page.locator("[data-results] mark").count() > 0
    assert page.url.endswith("selaa/?q=t%C3%A4ysi")
    assert str(page.get_by_role("link", name="Svenska").get_attribute("href")).endswith(
        "bladdra/index.html?q=t%C3%A4ysi"
    )
    assert not page.locator(".pager").is_visible()
    page.keyboard.press("Escape")
    expect(page.locator("[data-results] a")).to_have_count(50)
    assert _results(page) == everything
    assert page.url.endswith("/selaa/")
    assert page.locator(".pager").is_visible()
    assert count.inner_text() == "66 / 66 kuvausta"
    assert told == []


def test_on_a_phone_the_list_follows_too(strict: str, page: Page, told: list[str]) -> None:
    """Where the facets are not shown, none of them is loaded, and the words find what they find."""
    page.set_viewport_size({"width": NARROW, "height": 900})
    page.goto(f"{strict}{BROWSE}?q=täysi")
    assert len(_results(page)) == 2
    _field(page).fill("käytäntö")
    expect(page.locator("[data-results] a")).to_have_count(20)
    page.get_by_label("Järjestys").select_option("uusin")
    page.wait_for_url("**/*jarjestys=uusin*")
    assert len(_results(page)) == 20
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW
    assert told == []


def test_arrows_lead_into_the_results_and_back(strict: str, page: Page) -> None:
    page.goto(f"{strict}{BROWSE}?q=käytäntö")
    assert len(_results(page)) == 20
    links = page.locator("[data-results] a")
    _field(page).focus()
    page.keyboard.press("ArrowDown")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(_field(page)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(_field(page)).to_be_focused()


def test_more_results_come_when_asked_for(strict: str, page: Page) -> None:
    """Twenty at a time; the focus goes to the first new one."""
    page.goto(f"{strict}{BROWSE}?q=käytäntö")
    assert len(_results(page)) == 20
    total = int(str(page.locator("[data-count][role=status]").get_attribute("data-count")))
    page.get_by_role("button", name="Näytä lisää").click()
    expect(page.locator("[data-results] a").nth(20)).to_be_focused()
    assert len(_results(page)) == 40
    page.get_by_role("button", name="Näytä lisää").click()
    expect(page.locator("[data-results] a").nth(40)).to_be_focused()
    assert len(_results(page)) == min(60, total)


def test_nothing_found_leads_on(strict: str, page: Page) -> None:
    """A sentence, themes and the way to everything, none of them among the results."""
    page.goto(f"{strict}{BROWSE}?q=xqzwvk")
    assert _results(page) == []
    nothing = page.locator(".found__nothing")
    expect(nothing.get_by_role("heading", name="Yhtään kuvausta ei löytynyt")).to_be_visible()
    assert nothing.get_by_role("link", name="Hyvinvoinnin edistäminen").is_visible()
    nothing.get_by_role("link", name="Näytä kaikki kuvaukset").click()
    assert len(_results(page)) == 50


def test_a_slip_is_answered_with_what_was_meant(strict: str, page: Page) -> None:
    page.goto(f"{strict}{BROWSE}?q=hyvinvoimti")
    assert _results(page)
    page.locator(".found__notes button").first.click()
    expect(_field(page)).to_have_value("hyvinvointi")
    assert len(_results(page)) == 4


def test_the_page_is_empty_until_its_results_stand(strict: str, page: Page) -> None:
    """What an address asks for is never preceded by the list of everything."""
    page.add_init_script(
        """
        window.seen = [];
        document.addEventListener('DOMContentLoaded', () => {
            const list = document.querySelector('[data-results]');
            window.seen = [list.children.length, list.getAttribute('aria-busy')];
        });
        """
    )
    page.goto(f"{strict}{BROWSE}?q=täysi")
    assert page.evaluate("window.seen") == [0, "true"]
    assert 0 < len(_results(page)) < 10


HOSTILE = {
    "long": "käytäntö " * 1200,
    "emoji": "😀🏳️‍🌈 malli",
    "markup": "<script>alert(1)</script><img src=x onerror=alert(2)>",
    "pattern": ".*+?^${}()|[]\\ (((( [a-",
    "half letters": "a\ud800b malli \udc00",
    "right to left": "שלום עולם \u202emalli",
    "braces": "{count} {found} $& $1",
    "signs": "%% 100 % & # ? = + ; , ..",
    "names": "__proto__ constructor toString",
    "spaces": " \t\u00a0\u3000 ",
    "null": "\u0000\uffff\ufffe",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_whatever_is_typed_the_page_stays_usable(strict: str, page: Page, told: list[str], name: str) -> None:
    """Nothing of it runs or breaks anything, the field keeps it, and the next words are searched for as ever."""
    for url in (BROWSE, ""):
        page.goto(strict + url)
        page.evaluate(
            """text => {
                const field = document.querySelector('.search-field__words');
                field.focus();
                field.value = text;
                field.dispatchEvent(new InputEvent('input', {bubbles: true}));
            }""",
            HOSTILE[name],
        )
        page.wait_for_timeout(250)
        if name == "long":
            assert _field(page).input_value() == HOSTILE[name]
        assert page.locator("main script, main img").count() == 0
        _field(page).fill("täysi")
        if url:
            expect(page.locator("[data-results] a").first).to_contain_text("äysi")
        else:
            expect(_options(page).first).to_contain_text("äysi")
        assert page.evaluate("document.documentElement.scrollWidth") <= WIDE
    assert told == []


@pytest.mark.parametrize("query", ["%3Cimg%20src=x%20onerror=alert(1)%3E", "%ED%A0%80", "a%00b", "%", "x" * 10_000])
def test_whatever_an_address_says_the_page_stays_usable(strict: str, page: Page, told: list[str], query: str) -> None:
    page.goto(f"{strict}{BROWSE}?q={query}&teema=__proto__")
    _results(page)
    page.locator(".search-field__words").fill("täysi")
    expect(page.locator("[data-results] a").first).to_contain_text("äysi")
    assert "__proto__" not in page.inner_text("body")
    assert told == []


# when the search can't be had


def _note(said: list[str], message: ConsoleMessage) -> None:
    said.append(message.type)


@pytest.mark.parametrize("damage", ["missing", "damaged", "script"])
def test_without_its_index_the_page_says_so_and_stays(
    rich: Site, browser: Browser, tmp_path: Path, damage: str
) -> None:
    """In words, with the list as it was and links instead of boxes; nothing but a warning for developers."""
    folder = shutil.copytree(rich.folder, tmp_path / "site")
    if damage == "script":
        next((folder / "assets").glob("search.*.js")).unlink()
    for path in (folder / "data" / "search").rglob("*.js"):
        if damage == "missing":
            path.unlink()
        elif damage == "damaged":
            path.write_text(path.read_text(encoding="utf-8")[:200], encoding="utf-8")
    for server in serving(folder):
        with browser.new_context() as context:
            page = context.new_page()
            said: list[str] = []
            page.on("console", partial(_note, said))
            page.goto(f"{server}{BROWSE}?q=täysi")
            expect(page.get_by_role("alert").filter(has_text="Haku ei ole nyt käytettävissä")).to_be_visible()
            assert len(_results(page)) == 50
            assert page.locator(".choice__box").count() == 0
            assert page.get_by_role("group", name="Teema").get_by_role("link").count() > 0
            page.goto(server)
            _field(page).fill("täysi")
            expect(page.get_by_role("alert").filter(has_text="Haku ei ole nyt käytettävissä")).to_be_visible()
            assert said.count("warning") <= 2


# everyone


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_axe_finds_nothing_with_results_open(
    strict: str, page: Page, axe_source: str, width: int, scheme: Scheme
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    page.goto(strict)
    _field(page).fill("käytäntö")
    expect(_options(page).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    assert _faults(page, axe_source) == []
    for query in ("hyvinvoimti", "xqzwvk", "käytäntö"):
        page.goto(f"{strict}{BROWSE}?q={query}&tyyppi=practices")
        _results(page)
        assert _faults(page, axe_source) == []


def _faults(page: Page, axe_source: str) -> list[Any]:
    # The policy lets no text become a script, so the test's own comes another way than to the page.
    page.evaluate(axe_source)
    found = page.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})", TAGS
    )
    return [(fault["id"], node["html"][:200]) for fault in found["violations"] for node in fault["nodes"]]


def test_results_can_be_printed(strict: str, page: Page) -> None:
    """On paper stand the results and their number, and nothing to press."""
    page.goto(f"{strict}{BROWSE}?q=täysi&tyyppi=tools")
    titles = _results(page)
    page.emulate_media(media="print")
    for control in page.locator("main :is(button, input, select)").all():
        assert not control.is_visible()
    assert all(title in page.inner_text("main").replace("\u00ad", "") for title in titles)
