"""Sheets → files: pages rendered, checked and written on all cores; those that hang on the same as before are kept."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from zoomibank.exports.booklet import entry_script
from zoomibank.findings import rules
from zoomibank.findings.finding import Finding, Place
from zoomibank.publish.links import anchors_in, check_page, holds
from zoomibank.publish.manifest import Filed
from zoomibank.publish.remembered import Kept, Last, Sheets
from zoomibank.publish.writer import Stage
from zoomibank.site.page import Output
from zoomibank.site.pages import Sheet
from zoomibank.site.render import Site, Templates, render
from zoomibank.site.urls import output_path
from zoomibank.stages.memory import Memory
from zoomibank.work import Track, spread

_WORTH_SHARING: Final = 100
"""Sheets below which one process makes them sooner than several."""

Far = tuple[tuple[str, str, str], ...]
"""Links to anchors of other pages: as given, the other page's path, the anchor."""


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a task: its files, dead links in them, and by page the links that only the whole can judge."""

    name: str
    key: str
    files: tuple[Filed, ...]
    findings: tuple[Finding, ...] = ()
    far: tuple[tuple[str, Far], ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """What is made together: the pages of a sheet, or the outputs that an export gives, and paths of those that stay.

    `key` is what they hang on.
    """

    key: str
    of: Sheet | Callable[[], Iterable[Output | str]]
    export: str = ""

    @property
    def name(self) -> str:
        """What it is known by in the next build."""
        return self.of.draft.urls[0] if isinstance(self.of, Sheet) else f"/{self.export}"


@dataclass(frozen=True, slots=True)
class Maker:
    """With what pages are made, and where to.

    `paths` are those that pages may link to; `left` are the files of the site as the last build left it.
    """

    templates: Templates
    site: Site
    stage: Stage
    paths: frozenset[str]
    left: Mapping[str, Kept]

    def make(self, task: "Task") -> Made:
        """Makes the pages of a sheet, or the files of an export.

        Raises:
            SetupError: A template is at fault, or the disk refused.
        """
        if isinstance(task.of, Sheet):
            return self._make_pages(task.of, task.key)
        return Made(task.name, task.key, tuple(map(self._filed, task.of())))

    def _filed(self, output: Output | str) -> Filed:
        """An output, written, or the file at a path, which stays as the last build left it."""
        if isinstance(output, Output):
            return self.stage.put(output)
        left = self.left[output]
        return Filed(output, left.size, left.digest, left.mtime, is_new=False)

    def _make_pages(self, sheet: Sheet, key: str) -> Made:
        """Makes the pages of a sheet.

        Raises:
            SetupError: A template is at fault, or the disk refused.
        """
        files: list[Filed] = []
        findings: list[Finding] = []
        far: list[tuple[str, Far]] = []
        for page in sheet.pages():
            (output,) = render([page], templates=self.templates, site=self.site)
            html = output.data.decode()
            links = check_page(output.path, html, self.paths)
            findings += [
                rules.dead_link_in_page(Place(output.origin), page=output.path, given=given) for given in links.dead
            ]
            far += [(output.path, links.far)] if links.far else []
            files.append(self.stage.put(output))
            if script := entry_script(page, html, strings=self.site.strings[page.language]):
                files.append(self.stage.put(script))
        return Made(sheet.draft.urls[0], key, tuple(files), tuple(findings), tuple(far))


def make_all(
    tasks: Sequence[Task], *, maker: Maker, memory: Memory, jobs: int, track: Track
) -> tuple[tuple[Made, ...], tuple[Finding, ...]]:
    """The files of all pages, and the links in them that lead nowhere.

    Args:
        tasks: All that is to be made; what takes longest comes first.
        maker: How they are made.
        memory: The last build.
        jobs: How many processes may work.
        track: Watches the pages go by.
    """
    kept, stale = [], []
    for task in tasks:
        made = _kept(task, maker.stage, memory.last, memory.sheets)
        if made:
            kept.append(made)
        else:
            stale.append(task)
    new = spread(maker.make, stale, jobs=jobs if len(stale) >= _WORTH_SHARING else 1)
    made_now = tuple(track(new, len(stale)))
    every = (*kept, *made_now)
    findings = [finding for made in made_now for finding in made.findings]
    return every, (*findings, *_far_faults(every, maker, _sheets_by_path(tasks)))


def sheets_of(made: Iterable[Made]) -> Sheets:
    """What was made, as the next build is told of it."""
    every = tuple(made)
    return Sheets(
        keys={one.name: (one.key, tuple(file.path for file in one.files)) for one in every},
        far={path: links for one in every for path, links in one.far},
    )


def _sheets_by_path(tasks: Iterable[Task]) -> dict[str, Sheet]:
    """The sheet of each page."""
    sheets = [task.of for task in tasks if isinstance(task.of, Sheet)]
    return {output_path(url): sheet for sheet in sheets for url in sheet.draft.urls}


def _kept(task: Task, stage: Stage, last: Last, before: Sheets) -> Made | None:
    """The files of a task as they stand; None when they were made under another key or are not as they were left."""
    known, paths = before.keys.get(task.name, ("", ()))
    if known != task.key or not paths:
        return None
    files = []
    for path in paths:
        left = last.files.get(path)
        if left is None or not stage.standing.is_as_left(path, size=left.size, mtime=left.mtime):
            return None
        files.append(Filed(path, left.size, left.digest, left.mtime, is_new=False))
    far = tuple((path, before.far[path]) for path in paths if path in before.far)
    return Made(task.name, task.key, tuple(files), far=far)


def _far_faults(every: Iterable[Made], maker: Maker, sheets: Mapping[str, Sheet]) -> Iterator[Finding]:
    """Links to anchors of other pages that these do not have."""
    new = {file.path: file.is_new for made in every for file in made.files}
    anchors: dict[str, frozenset[str]] = {}
    for page, links in (far for made in every for far in made.far):
        for given, target, anchor in links:
            if target not in new:
                continue
            if target not in anchors:
                anchors[target] = anchors_in(maker.stage.read(target, is_new=new[target]).decode())
            if not holds(anchors[target], anchor):
                draft = sheets[page].draft
                origin = draft.origin or f"{maker.templates.folder.name}/pages/{draft.template}.html"
                yield rules.dead_link_in_page(Place(origin), page=page, given=given)
