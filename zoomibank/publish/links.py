"""Every internal link and anchor of the made pages leads somewhere."""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import unquote

from zoomibank.findings import rules
from zoomibank.findings.finding import Finding, Place
from zoomibank.site.page import Output

# Python's own HTML parser would take most of the time of a build. The pages are our own, so their quotes are in pairs.
_REST_OF_TAG: Final = r"""[^"'>]*+(?:(?:"[^"]*+"|'[^']*+')[^"'>]*+)*+>"""
_NO_MARKUP: Final = re.compile(
    rf"<(?:!--.*?(?:-->|\Z)|((script|style|textarea|title)(?=[\s/>]){_REST_OF_TAG}).*?(?:</\2(?=[\s/>])|\Z))",
    re.DOTALL | re.IGNORECASE,
)
_TAG_WITH_ATTRIBUTES: Final = re.compile(rf"<[a-zA-Z][^\"'>=]*+={_REST_OF_TAG}")
_ATTRIBUTE: Final = re.compile(r"""([^\s"'<>/=]+)\s*+(?:=\s*+("[^"]*+"|'[^']*+'|[^\s"'>]++))?""")
_TELLING: Final = re.compile(r"(?:href|src|srcset|action|poster|id|name|content)\s*=", re.IGNORECASE)
_REFRESH: Final = re.compile(r"""\s*[\d.]*\s*[;,]?\s*url\s*=\s*["']?([^"']*)""", re.IGNORECASE)
_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_OUTSIDE: Final = ("http:", "https:", "mailto:", "tel:")


def dead_links(outputs: Sequence[Output]) -> tuple[Finding, ...]:
    """A finding for each address in a made page that leads to no output, or to no anchor in it.

    Args:
        outputs: The whole site. Pages (`.html`) are read; anchors are looked for in pages and in SVG images.
    """
    paths = {output.path for output in outputs}
    marked = {o.path: _read(o.data.decode(errors="replace")) for o in outputs if o.path.endswith((".html", ".svg"))}
    return tuple(
        rules.dead_link_in_page(Place(output.origin), page=output.path, given=given)
        for output in outputs
        if output.path.endswith(".html")
        for given in _dead(output.path, paths=paths, marked=marked)
    )


@dataclass(frozen=True, slots=True)
class _Marked:
    """What a page's tags say: its links as written, each once and in order, and its anchors."""

    links: tuple[str, ...]
    anchors: frozenset[str]


def _dead(page: str, *, paths: AbstractSet[str], marked: Mapping[str, _Marked]) -> Iterator[str]:
    parts = page.split("/")
    # The page's own folder, the one above it and so on; only the outermost has no slash.
    folders = ["".join(f"{part}/" for part in parts[:depth]) for depth in range(len(parts) - 1, -1, -1)]
    # The page that is shown at any address cannot say where it is.
    is_shown_anywhere = parts[-1] == "404.html"
    for given in marked[page].links:
        if given.startswith("/") and is_shown_anywhere:
            continue
        address = _parse(given)
        if address is None or address.up >= len(folders):
            yield given
            continue
        target = folders[address.up] + address.path if address.path else page
        if target not in paths or (
            address.anchor and target in marked and not _holds(marked[target].anchors, address.anchor)
        ):
            yield given


def _holds(anchors: AbstractSet[str], anchor: str) -> bool:
    return anchor in anchors or unquote(anchor) in anchors or anchor.lower() == "top"


@dataclass(frozen=True, slots=True)
class _Address:
    """A relative address: so many folders up, from there a file's path ("" is the page itself), and an anchor or ""."""

    up: int
    path: str
    anchor: str


@lru_cache(maxsize=50_000)
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


def _read(text: str) -> _Marked:
    links: dict[str, None] = {}
    anchors: set[str] = set()
    markup = _NO_MARKUP.sub(lambda found: f"<{found[1]}" if found[1] else "", text)
    for tag in _TAG_WITH_ATTRIBUTES.findall(markup):
        tag_links, tag_anchors = _read_tag(tag)
        links.update(dict.fromkeys(tag_links))
        anchors.update(tag_anchors)
    return _Marked(tuple(links), frozenset(anchors))


@lru_cache(maxsize=50_000)  # heads, menus and footers bring the same tags on every page
def _read_tag(tag: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The links of a start tag that do not lead to the world outside, and its anchors."""
    if not _TELLING.search(tag):
        return (), ()
    element = tag[1:-1].replace("/", " ").split()[0].lower()
    attributes: dict[str, str] = {}
    for name, value in _ATTRIBUTE.findall(tag, 1 + len(element)):
        quoted = value[:1] in {'"', "'"}
        attributes.setdefault(name.lower(), html.unescape(value[1:-1] if quoted else value))
    anchors = [attributes[name] for name in ("id", "name") if name in attributes and (name == "id" or element == "a")]
    links = [link for link in _links(element, attributes) if not link.lower().startswith(_OUTSIDE)]
    return tuple(links), tuple(anchors)


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


@dataclass(frozen=True, slots=True)
class PageLinks:
    """TEMP"""

    dead: tuple[str, ...]
    far: tuple[tuple[str, str, str], ...]
    anchors: frozenset[str]


def check_page(path: str, html_text: str, paths: AbstractSet[str]) -> PageLinks:
    marked = _read(html_text)
    dead = tuple(_dead(path, paths=paths, marked={path: marked}))
    return PageLinks(dead, (), marked.anchors)


def anchors_in(html_text: str) -> frozenset[str]:
    return _read(html_text).anchors


def holds(anchors, anchor):
    return _holds(anchors, anchor)
