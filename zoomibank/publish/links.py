"""Every internal link and anchor of the made pages leads somewhere."""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import unquote

# Python's own HTML parser would take most of the time of a build. The pages are our own, so their quotes are in pairs.
_REST_OF_TAG: Final = r"""[^"'>]*+(?:(?:"[^"]*+"|'[^']*+')[^"'>]*+)*+>"""
_NO_MARKUP: Final = re.compile(
    rf"<(?=[!st])(?:!--.*?(?:-->|\Z)|((script|style|textarea|title)(?=[\s/>]){_REST_OF_TAG}).*?(?:</\2(?=[\s/>])|\Z))",
    re.DOTALL | re.IGNORECASE,
)
_TAG_WITH_ATTRIBUTES: Final = re.compile(rf"<[a-zA-Z][^\"'>=]*+={_REST_OF_TAG}")
_ATTRIBUTE: Final = re.compile(r"""([^\s"'<>/=]+)\s*+(?:=\s*+("[^"]*+"|'[^']*+'|[^\s"'>]++))?""")
_TELLING: Final = re.compile(
    r"""[\s"'/](?:(?:xlink:)?href|src|srcset|action|poster|id|name|http-equiv)\s*=""", re.IGNORECASE
)
_REFRESH: Final = re.compile(r"""\s*[\d.]*\s*[;,]?\s*url\s*=\s*["']?([^"']*)""", re.IGNORECASE)
_SHARED: Final = (
    ('<header class="site-header">', "</header>"),
    ('<footer class="site-footer">', "</footer>"),
    ('\n<li class="card">\n', "\n</li>\n"),
    ('\n<section class="adopt__part" data-part>\n', "\n</section>\n"),
)
"""The beginnings and ends of what stands on many pages."""
_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_ANCHORED: Final = (".html", ".svg")
_OUTSIDE: Final = ("http:", "https:", "mailto:", "tel:")


@dataclass(frozen=True, slots=True)
class PageLinks:
    """What is known of a page's links once it is made.

    `dead` are addresses, as given, that lead to no output or to no anchor of the page itself. `far` are links to
    anchors of other pages: as given, the other's path, and the anchor. `anchors` are the page's own.
    """

    dead: tuple[str, ...]
    far: tuple[tuple[str, str, str], ...]
    anchors: frozenset[str]


def check_page(path: str, text: str, paths: AbstractSet[str]) -> PageLinks:
    """Where the links of a page lead.

    Args:
        path: The page's own path below the output folder.
        text: The page.
        paths: Those of all outputs.
    """
    marked = _read(text)
    parts = path.split("/")
    # The page's own folder, the one above it and so on; only the outermost has no slash.
    folders = ["".join(f"{part}/" for part in parts[:depth]) for depth in range(len(parts) - 1, -1, -1)]
    # The page that is shown at any address cannot say where it is.
    is_shown_anywhere = parts[-1] == "404.html"
    dead: list[str] = []
    far: list[tuple[str, str, str]] = []
    for given, address in marked.links.items():
        if address is None or address.up >= len(folders):
            if not (is_shown_anywhere and given.startswith("/")):
                dead.append(given)
            continue
        target = folders[address.up] + address.path if address.path else path
        if target not in paths:
            dead.append(given)
        elif address.anchor and target == path:
            if not holds(marked.anchors, address.anchor):
                dead.append(given)
        elif address.anchor and target.endswith(_ANCHORED):
            far.append((given, target, address.anchor))
    return PageLinks(tuple(dead), tuple(far), marked.anchors)


def anchors_in(text: str) -> frozenset[str]:
    """The anchors of a page or an SVG image."""
    return _read(text).anchors


def holds(anchors: AbstractSet[str], anchor: str) -> bool:
    """Whether a page with these anchors has what an address asks for after its `#`."""
    return anchor in anchors or unquote(anchor) in anchors or anchor.lower() == "top"


@dataclass(frozen=True, slots=True)
class _Address:
    """A relative address: so many folders up, from there a file's path ("" is the page itself), and an anchor or ""."""

    up: int
    path: str
    anchor: str


def _parse(given: str) -> _Address | None:
    """The address, or None when it is one that no page of ours may have: absolute, or of another scheme."""
    if given.startswith("/") or _SCHEME.match(given):
        return None
    address, _, fragment = given.partition("#")
    address = address.partition("?")[0]
    anchor = fragment.partition(":~:")[0]  # what follows is a text to highlight
    *above, last = (unquote(part) for part in address.split("/"))
    if "" in above or any("/" in part for part in (*above, last)):
        return None  # an empty part names a folder without a name, and an encoded slash is no separator
    if last in {".", ".."}:
        above, last = [*above, last], ""
    up = 0
    parts: list[str] = []
    for part in above:
        if part == ".." and parts:
            parts.pop()
        elif part == "..":
            up += 1
        elif part != ".":
            parts.append(part)
    return _Address(up, "/".join([*parts, last or "index.html"]) if address else "", anchor)


@dataclass(frozen=True, slots=True)
class _Marked:
    """What tags say: the addresses of their links as written, each once and in order, and their anchors."""

    links: Mapping[str, _Address | None]
    anchors: frozenset[str]


def _read(text: str) -> _Marked:
    """What a page or an image says. What stands on many pages is cut out and read once."""
    read: list[_Marked] = []
    for begin, end in _SHARED:
        first, *others = text.split(begin)
        if others:
            parts = [other.partition(end) for other in others]
            read += [_read_shared(part) for part, _, _ in parts]
            text = first + "".join([rest for _, _, rest in parts])
    return _joined([*read, _read_markup(text)])


def _read_markup(text: str) -> _Marked:
    markup = _NO_MARKUP.sub(lambda found: f"<{found[1]}" if found[1] else "", text)
    tags = dict.fromkeys(_TAG_WITH_ATTRIBUTES.findall(markup))
    return _joined([told for told in map(_read_tag, tags) if told])


_read_shared: Final = lru_cache(maxsize=10_000)(_read_markup)


def _joined(told: Sequence[_Marked]) -> _Marked:
    links: dict[str, _Address | None] = {}
    for one in told:
        links.update(one.links)
    return _Marked(links, frozenset().union(*[one.anchors for one in told]))


@lru_cache(maxsize=10_000)  # heads, menus and footers bring the same tags on every page
def _read_tag(tag: str) -> _Marked | None:
    """The links of a start tag that do not lead to the world outside, and its anchors; None where it says nothing."""
    if not _TELLING.search(tag):
        return None
    element = tag[1:-1].replace("/", " ").split()[0].lower()
    if element == "meta" and "http-equiv" not in tag.lower():
        return None
    attributes: dict[str, str] = {}
    for name, value in _ATTRIBUTE.findall(tag, 1 + len(element)):
        quoted = value[:1] in {'"', "'"}
        attributes.setdefault(name.lower(), html.unescape(value[1:-1] if quoted else value))
    anchors = [attributes[name] for name in ("id", "name") if name in attributes and (name == "id" or element == "a")]
    links = [link for link in _links(element, attributes) if not link.lower().startswith(_OUTSIDE)]
    return _Marked({link: _parse(link) for link in links}, frozenset(anchors)) if links or anchors else None


def _links(element: str, attributes: Mapping[str, str]) -> Iterator[str]:
    for name, value in attributes.items():
        if name in {"href", "xlink:href", "src", "action", "poster"}:
            yield value.strip()
        elif name == "srcset":
            yield from (image.split()[0] for image in value.split(",") if image.strip())
    if element == "meta" and attributes.get("http-equiv", "").lower() == "refresh":
        address = _REFRESH.match(attributes.get("content", ""))
        if address:
            yield address[1].strip()
