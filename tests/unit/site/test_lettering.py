"""Text in lines of drawings."""

import pytest

from zoomibank.site.overviews.lettering import lines_of


@pytest.mark.parametrize(
    ("text", "language", "lines"),
    [
        ("", "fi", ("",)),
        ("Kirje", "fi", ("Kirje",)),
        ("Aamukahvit verkossa kaikille", "fi", ("Aamukahvit", "verkossa kaikille")),
        ("  Kaksi   väliä ", "fi", ("Kaksi väliä",)),
        ("Henkilökohtaistamissuunnitelma", "fi", ("Henkilökohtaista\u00ad", "missuunnitelma")),
        ("Uusi henkilökohtaistaminen", "fi", ("Uusi henkilökoh\u00ad", "taistaminen")),
        ("https://example.org/aivan/katkeamaton", "sv", ("https://example.or", "g/aivan/katkeamat", "on")),
    ],
)
def test_lines(text: str, language: str, lines: tuple[str, ...]) -> None:
    """A line ends between words; a word too long for one is parted by syllables, and else anywhere."""
    assert lines_of(text, 10.5, language) == lines


def test_nothing_is_lost() -> None:
    text = "Ammatillisen koulutuksen henkilökohtaistamissuunnitelmakokonaisuus — 日本語の長い題名 MMMMMMMMMMMMMMMM"
    assert "".join(lines_of(text, 8, "fi")).replace("\u00ad", "").replace(" ", "") == text.replace(" ", "")
