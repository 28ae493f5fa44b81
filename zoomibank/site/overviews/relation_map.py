"""Maps of relations: of the bank, of each theme, and a small one on the page of an entry."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from zoomibank.bank.relation_map import BOTH_WAYS, Group, Link, arranged, links_of
from zoomibank.content.entry import Ref
from zoomibank.site.draft import Contents, Draft, single
from zoomibank.site.local import Local
from zoomibank.site.overviews.lettering import lines_of
from zoomibank.site.structured import breadcrumb_list
from zoomibank.site.views import Crumb, LinkTo, MapArc, MapGroup, MapNode, View

FEWEST: Final = 2
"""Relations of an entry from which on its page has a map."""

WIDTH: Final = 352
"""Of a group, in units of which the letters are 15 high."""
_MARK: Final = 84
"""Where the marks stand; arcs are to their left."""
_LETTERS: Final = 15
_LINE: Final = 20
_BETWEEN: Final = 14
"""Free room between the labels of two rows."""
_REACH: Final = (18.0, 66.0)
"""How far the shortest and the longest arcs reach out."""


@dataclass(frozen=True, slots=True)
class MapLine:
    """The relations of an entry in words: the type of each, and what it leads to."""

    entry: LinkTo
    relations: tuple[tuple[str, LinkTo], ...]


@dataclass(frozen=True, slots=True)
class MapView(View):
    """A map with its relations in words, and the entries without any, by kind.

    `theme` is the one it is of, or None for the bank's, which is at `whole`.
    """

    crumbs: tuple[Crumb, ...]
    theme: LinkTo | None
    whole: str
    groups: tuple[MapGroup, ...]
    lines: tuple[MapLine, ...]
    practices: tuple[LinkTo, ...]
    tools: tuple[LinkTo, ...]


def map_drafts(local: Local) -> Iterator[Draft]:
    """The pages of one language: of the bank, and of each theme."""
    every = tuple(local.catalogue.entries)
    yield single("map", local.urls.map(), "map", partial(_contents, local, "", every), shows=every)
    for theme in local.keys("themes"):
        own = tuple(entry.ref for entry in local.having("themes", theme))
        ties = (tie for ref in own for tie in local.catalogue.ties.get(ref, ()))
        shows = tuple(dict.fromkeys((*own, *(ref for tie in ties for ref in (tie.to, tie.told_by)))))
        yield single(f"map:{theme}", local.urls.map(theme), "map", partial(_contents, local, theme, own), shows=shows)


def entry_map(local: Local, ref: Ref) -> MapGroup | None:
    """The small map of an entry: all that it is related to, and how these are; None when words say it better."""
    own = links_of({ref: local.catalogue.ties.get(ref, ())})
    if len(local.catalogue.ties.get(ref, ())) < FEWEST:
        return None
    ends = {tie.to for tie in local.catalogue.ties[ref]} | {ref}
    near = {one: local.catalogue.ties.get(one, ()) for one in ends}
    links = [link for link in (*own, *links_of(near)) if link.source in ends and link.target in ends]
    (group,) = arranged(tuple(dict.fromkeys(links)))
    return _drawn(local, group, here=ref)


def _contents(local: Local, theme: str, own: Sequence[Ref]) -> Contents:
    links = links_of(local.catalogue.ties, set(own))
    groups = arranged(links)
    related = {ref for group in groups for ref in group.rows}
    alone = local.by_title(local.catalogue.entries[ref] for ref in own if ref not in related)
    crumbs = local.crumbs(Crumb(local.phrase("map.title"), local.urls.map()))
    title = local.strings("map.title")
    if theme:
        label = local.label("themes", theme)
        title = local.strings("map.title_of", theme=label.text)
        crumbs = local.crumbs(
            local.index_crumb("themes"),
            Crumb(label, local.urls.term("themes", theme)),
            Crumb(local.phrase("map.title"), local.urls.map(theme)),
        )
    view = MapView(
        crumbs=crumbs,
        theme=local.term("themes", theme) if theme else None,
        whole=local.urls.map(),
        groups=tuple(_drawn(local, group, among=own if theme else ()) for group in groups),
        lines=tuple(map_lines(local, links)),
        practices=tuple(local.entry(entry.ref) for entry in alone if entry.ref.kind == "practices"),
        tools=tuple(local.entry(entry.ref) for entry in alone if entry.ref.kind == "tools"),
    )
    return Contents(view, title, local.strings("map.lead"), (breadcrumb_list(crumbs, local.base_url),))


def map_lines(local: Local, links: Sequence[Link]) -> Iterator[MapLine]:
    """The relations in words, in the order of the map."""
    for group in arranged(links):
        told: dict[Ref, list[tuple[str, LinkTo]]] = defaultdict(list)
        for link in group.links:
            told[link.source].append((link.type.value, local.entry(link.target)))
        yield from (MapLine(local.entry(ref), tuple(told[ref])) for ref in group.rows if ref in told)


def _drawn(local: Local, group: Group, *, among: Collection[Ref] = (), here: Ref | None = None) -> MapGroup:
    """A group as a drawing. Of a theme's map, `among` are the theme's own entries; `here` is the entry of the page."""
    links = {ref: local.entry(ref) for ref in group.rows}
    width = (WIDTH - _MARK - 16) / _LETTERS
    labels = {ref: lines_of(link.label.text, width, link.label.language) for ref, link in links.items()}
    tops, marks, bottom = {}, {}, 4
    for ref, lines in labels.items():
        tops[ref] = bottom + _LETTERS
        marks[ref] = bottom + _LINE // 2
        bottom += len(lines) * _LINE + _BETWEEN
    row = {ref: number for number, ref in enumerate(group.rows)}
    longest = max(abs(row[link.source] - row[link.target]) for link in group.links)
    arcs, own = [], defaultdict(list)
    beside: dict[frozenset[Ref], int] = defaultdict(int)
    for link in group.links:
        pair = frozenset((link.source, link.target))
        span = abs(row[link.source] - row[link.target])
        path = _arc(marks[link.source], marks[link.target], _reach(span, longest) + 5 * beside[pair])
        beside[pair] += 1
        arcs.append(MapArc(link.type.value, path, _head(link, marks[link.target])))
        for ref in pair:
            own[ref].append(path)
    nodes = tuple(
        MapNode(
            kind=ref.kind,
            title=link.label,
            url="" if ref == here else link.url,
            lines=labels[ref],
            y=tops[ref],
            mark=marks[ref],
            arcs="".join(own[ref]),
            is_beside=bool(among) and ref not in among,
        )
        for ref, link in links.items()
    )
    return MapGroup(nodes, tuple(arcs), bottom - _BETWEEN + 4)


def _reach(span: int, longest: int) -> float:
    """How far an arc over so many rows reaches out: the longer, the further, so that arcs lie inside one another."""
    least, most = _REACH
    return least if longest == 1 else least + (most - least) * ((span - 1) / (longest - 1)) ** 0.5


def _arc(start: int, end: int, reach: float) -> str:
    """An arc to the left of the marks. A curve's two handles reach a third further out than it does."""
    x = _MARK - 8
    handle = x - round(reach * 4 / 3)
    return f"M{x} {start}C{handle} {start} {handle} {end} {x} {end}"


def _head(link: Link, y: int) -> str:
    return "" if link.type in BOTH_WAYS else f"M{_MARK - 6} {y}l-9-4.5v9z"
