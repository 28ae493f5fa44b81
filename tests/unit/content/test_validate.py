from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Final

import pytest

from tests.unit.content.making import ARTICLE, FILES, PRACTICE, TODAY, TOOL, bank, faults, terms, validated, with_fields
from zoomibank.content.entry import Edition, Ref
from zoomibank.content.prose import Prose
from zoomibank.content.schema import Practice
from zoomibank.content.texts import Texts
from zoomibank.findings.finding import Finding

SV = "---\ntitle: Modell\n---\n"


def codes(files: Mapping[str, str]) -> list[tuple[str, str]]:
    """Path and code of all findings, notes too, in the order in which they were found."""
    _, findings = validated({**FILES, **files}, today=TODAY)
    return [(finding.place.path, finding.code) for finding in findings]


def test_the_small_bank() -> None:
    """From files without a fault comes a bank with everything in them."""
    found = bank({"pages/tietoa.md": ARTICLE})
    assert [str(entry.ref) for entry in found.entries] == ["practices/malli", "tools/kirje"]
    assert [str(entry.ref) for entry in found.articles] == ["pages/tietoa"]
    assert (found.languages, found.default_language) == (("fi", "sv", "en"), "fi")
    assert found.settings.title == Texts({"fi": "Pankki"})
    assert list(found.vocabularies.themes.terms) == ["hyvinvointi"]
    assert found.today == TODAY


def test_line_ends_make_no_difference() -> None:
    """The findings of a file stand at the same places, however its lines end."""
    text = with_fields(PRACTICE, owner="liito", added="13.9.2022") + "\nKatso [x](y.md).\n"
    expected = faults({"practices/malli.md": text})
    assert len(expected) == 3
    assert faults({"practices/malli.md": text.replace("\n", "\r\n")}) == expected
    assert faults({"practices/malli.md": "\ufeff" + text}) == expected


# translations


def edition(translation: str, original: str = PRACTICE) -> Edition[Practice]:
    files = {"practices/malli.md": original, "practices/malli.sv.md": translation}
    (entry,) = bank(files).practices
    found: Edition[Practice] = entry.editions["sv"]
    return found


def test_editions() -> None:
    """A translation is an edition of its original; where there is none, the original is shown."""
    (entry,) = bank({"practices/malli.sv.md": SV}).practices
    assert entry.ref == Ref("practices", "malli")
    assert list(entry.editions) == ["fi", "sv"]
    assert entry.edition("fi") is entry.original is entry.edition("en")
    swedish = entry.edition("sv")
    assert (swedish.record.title, swedish.path) == ("Modell", "practices/malli.sv.md")
    assert (swedish.language_of("title"), swedish.language_of("summary")) == ("sv", "fi")
    assert entry.original.language_of("summary") == "fi"


@pytest.mark.parametrize("blank", ["", "\n", " \n\t\n"])
def test_a_blank_body_is_the_originals(blank: str) -> None:
    """A translation without running text has the original's, in the original's language."""
    found = edition(SV + blank, PRACTICE + "\nSuomeksi.\n")
    assert (found.language_of("body"), "Suomeksi." in str(found.body.pieces)) == ("fi", True)


def test_a_translated_body() -> None:
    """A translated running text is in its own language."""
    found = edition(SV + "\nPå svenska.\n", PRACTICE + "\nSuomeksi.\n")
    assert (found.language_of("body"), "På svenska." in str(found.body.pieces)) == ("sv", True)
    assert edition(SV).body == Prose()


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"tools/muu.sv.md": SV}, ["tools/muu.sv.md:1:1 ZB322 -"]),
        ({"practices/kirje.sv.md": SV}, ["practices/kirje.sv.md:1:1 ZB322 -"]),
        ({"tools/kirje.de.md": SV}, ["tools/kirje.de.md:1:1 ZB109 -"]),
        ({"tools/kirje.SV.md": SV}, ["tools/kirje.SV.md:1:1 ZB109 -"]),
        ({"tools/kirje.fi.md": SV}, ["tools/kirje.fi.md:1:1 ZB109.default -"]),
        ({"tools/muu.de.md": SV}, ["tools/muu.de.md:1:1 ZB109 -"]),
        (
            {"practices/malli.sv.md": "---\ntitle: M\nowner: x\n---\n<b>x\n"},
            [
                "practices/malli.sv.md:2:8 ZB211.short M",
                "practices/malli.sv.md:3:1 ZB224 owner",
                "practices/malli.sv.md:5:1 ZB401 <b>",
            ],
        ),
        ({"practices/malli.sv.md": "---\n---\n"}, []),
        ({"practices/malli.sv.md": "Modell\n"}, ["practices/malli.sv.md:1:1 ZB111 Modell"]),
    ],
)
def test_faults_of_translations(files: dict[str, str], expected: list[str]) -> None:
    """Translations of nothing, into no language of the bank and with faults of their own."""
    assert faults(files) == expected


def test_the_language_of_a_misnamed_translation() -> None:
    """The hint knows the bank's languages, and the name the file should have."""
    _, findings = validated({**FILES, "tools/kirje.fi.md": SV, "tools/kirje.de.md": SV}, today=TODAY)
    assert [finding.values for finding in findings if finding.code == "ZB109"] == [
        {"suffix": "de", "languages": "sv, en", "original": "kirje.md", "near": ""},
        {"suffix": "fi", "languages": "sv, en", "original": "kirje.md", "near": ""},
    ]


def test_a_translation_of_a_faulty_original() -> None:
    """The original's faults are told once, at the original, and do not hide the translation's."""
    files = {
        "practices/malli.md": with_fields(PRACTICE, owner="", keywords="x"),
        "practices/malli.sv.md": "---\ntitle: M\n---\n",
    }
    assert faults(files) == [
        "practices/malli.md:1:1 ZB201.term ---",
        "practices/malli.md:6:11 ZB204.mended x",
        "practices/malli.sv.md:2:8 ZB211.short M",
    ]


def test_a_translation_of_an_unreadable_original() -> None:
    """A translation whose original is there but can't be read is not said to be without one."""
    files = {"practices/malli.md": "---\na: b: c\n---\n", "practices/malli.sv.md": SV}
    assert faults(files) == ["practices/malli.md:2:5 ZB121.mended :"]


def test_a_faulty_translation_leaves_the_original() -> None:
    """An entry stays in the bank without the translation that is faulty."""
    found, _ = validated({**FILES, "practices/malli.sv.md": "---\nowner: x\n---\n"}, today=TODAY)
    assert [list(entry.editions) for entry in found.practices] == [["fi"]]


# drafts


DRAFT = {"practices/malli.md": with_fields(PRACTICE, status="draft"), "practices/malli.sv.md": SV}


def test_drafts() -> None:
    """A draft, and its translations, are in the bank only when asked for."""
    assert bank(DRAFT).practices == ()
    assert [list(entry.editions) for entry in bank(DRAFT, drafts=True).practices] == [["fi", "sv"]]


def test_drafts_are_checked() -> None:
    """A draft's faults are told like any other's."""
    text = with_fields(PRACTICE, status="draft", added="tänään")
    assert faults({"practices/malli.md": text}) == ["practices/malli.md:8:8 ZB213.day tänään"]


# the whole


def test_an_empty_bank() -> None:
    """Where nothing that is written is published, that is an error, whatever notes there are; a new bank is told of."""
    article = {"pages/tietoa.md": ARTICLE}
    settings = {path: text for path, text in FILES.items() if not path.endswith(".md")}
    draft = {"tools/kirje.md": with_fields(TOOL, status="draft")}
    for files, code in (({}, "ZB324"), (article, "ZB324"), (draft, "ZB323"), (article | draft, "ZB323")):
        _, findings = validated({**settings, **files}, today=TODAY)
        assert [(f.place.path, f.code) for f in findings if f.severity.value != "note"] == [("site.yaml", code)]


def test_an_empty_bank_is_not_told_of_faults() -> None:
    """Where entries are missing because they are faulty, the faults are enough."""
    files = {"practices/malli.md": "Moi\n", "tools/kirje.md": with_fields(TOOL, owner="")}
    assert [line.split()[1] for line in faults(files)] == ["ZB111", "ZB201.term"]


def test_fifty_bad_files_are_fifty_findings() -> None:
    """Every file's fault is told in one run, each at its own place."""
    slips = ["a: b: c", "a: [", "a: @b", "a: &b c", "owner: 'a", "\ta: b", "a: b #c", "a", "- a", "a: b\na: c"]
    files = {f"practices/huono-{number:02}.md": f"---\n{slips[number % 10]}\n---\n" for number in range(50)}
    told = {line.partition(":")[0] for line in faults(files)}
    assert told == set(files)


def test_one_broken_file_does_not_blame_others() -> None:
    """What an unreadable file may hold is not said to be missing: relations, replacements, terms in use."""
    relations = "\n  - {type: see_also, to: practices/malli}"
    files = {
        "practices/malli.md": "---\na: b: c\n---\n",
        "tools/kirje.md": with_fields(TOOL, status="superseded", relations=relations)
        + "\n[Malli](../practices/malli.md)\n",
    }
    assert codes(files) == [("practices/malli.md", "ZB121")]


def test_a_broken_vocabulary_does_not_blame_its_users() -> None:
    """When a vocabulary can't be read, the keys that would be in it are not said to be unknown."""
    assert codes({"vocabulary/organisations.yaml": "- a: b: c"}) == [("vocabulary/organisations.yaml", "ZB121")]
    without = {path: text for path, text in FILES.items() if "organisations" not in path}
    _, findings = validated(without, today=TODAY)
    assert findings == ()


@pytest.mark.parametrize("text", ["", "- a\n", "title: a: b", "title: Pankki\nlanguages: [suomi]", "title: &x a"])
def test_broken_settings_do_not_blame_the_rest(text: str) -> None:
    """When the settings can't be read, translations are not said to be in a foreign language."""
    found = codes({"site.yaml": text, "practices/malli.sv.md": SV, "practices/malli.en.md": SV})
    assert [path for path, _ in found] == ["site.yaml"]


def test_without_settings() -> None:
    """Settings that could not be read at all have been told; the rest is checked."""
    without = {path: text for path, text in FILES.items() if path != "site.yaml"}
    found, findings = validated(without, today=TODAY)
    assert findings == ()
    assert len(found.entries) == 2


def test_another_first_language() -> None:
    """The first language of the settings is that of originals and of plain texts."""
    files = {
        "site.yaml": "title: Banken\nlanguages: [sv, fi]\n",
        "practices/malli.fi.md": "---\ntitle: Suomeksi\n---\n",
        "vocabulary/themes.yaml": "- key: hyvinvointi\n  label: {fi: Hyvinvointi}\n",
    }
    assert faults(files) == ["vocabulary/themes.yaml:2:10 ZB243 {"]
    found, _ = validated({**FILES, **files}, today=TODAY)
    assert found.default_language == "sv"
    assert found.settings.title == Texts({"sv": "Banken"})
    assert found.practices[0].editions["fi"].record.title == "Suomeksi"


@pytest.mark.parametrize(
    ("moment", "zone", "day"),
    [
        (datetime(2024, 5, 31, 20, 59, tzinfo=UTC), "Europe/Helsinki", date(2024, 5, 31)),
        (datetime(2024, 5, 31, 21, 0, tzinfo=UTC), "Europe/Helsinki", date(2024, 6, 1)),
        (datetime(2024, 5, 31, 21, 0, tzinfo=UTC), "UTC", date(2024, 5, 31)),
        (datetime(2024, 5, 31, 2, 0, tzinfo=UTC), "America/New_York", date(2024, 5, 30)),
    ],
)
def test_the_day_is_the_banks(moment: datetime, zone: str, day: date) -> None:
    """A moment becomes a day in the bank's time zone, not the machine's."""
    settings = FILES["site.yaml"] + f"time_zone: {zone}\n"
    found, _ = validated({**FILES, "site.yaml": settings}, today=moment)
    assert found.today == day


# faults of front matter as a file's

_ALL_MISSING: Final = [f"1:1 ZB201{kind} ---" for kind in ("", ".term", "", ".terms", ".terms", "")]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("", _ALL_MISSING),
        ("# vain huomautus\n", _ALL_MISSING),
        ("Malli\n", ["2:1 ZB125.mapping Malli"]),
        ("- Malli\n", ["2:1 ZB125.mapping -"]),
        ("&x {a: b}\n", ["2:1 ZB123 &x {"]),
    ],
)
def test_odd_front_matter(head: str, expected: list[str]) -> None:
    """What is missing is told at the opening line; a front matter of another shape is one finding."""
    told = faults({"practices/uusi.md": f"---\n{head}---\n"})
    assert told == [f"practices/uusi.md:{line}" for line in expected]


def test_head_and_body_are_both_told() -> None:
    """A front matter that can't be read does not hide the body's faults."""
    assert faults({"practices/uusi.md": "---\na: b: c\n---\n\n<b>x\n"}) == [
        "practices/uusi.md:2:5 ZB121.mended :",
        "practices/uusi.md:5:1 ZB401 <b>",
    ]


# links


def link(address: str, *, files: Mapping[str, str] | None = None, text: str = PRACTICE) -> list[Finding]:
    everything = {**FILES, **(files or {}), "practices/malli.md": f"{text}\n## Osa yksi\n\n[x]({address})\n"}
    _, findings = validated(everything, today=TODAY)
    return [finding for finding in findings if finding.severity.value != "note"]


@pytest.mark.parametrize(
    "address",
    ["../tools/kirje.md", "../tools/./kirje.md", "malli.md", "malli.md#osa-yksi", "#osa-yksi", "../pages/tietoa.md",
     "../practices/malli.md", "https://a.fi", "mailto:a@b.fi"],
)  # fmt: skip
def test_links_that_lead_somewhere(address: str) -> None:
    """Links to originals of any kind and to their headings are right."""
    assert link(address, files={"pages/tietoa.md": ARTICLE}) == []


@pytest.mark.parametrize(
    ("address", "code", "variant", "near"),
    [
        ("../tools/kirj.md", "ZB403", "near", "../tools/kirje.md"),
        ("../practices/kirje.md", "ZB403", "near", "../tools/kirje.md"),
        ("kirje", "ZB403", "near", "../tools/kirje.md"),
        ("kalenteri.md", "ZB403", "", ""),
        ("../tools/kirje.sv.md", "ZB403", "near", "../tools/kirje.md"),
        ("../../../etc/passwd", "ZB403", "", ""),
        ("../vocabulary/themes.yaml", "ZB403", "", ""),
        ("#osa-yks", "ZB404", "near", "#osa-yksi"),
        ("malli.md#Osa%20yksi", "ZB404", "near", "malli.md#osa-yksi"),
        ("malli.md#kissa", "ZB404", "", "malli.md#"),
        ("../tools/kirje.md#kissa", "ZB404", "none", "../tools/kirje.md#"),
    ],
)
def test_dead_links(address: str, code: str, variant: str, near: str) -> None:
    """A link that leads nowhere is told with the nearest file, or the nearest heading of the right file."""
    (finding,) = link(address, files={"tools/kirje.sv.md": SV})
    assert (finding.code, finding.variant, finding.values["near"]) == (code, variant, near)
    assert (finding.place.line, finding.place.column, finding.place.width) == (13, 5, len(address))


def test_links_to_drafts() -> None:
    """A draft has no page, so only drafts may link to it; with drafts shown everyone may."""
    draft = {"tools/kirje.md": with_fields(TOOL, status="draft")}
    assert [finding.code for finding in link("../tools/kirje.md", files=draft)] == ["ZB413"]
    assert link("../tools/kirje.md", files=draft, text=with_fields(PRACTICE, status="draft"))[0].code == "ZB323"
    text = {"practices/malli.md": PRACTICE + "\n[x](../tools/kirje.md)\n", **draft}
    assert faults(text, drafts=True) == []


def test_links_of_translations() -> None:
    """A translation's links are its own: to originals, and to headings of either language."""
    original = {"tools/kirje.md": TOOL + "\n## Milloin\n"}
    swedish = (
        "---\ntitle: Brev\n---\n\n## När\n\n[a](#nar) [b](#milloin) [c](kirje.md#nar) [d](kirje.sv.md#nar) [e](#x)\n"
    )
    assert faults({**original, "tools/kirje.sv.md": swedish}) == [
        "tools/kirje.sv.md:7:68 ZB404 #x",
    ]


def test_images() -> None:
    """An image must be one of the bank's."""
    assert [finding.code for finding in link("x.md) ![kuva](../media/kuva.png")] == ["ZB403", "ZB407"]


def test_many_dead_links_take_no_time() -> None:
    """Only the first dead links of a text get a proposal: looking for one among thousands of files takes its time."""
    text = PRACTICE + "\n" + "\n\n".join("[x](../tools/kirj.md)" for _ in range(1000)) + "\n"
    files = {f"tools/t{number}.md": with_fields(TOOL, title=f"Väline {number}") for number in range(300)}
    _, findings = validated({**FILES, **files, "practices/malli.md": text}, today=TODAY)
    dead = [finding for finding in findings if finding.code == "ZB403"]
    assert len(dead) == 1000
    assert sum(finding.variant == "near" for finding in dead) == 20


def test_terms_are_used_by_settings_and_vocabularies_too() -> None:
    """An owner of the bank or of a project is in use, and must be known."""
    files = {
        "site.yaml": FILES["site.yaml"] + "owner: virasto\n",
        "vocabulary/projects.yaml": "- {key: hanke, label: H, owner: viraso}\n",
        "vocabulary/organisations.yaml": terms("liitto", "virasto"),
    }
    assert codes(files) == [("vocabulary/projects.yaml", "ZB231"), ("vocabulary/projects.yaml", "ZB315")]
