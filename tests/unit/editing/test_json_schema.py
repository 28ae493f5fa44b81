"""The JSON Schemas: valid, and of one mind with the check in all that a value's form tells."""

import json
import re
from typing import Final

import pytest
from jsonschema import Draft202012Validator

from tests.built import SITES
from tests.schemas import guessed, schema_faults, typed, validator
from zoomibank.content.frontmatter import Mapping, read_tree
from zoomibank.content.records import read_record
from zoomibank.content.schema import Practice, Project, Record, Settings, Tool, WordNote
from zoomibank.editing.json_schema import NOTHING_KNOWN, SCHEMAS, Known, json_schema

KNOWN: Final = Known({"themes": {"hyvinvointi": "Hyvinvointi"}}, "fi")


@pytest.mark.parametrize("name", SCHEMAS)
@pytest.mark.parametrize("of", [NOTHING_KNOWN, KNOWN], ids=["no bank", "a bank"])
def test_schemas_are_valid(name: str, of: Known) -> None:
    """Each is valid by the metaschema, names its dialect and says in Finnish what each field is."""
    schema = json.loads(json_schema(name, of))
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)
    fields = schema.get("properties") or schema["items"]["properties"]
    assert all(field["title"] and field["description"] for field in fields.values())


@pytest.mark.parametrize("site", ["tiny", "rich"])
def test_sound_sites_are_valid(site: str) -> None:
    """Every file that the check takes is valid, as typed and as YAML takes it, with the bank's own keys."""
    assert list(schema_faults(SITES / site / "content")) == []


PRACTICE: Final = """\
title: Malli
summary: Malli kuvaa yhden esimerkin, jota testit muuttavat.
themes: [hyvinvointi]
target_groups: [opettajat]
owner: liitto
added: 2022-09-13
"""
TOOL: Final = PRACTICE.replace("themes: [hyvinvointi]\ntarget_groups: [opettajat]", "ways_of_working: [yhdessa]")
SITE: Final = "title: Pankki\n"
PROJECT: Final = "key: hanke\nlabel: Hanke\n"
WORD: Final = "word: hoksin\nlemma: hoks\n"

TAKEN: Final = [
    ("practice", PRACTICE),
    ("practice", PRACTICE + "keywords: [juurruttaminen, osaamisen tunnustaminen ja tunnistaminen, 2030]\n"),
    ("practice", PRACTICE + "register_id: 1181\nreview_every: 12\nstatus: draft\n"),
    ("practice", PRACTICE + "contact: {email: neuvonta@example.org}\n"),
    ("practice", PRACTICE + "results:\n  - text: Tulos\n    kind: aim\n    date: 2024-01-31\n"),
    ("practice", PRACTICE + "adoptions: [{organisation: liitto, since: 2024}, {organisation: b, since: 2024-08}]\n"),
    ("practice", PRACTICE + "relations: [{type: see_also, to: tools/kirje}]\n"),
    ("practice", PRACTICE + "materials: [{title: Opas, url: 'https://example.org/ä?a=1#b', lang: fi}]\n"),
    ("practice", PRACTICE + "licence: CC-BY-4.0\nprevious_slugs: [vanha-nimi]\n"),
    ("tool", TOOL + "duration: {min_minutes: 30}\nparticipants: {min: 4, max: 12}\ncadence: monthly\n"),
    ("tool", TOOL + "events: [{title: Tapaaminen, start: 2026-03-12T09:00+02:00}]\n"),
    ("site", SITE),
    ("site", "title: {fi: Pankki, sv: Bank}\nlanguages: [fi, sv]\nbase_url: https://example.org/pankki/\n"),
    ("site", SITE + "edit_url: https://example.org/muokkaa/{path}\npublish_contacts: false\ntime_zone: UTC\n"),
    ("projects", PROJECT + "code: S21674\nstart: 2019-05-01\nend: 2022-06-30\n"),
    ("words", WORD),
]
REFUSED: Final = [
    ("practice", PRACTICE.replace("title: Malli\n", "")),
    ("practice", PRACTICE.replace("title: Malli", "title: M")),
    ("practice", PRACTICE.replace("title: Malli", f"title: {'M' * 121}")),
    ("practice", PRACTICE.replace("title: Malli", "title: '-'")),
    ("practice", PRACTICE.replace("title: Malli", "title: Ei ole")),
    ("practice", PRACTICE.replace("title: Malli", "title: [Malli]")),
    ("practice", PRACTICE + "teemat: [hyvinvointi]\n"),
    ("practice", PRACTICE.replace("[hyvinvointi]", "[]")),
    ("practice", PRACTICE.replace("[hyvinvointi]", "[a, b, c, d, e, f]")),
    ("practice", PRACTICE.replace("[hyvinvointi]", "[a, a]")),
    ("practice", PRACTICE.replace("[hyvinvointi]", "hyvinvointi")),
    ("practice", PRACTICE.replace("2022-09-13", "13.9.2022")),
    ("practice", PRACTICE.replace("2022-09-13", "1989-09-13")),
    ("practice", PRACTICE + "keywords: [Tämä on pitkä asiasana virkkeenä]\n"),
    ("practice", PRACTICE + "keywords: [Lopussa piste.]\n"),
    ("practice", PRACTICE + "review_every: 0\n"),
    ("practice", PRACTICE + "register_id: viisi\n"),
    ("practice", PRACTICE + "status: julkaistu\n"),
    ("practice", PRACTICE + "contact: {}\n"),
    ("practice", PRACTICE + "contact: neuvonta@example.org\n"),
    ("practice", PRACTICE + "contact: {email: neuvonta}\n"),
    ("practice", PRACTICE + "results: [{kind: aim}]\n"),
    ("practice", PRACTICE + "results: [{text: Tulos, kind: tavoite}]\n"),
    ("practice", PRACTICE + "results: Tulos\n"),
    ("practice", PRACTICE + "materials: [{title: Opas, url: example.org}]\n"),
    ("practice", PRACTICE + "materials: [{title: Opas, url: 'https://tunnus:sana@example.org/'}]\n"),
    ("practice", PRACTICE + "adoptions: [{organisation: liitto, since: syksy}]\n"),
    ("practice", PRACTICE + "relations: [{type: jatkaa, to: tools/kirje}]\n"),
    ("practice", PRACTICE + "previous_slugs: [Vanha nimi]\n"),
    ("tool", TOOL + "duration: 30 minuuttia\n"),
    ("tool", TOOL + "events: [{title: Tapaaminen, start: 2026-03-12 09:00}]\n"),
    ("site", "title: {sv: Bank}\n"),
    ("site", "title: {fi: Pankki, de: Bank}\n"),
    ("site", SITE + "languages: []\n"),
    ("site", SITE + "base_url: https://example.org/?a=1\n"),
    ("site", SITE + "edit_url: https://example.org/muokkaa/\n"),
    ("site", SITE + "publish_contacts: ehkä\n"),
    ("projects", PROJECT.replace("hanke", "Hanke")),
    ("projects", "key: hanke\n"),
    ("words", "word: hoksin\n"),
    ("words", WORD.replace("hoksin", "kaksi sanaa")),
]
MODELS: Final[dict[str, type[Record]]] = {
    "practice": Practice,
    "tool": Tool,
    "site": Settings,
    "projects": Project,
    "words": WordNote,
}


def is_checked_sound(name: str, text: str) -> bool:
    tree, faults = read_tree(text, path="x.yaml", first_line=1)
    assert isinstance(tree, Mapping)
    _, more = read_record(MODELS[name], tree, languages=("fi", "sv"))
    return not faults and not more


@pytest.mark.parametrize(("name", "text"), TAKEN)
def test_what_the_check_takes_is_valid(name: str, text: str) -> None:
    """No editor is told by a schema that something is wrong which the check takes."""
    assert is_checked_sound(name, text)
    for value in (typed(text), guessed(typed(text))):
        assert validator(name, Known({}, "fi")).is_valid([value] if name in {"projects", "words"} else value)


@pytest.mark.parametrize(("name", "text"), REFUSED)
def test_what_the_check_refuses_by_its_form_is_not_valid(name: str, text: str) -> None:
    """Unknown fields, wrong choices, shapes and lengths are seen by a schema, too."""
    value = guessed(typed(text))
    assert not validator(name, Known({}, "fi")).is_valid([value] if name in {"projects", "words"} else value)
    assert not is_checked_sound(name, text)


def test_keys_of_a_bank_are_choices() -> None:
    """With a bank its keys are the choices, told by their labels; without one any key will do."""
    themes = json.loads(json_schema("practice", KNOWN))["properties"]["themes"]["items"]
    assert themes == {"enum": ["hyvinvointi"], "enumDescriptions": ["Hyvinvointi"]}
    assert validator("practice").is_valid(typed(PRACTICE.replace("[hyvinvointi]", "[osallisuus]")))
    assert not validator("practice", KNOWN).is_valid(typed(PRACTICE.replace("[hyvinvointi]", "[osallisuus]")))


def test_a_translation_holds_what_is_translated() -> None:
    """The schema of a translation asks for nothing and takes no field that is the original's alone."""
    schema = validator("practice-translation")
    assert schema.is_valid({})
    assert schema.is_valid(typed("title: Modell\nresults: [{text: Resultat}]\n"))
    assert not schema.is_valid(typed("owner: liitto\n"))
    assert not schema.is_valid(typed("results: [{text: Resultat, kind: aim}]\n"))


@pytest.mark.parametrize("name", SCHEMAS)
def test_patterns_are_also_those_of_browsers(name: str) -> None:
    """No pattern escapes what JavaScript's `u` flag lets nobody escape."""
    for pattern in re.findall(r'"pattern": ("(?:[^"\\]|\\.)*")', json_schema(name)):
        assert not re.findall(r"\\[^\\dDsSwW.*+?^${}()|\[\]/]", json.loads(pattern))
