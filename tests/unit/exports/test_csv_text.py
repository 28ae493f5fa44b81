"""Tables for spreadsheets: what is read back is what was written, and nothing is worked out."""

import csv
import io

import pytest

from zoomibank.exports.csv_text import as_csv


def test_a_table_is_read_back() -> None:
    rows = [["a;b", 'he said "hi"', "two\nlines"], ["", "ä", "5"]]
    text = as_csv(["yksi", "kaksi", "kolme"], rows)
    assert text.startswith("\ufeffyksi;kaksi;kolme\r\n")
    assert list(csv.reader(io.StringIO(text[1:], newline=""), delimiter=";")) == [["yksi", "kaksi", "kolme"], *rows]


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+358 40", "-", "@SUM(A1)", "\t=1", "\r=1", " =1", "\ufeff=1", "\u200b@a", "＝1", "\u00a0+1", "\tteksti"],
)
def test_nothing_passes_for_a_formula(cell: str) -> None:
    """An apostrophe stands before what a spreadsheet would work out, whatever is unseen in front of it."""
    text = as_csv(["otsikko"], [[cell]])
    assert list(csv.reader(io.StringIO(text[1:], newline=""), delimiter=";"))[1] == [f"'{cell}"]


@pytest.mark.parametrize("cell", ["", "a=b", "1-2", "'quoted", "(+358)", "–"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    text = as_csv(["otsikko"], [[cell, "x"]])
    assert list(csv.reader(io.StringIO(text[1:], newline=""), delimiter=";"))[1] == [cell, "x"]
