"""What a page is before and after it is rendered."""

from collections.abc import Mapping
from dataclasses import dataclass

from zoomibank.site.views import LinkTo, View


@dataclass(frozen=True, slots=True)
class Alternate:
    """The page in a language of the site; `name` is the language's own name of itself.

    `is_same` is False where that language has no such page, and the link leads to its front page instead.
    """

    language: str
    name: str
    url: str
    is_same: bool = True


@dataclass(frozen=True, slots=True)
class NavLink:
    """A link of the menu; `current` when the page is, or is below, what it leads to."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class FooterGroup:
    """Links of the footer under a title."""

    title: str
    links: tuple[LinkTo, ...]


@dataclass(frozen=True, slots=True)
class Chrome:
    """What stands around the content on every page of a language; `search` is the file its search begins with."""

    site_title: str
    front: str
    menu: tuple[NavLink, ...]
    footer: tuple[FooterGroup, ...]
    owner: LinkTo | None
    licence: str
    browse: str
    own_list: str
    search: str


@dataclass(frozen=True, slots=True)
class Page:
    """An address, a template and a view.

    `url` is the address from the site's root (`teemat/hyvinvointi/`, "" for the front page; `404.html` names a file);
    `structured` are the JSON-LD objects; `feed` is the address of a feed of what the page lists, or ""; `origin` is the
    content file it comes from, or "" for pages made of many. `alternates` holds this page's language too; it is empty
    for pages that have no others.
    """

    url: str
    template: str
    view: View
    language: str
    title: str
    description: str
    chrome: Chrome
    alternates: tuple[Alternate, ...] = ()
    structured: tuple[Mapping[str, object], ...] = ()
    origin: str = ""
    is_indexed: bool = True
    feed: str = ""


@dataclass(frozen=True, slots=True)
class Output:
    """A file of the site.

    `path` is below the output folder, with slashes and none in front (`teemat/hyvinvointi/index.html`); `origin` is the
    file it comes from, for messages: a content file's path or a template's.
    """

    path: str
    data: bytes
    origin: str
