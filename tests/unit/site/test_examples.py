"""Every component is shown in its own folder's examples, and they are what their macros take."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest
from jinja2 import Environment, nodes
from markupsafe import Markup

from tests.unit.site import sample_pages
from zoomibank.findings.finding import SetupError
from zoomibank.site.assets import gather_assets
from zoomibank.site.examples import DAY, apart, read_components
from zoomibank.site.page import Page
from zoomibank.site.render import Once, Site, read_templates, render
from zoomibank.site.strings import load_strings
from zoomibank.site.urls import STYLE_GUIDE
from zoomibank.site.views import Component, LinkTo, Spoken, Standing, Step, StyleGuideView

FOLDER = Path(__file__).parents[3] / "templates"
COMPONENTS = {component.name: component for component in read_components(FOLDER)}
EXAMPLES = [
    pytest.param(replace(component, examples=(example,)), id=f"{component.name}: {example.title.text}")
    for component in COMPONENTS.values()
    for example in component.examples
]
TEMPLATES = read_templates(FOLDER)
SITE = Site(
    strings={"fi": load_strings("fi")},
    assets=gather_assets(FOLDER, ()),
    base_url="",
    address_of=lambda path, _language: path,
    has_anchor=lambda _path, _language, _anchor: False,
)


def shown(*components: Component) -> str:
    """The page that shows components."""
    page = next(page for _, page in sample_pages.pages(SITE.strings["fi"]) if page.template == "pages/list.html")
    guide = _guide(page, components)
    (output,) = render([guide], templates=TEMPLATES, site=SITE)
    return output.data.decode()


def _guide(page: Page, components: tuple[Component, ...]) -> Page:
    view = StyleGuideView(components)
    return replace(page, url=STYLE_GUIDE, template="pages/style_guide.html", view=view, structured=(), is_indexed=False)


def html_of(component: Component) -> str:
    """What a component with one example writes."""
    _, _, behind = shown(component).partition('<section class="example__shown">')
    html, _, _ = behind.rpartition("</section>\n</figure>")
    return html


def macros_of(component: str) -> dict[str, list[str]]:
    """The macros of a component that others may use, with the names of their arguments."""
    path = FOLDER / "components" / component / f"{component}.html"
    if not path.is_file():
        return {}
    tree = Environment(autoescape=True, extensions=[Once]).parse(path.read_text(encoding="utf-8"))
    return {macro.name: [argument.name for argument in macro.args] for macro in tree.find_all(nodes.Macro)}


def imported() -> set[tuple[str, str]]:
    """The macros that pages, layouts and other components import, each with its component."""
    found = set()
    for path in FOLDER.rglob("*.html"):
        for component, names in re.findall(
            r'from "components/([\w-]+)/[\w-]+\.html" import ([^%]+)%', path.read_text(encoding="utf-8")
        ):
            found |= {(component, name.split(" as ")[0].strip()) for name in names.split(",")}
    return found


def test_every_component_has_an_example() -> None:
    """A component is a folder, and each folder has its examples."""
    folders = {path.name for path in (FOLDER / "components").iterdir() if path.is_dir()}
    assert folders == COMPONENTS.keys()
    assert [name for name, component in COMPONENTS.items() if not component.examples] == []


def test_every_macro_is_shown() -> None:
    """What a component offers to pages and to other components stands in an example."""
    used = {(component.name, example.macro) for component in COMPONENTS.values() for example in component.examples}
    assert imported() - used == set()


@pytest.mark.parametrize("component", COMPONENTS.values(), ids=COMPONENTS.keys())
def test_examples_know_the_macros_of_their_component(component: Component) -> None:
    """The file names macros that are there, and arguments that they take."""
    own = macros_of(component.name)
    for macro in filter(None, component.macros):
        assert macro in own
    for example in component.examples:
        if example.macro:
            assert example.arguments.keys() <= set(own[example.macro])


def test_styles_without_a_template_are_shown_by_markup() -> None:
    """What only styles is shown on elements that bear its classes."""
    for component in COMPONENTS.values():
        folder = FOLDER / "components" / component.name
        if not (folder / f"{component.name}.html").is_file():
            styled = set(re.findall(r"\.([a-z][\w-]+)", (folder / f"{component.name}.css").read_text(encoding="utf-8")))
            for example in component.examples:
                assert set(" ".join(re.findall(r'class="([^"]+)"', example.markup)).split()) & styled


@pytest.mark.parametrize("component", EXAMPLES)
def test_an_example_is_a_well_formed_fragment_without_inline_style_or_script(component: Component) -> None:
    """As on a page, nothing runs or styles inline, and the parser finds no error."""
    html = html_of(component)
    assert html.strip()
    fragment = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parseFragment(html, container="div")
    for element in fragment.iter():
        assert [name for name in element.attrib if name == "style" or name.startswith("on")] == []
        assert element.tag not in {"script", "style"}


def test_the_page_of_all_has_no_id_and_no_name_of_a_landmark_twice() -> None:
    """Many examples share a page without getting in each other's way."""
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(shown(*COMPONENTS.values()))
    assert isinstance(tree, Element)
    ids = Counter(element.get("id") for element in tree.iter() if element.get("id"))
    assert [one for one, count in ids.items() if count > 1] == []
    texts = {element.get("id"): "".join(element.itertext()) for element in tree.iter() if element.get("id")}
    landmarks = [element for element in tree.iter() if element.tag == "nav" or element.get("role") == "region"]
    names = Counter(
        element.get("aria-label") or "".join(texts[one] for one in element.get("aria-labelledby", "").split())
        for element in landmarks
    )
    assert [name for name, count in names.items() if not name or count > 1] == []


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<h2 id="a">A</h2><a href="#a">', '<h2 id="a-x-1">A</h2><a href="#a-x-1">'),
        ('<a href="#main">', '<a href="#main">'),
        ('<b id="a"></b><p aria-controls="a b">', '<b id="a-x-1"></b><p aria-controls="a-x-1 b">'),
        ('<b id="a"></b><label for="a">', '<b id="a-x-1"></b><label for="a-x-1">'),
        ('<input type="radio" name="b">', '<input type="radio" name="b-x-1">'),
        ('<nav aria-label="Sivut">', '<nav aria-label="Sivut: A &amp; B">'),
        ('<a aria-label="Sivu 1">', '<a aria-label="Sivu 1">'),
        (
            '<div role="region" aria-labelledby="a"><b id="a"></b>',
            '<div role="region" aria-labelledby="a-x-1 example-x-1"><b id="a-x-1"></b>',
        ),
    ],
)
def test_examples_are_kept_apart(html: str, expected: str) -> None:
    """Ids, what refers to them, names of fields and names of landmarks become those of one example alone."""
    assert apart(Markup(html), "x-1", "A & B") == Markup(expected)  # noqa: S704 - our own


# reading


def read(folder: Path, text: str) -> Component:
    path = folder / "templates" / "components" / "a" / "examples.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    (component,) = read_components(folder / "templates")
    return component


HEAD = "note: Selitys\nmacros: {a: {one: KIND}}\nexamples:\n  - title: Otsikko\n    arguments: {one: VALUE}\n"


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("str", "012", "012"),
        ("int", "12", 12),
        ("bool", "true", True),
        ("Spoken", "teksti", Spoken("teksti", "fi")),
        ("Spoken", "{sv: text}", Spoken("text", "sv")),
        ("LinkTo", "Teema", LinkTo(Spoken("Teema", "fi"), "")),
        ("LinkTo", "{sv: Tema}", LinkTo(Spoken("Tema", "sv"), "")),
        ("LinkTo", "{label: Teema, url: a/, count: 3}", LinkTo(Spoken("Teema", "fi"), "a/", 3)),
        ("[Step]", "[Yksi, {title: Kaksi, text: x}]",
         (Step(Spoken("Yksi", "fi"), None), Step(Spoken("Kaksi", "fi"), Spoken("x", "fi")))),
        ("Standing", "{state: due, checked: 2025-01-02}",
         Standing("due", date.fromisoformat(DAY), date(2025, 1, 2), None)),
        ("Standing", "{state: due, checked: null}", Standing("due", date.fromisoformat(DAY), None, None)),
    ],
)  # fmt: skip
def test_arguments_are_made_by_their_types(tmp_path: Path, kind: str, value: str, expected: Any) -> None:  # noqa: ANN401
    """What is left out is empty, and a text is the first field of a class."""
    component = read(tmp_path, HEAD.replace("KIND", kind).replace("VALUE", value))
    assert component.examples[0].arguments == {"one": expected}
    assert component.macros == ("a",)


def test_running_text_is_markdown(tmp_path: Path) -> None:
    """A body is written as editors write it."""
    (example,) = read(tmp_path, HEAD.replace("KIND", "Running").replace("VALUE", '{sv: "Ett *ord*"}')).examples
    running: Any = example.arguments["one"]
    assert running.language == "sv"
    assert "".join(running.prose.pieces) == "<p>Ett <em>ord</em></p>"


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("note: [\n", 2, "did not find expected node content"),
        ("note: x\n", 1, "note and examples expected"),
        ("- x\n", 1, "keys with values expected"),
        ("note: x\nexamples: x\n", 2, "a list expected"),
        ("note: x\nother: x\nexamples: []\n", 2, "not expected here: other"),
        ("note: x\nnote: x\nexamples: []\n", 2, "not expected here: note"),
        ("note: x\nexamples:\n  - note: x\n", 3, "title expected"),
        ("note: x\nexamples:\n  - title: x\n    macro: b\n", 3, "no such macro: b"),
        (HEAD.replace("KIND", "str").replace("one: VALUE", "two: x"), 5, "not expected here: two"),
        (HEAD.replace("KIND", "Nothing"), 2, "no such type: Nothing"),
        (HEAD.replace("KIND", "int"), 5, "int expected"),
        (HEAD.replace("KIND", "bool"), 5, "bool expected"),
        (HEAD.replace("KIND", "str").replace("VALUE", "[]"), 5, "a plain value expected"),
        (HEAD.replace("KIND", "Standing").replace("VALUE", "{state: due, added: 31.12.2025}"), 5, "date expected"),
        (HEAD.replace("KIND", "LinkTo").replace("VALUE", "{name: x}"), 5, "not expected here: name"),
        (HEAD.replace("KIND", "Running").replace("VALUE", '"[a](x"y.md)"'), 5, ""),
    ],
)
def test_a_wrong_example_is_told_with_its_file_and_line(tmp_path: Path, text: str, line: int, reason: str) -> None:
    """Whoever writes an example learns where it went wrong."""
    with pytest.raises(SetupError) as caught:
        read(tmp_path, text)
    assert caught.value.key == "template_fault"
    assert caught.value.values["path"] == "templates/components/a/examples.yaml"
    assert caught.value.values["line"] == line
    assert reason in str(caught.value.values["reason"])


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    """Bytes that are not UTF-8 are a fault of the file, not of the program."""
    path = tmp_path / "templates" / "components" / "a" / "examples.yaml"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"note: \xff")
    with pytest.raises(SetupError) as caught:
        read_components(tmp_path / "templates")
    assert caught.value.values["path"] == "templates/components/a/examples.yaml"


def test_templates_without_examples_have_no_components(tmp_path: Path) -> None:
    """Another templates folder need not have any."""
    assert read_components(tmp_path) == ()
