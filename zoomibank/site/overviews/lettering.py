"""Lines of text in drawings, which have no lines of their own."""

from typing import Final

from zoomibank.text import SOFT_HYPHEN, hyphenated

_NARROW: Final = frozenset("iljtfrI1.,:;'|!()[]-/ ")
_WIDE: Final = frozenset("mwMWÅÄÖ@%&—")


def lines_of(text: str, width: float, language: str) -> tuple[str, ...]:
    """The text in lines, none of them wider than `width` in ems; words too long for one are parted by syllables.

    A line that ends within a word ends in a soft hyphen. How wide letters are is told with some room to spare: as in
    the widest of the usual fonts.
    """
    lines: list[str] = []
    line = ""
    for word in text.split():
        whole = f"{line} {word}" if line else word
        if _width(whole) <= width:
            line = whole
            continue
        if line and _width(word) <= width:
            lines.append(line)
            line = word
            continue
        *full, line = _parted(line, word, width, language)
        lines += full
    return (*lines, line)


def _parted(line: str, word: str, width: float, language: str) -> list[str]:
    """The lines that a long word takes, the first of which goes on from `line`."""
    lines = []
    line += " " if line else ""
    for syllable in hyphenated(word, language).split(SOFT_HYPHEN):
        if line.strip() and _width(f"{line}{syllable}-") > width:
            is_within = not line.endswith(" ")
            lines.append(f"{line}{SOFT_HYPHEN}" if is_within else line.rstrip())
            line = ""
        for letter in syllable:  # not even a syllable need fit: an address, say
            if _width(line + letter) > width:
                lines.append(line)
                line = ""
            line += letter
    return [*lines, line]


def _width(text: str) -> float:
    """How wide a text is at most, in ems."""
    return sum(map(_letter_width, text))


def _letter_width(letter: str) -> float:
    if letter in _NARROW:
        return 0.42
    if letter in _WIDE or ord(letter) > 0x2E7F:  # noqa: PLR2004 -- from here on, scripts whose letters are as wide as high
        return 1.0
    return 0.7 if letter.isupper() else 0.63
