"""The files of a bank as texts, and what an edit makes of them.

A bank of `tests.bench.corpus` stands in a folder `content`, and beside it may be `templates`.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.bench.files import Value, read_document

KINDS: Final = ("practices", "tools")
_RENAMED: Final = re.compile(r"-nimi-\d+$")


@dataclass(frozen=True, slots=True)
class Edit:
    """What was done, and the files that it leaves behind: by path the bytes, or None where there is no file."""

    what: str
    files: Mapping[str, bytes | None]


@dataclass(frozen=True, slots=True)
class Bank:
    """What stands in the two folders: the texts by path, in order, and the paths of the images."""

    texts: Mapping[str, str]
    images: tuple[str, ...]

    def documents(self, kinds: Collection[str] = KINDS) -> tuple[str, ...]:
        """The paths of the Markdown files, translations too."""
        return tuple(
            path for path in self.texts if path.startswith("content/") and path.split("/")[1] in kinds and "/" in path
        )

    def originals(self) -> tuple[str, ...]:
        """The paths of the entries."""
        return tuple(path for path in self.documents() if path.count(".") == 1)

    def translations(self, path: str) -> tuple[str, ...]:
        """The paths of the translations of an entry."""
        return tuple(name for name in _translated(path) if name in self.texts)

    def fields(self, path: str) -> dict[str, Value]:
        """The fields of a Markdown file."""
        return read_document(self.texts[path])[0]


def read_bank(root: Path) -> Bank:
    """What stands in the folders of a root now."""
    paths = sorted(path for name in ("content", "templates") for path in (root / name).rglob("*") if path.is_file())
    texts = {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8")
        for path in paths
        if path.suffix in {".md", ".yaml", ".html", ".css"}
    }
    return Bank(texts, tuple(path.relative_to(root).as_posix() for path in paths if path.parent.name == "media"))


def apply(root: Path, edit: Edit) -> Edit:
    """Carries out an edit; what is given back undoes it."""
    before = {path: (root / path).read_bytes() if (root / path).exists() else None for path in edit.files}
    for path, data in edit.files.items():
        if data is None:
            (root / path).unlink()
        else:
            (root / path).write_bytes(data)
    return Edit(edit.what, before)


def slug(path: str) -> str:
    return path.rpartition("/")[2].partition(".")[0]


def first_slug(path: str) -> str:
    """The slug without what an earlier change of the name has put to its end."""
    return _RENAMED.sub("", slug(path))[:60]


def ref(path: str) -> str:
    """The entry as others name it: `practices/<slug>`."""
    return f"{path.split('/')[1]}/{slug(path)}"


def named(path: str, ending: str) -> str:
    """The path with another ending of its slug."""
    folder, _, name = path.rpartition("/")
    return f"{folder}/{first_slug(path)}{ending}{name[name.index('.') :]}"


def _translated(path: str) -> Sequence[str]:
    return [f"{path.removesuffix('.md')}.{language}.md" for language in ("sv", "en")]


def names(text: str, path: str) -> bool:
    """Whether a text names an entry, in a field or in a link."""
    return ref(path) in text and any(f"{ref(path)}{ending}" in text for ending in ('"', ".md"))


def is_taken(bank: Bank, path: str) -> bool:
    """Whether an entry has or had that name."""
    return path in bank.texts or any(f'"{slug(path)}"' in text for text in bank.texts.values())
