from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from types import SimpleNamespace
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from zoomibank.content import values
from zoomibank.content.texts import Texts
from zoomibank.content.values import iso_form

FINLAND = timezone(timedelta(hours=2))


def fault(read: Callable[[object], object], given: object) -> tuple[str, dict[str, Any]]:
    """The name of the fault and its context."""
    with pytest.raises(PydanticCustomError) as raised:
        read(given)
    return raised.value.type, raised.value.context or {}


@pytest.mark.parametrize("name", [name for name in dir(values) if name.startswith("read_")])
@pytest.mark.parametrize("given", [["a"], {"a": "b"}, None, 1])
def test_only_text_is_read(name: str, given: object) -> None:
    """Every reader refuses a list and a mapping in the place of a text, by the same name."""
    assert fault(getattr(values, name), given) == ("not_text", {})


@pytest.mark.parametrize(
    ("read", "given", "expected"),
    [
        (values.read_text, "  eka \n\n toka ", "eka \n\n toka"),
        (values.read_text, "<script>alert(1)</script>", "<script>alert(1)</script>"),
        (values.read_line, " eka \n\t toka\u00a0kolmas ", "eka toka kolmas"),
        (values.read_line, "=1+1 {{ x }} ${y} %s", "=1+1 {{ x }} ${y} %s"),
        (values.read_keyword, " ammatillinen  koulutus ", "ammatillinen koulutus"),
        (values.read_keyword, "C++", "C++"),
        (values.read_keyword, "yksi kaksi kolme neljä", "yksi kaksi kolme neljä"),
        (values.read_keyword, "S2-opetus (aikuiset)", "S2-opetus (aikuiset)"),
        (values.read_keyword, "2030", "2030"),
        (values.read_key, " kiinni-strategiaan-2 ", "kiinni-strategiaan-2"),
        (values.read_key, "a" * 80, "a" * 80),
        (values.read_entry_ref, "practices/kiinni-strategiaan", "practices/kiinni-strategiaan"),
        (values.read_entry_ref, "tools/kirje", "tools/kirje"),
        (values.read_whole_number, "0", 0),
        (values.read_whole_number, "01181", 1181),
        (values.read_whole_number, "999999999999", 999_999_999_999),
        (values.read_flag, "true", True),
        (values.read_flag, " false ", False),
        (values.read_date, "2022-09-13", date(2022, 9, 13)),
        (values.read_date, "2024-02-29", date(2024, 2, 29)),
        (values.read_date, "1990-01-01", date(1990, 1, 1)),
        (values.read_date, "2100-12-31", date(2100, 12, 31)),
        (values.read_since, "2024", "2024"),
        (values.read_since, "2024-08", "2024-08"),
        (values.read_since, "2024-08-15", "2024-08-15"),
        (values.read_moment, "2026-03-12T09:00+02:00", datetime(2026, 3, 12, 9, tzinfo=FINLAND)),
        (values.read_moment, "2026-03-12 09:00:30Z", datetime(2026, 3, 12, 9, 0, 30, tzinfo=UTC)),
        (values.read_web_address, "https://www.oph.fi/fi?a=b&c=d#e", "https://www.oph.fi/fi?a=b&c=d#e"),
        (values.read_web_address, "http://localhost:8000", "http://localhost:8000"),
        (values.read_web_address, "https://sää.fi/äö", "https://sää.fi/äö"),
        (values.read_path_pattern, "https://x.fi/edit/{path}?a=b", "https://x.fi/edit/{path}?a=b"),
        (values.read_new_file_pattern, "https://x.fi/new?f={path}", "https://x.fi/new?f={path}"),
        (values.read_new_file_pattern, "https://x.fi/?f={path}&v={content}", "https://x.fi/?f={path}&v={content}"),
        (values.read_email, "etunimi.sukunimi+a@esimerkki.fi", "etunimi.sukunimi+a@esimerkki.fi"),
        (values.read_licence, "cc-by-4.0", "CC-BY-4.0"),
        (values.read_licence, "MIT OR (CC0-1.0 AND EUPL-1.2)", "MIT OR (CC0-1.0 AND EUPL-1.2)"),
        (values.read_language_code, "fi", "fi"),
        (values.read_language_code, "sme", "sme"),
        (values.read_time_zone, "Europe/Helsinki", "Europe/Helsinki"),
        (values.read_time_zone, "America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        (values.read_time_zone, "UTC", "UTC"),
    ],
)
def test_accepted(read: Callable[[object], object], given: str, expected: object) -> None:
    """What is right is read as what it says."""
    assert read(given) == expected


@pytest.mark.parametrize(
    ("read", "given", "expected"),
    [
        (values.read_keyword, "Tämä on lause.", ("keyword_is_sentence", {})),
        (values.read_keyword, "yksi kaksi kolme neljä viisi", ("keyword_is_sentence", {})),
        (values.read_keyword, "Miksi?", ("keyword_is_sentence", {})),
        (values.read_keyword, "a" * 81, ("keyword_is_sentence", {})),
        (values.read_keyword, "***", ("nothing_said", {})),
        (values.read_key, "Hyvinvointi ja terveys", ("not_a_key", {"proposal": "hyvinvointi-ja-terveys"})),
        (values.read_key, "työ", ("not_a_key", {"proposal": "tyo"})),
        (values.read_key, "a--b", ("not_a_key", {"proposal": "a-b"})),
        (values.read_key, "-a", ("not_a_key", {"proposal": "a"})),
        (values.read_key, "a\n", None),
        (values.read_key, "???", ("not_a_key", {"proposal": ""})),
        (values.read_key, "a" * 81, ("not_a_key", {"proposal": "a" * 80})),
        (values.read_entry_ref, "kirje", ("not_a_reference", {})),
        (values.read_entry_ref, "pages/tietoa", ("not_a_reference", {})),
        (values.read_entry_ref, "tools/kirje.md", ("not_a_reference", {})),
        (values.read_entry_ref, "tools/../practices/x", ("not_a_reference", {})),
        (values.read_entry_ref, "Tools/kirje", ("not_a_reference", {})),
        (values.read_whole_number, "-1", ("not_a_whole_number", {})),
        (values.read_whole_number, "1.5", ("not_a_whole_number", {})),
        (values.read_whole_number, "1 181", ("not_a_whole_number", {})),
        (values.read_whole_number, "1_181", ("not_a_whole_number", {})),
        (values.read_whole_number, "١١٨١", ("not_a_whole_number", {})),
        (values.read_whole_number, "²", ("not_a_whole_number", {})),
        (values.read_whole_number, "9" * 5000, ("not_a_whole_number", {})),
        (values.read_flag, "True", ("unknown_choice", {"known": ("true", "false")})),
        (values.read_flag, "yes", ("unknown_choice", {"known": ("true", "false")})),
        (values.read_date, "13.9.2022", ("not_a_date", {"iso": "2022-09-13"})),
        (values.read_date, "2022-02-30", ("not_a_date", {"iso": ""})),
        (values.read_date, "2023-02-29", ("not_a_date", {"iso": ""})),
        (values.read_date, "2022-W37-2", ("not_a_date", {"iso": ""})),
        (values.read_date, "20220913", ("not_a_date", {"iso": ""})),
        (values.read_date, "1989-12-31", ("date_out_of_range", {})),
        (values.read_date, "2101-01-01", ("date_out_of_range", {})),
        (values.read_date, "0000-01-01", ("not_a_date", {"iso": ""})),
        (values.read_since, "8/2024", ("not_since", {"iso": "2024-08"})),
        (values.read_since, "2024/8", ("not_since", {"iso": "2024-08"})),
        (values.read_since, "15.8.2024", ("not_since", {"iso": "2024-08-15"})),
        (values.read_since, "13/2024", ("not_since", {"iso": ""})),
        (values.read_since, "2024-13", ("not_since", {"iso": ""})),
        (values.read_since, "syksy 2024", ("not_since", {"iso": ""})),
        (values.read_since, "1989", ("date_out_of_range", {})),
        (values.read_since, "2101-01", ("date_out_of_range", {})),
        (values.read_since, "1989-12-31", ("date_out_of_range", {})),
        (values.read_moment, "2026-03-12T09:00", ("not_a_time", {})),
        (values.read_moment, "2026-03-12", ("not_a_time", {})),
        (values.read_moment, "2026-02-30T09:00+02:00", ("not_a_time", {})),
        (values.read_moment, "2026-03-12T25:00+02:00", ("not_a_time", {})),
        (values.read_moment, "2026-03-12T09:00+99:00", ("not_a_time", {})),
        (values.read_moment, "12.3.2026 klo 9", ("not_a_time", {})),
        (values.read_moment, "1989-03-12T09:00Z", ("date_out_of_range", {})),
        (values.read_web_address, "www.oph.fi", ("bad_address", {"kind": "url"})),
        (values.read_web_address, "https://", ("bad_address", {"kind": "url"})),
        (values.read_web_address, "https:///x", ("bad_address", {"kind": "url"})),
        (values.read_web_address, "https://a b.fi", ("bad_address", {"kind": "url"})),
        (values.read_web_address, "https://a.fi/\u00a0", None),
        (values.read_web_address, "https://a.fi/\u00a0b", ("bad_address", {"kind": "url"})),
        (values.read_web_address, "https://a.fi\\@b.fi", ("bad_address", {"kind": "url"})),
        (values.read_web_address, "https://oph.fi@evil.example", ("bad_address", {"kind": "url"})),
        (values.read_web_address, "https://[::1", ("bad_address", {"kind": "url"})),
        (values.read_web_address, "https://a.fi:99999", ("bad_address", {"kind": "url"})),
        (values.read_web_address, 'https://a.fi/"onclick=', ("bad_address", {"kind": "url"})),
        (values.read_web_address, "javascript:alert(1)", ("bad_address", {"kind": "url"})),
        (values.read_web_address, "JAVASCRIPT://a.fi/%0Aalert(1)", ("bad_address", {"kind": "url"})),
        (values.read_web_address, "java\tscript:alert(1)", ("bad_address", {"kind": "url"})),
        (values.read_web_address, "data:text/html,x", ("bad_address", {"kind": "url"})),
        (values.read_web_address, "//a.fi", ("bad_address", {"kind": "url"})),
        (values.read_web_address, "ftp://a.fi", ("bad_address", {"kind": "url"})),
        (values.read_path_pattern, "https://x.fi/edit/", ("bad_pattern", {})),
        (values.read_path_pattern, "javascript:{path}", ("bad_address", {"kind": "url"})),
        (values.read_path_pattern, "https://x.fi/{path}{content}", ("bad_address", {"kind": "url"})),
        (values.read_new_file_pattern, "https://x.fi/{content}", ("bad_pattern", {})),
        (values.read_new_file_pattern, "https://x.fi/{path}{text}", ("bad_address", {"kind": "url"})),
        (values.read_email, "Mari <mari@a.fi>", ("bad_address", {"kind": "email"})),
        (values.read_email, "mari@a", ("bad_address", {"kind": "email"})),
        (values.read_email, "mari(at)a.fi", ("bad_address", {"kind": "email"})),
        (values.read_email, "mailto:mari@a.fi", ("bad_address", {"kind": "email"})),
        (values.read_email, "a@a.fi, b@b.fi", ("bad_address", {"kind": "email"})),
        (values.read_email, "a@a.fi?bcc=b@b.fi", ("bad_address", {"kind": "email"})),
        (values.read_email, "a" * 65 + "@a.fi", ("bad_address", {"kind": "email"})),
        (values.read_licence, "CC BY 4.0", ("unknown_licence", {"proposal": "CC-BY-4.0"})),
        (values.read_licence, "vapaa", ("unknown_licence", {"proposal": ""})),
        (values.read_licence, "(" * 50_000, ("unknown_licence", {"proposal": ""})),
        (values.read_licence, "__import__('os').system('ls')", ("unknown_licence", {"proposal": ""})),
        (values.read_licence, "MIT OR", ("unknown_licence", {"proposal": ""})),
        (values.read_language_code, "suomi", ("unknown_choice", {"known": ("fi", "sv", "en", "se")})),
        (values.read_language_code, "FI", ("unknown_choice", {"known": ("fi", "sv", "en", "se")})),
        (values.read_time_zone, "Helsinki", ("unknown_setting", {})),
        (values.read_time_zone, "Europe", ("unknown_setting", {})),
        (values.read_time_zone, "europe/helsinki", ("unknown_setting", {})),
        (values.read_time_zone, "localtime", ("unknown_setting", {})),
        (values.read_time_zone, "../../../etc/passwd", ("unknown_setting", {})),
        (values.read_time_zone, "/etc/localtime", ("unknown_setting", {})),
        (values.read_time_zone, "Europe/" + "A" * 5000, ("unknown_setting", {})),
        (values.read_time_zone, "", ("unknown_setting", {})),
    ],
)  # fmt: skip
def test_refused(read: Callable[[object], object], given: str, expected: tuple[str, dict[str, Any]] | None) -> None:
    """What is wrong is refused by the name of its fault; white space around a value is no fault (None here)."""
    if expected is None:
        assert read(given) == given.strip()
    else:
        assert fault(read, given) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("13.9.2022", "2022-09-13"),
        ("13. 9. 2022", "2022-09-13"),
        ("13 9 2022", "2022-09-13"),
        ("13/09/2022", "2022-09-13"),
        ("13-9-2022", "2022-09-13"),
        ("13.9.22", "2022-09-13"),
        ("2022-9-13", "2022-09-13"),
        ("2022/09/13", "2022-09-13"),
        ("2022.9.13", "2022-09-13"),
        ("2022-09-13T00:00:00", "2022-09-13"),
        ("２０２２-０９-１３", "2022-09-13"),
        ("31.2.2022", ""),
        ("9/13/2022", ""),
        ("13.9.", ""),
        ("13.9.202", ""),
        ("syyskuu 2022", ""),
        ("", ""),
        ("1." * 10_000, ""),
    ],
)
def test_iso_form(given: str, expected: str) -> None:
    """Of a day written in another way the ISO form is offered, the Finnish order of day and month taken for meant."""
    assert iso_form(given) == expected


def read_texts(given: object, *languages: str) -> Texts:
    return TypeAdapter(Texts).validate_python(given, context={"languages": languages} if languages else None)


@pytest.mark.parametrize(
    ("given", "languages", "expected"),
    [
        ("Malli ", (), {"fi": "Malli"}),
        ("Modell", ("sv", "fi"), {"sv": "Modell"}),
        ({"fi": " Malli", "en": "Model"}, ("fi", "sv", "en"), {"fi": "Malli", "en": "Model"}),
        ({"sv": "Modell", "fi": "Malli"}, ("sv",), {"sv": "Modell", "fi": "Malli"}),
    ],
)
def test_texts(given: object, languages: tuple[str, ...], expected: dict[str, str]) -> None:
    """A text per language is read as such; a plain one is in the bank's first language."""
    assert read_texts(given, *languages) == Texts(expected)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (["a"], ("not_mapping", {})),
        ({"sv": "Modell"}, ("default_language_missing", {"language": "fi"})),
        ({}, ("default_language_missing", {"language": "fi"})),
        ({"fi": "Malli", "suomi": "x"}, ("unknown_text_language", {"language": "suomi"})),
        ({"fi": ["Malli"]}, ("not_text", {"below": "fi"})),
        ({"fi": "Malli", "sv": {"a": "b"}}, ("not_text", {"below": "sv"})),
    ],
)
def test_texts_refused(given: object, expected: tuple[str, dict[str, Any]]) -> None:
    """Another shape, another language or none in the first one is refused by name."""
    with pytest.raises(ValidationError) as raised:
        read_texts(given, "fi", "sv")
    (detail,) = raised.value.errors()
    assert (detail["type"], detail.get("ctx", {})) == expected


def test_a_text_in_a_language() -> None:
    """A text that is not to be had in a language is had in the default one, and the caller can tell."""
    texts = Texts({"fi": "Malli", "sv": "Modell"})
    assert (texts.language("sv", "fi"), texts.text("sv", "fi")) == ("sv", "Modell")
    assert (texts.language("en", "fi"), texts.text("en", "fi")) == ("fi", "Malli")
    assert Texts._read(texts, SimpleNamespace(context=None)) is texts  # noqa: SLF001
