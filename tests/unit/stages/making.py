"""Small banks on the disk for the tests of stages, as far as the stages before have to do with them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tests.unit.content.making import FILES, TODAY
from zoomibank.bank.catalogue import Catalogue, catalogue
from zoomibank.content.load import Loaded, load
from zoomibank.content.validate import lay_foundation, validate
from zoomibank.publish.shelf import Shelf
from zoomibank.site.local import Local, in_each_language
from zoomibank.site.pages import Sheet, lay_out
from zoomibank.site.strings import load_strings
from zoomibank.stages.read import Desk, Read, Reader, read_all
from zoomibank.work import unwatched

Files = Mapping[str, str | bytes | None]


def write(folder: Path, files: Files) -> None:
    """Puts files below a folder; those that are None go."""
    for path, text in files.items():
        full = folder / path
        full.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            full.unlink()
        else:
            full.write_bytes(text if isinstance(text, bytes) else text.encode())


def written(content: Path, files: Files | None = None) -> Path:
    """The small bank and these files, in a folder of their own."""
    write(content, {**FILES, **(files or {})})
    return content


def read(
    content: Path, shelf: Shelf, *, known: Mapping[str, str] | None = None, program: str = "", jobs: int = 1
) -> tuple[Loaded, Read]:
    """What stands in a content folder, read; `known` are the contents of files that have not changed."""
    loaded, _ = load(content)
    foundation, _ = lay_foundation(loaded, today=TODAY)
    reader = Reader(content, foundation.languages, Desk(shelf, program))
    return loaded, read_all(loaded.sources, reader=reader, known=known or {}, jobs=jobs, track=unwatched)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A bank without errors, laid out."""

    loaded: Loaded
    read: Read
    catalogue: Catalogue
    locals: tuple[Local, ...]
    sheets: tuple[Sheet, ...]


def prepared(content: Path, shelf: Shelf, *, today: date = TODAY, base_url: str = "") -> Prepared:
    """What the keys of pages are made of."""
    loaded, found = read(content, shelf)
    foundation, findings = lay_foundation(loaded, today=today)
    bank, faults = validate(loaded, foundation, found.entries, found.files)
    errors = [one for one in (*findings, *found.findings, *faults) if one.severity.value == "error"]
    assert errors == [], errors
    whole = catalogue(bank)
    locals_ = in_each_language(whole, {language: load_strings(language) for language in bank.languages}, base_url)
    sheets, _ = lay_out(whole, locals_)
    return Prepared(loaded, found, whole, locals_, sheets)
