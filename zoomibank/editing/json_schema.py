"""The field table as JSON Schemas, for editors and programs that know those.

A schema takes what a check takes, whether its values are texts or what YAML makes of them, and refuses what is wrong by
its form: unknown fields and choices, patterns, lengths. What hangs on other files or on other fields is left to the
check.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from zoomibank.content import values
from zoomibank.content.load import WORDS
from zoomibank.content.schema import (
    VOCABULARIES,
    Article,
    Practice,
    Record,
    Settings,
    Tool,
    WordNote,
    row,
    translated_fields,
)
from zoomibank.content.shapes import Shape, shape
from zoomibank.content.texts import TEXT_LANGUAGES
from zoomibank.content.values import KEYWORD_WORDS
from zoomibank.content.vocabulary import Vocabularies
from zoomibank.content.walk import NOTHING
from zoomibank.text import SLUG_LENGTH

Schema = dict[str, Any]

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_FRONT_MATTER: Final[dict[str, tuple[str, type[Record]]]] = {
    "practice": ("Hyvä käytäntö", Practice),
    "tool": ("Koordinaation väline", Tool),
    "page": ("Sivu", Article),
}
_OF_TRANSLATIONS: Final = "-translation"

SCHEMAS: Final = (
    *_FRONT_MATTER,
    *(f"{name}{_OF_TRANSLATIONS}" for name in _FRONT_MATTER),
    "site",
    *VOCABULARIES,
    WORDS,
)
"""What there are schemas of: front matter, that of translations, the settings and the files of `vocabulary/`."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the bank that the schemas are for.

    `terms` are the keys of its vocabularies, each with its label, by the vocabulary's name; where one is missing any
    key will do. `language` is the bank's first one, "" where none is known.
    """

    terms: Mapping[str, Mapping[str, str]]
    language: str


NOTHING_KNOWN: Final = Known({}, "")


def known(vocabularies: Vocabularies, language: str) -> Known:
    """What schemas tell of a bank with these vocabularies and this first language."""
    terms = {
        name: {key: term.label.text(language, language) for key, term in vocabularies.named(name).terms.items()}
        for name in VOCABULARIES
    }
    return Known(terms, language)


def _in_any_case(text: str) -> str:
    letters = (f"[{letter}{letter.upper()}]" if letter.isalpha() else letter for letter in text)
    return "".join(letters).replace("?", r"\?")


_NO: Final = "|".join(_in_any_case(text) for text in sorted(NOTHING))
_SOMETHING: Final = rf"^(?!\s*(?:{_NO})\s*$)"
_KEY: Final = "[a-z0-9]+(?:-[a-z0-9]+)*"
_YEAR: Final = r"(?:199\d|20\d\d|2100)"
_MONTH: Final = r"(?:0[1-9]|1[0-2])"
_DAY: Final = r"(?:0[1-9]|[12]\d|3[01])"
_HOST: Final = r'^[Hh][Tt][Tt][Pp][Ss]?://[^\s<>"\\^`{|}@/?#]+'
_OPEN: Final = r'[^\s<>"\\^`|]'


def _text(pattern: str, advice: str, **more: Any) -> Schema:  # noqa: ANN401 -- keywords of JSON Schema
    """A text by its pattern, with what to do where it is another: VS Code shows that."""
    return {"type": "string", "pattern": pattern, "patternErrorMessage": advice, **more}


_WORDING: Final = _text(
    _SOMETHING, "Jätä kenttä pois, jos siihen ei ole mitä kirjoittaa.", type=["string", "number"], minLength=1
)
"""A text, which may look like a number to YAML."""

_READERS: Final[dict[Callable[[Any], object], Schema]] = {
    values.read_line: _WORDING,
    values.read_text: _WORDING,
    values.read_keyword: _text(
        rf"{_SOMETHING}(?!.*[.!?]\s*$)\s*\S+(?:\s+\S+){{0,{KEYWORD_WORDS - 1}}}\s*$",
        "Asiasanassa on 1–4 sanaa eikä pistettä lopussa.",
        type=["string", "number"], maxLength=SLUG_LENGTH,
    ),
    values.read_word: _text(
        r"""^[^\s.,;:!?()\[\]"'/_]+$""", "Kirjoita yksi sana.", type=["string", "number"]
    ),
    values.read_key: _text(
        f"^{_KEY}$", "Avaimessa on vain pieniä kirjaimia a–z, numeroita ja yhdysmerkkejä.",
        type=["string", "number"], maxLength=SLUG_LENGTH,
    ),
    values.read_entry_ref: _text(f"^(?:practices|tools)/{_KEY}$", "Kirjoita practices/<nimi> tai tools/<nimi>."),
    values.read_whole_number: _text(r"^\d{1,12}$", "Kirjoita kokonaisluku.", type=["integer", "string"], minimum=0),
    values.read_flag: _text("^(?:true|false)$", "Kirjoita true tai false.", type=["boolean", "string"]),
    values.read_date: _text(f"^{_YEAR}-{_MONTH}-{_DAY}$", "Kirjoita päivä muodossa 2024-05-31.", format="date"),
    values.read_since: _text(
        f"^{_YEAR}(?:-{_MONTH}(?:-{_DAY})?)?$", "Kirjoita vuosi, kuukausi (2024-08) tai päivä (2024-08-15).",
        type=["string", "integer"], minimum=values.FIRST_DAY.year, maximum=values.LAST_DAY.year,
    ),
    values.read_moment: _text(
        rf"^{_YEAR}-{_MONTH}-{_DAY}[T ]\d{{2}}:\d{{2}}(?::\d{{2}})?(?:Z|[+-]\d{{2}}:\d{{2}})$",
        "Kirjoita aika muodossa 2026-03-12T09:00+02:00.",
    ),
    values.read_web_address: _text(rf"{_HOST}(?:[/?#]{_OPEN}*)?$", "Kirjoita osoite, joka alkaa https://."),
    values.read_base_address: _text(
        r'^[Hh][Tt][Tt][Pp][Ss]?://[^\s<>"\\^`{|}@/?#]+(?:/[^\s<>"\\^`{|}?#]*)?$',
        "Kirjoita osoite, joka alkaa https://, ilman ?- ja #-merkkejä.",
    ),
    values.read_path_pattern: _text(
        rf"^[Hh][Tt][Tt][Pp][Ss]?://{_OPEN}*\{{path\}}{_OPEN}*$",
        "Kirjoita osoite, jossa on {path} tiedoston polun paikalla.",
    ),
    values.read_new_file_pattern: _text(
        rf"^[Hh][Tt][Tt][Pp][Ss]?://{_OPEN}*\{{path\}}{_OPEN}*$",
        "Kirjoita osoite, jossa on {path} tiedoston polun ja ehkä {content} sen tekstin paikalla.",
    ),
    values.read_email: _text(r"^[^\s@<>]{1,64}@[^\s@<>]+\.[^\s@<>.]{2,63}$", "Kirjoita sähköpostiosoite."),
    values.read_licence: _text(r"^[A-Za-z0-9.+() -]+$", "Kirjoita SPDX-tunnus, esimerkiksi CC-BY-4.0."),
    values.read_language_code: _text("^[a-z]{2,3}$", "Kirjoita kielen lyhenne, esimerkiksi fi."),
    values.read_time_zone: _text(
        "^(?:UTC|[A-Z][A-Za-z_]*(?:/[A-Z][A-Za-z_+0-9-]*)+)$", "Kirjoita aikavyöhyke, esimerkiksi Europe/Helsinki."
    ),
}  # fmt: skip
"""What each reader of values takes."""


def json_schema(name: str, known: Known = NOTHING_KNOWN) -> str:
    """One of `SCHEMAS`, as JSON.

    Args:
        name: Which one.
        known: What is known of the bank: its vocabularies' keys become choices.
    """
    return json.dumps({"$schema": _DIALECT, **_schema(name, known)}, ensure_ascii=False, indent=2) + "\n"


def _schema(name: str, known: Known) -> Schema:
    if name == "site":
        return {"title": "Pankin asetukset", **_object(Settings, known)}
    original = name.removesuffix(_OF_TRANSLATIONS)
    if original in _FRONT_MATTER:
        title, model = _FRONT_MATTER[original]
        if name == original:
            return {"title": title, **_object(model, known, is_root=True)}
        return {"title": f"{title}: käännös", **_translation(model, known)}
    model = WordNote if name == WORDS else VOCABULARIES[name]
    return {"title": f"vocabulary/{name}.yaml", "type": "array", "items": _object(model, known)}


def _object(model: type[Record], known: Known, *, is_root: bool = False) -> Schema:
    """A mapping with a model's fields."""
    made: Schema = {
        "type": "object",
        "properties": {name: _field(model, name, known, is_root=is_root) for name in model.model_fields},
        "required": [name for name, field in model.model_fields.items() if field.is_required()],
        "additionalProperties": False,
    }
    if model.one_of:
        made["anyOf"] = [{"required": [name]} for name in model.one_of]
    return made


def _translation(model: type[Record], known: Known) -> Schema:
    """A mapping with what a translation may hold; what it leaves out is the original's."""
    return {
        "type": "object",
        "properties": {
            name: _field(model, name, known, is_root=True, in_translation=bool(below))
            for name, below in translated_fields(model).items()
        },
        "additionalProperties": False,
    }


def _field(
    model: type[Record], name: str, known: Known, *, is_root: bool = False, in_translation: bool = False
) -> Schema:
    field = model.model_fields[name]
    about, form = row(field), shape(field)
    one = _value(form, known, in_translation=in_translation)
    if form.is_list:
        bounds = {"minItems": form.low, "maxItems": form.high}
        one = {"type": "array", "items": one} | {key: bound for key, bound in bounds.items() if bound is not None}
        if is_root and form.reader:
            one["uniqueItems"] = True
    else:
        low, high = ("minimum", "maximum") if form.reader is values.read_whole_number else ("minLength", "maxLength")
        one |= {key: bound for key, bound in {low: form.low, high: form.high}.items() if bound is not None}
    return {"title": about.fi, "description": about.guide, **one}


def _value(form: Shape, known: Known, *, in_translation: bool) -> Schema:
    """One value, whether or not it stands in a list."""
    if form.record:
        return _translation(form.record, known) if in_translation else _object(form.record, known)
    if form.is_texts:
        return {"anyOf": [_WORDING, _texts(known)]}
    if form.choices:
        return {"enum": list(form.choices)}
    if terms := known.terms.get(form.vocabulary):
        return {"enum": list(terms), "enumDescriptions": list(terms.values())}
    if form.reader is None:
        raise AssertionError("a field of the table is read by something")
    return dict(_READERS[form.reader])


def _texts(known: Known) -> Schema:
    """A text per language."""
    return {
        "type": "object",
        "properties": dict.fromkeys(TEXT_LANGUAGES, _WORDING),
        "required": [known.language] if known.language else [],
        "additionalProperties": False,
        "minProperties": 1,
    }
