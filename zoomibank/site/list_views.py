"""The views of lists, facets and the front page."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Final, TypeVar

from zoomibank.bank.facets import CHOICES, FACETS
from zoomibank.bank.freshness import State
from zoomibank.content.entry import AnyEntry, Ref
from zoomibank.content.schema import Organisation, Project, WayOfWorking
from zoomibank.site.local import PER_PAGE, Local, page_count
from zoomibank.site.urls import PARAMETERS
from zoomibank.site.views import (
    BrowseView,
    Card,
    Crumb,
    Filters,
    FrontView,
    KeywordIndexView,
    LetterGroup,
    LinkTo,
    ListView,
    MatrixRow,
    Pager,
    ProjectFacts,
    Standing,
    TermIndexView,
    TermLine,
    TermView,
    Way,
    WaysView,
    WayView,
)
from zoomibank.text import first_letter, slugify

V = TypeVar("V")

_UNFOLDED: Final = 3
"""The facets that are unfolded at first."""
_FOLDED_FROM: Final = 1_000
"""Entries of a bank so large that each facet that is unfolded has a part of the index to load."""
_NEWEST: Final = 6
"""Entries on the front page."""
_NARROWED: Final = ("themes", "target-groups")
"""The facets on whose terms' pages the list can be narrowed."""
_BESIDE: Final = ("themes", "target-groups", "phases")
"""The facets that stand below other lists."""


def _paged(local: Local, view: Callable[..., V], entries: Sequence[AnyEntry], url: Callable[[int], str]) -> Iterator[V]:
    """The view of each page of a long list: `view` lacks only the cards, their total and the pager."""
    urls = tuple(url(number) for number in range(1, page_count(len(entries)) + 1))
    for number in range(1, len(urls) + 1):
        part = entries[(number - 1) * PER_PAGE : number * PER_PAGE]
        yield view(cards=_cards(local, part), total=len(entries), pager=Pager(number, len(urls), urls))


def _cards(local: Local, entries: Sequence[AnyEntry]) -> tuple[Card, ...]:
    return tuple(local.card(entry) for entry in entries)


def list_views(local: Local, kind: str) -> Iterator[ListView]:
    """All practices or all tools."""
    bank = local.catalogue.bank
    view = partial(ListView, kind=kind, crumbs=local.crumbs(local.index_crumb(kind)))
    entries = local.by_title(bank.practices if kind == "practices" else bank.tools)
    yield from _paged(local, view, entries, partial(local.urls.index, kind))


def browse_views(local: Local) -> Iterator[BrowseView]:
    """Everything."""
    entries = local.by_title(local.catalogue.entries.values())
    view = partial(
        BrowseView,
        crumbs=local.crumbs(Crumb(local.phrase("browse.title"), local.urls.index("browse"))),
        filters=_filters(local, entries),
    )
    yield from _paged(local, view, entries, partial(local.urls.index, "browse"))


def _filters(local: Local, entries: Sequence[AnyEntry], facet: str = "", key: str = "") -> Filters:
    """What narrows a list, all of which has one choice if `facet` and `key` name it."""
    return Filters(
        facets=local.facets(entries, (name for name in CHOICES if name != facet)),
        unfolded=_UNFOLDED if len(local.catalogue.entries) <= _FOLDED_FROM else 0,
        parameter=PARAMETERS.get(facet, ""),
        key=key,
        standings=tuple(Standing(state.value, local.catalogue.bank.today, None, None) for state in State),
        ways_on=local.terms_in_use("themes"),
    )


def keyword_index_view(local: Local) -> KeywordIndexView:
    """All keywords under the letters of the alphabet."""
    groups: dict[str, list[LinkTo]] = {}
    links = local.terms_in_use("keywords")
    for link in links:
        groups.setdefault(first_letter(link.label.text, local.language), []).append(link)
    places = {letter: number for number, letter in enumerate(groups)}
    return KeywordIndexView(
        crumbs=local.crumbs(local.index_crumb("keywords")),
        groups=tuple(
            LetterGroup(letter, f"kirjain-{slugify(letter) if letter.isascii() else places[letter]}", tuple(keywords))
            for letter, keywords in groups.items()
        ),
        total=len(links),
    )


def term_index_view(local: Local, facet: str) -> TermIndexView:
    """All terms of a facet, in its order, with their counts."""
    lines = tuple(
        TermLine(local.term(facet, key, count=True), local.explanation(facet, key)) for key in local.keys(facet)
    )
    return TermIndexView(facet=facet, crumbs=local.crumbs(local.index_crumb(facet)), terms=lines)


def term_views(local: Local, facet: str, key: str) -> Iterator[TermView]:
    """The page of one term of a facet, which need not be a vocabulary."""
    term = local.catalogue.vocabulary(facet).terms[key] if facet in FACETS else None
    entries = local.by_title(local.having(facet, key))
    label = local.label(facet, key)
    beside = (name for name in _BESIDE if name != facet and facet not in _NARROWED)
    view = partial(
        TermView,
        facet=facet,
        key=key,
        crumbs=local.crumbs(local.index_crumb(facet), Crumb(label, local.urls.term(facet, key))),
        label=label,
        description=local.explanation(facet, key),
        aliases=local.aliases(term) if term else (),
        concept=(term.uri if term else None) or "",
        website=term.url or "" if isinstance(term, Organisation | Project) else "",
        project=_project(local, term) if isinstance(term, Project) else None,
        filters=_filters(local, entries, facet, key) if facet in _NARROWED else None,
        beside=local.facets(entries, beside),
        adopted=_cards(
            local, local.by_title(local.catalogue.adopters.get(key, ()) if facet == "organisations" else ())
        ),
        beyond=tuple(_beyond(local, facet, key)),
    )
    yield from _paged(local, view, entries, partial(local.urls.term, facet, key))


def _beyond(local: Local, facet: str, key: str) -> Iterator[LinkTo]:
    """Links to what else is made of the entries of a term."""
    if facet == "themes":
        yield LinkTo(local.phrase("map.open"), local.urls.map(key))
        if local.having(facet, key):
            yield LinkTo(local.phrase("report.open"), local.urls.report(key))


def _project(local: Local, project: Project) -> ProjectFacts:
    return ProjectFacts(
        code=project.code or "",
        website=project.url or "",
        funder=local.said_if(project.funder),
        programme=local.said_if(project.programme),
        start=project.start,
        end=project.end,
        owner=local.term("organisations", project.owner) if project.owner else None,
    )


def tied_practices(local: Local, key: str) -> tuple[Ref, ...]:
    """The practices that tools serving a way of working are tied to."""
    tools = local.having("ways-of-working", key)
    tied = (tie.to for tool in tools for tie in local.catalogue.ties.get(tool.ref, ()))
    return tuple(dict.fromkeys(ref for ref in tied if ref.kind == "practices"))


def way(local: Local, term: WayOfWorking) -> Way:
    """A way of working, with the tools that serve it and the practices that a tool serving it is tied to."""
    tools = local.by_title(local.having("ways-of-working", term.key))
    tied = (local.catalogue.entries[ref] for ref in tied_practices(local, term.key))
    return Way(
        key=term.key,
        label=local.said(term.label),
        url=local.urls.term("ways-of-working", term.key),
        description=local.said_if(term.description),
        problem=local.said_if(term.problem),
        consequence=local.said_if(term.consequence),
        means=local.said_if(term.means),
        effect=local.said_if(term.effect),
        tools=tuple(local.entry(tool.ref) for tool in tools),
        practices=tuple(local.entry(practice.ref) for practice in local.by_title(tied)),
        aliases=local.aliases(term),
        concept=term.uri or "",
    )


def all_ways(local: Local) -> tuple[Way, ...]:
    """All ways of working, in the vocabulary's order."""
    terms = local.catalogue.bank.vocabularies.ways_of_working.terms
    return tuple(way(local, terms[key]) for key in local.keys("ways-of-working"))


def ways_view(local: Local) -> WaysView:
    """The page of all ways of working."""
    ways = all_ways(local)
    served = {one.key: {link.url for link in one.tools} for one in ways}
    bank = local.catalogue.bank
    tools = [local.entry(tool.ref) for tool in local.by_title(bank.tools if len(bank.tools) <= PER_PAGE else ())]
    return WaysView(
        crumbs=local.crumbs(local.index_crumb("ways-of-working")),
        ways=ways,
        matrix=tuple(MatrixRow(tool, tuple(tool.url in served[one.key] for one in ways)) for tool in tools),
    )


def way_views(local: Local, key: str) -> Iterator[WayView]:
    """The page of one way of working."""
    one = way(local, local.catalogue.bank.vocabularies.ways_of_working.terms[key])
    entries = local.by_title(local.having("ways-of-working", key))
    crumbs = local.crumbs(local.index_crumb("ways-of-working"), Crumb(one.label, one.url))
    yield from _paged(
        local, partial(WayView, crumbs=crumbs, way=one), entries, partial(local.urls.term, "ways-of-working", key)
    )


def front_view(local: Local) -> FrontView:
    """The front page."""
    bank = local.catalogue.bank

    def latest(entry: AnyEntry) -> tuple[int, str]:
        record = entry.original.record
        return -(record.reviewed or record.added).toordinal(), str(entry.ref)

    newest = sorted(local.catalogue.entries.values(), key=latest)[:_NEWEST]
    return FrontView(
        title=local.said(bank.settings.title).text,
        description=local.said_if(bank.settings.description),
        ways=all_ways(local),
        themes=local.terms_in_use("themes"),
        target_groups=local.terms_in_use("target-groups"),
        newest=_cards(local, newest),
        counts={
            "practices": len(bank.practices),
            "tools": len(bank.tools),
            "themes": len(local.catalogue.terms["themes"]),
            "organisations": len(local.catalogue.terms["organisations"]),
        },
    )
