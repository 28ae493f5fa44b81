"""What editors note of words, for the search."""

from collections.abc import Sequence as Items

from zoomibank.content import frontmatter
from zoomibank.content.document import Document
from zoomibank.content.frontmatter import Broken
from zoomibank.content.records import read_record
from zoomibank.content.schema import WordNote
from zoomibank.content.vocabulary import read_list
from zoomibank.content.walk import place_at
from zoomibank.findings import rules
from zoomibank.findings.finding import Finding


def read_word_notes(
    document: Document | None, languages: Items[str]
) -> tuple[tuple[WordNote, ...], tuple[Finding, ...]]:
    """The notes, each with its language, and all that is wrong with them; a word is noted once a language."""
    findings: list[Finding] = []
    notes: dict[tuple[str, str], WordNote] = {}
    lines: dict[tuple[str, str], int] = {}
    tree = read_list(document, findings) if document else None
    for item in tree.items if tree else ():
        if not isinstance(item, frontmatter.Mapping):
            if not isinstance(item, Broken):
                known = tuple(WordNote.model_fields)
                findings.append(rules.wrong_shape(item.place, field="words", expected="items", known=known))
            continue
        note, faults = read_record(WordNote, item, languages=languages)
        findings += faults
        if note is None:
            continue
        name, place = (note.language or languages[0], note.word), place_at(item, "word")
        if name in notes:
            findings.append(rules.duplicate_term(place, given=note.word, first_line=lines[name]))
        else:
            notes[name], lines[name] = note.model_copy(update={"language": name[0]}), place.line
    return tuple(notes.values()), tuple(findings)
