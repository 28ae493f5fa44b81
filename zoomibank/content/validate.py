"""What was read → the checked bank: settings and vocabularies first, then the whole by its rules."""

from collections.abc import Iterable
from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence as Items
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from typing import Any, Final
from zoneinfo import ZoneInfo

from zoomibank.content import crosscheck
from zoomibank.content.addresses import read_addresses
from zoomibank.content.claims import relation_faults
from zoomibank.content.document import Document
from zoomibank.content.entry import Bank, Entry
from zoomibank.content.frontmatter import Mapping, Node, read_tree
from zoomibank.content.links import link_faults
from zoomibank.content.load import SETTINGS, WORDS, Loaded
from zoomibank.content.records import read_record
from zoomibank.content.schema import VOCABULARIES, Language, Settings, Status, WordNote, vocabulary_fields
from zoomibank.content.subject import Subject, vocabularies_of
from zoomibank.content.texts import Texts
from zoomibank.content.vocabulary import TermFile, Vocabularies, read_vocabularies
from zoomibank.content.walk import scalars
from zoomibank.content.word_notes import read_word_notes
from zoomibank.findings import rules
from zoomibank.findings.finding import Finding, Place, Severity

_STAND_IN: Final = Settings(title=Texts({"fi": "?"}), languages=tuple(Language))
"""The settings to go on with when `site.yaml` is faulty, so that the other files' faults are found in the same run."""


@dataclass(frozen=True, slots=True)
class Foundation:
    """What entries are read by: the settings, the vocabularies with where their terms stand, the notes on words.

    `addresses` are those that were published once; `today` is the day the bank is built for.
    """

    settings: Settings
    settings_tree: Mapping
    vocabularies: Vocabularies
    terms: dict[str, TermFile]
    word_notes: tuple[WordNote, ...]
    addresses: AnyMapping[str, Place]
    today: date

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the bank, the default one first."""
        return tuple(self.settings.languages)


def lay_foundation(loaded: Loaded, *, today: date | datetime) -> tuple[Foundation, tuple[Finding, ...]]:
    """The settings and the vocabularies, and all that is wrong with them by themselves.

    Args:
        loaded: What was read from the disk.
        today: The day to build for, or a moment that the bank's time zone makes a day of.
    """
    findings: list[Finding] = []
    settings, tree = _settings(loaded.settings, findings)
    day = today.astimezone(ZoneInfo(settings.time_zone)).date() if isinstance(today, datetime) else today
    languages = tuple(settings.languages)
    vocabularies, terms, faults = read_vocabularies(loaded.vocabularies, languages)
    findings += faults
    word_notes, faults = read_word_notes(loaded.vocabularies.get(WORDS), languages)
    findings += faults
    addresses, faults = read_addresses(loaded.addresses)
    findings += faults
    return Foundation(settings, tree, vocabularies, terms, word_notes, addresses, day), tuple(findings)


def validate(
    loaded: Loaded,
    foundation: Foundation,
    entries: Items[Entry[Any]],
    files: Items[Subject],
    *,
    drafts: bool = False,
) -> tuple[Bank, tuple[Finding, ...]]:
    """The bank, without the pieces that are faulty, and what is wrong between its files.

    Args:
        loaded: What was read from the disk.
        foundation: The settings and the vocabularies.
        entries: Those that are by themselves without fault, in the order of their files.
        files: What the rules look at in each file that could be read.
        drafts: Whether drafts belong to the bank.
    """
    languages, terms = foundation.languages, foundation.terms
    names = loaded.names
    whole = len(files) == len(names)
    trees: list[tuple[Node, crosscheck.Fields]] = [(foundation.settings_tree, vocabulary_fields(Settings))]
    trees += [(terms[name].tree, vocabulary_fields(model)) for name, model in VOCABULARIES.items()]
    used = (use for tree, ways in trees for use in crosscheck.uses(tree, ways))
    used_by = (use for file in files for use in crosscheck.uses_of(file, vocabularies_of(file.source.kind)))
    findings = [
        *crosscheck.term_faults(chain(used, used_by), terms, whole=whole),
        *crosscheck.date_faults(files, foundation.today),
        *crosscheck.evidence_faults(files),
        *crosscheck.twin_faults(files),
        *crosscheck.language_faults(files, foundation.settings.checks),
        *crosscheck.keyword_faults(files, languages[0]),
        *relation_faults(files, names, whole=whole),
        *crosscheck.slug_faults(files),
        *crosscheck.translation_faults(files, names, languages),
    ]
    hidden = {str(entry.ref) for entry in entries if not drafts and _is_draft(entry)}
    findings += link_faults(files, names=names, hidden=hidden, images={image.path for image in loaded.images})
    shown = [entry for entry in entries if str(entry.ref) not in hidden]
    bank = Bank(
        settings=foundation.settings,
        vocabularies=foundation.vocabularies,
        word_notes=foundation.word_notes,
        addresses=foundation.addresses,
        practices=_of_kind(shown, "practices"),
        tools=_of_kind(shown, "tools"),
        articles=_of_kind(shown, "pages"),
        images=loaded.images,
        today=foundation.today,
    )
    return bank, tuple(findings)


def empty_fault(bank: Bank, findings: Iterable[Finding], *, is_new: bool) -> tuple[Finding, ...]:
    """The finding for a bank without an entry, unless it follows from others.

    Where entries are written but none is published, an empty site is no site; a bank `is_new` that has none at all.
    """
    if bank.entries or any(finding.severity is Severity.ERROR for finding in findings):
        return ()
    return (rules.new_bank(Place(SETTINGS)) if is_new else rules.empty_bank(Place(SETTINGS)),)


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


def _is_draft(entry: Entry[Any]) -> bool:
    return getattr(entry.original.record, "status", None) is Status.DRAFT


def _of_kind(entries: Iterable[Entry[Any]], kind: str) -> tuple[Entry[Any], ...]:
    return tuple(entry for entry in entries if entry.ref.kind == kind)
