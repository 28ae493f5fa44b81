"""The build, as one sentence; a check and a preview are parts of it."""

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
from zoomibank.exports.exported import exported
from zoomibank.exports.sitemap import sitemap
from zoomibank.findings.finding import Finding, SetupError, Severity, in_order
from zoomibank.publish.shelf import shelf
from zoomibank.publish.standing import published
from zoomibank.publish.writer import Published, refuse_unfit, settle, stage
from zoomibank.site.assets import gather_assets
from zoomibank.site.examples import read_components
from zoomibank.site.lasting import Lasting, page_urls
from zoomibank.site.local import Local, in_each_language
from zoomibank.site.pages import Sheet, lay_out
from zoomibank.site.render import Site, read_templates
from zoomibank.site.strings import Strings, load_strings
from zoomibank.site.targets import link_targets
from zoomibank.site.urls import output_path
from zoomibank.site.views import Component
from zoomibank.stages.compare import Comparer, likeness_faults
from zoomibank.stages.keys import Keys, keys, world
from zoomibank.stages.learn import learn_words
from zoomibank.stages.make import Maker, Task, make_all, sheets_of
from zoomibank.stages.memory import Memory, recall_all
from zoomibank.stages.order import Order
from zoomibank.stages.preview import Preview, Searched, laid_out
from zoomibank.stages.read import Desk, Read, Reader, read_all
from zoomibank.stages.search import Searcher
from zoomibank.stages.spelling import spelling_notes

__all__ = [
    "Checked", "Order", "Prepared", "Report", "advise", "build", "check", "make_ready", "prepare", "preview",
    "read_bank", "read_content", "report", "site_of", "stops",
]  # fmt: skip


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
class Checked:
    """The bank, without what is faulty, with what it was read from and all that is wrong with its files.

    `base_url` is where the site will be published, or ""; `entries` counts practices and tools.
    """

    loaded: Loaded
    read: Read
    bank: Bank
    findings: tuple[Finding, ...]
    base_url: str

    @property
    def entries(self) -> int:
        """How many practices and tools there are, those with faults too."""
        return sum(source.kind != "pages" and not source.language for source in self.loaded.sources)


@dataclass(frozen=True, slots=True)
class Prepared:
    """The pages to be made of a bank without errors, with what they are made of, and what is wrong with addresses."""

    checked: Checked
    catalogue: Catalogue
    locals: tuple[Local, ...]
    strings: Mapping[str, Strings]
    components: tuple[Component, ...]
    sheets: tuple[Sheet, ...]
    faults: tuple[Finding, ...]


def check(order: Order) -> Report:
    """All that is wrong with the content; nothing is written but what is remembered."""
    with shelf(order.cache) as kept:
        memory = recall_all(order)
        desk = Desk(kept, memory.program)
        checked = read_content(order, desk, memory.known(kept))
        advice = advise(order, desk, checked)
        return report(checked, prepare(order, checked), advice)


def make_ready(order: Order) -> Prepared | None:
    """All that pages are made of, for what makes documents of its own; None when the content has errors."""
    with shelf(order.cache) as kept:
        memory = recall_all(order)
        return prepare(order, read_content(order, Desk(kept, memory.program), memory.known(kept)))


def read_bank(order: Order) -> Bank | None:
    """The bank, for what asks for no pages of it; None when the content has errors, of which `check` tells."""
    with shelf(order.cache) as kept:
        memory = recall_all(order)
        checked = read_content(order, Desk(kept, memory.program), memory.known(kept))
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
        desk = Desk(kept, memory.program)
        checked = read_content(order, desk, memory.known(kept))
        advice = advise(order, desk, checked)
        ready = prepare(order, checked)
        found = report(checked, ready, advice)
        if ready is None or stops(found.findings, strict=order.strict):
            return found
        return _published(order, ready, memory, found.findings)


def preview(order: Order, ready: Prepared, looks: Mapping[str, str], last: Preview | None = None) -> Preview:
    """The site as a build would publish it, whose files are made when they are asked for.

    Args:
        order: What is asked for.
        ready: The pages to be made.
        looks: The contents of the templates' files.
        last: The last preview: its templates serve again as long as they are the same.

    Raises:
        SetupError: A template is at fault. All are compiled, and a page of each kind is made, when one has changed.
    """
    is_same = last is not None and last.looks == looks
    templates = last.templates if last and is_same else read_templates(order.templates)
    searched = Searched(ready.checked.read.kept, order.cache, order.find_dictionary or find_dictionary)
    made = laid_out(templates, site_of(order, ready), ready.sheets, ready.locals, searched=searched, looks=looks)
    if not is_same:
        made.prove()
    return made


def _published(order: Order, ready: Prepared, memory: Memory, before: Iterable[Finding]) -> Report:
    """Pages made, checked and published; what was found before is told, too."""
    order.begin("templates")
    templates = read_templates(order.templates, are_sound=memory.same_program)
    bank, kept, base_url = ready.checked.bank, ready.checked.read.kept, ready.checked.base_url
    site = site_of(order, ready)
    assets = site.assets.outputs
    exports = tuple(exported(ready.locals))
    pages = [output_path(url) for sheet in ready.sheets for url in sheet.draft.urls]
    others = (*(output.path for output in assets), *(path for export in exports for path in export.paths))
    order.begin("words")
    words = learn_words(ready.catalogue, kept.words, cache=order.cache, find=order.find_dictionary or find_dictionary)
    with stage(order.output, content=order.content, spare=memory.spare) as new:
        order.begin("keys")
        own = _keys(ready, order, memory)
        searcher = Searcher(kept, memory, new.standing, words.lexicons, own.world)
        tasks = [
            *(
                Task(key, partial(searcher.files, local, key), f"search-{local.language}")
                for local in ready.locals
                for key in (own.of_search(local.language, words.lexicons),)
            ),
            *(Task(own.of_all(export.name), export.make, export.name) for export in exports),
            *(Task(own.of(sheet), sheet) for sheet in ready.sheets),
        ]
        order.begin("pages")
        maker = Maker(templates, site, new, frozenset((*pages, *others)), memory.last.files)
        made, faults = make_all(tasks, maker=maker, memory=memory, jobs=order.jobs, track=order.track)
        if stops(findings := in_order((*before, *faults)), strict=order.strict):
            return Report(findings, ready.checked.entries)
        order.begin("publishing")
        rest = [new.put(output) for output in (*assets, *sitemap(ready.sheets, base_url=base_url))]
        files = [file for one in made for file in one.files] + rest
        settled = settle(new, files, is_public=not order.drafts)
    order.begin("remembering")
    found = Report(findings, ready.checked.entries, len(pages), settled, words.all_known)
    if order.cache:  # not before: what can't be published leaves no trace
        words.remember(order.cache)
        memory.remember(
            sheets_of(made),
            files,
            contents=kept.contents,
            day=bank.today,
            zone=bank.settings.time_zone,
            spare=settled.spare,
        )
        kept.forget_others()
    return found


def site_of(order: Order, ready: Prepared) -> Site:
    """What all pages share."""
    bank = ready.checked.bank
    targets, assets = link_targets(bank), gather_assets(order.templates, bank.images)
    return Site(ready.strings, assets, ready.checked.base_url, targets.address_of, targets.has_anchor)


def _keys(ready: Prepared, order: Order, memory: Memory) -> Keys:
    """What the pages hang on."""
    kept, asked = ready.checked.read.kept, (ready.checked.base_url, str(order.drafts))
    whole = world(ready.checked.loaded, kept, program=memory.program, asked=asked)
    return keys(ready.catalogue, kept, world=whole)


def read_content(order: Order, desk: Desk, known: Mapping[str, str]) -> Checked:
    """From the disk to the bank.

    Args:
        order: What is asked for.
        desk: Where files are read.
        known: The contents of files that need not be read to be known.
    """
    order.begin("files")
    asked_for = _base_url(order.base_url)
    loaded, unreadable = load(order.content)
    foundation, unsound = lay_foundation(loaded, today=order.today)
    order.begin("documents")
    reader = Reader(order.content, foundation.languages, desk)
    read = read_all(loaded.sources, reader=reader, known=known, jobs=order.jobs, track=order.track)
    order.begin("bank")
    bank, faults = validate(loaded, foundation, read.entries, read.files, drafts=order.drafts)
    findings = (*unreadable, *unsound, *read.findings, *faults)
    is_new = all(source.kind == "pages" for source in loaded.sources)
    findings = (*findings, *empty_fault(bank, findings, is_new=is_new), *review_faults(bank, read.files))
    return Checked(loaded, read, bank, in_order(findings), asked_for or bank.settings.base_url or "")


def advise(order: Order, desk: Desk, checked: Checked) -> tuple[Finding, ...]:
    """What editors are asked about: entries that resemble others, words that are not known. No page hangs on it."""
    order.begin("likeness")
    bank, read, find = checked.bank, checked.read, order.find_dictionary or find_dictionary
    comparer = Comparer(desk.program, bank.default_language, bank.word_notes, find, order.cache)
    alike = likeness_faults(read.entries, read.files, comparer)
    spelt = spelling_notes(bank, read.kept, find=find_speller, lines_of=partial(read_lines, order.content))
    return (*alike, *spelt)


def prepare(order: Order, checked: Checked, last: Prepared | None = None) -> Prepared | None:
    """From the bank to pages; None when it has errors.

    Args:
        order: What is asked for.
        checked: The bank.
        last: What was prepared of an earlier state; its texts serve again, and its components where it has any.
    """
    if stops(checked.findings, strict=False):
        return None
    order.begin("catalogue")
    bank, strings, components = checked.bank, last.strings if last else {}, last.components if last else ()
    if tuple(strings) != bank.languages:
        strings = {language: load_strings(language) for language in bank.languages}
    if order.drafts and not components:
        components = read_components(order.templates)
    whole = catalogue(bank, last.catalogue if last else None)
    locals_ = in_each_language(whole, strings, checked.base_url)
    standing = page_urls(() if order.drafts else published(order.output))
    lasting = Lasting(bank.addresses, standing, may_go=order.allow_lost)
    sheets, faults = lay_out(whole, locals_, components=components, lasting=lasting)
    return Prepared(checked, whole, locals_, strings, components, sheets, faults)


def report(checked: Checked, ready: Prepared | None, advice: Iterable[Finding] = ()) -> Report:
    """All that was found, before there are pages."""
    faults = ready.faults if ready else ()
    return Report(in_order((*checked.findings, *advice, *faults)), checked.entries)


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
