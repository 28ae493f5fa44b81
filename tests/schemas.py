"""What the JSON Schemas find in a bank's files."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

import yaml
from jsonschema import Draft202012Validator

from zoomibank.content.load import load
from zoomibank.content.validate import lay_foundation
from zoomibank.editing.json_schema import NOTHING_KNOWN, Known, json_schema, known

_SINGULAR: Final = {"practices": "practice", "tools": "tool", "pages": "page"}


def validator(name: str, of: Known = NOTHING_KNOWN) -> Draft202012Validator:
    """A validator by one of the schemas."""
    return Draft202012Validator(json.loads(json_schema(name, of)))


def typed(text: str) -> object:
    """YAML with its values as they are typed."""
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 -- makes nothing but texts


def guessed(value: object) -> object:
    """The same as YAML 1.2 takes it: whole numbers and true or false, days as texts."""
    match value:
        case dict():
            return {key: guessed(one) for key, one in value.items()}
        case list():
            return [guessed(one) for one in value]
        case "true" | "false":
            return value == "true"
        case str() if re.fullmatch(r"0|[1-9]\d*", value):
            return int(value)
    return value


def schema_faults(content: Path) -> Iterator[str]:
    """What the schemas find in all files of a content folder, by the bank's own keys, as typed and as YAML guesses."""
    loaded, _ = load(content)
    foundation, _ = lay_foundation(loaded, today=date(2026, 3, 12))
    of = known(foundation.vocabularies, foundation.languages[0])
    files = {"site": content / "site.yaml"} | {path.stem: path for path in (content / "vocabulary").iterdir()}
    texts = [(name, name, path.read_text(encoding="utf-8")) for name, path in files.items()]
    for source in loaded.sources:
        head = (content / source.path).read_text(encoding="utf-8").partition("---\n")[2].partition("\n---\n")[0]
        name = _SINGULAR[source.kind] + ("-translation" if source.language else "")
        texts.append((source.path, name, head))
    for path, name, text in texts:
        for value in (typed(text), guessed(typed(text))):
            for error in validator(name, of).iter_errors(value):
                yield f"{path}: {error.json_path}: {error.message}"
