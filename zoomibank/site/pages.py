"""Catalogue → pages: which pages there are, in each language, and what each shows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from zoomibank.bank.catalogue import Catalogue
from zoomibank.bank.facets import CHOICES, FACETS
from zoomibank.content.entry import Entry
from zoomibank.findings import rules
from zoomibank.findings.finding import Finding, Place
from zoomibank.site import list_views, structured
from zoomibank.site.article_views import article_link, article_view, articles
from zoomibank.site.entry_views import practice_view, tool_view
from zoomibank.site.local import Local, in_each_language
from zoomibank.site.page import Alternate, Chrome, NavLink, Page
from zoomibank.site.strings import Strings
from zoomibank.site.structured import Thing
from zoomibank.site.urls import STYLE_GUIDE, output_path, reserved, search_start, short_url
from zoomibank.site.views import (
    BrowseView,
    Component,
    Crumb,
    ForwardView,
    LinkTo,
    ListView,
    NotFoundView,
    OwnListView,
    PracticeView,
    StyleGuideView,
    TermView,
    ToolView,
    View,
    WayView,
)

_MENU: Final = ("browse", "practices", "tools", "themes", "target-groups", "ways-of-working")
_PAGED: Final[dict[type, str]] = {ListView: "list", BrowseView: "browse", TermView: "term", WayView: "way"}
"""The templates of what may have several pages."""
_NOT_INDEXED: Final = ("own_list", "not_found", "forward", "style_guide")


@dataclass(frozen=True, slots=True)
class _Draft:
    """A page before the other languages are known; `key` is what its other languages share.

    Terms of a language's own keywords share theirs with nobody, so they have no alternates.
    """

    key: str
    url: str
    template: str
    view: View
    title: str
    description: str = ""
    origin: str = ""
    things: tuple[Mapping[str, object], ...] = ()


def lay_out(
    catalogue: Catalogue, strings: Mapping[str, Strings], *, base_url: str, components: tuple[Component, ...] = ()
) -> tuple[tuple[Page, ...], tuple[Finding, ...]]:
    """All pages of the site, and addresses that two of them claim.

    Args:
        catalogue: The bank with what follows from it.
        strings: The interface texts by language; the languages are the bank's.
        base_url: Where the site is published, or "".
        components: What the page of components shows; without any there is no such page.
    """
    default = catalogue.bank.default_language
    locals_ = in_each_language(catalogue, strings, base_url)
    drafts = {local.language: tuple(_drafts(local, base_url)) for local in locals_}
    alternates: dict[str, list[Alternate]] = {}
    for local in locals_:
        for draft in drafts[local.language]:
            name = local.strings("language.own_name")
            alternates.setdefault(draft.key, []).append(Alternate(local.language, name, draft.url))
    pages: list[Page] = []
    for local in locals_:
        chrome = _chrome(local)
        fronts = tuple(
            Alternate(one.language, one.strings("language.own_name"), one.urls.front(), is_same=False)
            for one in locals_
        )
        pages += [
            _page(local, draft, chrome, _all_languages(alternates[draft.key], fronts))
            for draft in drafts[local.language]
        ]
        pages += _forwards(local, chrome)
        if components and local.language == default:
            title, guide = local.strings("style_guide.title"), StyleGuideView(components)
            pages.append(_page(local, _Draft("style-guide", STYLE_GUIDE, "style_guide", guide, title), chrome, fronts))
    return tuple(pages), tuple(_address_faults(catalogue, pages))


def _all_languages(found: Sequence[Alternate], fronts: Sequence[Alternate]) -> tuple[Alternate, ...]:
    """The page in every language; the front page of a language in which there is no such page."""
    by_language = {alternate.language: alternate for alternate in found}
    return tuple(by_language.get(front.language, front) for front in fronts)


def _page(local: Local, draft: _Draft, chrome: Chrome, alternates: tuple[Alternate, ...]) -> Page:
    menu = tuple(
        NavLink(link.label, link.url, current=bool(link.url) and draft.url.startswith(link.url)) for link in chrome.menu
    )
    return Page(
        url=draft.url,
        template=f"pages/{draft.template}.html",
        view=draft.view,
        language=local.language,
        title=draft.title,
        description=draft.description,
        chrome=replace(chrome, menu=menu),
        alternates=alternates,
        structured=draft.things,
        origin=draft.origin,
        is_indexed=draft.template not in _NOT_INDEXED,
    )


def _chrome(local: Local) -> Chrome:
    """What stands around every page of a language."""
    settings = local.catalogue.bank.settings
    menu = [NavLink(local.strings(f"menu.{name}"), local.urls.index(name), current=False) for name in _MENU]
    links = tuple(article_link(local, article) for article in articles(local))
    if links:
        menu.append(NavLink(local.strings("menu.about"), links[0].url, current=False))
    return Chrome(
        site_title=local.said(settings.title).text,
        front=local.urls.front(),
        menu=tuple(menu),
        footer=links,
        owner=local.term("organisations", settings.owner) if settings.owner else None,
        licence=settings.licence or "",
        browse=local.urls.index("browse"),
        own_list=local.urls.index("own-list"),
        search=search_start(local.language),
    )


def _drafts(local: Local, base_url: str) -> Iterator[_Draft]:
    """The pages of one language, in a lasting order."""
    bank, urls = local.catalogue.bank, local.urls
    front = list_views.front_view(local)
    description = front.description.text if front.description else ""
    yield _Draft("front", urls.front(), "front", front, front.title, description)
    for practice in bank.practices:
        view = practice_view(local, practice)
        url = urls.entry(practice.ref)
        things = [
            structured.learning_resource(view, url=url, base_url=base_url),
            structured.how_to(view, url=url, base_url=base_url),
            structured.breadcrumb_list(view.crumbs, base_url),
        ]
        yield _entry_draft(practice, "practice", url, view, things)
    for tool in bank.tools:
        tool_page = tool_view(local, tool)
        url = urls.entry(tool.ref)
        how_to = structured.how_to(tool_page, url=url, base_url=base_url)
        yield _entry_draft(
            tool, "tool", url, tool_page, [how_to, structured.breadcrumb_list(tool_page.crumbs, base_url)]
        )
    yield from (_with_trail(draft, base_url) for draft in _list_drafts(local))
    for article in articles(local):
        article_page = article_view(local, article)
        origin = article.edition(local.language).path
        trail = (structured.breadcrumb_list(article_page.crumbs, base_url),)
        yield _Draft(
            str(article.ref), urls.entry(article.ref), "article", article_page, article_page.title.text,
            article_page.summary.text, origin, trail,
        )  # fmt: skip
    title, url = local.strings("own_list.title"), urls.index("own-list")
    own_list = OwnListView(local.crumbs(Crumb(local.phrase("own_list.title"), url)), urls.entries())
    yield _Draft("own-list", url, "own_list", own_list, title, local.strings("own_list.lead"))
    ways_on = tuple(LinkTo(local.phrase(f"menu.{name}"), urls.index(name)) for name in _MENU)
    title = local.strings("not_found.title")
    yield _Draft("404", urls.not_found(), "not_found", NotFoundView((*ways_on,)), title)


def _entry_draft(
    entry: Entry[Any], template: str, url: str, view: PracticeView | ToolView, things: Iterable[Thing | None]
) -> _Draft:
    return _Draft(
        key=str(entry.ref),
        url=url,
        template=template,
        view=view,
        title=view.title.text,
        description=view.summary.text,
        origin=entry.original.path,
        things=tuple(thing for thing in things if thing),
    )


def _with_trail(draft: _Draft, base_url: str) -> _Draft:
    crumbs: Sequence[Crumb] = getattr(draft.view, "crumbs", ())
    return replace(draft, things=(structured.breadcrumb_list(crumbs, base_url),))


def _list_drafts(local: Local) -> Iterator[_Draft]:
    """Lists and facets."""
    say, urls = local.strings, local.urls
    for kind in ("practices", "tools"):
        title, lead = say(f"kind.{kind}.many"), say(f"kind.{kind}.lead")
        yield from (_paged(local, kind, view, title=title, lead=lead) for view in list_views.list_views(local, kind))
    title, lead = say("browse.title"), say("browse.lead")
    yield from (_paged(local, "browse", view, title=title, lead=lead) for view in list_views.browse_views(local))
    for facet in CHOICES[1:]:  # kinds have their lists above
        title, lead = say(f"facet.{facet}.title"), say(f"facet.{facet}.lead")
        template, view = _index(local, facet)
        yield _Draft(facet, urls.index(facet), template, view, title, lead)
        for key in local.keys(facet):
            yield from _term_drafts(local, facet, key)


def _index(local: Local, facet: str) -> tuple[str, View]:
    """The template and the view of the page of all terms of a facet."""
    match facet:
        case "ways-of-working":
            return "ways", list_views.ways_view(local)
        case "keywords":
            return "keywords", list_views.keyword_index_view(local)
        case _:
            return "terms", list_views.term_index_view(local, facet)


def _term_drafts(local: Local, facet: str, key: str) -> Iterator[_Draft]:
    """The pages of one term. A language's own keywords are shared with no other."""
    if facet == "ways-of-working":
        for view in list_views.way_views(local, key):
            lead = view.way.means.text if view.way.means else ""
            yield _paged(local, f"{facet}:{key}", view, title=view.way.label.text, lead=lead)
        return
    shared = f"{facet}:{local.language}:{key}" if facet == "keywords" else f"{facet}:{key}"
    for term_view in list_views.term_views(local, facet, key):
        lead = term_view.description.text if term_view.description else ""
        yield _paged(local, shared, term_view, title=term_view.label.text, lead=lead)


def _paged(
    local: Local, key: str, view: ListView | BrowseView | TermView | WayView, *, title: str, lead: str = ""
) -> _Draft:
    """A page of a list that may have several; from the second on its title tells its number."""
    number = view.pager.number
    if number > 1:
        title = local.strings("pager.title", title=title, number=number)
    return _Draft(f"{key}:{number}", view.pager.urls[number - 1], _PAGED[type(view)], view, title, lead)


def _forwards(local: Local, chrome: Chrome) -> Iterator[Page]:
    """Old addresses in this language, of entries and of terms, and, once in the site, the register's short ones."""
    bank = local.catalogue.bank
    entries: list[Entry[Any]] = [*bank.practices, *bank.tools, *bank.articles]
    for entry in entries:
        edition = entry.edition(local.language)
        target = LinkTo(local.text(edition, "title", edition.record.title), local.urls.entry(entry.ref))
        old = [local.urls.entry(replace(entry.ref, slug=slug)) for slug in entry.original.record.previous_slugs]
        register_id = getattr(entry.original.record, "register_id", None)
        if register_id and local.language == bank.default_language:
            old.append(short_url(register_id))
        for url in old:
            draft = _Draft(url, url, "forward", ForwardView(target), target.label.text, origin=entry.original.path)
            yield _page(local, draft, chrome, ())
    for facet in FACETS:
        for key, term in local.catalogue.vocabulary(facet).terms.items():
            if term.deprecated_by and key not in local.keys(facet):
                url, target = local.urls.term(facet, key), local.term(facet, term.deprecated_by)
                draft = _Draft(url, url, "forward", ForwardView(target), target.label.text)
                yield _page(local, draft, chrome, ())


def _address_faults(catalogue: Catalogue, pages: Iterable[Page]) -> Iterator[Finding]:
    """Addresses that two pages claim, and slugs that the site keeps for itself."""
    taken: dict[str, Page] = {}
    kept = {
        article.original.path: reserved((article.ref.slug, *article.original.record.previous_slugs))
        for article in catalogue.bank.articles
    }
    for page in pages:
        other = taken.setdefault(output_path(page.url), page)
        told = page if page.origin else other
        if other is not page and not kept.get(told.origin):
            names = other.origin or page.origin
            yield rules.address_clash(Place(told.origin or page.template), address=page.url, other=names)
    for path, slugs in kept.items():
        for slug in slugs:
            yield rules.reserved_address(Place(path), name=slug)
