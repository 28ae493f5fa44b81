"""What a page weighs on its first visit: everything that a browser fetches to show it, each file gzipped."""

import gzip
import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import unquote

from tests.built import Page, Site

LIMIT: Final = 30_000
"""At most this many bytes of HTML, styles, scripts and images for a practice page."""

_IN_STYLE: Final = re.compile(r"""url\(\s*["']?([^"')]+)""")


def zipped(data: bytes) -> bytes:
    """The data as a server sends it: gzip at its usual level, the same bytes each time."""
    return gzip.compress(data, compresslevel=6, mtime=0)


def first_visit(site: Site, page: Page) -> Mapping[str, int]:
    """The gzipped size of the page and of each file that it fetches, by path from the root of the site."""
    sizes = {page.url: len(zipped(page.path.read_bytes()))}
    waiting = [_joined(page.url, address) for address in _fetched(page)]
    while waiting:
        path = waiting.pop()
        if path in sizes:
            continue
        data = (site.folder / path).read_bytes()
        sizes[path] = len(zipped(data))
        if path.endswith(".css"):
            addresses = _IN_STYLE.findall(data.decode())
            waiting += [_joined(path, address) for address in addresses if not address.startswith("data:")]
    return sizes


def _fetched(page: Page) -> Iterator[str]:
    """The addresses of styles, scripts, icons and images."""
    for link in page.all("link"):
        if link.get("rel") in {"stylesheet", "icon", "preload", "modulepreload"}:
            yield link.get("href", "")
    for element in (*page.all("script"), *page.all("img")):
        if address := element.get("src"):
            yield address


def _joined(base: str, address: str) -> str:
    """The path from the root of the site that an address on a page or in a style leads to."""
    return unquote(posixpath.normpath(posixpath.join(posixpath.dirname(base), address)))
