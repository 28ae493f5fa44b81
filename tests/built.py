"""Whole sites for the tests: built once, read page by page."""

import functools
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Comment, Element

import html5lib

from zoomibank.pipeline import Order, Report, build

ROOT: Final = Path(__file__).parent.parent
SITES: Final = ROOT / "tests" / "sites"
TODAY: Final = date(2026, 3, 12)
"""The day the sites are built for; the states of the rich site's entries hang on it."""
LANGUAGES: Final = ("fi", "sv", "en")
PUBLISHED_AT: Final = "https://pankki.example.org/polku/"
"""The address of a published site, below the root of its host."""
WORDS: Final = ROOT / ".cache" / "tests"
"""What dictionaries have told of the words of the test sites."""
PAGED: Final = 51
"""Entries that fill a list's first page and begin its second."""

KINDS: Final = {
    "front": ("", "sv/", "en/"),
    "practices": ("kaytannot/", "sv/praxis/", "en/practices/"),
    "practices, page 2": ("kaytannot/sivu/2/", "sv/praxis/sida/2/", "en/practices/page/2/"),
    "practice": ("kaytannot/taysi-kaytanto/", "sv/praxis/taysi-kaytanto/", "en/practices/taysi-kaytanto/"),
    "practice, hostile": (
        "kaytannot/vaaralliset-merkit/", "sv/praxis/vaaralliset-merkit/", "en/practices/vaaralliset-merkit/",
    ),
    "practice, long words": ("kaytannot/pitka-nimi/", "sv/praxis/pitka-nimi/", "en/practices/pitka-nimi/"),
    "practice, superseded": (
        "kaytannot/korvattu-kaytanto/", "sv/praxis/korvattu-kaytanto/", "en/practices/korvattu-kaytanto/",
    ),
    "tools": ("valineet/", "sv/verktyg/", "en/tools/"),
    "tool": ("valineet/taysi-valine/", "sv/verktyg/taysi-valine/", "en/tools/taysi-valine/"),
    "tool, smallest": ("valineet/suppea-valine/", "sv/verktyg/suppea-valine/", "en/tools/suppea-valine/"),
    "themes": ("teemat/", "sv/teman/", "en/themes/"),
    "theme": ("teemat/hyvinvointi/", "sv/teman/hyvinvointi/", "en/themes/hyvinvointi/"),
    "theme, page 2": ("teemat/aanestys/sivu/2/", "sv/teman/aanestys/sida/2/", "en/themes/aanestys/page/2/"),
    "theme, empty": ("teemat/kayttamaton/", "sv/teman/kayttamaton/", "en/themes/kayttamaton/"),
    "target groups": ("kohderyhmat/", "sv/malgrupper/", "en/target-groups/"),
    "target group": ("kohderyhmat/opettajat/", "sv/malgrupper/opettajat/", "en/target-groups/opettajat/"),
    "keywords": ("asiasanat/", "sv/amnesord/", "en/keywords/"),
    "keyword": ("asiasanat/yhteistyo/", "sv/amnesord/amneslarare/", "en/keywords/apprenticeship/"),
    "ways of working": ("toimintatavat/", "sv/arbetssatt/", "en/ways-of-working/"),
    "way of working": (
        "toimintatavat/yhdessa-kehittaminen/", "sv/arbetssatt/yhdessa-kehittaminen/",
        "en/ways-of-working/yhdessa-kehittaminen/",
    ),
    "phases": ("vaiheet/", "sv/faser/", "en/phases/"),
    "phase": ("vaiheet/rakenteisiin/", "sv/faser/rakenteisiin/", "en/phases/rakenteisiin/"),
    "projects": ("hankkeet/", "sv/projekt/", "en/projects/"),
    "project": ("hankkeet/esimerkkihanke/", "sv/projekt/esimerkkihanke/", "en/projects/esimerkkihanke/"),
    "organisations": ("organisaatiot/", "sv/organisationer/", "en/organisations/"),
    "organisation": ("organisaatiot/ahkera/", "sv/organisationer/ahkera/", "en/organisations/ahkera/"),
    "browse": ("selaa/", "sv/bladdra/", "en/browse/"),
    "browse, page 2": ("selaa/sivu/2/", "sv/bladdra/sida/2/", "en/browse/page/2/"),
    "article": ("tietoa/", "sv/tietoa/", "en/tietoa/"),
    "accessibility statement": ("saavutettavuus/", "sv/saavutettavuus/", "en/saavutettavuus/"),
    "map": ("kartta/", "sv/karta/", "en/map/"),
    "map of a theme": ("teemat/hyvinvointi/kartta/", "sv/teman/hyvinvointi/karta/", "en/themes/hyvinvointi/map/"),
    "plan": (
        "kaytannot/taysi-kaytanto/kayttoonotto/", "sv/praxis/taysi-kaytanto/inforande/",
        "en/practices/taysi-kaytanto/adoption/",
    ),
    "plan, smallest": (
        "kaytannot/korvattu-kaytanto/kayttoonotto/", "sv/praxis/korvattu-kaytanto/inforande/",
        "en/practices/korvattu-kaytanto/adoption/",
    ),
    "report": (
        "teemat/hyvinvointi/koontiraportti/", "sv/teman/hyvinvointi/sammanstallning/", "en/themes/hyvinvointi/report/",
    ),
    "assessments": ("arvioinnit/", "sv/bedomningar/", "en/assessments/"),
    "coverage": ("kattavuus/", "sv/tackning/", "en/coverage/"),
    "in use": ("kaytossa/", "sv/i-bruk/", "en/in-use/"),
    "library": ("aineistot/", "sv/material/", "en/materials/"),
    "library, kind": ("aineistot/guide/", "sv/material/guide/", "en/materials/guide/"),
    "events": ("tapahtumat/", "sv/handelser/", "en/events/"),
    "data": ("data/", "sv/data/", "en/data/"),
    "due": ("tarkistukset/", "sv/granskningar/", "en/reviews/"),
    "form": ("ehdota/", "sv/foresla/", "en/propose/"),
    "own list": ("oma-lista/", "sv/min-lista/", "en/my-list/"),
    "not found": ("404.html", "sv/404.html", "en/404.html"),
}  # fmt: skip
"""A page of each kind of the rich site, in each of `LANGUAGES`."""


def rich_content(folder: Path) -> Path:
    """A copy of the rich site's content, with so many more small practices that lists have a second page."""
    content = shutil.copytree(SITES / "rich" / "content", folder / "content")
    for number in range(1, PAGED + 1):
        head = (
            f"---\ntitle: Sivutettu käytäntö {number:02}\n"
            "summary: Lyhyt kuvaus, joita on niin monta, että luettelossa on toinen sivu.\n"
            "themes: [aanestys]\ntarget_groups: [opiskelijat]\nkeywords: [sivutettu]\n"
            "owner: kuntayhtyma\nadded: 2025-10-01\n---\n"
        )
        (content / "practices" / f"sivutettu-{number:02}.md").write_text(head, encoding="utf-8")
    return content


def order(  # noqa: PLR0913 -- one argument a choice
    content: Path, output: Path, *, today: date = TODAY, base_url: str = "", drafts: bool = False, knows: bool = False
) -> Order:
    """An order with the program's own templates, for banks of which pages may go.

    Only what `knows` words loads dictionaries, which takes seconds.
    """
    words = {"cache": WORDS} if knows else {"find_dictionary": lambda _: None}
    return Order(content, output, ROOT / "templates", today, base_url=base_url, drafts=drafts, allow_lost=True, **words)


def built(  # noqa: PLR0913 -- one argument a choice
    content: Path, output: Path, *, today: date = TODAY, base_url: str = "", drafts: bool = False, knows: bool = False
) -> "Site":
    """The site of a bank that has no errors."""
    report = build(order(content, output, today=today, base_url=base_url, drafts=drafts, knows=knows))
    assert report.published, "\n".join(map(str, report.findings[:9]))
    return Site(output, content, base_url, report)


@dataclass(frozen=True)
class Page:
    """A page as the browser would read it. `url` is its address from the site's root."""

    url: str
    path: Path
    root: Element

    @property
    def language(self) -> str:
        return self.root.get("lang", "")

    @property
    def text(self) -> str:
        """All text of the body, white space as it stands."""
        return text_of(self.only("body"))

    @property
    def ids(self) -> list[str]:
        return [element.get("id", "") for element in self.root.iter() if element.get("id") is not None]

    def all(self, path: str) -> list[Element]:
        return self.root.findall(f".//{path}")

    def only(self, path: str) -> Element:
        """The element at a path of which there must be one."""
        found = self.all(path)
        assert len(found) == 1, f"{self.url}: {len(found)} of {path}"
        return found[0]

    def with_class(self, name: str) -> list[Element]:
        return [element for element in self.root.iter() if name in element.get("class", "").split()]

    def section(self, id_: str) -> Element:
        """The section whose heading has this id."""
        return next(section for section in self.all("section") if section.find(f"h2[@id='{id_}']") is not None)


@dataclass(frozen=True)
class Site:
    """A built site on the disk."""

    folder: Path
    content: Path
    base_url: str
    report: Report

    @property
    def paths(self) -> list[str]:
        """All files, in order, without the ones that begin with a dot."""
        files = (path for path in self.folder.rglob("*") if path.is_file() and not path.name.startswith("."))
        return sorted(path.relative_to(self.folder).as_posix() for path in files)

    def pages(self) -> Iterator[Page]:
        for path in self.paths:
            if path.endswith(".html"):
                yield self.page(path.removesuffix("index.html"))

    def page(self, url: str) -> Page:
        """The page at an address from the root: `teemat/hyvinvointi/`."""
        path = self.folder / (f"{url}index.html" if url.endswith("/") or not url else url)
        return Page(url, path, _read(path))

    def has(self, url: str) -> bool:
        return (self.folder / (f"{url}index.html" if url.endswith("/") or not url else url)).is_file()

    def of_kind(self, kind: str) -> Mapping[str, Page]:
        """A page of a kind in each language."""
        return {language: self.page(url) for language, url in zip(LANGUAGES, KINDS[kind], strict=True)}


def remember_words(folder: Path) -> None:
    """Lets builds beside a folder know the words of the tiny site, and of all that have been built with `knows`."""
    _learn_tiny_words()
    shutil.copytree(WORDS, folder / ".cache", dirs_exist_ok=True)


@functools.cache
def _learn_tiny_words() -> None:
    with tempfile.TemporaryDirectory() as folder:
        built(SITES / "tiny" / "content", Path(folder) / "output", knows=True)


@functools.cache
def _read(path: Path) -> Element:
    # Strict: whatever the standard calls a parse error is one.
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    root = parser.parse(path.read_bytes())
    assert isinstance(root, Element)
    return root


def text_of(element: Element) -> str:
    """An element's text without that of scripts, and without soft hyphens, which only tell where lines may end."""
    parts = [(element.text or "").replace("\N{SOFT HYPHEN}", "")] if element.tag not in {"script", Comment} else []
    for child in element:
        parts += [text_of(child), (child.tail or "").replace("\N{SOFT HYPHEN}", "")]
    return "".join(parts)


def words_of(element: Element) -> str:
    """An element's text with its white space folded."""
    return " ".join(text_of(element).split())


def without_hashes(text: str) -> str:
    """The text with the content hashes of assets left out of their names."""
    return re.sub(r"(assets/[\w/.-]+?\.)[0-9a-f]{10}(\.\w+)", r"\1HASH\2", text)
