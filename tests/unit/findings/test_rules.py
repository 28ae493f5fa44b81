"""Every rule is tried with every kind of argument, so that a new rule without a wording fails here."""

import inspect
import itertools
import string
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, Final

import pytest

from zoomibank.findings import rules
from zoomibank.findings.finding import LANGUAGES, Finding, Label, Named, Place, SetupError, Severity, Word
from zoomibank.findings.formats import Wordings, load_wordings

PLACE: Final = Place("practices/x.md", 3, 5)
VOCABULARIES: Final = ("themes", "target-groups", "ways-of-working", "goals", "phases", "organisations", "projects")

FUNCTIONS: Final[dict[str, Callable[..., Finding]]] = {
    name: function
    for name, function in inspect.getmembers(rules, inspect.isfunction)
    if function.__module__ == rules.__name__ and not name.startswith("_")
}

CHOICES: Final[dict[tuple[str, str], tuple[Any, ...]]] = {
    ("not_a_regular_file", "kind"): ("link", "pipe", "socket", "device", "folder"),
    ("forbidden_character", "character"): ("\u202e", "\n"),
    ("yaml_fault", "slip"): (
        "colon",
        "no_colon",
        "tab",
        "indent",
        "special",
        "quote",
        "block",
        "bracket",
        "hard_space",
        "",
    ),
    ("yaml_fault", "mended"): ("", 'title: "Polku: alku"'),
    ("unknown_language", "languages"): (("hyvinvointi",), ("hyvinvointi", "sv")),
    ("dead_link", "given"): ("hyvinvoiti", "aivan-muuta", "www.esimerkki.fi"),
    ("not_in_format", "what"): ("anchor", "alias", "tag", "merge_key", "second_document", "complex_key"),
    ("wrong_root", "expected"): ("mapping", "list"),
    ("wrong_shape", "expected"): ("list", "items", "mapping", "text"),
    ("not_a_date", "form"): ("day", "since"),
    ("empty_value", "part"): ("field", "item", "required"),
    ("unknown_language", "suffix"): ("hyvinvointi", "de", "se"),
    ("dead_anchor", "given"): ("x.md#hyvinvoiti", "x.md#aivan-muuta"),
    ("dead_anchor", "known"): (("hyvinvointi",), ()),
    ("bad_address", "kind"): ("url", "email"),
    ("unknown_term", "vocabulary"): VOCABULARIES,
    ("unknown_term", "known"): (("hyvinvointi", "osallisuus"), tuple(f"avain-{number}" for number in range(13))),
    ("field_missing", "vocabulary"): ("themes", ""),
    ("deprecated_term", "vocabulary"): VOCABULARIES,
    ("unused_term", "vocabulary"): VOCABULARIES,
    ("unknown_word", "near"): (("sopii", "soppi"), ()),
    ("broken_address", "reason"): ("gone", "no_host"),
    ("unchecked_address", "reason"): ("403", "redirects", "unreachable", "timeout", "insecure", "private"),
}
"""What a parameter may be, where not every value of its type will do."""

SAMPLES: Final[dict[Any, tuple[Any, ...]]] = {
    str: ("hyvinvoiti", "aivan muuta", ""),
    int: (1, 50),
    tuple[int, int]: ((1, 9),),
    Iterable[str]: (("hyvinvointi", "osallisuus"),),
    Collection[str]: (("hyvinvointi", "osallisuus"),),
    Label: (Label("Otsikko", "Rubrik", "Title"),),
    dict[str, str]: ({"kehittämisteemat": "themes"},),
    tuple[Named, ...]: ((Named("Retkipäivä", "practices/retkipaiva.md"),),),
    bool: (True, False),
}

SETUP: Final[dict[str, set[str]]] = {
    "content_missing": {"folder"},
    "site_missing": {"file"},
    "templates_missing": {"folder"},
    "template_fault": {"path", "line", "reason"},
    "strings_fault": {"path", "reason"},
    "wrong_date": {"given"},
    "wrong_base_url": {"given"},
    "output_is_content": {"folder"},
    "output_is_link": {"folder"},
    "output_foreign": {"folder"},
    "output_not_folder": {"folder"},
    "output_busy": {"folder"},
    "foreign_collision": {"file"},
    "write_failed": {"path", "reason"},
    "no_port": {"first", "last"},
    "letter_without_address": set(),
    "no_history": {"given"},
    "since_future": {"given"},
    "tag_unknown": {"given"},
    "tag_unknown_near": {"given", "near"},
    "review_in_future": {"given"},
    "review_incomplete": {"option"},
    "review_of_no_practice": {"given"},
    "survey_columns": {"file", "known"},
    "survey_too_long": {"file", "limit"},
    "folder_taken": {"folder", "known"},
    "owner_unknown": {"given"},
    "pdf_failed": {"maker", "reason"},
    "pdf_missing": set(),
    "report_empty": set(),
    "report_unknown": {"given"},
    "report_unknown_near": {"given", "near"},
    "owner_unknown_near": {"given", "near"},
    "network_unreachable": {"count"},
    "unknown_schema": {"given", "known"},
    "schema_without_output": {"known"},
    "file_exists": {"file"},
    "file_changed": {"file"},
    "file_unfit": {"file", "code"},
    "entry_unknown": {"given"},
    "entry_unknown_near": {"given", "near"},
    "entry_ambiguous": {"given", "known"},
    "slug_unfit": {"given", "proposal"},
    "link_unfit": {"file", "given"},
    "successor_unfit": {"given"},
    "title_unfit": {"given"},
    "unknown_code": {"given", "near"},
    "usage_command": {"given", "known"},
    "usage_command_near": {"given", "near", "known"},
    "usage_option": {"given", "help"},
    "usage_option_near": {"given", "near", "help"},
    "usage_missing": {"name", "help"},
    "usage_choice": {"name", "known"},
    "usage_number": {"name"},
    "usage_value": {"name", "help"},
    "usage_other": {"help", "detail"},
    "title_taken": {"given", "file"},
    "field_unfit": {"field", "known"},
    "term_unknown": {"given", "vocabulary", "known"},
    "import_missing": {"file"},
    "import_not_a_file": {"file"},
    "import_unreadable": {"file", "reason"},
    "import_empty": {"file"},
    "import_too_large": {"file", "limit"},
    "import_binary": {"file"},
    "import_protected": {"file"},
    "import_damaged": {"file"},
    "import_encoding": {"file"},
    "import_no_labels": {"file"},
    "import_no_header": {"file"},
    "import_no_rows": {"file"},
    "import_rows": {"file", "limit"},
    "import_columns": {"file", "limit"},
}


def found_by(name: str) -> Iterator[Finding]:
    """What the function gives for every combination of sample arguments."""
    function = FUNCTIONS[name]
    parameters = list(inspect.signature(function, eval_str=True).parameters.values())[1:]
    samples = [CHOICES.get((name, parameter.name)) or SAMPLES[parameter.annotation] for parameter in parameters]
    for arguments in itertools.product(*samples):
        yield function(PLACE, **dict(zip((parameter.name for parameter in parameters), arguments, strict=True)))


EVERY: Final = tuple(finding for name in FUNCTIONS for finding in found_by(name))


@pytest.fixture(params=LANGUAGES)
def wordings(request: pytest.FixtureRequest) -> Wordings:
    return load_wordings(request.param)


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def sentences(tree: object, way: str = "") -> Iterator[tuple[str, str]]:
    """Every sentence of the wordings with its way, as `rules.ZB231.hints.near`."""
    if isinstance(tree, Mapping):
        for key, branch in tree.items():
            yield from sentences(branch, f"{way}.{key}" if way else str(key))
    else:
        yield way, str(tree)


def test_every_code_has_one_function() -> None:
    """A code is made by exactly one function, and each function makes one code."""
    made = [{finding.code for finding in found_by(name)} for name in FUNCTIONS]
    assert [len(codes) for codes in made] == [1] * len(FUNCTIONS)
    assert sorted(code for codes in made for code in codes) == sorted(rules.SEVERITIES)


def test_a_finding_has_its_place_and_the_severity_of_its_code() -> None:
    """Severity belongs to the code: no call can change it."""
    assert {finding.place for finding in EVERY} == {PLACE}
    assert all(finding.severity is rules.SEVERITIES[finding.code] for finding in EVERY)


@pytest.mark.parametrize(
    ("finding", "variant", "values"),
    [
        (
            rules.unknown_term(
                PLACE, vocabulary="themes", given="hyvinvoiti", known=("hyvinvointi", "osallisuus"), labels={}
            ),
            "near",
            {
                "vocabulary": Word("themes"),
                "file": "vocabulary/themes.yaml",
                "given": "hyvinvoiti",
                "near": "hyvinvointi",
                "known": "",
            },
        ),
        (
            rules.unknown_term(PLACE, vocabulary="goals", given="kissa", known=("hyvinvointi",), labels={}),
            "few",
            {
                "vocabulary": Word("goals"),
                "file": "vocabulary/goals.yaml",
                "given": "kissa",
                "near": "",
                "known": "hyvinvointi",
            },
        ),
        (
            rules.unknown_field(PLACE, field="themess", known=("themes", "title"), labels={}),
            "near",
            {"field": "themess", "near": "themes"},
        ),
        (
            rules.unknown_field(
                PLACE, field=" Koordinaation  VÄLINE ", known=(), labels={"koordinaation väline": "tool"}
            ),
            "near",
            {"field": " Koordinaation  VÄLINE ", "near": "tool"},
        ),
        (
            rules.unknown_field(PLACE, field="kohderyhmat", known=("title",), labels={"kohderyhmät": "target_groups"}),
            "near",
            {"field": "kohderyhmat", "near": "target_groups"},
        ),
        (
            rules.unknown_field(PLACE, field="xyz", known=("title", "themes"), labels={}),
            "",
            {"field": "xyz", "known": "title, themes"},
        ),
        (
            rules.wrong_length(PLACE, field="title", length=2, low=3, high=120),
            "short",
            {"field": "title", "length": 2, "low": 3, "high": 120},
        ),
        (
            rules.wrong_length(PLACE, field="title", length=121, low=3, high=120),
            "",
            {"field": "title", "length": 121, "low": 3, "high": 120},
        ),
        (
            rules.duplicate_answer_unknown(PLACE, given="tools/a", known=("tools/a", "practices/zzzz")),
            "",
            {"given": "tools/a", "near": ""},
        ),
        (rules.bad_file_name(PLACE, name="ÄÄ.md", proposal="aa.md"), "near", {"name": "ÄÄ.md", "proposal": "aa.md"}),
        (rules.bad_file_name(PLACE, name="?.md", proposal=""), "", {"name": "?.md", "proposal": ""}),
        (rules.not_utf8(PLACE, byte=0xE4), "", {"byte": "0xE4"}),
        (rules.forbidden_character(PLACE, character="\u202e"), "", {"character": "U+202E"}),
        (
            rules.circle(PLACE, relation="replaces", refs=("a", "b", "a")),
            "",
            {"relation": "replaces", "refs": "a → b → a"},
        ),
        (rules.skipped_heading_level(PLACE, level=4, expected=3), "", {"level": "####", "expected": "###"}),
    ],
)
def test_values_and_variants(finding: Finding, variant: str, values: dict[str, object]) -> None:
    """A rule works out what its wording needs: the near match, the list of choices, the code point."""
    assert (finding.variant, finding.values) == (variant, values)


def test_wordings_agree_in_all_languages() -> None:
    """Every sentence exists in every language and takes the same values there."""
    shapes = [
        {way: placeholders(sentence) for way, sentence in sentences(load_wordings(language).model_dump())}
        for language in LANGUAGES
    ]
    assert shapes[1:] == shapes[:-1]


def test_every_code_and_severity_is_worded(wordings: Wordings) -> None:
    """No code or severity is without words, and no words are left of one that is gone."""
    assert list(wordings.rules) == sorted(rules.SEVERITIES)
    assert set(wordings.severities) == set(Severity)


def test_every_variant_has_its_hint(wordings: Wordings) -> None:
    """The hints are for exactly the variants that rules can give."""
    given: dict[str, set[str]] = {code: set() for code in rules.SEVERITIES}
    for finding in EVERY:
        given[finding.code].add(finding.variant)
    worded = {code: {*rule.hints, *([""] if rule.hint else [])} for code, rule in wordings.rules.items()}
    assert worded == given


def test_every_word_is_worded(wordings: Wordings) -> None:
    """The words are exactly those that rules can give."""
    given = {value.key for finding in EVERY for value in finding.values.values() if isinstance(value, Word)}
    assert set(wordings.words) == given


def test_wordings_use_only_values_that_the_rule_gives(wordings: Wordings) -> None:
    """Every finding that can be made can be told."""
    for finding in EVERY:
        assert wordings.message(finding)
        assert wordings.hint(finding)


def test_setup_sentences(wordings: Wordings) -> None:
    """Every set-up fault has a sentence on one line, with the values that it comes with."""
    assert {key: placeholders(sentence) for key, sentence in wordings.setup.items()} == SETUP
    for key, names in SETUP.items():
        assert "\n" not in wordings.setup_message(SetupError(key, **dict.fromkeys(names, "x")))


def test_manner(wordings: Wordings) -> None:
    """A message begins in lower case without a closing full stop, all else is sentences, and nobody is shouted at."""
    for way, sentence in sentences({code: rule.model_dump() for code, rule in wordings.rules.items()}):
        if way.endswith(".message"):
            assert sentence[0].islower() or sentence[0] in '{"' or sentence.startswith("HTML"), way
            assert sentence[-1] != ".", way
        elif sentence:
            assert sentence[0].isupper(), way
            assert sentence[-1] in ".?" or sentence.endswith("{mended}"), way
        assert sentence.count('"') % 2 == 0, way
        assert sentence == " ".join(sentence.split()), way
        assert not any(word.rstrip(".")[-1:] == "!" and len(word) > 1 for word in sentence.split()), way
