import io
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from zoomibank.editing.register import table
from zoomibank.editing.register.labels import Described, Read, Said
from zoomibank.editing.register.source import read_file
from zoomibank.findings.finding import SetupError

ROWS = [
    ["Otsikko", "Tiivistelmä", "Lisätty rekisteriin", "Hyvät käytännöt viite id", "Oma sarake"],
    ["Malli", 'Ensin, "sitten"; lopuksi.\nToinen rivi.', "13.9.2022", "12", ""],
    ["", "", "", "", ""],
    ["Äö", "-", "", "7", "Huomio: ä"],
]
ENTRIES = (
    Described(
        (
            Said("Otsikko", ("Malli",)),
            Said("Tiivistelmä", ('Ensin, "sitten"; lopuksi.', "Toinen rivi.")),
            Said("Lisätty rekisteriin", ("13.9.2022",)),
            Said("Hyvät käytännöt viite id", ("12",)),
        ),
        2,
    ),
    Described(
        (
            Said("Otsikko", ("Äö",)),
            Said("Hyvät käytännöt viite id", ("7",)),
            Said("Oma sarake", ("Huomio: ä",)),
        ),
        4,
    ),
)


def csv_of(separator: str, end: str = "\r\n") -> str:
    def cell(text: str) -> str:
        return '"' + text.replace('"', '""') + '"' if any(mark in text for mark in f'{separator}"\n') else text

    return end.join(separator.join(map(cell, row)) for row in ROWS) + end


def workbook_of(*sheets: list[list[object]]) -> bytes:
    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for number, rows in enumerate(sheets, 1):
        sheet = book.create_sheet(f"Taulukko {number}")
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("name", ["a.csv", "a.txt"])
def test_tables_in_a_text(encoding: str, separator: str, name: str) -> None:
    """Whatever program saved it: the same entries, each with its row."""
    assert read_file(csv_of(separator).encode(encoding), file=name) == Read(ENTRIES)
    assert read_file(csv_of(separator, "\n").encode(encoding), file=name) == Read(ENTRIES)


def test_a_workbook() -> None:
    """Cells as an editor sees them: days without a time, numbers without decimals; other sheets are named."""
    rows: list[list[object]] = [
        ["Hyvät käytännöt"],
        [],
        [" Otsikko ", "TIIVISTELMÄ:", "Lisätty rekisteriin", "Hyvät käytännöt viite id", "Tarkistettu", "Luku"],
        ["Malli", "Yksi.\nKaksi.", datetime(2022, 9, 13), 12, date(2024, 5, 31), 1.5],  # noqa: DTZ001 -- a sheet has none
        ["Toinen", None, None, 1181.0, None, "=1+1"],
    ]
    read = read_file(workbook_of([["Ohje"]], rows, []), file="a.xlsx")
    assert (read.above, read.other_sheets) == (("Hyvät käytännöt",), ("Taulukko 1",))
    assert read.entries == (
        Described(
            (
                Said("Otsikko", ("Malli",)),
                Said("TIIVISTELMÄ:", ("Yksi.", "Kaksi.")),
                Said("Lisätty rekisteriin", ("2022-09-13",)),
                Said("Hyvät käytännöt viite id", ("12",)),
                Said("Tarkistettu", ("2024-05-31",)),
                Said("Luku", ("1.5",)),
            ),
            4,
        ),
        Described((Said("Otsikko", ("Toinen",)), Said("Hyvät käytännöt viite id", ("1181",))), 5),
    )


def test_cells_past_the_labels_are_kept() -> None:
    """A row that is longer than the row of labels loses nothing."""
    read = read_file("Otsikko;Tulokset\nMalli;Hyvät;Lisää\n".encode(), file="a.csv")
    assert read.entries[0].said[-1] == Said("", ("Lisää",))


def zipped(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            packed.writestr(name.replace("__", "/"), data)
    return file.getvalue()


def repacked(data: bytes, *, at: int, value: int) -> bytes:
    """A packed file whose directory says something else of each of its files: a byte at so many from the signature."""
    first, *rest = data.split(b"PK\x01\x02")
    return b"PK\x01\x02".join([first, *(part[: at - 4] + bytes([value]) + part[at - 3 :] for part in rest)])


HEAD = "Otsikko,Tulokset\n"
BOOK = workbook_of([["Otsikko", "Tulokset"], ["Malli", "Hyvät"]])
REFUSED = {
    "empty": (b"", "import_empty"),
    "blank": (b" \r\n ", "import_empty"),
    "a PDF": (b"%PDF-1.7 ...", "import_binary"),
    "a DOCX": (zipped(word__document=b"<w/>"), "import_binary"),
    "zeros": (b"Tulokset\0\0", "import_binary"),
    "an old or a protected workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "import_protected"),
    "no known letters": (b"Tulokset \x81\x8d", "import_encoding"),
    "half of a letter in UTF-16": (b"\xff\xfeT", "import_encoding"),
    "a text about something else": (b"Ostoslista: maitoa", "import_no_labels"),
    "a page about something else": (b"<html><p>Ostoslista</p></html>", "import_no_labels"),
    "a cut workbook": (BOOK[: len(BOOK) // 2], "import_damaged"),
    "a workbook of a later ZIP": (repacked(BOOK, at=6, value=99), "import_damaged"),
    "a workbook packed in an unknown way": (repacked(BOOK, at=10, value=99), "import_damaged"),
    "a workbook without sheets": (zipped(**{"xl__workbook.xml": b"<nothing/>"}), "import_damaged"),
    "a workbook about something else": (workbook_of([["a", "b"], [1, 2]]), "import_no_header"),
    "a workbook that unpacks to too much": (
        zipped(**{"xl__workbook.xml": b"", "xl__a.xml": b" " * (table.UNPACKED + 1)}),
        "import_too_large",
    ),
    "a workbook with too many columns": (
        workbook_of([["Otsikko", "Tulokset"], [*["x"] * (table.COLUMNS + 1)]]),
        "import_columns",
    ),
}
TABLES = {
    "no row of labels": ("Malli,Hyvät\nToinen,Huonot\n", "import_no_header"),
    "no rows": (HEAD, "import_no_rows"),
    "only dashes": (f"{HEAD}-,-\n", "import_no_rows"),
    "an open quotation": (f'{HEAD}Malli,"Hyvät\n', "import_damaged"),
    "too many columns": (f"{HEAD}{'a,' * table.COLUMNS}a\n", "import_columns"),
    "too many rows": (f"{HEAD}{'a,b' * 1}\n" + "a,b\n" * table.ROWS, "import_rows"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused_files(case: str) -> None:
    """What is no page and no table is told as what it is."""
    data, key = REFUSED[case]
    with pytest.raises(SetupError) as told:
        read_file(data, file="tiedosto")
    assert (told.value.key, told.value.values["file"]) == (key, "tiedosto")


@pytest.mark.parametrize("case", TABLES)
def test_refused_tables(case: str) -> None:
    """A table has a row of labels, something below it, and bounds."""
    text, key = TABLES[case]
    with pytest.raises(SetupError) as told:
        read_file(text.encode(), file="a.csv")
    assert told.value.key == key
