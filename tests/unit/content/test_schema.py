from collections.abc import Iterator
from enum import StrEnum
from typing import Final, get_args

import pytest

from zoomibank.content import schema
from zoomibank.content.schema import (
    KINDS,
    UNNAMED,
    VOCABULARIES,
    Article,
    Practice,
    Record,
    Row,
    Settings,
    Tool,
    label,
    nested,
    translated_fields,
    vocabulary_fields,
)

LABELS: Final = {
    "practices": {
        "summary": ("Tiivistelmä", "Sammanfattning", "Summary"),
        "results": ("Tulokset", "Resultat", "Results"),
        "target_groups": ("Kohderyhmät", "Målgrupper", "Target groups"),
        "themes": ("Kehittämisteemat", "Utvecklingsteman", "Development themes"),
        "keywords": ("Asiasanat", "Ämnesord", "Keywords"),
        "register_id": ("Hyvät käytännöt viite id", "Referens-id för god praxis", "Good practice reference id"),
        "origin": ("Syntynyt osana", "Uppkommit inom", "Created as part of"),
        "project": ("Hanke jonka osana syntynyt", "Projekt", "Project"),
        "added": ("Lisätty rekisteriin", "Införd i registret", "Added to the register"),
        "reviewed": ("Tarkistettu", "Granskad", "Reviewed"),
        "owner": ("Hallinnoija", "Förvaltare", "Owner"),
        "contact": ("Yhteyshenkilö", "Kontaktperson", "Contact person"),
        "status": ("Tila", "Status", "Status"),
        "phase": ("Kiinni strategiaan -vaihe", "Förankringsfas", "Adoption phase"),
        "adoption": ("Juurruttamissuunnitelma", "Förankringsplan", "Adoption plan"),
        "adoptions": ("Käytössä", "I bruk", "In use"),
        "materials": ("Materiaalit", "Material", "Materials"),
        "licence": ("Käyttöoikeus", "Licens", "Licence"),
        "aliases": ("Tunnetaan myös", "Känd även som", "Also known as"),
    },
    "adoption plan": {
        "decision": ("Päätös", "Beslut", "Decision"),
        "plan": ("Toimintasuunnitelma", "Handlingsplan", "Action plan"),
        "measures": ("Tulokset ja mittaaminen", "Resultat och mätning", "Results and measures"),
        "enablers": ("Edistävät tekijät", "Främjande faktorer", "Enablers"),
        "barriers": ("Estävät tekijät", "Hindrande faktorer", "Barriers"),
    },
    "tools": {
        "cadence": ("Rytmi", "Rytm", "Cadence"),
        "duration": ("Kesto", "Tid", "Duration"),
        "participants": ("Osallistujat", "Deltagare", "Participants"),
    },
    "projects": {"url": ("Hankkeen kotisivu", "Projektets webbplats", "Project website")},
    "ways of working": {
        "problem": ("Haaste", "Utmaning", "Problem"),
        "means": ("Keino", "Medel", "Means"),
        "effect": ("Vaikutus", "Effekt", "Effect"),
    },
}
"""The content model's table of labels."""

MODELS: Final[dict[str, type[Record]]] = {
    "practices": Practice,
    "adoption plan": schema.AdoptionPlan,
    "tools": Tool,
    "projects": schema.Project,
    "ways of working": schema.WayOfWorking,
}

FIELDS: Final = {
    "practices": (
        "title summary themes target_groups keywords aliases owner contact project origin added reviewed review_every "
        "status register_id relations not_duplicate_of materials licence previous_slugs results phase steps adoption "
        "reviews adoptions"
    ),
    "tools": (
        "title summary themes target_groups keywords aliases owner contact project origin added reviewed review_every "
        "status register_id relations not_duplicate_of materials licence previous_slugs ways_of_working goals cadence "
        "duration participants steps strengths weaknesses outputs events"
    ),
    "pages": "title summary order shows previous_slugs",
}
"""The content model's fields of each kind of Markdown file."""


def records() -> Iterator[type[Record]]:
    """Every model of the table."""
    waiting: list[type[Record]] = [*KINDS.values(), *VOCABULARIES.values(), Settings]
    while waiting:
        model = waiting.pop()
        yield model
        waiting += [inner for field in model.model_fields.values() if (inner := nested(field))]


EVERY: Final = sorted(set(records()), key=lambda model: model.__name__)


@pytest.mark.parametrize("model", EVERY)
def test_every_field_has_a_row(model: type[Record]) -> None:
    """No field is without its labels in three languages and its guidance, which is a sentence."""
    for field in model.model_fields.values():
        rows = [part for part in field.metadata if isinstance(part, Row)]
        assert len(rows) == 1
        found = rows[0]
        for text in (found.fi, found.sv, found.en, found.guide):
            assert text == text.strip() != ""
            assert text[0].isupper() or text[0].isdigit() or text.startswith(("accessibility", "SPDX"))
        assert found.guide[-1] in ".…"
        assert not found.vocabulary or found.vocabulary in VOCABULARIES


@pytest.mark.parametrize(("model", "field"), [(model, field) for model, fields in LABELS.items() for field in fields])
def test_labels(model: str, field: str) -> None:
    """Readers see the words of the register and of the model."""
    found = tuple(label(MODELS[model], field, language) for language in ("fi", "sv", "en"))
    assert found == LABELS[model][field]


def test_labels_are_told_apart() -> None:
    """No two fields of one record have the same label in a language."""
    for model in EVERY:
        for language in ("fi", "sv", "en"):
            labels = [label(model, name, language) for name in model.model_fields]
            assert len(labels) == len(set(labels)), (model.__name__, language)


def test_kinds_have_the_fields_of_the_model() -> None:
    """The three kinds of Markdown files have the content model's fields, and no other."""
    assert {kind: " ".join(sorted(model.model_fields)) for kind, model in KINDS.items()} == {
        kind: " ".join(sorted(names.split())) for kind, names in FIELDS.items()
    }


def test_required_fields() -> None:
    """What must be given is what the model says."""
    required = {
        kind: [name for name, field in model.model_fields.items() if field.is_required()]
        for kind, model in {**KINDS, **VOCABULARIES, "site.yaml": Settings}.items()
    }
    assert required == {
        "practices": ["title", "summary", "themes", "target_groups", "owner", "added"],
        "tools": ["title", "summary", "owner", "added", "ways_of_working"],
        "pages": ["title", "summary"],
        **{name: ["key", "label"] for name in VOCABULARIES},
        "site.yaml": ["title"],
    }


def test_vocabularies() -> None:
    """Each is used by some field, but for those that no entry names."""
    assert list(VOCABULARIES) == [
        "themes", "target-groups", "ways-of-working", "goals", "phases", "organisations", "projects", "review-criteria",
    ]  # fmt: skip
    used = {vocabulary for model in EVERY for _, vocabulary in vocabulary_fields(model)}
    assert used == set(VOCABULARIES) - UNNAMED


@pytest.mark.parametrize(
    ("choices", "expected"),
    [
        (schema.Status, "draft published archived superseded"),
        (schema.RelationType, "continues replaces complements part_of requires alternative_to see_also"),
        (schema.OriginKind, "project organisation network unknown"),
        (schema.MaterialKind, "guide template video slides report website other"),
        (schema.ResultKind, "aim observed measured"),
        (schema.ReviewKind, "peer expert"),
        (schema.Verdict, "green yellow red"),
        (schema.Cadence, "once monthly term yearly continuous"),
        (schema.Language, "fi sv en"),
    ],
)
def test_choices(choices: type[StrEnum], expected: str) -> None:
    """The fixed choices are the model's, in its order."""
    assert " ".join(choices) == expected


def test_ways_to_vocabulary_keys() -> None:
    """Keys are found wherever they stand, in nested records too."""
    assert set(vocabulary_fields(Practice)) == {
        (("themes",), "themes"),
        (("target_groups",), "target-groups"),
        (("owner",), "organisations"),
        (("project",), "projects"),
        (("phase",), "phases"),
        (("reviews", "organisation"), "organisations"),
        (("adoptions", "organisation"), "organisations"),
        (("adoptions", "phase"), "phases"),
    }
    assert vocabulary_fields(Settings) == ((("owner",), "organisations"),)
    assert vocabulary_fields(schema.Project) == ((("owner",), "organisations"),)
    assert vocabulary_fields(Article) == ()


def test_what_a_translation_may_hold() -> None:
    """Texts are translated; keys, dates, numbers and addresses belong to the original."""
    assert translated_fields(Practice) == {
        "title": frozenset(),
        "summary": frozenset(),
        "keywords": frozenset(),
        "aliases": frozenset(),
        "contact": {"role"},
        "origin": {"note"},
        "relations": {"note"},
        "materials": {"title"},
        "results": {"text", "source"},
        "steps": {"title", "text"},
        "adoption": {"decision", "plan", "measures", "enablers", "barriers"},
        "reviews": {"note"},
        "adoptions": {"note"},
    }
    assert set(translated_fields(Tool)) - set(translated_fields(Practice)) == {
        "strengths", "weaknesses", "outputs", "events",
    }  # fmt: skip
    assert translated_fields(Article) == {"title": frozenset(), "summary": frozenset()}


def test_records_in_fields() -> None:
    """A record is found alone, in a list and as something that may be missing."""
    assert nested(Practice.model_fields["results"]) is schema.Result
    assert nested(Practice.model_fields["contact"]) is schema.Contact
    assert nested(Settings.model_fields["accessibility"]) is schema.Accessibility
    assert nested(Practice.model_fields["title"]) is None
    assert nested(Practice.model_fields["themes"]) is None
    assert get_args(Settings.model_fields["checks"].annotation)[0] is schema.Check
