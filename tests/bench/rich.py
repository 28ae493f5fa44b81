"""What made-up banks have beside their texts: a little of everything in the model, in some of the entries.

It is drawn by a chance of its own, so the texts of a bank are the same with it and without.
"""

import struct
import zlib
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Final

from tests.bench.files import Fields, Value, listed, write_document
from tests.bench.telling import Teller

IMAGES: Final = 8
WORD_NOTES: Final[tuple[Fields, ...]] = (
    {"word": "hoksaus", "synonyms": ["oivallus"]},
    {"word": "lähiopetus", "parts": ["lähi", "opetus"]},
)
SETTINGS: Final[Fields] = {
    "description": {
        "fi": "Keksittyjä kuvauksia, joilla sivusto koetellaan.",
        "sv": "Påhittade beskrivningar som webbplatsen prövas med.",
        "en": "Made-up descriptions that the site is tried with.",
    },
    "contact": {"role": "Koepankin ylläpito", "email": "pankki@example.org", "url": "https://example.org/palaute"},
    "edit_url": "https://example.org/muokkaa/{path}",
    "accessibility": {
        "level": "partial",
        "assessed": "2026-02-27",
        "method": {"fi": "Itsearviointi.", "sv": "Egen bedömning.", "en": "Self-assessment."},
        "exceptions": [{"fi": "Vanhoista videoista puuttuu tekstitys."}],
        "authority": {"fi": "Esimerkkivirasto", "sv": "Exempelverket"},
    },
}
_PAGES: Final = {
    "tietoa": ("Tietoa pankista", "Om banken", "About the bank"),
    "osallistu": ("Näin osallistut", "Så deltar du", "How to take part"),
    "saavutettavuus": ("Saavutettavuusseloste", "Tillgänglighetsutlåtande", "Accessibility statement"),
}
_SUMMARIES: Final = {
    "fi": "Lyhyesti siitä, mistä tämä sivu kertoo ja kenelle se on kirjoitettu.",
    "sv": "Kort om vad denna sida handlar om och för vem den har skrivits.",
    "en": "In short what this page is about and whom it has been written for.",
}
_WAY: Final = ("problem", "consequence", "means", "effect")
_MATERIALS: Final = ("guide", "template", "video", "slides", "report", "website", "other")
_HEADING: Final = "nain-se-tehdaan"
"""The anchor of the heading that every original has."""


def enriched(terms: Mapping[str, list[Fields]]) -> dict[str, list[Fields]]:
    """The terms with descriptions, addresses and the fields of their own vocabulary; one theme has been replaced."""
    successor = terms["themes"][0]["key"]
    more = {name: [_more(name, number, terms) for number in range(len(items))] for name, items in terms.items()}
    whole: dict[str, list[Fields]] = {
        name: [{**term, **added} for term, added in zip(items, more[name], strict=True)]
        for name, items in terms.items()
    }
    whole["themes"].append({"key": "vanha-teema", "label": {"fi": "Vanha teema"}, "deprecated_by": successor})
    return whole


def _more(name: str, number: int, terms: Mapping[str, list[Fields]]) -> Fields:
    """What the term of that number has beside its key and its label."""
    key = terms[name][number]["key"]
    fields: dict[str, Value] = {"description": {"fi": f"Selitys numero {number}."}} if number % 2 else {}
    match name:
        case "ways-of-working":
            fields |= {field: {"fi": f"Yksi virke: {field}.", "sv": f"En mening: {field}."} for field in _WAY}
        case "organisations":
            fields |= {"url": f"https://example.org/organisaatio/{key}", "aliases": [f"Opisto {number}"]}
        case "projects":
            fields |= {"code": f"E{number:05}", "funder": {"fi": "Esimerkkirahasto", "en": "Example Fund"}}
            fields |= {"start": "2021-08-01", "end": f"{2024 + number % 5}-07-31"}
            fields["owner"] = terms["organisations"][0]["key"]
    return fields


def write_beside(content: Path, languages: Collection[str]) -> None:
    """The articles, the images and the notes on words."""
    for order, (slug, titles) in enumerate(_PAGES.items(), 1):
        for language, title in zip(_SUMMARIES, titles, strict=True):
            if language in languages:
                own: dict[str, Value] = {"order": order, "previous_slugs": [f"entinen-{slug}"]}
                if slug == "saavutettavuus":
                    own["shows"] = "accessibility"
                fields = {"title": title, "summary": _SUMMARIES[language], **(own if language == "fi" else {})}
                suffix = "" if language == "fi" else f".{language}"
                write_document(content / "pages" / f"{slug}{suffix}.md", fields, f"## {title} 2\n\n{title}.")
    (content / "media").mkdir()
    for number in range(IMAGES):
        (content / "media" / f"kaavio-{number}.png").write_bytes(png(number))
    (content / "vocabulary" / "words.yaml").write_text(listed(WORD_NOTES), encoding="utf-8")


def png(number: int) -> bytes:
    """A square of one colour, another one for each number below 256."""
    side = 16
    rows = (b"\0" + bytes((number * 31 % 256, number % 256, 128)) * side) * side
    head = struct.pack(">2I5B", side, side, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )


class Rich:
    """Adds to the entries of one bank, one after another.

    `drafts` are the ones that nothing may link to. `often` is how many times as much as in a large bank there is of
    everything, so that a small one has some of it, too.
    """

    def __init__(self, say: Teller, *, often: int = 1) -> None:
        self.say = say
        self.often = often
        self.drafts: set[str] = set()

    def fields(
        self, given: Fields, number: int, earlier: Sequence[str], owner: Callable[[Teller], str], *, may_be_draft: bool
    ) -> dict[str, Value]:
        """More fields of an entry; `earlier` are the entries that it may relate to."""
        is_tool = "cadence" in given
        added = self._common(given, number, earlier) | (self._tool() if is_tool else self._practice(given, owner))
        if may_be_draft and given["status"] == "published" and self._happens(0.01):
            added["status"] = "draft"
        return added

    def more_body(self, earlier: Sequence[str]) -> str:
        """What stands below an entry's body: links to other entries, a picture, a table, notes."""
        say, parts = self.say, list[str]()
        linked = [ref for ref in (say.chance.choice(earlier) for _ in range(2) if earlier) if ref not in self.drafts]
        if self._happens(0.2):
            anchors = [f"[{say.capital()}](../{ref}.md{say.chance.choice(('', f'#{_HEADING}'))})" for ref in linked]
            parts += [f"Lue myös: {', '.join(anchors)} ja [tietoa](../pages/tietoa.md)."]
        if self._happens(0.06):
            parts += [f"![{say.capital()}](../media/kaavio-{say.chance.randrange(IMAGES)}.png)"]
        if self._happens(0.06):
            rows = "\n".join(f"| {say.capital()} | {number} h |" for number in range(1, 4))
            parts += [f"| Vaihe | Kesto |\n|:------|------:|\n{rows}"]
        if self._happens(0.06):
            kind = say.chance.choice(("note", "tip", "warning", "important", "caution"))
            parts += [f"!!! {kind}\n    {say.text(1)}"]
        if self._happens(0.04):
            parts += [f"{say.text(1)} Alaviite[^1].\n\n[^1]: {say.capital()}, <https://example.org/lahde>."]
        if self._happens(0.04):
            parts += [f"### {say.capital()}\n\n1. {say.text(1)}\n2. *{say.capital()}* ja **{say.noun().base}**"]
        if self._happens(0.03):
            parts += [f"{say.capital()}\n:   {say.text(1)}"]
        return "".join(f"\n\n{part}" for part in parts)

    def _common(self, given: Fields, number: int, earlier: Sequence[str]) -> dict[str, Value]:
        say, more = self.say, dict[str, Value]()
        if earlier and self._happens(0.06):
            to = say.chance.choice(earlier)
            more["relations"] = [
                *_list(given["relations"]),
                {"type": "alternative_to", "to": to, "note": say.text(1)},
            ]
        if earlier and self._happens(0.02):
            more["not_duplicate_of"] = [say.chance.choice(earlier)]
        if self._happens(0.1):
            kind, language = say.chance.choice(_MATERIALS), say.chance.choice(("fi", "sv", "en", "se"))
            address = f"https://example.org/lisaa/{number}?a=1&b=2#kohta"
            more["materials"] = [
                *_list(given["materials"]),
                {"title": say.capital(), "url": address, "kind": kind, "lang": language},
            ]
        if self._happens(0.05):
            more["licence"] = "CC-BY-SA-4.0"
        if self._happens(0.05):
            more["previous_slugs"] = [f"entinen-nimi-{number}"]
        if self._happens(0.1):
            more["review_every"] = say.chance.choice((6, 12, 36))
        if self._happens(0.05):
            more["contact"] = {"name": "Essi Esimerkki", "url": f"https://example.org/yhteys/{number}"}
        if not given["project"] and self._happens(0.5):
            more["origin"] = {"kind": say.chance.choice(("network", "unknown")), "note": say.text(1)}
        return more

    def _practice(self, given: Fields, owner: Callable[[Teller], str]) -> dict[str, Value]:
        say, more = self.say, dict[str, Value]()
        if self._happens(0.06):
            more["reviews"] = [
                *_list(given["reviews"]),
                {"kind": "expert", "by": "Asiantuntijaryhmä", "organisation": owner(say), "date": "2025-01-15",
                 "verdict": say.chance.choice(("green", "yellow", "red")), "note": say.text(1)},
            ]  # fmt: skip
        if self._happens(0.06):
            since = say.chance.choice(("2023", "2024-08", "2024-08-15"))
            more["adoptions"] = [
                *_list(given["adoptions"]),
                {"organisation": owner(say), "since": since, "note": say.text(1)},
            ]
        if self._happens(0.1):
            more["results"] = [
                *_list(given["results"]),
                {"text": say.text(2), "kind": "measured", "source": "Loppukysely 2025", "date": "2025-05-31"},
            ]
        return more

    def _tool(self) -> dict[str, Value]:
        say, more = self.say, dict[str, Value]()
        if self._happens(0.3):
            more["events"] = [
                {"title": f"{say.capital()} {month}", "start": f"2026-{month:02}-01T09:00+02:00",
                 "end": f"2026-{month:02}-0{say.chance.randint(1, 3)}T15:30+02:00", "place": "Etäyhteys",
                 "url": f"https://example.org/ilmoittaudu/{month}"}
                for month in range(1, say.chance.randint(2, 5))
            ]  # fmt: skip
        if self._happens(0.2):
            more["outputs"] = [
                {"title": say.capital(), "url": "https://example.org/muistio", "date": "2025-10-01"},
                {"title": say.capital()},
            ]
        return more

    def _happens(self, share: float) -> bool:
        return self.say.happens(share * self.often)


def _list(value: Value) -> list[Value]:
    return value if isinstance(value, list) else []
