"""Which pages there are, and what their views hold."""

from collections.abc import Iterable

import pytest

from tests.unit.content.making import ARTICLE, FILES, PRACTICE, TOOL, bank, with_fields
from zoomibank.bank.catalogue import catalogue
from zoomibank.content.entry import AnyEntry
from zoomibank.findings.finding import Finding
from zoomibank.site.local import PER_PAGE, Local, in_each_language
from zoomibank.site.page import Page
from zoomibank.site.pages import lay_out
from zoomibank.site.strings import load_strings
from zoomibank.site.targets import link_targets
from zoomibank.site.urls import output_path
from zoomibank.site.views import (
    ForwardView,
    KeywordIndexView,
    ListView,
    PracticeView,
    TermIndexView,
    TermView,
    ToolView,
    WaysView,
)

STRINGS = {language: load_strings(language) for language in ("fi", "sv", "en")}


def laid_out(files: dict[str, str] | None = None) -> tuple[dict[str, Page], list[Finding]]:
    """The pages of the small bank and these files, by their urls."""
    whole = catalogue(bank(files))
    sheets, findings = lay_out(whole, in_each_language(whole, STRINGS, ""))
    return {page.url: page for sheet in sheets for page in sheet.pages()}, list(findings)


def _local(files: dict[str, str] | None = None, language: str = "fi") -> Local:
    locals_ = in_each_language(catalogue(bank(files)), STRINGS, "")
    return next(local for local in locals_ if local.language == language)


def test_every_page_has_one_address() -> None:
    """No two pages share a file, and each language has the same ones."""
    pages, findings = laid_out()
    assert findings == []
    assert len({output_path(url) for url in pages}) == len(pages)
    in_finnish = [url for url in pages if not url.startswith(("sv/", "en/"))]
    assert len(in_finnish) * 3 == len(pages)


def test_pages_know_their_languages() -> None:
    """A page's alternates are its own in every language; a keyword's own page leads elsewhere to the front page."""
    pages, _ = laid_out()
    found = [(one.language, one.url, one.is_same) for one in pages["sv/praxis/malli/"].alternates]
    assert found == [
        ("fi", "kaytannot/malli/", True),
        ("sv", "sv/praxis/malli/", True),
        ("en", "en/practices/malli/", True),
    ]
    translated = {"practices/malli.sv.md": "---\nkeywords: [förankring]\n---\n"}
    pages, _ = laid_out(translated)
    found = [(one.language, one.url, one.is_same) for one in pages["sv/amnesord/forankring/"].alternates]
    assert found == [("fi", "", False), ("sv", "sv/amnesord/forankring/", True), ("en", "en/", False)]


def test_long_lists_have_pages() -> None:
    """Fifty entries a page, in alphabetical order, å, ä and ö last."""
    titles = [f"Malli {number:03}" for number in range(PER_PAGE)] + ["Ähky", "Öljy", "Åbo"]
    more = {
        f"practices/lisa-{number}.md": with_fields(PRACTICE, title=title, keywords="")
        for number, title in enumerate(titles)
    }
    pages, _ = laid_out(more)
    first, second = pages["kaytannot/"].view, pages["kaytannot/sivu/2/"].view
    assert isinstance(first, ListView)
    assert isinstance(second, ListView)
    assert (len(first.cards), first.total, first.pager.count) == (PER_PAGE, PER_PAGE + 4, 2)
    assert [card.title.text for card in second.cards][-3:] == ["Åbo", "Ähky", "Öljy"]
    assert pages["kaytannot/sivu/2/"].title == "Hyvät käytännöt, sivu 2"


def test_old_and_short_addresses_forward() -> None:
    """Previous slugs and their plans forward in every language, the register's number once."""
    practice = with_fields(PRACTICE, previous_slugs="[vanha]", register_id="1181")
    pages, findings = laid_out({"practices/malli.md": practice})
    forwards = {url: page.view.target.url for url, page in pages.items() if isinstance(page.view, ForwardView)}
    assert findings == []
    assert forwards == {
        "id/1181/": "kaytannot/malli/",
        "kaytannot/vanha/kayttoonotto/": "kaytannot/malli/kayttoonotto/",
        "sv/praxis/vanha/inforande/": "sv/praxis/malli/inforande/",
        "en/practices/vanha/adoption/": "en/practices/malli/adoption/",
        "kaytannot/vanha/": "kaytannot/malli/",
        "sv/praxis/vanha/": "sv/praxis/malli/",
        "en/practices/vanha/": "en/practices/malli/",
    }
    assert not any(pages[url].is_indexed for url in forwards)


def test_a_term_that_was_given_up_forwards() -> None:
    """Its address leads to its successor, and no index lists it; while entries still have it, it keeps its page."""
    themes = FILES["vocabulary/themes.yaml"] + "- key: vanha\n  label: Vanha\n  deprecated_by: hyvinvointi\n"
    pages, _ = laid_out({"vocabulary/themes.yaml": themes})
    old, index = pages["teemat/vanha/"].view, pages["teemat/"].view
    assert isinstance(old, ForwardView)
    assert isinstance(index, TermIndexView)
    assert (old.target.url, [line.link.url for line in index.terms]) == ("teemat/hyvinvointi/", ["teemat/hyvinvointi/"])
    used = {"vocabulary/themes.yaml": themes, "practices/malli.md": with_fields(PRACTICE, themes="[vanha]")}
    pages, _ = laid_out(used)
    assert isinstance(pages["teemat/vanha/"].view, TermView)


def test_articles_do_not_take_the_sites_own_addresses() -> None:
    """An article at the root that would stand where the site puts a list is refused, and so is its former name."""
    articles = {
        "pages/selaa.md": ARTICLE,
        "pages/tietoa.md": with_fields(ARTICLE, title="Muuta", previous_slugs="[id]"),
    }
    _, findings = laid_out(articles)
    told = [(finding.code, finding.place.path, dict(finding.values)) for finding in findings]
    assert ("ZB502", "pages/selaa.md", {"name": "selaa"}) in told
    assert ("ZB502", "pages/tietoa.md", {"name": "id"}) in told


def test_what_is_not_translated_keeps_its_language() -> None:
    """Each text of a view tells its language, and the page whether it is translated whole, partly or not."""
    steps = "\n  - title: Aloita\n  - title: Lopeta"
    files = {
        "practices/malli.md": with_fields(PRACTICE, steps=steps),
        "practices/malli.sv.md": "---\ntitle: Modell\n---\n",
    }
    pages, _ = laid_out(files)
    swedish, english = pages["sv/praxis/malli/"].view, pages["en/practices/malli/"].view
    assert isinstance(swedish, PracticeView)
    assert isinstance(english, PracticeView)
    assert (swedish.title.text, swedish.title.language, swedish.summary.language) == ("Modell", "sv", "fi")
    assert (swedish.translated, swedish.partly) == (True, True)
    assert (english.translated, english.partly, english.title.language) == (False, False, "fi")
    assert {step.title.language for step in swedish.steps} == {"fi"}


def test_relations_stand_on_bothlaid_out() -> None:
    """One end tells, both show it, each in its own words and with the note."""
    relation = "\n  - type: continues\n    to: tools/kirje\n    note: Siksi."
    pages, _ = laid_out({"practices/malli.md": with_fields(PRACTICE, relations=relation)})
    one, other = pages["kaytannot/malli/"].view, pages["valineet/kirje/"].view
    assert isinstance(one, PracticeView)
    assert isinstance(other, ToolView)
    told = [
        [
            (group.label, line.url, line.note.text if line.note else "")
            for group in view.relations
            for line in group.lines
        ]
        for view in (one, other)
    ]
    assert told == [[("continues", "valineet/kirje/", "Siksi.")], [("continued_by", "kaytannot/malli/", "Siksi.")]]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, ["summary", "target_groups", "themes", "keywords", "details", "owner"]),
        (
            {
                "keywords": "",
                "results": "\n  - {text: Hyötyä, kind: aim}",
                "materials": "\n  - {title: A, url: 'https://a.fi'}",
            },
            ["summary", "results", "target_groups", "themes", "materials", "details", "owner"],
        ),
    ],
)
def test_contents_name_what_is_there(fields: dict[str, str], expected: list[str]) -> None:
    """The table of contents lists the sections that are not empty, in the register's order."""
    pages, _ = laid_out({"practices/malli.md": with_fields(PRACTICE, **fields)})
    view = pages["kaytannot/malli/"].view
    assert isinstance(view, PracticeView)
    assert [heading.id for heading in view.contents] == [STRINGS["fi"].section_id(key) for key in expected]


def test_headings_of_the_body_are_among_the_contents() -> None:
    """Between the summary and the sections after it, down to the third level."""
    body = "## Alku\n\n### Tarkemmin\n\n#### Liian tarkasti\n"
    pages, _ = laid_out({"practices/malli.md": PRACTICE + body})
    view = pages["kaytannot/malli/"].view
    assert isinstance(view, PracticeView)
    assert [heading.id for heading in view.contents][:4] == [
        "tiivistelma",
        "osio-alku",
        "osio-tarkemmin",
        "kohderyhmat",
    ]


def test_keywords_stand_under_their_letters() -> None:
    """The index has a group a letter, in the order of the alphabet; other beginnings stand under #."""
    files = {"practices/malli.md": with_fields(PRACTICE, keywords="[äly, Åbo, ohjaus, öljy, 4H, opinto]")}
    pages, _ = laid_out(files)
    view = pages["asiasanat/"].view
    assert isinstance(view, KeywordIndexView)
    assert [(group.letter, [link.label.text for link in group.keywords]) for group in view.groups] == [
        ("#", ["4H"]),
        ("O", ["ohjaus", "opinto"]),
        ("Å", ["Åbo"]),
        ("Ä", ["äly"]),
        ("Ö", ["öljy"]),
    ]
    assert len({group.id for group in view.groups}) == len(view.groups)


def test_facets_count_within_a_page() -> None:
    """Beside a theme stand the counts of its own entries by another facet, not the bank's; what has none stays."""
    other = {"vocabulary/themes.yaml": FILES["vocabulary/themes.yaml"] + "- key: toinen\n  label: Toinen\n"}
    files = {**other, "practices/b.md": with_fields(PRACTICE, title="Toinen malli", themes="[toinen]", keywords="")}
    local = _local(files)
    entries = local.catalogue.terms["themes"]["toinen"]

    def counts(entries: Iterable[AnyEntry]) -> dict[str, list[tuple[str, int | None]]]:
        facets = local.facets(entries, ("kinds", "themes", "target-groups", "phases"))
        return {facet.parameter: [(choice.key, choice.count) for choice in facet.terms] for facet in facets}

    assert counts(entries) == {
        "tyyppi": [("practices", 1), ("tools", 0)],
        "teema": [("hyvinvointi", 0), ("toinen", 1)],
        "kohderyhma": [("opettajat", 1)],
    }
    assert counts(local.catalogue.entries.values())["kohderyhma"] == [("opettajat", 2)]


def test_a_facet_with_very_many_choices_shows_the_most_used() -> None:
    """Forty of them, in alphabetical order, and the way to the rest."""
    files = {
        f"practices/lisa-{number}.md": with_fields(
            PRACTICE, title=f"Malli {number}", keywords=f"[sana {number}, yleinen, Ääripää]"
        )
        for number in range(45)
    }
    local = _local(files)
    (facet,) = local.facets(local.catalogue.entries.values(), ("keywords",))
    assert facet.has_more
    assert len(facet.terms) == 40
    assert [(choice.label.text, choice.key, choice.count) for choice in facet.terms][-2:] == [
        ("yleinen", "yleinen", 45),
        ("Ääripää", "aaripaa", 45),
    ]
    assert local.facets((), ("keywords",)) == ()


def test_the_page_of_ways_stays_light() -> None:
    """Where tools are many, a way names the first of them and leads to all, and there is no matrix."""
    files = {f"tools/lisa-{number}.md": with_fields(TOOL, title=f"Väline {number}") for number in range(PER_PAGE)}
    pages, _ = laid_out(files)
    view = pages["toimintatavat/"].view
    assert isinstance(view, WaysView)
    assert (len(view.ways[0].tools), view.most, view.matrix) == (PER_PAGE + 1, 50, ())
    few, _ = laid_out()
    view = few["toimintatavat/"].view
    assert isinstance(view, WaysView)
    assert [row.serves for row in view.matrix] == [(True,)]


def test_states_evidence_and_languages_have_pages() -> None:
    """Each has one, also without entries, so that addresses do not hang on the day; drafts only where shown."""
    pages, findings = laid_out()
    assert findings == []
    assert "tila/draft/" not in pages
    view = pages["naytto/measured/"].view
    assert isinstance(view, TermView)
    assert (view.label.text, view.total) == ("Mitattu", 0)
    assert view.description
    found = {url: len(page.view.cards) for url, page in pages.items() if isinstance(page.view, TermView)}
    assert (found["kieli/fi/"], found["kieli/en/"], found["sv/sprak/fi/"]) == (2, 0, 2)
    assert found["tila/fresh/"] + found["tila/due/"] + found["tila/overdue/"] == 2
    assert [one.url for one in pages["tila/fresh/"].alternates] == [
        "tila/fresh/",
        "sv/status/fresh/",
        "en/status/fresh/",
    ]


def test_links_of_running_text_find_theirlaid_out() -> None:
    """A content file's path, a translation's too, leads to its page in the language of the page that links to it."""
    files = {"tools/kirje.md": TOOL + "\n## Kohta\n", "tools/kirje.sv.md": "---\ntitle: Brev\n---\n\n## Stycke\n"}
    targets = link_targets(bank(files))
    assert targets.address_of("tools/kirje.md", "sv") == "sv/verktyg/kirje/"
    assert targets.address_of("tools/kirje.sv.md", "fi") == "valineet/kirje/"
    assert targets.has_anchor("tools/kirje.md", "fi", "kohta")
    assert targets.has_anchor("tools/kirje.md", "en", "kohta")
    assert not targets.has_anchor("tools/kirje.md", "sv", "kohta")
    assert targets.has_anchor("tools/kirje.md", "sv", "stycke")


@pytest.mark.parametrize("path", ["practices/con.md", "tools/lpt1.md", "pages/nul.md"])
def test_no_page_has_a_name_that_some_system_cannot_store(path: str) -> None:
    text = {"practices": PRACTICE, "tools": TOOL, "pages": ARTICLE}[path.partition("/")[0]]
    _, findings = laid_out({path: text.replace("title: ", "title: Toinen ")})
    assert [(one.code, one.place.path) for one in findings] == [("ZB502", path)]


def test_names_that_no_system_can_store_are_none_of_terms_and_old_slugs() -> None:
    themes = FILES["vocabulary/themes.yaml"] + "- key: aux\n  label: Apu\n"
    practice = with_fields(PRACTICE, previous_slugs="[prn]")
    _, findings = laid_out({"vocabulary/themes.yaml": themes, "practices/malli.md": practice})
    assert sorted((one.place.path, str(one.values["name"])) for one in findings) == [
        ("practices/malli.md", "prn"), ("vocabulary/themes.yaml", "aux"),
    ]  # fmt: skip
