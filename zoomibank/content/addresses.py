"""The list of the addresses that were published once: a line each, from the site's root (`/kaytannot/x/`)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from zoomibank.content.document import Document
from zoomibank.findings import rules
from zoomibank.findings.finding import Finding, Place
from zoomibank.text import SLUG_LENGTH

_ADDRESS: Final = re.compile(rf"/(?:[a-z0-9][a-z0-9-]{{0,{SLUG_LENGTH - 1}}}/){{0,8}}")
_TOLD_LINES: Final = 20
"""So many lines are told one by one: a pasted page is one fault, not a thousand."""


def read_addresses(document: Document | None) -> tuple[Mapping[str, Place], tuple[Finding, ...]]:
    """The addresses with their places, without the slash in front, and the lines that are none.

    Empty lines and those that begin with `#` say nothing.
    """
    found: dict[str, Place] = {}
    findings: list[Finding] = []
    for number, line in _lines(document.text if document else ""):
        place = Place(document.path if document else "", number, 1, max(1, len(line)))
        if _ADDRESS.fullmatch(line):
            found.setdefault(line.removeprefix("/"), place)
        elif len(findings) < _TOLD_LINES:
            findings.append(rules.no_address(place, given=line))
    return found, tuple(findings)


def with_addresses(text: str, urls: Iterable[str]) -> str:
    """The list with more addresses, each before the first that comes after it in order; the rest stays as it is."""
    lines = text.splitlines()
    new = sorted({f"/{url}" for url in urls} - {line for _, line in _lines(text)}, reverse=True)
    whole: list[str] = []
    for line in lines:
        while new and line.startswith("/") and line.strip() > new[-1]:
            whole.append(new.pop())
        whole.append(line)
    return "".join(f"{line}\n" for line in (*whole, *reversed(new)))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines that say something, with their numbers."""
    for number, line in enumerate(text.split("\n"), 1):
        if (bare := line.rstrip()) and not bare.startswith("#"):
            yield number, bare
