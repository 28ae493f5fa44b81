"""The rich site in a browser: from a disk and a server, with and without scripts, on paper, by keyboard."""

from collections.abc import Iterator
from typing import Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, Route

from tests.built import KINDS, LANGUAGES, Site

WIDE, NARROW, NARROWEST = 1280, 390, 320
Scheme = Literal["light", "dark"]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
KEEPING = "practice"


@pytest.fixture(scope="session")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser window in which nothing moves by itself, so that what is seen is where it will stay."""
    with browser.new_context(reduced_motion="reduce") as opened:
        yield opened


@pytest.fixture(scope="session")
def tab(context: BrowserContext) -> Page:
    """One page that all tests of a kind of page share."""
    return context.new_page()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a test's own, in a wide window in which nothing moves by itself."""
    with browser.new_context(viewport={"width": WIDE, "height": 900}, reduced_motion="reduce") as opened:
        yield opened.new_page()


def _address(site: Site, kind: str, language: str) -> str:
    return site.page(KINDS[kind][LANGUAGES.index(language)]).path.as_uri()


def _show(tab: Page, address: str, *, width: int = WIDE, scheme: Scheme = "light") -> None:
    tab.set_viewport_size({"width": width, "height": 900})
    tab.emulate_media(color_scheme=scheme, media="screen")
    tab.goto(address)


# for all kinds of pages


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [WIDE, NARROW, NARROWEST])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(  # noqa: PLR0913, PLR0917 -- what a page is looked at with
    rich: Site, tab: Page, axe_source: str, kind: str, language: str, width: int, scheme: Scheme
) -> None:
    """No page breaks a rule of WCAG 2.2 AA that a machine can see: wide or narrow, light or dark, in any language."""
    _show(tab, _address(rich, kind, language), width=width, scheme=scheme)
    tab.evaluate(axe_source)
    found = tab.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})", TAGS
    )
    told = [(fault["id"], node["html"][:200], node["failureSummary"])
            for fault in found["violations"] for node in fault["nodes"]]  # fmt: skip
    assert not told


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_cut_at_320_pixels(rich: Site, tab: Page, kind: str, language: str) -> None:
    """At the width that a page has when enlarged four times, it needs no scrolling sideways (WCAG 1.4.10)."""
    _show(tab, _address(rich, kind, language), width=320)
    beyond = tab.evaluate(
        """() => [...document.querySelectorAll('body *')].filter(element => {
            const box = element.getBoundingClientRect();
            const may = element.closest('.table-scroll, pre, .visually-hidden, .skip-link');
            return box.width > 1 && box.right > 321 && !may;
        }).map(element => element.outerHTML.slice(0, 120))""",
    )
    assert beyond == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("scheme", ["file", "http"])
def test_no_page_complains_or_asks_another_host(rich: Site, server: str, browser: Browser, scheme: str) -> None:
    """From the file system and from a server: no error on any page, no breach of its policy, no foreign request."""
    told: list[str] = []
    with browser.new_context() as context:
        page = context.new_page()
        page.on("console", lambda message: told.append(f"{page.url}: {message.text}"))
        page.on("pageerror", lambda error: told.append(f"{page.url}: {error}"))

        def fail(request: Request) -> None:
            # What is still under way when the next page is asked for is given up.
            if request.failure != "net::ERR_ABORTED":
                told.append(f"{page.url}: {request.failure} {request.url}")

        def judge(route: Route) -> None:
            address = urlsplit(route.request.url)
            if address.scheme != scheme or (scheme == "http" and not route.request.url.startswith(server)):
                told.append(f"{page.url}: asked {route.request.url}")
            route.continue_()

        page.on("requestfailed", fail)
        context.route("**/*", judge)
        for urls in KINDS.values():
            for url in urls:
                page.goto(rich.page(url).path.as_uri() if scheme == "file" else server + url)
    assert told == []


# one page at a time


def test_a_page_opened_from_the_file_system_has_its_style(rich: Site, page: Page) -> None:
    """The policy lets the page's own style through, on a disk too: text has the size and the place it is given."""
    page.goto(_address(rich, KEEPING, "fi"))
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= 17
    assert page.evaluate("getComputedStyle(document.querySelector('.menu ul')).listStyleType") == "none"
    image = page.locator(".prose img").first
    assert image.evaluate("element => element.complete && element.naturalWidth") == 8


def test_links_work_from_the_file_system(rich: Site, page: Page) -> None:
    """By clicking alone: front page, practices, a practice, its theme and back, then the same page in Swedish."""
    page.goto(_address(rich, "front", "fi"))
    page.get_by_role("navigation", name="Päävalikko").get_by_role("link", name="Käytännöt").click()
    page.wait_for_url("**/kaytannot/index.html")
    page.get_by_role("main").get_by_role("link", name="Seuraava").click()
    page.wait_for_url("**/kaytannot/sivu/2/index.html")
    page.get_by_role("main").get_by_role("link", name="Täysi esimerkkikäytäntö").click()
    page.wait_for_url("**/kaytannot/taysi-kaytanto/index.html")
    page.get_by_role("main").get_by_role("link", name="Hyvinvoinnin edistäminen").first.click()
    page.wait_for_url("**/teemat/hyvinvointi/index.html")
    page.go_back()
    page.wait_for_url("**/kaytannot/taysi-kaytanto/index.html")
    page.get_by_role("navigation", name="Kieli").get_by_role("link", name="Svenska").click()
    page.wait_for_url("**/sv/praxis/taysi-kaytanto/index.html")
    assert page.get_by_role("heading", level=1).inner_text() == "Fullständig exempelpraxis"


def test_a_link_to_a_heading_leads_to_it(rich: Site, page: Page) -> None:
    """The table of contents, and a link from another page's text, bring the heading into view."""
    page.goto(_address(rich, "tool", "fi"))
    page.locator(".prose a").first.click()
    page.wait_for_url("**/taysi-kaytanto/index.html#osio-huomioita")
    box = page.locator("#osio-huomioita").bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 900


@pytest.mark.parametrize("old", ["id/4711/", "kaytannot/vanhin-kaytanto/"])
def test_old_addresses_forward_by_themselves(rich: Site, page: Page, old: str) -> None:
    """A reader who comes by a short or an old address stands on the page at once, on a disk too."""
    page.goto(rich.page(old).path.as_uri(), wait_until="commit")
    page.wait_for_url("**/kaytannot/taysi-kaytanto/index.html")
    assert page.get_by_role("heading", level=1).inner_text() == "Täysi esimerkkikäytäntö"


@pytest.mark.parametrize("kind", ["front", "practice", "keywords", "ways of working"])
def test_a_keyboard_is_enough(rich: Site, page: Page, kind: str) -> None:
    """The skip link comes first and shows itself, and leads into the text; every stop after it can be seen."""
    page.goto(_address(rich, kind, "fi"))
    page.keyboard.press("Tab")
    focused = "document.activeElement"
    assert page.evaluate(f"{focused}.getAttribute('href')") == "#main"
    box = page.locator(".skip-link").bounding_box()
    assert box is not None
    assert min(box["x"], box["y"]) >= 0
    assert box["height"] >= 24
    for _ in range(25):
        seen = page.evaluate(
            """() => {
                const element = document.activeElement, style = getComputedStyle(element);
                const box = element.getBoundingClientRect();
                return {
                    name: element.outerHTML.slice(0, 120),
                    is_ringed: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
                    is_shown: box.width > 0 && box.top < innerHeight && box.bottom > 0,
                };
            }""",
        )
        assert seen["is_ringed"], seen["name"]
        assert seen["is_shown"], seen["name"]
        page.keyboard.press("Tab")
    page.goto(_address(rich, kind, "fi"))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(f"document.querySelector('main').contains({focused})")


@pytest.mark.parametrize("kind", KINDS.keys() - {"own list", "form", "plan", "plan, smallest"})
def test_without_scripts_everything_is_there(rich: Site, browser: Browser, tab: Page, kind: str) -> None:
    """With scripts turned off a page holds the same text and the same links."""
    with browser.new_context(java_script_enabled=False, viewport={"width": WIDE, "height": 900}) as context:
        bare = context.new_page()
        bare.goto(_address(rich, kind, "fi"))
        _show(tab, _address(rich, kind, "fi"))
        # But for the controls that only scripts could work; links that narrow a list are checkboxes with them.
        controls = ".scheme-switch, .search-field, .list-button, .found__order, .filters-button"
        tab.evaluate("controls => document.querySelectorAll(controls).forEach(one => one.remove())", controls)
        assert bare.inner_text("body") == tab.inner_text("body")
        boxes = tab.locator(".choice__box:not(:disabled)").count()
        assert bare.locator("a").count() == tab.locator("a").count() + boxes


def test_the_address_bar_loses_index_html(server: str, page: Page) -> None:
    """On the web a reader copies the short address, anchor and all; back and reload still work."""
    page.goto(f"{server}kaytannot/taysi-kaytanto/index.html?a=1#osio-huomioita")
    assert page.url == f"{server}kaytannot/taysi-kaytanto/?a=1#osio-huomioita"
    page.get_by_role("navigation", name="Kieli").get_by_role("link", name="English").click()
    page.wait_for_url(f"{server}en/practices/taysi-kaytanto/")
    page.go_back()
    page.wait_for_url(f"{server}kaytannot/taysi-kaytanto/?a=1#osio-huomioita")
    page.reload()
    assert page.get_by_role("heading", level=1).inner_text() == "Täysi esimerkkikäytäntö"


def test_a_practice_on_paper_is_its_text(rich: Site, page: Page) -> None:
    """Printed, a practice has its text and facts, and nothing that only a screen can use."""
    page.goto(_address(rich, KEEPING, "fi"))
    page.emulate_media(media="print")
    text = page.inner_text("body").replace("\N{SOFT HYPHEN}", "")
    for shown in ("Täysi esimerkkikäytäntö", "Tiivistelmä", "Kuuntele", "Juurruttamissuunnitelma", "4711"):
        assert shown in text
    for hidden in (".menu", ".languages", ".breadcrumbs", ".contents", ".skip-link", ".edit-link"):
        assert not page.locator(hidden).first.is_visible(), hidden
    assert page.pdf(format="A4").startswith(b"%PDF-")
