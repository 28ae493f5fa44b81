"""Addresses that were published once: each is still there, leads on, or is told as lost."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from zoomibank.content.load import ADDRESSES
from zoomibank.findings import rules
from zoomibank.findings.finding import Finding, Place
from zoomibank.site.draft import Draft, single
from zoomibank.site.drafts import forward_to
from zoomibank.site.local import Local
from zoomibank.site.urls import STYLE_GUIDE, Urls
from zoomibank.site.views import LinkTo


@dataclass(frozen=True, slots=True)
class Lasting:
    """The addresses that are to stay: those that the content keeps, with their places, and those of the last site.

    With `may_go` none is told as lost.
    """

    listed: Mapping[str, Place] = field(default_factory=dict)
    standing: frozenset[str] = frozenset()
    may_go: bool = False


def page_urls(paths: Iterable[str]) -> frozenset[str]:
    """The addresses of pages among a site's files: all but the style guide and the pages for wrong addresses."""
    urls = (path.removesuffix("index.html") for path in paths if path.endswith("index.html"))
    return frozenset(url for url in urls if url != STYLE_GUIDE)


def led_on(local: Local, lasting: Lasting, there: Collection[str]) -> Iterator[Draft]:
    """Forwards in one language: listed addresses that came and went with what others say lead to what they stood under.

    What only the site that stands tells of does not count: the same content is to give the same site everywhere.
    """
    for url in sorted(lasting.listed.keys() - there):
        if above := _above(local.urls, url, there):
            target = LinkTo(local.phrase("forward.above"), above)
            yield single(url, url, "forward", partial(forward_to, target), leads=above)


def lost(lasting: Lasting, there: Collection[str], every: Collection[Urls]) -> Iterator[Finding]:
    """The addresses that would lead nowhere, and how many of the site are in no list, where there is one.

    What stands under a lost address goes with it and is not told by itself.

    Args:
        lasting: The addresses that are to stay.
        there: Those of the new site.
        every: The addresses of each language.
    """
    gone = () if lasting.may_go else (lasting.listed.keys() | lasting.standing).difference(there)
    for url in sorted(gone):
        above = next(filter(None, (_above(urls, url, there) for urls in every)), "")
        if above or not any(urls.above(url) in gone for urls in every):
            place = lasting.listed.get(url, Place(ADDRESSES))
            yield rules.lost_address(place, address=f"/{url}", above=above and f"/{above}")
    if lasting.listed and (count := len(set(there).difference(lasting.listed))):
        yield rules.unlisted_addresses(Place(ADDRESSES), count=count)


def _above(urls: Urls, url: str, there: Collection[str]) -> str:
    """The nearest page that is there above one that came and went; "" where there is none."""
    above = urls.above(url)
    return above if not above or above in there else _above(urls, above, there)
