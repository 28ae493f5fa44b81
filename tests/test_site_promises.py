"""What holds on every page of a site, whatever the bank: the promises, seen from outside in the finished files."""

import json
import posixpath
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

import pytest
import yaml

from tests.built import (
    KINDS,
    LANGUAGES,
    PAGED,
    PUBLISHED_AT,
    SITES,
    Page,
    Site,
    built,
    text_of,
    words_of,
)
from zoomibank.site.strings import load_strings
from zoomibank.site.urls import PARAMETERS

FULL, HOSTILE, LONG = "practice", "practice, hostile", "practice, long words"
STRINGS = {language: load_strings(language) for language in LANGUAGES}

CSP = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
}


@pytest.fixture(params=["relative", "published"])
def site(request: pytest.FixtureRequest) -> Site:
    """The rich site, without and with a base URL."""
    found = request.getfixturevalue({"relative": "rich", "published": "rich_published"}[request.param])
    assert isinstance(found, Site)
    return found


def _local(address: str) -> bool:
    return not urlsplit(address).scheme and not address.startswith("//")


def _target(site: Site, page: Page, address: str) -> tuple[str, str]:
    """The file and the anchor that an address on a page leads to, as a browser would resolve it."""
    here = page.path.relative_to(site.folder).as_posix()
    path, _, anchor = address.partition("#")
    path = unquote(path.partition("?")[0])
    if path.startswith("/"):
        assert page.url.endswith("404.html"), f"{page.url}: {address} is no relative address"
        root = urlsplit(site.base_url).path
        assert path.startswith(root)
        path = path.removeprefix(root)
        path += "index.html" if not path or path.endswith("/") else ""
    elif path:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(here), path))
    return path or here, unquote(anchor)


def _loaded(page: Page) -> Iterator[str]:
    """The addresses that a browser fetches by itself when it shows a page."""
    for element in page.root.iter():
        rel = set(element.get("rel", "").split())
        if element.tag == "link" and not rel & {"canonical", "alternate"}:
            yield element.get("href", "")
        yield from (element.get(name, "") for name in ("src", "srcset", "poster", "data") if element.get(name))


def _hrefs(element: Element) -> list[str]:
    return [link.get("href", "") for link in element.iter("a")]


# which pages there are


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_page_is_there_in_each_language(site: Site, kind: str) -> None:
    """Every kind of page stands at its address under each language, and is in that language."""
    for language, page in site.of_kind(kind).items():
        assert page.language == language
        assert words_of(page.only("h1"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("id/4711/", "kaytannot/taysi-kaytanto/"),
        ("id/9999999/", "valineet/taysi-valine/"),
        ("id/12/", "kaytannot/korvattu-kaytanto/"),
        ("kaytannot/entinen-kaytanto/", "kaytannot/taysi-kaytanto/"),
        ("kaytannot/vanhin-kaytanto/", "kaytannot/taysi-kaytanto/"),
        ("sv/praxis/vanhin-kaytanto/", "sv/praxis/taysi-kaytanto/"),
        ("en/tools/entinen-valine/", "en/tools/taysi-valine/"),
        ("tietoja/", "tietoa/"),
        ("sv/tietoja/", "sv/tietoa/"),
    ],
)
def test_short_and_old_addresses_lead_on(site: Site, old: str, new: str) -> None:
    """The register's number and every previous slug forward, by themselves and by a link, and are not indexed."""
    page = site.page(old)
    refresh = page.only("meta[@http-equiv='refresh']").get("content", "")
    address = refresh.partition("url=")[2]
    assert refresh.startswith("0;")
    assert _target(site, page, address)[0] == f"{new}index.html"
    assert address in _hrefs(page.only("main"))
    assert page.only("meta[@name='robots']").get("content") == "noindex"


def test_the_rich_site_has_only_the_findings_it_is_made_to_have(rich: Site) -> None:
    """A bank that uses everything is accepted: typed HTML, a link that says nothing, entries alike, a late review."""
    findings = rich.report.findings
    assert {finding.code for finding in findings} == {"ZB401", "ZB422", "ZB315", "ZB331", "ZB341"}
    assert {finding.place.path for finding in findings if finding.code == "ZB401"} == {
        "practices/taysi-kaytanto.md",
        "practices/vaaralliset-merkit.md",
    }


# every page


def test_every_page_is_html_without_a_fault(site: Site) -> None:
    """html5lib's strict parser, which fails at the first fault, reads every page to its end."""
    assert sum(1 for _ in site.pages()) > 300


def test_every_page_is_laid_out_for_all_readers(site: Site) -> None:
    """Language, title, skip link, landmarks, one h1, no skipped heading, no id twice."""
    for page in site.pages():
        assert page.language in LANGUAGES
        assert words_of(page.only("head/title"))
        body = page.only("body")
        first = body[0]
        assert (first.tag, first.get("href")) == ("a", "#main")
        assert page.only("main").get("id") == "main"
        assert [child.tag for child in body if child.tag in {"header", "footer", "main"}] == [
            "header",
            "main",
            "footer",
        ]
        navs = [nav.get("aria-label") or nav.get("aria-labelledby") for nav in page.all("nav")]
        assert all(navs)
        assert len(set(navs)) == len(navs)
        levels = [int(element.tag[1]) for element in page.root.iter() if re.fullmatch("h[1-6]", str(element.tag))]
        assert levels.count(1) == 1, page.url
        seen = 1
        for level in levels[levels.index(1) :]:
            assert level <= seen + 1, f"{page.url}: h{level} after h{seen}"
            seen = level
        assert len(set(page.ids)) == len(page.ids), page.url


def test_no_heading_and_no_link_is_empty(site: Site) -> None:
    """Every heading, link and list item says something; every image has its text."""
    for page in site.pages():
        for element in page.root.iter():
            if element.tag in {"a", "h1", "h2", "h3", "h4", "li", "dt", "dd", "th", "title"}:
                name = words_of(element) or element.get("aria-label") or element.find(".//img") is not None
                assert name, f"{page.url}: empty {element.tag}"
            if element.tag == "img":
                assert element.get("alt") is not None


def test_every_page_has_the_content_security_policy_first(site: Site) -> None:
    """The policy stands right after the character set, so that it covers all that follows."""
    for page in site.pages():
        first, second = list(page.only("head"))[:2]
        assert first.attrib == {"charset": "utf-8"}
        assert second.get("http-equiv") == "Content-Security-Policy"
        directives = (directive.split(maxsplit=1) for directive in second.get("content", "").split(";"))
        # Only where there is a form may one be sent, and only to the site itself.
        own = {"form-action": "'self'"} if page.all("form") else {}
        assert {name: value for name, value in directives} == CSP | own  # noqa: C416 -- a pair each, or it fails


def test_no_page_has_inline_style_or_script(site: Site) -> None:
    """Nothing in a page runs or paints by itself: only files of our own and blocks of data."""
    for page in site.pages():
        for element in page.root.iter():
            assert element.tag not in {"style", "iframe", "object", "embed", "base"}, page.url
            assert not [name for name in element.attrib if name == "style" or name.startswith("on")], page.url
            if element.tag == "script":
                assert element.get("src") or element.get("type") == "application/ld+json"
            for name in ("href", "src", "action"):
                scheme = urlsplit(element.get(name, "").strip()).scheme
                assert scheme in {"", "http", "https", "mailto", "tel"}, page.url


def test_no_page_asks_another_host(site: Site) -> None:
    """What a browser loads by itself are files of the site, from the pages and from the styles."""
    for page in site.pages():
        for address in _loaded(page):
            assert address
            assert (site.folder / _target(site, page, address)[0]).is_file() if _local(address) else False, address
    for path in site.paths:
        if path.endswith(".css"):
            style = (site.folder / path).read_text(encoding="utf-8")
            assert "@import" not in style
            for address in re.findall(r"url\(\s*[\"']?([^\"')]*)", style):
                assert (site.folder / posixpath.dirname(path) / address.partition("#")[0]).is_file(), address


def test_every_link_leads_somewhere(site: Site) -> None:
    """Each link inside the site names a file that is there and an anchor that is on it."""
    ids = {page.path.relative_to(site.folder).as_posix(): set(page.ids) for page in site.pages()}
    for page in site.pages():
        for element in page.root.iter():
            address = element.get("href", element.get("src"))
            if address is None or not _local(address):
                continue
            path, anchor = _target(site, page, address)
            assert (site.folder / path).is_file(), f"{page.url}: {address}"
            assert not anchor or anchor in ids[path], f"{page.url}: {address}"


def test_every_page_can_be_reached(rich: Site) -> None:
    """From the front page links lead to every page, but for the 404 page and the addresses that forward."""
    ways_on = {page.url: page for page in rich.pages()}
    reached = set()
    waiting = [""]
    while waiting:
        url = waiting.pop()
        if url not in reached:
            reached.add(url)
            page = ways_on[url]
            targets = (_target(rich, page, href)[0] for href in _hrefs(page.root) if _local(href))
            waiting += [target.removesuffix("index.html") for target in targets if target.endswith(".html")]
    lost = [page.url for page in rich.pages() if page.url not in reached]
    # Nobody is to take up what is archived or superseded, but who has the address of its plan finds it.
    plans = re.compile(r".*/(arkistoitu|korvattu)-kaytanto/(kayttoonotto|inforande|adoption)/")
    lost = [url for url in lost if not plans.fullmatch(url)]
    assert all(url.endswith("404.html") or ways_on[url].all("meta[@http-equiv='refresh']") for url in lost), lost


def test_every_text_of_the_site_is_in_its_own_language(rich: Site) -> None:
    """The interface of a page is in one language: no Swedish label on a Finnish page, and so on."""
    for language in LANGUAGES:
        for kind in ("front", FULL, "tool", "browse", "not found"):
            page = rich.of_kind(kind)[language]
            others = {STRINGS[other]("page.skip") for other in LANGUAGES} - {STRINGS[language]("page.skip")}
            assert words_of(page.only("body")[0]) == STRINGS[language]("page.skip")
            assert not [text for text in others if text in page.text]


# free text

FREE = {
    "title", "summary", "text", "note", "source", "by", "name", "role", "decision", "plan", "place", "label",
    "description", "problem", "consequence", "means", "effect", "funder", "programme", "code", "method", "authority",
    *LANGUAGES,
}  # fmt: skip
FREE_LISTS = {"keywords", "aliases", "measures", "enablers", "barriers", "strengths", "weaknesses", "exceptions"}


def _typed(tree: Any, name: str = "") -> Iterator[str]:  # noqa: ANN401 -- any shape YAML can have
    """The free texts of a front matter or a vocabulary, as a YAML reader gives them."""
    match tree:
        case str():
            if name in FREE | FREE_LISTS:
                yield tree
        case list():
            for item in tree:
                yield from _typed(item, name if name in FREE_LISTS else "")
        case dict():
            for key, value in tree.items():
                yield from _typed(value, key)


def _head(path: Path) -> Any:  # noqa: ANN401
    return yaml.load(path.read_text(encoding="utf-8").split("---\n")[1], Loader=yaml.BaseLoader)  # noqa: S506 -- texts only


def _entries(kind: str) -> list[str]:
    names = (path.name for path in (SITES / "rich" / "content" / kind).glob("*.md"))
    return sorted(name.removesuffix(".md") for name in names if name.count(".") == 1 and "luonnos" not in name)


@pytest.mark.parametrize("slug", _entries("practices"))
def test_free_text_of_a_practice_is_shown_as_typed(rich: Site, slug: str) -> None:
    """Every text of a practice stands on its page letter by letter, whatever the letters mean elsewhere."""
    page = rich.page(f"kaytannot/{slug}/")
    for text in _typed(_head(rich.content / "practices" / f"{slug}.md")):
        assert text in page.text or text == "Viittaus salaiseen luonnokseen."


@pytest.mark.parametrize("slug", _entries("tools"))
def test_free_text_of_a_tool_is_shown_as_typed(rich: Site, slug: str) -> None:
    """The same for tools."""
    page = rich.page(f"valineet/{slug}/")
    for text in _typed(_head(rich.content / "tools" / f"{slug}.md")):
        assert text in page.text


@pytest.mark.parametrize(
    ("path", "url"),
    [
        ("practices/taysi-kaytanto.sv.md", "sv/praxis/taysi-kaytanto/"),
        ("practices/vaaralliset-merkit.sv.md", "sv/praxis/vaaralliset-merkit/"),
        ("practices/taysi-kaytanto.en.md", "en/practices/taysi-kaytanto/"),
        ("tools/taysi-valine.sv.md", "sv/verktyg/taysi-valine/"),
        ("tools/taysi-valine.en.md", "en/tools/taysi-valine/"),
        ("pages/osallistu.md", "osallistu/"),
        ("pages/tietoa.sv.md", "sv/tietoa/"),
    ],
)
def test_free_text_of_a_translation_is_shown_as_typed(rich: Site, path: str, url: str) -> None:
    """The same for translations and articles."""
    page = rich.page(url)
    for text in _typed(_head(rich.content / path)):
        assert text in page.text or "utkast" in text


@pytest.mark.parametrize(
    ("vocabulary", "folder"),
    [
        ("themes", "teemat"),
        ("target-groups", "kohderyhmat"),
        ("ways-of-working", "toimintatavat"),
        ("phases", "vaiheet"),
        ("organisations", "organisaatiot"),
        ("projects", "hankkeet"),
    ],
)
def test_free_text_of_a_vocabulary_is_shown_as_typed(rich: Site, vocabulary: str, folder: str) -> None:
    """Every text of a term, but for the other languages', stands on its page."""
    path = rich.content / "vocabulary" / f"{vocabulary}.yaml"
    for term in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader):  # noqa: S506
        page = rich.page(f"{folder}/{term['key']}/")
        if "deprecated_by" in term:  # nobody uses it, so its address leads to its successor
            successor = words_of(rich.page(f"{folder}/{term['deprecated_by']}/").only("h1"))
            assert successor
            assert successor in words_of(page.only("main"))
            continue
        for text in _typed(_finnish(term)):
            assert text in page.text


def _finnish(tree: Any) -> Any:  # noqa: ANN401
    """The tree with each text per language replaced by the Finnish one."""
    match tree:
        case {"fi": text}:
            return text
        case dict():
            return {key: _finnish(value) for key, value in tree.items()}
        case list():
            return [_finnish(item) for item in tree]
    return tree


def _deepest(element: Element, text: str, language: str) -> Iterator[str]:
    """The languages of the innermost elements that hold a text."""
    language = element.get("lang", language)
    holders = [child for child in element if text in text_of(child)]
    for child in holders:
        yield from _deepest(child, text, language)
    if not holders:
        yield language


def test_free_text_never_becomes_markup(rich: Site) -> None:
    """No element, attribute or comment comes of what was typed, on whatever page it is shown."""
    for page in rich.pages():
        assert "<!--" not in page.path.read_text(encoding="utf-8")
        for element in page.root.iter():
            assert element.tag not in {"i", "u", "font"}
            assert element.tag != "b" or "Tärkeää" not in text_of(element)
            assert not any(mark in name for name in element.attrib for mark in "<>&\"'{}")
        assert not page.all("img[@src='x']")


def test_an_email_address_is_no_more_than_an_address(rich: Site) -> None:
    """Marks in an address that a mail link would read as its own are encoded there, and shown as typed."""
    (link,) = (link for link in rich.of_kind(HOSTILE)["fi"].root.iter("a") if "mailto" in link.get("href", ""))
    assert text_of(link) == "o'hara+{x}?cc=toinen&b@example.org"
    assert link.get("href") == "mailto:o%27hara%2B%7Bx%7D%3Fcc%3Dtoinen%26b@example.org"


def test_free_text_is_shown_as_typed_in_lists_and_heads(rich: Site) -> None:
    """Titles, summaries and labels are the same letters in lists, menus, page titles and descriptions."""
    head = _head(rich.content / "practices" / "vaaralliset-merkit.md")
    page = rich.of_kind(HOSTILE)["fi"]
    assert words_of(page.only("head/title")).startswith(head["title"])
    assert page.only("meta[@name='description']").get("content") == head["summary"]
    assert page.only("meta[@property='og:title']").get("content") == head["title"]
    cards = [card for card in rich.of_kind("practices")["fi"].with_class("card") if head["title"] in text_of(card)]
    assert len(cards) == 1
    assert head["summary"] in text_of(cards[0])
    browse = rich.of_kind("browse")["fi"].text
    assert all(label in browse for label in (*head["keywords"], head["title"]))
    article = _head(rich.content / "pages" / "osallistu.md")
    assert article["title"] in words_of(rich.of_kind("front")["fi"].only("footer"))
    settings = yaml.load((rich.content / "site.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    statement = rich.of_kind("accessibility statement")["fi"].text
    for text in _typed(_finnish({"a": settings["accessibility"], "contact": settings["contact"]})):
        assert text in statement


def test_typed_html_in_a_body_is_shown_as_text(rich: Site) -> None:
    """Raw HTML, template marks and code of a body are what they were, as text."""
    text = rich.of_kind(FULL)["fi"].text
    for typed in (
        "Raaka <b>Tärkeää</b> HTML näkyy tekstinä, samoin {{ 7*7 }} ja ${x} ja %s.",
        "koodia <b>näin</b>",
        "Oma <otsikko> & muuta",
        '<script>alert("ei aja")</script>\n{{ 7*7 }}',
        "sisennetty <koodi>",
    ):
        assert typed in text
    hostile = rich.of_kind(HOSTILE)["fi"].text
    assert 'Leipäteksti <b>Tärkeää</b> & "lainaus" {{ 7*7 }} ${x} %s </script> {% raw %} & <.' in hostile


def test_every_kind_of_markdown_reaches_the_page(rich: Site) -> None:
    """Lists, tables, quotations, definitions, abbreviations, footnotes, boxes, code, links and images."""
    (prose,) = rich.of_kind(FULL)["fi"].with_class("prose")
    for path, count in {
        "em": 2, "strong": 1, "br": 1, "h2": 3, "h3": 2, "ul/li/ul/li": 2, "ol[@start='3']/li": 2, "blockquote/p": 1,
        "hr": 1, "table/thead/tr/th": 3, "table/tbody/tr/td": 6, "dl/dt": 2, "dl/dd": 3, "abbr": 2, "sup/a": 3,
        "div[@class='footnotes']/ol/li": 2, "div[@role='note']": 5, "pre/code": 2, "img": 1,
    }.items():  # fmt: skip
        assert len(prose.findall(f".//{path}")) == count, path
    image = prose.find(".//img")
    assert image is not None
    assert image.get("alt") == 'Sininen neliö & "kehys"'
    hrefs = _hrefs(prose)
    for address in ("https://example.org/?a=1&b=2", "mailto:neuvonta@example.org", "tel:+358000000000"):
        assert address in hrefs
    assert "../../kaytannot/vaaralliset-merkit/index.html#osio-huomattavaa" in hrefs
    assert "../../tietoa/index.html" in hrefs
    assert "#osio-huomioita" in hrefs


def test_links_of_a_body_stay_in_the_language(rich: Site) -> None:
    """A link between files leads to the page in the reader's language, to the heading where that page has it."""
    swedish = rich.of_kind("article")["sv"]
    assert "../../sv/praxis/taysi-kaytanto/index.html#osio-iakttagelser" in _hrefs(swedish.only("main"))
    # A Finnish body on an English page: its page has no such heading in English, so the link leads to the page.
    english = rich.of_kind(FULL)["en"]
    (prose,) = english.with_class("prose")
    assert "../../../en/tools/taysi-valine/index.html" in _hrefs(prose)
    assert "../../../en/tietoa/index.html" in _hrefs(prose)


# languages


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize(
    "slug",
    [
        slug
        for slug in _entries("practices")
        if slug not in {"taysi-kaytanto", "vaaralliset-merkit", "korvattu-kaytanto"}
    ],
)
def test_what_is_not_translated_is_marked(rich: Site, language: str, slug: str) -> None:
    """An entry without a translation is shown in its own language, marked for machines and told to readers."""
    page = rich.page(f"{'sv/praxis' if language == 'sv' else 'en/practices'}/{slug}/")
    shown = STRINGS[language]("language.in.fi")
    assert page.only("h1").get("lang") == "fi"
    assert STRINGS[language]("language.not_translated", shown=shown) in words_of(page.only("main"))
    for text in _typed(_head(rich.content / "practices" / f"{slug}.md")):
        assert set(_deepest(page.only("body"), text, page.language)) == {"fi"}, text


def test_what_is_partly_translated_is_marked(rich: Site) -> None:
    """Translated texts are in the page's language, the rest is marked with its own, section by section."""
    page = rich.of_kind(FULL)["en"]
    body = page.only("body")
    assert STRINGS["en"]("language.partly_translated") in words_of(page.only("main"))
    assert set(_deepest(body, "Complete example practice", "en")) == {"en"}
    for text in ("Toimintatapa vakiintuu.", "Kuuntele", "Johdon tuki", "Esimerkkiopas", "HOPS on", "Toimii meilläkin."):
        assert set(_deepest(body, text, "en")) == {"fi"}
    steps = page.section(STRINGS["en"].section_id("steps"))
    assert STRINGS["en"]("language.in.fi") in words_of(steps)


def test_what_is_wholly_translated_is_not_marked(rich: Site) -> None:
    """A whole translation has no note about languages, and none of its texts is in another."""
    page = rich.of_kind(FULL)["sv"]
    assert not page.with_class("language-note")
    head = _head(rich.content / "practices" / "taysi-kaytanto.sv.md")
    for text in _typed(head):
        if "utkast" not in text:
            assert set(_deepest(page.only("body"), text, "sv")) == {"sv"}, text


def test_terms_without_a_label_in_the_language_are_marked(rich: Site) -> None:
    """A vocabulary's label that is missing in a language is shown in the bank's first one, marked."""
    page = rich.page("en/themes/tyoelama/")
    assert page.only("h1").get("lang") == "fi"
    assert set(_deepest(rich.page("en/themes/").only("main"), "Työelämäyhteistyö", "en")) == {"fi"}


def test_languages_point_at_each_other(site: Site) -> None:
    """If a page names another as itself in a language, that page names it back; each names itself and a default."""
    named = {}
    for page in site.pages():
        links = {link.get("hreflang", ""): link.get("href", "") for link in page.all("link[@hreflang]")}
        if site.base_url:
            assert all(address.startswith(site.base_url) for address in links.values())
            found = {language: address.removeprefix(site.base_url) for language, address in links.items()}
        else:
            found = {
                language: _target(site, page, address)[0].removesuffix("index.html")
                for language, address in links.items()
            }
        assert not found or found[page.language] == page.url
        assert not found or found.pop("x-default") == found["fi"]
        named[page.url] = found
    for url, links in named.items():
        for other in links.values():
            assert named[other] == links, url
    assert sum(len(links) == 3 for links in named.values()) > 100


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "keyword"])
def test_the_language_switch_keeps_the_page(rich: Site, kind: str) -> None:
    """From a page of any kind one link leads to the same page in each other language."""
    pages = rich.of_kind(kind)
    for page in pages.values():
        (switch,) = page.with_class("languages")
        targets = [_target(rich, page, href)[0].removesuffix("index.html") for href in _hrefs(switch)]
        assert targets == [pages[language].url for language in LANGUAGES]
        (current,) = (link for link in switch.iter("a") if link.get("aria-current"))
        assert current.get("hreflang") == page.language


def test_the_language_switch_of_a_keyword_leads_to_the_front_page(rich: Site) -> None:
    """Keywords belong to one language, so the other languages' links lead to their front pages."""
    page = rich.of_kind("keyword")["sv"]
    (switch,) = page.with_class("languages")
    targets = [_target(rich, page, href)[0] for href in _hrefs(switch)]
    assert targets == ["index.html", "sv/amnesord/amneslarare/index.html", "en/index.html"]


@pytest.mark.parametrize("languages", [("sv", "fi"), ("en",)], ids="-".join)
def test_any_language_can_be_the_first(tmp_path: Path, languages: tuple[str, ...]) -> None:
    """The first language stands at the root, the others in folders; with one alone there is nothing to choose."""
    content = shutil.copytree(SITES / "tiny" / "content", tmp_path / "content")
    settings = f"title: Banken\nlanguages: [{', '.join(languages)}]\n"
    (content / "site.yaml").write_text(settings, encoding="utf-8")
    site = built(content, tmp_path / "output")
    words = {"sv": "praxis/", "fi": "fi/kaytannot/", "en": "practices/"}
    for language in languages:
        page = site.page(f"{words[language]}esimerkkikaytanto/")
        assert page.language == language
        assert len(page.with_class("languages")) == (len(languages) > 1)
    assert {page.language for page in site.pages()} == set(languages)


# the practice page and the tool page


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_practice_page_has_the_registers_parts_in_order(rich: Site, language: str) -> None:
    """Breadcrumbs, table of contents, then the register's sections by its labels and in its order."""
    page = rich.of_kind(FULL)[language]
    headings = [words_of(heading) for heading in page.all("main//section/h2")]
    wanted = {
        "fi": ("Tiivistelmä", "Tulokset", "Kohderyhmät", "Kehittämisteemat", "Asiasanat", "Tiedot",
               "Hallinnoijan tiedot"),
        "sv": ("Sammanfattning", "Resultat", "Målgrupper", "Utvecklingsteman", "Ämnesord", "Uppgifter",
               "Uppgifter om förvaltaren"),
        "en": ("Summary", "Results", "Target groups", "Development themes", "Keywords", "Details",
               "Details of the owner"),
    }[language]  # fmt: skip
    assert [heading for heading in headings if heading in wanted] == list(wanted), headings
    order = [next(iter(page.with_class(name))) for name in ("breadcrumbs", "contents")]
    everything = list(page.root.iter())
    assert everything.index(order[0]) < everything.index(page.only("h1")) < everything.index(order[1])
    contents = [words_of(link) for link in order[1].iter("a")]
    shown = [
        words_of(heading) for heading in page.all("main//h2") if heading.get("id") and heading.get("id") != "contents"
    ]
    assert [line for line in contents if line in shown] == shown


def test_the_details_of_a_practice_carry_the_registers_fields(rich: Site) -> None:
    """Every field of the register stands under its label, with its value."""
    page = rich.of_kind(FULL)["fi"]
    pairs = {}
    for section in ("tiedot", "hallinnoijan-tiedot"):
        for group in page.section(section).findall(".//dl/div"):
            pairs[words_of(group[0])] = [words_of(value) for value in group[1:]]
    assert pairs == {
        "Hyvät käytännöt viite id": ["4711"],
        "Syntynyt osana": ["Hanke", "Syntyi hankkeen toisena vuotena."],
        "Hanke jonka osana syntynyt": ["Esimerkkihanke – siirtymiä sujuvoittamassa"],
        "Hankkeen kotisivu": ["https://example.org/hanke"],
        "Lisätty rekisteriin": ["13.9.2022"],
        "Tarkistettu": ["30.11.2025"],
        "Seuraava tarkistus": ["30.11.2026"],
        "Tila": ["Julkaistu"],
        "Kiinni strategiaan -vaihe": ["Kiinni rakenteisiin"],
        "Käyttöoikeus": ["Creative Commons Nimeä-JaaSamoin 4.0"],
        "Pysyvä lyhyt osoite": ["id/4711/"],
        "Hallinnoija": ["Esimerkkiopisto"],
        "Verkkosivu": ["https://example.org/opisto?kieli=fi&sivu=1"],
        "Yhteyshenkilö": ["Essi Esimerkki", "Hankeneuvonta", "neuvonta@example.org", "https://example.org/yhteys"],
    }


def test_an_edit_link_leads_to_the_file_in_its_language(rich: Site) -> None:
    """`edit_url` gives each edition a link to its own file; what is shown untranslated leads to the original."""
    address = "https://example.org/muokkaa/content/practices/{}?haara=main"
    for language, file in (("fi", "taysi-kaytanto.md"), ("sv", "taysi-kaytanto.sv.md"), ("en", "taysi-kaytanto.en.md")):
        assert address.format(file) in _hrefs(rich.of_kind(FULL)[language].only("main"))
    assert address.format("pitka-nimi.md") in _hrefs(rich.of_kind(LONG)["sv"].only("main"))


def test_a_tool_page_carries_its_fields(rich: Site) -> None:
    """Ways, goals, rhythm, length, size, outputs and events, in the order of time."""
    page = rich.of_kind("tool")["fi"]
    text = words_of(page.only("main"))
    for shown in (
        "Kehitetään yhdessä", "Välitetään tietoa", "Verkostot vahvistuvat", "Osaaminen kasvaa", "Kerran lukukaudessa",
        "1–2 tuntia", "5–1 200 henkilöä", "Helppo aloittaa", "Vie aikaa", "Julkaisematon luettelo",
    ):  # fmt: skip
        assert shown in text, shown
    events = words_of(page.section("tapahtumat"))
    assert [events.index(name) for name in ("Mennyt", "Tuleva", "Kaksipäiväinen")] == sorted(
        events.index(name) for name in ("Mennyt", "Tuleva", "Kaksipäiväinen")
    )


# relations

RELATIONS = {
    "kaytannot/taysi-kaytanto/": [
        ("Jatkaa", ["kaytannot/arkistoitu-kaytanto/"]),
        ("Korvaa", ["kaytannot/korvattu-kaytanto/"]),
        ("Täydentää", ["valineet/taysi-valine/"]),
        ("Osa", ["kaytannot/pitka-nimi/"]),
        ("Edellyttää", ["valineet/suppea-valine/"]),
        ("Vaihtoehto", ["kaytannot/vaaralliset-merkit/"]),
        ("Katso myös", ["kaytannot/tuore-kaytanto/"]),
    ],
    "kaytannot/arkistoitu-kaytanto/": [("Jatkona", ["kaytannot/taysi-kaytanto/"])],
    "kaytannot/korvattu-kaytanto/": [("Korvannut", ["kaytannot/korvaaja-kaytanto/", "kaytannot/taysi-kaytanto/"])],
    "valineet/taysi-valine/": [
        ("Jatkaa", ["valineet/suppea-valine/"]),
        ("Täydentävä", ["kaytannot/taysi-kaytanto/"]),
        ("Katso myös", ["valineet/vaarallinen-valine/"]),
    ],
    "kaytannot/pitka-nimi/": [("Osat", ["kaytannot/korvaaja-kaytanto/", "kaytannot/taysi-kaytanto/"])],
    "valineet/suppea-valine/": [
        ("Jatkona", ["valineet/taysi-valine/"]),
        ("Edellytyksenä", ["kaytannot/taysi-kaytanto/"]),
    ],
    "kaytannot/vaaralliset-merkit/": [
        ("Vaihtoehto", ["kaytannot/taysi-kaytanto/"]),
        ("Katso myös", ["kaytannot/tuore-kaytanto/"]),
    ],
    "kaytannot/tuore-kaytanto/": [
        ("Katso myös", ["kaytannot/taysi-kaytanto/", "kaytannot/vaaralliset-merkit/"]),
    ],
    "valineet/vaarallinen-valine/": [("Katso myös", ["valineet/taysi-valine/"])],
    "kaytannot/korvaaja-kaytanto/": [
        ("Korvaa", ["kaytannot/korvattu-kaytanto/"]),
        ("Osa", ["kaytannot/pitka-nimi/"]),
    ],
}


@pytest.mark.parametrize("url", RELATIONS)
def test_relations_are_told_at_both_ends(rich: Site, url: str) -> None:
    """Relations stand on both pages, grouped by type, each under the word for its direction."""
    page = rich.page(url)
    section = page.section("suhteet-muihin")
    groups = []
    for group in section.findall("div[@class='relations']"):
        targets = [_target(rich, page, href)[0].removesuffix("index.html") for href in _hrefs(group)]
        groups.append((words_of(next(group.iter("h3"))), targets))
    assert groups == RELATIONS[url]


def test_a_relations_note_is_shown_at_both_ends(rich: Site) -> None:
    """What an editor wrote about a relation is read from either side, in the page's language."""
    for page, note in (
        (rich.page("kaytannot/taysi-kaytanto/"), "Vanha kuvaus oli suppeampi."),
        (rich.page("kaytannot/arkistoitu-kaytanto/"), "Vanha kuvaus oli suppeampi."),
        (rich.page("sv/praxis/taysi-kaytanto/"), "Den gamla beskrivningen var snävare."),
        (rich.page("sv/praxis/arkistoitu-kaytanto/"), "Den gamla beskrivningen var snävare."),
    ):
        assert note in page.text


def test_a_superseded_entry_names_its_successors(rich: Site) -> None:
    """Above the text, a reader of a superseded entry is shown the way to what replaced it."""
    page = rich.of_kind("practice, superseded")["fi"]
    (notice,) = page.with_class("notice")
    assert "Korvattu" in words_of(notice)
    assert [_target(rich, page, href)[0].removesuffix("index.html") for href in _hrefs(notice)] == [
        "kaytannot/korvaaja-kaytanto/", "kaytannot/taysi-kaytanto/",
    ]  # fmt: skip
    assert "Arkistoitu" in words_of(rich.page("kaytannot/arkistoitu-kaytanto/").with_class("notice")[0])
    assert not rich.of_kind(FULL)["fi"].with_class("notice")


# states, dates, order, pages


@pytest.mark.parametrize(
    ("slug", "state"),
    [
        ("tuore-kaytanto", "Ajantasainen"),
        ("korvaaja-kaytanto", "Tarkistus lähestyy"),
        ("tanaan-tarkistettava", "Tarkistus lähestyy"),
        ("myohassa-oleva", "Tarkistus myöhässä"),
        ("arkistoitu-kaytanto", "Arkistoitu"),
        ("korvattu-kaytanto", "Korvattu"),
    ],
)
def test_every_state_is_told(rich: Site, slug: str, state: str) -> None:
    """Fresh, due up to the day itself, overdue from the day after, archived, superseded: on the page and in lists."""
    page = rich.page(f"kaytannot/{slug}/")
    (facts,) = page.with_class("facts")
    assert state in words_of(facts)
    card = next(
        card for url in ("kaytannot/", "kaytannot/sivu/2/") for card in rich.page(url).with_class("card")
        if f"{slug}/index.html" in _hrefs(card)[0]
    )  # fmt: skip
    assert state in words_of(card)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "fi",
            {
                "2022-09-13": "13.9.2022",
                "2024-08-15": "15.8.2024 alkaen",
                "2024-08": "elokuusta 2024",
                "2023": "vuodesta 2023",
            },
        ),
        (
            "sv",
            {
                "2022-09-13": "13.9.2022",
                "2024-08-15": "sedan 15.8.2024",
                "2024-08": "sedan augusti 2024",
                "2023": "sedan 2023",
            },
        ),
        (
            "en",
            {
                "2022-09-13": "13\N{NO-BREAK SPACE}September\N{NO-BREAK SPACE}2022",
                "2024-08-15": "since 15\N{NO-BREAK SPACE}August\N{NO-BREAK SPACE}2024",
                "2024-08": "since August 2024",
                "2023": "since 2023",
            },
        ),
    ],
)
def test_dates_are_written_as_the_language_writes_them(rich: Site, language: str, expected: dict[str, str]) -> None:
    """For readers in words and numbers of the language, for machines in ISO form."""
    times = {time.get("datetime"): text_of(time) for time in rich.of_kind(FULL)[language].root.iter("time")}
    assert {machine: times[machine] for machine in expected} == expected


@pytest.mark.parametrize(
    ("language", "clock"),
    [
        ("fi", "1.4.2026 klo\N{NO-BREAK SPACE}9.00–15.30"),
        ("sv", "1.4.2026 kl.\N{NO-BREAK SPACE}9.00–15.30"),
        ("en", "1\N{NO-BREAK SPACE}April\N{NO-BREAK SPACE}2026 at\N{NO-BREAK SPACE}9:00–15:30"),
    ],
)
def test_times_are_written_as_the_language_writes_them(rich: Site, language: str, clock: str) -> None:
    """An event's day once and its hours after it."""
    assert clock in [text_of(time) for time in rich.of_kind("tool")[language].root.iter("time")]


def test_times_are_those_of_the_banks_zone(rich: Site) -> None:
    """An event whose time was typed in another zone is shown at the hour of the bank's own clocks."""
    times = {
        time.get("datetime"): text_of(time) for time in rich.page("valineet/vaarallinen-valine/").root.iter("time")
    }
    assert times["2026-03-12T11:00:00+02:00"] == "12.3.2026 klo\N{NO-BREAK SPACE}11.00"


def test_lists_are_in_the_languages_alphabet(rich: Site) -> None:
    """In Finnish and Swedish å, ä and ö stand last; in English they are read as a and o."""
    finnish = _titles(rich, "practices", "fi")
    assert finnish[-6:] == ["Sivutettu käytäntö 51", "Täysi esimerkkikäytäntö", "Zeniitti-käytäntö", "Åland-malli",
                            "Äänekäs käytäntö", "Öljyinen käytäntö"]  # fmt: skip
    english = _titles(rich, "practices", "en")
    assert english[:2] == ["Äänekäs käytäntö", "Åland-malli"]
    assert english[3:5] == ["Arkistoitu käytäntö", "Complete example practice"]


def _titles(site: Site, kind: str, language: str) -> list[str]:
    pages = [site.of_kind(name)[language] for name in (kind, f"{kind}, page 2")]
    return [words_of(title) for page in pages for title in page.with_class("card__title")]


@pytest.mark.parametrize(
    ("language", "letters"),
    [
        ("fi", "# A H O S V Y Z Å Ä Ö"),
        ("sv", "# A H N O S Y Z Å Ä Ö"),
        ("en", "# A H N O S Y Z"),
    ],
)
def test_keywords_stand_under_their_letters(rich: Site, language: str, letters: str) -> None:
    """The index of keywords goes from A to Ö, with a link to each letter, and every keyword under its own."""
    page = rich.of_kind("keywords")[language]
    groups = {words_of(next(iter(group.iter("h2")))): group for group in page.with_class("letter")}
    (links,) = page.with_class("letters")
    assert [words_of(link) for link in links.iter("a")] == list(groups)
    assert list(groups) == letters.split()
    for letter, group in groups.items():
        for link in group.findall(".//li/a"):
            assert letter == "#" or words_of(link)[0].upper() == letter or language == "en"


@pytest.mark.parametrize(
    ("kind", "total"),
    [("practices", PAGED + 9), ("browse", PAGED + 15), ("theme", PAGED + 3)],
)
def test_long_lists_have_pages_of_fifty(rich: Site, kind: str, total: int) -> None:
    """Fifty entries a page, the rest on the next; the pages link to each other, and titles tell them apart."""
    for language in LANGUAGES:
        second = rich.of_kind(f"{kind}, page 2")[language]
        first = rich.page(re.sub(r"[a-z]+/2/$", "", second.url))
        shown = [len(page.with_class("card")) for page in (first, second)]
        assert shown[0] == 50
        assert sum(shown) == total
        for page, other, rel in ((first, second, "next"), (second, first, "prev")):
            (pager,) = page.with_class("pager")
            link = next(link for link in pager.iter("a") if link.get("rel") == rel)
            assert _target(rich, page, link.get("href", ""))[0] == f"{other.url}index.html"
            current = [words_of(link) for link in pager.iter("a") if link.get("aria-current") == "page"]
            assert current == ["1" if page is first else "2"]
        assert words_of(first.only("head/title")) != words_of(second.only("head/title"))
    assert not rich.has("kaytannot/sivu/1/")
    assert not rich.has("kaytannot/sivu/3/")
    assert not rich.of_kind("tools")["fi"].with_class("pager")


def test_counts_are_the_numbers_of_entries(rich: Site) -> None:
    """The number beside each choice of the browse page is the number of entries on the page it leads to."""
    page = rich.of_kind("browse")["fi"]
    choices = page.with_class("choice")
    assert len(choices) > 30
    for choice in choices:
        number = int(choice.get("data-entries", ""))
        assert re.sub(r"\D", "", text_of(choice[-1])) == str(number)
        if choice.tag == "a":
            target = _target(rich, page, choice.get("href", ""))[0].removesuffix("index.html")
            leads = rich.page(target)
            assert len(leads.with_class("card")) == min(number, 50) or "organisaatiot" in target, target
        assert (choice.tag == "a") is (number > 0)


# machines


def _things(page: Page) -> list[dict[str, Any]]:
    scripts = (script for script in page.root.iter("script") if script.get("type") == "application/ld+json")
    return [json.loads(script.text or "") for script in scripts]


def test_data_blocks_are_json_that_cannot_end_early(site: Site) -> None:
    """Every block parses, and holds nothing that a browser would take for markup."""
    for page in site.pages():
        source = page.path.read_text(encoding="utf-8")
        for block in re.findall(r'<script type="application/ld\+json">(.*?)</script>', source, re.DOTALL):
            assert json.loads(block)["@context"] == "https://schema.org"
            assert "<" not in block


def test_structured_data_has_the_right_types(site: Site) -> None:
    """A practice is a LearningResource, real steps make a HowTo, and all but a few pages have their trail."""
    types = {
        kind: [thing["@type"] for thing in _things(site.of_kind(kind)["fi"])]
        for kind in (FULL, LONG, "tool", "tool, smallest", "theme", "article", "front", "not found")
    }
    assert types == {
        FULL: ["LearningResource", "HowTo", "BreadcrumbList"],
        LONG: ["LearningResource", "BreadcrumbList"],
        "tool": ["Event", "Event", "Event", "HowTo", "BreadcrumbList"],
        "tool, smallest": ["BreadcrumbList"],
        "theme": ["BreadcrumbList"],
        "article": ["BreadcrumbList"],
        "front": [],
        "not found": [],
    }
    resource, how_to, trail = _things(site.of_kind(FULL)["sv"])
    assert resource["name"] == "Fullständig exempelpraxis"
    assert resource["inLanguage"] == "sv"
    assert (resource["datePublished"], resource["dateModified"]) == ("2022-09-13", "2025-11-30")
    assert resource["license"] == "https://spdx.org/licenses/CC-BY-SA-4.0"
    assert [step["name"] for step in how_to["step"]] == ["Lyssna", "Pröva", "Etablera"]
    assert [item["position"] for item in trail["itemListElement"]] == [1, 2, 3]
    assert ("url" in resource) is ("item" in trail["itemListElement"][0]) is bool(site.base_url)
    assert _things(site.of_kind(HOSTILE)["fi"])[0]["license"] == "LicenseRef-Oma"


def test_canonical_addresses_only_with_a_base_url(site: Site) -> None:
    """With a base URL every indexed page names its own address; without one no page claims any."""
    for page in site.pages():
        canonical = [link.get("href") for link in page.all("link[@rel='canonical']")]
        og_url = [meta.get("content") for meta in page.all("meta[@property='og:url']")]
        if not site.base_url:
            assert not canonical + og_url
        elif page.all("meta[@name='robots']"):
            assert not og_url
            assert PUBLISHED_AT + page.url not in canonical
        else:
            assert canonical == og_url == [PUBLISHED_AT + page.url]
        titles = [meta.get("content") for meta in page.all("meta[@property='og:title']")]
        assert len(titles) == 1
        assert words_of(page.only("head/title")).startswith(" ".join((titles[0] or "").split()))


def test_the_sitemap_names_every_indexed_page(rich: Site, rich_published: Site) -> None:
    """Every page but 404s and forwards, with its languages; robots.txt names it; neither without an address."""
    assert not rich.has("sitemap.xml")
    assert (rich.folder / "robots.txt").read_text(encoding="utf-8") == "User-agent: *\nAllow: /\n"
    robots = (rich_published.folder / "robots.txt").read_text(encoding="utf-8")
    assert robots == f"User-agent: *\nAllow: /\nSitemap: {PUBLISHED_AT}sitemap.xml\n"
    spaces = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    tree = ET.fromstring((rich_published.folder / "sitemap.xml").read_bytes())  # noqa: S314 -- our own file
    listed = {
        url.findtext("s:loc", "", spaces): {
            link.get("hreflang"): link.get("href") for link in url.findall("x:link", spaces)
        }
        for url in tree.findall("s:url", spaces)
    }
    indexed = [page for page in rich_published.pages() if not page.all("meta[@name='robots']")]
    assert sorted(listed) == sorted(PUBLISHED_AT + page.url for page in indexed)
    for page in indexed:
        links = {link.get("hreflang"): link.get("href") for link in page.all("link[@hreflang]")}
        links.pop("x-default", None)
        assert listed[PUBLISHED_AT + page.url] == links


def test_the_404_page_works_at_any_depth(rich_published: Site) -> None:
    """It is shown at addresses of any depth, so with a base URL known it names everything from the host's root."""
    for page in rich_published.of_kind("not found").values():
        addresses = [*_loaded(page), *_hrefs(page.root)]
        assert all(address.startswith(("/polku/", "#", "https://")) for address in addresses), addresses


# drafts and deletions


def test_nothing_of_a_draft_is_published(site: Site) -> None:
    """No page, address, list, keyword, relation, count or sitemap tells of a draft."""
    secrets = re.compile(r"salai(nen|sin)|hemlig|luonnossana|utkastord|/666/", re.IGNORECASE)
    for path in site.paths:
        assert not secrets.search(path)
        if path.endswith((".html", ".xml", ".txt")):
            assert not secrets.search((site.folder / path).read_text(encoding="utf-8")), path


def test_drafts_are_built_when_asked_for(rich: Site, tmp_path: Path) -> None:
    """With `drafts` the entry is there with all that belongs to it, told to be a draft."""
    site = built(rich.content, tmp_path / "output", drafts=True)
    page = site.page("kaytannot/salainen-luonnos/")
    assert "Luonnos" in words_of(page.only("main"))
    assert site.has("id/666/")
    assert site.has("kaytannot/salaisin-luonnos/")
    assert site.has("asiasanat/luonnossana/")
    assert "Salainen luonnos" in site.page("kaytannot/taysi-kaytanto/").text
    assert {path for path in rich.paths if "assets" not in path} <= set(site.paths)


def test_only_drafts_have_the_page_of_components(rich_published: Site, tmp_path: Path) -> None:
    """It is for developers: in no menu, list, sitemap or index of a search engine, and in the first language alone."""
    assert not [path for path in rich_published.paths if "tyyli" in path]
    site = built(rich_published.content, tmp_path / "output", base_url=PUBLISHED_AT, drafts=True)
    page = site.page("tyyli/")
    assert page.language == "fi"
    assert page.only("meta[@name='robots']").get("content") == "noindex"
    assert [path for path in site.paths if "tyyli" in path] == ["tyyli/index.html"]
    assert "tyyli" not in (site.folder / "sitemap.xml").read_text(encoding="utf-8")
    for other in site.pages():
        assert other.url == page.url or not [href for href in _hrefs(other.root) if "tyyli" in href], other.url


def test_a_deleted_entry_is_gone_from_the_site(tmp_path: Path) -> None:
    """After the file has gone, no page, forward, keyword, list or relation of it is left."""
    content = shutil.copytree(SITES / "tiny" / "content", tmp_path / "content")
    before = built(content, tmp_path / "output")
    assert before.has("id/7/")
    (content / "practices" / "esimerkkikaytanto.md").unlink()
    after = built(content, tmp_path / "output")
    for url in ("kaytannot/esimerkkikaytanto/", "id/7/", "asiasanat/kokeilu/"):
        assert not after.has(url)
    for path in after.folder.rglob("*.html"):
        assert "Esimerkkikäytäntö" not in path.read_text(encoding="utf-8")


def test_the_hooks_of_the_list_are_where_others_look_for_them(rich: Site) -> None:
    """On a list that can be narrowed one element has the results, one the count, and each facet has its own."""
    for url in ("selaa/", "sv/bladdra/", "en/browse/", "teemat/hyvinvointi/", "kohderyhmat/opettajat/"):
        page = rich.page(url)
        (results,) = (element for element in page.root.iter() if element.get("data-results") is not None)
        titles = [link for item in results for link in item.iter("a")]
        assert all(link.get("href", "").endswith("/index.html") for link in titles)
        assert len(titles) == len(list(results))
        (count,) = (element for element in page.root.iter() if element.get("data-count") is not None)
        assert words_of(count).startswith(f"{count.get('data-count')} / {count.get('data-count')} ")
        facets = [fieldset.get("data-facet") for fieldset in page.all("fieldset") if fieldset.get("data-facet")]
        assert facets == [name for name in PARAMETERS.values() if name in facets]
        assert facets[0] == "tyyppi"
