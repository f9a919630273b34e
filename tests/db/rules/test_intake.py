"""A file as a table: where its header stands, what its cells hold."""

import pytest

from db.rules.intake import Cells, FileRow, Unreadable, one_line, table_of, without_decimals


def rows(*lines: str) -> list[FileRow]:
    return [FileRow(number, tuple(line.split(","))) for number, line in enumerate(lines, 1)]


def test_the_first_row_that_is_not_blank_is_the_header() -> None:
    table = table_of("f.csv", rows(",", "氏名,電話", "森,090"), kind="customers")
    assert table is not None
    assert table.header.line == 2
    assert [row.line for row in table.rows] == [3]


def test_titles_above_the_header_are_passed_over() -> None:
    table = table_of("f.csv", rows("顧客一覧,", "2026年,", "氏名,電話", "森,090"), kind="customers")
    assert table is not None
    assert table.header.cells == ("氏名", "電話")


def test_a_file_without_a_header_has_columns_by_letter() -> None:
    table = table_of("f.csv", rows("1001,1997/1/2,300", "1002,1997/1/3,5"), kind="purchases")
    assert table is not None
    assert table.header == FileRow(0, ("A", "B", "C"))
    assert [row.line for row in table.rows] == [1, 2]
    wide = table_of("f.csv", [FileRow(1, ("1",) * 28)], kind="purchases")
    assert wide is not None
    assert wide.header.cells[24:] == ("Y", "Z", "AA", "AB")


def test_names_that_nobody_knows_are_a_header_all_the_same() -> None:
    table = table_of("f.csv", rows("甲,乙", "1001,300"), kind="purchases")
    assert table is not None
    assert table.header.line == 1


def test_a_file_without_a_single_filled_row_is_no_table() -> None:
    assert table_of("f.csv", rows(",,", " , "), kind="customers") is None


def test_a_row_may_be_shorter_than_its_header() -> None:
    assert Cells(FileRow(2, ("森",)), {"name": 0, "note": 5}).text("note") == ""


@pytest.mark.parametrize(
    "text", ["", " ", "-", "なし", "不明", "N/A", "NULL", "unknown", "0000-00-00"]
)
def test_what_says_that_there_is_nothing_is_nothing(text: str) -> None:
    assert Cells(FileRow(2, (text,)), {"phone": 0}).text("phone") == ""


def test_a_cell_that_is_too_long_keeps_its_row_out() -> None:
    with pytest.raises(Unreadable):
        Cells(FileRow(2, ("9" * 300,)), {"number": 0}).line_of("number")


def test_a_line_has_single_spaces_and_only_signs_that_are_seen() -> None:
    assert one_line(" 佐藤　 直樹\u200b\n") == "佐藤 直樹"


def test_a_number_as_a_name_has_no_decimals() -> None:
    assert without_decimals("17850.0") == "17850"
    assert without_decimals("A1.0") == "A1.0"
    assert without_decimals("0012") == "0012"
