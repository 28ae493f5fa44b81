"""Every entry as a script that hands it over to the reader's own list, which prints entries as one booklet.

A page that is opened from the file system can load scripts but no other files, so these are scripts: a call with JSON.
"""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from zoomibank.exports.handed import handed
from zoomibank.site.page import Output, Page
from zoomibank.site.render import Site, Templates, render
from zoomibank.site.sentences import evidence_line, last_checked
from zoomibank.site.strings import Strings
from zoomibank.site.urls import relative
from zoomibank.site.views import EntryView, ForwardView, OwnListView, PracticeView

_HEADING: Final = re.compile(r"(?<=<h)[1-5](?=[ >])|(?<=</h)[1-5](?=>)")
"""The level in a heading's tags. Nothing that was typed looks like one: its `<` is escaped."""


def booklet(pages: Iterable[Page], *, templates: Templates, site: Site) -> Iterator[Output]:
    """The scripts of all entries in each language, and for their old slugs scripts that name the new one.

    The entries are written by the templates of their pages, but for the page of the own list: their links lead on from
    there, and their headings are a level lower.
    """
    every = tuple(pages)
    lists = {page.language: (page.url, page.view.entries) for page in every if isinstance(page.view, OwnListView)}
    entries = {page.url: (page, page.view) for page in every if isinstance(page.view, EntryView)}
    parts = (replace(page, url=lists[page.language][0], template="booklet/entry.html") for page, _ in entries.values())
    for (page, view), part in zip(entries.values(), render(parts, templates=templates, site=site), strict=True):
        url, folder = lists[page.language]
        body = _HEADING.sub(lambda level: str(int(level[0]) + 1), part.data.decode())
        told = {**_facts(view, site.strings[page.language]), "url": relative(url, page.url), "body": body}
        yield _script(folder, told, page.origin)
    for page in every:
        if isinstance(page.view, ForwardView) and page.view.target.url in entries:
            above, old = posixpath.split(page.url.rstrip("/"))
            if above == posixpath.dirname(page.view.target.url.rstrip("/")):  # an old slug, no number of the register
                now = entries[page.view.target.url][1]
                told = {"ref": f"{now.kind}/{old}", "now": now.identifier}
                yield _script(lists[page.language][1], told, page.origin)


def _facts(view: EntryView, strings: Strings) -> dict[str, object]:
    """What a list and a table tell of an entry, in the words of the page. Only `state` hangs on the day."""
    how, language = view.standing, strings.language
    phase, evidence = (view.phase, view.evidence) if isinstance(view, PracticeView) else (None, "")
    return {
        "ref": view.identifier,
        "kind": view.kind,
        "title": view.title.text,
        "language": view.title.language,
        "summary": view.summary.text,
        "summaryLanguage": view.summary.language,
        "facts": {
            "kind": strings(f"kind.{view.kind}.one"),
            "themes": [link.label.text for link in view.themes],
            "targetGroups": [link.label.text for link in view.target_groups],
            "phase": phase.label.text if phase else "",
            "evidence": evidence_line(strings, evidence) if evidence else "",
            "language": "" if view.title.language == language else strings(f"language.in.{view.title.language}"),
            "owner": view.owner.label.text,
            "added": how.added.isoformat(),
            "reviewed": how.checked.isoformat() if how.checked else "",
            "checked": last_checked(strings, how),
        },
        "state": strings(f"state.{how.state}"),
    }


def _script(folder: str, told: Mapping[str, object], origin: str) -> Output:
    """The call, a line for each thing told; its place is the ref's."""
    lines = ",\n".join(f"{handed(key)}: {handed(value)}" for key, value in told.items())
    call = f"zoomibankEntry({{\n{lines}\n}});\n"
    return Output(f"{folder}/{told['ref']}.js", call.encode(), origin)


def entry_script(page: Page, html: str, *, templates, site: Site) -> Output | None:
    from zoomibank.site.urls import WORDS
    prefix = "" if page.alternates[:1] and page.alternates[0].language == page.language else f"{page.language}/"
    own = replace(page, url=f"{prefix}{WORDS[page.language]['own-list']}/", view=OwnListView((), f"data/entries/{page.language}"))
    if isinstance(page.view, EntryView):
        return next(booklet([page, own], templates=templates, site=site))
    return None
