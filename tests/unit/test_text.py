import difflib
import random
from typing import Final

import pytest
import slugify as library

from zoomibank.text import (
    SLUG_LENGTH,
    SOFT_HYPHEN,
    first_letter,
    fold,
    hyphenated,
    nearest,
    same_word,
    slugify,
    sort_key,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  Hyvä \t\n käytäntö ", "hyvä käytäntö"),
        ("HYVÄ", "hyvä"),
        ("hyva\u0308", "hyvä"),
        ("Straße", "strasse"),
        ("a\u00a0b", "a b"),
        ("", ""),
    ],
)
def test_fold(text: str, expected: str) -> None:
    """Titles that differ in case, spacing or Unicode form only are the same title."""
    assert fold(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Työelämä 2.0", "tyoelama-2-0"),
        ("ÅÄÖ åäö", "aao-aao"),
        ("tyo\u0308", "tyo"),
        ("  -- Kiinni — strategiaan! ", "kiinni-strategiaan"),
        ("C++", "c"),
        ("日本", "ri-ben"),
        ("???", ""),
        ("\udce4", ""),
        ("a" * 81, "a" * 80),
        ("sana " * 30, "-".join(["sana"] * 16)),
        ("../../etc/passwd", "etc-passwd"),
        ("a\0b", "a-b"),
    ],
)
def test_slugify(text: str, expected: str) -> None:
    """Any text becomes a part of an address, at most 80 characters long and cut between words, or "" ."""
    assert slugify(text) == expected
    assert slugify(expected) == expected


EVERYDAY: Final = "abcdefghijklmnopqrstuvwxyzåäöÅÄÖABC 0123456789"


@pytest.mark.parametrize("signs", ["", " -–", ' .:;!?()/&"', ",'’", "".join(map(chr, range(32))), "é—…€日\u0308\u00a0"])
def test_everyday_slugs_are_those_of_the_library(signs: str) -> None:
    """The short way to the slugs of everyday texts leads to the same slugs as the library."""
    letters = random.Random(1)  # noqa: S311 -- the same texts each time
    for length in (1, 2, 5, 12, 40, 78, 79, 80, 81, 120):
        for _ in range(50):
            text = "".join(letters.choices(EVERYDAY + signs * 4, k=length))
            assert slugify(text) == library.slugify(
                text,
                entities=False,
                decimal=False,
                hexadecimal=False,
                max_length=SLUG_LENGTH,
                word_boundary=True,
                backend="text-unidecode",
            ), text


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fi", ["Aalto", "Eeva", "über", "Yrjö", "z", "Åbo", "Äiti", "ære", "Öljy", "øre"]),
        ("sv", ["Aalto", "Eeva", "über", "Yrjö", "z", "Åbo", "Äiti", "ære", "Öljy", "øre"]),
        ("en", ["Aalto", "Åbo", "Äiti", "Eeva", "Öljy", "über", "Yrjö", "z"]),
    ],
)
def test_alphabet(language: str, expected: list[str]) -> None:
    """In Finnish and Swedish å, ä and ö stand last and ü with y; English reads letters without their accents."""
    backwards = expected[::-1]
    assert sorted(backwards, key=lambda word: sort_key(word, language)) == expected


def test_alphabet_of_words() -> None:
    """Shorter before longer, digits before letters, signs do not count, and equal texts have a fixed order."""
    expected = ["2 askelta", "Malli", "malli", "malli 2", "”Mallit”", "mallitila"]
    backwards = expected[::-1]
    assert sorted(backwards, key=lambda word: sort_key(word, "fi")) == expected
    assert sort_key("a\u0308iti", "fi")[0] == sort_key("äiti", "fi")[0]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("äiti", "fi", "Ä"),
        ("äiti", "en", "A"),
        ("Åbo", "sv", "Å"),
        ("ære", "sv", "Ä"),
        ("über", "fi", "Y"),
        ("élan", "fi", "E"),
        ("”malli”", "fi", "M"),
        ("2030", "fi", "#"),
        ("", "fi", "#"),
        ("???", "fi", "#"),
        ("я", "fi", "Я"),
    ],
)
def test_first_letter(text: str, language: str, expected: str) -> None:
    """An index lists a word under the letter that a reader looks for."""
    assert first_letter(text, language) == expected


@pytest.mark.parametrize(
    ("given", "known", "expected"),
    [
        ("hyvinvoitni", ["osallisuus", "hyvinvointi"], "hyvinvointi"),
        ("HYVINVOINTI", ["Hyvinvointi"], "Hyvinvointi"),
        ("teemat", ["themes"], None),
        ("", ["a"], None),
        ("a", [], None),
        ("x" * 100_000, ["x" * 200], "x" * 200),
    ],
)
def test_nearest(given: str, known: list[str], expected: str | None) -> None:
    """A slip of the fingers finds its word, another word does not, and a very long one takes no time."""
    assert nearest(given, known) == expected


def test_the_nearest_is_the_one_of_difflib() -> None:
    """Looking at likely words first finds the same word as looking at all of them."""
    letters = random.Random(1)  # noqa: S311 -- the same words each time
    for _ in range(300):
        given, *known = ("".join(letters.choices("aekä-", k=letters.randrange(1, 9))) for _ in range(20))
        assert nearest(given, known) == next(iter(difflib.get_close_matches(given, known, n=1)), None)


@pytest.mark.parametrize(
    ("one", "other", "language", "expected"),
    [
        ("juurruttaminen", "juurruttamisen", "fi", True),
        ("strategia", "Strategiat", "fi", True),
        ("ammatillinen koulutus", "ammatillisen koulutuksen", "fi", True),
        ("kehittämistyö", "kehittämistyötä", "fi", True),
        ("hyvinvointi", "hyvinvoinnin", "fi", True),
        ("koulutus", "kouluttaja", "fi", False),
        ("työ", "työn", "fi", False),
        ("koulutus", "ammatillinen koulutus", "fi", False),
        ("verkosto", "verkostotyö", "fi", False),
        ("nätverk", "nätverket", "sv", True),
        ("network", "networks", "en", True),
        ("network", "networking", "en", False),
        ("network", "networks", "de", False),
    ],
)
def test_same_word(one: str, other: str, language: str, *, expected: bool) -> None:
    """Forms of a long enough word are known as one, whichever comes first; other words are not."""
    assert same_word(one, other, language) is expected
    assert same_word(other, one, language) is expected


@pytest.mark.parametrize(
    "divided",
    [
        # by syllables
        "hen|ki|lö|koh|tais|ta|mis|suun|ni|tel|ma|ko|ko|nai|suus",
        "juur|rut|ta|mis|suun|ni|telma",
        "pro|jek|ti|pääl|lik|kö|päi|vät",
        "asi|an|tun|ti|ja|or|ga|ni|saa|tio",
        "yhden|ver|tai|suus|suun|ni|telma",
        "opis|ke|lu|huol|to|suun|ni|telma",
        "vir|tu|aa|li|ta|paa|mi|set",
        "kan|sain|vä|lis|ty|mi|sestä",
        "maa|han|muut|ta|ja|taus|tai|nen",
        "saa|vu|tet|ta|vuus|se|loste",
        "kou|lu|tuk|sen|jär|jes|täjä",
        "työ|yh|tei|sö|tai|to|kou|lu|tus",
        "hyväk|sy|mis|me|net|te|lystä",
        "TYÖ|PAIK|KA|OH|JAA|JALLE",
        "Ammat|ti|kou|lu|tuk|sessa",
        "Epä|jär|jes|tel|mäl|lis|tyt|tä|mät|tö|myy|del|lään|kään|kö|hän",
        # a syllable of one vowel stays with its neighbours, but after a full syllable with what follows
        "hyvin|voin|tiosaa|mi|nen",
        "stra|te|giako|ko|nai|suus",
        "monialai|suus|suun|ni|telma",
        "alueke|hit|tä|mis|ra|hasto",
        "työ|elä|mä|läh|töi|syy|teen",
        # parts of compounds that are known by their end
        "kehit|tä|mis|osaa|mi|sesta",
        "oppi|mis|ym|pä|ris|töissä",
        "kou|lu|tus|or|ga|ni|saa|tio",
        "saa|vu|tet|ta|vuus|ar|vi|ointi",
        "teol|li|suus|au|to|maa|tio",
        "rikos|ko|mi|sa|ri|os|tamme",
        # marks around words, and hyphens that are there
        "(opis|ke|lu|huol|to|suun|ni|telma),",
        "”Vir|tu|aa|li|ta|paa|mi|set”: kaksi",
        "Verkoston vir|tu|aa|li|ta|paa|mi|set ja yliopisto-opettajankoulutusohjelma",
    ],
)
def test_long_words_may_be_divided_between_syllables(divided: str) -> None:
    """A line may end only where a syllable does, and at least three letters stand on either side."""
    text = divided.replace("|", "")
    assert hyphenated(text, "fi").replace(SOFT_HYPHEN, "|") == divided
    assert hyphenated(text, "sv") == hyphenated(text, "en") == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Kiinni strategiaan -malli",
        "ammatillinen koulutus",
        "esimerkkikäytäntö",
        "yliopisto-opettajankoulutusohjelma",
        "https://esimerkkiorganisaatiomme.example.org/koulutusorganisaatio",
        "koulutusorganisaatio@example.org",
        "koulutusorganisaatio.fi",
        "koulutusorganisaatio2030",
        "koulu\N{SOFT HYPHEN}tusorganisaatiossamme",
        "kehitta\N{COMBINING DIAERESIS}missuunnitelmakokonaisuus",
        "İİİİİİİİİİİİİİİİİİİİİİİİ",
        "кккккккккккккккккккккккккк",
        "a" * 24,
        "k" * 24,
    ],
)
def test_what_is_no_long_finnish_word_is_left_as_it_is(text: str) -> None:
    """Short words, compounds with hyphens, addresses, numbers, divided words, other alphabets."""
    shown = hyphenated(text, "fi")
    assert shown == text or set(text) == {"a"}
    assert shown.replace(SOFT_HYPHEN, "") == text.replace(SOFT_HYPHEN, "")
