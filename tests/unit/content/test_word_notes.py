from zoomibank.content.document import decode
from zoomibank.content.word_notes import read_word_notes


def _read(text: str) -> tuple[list[tuple[object, ...]], list[tuple[str, int, int]]]:
    document, faults = decode(text.encode(), "vocabulary/words.yaml")
    assert document is not None
    assert not faults
    notes, findings = read_word_notes(document, ("fi", "sv"))
    told = [(finding.code, finding.place.line, finding.place.column) for finding in findings]
    return [(note.language, note.word, note.lemma, note.parts, note.synonyms) for note in notes], told


def test_notes_are_read_in_small_letters_with_their_language() -> None:
    notes, told = _read("- word: HOKSin\n  lemma: hoks\n- word: läroavtal\n  language: sv\n  parts: [lära, avtal]\n")
    assert notes == [("fi", "hoksin", "hoks", (), ()), ("sv", "läroavtal", None, ("lära", "avtal"), ())]
    assert told == []


def test_each_fault_is_told_and_the_rest_is_kept() -> None:
    """What is no word, says nothing, is no note or stands twice is told at its place."""
    text = (
        "- word: opo\n- word: kaksi sanaa\n  lemma: x\n- pelkkä\n- word: työ\n  lemma: työ\n- word: työ\n  lemma: tö\n"
    )
    notes, told = _read(text)
    assert [note[1] for note in notes] == ["työ"]
    assert told == [("ZB223", 1, 3), ("ZB246", 2, 9), ("ZB204", 4, 3), ("ZB241", 7, 9)]


def test_no_file_and_an_empty_one_note_nothing() -> None:
    assert read_word_notes(None, ("fi",)) == ((), ())
    assert _read("# ei vielä mitään\n") == ([], [])
