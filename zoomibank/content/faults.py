"""What pydantic finds wrong with a record, as findings at their line and column."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from pydantic_core import ErrorDetails

from zoomibank.content import meant
from zoomibank.content.everyday import everyday_choice, other_names
from zoomibank.content.frontmatter import Mapping
from zoomibank.content.schema import Record, nested, row
from zoomibank.content.shapes import shape
from zoomibank.content.texts import TEXT_LANGUAGES
from zoomibank.content.walk import Way, find, place_at
from zoomibank.findings import rules
from zoomibank.findings.finding import Finding, Label, Place

_BETWEEN_ITEMS: Final = re.compile(r"(?:^|\s+)[-–—•*]\s*|\s*[,;]\s*")
"""What editors write between the items of a list, or before each."""
_PLAIN_ITEMS: Final = re.compile(r"[^\[\]{}:#,&*!|>'\"%@`]+")


@dataclass(frozen=True, slots=True)
class Fault:
    """One of pydantic's errors, with what the findings need of it.

    `kind` is pydantic's name for it, or the one that `values` gave it.
    """

    kind: str
    model: type[Record]
    tree: Mapping
    way: Way
    input: Any
    context: dict[str, Any]

    @classmethod
    def of(cls, model: type[Record], tree: Mapping, detail: ErrorDetails) -> "Fault":
        """The fault that pydantic describes."""
        return cls(detail["type"], model, tree, detail["loc"], detail["input"], detail.get("ctx", {}))

    @property
    def is_missing(self) -> bool:
        """Whether a required field is not there."""
        return self.kind == "missing"

    @property
    def is_of_the_whole(self) -> bool:
        """Whether what is wrong is that parts are not there."""
        return self.kind in {"nothing_given", "too_short", "default_language_missing"}

    @property
    def is_of_the_shape(self) -> bool:
        """Whether the value can't be looked into: it may not stand here, or not in this shape."""
        return self.kind in {"extra_forbidden", "tuple_type", "model_type", "not_mapping", "not_text", "enum"}

    @property
    def owner(self) -> type[Record]:
        """The model that the faulty field is a field of."""
        names = [index for index, step in enumerate(self.way) if isinstance(step, str)]
        return _model_at(self.model, self.way[: names[-1]] if names else ())

    @property
    def field(self) -> str:
        """The name of the faulty field."""
        return next((str(step) for step in reversed(self.way) if isinstance(step, str)), "")

    @property
    def given(self) -> str:
        """What was typed, where that is a single value."""
        return self.input.strip() if isinstance(self.input, str) else ""

    @property
    def place(self) -> Place:
        """Where the faulty value stands."""
        below = self.context.get("below")
        return place_at(self.tree, *self.way, *([below] if below else []))

    def key_place(self, *below: str) -> Place:
        """Where the faulty key stands."""
        way = (*self.way, *below)
        above = find(self.tree, way[:-1])
        if isinstance(above, Mapping):
            return next((key.place for key, _ in above.entries if key.text == way[-1]), above.place)
        return self.tree.place

    @property
    def bounds(self) -> tuple[int, int]:
        """The least and the greatest length, count or value; 0 and a large number where none is set."""
        low, high = 0, 999_999_999_999
        for part in self.owner.model_fields[self.field].metadata:
            low = getattr(part, "min_length", None) or getattr(part, "ge", None) or low
            high = getattr(part, "max_length", None) or getattr(part, "le", None) or high
        return low, high


def _missing(fault: Fault) -> Finding:
    names = row(fault.owner.model_fields[fault.field])
    above = place_at(fault.tree, *fault.way[:-1])
    return rules.field_missing(
        above,
        field=fault.field,
        label=Label(names.fi, names.sv, names.en),
        vocabulary=names.vocabulary,
        is_list=shape(fault.owner.model_fields[fault.field]).is_list,
    )


def _unknown_field(fault: Fault) -> Finding:
    known, labels = tuple(fault.owner.model_fields), other_names(fault.owner)
    return rules.unknown_field(fault.key_place(), field=fault.field, known=known, labels=labels)


def _unknown_choice(fault: Fault) -> Finding:
    if not isinstance(fault.input, str):
        return rules.wrong_shape(fault.place, field=fault.field, expected="text", known=())
    # pydantic lists the values of an enumeration in its message only
    known = fault.context.get("known") or re.findall(r"'([^']*)'", fault.context["expected"])
    choice = everyday_choice(fault.given, known)
    return rules.unknown_choice(fault.place, field=fault.field, given=fault.given, known=known, meant=choice)


def _wrong_size(fault: Fault) -> Finding | None:
    low, high = fault.bounds
    if isinstance(fault.input, str):
        length = fault.context["actual_length"]
        return rules.wrong_length(fault.place, field=fault.field, length=length, low=low, high=high)
    # pydantic counts only the items in which it finds no fault
    count = len(fault.input)
    if low <= count <= high:
        return None
    return rules.wrong_count(fault.place, field=fault.field, count=count, low=low, high=high)


def _wrong_number(fault: Fault) -> Finding:
    low, high = fault.bounds
    number = meant.number(fault.given)
    mended = number if number and low <= int(number[:13]) <= high else ""
    bounds = (low, high)
    return rules.not_a_whole_number(fault.place, field=fault.field, given=fault.given, bounds=bounds, mended=mended)


def _unknown_language(fault: Fault) -> Finding:
    language = fault.context["language"]
    return rules.unknown_field(fault.key_place(language), field=language, known=TEXT_LANGUAGES, labels={})


def _wrong_order(fault: Fault) -> Finding:
    low, high = fault.context["low"], fault.context["high"]
    return rules.wrong_order(place_at(fault.tree, *fault.way, high), low=low, high=high)


def _not_text(fault: Fault) -> Finding:
    return rules.wrong_shape(fault.place, field=fault.field, expected="text", known=())


def _not_a_list(fault: Fault) -> Finding:
    record = nested(fault.owner.model_fields[fault.field])
    known = tuple(record.model_fields) if record else ()
    items = [part.strip() for part in _BETWEEN_ITEMS.split(fault.given) if part.strip()]
    mended = (
        f"{fault.field}: [{', '.join(items)}]"
        if items and not record and _PLAIN_ITEMS.fullmatch(" ".join(items))
        else ""
    )
    expected = "items" if record else "list"
    mended = mended or (meant.item(fault.given, known) if record else "")
    return rules.wrong_shape(fault.place, field=fault.field, expected=expected, known=known, mended=mended)


def _not_a_mapping(fault: Fault) -> Finding:
    record = nested(fault.owner.model_fields[fault.field])
    known = tuple(record.model_fields) if record else TEXT_LANGUAGES
    in_list = isinstance(fault.way[-1], int)
    mended = meant.item(fault.given, known) if in_list else ""
    expected = "items" if in_list else "mapping"
    return rules.wrong_shape(fault.place, field=fault.field, expected=expected, known=known, mended=mended)


def _bad_address(fault: Fault) -> Finding:
    kind = fault.context["kind"]
    mended = (meant.mailbox if kind == "email" else meant.web_address)(fault.given)
    return rules.bad_address(fault.place, given=fault.given, kind=kind, mended=mended)


def _not_a_key(fault: Fault) -> Finding | None:
    if row(fault.owner.model_fields[fault.field]).vocabulary:
        return None  # told as a term that the vocabulary does not have
    return rules.not_a_key(fault.place, given=fault.given, proposal=fault.context["proposal"])


def _not_a_date(form: str) -> Callable[[Fault], Finding]:
    return lambda fault: rules.not_a_date(fault.place, given=fault.given, iso=fault.context["iso"], form=form)


_FINDINGS: Final[dict[str, Callable[[Fault], Finding | None]]] = {
    "missing": _missing,
    "extra_forbidden": _unknown_field,
    "tuple_type": _not_a_list,
    "model_type": _not_a_mapping,
    "not_mapping": _not_a_mapping,
    "not_text": _not_text,
    "enum": _unknown_choice,
    "unknown_choice": _unknown_choice,
    "too_short": _wrong_size,
    "too_long": _wrong_size,
    "not_a_whole_number": _wrong_number,
    "greater_than_equal": _wrong_number,
    "less_than_equal": _wrong_number,
    "not_a_date": _not_a_date("day"),
    "not_since": _not_a_date("since"),
    "date_out_of_range": lambda fault: rules.date_out_of_range(fault.place, given=fault.given),
    "not_a_time": lambda fault: rules.not_a_time(fault.place, given=fault.given),
    "keyword_is_sentence": lambda fault: rules.keyword_is_sentence(fault.place, given=fault.given),
    "bad_address": _bad_address,
    "nothing_said": lambda fault: rules.empty_value(fault.place, field=fault.field, given=fault.given, part="item"),
    "not_a_word": lambda fault: rules.not_a_word(fault.place, given=fault.given),
    "not_a_key": _not_a_key,
    "not_a_reference": lambda _: None,  # told as an entry that is not there
    "unknown_licence": lambda fault: rules.unknown_licence(
        fault.place, given=fault.given, proposal=fault.context["proposal"]
    ),
    "unknown_setting": lambda fault: rules.unknown_setting(fault.place, given=fault.given),
    "bad_pattern": lambda fault: rules.bad_pattern(fault.place, field=fault.field),
    "default_language_missing": lambda fault: rules.default_language_missing(
        fault.place, field=fault.field, language=fault.context["language"]
    ),
    "unknown_text_language": _unknown_language,
    "wrong_order": _wrong_order,
    "nothing_given": lambda fault: rules.nothing_given(fault.place, field=fault.field, known=fault.context["known"]),
}
"""What each type of pydantic's errors, and of those that `values` raises, is told as."""


def finding_of(fault: Fault) -> Finding | None:
    """What is told of a fault, or None where another finding tells of it."""
    return _FINDINGS[fault.kind](fault)


def _model_at(model: type[Record], way: Way) -> type[Record]:
    for step in way:
        if isinstance(step, str) and step in model.model_fields and (inner := nested(model.model_fields[step])):
            model = inner
    return model
