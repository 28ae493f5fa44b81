from typing import Any

import pytest

from zoomibank.content import values
from zoomibank.content.schema import KINDS, VOCABULARIES, Practice, Record, Result, Settings, Tool, WordNote
from zoomibank.content.shapes import shape


@pytest.mark.parametrize(
    ("model", "name", "expected"),
    [
        (Practice, "title", {"reader": values.read_line, "low": 3, "high": 120}),
        (Practice, "themes", {"is_list": True, "reader": values.read_key, "vocabulary": "themes", "low": 1, "high": 5}),
        (Practice, "aliases", {"is_list": True, "reader": values.read_line}),
        (Practice, "owner", {"reader": values.read_key, "vocabulary": "organisations"}),
        (Practice, "status", {"choices": ("draft", "published", "archived", "superseded")}),
        (Practice, "results", {"is_list": True, "record": Result}),
        (Practice, "review_every", {"reader": values.read_whole_number, "low": 1, "high": 240}),
        (Practice, "reviewed", {"reader": values.read_date}),
        (Tool, "cadence", {"choices": ("once", "monthly", "term", "yearly", "continuous")}),
        (Settings, "title", {"is_texts": True}),
        (Settings, "languages", {"is_list": True, "choices": ("fi", "sv", "en"), "low": 1}),
        (Settings, "publish_contacts", {"reader": values.read_flag}),
    ],
)
def test_shape(model: type[Record], name: str, expected: dict[str, Any]) -> None:
    """A field's shape is read from its type and its row, through lists and None."""
    found = shape(model.model_fields[name])
    plain = {"is_list": False, "record": None, "is_texts": False, "choices": (), "reader": None, "vocabulary": ""}
    plain |= {"low": None, "high": None}
    assert {key: getattr(found, key) for key in plain} == plain | expected


def test_every_field_has_one() -> None:
    """Each value of the table is of exactly one kind."""
    models: list[type[Record]] = [*KINDS.values(), *VOCABULARIES.values(), WordNote, Settings]
    for model in models:
        for name, field in model.model_fields.items():
            found = shape(field)
            if found.record:
                models.append(found.record)
            kinds = (found.record, found.is_texts, found.choices, found.reader)
            assert sum(map(bool, kinds)) == 1, (model, name)
