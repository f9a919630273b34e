"""Tables for spreadsheets: read back by what reads such files, and nothing in them runs."""

import csv
import io
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from desktop.table_files import table_csv, table_workbook

HEADER = ("name", "phone", "points")


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_a_table_is_read_back_as_it_was() -> None:
    rows = [("田中 美咲", "+81 90-0000-0001", -12), ('“a, b"', "090-0000-0002", 0)]
    text = [[str(cell) for cell in row] for row in rows]
    assert read(table_csv(HEADER, rows)) == [list(HEADER), *text]


@pytest.mark.parametrize(
    "name", ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-HYPERLINK(1)", "\t=1"]
)
def test_what_a_spreadsheet_would_run_stands_behind_an_apostrophe(name: str) -> None:
    assert read(table_csv(HEADER, [(name, "", 1)]))[1][0] == f"'{name}"


def test_a_workbook_has_texts_and_numbers_and_no_formula(tmp_path: Path) -> None:
    file = tmp_path / "table.xlsx"
    file.write_bytes(table_workbook(HEADER, [("=1+1", "+81900000001", 7)]))
    rows = CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()
    assert rows == [list(HEADER), ["=1+1", "+81900000001", 7.0]]
