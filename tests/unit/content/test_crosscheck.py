from datetime import date

import pytest

from tests.unit.content.making import ARTICLE, FILES, PRACTICE, TODAY, TOOL, faults, terms, validated, with_fields
from zoomibank.findings.finding import Finding


def practice(number: object = 2, /, **fields: str) -> str:
    return with_fields(PRACTICE, **{"title": f"Malli {number}", **fields})


def found(files: dict[str, str], *, today: date = TODAY) -> list[Finding]:
    _, findings = validated({**FILES, **files}, today=today)
    return list(findings)


# terms


def test_unknown_terms() -> None:
    """A key that its vocabulary does not have is told once, with the nearest key or the key of the label typed."""
    files = {
        "vocabulary/themes.yaml": "- key: hyvinvointi\n  label: {fi: Jaksaminen, sv: Ork}\n  aliases: [Vointi]\n",
        "practices/a.md": practice(1, themes="[hyvinvoitni]", owner="Liitto", target_groups="['opettajat ', kissat]"),
        "practices/b.md": practice(2, themes="[jaksaminen, ORK, vointi]", project="''"),
    }
    told = [(f.place.path, f.values["given"], f.values["near"]) for f in found(files) if f.code == "ZB231"]
    assert told == [
        ("practices/a.md", "hyvinvoitni", "hyvinvointi"),
        ("practices/a.md", "kissat", ""),
        ("practices/a.md", "Liitto", "liitto"),
        ("practices/b.md", "jaksaminen", "hyvinvointi"),
        ("practices/b.md", "ORK", "hyvinvointi"),
        ("practices/b.md", "vointi", "hyvinvointi"),
    ]
    assert [line for line in faults(files) if "ZB231" not in line] == ["practices/b.md:9:10 ZB203.field ''"]


def test_terms_in_nested_fields() -> None:
    """Keys within reviews and adoptions are looked up as well, each at its place."""
    text = practice(
        reviews="\n  - {kind: peer, by: Ryhmä, organisation: lito, date: 2023-01-01, verdict: green}",
        adoptions="\n  - {organisation: liito}\n  - {organisation: liitto, phase: arki}",
    )
    assert faults({"practices/a.md": text}) == [
        "practices/a.md:10:43 ZB231.near lito",
        "practices/a.md:12:20 ZB231.near liito",
        "practices/a.md:13:35 ZB231 arki",
    ]


def test_deprecated_terms() -> None:
    """A term that another has replaced is a warning that names its successor; it need not be in use."""
    files = {
        "vocabulary/themes.yaml": terms("hyvinvointi") + "- {key: vanha, label: Vanha, deprecated_by: hyvinvointi}\n",
    }
    assert found(files) == []
    (finding,) = found({**files, "practices/a.md": practice(themes="[hyvinvointi, vanha]")})
    assert (finding.code, finding.severity.value, finding.values["successor"]) == ("ZB232", "warning", "hyvinvointi")


def test_unused_terms() -> None:
    """A term that nobody uses is a note at its key; a draft, a project and the settings count as users."""
    files = {
        "vocabulary/themes.yaml": terms("hyvinvointi", "turha", "luonnoksessa"),
        "practices/a.md": practice(themes="[luonnoksessa]", status="draft"),
        "practices/a.sv.md": "---\ntitle: Modell\n---\n",
    }
    assert [(f.place.path, f.place.line, f.code, f.severity.value) for f in found(files)] == [
        ("vocabulary/themes.yaml", 3, "ZB315", "note")
    ]


def test_many_unknown_terms_take_no_time() -> None:
    """Only the first unknown keys of a file get a proposal."""
    files = {
        "vocabulary/goals.yaml": terms(*(f"tavoite-{number}" for number in range(2000))),
        "tools/a.md": with_fields(TOOL, title="A", goals="[" + ", ".join(f"tavoit-{n}" for n in range(900)) + "]"),
    }
    unknown = [finding for finding in found(files) if finding.code == "ZB231"]
    assert len(unknown) == 900
    assert sum(finding.variant == "near" for finding in unknown) == 20


# dates and evidence


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"added": "2024-05-31", "reviewed": "2024-05-31"}, []),
        ({"added": "2024-06-01"}, ["8:8 ZB236 2024-06-01"]),
        ({"reviewed": "2024-06-01"}, ["9:11 ZB236 2024-06-01"]),
        ({"reviewed": "2022-09-12"}, ["9:11 ZB237 2022-09-12"]),
        ({"reviewed": "2022-09-13"}, []),
        ({"added": "2024-06-02", "reviewed": "2024-06-01"}, ["8:8 ZB236 2024-06-02", "9:11 ZB236 2024-06-01",
                                                             "9:11 ZB237 2024-06-01"]),
        ({"added": "x", "reviewed": "2042-01-01"}, ["8:8 ZB213.day x", "9:11 ZB236 2042-01-01"]),
    ],
)  # fmt: skip
def test_dates(fields: dict[str, str], expected: list[str]) -> None:
    """No entry is added or reviewed after the day the bank is built for, or reviewed before it was added."""
    assert faults({"practices/a.md": practice(**fields)}) == [f"practices/a.md:{line}" for line in expected]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"results": "\n  - {text: a, kind: measured, source: Kysely}\n  - {text: b, kind: aim}"}, []),
        ({"results": "\n  - {text: a, kind: aim}\n  - {text: b, kind: measured}"}, ["11:21 ZB234 measured"]),
        ({"results": "\n  - {text: a, kind: measured, source: '-'}"}, ["10:39 ZB203.field '-'"]),
        ({"results": "measured"}, ["9:10 ZB204.mended_item measured"]),
        ({"origin": "{kind: project}"}, ["9:16 ZB233 project"]),
        ({"origin": "{kind: network}"}, []),
        ({"origin": "{kind: project}", "project": "''"}, ["10:10 ZB203.field ''"]),
    ],
)
def test_evidence(fields: dict[str, str], expected: list[str]) -> None:
    """A measured result names its source, and an origin in a project names the project."""
    assert faults({"practices/a.md": practice(**fields)}) == [f"practices/a.md:{line}" for line in expected]


# twins


@pytest.mark.parametrize(
    ("title", "expected"),
    [("MALLI", True), ("  'malli'", True), ('"Ma\\u200Alli"', False), ("Mallit", False)],
)
def test_titles(title: str, *, expected: bool) -> None:
    """A title is one's own after folding case and spaces; the later file is told, and names the earlier."""
    findings = found({"tools/a.md": with_fields(TOOL, title=title)})
    assert [(f.code, f.place.path, f.values["other"]) for f in findings] == (
        [("ZB311", "tools/a.md", "practices/malli.md")] if expected else []
    )


def test_titles_of_translations_and_articles() -> None:
    """Titles are compared within a language; articles have titles too; what says nothing is no title."""
    files = {
        "practices/malli.sv.md": "---\ntitle: Kirje\n---\n",
        "tools/kirje.sv.md": "---\ntitle: kirje\n---\n",
        "pages/malli.md": with_fields(ARTICLE, title="Malli"),
        "pages/a.md": with_fields(ARTICLE, title="'-'"),
        "pages/b.md": with_fields(ARTICLE, title="'-'"),
    }
    assert faults(files) == [
        "pages/a.md:2:8 ZB203.required '-'",
        "pages/b.md:2:8 ZB203.required '-'",
        "pages/malli.md:2:8 ZB311 Malli",
        "tools/kirje.sv.md:2:8 ZB311 kirje",
    ]


def test_register_ids() -> None:
    """A register id is a number, however it is typed, and one entry's own; a translation does not count."""
    files = {
        "practices/a.md": practice(1, register_id="1181"),
        "practices/a.en.md": "---\ntitle: A one\nregister_id: 1181\n---\n",
        "practices/b.md": practice(2, register_id="x"),
        "practices/c.md": practice(3, register_id="x"),
        "tools/d.md": with_fields(TOOL, title="Väline", register_id="01181"),
    }
    assert faults(files) == [
        "practices/a.en.md:3:1 ZB224 register_id",
        "practices/b.md:9:14 ZB215 x",
        "practices/c.md:9:14 ZB215 x",
        "tools/d.md:7:14 ZB312 01181",
    ]


# keywords


def keywords(*lists: str) -> list[tuple[str, str, object, object]]:
    """What is told of keywords in the files a, b, c …: the file, the code, what was typed and what is meant."""
    files = {f"practices/{chr(97 + number)}.md": practice(number, keywords=given) for number, given in enumerate(lists)}
    files["practices/malli.md"] = with_fields(PRACTICE, keywords="")
    return [
        (f.place.path[10:-3], f.code, f.values["given"], f.values.get("first"))
        for f in found(files)
        if f.code != "ZB315"
    ]


@pytest.mark.parametrize(
    ("lists", "expected"),
    [
        (("[työ, verkosto]", "[työ, verkosto]"), []),
        (("[verkosto]", "[Verkosto]"), [("b", "ZB313", "Verkosto", "verkosto")]),
        (("[Verkosto]", "[verkosto]", "[verkosto]"), [("a", "ZB313", "Verkosto", "verkosto")]),
        (("[tyo]", "[työ]"), [("b", "ZB313", "työ", "tyo")]),
        (("[opinto-ohjaus]", "['opinto ohjaus']"), [("b", "ZB313", "opinto ohjaus", "opinto-ohjaus")]),
        (("['a  b']", "['a b']"), []),
        (("[verkosto, Verkosto]",), [("a", "ZB313", "Verkosto", "verkosto")]),
        (
            ("[juurruttaminen]", "[juurruttamisen]", "[juurruttaminen]"),
            [("b", "ZB314", "juurruttamisen", "juurruttaminen")],
        ),
        (("[Juurruttaminen]", "[juurruttamisen]"), [("b", "ZB314", "juurruttamisen", "Juurruttaminen")]),
        (("[koulutus]", "[kouluttaja]"), []),
        (("['***', '!!!']",), [("a", "ZB203", "***", None), ("a", "ZB217", "!!!", None)]),
        (("['-']", "['?']"), [("a", "ZB203", "-", None), ("b", "ZB203", "?", None)]),
    ],
)
def test_one_keyword_has_one_spelling(lists: tuple[str, ...], expected: list[tuple[str, ...]]) -> None:
    """Another spelling or form of a keyword is told where it stands; the form used most is taken for the right one."""
    assert keywords(*lists) == expected


def test_keywords_are_compared_within_a_language() -> None:
    """A Swedish keyword is no misspelling of a Finnish one."""
    files = {
        "practices/malli.sv.md": "---\nkeywords: [Juurruttaminen, nätverk]\n---\n",
        "tools/kirje.sv.md": "---\nkeywords: [nätverket]\n---\n",
    }
    assert faults(files) == ["tools/kirje.sv.md:2:12 ZB314 nätverket"]


def test_many_keywords_with_one_beginning_take_no_time() -> None:
    """Two thousand keywords that begin alike are not compared with one another pair by pair."""
    files = {
        f"practices/a{number}.md": practice(
            number, keywords="[" + ", ".join(f"työelämä{number * 10 + n}" for n in range(10)) + "]"
        )
        for number in range(200)
    }
    assert found(files) == []


# addresses


def test_previous_slugs() -> None:
    """An old address that another file has or had, or the file itself has, is refused, and names the other."""
    files = {
        "practices/a.md": practice(1, previous_slugs="[malli, vanha, a, kirje]"),
        "practices/b.md": practice(2, previous_slugs="[vanha, '', uusi, uusi]"),
    }
    findings = [f for f in found(files) if f.code == "ZB501"]
    assert [(f.place.path, f.values["address"], f.values["other"]) for f in findings] == [
        ("practices/a.md", "practices/malli", "practices/malli.md"),
        ("practices/a.md", "practices/a", "practices/a.md"),
        ("practices/b.md", "practices/vanha", "practices/a.md"),
    ]
    assert [line for line in faults(files) if "ZB501" not in line] == [
        "practices/b.md:9:25 ZB203.item ''",
        "practices/b.md:9:35 ZB235 uusi",
    ]
