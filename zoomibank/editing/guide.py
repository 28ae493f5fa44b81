"""The tables of the editors' guide, made from the field table and the table of faults."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from zoomibank.content import schema, values
from zoomibank.content.schema import VOCABULARIES, Record, Settings, row
from zoomibank.content.shapes import Shape, shape
from zoomibank.findings.formats import Wordings
from zoomibank.findings.rules import SEVERITIES

_READERS: Final[dict[Callable[[object], object], str]] = {
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
    values.read_new_file_pattern: "verkko-osoite, jossa on `{path}` ja ehkä `{content}`",
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
        about, form = row(field), shape(field)
        marks = ["**pakollinen**"] if field.is_required() else []
        marks += ["käännetään"] if about.translated else []
        guide = about.guide.replace("<", "\\<")
        yield f"`{above}{name}`", about.fi, guide, form_in_words(form), ", ".join(marks)
        if form.record:
            yield from _rows(form.record, f"{above}{name}{'[]' if form.is_list else ''}.")


def form_in_words(form: Shape) -> str:
    """What a value of the field looks like, in words."""
    if form.record:
        return "luettelo ryhmiä" if form.is_list else "ryhmä"
    told = f"luettelo: {_one(form)}" if form.is_list else _one(form)
    bounds = _bounds(form)
    return f"{told}, {bounds}" if bounds else told


def _one(form: Shape) -> str:
    if form.vocabulary:
        return f"avain tiedostosta `vocabulary/{form.vocabulary}.yaml`"
    if form.choices:
        return "yksi näistä: " + ", ".join(f"`{choice}`" for choice in form.choices)
    return _READERS[form.reader] if form.reader else "teksti kielittäin"


def _bounds(form: Shape) -> str:
    if form.reader is values.read_whole_number and not form.is_list:
        return ""
    unit = "kpl" if form.is_list else "merkkiä"
    match form.low, form.high:
        case None, None:
            return ""
        case low, None:
            return f"vähintään {low} {unit}"
        case None, high:
            return f"enintään {high} {unit}"
        case low, high:
            return f"{low}–{high} {unit}"


def fault_table(wordings: Wordings) -> str:
    """A table of all faults: code, severity and what it is about."""
    lines = ["| koodi | laji | mistä on kyse |", "|---|---|---|"]
    for code, severity in SEVERITIES.items():
        lines.append(f"| {code} | {wordings.severities[severity]} | {wordings.rules[code].about} |")
    return "\n".join(lines) + "\n"
