from collections import Counter

from tests.unit.bank.tellers import Teller
from zoomibank.bank.stemming import words_of
from zoomibank.bank.words import Lexicon, learn
from zoomibank.exports.search_postings import HEAVIEST, read
from zoomibank.exports.search_terms import Found, found_terms, usual_lengths
from zoomibank.exports.search_texts import Counts, census


def _words(field: str, text: str, language: str = "fi") -> Counts:
    return {field: {language: Counter(words_of(text))}}


def _index(*entries: Counts, synonyms: tuple[tuple[str, ...], ...] = ()) -> Found:
    words = {word for counts in entries for languages in counts.values() for own in languages.values() for word in own}
    known = words.union(*synonyms)
    lexicon = learn(known, Lexicon(), language="fi", find=lambda _: Teller())[0]
    return found_terms(lambda: entries, census(entries), {"fi": lexicon}, synonyms)


def _weights(found: Found, term: str) -> dict[int, int]:
    """The weight of a term in each entry that has it."""
    return {place // HEAVIEST: place % HEAVIEST + 1 for place in read(found.postings[term])}


def _names(*texts: str) -> list[Counts]:
    return [_words("name", text) for text in texts]


def test_an_entry_has_the_base_forms_of_its_words_and_their_parts() -> None:
    """A compound counts for its parts, too, but less; small words count for nothing."""
    found = _index(*_names("Siirtymävaihe", "Siirtymän ohjaajat", "Hyvinvointia töissä ja"))
    weights = _weights(found, "siirtymä")
    assert list(weights) == [0, 1]
    assert weights[0] < weights[1]
    assert list(_weights(found, "työ")) == [2]
    assert "ja" not in found.terms
    assert list(found.terms) == sorted(found.terms)
    assert all(term.entries == len(_weights(found, name)) for name, term in found.terms.items())


def test_where_a_word_stands_tells_how_much_it_weighs() -> None:
    fields = ("name", "summary", "body", "term")
    weights = list(_weights(_index(*(_words(field, "siirtymä") for field in fields)), "siirtymä").values())
    assert weights == sorted(weights, reverse=True)
    assert len(set(weights)) == len(fields)
    assert all(1 <= weight <= HEAVIEST for weight in weights)


def test_a_word_lights_up_in_short_texts() -> None:
    """The same mention weighs more in a short text than in a long one."""
    weights = _weights(_index(_words("body", "siirtymä"), _words("body", "siirtymä " + "muu " * 50)), "siirtymä")
    assert weights[0] > weights[1]


def test_one_longer_text_does_not_change_what_is_usual() -> None:
    """Usual lengths are told in steps, so the weights of other entries stay."""
    before = usual_lengths({"body": (5000, 50)})
    assert before == usual_lengths({"body": (5040, 50)})
    assert before != usual_lengths({"body": (7000, 50)})
    assert 95 < before["body"] < 105
    assert usual_lengths({"term": (0, 2)}) == {"term": 1}


def test_terms_know_the_stems_of_their_forms_and_their_family() -> None:
    terms = _index(*_names("Kehittäjän ohjauksen kehittäminen", "kehittäjä")).terms
    assert terms["kehittäjä"].related == ("kehittäminen",)
    assert "1ks" in terms["ohjaus"].endings


def test_synonyms_are_found_even_where_no_entry_has_them() -> None:
    """A synonym without entries of its own leads to the word that has them."""
    terms = _index(*_names("Siirtymä"), synonyms=(("vaihe", "siirtymä"), ("uhka", "paikka"))).terms
    assert terms["vaihe"].entries == 0
    assert terms["vaihe"].related == ("siirtymä",)
    assert "uhka" not in terms


def test_words_of_languages_without_a_lexicon_stand_for_themselves() -> None:
    entries = [_words("name", "Oahpaheaddji", "se")]
    found = found_terms(lambda: entries, census(entries), {}, ())
    assert list(_weights(found, "oahpaheaddji")) == [0]
