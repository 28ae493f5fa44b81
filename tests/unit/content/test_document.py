import sys
import unicodedata

import pytest

from tests.unit.content.making import short
from zoomibank.content.document import FORBIDDEN, Document, decode, is_ordinary, lines

JOINER = "\u200d"
SENTENCE = "---\ntitle: Hyvä\n---\n\nTeksti\n"


@pytest.mark.parametrize(
    "data",
    [
        SENTENCE.encode(),
        b"\xef\xbb\xbf" + SENTENCE.encode(),
        SENTENCE.replace("\n", "\r\n").encode(),
        b"\xef\xbb\xbf" + SENTENCE.replace("\n", "\r\n").encode(),
        SENTENCE.replace("\n", "\r").encode(),
        unicodedata.normalize("NFD", SENTENCE).encode(),
    ],
    ids=["LF", "BOM", "CRLF", "BOM, CRLF", "CR", "NFD"],
)
def test_one_text_however_it_is_stored(data: bytes) -> None:
    """A byte order mark, the kind of line ends and the Unicode form make no difference to the text or its places."""
    assert decode(data, "x.md") == (Document("x.md", SENTENCE), ())
    assert lines(data) == tuple(SENTENCE.split("\n"))


@pytest.mark.parametrize(
    ("data", "byte", "place"),
    [
        (b"\xe4", "0xE4", "1:1"),
        ("title: Hyvä".encode("latin-1"), "0xE4", "1:11"),
        ("a\r\nb\r\nä: ".encode() + b"\xff", "0xFF", "3:4"),
        (b"\xef\xbb\xbfab\xc3(", "0xC3", "1:3"),
        (b"a\n\xed\xa0\x80", "0xED", "2:1"),  # a surrogate in UTF-8's clothes
        (b"\xc0\xaf", "0xC0", "1:1"),  # an overlong slash
        ("hyvä".encode("utf-16"), "0xFF", "1:1"),
        ("Hyva\u0308".encode() + b"\x80", "0x80", "1:6"),
    ],
)
def test_bytes_that_are_not_utf8(data: bytes, byte: str, place: str) -> None:
    """A file in another encoding is refused at the line and column of the first bad byte, and nothing is guessed."""
    document, findings = decode(data, "x.md")
    assert document is None
    assert short(findings, "\n".join(lines(data))) == [f"{place} ZB105 \ufffd"]
    assert findings[0].values == {"byte": byte}


def test_forbidden_characters_are_those_that_unicode_calls_so() -> None:
    """Every control, format and surrogate code point and every noncharacter is refused; the joiner has a test below."""

    def steers_or_hides(code: int) -> bool:
        category = unicodedata.category(chr(code))
        return (
            (category == "Cc" and chr(code) not in "\t\n\r")
            or (category == "Cf" and chr(code) != JOINER)
            or category in {"Cs", "Zl", "Zp"}
            or code & 0xFFFE == 0xFFFE
            or 0xFDD0 <= code <= 0xFDEF
        )

    let_through = [hex(c) for c in range(sys.maxunicode + 1) if steers_or_hides(c) and not FORBIDDEN.fullmatch(chr(c))]
    assert let_through == []


@pytest.mark.parametrize(
    "name",
    ["HANGUL FILLER", "HALFWIDTH HANGUL FILLER", "COMBINING GRAPHEME JOINER", "KHMER VOWEL INHERENT AQ",
     "MONGOLIAN FREE VARIATION SELECTOR ONE", "VARIATION SELECTOR-17", "TAG LATIN SMALL LETTER A"],
)  # fmt: skip
def test_invisible_letters_are_forbidden(name: str) -> None:
    """Code points that Unicode calls letters or marks, but that nobody sees, are refused as well."""
    assert FORBIDDEN.fullmatch(unicodedata.lookup(name))


@pytest.mark.parametrize(
    "text",
    ["å ä ö Å Ä Ö š", "– — ’ ” … • €", "a\tb\r\nc", "日本語", "русский", "davvisámegiella", "½ m²", "\u00a0", "\u202f",
     "👩\u200d🏫", "🏳\ufe0f\u200d🌈", "❤\ufe0f", "1\ufe0f\u20e3", "👍🏽", "©\ufe0f", "\ufffd", "\ue000"],
)  # fmt: skip
def test_what_people_write_is_let_through(text: str) -> None:
    """Letters of any language, signs, hard spaces and emoji, joined ones too, are text."""
    document, findings = decode(text.encode(), "x.md")
    assert findings == ()
    assert document is not None


def test_ordinary_characters_need_no_further_look() -> None:
    """What is taken for ordinary at a glance is never forbidden, a combining mark or of another Unicode form."""
    ordinary = "".join(chr(code) for code in range(sys.maxunicode + 1) if is_ordinary(chr(code)))
    assert set("\t\n aZ09äöÅ–’…€→✓") <= set(ordinary)
    assert not {"\N{ZERO WIDTH JOINER}", "\N{VARIATION SELECTOR-16}"} & set(ordinary)  # what is beside them tells
    assert FORBIDDEN.search(ordinary) is None
    assert all(unicodedata.normalize("NFC", one) == one and not unicodedata.combining(one) for one in ordinary)
    assert unicodedata.normalize("NFC", ordinary) == ordinary


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a\0b", "1:2 ZB106 \0"),
        ("a\n  \u202eb", "2:3 ZB106 \u202e"),
        ("ä\x1b[31m", "1:2 ZB106 \x1b"),
        ("a\x85b", "1:2 ZB106 \x85"),
        ("sa\u00adna", "1:3 ZB106 \u00ad"),
        ("a\ufeffb", "1:2 ZB106 \ufeff"),
        ("a\u200db", "1:2 ZB106 \u200d"),
        ("👩\u200da", "1:2 ZB106 \u200d"),
        ("👩\u200d", "1:2 ZB106 \u200d"),
        ("salasana\ufe0f", "1:9 ZB106 \ufe0f"),
        ("ä\ufe00", "1:2 ZB106 \ufe00"),
        ("a\U000e0041", "1:2 ZB106 \U000e0041"),
        ("a\ufffe", "1:2 ZB106 \ufffe"),
        ("a\U0010ffff", "1:2 ZB106 \U0010ffff"),
        ("a\ufdd0", "1:2 ZB106 \ufdd0"),
    ],
)
def test_forbidden_characters_have_their_place(text: str, told: str) -> None:
    """What steers, hides or may not be exchanged is refused at its line and column."""
    document, findings = decode(text.encode(), "x.md")
    assert document is None
    assert short(findings, text) == [told]
    assert findings[0].values["character"] == f"U+{ord(told[-1]):04X}"


def test_many_forbidden_characters_are_told_in_part() -> None:
    """A binary file is twenty findings, not ten thousand."""
    _, findings = decode(b"\0" * 10_000, "x.md")
    assert len(findings) == 20


@pytest.mark.parametrize("marks", ["\u0300\u0316", "\u0345\u0300", "\u0316\u0300"])
def test_piles_of_marks_are_refused(marks: str) -> None:
    """A letter under thousands of marks, which would take long to normalise, is refused at the first one too many."""
    text = "a\n\u00e4" + marks * 60_000
    document, findings = decode(text.encode(), "x.md")
    assert document is None
    assert [(f.code, f.place.line, f.place.column) for f in findings] == [("ZB106", 2, 32)]
    assert len(lines(text.encode())) == 2


def test_a_letter_may_have_thirty_marks() -> None:
    """No writing system needs more."""
    document, findings = decode(("x" + "\u0300" * 30).encode(), "x.md")
    assert findings == ()
    assert document is not None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> haara\n", ["2:1 ZB107 <<<<<<<"]),
        ("||||||| perusta\n", ["1:1 ZB107 |||||||"]),
        ("<<<<<<<\n", ["1:1 ZB107 <<<<<<<"]),
        ("Otsikko\n=======\n", []),
        (" <<<<<<< HEAD\n<<<<<< a\n<<<<<<<< a\n>>>>>>>a\n", []),
    ],
)
def test_merge_markers(text: str, told: list[str]) -> None:
    """What git leaves of two changes to one place is told, line by line; a heading's underline is none of it."""
    document, findings = decode(text.encode(), "x.md")
    assert short(findings, text) == told
    assert (document is None) is bool(told)
