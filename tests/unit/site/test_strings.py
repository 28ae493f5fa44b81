"""The interface texts: complete in every language, used, and put together right."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

import pytest
import yaml

from zoomibank.bank.freshness import State
from zoomibank.bank.relations import ORDER
from zoomibank.content import schema
from zoomibank.findings.finding import SetupError
from zoomibank.site.strings import FOLDER, Strings, load_strings

LANGUAGES = ("fi", "sv", "en")
STRINGS = {language: load_strings(language) for language in LANGUAGES}
PACKAGE = FOLDER.parents[1]
TEMPLATES = PACKAGE.parent / "templates"

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_LITERAL = re.compile(r"""["']([a-z_-]+(?:\.[\w-]+)*)(\.?)(?=["'{])""")


def _literals() -> Iterator[tuple[str, str]]:
    """Each quoted word of templates and modules that may be a key or, ending in a dot, the start of one."""
    for path in (*TEMPLATES.rglob("*.html"), *PACKAGE.rglob("*.py")):
        yield from _LITERAL.findall(path.read_text(encoding="utf-8"))


def test_there_is_a_file_for_every_language_of_the_schema() -> None:
    for folder in (FOLDER, *(path for path in FOLDER.iterdir() if path.is_dir())):
        assert sorted(path.stem for path in folder.glob("*.yaml")) == sorted(schema.Language)


def test_no_file_overrides_another() -> None:
    """The texts of a room begin with names that no other file has."""
    files = [FOLDER / "fi.yaml", *FOLDER.glob("*/fi.yaml")]
    tops = [top for path in files for top in yaml.safe_load(path.read_text(encoding="utf-8"))]
    assert sorted(tops) == sorted(set(tops))


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_languages_have_the_same_keys_and_placeholders(language: str) -> None:
    def shape(strings: Strings) -> dict[str, set[str]]:
        # A form for one need not say the number.
        return {key: set(_PLACEHOLDER.findall(text)) for key, text in strings.texts.items()}

    own, finnish = shape(STRINGS[language]), shape(STRINGS["fi"])
    for key in own:
        if key.startswith("date."):
            own[key] = finnish[key] = set()
    assert own == finnish


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty_and_every_counted_one_has_both_forms(language: str) -> None:
    texts = STRINGS[language].texts
    assert [key for key, text in texts.items() if not text.strip() and key != "number.thousands"] == []
    kinds = ("material.", "library.kind.")  # where `other` is a kind
    counted = {key.rpartition(".")[0] for key in texts if key.endswith(".other") and not key.startswith(kinds)}
    assert counted
    assert {stem for stem in counted if f"{stem}.one" not in texts} == set()


def test_every_key_is_used() -> None:
    literals = set(_literals())
    whole = {word for word, dot in literals if not dot}
    starts = tuple(f"{word}." for word, dot in literals if dot)
    # The codes of open lists are asked for by `named`, with the list's name.
    lists = tuple(f"{name}." for name in ("licence", "deed", "language.in") if name in whole)

    def is_used(key: str) -> bool:
        return key in whole or re.sub(r"\.(one|other)$", "", key) in whole or key.startswith(starts + lists)

    assert [key for key in STRINGS["fi"].texts if not is_used(key)] == []


def test_every_key_that_a_template_asks_for_exists() -> None:
    texts = STRINGS["fi"].texts
    asked = re.compile(r"""\bt(?:\.counted)?\("([a-z_.-]+)"(\s*~)?""")
    missing = []
    for path in TEMPLATES.rglob("*.html"):
        for key, goes_on in asked.findall(path.read_text(encoding="utf-8")):
            exists = any(known.startswith(key) for known in texts) if goes_on else {key, f"{key}.other"} & texts.keys()
            if not exists:
                missing.append(f"{path.name}: {key}")
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("group", "choices"),
    [
        ("status", schema.Status), ("origin", schema.OriginKind), ("material", schema.MaterialKind),
        ("evidence", schema.ResultKind), ("evidence_explained", schema.ResultKind), ("review", schema.ReviewKind),
        ("verdict", schema.Verdict), ("cadence", schema.Cadence), ("accessibility", schema.Conformance),
        ("state", State), ("state_explained", State), ("language.in", schema.Language),
    ],
)  # fmt: skip
def test_every_choice_has_a_label(language: str, group: str, choices: type[StrEnum]) -> None:
    assert [choice for choice in choices if f"{group}.{choice}" not in STRINGS[language].texts] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_relation_is_told_in_both_directions(language: str) -> None:
    strings = STRINGS[language]
    for label in ORDER:
        assert all(strings.counted(f"relation.{label}", count) for count in (1, 2))
    told = [strings.counted(f"relation.{label}", 1) for label in ORDER]
    assert len(set(told)) == len(told)


@pytest.mark.parametrize("language", LANGUAGES)
def test_ids_of_sections_are_slugs_that_differ_within_a_page(language: str) -> None:
    practice = (
        "summary", "steps", "results", "target_groups", "themes", "keywords", "adoption", "materials", "reviews",
        "adoptions", "relations", "details", "owner", "related",
    )  # fmt: skip
    tool = (
        "summary", "ways_of_working", "goals", "use", "steps", "strengths", "weaknesses", "outputs", "events",
        "target_groups", "themes", "keywords", "materials", "relations", "details", "owner", "related",
    )  # fmt: skip
    for keys in (practice, tool, ("statement",)):
        ids = [STRINGS[language].section_id(key) for key in keys]
        assert all(re.fullmatch(r"[a-z0-9-]+", one) for one in ids)
        assert len(set(ids)) == len(ids)
        assert not any(one.startswith(("osio-", "alaviite-", "kirjain-")) or one in {"main", "contents"} for one in ids)


def test_a_section_named_after_a_field_has_its_label() -> None:
    assert [STRINGS[language]("section.adoption") for language in LANGUAGES] == [
        "Juurruttamissuunnitelma",
        "Förankringsplan",
        "Adoption plan",
    ]
    assert STRINGS["fi"].section_id("adoption") == "juurruttamissuunnitelma"


def test_values_are_put_in_as_they_are() -> None:
    assert STRINGS["fi"]("pager.title", title="{number} {{x}} <b>", number=2) == "{number} {{x}} <b>, sivu 2"


@pytest.mark.parametrize(
    ("count", "expected"),
    [(0, "0 kuvausta"), (1, "1 kuvaus"), (2, "2 kuvausta"), (12345, "12\u00a0345 kuvausta")],
)
def test_counted_texts(count: int, expected: str) -> None:
    assert STRINGS["fi"].counted("count.entries", count) == expected


def test_a_missing_text_is_told_and_not_made_up() -> None:
    with pytest.raises(SetupError) as caught:
        STRINGS["sv"]("no.such")
    assert caught.value.key == "strings_fault"
    assert caught.value.values["reason"] == "no.such: no such text"
    with pytest.raises(SetupError):
        STRINGS["sv"].section_id("such")


def test_a_missing_value_is_told() -> None:
    with pytest.raises(SetupError) as caught:
        STRINGS["fi"]("pager.page")
    assert caught.value.values["reason"] == "pager.page: no value for {number}"


def test_a_code_without_a_name_is_shown_as_it_is() -> None:
    assert STRINGS["fi"].named("licence", "CC-BY-4.0") == "Creative Commons Nimeä 4.0"
    assert STRINGS["fi"].named("licence", "EUPL-1.2") == "EUPL-1.2"
    assert STRINGS["en"].named("language.in", "no") == "in Norwegian"


@pytest.mark.parametrize(
    ("language", "expected"),
    [("fi", "13.9.2022"), ("sv", "13.9.2022"), ("en", "13\u00a0September\u00a02022")],
)
def test_days_are_written_as_the_language_writes_them(language: str, expected: str) -> None:
    assert STRINGS[language].date(date(2022, 9, 13)) == expected


@pytest.mark.parametrize(
    ("language", "given", "expected"),
    [
        ("fi", "2024", "vuodesta 2024"), ("fi", "2024-08", "elokuusta 2024"), ("fi", "2024-08-01", "1.8.2024 alkaen"),
        ("sv", "2024", "sedan 2024"), ("sv", "2024-08", "sedan augusti 2024"), ("sv", "2024-08-01", "sedan 1.8.2024"),
        ("en", "2024-08", "since August 2024"), ("en", "2024-08-01", "since 1\u00a0August\u00a02024"),
    ],
)  # fmt: skip
def test_since(language: str, given: str, expected: str) -> None:
    assert STRINGS[language].since(given) == expected


@pytest.mark.parametrize(
    ("language", "end", "expected"),
    [
        ("fi", None, "12.3.2026 klo\u00a09.05"),
        ("fi", "2026-03-12T15:00+02:00", "12.3.2026 klo\u00a09.05–15.00"),
        ("sv", "2026-03-12T15:00+02:00", "12.3.2026 kl.\u00a09.05–15.00"),
        ("en", "2026-03-12T15:00+02:00", "12\u00a0March\u00a02026 at\u00a09:05–15:00"),
        ("fi", "2026-03-13T15:00+02:00", "12.3.2026 klo\u00a09.05 – 13.3.2026 klo\u00a015.00"),
    ],
)
def test_moments(language: str, end: str | None, expected: str) -> None:
    start = datetime.fromisoformat("2026-03-12T09:05+02:00")
    assert STRINGS[language].span(start, datetime.fromisoformat(end) if end else None) == expected


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (30, 90, "30–90 minuuttia"), (60, 60, "1 tunti"), (60, 120, "1–2 tuntia"), (0, 45, "enintään 45 minuuttia"),
        (120, 0, "vähintään 2 tuntia"), (1, 1, "1 minuutti"), (45, 45, "45 minuuttia"),
    ],
)  # fmt: skip
def test_durations(low: int, high: int, expected: str) -> None:
    assert STRINGS["fi"].duration(low, high) == expected


@pytest.mark.parametrize("text", ["a: [1, 2]", "a: *b", "- a", ""])
def test_a_file_that_holds_something_else_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "fi.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(SetupError) as caught:
        load_strings("fi", tmp_path)
    assert caught.value.key == "strings_fault"


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(SetupError) as caught:
        load_strings("fi", tmp_path)
    assert caught.value.values["path"] == str(tmp_path / "fi.yaml")
