"""A search index as the files that browsers load: scripts that each hand over one part of it.

Scripts, because pages opened from the file system may load nothing else. Words that begin alike share a part, so a
search loads few of them; a small bank has all in its first file. `templates/scripts/search/unpack.js` reads what is
written here.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

from zoomibank.bank.stemming import stem
from zoomibank.bank.words import ended
from zoomibank.exports.handed import handed
from zoomibank.exports.search_terms import HEAVIEST, Term
from zoomibank.site.page import Output
from zoomibank.text import shared_start

ONE_FILE: Final = 1_300_000
"""Bytes of an index that is one file, about 400 kB as servers send it; a larger one is cut into parts."""
VERSION: Final = 1
"""What the reader of these files must be made for."""
_SHARD: Final = 30_000
"""Bytes of a part with terms, about 10 kB as servers send it."""
_CODE: Final = 6
"""Letters of the hash in a part's name: they tell a part from the one that it replaces, no more."""
_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"
_CHARACTERS: Final = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_"

Part = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Index:
    """All parts before they are files: `terms` by ranges of words, `cards` so many a part, the rest by name."""

    count: int
    stop_words: Iterable[str]
    terms: Mapping[str, Term]
    cards: Sequence[Part]
    cards_a_part: int
    others: Mapping[str, Part]


def files(index: Index, *, folder: str, start: str) -> tuple[Output, ...]:
    """The files of an index: the first one at `start`, and the others, if any, in `folder`."""
    head = {
        "version": VERSION,
        "count": index.count,
        "stop": " ".join(sorted(index.stop_words)),
        "cards": index.cards_a_part,
    }
    others = {f"c{number}": handed(part) for number, part in enumerate(index.cards)}
    others |= {name: handed(part) for name, part in index.others.items()}
    if sum(map(_size, index.terms.items())) + sum(map(len, others.values())) <= ONE_FILE:
        others["s0"] = handed(_shard(list(index.terms.items()), {}))
        parts = ",".join(f"{handed(name)}:{text}" for name, text in others.items())
        return (_script(start, "start", f'{handed(head)[:-1]},"first":"0","parts":{{{parts}}}}}'),)
    shards = _shards(index.terms)
    texts = {f"s{number}": handed(shard) for number, (_, shard) in enumerate(shards)}
    texts |= {**others, "terms": handed(_word_list(index.terms))}
    codes = {name: blake2b(text.encode(), digest_size=_CODE // 2).hexdigest() for name, text in texts.items()}
    first = _front_coded([word for word, _ in shards])
    places = {"first": first, "folder": folder.rpartition("/")[2], "codes": _joined(codes)}
    return (
        _script(start, "start", handed(head | places)),
        *(_script(f"{folder}/{name}.{codes[name]}.js", name, text) for name, text in texts.items()),
    )


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
    return len(name) + 3 * len(term.postings) + 4


def _shards(terms: Mapping[str, Term]) -> list[tuple[str, Part]]:
    """The terms in ranges, each with the word that it begins at."""
    rows = list(terms.items())
    begins, size = [0], 0
    for number, row in enumerate(rows):
        if size >= _SHARD:
            begins.append(number)
            size = 0
        size += _size(row)
    firsts = ["", *(rows[begin][0] for begin in begins[1:])]
    forwards: list[dict[str, list[str]]] = [defaultdict(list) for _ in firsts]
    for number, (name, term) in enumerate(rows):
        home = bisect_right(begins, number) - 1
        for each in {stem(name), *(ended(name, change) for change in term.endings)}:
            if (place := bisect_right(firsts, each) - 1) != home:
                forwards[place][each].append(name)
    ends = [*begins[1:], len(rows)]
    return [
        (first, _shard(rows[begin:end], forward))
        for first, begin, end, forward in zip(firsts, begins, ends, forwards, strict=True)
    ]


def _shard(rows: Sequence[tuple[str, Term]], forwards: Mapping[str, Sequence[str]]) -> Part:
    """The terms of a range.

    `t` the terms, `e` for each the number of its endings in `k`, `p` the postings of each, `r` related words by the
    term's number, `f` stems of this range whose terms are in others.
    """
    numbers, kinds = _kinds(rows)
    return {
        "t": _front_coded([name for name, _ in rows]),
        "k": kinds,
        "e": numbers,
        "p": " ".join(_postings(term.postings) for _, term in rows),
        "r": {str(number): " ".join(term.related) for number, (_, term) in enumerate(rows) if term.related},
        "f": {each: " ".join(sorted(names)) for each, names in sorted(forwards.items())},
    }


def _word_list(terms: Mapping[str, Term]) -> Part:
    """All terms with their endings, for words that no range knows."""
    rows = list(terms.items())
    numbers, kinds = _kinds(rows)
    return {"t": _front_coded([name for name, _ in rows]), "k": kinds, "e": numbers}


def _kinds(rows: Sequence[tuple[str, Term]]) -> tuple[str, list[str]]:
    """The number of each term's endings among the kinds that there are, and these, the most common first."""
    counts: dict[str, int] = defaultdict(int)
    own = [" ".join(term.endings) for _, term in rows]
    for endings in own:
        counts[endings] += 1
    kinds = sorted(counts, key=lambda endings: (-counts[endings], endings))
    places = {endings: number for number, endings in enumerate(kinds)}
    return " ".join(_base36(places[endings]) for endings in own), kinds


def _postings(postings: Iterable[tuple[int, int]]) -> str:
    """The steps from entry to entry with the weights, each as characters of five bits, all but the last marked."""
    text, before = [], 0
    for number, weight in postings:
        value, before = (number - before) * HEAVIEST + weight - 1, number
        while value >= 32:  # noqa: PLR2004 - five bits
            text.append(_CHARACTERS[32 + value % 32])
            value //= 32
        text.append(_CHARACTERS[value])
    return "".join(text)


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
