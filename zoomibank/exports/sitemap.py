"""sitemap.xml and robots.txt: what search engines are told of the site as a whole."""

from collections.abc import Iterable
from functools import partial
from html import escape as escape_all

from zoomibank.site.page import Output
from zoomibank.site.pages import Sheet
from zoomibank.site.urls import absolute

_escape = partial(escape_all, quote=False)
"""Text as XML between tags, and in attributes with double quotes, as there are none in addresses."""


def sitemap(sheets: Iterable[Sheet], *, base_url: str) -> tuple[Output, ...]:
    """robots.txt and, when the site's address is known, sitemap.xml with every page in its languages.

    A sitemap may hold absolute addresses only (sitemaps.org), so without a base URL there is none.
    """
    robots = "User-agent: *\nAllow: /\n"
    if not base_url:
        return (Output("robots.txt", robots.encode(), "sitemap"),)
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
    lines.append("</urlset>\n")
    robots += f"Sitemap: {absolute(base_url, 'sitemap.xml')}\n"
    return (
        Output("robots.txt", robots.encode(), "sitemap"),
        Output("sitemap.xml", "\n".join(lines).encode(), "sitemap"),
    )
