"""Wrong use and help, as those who type commands read them."""

from typing import Final

import pytest

from zoomibank import cli

ALL: Final = (
    "new, serve, check, explain, build, rename, retire, addresses, import, import-survey, due, report, newsletter,"
    " init, links, schema, guide"
)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["chek"], f'Komentoa "chek" ei ole. Tarkoititko check? Komennot ovat {ALL}.'),
        (["xyzzy"], f'Komentoa "xyzzy" ei ole. Komennot ovat {ALL}.'),
        (["xyzzy", "--lang", "en"], f'There is no command "xyzzy". The commands are {ALL}.'),
        (
            ["check", "--frmat", "x"],
            "Valintaa --frmat ei ole. Tarkoititko --format? Kaikki valinnat luettelee python build.py check --help.",
        ),
        (["check", "--zzzzz"], "Valintaa --zzzzz ei ole. Kaikki valinnat luettelee python build.py check --help."),
        (
            ["check", "--format", "xml", "--lang=sv"],
            "Värdet för --format är fel. Skriv något av dessa: text, json, github, gitlab.",
        ),
        (["check", "--lang", "de"], "Valinnan --lang arvo on väärä. Kirjoita jokin näistä: fi, sv, en."),
        (["check", "--jobs", "x"], "Valinnan --jobs arvon pitää olla kokonaisluku, joka on sallituissa rajoissa."),
        (["check", "--jobs", "0"], "Valinnan --jobs arvon pitää olla kokonaisluku, joka on sallituissa rajoissa."),
        (["rename"], "Komennosta puuttuu KUVAUS. Ohjeen näyttää python build.py rename --help."),
        (
            ["check", "extra"],
            (
                "Komento on kirjoitettu väärin. Ohjeen näyttää python build.py check --help. "
                "Ohjelma kertoo englanniksi: Got unexpected extra argument (extra)"
            ),
        ),
    ],
)
def test_wrong_use_is_told_in_the_editors_language(
    capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    """One line with what to type, and the number 2."""
    assert cli.main(arguments) == 2
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", f"{told}\n")


@pytest.mark.parametrize("arguments", [["--help"], ["rename", "--help"], ["schema", "--help"]])
def test_help_is_finnish(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    """None of click's own words is left."""
    assert cli.main(arguments) == 0
    told = capsys.readouterr().out
    assert told.startswith("Käyttö: zoomibank ")
    assert "Näytä tämä ohje." in told
    assert not [word for word in ("Usage", "Options", "Commands", "Show", "default", "OPTIONS") if word in told]


def test_help_lists_commands_as_an_editor_meets_them(capsys: pytest.CaptureFixture[str]) -> None:
    """First what is written, seen and checked; what others run comes last."""
    cli.main(["--help"])
    listed = capsys.readouterr().out.partition("Komennot:\n")[2].splitlines()
    assert [line.split()[0] for line in listed] == ALL.split(", ")
