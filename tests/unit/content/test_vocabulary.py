import pytest

from tests.unit.content.making import FILES, document, short, terms
from zoomibank.content.frontmatter import VALUE_LIMIT
from zoomibank.content.schema import VOCABULARIES
from zoomibank.content.texts import Texts
from zoomibank.content.vocabulary import TermFile, Vocabularies, read_vocabularies

PATH = "vocabulary/themes.yaml"


def read(text: str) -> tuple[Vocabularies, TermFile, list[str]]:
    """The vocabularies of the small bank with these themes, the themes as they stand, and what is wrong with them."""
    texts = {name: FILES[f"vocabulary/{name}.yaml"] for name in VOCABULARIES} | {"themes": text}
    documents = {name: document(text, f"vocabulary/{name}.yaml") for name, text in texts.items()}
    vocabularies, files, findings = read_vocabularies(documents, ("fi", "sv"))
    assert {finding.place.path for finding in findings} <= {PATH}
    return vocabularies, files["themes"], short(findings, text)


def test_terms_in_display_order() -> None:
    """Terms stand in the order of their file, with their texts per language."""
    text = "- key: b\n  label: {fi: Bee, sv: Be}\n  aliases: [Beetä]\n- key: a\n  label: Aa\n"
    vocabularies, file, told = read(text)
    assert told == []
    assert list(vocabularies.themes.terms) == ["b", "a"]
    assert vocabularies.themes.terms["b"].label == Texts({"fi": "Bee", "sv": "Be"})
    assert vocabularies.named("themes") is vocabularies.themes
    assert vocabularies.named("target-groups").terms.keys() == {"opettajat"}
    assert file.labels == {"bee": "b", "be": "b", "beetä": "b", "aa": "a"}
    assert file.whole


@pytest.mark.parametrize("text", ["", "# ei vielä mitään\n", "[]"])
def test_empty_vocabularies(text: str) -> None:
    """A vocabulary may be empty."""
    vocabularies, file, told = read(text)
    assert told == []
    assert vocabularies.themes.terms == {}
    assert file.whole


@pytest.mark.parametrize(
    ("text", "whole", "expected"),
    [
        ("a: b", False, ["1:1 ZB125.list a"]),
        ("vain tekstiä", False, ["1:1 ZB125.list vain tekstiä"]),
        ("- a: b: c", False, ["1:7 ZB121.mended :"]),
        ("&x []", False, ["1:1 ZB123 &x ["]),
        ("- hyvinvointi", False, ["1:3 ZB204.items hyvinvointi"]),
        ("- *x", False, ["1:3 ZB123 *x"]),
        ("- label: A", False, ["1:3 ZB201 l"]),
        ("- key: ''\n  label: A", False, ["1:8 ZB203.required ''"]),
        ("- key: Työ\n  label: A", False, ["1:8 ZB219.near Työ"]),
        ("- key: a", True, ["1:3 ZB201 k"]),
        ("- key: a\n  label: {sv: A}", True, ["2:10 ZB243 {"]),
        ("- key: a\n  label: A\n  kuvaus: B", True, ["3:3 ZB202.near kuvaus"]),
        ("- key: a\n  label: A\n- key: a\n  label: B", True, ["3:8 ZB241 a"]),
        ("- key: a\n  label: A\n  deprecated_by: b", True, ["3:18 ZB231 b"]),
        (
            terms("hyvinvointi") + "- key: b\n  label: B\n  deprecated_by: hyvinvoiti",
            True,
            ["5:18 ZB231.near hyvinvoiti"],
        ),
        ("- key: a\n  label: A\n  deprecated_by: a", True, ["3:18 ZB245 a"]),
        ("- key: a\n  label: A\n  deprecated_by: ''", True, ["3:18 ZB203.field ''"]),
        (
            (
                "- {key: c, label: C, deprecated_by: a}\n- {key: a, label: A, deprecated_by: b}\n"
                "- {key: b, label: B, deprecated_by: c}\n- {key: d, label: D, deprecated_by: a}"
            ),
            True,
            ["2:37 ZB245 b"],
        ),
    ],
)
def test_faults(text: str, expected: list[str], *, whole: bool) -> None:
    """Each fault of a term is told at its place, a circle of successors once, and whether all keys are known."""
    _, file, told = read(text)
    assert told == expected
    assert file.whole is whole


def test_a_faulty_term_is_known_but_left_out() -> None:
    """A term with a fault does not make every use of its key a fault as well."""
    vocabularies, file, _ = read("- key: a\n  label: A\n  uri: x\n- key: b\n  label: B\n")
    assert list(vocabularies.themes.terms) == ["b"]
    assert list(file.places) == ["a", "b"]


def test_the_first_of_two_equal_keys_counts() -> None:
    """A key given twice means what it meant first."""
    vocabularies, _, _ = read("- {key: a, label: Eka}\n- {key: a, label: Toka}\n")
    assert vocabularies.themes.terms["a"].label == Texts({"fi": "Eka"})


def test_a_vocabulary_may_be_long() -> None:
    """The limit to the values of a record is none to a vocabulary."""
    vocabularies, _, told = read(terms(*(f"t{number}" for number in range(VALUE_LIMIT))))
    assert told == []
    assert len(vocabularies.themes.terms) == VALUE_LIMIT


def test_without_documents() -> None:
    """A vocabulary whose file is missing or unreadable is empty, and known not to be whole."""
    vocabularies, files, findings = read_vocabularies({}, ("fi",))
    assert findings == ()
    assert all(vocabularies.named(name).terms == {} for name in VOCABULARIES)
    assert not any(file.whole for file in files.values())
