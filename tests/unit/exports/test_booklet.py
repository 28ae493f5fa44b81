"""The entries' scripts for the reader's own list."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import html5lib
import pytest

from tests.unit.site import sample_pages, samples
from zoomibank.content.load import Image
from zoomibank.exports.booklet import entry_script
from zoomibank.findings.finding import SetupError
from zoomibank.site.assets import gather_assets
from zoomibank.site.page import Output, Page
from zoomibank.site.render import Site, read_templates, render
from zoomibank.site.strings import load_strings
from zoomibank.site.views import ForwardView, PracticeView

FOLDER = Path(__file__).parents[3] / "templates"
STRINGS = {language: load_strings(language) for language in samples.LANGUAGES}
SITE = Site(
    strings=STRINGS,
    assets=gather_assets(FOLDER, (Image("media/poyta.png", b"png"),)),
    base_url="",
    address_of=lambda path, _language: f"kaytannot/{path.removesuffix('.md')}/",
    has_anchor=lambda _path, _language, _anchor: False,
)
TEMPLATES = read_templates(FOLDER)


def _pages(language: str, *names: str) -> list[Page]:
    found = dict(sample_pages.pages(STRINGS[language]))
    return [found[name] for name in names]


def _script(page: Page) -> Output | None:
    (made,) = render([page], templates=TEMPLATES, site=SITE)
    return entry_script(page, made.data.decode(), strings=STRINGS[page.language])


def _made(pages: list[Page]) -> list[Output]:
    return [script for page in pages if (script := _script(page))]


def _told(output: Output) -> dict[str, Any]:
    """What a script tells, as JSON, which is a part of JavaScript."""
    call = output.data.decode()
    assert call.startswith("zoomibankEntry({\n")
    told = json.loads(call.removeprefix("zoomibankEntry(").removesuffix(");\n"))
    assert isinstance(told, dict)
    return told


def test_a_script_tells_an_entry_in_the_words_of_its_page() -> None:
    """Everything that a list and a table tell of it, and the day-bound state on a line of its own."""
    (output,) = _made(_pages("fi", "practice-full"))
    assert (output.path, output.origin) == ("data/entries/fi/practices/malli.js", "practices/malli.md")
    told = _told(output)
    assert told.pop("body").startswith('<article class="entry">')
    assert told == {
        "ref": "practices/malli",
        "kind": "practices",
        "title": "Opinpolun aamutuokiot <1>",
        "language": "fi",
        "summary": samples.ODD,
        "summaryLanguage": "fi",
        "facts": {
            "kind": "Hyvä käytäntö",
            "themes": ["Hyvinvointi"],
            "targetGroups": ["Opettajat"],
            "phase": "Kiinni kokeiluun",
            "evidence": "Näyttö: Mitattu",
            "language": "",
            "owner": "Mallilan opisto",
            "added": "2022-09-13",
            "reviewed": "",
            "checked": "Lisätty rekisteriin 13.9.2022",
        },
        "state": "Korvattu",
        "url": "../esimerkit/practice-full/index.html",
    }


def test_a_tool_and_an_entry_in_another_language() -> None:
    """What an entry has not is empty, and a title in another language is told."""
    tool, practice = map(_told, _made(_pages("sv", "tool-least", "practice-untranslated")))
    assert (tool["facts"]["kind"], tool["facts"]["phase"], tool["facts"]["evidence"]) == ("Samordningsverktyg", "", "")
    assert (practice["language"], practice["facts"]["language"]) == ("fi", "på finska")


@pytest.mark.parametrize("language", samples.LANGUAGES)
@pytest.mark.parametrize("name", ["practice-full", "practice-least", "tool-full", "tool-least"])
def test_the_text_is_that_of_the_page_for_paper(language: str, name: str) -> None:
    """The head and the sections, a level lower, with links from the list's page, and nothing that paper can't use."""
    (output,) = _made(_pages(language, name))
    told = _told(output)
    html = f"<!DOCTYPE html><title>x</title>{told['body']}"
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
    headings = [str(element.tag) for element in tree.iter() if re.fullmatch("h[1-6]", str(element.tag))]
    assert headings[:2] == ["h2", "h3"]
    assert "h1" not in headings
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert all(id_.endswith("-" + told["ref"].replace("/", "-")) for id_ in ids)
    for link in tree.iter("a"):
        href = link.get("href", "")
        assert re.match(r"\.\./\w|https:|mailto:", href) or href[1:] in ids, href
    classes = {name for element in tree.iter() for name in element.get("class", "").split()}
    assert {"entry-head", "section--details"} <= classes
    assert not classes & {"citation", "contents", "edit-link", "section--related", "colophon", "list-button"}
    assert not list(tree.iter("script"))


def test_nothing_in_a_script_can_end_it_or_its_lines() -> None:
    """No `<` and no line separator stands in it as it is, whatever was typed."""
    page = _pages("fi", "practice-full")[0]
    assert isinstance(page.view, PracticeView)
    odd = replace(page.view.title, text="</script><!--\u2028\u2029")
    (output,) = _made([replace(page, view=replace(page.view, title=odd))])
    text = output.data.decode()
    assert not set(text) & {"<", "\u2028", "\u2029"}
    assert _told(output)["title"] == odd.text


def test_an_old_slug_names_the_new_one() -> None:
    """A list that was kept or shared before an entry was renamed still leads to it; short addresses are no slugs."""
    (forward,) = _pages("fi", "forward")
    assert isinstance(forward.view, ForwardView)
    view = replace(forward.view, target=replace(forward.view.target, url="kaytannot/malli/"))
    old = replace(forward, url="kaytannot/vanha/", view=view, origin="practices/malli.md")
    (alias,) = _made([old, replace(old, url="id/4321/")])
    assert (alias.path, alias.origin) == ("data/entries/fi/practices/vanha.js", "practices/malli.md")
    assert _told(alias) == {"ref": "practices/vanha", "now": "practices/malli"}


def test_other_pages_have_no_script() -> None:
    """Neither has a term that another has replaced."""
    assert _made(_pages("fi", "own-list", "forward", "list-tools", "article-full", "front-full")) == []


def test_links_to_the_entry_itself_stay_with_it() -> None:
    """A link of the text to one of its own headings leads there on the page of the list, too."""
    (page,) = _pages("fi", "practice-full")
    (made,) = render([page], templates=TEMPLATES, site=SITE)
    html = made.data.decode()
    (heading, *_) = re.findall(r'<h\d id="(osio-[^"]+)"', html)
    linked = html.replace('href="https:', f'href="#{heading}" title="https:')
    script = entry_script(page, linked, strings=STRINGS["fi"])
    assert script is not None
    assert f'href="#{heading}-practices-malli"' in _told(script)["body"]


@pytest.mark.parametrize("component", ["contents", "list-button"])
def test_a_component_may_have_more_classes(component: str) -> None:
    """A style of one's own on what a page alone can use takes nothing from the text and lets nothing in."""
    (page,) = _pages("fi", "practice-full")
    (made,) = render([page], templates=TEMPLATES, site=SITE)
    html = made.data.decode()
    assert f'class="{component}"' in html
    styled = html.replace(f'class="{component}"', f'class="{component} own-style"')
    assert entry_script(page, styled, strings=STRINGS["fi"]) == entry_script(page, html, strings=STRINGS["fi"])


def test_a_template_without_the_parts_of_an_entry_is_told() -> None:
    """A layout that was rearranged would leave something out, or let in what paper can't use."""
    (page,) = _pages("fi", "practice-full")
    (made,) = render([page], templates=TEMPLATES, site=SITE)
    html = made.data.decode().replace('class="list-button"', 'class="button"')
    with pytest.raises(SetupError) as caught:
        entry_script(page, html, strings=STRINGS["fi"])
    assert caught.value.values["path"] == "templates/pages/practice.html"
