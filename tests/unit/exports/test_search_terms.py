from tests.unit.bank.tellers import Teller
from zoomibank.bank.stemming import words_of
from zoomibank.bank.words import Lexicon, learn
from zoomibank.exports.search_terms import HEAVIEST, Term, index_terms
from zoomibank.exports.search_texts import Passage


def _lexicon(*texts: str) -> Lexicon:
    words = {word for text in texts for word in words_of(text)}
    return learn(words, Lexicon(), language="fi", find=lambda _: Teller())[0]


def _index(*documents: tuple[Passage, ...], synonyms: tuple[tuple[str, ...], ...] = ()) -> dict[str, Term]:
    texts = [passage.text for passages in documents for passage in passages]
    lexicon = _lexicon(*texts, *(word for group in synonyms for word in group))
    return dict(index_terms(documents, {"fi": lexicon}, synonyms))


def _docs(term: Term) -> list[int]:
    return [number for number, _ in term.postings]


def _names(*texts: str) -> list[tuple[Passage, ...]]:
    return [(Passage("name", text, "fi"),) for text in texts]


def test_an_entry_has_the_base_forms_of_its_words_and_their_parts() -> None:
    """A compound counts for its parts, too, but less; small words count for nothing."""
    terms = _index(*_names("Siirtymävaihe", "Siirtymän ohjaajat", "Hyvinvointia töissä ja"))
    assert _docs(terms["siirtymä"]) == [0, 1]
    assert dict(terms["siirtymä"].postings)[0] < dict(terms["siirtymä"].postings)[1]
    assert _docs(terms["työ"]) == [2]
    assert "ja" not in terms
    assert list(terms) == sorted(terms)


def test_where_a_word_stands_tells_how_much_it_weighs() -> None:
    fields = ("name", "summary", "body", "term")
    terms = _index(*[(Passage(field, "siirtymä", "fi"),) for field in fields])
    weights = [weight for _, weight in terms["siirtymä"].postings]
    assert weights == sorted(weights, reverse=True)
    assert len(set(weights)) == len(fields)
    assert all(1 <= weight <= HEAVIEST for weight in weights)


def test_a_word_lights_up_in_short_texts() -> None:
    """The same mention weighs more in a short text than in a long one."""
    terms = _index((Passage("body", "siirtymä", "fi"),), (Passage("body", "siirtymä " + "muu " * 50, "fi"),))
    (_, short), (_, long) = terms["siirtymä"].postings
    assert short > long


def test_terms_know_the_stems_of_their_forms_and_their_family() -> None:
    terms = _index(*_names("Kehittäjän ohjauksen kehittäminen", "kehittäjä"))
    assert terms["kehittäjä"].related == ("kehittäminen",)
    assert "1ks" in terms["ohjaus"].endings


def test_synonyms_are_found_even_where_no_entry_has_them() -> None:
    """A synonym without entries of its own leads to the word that has them."""
    terms = _index(*_names("Siirtymä"), synonyms=(("vaihe", "siirtymä"), ("uhka", "paikka")))
    assert terms["vaihe"].postings == ()
    assert terms["vaihe"].related == ("siirtymä",)
    assert "uhka" not in terms


def test_words_of_languages_without_a_lexicon_stand_for_themselves() -> None:
    assert _docs(dict(index_terms([(Passage("name", "Oahpaheaddji", "se"),)], {}, ()))["oahpaheaddji"]) == [0]
