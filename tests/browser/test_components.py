"""The page of all components in a browser: each example is usable by everyone, wide or narrow, light or dark."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from tests.built import Site, built, rich_content
from zoomibank.site.urls import STYLE_GUIDE

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The rich site with its drafts, at a base URL so that it has a sitemap."""
    folder: Path = tmp_path_factory.mktemp("drafted")
    return built(rich_content(folder), folder / "output", base_url="https://pankki.example.org/", drafts=True)


@pytest.fixture(scope="module")
def guide(drafted: Site, browser: Browser) -> Iterator[Page]:
    """The page in a window in which nothing moves by itself."""
    with browser.new_context(reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto(drafted.page(STYLE_GUIDE).path.as_uri())
        yield page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_axe_finds_nothing(guide: Page, axe_source: str, width: int, scheme: Literal["light", "dark"]) -> None:
    """No example breaks a rule of WCAG 2.2 AA or a best practice that a machine can see."""
    guide.set_viewport_size({"width": width, "height": 900})
    guide.emulate_media(color_scheme=scheme)
    guide.evaluate(axe_source)
    found = guide.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})", TAGS
    )
    told = [(fault["id"], node["html"][:200], node["failureSummary"])
            for fault in found["violations"] for node in fault["nodes"]]  # fmt: skip
    assert not told


def test_nothing_is_cut_at_320_pixels(guide: Page) -> None:
    """No example makes the page scroll sideways (WCAG 1.4.10)."""
    guide.set_viewport_size({"width": 320, "height": 900})
    beyond = guide.evaluate(
        """() => [...document.querySelectorAll('body *')].filter(element => {
            const box = element.getBoundingClientRect();
            const may = element.closest('.table-scroll, pre, .visually-hidden, .skip-link');
            return box.width > 1 && box.right > 321 && !may;
        }).map(element => element.outerHTML.slice(0, 120))""",
    )
    assert beyond == []
    assert guide.evaluate("document.documentElement.scrollWidth") <= 320


def test_no_example_complains(drafted: Site, browser: Browser) -> None:
    """Scripts meet each of their components more than once here, and bear it."""
    told: list[str] = []
    with browser.new_context() as context:
        page = context.new_page()
        page.on("console", lambda message: told.append(message.text))
        page.on("pageerror", lambda error: told.append(str(error)))
        page.goto(drafted.page(STYLE_GUIDE).path.as_uri(), wait_until="networkidle")
    assert told == []


def test_every_component_is_on_the_page(guide: Page) -> None:
    """Each has a heading that can be linked to, and a line that says what it is for."""
    for name in guide.locator("main > .links a").all_inner_texts():
        assert guide.locator(f"h2#component-{name} + p").inner_text()
        assert guide.locator(f"section:has(> #component-{name}) figure").count()
