"""A report as one file that loads nothing: the parts of a report, and its entries whole, as they are on their pages."""

import base64
import mimetypes
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import Final

from markupsafe import Markup

from zoomibank.exports.booklet import entry_body
from zoomibank.site.local import Local
from zoomibank.site.overviews.report import ReportView, anchor
from zoomibank.site.page import Page
from zoomibank.site.pages import Sheet
from zoomibank.site.render import Site, Templates, render
from zoomibank.site.urls import absolute, output_path, way_to_root
from zoomibank.site.views import EntryView, View

_LINK: Final = re.compile(r'(?P<name> href| src)="(?P<way>(?:\.\./)*)(?P<path>[^":#][^":]*)"')
"""An address within the site: not of another host, and not on the page itself."""


@dataclass(frozen=True, slots=True)
class ReportDocument(View):
    """A report, the whole texts of its entries in its order, and the day on which it is made."""

    report: ReportView
    bodies: tuple[Markup, ...]
    day: date


def report_document(
    local: Local, report: ReportView, sheets: Sequence[Sheet], *, templates: Templates, site: Site
) -> str:
    """The report as HTML.

    Args:
        local: The catalogue in its language.
        report: What stands in it.
        sheets: The pages of the site.
        templates: Those of the site.
        site: What all pages share.

    Raises:
        SetupError: A template is at fault.
    """
    wanted = {entry.card.url for entry in report.entries}
    own = {sheet.draft.urls[0]: sheet for sheet in sheets if sheet.draft.urls[0] in wanted}
    bodies = []
    for entry in report.entries:
        (page,) = own[entry.card.url].pages()
        (output,) = render([page], templates=templates, site=site)
        if not isinstance(page.view, EntryView):
            raise TypeError(page.url)
        # What was rendered is escaped.
        bodies.append(Markup(entry_body(page, page.view, output.data.decode())))  # noqa: S704
    front = next(sheet for sheet in sheets if sheet.draft.urls[0] == local.urls.front())
    page = Page(
        url=local.urls.index("own-list"),  # where the bodies' links lead on from
        template="documents/report.html",
        view=ReportDocument(report, tuple(bodies), local.catalogue.bank.today),
        language=local.language,
        title=f"{report.title.text} – {local.said(local.catalogue.bank.settings.title).text}",
        description="",
        chrome=front.chrome,
    )
    (output,) = render([page], templates=templates, site=site)
    places = {output_path(local.urls.entry(ref)): anchor(ref) for ref in local.catalogue.entries}
    inside = {path: place for path, place in places.items() if path.removesuffix("index.html") in wanted}
    images = {one.path: one.data for one in site.assets.outputs}
    return _standing_alone(output.data.decode(), page.url, inside, images, base_url=site.base_url)


def _standing_alone(
    html: str, url: str, inside: Mapping[str, str], images: Mapping[str, bytes], *, base_url: str
) -> str:
    """A page without the site around it: links lead to places in it or to the web, and its images stand in it."""
    root = way_to_root(url)

    def led(found: re.Match[str]) -> str:
        if found["way"] != root:
            return found[0]
        target, _, place = unescape(found["path"]).partition("#")
        if found["name"] == " src":
            kind = mimetypes.guess_type(target)[0] or "image/png"
            return f' src="data:{kind};base64,{base64.b64encode(images[target]).decode()}"'
        if target in inside:
            return f' href="#{inside[target]}"'
        if not base_url:
            return ""  # a link without an address is text
        way = absolute(base_url, target.removesuffix("index.html")) + (f"#{place}" if place else "")
        return str(Markup(' href="{}"').format(way))

    return _LINK.sub(led, html)
