"""Every template with all that it can hold and with the least, in three languages."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest

from tests.unit.site import sample_pages, samples
from zoomibank.content.load import Image
from zoomibank.findings.finding import SetupError
from zoomibank.site.assets import gather_assets
from zoomibank.site.page import Page
from zoomibank.site.render import Site, read_templates, render
from zoomibank.site.strings import load_strings
from zoomibank.site.urls import output_path
from zoomibank.site.views import ListView

FOLDER = Path(__file__).parents[3] / "templates"
TEMPLATES = read_templates(FOLDER)
STRINGS = {language: load_strings(language) for language in samples.LANGUAGES}
SITE = Site(
    strings=STRINGS,
    assets=gather_assets(FOLDER, (Image("media/poyta.png", b"png"),)),
    base_url="",
    address_of=lambda path, language: f"{language}/{path.removesuffix('.md')}/",
    has_anchor=lambda path, _language, anchor: (path, anchor) == ("practices/toinen-malli.md", "miten-aloitat"),
)
PAGES = {f"{language}-{name}": page for language in STRINGS for name, page in sample_pages.pages(STRINGS[language])}
FINNISH = {name.removeprefix("fi-"): page for name, page in PAGES.items() if page.language == "fi"}
SVG = "{http://www.w3.org/2000/svg}"


def rendered(page: Page, site: Site = SITE) -> str:
    (output,) = render([page], templates=TEMPLATES, site=site)
    return output.data.decode()


def parsed(html: str) -> Element:
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
    assert isinstance(tree, Element)
    return tree


def seen(element: Element) -> str:
    return " ".join("".join(element.itertext()).replace("\N{SOFT HYPHEN}", "").split())


@pytest.fixture(scope="module")
def trees() -> dict[str, Element]:
    """All sample pages, through html5lib's strict parser, which raises at the first error."""
    return {name: parsed(rendered(page)) for name, page in PAGES.items()}


def test_there_is_a_full_sample_of_every_page_template() -> None:
    assert {page.template for page in PAGES.values()} == {f"pages/{path.name}" for path in FOLDER.glob("pages/*.html")}


def test_nothing_runs_or_styles_inline(trees: dict[str, Element]) -> None:
    for name, tree in trees.items():
        for element in tree.iter():
            handlers = [key for key in element.attrib if key == "style" or key.startswith("on")]
            assert handlers == [], name
            assert element.tag != "style", name
            if element.tag == "script" and "src" not in element.attrib:
                assert element.get("type") == "application/ld+json", name
                json.loads(element.text or "")


def test_every_page_has_the_policy_before_anything_else_is_asked_for(trees: dict[str, Element]) -> None:
    for name, tree in trees.items():
        head = tree.find("head")
        assert head is not None
        policy = head[1]
        assert policy.get("http-equiv") == "Content-Security-Policy", name
        # Only where there is a form may one be sent, and only to the site itself.
        has_form = tree.find(".//form") is not None or "style-guide" in name
        allowed = "'self'" if has_form else "'none'"
        assert policy.get("content") == (
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            f"base-uri 'none'; form-action {allowed}"
        )


def test_headings_have_one_top_and_skip_no_level(trees: dict[str, Element]) -> None:
    for name, tree in trees.items():
        levels = [int(element.tag[1]) for element in tree.iter() if re.fullmatch(r"h[1-6]", str(element.tag))]
        assert levels.count(1) == 1, name
        start = levels.index(1)
        assert start == 0, name
        assert all(after <= before + 1 for before, after in pairwise(levels)), (name, levels)


def test_ids_are_unique_and_links_within_a_page_lead_to_them(trees: dict[str, Element]) -> None:
    for name, tree in trees.items():
        ids = Counter(element.get("id") for element in tree.iter() if element.get("id"))
        assert [one for one, count in ids.items() if count > 1] == [], name
        anchors = {href[1:] for a in tree.iter("a") if (href := a.get("href") or "").startswith("#")}
        assert anchors <= set(ids), name
        labels = {one for element in tree.iter() for one in (element.get("aria-labelledby") or "").split()}
        assert labels <= set(ids), name


def test_pages_have_their_landmarks_and_language(trees: dict[str, Element]) -> None:
    for name, tree in trees.items():
        assert tree.get("lang") == name[:2]
        for landmark in ("header", "main", "footer"):
            body = tree.find("body")
            assert body is not None
            assert len(body.findall(landmark)) == 1, name
        navs = [nav.get("aria-label") or nav.get("aria-labelledby") for nav in tree.iter("nav")]
        assert None not in navs
        assert len(set(navs)) == len(navs), name
        (first_link, *_) = tree.iter("a")
        assert first_link.get("href") == "#main"


def test_lists_hold_list_items_and_lists_of_facts_their_pairs(trees: dict[str, Element]) -> None:
    for name, tree in trees.items():
        for element in tree.iter():
            children = [str(child.tag) for child in element]
            if element.tag in {"ul", "ol"}:
                assert children or "data-results" in element.attrib, name
                assert set(children) <= {"li"}, name
            if element.tag == "dl":
                assert children or "data-results" in element.attrib, name
                assert set(children) <= {"div", "dt", "dd"}, name


def test_free_text_is_shown_as_typed(trees: dict[str, Element]) -> None:
    summary = next(e for e in trees["fi-practice-full"].iter("p") if "lead" in (e.get("class") or ""))
    assert "".join(summary.itertext()) == samples.ODD
    assert "as-typed" in (summary.get("class") or "")


def test_soft_hyphens_stand_in_titles_and_nowhere_that_is_read_by_machines(trees: dict[str, Element]) -> None:
    hyphen = "\N{SOFT HYPHEN}"
    (title, *_) = (e for e in trees["fi-list-tools"].iter("h2") if e.get("class") == "card__title")
    assert "".join(title.itertext()) == "Opinpolkukehittämisverkostoyhteistyömalli 0".replace(
        "Opinpolkukehittämisverkostoyhteistyömalli", "Opin|pol|ku|ke|hit|tä|mis|ver|kos|to|yh|teis|työ|malli"
    ).replace("|", hyphen)
    for name, tree in trees.items():
        for element in tree.iter():
            assert not any(hyphen in value for value in element.attrib.values()), name
            assert element.tag not in {"title", "script"} or hyphen not in "".join(element.itertext()), name


def marks(tree: Element, name: str) -> dict[str, str]:
    """The shape before each word of a kind."""
    shapes = {}
    for element in tree.iter("span"):
        if name in (element.get("class") or "").split():
            svg = next(element.iter(f"{SVG}svg"))
            assert svg.get("aria-hidden") == "true"
            shapes[seen(element)] = " ".join(" ".join(map(str, shape.attrib.values())) for shape in svg)
    return shapes


def test_states_and_kinds_of_evidence_have_a_word_and_a_shape_of_their_own(trees: dict[str, Element]) -> None:
    for language in samples.LANGUAGES:
        tree = trees[f"{language}-browse-full-1"]
        say = STRINGS[language]
        for name, group, choices in (
            ("standing", "state", samples.STATES), ("evidence", "evidence", ("aim", "observed", "measured"))
        ):  # fmt: skip
            found = marks(tree, name)
            assert set(found) == {say(f"{group}.{choice}") for choice in choices}
            assert len(set(found.values())) == len(choices)
        verdicts = [e for e in trees[f"{language}-practice-full"].iter("p") if e.get("class") == "reviews__verdict"]
        assert len({seen(e) for e in verdicts}) == 3
        assert len({" ".join(shape.get("d", "") for shape in next(e.iter(f"{SVG}svg"))) for e in verdicts}) == 3


def test_what_no_longer_holds_is_told_above_the_title_with_the_way_on(trees: dict[str, Element]) -> None:
    def notice(name: str) -> list[Element]:
        return [e for e in trees[name].iter("div") if e.get("class") == "notice"]

    (superseded,) = notice("fi-practice-full")
    assert seen(superseded).startswith("Korvattu Kuvaus on saanut seuraajan")
    assert [a.get("href") for a in superseded.iter("a")] == ["../../kaytannot/iltapaivatuokiot/index.html"]
    (archived,) = notice("fi-tool-full")
    assert seen(archived).startswith("Arkistoitu Kuvaus on säilytetty")
    assert notice("fi-practice-least") == []


def test_a_phase_is_drawn_as_far_as_it_has_come(trees: dict[str, Element]) -> None:
    (first, *rest) = (e for e in trees["fi-practice-full"].iter("span") if e.get("class") == "phase")
    assert seen(first) == "Kiinni kokeiluun vaihe 2/4"
    assert [circle.get("class") for circle in first.iter(f"{SVG}circle")] == ["phase__done", "phase__done", None, None]
    assert [seen(one) for one in rest] == ["Kiinni arkeen vaihe 4/4"] * 3


def test_paper_tells_the_lasting_address_and_the_day(trees: dict[str, Element]) -> None:
    (colophon,) = (e for e in trees["fi-practice-full"].iter("p") if e.get("class") == "colophon")
    assert seen(colophon) == "Malli-pankki: id/4321/ Lisätty rekisteriin 13.9.2022"
    html = rendered(FINNISH["practice-least"], replace(SITE, base_url="https://a.example/pankki/"))
    assert "<span>Pankki: https://a.example/pankki/esimerkit/practice-least/</span>" in html


def test_sections_stand_in_the_order_of_the_contents(trees: dict[str, Element]) -> None:
    for name in ("practice-full", "tool-full", "practice-least", "tool-least", "article-full"):
        for language in samples.LANGUAGES:
            tree = trees[f"{language}-{name}"]
            contents = next(nav for nav in tree.iter("nav") if nav.get("class") == "contents")
            told = [(a.get("href") or "")[1:] for a in contents.iter("a")]
            in_place = [
                e.get("id") for e in tree.iter() if e.tag in {"h2", "h3"} and e.get("id") not in {None, "contents"}
            ]
            assert told == in_place


def test_the_practice_page_bears_the_labels_of_the_register(trees: dict[str, Element]) -> None:
    tree = trees["fi-practice-full"]
    headings = [seen(heading) for main in tree.iter("main") for heading in main.iter("h2")]
    assert headings == [
        "Sisällysluettelo", "Tiivistelmä", "Mihin malli on tarkoitettu", "Vaiheet", "Tulokset", "Kohderyhmät",
        "Kehittämisteemat", "Asiasanat", "Juurruttamissuunnitelma", "Materiaalit", "Arvioinnit", "Käytössä",
        "Suhteet muihin", "Tiedot", "Hallinnoijan tiedot", "Samankaltaisia",
    ]  # fmt: skip
    facts = {seen(div[0]): seen(div[1]) for dl in tree.iter("dl") for div in dl.findall("div")}
    assert facts["Hyvät käytännöt viite id"] == "4321"
    assert facts["Lisätty rekisteriin"] == "13.9.2022"
    assert facts["Tila"] == "Korvattu"
    assert facts["Yhteyshenkilö"] == "Malli Mallinen"
    assert facts["Pysyvä lyhyt osoite"] == "id/4321/"


def test_text_in_another_language_is_marked_and_told(trees: dict[str, Element]) -> None:
    whole = trees["sv-practice-untranslated"]
    assert next(whole.iter("h1")).get("lang") == "fi"
    notes = [seen(p) for p in whole.iter("p") if p.get("class") == "language-note"]
    assert notes == ["Den här sidan finns ännu inte på svenska. Den visas på finska."]
    assert not [p for p in whole.iter("p") if p.get("class") == "tongue"]
    partly = trees["en-practice-partly"]
    words = [seen(p) for p in partly.iter("p") if p.get("class") == "tongue"]
    assert words == ["in Finnish", "in Finnish"]
    assert not [p for p in trees["fi-practice-full"].iter("p") if p.get("class") in {"tongue", "language-note"}]


def test_the_matrix_tells_its_marks_in_words(trees: dict[str, Element]) -> None:
    table = next(trees["fi-ways-full"].iter("table"))
    caption = table.find("caption")
    assert caption is not None
    assert seen(caption) == "Mikä väline palvelee mitäkin toimintatapaa"
    assert {th.get("scope") for th in table.iter("th")} == {"col", "row"}
    row = table.findall("tbody/tr")[1]
    assert [seen(cell) for cell in row.findall("td")] == ["●palvelee", "–ei palvele", "–ei palvele", "–ei palvele"]


def test_pages_are_the_same_whatever_was_rendered_before() -> None:
    """What is rendered once for many pages hangs on nothing that tells them apart."""
    pages = [replace(page, url=url) for page in PAGES.values() for url in (page.url, f"a/b/{page.url}")]
    alone = [rendered(page, replace(SITE)) for page in pages]  # with another site all begins anew
    site = replace(SITE)
    assert [rendered(page, site) for page in pages] == alone
    assert [rendered(page, site) for page in reversed(pages)] == alone[::-1]


def test_cards_of_one_address_may_differ() -> None:
    """Examples have cards that look alike from outside; what is kept of one is not shown for the other."""
    page = FINNISH["list-tools"]
    assert isinstance(page.view, ListView)
    card = page.view.cards[0]
    other = replace(card, summary=replace(card.summary, text="Toinen tiivistelmä"))
    html = rendered(replace(page, view=replace(page.view, cards=(card, other, replace(card)))))
    assert html.count("Toinen tiivistelmä") == 1
    assert html.count('<li class="card">') == 3


def test_running_text_gets_addresses_images_and_phrases() -> None:
    page = PAGES["sv-practice-full"]
    html = rendered(page)
    assert 'href="../../sv/practices/toinen-malli/index.html#osio-miten-aloitat"' in html
    assert f'src="../../{SITE.assets.media["media/poyta.png"]}"' in html
    assert 'aria-label="Tabell 1"' in html
    assert 'aria-label="Tabell 2"' in html
    assert ">Tips</p>" in html
    without = replace(SITE, has_anchor=lambda _path, _language, _anchor: False)
    assert 'href="../../sv/practices/toinen-malli/index.html"' in rendered(page, without)


def addresses(html: str) -> Iterator[str]:
    yield from re.findall(r'(?:href|src|url)="?([^"#]*)', re.sub(r"url=", 'url="', html))


def test_addresses_inside_a_page_are_relative_and_name_a_file() -> None:
    html = rendered(FINNISH["practice-full"])
    own = {one for one in addresses(html) if one and not one.startswith(("http", "mailto:"))}
    assert "../../kaytannot/malli-1/index.html" in own
    assert "../../index.html" in own
    assert all(one.startswith("../../") and not one.endswith("/") for one in own)


@pytest.mark.parametrize(
    ("url", "front", "term"),
    [
        ("", "index.html", "teemat/hyvinvointi/index.html"),
        ("404.html", "index.html", "teemat/hyvinvointi/index.html"),
        ("a/b/c/", "../../../index.html", "../../../teemat/hyvinvointi/index.html"),
    ],
)
def test_addresses_from_any_depth(url: str, front: str, term: str) -> None:
    html = rendered(replace(FINNISH["practice-least"], url=url))
    assert f'href="{front}"' in html
    assert f'href="{term}"' in html


def test_the_page_for_lost_addresses_asks_for_nothing_relative_to_where_it_is_shown() -> None:
    page = FINNISH["not-found"]
    assert 'href="selaa/index.html"' in rendered(page)
    for base, expected in (("https://a.example/pankki/", "/pankki/"), ("https://a.example", "/")):
        html = rendered(page, replace(SITE, base_url=base))
        own = [one for one in addresses(html) if one and not one.startswith("http")]
        assert f"{expected}selaa/" in own
        assert expected in own
        assert all(one.startswith(expected) for one in own)
        assert '<meta name="robots" content="noindex">' in html
        assert "canonical" not in html


def test_lasting_addresses_are_told_only_when_the_site_has_one() -> None:
    page = FINNISH["practice-full"]
    html = rendered(page)
    assert "canonical" not in html
    assert "og:url" not in html
    assert "og:image" not in html
    assert "twitter:" not in html
    assert '<link rel="alternate" hreflang="en" href="../../en/esimerkit/practice-full/index.html">' in html
    assert 'hreflang="sv" href="../../sv' not in html.split("<body>")[0]
    html = rendered(page, replace(SITE, base_url="https://a.example/pankki"))
    assert '<link rel="canonical" href="https://a.example/pankki/esimerkit/practice-full/">' in html
    assert '<meta property="og:url" content="https://a.example/pankki/esimerkit/practice-full/">' in html
    assert f'property="og:image" content="https://a.example/pankki/{SITE.assets.files["card.png"]}"' in html
    assert '<meta name="twitter:card" content="summary_large_image">' in html
    assert 'hreflang="x-default" href="https://a.example/pankki/fi/esimerkit/practice-full/">' in html
    assert ">https://a.example/pankki/id/4321/</a>" in html


def test_a_forward_leads_on_at_once_and_is_kept_out_of_indexes() -> None:
    page = FINNISH["forward"]
    html = rendered(page)
    assert '<meta http-equiv="refresh" content="0; url=../../kaytannot/malli-1/index.html">' in html
    assert html.count('name="robots"') == 1
    assert ">Uusi &amp; parempi</a>" in html
    html = rendered(page, replace(SITE, base_url="https://a.example/"))
    assert '<link rel="canonical" href="https://a.example/kaytannot/malli-1/">' in html


def test_structured_data_is_json_that_cannot_end_its_block() -> None:
    html = rendered(FINNISH["practice-full"])
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert json.loads(block) == {"@type": "Thing", "name": samples.ODD}
    assert "<" not in block


def test_outputs_tell_where_they_are_and_what_they_come_from() -> None:
    pages = [FINNISH["practice-full"], FINNISH["list-least"]]
    outputs = list(render(pages, templates=TEMPLATES, site=SITE))
    assert [output.path for output in outputs] == [output_path(page.url) for page in pages]
    assert [output.origin for output in outputs] == ["practices/malli.md", "templates/pages/list.html"]


def test_the_same_pages_give_the_same_bytes_in_any_order() -> None:
    pages = list(PAGES.values())
    forth = [output.data for output in render(pages, templates=TEMPLATES, site=SITE)]
    back = [output.data for output in render(reversed(pages), templates=TEMPLATES, site=SITE)]
    assert forth == back[::-1]


@pytest.mark.parametrize(
    ("template", "component", "path", "line", "reason"),
    [
        ("<p>\n{% if %}", "", "pages/x.html", 2, "Expected an expression, got 'end of statement block'"),
        ("<p>\n\n{{ view.nothing }}", "", "pages/x.html", 3, "has no attribute 'nothing'"),
        ("{{ nothing }}", "", "pages/x.html", 1, "'nothing' is undefined"),
        ("\n{{ 1 + 'a' }}", "", "pages/x.html", 2, "unsupported operand"),
        ("{{ 1 | nothing }}", "", "pages/x.html", 1, "No filter named 'nothing'"),
        ("{% include 'pages/none.html' %}", "", "pages/x.html", 1, "pages/none.html"),
        (
            "{% from 'components/a/a.html' import a %}\n{{ a() }}",
            "{% macro a() %}\n\n{{ here.nothing }}{% endmacro %}", "components/a/a.html", 3, "no attribute 'nothing'",
        ),
    ],
)  # fmt: skip
def test_a_fault_in_a_template_is_told_with_its_line(  # noqa: PLR0913, PLR0917 - a row of the table
    tmp_path: Path, template: str, component: str, path: str, line: int, reason: str
) -> None:
    for name, text in (("pages/x.html", template), ("components/a/a.html", component)):
        (tmp_path / "templates" / name).parent.mkdir(parents=True)
        (tmp_path / "templates" / name).write_text(text, encoding="utf-8")
    page = replace(FINNISH["list-least"], template="pages/x.html")

    def try_it() -> None:
        list(render([page], templates=read_templates(tmp_path / "templates"), site=SITE))

    with pytest.raises(SetupError) as caught:
        try_it()
    assert caught.value.key == "template_fault"
    assert caught.value.values["path"] == f"templates/{path}"
    assert caught.value.values["line"] == line
    assert reason in str(caught.value.values["reason"])


def test_a_missing_text_is_told_as_such(tmp_path: Path) -> None:
    (tmp_path / "x.html").write_text('{{ t("no.such") }}', encoding="utf-8")
    page = replace(FINNISH["list-least"], template="x.html")
    with pytest.raises(SetupError) as caught:
        list(render([page], templates=read_templates(tmp_path), site=SITE))
    assert caught.value.key == "strings_fault"


def test_a_fault_of_the_program_keeps_its_traceback() -> None:
    def broken(_path: str, _language: str) -> str:
        raise LookupError("practices/toinen-malli.md")

    with pytest.raises(LookupError):
        rendered(FINNISH["practice-full"], replace(SITE, address_of=broken))


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(SetupError) as caught:
        read_templates(tmp_path / "none")
    assert caught.value.key == "templates_missing"
