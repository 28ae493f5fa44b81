"""What stands around the text: menu, languages, switch of colours, table of contents and search, keyboard first."""

import time
from collections.abc import Iterator
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route

from tests.browser.test_pages import NARROW, TAGS, WIDE
from tests.built import Site

FRONT, PRACTICE, BROWSE = "", "kaytannot/taysi-kaytanto/", "selaa/"
DARK, LIGHT = "rgb(15, 22, 29)", "rgb(251, 250, 246)"
GROUND: Final = "getComputedStyle(document.body).backgroundColor"
WITHOUT_STORAGE: Final = """
    Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }});
"""
SHIFTS: Final = """
    window.shifted = 0;
    new PerformanceObserver(list => {
        for (const entry of list.getEntries()) window.shifted += entry.value;
    }).observe({type: 'layout-shift', buffered: true});
"""


@pytest.fixture
def window(browser: Browser) -> Iterator[BrowserContext]:
    """A window of a test's own, in which nothing is remembered yet and nothing moves by itself."""
    with browser.new_context(viewport={"width": WIDE, "height": 900}, reduced_motion="reduce") as opened:
        yield opened


@pytest.fixture
def page(window: BrowserContext) -> Page:
    return window.new_page()


def _narrow(page: Page) -> None:
    page.set_viewport_size({"width": NARROW, "height": 900})


def _toggle(page: Page) -> Locator:
    return page.get_by_role("button", name="Valikko")


def _menu(page: Page) -> Locator:
    return page.get_by_role("navigation", name="Päävalikko")


def _focused(page: Page) -> str:
    """What has the focus, in the words that a reader would see."""
    words = page.evaluate(
        "() => { const {activeElement: at} = document; return at.labels?.[0]?.innerText ?? at.innerText ?? ''; }"
    )
    return str(words).strip()


def _walk(page: Page, stops: int) -> list[str]:
    """Where the next presses of the tabulator lead; each stop is seen and ringed."""
    walked = []
    for _ in range(stops):
        page.keyboard.press("Tab")
        walked.append(_focused(page))
        assert page.evaluate(
            """() => {
                const style = getComputedStyle(document.activeElement);
                const box = document.activeElement.getBoundingClientRect();
                return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 3
                    && box.width > 0 && box.top >= 0 && box.bottom <= innerHeight;
            }"""
        ), walked
    return walked


MENU = ["Selaa", "Käytännöt", "Välineet", "Teemat", "Kohderyhmät", "Toimintatavat", "Tietoa"]
SEARCH = ["Hae omin sanoin", "Hae"]
CHROME = ["Siirry sisältöön", "Zoomi", "Suomi", "Svenska", "English"]


def _as_walked(stops: list[str], title: str) -> list[str]:
    return [title if stop == "Zoomi" else stop for stop in stops]


# by keyboard


def test_a_keyboard_walks_the_chrome_of_a_wide_page(server: str, page: Page) -> None:
    """Skip link, front page, own list, languages, search, menu and switch, in the order in which they stand."""
    page.goto(server + PRACTICE)
    title = page.locator(".wordmark").inner_text()
    stops = [*CHROME[:2], "Oma lista", *CHROME[2:], *SEARCH, *MENU, "Automaattinen"]
    assert _walk(page, len(stops)) == _as_walked(stops, title)
    # One stop for the switch; the arrows choose in it.
    page.keyboard.press("ArrowLeft")
    assert _focused(page) == "Tumma"
    assert page.evaluate(GROUND) == DARK
    page.keyboard.press("ArrowLeft")
    assert _focused(page) == "Vaalea"
    assert page.evaluate(GROUND) == LIGHT


def test_a_keyboard_walks_the_chrome_of_a_narrow_page(server: str, page: Page) -> None:
    """The menu waits behind its button; opened it comes next, and Escape leads back to the button."""
    _narrow(page)
    page.goto(server + PRACTICE)
    title = page.locator(".wordmark").inner_text()
    stops = [*CHROME, "Valikko"]
    assert _walk(page, len(stops)) == _as_walked(stops, title)
    assert _toggle(page).get_attribute("aria-expanded") == "false"
    assert not _menu(page).is_visible()
    page.keyboard.press("Enter")
    assert _toggle(page).get_attribute("aria-expanded") == "true"
    assert page.locator(f"#{_toggle(page).get_attribute('aria-controls')}").is_visible()
    assert _walk(page, len(MENU) + 4) == [*SEARCH, *MENU, "Oma lista", "Automaattinen"]
    page.keyboard.press("Escape")
    assert _focused(page) == "Valikko"
    assert not _menu(page).is_visible()
    assert page.get_by_role("navigation", name="Kieli").is_visible()
    page.keyboard.press("Space")
    assert _menu(page).is_visible()
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/selaa/")
    assert not _menu(page).is_visible()


@pytest.mark.parametrize(("width", "is_open"), [(WIDE, True), (NARROW, False)])
def test_a_keyboard_uses_the_contents(server: str, page: Page, width: int, is_open: bool) -> None:
    """Open beside the text, closed above it; the keyboard opens and closes it and follows its links."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(server + PRACTICE)
    contents = page.get_by_role("navigation", name="Sisällysluettelo")
    fold, link = contents.locator("details"), contents.get_by_role("link").first
    assert fold.evaluate("element => element.open") is is_open
    assert link.is_visible() is is_open
    summary = contents.locator("summary")
    summary.focus()
    page.keyboard.press("Enter")
    assert fold.evaluate("element => element.open") is not is_open
    if is_open:
        page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{link.get_attribute('href')}")
    heading = page.locator(str(link.get_attribute("href"))).bounding_box()
    assert heading is not None
    assert 0 <= heading["y"] < 900


def test_the_contents_stay_in_sight_on_a_wide_page_and_follow_its_width(server: str, page: Page) -> None:
    """Beside a long text they stick to the top; when the window is made narrow they close, and open again."""
    page.goto(server + PRACTICE)
    contents = page.locator(".contents")
    page.evaluate("scrollTo(0, document.body.scrollHeight / 2)")
    box = contents.bounding_box()
    assert box is not None
    assert 0 <= box["y"] <= 32
    fold = contents.locator("details")
    _narrow(page)
    page.wait_for_function("() => !document.querySelector('.contents__fold').open")
    page.set_viewport_size({"width": WIDE, "height": 900})
    page.wait_for_function("() => document.querySelector('.contents__fold').open")
    assert fold.is_visible()


# the switch


def _choose(page: Page, word: str) -> None:
    page.get_by_role("group", name="Ulkoasu").get_by_role("radio", name=word).check()


def test_the_switch_remembers(server: str, window: BrowserContext, page: Page) -> None:
    """A choice holds over a reload, on other pages and in other languages, until the system decides again."""
    page.goto(server)
    assert page.evaluate(GROUND) == LIGHT
    assert page.get_by_role("radio", name="Automaattinen").is_checked()
    _choose(page, "Tumma")
    assert page.evaluate(GROUND) == DARK
    page.reload()
    assert page.evaluate(GROUND) == DARK
    assert page.get_by_role("radio", name="Tumma").is_checked()
    page.goto(f"{server}en/practices/taysi-kaytanto/")
    assert page.evaluate(GROUND) == DARK
    assert page.get_by_role("radio", name="Dark").is_checked()
    # Another page that is open already follows.
    other = window.new_page()
    other.goto(server)
    _choose(other, "Vaalea")
    page.wait_for_function(f"() => {GROUND} === '{LIGHT}'")
    assert page.get_by_role("radio", name="Light").is_checked()
    _choose(other, "Automaattinen")
    other.emulate_media(color_scheme="dark")
    assert other.evaluate(GROUND) == DARK
    assert other.evaluate("localStorage.length") == 0


def test_the_choice_is_there_before_the_page_is_painted(server: str, window: BrowserContext, page: Page) -> None:
    """On a fresh load, before there is a body to paint, the root has its scheme; no frame had another ground."""
    page.goto(server)
    _choose(page, "Tumma")
    window.add_init_script(
        """
        window.grounds = [];
        window.atBody = undefined;
        new MutationObserver((_, observer) => {
            if (document.body) {
                window.atBody = document.documentElement.dataset.scheme;
                observer.disconnect();
            }
        }).observe(document, {childList: true, subtree: true});
        document.addEventListener('DOMContentLoaded', () => {
            window.atLoaded = document.documentElement.dataset.scheme;
        });
        const look = () => {
            if (document.body && getComputedStyle(document.body).fontSize !== '16px') {
                window.grounds.push(getComputedStyle(document.body).backgroundColor);
            }
            if (window.grounds.length < 5) requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
        """
    )
    fresh = window.new_page()
    fresh.goto(server + PRACTICE)
    fresh.wait_for_function("() => window.grounds.length === 5")
    assert fresh.evaluate("[window.atBody, window.atLoaded]") == ["dark", "dark"]
    assert set(fresh.evaluate("window.grounds")) == {DARK}
    assert fresh.evaluate("document.querySelector('meta[name=color-scheme]').content") == "dark"


@pytest.mark.parametrize("stored", ["<b>", "", "DARK"])
def test_a_stored_value_that_means_nothing_does_nothing(server: str, window: BrowserContext, stored: str) -> None:
    """The page is as the system is, and the switch says so."""
    page = window.new_page()
    page.goto(server)
    page.evaluate("value => localStorage.setItem('zoomibank.scheme', value)", stored)
    page.reload()
    assert page.evaluate("'scheme' in document.documentElement.dataset") is False
    assert page.get_by_role("radio", name="Automaattinen").is_checked()


def test_the_switch_works_where_storage_is_refused(server: str, window: BrowserContext) -> None:
    """Nothing is remembered, nothing fails, and the colours change all the same."""
    window.add_init_script(WITHOUT_STORAGE)
    page = window.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(server)
    _choose(page, "Tumma")
    assert page.evaluate(GROUND) == DARK
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    assert page.evaluate(GROUND) == DARK
    assert errors == []


def test_the_switch_works_from_the_file_system(rich: Site, page: Page) -> None:
    page.goto(rich.page(FRONT).path.as_uri())
    _choose(page, "Tumma")
    page.goto(rich.page(PRACTICE).path.as_uri())
    assert page.evaluate(GROUND) == DARK


def test_paper_is_white_whatever_is_chosen(server: str, page: Page) -> None:
    page.goto(server)
    _choose(page, "Tumma")
    page.emulate_media(media="print")
    assert page.evaluate(GROUND) == "rgb(255, 255, 255)"
    for control in page.locator(".site-header__toggle, .scheme-switch, .search-field").all():
        assert not control.is_visible()


@pytest.mark.parametrize("scheme", ["Vaalea", "Tumma"])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_axe_finds_nothing_in_the_open_chrome(
    server: str, page: Page, axe_source: str, width: int, scheme: str
) -> None:
    """With the menu and the contents closed and open, in the colours chosen."""
    page.set_viewport_size({"width": width, "height": 900})
    for url in (PRACTICE, FRONT):
        page.goto(server + url)
        if width == NARROW:
            assert _faults(page, axe_source) == []
            _toggle(page).click()
        _choose(page, scheme)
        for summary in page.locator(".contents__summary").all():
            summary.click()
        page.mouse.move(0, 0)
        assert _faults(page, axe_source) == []


def _faults(page: Page, axe_source: str) -> list[Any]:
    page.evaluate(axe_source)
    found = page.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})", TAGS
    )
    return [(fault["id"], node["html"][:200]) for fault in found["violations"] for node in fault["nodes"]]


# without scripts, without shifts, enlarged, in forced colours


@pytest.mark.parametrize("width", [WIDE, NARROW, 320])
def test_without_scripts_all_is_there_and_no_control_is_dead(server: str, browser: Browser, width: int) -> None:
    """Menu, languages and contents lie open; what only scripts can do is not shown; browsing is a link."""
    with browser.new_context(java_script_enabled=False, viewport={"width": width, "height": 900}) as context:
        page = context.new_page()
        page.goto(server + PRACTICE)
        for link in (*MENU, "Suomi", "Svenska", "English"):
            assert page.locator(".site-header").get_by_role("link", name=link, exact=True).is_visible(), link
        assert page.locator(".contents a").first.is_visible()
        page.locator(".contents__summary").click()
        assert not page.locator(".contents a").first.is_visible()
        page.goto(server)
        page.get_by_role("main").get_by_role("link", name="Selaa kaikkia kuvauksia").click()
        page.wait_for_url("**/selaa/index.html")
        for url in (FRONT, PRACTICE, BROWSE):
            page.goto(server + url)
            for control in page.locator(".site-header :is(button, input), .search-field *").all():
                assert not control.is_visible(), control.get_attribute("class")


def _late(route: Route) -> None:
    time.sleep(0.15)
    route.continue_()


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("url", [FRONT, PRACTICE, BROWSE])
@pytest.mark.parametrize("scheme", ["dark", ""])
def test_nothing_shifts_while_a_page_loads(  # noqa: PLR0913, PLR0917 -- what a page is loaded with
    server: str, window: BrowserContext, page: Page, url: str, width: int, scheme: str
) -> None:
    """Cumulative layout shift is 0, also over a slow line and with a choice remembered."""
    page.goto(server)
    page.evaluate("value => value && localStorage.setItem('zoomibank.scheme', value)", scheme)
    window.add_init_script(SHIFTS)
    fresh = window.new_page()
    fresh.set_viewport_size({"width": width, "height": 900})
    # The deferred script comes late: whatever it changes would be seen to move.
    fresh.route("**/assets/site.*.js", _late)
    fresh.goto(server + url)
    fresh.wait_for_timeout(150)
    assert fresh.evaluate("window.shifted") == 0


@pytest.mark.parametrize("url", [FRONT, PRACTICE, BROWSE])
@pytest.mark.parametrize(("width", "enlarged"), [(NARROW, True), (WIDE, True), (320, False)])
def test_enlarged_text_and_narrow_pages_need_no_scrolling_sideways(
    server: str, page: Page, url: str, width: int, enlarged: bool
) -> None:
    """With text at 200 %, and at the 320 pixels of a zoom of 400 %, menu open: all is on the page, nothing is cut."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(server + url)
    if enlarged:
        page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
    if width < WIDE:
        _toggle(page).click()
        for summary in page.locator(".contents__summary").all():
            summary.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    cut = page.evaluate(
        """() => [...document.querySelectorAll(
            '.site-header *, .contents *, .search-field, .search-field *, .front-head *'
        )].filter(element => {
            const box = element.getBoundingClientRect(), style = getComputedStyle(element);
            if (box.width <= 1 || element.closest('svg') || element.closest('.visually-hidden')) return false;
            const isBeyond = box.left < -1 || box.right > innerWidth + 1;
            const isClipped = style.overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1;
            return isBeyond || isClipped;
        }).map(element => element.outerHTML.slice(0, 90))"""
    )
    assert cut == []


@pytest.mark.parametrize("width", [WIDE, 1000, NARROW, 320])
def test_targets_of_the_chrome_are_large(server: str, page: Page, width: int) -> None:
    """Whatever is pressed around the text is at least 44 pixels high; controls are 44 wide, too."""
    page.set_viewport_size({"width": width, "height": 900})
    for url in (FRONT, PRACTICE):
        page.goto(server + url)
        if width < WIDE // 2:
            _toggle(page).click()
        small = page.evaluate(
            """() => [...document.querySelectorAll(
                '.site-header :is(a, button, input), .contents__summary, .search-field :is(input, button)'
            )].filter(element => element.checkVisibility()).filter(element => {
                const box = element.getBoundingClientRect();
                return box.height < 43.9 || (!element.matches('a') && box.width < 43.9);
            }).map(element => element.outerHTML.slice(0, 90))"""
        )
        assert small == []


def test_forced_colours_show_which_is_chosen(server: str, browser: Browser) -> None:
    """Where the reader's own colours rule, the chosen one of the switch and the current page still differ."""
    with browser.new_context(viewport={"width": WIDE, "height": 900}, forced_colors="active") as context:
        page = context.new_page()
        page.goto(f"{server}kaytannot/")
        line = "element => getComputedStyle(element).borderBlockEndColor"
        words = page.locator(".scheme-switch__word")
        assert words.nth(0).evaluate(line) == words.nth(1).evaluate(line) != words.nth(2).evaluate(line)
        menu = page.locator(".menu a")
        assert menu.nth(0).evaluate(line) != page.locator(".menu [aria-current]").evaluate(line)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_nothing_moves_for_those_who_want_no_motion(server: str, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(server + PRACTICE)
    moving = page.evaluate(
        """() => [...document.querySelectorAll('*')].filter(element => {
            const style = getComputedStyle(element);
            return parseFloat(style.transitionDuration) > 0 || style.animationName !== 'none';
        }).map(element => element.outerHTML.slice(0, 90))"""
    )
    assert moving == []
