"""A located tree and a model of the field table → a record, every fault at its line and column."""

import re
from collections.abc import Callable
from collections.abc import Sequence as Items
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from pydantic import ValidationError

from zoomibank.content.frontmatter import Broken, Mapping, Node, Scalar, Sequence
from zoomibank.content.schema import Record, nested, other_names, row, translated_fields
from zoomibank.findings import rules
from zoomibank.findings.finding import Finding, Label, Place

M = TypeVar("M", bound=Record)

_NOTHING: Final = frozenset({"", "-", "–", "—", "ei ole", "ei tiedossa", "n/a", "~", "null", "?"})
"""What editors write for "nothing": the field is to be left out instead."""

Way = tuple[str | int, ...]


def read_record(model: type[M], tree: Mapping, *, languages: Items[str]) -> tuple[M | None, tuple[Finding, ...]]:
    """The record in a tree, or its faults. `languages` are the bank's, the default one first."""
    findings: list[Finding] = []
    broken: set[Way] = set()
    plain = _plain(tree, (), broken, findings)
    record = None
    try:
        record = model.model_validate(plain, context={"languages": tuple(languages)})
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            if not any(detail["loc"][: len(way)] == way for way in broken):
                fault = _Fault(model, tree, detail["loc"], detail["input"], detail.get("ctx", {}))
                findings.append(_FINDINGS[detail["type"]](fault))
    findings += _repeated(tree)
    return (None if findings or broken else record), tuple(findings)


def find(tree: Node, way: Way) -> Node | None:
    """The node at the end of a way of keys and indexes, or None."""
    node: Node | None = tree
    for step in way:
        match node:
            case Mapping():
                node = next((value for key, value in node.entries if key.text == step), None)
            case Sequence() if isinstance(step, int) and step < len(node.items):
                node = node.items[step]
            case _:
                return None
    return node


def scalars(tree: Node, fields: Items[str]) -> tuple[Scalar, ...]:
    """All values at the end of a way of field names, through every list on the way."""
    match tree:
        case Sequence():
            return tuple(scalar for item in tree.items for scalar in scalars(item, fields))
        case Mapping() if fields:
            below = find(tree, (fields[0],))
            return scalars(below, fields[1:]) if below else ()
        case Scalar() if not fields:
            return (tree,)
    return ()


def text_at(tree: Node, *way: str | int) -> str:
    """The text of the value at the end of a way, or ""."""
    node = find(tree, way)
    return node.text.strip() if isinstance(node, Scalar) else ""


def place_at(tree: Node, *way: str | int) -> Place:
    """The place of the node at the end of a way, or of the nearest one above it that is there."""
    for end in range(len(way), -1, -1):
        if node := find(tree, way[:end]):
            return node.place
    return tree.place


def _plain(node: Node, way: Way, broken: set[Way], findings: list[Finding]) -> Any:  # noqa: ANN401 -- any shape YAML can have
    """The tree as pydantic takes it; what is broken or empty is left out and remembered."""
    match node:
        case Scalar(text, place):
            if text.strip().casefold() in _NOTHING:
                name = next((str(step) for step in reversed(way) if isinstance(step, str)), "")
                findings.append(rules.empty_value(place, field=name, given=text.strip()))
                broken.add(way)
                return None
            return text
        case Broken():
            broken.add(way)
            return None
        case Sequence(items):
            # a broken item stays as None, so that the indexes of those after it hold
            return [_plain(item, (*way, index), broken, findings) for index, item in enumerate(items)]
        case Mapping(entries):
            pairs = ((key.text, _plain(value, (*way, key.text), broken, findings)) for key, value in entries)
            return {key: value for key, value in pairs if (*way, key) not in broken}


def _repeated(tree: Mapping) -> list[Finding]:
    """The items that stand twice in a list of plain values."""
    findings = []
    for key, node in tree.entries:
        seen: set[str] = set()
        for item in node.items if isinstance(node, Sequence) else ():
            if isinstance(item, Scalar):
                if item.text.strip() in seen:
                    findings.append(rules.repeated_item(item.place, field=key.text, given=item.text.strip()))
                seen.add(item.text.strip())
    return findings


@dataclass(frozen=True, slots=True)
class _Fault:
    """One of pydantic's errors, with what the findings need of it."""

    model: type[Record]
    tree: Mapping
    way: Way
    input: Any
    context: dict[str, Any]

    @property
    def owner(self) -> type[Record]:
        """The model that the faulty field is a field of."""
        return _model_at(self.model, self.way[:-1])

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
        return place_at(self.tree, *self.way)

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


def _missing(fault: _Fault) -> Finding:
    names = row(fault.owner.model_fields[fault.field])
    above = place_at(fault.tree, *fault.way[:-1])
    return rules.field_missing(above, field=fault.field, label=Label(names.fi, names.sv, names.en))


def _unknown_field(fault: _Fault) -> Finding:
    known, labels = tuple(fault.owner.model_fields), other_names(fault.owner)
    return rules.unknown_field(fault.key_place(), field=fault.field, known=known, labels=labels)


def _unknown_choice(fault: _Fault) -> Finding:
    # pydantic lists the values of an enumeration in its message only
    known = fault.context.get("known") or re.findall(r"'([^']*)'", fault.context["expected"])
    return rules.unknown_choice(fault.place, field=fault.field, given=fault.given, known=known)


def _wrong_size(fault: _Fault) -> Finding:
    low, high = fault.bounds
    if isinstance(fault.input, str):
        return rules.wrong_length(fault.place, field=fault.field, length=len(fault.given), low=low, high=high)
    return rules.wrong_count(fault.place, field=fault.field, count=len(fault.input), low=low, high=high)


def _wrong_number(fault: _Fault) -> Finding:
    low, high = fault.bounds
    return rules.not_a_whole_number(fault.place, field=fault.field, given=fault.given, low=low, high=high)


def _unknown_language(fault: _Fault) -> Finding:
    language = fault.context["language"]
    return rules.unknown_field(fault.key_place(language), field=language, known=fault.context["known"], labels={})


def _wrong_order(fault: _Fault) -> Finding:
    low, high = fault.context["low"], fault.context["high"]
    return rules.wrong_order(place_at(fault.tree, *fault.way, high), low=low, high=high)


def _wrong_shape(expected: str) -> Callable[[_Fault], Finding]:
    return lambda fault: rules.wrong_shape(fault.place, field=fault.field, expected=expected)


_FINDINGS: Final[dict[str, Callable[[_Fault], Finding]]] = {
    "missing": _missing,
    "extra_forbidden": _unknown_field,
    "tuple_type": _wrong_shape("list"),
    "model_type": _wrong_shape("mapping"),
    "not_mapping": _wrong_shape("mapping"),
    "not_text": _wrong_shape("text"),
    "enum": _unknown_choice,
    "unknown_choice": _unknown_choice,
    "too_short": _wrong_size,
    "too_long": _wrong_size,
    "not_a_whole_number": _wrong_number,
    "greater_than_equal": _wrong_number,
    "less_than_equal": _wrong_number,
    "not_a_date": lambda fault: rules.not_a_date(fault.place, given=fault.given, iso=fault.context["iso"]),
    "date_out_of_range": lambda fault: rules.date_out_of_range(fault.place, given=fault.given),
    "not_a_time": lambda fault: rules.not_a_time(fault.place, given=fault.given),
    "keyword_is_sentence": lambda fault: rules.keyword_is_sentence(fault.place, given=fault.given),
    "bad_address": lambda fault: rules.bad_address(fault.place, given=fault.given, kind=fault.context["kind"]),
    "not_a_key": lambda fault: rules.not_a_key(fault.place, given=fault.given, proposal=fault.context["proposal"]),
    "unknown_licence": lambda fault: rules.unknown_licence(fault.place, given=fault.given),
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


def _model_at(model: type[Record], way: Way) -> type[Record]:
    for step in way:
        if isinstance(step, str) and step in model.model_fields and (inner := nested(model.model_fields[step])):
            model = inner
    return model


def merge(model: type[Record], original: Mapping, translation: Mapping) -> tuple[Mapping, tuple[Finding, ...]]:
    """The original's tree with the texts of a translation in it, and what the translation may not say.

    A text replaces the original's; the items of a list are matched by position.
    """
    allowed = translated_fields(model)
    findings: list[Finding] = []
    merged = {key.text: (key, node) for key, node in original.entries}
    for key, node in translation.entries:
        if key.text not in allowed:
            known = key.text in model.model_fields
            findings.append(
                rules.not_translated(key.place, field=key.text)
                if known
                else rules.unknown_field(key.place, field=key.text, known=tuple(allowed), labels=other_names(model))
            )
            continue
        inner = nested(model.model_fields[key.text])
        before = merged.get(key.text)
        if inner is None or row(model.model_fields[key.text]).translated:
            merged[key.text] = (key, node)
        elif before is None:
            findings.append(rules.not_translated(key.place, field=key.text))
        else:
            merged[key.text] = (before[0], _merged_below(inner, key, before[1], node, findings))
    return Mapping(tuple(merged.values()), original.place), tuple(findings)


def _merged_below(model: type[Record], key: Scalar, original: Node, node: Node, findings: list[Finding]) -> Node:
    """The nodes below one field, merged."""
    match original, node:
        case Mapping(), Mapping():
            merged, more = merge(model, original, node)
            findings += more
            given = {inner.text for inner, _ in node.entries}
            findings += [
                rules.translation_incomplete(node.place, field=f"{key.text}.{inner.text}")
                for inner, _ in original.entries
                if inner.text in translated_fields(model) and inner.text not in given
            ]
            return merged
        case Sequence(items), Sequence(own_items) if len(items) == len(own_items):
            pairs = zip(items, own_items, strict=True)
            return Sequence(tuple(_merged_below(model, key, one, own, findings) for one, own in pairs), node.place)
        case Sequence(items), Sequence(own_items):
            findings.append(
                rules.translated_count(node.place, field=key.text, count=len(own_items), original=len(items))
            )
            return original
        case Broken(), _:
            return original
    return node
