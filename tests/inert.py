"""Whether HTML can do anything by itself, and whether findings stand where editors can find them."""

from collections.abc import Iterable, Iterator
from typing import Final
from urllib.parse import urlsplit
from xml.etree.ElementTree import Comment, Element

import html5lib

from zoomibank.content.document import lines
from zoomibank.content.prose_pieces import Prose
from zoomibank.findings.finding import Finding

ELEMENTS: Final = frozenset(
    """a abbr blockquote br code dd div dl dt em h2 h3 h4 h5 h6 hr img li ol p pre span strong sup table tbody td th
    thead tr ul""".split()  # noqa: SIM905
)
ATTRIBUTES: Final = frozenset(
    "alt aria-label class href id role scope src start tabindex title".split()  # noqa: SIM905
)
SCHEMES: Final = frozenset({"", "http", "https", "mailto", "tel"})


def html_of(prose: Prose) -> str:
    """The HTML of a running text, with a mark for what is filled in on its page: an address or a word of ours."""
    return "".join(piece if isinstance(piece, str) else "pala" for piece in prose.pieces)


def text_of(html: str) -> str:
    """The text that readers are shown."""
    return "".join(html5lib.parseFragment(html, namespaceHTMLElements=False).itertext())


def active(html: str) -> Iterator[str]:
    """What in a fragment of HTML is not on the short list of what a running text may have."""
    for element in html5lib.parseFragment(html, namespaceHTMLElements=False).iter():
        if element.tag == "DOCUMENT_FRAGMENT":
            continue
        if element.tag is Comment or element.tag not in ELEMENTS:
            yield f"<{element.tag}>"
        yield from _of_attributes(element)


def _of_attributes(element: Element) -> Iterator[str]:
    for name, value in element.attrib.items():
        if name not in ATTRIBUTES:
            yield f"{name}={value!r}"
        if name in {"href", "src"} and urlsplit(value.strip()).scheme not in SCHEMES:
            yield f"{name}={value!r}"


def misplaced(findings: Iterable[Finding], data: bytes) -> Iterator[str]:
    """The findings whose place is not in the file; that of a missing thing may be the end of the last line."""
    shown = lines(data)
    for finding in findings:
        place = finding.place
        sound = 1 <= place.line <= len(shown) and 1 <= place.column <= len(shown[place.line - 1]) + 1
        if not (sound and place.width >= 1):
            yield f"{finding.code} at {place.line}:{place.column}"
