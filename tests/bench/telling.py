"""Made-up sentences: words drawn as they are in texts, in their real forms."""

import random
import re
from functools import cache
from typing import Final, TypeVar

from tests.bench.gold import DOCUMENTS, read_lines
from tests.bench.words import CASES, Noun, words

T = TypeVar("T")

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
OTHER_WORDS: Final = {
    "sv": "handledning välbefinnande lärande bedömning samarbete delaktighet språkmedvetenhet jämlikhet övergångar "
    "arbetsplatslärande studiestöd ledarskap kvalitet hållbarhet motion kamratstöd nätverk kartläggning".split(),
    "en": "guidance wellbeing learning assessment cooperation participation languages equality transitions placements "
    "tutoring leadership quality sustainability exercise mentoring networks mapping".split(),
}
_SLOT: Final = re.compile(r"\{(\w+)\}")


@cache
def _gold_sentences() -> tuple[str, ...]:
    """The sentences of the gold documents' bodies, as often as they stand there."""
    bodies = " ".join(document["body"] for document in read_lines(DOCUMENTS))
    return tuple(re.split(r"(?<=[.!?]) (?=[A-ZÅÄÖ])", bodies))


@cache
def _pieces(template: str) -> tuple[str, ...]:
    """A template cut at its slots: text and names of slots in turn."""
    return tuple(_SLOT.split(template))


class Teller:
    """Draws words and sentences, one after another, by a chance of its own."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.words = words()

    def other_sentence(self, language: str) -> str:
        template = self.chance.choice(_OTHER_SENTENCES[language])
        return _SLOT.sub(lambda _: self.chance.choice(OTHER_WORDS[language]), template)

    def body(self) -> str:
        paragraphs = [self.text(self.chance.randint(2, 4)) for _ in range(self.chance.randint(2, 3))]
        items = "\n".join(f"- {self.capital()}" for _ in range(3))
        return "\n\n".join([paragraphs[0], "## Näin se tehdään", *paragraphs[1:], items])

    def text(self, sentences: int) -> str:
        return " ".join(
            self.chance.choice(_gold_sentences()) if self.happens(0.5) else self.sentence() for _ in range(sentences)
        )

    def sentence(self) -> str:
        """A sentence whose slots are filled; a slot with a capital begins it."""
        return "".join(
            self._filled(piece) if place % 2 else piece
            for place, piece in enumerate(_pieces(self.chance.choice(_SENTENCES)))
        )

    def _filled(self, slot: str) -> str:
        match slot.lower():
            case "a":
                return self.drawn(self.words.adjectives).base
            case "place":
                return self.drawn(self.words.places).forms[CASES.index("ine")]
            case case:
                form = self.noun().forms[CASES.index(case)]
                return form if slot.islower() else form.capitalize()

    def capital(self) -> str:
        return self.noun().base.capitalize()

    def noun(self) -> Noun:
        return self.drawn(self.words.nouns)

    def drawn(self, items: tuple[T, ...]) -> T:
        """One of the items; the n-th has a share of about 1/n."""
        return items[int((len(items) + 1) ** self.chance.random()) - 1]

    def happens(self, share: float) -> bool:
        return self.chance.random() < share
