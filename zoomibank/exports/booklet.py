"""Every entry as a script that hands it over to the reader's own list, which prints entries as one booklet.

A page that is opened from the file system can load scripts but no other files, so these are scripts: a call with JSON.
"""

import re
from collections.abc import Mapping
from typing import Final

from markupsafe import Markup

from zoomibank.exports.handed import handed
from zoomibank.findings.finding import SetupError
from zoomibank.site.examples import apart
from zoomibank.site.page import Output, Page
from zoomibank.site.sentences import evidence_line, last_checked
from zoomibank.site.strings import Strings
from zoomibank.site.urls import entries_folder, entry_ref, relative, way_to_root
from zoomibank.site.views import EntryView, ForwardView, PracticeView

# Nothing that was typed looks like one of these: its `<` and `"` are escaped.
_HEAD: Final = ('<article class="entry">\n', '<nav class="contents')
_TEXT: Final = ('<div class="entry__text">\n', '<div class="list-button')
"""Where the head and the text of an entry begin on its page, and with what only a page can use they end."""
_END: Final = "</div>\n</article>\n"
_HEADING: Final = re.compile("</?h[1-5]")
_LOWER: Final = {f"{tag}{level}": f"{tag}{level + 1}" for tag in ("<h", "</h") for level in range(1, 6)}
"""The tags of headings a level lower."""


def entry_script(page: Page, html: str, *, strings: Strings) -> Output | None:
    """The script of an entry, for the old slug of one a script that names the new one, and for other pages None.

    An entry's text is that of its page, but its links lead on from the list's page, and its headings are a level lower.

    Args:
        page: A page.
        html: The same, rendered.
        strings: The texts of its language.

    Raises:
        SetupError: The template of an entry has not the parts that scripts need.
    """
    if isinstance(page.view, EntryView):
        told = {
            **_facts(page.view, strings),
            "url": relative(page.chrome.own_list, page.url),
            "body": entry_body(page, page.view, html),
        }
        return _script(page, told)
    if isinstance(page.view, ForwardView):
        old, new = entry_ref(page.url, page.language), entry_ref(page.view.target.url, page.language)
        if old and new:  # the register's numbers, which forward too, are no refs
            return _script(page, {"ref": str(old), "now": str(new)})
    return None


def entry_body(page: Page, view: EntryView, html: str) -> str:
    """The text of an entry as it stands on the page of the list, and in a report.

    Raises:
        SetupError: The template of an entry has not the parts that scripts need.
    """
    whole = f"{_part(page, html, *_HEAD)}{_part(page, html, *_TEXT)}{_END}"
    # Addresses within the site, and they alone, begin with the way to its root, which begins with two dots.
    whole = whole.replace(f'="{way_to_root(page.url)}', f'="{way_to_root(page.chrome.own_list)}')
    # Many entries stand there, so their ids differ. What was rendered is escaped.
    body = apart(Markup(whole), view.identifier.replace("/", "-"), view.title.text)  # noqa: S704
    return _HEADING.sub(lambda tag: _LOWER[tag[0]], body)


def _part(page: Page, html: str, first: str, after: str) -> str:
    """The part of a page that begins with one mark and ends before another."""
    begin = html.find(first)
    end = html.find(after, begin)
    if begin < 0 or end < 0:
        reason = f"no {first.strip()} … {after}"
        raise SetupError("template_fault", path=f"templates/{page.template}", line=1, reason=reason)
    return html[begin:end]


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


def _script(page: Page, told: Mapping[str, object]) -> Output:
    """The call, a line for each thing told; its place is the ref's."""
    lines = ",\n".join(f"{handed(key)}: {handed(value)}" for key, value in told.items())
    call = f"zoomibankEntry({{\n{lines}\n}});\n"
    return Output(f"{entries_folder(page.language)}/{told['ref']}.js", call.encode(), page.origin)
