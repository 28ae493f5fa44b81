"""sitemap.xml, robots.txt and _redirects: what search engines and servers are told of the site as a whole."""

from collections.abc import Iterable
from functools import partial
from html import escape as escape_all
from urllib.parse import urlsplit

from zoomibank.site.page import Output
from zoomibank.site.pages import Sheet
from zoomibank.site.urls import absolute

_escape = partial(escape_all, quote=False)
"""Text as XML between tags, and in attributes with double quotes, as there are none in addresses."""


def sitemap(sheets: Iterable[Sheet], *, base_url: str) -> tuple[Output, ...]:
    """robots.txt; _redirects, when pages lead on; and, when the site's address is known, sitemap.xml.

    A sitemap may hold absolute addresses only (sitemaps.org), so without a base URL there is none. It has every page in
    its languages. Where a server reads _redirects (GitLab Pages, Netlify and others do), it forwards by itself.
    """
    every = tuple(sheets)
    robots = "User-agent: *\nAllow: /\n"
    if base_url:
        robots += f"Sitemap: {absolute(base_url, 'sitemap.xml')}\n"
    outputs = [Output("robots.txt", robots.encode(), "sitemap")]
    if ways := _redirects(every, base_url):
        outputs.append(Output("_redirects", ways.encode(), "sitemap"))
    if base_url:
        outputs.append(Output("sitemap.xml", _sitemap(every, base_url).encode(), "sitemap"))
    return tuple(outputs)


def _redirects(sheets: Iterable[Sheet], base_url: str) -> str:
    """A line an address that leads on, from the root of the host."""
    root = urlsplit(base_url).path.rstrip("/")
    ways = {url: sheet.draft.leads for sheet in sheets if sheet.draft.leads for url in sheet.draft.urls}
    return "".join(f"{root}/{old} {root}/{new} 301\n" for old, new in sorted(ways.items()))


def _sitemap(sheets: Iterable[Sheet], base_url: str) -> str:
    """Every page that search engines may list, with its languages."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    pages = {
        url: alternates
        for sheet in sheets
        if sheet.is_indexed
        for url, alternates in zip(sheet.draft.urls, sheet.alternates, strict=True)
    }
    for url, alternates in sorted(pages.items()):
        lines.append(f"<url><loc>{_escape(absolute(base_url, url))}</loc>")
        same = [alternate for alternate in alternates if alternate.is_same]
        if len(same) > 1:
            lines += [
                f'<xhtml:link rel="alternate" hreflang="{alternate.language}"'
                f' href="{_escape(absolute(base_url, alternate.url))}"/>'
                for alternate in same
            ]
        lines.append("</url>")
    return "\n".join([*lines, "</urlset>\n"])
