"""What the whole program knows of words: folding, slugs, alphabetical order, near matches."""

import difflib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from slugify import slugify as _slugify

SLUG_LENGTH: Final = 80
"""The longest slug, in characters (promise 14)."""

_SPACES: Final = re.compile(r"\s+")
_LAST_LETTERS: Final = {"å": "{", "ä": "|", "ö": "}", "æ": "|", "ø": "}"}
"""The letters after z, as the ASCII characters that follow it; Danish æ and ø stand with ä and ö."""


def fold(text: str) -> str:
    """The text without differences of case and spacing, for comparing titles and names."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip().casefold()


@lru_cache(maxsize=4096)
def slugify(text: str) -> str:
    """The text as the last part of an address: `Työelämä 2.0` gives `tyoelama-2-0`; "" where no letter is left."""
    return _slugify(
        text,
        entities=False,
        decimal=False,
        hexadecimal=False,
        max_length=SLUG_LENGTH,
        word_boundary=True,
        backend="text-unidecode",  # whatever else the machine has, addresses stay the same
    )


def sort_key(text: str, language: str) -> tuple[str, str]:
    """The place of a text in the alphabet of a language.

    In Finnish and Swedish å, ä and ö stand after z, in this order; other accents do not count, and ü is read as y
    (SFS 4600). English reads every letter without its accent. The second part tells equal texts apart.
    """
    own = _LAST_LETTERS if language in {"fi", "sv"} else {}
    letters = []
    for letter in fold(text):
        if letter in own:
            letters.append(own[letter])
        elif letter == "ü" and own:
            letters.append("y")
        else:
            letters.append(
                "".join(c for c in unicodedata.normalize("NFKD", letter) if c.isalnum() or c == " "),
            )
    return "".join(letters), text


def first_letter(text: str, language: str) -> str:
    """The heading under which an A–Ö index lists the text: a capital letter, or `#` for anything else."""
    place = sort_key(text, language)[0].lstrip()[:1]
    restored = {mark: letter for letter, mark in _LAST_LETTERS.items() if letter in "åäö"}.get(place, place)
    return restored.upper() if restored.isalpha() else "#"


def nearest(given: str, known: Iterable[str], *, cutoff: float = 0.6) -> str | None:
    """The known word that looks most like the given one, or None when none is near; `cutoff` is difflib's."""
    by_fold = {fold(word): word for word in known}
    matches = difflib.get_close_matches(fold(given)[:200], by_fold, n=1, cutoff=cutoff)
    return by_fold[matches[0]] if matches else None


_ENDINGS: Final = {
    "fi": re.compile(
        r"|n|t|a|ä|i[nt]?|j?en|den|tten|iden|itten|jen|st?en|t?[aä]|[aä]n|[oöuy]n|s?s[aä]|st[aä]|ll[aäe]|lt[aä]|ksi|n[aä]|"
        r"i?(?:ss[aä]|st[aä]|ll[aäe]|lt[aä]|ksi|n[aä])|[hs][eiaäoöuy]+n|"
        r"nen|s(?:en|ta|tä|ia|iä|et|ten|een|iin)|se(?:ss|st|ll|lt)[aä]|"
        r"s|ks(?:en|et|ia|iä|een)|kse(?:ss|st|ll|lt)[aä]|den|t(?:ta|tä|een)|de(?:ss|st|ll|lt)[aä]|"
        r"ti|ni[nt]|teja|tejä|tien|u|uden|y|yden",
    ),
    "sv": re.compile(r"|en|n|et|t|er|ar|or|r|erna|arna|orna|na|s"),
    "en": re.compile(r"|s|es|'s"),
}
"""What may follow the common beginning of two forms of one word: a rough list that catches slips, not a grammar."""


_LONG_ENOUGH: Final = 5
"""How many letters two forms of a word must have in common, at the least."""


def same_word(one: str, other: str, language: str) -> bool:
    """Whether two keywords look like forms of the same words (`juurruttaminen`, `juurruttamisen`)."""
    pairs = list(zip(fold(one).split(), fold(other).split(), strict=False))
    if len(fold(one).split()) != len(fold(other).split()) or language not in _ENDINGS:
        return False
    return all(_same_single_word(a, b, _ENDINGS[language]) for a, b in pairs)


def _same_single_word(one: str, other: str, endings: re.Pattern[str]) -> bool:
    if one == other:
        return True
    length = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return length >= _LONG_ENOUGH and bool(endings.fullmatch(one[length:])) and bool(endings.fullmatch(other[length:]))
