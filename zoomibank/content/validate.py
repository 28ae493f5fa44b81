"""Documents → the checked bank: each file by the field table, then the whole by its rules."""

from collections.abc import Iterable
from collections.abc import Sequence as Items
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, Protocol, TypeVar
from zoneinfo import ZoneInfo

from zoomibank.content import crosscheck
from zoomibank.content.claims import relation_faults
from zoomibank.content.document import Document
from zoomibank.content.entry import Bank, Edition, Entry, Ref
from zoomibank.content.frontmatter import Mapping, Node, read_tree, split
from zoomibank.content.links import Text, link_faults
from zoomibank.content.load import SETTINGS, WORDS, Loaded, Source
from zoomibank.content.prose import Prose, read_prose
from zoomibank.content.records import merge, read_record
from zoomibank.content.schema import KINDS, VOCABULARIES, Language, Settings, Status, vocabulary_fields
from zoomibank.content.values import Texts
from zoomibank.content.vocabulary import read_vocabularies
from zoomibank.content.walk import scalars
from zoomibank.content.word_notes import read_word_notes
from zoomibank.findings import rules
from zoomibank.findings.finding import Finding, Place, Severity

T = TypeVar("T")

_STAND_IN: Final = Settings(title=Texts({"fi": "?"}), languages=tuple(Language))
"""The settings to go on with when `site.yaml` is faulty, so that the other files' faults are found in the same run."""


@dataclass(frozen=True, slots=True)
class _File:
    """A Markdown file that could be read: where it is from, its tree and its body."""

    source: Source
    tree: Mapping
    body: Prose
    body_is_blank: bool


class Track(Protocol):
    """Watches a long loop go by, for a progress bar."""

    def __call__(self, items: Items[T], stage: str, /) -> Iterable[T]:
        """The items; `stage` is check or render."""


def unwatched(items: Items[T], _stage: str, /) -> Iterable[T]:
    """The items, watched by nobody."""
    return items


def validate(
    loaded: Loaded, *, today: date | datetime, drafts: bool = False, track: Track = unwatched
) -> tuple[Bank, tuple[Finding, ...]]:
    """The bank, without the pieces that are faulty, and all that is wrong.

    Args:
        loaded: What was read from the disk.
        today: The day to build for, or a moment that the bank's time zone makes a day of.
        drafts: Whether drafts belong to the bank.
        track: Watches the files go by.
    """
    findings: list[Finding] = []
    settings, settings_tree = _settings(loaded.settings, findings)
    day = today.astimezone(ZoneInfo(settings.time_zone)).date() if isinstance(today, datetime) else today
    languages = tuple(settings.languages)
    vocabularies, terms, faults = read_vocabularies(loaded.vocabularies, languages)
    findings += faults
    word_notes, faults = read_word_notes(loaded.vocabularies.get(WORDS), languages)
    findings += faults
    files = [file for source in track(loaded.sources, "check") if (file := _file(source, findings))]
    whole = len(files) == len(loaded.names)
    entries = _entries(files, languages, findings)
    subjects = [crosscheck.Subject(file.source, file.tree) for file in files]
    trees: list[tuple[Node, tuple[tuple[tuple[str, ...], str], ...]]] = [(settings_tree, vocabulary_fields(Settings))]
    trees += [(terms[name].tree, vocabulary_fields(model)) for name, model in VOCABULARIES.items()]
    trees += [(s.tree, vocabulary_fields(KINDS[s.source.kind])) for s in subjects if not s.source.language]
    used = (use for tree, ways in trees for use in crosscheck.uses(tree, ways))
    findings += crosscheck.term_faults(used, terms, whole=whole)
    findings += crosscheck.date_faults(subjects, day)
    findings += crosscheck.evidence_faults(subjects)
    findings += crosscheck.twin_faults(subjects)
    findings += crosscheck.keyword_faults(subjects, languages[0])
    findings += relation_faults(subjects, loaded.names, whole=whole)
    findings += crosscheck.slug_faults(subjects)
    findings += crosscheck.translation_faults(subjects, loaded.names, languages)

    hidden = {str(entry.ref) for entry in entries if not drafts and _is_draft(entry)}
    texts = [Text(file.source, file.body) for file in files]
    findings += link_faults(texts, names=loaded.names, hidden=hidden, images={image.path for image in loaded.images})
    shown = [entry for entry in entries if str(entry.ref) not in hidden]
    sound = whole and not any(finding.severity is Severity.ERROR for finding in findings)
    if sound and all(entry.ref.kind == "pages" for entry in shown):
        findings.append(rules.empty_bank(Place("site.yaml")))
    bank = Bank(
        settings=settings,
        vocabularies=vocabularies,
        word_notes=word_notes,
        practices=_of_kind(shown, "practices"),
        tools=_of_kind(shown, "tools"),
        articles=_of_kind(shown, "pages"),
        images=loaded.images,
        today=day,
    )
    return bank, tuple(findings)


def _settings(document: Document | None, findings: list[Finding]) -> tuple[Settings, Mapping]:
    """The settings and their tree; the faults are added to `findings`."""
    empty = Mapping((), Place(SETTINGS))
    if document is None:
        return _STAND_IN, empty
    tree, faults = read_tree(document.text, path=document.path)
    findings += faults
    if not isinstance(tree, Mapping):
        if not faults:
            findings.append(rules.wrong_root(tree.place if tree else Place(document.path), expected="mapping"))
        return _STAND_IN, empty
    known = {language.value for language in Language}
    languages = tuple(s.text.strip() for s in scalars(tree, ("languages",)) if s.text.strip() in known)
    record, faults = read_record(Settings, tree, languages=languages or ("fi",))
    findings += faults
    if record is None and languages:
        title = Texts({languages[0]: "?"})
        return _STAND_IN.model_copy(update={"languages": languages, "title": title}), tree
    return record or _STAND_IN, tree


def _file(source: Source, findings: list[Finding]) -> _File | None:
    """The two parts of a Markdown file, read; the faults are added to `findings`."""
    parts, faults = split(source.document)
    findings += faults
    if parts is None:
        return None
    path = source.document.path
    tree, faults = read_tree(parts.head, path=path, first_line=parts.head_line)
    findings += faults
    if tree is None and not faults:
        tree = Mapping((), Place(path))
    elif tree is not None and not isinstance(tree, Mapping) and not faults:
        findings.append(rules.wrong_root(tree.place, expected="mapping"))
    body, faults = read_prose(parts.body, path=path, first_line=parts.body_line)
    findings += faults
    if not isinstance(tree, Mapping):
        return None
    # a field that is missing is told at the opening line, not at the first field
    return _File(source, Mapping(tree.entries, Place(path, width=3)), body, not parts.body.strip())


def _entries(files: Iterable[_File], languages: tuple[str, ...], findings: list[Finding]) -> list[Entry[Any]]:
    """The entries whose original has no fault, each with its faultless translations; faults are added to `findings`."""
    originals = {(file.source.kind, file.source.slug): file for file in files if not file.source.language}
    translations: dict[tuple[str, str], list[_File]] = {}
    for file in files:
        if file.source.language in languages[1:]:
            translations.setdefault((file.source.kind, file.source.slug), []).append(file)
    entries = []
    for (kind, slug), file in originals.items():
        model = KINDS[kind]
        record, faults = read_record(model, file.tree, languages=languages)
        findings += faults
        editions = {}
        for translation in translations.get((kind, slug), ()):
            merged, faults = merge(model, file.tree, translation.tree)
            findings += faults
            own, more = read_record(model, merged, languages=languages)
            findings += more
            if own is not None and not faults:
                fields = {key.text for key, _ in translation.tree.entries}
                body = file.body if translation.body_is_blank else translation.body
                translated = frozenset(fields if translation.body_is_blank else fields | {"body"})
                language, path = translation.source.language, translation.source.document.path
                editions[language] = Edition(language, languages[0], own, body, path, translated)
        if record is not None:
            original = Edition(languages[0], languages[0], record, file.body, file.source.document.path)
            entries.append(Entry(Ref(kind, slug), original, {languages[0]: original, **editions}))
    return entries


def _is_draft(entry: Entry[Any]) -> bool:
    return getattr(entry.original.record, "status", None) is Status.DRAFT


def _of_kind(entries: Iterable[Entry[Any]], kind: str) -> tuple[Entry[Any], ...]:
    return tuple(entry for entry in entries if entry.ref.kind == kind)
