"""Catalogue → pages: which pages there are, in each language, and what each shows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

from zoomibank.bank.catalogue import Catalogue
from zoomibank.bank.facets import FACETS
from zoomibank.content.entry import Entry
from zoomibank.findings import rules
from zoomibank.findings.finding import Finding, Place
from zoomibank.site.article_views import article_link, articles
from zoomibank.site.draft import Contents, Draft, single
from zoomibank.site.drafts import MENU, drafts, forwards
from zoomibank.site.followed import feed_of
from zoomibank.site.lasting import Lasting, led_on, lost, page_urls
from zoomibank.site.local import Local
from zoomibank.site.overviews.drafts import OVERVIEWS
from zoomibank.site.page import Alternate, Chrome, FooterGroup, NavLink, Page
from zoomibank.site.urls import STYLE_GUIDE, output_path, reserved, search_start
from zoomibank.site.views import Component, LinkTo, StyleGuideView

_NOT_INDEXED: Final = ("due", "plan", "own_list", "not_found", "forward", "style_guide")


_NONE: Final = Lasting()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A draft in its place: its language, what stands around it, and each page's other languages."""

    draft: Draft
    language: str
    chrome: Chrome
    alternates: tuple[tuple[Alternate, ...], ...]

    @property
    def is_indexed(self) -> bool:
        """Whether search engines are to know its pages."""
        return self.draft.template not in _NOT_INDEXED

    def pages(self) -> Iterator[Page]:
        """The pages, made."""
        draft = self.draft
        for url, contents, alternates in zip(draft.urls, draft.make(), self.alternates, strict=True):
            menu = tuple(
                NavLink(link.label, link.url, current=bool(link.url) and url.startswith(link.url))
                for link in self.chrome.menu
            )
            yield Page(
                url=url,
                template=f"pages/{draft.template}.html",
                view=contents.view,
                language=self.language,
                title=contents.title,
                description=contents.description,
                chrome=replace(self.chrome, menu=menu),
                alternates=alternates,
                structured=contents.things,
                origin=draft.origin,
                is_indexed=self.is_indexed,
                feed=contents.feed,
            )


def lay_out(
    catalogue: Catalogue,
    locals_: Sequence[Local],
    *,
    components: tuple[Component, ...] = (),
    lasting: Lasting = _NONE,
) -> tuple[tuple[Sheet, ...], tuple[Finding, ...]]:
    """All pages of the site, before they are made, and addresses that two of them claim or that would be lost.

    Args:
        catalogue: The bank with what follows from it.
        locals_: The same in each language.
        components: What the page of components shows; without any there is no such page.
        lasting: Addresses that were published once.
    """
    default = catalogue.bank.default_language
    of_each = {local.language: tuple(drafts(local)) for local in locals_}
    found: dict[str, dict[str, Alternate]] = {}
    for local in locals_:
        name = local.strings("language.own_name")
        for draft in of_each[local.language]:
            for number, url in enumerate(draft.urls, 1):
                same = found.setdefault(f"{draft.key}:{number}", {})
                same[local.language] = Alternate(local.language, name, url)
    fronts = tuple(
        Alternate(one.language, one.strings("language.own_name"), one.urls.front(), is_same=False) for one in locals_
    )
    sheets: list[Sheet] = []
    for local in locals_:
        chrome = _chrome(local)
        for draft in of_each[local.language]:
            others = (found[f"{draft.key}:{number}"] for number in range(1, len(draft.urls) + 1))
            alternates = tuple(tuple(one.get(front.language, front) for front in fronts) for one in others)
            sheets.append(Sheet(draft, local.language, chrome, alternates))
        sheets += [Sheet(draft, local.language, chrome, ((),)) for draft in forwards(local)]
        if components and local.language == default:
            make = partial(Contents, StyleGuideView(components), local.strings("style_guide.title"))
            sheets.append(Sheet(single("style-guide", STYLE_GUIDE, "style_guide", make), default, chrome, (fronts,)))
    there = addresses(sheets)
    for local in locals_:
        sheets += [Sheet(draft, local.language, _chrome(local), ((),)) for draft in led_on(local, lasting, there)]
    gone = lost(lasting, addresses(sheets), [local.urls for local in locals_])
    return tuple(sheets), (*_address_faults(catalogue, sheets), *gone)


def addresses(sheets: Iterable[Sheet]) -> frozenset[str]:
    """The addresses of all pages that readers may have noted down."""
    return page_urls(output_path(url) for sheet in sheets for url in sheet.draft.urls)


def _chrome(local: Local) -> Chrome:
    """What stands around every page of a language."""
    settings = local.catalogue.bank.settings
    menu = [NavLink(local.strings(f"menu.{name}"), local.urls.index(name), current=False) for name in MENU]
    links = tuple(article_link(local, article) for article in articles(local))
    if links:
        menu.append(NavLink(local.strings("menu.about"), links[0].url, current=False))
    return Chrome(
        site_title=local.said(settings.title).text,
        front=local.urls.front(),
        menu=tuple(menu),
        footer=tuple(_footer(local, links)),
        owner=local.term("organisations", settings.owner) if settings.owner else None,
        licence=settings.licence or "",
        browse=local.urls.index("browse"),
        own_list=local.urls.index("own-list"),
        search=search_start(local.language),
    )


def _footer(local: Local, articles: tuple[LinkTo, ...]) -> Iterator[FooterGroup]:
    """The bank as a whole, what readers can do, and what is told of the bank; groups without links are left out."""
    groups = {
        "whole": tuple(LinkTo(local.phrase(f"{name}.title"), local.urls.index(name)) for name in OVERVIEWS),
        "part": (
            LinkTo(local.phrase("form.title"), local.urls.index("propose")),
            LinkTo(local.phrase("due.title"), local.urls.index("due")),
            *(LinkTo(local.phrase("feed.all"), feed) for feed in filter(None, [feed_of(local)])),
        ),
        "about": articles,
    }
    return (FooterGroup(local.strings(f"footer.{name}"), links) for name, links in groups.items() if links)


def _address_faults(catalogue: Catalogue, sheets: Iterable[Sheet]) -> Iterator[Finding]:
    """Addresses that two pages claim, and slugs that the site keeps for itself."""
    taken: dict[str, Draft] = {}
    bank = catalogue.bank
    entries: list[Entry[Any]] = [*bank.practices, *bank.tools, *bank.articles]
    kept = {
        entry.original.path: reserved(
            (entry.ref.slug, *entry.original.record.previous_slugs), at_root=entry.ref.kind == "pages"
        )
        for entry in entries
    }
    kept |= {f"vocabulary/{name}.yaml": reserved(catalogue.vocabulary(name).terms) for name in FACETS}
    for draft in (sheet.draft for sheet in sheets):
        for url in draft.urls:
            other = taken.setdefault(output_path(url), draft)
            told = draft if draft.origin else other
            if other is not draft and not kept.get(told.origin):
                names = other.origin or draft.origin
                yield rules.address_clash(
                    Place(told.origin or f"pages/{draft.template}.html"), address=url, other=names
                )
    for path, slugs in kept.items():
        for slug in slugs:
            yield rules.reserved_address(Place(path), name=slug)
