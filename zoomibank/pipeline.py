"""The build, as one sentence; and the same for a process that stays, which looks at the content again and again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from pydantic_core import PydanticCustomError

from zoomibank.bank.catalogue import Catalogue, catalogue
from zoomibank.bank.dictionary import find_dictionary
from zoomibank.bank.freshness import review_faults
from zoomibank.content.entry import Bank
from zoomibank.content.load import Loaded, load
from zoomibank.content.validate import empty_fault, lay_foundation, validate
from zoomibank.content.values import read_base_address
from zoomibank.exports.sitemap import sitemap
from zoomibank.findings.finding import Finding, SetupError, Severity, in_order
from zoomibank.publish.shelf import shelf
from zoomibank.publish.writer import Published, refuse_unfit, settle, stage
from zoomibank.site.assets import gather_assets
from zoomibank.site.examples import read_components
from zoomibank.site.local import Local, in_each_language
from zoomibank.site.pages import Sheet, lay_out
from zoomibank.site.render import Site, read_templates
from zoomibank.site.strings import Strings, load_strings
from zoomibank.site.targets import link_targets
from zoomibank.site.urls import output_path
from zoomibank.site.views import Component
from zoomibank.stages.compare import Comparer, likeness_faults
from zoomibank.stages.glance import Glance, contents
from zoomibank.stages.keys import Keys, keys, world
from zoomibank.stages.learn import learn_words
from zoomibank.stages.make import Maker, Task, make_all, sheets_of
from zoomibank.stages.memory import Memory, recall_all
from zoomibank.stages.order import Order
from zoomibank.stages.preview import Preview, Searched, laid_out
from zoomibank.stages.read import Desk, Kept, Read, Reader, read_all
from zoomibank.stages.search import Searcher

__all__ = ["Look", "Order", "Report", "build", "check", "look", "preview", "read_bank", "stops"]


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
    """What `check`, `build` and `preview` share: checked content, and the pages to be made of it."""

    loaded: Loaded
    kept: Kept
    catalogue: Catalogue
    locals: tuple[Local, ...]
    strings: Mapping[str, Strings]
    base_url: str
    components: tuple[Component, ...]
    sheets: tuple[Sheet, ...]
    report: Report


def check(order: Order) -> Report:
    """All that is wrong with the content; nothing is written but what is remembered."""
    with shelf(order.cache) as kept:
        memory = recall_all(order)
        ready = _prepare(order, Desk(kept, memory.program), memory.known(kept))
        return ready if isinstance(ready, Report) else ready.report


def read_bank(order: Order) -> Bank | None:
    """The bank, for what asks for no pages of it; None when the content has errors, of which `check` tells."""
    with shelf(order.cache) as kept:
        memory = recall_all(order)
        checked = _checked(order, Desk(kept, memory.program), memory.known(kept))
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
        ready = _prepare(order, Desk(kept, memory.program), memory.known(kept))
        if isinstance(ready, Report) or stops(ready.report.findings, strict=order.strict):
            return ready if isinstance(ready, Report) else ready.report
        return _published(order, ready, memory)


@dataclass(frozen=True, slots=True)
class Look:
    """What a process that stays saw when it looked: what came of it, and the files as they were.

    `ready` is what pages are made of, or None when the content has errors.
    """

    report: Report
    files: Glance
    ready: _Prepared | None


def look(order: Order, desk: Desk, files: Glance, last: Look | None = None) -> Look:
    """All that is wrong with the content, as `check` tells it; what is on the desk already is not read again.

    Args:
        order: What is asked for.
        desk: Where files are read, the same for each look.
        files: All files, as they are now.
        last: The last look that found no errors.
    """
    before = last.ready if last else None
    if before and last and contents(last.files, "templates") != contents(files, "templates"):
        before = replace(before, components=())
    ready = _prepare(order, desk, contents(files, "content"), before)
    return Look(ready, files, None) if isinstance(ready, Report) else Look(ready.report, files, ready)


def preview(order: Order, seen: Look, last: Preview | None = None) -> Preview | None:
    """The site as a build would publish it, made when it is asked for; None if the content has errors.

    Args:
        order: What is asked for.
        seen: What was seen of the content.
        last: The last preview: its templates serve again as long as they are the same.

    Raises:
        SetupError: A template is at fault. All are compiled, and a page of each kind is made, when one has changed.
    """
    ready, looks = seen.ready, contents(seen.files, "templates")
    if ready is None:
        return None
    is_same = last is not None and last.looks == looks
    templates = last.templates if last and is_same else read_templates(order.templates)
    searched = Searched(ready.kept, order.cache, order.find_dictionary or find_dictionary)
    made = laid_out(templates, _site(order, ready), ready.sheets, ready.locals, searched=searched, looks=looks)
    if not is_same:
        made.prove()
    return made


def _published(order: Order, ready: _Prepared, memory: Memory) -> Report:
    """Pages made, checked and published."""
    order.begin("templates")
    templates = read_templates(order.templates, are_sound=memory.same_program)
    site = _site(order, ready)
    assets = site.assets.outputs
    paths = [
        *(output_path(url) for sheet in ready.sheets for url in sheet.draft.urls),
        *(output.path for output in assets),
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
        rest = [new.put(output) for output in (*assets, *sitemap(ready.sheets, base_url=ready.base_url))]
        files = [file for one in made for file in one.files] + rest
        published = settle(new, files)
    order.begin("remembering")
    report = Report(findings, ready.report.entries, len(paths) - len(assets), published, words.all_known)
    if order.cache:  # not before: what can't be published leaves no trace
        words.remember(order.cache)
        memory.remember(
            sheets_of(made),
            files,
            contents=ready.kept.contents,
            day=ready.catalogue.bank.today,
            zone=ready.catalogue.bank.settings.time_zone,
            spare=published.spare,
        )
        ready.kept.forget_others()
    return report


def _site(order: Order, ready: _Prepared) -> Site:
    """What all pages share."""
    bank = ready.catalogue.bank
    targets = link_targets(bank)
    assets = gather_assets(order.templates, bank.images)
    return Site(ready.strings, assets, ready.base_url, targets.address_of, targets.has_anchor)


def _keys(ready: _Prepared, order: Order, memory: Memory) -> Keys:
    """What the pages hang on."""
    asked = (ready.base_url, str(order.drafts))
    whole = world(ready.loaded, ready.kept, program=memory.program, asked=asked)
    return keys(ready.catalogue, ready.kept, world=whole)


def _checked(order: Order, desk: Desk, known: Mapping[str, str]) -> _Checked:
    """From the disk to the bank."""
    order.begin("files")
    loaded, unreadable = load(order.content)
    foundation, unsound = lay_foundation(loaded, today=order.today)
    order.begin("documents")
    reader = Reader(order.content, foundation.languages, desk)
    read = read_all(loaded.sources, reader=reader, known=known, jobs=order.jobs, track=order.track)
    order.begin("bank")
    bank, faults = validate(loaded, foundation, read.entries, read.files, drafts=order.drafts)
    findings = (*unreadable, *unsound, *read.findings, *faults)
    return _Checked(loaded, read, bank, in_order((*findings, *empty_fault(bank, findings))))


def _prepare(order: Order, desk: Desk, known: Mapping[str, str], last: _Prepared | None = None) -> _Prepared | Report:
    """From the disk to pages; only the report when the content has errors.

    Args:
        order: What is asked for.
        desk: Where files are read.
        known: The contents of files that need not be read to be known.
        last: What was prepared of an earlier state; its texts serve again, and its components where it has any.
    """
    asked_for = _base_url(order.base_url)
    checked = _checked(order, desk, known)
    loaded, read, bank = checked.loaded, checked.read, checked.bank
    order.begin("likeness")
    comparer = Comparer(
        desk.program,
        bank.default_language,
        bank.word_notes,
        order.find_dictionary or find_dictionary,
        order.cache,
    )
    alike = likeness_faults(read.entries, read.files, comparer)
    findings = in_order((*checked.findings, *alike, *review_faults(bank, read.files)))
    order.begin("catalogue")
    entries = sum(source.kind != "pages" and not source.language for source in loaded.sources)
    base_url = asked_for or bank.settings.base_url or ""
    strings = last.strings if last else {}
    if tuple(strings) != bank.languages:
        strings = {language: load_strings(language) for language in bank.languages}
    if stops(findings, strict=False):
        return Report(findings, entries)
    components = last.components if last else ()
    if order.drafts and not components:
        components = read_components(order.templates)
    whole = catalogue(bank, last.catalogue if last else None)
    locals_ = in_each_language(whole, strings, base_url)
    sheets, clashes = lay_out(whole, locals_, components=components)
    report = Report(in_order((*findings, *clashes)), entries)
    return _Prepared(loaded, read.kept, whole, locals_, strings, base_url, components, sheets, report)


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
