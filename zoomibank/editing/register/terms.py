"""Names that the register uses as terms of the bank's vocabularies."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from zoomibank.content.vocabulary import TermFile
from zoomibank.text import fold, nearest


@dataclass(frozen=True, slots=True)
class Terms:
    """A vocabulary for finding its keys: names, folded, with their keys, and the terms' web addresses by key."""

    names: Mapping[str, str]
    addresses: Mapping[str, str]


def terms(file: TermFile, codes: Mapping[str, str], addresses: Mapping[str, str]) -> Terms:
    """A vocabulary's names: keys, labels, aliases and codes; one that has a successor stands for that."""
    names = {fold(key): key for key in file.places} | file.labels | {fold(code): key for code, key in codes.items()}
    return Terms({name: file.successors.get(key, key) for name, key in names.items()}, addresses)


def find_terms(text: str, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The pieces of a list, each with its key or ""; the longest names first, as a name may hold a comma."""
    most = 1 + max((name.count(",") for name in names), default=0)
    for piece in text.split(";"):
        parts = piece.split(",")
        start = 0
        while start < len(parts):
            for end in range(min(len(parts), start + most), start, -1):
                name = ",".join(parts[start:end]).strip()
                if key := names.get(fold(name)) or names.get(fold(name.rstrip("."))):
                    break
            else:
                end, name, key = start + 1, parts[start].strip(), ""
            if name:
                yield name, key
            start = end


def near_term(given: str, names: Mapping[str, str]) -> str:
    """The key whose name looks most like the given one, or ""."""
    near = nearest(given, names)
    return names[near] if near else ""


def same_address(one: str, other: str) -> bool:
    """Whether two addresses lead to the same page, whatever their scheme and last slash."""
    return bool(other) and _bare(one) == _bare(other)


def _bare(address: str) -> str:
    return re.sub(r"^https?://(?:www\.)?", "", address.strip().casefold()).rstrip("/")
