"""What VS Code gets from the field table: schemas for files of YAML, and snippets for front matter.

They hang on no bank, so an editor's change to a vocabulary leaves them as they are.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from typing import Any, Final

from zoomibank.content import values
from zoomibank.content.load import WORDS
from zoomibank.content.schema import KINDS, VOCABULARIES, Record, row
from zoomibank.content.shapes import Shape, shape
from zoomibank.editing.json_schema import json_schema
from zoomibank.text import slugify

_FILES: Final = {"practices": "käytäntö", "tools": "väline", "pages": "sivu"}
_ITEMS: Final = {
    "relations": "suhde",
    "materials": "materiaali",
    "results": "tulos",
    "steps": "vaihe",
    "reviews": "arviointi",
    "adoptions": "käyttöönotto",
    "outputs": "tuotos",
    "events": "tapahtuma",
}
"""What one item of a list of groups is called."""
_TODAY: Final = "$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE"
_STAND_INS: Final[dict[Callable[[Any], object], str]] = {
    values.read_key: "avain",
    values.read_entry_ref: "practices/nimi",
    values.read_whole_number: "numero",
    values.read_date: "VVVV-KK-PP",
    values.read_since: "VVVV-KK",
    values.read_moment: "VVVV-KK-PPTHH:MM+02:00",
    values.read_web_address: "https://",
    values.read_email: "nimi@",
}
"""What stands for a value until it is typed: all of it is refused by the check, so none is published by accident."""
_STOP: Final = re.compile(r"\$\{#")


def vscode_files() -> dict[str, str]:
    """The texts of the files that are made from the field table, by their paths below `.vscode`."""
    schemas = {f"schemas/{name}.json": json_schema(name) for name in ("site", *VOCABULARIES, WORDS)}
    return schemas | {"zoomibank.code-snippets": _snippets()}


def _snippets() -> str:
    """A snippet for each kind of file, each field, and an item of each list of groups."""
    made = {f"Tiedosto: {name}": _file(KINDS[kind], name) for kind, name in _FILES.items()}
    for model in KINDS.values():
        made |= {key: snippet for key, snippet in _of_fields(model) if key not in made}
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def _file(model: type[Record], name: str) -> Mapping[str, object]:
    """The front matter of a new file: what it can't do without, and that it is a draft."""
    lines = ["---"]
    for field, about in model.model_fields.items():
        if field == "added":
            lines.append(f"added: {_TODAY}")
        elif about.is_required():
            lines += _lines(field, shape(about))
    if "status" in model.model_fields:
        lines.append("status: draft")
    return _snippet([name], f"Uuden tiedoston alku: {name}.", [*lines, "---", "", "## ${#}", "", "$0"])


def _of_fields(model: type[Record]) -> Iterator[tuple[str, Mapping[str, object]]]:
    for name, field in model.model_fields.items():
        about, form = row(field), shape(field)
        names = [name, about.fi.lower().replace(" ", "-")]
        yield f"Kenttä: {about.fi} ({name})", _snippet(names, about.guide, _lines(name, form))
        if form.is_list and form.record:
            advice = f"Yksi kohta kentässä {name}."
            yield f"Kohta: {_ITEMS[name]} ({name})", _snippet([_ITEMS[name]], advice, _item(form.record))


def _lines(name: str, form: Shape) -> list[str]:
    """A field with its value left open; the lines of groups, too, of which those that are not needed are removed."""
    if form.is_list:
        items = _item(form.record) if form.record else [f"- {_stop(form)}"]
        return [f"{name}:", *(f"  {line}" for line in items)]
    if form.record:
        return [f"{name}:", *(f"  {line}" for line in _group(form.record))]
    return [f"{name}: {_stop(form)}"]


def _item(model: type[Record]) -> list[str]:
    first, *rest = _group(model)
    return [f"- {first}", *(f"  {line}" for line in rest)]


def _group(model: type[Record]) -> list[str]:
    return [line for name, field in model.model_fields.items() for line in _lines(name, shape(field))]


def _stop(form: Shape) -> str:
    """Where a value is typed or chosen, before the places are numbered."""
    if form.choices:
        return f"${{#|{','.join(form.choices)}|}}"
    stand_in = _STAND_INS.get(form.reader, "") if form.reader else ""
    return f"${{#:{stand_in}}}" if stand_in else "${#}"


def _snippet(names: list[str], advice: str, lines: list[str]) -> Mapping[str, object]:
    """A snippet that comes by its names, with and without Finnish letters."""
    number = count(1)
    body = [_STOP.sub(lambda _: f"${{{next(number)}", line) for line in lines]
    prefixes = dict.fromkeys(spelt for name in names for spelt in (name, name if name.isascii() else slugify(name)))
    return {"scope": "markdown", "prefix": list(prefixes), "description": advice, "body": body}
