"""Made-up banks of any size, with everything that the model has, the same for the same number and seed.

Run as `python -m tests.bench.corpus 1000 FOLDER`. Half of the sentences are the gold documents' own, so that real
queries find something; the other half are filled with words drawn as they are in texts: the n-th word of a list has a
share of about 1/n, and every word stands in its real forms. One entry in five is a tool.
"""

import random
import re
import sys
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Final, TypeVar

from tests.bench.files import LANGUAGES, Fields, Value, write_bank, write_document
from tests.bench.gold import DOCUMENTS, read_lines
from tests.bench.words import CASES, Noun, words
from zoomibank.text import slugify

T = TypeVar("T")

OWNERS, PROJECTS, MOST_KEYWORDS = 60, 40, 4000
LAST_DAY: Final = date(2026, 3, 1)
"""The last day in the bank; it is built for a later one."""

_VOCABULARIES: Final = {
    "themes": (
        ("Ohjaus ja tuki", "Handledning och stöd", "Guidance and support"),
        ("Hyvä arki", "En god vardag", "Everyday wellbeing"),
        ("Työssä oppiminen", "Lärande i arbetet", "Learning at work"),
        ("Nivelvaiheet", "Övergångsskeden", "Transition stages"),
        ("Digitaalinen oppiminen", "Digitalt lärande", "Digital learning"),
        ("Osallisuus", "Delaktighet", "Participation"),
        ("Monikielisyys", "Flerspråkighet", "Multilingualism"),
        ("Johtaminen ja laatu", "Ledning och kvalitet", "Leadership and quality"),
        ("Kestävä elämäntapa", "Hållbar livsstil", "Sustainable living"),
        ("Verkostot", "Nätverk", "Networks"),
        ("Osaamisen arviointi", "Bedömning av kunnande", "Assessment of competence"),
        ("Yrittäjyys", "Företagsamhet", "Entrepreneurship"),
    ),
    "target-groups": (
        ("Opiskelijat", "Studerande", "Students"),
        ("Opettajat", "Lärare", "Teachers"),
        ("Opinto-ohjaajat", "Studiehandledare", "Guidance counsellors"),
        ("Työpaikkaohjaajat", "Arbetsplatshandledare", "Workplace instructors"),
        ("Huoltajat", "Vårdnadshavare", "Guardians"),
        ("Johto ja esihenkilöt", "Ledning och chefer", "Management"),
        ("Kehittäjät", "Utvecklare", "Developers"),
        ("Nuorisotyö", "Ungdomsarbete", "Youth work"),
        ("Työnantajat", "Arbetsgivare", "Employers"),
        ("Asuntoloiden henkilöstö", "Internatens personal", "Dormitory staff"),
    ),
    "phases": (
        ("Idea", "Idé", "Idea"),
        ("Kokeilu", "Försök", "Trial"),
        ("Rakenne", "Struktur", "Structure"),
        ("Arki", "Vardag", "Everyday use"),
    ),
    "ways-of-working": (
        ("Kohdataan", "Vi möts", "Meeting"),
        ("Kootaan", "Vi samlar", "Gathering"),
        ("Kerrotaan", "Vi berättar", "Telling"),
        ("Koulutetaan", "Vi utbildar", "Training"),
    ),
    "goals": (("Yhteistyö", "Samarbete", "Cooperation"), ("Tieto", "Kunskap", "Knowledge")),
}
_SENTENCES: Final = """
{Pl} osallistuvat {gen} suunnitteluun alusta alkaen, ja {a} {nom} kootaan heidän kanssaan.
{Nom} tukee {plgen} arkea silloin, kun {ine} tapahtuu muutoksia.
Ennen {gen} käyttöönottoa {plpar} kuultiin {place}, ja {nom} muuttui sen jälkeen.
Työhön kuuluvat {nom}, {nom} ja joskus myös {nom}.
{Gen} ja {gen} välinen yhteys näkyy vasta, kun {a} {nom} on tehty.
{Ade} haetaan ratkaisua siihen, miten {pl} löytävät {ill}.
Kun {nom} liitetään {ill}, {pl} saavat siitä tukea omaan työhönsä.
{Ela} opittiin, että {nom} vaatii aikaa ja rauhaa.
Aloitimme {ela}, koska {nom} oli monelle vieras.
Vastuu {ela} on yhdellä tiimillä, mutta {nom} kuuluu kaikille.
{Place} {nom} järjestettiin kolme kertaa, ja {plpar} oli mukana joka kerta.
Jokainen {nom} kirjataan, ja {gen} jälkeen tiedot käydään läpi.
{All} varataan oma hetki, jotta {nom} ei jää kiireen jalkoihin.
Palautteen mukaan {a} {nom} toimii paremmin kuin pelkkä {nom}.
{Gen} aikana seurattiin, miten {pl} käyttävät {par}.
{Pline} on eroja, joten {nom} kannattaa sovittaa omaan taloon.
Materiaaliin kuuluu {nom} sekä lyhyt {nom} {all}.
{Par} ei voi siirtää sellaisenaan, mutta {gen} periaatteet sopivat muuallekin.
""".strip().split("\n")
_OTHER_SENTENCES: Final = {
    "sv": (
        "Arbetssättet gör det lättare att ta upp {word} och {word} i vardagen.",
        "Gruppen träffas varje månad och talar om {word}.",
        "Vi började med {word} eftersom många hade frågat efter det.",
        "Erfarenheterna av {word} samlas i en kort rapport.",
        "Den som är ny får stöd med {word} av en kollega.",
    ),
    "en": (
        "The practice makes it easier to bring up {word} and {word} in everyday work.",
        "The group meets every month and talks about {word}.",
        "We began with {word} because many people had asked for it.",
        "What was learnt about {word} is gathered in a short report.",
        "A colleague helps newcomers with {word}.",
    ),
}
_OTHER_WORDS: Final = {
    "sv": "handledning välbefinnande lärande bedömning samarbete delaktighet språkmedvetenhet jämlikhet övergångar "
    "arbetsplatslärande studiestöd ledarskap kvalitet hållbarhet motion kamratstöd nätverk kartläggning".split(),
    "en": "guidance wellbeing learning assessment cooperation participation languages equality transitions placements "
    "tutoring leadership quality sustainability exercise mentoring networks mapping".split(),
}
_SLOT: Final = re.compile(r"\{(\w+)\}")


def write_corpus(content: Path, size: int, *, seed: int = 1) -> Path:
    """A bank of so many entries in a folder that is not there yet."""
    author = _Author(random.Random(f"{seed}:{size}"), size)
    write_bank(content, title="Koepankki", vocabularies=author.vocabularies())
    for number in range(size):
        author.write(content, number)
    return content


@cache
def _gold_sentences() -> tuple[str, ...]:
    """The sentences of the gold documents' bodies, as often as they stand there."""
    bodies = " ".join(document["body"] for document in read_lines(DOCUMENTS))
    return tuple(re.split(r"(?<=[.!?]) (?=[A-ZÅÄÖ])", bodies))


@cache
def _pieces(template: str) -> tuple[str, ...]:
    """A template cut at its slots: text and names of slots in turn."""
    return tuple(_SLOT.split(template))


def _term(*labels: str) -> Fields:
    """A term with its labels in Finnish and, if given, in Swedish and English."""
    return {"key": slugify(labels[0]), "label": dict(zip(LANGUAGES, labels, strict=False))}


class _Author:
    """Writes the entries of one bank, one after another."""

    def __init__(self, chance: random.Random, size: int) -> None:
        self.chance = chance
        self.size = size
        self.words = words()
        self.keywords = self._keywords(max(12, min(MOST_KEYWORDS, size // 4)))
        self.refs: list[str] = []
        self.titles: set[str] = set()

    def vocabularies(self) -> dict[str, list[Fields]]:
        """The terms of all vocabularies."""
        places = [place.base for place in self.words.places]
        named = {
            "organisations": [(f"{place}n ammattiopisto",) for place in places[:OWNERS]],
            "projects": [(f"Yhdessä {place}ssa",) for place in places[-PROJECTS:]],
        }
        return {name: [_term(*labels) for labels in terms] for name, terms in (_VOCABULARIES | named).items()}

    def write(self, content: Path, number: int) -> None:
        """The files of one entry."""
        is_tool = self._happens(0.2)
        kind = "tools" if is_tool else "practices"
        title = self._title()
        slug = f"{slugify(title)[:60].strip('-')}-{number}"
        fields = self._common(title, number) | (self._tool() if is_tool else self._practice())
        file = content / kind / f"{slug}.md"
        write_document(file, fields, self._body())
        for language, share in (("sv", 0.15), ("en", 0.1)):
            if self._happens(share):
                write_document(file.with_suffix(f".{language}.md"), *self._translation(language))
        self.refs.append(f"{kind}/{slug}")

    def _common(self, title: str, number: int) -> dict[str, Value]:
        added = LAST_DAY - timedelta(days=int(3000 * self.chance.random()))
        reviewed = added + timedelta(days=int((LAST_DAY - added).days * self.chance.random()))
        has_project = self._happens(0.7)
        fields: dict[str, Value] = {
            "title": title,
            "summary": self._text(2),
            "themes": self._keys("themes", 3),
            "target_groups": self._keys("target-groups", 4),
            "keywords": list(dict.fromkeys(self._drawn(self.keywords) for _ in range(self.chance.randint(2, 5)))),
            "aliases": [self._noun().base] if self._happens(0.1) else [],
            "owner": slugify(f"{self._drawn(self.words.places[:OWNERS]).base}n ammattiopisto"),
            "contact": {"role": "Kehittämispalvelut", "email": "kehittaminen@example.org"},
            "project": slugify(f"Yhdessä {self._drawn(self.words.places[-PROJECTS:]).base}ssa") if has_project else "",
            "origin": {"kind": "project" if has_project else "organisation"},
            "added": added.isoformat(),
            "reviewed": reviewed.isoformat() if self._happens(0.8) else "",
            "status": self._status(number),
            "register_id": 1000 + number,
            "relations": self._relations(number),
            "materials": [
                {
                    "title": f"{self._capital()} oppaana",
                    "url": f"https://example.org/aineisto/{number}",
                    "kind": "guide",
                }
            ]
            if self._happens(0.3)
            else [],
        }
        return fields

    def _practice(self) -> dict[str, Value]:
        return {
            "results": [self._result() for _ in range(self.chance.randint(0, 3))],
            "phase": self._key("phases") if self._happens(0.9) else "",
            "steps": self._steps(),
            "adoption": {
                "decision": self._text(1),
                "plan": self._text(2),
                "measures": [self._text(1)],
                "enablers": [self._capital()],
                "barriers": [self._capital()],
            }
            if self._happens(0.25)
            else {},
            "reviews": [{"kind": "peer", "by": "Vertaisryhmä", "date": LAST_DAY.isoformat(), "verdict": "green"}]
            if self._happens(0.1)
            else [],
            "adoptions": [
                {
                    "organisation": slugify(f"{self._drawn(self.words.places[:OWNERS]).base}n ammattiopisto"),
                    "since": "2025",
                    "phase": self._key("phases"),
                }
            ]
            if self._happens(0.15)
            else [],
        }

    def _tool(self) -> dict[str, Value]:
        return {
            "ways_of_working": self._keys("ways-of-working", 2),
            "goals": self._keys("goals", 2),
            "cadence": self.chance.choice(("once", "monthly", "term", "yearly", "continuous")),
            "duration": {"min_minutes": 30, "max_minutes": 30 * self.chance.randint(1, 12)},
            "participants": {"min": 2, "max": self.chance.randint(4, 40)},
            "steps": self._steps(),
            "strengths": [self._text(1)],
            "weaknesses": [self._text(1)],
        }

    def _result(self) -> dict[str, Value]:
        kind = self.chance.choice(("aim", "aim", "observed", "observed", "measured"))
        result: dict[str, Value] = {"text": self._text(1), "kind": kind}
        return result | ({"source": "Lukuvuoden seurantakysely"} if kind == "measured" else {})

    def _steps(self) -> list[Value]:
        return [{"title": self._capital(), "text": self._text(1)} for _ in range(self.chance.choice((0, 0, 3, 4, 5)))]

    def _status(self, number: int) -> str:
        """One entry in fifty is superseded by the next, some are archived, and most are published."""
        if number % 50 == 7 and number + 1 < self.size:
            return "superseded"
        return "archived" if self._happens(0.04) else "published"

    def _relations(self, number: int) -> list[Value]:
        """Relations to earlier entries only, so none goes round in a circle."""
        replaced: list[Value] = [{"type": "replaces", "to": self.refs[-1]}] if number % 50 == 8 else []
        if not self.refs or self._happens(0.7):
            return replaced
        type_ = self.chance.choice(("continues", "complements", "requires", "see_also", "part_of"))
        return [*replaced, {"type": type_, "to": self.chance.choice(self.refs)}]

    def _translation(self, language: str) -> tuple[Fields, str]:
        """The fields and the body of a translation."""
        one, two = self.chance.sample(_OTHER_WORDS[language], 2)
        joint = {"sv": "och", "en": "and"}[language]
        title = self._unique(f"{one.title()} {joint} {two}")
        summary, body = (" ".join(self._other_sentence(language) for _ in range(count)) for count in (2, 6))
        return {"title": title, "summary": summary, "keywords": [one, two]}, body

    def _other_sentence(self, language: str) -> str:
        template = self.chance.choice(_OTHER_SENTENCES[language])
        return _SLOT.sub(lambda _: self.chance.choice(_OTHER_WORDS[language]), template)

    def _title(self) -> str:
        noun, other = self._noun(), self._noun()
        place = self._drawn(self.words.places).forms[CASES.index("ine")]
        adjective = self._drawn(self.words.adjectives).base
        return self._unique(
            self.chance.choice(
                (
                    f"{noun.base.capitalize()} {place}",
                    f"{adjective.capitalize()} {noun.base}",
                    f"{noun.forms[CASES.index('ela')].capitalize()} {other.forms[CASES.index('ill')]}",
                    f"{noun.forms[CASES.index('gen')].capitalize()} {other.base}",
                )
            )
        )

    def _unique(self, title: str) -> str:
        """The title, with a number where another entry has it."""
        own, number = title, 2
        while own.casefold() in self.titles:
            own, number = f"{title} {number}", number + 1
        self.titles.add(own.casefold())
        return own

    def _body(self) -> str:
        paragraphs = [self._text(self.chance.randint(2, 4)) for _ in range(self.chance.randint(2, 3))]
        items = "\n".join(f"- {self._capital()}" for _ in range(3))
        return "\n\n".join([paragraphs[0], "## Näin se tehdään", *paragraphs[1:], items])

    def _text(self, sentences: int) -> str:
        return " ".join(
            self.chance.choice(_gold_sentences()) if self._happens(0.5) else self._sentence() for _ in range(sentences)
        )

    def _sentence(self) -> str:
        """A sentence whose slots are filled; a slot with a capital begins it."""
        return "".join(
            self._filled(piece) if place % 2 else piece
            for place, piece in enumerate(_pieces(self.chance.choice(_SENTENCES)))
        )

    def _filled(self, slot: str) -> str:
        match slot.lower():
            case "a":
                return self._drawn(self.words.adjectives).base
            case "place":
                return self._drawn(self.words.places).forms[CASES.index("ine")]
            case case:
                form = self._noun().forms[CASES.index(case)]
                return form if slot.islower() else form.capitalize()

    def _capital(self) -> str:
        return self._noun().base.capitalize()

    def _noun(self) -> Noun:
        return self._drawn(self.words.nouns)

    def _drawn(self, items: tuple[T, ...]) -> T:
        """One of the items; the n-th has a share of about 1/n."""
        return items[int((len(items) + 1) ** self.chance.random()) - 1]

    def _happens(self, share: float) -> bool:
        return self.chance.random() < share

    def _key(self, vocabulary: str) -> str:
        return slugify(self._drawn(_VOCABULARIES[vocabulary])[0])

    def _keys(self, vocabulary: str, most: int) -> list[Value]:
        return list(dict.fromkeys(self._key(vocabulary) for _ in range(self.chance.randint(1, most))))

    def _keywords(self, count: int) -> tuple[str, ...]:
        """The bank's keywords: nouns, and one in seven with an adjective."""
        return tuple(
            f"{self._drawn(self.words.adjectives).base} {noun.base}" if number % 7 == 6 else noun.base
            for number, noun in enumerate(self.words.nouns[:count])
        )


if __name__ == "__main__":
    write_corpus(Path(sys.argv[2]), int(sys.argv[1]))
