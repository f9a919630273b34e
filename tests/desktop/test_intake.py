"""The command that takes a file in, and what it says."""

from pathlib import Path

import pytest

from db.environment import FileUnreadable, MissingColumns
from db.errors import BadRequest
from db.session import Session
from desktop.intake import choices_of, exit_status, import_command, read_table
from desktop.messages import explain
from desktop.words.intake import describe

PEOPLE = (
    '会員番号,氏名,電話番号,ポイント残高,来店回数\n1001,山﨑 浩,090-0000-0001,"2,027",9\n1002,,,,\n'
)


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "kokyaku.csv"
    path.write_bytes(PEOPLE.encode("cp932"))
    return path


def test_a_file_is_taken_in_by_its_name_alone(session: Session, people: Path) -> None:
    report = import_command(session, "customers", people)
    assert (report.file, report.taken, len(report.bad)) == ("kokyaku.csv", 1, 1)
    assert report.columns["name"] == "氏名"
    assert report.unused_columns == ("来店回数",)


def test_columns_may_be_named(session: Session, people: Path) -> None:
    choices = choices_of(["name=電話番号", "phone=", "points=D"])
    report = import_command(session, "customers", people, choices=choices)
    assert report.columns == {"number": "会員番号", "name": "電話番号", "points": "ポイント残高"}


@pytest.mark.parametrize("words", [["name"], ["name", "phone=C"]])
def test_a_choice_without_a_column_is_refused(words: list[str]) -> None:
    with pytest.raises(BadRequest):
        choices_of(words)


def test_a_header_alone_is_no_list(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "empty.csv"
    path.write_text("氏名,電話番号\n", encoding="utf-8")
    with pytest.raises(FileUnreadable):
        read_table(path, kind="customers", country=session.settings.country)


@pytest.mark.parametrize(
    ("text", "strict", "dry_run", "status"),
    [
        ("氏名\n森\n", False, False, 0),
        ("氏名,誕生日\n森,\n林,13月1日\n", False, False, 0),
        ("氏名,誕生日\n森,\n林,13月1日\n", True, False, 1),
        ("氏名,誕生日\n森,\n林,13月1日\n", False, True, 0),
        ("氏名,誕生日\n林,13月1日\n", False, False, 1),
    ],
)
def test_it_ends_well_where_anything_could_be_read(
    session: Session, tmp_path: Path, text: str, strict: bool, dry_run: bool, status: int
) -> None:
    path = tmp_path / "f.csv"
    path.write_text(text, encoding="utf-8")
    report = import_command(session, "customers", path, strict=strict, dry_run=dry_run)
    assert exit_status(report) == status


def test_what_happened_is_told_line_by_line(session: Session, people: Path) -> None:
    assert describe(import_command(session, "customers", people)) == [
        "1 customer was taken in from kokyaku.csv.",
        "2,027 opening points, all together.",
        (
            "Columns: Number from “会員番号”, Name from “氏名”, Phone from “電話番号”,"
            " Points from “ポイント残高”"
        ),
        "Columns that are not used: 来店回数",
        "Line 2: no numbering plan knows the phone number 090-0000-0001; it is kept as it stands.",
        "1 row is left out:",
        "Line 3: there is no name.",
    ]


def test_a_second_time_nothing_is_added_and_that_is_told(session: Session, people: Path) -> None:
    import_command(session, "customers", people)
    assert describe(import_command(session, "customers", people))[:2] == [
        "0 customers were taken in from kokyaku.csv.",
        "1 row was in the book already; nothing was added twice.",
    ]


def test_a_try_says_that_nothing_was_written(session: Session, people: Path) -> None:
    told = describe(import_command(session, "customers", people, dry_run=True))
    assert told[0] == "1 customer of kokyaku.csv would be taken in. Nothing was written."
    told = describe(import_command(session, "customers", people, strict=True))
    assert told[0] == "Nothing was taken in from kokyaku.csv: it was all rows or none."


def test_missing_columns_are_named_with_the_word_that_map_takes(
    session: Session, people: Path
) -> None:
    with pytest.raises(MissingColumns) as refusal:
        import_command(session, "purchases", people)
    assert "Date (date), Amount (amount)" in explain(refusal.value)
