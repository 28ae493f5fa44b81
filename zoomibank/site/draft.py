"""Pages before they are made: what a page shows, and what makes it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from zoomibank.content.entry import Ref
from zoomibank.site.structured import Thing
from zoomibank.site.views import View


@dataclass(frozen=True, slots=True)
class Contents:
    """What a page shows: its view, and what is told of it to browsers and other machines.

    `feed` is the address of a feed of what the page lists, or "".
    """

    view: View
    title: str
    description: str = ""
    things: tuple[Thing, ...] = ()
    feed: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """Pages that are made together, before they are made: one, or all the pages of a list.

    `key` is what the pages' other languages share, with the page's number after it; `make` gives the contents of each
    of the `urls`. `shows` are the entries on which the pages hang beside what the whole site has; with `counts` they
    tell how many entries the choices of facets have. `body` is the entry whose running text the page shows; `by_day` is
    True where the page hangs on the day itself, not only on how entries stand on it. `leads` is where a page leads on
    to by itself, or "".
    """

    key: str
    urls: tuple[str, ...]
    template: str
    make: Callable[[], Iterable[Contents]]
    origin: str = ""
    shows: tuple[Ref, ...] = ()
    counts: bool = False
    body: Ref | None = None
    by_day: bool = False
    leads: str = ""


def single(key: str, url: str, template: str, make: Callable[[], Contents], **more: Any) -> Draft:  # noqa: ANN401 -- fields of Draft
    """A draft of one page."""
    return Draft(key, (url,), template, lambda: (make(),), **more)
