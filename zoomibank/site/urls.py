"""Addresses: the only place where they are made.

An url is an address from the site's root without a slash in front, ending in a slash (`teemat/hyvinvointi/`), or a
file's name (`404.html`). The first language of the bank stands at the root, the others under `/<language>/`.
"""

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from zoomibank.content.entry import Ref
from zoomibank.text import slugify

WORDS: Final = {
    "fi": {
        "practices": "kaytannot", "tools": "valineet", "themes": "teemat", "target-groups": "kohderyhmat",
        "keywords": "asiasanat", "ways-of-working": "toimintatavat", "phases": "vaiheet", "projects": "hankkeet",
        "organisations": "organisaatiot", "states": "tila", "evidence": "naytto", "languages": "kieli",
        "browse": "selaa", "page": "sivu", "own-list": "oma-lista",
        "due": "tarkistukset", "propose": "ehdota",
        "map": "kartta", "coverage": "kattavuus", "in-use": "kaytossa", "library": "aineistot", "events": "tapahtumat",
        "assessments": "arvioinnit", "verdicts": "arvio", "data": "data",
        "plan": "kayttoonotto", "report": "koontiraportti",
    },
    "sv": {
        "practices": "praxis", "tools": "verktyg", "themes": "teman", "target-groups": "malgrupper",
        "keywords": "amnesord", "ways-of-working": "arbetssatt", "phases": "faser", "projects": "projekt",
        "organisations": "organisationer", "states": "status", "evidence": "resultat", "languages": "sprak",
        "browse": "bladdra", "page": "sida", "own-list": "min-lista",
        "due": "granskningar", "propose": "foresla",
        "map": "karta", "coverage": "tackning", "in-use": "i-bruk", "library": "material", "events": "handelser",
        "assessments": "bedomningar", "verdicts": "bedomning", "data": "data",
        "plan": "inforande", "report": "sammanstallning",
    },
    "en": {
        "practices": "practices", "tools": "tools", "themes": "themes", "target-groups": "target-groups",
        "keywords": "keywords", "ways-of-working": "ways-of-working", "phases": "phases", "projects": "projects",
        "organisations": "organisations", "states": "status", "evidence": "evidence", "languages": "language",
        "browse": "browse", "page": "page", "own-list": "my-list",
        "due": "reviews", "propose": "propose",
        "map": "map", "coverage": "coverage", "in-use": "in-use", "library": "materials", "events": "events",
        "assessments": "assessments", "verdicts": "verdict", "data": "data",
        "plan": "adoption", "report": "report",
    },
}  # fmt: skip
"""The words that addresses are made of, per language."""

PARAMETERS: Final = {
    "kinds": "tyyppi", "themes": "teema", "target-groups": "kohderyhma", "phases": "vaihe",
    "ways-of-working": "toimintatapa", "states": "tila", "evidence": "naytto", "verdicts": "arvio", "projects": "hanke",
    "organisations": "omistaja", "languages": "kieli", "keywords": "asiasana",
}  # fmt: skip
"""What each facet is called after the `?` of an address, in every language."""

STYLE_GUIDE: Final = "tyyli/"
"""The page of all components, which only drafts have."""

DEVICES: Final = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{port}{number}" for port in ("com", "lpt") for number in range(10)}
)
"""Names that Windows can't store."""
RESERVED: Final = frozenset(
    {"assets", "data", "id", "index", "404", "sv", "fi", "en", "tyyli"}
    | {word for words in WORDS.values() for word in words.values()},
)
"""Names of the site's own folders: slugs that articles may not have, whose pages stand beside them."""


_ABOUT: Final = ("plan", "map", "report")
"""Pages about another page, which they stand under."""
_PASSING: Final = ("keywords", "states", "evidence", "languages", "verdicts", "library")
"""Lists whose choices come and go with what entries say."""


@dataclass(frozen=True, slots=True)
class Urls:
    """The addresses of one language."""

    language: str
    prefix: str

    @classmethod
    def of(cls, language: str, default_language: str) -> "Urls":
        """The addresses of a language, in a bank whose first language is `default_language`."""
        return cls(language, "" if language == default_language else f"{language}/")

    def front(self) -> str:
        """The front page."""
        return self.prefix

    def index(self, name: str, page: int = 1) -> str:
        """A list (practices, browse, due, own-list, propose …) or a facet's index; long lists have pages from 1."""
        return f"{self.prefix}{WORDS[self.language][name]}/{self._page(page)}"

    def entry(self, ref: Ref) -> str:
        """The page of a practice, a tool or an article."""
        if ref.kind == "pages":
            return f"{self.prefix}{ref.slug}/"
        return f"{self.index(ref.kind)}{ref.slug}/"

    def term(self, facet: str, key: str, page: int = 1) -> str:
        """The page of a choice of a facet; a kind's is its list, and the key of a keyword is the keyword itself."""
        if facet == "kinds":
            return self.index(key, page)
        slug = slugify(key) if facet == "keywords" else key
        return f"{self.index(facet)}{slug}/{self._page(page)}"

    def plan(self, ref: Ref) -> str:
        """The page on which a practice's taking into use is planned."""
        return f"{self.entry(ref)}{WORDS[self.language]['plan']}/"

    def map(self, theme: str = "") -> str:
        """The map of the relations of the bank, or of a theme's entries."""
        return f"{self.term('themes', theme)}{WORDS[self.language]['map']}/" if theme else self.index("map")

    def library(self, kind: str = "", page: int = 1) -> str:
        """The list of materials and outputs, or of those of a kind (guide, video, output …)."""
        return f"{self.index('library')}{kind}/{self._page(page)}" if kind else self.index("library", page)

    def report(self, theme: str) -> str:
        """The report on a theme."""
        return f"{self.term('themes', theme)}{WORDS[self.language]['report']}/"

    def file(self, name: str) -> str:
        """A file for machines in this language: `name` is below its folder (`feeds/all.xml`)."""
        return f"data/{self.language}/{name}"

    def narrowed(self, facet: str, key: str, **chosen: Iterable[str]) -> str:
        """The page of a choice, its list narrowed to the keys of other facets (`target_groups`), where scripts run."""
        found = {PARAMETERS[name.replace("_", "-")]: ",".join(sorted(keys)) for name, keys in chosen.items()}
        pairs = "&".join(f"{name}={keys}" for name, keys in sorted(found.items()) if keys)
        return f"{self.term(facet, key)}?{pairs}" if pairs else self.term(facet, key)

    def entries(self) -> str:
        """The folder of the entries' scripts for the own list, without a slash at its end: it is no page."""
        return entries_folder(self.language)

    def above(self, url: str) -> str:
        """The page above one that comes and goes with what others say: a list's further page, a keyword, a plan.

        "" for every other page: it is there because somebody made a file, a term or a choice of it.
        """
        words = WORDS[self.language]
        parts = url.removeprefix(self.prefix).split("/")[:-1] if url.startswith(self.prefix) else []
        match parts:
            case [*above, word, number] if above and word == words["page"] and number.isdecimal():
                pass
            case [*above, word] if len(above) == 2 and word in {words[name] for name in _ABOUT}:  # noqa: PLR2004
                pass
            case [word, _] if word in {words[name] for name in _PASSING}:
                above = [word]
            case _:
                return ""
        return f"{self.prefix}{'/'.join(above)}/"

    def not_found(self) -> str:
        """The page for addresses that lead nowhere."""
        return f"{self.prefix}404.html"

    def _page(self, number: int) -> str:
        return "" if number == 1 else f"{WORDS[self.language]['page']}/{number}/"


def short_url(register_id: int) -> str:
    """The lasting short address of an entry of the register."""
    return f"id/{register_id}/"


def entry_ref(url: str, language: str) -> Ref | None:
    """The practice or the tool whose page in a language has this address; None for the address of another page."""
    match url.removeprefix(f"{language}/").split("/"):
        case [word, slug, ""]:
            return next((Ref(kind, slug) for kind in ("practices", "tools") if WORDS[language][kind] == word), None)
        case _:
            return None


def entries_folder(language: str) -> str:
    """The folder of the scripts of the entries in a language."""
    return f"data/entries/{language}"


def search_start(language: str) -> str:
    """The file with which the search of a language begins."""
    return f"{search_folder(language)}.js"


def search_folder(language: str) -> str:
    """The folder of the other files of the search of a language."""
    return f"data/search/{language}"


def output_path(url: str) -> str:
    """The file in which the page of an url is: `teemat/x/` is `teemat/x/index.html`."""
    return f"{url}index.html" if url.endswith("/") or not url else url


def relative(from_url: str, to_url: str) -> str:
    """The way from one page to another, perhaps with a query or an anchor, as an address inside the first.

    It names `index.html`, so that the site also works opened from the file system.
    """
    target, rest = parted(to_url)
    way = posixpath.relpath(output_path(target), posixpath.dirname(output_path(from_url)) or ".")
    return f"{way}{rest}"


def parted(url: str) -> tuple[str, str]:
    """The address of a page, and what comes after it: a query, an anchor or both, with their signs, or ""."""
    target = url.partition("#")[0].partition("?")[0]
    return target, url[len(target) :]


def way_to_root(url: str) -> str:
    """The way from a page to the site's root, ending in a slash, or "" in the root."""
    return "../" * url.count("/")


def absolute(base_url: str, url: str) -> str:
    """The address of a page on the web; `base_url` is where the site's root is published."""
    return f"{base_url.rstrip('/')}/{url}"


def reserved(slugs: Iterable[str], *, at_root: bool = False) -> tuple[str, ...]:
    """Those of the slugs that no page may have; fewer are free for pages at the site's root."""
    return tuple(slug for slug in slugs if slug in DEVICES or (at_root and slug in RESERVED))
