"""The page being rendered: its addresses, its texts, and the filters of templates, which hang on it.

Pages are rendered with the way to the root left open, so that what many of them share can be rendered once for all.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from zoomibank.content import schema
from zoomibank.content.prose import HEADING_PREFIX, Image, Link, Phrase
from zoomibank.site.assets import Assets
from zoomibank.site.page import Alternate, Page
from zoomibank.site.strings import Strings
from zoomibank.site.urls import absolute, parted, way_to_root
from zoomibank.site.views import Card, EventLine, Running, Spoken
from zoomibank.text import hyphenated

_INDEX: Final = "index.html"
_ROOT: Final = "\0"
"""Stands for the way from a page to the site's root; content can't hold it."""
_MOST_KEPT: Final = 20_000
"""Pieces kept at once: some tens of megabytes of cards."""
_PLAIN_HEADING: Final = re.compile(r"(?<=>)[^<>&]+(?=</h[2-6]>)")
"""The text of a heading without markup in running text, or the end of one with."""


@dataclass(frozen=True, slots=True)
class Site:
    """What all pages share.

    `strings` are the texts by language; `base_url` is where the site is published, or "". `address_of(path, language)`
    gives the url of a content file's page, and `has_anchor(path, language, anchor)` tells whether it has a heading with
    that anchor, which is without prefix; paths are relative to the content folder.
    """

    strings: Mapping[str, Strings]
    assets: Assets
    base_url: str
    address_of: Callable[[str, str], str]
    has_anchor: Callable[[str, str, str], bool]


class Here:
    """The page being rendered, for the filters and the components.

    It turns from page to page while the templates stay: components that got the page from their template's context
    would be run anew for each page, which takes longer than what they write.
    """

    page: Page
    site: Site
    strings: Strings
    base_url: str
    root: str = _ROOT
    """The way from the page to the site's root, ending in a slash, or "" in the root; still open."""
    translations: tuple[Alternate, ...]
    """The page in all its languages, or nothing where it has only one."""
    _way: str
    """What the root stands for."""
    _index: str

    def __init__(self) -> None:
        self._kept: dict[object, Markup] = {}
        self._cards: dict[object, tuple[Card, Markup]] = {}
        self._days: dict[tuple[date, str], Markup] = {}

    def turn_to(self, page: Page, site: Site) -> None:
        """Makes a page the one being rendered."""
        if site is not self.__dict__.get("site"):
            self._kept.clear()
            self._cards.clear()
            self._days.clear()
        self.page, self.site, self.strings, self.base_url = page, site, site.strings[page.language], site.base_url
        same = tuple([alternate for alternate in page.alternates if alternate.is_same])
        self.translations = same if len(same) > 1 else ()
        if page.template == "pages/not_found.html" and site.base_url:
            # It is shown at any address that leads nowhere, so nothing in it can be relative to its own.
            self._way, self._index = urlsplit(site.base_url).path.rstrip("/") + "/", ""
        else:
            self._way, self._index = way_to_root(page.url), _INDEX

    def settled(self, html: str) -> str:
        """The rendered page with the way to the root filled in."""
        return html.replace(_ROOT, self._way)

    # what many pages share

    def once(self, place: str, keys: tuple[object, ...], caller: Callable[[], Markup]) -> Markup:
        """What a piece of a template writes: made once for all pages of a language that have the same keys."""
        key = (place, keys, self.page.language, self._index)
        kept = self._kept.get(key)
        if kept is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            kept = self._kept[key] = caller()
        return kept

    def card(self, card: Card, level: int, macro: Callable[[Card, int], Markup]) -> Markup:
        """What a macro makes of a card, made once for all pages of a language."""
        key = (card.url, level, macro, self.page.language, self._index)
        kept = self._cards.get(key)
        # Only examples have other cards with the same address. The same object is soon known to be the same.
        if kept is None or (kept[0] is not card and kept[0] != card):
            if len(self._cards) >= _MOST_KEPT:
                self._cards.clear()
            kept = self._cards[key] = card, macro(card, level)
        return kept[1]

    # globals

    def field(self, model: str, name: str) -> str:
        """The name of a field in the page's language, by its model in the field table."""
        return _label(model, name, self.page.language)

    # filters

    def href(self, url: str) -> str:
        """The address of an url, seen from the page."""
        target, rest = parted(url)
        if target.endswith("/") or not target:
            target += self._index
        return f"{_ROOT}{target}{rest}"

    def absolute(self, url: str) -> str:
        """The address of an url on the web."""
        return absolute(self.base_url, url)

    def say(self, spoken: Spoken) -> Markup:
        """A text, marked with its language where that is not the page's."""
        if spoken.language == self.page.language:
            return escape(spoken.text)
        # Both parts are escaped.
        return Markup(f"<span{_marked(spoken.language)}>{escape(spoken.text)}</span>")  # noqa: S704

    def lang(self, spoken: Spoken | Running) -> Markup | str:
        """The attribute that marks a language, where it is not the page's."""
        return "" if spoken.language == self.page.language else _marked(spoken.language)

    def foreign(self, texts: Iterable[Spoken]) -> tuple[str, ...]:
        """The languages of those texts that are not in the page's own, each once."""
        own = self.page.language
        return tuple(dict.fromkeys([text.language for text in texts if text.language != own]))

    def hyphenate(self, title: Spoken | str, language: str = "") -> str:
        """A title as it is shown: with soft hyphens in its long words. Not for anything that is compared or stored."""
        if isinstance(title, Spoken):
            return _hyphenated(title.text, title.language)
        return _hyphenated(title, language or self.page.language)

    def prose(self, running: Running) -> Markup:
        """Running text with its addresses and phrases filled in."""
        tables = 0
        html: list[str] = []
        for piece in running.prose.pieces:
            match piece:
                case str():
                    html.append(_PLAIN_HEADING.sub(lambda text: hyphenated(text[0], running.language), piece))
                case Link():
                    html.append(escape(self._target(piece)))
                case Image():
                    html.append(escape(self.href(self.site.assets.media[piece.path])))
                case Phrase(key="table"):
                    # Each table is a region of the page, so each needs a name of its own.
                    tables += 1
                    html.append(escape(self.strings("prose.table", number=tables)))
                case Phrase():
                    html.append(escape(self.strings(f"prose.{piece.key}", number=piece.number)))
        # The pieces are HTML that was checked when the body was read, and the rest is escaped above.
        return Markup("".join(html))  # noqa: S704

    def _target(self, link: Link) -> str:
        """Where a link of running text leads; an anchor that its page lacks in this language is left out."""
        site, language = self.site, self.page.language
        if link.path in site.assets.media:
            return self.href(site.assets.media[link.path])
        url = site.address_of(link.path, language)
        if not link.anchor or not site.has_anchor(link.path, language, link.anchor):
            return self.href(url)
        anchor = f"#{HEADING_PREFIX}{link.anchor}"
        return anchor if url == self.page.url else self.href(url + anchor)

    def date(self, day: date) -> Markup:
        """A day."""
        key = day, self.page.language
        if key not in self._days:
            self._days[key] = _time(day.isoformat(), self.strings.date(day))
        return self._days[key]

    def span(self, event: EventLine) -> Markup:
        """When an event is."""
        return _time(event.start.isoformat(), self.strings.span(event.start, event.end))

    def since(self, given: str) -> Markup:
        """From when on."""
        return _time(given, self.strings.since(given))


class Texts:
    """The texts in the language of the page being rendered."""

    def __init__(self, here: Here) -> None:
        self._here = here

    def __call__(self, key: str, /, **values: object) -> str:
        """A text with its values."""
        return self._here.strings(key, **values)

    def __getattr__(self, name: str) -> object:
        return getattr(self._here.strings, name)


_hyphenated: Final = lru_cache(maxsize=4096)(hyphenated)


@lru_cache
def _marked(language: str) -> Markup:
    return Markup(f' lang="{escape(language)}"')  # noqa: S704 - escaped


@lru_cache
def _label(model: str, name: str, language: str) -> str:
    return schema.label(getattr(schema, model), name, language)


def _time(machine: str, text: str) -> Markup:
    return Markup(f'<time datetime="{escape(machine)}">{escape(text)}</time>')  # noqa: S704 - escaped
