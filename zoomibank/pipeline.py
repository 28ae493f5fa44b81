"""The build, as one sentence."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from pydantic_core import PydanticCustomError

from zoomibank.bank.catalogue import Catalogue, catalogue
from zoomibank.bank.dictionary import Dictionary, find_dictionary
from zoomibank.bank.words import Lexicon, bases_of, corrected, learn, restored, stored
from zoomibank.content.load import load
from zoomibank.content.validate import Track, unwatched, validate
from zoomibank.content.values import read_base_address
from zoomibank.exports.booklet import booklet
from zoomibank.exports.search_index import search_index, words_in
from zoomibank.exports.sitemap import sitemap
from zoomibank.findings.finding import Finding, SetupError, Severity, in_order
from zoomibank.publish.links import dead_links
from zoomibank.publish.remembered import recall, remember
from zoomibank.publish.writer import Published, publish
from zoomibank.site.assets import gather_assets
from zoomibank.site.examples import read_components
from zoomibank.site.local import in_each_language
from zoomibank.site.page import Page
from zoomibank.site.pages import lay_out
from zoomibank.site.render import Site, read_templates, render
from zoomibank.site.strings import Strings, load_strings
from zoomibank.site.targets import link_targets


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for.

    `today` is the day to build for, or a moment that the bank's time zone makes a day of; `base_url` overrides the one
    in `site.yaml`; with `strict`, a warning stops the build as an error does. `cache` is the folder of what builds
    remember, or None; `find_dictionary` gives the dictionary of a language, or None where the machine has none.
    """

    content: Path
    output: Path
    templates: Path
    today: date | datetime
    base_url: str = ""
    strict: bool = False
    drafts: bool = False
    cache: Path | None = None
    find_dictionary: Callable[[str], Dictionary | None] = find_dictionary
    track: Track = field(default=unwatched, compare=False)


@dataclass(frozen=True, slots=True)
class Report:
    """What came of it. `entries` counts practices and tools; `published` is None when nothing was written.

    `knows_words` is False when words are new to the search and the machine has no dictionary to look them up in.
    """

    findings: tuple[Finding, ...]
    entries: int
    pages: int = 0
    published: Published | None = None
    knows_words: bool = True


@dataclass(frozen=True, slots=True)
class _Prepared:
    """What `check` and `build` share: checked content, and the pages to be made of it."""

    catalogue: Catalogue
    base_url: str
    strings: Mapping[str, Strings]
    pages: tuple[Page, ...]
    report: Report


def check(order: Order) -> Report:
    """All that is wrong with the content; nothing is written."""
    ready = _prepare(order)
    return ready if isinstance(ready, Report) else ready.report


def build(order: Order) -> Report:
    """The site on the disk, if nothing stands against it.

    Raises:
        SetupError: Wrong use, set-up or templates, or the disk refused.
    """
    ready = _prepare(order)
    if isinstance(ready, Report):
        return ready
    if stops(ready.report.findings, strict=order.strict):
        return ready.report
    bank = ready.catalogue.bank
    templates, assets = read_templates(order.templates), gather_assets(order.templates, bank.images)
    targets = link_targets(bank)
    site = Site(ready.strings, assets, ready.base_url, targets.address_of, targets.has_anchor)
    words = _learn(ready.catalogue, order)
    outputs = (
        *render(order.track(ready.pages, "render"), templates=templates, site=site),
        *assets.outputs,
        *booklet(ready.pages, templates=templates, site=site),
        *sitemap(ready.pages, base_url=ready.base_url),
        *(
            output
            for local in in_each_language(ready.catalogue, ready.strings, ready.base_url)
            for output in search_index(local, words.lexicons)
        ),
    )
    findings = in_order((*ready.report.findings, *dead_links(outputs)))
    if stops(findings, strict=order.strict):
        return Report(findings, ready.report.entries)
    published = publish(outputs, folder=order.output, content=order.content)
    if order.cache:  # not before: what can't be published leaves no trace
        for language, lexicon in words.renewed.items():
            remember(order.cache, _words_name(language), stored(lexicon))
    return Report(findings, ready.report.entries, len(ready.pages), published, words.all_known)


@dataclass(frozen=True, slots=True)
class _Words:
    """What is known of the bank's words by language, as editors have corrected it.

    `renewed` are the lexicons, uncorrected, that know more than an earlier build remembered.
    """

    lexicons: Mapping[str, Lexicon]
    renewed: Mapping[str, Lexicon]
    all_known: bool


def _learn(catalogue: Catalogue, order: Order) -> _Words:
    """What earlier builds and the dictionaries know of the bank's words."""
    words = words_in(catalogue)
    notes = {name: [note for note in catalogue.bank.word_notes if note.language == name] for name in words}
    known = {name: restored(recall(order.cache, _words_name(name))) if order.cache else Lexicon() for name in words}
    learnt = {
        name: learn(words[name], known[name], bases=bases_of(notes[name]), language=name, find=order.find_dictionary)
        for name in words
    }
    return _Words(
        lexicons={name: corrected(lexicon, notes[name]) for name, (lexicon, _) in learnt.items()},
        renewed={name: lexicon for name, (lexicon, _) in learnt.items() if lexicon is not known[name]},
        all_known=all(whole for _, whole in learnt.values()),
    )


def _words_name(language: str) -> str:
    return f"words-{language}"


def _prepare(order: Order) -> _Prepared | Report:
    """From the disk to pages; only the report when the content has errors."""
    asked_for = _base_url(order.base_url)
    loaded, unreadable = load(order.content)
    bank, faults = validate(loaded, today=order.today, drafts=order.drafts, track=order.track)
    entries = sum(source.kind != "pages" and not source.language for source in loaded.sources)
    base_url = asked_for or bank.settings.base_url or ""
    strings = {language: load_strings(language) for language in bank.languages}
    findings = in_order((*unreadable, *faults))
    if stops(findings, strict=False):
        return Report(findings, entries)
    components = read_components(order.templates) if order.drafts else ()
    whole = catalogue(bank)
    pages, clashes = lay_out(whole, strings, base_url=base_url, components=components)
    return _Prepared(whole, base_url, strings, pages, Report(in_order((*findings, *clashes)), entries))


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
