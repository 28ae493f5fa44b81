"""A finding explained: what it is about, what to do, and how it looks wrong and right."""

import re
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import yaml

from zoomibank.editing.telling import Sentences
from zoomibank.findings.finding import SetupError
from zoomibank.findings.formats import Wordings
from zoomibank.findings.rules import SEVERITIES
from zoomibank.text import nearest

_WIDTH: Final = 100
_VALUE: Final = re.compile(r"(?<!\{)\{\w+\}(?!\})")
"""The place in a sentence of a value, which only a finding has."""


@dataclass(frozen=True, slots=True)
class Example:
    """How a fault looks and how it is right; `where` tells what of a bank the two are."""

    where: str
    wrong: str
    right: str


def load_examples() -> Mapping[str, Example]:
    """An example of every fault, by code."""
    path = Path(__file__).with_name("examples.yaml")
    told = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
    return {code: Example(**{name: text.rstrip("\n") for name, text in one.items()}) for code, one in told.items()}


def code_of(given: str) -> str:
    """The code that is typed in any case, or as its number alone.

    Raises:
        SetupError: There is no such code.
    """
    code = given.strip().upper()
    code = code if code.startswith("ZB") else f"ZB{code}"
    if code not in SEVERITIES:
        raise SetupError("unknown_code", given=given, near=nearest(code, SEVERITIES) or next(iter(SEVERITIES)))
    return code


def explained(code: str, example: Example, *, wordings: Wordings, sentences: Sentences) -> str:
    """All that there is to know of a finding."""
    rule = wordings.rules[code]
    general = (hint for hint in (rule.hint, *rule.hints.values()) if hint and "{mended}" not in hint)
    hints = dict.fromkeys(_VALUE.sub("…", hint) for hint in general)
    lines = [f"{code} ({wordings.severities[SEVERITIES[code]]})", *_filled(rule.about), ""]
    lines += [sentences.say(f"explain.{SEVERITIES[code].value}"), ""]
    lines += [f"{sentences.say('explain.wrong')}", "", *_indented(example.wrong), ""]
    lines += [f"{sentences.say('explain.right')}", "", *_indented(example.right), ""]
    lines += [sentences.say("explain.what_to_do"), "", *(line for hint in hints for line in _filled(f"- {hint}"))]
    return "\n".join(lines) + "\n"


def listed(wordings: Wordings) -> str:
    """All codes with what they are about, a line each."""
    return "".join(f"{code}  {rule.about}\n" for code, rule in wordings.rules.items())


def _filled(text: str) -> list[str]:
    indent = "  " if text.startswith("- ") else ""
    return textwrap.wrap(text, _WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def _indented(text: str) -> Iterator[str]:
    yield from (f"    {line}".rstrip() for line in text.splitlines())
