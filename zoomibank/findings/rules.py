"""Every fault zoomibank knows, one small function each; the sentences stand in `wordings/`.

A code's first digit is the stage: 1 reading, 2 fields and vocabularies, 3 the whole bank, 4 the running text,
5 addresses and pages, 6 the web. A code never changes its meaning; a code that is given up is not used again.
"""

import re
from collections.abc import Collection, Iterable
from typing import Final

from zoomibank.findings.finding import File, Finding, Label, Named, Place, Severity, Value, Word
from zoomibank.text import fold, nearest, slugify

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

SEVERITIES: Final[dict[str, Severity]] = {
    "ZB101": ERROR, "ZB102": ERROR, "ZB103": WARNING, "ZB104": ERROR, "ZB105": ERROR, "ZB106": ERROR, "ZB107": ERROR,
    "ZB108": ERROR, "ZB109": ERROR, "ZB111": ERROR, "ZB112": ERROR, "ZB113": ERROR, "ZB114": ERROR, "ZB115": ERROR,
    "ZB121": ERROR, "ZB122": ERROR, "ZB123": ERROR, "ZB124": ERROR, "ZB125": ERROR, "ZB131": ERROR,
    "ZB201": ERROR, "ZB202": ERROR, "ZB203": ERROR, "ZB204": ERROR, "ZB211": ERROR, "ZB212": ERROR, "ZB213": ERROR,
    "ZB214": ERROR, "ZB215": ERROR, "ZB216": ERROR, "ZB217": ERROR, "ZB218": ERROR, "ZB219": ERROR, "ZB220": ERROR,
    "ZB221": ERROR, "ZB222": ERROR, "ZB223": ERROR, "ZB224": ERROR, "ZB225": ERROR, "ZB226": ERROR, "ZB227": ERROR,
    "ZB231": ERROR, "ZB232": WARNING, "ZB233": ERROR, "ZB234": ERROR, "ZB235": ERROR, "ZB236": ERROR, "ZB237": ERROR,
    "ZB241": ERROR, "ZB242": ERROR, "ZB243": ERROR, "ZB244": ERROR, "ZB245": ERROR, "ZB246": ERROR,
    "ZB251": WARNING, "ZB252": WARNING,
    "ZB301": ERROR, "ZB302": ERROR, "ZB303": ERROR, "ZB304": ERROR, "ZB305": WARNING, "ZB306": ERROR,
    "ZB311": ERROR, "ZB312": ERROR, "ZB313": ERROR, "ZB314": WARNING, "ZB315": NOTE,
    "ZB321": ERROR, "ZB322": ERROR, "ZB323": ERROR, "ZB324": WARNING, "ZB331": WARNING, "ZB341": WARNING,
    "ZB401": WARNING, "ZB402": ERROR, "ZB403": ERROR, "ZB404": ERROR, "ZB405": ERROR, "ZB406": ERROR, "ZB407": ERROR,
    "ZB408": ERROR, "ZB409": WARNING, "ZB410": ERROR, "ZB411": ERROR, "ZB412": ERROR,
    "ZB413": ERROR, "ZB414": ERROR, "ZB415": ERROR,
    "ZB421": WARNING, "ZB422": WARNING, "ZB423": NOTE,
    "ZB501": ERROR, "ZB502": ERROR, "ZB503": ERROR, "ZB511": ERROR, "ZB512": ERROR, "ZB513": NOTE,
    "ZB601": ERROR, "ZB602": WARNING, "ZB603": NOTE,
}  # fmt: skip

OF_WHOLE_FILES: Final = frozenset(
    {
        "ZB101",
        "ZB102",
        "ZB103",
        "ZB104",
        "ZB108",
        "ZB109",
        "ZB242",
        "ZB322",
        "ZB323",
        "ZB324",
        "ZB501",
        "ZB502",
        "ZB503",
        "ZB511",
        "ZB513",
    }
)
"""Codes of faults of a file's name, place or size: when the place is the file's beginning, no line is at fault."""


def _finding(code: str, place: Place, variant: str = "", **values: Value) -> Finding:
    return Finding(place, code, SEVERITIES[code], values, variant)


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words)


# 1 reading


def not_a_regular_file(place: Place, *, kind: str) -> Finding:
    """What is no file: `kind` is link, pipe, socket, device or folder."""
    return _finding("ZB101", place, kind=Word(kind))


def bad_file_name(place: Place, *, name: str, proposal: str) -> Finding:
    """A file whose stem is not a slug; `proposal` is a name that would do, or "" where no letter is left."""
    return _finding("ZB102", place, "near" if proposal else "", name=name, proposal=proposal)


def foreign_file(place: Place, *, name: str, proposal: str) -> Finding:
    """A file that is no part of the model: it is not published; `proposal` is a name that would do, or ""."""
    return _finding("ZB103", place, "near" if proposal else "", name=name, proposal=proposal)


def file_too_large(place: Place, *, size: int, limit: int) -> Finding:
    """A file over the limit; both in kibibytes, the size rounded up."""
    return _finding("ZB104", place, size=size, limit=limit)


def not_utf8(place: Place, *, byte: int) -> Finding:
    """The first byte that is not UTF-8."""
    return _finding("ZB105", place, byte=f"0x{byte:02X}")


def forbidden_character(place: Place, *, character: str) -> Finding:
    """A control, invisible, bidirectional or noncharacter code point, in the file or behind a YAML escape."""
    return _finding("ZB106", place, character=f"U+{ord(character):04X}")


def merge_marker(place: Place, *, marker: str) -> Finding:
    """A conflict mark that git left in the file."""
    return _finding("ZB107", place, marker=marker)


def unreadable_file(place: Place, *, reason: str) -> Finding:
    """A file the system does not let us read; `reason` in the system's words."""
    return _finding("ZB108", place, reason=reason)


def unknown_language(place: Place, *, suffix: str, languages: Iterable[str], original: str) -> Finding:
    """A translation into a language that the bank does not have.

    Args:
        place: The file.
        suffix: The language in its name.
        languages: The bank's; the first one is that of the originals, into which nothing is translated.
        original: The name of the file that it would be a translation of.
    """
    default, *others = languages
    meant = _LANGUAGES.get(suffix.lower(), "")
    near = original.replace(".md", f".{meant}.md") if meant in others else ""
    variant = "default" if suffix == default else "near" if near else "" if others else "none"
    return _finding("ZB109", place, variant, suffix=suffix, languages=_listed(others), original=original, near=near)


_LANGUAGES: Final = {"se": "sv", "swe": "sv", "gb": "en", "uk": "en", "us": "en", "eng": "en", "fin": "fi"}
"""What is often written for a language."""


def front_matter_missing(place: Place) -> Finding:
    """The file does not begin with `---`."""
    return _finding("ZB111", place)


def front_matter_unclosed(place: Place) -> Finding:
    """The closing `---` is missing or mistyped; the place is where the front matter seems to end."""
    return _finding("ZB112", place)


def front_matter_too_large(place: Place, *, limit: int) -> Finding:
    """Front matter over the limit, in kibibytes."""
    return _finding("ZB113", place, limit=limit)


def too_deep(place: Place, *, limit: int) -> Finding:
    """Lists and mappings within each other beyond the limit."""
    return _finding("ZB114", place, limit=limit)


def too_many_values(place: Place, *, limit: int) -> Finding:
    """More values than a record may hold."""
    return _finding("ZB115", place, limit=limit)


def yaml_fault(place: Place, *, slip: str, detail: str, mended: str) -> Finding:
    """A text that is not YAML.

    Args:
        place: Where the reader stopped.
        slip: The usual slip behind it, which picks the hint: `colon`, `no_colon`, `tab`, `indent`, `special`, `quote`,
            `block`, `bracket`, `hard_space` or "".
        detail: What libyaml says, in English.
        mended: The line as it should be, or "" where that is not sure.
    """
    return _finding("ZB121", place, "mended" if mended else slip, detail=detail, mended=mended)


def duplicate_key(place: Place, *, key: str, first_line: int) -> Finding:
    """A key given twice in one mapping."""
    return _finding("ZB122", place, key=key, first_line=first_line)


def not_in_format(place: Place, *, what: str) -> Finding:
    """YAML that the format leaves out; `what` is anchor, alias, tag, merge_key, second_document or complex_key."""
    return _finding("ZB123", place, what if what in {"second_document", "complex_key"} else "", what=Word(what))


def half_value(place: Place, *, read: str, mended: str) -> Finding:
    """An unquoted value that ` #` cuts short; `read` is what YAML sees of it, `mended` the value in quotes, or ""."""
    return _finding("ZB124", place, "mended" if mended else "", read=read, mended=mended)


def wrong_root(place: Place, *, expected: str) -> Finding:
    """A file whose top is not what it must be; `expected` is mapping or list."""
    return _finding("ZB125", place, expected, expected=Word(expected))


def body_too_large(place: Place, *, limit: int) -> Finding:
    """A body over the limit, in kibibytes."""
    return _finding("ZB131", place, limit=limit)


# 2 fields and vocabularies


def field_missing(place: Place, *, field: str, label: Label, vocabulary: str, is_list: bool) -> Finding:
    """A required field is not there; `vocabulary` is the one that its keys are from, or ""."""
    variant = ("terms" if is_list else "term") if vocabulary else "list" if is_list else ""
    return _finding("ZB201", place, variant, field=field, label=label, file=File(f"vocabulary/{vocabulary}.yaml"))


def unknown_field(place: Place, *, field: str, known: Collection[str], labels: dict[str, str]) -> Finding:
    """A field that the model does not have.

    Args:
        place: The key.
        field: The name as typed.
        known: The names that may stand here.
        labels: Other words for them, folded (labels in all languages), each with its field's name.
    """
    near = labels.get(fold(field)) or nearest(field, known, cutoff=0.7)
    if near is None and (label := nearest(field, labels, cutoff=0.8)):
        near = labels[label]
    if near:
        return _finding("ZB202", place, "near", field=field, near=near)
    return _finding("ZB202", place, field=field, known=_listed(known))


def empty_value(place: Place, *, field: str, given: str, part: str) -> Finding:
    """An empty value, or one that says "nothing" in words; `part` is field, required, or item where it is of a list."""
    return _finding("ZB203", place, part, field=field, given=given)


def wrong_shape(place: Place, *, field: str, expected: str, known: Iterable[str], mended: str = "") -> Finding:
    """A list, mapping or text where another is asked for.

    Args:
        place: The value.
        field: The field.
        expected: list, items (a list of mappings), mapping or text.
        known: The fields of the mapping, or of each item.
        mended: The field with its value as a list, or the beginning of the item; "" where that is not sure.
    """
    variant = expected if not mended else "mended_item" if expected == "items" else "mended"
    return _finding("ZB204", place, variant, field=field, expected=Word(expected), known=_listed(known), mended=mended)


def wrong_length(place: Place, *, field: str, length: int, low: int, high: int) -> Finding:
    """A text that is too short or too long, in characters."""
    return _finding("ZB211", place, "short" if length < low else "", field=field, length=length, low=low, high=high)


def wrong_count(place: Place, *, field: str, count: int, low: int, high: int) -> Finding:
    """A list with too few or too many items."""
    return _finding("ZB212", place, "few" if count < low else "", field=field, count=count, low=low, high=high)


def not_a_date(place: Place, *, given: str, iso: str, form: str) -> Finding:
    """A date that is not an ISO day that exists.

    Args:
        place: The date.
        given: What was typed.
        iso: What was probably meant, or "".
        form: day, or since where a month or a year will do.
    """
    return _finding("ZB213", place, "near" if iso else form, given=given, iso=iso)


def date_out_of_range(place: Place, *, given: str) -> Finding:
    """A date before 1990 or after 2100."""
    return _finding("ZB214", place, given=given)


def not_a_whole_number(place: Place, *, field: str, given: str, bounds: tuple[int, int], mended: str) -> Finding:
    """A number that is not whole or not within bounds; `mended` is the one that was meant, or ""."""
    variant, (low, high) = "mended" if mended else "", bounds
    return _finding("ZB215", place, variant, field=field, given=given, low=low, high=high, mended=mended)


def unknown_choice(place: Place, *, field: str, given: str, known: Collection[str], meant: str) -> Finding:
    """A value that is not one of the fixed choices; `meant` is the one that it says in everyday words, or ""."""
    near = meant or nearest(given, known) or ""
    variant = "meant" if meant else "near" if near else ""
    return _finding("ZB216", place, variant, field=field, given=given, near=near, known=_listed(known))


def keyword_is_sentence(place: Place, *, given: str) -> Finding:
    """A keyword of more than four words, or with a closing full stop."""
    return _finding("ZB217", place, given=given)


def bad_address(place: Place, *, given: str, kind: str, mended: str) -> Finding:
    """A web address or an e-mail address that cannot be one; `kind` is url or email, `mended` the one meant, or ""."""
    return _finding("ZB218", place, "mended" if mended else kind, given=given, kind=Word(kind), mended=mended)


def not_a_key(place: Place, *, given: str, proposal: str) -> Finding:
    """A key or slug that is not its own slugify."""
    return _finding("ZB219", place, "near" if proposal else "", given=given, proposal=proposal)


def not_a_time(place: Place, *, given: str) -> Finding:
    """A moment without ISO form or without its zone."""
    return _finding("ZB220", place, given=given)


def unknown_licence(place: Place, *, given: str, proposal: str) -> Finding:
    """A licence that is not an SPDX identifier; `proposal` is one that was probably meant, or ""."""
    return _finding("ZB221", place, "near" if proposal else "", given=given, proposal=proposal)


def wrong_order(place: Place, *, low: str, high: str) -> Finding:
    """A pair of fields in which the first must not be past the second."""
    return _finding("ZB222", place, low=low, high=high)


def nothing_given(place: Place, *, field: str, known: Iterable[str]) -> Finding:
    """A mapping in which at least one field must be given."""
    return _finding("ZB223", place, field=field, known=_listed(known))


def not_translated(place: Place, *, field: str) -> Finding:
    """A field in a translation that belongs to the original only."""
    return _finding("ZB224", place, field=field)


def translated_count(place: Place, *, field: str, count: int, original: int) -> Finding:
    """A translated list with another number of items than the original."""
    return _finding("ZB225", place, field=field, count=count, original=original)


def translation_incomplete(place: Place, *, field: str) -> Finding:
    """An item of a translated list that leaves out a text which the original has."""
    return _finding("ZB226", place, field=field)


def unknown_setting(place: Place, *, given: str) -> Finding:
    """A time zone that does not exist."""
    return _finding("ZB227", place, given=given)


_FEW: Final = 12
"""So many keys are told in a hint."""


def unknown_term(
    place: Place, *, vocabulary: str, given: str, known: Collection[str], labels: dict[str, str]
) -> Finding:
    """A key that the vocabulary does not have; `labels` are other words for the known ones, folded, with their keys."""
    near = labels.get(fold(given)) or nearest(given, known)
    variant = "near" if near else "few" if 0 < len(known) <= _FEW else ""
    return _finding(
        "ZB231", place, variant,
        vocabulary=Word(vocabulary), file=File(f"vocabulary/{vocabulary}.yaml"), given=given, near=near or "",
        known=_listed(known) if variant == "few" else "",
    )  # fmt: skip


def deprecated_term(place: Place, *, vocabulary: str, given: str, successor: str) -> Finding:
    """A key that another one has taken the place of."""
    return _finding("ZB232", place, vocabulary=Word(vocabulary), given=given, successor=successor)


def origin_without_project(place: Place) -> Finding:
    """`origin.kind` is project, but no project is named."""
    return _finding("ZB233", place)


def measured_without_source(place: Place) -> Finding:
    """A measured result that names no source."""
    return _finding("ZB234", place)


def repeated_item(place: Place, *, field: str, given: str) -> Finding:
    """The same item twice in one list."""
    return _finding("ZB235", place, field=field, given=given)


def date_in_future(place: Place, *, field: str, given: str, today: str) -> Finding:
    """A date that may not be after the build's date, but is."""
    return _finding("ZB236", place, field=field, given=given, today=today)


def reviewed_before_added(place: Place, *, added: str) -> Finding:
    """A review that was made before the entry was added."""
    return _finding("ZB237", place, added=added)


def duplicate_term(place: Place, *, given: str, first_line: int) -> Finding:
    """One key twice in a vocabulary."""
    return _finding("ZB241", place, given=given, first_line=first_line)


def vocabulary_missing(place: Place) -> Finding:
    """One of the seven vocabulary files is not there."""
    return _finding("ZB242", place)


def default_language_missing(place: Place, *, field: str, language: str) -> Finding:
    """A text per language without the bank's first language."""
    return _finding("ZB243", place, field=field, language=language)


def bad_pattern(place: Place, *, field: str) -> Finding:
    """An address pattern without `{path}`."""
    return _finding("ZB244", place, field=field)


def successor_circle(place: Place, *, keys: Iterable[str]) -> Finding:
    """Terms that have taken the place of one another in a circle; `keys` begins and ends with the same one."""
    return _finding("ZB245", place, keys=" → ".join(keys))


def not_a_word(place: Place, *, given: str) -> Finding:
    """A note on what is not one word."""
    return _finding("ZB246", place, given=given)


def summary_repeats_title(place: Place, *, given: str) -> Finding:
    """A summary that begins with the title over again; `given` is its first sentence."""
    return _finding("ZB251", place, given=given)


def aim_as_measured(place: Place, *, given: str) -> Finding:
    """A result marked as observed or measured whose words, `given`, tell of an aim."""
    return _finding("ZB252", place, given=given)


# 3 the whole bank


def _nearest_path(given: str, known: Iterable[str]) -> str:
    """The entry or file that was probably meant, in whatever folder: only names are compared. "" where none is near."""
    folder, name = _parted(given)
    by_name: dict[str, str] = {}
    for path in sorted(known):
        if _parted(path)[0] == folder:
            by_name[_parted(path)[1]] = path
        else:
            by_name.setdefault(_parted(path)[1], path)
    return by_name.get(nearest(name, by_name) or "", "")


def _parted(path: str) -> tuple[str, str]:
    """The folder of a path and its last part as a slug, without its suffix."""
    folder, _, name = path.rpartition("/")
    return folder, slugify(name.partition(".")[0])


def unknown_entry(place: Place, *, given: str, known: Collection[str]) -> Finding:
    """A relation to an entry that is not there."""
    near = _nearest_path(given, known)
    return _finding("ZB301", place, "near" if near else "", given=given, near=near)


def related_to_itself(place: Place, *, given: str) -> Finding:
    """An entry that is related to itself."""
    return _finding("ZB302", place, given=given)


def circle(place: Place, *, relation: str, refs: Iterable[str]) -> Finding:
    """Entries that replace, or are part of, one another in a circle; `refs` begins and ends with the same one."""
    return _finding("ZB303", place, relation=relation, refs=" → ".join(refs))


def contradicting_inverse(place: Place, *, relation: str, other: str) -> Finding:
    """Two entries that each claim the same one-way relation to the other; `other` is that claim's file and line."""
    return _finding("ZB304", place, relation=relation, other=File(other))


def repeated_relation(place: Place, *, relation: str, given: str) -> Finding:
    """One relation given twice."""
    return _finding("ZB305", place, relation=relation, given=given)


def duplicate_answer_unknown(place: Place, *, given: str, known: Collection[str]) -> Finding:
    """`not_duplicate_of` names an entry that is not there, or the entry itself."""
    near = "" if given in known else _nearest_path(given, known)
    return _finding("ZB306", place, "near" if near else "", given=given, near=near)


def duplicate_title(place: Place, *, title: str, other: str) -> Finding:
    """A title that another entry has; `other` is that entry's file."""
    return _finding("ZB311", place, title=title, other=File(other))


def duplicate_register_id(place: Place, *, number: int, other: str) -> Finding:
    """A register id that another entry has; `other` is that entry's file."""
    return _finding("ZB312", place, number=number, other=File(other))


def keyword_spelling(place: Place, *, given: str, first: str, other: str) -> Finding:
    """A keyword that differs from an earlier one in case, accents or spacing only; `other` is that one's file."""
    return _finding("ZB313", place, given=given, first=first, other=File(other))


def keyword_inflected(place: Place, *, given: str, first: str, other: str) -> Finding:
    """A keyword that looks like another form of a known one; `other` is the known one's file."""
    return _finding("ZB314", place, given=given, first=first, other=File(other))


def unused_term(place: Place, *, vocabulary: str, given: str) -> Finding:
    """A vocabulary's term that nobody uses."""
    return _finding("ZB315", place, vocabulary=Word(vocabulary), given=given)


def superseded_by_nobody(place: Place, *, ref: str) -> Finding:
    """An entry marked superseded that no entry says it replaces."""
    return _finding("ZB321", place, ref=ref)


def translation_without_original(place: Place, *, original: str) -> Finding:
    """A translation of a file that is not there."""
    return _finding("ZB322", place, original=File(original))


def empty_bank(place: Place) -> Finding:
    """A content folder without one entry to publish."""
    return _finding("ZB323", place)


def new_bank(place: Place) -> Finding:
    """A content folder in which no entry has been written."""
    return _finding("ZB324", place)


def resembles(place: Place, *, others: tuple[Named, ...], refs: Iterable[str], has_answers: bool) -> Finding:
    """An entry that may tell of what others tell of.

    `refs` name these as fields do; `has_answers` tells whether the entry says of others that it does not.
    """
    refs = tuple(refs)
    return _finding("ZB331", place, "more" if has_answers else "", others=others, first=refs[0], refs=_listed(refs))


def review_overdue(place: Place, *, due: str, owner: Label, today: str, was_reviewed: bool) -> Finding:
    """An entry whose review is late: it was `due` on a day; the place is that of the day it is counted from."""
    return _finding("ZB341", place, "" if was_reviewed else "first", due=due, owner=owner, today=today)


# 4 the running text


def raw_html(place: Place, *, given: str) -> Finding:
    """HTML in a body, which is shown as the text it is."""
    return _finding("ZB401", place, given=given)


def forbidden_link(place: Place, *, given: str, mended: str) -> Finding:
    """A link whose scheme is not on the allow-list; `mended` is the address that was meant, or ""."""
    return _finding("ZB402", place, "mended" if mended else "", given=given, mended=mended)


def dead_link(place: Place, *, given: str, known: Collection[str]) -> Finding:
    """A relative link that leads to no content file; `known` are the paths that it could be, relative likewise."""
    if _HOST.match(given):
        return _finding("ZB403", place, "web", given=given, near=f"https://{given}")
    near = _nearest_path(given.strip("/"), known)
    return _finding("ZB403", place, "near" if near else "", given=given, near=near)


_HOST: Final = re.compile(r"www\.|[a-z0-9-]+\.(?:fi|com|org|net|eu)(?:/|$)", re.IGNORECASE)
"""How an address of the web begins whose scheme was left out."""


def dead_anchor(place: Place, *, given: str, known: Collection[str]) -> Finding:
    """A link to a heading that is not there; `known` are the anchors of the headings that are."""
    file, _, anchor = given.rpartition("#")
    near = nearest(anchor, known)
    variant = "near" if near else "" if known else "none"
    return _finding("ZB404", place, variant, given=given, near=f"{file}#{near or ''}", known=_listed(known))


def empty_link_text(place: Place, *, given: str) -> Finding:
    """A link without a word to read; `given` is its address."""
    return _finding("ZB405", place, given=given)


def image_without_alt(place: Place, *, given: str) -> Finding:
    """An image without a text instead of it; `given` is its address."""
    return _finding("ZB406", place, given=given)


def image_not_found(place: Place, *, given: str, known: Collection[str]) -> Finding:
    """An image that is not among the bank's own; `known` are the addresses of these, as they are written there."""
    near = _nearest_path(given, known)
    return _finding("ZB407", place, "near" if near else "", given=given, near=near)


def title_in_body(place: Place, *, given: str) -> Finding:
    """A first-level heading in a body: the page's title is the only one."""
    return _finding("ZB408", place, given=given)


def skipped_heading_level(place: Place, *, level: int, expected: int) -> Finding:
    """A heading more than one level below the one before it."""
    return _finding("ZB409", place, level="#" * level, expected="#" * expected)


def too_many_brackets(place: Place, *, count: int, limit: int) -> Finding:
    """A paragraph with more `[` than can be read in bounded time."""
    return _finding("ZB410", place, count=count, limit=limit)


def nested_too_deep(place: Place, *, limit: int) -> Finding:
    """Lists or quotations within each other beyond the limit."""
    return _finding("ZB411", place, limit=limit)


def took_too_long(place: Place, *, seconds: int) -> Finding:
    """A body that was not read in the time a record may take."""
    return _finding("ZB412", place, seconds=seconds)


def link_to_draft(place: Place, *, given: str) -> Finding:
    """A link from a published text to a draft, which has no page."""
    return _finding("ZB413", place, given=given)


def unreadable_body(place: Place) -> Finding:
    """A body whose marks are so entangled that the Markdown library gives up."""
    return _finding("ZB414", place)


def surplus_cells(place: Place, *, count: int, columns: int) -> Finding:
    """A table's row with more cells than its header has columns: they would be lost."""
    return _finding("ZB415", place, count=count, columns=columns)


def long_sentence(place: Place, *, given: str, count: int, limit: int) -> Finding:
    """A sentence of more words than readers follow easily; `given` is how it begins."""
    return _finding("ZB421", place, given=given, count=count, limit=limit)


def empty_words_in_link(place: Place, *, given: str) -> Finding:
    """A link whose words do not tell where it leads."""
    return _finding("ZB422", place, given=given)


def unknown_word(place: Place, *, given: str, near: Iterable[str]) -> Finding:
    """A word that the spelling checker does not know. A note: a machine without the checker says nothing of it."""
    near = _listed(near)
    return _finding("ZB423", place, "near" if near else "", given=given, near=near)


# 5 addresses and pages


def address_clash(place: Place, *, address: str, other: str) -> Finding:
    """Two outputs on one address, also when only case or Unicode form differs; `other` is the other's file."""
    return _finding("ZB501", place, address=address, other=File(other))


def reserved_address(place: Place, *, name: str) -> Finding:
    """A slug that the site keeps for itself, or that some system cannot store."""
    return _finding("ZB502", place, name=name)


def dead_link_in_page(place: Place, *, page: str, given: str) -> Finding:
    """A link in a made page that leads nowhere: a fault of a template; the place is the template's."""
    return _finding("ZB503", place, page=page, given=given)


def lost_address(place: Place, *, address: str, above: str) -> Finding:
    """An address that was published once and would lead nowhere; `above` is where it would lead if it were listed."""
    return _finding("ZB511", place, "above" if above else "", address=address, above=above)


def no_address(place: Place, *, given: str) -> Finding:
    """A line of the list of addresses that no page of a site can have."""
    return _finding("ZB512", place, given=given)


def unlisted_addresses(place: Place, *, count: int) -> Finding:
    """So many pages' addresses are not in the list that keeps them."""
    return _finding("ZB513", place, count=count)


# 6 the web, which only `links` asks


def _reason(reason: str) -> Value:
    """Why an address is not good: a status of HTTP, or a word."""
    return f"HTTP {reason}" if reason.isdigit() else Word(reason)


def broken_address(place: Place, *, address: str, reason: str) -> Finding:
    """An address that leads nowhere: a page that is gone, or a host that nobody knows."""
    return _finding("ZB601", place, address=address, reason=_reason(reason))


def unchecked_address(place: Place, *, address: str, reason: str) -> Finding:
    """An address of which nothing certain is known; one of this machine or a private network is never asked."""
    return _finding("ZB602", place, "private" if reason == "private" else "", address=address, reason=_reason(reason))


def moved_address(place: Place, *, address: str, new: str) -> Finding:
    """An address that has another one for good."""
    return _finding("ZB603", place, address=address, new=new)
