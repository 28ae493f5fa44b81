from importlib.metadata import PackageNotFoundError

import pytest

from tests.unit.bank.tellers import Teller
from zoomibank.bank import dictionary
from zoomibank.bank.dictionary import find_dictionary


class _Analyser:
    """Answers as the Voikko library does."""

    def getVersion(self) -> str:  # noqa: N802 -- the library's name
        return "4.3"

    def analyze(self, word: str) -> list[dict[str, str]]:
        known = {
            "suunnitelmat": [{"BASEFORM": "suunnitelma", "CLASS": "nimisana", "STRUCTURE": "=pppppppppppp"}],
            "mari": [{"BASEFORM": "Mari", "CLASS": "etunimi"}, {"BASEFORM": "marittaa", "CLASS": "teonsana"}],
            "suomen": [{"BASEFORM": "Suomi", "CLASS": "paikannimi"}],
            "työpaja": [
                {
                    "BASEFORM": "työpaja",
                    "STRUCTURE": "=ppp=pppp",
                    "WORDBASES": "+työ(työ)+paja(paja)",
                    "CLASS": "nimisana",
                }
            ],
        }
        return known.get(word, [])


@pytest.mark.parametrize(
    ("word", "lemmas"),
    [
        ("siirtymien", ("siirtymä",)),
        ("suunnitelmat", ("suunnitelma",)),
        ("mari", ("marittaa",)),
        ("suomen", ("suomi",)),
        ("outokumpu", ("outokumpu",)),
    ],
)
def test_voikko_helps_the_other_dictionary(word: str, lemmas: tuple[str, ...]) -> None:
    """What either knows is known; a name counts only where the word is nothing else."""
    assert dictionary._Voikko(Teller(), _Analyser()).lemmas(word) == lemmas  # noqa: SLF001


def test_voikko_tells_the_parts_of_compounds() -> None:
    voikko = dictionary._Voikko(Teller(), _Analyser())  # noqa: SLF001
    assert voikko.parts("työpaja") == ("työ", "paja")
    assert voikko.parts("suunnitelmat") == ()
    assert voikko.name == "sanakirja 1, voikko 4.3"


@pytest.mark.parametrize(
    ("word", "lemma"), [("siirtymien", "siirtymä"), ("TYÖPAIKALLA".lower(), "työpaikka"), ("xyzzy", "xyzzy")]
)
def test_the_real_dictionary_knows_finnish(word: str, lemma: str) -> None:
    real = dictionary._Simplemma("fi")  # noqa: SLF001
    assert real.lemmas(word) == (lemma,)
    assert real.is_lemma(lemma) == (lemma != "xyzzy")


def test_forms_of_a_base_form() -> None:
    forms = dictionary._Simplemma("fi").forms(frozenset({"siirtymä"}))  # noqa: SLF001
    assert {"siirtymän", "siirtymien", "siirtymissä"} <= set(forms["siirtymä"])


def test_forms_in_a_list_held_in_another_way() -> None:
    """However the library holds its words, the same forms are found."""
    real = dictionary._Simplemma("sv")  # noqa: SLF001
    other = dictionary._Simplemma("sv")  # noqa: SLF001
    other.__dict__["_words"] = {form: real._words[form] for form in real._words}  # noqa: SLF001
    lemmas = frozenset({"övergång", "skola", "xyzzy"})
    assert real.forms(lemmas) == other.forms(lemmas)
    assert real.forms(lemmas).keys() == {"övergång", "skola"}


def test_a_machine_may_have_no_dictionary(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(dictionary, "version", missing)
    find_dictionary.cache_clear()
    assert find_dictionary("fi") is None
    find_dictionary.cache_clear()
