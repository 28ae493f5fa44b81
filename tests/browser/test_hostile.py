"""A bank of nothing but payloads in a browser: no script runs, no other host is asked, with the policy and without."""

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, expect

from tests.browser.conftest import serving
from tests.browser.visits import Visit, visiting
from tests.built import KINDS, TODAY, Site
from tests.hostile import PAYLOADS
from zoomibank import cli

REFS = ("practices/taysi-kaytanto", "practices/vaaralliset-merkit", "tools/taysi-valine", "tools/vaarallinen-valine")


@pytest.fixture(scope="session")
def root(hostile: Site) -> Iterator[str]:
    """Its address on a server that sends the policy as a header."""
    yield from serving(hostile.folder)


@pytest.fixture(params=[True, False], ids=["with the policy", "without"])
def visit(request: pytest.FixtureRequest, browser: Browser, root: str) -> Iterator[Visit]:
    with visiting(browser, root, with_policy=request.param) as opened:
        yield opened
        opened.page.wait_for_timeout(200)
        assert opened.told == []


def test_a_payload_that_is_no_text_is_noticed(browser: Browser, hostile: Site) -> None:
    """The alarm itself works: taken as markup, most payloads do something that is noticed."""
    page = hostile.folder / "koe.html"
    noticed = 0
    with visiting(browser, hostile.folder.as_uri(), with_policy=False) as opened:
        for payload in PAYLOADS:
            page.write_text(f"<!DOCTYPE html><title>a</title><p>{payload}", encoding="utf-8")
            before = len(opened.told)
            with suppress(Error):  # it may lead the page elsewhere
                opened.see(page.as_uri())
            noticed += len(opened.told) > before
    page.unlink()
    assert noticed > 20


def test_every_kind_of_page_is_inert(visit: Visit, hostile: Site, root: str) -> None:
    """A page of each kind in every language."""
    visit.see_all([root + url for one in KINDS.values() for url in one if hostile.has(url)])


def test_every_page_is_inert_without_the_policy(browser: Browser, hostile: Site, root: str) -> None:
    """All pages of the first language."""
    urls = [page.url for page in hostile.pages() if not page.url.startswith(("sv/", "en/"))]
    urls = [url for url in urls if not hostile.page(url).all("meta[@http-equiv='refresh']")]
    assert len(urls) > 90
    with visiting(browser, root, with_policy=False) as opened:
        opened.see_all([root + url for url in urls])
        assert opened.told == []


@pytest.mark.parametrize("way", ["typed", "in the address"])
def test_queries_are_inert(visit: Visit, root: str, way: str) -> None:
    """Whatever a reader types or an address brings into the search, the list and the filters."""
    visit.see(f"{root}selaa/")
    for payload in PAYLOADS[:: 3 if way == "typed" else 2]:
        if way == "typed":
            field = visit.page.locator("main .search-field__words")
            field.fill(payload)
            field.press("Enter")
            visit.page.wait_for_timeout(20)
        else:
            query = visit.page.evaluate("text => encodeURIComponent(text)", payload)
            visit.see(f"{root}selaa/?q={query}&teema={query}&asiasana={query}&{query}={query}#{query}")


def test_the_own_list_is_inert(visit: Visit, root: str) -> None:
    """Entries full of payloads collected; refs that are payloads in the storage and in the address."""
    url = root + KINDS["own list"][0]
    visit.see(url)
    for kept in (list(REFS), list(PAYLOADS), {"__proto__": REFS}, [*REFS, "practices/../../x", "__proto__/x"]):
        visit.page.evaluate("kept => localStorage.setItem('zoomibank.list', kept)", json.dumps(kept))
        visit.see(url)
        visit.page.wait_for_timeout(150)
        if isinstance(kept, list) and REFS[0] in kept:
            expect(visit.page.locator(".card")).to_have_count(len(REFS))
    for payload in (*PAYLOADS[::4], ",".join(REFS), ",".join(PAYLOADS)):
        visit.see(
            f"{url}?{visit.page.evaluate('text => new URLSearchParams({lista: text, list: text}).toString()', payload)}"
        )
    visit.page.evaluate("localStorage.clear()")


def test_forms_and_plans_are_inert(visit: Visit, root: str) -> None:
    """Drafts of payloads in the storage, and payloads typed into every field."""
    visit.see(f"{root}ehdota/")
    draft = dict.fromkeys(("title", "summary", "body", "__proto__", "constructor", "contact.name"), PAYLOADS[0])
    for kept in (
        json.dumps(draft),
        json.dumps({"title": [PAYLOADS[1]], "results": [{"text": PAYLOADS[2]}]}),
        PAYLOADS[0],
    ):
        visit.page.evaluate("kept => localStorage.setItem('zoomibank.proposal', kept)", kept)
        visit.see(f"{root}ehdota/")
    plan = root + KINDS["plan"][0]
    for url in (f"{root}ehdota/", plan):
        visit.see(url)
        fields = visit.page.locator("main input[type=text]:visible, main textarea:visible")
        for number in range(fields.count()):
            fields.nth(number).fill(PAYLOADS[number % len(PAYLOADS)])
        visit.page.wait_for_timeout(400)
        visit.see(url)
    visit.page.evaluate(
        "text => localStorage.setItem('zoomibank.plan.practices/taysi-kaytanto', text)", json.dumps(draft)
    )
    visit.see(plan)


def test_documents_are_inert(browser: Browser, hostile: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The report and the newsletter, opened where scripts may run."""
    monkeypatch.chdir(tmp_path)
    bank = ["--content", str(hostile.content), "--today", TODAY.isoformat(), "--base-url", hostile.base_url]
    assert cli.main(["report", "--format", "html", "--theme", "hyvinvointi", *bank]) == 0
    assert cli.main(["newsletter", "--since", "2025-01-01", *bank]) == 0
    pages = sorted(tmp_path.rglob("*.html"))
    assert len(pages) == 4
    with visiting(browser, tmp_path.as_uri(), with_policy=False) as opened:
        for page in pages:
            opened.page.goto(page.as_uri())
            scripts = opened.page.evaluate("document.querySelectorAll('script, iframe, [onload], [onerror]').length")
            assert scripts == 0
            assert "zoomibankRan()" in opened.page.inner_text("body")
        assert opened.told == []
