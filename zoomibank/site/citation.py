"""How an entry is cited: in words, and for the programs that keep references."""

import json
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from zoomibank.site.urls import short_url

_LANGUAGES: Final = {"fi": "finnish", "sv": "swedish", "en": "english"}
"""The names of languages that BibTeX's users give."""
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""BibTeX's own words for months, which each style writes in its language."""
_TEX: Final = str.maketrans(
    {sign: f"\\{sign}" for sign in "%&$#_"}
    # BibTeX counts a brace after a backslash too: only a name keeps what is around it in balance.
    | {"{": "\\textbraceleft{}", "}": "\\textbraceright{}"}
    | {"\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}"}
)
_ADDRESS: Final = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})
_SOFT_HYPHEN: Final = "\u00ad"


@dataclass(frozen=True, slots=True)
class Work:
    """What is known of an entry that is cited.

    `identifier` is the lasting ref (`practices/<slug>`); `bank` the title of the bank; `day` that of the last review,
    or else of adding. `address` is where it is on the web, or "" while that is not known; `licence` may be "",
    `register_id` 0. `language` is that of the title.
    """

    identifier: str
    title: str
    owner: str
    bank: str
    day: date
    address: str
    licence: str
    language: str
    register_id: int


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference in words, as BibTeX, as RIS and as CSL-JSON; lines end in a line feed, the last one in nothing."""

    text: str
    bibtex: str
    ris: str
    csl: str


def cite(work: Work) -> Citation:
    """The reference to an entry in its four forms."""
    return Citation(_text(work), _bibtex(work), _ris(work), _csl(work))


def _text(work: Work) -> str:
    """Owner. (Year). Title. Bank. Address: the order and the signs are the same in all our languages."""
    address = work.address or (short_url(work.register_id) if work.register_id else "")
    parts = [_closed(work.owner), f"({work.day.year}).", _closed(work.title), _closed(work.bank), address]
    return " ".join(part for part in parts if part)


def _bibtex(work: Work) -> str:
    fields = {
        # The inner braces keep an organisation's name whole and a title's capitals as they are.
        "author": f"{{{{{_tex(work.owner)}}}}}",
        "title": f"{{{{{_tex(work.title)}}}}}",
        "year": f"{{{work.day.year}}}",
        "month": _MONTHS[work.day.month - 1],
        "howpublished": f"{{{_tex(work.bank)}}}",
        "number": f"{{{work.register_id}}}" if work.register_id else "",
        # Read letter by letter, so nothing in it is written in TeX's way.
        "url": f"{{{work.address.translate(_ADDRESS)}}}" if work.address else "",
        "langid": f"{{{_LANGUAGES[work.language]}}}" if work.language in _LANGUAGES else "",
        "copyright": f"{{{_tex(work.licence)}}}" if work.licence else "",
    }
    lines = [f"  {name} = {value}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{_key(work)},", *lines, "}"])


def _ris(work: Work) -> str:
    fields = {
        "TY": "ELEC",
        # What stands after a comma is read as a first name, and there is no sign against it.
        "AU": work.owner.replace(",", ""),
        "TI": work.title,
        "T2": work.bank,
        "PB": work.bank,
        "PY": str(work.day.year),
        "DA": work.day.isoformat().replace("-", "/"),
        "AN": str(work.register_id or ""),
        "UR": work.address,
        "LA": work.language,
        "N1": work.licence,
        "ID": _key(work),
    }
    lines = [f"{tag}  - {_folded(value)}" for tag, value in fields.items() if value]
    return "\n".join([*lines, "ER  - "])


def _csl(work: Work) -> str:
    """An item of the data model of the Citation Style Language (CSL 1.0.2), in a list as programs take it in."""
    fields: dict[str, object] = {
        "id": _key(work),
        "type": "webpage",
        "title": _folded(work.title),
        "author": [{"literal": _folded(work.owner)}],
        "issued": {"date-parts": [[work.day.year, work.day.month, work.day.day]]},
        "container-title": _folded(work.bank),
        "publisher": _folded(work.bank),
        "number": str(work.register_id or ""),
        "URL": work.address,
        "language": work.language,
        "note": work.licence,
    }
    return json.dumps([{name: value for name, value in fields.items() if value}], ensure_ascii=False, indent=2)


def _key(work: Work) -> str:
    """The name of the reference within its reader's collection: letters, digits and hyphens."""
    return work.identifier.replace("/", "-")


def _closed(text: str) -> str:
    """A part of a reference in words, with one full stop unless it ends in a sign of its own."""
    folded = _folded(text)
    return folded if folded.endswith((".", "!", "?", "…")) else f"{folded}."


def _tex(text: str) -> str:
    return _folded(text).translate(_TEX)


@lru_cache(maxsize=1_000)  # one entry's title comes three times, and its owner and its bank with many others
def _folded(text: str) -> str:
    """The text on one line: a value that began a new one could pass for a field."""
    return " ".join(text.replace(_SOFT_HYPHEN, "").split())
