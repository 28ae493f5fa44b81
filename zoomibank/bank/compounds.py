"""The parts of compound words: `työpaikkaohjaaja` is `työpaikka` (`työ`, `paikka`) and `ohjaaja`."""

from collections.abc import Callable
from functools import cache
from typing import Final

from zoomibank.bank.dictionary import Dictionary

_SHORTEST: Final = 7
"""Letters of a word that is looked at."""
_PART: Final = 4
"""Letters of a part, but for the short words below."""
_SHORT: Final = {
    "fi": frozenset(
        ("aie", "aika", "ala", "apu", "etu", "ikä", "ilo", "isä", "jää", "koe", "koti", "kuu", "laki", "maa",
         "oma", "opo", "osa", "puu", "pää", "suu", "syy", "tie", "tuki", "työ", "ura", "uni", "vuo", "yö")
    ),
    "sv": frozenset(("bok", "by", "dag", "lag", "lön", "mål", "råd", "tid", "väg", "år")),
    "en": frozenset[str](),
}  # fmt: skip
_ONLY_FIRST: Final = {
    "fi": frozenset(
        ("ala", "ali", "epä", "eri", "esi", "etä", "jälki", "keski", "lähi", "moni", "nyky", "perus", "pien", "sisä",
         "suur", "täsmä", "ulko", "vasta", "yhteis", "yksilö", "yli", "ylä")
    ),
    "sv": frozenset(("under", "över", "sam", "för", "fort", "ut", "in")),
    "en": frozenset[str](),
}  # fmt: skip
"""What stands only before other words."""
_NO_HEADS: Final = frozenset(
    ("inti", "isto", "uden", "yden", "jaja", "tela", "alla", "olla", "elle", "tään", "tava", "tola", "minen", "lainen",
     "läinen", "nainen", "suus", "syys")
)  # fmt: skip
"""What looks like the last word of a compound and is an ending."""


def parts_of(lemma: str, language: str, dictionary: Dictionary) -> tuple[str, ...]:
    """The base forms that a base form is a compound of, at every depth, longest first; none when it is no compound."""
    told = [part for part in dictionary.parts(lemma) if len(part) >= _PART or part in _SHORT.get(language, ())]
    for piece in lemma.split("-") if "-" in lemma else ():
        told += dictionary.lemmas(piece) if len(piece) > 1 else ()
    found = dict.fromkeys((*told, *_deep(lemma, language, dictionary)))
    return tuple(sorted((part for part in found if part != lemma), key=lambda part: (-len(part), part)))


def _deep(lemma: str, language: str, dictionary: Dictionary) -> list[str]:
    """The parts, and theirs."""
    if language not in _SHORT:
        return []
    known = _known(language, dictionary)
    waiting, found = [lemma], list[str]()
    while waiting:
        parts = _split(waiting.pop(), language, known, dictionary)
        found += (part for part in parts if known(part))
        waiting += parts
    return found


def _known(language: str, dictionary: Dictionary) -> Callable[[str], bool]:
    short = _SHORT[language]

    @cache
    def known(word: str) -> bool:
        return word in short or (len(word) >= _PART and dictionary.is_lemma(word))

    return known


def _split(word: str, language: str, known: Callable[[str], bool], dictionary: Dictionary) -> tuple[str, ...]:
    """A word as what comes before its last part, and that; the cut that leaves the shorter of the two longest."""
    if len(word) < _SHORTEST or "-" in word:
        return ()
    best: tuple[int, str, str] | None = None
    for place in range(2, len(word) - 1):
        head = word[place:]
        if head in _NO_HEADS or not known(head):
            continue
        before = _modifier(word[:place], language, known, dictionary)
        if before and (best is None or min(place, len(head)) >= best[0]):
            best = min(place, len(head)), before, head
    if best:
        return best[1:]
    for place in range(_SHORTEST, len(word) - 2):  # the first part is itself a compound that no dictionary has
        head = word[place:]
        if head not in _NO_HEADS and known(head) and (parts := _split(word[:place], language, known, dictionary)):
            return (*parts, head)
    return ()


def _modifier(part: str, language: str, known: Callable[[str], bool], dictionary: Dictionary) -> str | None:
    """The base form of what stands before the last part of a compound."""
    if known(part) or part in _ONLY_FIRST[language]:
        return part
    if language == "fi":
        if part.endswith("s") and known(part[:-1] + "nen"):  # hyvinvoimis-, terveys- is a base form itself
            return part[:-1] + "nen"
        if part.endswith("n") and len(part) > _PART:  # in the genitive
            lemma = dictionary.lemmas(part)[0]
            return lemma if lemma != part and known(lemma) else None
    if language == "sv":
        for base in (part.removesuffix("s"), part + "a", part.removesuffix("o") + "a"):
            if base != part and known(base):
                return base
    return None
