"""Content in memory for the tests, and findings in short form."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from itertools import groupby
from typing import Any, Final

from zoomibank.content import frontmatter
from zoomibank.content.document import Document, decode
from zoomibank.content.entry import Bank, Entry
from zoomibank.content.frontmatter import read_tree
from zoomibank.content.load import SETTINGS, Loaded, Source
from zoomibank.content.reading import entry_of, read_entry
from zoomibank.content.schema import KINDS, VOCABULARIES
from zoomibank.content.stored import restored, shown_text, stored
from zoomibank.content.subject import Subject
from zoomibank.content.validate import empty_fault, lay_foundation, validate
from zoomibank.findings.finding import Finding, in_order

TODAY: Final = date(2024, 5, 31)

PRACTICE: Final = """\
---
title: Malli
summary: Malli kuvaa yhden esimerkin, jota testit muuttavat.
themes: [hyvinvointi]
target_groups: [opettajat]
keywords: [juurruttaminen]
owner: liitto
added: 2022-09-13
---
"""

TOOL: Final = """\
---
title: Kirje
summary: Kirje on väline, jolla testit kokeilevat suhteita ja linkkejä.
owner: liitto
added: 2023-01-15
ways_of_working: [yhdessa]
---
"""

ARTICLE: Final = """\
---
title: Tietoa
summary: Sivu kertoo, mikä tämä esimerkkien pankki on ja kenelle se on.
---
"""


def terms(*keys: str) -> str:
    """A vocabulary with these keys."""
    return "".join(f"- key: {key}\n  label: {key.capitalize()}\n" for key in keys)


FILES: Final[Mapping[str, str]] = {
    SETTINGS: "title: Pankki\nlanguages: [fi, sv, en]\n",
    "vocabulary/themes.yaml": terms("hyvinvointi"),
    "vocabulary/target-groups.yaml": terms("opettajat"),
    "vocabulary/ways-of-working.yaml": terms("yhdessa"),
    "vocabulary/goals.yaml": "",
    "vocabulary/phases.yaml": "",
    "vocabulary/organisations.yaml": terms("liitto"),
    "vocabulary/projects.yaml": "",
    "vocabulary/review-criteria.yaml": "",
    "practices/malli.md": PRACTICE,
    "tools/kirje.md": TOOL,
}
"""A whole small bank without a fault."""


def document(text: str, path: str = "practices/malli.md") -> Document:
    """A document that can be read."""
    found, findings = decode(text.encode(), path)
    assert found is not None
    assert findings == ()
    return found


def tree(text: str, path: str = "practices/malli.md") -> frontmatter.Mapping:
    """The located tree of YAML without a fault."""
    found, findings = read_tree(text, path=path)
    assert isinstance(found, frontmatter.Mapping)
    assert findings == ()
    return found


def with_fields(text: str, **fields: str) -> str:
    """A Markdown file's text with fields set anew, added, or (given as "") taken out."""
    head = {line.partition(":")[0]: line for line in text.split("\n")[1:-2]}
    for name, value in fields.items():
        head[name] = f"{name}: {value}" if not value.startswith("\n") else f"{name}:{value}"
        if not value:
            del head[name]
    return "\n".join(["---", *head.values(), "---", ""])


def validated(
    files: Mapping[str, str], *, today: date = TODAY, drafts: bool = False
) -> tuple[Bank, tuple[Finding, ...]]:
    """The bank of files as if they had been read from the disk, in the order of their paths, and all that is wrong."""
    documents = {path: document(text, path) for path, text in sorted(files.items())}
    vocabularies = {name: documents.get(f"vocabulary/{name}.yaml") for name in VOCABULARIES}
    sources = [source for kind in KINDS for path in documents if (source := _source(path, kind))]
    loaded = Loaded(
        settings=documents.get(SETTINGS),
        vocabularies={name: found for name, found in vocabularies.items() if found},
        sources=tuple(sources),
        images=(),
    )
    foundation, findings = lay_foundation(loaded, today=today)
    entries: list[Entry[Any] | None] = []
    read: list[Subject] = []
    for _, group in groupby(sources, key=lambda source: (source.kind, source.slug)):
        own = tuple(group)
        told = [(source, documents[source.path]) for source in own]
        reading, bodies, faults = read_entry(told, languages=foundation.languages)
        findings += faults
        if reading:
            known = restored(stored(reading, shown_text(reading)), own, languages=foundation.languages)
            read += known.files
            entries.append(entry_of(known, body=partial(partial, bodies.__getitem__)))
    found, faults = validate(loaded, foundation, [entry for entry in entries if entry], read, drafts=drafts)
    findings += faults
    return found, (*findings, *empty_fault(found, findings, is_new=all(source.kind == "pages" for source in sources)))


def _source(path: str, kind: str) -> Source | None:
    folder, _, name = path.partition("/")
    slug, _, language = name.removesuffix(".md").partition(".")
    return Source(kind, slug, language, path) if folder == kind else None


def bank(files: Mapping[str, str] | None = None, *, today: date = TODAY, drafts: bool = False) -> Bank:
    """The bank of the small files and these, which must be without an error."""
    found, findings = validated({**FILES, **(files or {})}, today=today, drafts=drafts)
    assert [finding for finding in findings if finding.severity.value == "error"] == []
    return found


def faults(files: Mapping[str, str], *, today: date = TODAY, drafts: bool = False) -> list[str]:
    """What is wrong with the small bank and these files, notes left out: each as `path:line:column code marked`."""
    everything = {**FILES, **files}
    _, findings = validated(everything, today=today, drafts=drafts)
    return [
        f"{finding.place.path}:{told}"
        for finding in in_order(findings)
        if finding.severity.value != "note"
        for told in short([finding], everything.get(finding.place.path, ""))
    ]


def short(findings: Iterable[Finding], text: str) -> list[str]:
    """Findings of one file as `line:column code.variant marked`, where `marked` is what stands above the marks."""
    lines = text.split("\n")
    told = []
    for finding in findings:
        place = finding.place
        line = lines[place.line - 1] if place.line <= len(lines) else ""
        marked = line[place.column - 1 :][: place.width]
        variant = f".{finding.variant}" if finding.variant else ""
        told.append(f"{place.line}:{place.column} {finding.code}{variant}" + (f" {marked}" if marked else ""))
    return told
