"""The tables of the editors' guide, made from the field table and the table of faults."""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from types import NoneType
from typing import Any, Final, get_args

from pydantic import BeforeValidator
from pydantic.fields import FieldInfo

from zoomibank.content import schema, values
from zoomibank.content.schema import VOCABULARIES, Record, Settings, nested, row
from zoomibank.findings.formats import Wordings
from zoomibank.findings.rules import SEVERITIES

_READERS: Final = {
    values.read_line: "teksti yhdellä rivillä",
    values.read_text: "teksti",
    values.read_keyword: "asiasana",
    values.read_word: "yksi sana",
    values.read_key: "avain",
    values.read_entry_ref: "viittaus kuvaukseen",
    values.read_whole_number: "kokonaisluku",
    values.read_flag: "`true` tai `false`",
    values.read_date: "päivä, esim. `2024-05-31`",
    values.read_since: "vuosi, kuukausi tai päivä",
    values.read_moment: "aika, esim. `2026-03-12T09:00+02:00`",
    values.read_web_address: "verkko-osoite",
    values.read_base_address: "verkko-osoite",
    values.read_path_pattern: "verkko-osoite, jossa on `{path}`",
    values.read_email: "sähköpostiosoite",
    values.read_licence: "SPDX-tunnus, esim. `CC-BY-4.0`",
    values.read_language_code: "kielen lyhenne",
    values.read_time_zone: "aikavyöhyke",
}
"""What each reader of values asks an editor for."""

_FIELDS, _FAULTS = "kentät", "virheet"


def renewed(guide: str, wordings: Wordings) -> str:
    """The guide with its tables made anew between their marks; the rest stays to the letter.

    Args:
        guide: The Markdown text, with a pair of comment marks per table.
        wordings: The wordings of faults, in the guide's language.
    """
    for name, table in ((_FIELDS, field_tables()), (_FAULTS, fault_table(wordings))):
        begin, end = f"<!-- {name}: alku -->", f"<!-- {name}: loppu -->"
        pattern = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
        if not pattern.search(guide):
            raise ValueError(f"the guide has no marks for {name}")
        replacement = f"{begin}\n\n{table}\n{end}"
        guide = pattern.sub(lambda _, text=replacement: text, guide)  # type: ignore[misc]  # one text a round
    return guide


def field_tables() -> str:
    """A table of fields for each kind of file."""
    parts = [
        _section("Yhteiset: `practices/` ja `tools/`", schema.Common),
        _section("Käytännöt: `practices/`", schema.Practice),
        _section("Välineet: `tools/`", schema.Tool),
        _section("Sivut: `pages/`", schema.Article),
        _section("Sanastojen termit: `vocabulary/`", schema.Term),
    ]
    parts += [
        _section(f"Lisäksi: `vocabulary/{name}.yaml`", term)
        for name, term in VOCABULARIES.items()
        if term is not schema.Term
    ]
    parts.append(_section("Sanat hakua varten: `vocabulary/words.yaml`", schema.WordNote))
    parts.append(_section("Asetukset: `site.yaml`", Settings))
    return "\n".join(parts)


def _section(title: str, model: type[Record]) -> str:
    """The fields that a model itself names, under a heading; those it inherits stand in another table."""
    lines = [f"### {title}", "", "| kenttä | nimi | mitä siihen kirjoitetaan | muoto | |", "|---|---|---|---|---|"]
    lines += [f"| {' | '.join(cells)} |" for cells in _rows(model, "")]
    return "\n".join(lines) + "\n"


def _rows(model: type[Record], above: str) -> Iterator[tuple[str, ...]]:
    for name in model.__annotations__:
        if name not in model.model_fields:
            continue
        field = model.model_fields[name]
        about, inner = row(field), nested(field)
        is_list = "tuple" in str(field.annotation)
        marks = ["**pakollinen**"] if field.is_required() else []
        marks += ["käännetään"] if about.translated else []
        guide = about.guide.replace("<", "\\<")
        yield f"`{above}{name}`", about.fi, guide, _form(field, inner=inner, is_list=is_list), ", ".join(marks)
        if inner:
            yield from _rows(inner, f"{above}{name}{'[]' if is_list else ''}.")


def _form(field: FieldInfo, *, inner: type[Record] | None, is_list: bool) -> str:
    """What a value of the field looks like, in words."""
    if inner:
        return "luettelo ryhmiä" if is_list else "ryhmä"
    form = _one(field.annotation, field.metadata)
    if vocabulary := row(field).vocabulary:
        form = f"avain tiedostosta `vocabulary/{vocabulary}.yaml`"
    bounds = _bounds(field)
    form = f"luettelo: {form}" if is_list else form
    return f"{form}, {bounds}" if bounds else form


def _one(annotation: Any, metadata: Iterable[object]) -> str:  # noqa: ANN401 -- an annotation may be any form
    for part in metadata:
        if isinstance(part, BeforeValidator) and part.func in _READERS:
            return _READERS[part.func]
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return "yksi näistä: " + ", ".join(f"`{choice.value}`" for choice in annotation)
    if annotation is values.Texts:
        return "teksti kielittäin"
    inner = [part for part in get_args(annotation) if part not in {NoneType, Ellipsis}]
    metadata = getattr(annotation, "__metadata__", ()) or (getattr(inner[0], "__metadata__", ()) if inner else ())
    return _one(inner[0], metadata) if inner else "teksti"


def _bounds(field: FieldInfo) -> str:
    low = next((part.min_length for part in field.metadata if hasattr(part, "min_length")), None)
    high = next((part.max_length for part in field.metadata if hasattr(part, "max_length")), None)
    unit = "kpl" if "tuple" in str(field.annotation) else "merkkiä"
    if low is None and high is None:
        return ""
    if high is None:
        return f"vähintään {low} {unit}"
    return f"enintään {high} {unit}" if low is None else f"{low}–{high} {unit}"


def fault_table(wordings: Wordings) -> str:
    """A table of all faults: code, severity and what it is about."""
    lines = ["| koodi | laji | mistä on kyse |", "|---|---|---|"]
    for code, severity in SEVERITIES.items():
        lines.append(f"| {code} | {wordings.severities[severity]} | {wordings.rules[code].about} |")
    return "\n".join(lines) + "\n"
