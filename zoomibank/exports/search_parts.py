"""A search index as the files that browsers load: scripts that each hand over one part of it.

Scripts, because pages opened from the file system may load nothing else. Words that begin alike share a part, so a
search loads few of them; a small bank has all in its first file. `templates/scripts/search/unpack.js` reads what is
written here.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import accumulate
from typing import Final
from zlib import crc32

from zoomibank.bank.stemming import stem
from zoomibank.bank.words import ended
from zoomibank.exports.handed import handed
from zoomibank.exports.search_terms import Term
from zoomibank.site.page import Output
from zoomibank.text import shared_start

ONE_FILE: Final = 1_300_000
"""Bytes of an index that is one file, about 400 kB as servers send it; a larger one is cut into parts."""
VERSION: Final = 1
"""What the reader of these files must be made for."""
LONGEST: Final = 48_000
"""Bytes of a part with terms before it is cut in two; the mean is some 30,000, about 10 kB as servers send it."""
_CODE: Final = 6
"""Letters of the hash in a part's name: they tell a part from the one that it replaces, no more."""
_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"

Part = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Index:
    """All parts before they are files: `terms` by ranges of words, `cards` so many a part, the rest by name.

    `postings` are the entries of each term, as `search_postings` writes them.
    """

    count: int
    stop_words: Iterable[str]
    terms: Mapping[str, Term]
    postings: Mapping[str, str]
    cards: Sequence[Part]
    cards_a_part: int
    others: Mapping[str, Part]


def files(index: Index, *, folder: str, start: str) -> tuple[Output, ...]:
    """The files of an index: the first one at `start`, and the others, if any, in `folder`."""
    head = head_of(index)
    others = {f"c{number}": handed(part) for number, part in enumerate(index.cards)}
    others |= {name: handed(part) for name, part in index.others.items()}
    if is_small(index.terms, sum(map(len, others.values()))):
        others["s0"] = handed(range_part(Range("", list(index.terms), {}), index.terms, index.postings))
        parts = ",".join(f"{handed(name)}:{text}" for name, text in others.items())
        return (_script(start, "start", f'{handed(head)[:-1]},"first":"0","parts":{{{parts}}}}}'),)
    shards = cut_up(index.terms)
    texts = {f"s{number}": handed(range_part(own, index.terms, index.postings)) for number, own in enumerate(shards)}
    texts |= {**others, "terms": handed(word_list(index.terms))}
    codes = {name: code_of(text) for name, text in texts.items()}
    return (
        start_file(head, [own.first for own in shards], codes, folder=folder, start=start),
        *(part_file(folder, name, codes[name], text) for name, text in texts.items()),
    )


def head_of(index: Index) -> Mapping[str, object]:
    """What the first file of an index always tells."""
    return {
        "version": VERSION,
        "count": index.count,
        "stop": " ".join(sorted(index.stop_words)),
        "cards": index.cards_a_part,
    }


def is_small(terms: Mapping[str, Term], others: int) -> bool:
    """Whether an index is one file. `others` is how much there is besides terms."""
    return sum(map(_size, terms.items())) + others <= ONE_FILE


def code_of(text: str) -> str:
    """What tells a part from the one that it replaces."""
    return blake2b(text.encode(), digest_size=_CODE // 2).hexdigest()


def start_file(
    head: Mapping[str, object], firsts: Sequence[str], codes: Mapping[str, str], *, folder: str, start: str
) -> Output:
    """The first file of an index in parts, from the words at which ranges begin, and the codes of all parts."""
    places = {"first": _front_coded(firsts), "folder": folder.rpartition("/")[2], "codes": _joined(codes)}
    return _script(start, "start", handed({**head, **places}))


def part_file(folder: str, name: str, code: str, text: str) -> Output:
    """The file of a part."""
    return _script(f"{folder}/{name}.{code}.js", name, text)


def _script(path: str, name: str, text: str) -> Output:
    """A script that hands over a part. It has no origin: it comes from all content together."""
    return Output(path, f"zoomibankPart({handed(name)},{text});\n".encode(), "search")


def _joined(codes: Mapping[str, str]) -> Mapping[str, str]:
    """The codes by name, those of numbered parts in a row."""
    joined: dict[str, str] = defaultdict(str)
    for name, code in codes.items():
        joined[name[0] if name[1:].isdigit() else name] += code
    return joined


def _size(row: tuple[str, Term]) -> int:
    """About how many bytes a term takes."""
    name, term = row
    return len(name) + 3 * term.entries + 4


@dataclass(frozen=True, slots=True)
class Range:
    """The terms of one part: all from the word `first` on, before the next range.

    `forwards` are stems of this range with the terms of others that they lead to.
    """

    first: str
    names: Sequence[str]
    forwards: Mapping[str, Sequence[str]]


def cut_up(terms: Mapping[str, Term]) -> list[Range]:
    """The terms cut into ranges that change only where their own terms do."""
    rows = list(terms.items())
    begins = _begins(rows)
    firsts = ["", *(rows[begin][0] for begin in begins[1:])]
    forwards: list[dict[str, list[str]]] = [defaultdict(list) for _ in firsts]
    ends = [*begins[1:], len(rows)]
    for home, (begin, end) in enumerate(zip(begins, ends, strict=True)):
        low, high = firsts[home], firsts[home + 1] if home + 1 < len(firsts) else None
        for name, term in rows[begin:end]:
            for each in {stem(name), *(ended(name, change) for change in term.endings)}:
                if each < low or (high is not None and each >= high):
                    forwards[bisect_right(firsts, each) - 1][each].append(name)
    return [
        Range(first, [name for name, _ in rows[begin:end]], forward)
        for first, begin, end, forward in zip(firsts, begins, ends, forwards, strict=True)
    ]


def _begins(rows: Sequence[tuple[str, Term]]) -> list[int]:
    """Where ranges begin.

    What is too long is cut about in the middle, again and again, at the word there that a hash puts first: so a cut
    stays where it is unless that very word goes, or one comes that the hash puts before it.
    """
    sizes = [0, *accumulate(map(_size, rows))]
    order = [crc32(name.encode()) for name, _ in rows]
    begins, waiting = [0], [(0, len(rows))]
    while waiting:
        begin, end = waiting.pop()
        size = sizes[end] - sizes[begin]
        if size <= LONGEST or end - begin == 1:
            continue
        low = bisect_left(sizes, sizes[begin] + size / 3, begin + 1, end - 1)
        high = bisect_right(sizes, sizes[end] - size / 3, low + 1, end)
        cut = min(range(low, high), key=order.__getitem__)
        begins.append(cut)
        waiting += ((begin, cut), (cut, end))
    return sorted(begins)


def range_part(own: Range, terms: Mapping[str, Term], postings: Mapping[str, str]) -> Part:
    """A range of terms.

    `t` the terms, `e` for each the number of its endings in `k`, `p` the postings of each, `r` related words by the
    term's number, `f` stems of this range whose terms are in others.
    """
    related = ((number, terms[name].related) for number, name in enumerate(own.names))
    return {
        **word_list({name: terms[name] for name in own.names}),
        "p": " ".join(postings.get(name, "") for name in own.names),
        "r": {str(number): " ".join(words) for number, words in related if words},
        "f": {each: " ".join(sorted(names)) for each, names in sorted(own.forwards.items())},
    }


def word_list(terms: Mapping[str, Term]) -> Part:
    """Terms with their endings; all of them are for words that no range knows."""
    numbers, kinds = _kinds(terms)
    return {"t": _front_coded(list(terms)), "k": kinds, "e": numbers}


def _kinds(terms: Mapping[str, Term]) -> tuple[str, list[str]]:
    """The number of each term's endings among the kinds that there are, and these, the most common first."""
    counts: dict[str, int] = defaultdict(int)
    own = [" ".join(term.endings) for term in terms.values()]
    for endings in own:
        counts[endings] += 1
    kinds = sorted(counts, key=lambda endings: (-counts[endings], endings))
    places = {endings: number for number, endings in enumerate(kinds)}
    return " ".join(_base36(places[endings]) for endings in own), kinds


def _front_coded(words: Sequence[str]) -> str:
    """Sorted words, each as the number of letters that it shares with the one before, and the rest."""
    lines, before = [], ""
    for word in words:
        shared = min(shared_start(before, word), len(_DIGITS) - 1)
        lines.append(_DIGITS[shared] + word[shared:])
        before = word
    return "\n".join(lines)


def _base36(number: int) -> str:
    digits = _DIGITS[number % 36]
    while number := number // 36:
        digits = _DIGITS[number % 36] + digits
    return digits
