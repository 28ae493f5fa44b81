"""Writes content files: each field on a line of its own, its value as JSON, which is YAML too."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, TypeAlias

from zoomibank.content.schema import VOCABULARIES

Value: TypeAlias = "str | int | list[Value] | dict[str, Value]"
Fields: TypeAlias = Mapping[str, Value]

LANGUAGES: Final = ("fi", "sv", "en")


def write_document(path: Path, fields: Fields, body: str = "") -> None:
    """A Markdown file with its fields and its body."""
    path.write_text(document(fields, body), encoding="utf-8")


def read_document(text: str) -> tuple[dict[str, Value], str]:
    """The fields and the body of a file that `write_document` has written."""
    head, _, body = text.removeprefix("---\n").partition("---\n\n")
    pairs = (line.split(": ", 1) for line in head.splitlines())
    return {key: json.loads(value) for key, value in pairs}, body.removesuffix("\n")


def document(fields: Fields, body: str = "") -> str:
    """The text of a Markdown file; fields without a value are left out."""
    return f"---\n{_lines(fields)}---\n\n{body}\n"


def write_bank(
    content: Path,
    *,
    title: str,
    vocabularies: Mapping[str, Iterable[Fields]],
    languages: Sequence[str] = LANGUAGES,
    settings: Fields | None = None,
) -> None:
    """A content folder without entries: its settings and all vocabularies, those not given empty."""
    for name in ("practices", "tools", "pages", "vocabulary"):
        (content / name).mkdir(parents=True)
    common: Fields = {
        "title": dict.fromkeys(languages, title),
        "languages": list(languages),
        "licence": "CC-BY-4.0",
        "review_every": 24,
    }
    (content / "site.yaml").write_text(_lines({**common, **(settings or {})}), encoding="utf-8")
    for name in VOCABULARIES:
        (content / "vocabulary" / f"{name}.yaml").write_text(listed(vocabularies.get(name, ())), encoding="utf-8")


def read_list(text: str) -> list[dict[str, Any]]:
    """The items of a file that `listed` has made."""
    return [json.loads(line.removeprefix("- ")) for line in text.splitlines() if line != "[]"]


def listed(items: Iterable[Fields]) -> str:
    """The text of a list, each of its items on a line of its own."""
    return "".join(f"- {json.dumps(item, ensure_ascii=False)}\n" for item in items) or "[]\n"


def _lines(fields: Fields) -> str:
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in fields.items() if value)
