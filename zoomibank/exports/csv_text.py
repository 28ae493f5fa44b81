"""Tables as spreadsheets read them."""

import csv
import io
from collections.abc import Iterable
from typing import Final

_FORMULA: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""What a spreadsheet would take a cell for a formula by, in half and in full width."""
_UNSEEN: Final = "\t\r\n\v\f \u00a0\u200b\ufeff"
"""What may stand before it unseen."""


def as_csv(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """The table with a byte order mark and semicolons, as decimal commas ask for; lines end in CR LF (RFC 4180).

    A cell that would be taken for a formula gets an apostrophe in front, so nothing in it is ever worked out. To read
    the cells back as they were, take it away again where one of `= + - @` comes after it.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";")
    writer.writerow(map(_harmless, head))
    writer.writerows(map(_harmless, row) for row in rows)
    return f"\N{ZERO WIDTH NO-BREAK SPACE}{file.getvalue()}"


def _harmless(cell: str) -> str:
    is_unsafe = cell.lstrip(_UNSEEN).startswith(_FORMULA) or cell.startswith(("\t", "\r"))
    return f"'{cell}" if is_unsafe else cell
