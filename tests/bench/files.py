"""Writes content files: each field on a line of its own, its value as JSON, which is YAML too."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final, TypeAlias

from zoomibank.content.schema import VOCABULARIES

Value: TypeAlias = "str | int | list[Value] | dict[str, Value]"
Fields: TypeAlias = Mapping[str, Value]

LANGUAGES: Final = ("fi", "sv", "en")


def write_document(path: Path, fields: Fields, body: str = "") -> None:
    """A Markdown file; fields without a value are left out."""
    path.write_text(f"---\n{_lines(fields)}---\n\n{body}\n", encoding="utf-8")


def write_bank(content: Path, *, title: str, vocabularies: Mapping[str, Iterable[Fields]]) -> None:
    """A content folder without entries: its settings and all vocabularies, those not given empty."""
    for name in ("practices", "tools", "pages", "vocabulary"):
        (content / name).mkdir(parents=True)
    settings: Fields = {
        "title": dict.fromkeys(LANGUAGES, title),
        "languages": list(LANGUAGES),
        "licence": "CC-BY-4.0",
        "review_every": 24,
    }
    (content / "site.yaml").write_text(_lines(settings), encoding="utf-8")
    for name in VOCABULARIES:
        terms = [f"- {json.dumps(term, ensure_ascii=False)}\n" for term in vocabularies.get(name, ())]
        (content / "vocabulary" / f"{name}.yaml").write_text("".join(terms) or "[]\n", encoding="utf-8")


def _lines(fields: Fields) -> str:
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in fields.items() if value)
