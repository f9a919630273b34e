"""Zeros that a workbook shows before a number but does not keep in it."""

from pathlib import Path
from zipfile import ZipFile

import xlsxwriter

from desktop.leading_zeros import padded, widths_shown


def test_the_cells_with_a_format_of_zeros_are_found(tmp_path: Path) -> None:
    path = tmp_path / "f.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("other").write(0, 0, 5, book.add_format({"num_format": "000"}))
        sheet = book.add_worksheet("顧客")
        sheet.write(0, 0, 5, book.add_format({"num_format": "#,##0"}))
        sheet.write(1, 27, 5, book.add_format({"num_format": "00000"}))
        sheet.write(2, 0, "5", book.add_format({"num_format": "00000"}))
    assert widths_shown(path, "顧客") == {(1, 27): 5}
    assert widths_shown(path, "other") == {(0, 0): 3}
    assert widths_shown(path, "none of these") == {}


def test_a_file_that_is_no_workbook_has_none(tmp_path: Path) -> None:
    text, archive = tmp_path / "f.csv", tmp_path / "f.zip"
    text.write_text("0012")
    with ZipFile(archive, "w") as parts:
        parts.writestr("xl/styles.xml", "<not xml")
    assert widths_shown(text, "x") == widths_shown(archive, "x") == {}


def test_only_whole_numbers_are_padded() -> None:
    assert [padded(text, 4) for text in ("12", "12345", "-1", "森", "")] == [
        "0012",
        "12345",
        "-1",
        "森",
        "",
    ]
