"""Which entries of a bank are asked about, and that the answer never hangs on what is remembered."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from tests.unit.bank.tellers import Teller
from tests.unit.content.making import PRACTICE, with_fields
from tests.unit.stages.making import read, write, written
from zoomibank.bank.dictionary import Dictionary
from zoomibank.bank.likeness import Text
from zoomibank.content.schema import Language, WordNote
from zoomibank.findings.finding import Finding, in_order
from zoomibank.publish.shelf import shelf
from zoomibank.stages.compare import Comparer, likeness_faults

ONE: Final = with_fields(
    PRACTICE,
    title="Ohjaajien hyvinvointi työpaikalla",
    summary="Ohjaajat kokoontuvat kerran kuussa ja puhuvat arjesta.",
    keywords="[jaksaminen]",
    added="2020-01-01",
)
LATER: Final = with_fields(
    ONE,
    title="Hyvinvointia työpaikan ohjaajille",
    summary="Ohjaajilla on kerran kuussa oma hetki, jolloin arjesta puhutaan.",
    added="2021-01-01",
)
BOTH: Final = {"practices/yksi.md": ONE, "practices/ohjaajat.md": LATER}


class Dictionaries:
    """Gives a dictionary of a few words, and knows how often words were looked up in it."""

    def __init__(self, name: str = "sanakirja 1") -> None:
        self.teller = Teller(name)

    def __call__(self, _: str) -> Dictionary:
        return self.teller


def _comparer(find: Dictionaries | None = None, cache: Path | None = None) -> Comparer:
    return Comparer("ohjelma", "fi", (), find or Dictionaries(), cache)


def _found(content: Path, comparer: Comparer) -> list[Finding]:
    with shelf(None) as kept:
        _, found = read(content, kept)
        return list(in_order(likeness_faults(found.entries, found.files, comparer)))


def _told(content: Path, comparer: Comparer | None = None) -> list[str]:
    """The findings as `path:line variant: titles of the others`."""
    told = []
    for one in _found(content, comparer or _comparer()):
        others = one.values["others"]
        assert isinstance(others, tuple)
        titles = ", ".join(other.title for other in others)
        told.append(f"{one.place.path}:{one.place.line} {one.variant}: {titles}")
    return told


def _with(fields: Mapping[str, str], of: str = "ohjaajat") -> Mapping[str, str]:
    return {**BOTH, f"practices/{of}.md": with_fields(BOTH[f"practices/{of}.md"], **fields)}


TOLD: Final = ["practices/ohjaajat.md:2 : Ohjaajien hyvinvointi työpaikalla"]


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"practices/yksi.md": ONE}, []),
        (BOTH, TOLD),
        (_with({"added": "2019-12-31"}), ["practices/yksi.md:2 : Hyvinvointia työpaikan ohjaajille"]),
        (_with({"added": "2020-01-01"}), ["practices/yksi.md:2 : Hyvinvointia työpaikan ohjaajille"]),
        (_with({"status": "draft"}), TOLD),
        (_with({"status": "draft"}, of="yksi"), TOLD),
        (_with({"status": "archived"}), []),
        (_with({"status": "archived"}, of="yksi"), TOLD),
        (_with({"status": "superseded"}, of="yksi"), TOLD),
        (_with({"not_duplicate_of": "[practices/yksi]"}), []),
        (_with({"not_duplicate_of": "[practices/ohjaajat]"}, of="yksi"), []),
        (
            _with({"not_duplicate_of": "[practices/malli]"}),
            ["practices/ohjaajat.md:2 more: Ohjaajien hyvinvointi työpaikalla"],
        ),
        (_with({"relations": "[{type: see_also, to: practices/yksi}]"}), []),
        (_with({"relations": "[{type: continues, to: practices/ohjaajat}]"}, of="yksi"), []),
        (_with({"title": "OHJAAJIEN hyvinvointi  työpaikalla"}), []),  # told as ZB311
        (_with({"summary": "-"}), []),  # faulty by itself
    ],
)
def test_the_later_entry_is_asked_about(files: Mapping[str, str], told: list[str], tmp_path: Path) -> None:
    """Unless one of the two has answered, is gone, or is at fault by itself."""
    assert _told(written(tmp_path, files)) == told


def test_what_the_finding_names(tmp_path: Path) -> None:
    finding = _found(written(tmp_path, BOTH), _comparer())[0]
    assert finding.values == {
        "others": (("Ohjaajien hyvinvointi työpaikalla", "practices/yksi.md"),),
        "first": "practices/yksi",
        "refs": "practices/yksi",
    }


def test_words_are_looked_up_once(tmp_path: Path) -> None:
    """What is remembered gives the same answer: the last one, or a new one with what was known of words."""
    content, cache, find = written(tmp_path / "content", BOTH), tmp_path / ".cache", Dictionaries()
    assert _told(content, _comparer(find, cache)) == TOLD
    asked = len(find.teller.asked)
    assert asked
    assert _told(content, _comparer(find, cache)) == TOLD
    write(content, {"practices/ohjaajat.md": with_fields(LATER, added="2021-02-02")})
    assert _told(content, _comparer(find, cache)) == TOLD
    assert len(find.teller.asked) == asked
    write(content, _with({"keywords": "[uhan]"}))
    assert _told(content, _comparer(find, cache)) == TOLD == _told(content)
    assert find.teller.asked[asked:] == ["uhan"]


def test_another_answer_is_asked_for(tmp_path: Path) -> None:
    """What the answer hangs on is not remembered past its change."""
    content, cache = written(tmp_path / "content", BOTH), tmp_path / ".cache"
    comparer = _comparer(cache=cache)
    assert _told(content, comparer) == TOLD
    write(content, _with({"not_duplicate_of": "[practices/yksi]"}))
    assert _told(content, comparer) == []
    write(content, BOTH)
    for other in (
        replace(comparer, program="toinen"),
        replace(comparer, find=Dictionaries("sanakirja 2")),
        replace(comparer, find=lambda _: None, cache=None),
        replace(comparer, notes=(WordNote(word="arjesta", language=Language.FI, lemma="arki"),)),
    ):
        assert _told(content, other) == _told(content, replace(other, cache=None))


@pytest.mark.parametrize("damage", [b"", b"{}", b'{"asked": "", "found": 1}\nx'])
def test_what_is_damaged_is_found_out_again(damage: bytes, tmp_path: Path) -> None:
    content, cache = written(tmp_path / "content", BOTH), tmp_path / ".cache"
    _told(content, _comparer(cache=cache))
    (cache / "likeness.json").write_bytes(damage)
    assert _told(content, _comparer(cache=cache)) == TOLD


def test_nothing_is_looked_up_for_nothing(tmp_path: Path) -> None:
    """Loading a dictionary takes seconds."""
    find = Dictionaries()
    assert _told(written(tmp_path), _comparer(find)) == []
    assert find.teller.asked == []


def test_the_nearest_entries_of_a_title(tmp_path: Path) -> None:
    """Whoever is about to write an entry hears of those that are there."""
    with shelf(None) as kept:
        _, found = read(written(tmp_path, BOTH), kept)
    near = _comparer().nearest(Text("Työpaikan ohjaajien hyvinvointi"), found.entries)
    assert [str(entry.ref) for entry in near] == ["practices/yksi", "practices/ohjaajat"]
    assert _comparer().nearest(Text("Kissat ja koirat"), found.entries) == ()
