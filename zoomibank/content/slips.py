"""The usual slip behind what libyaml says of a text, and the spot at which to point: an editor knows no libyaml."""

import re
from dataclasses import dataclass
from typing import Final

Spot = tuple[int, int]
"""A line and a column, both from 0."""

_KEY_AND_VALUE: Final = re.compile(r":(?:\s|$)")
_FIELD_NAME: Final = re.compile(r"\s*(?:- +)*[a-z_]+\s*")
_VALUE: Final = re.compile(r"(?P<before>\s*(?:- +)?[a-z_]+: +|\s*- +)(?P<value>[^\s'\"\[{>|&*!%@`#].*)")
_ODD_VALUE: Final = re.compile(
    r"(?P<before>\s*(?:- +)?[a-z_]+: +|\s*- +)(?P<value>(?:[@%`][^:#]*|\"[^'\\]*|[^'\"\\:#]*\"))"
)
_NO_SPACE: Final = re.compile(r"(?P<name>\s*(?:- +)?[a-z_]+):(?P<value>[^\s:/].*)")
_HARD_SPACES: Final = re.compile(r"[ \t]*[\u00a0\u2007\u202f]")
_SPECIAL: Final = (
    "cannot start any token", "anchor", "alias", "tag", "block sequence entries", "mapping keys", "directive",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stop:
    """Where and why libyaml gave up.

    Args:
        detail: Its own words.
        lines: The whole text.
        spot: Where it stopped reading.
        opening: Where the construct began that it was reading then, if it was within one.
    """

    detail: str
    lines: list[str]
    spot: Spot
    opening: Spot | None

    @property
    def before(self) -> str:
        """The line up to the spot."""
        return self.lines[self.spot[0]][: self.spot[1]]

    @property
    def at(self) -> str:
        """The character at the spot, or "" at the end of a line."""
        return self.lines[self.spot[0]][self.spot[1] : self.spot[1] + 1]

    @property
    def line_above(self) -> int:
        """The last line above the spot with something on it; the spot's own where there is none."""
        return next((n for n in range(self.spot[0] - 1, -1, -1) if self.lines[n].strip()), self.spot[0])


def divider(stop: Stop) -> int | None:
    """The line, from 0, of the divider between two documents that libyaml stumbled over, or None."""
    near = (stop.line_above, stop.spot[0])
    return next((n for n in near if stop.lines[n].rstrip() == "..." or stop.lines[n].startswith("--- ")), None)


def field_of_a_dash(stop: Stop) -> str:
    """The name of the field whose whole value is a dash, an editor's way to say "nothing"; else ""."""
    value = stop.lines[stop.spot[0]][stop.spot[1] :].strip()
    return stop.before.strip().removesuffix(":").strip() if value == "-" else ""


def slip(stop: Stop) -> tuple[str, Spot]:  # noqa: PLR0911 -- one a slip
    """The slip, as the rule `yaml_fault` names it ("" for none of the usual ones), and the spot to point at."""
    detail, opening = stop.detail, stop.opening
    to_the_end = "end of stream" in detail
    if blank := _blank(stop):
        return blank
    if "mapping values are not allowed" in detail:
        return _colon(stop)
    if "block scalar" in detail:
        return "block", opening or stop.spot
    if "quoted scalar" in detail or "escape" in detail or stop.before.rstrip()[-1:] in {'"', "'"}:
        return "quote", opening if opening and to_the_end else stop.spot
    if any(word in detail for word in _SPECIAL) or ("node content" in detail and stop.at not in {"]", "}"}):
        return "special", opening if opening and opening[0] == stop.spot[0] and "block" not in detail else stop.spot
    if "flow" in detail or "node content" in detail or stop.before.rstrip()[-1:] in {"]", "}"}:
        return "bracket", opening if opening and opening[0] < stop.spot[0] else stop.spot
    if "could not find expected ':'" in detail:
        return "no_colon", opening or stop.spot
    above = stop.lines[stop.line_above]
    if "document start" in detail and above[:1] in {"%", " "}:
        return ("special" if above[0] == "%" else "indent"), (stop.line_above, _indent(above))
    if "block mapping" in detail or "block collection" in detail or "document start" in detail:
        return "indent", stop.spot
    return "", stop.spot


def _blank(stop: Stop) -> tuple[str, Spot] | None:
    """What looks like spaces at the beginning of a line and is none."""
    for line in dict.fromkeys((stop.spot[0], *([stop.opening[0]] if stop.opening else []))):
        if hard := _HARD_SPACES.match(stop.lines[line]):
            return "hard_space", (line, hard.end() - 1)
    return ("tab", stop.spot) if stop.at == "\t" or "\t" in stop.before[: _indent(stop.before)] else None


def mended(slip: str, line: str) -> str:
    """The line as it should be, where that is beyond doubt; else ""."""
    if slip == "colon" and (found := _VALUE.fullmatch(line)):
        return f"{found['before']}{quoted(found['value'])}"
    if slip in {"special", "quote"} and (found := _ODD_VALUE.fullmatch(line)):
        return f"{found['before']}{quoted(_without_open_quote(found['value']))}"
    if slip == "no_colon" and (found := _NO_SPACE.fullmatch(line)):
        return f"{found['name']}: {found['value']}"
    return ""


def _without_open_quote(value: str) -> str:
    return value.replace('"', "") if value.count('"') == 1 and '"' in {value[0], value.rstrip()[-1]} else value


def quoted(value: str) -> str:
    """A value in quotes, in those that it does not hold."""
    text = value.strip()
    return (
        f"'{text}'" if '"' in text and "'" not in text else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    )


def _colon(stop: Stop) -> tuple[str, Spot]:
    """A colon where no field may begin: one in a value, or one of a field that runs into the line above."""
    line, _ = stop.spot
    above = stop.lines[stop.line_above]
    if ": " in stop.before:
        return "colon", stop.spot
    if stop.line_above != line and not _KEY_AND_VALUE.search(above):
        return "no_colon", (stop.line_above, _indent(above))
    return ("indent", (line, _indent(stop.before))) if _FIELD_NAME.fullmatch(stop.before) else ("colon", stop.spot)


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())
