"""The map of relations of a large bank: every label can be read, and its entry reached."""

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.unit.content.making import PRACTICE, with_fields
from tests.unit.site.test_render import SITE, TEMPLATES
from tests.unit.stages.making import prepared, written
from zoomibank.publish.shelf import shelf
from zoomibank.site.render import render

SIZE = 1000
WORDS = (
    "Opiskelijahuollon toimintasuunnitelmakokonaisuus", "ryhmäytyminen", "MMMMMMM WWWWWW", "henkilökohtaistaminen",
    "il", "että", "ammatillisenkoulutuksenjärjestäjäverkostoyhteistyöhankkeessa", "työpaikka", "@@@@@@", "2026",
)  # fmt: skip


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the map of a made-up bank of so many entries, two in three of them with a relation."""
    chance = random.Random(3)  # noqa: S311 -- for one bank out of many
    files = {}
    for number in range(SIZE):
        to = f"practices/p{chance.randrange(max(0, number - 40), number)}" if number and chance.random() < 0.66 else ""
        kind = chance.choice(["continues", "see_also", "part_of"])
        title = f"{' '.join(chance.sample(WORDS, chance.randint(1, 4)))[:110]} {number}"
        relations = f"\n  - {{type: {kind}, to: {to}}}" if to else ""
        files[f"practices/p{number}.md"] = with_fields(PRACTICE, title=f'"{title}"', relations=relations)
    folder = tmp_path_factory.mktemp("map")
    with shelf(None) as kept:
        ready = prepared(written(folder / "content", files), kept)
        sheet = next(sheet for sheet in ready.sheets if sheet.draft.key == "map" and sheet.language == "fi")
        (output,) = render(sheet.pages(), templates=TEMPLATES, site=SITE)
    for one in (output, *SITE.assets.outputs):
        (folder / "site" / one.path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "site" / one.path).write_bytes(one.data)
    return folder / "site" / output.path


@pytest.fixture(params=[1280, 390, 320])
def tab(browser: Browser, large: Path, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The page at a width."""
    with browser.new_page(viewport={"width": request.param, "height": 900}) as page:
        page.goto(large.as_uri())
        yield page


def test_no_label_lies_over_another_or_outside(tab: Page) -> None:
    """At the zoom the page opens with, whatever the words; arcs stay within the drawing, too."""
    told = tab.evaluate(
        """() => {
          const boxes = [...document.querySelectorAll(".map")].map((map) => {
            const outer = map.getBoundingClientRect();
            const labels = [...map.querySelectorAll("text")].map((text) => text.getBoundingClientRect());
            const arcs = [...map.querySelectorAll(".map__arc")].map((arc) => arc.getBoundingClientRect());
            const over = labels.slice(1).filter((box, n) => box.top < labels[n].bottom - 0.5).length;
            const out = [...labels, ...arcs].filter(
              (box) => box.left < outer.left - 1 || box.right > outer.right + 1 || box.bottom > outer.bottom + 1
            ).length;
            return [labels.length, over, out, outer.right > document.documentElement.clientWidth + 1 ? 1 : 0];
          });
          return boxes.reduce((sum, box) => sum.map((value, n) => value + box[n]), [0, 0, 0, 0]);
        }"""
    )
    labels, *wrong = told
    assert labels > SIZE / 2
    assert wrong == [0, 0, 0]


def test_entries_are_reached_by_keyboard(tab: Page) -> None:
    """Each label is a link in the order of the rows, and says the whole title; in focus its arcs stand out."""
    first, second = tab.locator(".map a").nth(0), tab.locator(".map a").nth(1)
    first.focus()
    tab.keyboard.press("Tab")
    assert second.evaluate("link => link === document.activeElement")
    own = second.locator("xpath=..").locator(".map__own")
    assert own.evaluate("arc => getComputedStyle(arc).stroke") != "none"
    assert re.fullmatch(r"\.\./kaytannot/p\d+/index\.html", second.get_attribute("href") or "")
