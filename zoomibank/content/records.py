"""A located tree and a model of the field table → a record, every fault at its line and column."""

import re
from collections.abc import Sequence as Items
from typing import Any, Final, TypeVar

from pydantic import ValidationError

from zoomibank.content.everyday import other_names
from zoomibank.content.faults import Fault, finding_of
from zoomibank.content.frontmatter import Broken, Mapping, Node, Scalar, Sequence
from zoomibank.content.schema import Record, nested, row, translated_fields
from zoomibank.content.walk import Way, says_nothing
from zoomibank.findings import rules
from zoomibank.findings.finding import Finding

M = TypeVar("M", bound=Record)

_TRANSLATION: Final = re.compile(r"\.[A-Za-z-]+\.md$")
"""How the path of a translation ends."""


def read_record(model: type[M], tree: Mapping, *, languages: Items[str]) -> tuple[M | None, tuple[Finding, ...]]:
    """The record in a tree, or its faults. `languages` are the bank's, the default one first."""
    left_out: dict[Way, Finding | None] = {}
    plain = _plain(tree, (), left_out)
    record = None
    findings: list[Finding] = []
    try:
        record = model.model_validate(plain, context={"languages": tuple(languages)})
    except ValidationError as error:
        faults = [Fault.of(model, tree, detail) for detail in error.errors(include_url=False)]
        findings += _told(faults, left_out)
    findings += (finding for finding in left_out.values() if finding)
    findings += _repeated(tree)
    return (None if findings or left_out else record), tuple(findings)


def plain(tree: Mapping) -> dict[str, Any]:
    """A faultless tree as the field table takes it: texts, lists and mappings, without places."""
    found: dict[str, Any] = _plain(tree, (), {})
    return found


def _told(faults: Items[Fault], left_out: dict[Way, Finding | None]) -> list[Finding]:
    """The findings of pydantic's faults, one a slip.

    Where the shape is wrong, what is empty in it is not told, and is taken from `left_out`; where something is left
    out, what is missing because of it is not told; where a name is mistyped, the right name is not missing.
    """
    above = {way[:end] for way in left_out for end in range(len(way))}
    told: dict[Way, Finding] = {}
    misshapen: set[Way] = set()
    for fault in faults:
        empty = left_out.get(fault.way)
        if empty and fault.is_missing and not _TRANSLATION.search(empty.place.path):  # that may leave out any field
            left_out[fault.way] = rules.empty_value(empty.place, field=fault.field, given="", part="required")
        if any(fault.way[:end] in left_out for end in range(len(fault.way) + 1)):
            continue
        if fault.way in above and fault.is_of_the_whole:
            continue
        if fault.is_of_the_shape:
            misshapen.add(fault.way)
        if finding := finding_of(fault):
            told[fault.way] = finding
    for way in [way for way in left_out if any(way[:end] in misshapen for end in range(len(way)))]:
        left_out[way] = None
    renamed = {(*way[:-1], finding.values.get("near")) for way, finding in told.items()}
    return [
        told[fault.way] for fault in faults if fault.way in told and not (fault.is_missing and fault.way in renamed)
    ]


def _plain(node: Node, way: Way, left_out: dict[Way, Finding | None]) -> Any:  # noqa: ANN401 -- any shape YAML can have
    """The tree as pydantic takes it; what is empty is left out and told, and what is broken has been told."""
    match node:
        case Scalar(text):
            if says_nothing(text):
                name = next((str(step) for step in reversed(way) if isinstance(step, str)), "")
                part = "item" if way and isinstance(way[-1], int) else "field"
                left_out[way] = rules.empty_value(node.place, field=name, given=text.strip(), part=part)
                return None
            return text
        case Broken():
            left_out[way] = None
            return None
        case Sequence(items):
            # an item that is left out stays as None, so that the indexes of those after it hold
            return [
                item.text
                if isinstance(item, Scalar) and not says_nothing(item.text)
                else _plain(item, (*way, index), left_out)
                for index, item in enumerate(items)
            ]
        case Mapping(entries):
            fields = {}
            for key, value in entries:
                if isinstance(value, Scalar) and not says_nothing(value.text):
                    fields[key.text] = value.text  # as below, without the way to it
                    continue
                below = (*way, key.text)
                plain = _plain(value, below, left_out)
                if below not in left_out:
                    fields[key.text] = plain
            return fields


def _repeated(tree: Mapping) -> list[Finding]:
    """The items that stand twice in a list of plain values."""
    findings = []
    for key, node in tree.entries:
        if not isinstance(node, Sequence):
            continue
        seen: set[str] = set()
        for item in node.items:
            if isinstance(item, Scalar):
                text = item.text.strip()
                if text in seen and not says_nothing(text):
                    findings.append(rules.repeated_item(item.place, field=key.text, given=text))
                seen.add(text)
    return findings


def merge(model: type[Record], original: Mapping, translation: Mapping) -> tuple[Mapping, tuple[Finding, ...]]:
    """The original's tree with the texts of a translation in it, and what the translation may not say.

    A text replaces the original's; the items of a list are matched by position.
    """
    allowed = translated_fields(model)
    labels = {label: name for label, name in other_names(model).items() if name in allowed}
    findings: list[Finding] = []
    merged = {key.text: (key, node) for key, node in original.entries}
    for key, node in translation.entries:
        if key.text not in allowed:
            known = key.text in model.model_fields
            findings.append(
                rules.not_translated(key.place, field=key.text)
                if known
                else rules.unknown_field(key.place, field=key.text, known=tuple(allowed), labels=labels)
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
                rules.translation_incomplete(node.place, field=inner.text)
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
