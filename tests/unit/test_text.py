import pytest

from zoomibank.text import first_letter, fold, nearest, same_word, slugify, sort_key


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
