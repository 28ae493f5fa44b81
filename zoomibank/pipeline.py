"""The build, as one sentence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from pydantic_core import PydanticCustomError

from zoomibank.bank.catalogue import Catalogue, catalogue
from zoomibank.bank.dictionary import find_dictionary, find_speller
from zoomibank.bank.freshness import review_faults
from zoomibank.content.entry import Bank
from zoomibank.content.load import Loaded, load, read_lines
from zoomibank.content.validate import empty_fault, lay_foundation, validate
from zoomibank.content.values import read_base_address
from zoomibank.exports.sitemap import sitemap
from zoomibank.findings.finding import Finding, SetupError, Severity, in_order
from zoomibank.publish.shelf import Shelf, shelf
from zoomibank.publish.writer import Published, refuse_unfit, settle, stage
from zoomibank.site.assets import gather_assets
from zoomibank.site.examples import read_components
from zoomibank.site.local import Local, in_each_language
from zoomibank.site.pages import Sheet, lay_out
from zoomibank.site.render import Site, read_templates
from zoomibank.site.strings import Strings, load_strings
from zoomibank.site.targets import link_targets
from zoomibank.site.urls import output_path
from zoomibank.stages.compare import Comparer, likeness_faults
from zoomibank.stages.keys import Keys, keys, world
from zoomibank.stages.learn import learn_words
from zoomibank.stages.make import Maker, Task, make_all, sheets_of
from zoomibank.stages.memory import Memory, recall_all
from zoomibank.stages.order import Order
from zoomibank.stages.read import Kept, Read, Reader, read_all
from zoomibank.stages.search import Searcher
from zoomibank.stages.spelling import spelling_notes

__all__ = ["Order", "Report", "build", "check", "read_bank", "stops"]


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
class _Checked:
    """The bank, without what is faulty, with what it was read from and all that is wrong with its files."""

    loaded: Loaded
    read: Read
    bank: Bank
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Prepared:
    """What `check` and `build` share: checked content, and the pages to be made of it."""

    loaded: Loaded
    kept: Kept
    catalogue: Catalogue
    locals: tuple[Local, ...]
    strings: Mapping[str, Strings]
    base_url: str
    sheets: tuple[Sheet, ...]
    report: Report


def check(order: Order) -> Report:
    """All that is wrong with the content; nothing is written but what is remembered."""
    with shelf(order.cache) as kept:
        ready = _prepare(order, kept, recall_all(order))
        return ready if isinstance(ready, Report) else ready.report


def read_bank(order: Order) -> Bank | None:
    """The bank, for what asks for no pages of it; None when the content has errors, of which `check` tells."""
    with shelf(order.cache) as kept:
        checked = _checked(order, kept, recall_all(order))
    return None if stops(checked.findings, strict=False) else checked.bank


def build(order: Order) -> Report:
    """The site on the disk, if nothing stands against it.

    Raises:
        SetupError: Wrong use, set-up or templates, or the disk refused.
    """
    if not order.templates.is_dir():
        raise SetupError("templates_missing", folder=str(order.templates))
    refuse_unfit(order.output, content=order.content)
    with shelf(order.cache) as kept:
        memory = recall_all(order)
        ready = _prepare(order, kept, memory)
        if isinstance(ready, Report) or stops(ready.report.findings, strict=order.strict):
            return ready if isinstance(ready, Report) else ready.report
        return _published(order, ready, memory)


def _published(order: Order, ready: _Prepared, memory: Memory) -> Report:
    """Pages made, checked and published."""
    order.begin("templates")
    bank = ready.catalogue.bank
    templates = read_templates(order.templates, are_sound=memory.same_program)
    assets = gather_assets(order.templates, bank.images)
    targets = link_targets(bank)
    site = Site(ready.strings, assets, ready.base_url, targets.address_of, targets.has_anchor)
    paths = [
        *(output_path(url) for sheet in ready.sheets for url in sheet.draft.urls),
        *(o.path for o in assets.outputs),
    ]
    order.begin("words")
    words = learn_words(
        ready.catalogue, ready.kept.words, cache=order.cache, find=order.find_dictionary or find_dictionary
    )
    with stage(order.output, content=order.content, spare=memory.spare) as new:
        order.begin("keys")
        own = _keys(ready, order, memory)
        searcher = Searcher(ready.kept, memory, new.standing, words.lexicons, own.world)
        tasks = [
            *(
                Task(key, partial(searcher.files, local, key), f"search-{local.language}")
                for local in ready.locals
                for key in (own.of_search(local.language, words.lexicons),)
            ),
            *(Task(own.of(sheet), sheet) for sheet in ready.sheets),
        ]
        order.begin("pages")
        maker = Maker(templates, site, new, frozenset(paths), memory.last.files)
        made, faults = make_all(tasks, maker=maker, memory=memory, jobs=order.jobs, track=order.track)
        findings = in_order((*ready.report.findings, *faults))
        if stops(findings, strict=order.strict):
            return Report(findings, ready.report.entries)
        order.begin("publishing")
        rest = [new.put(output) for output in (*assets.outputs, *sitemap(ready.sheets, base_url=ready.base_url))]
        files = [file for one in made for file in one.files] + rest
        published = settle(new, files)
    order.begin("remembering")
    report = Report(findings, ready.report.entries, len(paths) - len(assets.outputs), published, words.all_known)
    if order.cache:  # not before: what can't be published leaves no trace
        words.remember(order.cache)
        memory.remember(
            sheets_of(made),
            files,
            contents=ready.kept.contents,
            day=bank.today,
            zone=bank.settings.time_zone,
            spare=published.spare,
        )
        ready.kept.forget_others()
    return report


def _keys(ready: _Prepared, order: Order, memory: Memory) -> Keys:
    """What the pages hang on."""
    asked = (ready.base_url, str(order.drafts))
    whole = world(ready.loaded, ready.kept, program=memory.program, asked=asked)
    return keys(ready.catalogue, ready.kept, world=whole)


def _checked(order: Order, kept: Shelf, memory: Memory) -> _Checked:
    """From the disk to the bank."""
    order.begin("files")
    loaded, unreadable = load(order.content)
    foundation, unsound = lay_foundation(loaded, today=order.today)
    order.begin("documents")
    reader = Reader(order.content, foundation.languages, memory.program, kept)
    read = read_all(loaded.sources, reader=reader, known=memory.known(kept), jobs=order.jobs, track=order.track)
    order.begin("bank")
    bank, faults = validate(loaded, foundation, read.entries, read.files, drafts=order.drafts)
    findings = (*unreadable, *unsound, *read.findings, *faults)
    return _Checked(loaded, read, bank, in_order((*findings, *empty_fault(bank, findings))))


def _prepare(order: Order, kept: Shelf, memory: Memory) -> _Prepared | Report:
    """From the disk to pages; only the report when the content has errors."""
    asked_for = _base_url(order.base_url)
    checked = _checked(order, kept, memory)
    loaded, read, bank = checked.loaded, checked.read, checked.bank
    order.begin("likeness")
    comparer = Comparer(
        memory.program,
        bank.default_language,
        bank.word_notes,
        order.find_dictionary or find_dictionary,
        order.cache,
    )
    alike = likeness_faults(read.entries, read.files, comparer)
    spelt = spelling_notes(bank, read.kept, find=find_speller, lines_of=partial(read_lines, order.content))
    findings = in_order((*checked.findings, *alike, *spelt, *review_faults(bank, read.files)))
    order.begin("catalogue")
    entries = sum(source.kind != "pages" and not source.language for source in loaded.sources)
    base_url = asked_for or bank.settings.base_url or ""
    strings = {language: load_strings(language) for language in bank.languages}
    if stops(findings, strict=False):
        return Report(findings, entries)
    components = read_components(order.templates) if order.drafts else ()
    whole = catalogue(bank)
    locals_ = in_each_language(whole, strings, base_url)
    sheets, clashes = lay_out(whole, locals_, components=components)
    report = Report(in_order((*findings, *clashes)), entries)
    return _Prepared(loaded, read.kept, whole, locals_, strings, base_url, sheets, report)


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
