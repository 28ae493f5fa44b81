"""What may be typed for a field, read from the field table."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from types import NoneType
from typing import Annotated, Any, get_args, get_origin

from pydantic import BeforeValidator
from pydantic.fields import FieldInfo

from zoomibank.content.schema import Record, nested, row
from zoomibank.content.texts import Texts


@dataclass(frozen=True, slots=True)
class Shape:
    """What a value of a field is, or each item where the field is a list of them.

    It is a `record`, a text per language (`is_texts`), one of `choices`, or what `reader` reads. `low` and `high` bound
    the length of a text, the number of items of a list, or a number itself; None where there is no bound.
    """

    is_list: bool
    record: type[Record] | None
    is_texts: bool
    choices: tuple[str, ...]
    reader: Callable[[object], object] | None
    vocabulary: str
    low: int | None
    high: int | None


def shape(field: FieldInfo) -> Shape:
    """What may be typed for a field."""
    one, reader = _one(field.annotation, field.metadata)
    return Shape(
        is_list=_is_list(field.annotation),
        record=nested(field),
        is_texts=one is Texts,
        choices=tuple(one) if isinstance(one, type) and issubclass(one, StrEnum) else (),
        reader=reader,
        vocabulary=row(field).vocabulary,
        low=_bound(field, "min_length", "ge"),
        high=_bound(field, "max_length", "le"),
    )


def _one(annotation: Any, metadata: Any) -> tuple[Any, Callable[[object], object] | None]:  # noqa: ANN401 -- any form
    """The type of a value without lists and None around it, and what reads its letters."""
    for part in metadata:
        if isinstance(part, BeforeValidator):
            reader: Callable[[object], object] = part.func  # type: ignore[assignment]  # all of `values` take one
            return annotation, reader
    if get_origin(annotation) is Annotated:
        inner, *more = get_args(annotation)
        return _one(inner, more)
    inner = [part for part in get_args(annotation) if part not in {NoneType, Ellipsis}]
    return _one(inner[0], ()) if inner else (annotation, None)


def _is_list(annotation: Any) -> bool:  # noqa: ANN401 -- an annotation may be any form
    return get_origin(annotation) is tuple or any(get_origin(part) is tuple for part in get_args(annotation))


def _bound(field: FieldInfo, *names: str) -> int | None:
    found = (getattr(part, name, None) for part in field.metadata for name in names)
    return next((bound for bound in found if bound is not None), None)
