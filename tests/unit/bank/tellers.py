"""A dictionary of a few words, for the tests of what is made of one."""

from collections.abc import Mapping
from typing import Final

FORMS: Final = {
    "siirtymä": ("siirtymä", "siirtymän", "siirtymää", "siirtymien", "siirtymissä"),
    "vaihe": ("vaihe", "vaiheen", "vaihetta", "vaiheiden"),
    "työ": ("työ", "työn", "töissä", "töitä"),
    "paikka": ("paikka", "paikan", "paikkojen"),
    "työpaikka": ("työpaikka", "työpaikan", "työpaikalla"),
    "ohjaaja": ("ohjaaja", "ohjaajan", "ohjaajien"),
    "ohjata": ("ohjata", "ohjaa", "ohjattiin"),
    "hyvinvointi": ("hyvinvointi", "hyvinvoinnin", "hyvinvointia"),
    "keskeyttäminen": ("keskeyttäminen", "keskeyttämisen"),
    "uhka": ("uhka", "uhan"),
    "opinnot": ("opinnot", "opintojen"),
    "ohjaus": ("ohjaus", "ohjauksen"),
}


class Teller:
    """Knows `FORMS`, and counts how often it was asked for words."""

    def __init__(self, name: str = "sanakirja 1") -> None:
        self.name = name
        self.asked: list[str] = []
        self._lemmas = {form: lemma for lemma, forms in FORMS.items() for form in forms}

    def lemmas(self, word: str) -> tuple[str, ...]:
        self.asked.append(word)
        return (self._lemmas.get(word, word),)

    def is_lemma(self, word: str) -> bool:
        return word in FORMS

    def forms(self, lemmas: frozenset[str]) -> Mapping[str, tuple[str, ...]]:
        return {lemma: FORMS[lemma] for lemma in lemmas if lemma in FORMS}

    def parts(self, word: str) -> tuple[str, ...]:  # noqa: ARG002 -- like most dictionaries
        return ()
