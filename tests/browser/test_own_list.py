"""The reader's own list: collected, ordered, shared, printed and downloaded, whatever the browser lets it keep."""

import csv
import io
import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.built import KINDS, Site

KEY = "zoomibank.list"
LIST = KINDS["own list"][0]
FULL, TOOL, HOSTILE = "practices/taysi-kaytanto", "tools/taysi-valine", "practices/vaaralliset-merkit"
TITLES = {FULL: "Täysi esimerkkikäytäntö", TOOL: "Täysi esimerkkiväline"}
NOT_KEPT = "Selain ei anna tallentaa listaa."
STORED = "JSON.parse(localStorage.getItem('zoomibank.list'))"


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
def at(request: pytest.FixtureRequest, rich: Site) -> Callable[[str], str]:
    """The address of an url of the rich site, on a disk or on a server that sends the policy as a header."""
    if request.param == "file":
        return lambda url: rich.page(url).path.as_uri()
    root = str(request.getfixturevalue("strict"))
    return lambda url: root + url


def _file(rich: Site, query: str = "") -> str:
    return rich.page(LIST).path.as_uri() + query


def _keep(page: Page, rich: Site, *refs: str) -> None:
    """Opens the page of the own list with these refs in it."""
    page.goto(_file(rich))
    page.evaluate("([key, refs]) => localStorage.setItem(key, refs)", [KEY, json.dumps(refs)])
    page.reload()
    if refs:
        expect(page.locator(".card")).to_have_count(len(refs))


def _titles(page: Page) -> list[str]:
    return [title.replace("\N{SOFT HYPHEN}", "") for title in page.locator(".card__title").all_inner_texts()]


# collecting


def test_entries_are_collected_and_told_everywhere(at: Callable[[str], str], page: Page, told: list[str]) -> None:
    """By keyboard: added on their pages, counted in every header, listed in the order collected, taken away again."""
    for url in (KINDS["tool"][0], KINDS["practice"][0]):
        page.goto(at(url))
        button = page.get_by_role("button", name="Lisää omaan listaan")
        button.focus()
        page.keyboard.press("Enter")
        expect(page.locator(".list-button__status")).to_have_text("Lisätty omaan listaan")
        expect(page.get_by_role("button", name="Poista omasta listasta")).to_be_focused()
    page.get_by_role("link", name="Oma lista (2)").click()
    expect(page.locator(".own-list__count")).to_have_text("2 kuvausta")
    assert _titles(page) == [TITLES[TOOL], TITLES[FULL]]
    page.get_by_role("link", name=TITLES[FULL]).click()
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Poista omasta listasta").press("Space")
    expect(page.locator(".list-button__status")).to_have_text("Poistettu omasta listasta")
    expect(page.get_by_role("link", name="Oma lista (1)")).to_be_visible()
    assert told == []


def test_a_card_tells_what_a_card_of_any_list_tells(rich: Site, page: Page) -> None:
    """Title, summary, facts and state are those of the card on the browse page."""
    page.goto(rich.page(KINDS["tools"][0]).path.as_uri())
    card = page.locator(".card", has=page.get_by_role("link", name=TITLES[TOOL]))
    expected = [card.locator(part).inner_text() for part in (".card__title", ".card__summary", ".card__side")]
    _keep(page, rich, TOOL)
    card = page.locator(".card")
    actual = [card.locator(part).inner_text() for part in (".card__title", ".card__summary", ".card__side")]
    assert [text.replace("\N{SOFT HYPHEN}", "") for text in actual] == [
        text.replace("\N{SOFT HYPHEN}", "") for text in expected
    ]


def test_another_tab_follows(rich: Site, page: Page) -> None:
    """What is collected in one tab is on the list, on the button and in the header of another."""
    other = page.context.new_page()
    other.goto(_file(rich))
    page.goto(rich.page(KINDS["practice"][0]).path.as_uri())
    page.get_by_role("button", name="Lisää omaan listaan").click()
    expect(other.locator(".card__title")).to_have_text(TITLES[FULL])
    expect(other.get_by_role("link", name="Oma lista (1)")).to_be_visible()
    other.get_by_role("button", name="Poista listalta").click()
    expect(page.get_by_role("button", name="Lisää omaan listaan")).to_be_visible()


def test_a_full_list_takes_no_more(rich: Site, page: Page) -> None:
    page.goto(rich.page(KINDS["practice"][0]).path.as_uri())
    page.evaluate(
        "([key, refs]) => localStorage.setItem(key, refs)", [KEY, json.dumps([f"tools/t{n}" for n in range(200)])]
    )
    page.get_by_role("button", name="Lisää omaan listaan").click()
    expect(page.locator(".list-button__status")).to_contain_text("mahtuu 200")
    assert page.evaluate(f"{STORED}.length") == 200


# ordering


def test_a_keyboard_orders_the_list(rich: Site, page: Page) -> None:
    """Buttons move an entry up and down and keep the focus; at an end it goes to the other way."""
    _keep(page, rich, FULL, TOOL, HOSTILE)
    first = page.locator(".card").first
    expect(first.get_by_role("button", name="Siirrä ylemmäs")).to_be_disabled()
    down = page.get_by_role("button", name=f"Siirrä alemmas: {TITLES[FULL]}")
    down.focus()
    page.keyboard.press("Enter")
    expect(down).to_be_focused()
    expect(page.locator(".own-list__status")).to_have_text(f"{TITLES[FULL]}: nyt 2. kohta")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=f"Siirrä ylemmäs: {TITLES[FULL]}")).to_be_focused()
    assert page.evaluate(STORED) == [TOOL, HOSTILE, FULL]
    page.reload()
    expect(page.locator(".card").last).to_contain_text(TITLES[FULL])


def test_what_is_removed_can_be_brought_back(rich: Site, page: Page) -> None:
    """The focus goes on to the next entry, to the way back when there is none, and back with what comes back."""
    _keep(page, rich, FULL, TOOL)
    page.get_by_role("button", name=f"Poista listalta: {TITLES[FULL]}").press("Enter")
    expect(page.get_by_role("button", name=f"Poista listalta: {TITLES[TOOL]}")).to_be_focused()
    expect(page.locator(".own-list__status")).to_have_text(f"{TITLES[FULL]}: poistettu listalta")
    page.keyboard.press("Enter")
    undo = page.get_by_role("button", name="Peru")
    expect(undo).to_be_focused()
    expect(page.locator(".own-list__empty")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=f"Poista listalta: {TITLES[TOOL]}")).to_be_focused()
    expect(undo).to_be_hidden()
    assert page.evaluate(STORED) == [TOOL]


def test_an_emptied_list_can_be_brought_back(rich: Site, page: Page) -> None:
    _keep(page, rich, FULL, TOOL)
    page.get_by_role("button", name="Tyhjennä lista").press("Enter")
    expect(page.get_by_role("button", name="Peru")).to_be_focused()
    expect(page.get_by_role("button", name="Tulosta vihkona")).to_be_hidden()
    expect(page.locator(".card")).to_have_count(0)
    page.keyboard.press("Enter")
    expect(page.locator(".card")).to_have_count(2)
    expect(page.locator(".own-list__count")).to_have_text("2 kuvausta")


# sharing


def test_a_list_is_shared_by_its_address(at: Callable[[str], str], page: Page, browser: Browser) -> None:
    """The address shows another reader the list beside their own; it becomes theirs only when they say so."""
    page.goto(at(LIST))
    page.evaluate("([key, refs]) => localStorage.setItem(key, refs)", [KEY, json.dumps([TOOL, FULL])])
    page.reload()
    page.get_by_text("Jaa osoitteena").click()
    address = page.locator(".citation__reference").inner_text()
    assert address.endswith(f"?lista={TOOL},{FULL}")
    page.get_by_role("button", name="Kopioi Listan osoite").click()
    expect(page.locator(".citation").get_by_role("status")).to_have_text("Kopioitu")
    with browser.new_context() as context:
        other = context.new_page()
        other.goto(at(LIST))
        other.evaluate("([key, refs]) => localStorage.setItem(key, refs)", [KEY, json.dumps([HOSTILE, FULL])])
        other.goto(address)
        expect(other.locator(".own-list__shared")).to_contain_text("Tämä lista on jaettu sinulle.")
        assert _titles(other) == [TITLES[TOOL], TITLES[FULL]]
        assert other.evaluate(STORED) == [HOSTILE, FULL]
        assert other.get_by_role("button", name="Poista listalta").count() == 0
        other.get_by_role("link", name="Svenska").click()
        expect(other.locator(".own-list__shared")).to_contain_text("har någon delat med dig")
        other.go_back()
        other.get_by_role("button", name="Tallenna omaksi listaksi").press("Enter")
        expect(other.locator(".own-list__status")).to_be_focused()
        expect(other.locator(".own-list__status")).to_have_text("Jaettu lista on nyt omassa listassasi.")
        assert other.evaluate(STORED) == [HOSTILE, FULL, TOOL]
        expect(other.get_by_role("button", name="Poista listalta")).to_have_count(3)
        assert "lista=" not in other.url


def test_what_an_address_should_not_hold_is_named_as_text(rich: Site, page: Page, told: list[str]) -> None:
    """Odd parts are named and nothing of them becomes markup; unknown entries are told apart; the rest is shown."""
    odd = f"?lista=__proto__,<img src=x onerror=alert(1)>,{FULL},constructor,tools/ei-ole,../../x"
    page.goto(_file(rich, odd))
    expect(page.locator(".card")).to_have_count(2)
    assert _titles(page) == [TITLES[FULL], "tools/ei-ole"]
    expect(page.locator(".card").last).to_contain_text("Tätä kuvausta ei löytynyt.")
    note = page.locator(".own-list__note")
    assert "__proto__, <img src=x onerror=alert(1)>, constructor, ../../x." in note.inner_text()
    assert page.locator("main img").count() == 0
    assert [line for line in told if "ERR_FILE_NOT_FOUND" not in line] == []


def test_of_a_long_address_the_first_200_are_read(rich: Site, page: Page) -> None:
    page.goto(_file(rich, "?lista=" + ",".join(f"practices/sivutettu-{n:02}" for n in range(1, 5000))))
    expect(page.locator(".card")).to_have_count(200)
    expect(page.locator(".own-list__note")).to_have_text("Osoitteesta luettiin vain 200 ensimmäistä kuvausta.")


def test_an_old_slug_still_leads_to_its_entry(rich: Site, page: Page) -> None:
    page.goto(_file(rich, "?lista=practices/vanhin-kaytanto"))
    expect(page.get_by_role("link", name=TITLES[FULL])).to_be_visible()


# on paper


def _printed(page: Page) -> None:
    """Asks for the booklet, which the test prints itself."""
    page.evaluate("window.print = () => { document.body.dataset.printed = 'yes'; }")
    page.get_by_role("button", name="Tulosta vihkona").press("Enter")
    expect(page.locator("body[data-printed]")).to_have_count(1)


def test_the_booklet_has_a_cover_and_every_entry_whole(
    at: Callable[[str], str], page: Page, tmp_path: Path, told: list[str]
) -> None:
    """On paper: the reader's title, the contents, and each entry from a new sheet on, without a button."""
    page.goto(at(LIST) + f"?lista={FULL},{TOOL}")
    page.get_by_label("Vihkon nimi").fill("Kehittämispäivän <vihko>")
    _printed(page)
    page.emulate_media(media="print")
    levels = page.locator("body").evaluate(
        "body => [...body.querySelectorAll('h1, h2, h3, h4, h5, h6')]"
        ".filter(one => one.getClientRects().length).map(one => Number(one.tagName[1]))"
    )
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert levels.count(2) == 3
    assert all(level <= before + 1 for before, level in pairwise(levels))
    assert page.locator("button:visible, nav:visible, input:visible").count() == 0
    ids = page.locator("[id]").evaluate_all("elements => elements.map(one => one.id)")
    assert len(ids) == len(set(ids))
    shown = page.locator(".booklet img")
    assert all(shown.evaluate_all("images => images.map(one => one.complete && one.naturalWidth > 0)"))
    path = tmp_path / "vihko.pdf"
    path.write_bytes(page.pdf(prefer_css_page_size=True))
    assert told == []
    if not shutil.which("pdftotext"):
        pytest.skip("no pdftotext to read a PDF with (Debian: poppler-utils)")
    text = subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True, text=True).stdout
    cover, *sheets = text.split("\f")[:-1]
    for part in ("Esimerkki-menetelmäpankki", "Kehittämispäivän <vihko>", "Sisällysluettelo", *TITLES.values()):
        assert part in cover
    tops = ["\n".join(sheet.strip().splitlines()[:6]) for sheet in sheets]
    assert [title for top in tops for title in TITLES.values() if title in top] == list(TITLES.values()), tops


def test_the_page_printed_as_it_is_holds_the_list(rich: Site, page: Page) -> None:
    """Without the booklet, too, paper has the entries and no buttons; the screen never has the booklet."""
    _keep(page, rich, FULL, TOOL)
    page.emulate_media(media="print")
    assert page.locator("button:visible").count() == 0
    expect(page.locator(".card").last).to_be_visible()
    page.emulate_media(media="screen")
    _printed(page)
    expect(page.locator(".booklet")).to_be_hidden()
    page.get_by_role("button", name="Poista listalta").first.click()
    expect(page.locator(".booklet")).to_have_count(0)


# as a table


def test_the_table_holds_the_list(at: Callable[[str], str], page: Page, tmp_path: Path) -> None:
    """A CSV file that programs read back cell by cell, with the mark of UTF-8 and without formulas."""
    page.goto(at(LIST) + f"?lista={TOOL},{HOSTILE},tools/ei-ole")
    expect(page.locator(".card")).to_have_count(3)
    with page.expect_download() as download:
        page.get_by_role("button", name="Lataa taulukkona (CSV)").press("Enter")
    assert download.value.suggested_filename == "lista.csv"
    path = tmp_path / "lista.csv"
    download.value.save_as(path)
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert head == [
        "Otsikko", "Tyyppi", "Tiivistelmä", "Kehittämisteemat", "Kohderyhmät", "Hallinnoija", "Ajantasaisuus",
        "Tarkistettu", "Osoite",
    ]  # fmt: skip
    assert rows[0][0] == TITLES[TOOL]
    assert [row[1] for row in rows] == ["Koordinaation väline", "Hyvä käytäntö"]
    assert all(len(row) == len(head) for row in rows)
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert rows[0][-1].rstrip("/").removesuffix("/index.html").endswith("valineet/taysi-valine")


# storage that does not keep


@pytest.mark.parametrize("stored", ["{", "null", '{"length": 3}', "x" * 5_000_000, '"tools/a"'], ids=len)
def test_a_damaged_list_is_told_and_the_page_goes_on(rich: Site, page: Page, told: list[str], stored: str) -> None:
    """What can't be read is said so and stays until the reader collects something."""
    page.goto(rich.page(KINDS["practice"][0]).path.as_uri())
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, stored])
    page.goto(_file(rich))
    expect(page.locator(".own-list__note")).to_have_text(
        "Tallennettua listaa ei voitu lukea, joten lista alkaa tyhjästä."
    )
    expect(page.locator(".own-list__empty")).to_be_visible()
    assert page.evaluate("key => localStorage.getItem(key).length", KEY) == len(stored)
    page.goto(rich.page(KINDS["practice"][0]).path.as_uri())
    page.get_by_role("button", name="Lisää omaan listaan").click()
    assert page.evaluate(STORED) == [FULL]
    assert told == []


_WAYS = {
    "forbidden": "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no'); }});",
    "missing": "Object.defineProperty(window, 'localStorage', {value: null});",
    "full": "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };",
}


@pytest.mark.parametrize("way", _WAYS)
def test_a_browser_that_keeps_nothing_is_told(rich: Site, page: Page, told: list[str], way: str) -> None:
    """The list then lasts as long as the page, which says so in words and works."""
    page.add_init_script(_WAYS[way])
    page.goto(rich.page(KINDS["practice"][0]).path.as_uri())
    page.get_by_role("button", name="Lisää omaan listaan").click()
    expect(page.locator(".list-button__status")).to_contain_text(NOT_KEPT)
    expect(page.get_by_role("link", name="Oma lista (1)")).to_be_visible()
    page.goto(_file(rich, f"?lista={FULL},{TOOL}"))
    page.get_by_role("button", name="Tallenna omaksi listaksi").click()
    expect(page.locator(".own-list__note")).to_contain_text(NOT_KEPT)
    page.get_by_role("button", name=f"Siirrä ylemmäs: {TITLES[TOOL]}").click()
    expect(page.locator(".card").first).to_contain_text(TITLES[TOOL])
    assert told == []


def test_a_damaged_script_of_an_entry_hides_no_other(rich: Site, page: Page) -> None:
    """An entry whose script says nothing is named as not found; the others are shown, and it is tried anew."""
    page.route(
        "**/taysi-valine.js", lambda route: route.fulfill(body="zoomibankEntry({", content_type="text/javascript")
    )
    _keep(page, rich, TOOL, FULL)
    assert _titles(page) == [TOOL, TITLES[FULL]]
    page.unroute("**/taysi-valine.js")
    page.get_by_role("button", name=f"Siirrä ylemmäs: {TITLES[FULL]}").click()
    expect(page.locator(".card__title").last).to_have_text(TITLES[TOOL])


# for everyone


def test_without_scripts_the_page_says_what_it_needs(rich: Site, browser: Browser) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(_file(rich))
        expect(page.locator(".own-list__without")).to_contain_text("tarvitsee JavaScriptin")
        assert page.locator("button:visible").count() == 0
        page.get_by_role("link", name="Selaa kaikkia kuvauksia").click()
        page.goto(rich.page(KINDS["practice"][0]).path.as_uri())
        assert not page.locator(".list-button").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("query", ["", f"?lista={FULL},{HOSTILE},practices/pitka-nimi,x,tools/ei-ole"])
def test_axe_finds_nothing_and_nothing_is_cut(  # noqa: PLR0913, PLR0917 -- what it is looked at with
    rich: Site, page: Page, axe_source: str, width: int, scheme: Literal["light", "dark"], query: str
) -> None:
    """A full list, one's own with a way back or shared with notes, wide or narrow, light or dark."""
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    _keep(page, rich, FULL, TOOL, "practices/pitka-nimi", "tools/ei-ole")
    page.goto(_file(rich, query))
    if not query:
        page.get_by_role("button", name="Poista listalta").nth(1).click()
    expect(page.locator(".card").first).to_be_visible()
    page.get_by_text("Jaa osoitteena").click()
    page.evaluate(axe_source)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert [(fault["id"], node["html"]) for fault in found["violations"] for node in fault["nodes"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    small = "elements => elements.filter(one => one.getBoundingClientRect().height < 44).map(one => one.textContent)"
    assert page.locator(".own-list__acts button:visible, .own-list__undo:visible").evaluate_all(small) == []
