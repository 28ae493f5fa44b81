"""An index in parts after a few entries have changed: only the parts that change are made, the same to the byte.

Of the last index its terms, a census and the codes of its files are remembered. Which entries have a term is read from
the files themselves, and only where that changes.
"""

import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from zoomibank.bank.senses import Senses, senses_of
from zoomibank.bank.words import Lexicon
from zoomibank.exports.handed import handed
from zoomibank.exports.search_parts import (
    Index,
    Part,
    Range,
    code_of,
    cut_up,
    handed_by,
    head_of,
    is_small,
    part_file,
    part_path,
    range_part,
    start_file,
    word_list,
)
from zoomibank.exports.search_postings import changed
from zoomibank.exports.search_terms import Term, entry_terms, terms_among, usual_lengths
from zoomibank.exports.search_texts import Census, Counts, census, recounted
from zoomibank.site.page import Output


@dataclass(frozen=True, slots=True)
class Known:
    """What is remembered of an index in parts.

    `head` is what its first file always tells; `ranges` are the codes of the ranges of terms, in order, `others` the
    codes and lengths of the other parts, by name.
    """

    head: Mapping[str, object]
    terms: Mapping[str, Term]
    census: Census
    ranges: tuple[str, ...]
    others: Mapping[str, tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Change:
    """An entry that has changed: its number, and the words by which readers found it and find it now."""

    number: int
    before: Counts
    after: Counts


@dataclass(frozen=True, slots=True)
class Renewed:
    """The files that have changed, the paths of all that the index now has, and what to remember of it."""

    outputs: tuple[Output, ...]
    paths: tuple[str, ...]
    known: Known


_Edits = Mapping[str, Mapping[int, int]]
"""By term and entry the new weights of terms; 0 where they are gone."""


def known_of(index: Index, everywhere: Census, outputs: Sequence[Output]) -> Known | None:
    """What is to be remembered of an index and its files; nothing when it is one file."""
    ranges: list[str] = []
    others: dict[str, tuple[str, int]] = {}
    for output in outputs[1:]:
        name, code, _ = output.path.rpartition("/")[2].split(".")
        if name[0] == "s" and name[1:].isdigit():
            ranges.append(code)
        else:
            others[name] = code, len(handed_by(output.data))
    return Known(head_of(index), index.terms, everywhere, tuple(ranges), others) if others else None


def renewed(  # noqa: PLR0913 -- one argument each of what an index is made of
    known: Known,
    changes: Sequence[Change],
    parts: Mapping[str, Part],
    *,
    lexicons: Mapping[str, Lexicon],
    synonyms: Iterable[Sequence[str]],
    read: Callable[[str], bytes],
    folder: str,
    start: str,
) -> Renewed | None:
    """The index after changes of some entries, or None when so much changes that all of it is to be made.

    The number of each entry is the same as before, and so is what is known of each word that was there.

    Args:
        known: What is remembered of the last index.
        changes: The entries whose words have changed.
        parts: Those of the parts with cards, facets and days that may have changed, by name.
        lexicons: What is known of the words of each language.
        synonyms: Base forms that mean the same.
        read: Gives a file of the last index by its path.
        folder: Where its parts are.
        start: Where its first file is.
    """
    gone, come = census(each.before for each in changes), census(each.after for each in changes)
    now = recounted(known.census, gone, come)
    usual = usual_lengths(now.lengths)
    if usual != usual_lengths(known.census.lengths) or parts.keys() - known.others.keys():
        return None
    senses = senses_of(lexicons, now.words)
    edits, entries = _edits(known, changes, senses, usual)
    terms = _terms(known, now, senses, synonyms, entries)
    texts = {name: handed(part) for name, part in parts.items()}
    others = {**known.others, **{name: (code_of(text), len(text)) for name, text in texts.items()}}
    if is_small(terms, sum(length for name, (_, length) in others.items() if name != "terms")):
        return None
    if any(_forms(known.terms, name) != _forms(terms, name) for name in known.terms.keys() | terms.keys()):
        texts["terms"] = text = handed(word_list(terms))
        others["terms"] = code_of(text), len(text)
    before, after = cut_up(known.terms), cut_up(terms)
    last = _Last(known, before, lambda name, code: read(part_path(folder, name, code)))
    ranges: list[str] = []
    for number, own in enumerate(after):
        if number < len(before) and not _differs(own, before[number], known.terms, terms, edits):
            ranges.append(known.ranges[number])
        else:
            postings = {name: changed(last.postings(name), edits.get(name, {})) for name in own.names}
            texts[f"s{number}"] = text = handed(range_part(own, terms, postings))
            ranges.append(code_of(text))
    codes = {f"s{number}": code for number, code in enumerate(ranges)}
    codes |= {name: code for name, (code, _) in others.items()}
    first = start_file(known.head, [own.first for own in after], codes, folder=folder, start=start)
    return Renewed(
        (first, *(part_file(folder, name, codes[name], text) for name, text in texts.items())),
        (start, *(part_path(folder, name, code) for name, code in codes.items())),
        Known(known.head, terms, now, tuple(ranges), others),
    )


def _edits(
    known: Known, changes: Iterable[Change], senses: Mapping[str, Senses], usual: Mapping[str, float]
) -> tuple[_Edits, Mapping[str, int]]:
    """The weights that change, and how many entries have each term after that."""
    edits: dict[str, dict[int, int]] = defaultdict(dict)
    entries = {name: term.entries for name, term in known.terms.items()}
    for change in changes:
        before, after = (entry_terms(counts, senses, usual) for counts in (change.before, change.after))
        for term in before.keys() | after.keys():
            weight = after.get(term, 0)
            if weight != before.get(term, 0):
                edits[term][change.number] = weight
                entries[term] = entries.get(term, 0) + (term in after) - (term in before)
    return edits, {term: count for term, count in entries.items() if count}


def _terms(
    known: Known,
    now: Census,
    senses: Mapping[str, Senses],
    synonyms: Iterable[Sequence[str]],
    entries: Mapping[str, int],
) -> Mapping[str, Term]:
    """The terms as they are now. Where no word has come or gone, only how many entries have them can be new."""
    if {language: own.keys() for language, own in now.words.items()} != {
        language: own.keys() for language, own in known.census.words.items()
    }:
        return terms_among(now.words, senses, synonyms, entries)
    return {name: replace(term, entries=entries.get(name, 0)) for name, term in known.terms.items()}


def _forms(terms: Mapping[str, Term], name: str) -> tuple[str, ...] | None:
    """The endings of a term, if it is one."""
    return terms[name].endings if name in terms else None


def _differs(own: Range, last: Range, before: Mapping[str, Term], after: Mapping[str, Term], edits: _Edits) -> bool:
    """Whether the part of a range is another than before."""
    return own != last or any(
        name in edits or after[name].endings != before[name].endings or after[name].related != before[name].related
        for name in own.names
    )


class _Last:
    """What was written of each term in the last index, from its parts, which are read when they are asked for."""

    def __init__(self, known: Known, ranges: Sequence[Range], read: Callable[[str, str], bytes]) -> None:
        self._known, self._ranges, self._read = known, ranges, read
        self._firsts = [own.first for own in ranges]
        self._written: dict[int, Mapping[str, str]] = {}

    def postings(self, name: str) -> str:
        """What was written of a term; "" when it is new."""
        number = bisect_right(self._firsts, name) - 1
        if number not in self._written:
            part = json.loads(handed_by(self._read(f"s{number}", self._known.ranges[number])))
            self._written[number] = dict(zip(self._ranges[number].names, part["p"].split(" "), strict=False))
        return self._written[number].get(name, "")


# between builds


def stored(known: Known) -> dict[str, object]:
    """What is known of an index as JSON can hold it, also where that forgets the order of names."""
    terms = {name: [term.entries, " ".join(term.endings), " ".join(term.related)] for name, term in known.terms.items()}
    return {
        "head": list(known.head.items()),
        "terms": terms,
        "words": known.census.words,
        "lengths": known.census.lengths,
        "ranges": known.ranges,
        "others": [[name, *each] for name, each in known.others.items()],
    }


def restored(value: object) -> Known | None:
    """What was stored; None when it is damaged."""
    try:
        match value:
            case {
                "head": list(head), "terms": dict(terms), "words": dict(words), "lengths": dict(lengths),
                "ranges": list(ranges), "others": list(others),
            }:  # fmt: skip
                return Known(
                    dict(head),
                    {
                        name: Term(int(entries), tuple(endings.split()), tuple(related.split()))
                        for name, (entries, endings, related) in sorted(terms.items())
                    },
                    Census(words, {field: (int(total), int(entries)) for field, (total, entries) in lengths.items()}),
                    tuple(map(str, ranges)),
                    {name: (str(code), int(length)) for name, code, length in others},
                )
    except (AttributeError, TypeError, ValueError):
        pass
    return None
