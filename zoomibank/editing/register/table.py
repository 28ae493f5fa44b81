"""A table with the register's columns, as CSV or as a workbook: a row is an entry."""

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from typing import Final

from openpyxl import load_workbook

from zoomibank.content.walk import says_nothing
from zoomibank.editing.register.labels import Described, Read, Said, cleaned, column_labels, label_key
from zoomibank.findings.finding import SetupError

ROWS: Final = 10_000
COLUMNS: Final = 200
UNPACKED: Final = 100 * 1024 * 1024
"""The most bytes that a workbook may be when it is unpacked."""

_SEPARATORS: Final = (";", "\t", ",")
_HEADER_WITHIN: Final = 20
"""So many rows may stand above the header: a table often has a title of its own."""
_LINES: Final = re.compile(r"\r\n?|\n|_x000D_")


def looks_like_table(text: str) -> bool:
    """Whether a text begins with a row of the register's labels."""
    return bool(_separator(text))


def read_csv(text: str, *, file: str) -> Read:
    """The entries of a table in a text, whatever separates its cells.

    Raises:
        SetupError: It has no row of labels, is too large, or can't be read.
    """
    separator = _separator(text)
    if not separator:
        raise SetupError("import_no_header", file=file)
    try:
        rows = list(_bounded(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True), file=file))
    except csv.Error as error:
        raise SetupError("import_damaged", file=file) from error
    return _entries(rows, file=file)


def read_workbook(data: bytes, *, file: str) -> Read:
    """The entries of the first sheet that has a row of labels; other sheets count that have something in them.

    Raises:
        SetupError: No sheet has a row of labels, or the workbook is too large or can't be read.
    """
    sheets: dict[str, list[list[str]]] = {}
    try:
        _refuse_bomb(data, file=file)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and rules of cells, which we do not look at
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            for sheet in book.worksheets:
                rows = sheet.iter_rows(max_col=COLUMNS + 1, values_only=True)
                sheets[sheet.title] = list(_bounded(([_cell(value) for value in row] for row in rows), file=file))
    except SetupError:
        raise
    except Exception as error:  # openpyxl gives up with whatever its reading of a damaged part happens to raise
        raise SetupError("import_damaged", file=file) from error
    name = next((name for name, rows in sheets.items() if _header(rows) is not None), None)
    if name is None:
        raise SetupError("import_no_header", file=file)
    others = tuple(other for other, rows in sheets.items() if other != name and any(map(any, rows)))
    return _entries(sheets[name], file=file, other_sheets=others)


def _refuse_bomb(data: bytes, *, file: str) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        if sum(part.file_size for part in packed.infolist()) > UNPACKED:
            raise SetupError("import_too_large", file=file, limit=UNPACKED // 1024 // 1024)


def _bounded(rows: Iterable[Sequence[str]], *, file: str) -> Iterator[list[str]]:
    """The rows, each without the empty cells at its end; an empty one keeps its number."""
    filled = 0
    for row in rows:
        cells = list(row)
        while cells and not cells[-1].strip():
            del cells[-1]
        filled += bool(cells)
        if len(cells) > COLUMNS:
            raise SetupError("import_columns", file=file, limit=COLUMNS)
        if filled > ROWS:
            raise SetupError("import_rows", file=file, limit=ROWS)
        yield cells


def _cell(value: object) -> str:
    """A cell as an editor sees it: a day without a time, a whole number without decimals."""
    match value:
        case None:
            return ""
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime() | date():
            return value.isoformat(" ") if isinstance(value, datetime) else value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
    return str(value)


def _separator(text: str) -> str:
    """What separates the cells of a text's row of labels; "" when it has no such row."""
    top = text[: 64 * 1024]
    for separator in _SEPARATORS:
        rows: list[list[str]] = []
        try:
            for row, _ in zip(csv.reader(io.StringIO(top, newline=""), delimiter=separator), range(20), strict=False):
                rows.append(row)
        except csv.Error:
            continue
        if _header(rows) is not None:
            return separator
    return ""


def _header(rows: Sequence[Sequence[str]]) -> int | None:
    """The index of the row of labels: the first that names the title and something else that the bank knows."""
    for number, row in enumerate(rows[:_HEADER_WITHIN]):
        fields = {column_labels().get(label_key(cell)) for cell in row} - {None}
        if "title" in fields and len(fields) > 1:
            return number
    return None


def _entries(rows: Sequence[Sequence[str]], *, file: str, other_sheets: tuple[str, ...] = ()) -> Read:
    number = _header(rows)
    if number is None:
        raise SetupError("import_no_header", file=file)
    labels = [cleaned(cell) for cell in rows[number]]
    above = tuple(" ".join(map(cleaned, row)).strip() for row in rows[:number] if any(row))
    found = []
    for place, row in enumerate(rows[number + 1 :], number + 2):
        padded = [*labels, *[""] * (len(row) - len(labels))]
        said = [Said(label, _paragraphs(cell)) for label, cell in zip(padded, row, strict=False)]
        said = [one for one in said if not all(says_nothing(text) for text in one.paragraphs)]
        if said:
            found.append(Described(tuple(said), place))
    if not found:
        raise SetupError("import_no_rows", file=file)
    return Read(tuple(found), above, other_sheets)


def _paragraphs(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, map(cleaned, _LINES.split(cell))))
