"""Files as shops save them: encodings, delimiters, quotes, workbooks."""

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from db.environment import FileUnreadable
from desktop.spreadsheets import encoding_of, read_rows

LIST = "会員番号,氏名,フリガナ\n1,髙橋 ①㈱,タカハシ\n2,山﨑 さくら,ﾔﾏｻﾞｷ ｻｸﾗ\n"
GUESTS = "Name,Phone\nZoë García,1\nJosé Nguyen,2\nMüller,3\n"


def cells(path: Path, country: str = "JP", encoding: str | None = None) -> list[tuple[str, ...]]:
    return [row.cells for row in read_rows(path, country=country, encoding=encoding)]


def saved(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "file.csv"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("country", ["JP", "US", "DE"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp932"]
)
def test_a_japanese_list_is_read_whatever_it_was_saved_as(
    tmp_path: Path, encoding: str, country: str
) -> None:
    path = saved(tmp_path, LIST.encode(encoding))
    assert cells(path, country) == [tuple(line.split(",")) for line in LIST.splitlines()]


@pytest.mark.parametrize("encoding", ["euc_jp", "iso2022_jp"])
def test_older_japanese_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    text = "番号,氏名,ふりがな\n1,山田 太郎,やまだ たろう\n"
    assert cells(saved(tmp_path, text.encode(encoding)))[1] == ("1", "山田 太郎", "やまだ たろう")


@pytest.mark.parametrize("country", ["JP", "US", "CN"])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "latin-1", "utf-16"])
def test_western_names_keep_their_accents(tmp_path: Path, encoding: str, country: str) -> None:
    assert cells(saved(tmp_path, GUESTS.encode(encoding)), country)[1] == ("Zoë García", "1")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Имя,Телефон\nИван Петров,1\nМария Иванова,2\nСергей Смирнов,3\n", "cp1251"),
        ("Imię,Nazwisko\nŁukasz Żółć,Kowalski\nŚwiętosław,Nowak\n", "cp1250"),
    ],
)
def test_other_encodings_are_left_to_statistics(tmp_path: Path, text: str, encoding: str) -> None:
    assert (
        cells(saved(tmp_path, text.encode(encoding)), "DE")[1][0]
        == text.split("\n")[1].split(",", maxsplit=1)[0]
    )


@pytest.mark.parametrize(
    ("country", "encoding"), [("CN", "gb18030"), ("KR", "cp949"), ("TW", "big5")]
)
def test_the_country_says_which_of_its_encodings_is_meant(country: str, encoding: str) -> None:
    text = {
        "CN": "姓名,电话\n张三,1\n",
        "KR": "이름,전화\n김민준,1\n",
        "TW": "姓名,電話\n陳怡君,1\n",
    }
    assert encoding_of(text[country].encode(encoding), country=country) == encoding


def test_an_encoding_may_be_chosen(tmp_path: Path) -> None:
    path = saved(tmp_path, "name\nÓØ\n".encode("cp1252"))
    assert cells(path, "JP", "cp1252")[1] == ("ÓØ",)
    assert cells(path, "JP", "cp932")[1] == ("ﾓﾘ",)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_what_stands_between_the_cells_is_found(tmp_path: Path, delimiter: str) -> None:
    rows = [("name", "note", "points"), ("Mori", "a, b; c", "5"), ("Sato", "x", "7")]
    text = "".join(delimiter.join(f'"{cell}"' for cell in row) + "\r\n" for row in rows)
    assert cells(saved(tmp_path, text.encode())) == rows


def test_excel_may_tell_what_stands_between_the_cells(tmp_path: Path) -> None:
    path = saved(tmp_path, b"sep=;\r\nname;amount\r\nMori;12,50\r\n")
    assert [(row.line, row.cells) for row in read_rows(path, country="DE")] == [
        (2, ("name", "amount")),
        (3, ("Mori", "12,50")),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_row_has_the_line_on_which_it_begins(tmp_path: Path, end: str) -> None:
    text = end.join(["a,b", '1,"second line', 'of a ""note"""', "", "2,x", ""])
    rows = read_rows(saved(tmp_path, text.encode()), country="JP")
    assert [(row.line, row.cells[0]) for row in rows] == [(1, "a"), (2, "1"), (5, "2")]
    assert rows[1].cells[1].splitlines() == ["second line", 'of a "note"']


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"\x00\x01\x02\xff\xfe\x00" * 50, "format"),
        (b"PK\x03\x04 no workbook", "workbook"),
        (b'a,b\n1,"' + b"x" * 1_200_000, "quotes"),
    ],
)
def test_what_is_no_table_is_refused_with_the_reason(
    tmp_path: Path, data: bytes, problem: str
) -> None:
    with pytest.raises(FileUnreadable) as refusal:
        read_rows(saved(tmp_path, data), country="JP")
    assert refusal.value.problem == problem


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    for path, problem in ((tmp_path / "none.csv", "missing"), (tmp_path, "closed")):
        with pytest.raises(FileUnreadable) as refusal:
            read_rows(path, country="JP")
        assert refusal.value.problem == problem


def test_letters_that_a_chosen_encoding_has_not_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable) as refusal:
        read_rows(saved(tmp_path, LIST.encode("cp932")), country="JP", encoding="utf-8")
    assert refusal.value.problem == "encoding"


# -- Workbooks ------------------------------------------------------------------------------


def workbook(tmp_path: Path, rows: list[list[tuple[Any, str | None]]]) -> Path:
    """Save cells, each with its number format, behind a sheet that is hidden."""
    path = tmp_path / "file.xlsx"
    with xlsxwriter.Workbook(path) as book:
        hidden = book.add_worksheet("hidden")
        hidden.write(0, 0, "secret")
        sheet = book.add_worksheet("顧客")
        sheet.activate()
        sheet.set_first_sheet()
        hidden.hide()
        for row, values in enumerate(rows):
            for column, (value, shown) in enumerate(values):
                told = book.add_format({"num_format": shown}) if shown else None
                if isinstance(value, date | time):
                    sheet.write_datetime(row, column, value, told)
                elif isinstance(value, str):
                    sheet.write_string(row, column, value, told)
                else:
                    sheet.write(row, column, value, told)
    return path


def test_a_workbooks_cells_are_text_as_a_csv_would_hold_it(tmp_path: Path) -> None:
    path = workbook(
        tmp_path,
        [
            [("0001", None), (29.33, None), (0.1 + 0.2, None), (9012345678, None), (True, None)],
            [
                (date(1976, 12, 7), '[$-411]ggge"年"m"月"d"日"'),
                (datetime(2010, 12, 1, 8, 26), "yyyy/m/d h:mm"),  # noqa: DTZ001
                (time(14, 5), "h:mm"),
                ("=HYPERLINK(1)", None),
                (-1.5, None),
            ],
        ],
    )
    assert cells(path) == [
        ("0001", "29.33", "0.3", "9012345678", "true"),
        ("1976-12-07", "2010-12-01 08:26:00", "14:05:00", "=HYPERLINK(1)", "-1.5"),
    ]


def test_a_member_number_keeps_the_zeros_that_the_workbook_shows(tmp_path: Path) -> None:
    path = workbook(
        tmp_path,
        [
            [("番号", None), ("氏名", None), ("ポイント", None)],
            [(12, "0000"), ("森", "0000"), (12, "0")],
            [(12345, "0000"), ("", None), (7, "#,##0")],
        ],
    )
    assert cells(path)[1:] == [("0012", "森", "12"), ("12345", "", "7")]


def test_a_workbooks_rows_have_the_lines_of_its_sheet(tmp_path: Path) -> None:
    path = workbook(tmp_path, [[], [("氏名", None)], [], [("森", None)]])
    assert [(row.line, row.cells) for row in read_rows(path, country="JP")] == [
        (2, ("氏名",)),
        (4, ("森",)),
    ]


def test_a_workbook_without_anything_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable) as refusal:
        read_rows(workbook(tmp_path, [[]]), country="JP")
    assert refusal.value.problem == "empty"
