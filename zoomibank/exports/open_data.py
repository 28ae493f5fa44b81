"""The whole bank as JSON, with the JSON Schema that describes it."""

import json
import re
from collections.abc import Iterator, Sequence
from functools import partial
from html import unescape
from typing import Any, Final

from zoomibank.content import values
from zoomibank.content.entry import AnyEntry, Edition
from zoomibank.content.prose_pieces import Prose
from zoomibank.content.schema import VOCABULARIES, Practice, Record, Tool, row
from zoomibank.content.shapes import shape
from zoomibank.content.texts import TEXT_LANGUAGES
from zoomibank.exports.export import Export
from zoomibank.exports.plain_values import plain, public_fields
from zoomibank.site.local import Local
from zoomibank.site.overviews.data import BANK, SCHEMA, VERSION, modified
from zoomibank.site.page import Output
from zoomibank.site.urls import absolute

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_BLOCK: Final = re.compile(r"</(?:p|li|h[1-6]|tr|dd|dt|blockquote|pre)>|<br ?/?>")
_TAG: Final = re.compile(r"<[^>]*>")
_TYPES: Final[dict[object, dict[str, Any]]] = {
    values.read_whole_number: {"type": "integer"},
    values.read_flag: {"type": "boolean"},
    values.read_date: {"type": "string", "format": "date"},
    values.read_moment: {"type": "string", "format": "date-time"},
    values.read_web_address: {"type": "string", "format": "uri"},
}
"""What values are that are no plain text, by what reads them."""


def open_data(locals_: Sequence[Local]) -> Export:
    """The bank and its schema."""
    return Export("open-data", (BANK, SCHEMA), partial(_outputs, locals_))


def _outputs(locals_: Sequence[Local]) -> Iterator[Output]:
    for path, told in ((BANK, _bank(locals_)), (SCHEMA, _schema(locals_[0]))):
        yield Output(path, (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode(), "open-data")


def _address(local: Local, url: str) -> str:
    """An address on the web, or below the site's root while that is not known."""
    return absolute(local.base_url, url) if local.base_url else url


def _bank(locals_: Sequence[Local]) -> dict[str, Any]:
    first = locals_[0]
    bank, settings = first.catalogue.bank, first.catalogue.bank.settings
    day = modified(first.catalogue)
    told: dict[str, Any] = {
        "$schema": _address(first, SCHEMA),
        "version": VERSION,
        "title": dict(settings.title.by_language),
        "languages": list(bank.languages),
        "modified": day.isoformat() if day else None,
        "licence": settings.licence,
        "vocabularies": {
            name: [plain(term, with_people=True) for term in bank.vocabularies.named(name).terms.values()]
            for name in VOCABULARIES
        },
    }
    for kind in ("practices", "tools"):
        entries = (entry for entry in bank.entries if entry.ref.kind == kind)
        told[kind] = [_entry(locals_, entry) for entry in entries]
    return {name: value for name, value in told.items() if value is not None}


def _entry(locals_: Sequence[Local], entry: AnyEntry) -> dict[str, Any]:
    catalogue = locals_[0].catalogue
    with_people = catalogue.bank.settings.publish_contacts
    addresses = {local.language: _address(local, local.urls.entry(entry.ref)) for local in locals_}
    original: Edition[Any] = entry.original
    return {
        "ref": str(entry.ref),
        "language": original.language,
        "addresses": addresses,
        "fields": plain(original.record, with_people=with_people),
        "text": _text(original.body),
        "translations": {
            language: _translation(edition, with_people=with_people)
            for language, edition in entry.editions.items()
            if edition is not original
        },
        "related": [{"type": tie.label, "to": str(tie.to)} for tie in catalogue.ties.get(entry.ref, ())],
    }


def _translation(edition: Edition[Any], *, with_people: bool) -> dict[str, Any]:
    """The fields of a translation, and its text; what it leaves out is as in the original."""
    translated = edition.translated or frozenset()
    fields = plain(edition.record, with_people=with_people)
    told: dict[str, Any] = {"fields": {name: value for name, value in fields.items() if name in translated}}
    if "body" in translated:
        told["text"] = _text(edition.body)
    return told


def _text(prose: Prose) -> str:
    """A body without markup: a line for each paragraph, heading or item."""
    html = "".join(piece for piece in prose.pieces if isinstance(piece, str))
    lines = (" ".join(line.split()) for line in unescape(_TAG.sub("", _BLOCK.sub("\n", html))).split("\n"))
    return "\n".join(line for line in lines if line)


# the schema


def _schema(local: Local) -> dict[str, Any]:
    language, with_people = local.language, local.catalogue.bank.settings.publish_contacts
    texts = {
        "type": "object",
        "propertyNames": {"enum": list(TEXT_LANGUAGES)},
        "additionalProperties": {"type": "string"},
    }
    terms = {
        name: {"type": "array", "items": _object(model, language, with_people=True)}
        for name, model in VOCABULARIES.items()
    }
    kinds: dict[str, type[Record]] = {"practices": Practice, "tools": Tool}
    return {
        "$schema": _DIALECT,
        "$id": _address(local, SCHEMA),
        "title": local.said(local.catalogue.bank.settings.title).text,
        "$defs": {"texts": texts},
        **_closed(
            {
                "$schema": {"type": "string"},
                "version": {"const": VERSION},
                "title": {"$ref": "#/$defs/texts"},
                "languages": {"type": "array", "items": {"type": "string"}},
                "modified": {"type": "string", "format": "date"},
                "licence": {"type": "string"},
                "vocabularies": _closed(terms, terms),
                **{
                    kind: {"type": "array", "items": _entry_schema(model, language, with_people=with_people)}
                    for kind, model in kinds.items()
                },
            },
            ("$schema", "version", "title", "languages", "vocabularies", *kinds),
        ),
    }


def _entry_schema(model: type[Record], language: str, *, with_people: bool) -> dict[str, Any]:
    fields = _object(model, language, with_people=with_people)
    translated = {"type": "object", "properties": fields["properties"], "additionalProperties": False}
    related = _closed({"type": {"type": "string"}, "to": {"type": "string"}}, ("type", "to"))
    told = {
        "ref": {"type": "string"},
        "language": {"type": "string"},
        "addresses": {"type": "object", "additionalProperties": {"type": "string"}},
        "fields": fields,
        "text": {"type": "string"},
        "translations": {
            "type": "object",
            "additionalProperties": _closed({"fields": translated, "text": {"type": "string"}}, ("fields",)),
        },
        "related": {"type": "array", "items": related},
    }
    return _closed(told, told)


def _closed(properties: dict[str, Any], required: Any) -> dict[str, Any]:  # noqa: ANN401 -- names, in whatever holds them
    """An object with these fields and no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def _object(model: type[Record], language: str, *, with_people: bool) -> dict[str, Any]:
    """The fields of a record that leave the bank."""
    names = public_fields(model, with_people=with_people)
    required = (name for name in names if model.model_fields[name].is_required())
    return _closed({name: _field(model, name, language, with_people=with_people) for name in names}, required)


def _field(model: type[Record], name: str, language: str, *, with_people: bool) -> dict[str, Any]:
    field = model.model_fields[name]
    form = shape(field)
    if form.record:
        one = _object(form.record, language, with_people=with_people)
    elif form.is_texts:
        one = {"$ref": "#/$defs/texts"}
    elif form.choices:
        one = {"enum": list(form.choices)}
    else:
        one = _TYPES.get(form.reader, {"type": "string"})
    one = {"type": "array", "items": one} if form.is_list else dict(one)
    return {"title": row(field).label(language), **one}
