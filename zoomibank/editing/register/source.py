"""A file that editors bring from the register: what it is, by its bytes, and the entries in it."""

import codecs
import io
import re
import zipfile
from typing import Final

from zoomibank.editing.register.labels import Read
from zoomibank.editing.register.page import read_html_page, read_text_page
from zoomibank.editing.register.table import looks_like_table, read_csv, read_workbook
from zoomibank.findings.finding import SetupError

LIMIT: Final = 20 * 1024 * 1024
"""The largest file, in bytes."""

_HTML: Final = re.compile(r"<(?:!doctype html|html|head|body|main|article|div|h1|h2|dl|table|p)\b", re.IGNORECASE)
_ZIP: Final = b"PK\x03\x04"
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"
"""How an old workbook begins, and a new one behind a password."""
_BINARY: Final = re.compile(rb"\A(?:%PDF|\{\\rtf|\x89PNG|GIF8|\xff\xd8\xff)|\0")


def read_file(data: bytes, *, file: str) -> Read:
    """The entries of a page or a table.

    Args:
        data: What the file holds.
        file: Its name, for telling and for its ending.

    Raises:
        SetupError: It is none, or can't be read.
    """
    if len(data) > LIMIT:
        raise SetupError("import_too_large", file=file, limit=LIMIT // 1024 // 1024)
    if not data.strip():
        raise SetupError("import_empty", file=file)
    if data.startswith(_ZIP):
        if not _is_workbook(data, file=file):
            raise SetupError("import_binary", file=file)
        return read_workbook(data, file=file)
    if data.startswith(_OLD_OFFICE):
        raise SetupError("import_protected", file=file)
    text = decoded(data, file=file)
    is_table = file.lower().endswith((".csv", ".tsv"))
    if is_table or looks_like_table(text):
        return read_csv(text, file=file)
    page = read_html_page(text) if _HTML.search(text) else read_text_page(text)
    if page is None:
        raise SetupError("import_no_labels", file=file)
    return Read((page,))


def _is_workbook(data: bytes, *, file: str) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return "xl/workbook.xml" in packed.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:  # the last for a version of ZIP to come
        raise SetupError("import_damaged", file=file) from error


def decoded(data: bytes, *, file: str) -> str:
    """The text in UTF-8 or, as older programs save it, in Windows-1252; UTF-16 says itself that it is that."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings: tuple[str, ...] = ("utf-16",)
    elif _BINARY.search(data):
        raise SetupError("import_binary", file=file)
    else:
        encodings = ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SetupError("import_encoding", file=file)
