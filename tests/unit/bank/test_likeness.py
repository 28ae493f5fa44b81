"""Texts of one thing are found whatever forms and compounds their words stand in; others are not."""

import pytest

from tests.unit.bank.tellers import Teller
from zoomibank.bank.likeness import NAMED, Learn, Like, Text, alike, nearest
from zoomibank.bank.senses import Senses
from zoomibank.bank.words import Lexicon, learn

OTHERS = (
    Text("Retkipäivä metsässä", ("luonto",), "Koko ryhmä lähtee syksyllä metsään ja oppii tunnistamaan puita."),
    Text("Matikkakerho iltapäivisin", ("matematiikka",), "Laskuja lasketaan yhdessä pullan ja mehun voimalla."),
    Text("Kirjallisuuspiiri verkossa", ("lukeminen",), "Kerran kuussa puhutaan kirjasta, jonka kaikki ovat lukeneet."),
    Text("Valokuvaus harrastuksena", ("kuvat",), "Kamerat lainataan koululta, ja kuvat pannaan seinälle näytille."),
)
ONE = Text("Työpaikkaohjaaja ja hyvinvointi", ("ohjaus",), "Ohjaajat kokoontuvat työpaikalla ja puhuvat arjesta.")
SAME = Text("Hyvinvoinnin ohjaajia työpaikalla", ("ohjaus",), "Kerran kuussa ohjaajilla on oma hetki.")


class Asked:
    """What a dictionary of a few words says, and which words it was asked for."""

    def __init__(self) -> None:
        self.words: list[set[str]] = []

    def __call__(self, words: object) -> Senses:
        assert isinstance(words, set)
        self.words.append(words)
        return Senses(learn(words, Lexicon(), language="fi", find=lambda _: Teller())[0])


def _nothing_known(_: object) -> Senses:
    return Senses(Lexicon())


def _numbers(texts: list[Text], passed_over: dict[int, set[int]] | None = None, asked: Learn | None = None) -> object:
    skipped = [(passed_over or {}).get(number, set()) for number in range(len(texts))]
    found = alike(texts, skipped, asked or Asked())
    return {own: [like.number for like in near] for own, near in found.items()}


def test_the_later_of_two_texts_is_told() -> None:
    """Inflection and compounding do not hide what two texts share."""
    assert _numbers([ONE, *OTHERS, SAME]) == {5: [0]}
    assert _numbers([SAME, *OTHERS, ONE]) == {5: [0]}


def test_base_forms_are_what_tells() -> None:
    """By the roots alone the two are too far apart."""
    assert _numbers([ONE, *OTHERS, SAME], asked=_nothing_known) == {}


def test_texts_that_are_passed_over_are_not_named() -> None:
    assert _numbers([ONE, *OTHERS, SAME], {5: {0}}) == {}
    assert _numbers([ONE, SAME, *OTHERS, SAME._replace(title="Ohjaajien hyvinvointi")], {6: {0}}) == {1: [0], 6: [1]}


def test_no_more_are_named_than_can_be_looked_at() -> None:
    """The nearest of many, nearest first, equals by their order."""
    many = [Text(f"Sama asia {number}", ("asia",), "Sama kuvaus kaikissa.") for number in range(20)]
    found = alike(many, [()] * 20, Asked())
    assert {own: len(near) for own, near in found.items()} == {own: min(own, NAMED) for own in range(1, 20)}
    assert all(near == tuple(sorted(near, key=lambda like: (-like.likeness, like.number))) for near in found.values())


def test_one_text_twice_is_wholly_alike() -> None:
    assert alike([ONE, *OTHERS, ONE], [()] * 6, Asked()) == {5: (Like(0, 1.0),)}


def test_nothing_is_looked_up_when_no_texts_are_near() -> None:
    """Loading a dictionary takes seconds, so it is not for nothing; what is asked is about the near texts only."""
    asked = Asked()
    assert _numbers([ONE, *OTHERS], asked=asked) == {}
    assert asked.words == []
    _numbers([ONE, *OTHERS, SAME], asked=asked)
    assert len(asked.words) == 1
    assert "metsässä" not in asked.words[0]
    assert "työpaikalla" in asked.words[0]


@pytest.mark.parametrize("texts", [[], [ONE], [Text(""), Text("")], [Text("–"), Text("?!", ("",), "…")]])
def test_texts_without_words_or_others_are_like_nothing(texts: list[Text]) -> None:
    assert _numbers(texts) == {}


def test_a_title_is_enough_to_find_the_nearest() -> None:
    """Whoever is about to write an entry has a title first."""
    found = nearest(Text("Hyvinvoinnin ohjaaja työpaikalla"), [*OTHERS, ONE], Asked())
    assert [like.number for like in found] == [4]
    assert nearest(Text("Aivan muuta"), [*OTHERS, ONE], Asked()) == ()
    assert nearest(ONE, [], Asked()) == ()


def test_the_nearest_of_a_whole_text() -> None:
    assert [like.number for like in nearest(SAME, [*OTHERS, ONE], Asked())] == [4]
