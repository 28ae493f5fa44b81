"""What the whole program knows of words: folding, slugs, alphabetical order, near matches, hyphens."""

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Final

from slugify import slugify as _slugify

SLUG_LENGTH: Final = 80
"""The longest slug, in characters (promise 14)."""

_EVERYDAY: Final = re.compile(r"[ -&(-+\--~ÅÄÖåäö–]*+")
"""A text in the letters of Finnish, without what slugs treat in ways of their own: apostrophes and commas."""
_SLUG_PARTS: Final = re.compile("[a-z0-9]+")
_LAST_LETTERS: Final = {"å": "{", "ä": "|", "ö": "}", "æ": "|", "ø": "}"}
"""The letters after z, as the ASCII characters that follow it; Danish æ and ø stand with ä and ö."""


@lru_cache(maxsize=50_000)  # keywords are compared with many others
def fold(text: str) -> str:
    """The text without differences of case and spacing, for comparing titles and names."""
    return " ".join(unicodedata.normalize("NFC", text).split()).casefold()


@lru_cache(maxsize=50_000)  # the keywords and headings of a large bank
def slugify(text: str) -> str:
    """The text as the last part of an address: `Työelämä 2.0` gives `tyoelama-2-0`; "" where no letter is left."""
    if len(text) < SLUG_LENGTH and _EVERYDAY.fullmatch(text):
        plain = text.lower().replace("ä", "a").replace("ö", "o").replace("å", "a")
        return "-".join(_SLUG_PARTS.findall(plain))  # as below, several times faster
    return _slugify(
        text,
        entities=False,
        decimal=False,
        hexadecimal=False,
        max_length=SLUG_LENGTH,
        word_boundary=True,
        backend="text-unidecode",  # whatever else the machine has, addresses stay the same
    )


class _Letters(dict[int, str]):
    """What each letter counts as in an alphabet, found out when it is first met; `own` are those that are told."""

    def __init__(self, own: Mapping[str, str]) -> None:
        self.own = own

    def __missing__(self, code: int) -> str:
        plain = "".join(c for c in unicodedata.normalize("NFKD", chr(code)) if c.isalnum() or c == " ")
        return self.setdefault(code, self.own.get(chr(code), plain))


_NORDIC: Final = _Letters({**_LAST_LETTERS, "ü": "y"})
_PLAIN: Final = _Letters({})


@lru_cache(maxsize=50_000)  # a title stands in many lists
def sort_key(text: str, language: str) -> tuple[str, str]:
    """The place of a text in the alphabet of a language.

    In Finnish and Swedish å, ä and ö stand after z, in this order; other accents do not count, and ü is read as y
    (SFS 4600). English reads every letter without its accent. The second part tells equal texts apart.
    """
    return fold(text).translate(_NORDIC if language in {"fi", "sv"} else _PLAIN), text


def first_letter(text: str, language: str) -> str:
    """The heading under which an A–Ö index lists the text: a capital letter, or `#` for anything else."""
    place = sort_key(text, language)[0].lstrip()[:1]
    restored = {mark: letter for letter, mark in _LAST_LETTERS.items() if letter in "åäö"}.get(place, place)
    return restored.upper() if restored.isalpha() else "#"


def nearest(given: str, known: Iterable[str], *, cutoff: float = 0.6) -> str | None:
    """The known word that looks most like the given one, or None when none is near; `cutoff` is difflib's."""
    by_fold = {fold(word): word for word in known}
    matcher = difflib.SequenceMatcher(b=fold(given)[:200])
    bounds = []
    for word in by_fold:
        matcher.set_seq1(word)
        if matcher.real_quick_ratio() >= cutoff and (bound := matcher.quick_ratio()) >= cutoff:
            bounds.append((bound, word))
    best: tuple[float, str] | None = None
    for bound, word in sorted(bounds, reverse=True):
        if best and bound < best[0]:
            break  # the ratio itself takes longest, and none of the rest can be nearer
        matcher.set_seq1(word)
        if (ratio := matcher.ratio()) >= cutoff:
            best = max(best or (ratio, word), (ratio, word))
    return by_fold[best[1]] if best else None


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
    words, others = fold(one).split(), fold(other).split()
    if len(words) != len(others) or language not in _ENDINGS:
        return False
    return all(_same_single_word(a, b, _ENDINGS[language]) for a, b in zip(words, others, strict=True))


def _same_single_word(one: str, other: str, endings: re.Pattern[str]) -> bool:
    if one == other:
        return True
    length = shared_start(one, other)
    return length >= _LONG_ENOUGH and bool(endings.fullmatch(one[length:])) and bool(endings.fullmatch(other[length:]))


def shared_start(one: str, other: str) -> int:
    """How many letters two words begin with in common."""
    for place, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return place
    return min(len(one), len(other))


SOFT_HYPHEN: Final = "\N{SOFT HYPHEN}"
"""A place where a word may be divided at the end of a line; it is not seen elsewhere, and searches pass over it."""

_LONG_WORD: Final = re.compile(
    r"(?<![\w.@/\\\-\u00ad\u0300-\u036f])[^\W\d_]{18,}(?![\w@/\\\-\u00ad\u0300-\u036f]|[.:]\w)"
)
"""A word too long to be sure of a line on a phone; no part of an address or of what has digits or hyphens of its own.

Shorter ones move to the next line whole, which reads better than any division."""
_KEPT_TOGETHER: Final = 3
"""The fewest letters of a word that a line may begin or end with."""
_VOWELS: Final = frozenset("aeiouyåäö")
_ONE_SYLLABLE: Final = frozenset(
    ("aa", "ee", "ii", "oo", "uu", "yy", "ää", "öö", "ai", "ei", "oi", "ui", "yi", "äi", "öi", "au", "eu", "iu", "ou",
     "ey", "iy", "äy", "öy", "ie", "uo", "yö"),
)  # fmt: skip
"""Long vowels and diphthongs."""
_FIRST_PART: Final = re.compile(r".{2,}?(?:[aeiouyäö](?<!ko)mis|[dmnt][uy]s|uus|yys)(?=[aouyäö])")
"""The first part of a compound where no inflected form looks like it: `kehittämis|osaaminen`, `koulutus|ala`."""


def hyphenated(text: str, language: str) -> str:
    """The text with soft hyphens between the syllables of its long words, for titles; only Finnish is known."""
    return _LONG_WORD.sub(lambda found: _divided(found[0]), text) if language == "fi" else text


@lru_cache(maxsize=4096)
def _divided(word: str) -> str:
    """The word with a soft hyphen wherever a line may end.

    A vowel that is a syllable of its own stays with its neighbours, as Finnish typesetters keep it: what looks like one
    is often where two parts of a compound meet. Parts are not known as such otherwise.
    """
    letters = word.lower()
    if len(letters) != len(word):  # İ and the like
        return word
    begins, sure = _syllables(letters)
    breaks = [
        begin
        for before, begin, after in zip((0, *begins), begins, (*begins[1:], len(word)), strict=False)
        if _KEPT_TOGETHER <= begin <= len(word) - _KEPT_TOGETHER
        and (begin in sure or (begin - before > 1 and after - begin > 1))
    ]
    return SOFT_HYPHEN.join(word[start:end] for start, end in pairwise((0, *breaks, len(word))))


def _syllables(word: str) -> tuple[list[int], set[int]]:
    """Where the syllables of a word begin, but for the first, and those of them that surely do.

    A syllable begins at a consonant before a vowel, and between vowels that make no long vowel or diphthong.
    """
    first_vowel = next((place for place, letter in enumerate(word) if letter in _VOWELS), len(word))
    sure = {found.end() for found in _FIRST_PART.finditer(word)}
    begins = []
    is_full = False  # whether the vowel before has another before it in its syllable
    for place in range(first_vowel + 1, len(word)):
        before, letter = word[place - 1], word[place]
        if letter not in _VOWELS:
            is_full = False
        elif place in sure:
            begins.append(place)
        elif before not in _VOWELS:
            if place - 1 > first_vowel and place - 1 not in sure:
                begins.append(place - 1)
        elif is_full:
            begins.append(place)
            sure.add(place)
            is_full = False
        elif before + letter in _ONE_SYLLABLE:
            is_full = True
        else:
            begins.append(place)
    return begins, sure
