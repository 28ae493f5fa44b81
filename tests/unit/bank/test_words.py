from typing import Final

import pytest

from tests.unit.bank.tellers import Teller
from zoomibank.bank.words import Lexicon, bases_of, corrected, ending, learn, restored, stored, synonyms
from zoomibank.content.schema import Language, WordNote

WORDS: Final = ("siirtymien", "työpaikkaohjaajien", "siirtymävaiheen", "outokumpu")


def _learnt(*words: str, known: Lexicon | None = None, teller: Teller | None = None) -> Lexicon:
    found, whole = learn(words, known or Lexicon(), language="fi", find=lambda _: teller or Teller())
    assert whole
    return found


def test_a_word_is_known_by_its_base_form_and_that_by_its_stems() -> None:
    """The stems of all forms are told as changes of the base form's end."""
    lexicon = _learnt("töissä")
    assert lexicon.lemmas_of("töissä") == ("työ",)
    assert lexicon.lemmas["työ"] == "|2öiss 2öit"


def test_an_unknown_word_stands_for_itself() -> None:
    """What no dictionary knows is its own base form, with the parts that its hyphens show."""
    lexicon = _learnt("outokumpu")
    assert lexicon.lemmas_of("outokumpu") == ("outokumpu",)
    assert Lexicon().lemmas_of("hoks") == ("hoks",)
    assert Lexicon().parts_of("opinto-ohjaus") == ("opinto", "ohjaus")


def test_an_unknown_compound_is_inflected_like_its_last_word() -> None:
    """The forms of the last word are those of the compound."""
    lexicon = _learnt("hyvinvointiuhka")
    assert lexicon.lemmas["hyvinvointiuhka"] == "hyvinvointi uhka|5"


def test_only_new_words_are_looked_up() -> None:
    """A build whose words are all known asks no dictionary, and what it knows stays the very same."""
    known = _learnt(*WORDS)
    teller = Teller()
    assert _learnt(*WORDS, known=known, teller=teller) is known
    assert _learnt(*WORDS, "2026", "12-18", known=known, teller=teller) is known, "numbers stand for themselves"
    assert teller.asked == []
    _learnt(*WORDS, "uhan", known=known, teller=teller)
    assert set(teller.asked) == {"uhan"}


def test_what_is_known_does_not_hang_on_the_order_of_learning() -> None:
    """Word by word, or all at once: the same is known."""
    together, known = _learnt(*WORDS), Lexicon()
    for word in reversed(WORDS):
        known = _learnt(word, known=known)
    assert stored(known)["words"] == stored(together)["words"]
    assert stored(known)["lemmas"] == stored(together)["lemmas"]


def test_another_dictionary_forgets_what_the_first_one_said() -> None:
    """What was remembered holds only for the same dictionary in the same version."""
    teller = Teller("sanakirja 2")
    _learnt(*WORDS, known=_learnt(*WORDS), teller=teller)
    assert set(WORDS) <= set(teller.asked)


def test_without_a_dictionary_the_known_words_stay_known() -> None:
    """New words are then told as missing, and not remembered."""
    known = _learnt(*WORDS)
    assert learn(WORDS, known, language="fi", find=lambda _: None) == (known, True)
    assert learn(("uusi",), known, language="fi", find=lambda _: None) == (known, False)


def test_a_lexicon_comes_back_as_it_was_stored() -> None:
    known = _learnt(*WORDS)
    assert restored(stored(known)) == known


@pytest.mark.parametrize(
    "damaged",
    [None, [], {}, {"source": "x", "words": {"a": 1}, "lemmas": {}},
     {"source": "x", "words": {}, "lemmas": {"a": ["b"]}}, {"source": 1, "words": {}, "lemmas": {}},
     {"source": "x", "words": {}, "lemmas": {"a": 5}}],
    ids=repr,
)  # fmt: skip
def test_a_damaged_memory_knows_nothing(damaged: object) -> None:
    assert restored(damaged) == Lexicon()


@pytest.mark.parametrize(
    ("lemma", "other", "expected"),
    [("työ", "tö", "2ö"), ("vaihe", "vaih", "1"), ("a" * 40, "b", ""), ("uhka", "uha", "2a")],
)
def test_ending(lemma: str, other: str, expected: str) -> None:
    assert ending(lemma, other) == expected


def test_editors_notes_stand_over_the_dictionary() -> None:
    """A base form and parts that editors give replace what the dictionary says, and other words stay."""
    notes = (
        WordNote(word="hoksin", language=Language.FI, lemma="hoks"),
        WordNote(word="siirtymävaihe", language=Language.FI, parts=("siirtymä", "vaihe")),
        WordNote(word="nivelvaihe", language=Language.FI, synonyms=("siirtymä", "siirtymävaihe")),
    )
    learnt, _ = learn(("hoksin", *WORDS), Lexicon(), bases=bases_of(notes), language="fi", find=lambda _: Teller())
    lexicon = corrected(learnt, notes)
    assert lexicon.lemmas_of("hoksin") == ("hoks",)
    assert lexicon.parts_of("siirtymävaihe") == ("siirtymä", "vaihe")
    assert lexicon.lemmas_of("siirtymien") == ("siirtymä",)
    assert lexicon.endings_of("nivelvaihe") == learnt.endings_of("nivelvaihe")
    assert list(synonyms(notes)) == [("nivelvaihe", "siirtymä", "siirtymävaihe")]
