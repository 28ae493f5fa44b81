"""Word families: words made of the same root, such as `ohjaus`, `ohjata` and `ohjaaja`."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

_LONG_ENOUGH: Final = 7
"""Letters of a word that is looked at; shorter ones would meet by chance."""
_ROOT: Final = 4
"""The fewest letters of a root."""
_LARGEST: Final = 12
"""Words in a family; more would be no family but an accident."""

_CAUSING: Final = re.compile(r"([uy])(?:tt(?:aminen|äminen|aa|ää|aja|äjä)|t(?:uminen|yminen|ua|yä|us|ys))$")
"""Making something so: perehdyttää, perehdytys and perehdyttäjä have `y` and `t` before their endings."""
_ENDINGS: Final = re.compile(
    r"(?:llisuus|llisyys|llinen|isuus|isyys|inen|jyys|juus|minen|nt[aä]|nti|nt(?:aa|ää)|[ie]j[aä]|[aä]j[aä]|"
    r"id[aä]|el[uy]|ell[aä]|elij[aä]|us|ys|aa|ää|at[aä]|ät[aä]|u[aä]|yä|i[aä]|it[aä])$"
)
_GRADES: Final = (
    (re.compile(r"(?:kk|k|g)$"), "k"),
    (re.compile(r"(?:pp|p|v)$"), "p"),
    (re.compile(r"(?:tt|t|d)$"), "t"),
)


def families(lemmas: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """The families among Finnish base forms, each in alphabetical order, two words or more."""
    found: dict[str, set[str]] = defaultdict(set)
    for lemma in lemmas:
        if root := _root(lemma):
            found[root].add(lemma)
    yield from (tuple(sorted(words)) for _, words in sorted(found.items()) if 1 < len(words) <= _LARGEST)


def _root(lemma: str) -> str:
    """What a word shares with its family; "" where it can't be told."""
    if len(lemma) < _LONG_ENOUGH:
        return ""
    if causing := _CAUSING.search(lemma):
        return f"{lemma[: causing.start()]}{causing[1]}t" if causing.start() >= _ROOT - 1 else ""
    ending = _ENDINGS.search(lemma)
    if ending is None:
        return ""
    root = lemma[: ending.start()]
    while len(root) > _ROOT and root[-1] in "aeiouyäö":
        root = root[:-1]
    for grade, letter in _GRADES:
        root = grade.sub(letter, root)
    return root if len(root) >= _ROOT else ""
