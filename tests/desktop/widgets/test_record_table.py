"""Long lists are read a screen at a time."""

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, Qt
from pytestqt.qtbot import QtBot

from desktop.widgets.record_table import Column, RecordTable


def numbers(read: list[int]) -> Iterator[list[int]]:
    """Give three batches of ten, noting which were asked for."""
    for start in (0, 10, 20):
        read.append(start)
        yield list(range(start, start + 10))


def a_table(qtbot: QtBot) -> RecordTable[int]:
    table: RecordTable[int] = RecordTable("numbers", "Numbers", [Column("Number", str)])
    qtbot.addWidget(table)
    return table


def test_only_what_is_looked_at_is_read(qtbot: QtBot) -> None:
    table, read = a_table(qtbot), list[int]()
    table.show_records(numbers(read))
    assert (read, table.records.rowCount()) == ([0], 10)
    table.records.fetchMore(QModelIndex())
    assert (read, table.records.rowCount()) == ([0, 10], 20)


def test_the_end_is_found_once(qtbot: QtBot) -> None:
    table = a_table(qtbot)
    table.show_records(numbers([]))
    for _ in range(5):
        table.records.fetchMore(QModelIndex())
    assert table.records.rowCount() == 30
    assert not table.records.canFetchMore(QModelIndex())


def test_the_chosen_row_stays_chosen_when_the_list_is_read_again(qtbot: QtBot) -> None:
    table = a_table(qtbot)
    table.show_records(numbers([]))
    table.choose_row(3)
    table.show_records(numbers([]))
    assert table.record() == 3


def test_enter_opens_the_chosen_record(qtbot: QtBot) -> None:
    table = a_table(qtbot)
    table.show_records(numbers([]))
    table.choose_row(4)
    with qtbot.waitSignal(table.opened) as heard:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert heard.args == [4]
