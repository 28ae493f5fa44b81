"""Words for made-up entries: Finnish nouns in their real forms, put together into some ten thousand compounds."""

import random
from dataclasses import dataclass
from functools import cache
from typing import Final

CASES: Final = ("nom", "gen", "par", "ine", "ela", "ill", "ade", "all", "pl", "plgen", "plpar", "pline")
"""The forms of a noun, in the order of `_ENDINGS`."""

_ENDINGS: Final = {
    "nen": "nen sen sta sessa sesta seen sella selle set sten sia sissa",
    "us": "us uksen usta uksessa uksesta ukseen uksella ukselle ukset usten uksia uksissa",
    "uus": "uus uuden uutta uudessa uudesta uuteen uudella uudelle uudet uuksien uuksia uuksissa",
    "i": "i in ia issa ista iin illa ille it ien eja eissa",
    "u": "u un ua ussa usta uun ulla ulle ut ujen uja uissa",
    "ja": "ja jan jaa jassa jasta jaan jalla jalle jat jien jia jissa",
    "a": "a an aa assa asta aan alla alle at ojen oja oissa",
    "la": "la lan laa lassa lasta laan lalla lalle lat lojen loja loissa",
    "io": "io ion iota iossa iosta ioon iolla iolle iot ioiden ioita ioissa",
    "nta": "nta nnan ntaa nnassa nnasta ntaan nnalla nnalle nnat ntojen ntoja nnoissa",
    "nti": "nti nnin ntia nnissa nnista ntiin nnilla nnille nnit ntien nteja nneissa",
    "sto": "sto ston stoa stossa stosta stoon stolla stolle stot stojen stoja stoissa",
}
"""What is added in each case; a, o and u stand for ä, ö and y, too."""

_HEADS: Final = {
    "nen": "oppiminen kehittäminen johtaminen jakaminen kokoaminen osaaminen tunnistaminen ryhmäytyminen "
    "liikkuminen kohtaaminen tapaaminen sitoutuminen ymmärtäminen hankkiminen yhdistäminen",
    "us": "opetus ohjaus koulutus valmennus perehdytys harjoitus tutkimus kartoitus vastaus ehdotus toteutus "
    "palautus kuvaus selvitys kehitys esitys kysymys merkitys tarjous luokitus sopimus asennus",
    "uus": "osallisuus yhteisöllisyys vastuullisuus saavutettavuus yhdenvertaisuus yrittäjyys valmius toimivuus "
    "turvallisuus tietoisuus luovuus vaikuttavuus jatkuvuus joustavuus",
    "i": "kurssi tiimi palaveri malli prosessi peli testi mittari seminaari webinaari tuutori kuraattori "
    "mentori portaali profiili foorumi moduuli klubi",
    "u": "keskustelu kysely palvelu koulu työskentely opiskelu vierailu harjoittelu ajattelu kokeilu tarkastelu "
    "kuuntelu esittely suunnittelu",
    "ja": "opettaja ohjaaja opiskelija valmentaja kouluttaja kehittäjä järjestäjä tutkija tekijä neuvoja johtaja "
    "perehdyttäjä kuuntelija vetäjä",
    "a": "paja",
    "io": "tuokio studio",
    "nta": "toiminta seuranta hallinta hankinta valinta viestintä tarjonta",
    "nti": "arviointi hyvinvointi dokumentointi mentorointi raportointi budjetointi",
    "sto": "verkosto aineisto kirjasto ympäristö henkilöstö opisto laitteisto",
}
_STARTS: Final = (
    "opiskelija työ työpaikka opetus ohjaus koulutus hyvinvointi liikunta opinto oppimis kehittämis verkosto yhteis "
    "vertais ryhmä digi verkko kieli laatu palaute tuki ura yrittäjyys nuoriso harrastus hanke ympäristö media peli "
    "vuorovaikutus viestintä ilmasto terveys ravitsemus talous asuntola kulttuuri taide musiikki näyttö osaamis "
    "turvallisuus johtamis strategia arviointi seuranta ammatti aikuis kesä talvi tieto taito tunne luonto metsä "
    "puutarha keittiö kone sähkö rakennus logistiikka hoiva myynti matkailu kauppa asiakas huolto tutkinto "
    "henkilökunta huoltaja perhe siirtymä nivelvaihe polku valmistumis alku jatko lähi etä video mobiili"
).split()
_ADJECTIVES: Final = (
    "yhteinen paikallinen säännöllinen ammatillinen henkilökohtainen pedagoginen digitaalinen toiminnallinen "
    "moniammatillinen alueellinen sosiaalinen kansainvälinen monikielinen kokonaisvaltainen"
).split()
_SYLLABLES: Final = ("kui var han ris pel tam lok mer ken sor", "ka ti ra ve no lu mi sa", "la mo va ni ra ja")
"""What names of places are made of: the words that no dictionary knows."""

_BACK: Final = frozenset("aou")
_FRONT: Final = str.maketrans("aou", "äöy")
_VOWELS: Final = frozenset("aeiouyäö")


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun in all `CASES`."""

    forms: tuple[str, ...]

    @property
    def base(self) -> str:
        return self.forms[0]


@dataclass(frozen=True, slots=True)
class Words:
    """What a corpus is written with; the first are the most frequent."""

    nouns: tuple[Noun, ...]
    adjectives: tuple[Noun, ...]
    places: tuple[Noun, ...]


@cache
def words() -> Words:
    """All the words, in an order that is the same every time."""
    shuffled = random.Random(1)
    heads = [(word, kind) for kind, line in _HEADS.items() for word in line.split()]
    simple = [_noun("", word, kind) for word, kind in heads]
    compounds = [_noun(start, word, kind) for start in _STARTS for word, kind in heads if start not in word]
    first, middle, last = (line.split() for line in _SYLLABLES)
    places = [_noun("", f"{a}{b}{c}la".title(), "la") for a in first for b in middle for c in last]
    for found in (simple, compounds, places):
        shuffled.shuffle(found)
    adjectives = tuple(_noun("", word, "nen") for word in _ADJECTIVES)
    return Words((*simple, *compounds), adjectives, tuple(places))


def _noun(start: str, word: str, kind: str) -> Noun:
    """A noun in its forms, with another before it; its vowels tell those of its endings."""
    endings = _ENDINGS[kind].split()
    between = "-" if start and start[-1] == word[0] and word[0] in _VOWELS else ""
    stem = f"{start}{between}{word[: -len(endings[0])]}"
    has_back_vowels = bool(_BACK & set(word.lower()))
    return Noun(tuple(stem + (ending if has_back_vowels else ending.translate(_FRONT)) for ending in endings))
