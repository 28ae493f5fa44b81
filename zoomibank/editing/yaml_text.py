"""Values as YAML that editors read and write: plain where that is safe, in quotes or as a block of lines where not."""

import json
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

Value = str | int | date | Sequence["Value"] | Mapping[str, "Value"]
"""What front matter may hold."""

_WIDTH: Final = 100
"""Characters of a line before a text is broken into several."""
_STEP: Final = "  "
_PLAIN: Final = re.compile(r"[^\W_](?:[^\x00-\x1f\x7f-\xa0\xad\u2028\u2029\ufeff:#]|:(?! |$)|(?<! )#)*(?<! )")
"""A text that YAML takes as it stands: a letter or digit first, no line ends, no `: ` and no ` #` in it."""
_BROKEN: Final = re.compile(r"[^\W_].*[^ ]")


def fields(values: Mapping[str, Value]) -> str:
    """The lines of a mapping, each ended: front matter without its fences."""
    return "".join(f"{line}\n" for line in _mapping(values))


def scalar(text: str) -> str:
    """A text on one line, as it may stand after a field's name or the dash of a list."""
    if _PLAIN.fullmatch(text):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return re.sub(r"[\x7f-\xa0\xad\u2028\u2029\ufeff]", lambda bad: f"\\u{ord(bad.group()):04x}", quoted)


def _mapping(values: Mapping[str, Value]) -> Iterator[str]:
    for name, value in values.items():
        first, *rest = _value(value)
        yield f"{name}:{first}"
        yield from rest


def _value(value: Value) -> Iterator[str]:
    """What stands after a colon, and the lines below it."""
    match value:
        case str():
            yield from _text(value)
        case Mapping():
            yield ""
            yield from (f"{_STEP}{line}" for line in _mapping(value))
        case Sequence():
            yield ""
            for item in value:
                yield from (f"{_STEP}{line}" for line in _item(item))
        case _:
            yield f" {value}"


def _item(value: Value) -> Iterator[str]:
    """An item of a list behind its dash, with the lines below it."""
    lines = _mapping(value) if isinstance(value, Mapping) else _value(value)
    for number, line in enumerate(lines):
        if number:
            yield f"{_STEP}{line}"
        else:
            yield f"- {line.lstrip(' ')}"


def _text(text: str) -> Iterator[str]:
    """A text: on one line, or broken into lines that are read as one."""
    one_line = scalar(text)
    is_even = " ".join(textwrap.wrap(text, 10**6, break_long_words=False, break_on_hyphens=False)) == text
    if len(one_line) <= _WIDTH or not (is_even and _BROKEN.fullmatch(text) and text.isprintable()):
        yield f" {one_line}"
        return
    yield " >-"
    yield from (
        f"{_STEP}{line}" for line in textwrap.wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False)
    )
