"""Every entry as a script that hands it over to the reader's own list, which prints entries as one booklet.

A page that is opened from the file system can load scripts but no other files, so these are scripts: a call with JSON.
"""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from zoomibank.exports.handed import handed
from zoomibank.findings.finding import SetupError
from zoomibank.site.examples import apart
from zoomibank.site.page import Output, Page
from zoomibank.site.render import Site, Templates, render
from zoomibank.site.sentences import evidence_line, last_checked
from zoomibank.site.strings import Strings
from zoomibank.site.urls import relative
from zoomibank.site.views import EntryView, ForwardView, OwnListView, PracticeView

# Nothing that was typed looks like one of these: its `<` and `"` are escaped.
_HEAD: Final = ('<article class="entry">\n', '<nav class="contents"')
_TEXT: Final = ('<div class="entry__text">\n', '<div class="list-button"')
"""Where the head and the text of an entry begin on its page, and with what only a page can use they end."""
_END: Final = "</div>\n</article>\n"
_HEADING: Final = re.compile("</?h[1-5]")
_LOWER: Final = {f"{tag}{level}": f"{tag}{level + 1}" for tag in ("<h", "</h") for level in range(1, 6)}
"""The tags of headings a level lower."""


@dataclass(frozen=True, slots=True)
class OwnList:
    """Where the reader's own list of a language is: the `url` of its page, and the `folder` of the entries' scripts."""

    url: str
    folder: str


def booklet(pages: Iterable[Page], *, templates: Templates, site: Site) -> Iterator[Output]:
    """The scripts of all entries in each language, and for their old slugs scripts that name the new one."""
    every = tuple(pages)
    lists = {
        page.language: OwnList(page.url, page.view.entries) for page in every if isinstance(page.view, OwnListView)
    }
    entries = {page.url: page for page in every if isinstance(page.view, EntryView)}
    refs = {page.url: page.view.identifier for page in entries.values() if isinstance(page.view, EntryView)}
    for page, made in zip(entries.values(), render(entries.values(), templates=templates, site=site), strict=True):
        own_list = lists[page.language]
        yield entry_script(page, made.data.decode(), own_list=own_list, strings=site.strings[page.language])
    for page in every:
        if isinstance(page.view, ForwardView) and page.view.target.url in refs:
            script = moved_script(page, refs[page.view.target.url], own_list=lists[page.language])
            if script:
                yield script


def entry_script(page: Page, html: str, *, own_list: OwnList, strings: Strings) -> Output:
    """The script of an entry: its text is that of its page, but links lead on from the list, and headings are lower.

    Args:
        page: The entry's page.
        html: The page as it was rendered.
        own_list: The list of its language.
        strings: The texts of its language.

    Raises:
        SetupError: The template of the page has no article as scripts need it.
    """
    view = page.view
    if not isinstance(view, EntryView):
        raise TypeError(page.template)
    whole = f"{_part(page, html, *_HEAD)}{_part(page, html, *_TEXT)}{_END}"
    # Addresses within the site, and they alone, begin with the way to its root, which begins with two dots.
    whole = whole.replace(f'="{_root(page.url)}', f'="{_root(own_list.url)}')
    # Many entries stand on the page of the list, so their ids differ.
    body = apart(Markup(whole), view.identifier.replace("/", "-"), view.title.text)  # noqa: S704 - rendered
    told = {
        **_facts(view, strings),
        "url": relative(own_list.url, page.url),
        "body": _HEADING.sub(lambda tag: _LOWER[tag[0]], body),
    }
    return _script(own_list.folder, told, page.origin)


def moved_script(page: Page, now: str, *, own_list: OwnList) -> Output | None:
    """The script for the old slug of an entry; None where the page forwards from a number of the register.

    Args:
        page: The page of the old address.
        now: The ref of the entry to which it leads.
        own_list: The list of its language.
    """
    if not isinstance(page.view, ForwardView):
        raise TypeError(page.template)
    above, old = posixpath.split(page.url.rstrip("/"))
    if above != posixpath.dirname(page.view.target.url.rstrip("/")):
        return None
    return _script(own_list.folder, {"ref": f"{posixpath.dirname(now)}/{old}", "now": now}, page.origin)


def _part(page: Page, html: str, first: str, after: str) -> str:
    """The part of a page that begins with one mark and ends before another."""
    begin = html.find(first)
    end = html.find(after, begin)
    if begin < 0 or end < 0:
        reason = f"no {first.strip()} … {after}"
        raise SetupError("template_fault", path=f"templates/{page.template}", line=1, reason=reason)
    return html[begin:end]


def _root(url: str) -> str:
    """The way from a page to the site's root."""
    return relative(url, "").removesuffix("index.html")


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
