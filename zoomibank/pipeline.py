"""The build, as one sentence."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from pydantic_core import PydanticCustomError

from zoomibank.bank.catalogue import catalogue
from zoomibank.content.entry import Bank
from zoomibank.content.load import load
from zoomibank.content.validate import Track, unwatched, validate
from zoomibank.content.values import read_web_address
from zoomibank.exports.sitemap import sitemap
from zoomibank.findings.finding import Finding, SetupError, Severity, in_order
from zoomibank.publish.links import dead_links
from zoomibank.publish.writer import Published, publish
from zoomibank.site.assets import gather_assets
from zoomibank.site.examples import read_components
from zoomibank.site.page import Page
from zoomibank.site.pages import lay_out
from zoomibank.site.render import Site, read_templates, render
from zoomibank.site.strings import load_strings
from zoomibank.site.targets import link_targets


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for.

    `today` is the day to build for, or a moment that the bank's time zone makes a day of; `base_url` overrides the one
    in `site.yaml`; with `strict`, a warning stops the build as an error does.
    """

    content: Path
    output: Path
    templates: Path
    today: date | datetime
    base_url: str = ""
    strict: bool = False
    drafts: bool = False
    track: Track = field(default=unwatched, compare=False)


@dataclass(frozen=True, slots=True)
class Report:
    """What came of it. `entries` counts practices and tools; `published` is None when nothing was written."""

    findings: tuple[Finding, ...]
    entries: int
    pages: int = 0
    published: Published | None = None


def check(order: Order) -> Report:
    """All that is wrong with the content; nothing is written."""
    _, _, report = _prepare(order)
    return report


def build(order: Order) -> Report:
    """The site on the disk, if nothing stands against it.

    Raises:
        SetupError: Wrong use, set-up or templates, or the disk refused.
    """
    bank, pages, report = _prepare(order)
    if stops(report.findings, strict=order.strict):
        return report
    base_url, targets = _base_url(order, bank), link_targets(bank)
    templates, assets = read_templates(order.templates), gather_assets(order.templates, bank.images)
    strings = {language: load_strings(language) for language in bank.languages}
    site = Site(strings, assets, base_url, targets.address_of, targets.has_anchor)
    outputs = (
        *render(order.track(pages, "render"), templates=templates, site=site),
        *assets.outputs,
        *sitemap(pages, base_url=base_url),
    )
    findings = in_order((*report.findings, *dead_links(outputs)))
    if stops(findings, strict=order.strict):
        return Report(findings, report.entries)
    published = publish(outputs, folder=order.output, content=order.content)
    return Report(findings, report.entries, len(pages), published)


def _prepare(order: Order) -> tuple[Bank, tuple[Page, ...], Report]:
    """From the disk to pages: what `check` and `build` share."""
    loaded, unreadable = load(order.content)
    bank, faults = validate(loaded, today=order.today, drafts=order.drafts, track=order.track)
    entries = sum(source.kind != "pages" and not source.language for source in loaded.sources)
    if stops((*unreadable, *faults), strict=False):
        return bank, (), Report(in_order((*unreadable, *faults)), entries)
    strings = {language: load_strings(language) for language in bank.languages}
    components = read_components(order.templates) if order.drafts else ()
    pages, clashes = lay_out(catalogue(bank), strings, base_url=_base_url(order, bank), components=components)
    return bank, pages, Report(in_order((*unreadable, *faults, *clashes)), entries)


def stops(findings: Iterable[Finding], *, strict: bool) -> bool:
    """Whether one of the findings keeps the site from being published."""
    grave = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return any(finding.severity in grave for finding in findings)


def _base_url(order: Order, bank: Bank) -> str:
    given = order.base_url or bank.settings.base_url or ""
    try:
        # Addresses of pages are put after it, which nothing can be that ends in a query or an anchor.
        if given and set("?#") & set(read_web_address(given)):
            raise SetupError("wrong_base_url", given=given)
    except PydanticCustomError:
        raise SetupError("wrong_base_url", given=given) from None
    return given
