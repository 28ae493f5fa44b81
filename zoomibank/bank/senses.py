"""What words count for where texts are looked for or compared: their base forms whole, the parts of these by half."""

from collections.abc import Iterable, Mapping
from typing import Final

from zoomibank.bank.words import Lexicon

_PART: Final = 0.5
"""What a part of a compound weighs beside the whole word."""
_TELL_NOTHING: Final = """
    ja on ei se tai että sen kun ovat myös jos kuin niin jotta eli sekä ne joka jotka mutta voi oli ole
    och att i på som en ett är för med av till den det de om eller inte
    the of and to in a is for that with as on are by be or an it
"""
_KNOWS_NOTHING: Final = Lexicon()
STOP_WORDS: Final = frozenset(_TELL_NOTHING.split())
"""Words that tell nothing of a text."""


class Senses(dict[str, tuple[tuple[str, float], ...]]):
    """The terms that each word of a language counts for, each with its share.

    They are found out when a word is first asked for.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self.lexicon = lexicon

    def __missing__(self, word: str) -> tuple[tuple[str, float], ...]:
        self[word] = found = _terms_of(word, self.lexicon)
        return found


def senses_of(lexicons: Mapping[str, Lexicon], languages: Iterable[str]) -> Mapping[str, Senses]:
    """The senses of words by language, also of languages without a lexicon: their words stand for themselves."""
    return {language: Senses(lexicons.get(language, _KNOWS_NOTHING)) for language in (*lexicons, *languages)}


def _terms_of(word: str, lexicon: Lexicon) -> tuple[tuple[str, float], ...]:
    if word in STOP_WORDS:
        return ()
    shares: dict[str, float] = {}
    for lemma in lexicon.lemmas_of(word):
        shares |= dict.fromkeys(lexicon.parts_of(lemma), _PART)
    shares |= dict.fromkeys(lexicon.lemmas_of(word), 1.0)
    return tuple((term, share) for term, share in shares.items() if term not in STOP_WORDS)
