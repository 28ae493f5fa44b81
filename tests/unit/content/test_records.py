import pytest

from tests.unit.content.making import short, tree
from zoomibank.content import schema
from zoomibank.content.frontmatter import read_tree
from zoomibank.content.records import merge, read_record
from zoomibank.content.schema import KINDS, VOCABULARIES, Practice, Record, Settings, Tool
from zoomibank.findings.finding import Finding

PRACTICE = """\
title: Malli
summary: Malli kuvaa yhden esimerkin, jota testit muuttavat.
themes: [hyvinvointi]
target_groups: [opettajat]
owner: liitto
added: 2022-09-13
"""
TOOL = """\
title: Kirje
summary: Kirje on väline, jolla testit kokeilevat monta kenttää.
owner: liitto
added: 2022-09-13
ways_of_working: [yhdessa]
"""


def findings_of(text: str, model: type[Record] = Practice) -> tuple[Finding, ...]:
    found, findings = read_tree(text, path="x.md")
    assert found is not None
    record, more = read_record(model, found, languages=("fi", "sv", "en"))  # type: ignore[arg-type]
    assert (record is None) is bool(findings or more)
    return (*findings, *more)


def told(text: str, model: type[Record] = Practice) -> list[str]:
    return short(findings_of(text, model), text)


def test_everything_a_practice_can_have() -> None:
    """A practice with every field is read, each value as what its type says."""
    text = PRACTICE + (
        "keywords: [juurruttaminen]\naliases: [Mallinen]\ncontact: {role: Neuvonta, email: a@b.fi}\nproject: hanke\n"
        "origin: {kind: project, note: Kokeilussa}\nreviewed: 2023-01-01\nreview_every: 12\nstatus: archived\n"
        "register_id: 1181\nrelations:\n  - {type: continues, to: tools/kirje, note: Jatkoa}\n"
        "not_duplicate_of: [tools/kirje]\nmaterials: [{title: Opas, url: 'https://a.fi', kind: guide, lang: fi}]\n"
        "licence: cc-by-4.0\nprevious_slugs: [vanha]\nresults: [{text: Tulos, kind: measured, source: Kysely, "
        "date: 2023-01-01}]\nphase: kokeiluun\nsteps: [{title: Alku, text: Aloita}]\n"
        "adoption: {decision: Päätös, plan: Suunnitelma, measures: [Mittari], enablers: [Into], barriers: [Kiire]}\n"
        "reviews: [{kind: peer, by: Ryhmä, organisation: liitto, date: 2023-01-01, verdict: green, note: Hyvä}]\n"
        "adoptions: [{organisation: liitto, since: 2023-01, phase: kokeiluun, note: Alussa}]\n"
    )
    record, findings = read_record(Practice, tree(text), languages=("fi",))
    assert findings == ()
    assert record is not None
    assert record.licence == "CC-BY-4.0"
    assert record.relations == (
        schema.Relation.model_construct(type=schema.RelationType.CONTINUES, to="tools/kirje", note="Jatkoa"),
    )
    assert (record.results[0].kind, record.adoptions[0].since) == (schema.ResultKind.MEASURED, "2023-01")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (PRACTICE.replace("owner: liitto\n", ""), ["1:1 ZB201.term t"]),
        (PRACTICE + "results:\n  - text: Tulos", ["8:5 ZB201 t"]),
        (PRACTICE + "teema: [x]", ["7:1 ZB202.near teema"]),
        (PRACTICE.replace("themes:", "teemat:"), ["3:1 ZB202.near teemat"]),
        (PRACTICE.replace("owner:", "ownr:"), ["5:1 ZB202.near ownr"]),
        (PRACTICE + "sää: x", ["7:1 ZB202 sää"]),
        (PRACTICE + "sää: [{a: -}, '']".replace("-}", "'-'}"), ["7:1 ZB202 sää"]),
        (PRACTICE + "contact:\n  nimi: Mari", ["8:3 ZB202.near nimi"]),
        (PRACTICE + "results:\n  - teksti: a\n    kind: aim", ["8:5 ZB202.near teksti"]),
        (PRACTICE.replace("liitto", "''"), ["5:8 ZB203.required ''"]),
        (PRACTICE.replace(" liitto", ""), ["5:7 ZB203.required"]),
        (PRACTICE.replace("liitto", "Ei ole"), ["5:8 ZB203.required Ei ole"]),
        (PRACTICE + "phase: n/a", ["7:8 ZB203.field n/a"]),
        (PRACTICE + "keywords: ['-', x]", ["7:12 ZB203.item '-'"]),
        (PRACTICE + "keywords: ['***']", ["7:12 ZB203.item '***'"]),
        (PRACTICE + "contact:\n  name: '–'", ["8:9 ZB203.field '–'"]),
        (PRACTICE.replace("[opettajat]", "['?']"), ["4:17 ZB203.item '?'"]),
        (PRACTICE.replace("[opettajat]", "opettajat"), ["4:16 ZB204.mended opettajat"]),
        (PRACTICE.replace("[opettajat]", "{a: b}"), ["4:16 ZB204.list {"]),
        (PRACTICE + "results: Tulos", ["7:10 ZB204.mended_item Tulos"]),
        (PRACTICE + "results:\n  text: ''", ["8:3 ZB204.items t"]),
        (PRACTICE + "results:\n  - Tulos", ["8:5 ZB204.mended_item Tulos"]),
        (PRACTICE + "contact: Mari", ["7:10 ZB204.mapping Mari"]),
        (PRACTICE + "contact: [Mari]", ["7:10 ZB204.mapping ["]),
        (PRACTICE.replace("Malli\n", "[Malli]\n"), ["1:8 ZB204.text ["]),
        (PRACTICE + "phase: {kokeiluun}", ["7:8 ZB204.text {"]),
        (PRACTICE + "status: [draft]", ["7:9 ZB204.text ["]),
        (PRACTICE + "aliases:\n  - Malli: uusi", ["8:5 ZB204.text M"]),
        (PRACTICE + "aliases:\n  - Malli:", ["8:5 ZB204.text M"]),
        (PRACTICE.replace("Malli\n", "Ma\n"), ["1:8 ZB211.short Ma"]),
        (PRACTICE.replace("Malli\n", "M" * 121 + "\n"), ["1:8 ZB211 " + "M" * 121]),
        (PRACTICE.replace("Malli\n", "'  M' \n"), ["1:8 ZB211.short '  M'"]),
        (PRACTICE.replace("[hyvinvointi]", "[]"), ["3:9 ZB212.few ["]),
        (PRACTICE.replace("[hyvinvointi]", "[a, b, c, d, e, f]"), ["3:9 ZB212 ["]),
        (PRACTICE.replace("2022-09-13", "13.9.2022"), ["6:8 ZB213.near 13.9.2022"]),
        (PRACTICE.replace("2022-09-13", "2022-02-30"), ["6:8 ZB213.day 2022-02-30"]),
        (PRACTICE + "adoptions: [{organisation: a, since: syksy}]", ["7:38 ZB213.since syksy"]),
        (PRACTICE.replace("2022-09-13", "1989-09-13"), ["6:8 ZB214 1989-09-13"]),
        (PRACTICE + "register_id: nro 1", ["7:14 ZB215 nro 1"]),
        (PRACTICE + "register_id: 0", ["7:14 ZB215 0"]),
        (PRACTICE + "review_every: 241", ["7:15 ZB215 241"]),
        (PRACTICE + "status: luonnos", ["7:9 ZB216.meant luonnos"]),
        (PRACTICE + "status: Draft", ["7:9 ZB216.near Draft"]),
        (PRACTICE + "results:\n  - {text: a, kind: aim}\n  - {text: b, kind: mitattu}", ["9:21 ZB216.meant mitattu"]),
        (PRACTICE + "keywords: [Tämä on lause.]", ["7:12 ZB217 Tämä on lause."]),
        (PRACTICE + "contact: {email: a, url: b}", ["7:18 ZB218.email a", "7:26 ZB218.url b"]),
        (PRACTICE + "previous_slugs: [Vanha]", ["7:18 ZB219.near Vanha"]),
        (PRACTICE + "previous_slugs: ['???']", ["7:18 ZB219 '???'"]),
        (PRACTICE + "licence: vapaa", ["7:10 ZB221 vapaa"]),
        (PRACTICE + "licence: CC BY 4.0", ["7:10 ZB221.near CC BY 4.0"]),
        (PRACTICE + "contact: {}", ["7:10 ZB223 {"]),
        (PRACTICE + "adoption: {}", ["7:11 ZB223 {"]),
        (PRACTICE + "aliases: [a, b, ' a']", ["7:17 ZB235 ' a'"]),
        (PRACTICE + "reviews: [{kind: peer}]", ["7:11 ZB201 {"] * 3),
    ],
)  # fmt: skip
def test_faults_of_practices(text: str, expected: list[str]) -> None:
    """One slip is one finding, at the value or the key that is to be mended, in nested fields too."""
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TOOL + "cadence: viikoittain", ["6:10 ZB216 viikoittain"]),
        (TOOL + "duration: {min_minutes: 90, max_minutes: 30}", ["6:42 ZB222 30"]),
        (TOOL + "duration: {min_minutes: 1 h}", ["6:25 ZB215 1 h"]),
        (TOOL + "participants: {}", ["6:15 ZB223 {"]),
        (TOOL + "events:\n  - {title: a, start: 2024-01-01T10:00}", ["7:23 ZB220 2024-01-01T10:00"]),
        (
            TOOL + "events:\n  - title: a\n    start: 2024-01-02T10:00Z\n    end: 2024-01-01T10:00Z",
            ["9:10 ZB222 2024-01-01T10:00Z"],
        ),
        (TOOL + "themes: []", ["6:9 ZB212.few ["]),
        (TOOL + "results: []", ["6:1 ZB202.near results"]),
    ],
)
def test_faults_of_tools(text: str, expected: list[str]) -> None:
    """Tools have fields of their own."""
    assert told(text, Tool) == expected


def test_a_tool_needs_no_theme() -> None:
    """What a practice must have a tool may leave out."""
    assert told(TOOL, Tool) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title: {sv: Banken}", ["1:8 ZB243 {"]),
        ("title:\n  fi: ''\n  sv: Banken", ["2:7 ZB203.field ''"]),
        ("title: {fi: a, se: b}", ["1:16 ZB202 se"]),
        ("title: {fi: a, suomi: b}", ["1:16 ZB202 suomi"]),
        ("title: {fi: [a]}", ["1:13 ZB204.text ["]),
        ("title: [a]", ["1:8 ZB204.mapping ["]),
        ("title: a\nlanguages: [fi, suomi]", ["2:17 ZB216 suomi"]),
        ("title: a\nlanguages: []", ["2:12 ZB212.few ["]),
        ("title: a\nlanguages: [fi, fi]", ["2:17 ZB235 fi"]),
        ("title: a\ntime_zone: Helsinki", ["2:12 ZB227 Helsinki"]),
        ("title: a\nedit_url: https://a.fi", ["2:11 ZB244 https://a.fi"]),
        ("title: a\npublish_contacts: kyllä", ["2:19 ZB216 kyllä"]),
        ("title: a\naccessibility: {exceptions: [[b]]}", ["2:30 ZB204.items [", *["2:16 ZB201 {"] * 4]),
    ],
)
def test_faults_of_settings(text: str, expected: list[str]) -> None:
    """Texts per language, patterns, flags and zones have faults of their own."""
    assert sorted(told(text, Settings)) == sorted(expected)


def test_what_a_finding_knows() -> None:
    """A finding carries the bounds, the choices and the names that its sentence needs."""
    text = PRACTICE.replace("Malli\n", "Ma\n") + "status: luonnos\nteema: x\nresults: a\nregister_id: 0\n"
    assert [(f.code, dict(f.values)) for f in findings_of(text)][:5] == [
        ("ZB211", {"field": "title", "length": 2, "low": 3, "high": 120}),
        (
            "ZB216",
            {"field": "status", "given": "luonnos", "near": "draft", "known": "draft, published, archived, superseded"},
        ),
        (
            "ZB215",
            {"field": "register_id", "given": "0", "low": 1, "high": 9_999_999, "mended": ""},
        ),
        (
            "ZB204",
            {
                "field": "results",
                "expected": findings_of(PRACTICE + "results: a")[0].values["expected"],
                "known": "text, kind, source, date",
                "mended": "- text: a",
            },
        ),
        ("ZB202", {"field": "teema", "near": "themes"}),
    ]


def test_a_hundred_faults_at_once() -> None:
    """All faults of a file come in one run."""
    text = PRACTICE + "relations:\n" + "  - {type: x, to: tools/a}\n" * 100
    assert told(text) == [f"{8 + number}:12 ZB216 x" for number in range(100)]


@pytest.mark.parametrize("model", dict.fromkeys((*KINDS.values(), *VOCABULARIES.values(), Settings)))
@pytest.mark.parametrize(
    "value", ["''", "[]", "{}", "[[]]", "[{}]", "[{a: b}]", "{a: []}", "x", "[x, '', [y]]", "[-1]"]
)
def test_no_shape_is_too_odd(model: type[Record], value: str) -> None:
    """Whatever shape stands in a field's place, the fault is told and nothing is raised."""
    for name in model.model_fields:
        findings_of(f"{name}: {value}", model)
    everything = "\n".join(f"{name}: {value}" for name in model.model_fields)
    assert findings_of(everything, model)


def merged(original: str, translation: str, model: type[Record] = Practice) -> tuple[Record | None, list[str]]:
    found, findings = merge(model, tree(original), tree(translation, "x.sv.md"))
    record, more = read_record(model, found, languages=("fi", "sv"))
    lines = translation
    own = [finding for finding in (*findings, *more) if finding.place.path == "x.sv.md"]
    return record, short(own, lines)


def test_merge() -> None:
    """A text takes the original's place, the items of a list by their position; all else stays the original's."""
    original = PRACTICE + (
        "keywords: [a, b]\ncontact: {role: Neuvonta, email: a@b.fi}\nresults:\n  - {text: Eka, kind: aim}\n"
        "  - {text: Toka, kind: measured, source: Kysely}\n"
    )
    translation = (
        "title: Modell\nkeywords: [c]\ncontact: {role: Rådgivning}\nresults:\n  - text: Ett\n"
        "  - {text: Två, source: Enkät}\n"
    )
    record, told = merged(original, translation)
    assert told == []
    assert isinstance(record, Practice)
    assert (record.title, record.owner, record.keywords) == ("Modell", "liitto", ("c",))
    assert record.contact == schema.Contact.model_construct(name=None, role="Rådgivning", email="a@b.fi", url=None)
    assert [(result.text, result.kind.value, result.source) for result in record.results] == [
        ("Ett", "aim", None),
        ("Två", "measured", "Enkät"),
    ]


@pytest.mark.parametrize(
    ("original", "translation", "expected"),
    [
        ("", "owner: annan", ["1:1 ZB224 owner"]),
        ("", "themes: [x]\nregister_id: 1", ["1:1 ZB224 themes", "2:1 ZB224 register_id"]),
        ("", "steps: [{title: a}]", ["1:1 ZB224 steps"]),
        ("", "titel: a", ["1:1 ZB202.near titel"]),
        ("", "teemat: a", ["1:1 ZB202 teemat"]),
        ("", "title: ''", ["1:8 ZB203.field ''"]),
        ("", "title: M", ["1:8 ZB211.short M"]),
        ("results: [{text: a, kind: aim}]", "results: [{text: b, kind: aim}]", ["1:21 ZB224 kind"]),
        ("results: [{text: a, kind: aim}]", "results: [{text: b, laji: x}]", ["1:21 ZB202 laji"]),
        ("results: [{text: a, kind: aim}]", "results: [{text: b}, {text: c}]", ["1:10 ZB225 ["]),
        ("results: [{text: a, kind: aim}]", "results: []", ["1:10 ZB225 ["]),
        ("results: [{text: a, kind: aim}]", "results: [{}]", ["1:11 ZB226 {"]),
        ("results: [{text: a, kind: aim}]", "results: [b]", ["1:11 ZB204.mended_item b"]),
        ("results: [{text: a, kind: aim}]", "results: b", ["1:10 ZB204.mended_item b"]),
        ("results: [{text: a, kind: aim, source: b}]", "results: [{text: c}]", ["1:11 ZB226 {"]),
        ("contact: {role: a}", "contact: {email: b@c.fi}", ["1:11 ZB224 email", "1:10 ZB226 {"]),
        ("contact: {name: a}", "contact: {role: b}", []),
        ("adoption: {plan: a, measures: [b]}", "adoption: {plan: c, measures: [d, e]}", []),
    ],
)
def test_what_a_translation_may_not_say(original: str, translation: str, expected: list[str]) -> None:
    """Fields of the original, other numbers of items and items half translated are told in the translation."""
    assert merged(PRACTICE + original, translation)[1] == expected
