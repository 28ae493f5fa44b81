"""Words as the search sees them: how a text is cut into words, and a word's stem.

`templates/scripts/search/stem.js` says the same in JavaScript, because a reader's words must meet the bank's: the tests
hold the two together, word by word. The stem is rough on purpose. It need not be right, only the same on both sides:
the index knows the stems of every form of its words.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from zoomibank.text import SOFT_HYPHEN

_WORD: Final = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_CLITIC: Final = re.compile(r"(?:kin|kaan|kään|han|hän|pa|pä|ko|kö)$")
_OWNER: Final = re.compile(r"(?:ns[aä]|mme|nne|ni|[^k]si)$")
_CASE: Final = re.compile(
    r"(?:i?ss[aä]|i?st[aä]|i?ll[aä]|i?lt[aä]|i?lle|i?ksi|i?tt[aä]|iden|itten|isiin|iin|ihin|seen|h[aeiouyäö]n|"
    r"ien|jen|ten|j[aä]|i[aä]|i?t[aä]|i?n[aä]|ine|[nt])$"
)
_LONGEST: Final = 5
"""Letters of the longest of these."""
_VOWELS: Final = "aeiouyäö"
_VOWEL: Final = re.compile(f"[{_VOWELS}]")
_SHORTEST: Final = 3
"""The fewest letters that are left of a word."""


@lru_cache(maxsize=32_768)  # asked for pieces between spaces, most of which come again and again
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in small letters: letters and digits of any script, joined by single hyphens."""
    plain = unicodedata.normalize("NFC", text.replace(SOFT_HYPHEN, "")).lower()
    return tuple(_WORD.findall(plain))


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """A word in small letters without its endings."""
    for endings in (_CLITIC, _OWNER, _CASE):
        found = endings.search(word, max(0, len(word) - _LONGEST))
        if found and found.start() >= _SHORTEST and _VOWEL.search(word, 0, found.start()):
            word = word[: found.start()]
    bare = word.rstrip(_VOWELS)
    return bare if len(bare) >= _SHORTEST else word
