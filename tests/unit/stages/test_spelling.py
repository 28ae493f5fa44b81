from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.content.making import FILES
from tests.unit.stages.making import prepared, written
from zoomibank.content.load import read_lines
from zoomibank.publish.shelf import shelf
from zoomibank.stages.spelling import spelling_notes

PRACTICE = next(path for path in FILES if path.startswith("practices/"))


class Speller:
    """Knows all words but those with a q."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def spell(self, word: str) -> bool:
        self.asked.append(word)
        return "q" not in word.lower()

    def suggest(self, word: str) -> list[str]:
        return [word.replace("q", letter) for letter in "kgxz"]


def told(content: Path, speller: Speller | None) -> Iterator[tuple[str, int, str, str]]:
    with shelf(None) as kept:
        ready = prepared(content, kept)
        for note in spelling_notes(
            ready.catalogue.bank,
            ready.read.kept,
            find=lambda language: speller if language == "fi" else None,
            lines_of=lambda path: read_lines(content, path),
        ):
            line = read_lines(content, note.place.path)[note.place.line - 1]
            word = line[note.place.column - 1 :][: note.place.width]
            assert word == note.values["given"]
            yield note.place.path, note.place.line, word, str(note.values["near"])


@pytest.fixture
def content(tmp_path: Path) -> Path:
    text = FILES[PRACTICE]
    assert isinstance(text, str)
    more = (
        "Sanaa qissa ei ole, eikä qissa toista kertaa. Nimi Qoira on nimi, `qoodi` koodia, [teksti](qohde.md#q)\n"
        "ja https://qohde.example/qohde osoite. Qolme alkaa virkkeen. Qat on lyhyt, ja qala- ja kala ovat osia.\n"
    )
    return written(tmp_path / "content", {PRACTICE: text + "\n" + more.replace("[teksti](qohde.md#q)", "teksti")})


def test_unknown_words_are_told_once_where_they_stand(content: Path) -> None:
    """Names, code, addresses, short words and parts of words are passed over; three words are proposed."""
    found = list(told(content, Speller()))
    assert [(word, near) for _, _, word, near in found] == [
        ("qissa", "kissa, gissa, xissa"),
        ("Qolme", "Qolme, Qolme, Qolme"),
    ]
    assert {path for path, *_ in found} == {PRACTICE}


def test_without_a_speller_nothing_is_told(content: Path) -> None:
    """A machine that knows no spelling says nothing of it."""
    assert not list(told(content, None))


def test_words_that_editors_have_noted_are_known(content: Path) -> None:
    """What stands in the list of words, in a vocabulary or in an alias is told of no more."""
    (content / "vocabulary" / "words.yaml").write_text("- word: qissa\n  lemma: qissa\n", encoding="utf-8")
    assert [word for _, _, word, _ in told(content, Speller())] == ["Qolme"]


def test_the_check_can_be_turned_off(content: Path) -> None:
    """Where it is not among the checks, nobody is asked."""
    speller = Speller()
    settings = (content / "site.yaml").read_text(encoding="utf-8")
    (content / "site.yaml").write_text(f"{settings}checks: [link_text]\n", encoding="utf-8")
    assert not list(told(content, speller))
    assert not speller.asked
