import signal
from collections.abc import Iterable, Mapping
from typing import Final

import pytest

from tests.built import SITES
from tests.unit.content.making import ARTICLE, PRACTICE, TOOL, document, with_fields
from zoomibank.content import bounds, reading
from zoomibank.content.bounds import TooLongError, bounded
from zoomibank.content.load import Source
from zoomibank.content.prose import read_prose
from zoomibank.content.prose_pieces import Heading, Image, Link, Phrase, Prose
from zoomibank.content.reading import Bodies, Reading, entry_of, read_entry
from zoomibank.content.stored import restored, restored_body, shown_text, stored, stored_bodies
from zoomibank.findings.finding import Finding, Place

LANGUAGES: Final = ("fi", "sv", "en")
RICH: Final = SITES / "rich" / "content"
NAMES: Final = sorted({path.relative_to(RICH).as_posix().partition(".")[0] for path in RICH.glob("*/*.md")})
SV: Final = "---\ntitle: Modell\n---\n"
ODD: Final = (
    with_fields(PRACTICE, relations="[{type: see_also, to: tools/kirje}]", previous_slugs="[vanha]")
    + "\n## \N{GRINNING FACE} \"Osa\" <1> \\& 2\n\n[x](../tools/kirje.md#osa 'y') ![k](../media/a.png) [y](#osa)\n\n"
    + "|a|b|\n|-|-|\n|1|2|\n\nx[^1] x[^1]\n\n[^1]: z\n\n!!! note\n    z\n\n[ulos](muu.txt) ![ulos](muu.png)\n"
)
"""A practice with what texts can hold: rare letters, pieces of every type, links out of the bank."""


def _rich(name: str) -> dict[str, str]:
    """The files of an entry of the rich site: the original first, then its translations."""
    paths = [RICH / f"{name}{ending}.md" for ending in ("", *(f".{language}" for language in LANGUAGES[1:]))]
    return {str(path.relative_to(RICH)): path.read_text(encoding="utf-8") for path in paths if path.exists()}


def _read(files: Mapping[str, str]) -> tuple[Reading | None, Bodies, tuple[Finding, ...]]:
    documents = []
    for path, text in files.items():
        kind, _, name = path.partition("/")
        slug, _, language = name.removesuffix(".md").partition(".")
        documents.append((Source(kind, slug, language, path), document(text, path)))
    return read_entry(documents, languages=LANGUAGES)


def _reading(files: Mapping[str, str]) -> tuple[Reading, Bodies]:
    reading, bodies, _ = _read(files)
    assert reading is not None
    return reading, bodies


def _stored(reading: Reading) -> str:
    return stored(reading, shown_text(reading))


def _again(reading: Reading) -> Reading:
    """The reading, there and back."""
    return restored(_stored(reading), [file.source for file in reading.files], languages=LANGUAGES)


def _found(values: Iterable[object]) -> set[str]:
    return {type(value).__name__ for value in values}


SAMPLES: Final = {
    **{name: _rich(name) for name in NAMES},
    "odd": {"practices/malli.md": ODD, "practices/malli.sv.md": SV + "\n## Del\n\n[x](malli.md#del)\n"},
    "least": {"tools/kirje.md": TOOL},
    "article": {"pages/tietoa.md": ARTICLE + "\nMoi.\n", "pages/tietoa.en.md": SV},
    "empty translation": {"practices/malli.md": PRACTICE + "\nMoi.\n", "practices/malli.sv.md": "---\n---\n"},
    "foreign language": {"practices/malli.md": PRACTICE, "practices/malli.de.md": SV},
    "faulty original": {"practices/malli.md": with_fields(PRACTICE, owner=""), "practices/malli.sv.md": SV},
    "faulty translation": {"practices/malli.md": PRACTICE, "practices/malli.sv.md": "---\nowner: x\n---\n"},
    "no original": {"practices/malli.sv.md": SV},
    "broken original": {"practices/malli.md": "---\na: b: c\n---\n", "practices/malli.sv.md": SV},
    "broken values": {"practices/malli.md": with_fields(ODD, themes="[!x a, &b c, d]", owner="*b")},
    "broken items": {"practices/malli.md": with_fields(PRACTICE, relations="[{type: !x a, to: tools/kirje}, 1]")},
    "nothing": {"practices/malli.md": "---\n---\n"},
}


@pytest.mark.parametrize("name", SAMPLES)
def test_readings_there_and_back(name: str) -> None:
    """What comes back is what was stored, with every place, and it can be stored again."""
    reading, _ = _reading(SAMPLES[name])
    again = _again(reading)
    assert again == reading
    assert repr(again.files) == repr(reading.files)  # a comparison passes over the widths of places
    assert _stored(again) == _stored(reading)


@pytest.mark.parametrize("name", SAMPLES)
def test_bodies_there_and_back(name: str) -> None:
    """Each running text by its language, piece by piece."""
    _, bodies = _reading(SAMPLES[name])
    text = stored_bodies(bodies)
    for language, body in bodies.items():
        assert repr(restored_body(text, language)) == repr(body)
        assert restored_body(text, language) == body
    assert stored_bodies({language: restored_body(text, language) for language in bodies}) == text


@pytest.mark.parametrize("name", SAMPLES)
def test_entries_are_the_same_from_what_was_stored(name: str) -> None:
    """With their editions, and with their bodies from wherever these are kept."""
    reading, bodies = _reading(SAMPLES[name])
    text, again = stored_bodies(bodies), _again(reading)
    first = entry_of(reading, body=lambda language: lambda: bodies[language])
    second = entry_of(again, body=lambda language: lambda: restored_body(text, language))
    assert first == second
    if first and second:
        assert list(first.editions) == list(second.editions)
        assert [one.body for one in first.editions.values()] == [one.body for one in second.editions.values()]
    assert shown_text(again) == shown_text(reading)


def test_the_samples_hold_everything() -> None:
    """All types of pieces have been there and back, all fields that the rules look at, any number of editions."""
    readings = [_reading(files) for files in SAMPLES.values()]
    files = [file for reading, _ in readings for file in reading.files]
    assert _found(piece for _, bodies in readings for body in bodies.values() for piece in body.pieces) == {
        "str", "Link", "Image", "Phrase",
    }  # fmt: skip
    assert {"title", "status", "keywords", "owner", "themes", "origin", "results", "adoptions.organisation"} <= {
        name for file in files for name in file.values
    }
    assert any(file.relations for file in files)
    assert {len(reading.editions) for reading, _ in readings} == {0, 1, 2, 3}


@pytest.mark.parametrize("text", ["", "Moi\n\n## Osa\n", "[x](muu.md)\n"])
def test_only_links_have_a_path(text: str) -> None:
    """Only links and images have places, so only they need the path of the file."""
    body, _ = read_prose(text, path="practices/malli.md", first_line=9)
    told = stored_bodies({"": body})
    assert ("practices/malli.md" in told) == ("[x]" in text)
    assert restored_body(told, "") == body


def test_bodies_by_hand() -> None:
    """Every type of piece, with values that no file has."""
    place = Place("practices/malli.sv.md", 7, 8, 9)
    body = Prose(
        ('<p>\u2028\0"', Link("", "", "x:y", place), Image("media/a.png", "../media/a.png", place), Phrase("note", 3)),
        (Heading(2, "osa-a", "a", "A & <b>"), Heading(6, "", "", "")),
        2**40,
    )  # fmt: skip
    other = Prose(("\N{GRINNING FACE}",))
    told = stored_bodies({"sv": body, "": other})
    assert repr((restored_body(told, "sv"), restored_body(told, ""))) == repr((body, other))


def test_what_the_rules_look_at() -> None:
    """Values as they were typed, with their places."""
    reading, _ = _reading({"practices/malli.md": ODD})
    (file,) = _again(reading).files
    assert file.text("title") == "Malli"
    assert file.place_of("title") == Place("practices/malli.md", 2, 8, 5)
    assert file.relations == (("see_also", ("tools/kirje", 9, 34, 11)),)
    assert [link.given for link in file.links] == [
        "../tools/kirje.md#osa", "../media/a.png", "#osa", "muu.txt", "muu.png",
    ]  # fmt: skip
    assert "summary" not in file.values


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "{}", "null", "[[]]", "[null,[]]", "[[],[[]]]", '[[],[["fi"]]]',
        '[[["practices/malli.md"]],[]]',
        '[[["practices/malli.md",{"title":[["M",1]]},[],[],[]]],[]]',
        '[[["practices/malli.md",{},[],[["video","a"]],[]]],[]]',
        '[[["practices/malli.md",{},[],[["phrase","table",0]],[]]],[]]',
        '[[["practices/muu.md",{},[],[],[]]],[]]',
        '[[],[["fi","practices/malli.md",{"title":"M"},"",null]]]',
    ],
)  # fmt: skip
def test_what_is_no_reading_is_refused(text: str) -> None:
    """A text of another shape never passes for a reading."""
    with pytest.raises((TypeError, ValueError, LookupError)):
        restored(text, [Source("practices", "malli", "", "practices/malli.md")], languages=LANGUAGES)


def test_what_readers_are_shown() -> None:
    """It changes with what is shown and with the languages of it, not with how a file is written."""
    same = with_fields(PRACTICE, title="'Malli'", themes="\n- hyvinvointi")
    assert _shown({"practices/malli.md": same}) == _shown({"practices/malli.md": PRACTICE + "\nTeksti.\n"})
    others = (
        {"practices/malli.md": with_fields(PRACTICE, title="Muu")},
        {"practices/malli.md": PRACTICE, "practices/malli.sv.md": SV},
        {"practices/malli.md": PRACTICE, "practices/malli.sv.md": SV + "Text.\n"},
        {"practices/malli.md": PRACTICE, "practices/malli.en.md": SV},
        {"practices/muu.md": PRACTICE},
    )
    told = [_shown(files) for files in ({"practices/malli.md": PRACTICE}, *others)]
    assert len(set(told)) == len(told)


def _shown(files: Mapping[str, str]) -> str:
    return shown_text(_reading(files)[0])


def test_files_that_can_not_be_read() -> None:
    """Of an entry whose files are all unreadable there is no reading; of others there are the files that could be."""
    reading, bodies, findings = _read({"practices/malli.md": "Moi\n"})
    assert (reading, bodies, [finding.code for finding in findings]) == (None, {}, ["ZB111"])
    reading, bodies, _ = _read({"practices/malli.md": "Moi\n", "practices/malli.sv.md": SV})
    assert reading is not None
    assert ([file.source.language for file in reading.files], reading.editions, list(bodies)) == (["sv"], (), ["sv"])


def test_broken_values_are_left_out() -> None:
    """The rules between files look at what could be read, and find it in its place."""
    reading, _ = _reading(SAMPLES["broken values"])
    (file,) = _again(reading).files
    assert file.all_of("themes") == (("d", 4, 22, 1),)
    assert file.all_of("owner") == ()
    assert reading.editions == ()


def test_values_of_fields_in_another_shape() -> None:
    """A list is no value where one is expected; one value is a list of one."""
    (file,) = _reading({"practices/malli.md": with_fields(PRACTICE, title="[a]", keywords="x", added="{a: b}")})[
        0
    ].files
    assert file.values["keywords"] == (("x", 6, 11, 1),)
    assert not {"title", "added"} & set(file.values)


def test_results_and_origin() -> None:
    """Of results the kinds of those without a source are kept, of the origin its kind."""
    results = "\n  - {text: a, kind: measured}\n  - {text: b, kind: observed, source: x}\n  - {text: c}\n  - d"
    (file,) = _reading({"practices/malli.md": with_fields(PRACTICE, results=results, origin="{kind: project}")})[
        0
    ].files
    assert [kind[0] for kind in file.values["results"]] == ["measured"]
    assert file.text("origin") == "project"
    assert file.place_of("origin") == Place("practices/malli.md", 14, 16, 7)


def test_of_translations_titles_and_keywords() -> None:
    reading, _ = _reading({"practices/malli.md": PRACTICE, "practices/malli.sv.md": "---\ntitle: A\nowner: b\n---\n"})
    assert set(reading.files[1].values) == {"title"}


def _endless(*_given: object, **_named: object) -> None:
    while True:
        pass


@pytest.mark.parametrize("step", ["read_tree", "read_prose", "remarks"])
def test_a_document_that_takes_too_long_is_a_fault_of_its_own(step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever in reading it never ends, it is broken off, and told at the file."""
    monkeypatch.setattr(bounds, "SECONDS", 0.1)
    monkeypatch.setattr(reading, step, _endless)
    told = [(Source("practices", "malli", "", "practices/malli.md"), document(PRACTICE))]
    found, bodies, findings = read_entry(told, languages=("fi",))
    assert (found, bodies) == (None, {})
    assert [(one.code, one.place) for one in findings] == [("ZB412", Place("practices/malli.md"))]


def test_the_time_of_what_is_within_is_that_of_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bounds within bounds are one, and afterwards there are none."""
    monkeypatch.setattr(bounds, "SECONDS", 0.1)
    with pytest.raises(TooLongError), bounded(), bounded():
        _endless()
    assert signal.getitimer(signal.ITIMER_PROF) == (0, 0)
