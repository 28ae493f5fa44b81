"""Records as values that JSON and tables hold."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any, Final

from zoomibank.content.schema import Common, Record, Review
from zoomibank.content.texts import Texts

PERSONAL: Final[Mapping[type[Record], frozenset[str]]] = {
    Common: frozenset({"contact"}),
    Review: frozenset({"by"}),
}
"""The fields that tell of people: they leave the bank only where its settings publish contacts."""


def public_fields(model: type[Record], *, with_people: bool) -> tuple[str, ...]:
    """The fields of a record that leave the bank, in their order."""
    kept_back = frozenset[str]().union(*(names for kind, names in PERSONAL.items() if issubclass(model, kind)))
    return tuple(name for name in model.model_fields if with_people or name not in kept_back)


def plain(record: Record, *, with_people: bool) -> dict[str, Any]:
    """A record as JSON has it: what is not given is left out, days and times are ISO 8601."""
    given = ((name, getattr(record, name)) for name in public_fields(type(record), with_people=with_people))
    return {name: _plain(value, with_people=with_people) for name, value in given if value is not None and value != ()}


def _plain(value: object, *, with_people: bool) -> object:
    match value:
        case Record():
            return plain(value, with_people=with_people)
        case Texts():
            return dict(value.by_language)
        case tuple():
            return [_plain(one, with_people=with_people) for one in value]
        case StrEnum():
            return value.value
        case date():  # moments are days, too
            return value.isoformat()
        case _:
            return value
