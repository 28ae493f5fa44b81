"""The pages of one language before they are made: which there are, and what makes each."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Final

from zoomibank.bank.facets import CHOICES, FACETS
from zoomibank.content.entry import AnyEntry, Entry, Ref
from zoomibank.content.schema import Article
from zoomibank.site import list_views, structured
from zoomibank.site.article_views import article_view, articles
from zoomibank.site.draft import Contents, Draft, single
from zoomibank.site.due_views import due_reviews, due_views
from zoomibank.site.entry_views import practice_view, tool_view
from zoomibank.site.followed import FOLLOWED, feed_of
from zoomibank.site.form import form_view
from zoomibank.site.local import Local, page_count
from zoomibank.site.overviews.drafts import overview_drafts
from zoomibank.site.structured import Thing
from zoomibank.site.urls import short_url
from zoomibank.site.views import (
    BrowseView,
    Crumb,
    DueView,
    ForwardView,
    LinkTo,
    ListView,
    NotFoundView,
    OwnListView,
    PracticeView,
    TermView,
    ToolView,
    View,
    WayView,
)

Paged = ListView | BrowseView | TermView | WayView | DueView
"""The views of what may have several pages."""

MENU: Final = ("browse", "practices", "tools", "themes", "target-groups", "ways-of-working")
"""The lists and indexes that every page leads to."""


def drafts(local: Local) -> Iterator[Draft]:
    """The pages of one language, in a lasting order."""
    bank, urls = local.catalogue.bank, local.urls
    every = tuple(local.catalogue.entries)
    yield single("front", urls.front(), "front", partial(_front, local), shows=every, counts=True)
    for entry in bank.entries:
        yield single(
            str(entry.ref),
            urls.entry(entry.ref),
            "practice" if entry.ref.kind == "practices" else "tool",
            partial(_entry, local, entry),
            origin=entry.original.path,
            shows=local.catalogue.beside(entry.ref),
            body=entry.ref,
        )
    yield from _list_drafts(local)
    yield from overview_drafts(local)
    for article in articles(local):
        yield single(
            str(article.ref),
            urls.entry(article.ref),
            "article",
            partial(_article, local, article),
            origin=article.edition(local.language).path,
            body=article.ref,
        )
    due = due_reviews(local)
    waiting = [review.entry for review in due]
    yield _paged(local, "due", "due", waiting, url=partial(urls.index, "due"), make=partial(due_views, local, due))
    yield single("propose", urls.index("propose"), "propose", partial(_form, local))
    title, url = local.strings("own_list.title"), urls.index("own-list")
    own_list = OwnListView(local.crumbs(Crumb(local.phrase("own_list.title"), url)), urls.entries())
    shown = Contents(own_list, title, local.strings("own_list.lead"))
    yield single("own-list", url, "own_list", lambda: shown)
    ways_on = tuple(LinkTo(local.phrase(f"menu.{name}"), urls.index(name)) for name in MENU)
    not_found = Contents(NotFoundView((*ways_on,)), local.strings("not_found.title"))
    yield single("404", urls.not_found(), "not_found", lambda: not_found)


def _front(local: Local) -> Contents:
    view = list_views.front_view(local)
    return Contents(view, view.title, view.description.text if view.description else "", feed=feed_of(local))


def _entry(local: Local, entry: Entry[Any]) -> Contents:
    """A practice or a tool, with what machines are told of it."""
    url, base_url = local.urls.entry(entry.ref), local.base_url
    view: PracticeView | ToolView
    things: list[Thing | None] = []
    if entry.ref.kind == "practices":
        practice = practice_view(local, entry)
        things.append(structured.learning_resource(practice, url=url, base_url=base_url))
        view = practice
    else:
        view = tool_view(local, entry)
        things += [structured.event(line, url=url, base_url=base_url) for line in view.events]
    things += [
        structured.how_to(view, url=url, base_url=base_url),
        structured.breadcrumb_list(view.crumbs, base_url),
    ]
    return Contents(view, view.title.text, view.summary.text, tuple(thing for thing in things if thing))


def _article(local: Local, article: Entry[Article]) -> Contents:
    view = article_view(local, article)
    trail = structured.breadcrumb_list(view.crumbs, local.base_url)
    return Contents(view, view.title.text, view.summary.text, (trail,))


def _form(local: Local) -> Contents:
    return Contents(form_view(local), local.strings("form.title"), local.strings("form.lead"))


def _list_drafts(local: Local) -> Iterator[Draft]:
    """Lists and facets."""
    say, urls, bank = local.strings, local.urls, local.catalogue.bank
    for kind in ("practices", "tools"):
        own: Sequence[AnyEntry] = bank.practices if kind == "practices" else bank.tools
        make = partial(list_views.list_views, local, kind)
        yield _paged(local, kind, "list", own, url=partial(urls.index, kind), make=make)
    browse = partial(list_views.browse_views, local)
    every_one = tuple(local.catalogue.entries.values())
    yield _paged(local, "browse", "browse", every_one, url=partial(urls.index, "browse"), make=browse)
    for facet in CHOICES[1:]:  # kinds have their lists above
        template, view = _index(local, facet)
        every = tuple(local.catalogue.entries) if facet == "ways-of-working" else ()
        named = say(f"facet.{facet}.title"), say(f"facet.{facet}.lead")
        make_index = partial(_with_trail, local, view, named)
        yield single(facet, urls.index(facet), template, make_index, shows=every, counts=True)
        for key in local.keys(facet):
            yield _term_draft(local, facet, key)


def _with_trail(local: Local, make: Callable[[], View], named: tuple[str, str]) -> Contents:
    """The contents of a page that machines are told no more of than where it stands."""
    view = make()
    crumbs: Sequence[Crumb] = getattr(view, "crumbs", ())
    return Contents(view, *named, (structured.breadcrumb_list(crumbs, local.base_url),))


def _index(local: Local, facet: str) -> tuple[str, Callable[[], View]]:
    """The template of the page of all terms of a facet, and what makes its view."""
    match facet:
        case "ways-of-working":
            return "ways", partial(list_views.ways_view, local)
        case "keywords":
            return "keywords", partial(list_views.keyword_index_view, local)
        case _:
            return "terms", partial(list_views.term_index_view, local, facet)


def _term_draft(local: Local, facet: str, key: str) -> Draft:
    """The pages of one term. A language's own keywords are shared with no other."""
    entries, url = local.having(facet, key), partial(local.urls.term, facet, key)
    if facet == "ways-of-working":
        draft = _paged(local, f"{facet}:{key}", "way", entries, url=url, make=partial(list_views.way_views, local, key))
        return replace(draft, shows=(*draft.shows, *list_views.tied_practices(local, key)))
    shared = f"{facet}:{local.language}:{key}" if facet == "keywords" else f"{facet}:{key}"
    draft = _paged(local, shared, "term", entries, url=url, make=partial(list_views.term_views, local, facet, key))
    if facet == "organisations":
        return replace(draft, shows=(*draft.shows, *(one.ref for one in local.catalogue.adopters.get(key, ()))))
    return draft


def _paged(  # noqa: PLR0913 -- all that a list is
    local: Local,
    key: str,
    template: str,
    entries: Sequence[AnyEntry],
    *,
    url: Callable[[int], str],
    make: Callable[[], Iterable[Paged]],
) -> Draft:
    """The draft of a list that may have several pages."""
    return Draft(
        key=key,
        urls=tuple(url(number) for number in range(1, page_count(len(entries)) + 1)),
        template=template,
        make=partial(_pages_of_list, local, make),
        shows=tuple(entry.ref for entry in entries),
        counts=True,
    )


def _pages_of_list(local: Local, make: Callable[[], Iterable[Paged]]) -> Iterator[Contents]:
    """From the second page on, the title tells its number."""
    for view in make():
        title, lead = _named(local, view)
        number = view.pager.number
        if number > 1:
            title = local.strings("pager.title", title=title, number=number)
        trail = structured.breadcrumb_list(view.crumbs, local.base_url)
        yield Contents(view, title, lead, (trail,), _feed(local, view))


def _feed(local: Local, view: Paged) -> str:
    """What follows a list."""
    match view:
        case BrowseView():
            return feed_of(local)
        case ListView():
            return feed_of(local, "kinds", view.kind)
        case TermView() if view.facet in FOLLOWED:
            return feed_of(local, view.facet, view.key)
        case _:
            return ""


def _named(local: Local, view: Paged) -> tuple[str, str]:
    """The title of a list and what leads into it."""
    say = local.strings
    match view:
        case ListView():
            return say(f"kind.{view.kind}.many"), say(f"kind.{view.kind}.lead")
        case BrowseView():
            return say("browse.title"), say("browse.lead")
        case DueView():
            return say("due.title"), say("due.lead")
        case WayView():
            return view.way.label.text, view.way.means.text if view.way.means else ""
        case TermView():
            return view.label.text, view.description.text if view.description else ""


def forwards(local: Local) -> Iterator[Draft]:
    """Old addresses in this language, of entries and of terms, and, once in the site, the register's short ones."""
    bank = local.catalogue.bank
    entries: list[Entry[Any]] = [*bank.practices, *bank.tools, *bank.articles]
    for entry in entries:
        record = entry.original.record
        names = [Ref(entry.ref.kind, slug) for slug in record.previous_slugs]
        old = {local.urls.entry(ref): local.urls.entry(entry.ref) for ref in names}
        if entry.ref.kind == "practices":
            old |= {local.urls.plan(ref): local.urls.plan(entry.ref) for ref in names}
        register_id = getattr(record, "register_id", None)
        if register_id and local.language == bank.default_language:
            old[short_url(register_id)] = local.urls.entry(entry.ref)
        shows = (entry.ref,) if entry.ref.kind != "pages" else ()
        for url, new in old.items():
            make = partial(_forward_to_entry, local, entry, new)
            yield single(url, url, "forward", make, origin=entry.original.path, shows=shows, leads=new)
    for facet in FACETS:
        for key, term in local.catalogue.vocabulary(facet).terms.items():
            if term.deprecated_by and key not in local.keys(facet):
                url, target = local.urls.term(facet, key), local.term(facet, term.deprecated_by)
                yield single(url, url, "forward", partial(forward_to, target), leads=target.url)


def _forward_to_entry(local: Local, entry: Entry[Any], url: str) -> Contents:
    edition = entry.edition(local.language)
    return forward_to(LinkTo(local.text(edition, "title", edition.record.title), url))


def forward_to(target: LinkTo) -> Contents:
    """A page that leads on."""
    return Contents(ForwardView(target), target.label.text)
