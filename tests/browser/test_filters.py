"""Narrowing a list in a browser: boxes, counts, chips, the address, the panel on a phone, and links without scripts."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.test_pages import NARROW, TAGS, WIDE, Scheme
from tests.built import KINDS, Site
from zoomibank.site.urls import PARAMETERS

BROWSE, THEME, GROUP = "selaa/", "teemat/hyvinvointi/", "kohderyhmat/opettajat/"
ALL = 66


@pytest.fixture
def window(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(viewport={"width": WIDE, "height": 900}, reduced_motion="reduce") as opened:
        yield opened


@pytest.fixture
def page(window: BrowserContext) -> Page:
    return window.new_page()


def _facet(page: Page, name: str) -> Locator:
    return page.locator(f"fieldset[data-facet={name}]")


def _box(page: Page, facet: str, key: str) -> Locator:
    return _facet(page, facet).locator(f"input[value='{key}']")


def _counts(page: Page, facet: str) -> dict[str, int]:
    """The number beside each choice."""
    told = _facet(page, facet).evaluate(
        """set => [...set.querySelectorAll('label')]
            .map(label => [label.control.value, label.querySelector('.choice__count').textContent])"""
    )
    return {key: int(count) for key, count in told}


def _results(page: Page) -> list[str]:
    expect(page.locator("[data-results]")).not_to_have_attribute("aria-busy", "true")
    return [title.replace("\u00ad", "") for title in page.locator("[data-results] a").all_inner_texts()]


def _expect_count(page: Page, count: int, total: int = ALL) -> None:
    expect(page.locator("[data-count][role=status]")).to_have_text(f"{count} / {total} kuvausta")
    expect(page.locator("[data-count][role=status]")).to_have_attribute("data-count", str(count))


# choosing


@pytest.mark.parametrize("place", ["file", "http"])
def test_or_within_a_facet_and_between_facets(rich: Site, strict: str, page: Page, place: str) -> None:
    """Counts ignore their own facet's choices; what would find nothing stays, but can't be chosen."""
    page.goto(strict + BROWSE if place == "http" else rich.page(BROWSE).path.as_uri())
    themes = _counts(page, "teema")
    assert themes["hyvinvointi"] == 4
    assert _box(page, "teema", "kayttamaton").is_disabled()
    _box(page, "teema", "hyvinvointi").check()
    _expect_count(page, 4)
    assert _counts(page, "teema") == themes
    kinds = _counts(page, "tyyppi")
    assert sum(kinds.values()) == 4
    _box(page, "teema", "tyoelama").check()
    _expect_count(page, len(_results(page)))
    assert len(_results(page)) > 4
    _box(page, "teema", "tyoelama").uncheck()
    _box(page, "tyyppi", "tools").check()
    _expect_count(page, kinds["tools"])
    assert _counts(page, "teema")["aanestys"] <= themes["aanestys"]
    assert page.url.endswith("?teema=hyvinvointi&tyyppi=tools")
    # A choice that finds nothing any more can still be taken back.
    _box(page, "tyyppi", "practices").check()
    assert _box(page, "tyyppi", "practices").is_enabled()


def test_choices_and_words_narrow_together(strict: str, page: Page) -> None:
    page.goto(f"{strict}{BROWSE}?q=täysi&tyyppi=tools")
    assert _results(page) == ["Täysi esimerkkiväline"]
    _expect_count(page, 1)
    assert _counts(page, "tyyppi") == {"practices": 1, "tools": 1}
    assert _box(page, "tyyppi", "tools").is_checked()


def test_a_facet_opens_with_its_counts(strict: str, page: Page) -> None:
    """Three stand open on a wide screen, the others wait folded; one with a choice is open."""
    page.goto(f"{strict}{BROWSE}?hanke=esimerkkihanke")
    found = len(_results(page))
    folds = page.locator(".facet")
    states = [fold.get_attribute("open") is not None for fold in folds.all()]
    assert states[:3] == [True, True, True]
    assert sum(states) == 4
    assert _facet(page, "hanke").is_visible()
    page.locator(".facet__name", has_text="Kieli").click()
    expect(_facet(page, "kieli").locator("label").first.locator(".choice__count")).to_have_text(str(found))


def test_every_facet_is_there_in_order(strict: str, page: Page) -> None:
    page.goto(strict + BROWSE)
    names = page.locator("fieldset[data-facet]").evaluate_all("sets => sets.map(set => set.dataset.facet)")
    assert names == list(PARAMETERS.values())


def test_the_order_can_be_chosen(strict: str, page: Page) -> None:
    """By name; newest and last reviewed first; relevance only with words."""
    page.goto(strict + BROWSE)
    order = page.get_by_label("Järjestys")
    assert order.input_value() == "nimi"
    by_name = _results(page)
    order.select_option("uusin")
    expect(page.locator("[data-results] a")).to_have_count(20)
    assert page.url.endswith("?jarjestys=uusin")
    assert _results(page) != by_name[:20]
    order.select_option("tarkistettu")
    expect(page.locator(".card__standing").first).to_contain_text("Tarkistettu")
    order.select_option("nimi")
    expect(page.locator("[data-results] a")).to_have_count(50)
    assert _results(page) == by_name
    page.locator(".search-field__words").fill("esimerkki")
    expect(page.locator("[data-results] a")).to_have_count(20)
    _expect_count(page, 64)
    expect(order).to_have_value("")
    by_relevance = _results(page)
    order.select_option("nimi")
    page.wait_for_url("**/*jarjestys=nimi*")
    expect(page.locator("[data-results] a").first).not_to_have_text(by_relevance[0])


# the address


def test_back_and_forward_go_through_the_choices(strict: str, page: Page) -> None:
    page.goto(strict + BROWSE)
    _box(page, "teema", "hyvinvointi").check()
    _expect_count(page, 4)
    _box(page, "tyyppi", "tools").check()
    page.wait_for_url("**/*tyyppi=tools*")
    page.go_back()
    _expect_count(page, 4)
    assert not _box(page, "tyyppi", "tools").is_checked()
    page.go_back()
    expect(page.locator("[data-results] a")).to_have_count(50)
    _expect_count(page, ALL)
    assert not _box(page, "teema", "hyvinvointi").is_checked()
    page.go_forward()
    _expect_count(page, 4)
    assert _box(page, "teema", "hyvinvointi").is_checked()
    page.reload()
    _expect_count(page, 4)
    page.locator("[data-results] a").first.click()
    page.go_back()
    _expect_count(page, 4)


@pytest.mark.parametrize(
    "search",
    [
        "teema=__proto__", "teema=constructor,toString", "teema=<b>x</b>", "teema=eisitaole", "__proto__=a",
        "jarjestys=__proto__", "tila=draft", "teema=,,,", "kieli=../x&teema=%00",
    ],
)  # fmt: skip
def test_what_an_address_can_not_mean_is_ignored(strict: str, page: Page, search: str) -> None:
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.goto(f"{strict}{BROWSE}?{search}")
    expect(page.locator("[data-results] a")).to_have_count(50)
    _expect_count(page, ALL)
    assert not page.locator(".found__chips").is_visible()
    page.goto(f"{strict}{BROWSE}?{search}&tyyppi=tools,eisitaole")
    assert page.get_by_role("button", name="Poista rajaus").all_inner_texts() == ["Koordinaation välineet"]
    _expect_count(page, _counts(page, "tyyppi")["tools"])
    assert told == []


def test_a_value_that_is_not_shown_can_be_chosen_by_its_address(strict: str, page: Page) -> None:
    """Of very many keywords only some stand in the list; an address may name any."""
    page.goto(strict + BROWSE)
    page.evaluate("document.querySelector('[data-facet=asiasana] [value=sivutettu]').closest('li').remove()")
    page.evaluate("history.pushState(null, '', '?asiasana=sivutettu'); dispatchEvent(new PopStateEvent('popstate'))")
    page.goto(f"{strict}{BROWSE}?asiasana=sivutettu")
    _expect_count(page, 51)
    assert _box(page, "asiasana", "sivutettu").is_checked()


def test_the_other_languages_keep_the_choices(strict: str, page: Page) -> None:
    page.goto(f"{strict}{BROWSE}?teema=hyvinvointi&q=täysi")
    found = len(_results(page))
    page.get_by_role("navigation", name="Kieli").get_by_role("link", name="Svenska").click()
    page.wait_for_url("**/sv/bladdra/**teema=hyvinvointi*")
    expect(page.locator("[data-count][role=status]")).to_contain_text("beskrivningar")
    assert _box(page, "teema", "hyvinvointi").is_checked()
    assert found > 0


# taking back


def test_chips_take_choices_back(strict: str, page: Page) -> None:
    """Each its own, the last one all; the focus goes on to what stands there next."""
    page.goto(f"{strict}{BROWSE}?teema=hyvinvointi,tyoelama&tyyppi=practices,tools")
    _results(page)
    chips = page.get_by_role("button", name="Poista rajaus")
    assert chips.count() == 4
    page.get_by_role("button", name="Poista rajaus: Hyvinvoinnin edistäminen").click()
    expect(chips).to_have_count(3)
    assert not _box(page, "teema", "hyvinvointi").is_checked()
    assert page.evaluate("document.activeElement.classList.contains('found__chip')")
    page.get_by_role("button", name="Tyhjennä rajaukset").click()
    expect(page.locator("[data-results] a")).to_have_count(50)
    assert page.url.endswith("/selaa/")
    expect(page.locator(".found__title")).to_be_focused()
    assert page.locator(":checked:not(option, .scheme-switch *)").count() == 0


# pages of terms


@pytest.mark.parametrize(("url", "own"), [(THEME, "teema"), (GROUP, "kohderyhma")])
def test_the_list_of_a_term_is_narrowed_within_it(strict: str, page: Page, url: str, own: str) -> None:
    """Its own facet is not there; counts and total are those of the term; words of the address count, too."""
    page.goto(strict + url)
    total = int(page.locator("[data-count][role=status]").get_attribute("data-count") or 0)
    assert total == len(_results(page))
    assert _facet(page, own).count() == 0
    before = _counts(page, "tyyppi")
    key = "tools" if before["tools"] else "practices"
    _box(page, "tyyppi", key).check()
    _expect_count(page, before[key], total)
    assert _counts(page, "tyyppi") == before
    page.goto(f"{strict}{url}?{own}=muu&q=täysi")
    assert 0 < len(_results(page)) <= total
    page.get_by_role("button", name="Poista haku: täysi").click()
    _expect_count(page, total, total)


# on a phone


def test_on_a_phone_the_facets_are_in_a_panel(strict: str, page: Page) -> None:
    """Its button tells how many are chosen; Escape, the buttons and a press beside it close it and return the focus."""
    page.set_viewport_size({"width": NARROW, "height": 800})
    page.goto(strict + BROWSE)
    button = page.locator(".filters-button")
    panel = page.get_by_role("dialog", name="Rajaa")
    assert button.inner_text() == "Rajaa"
    assert not _facet(page, "teema").is_visible()
    for closing in ("Escape", "Sulje", "done"):
        button.focus()
        page.keyboard.press("Enter")
        expect(panel).to_be_visible()
        if closing == "Escape":
            panel.locator("summary", has_text="Teema").click()
            _box(page, "teema", "hyvinvointi").check()
            expect(panel.get_by_role("button", name="Näytä 4 kuvausta")).to_be_visible()
            page.keyboard.press("Escape")
        elif closing == "Sulje":
            panel.get_by_role("button", name="Sulje", exact=True).click()
        else:
            panel.get_by_role("button", name="Näytä 4 kuvausta").click()
        expect(panel).not_to_be_visible()
        expect(button).to_be_focused()
        assert button.inner_text() == "Rajaa (1)"
    _expect_count(page, 4)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW


def test_targets_are_large_where_fingers_press_them(strict: str, browser: Browser) -> None:
    with browser.new_context(viewport={"width": NARROW, "height": 800}, has_touch=True, is_mobile=True) as context:
        page = context.new_page()
        page.goto(f"{strict}{BROWSE}?teema=hyvinvointi")
        _results(page)
        page.locator(".filters-button").tap()
        small = page.evaluate(
            """() => [...document.querySelectorAll('.found :is(button, select, summary, label.choice)')]
                .filter(element => element.checkVisibility() && element.getBoundingClientRect().height < 43.9)
                .map(element => element.outerHTML.slice(0, 90))"""
        )
        assert small == []


# everyone


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_axe_finds_nothing_in_the_facets(strict: str, page: Page, axe_source: str, width: int, scheme: Scheme) -> None:
    """All folds open, some chosen; on a phone in the open panel."""
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{strict}{BROWSE}?teema=hyvinvointi,tyoelama&tyyppi=tools")
    _results(page)
    if width == NARROW:
        page.locator(".filters-button").click()
    page.evaluate("document.querySelectorAll('.facet').forEach(facet => { facet.open = true; })")
    page.wait_for_timeout(300)
    page.evaluate(axe_source)
    found = page.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})", TAGS
    )
    assert [(fault["id"], node["html"][:200]) for fault in found["violations"] for node in fault["nodes"]] == []


@pytest.mark.parametrize("url", [BROWSE, THEME, GROUP])
def test_without_scripts_the_choices_are_links(rich: Site, strict: str, browser: Browser, url: str) -> None:
    """Each leads to a page with as many entries as it says; what has none is no link."""
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(strict + url)
        assert page.locator("fieldset[data-facet] input").count() == 0
        assert not page.locator(".found__order, .filters-button").first.is_visible()
        for choice in page.locator("fieldset[data-facet] a.choice").all():
            assert int(choice.get_attribute("data-entries") or 0) > 0
        page.locator(".facet__name", has_text="Ajantasaisuus").click()
        page.get_by_role("group", name="Ajantasaisuus").get_by_role("link", name="Ajantasainen").click()
        page.wait_for_url("**/tila/fresh/**")
        assert page.get_by_role("heading", level=1).inner_text() == "Ajantasainen"
    assert rich.has("naytto/measured/")


def test_lists_print_without_their_facets(strict: str, page: Page) -> None:
    page.goto(strict + BROWSE)
    page.emulate_media(media="print")
    assert not page.locator(".filters").is_visible()
    assert page.locator(".card").first.is_visible()


def test_links_in_results_are_exactly_their_titles(rich: Site) -> None:
    """On every page that can be narrowed, a card has one link."""
    for kind in ("browse", "theme", "target group"):
        page = rich.page(KINDS[kind][0])
        (results,) = (element for element in page.all("ul") if "data-results" in element.attrib)
        assert len(list(results.iter("a"))) == len(results) > 0
