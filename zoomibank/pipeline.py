"""The build, as one sentence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from pydantic_core import PydanticCustomError

from zoomibank.bank.catalogue import catalogue
from zoomibank.content.entry import Bank
from zoomibank.content.load import load
from zoomibank.content.validate import Track, unwatched, validate
from zoomibank.content.values import read_base_address
from zoomibank.exports.booklet import booklet
from zoomibank.exports.sitemap import sitemap
from zoomibank.findings.finding import Finding, SetupError, Severity, in_order
from zoomibank.publish.links import dead_links
from zoomibank.publish.writer import Published, publish
from zoomibank.site.assets import gather_assets
from zoomibank.site.examples import read_components
from zoomibank.site.page import Page
from zoomibank.site.pages import lay_out
from zoomibank.site.render import Site, read_templates, render
from zoomibank.site.strings import Strings, load_strings
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


@dataclass(frozen=True, slots=True)
class _Prepared:
    """What `check` and `build` share: checked content, and the pages to be made of it."""

    bank: Bank
    base_url: str
    strings: Mapping[str, Strings]
    pages: tuple[Page, ...]
    report: Report


def check(order: Order) -> Report:
    """All that is wrong with the content; nothing is written."""
    return _prepare(order).report


def build(order: Order) -> Report:
    """The site on the disk, if nothing stands against it.

    Raises:
        SetupError: Wrong use, set-up or templates, or the disk refused.
    """
    ready = _prepare(order)
    if stops(ready.report.findings, strict=order.strict):
        return ready.report
    templates, assets = read_templates(order.templates), gather_assets(order.templates, ready.bank.images)
    targets = link_targets(ready.bank)
    site = Site(ready.strings, assets, ready.base_url, targets.address_of, targets.has_anchor)
    outputs = (
        *render(order.track(ready.pages, "render"), templates=templates, site=site),
        *assets.outputs,
        *booklet(ready.pages, templates=templates, site=site),
        *sitemap(ready.pages, base_url=ready.base_url),
    )
    findings = in_order((*ready.report.findings, *dead_links(outputs)))
    if stops(findings, strict=order.strict):
        return Report(findings, ready.report.entries)
    published = publish(outputs, folder=order.output, content=order.content)
    return Report(findings, ready.report.entries, len(ready.pages), published)


def _prepare(order: Order) -> _Prepared:
    """From the disk to pages; no pages when the content has errors."""
    asked_for = _base_url(order.base_url)
    loaded, unreadable = load(order.content)
    bank, faults = validate(loaded, today=order.today, drafts=order.drafts, track=order.track)
    entries = sum(source.kind != "pages" and not source.language for source in loaded.sources)
    base_url = asked_for or bank.settings.base_url or ""
    strings = {language: load_strings(language) for language in bank.languages}
    findings = in_order((*unreadable, *faults))
    if stops(findings, strict=False):
        return _Prepared(bank, base_url, strings, (), Report(findings, entries))
    components = read_components(order.templates) if order.drafts else ()
    pages, clashes = lay_out(catalogue(bank), strings, base_url=base_url, components=components)
    return _Prepared(bank, base_url, strings, pages, Report(in_order((*findings, *clashes)), entries))


def stops(findings: Iterable[Finding], *, strict: bool) -> bool:
    """Whether one of the findings keeps the site from being published."""
    grave = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return any(finding.severity in grave for finding in findings)


def _base_url(given: str) -> str:
    """The base URL asked for, which is told as wrong before any content is read; "" when none was."""
    try:
        return read_base_address(given) if given else ""
    except PydanticCustomError:
        raise SetupError("wrong_base_url", given=given) from None
