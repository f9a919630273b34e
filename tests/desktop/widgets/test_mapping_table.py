"""The first rows of a file, with a choice over each column."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from db.rules.columns import Columns
from db.rules.intake import FileRow, FileTable
from desktop.widgets.mapping_table import ROWS_SHOWN, MappingTable

pytestmark = pytest.mark.usefixtures("dressed_app")


@pytest.fixture
def table(qtbot: QtBot) -> MappingTable:
    rows = tuple(FileRow(line, (f"{line}", " 森 ")) for line in range(2, 200))
    made = MappingTable()
    qtbot.addWidget(made)
    made.show_table(
        FileTable("f.csv", FileRow(1, ("番号", "氏名", "備考")), rows),
        "customers",
        {"number": 0, "name": 1},
    )
    made.resize(600, 300)
    made.show()
    return made


def test_the_first_rows_are_shown_with_their_lines(table: MappingTable) -> None:
    model = table.preview
    assert (model.rowCount(), model.columnCount()) == (ROWS_SHOWN, 3)
    assert model.data(model.index(3, 1)) == "森"
    assert model.data(model.index(3, 2)) == ""  # the row is shorter than the header
    assert model.headerData(3, Qt.Orientation.Vertical) == "5"


def test_each_column_has_its_choice_over_it(table: MappingTable) -> None:
    assert table.columns() == {"number": 0, "name": 1}
    for place, choice in enumerate(table.choices.choices):
        assert choice.objectName() == f"intake.column.{place + 1}"
        assert choice.accessibleName()
        assert choice.x() == table.columnViewportPosition(place) + 4
    before = table.choices.choices[2].x()
    table.setColumnWidth(0, table.columnWidth(0) + 50)
    assert table.choices.choices[2].x() == before + 50


def test_a_field_that_is_chosen_anew_leaves_its_column(table: MappingTable, qtbot: QtBot) -> None:
    with qtbot.waitSignal(table.changed) as heard:
        choice = table.choices.choices[2]
        choice.setCurrentIndex(choice.findData("name"))
    columns: Columns = heard.args[0] if heard.args else {}
    assert columns == table.columns() == {"number": 0, "name": 2}


def test_rows_that_are_left_out_say_why(table: MappingTable) -> None:
    table.preview.show_reasons({3: "Line 3: there is no name."})
    model = table.preview
    assert model.data(model.index(1, 0), Qt.ItemDataRole.ToolTipRole) == "Line 3: there is no name."
    assert model.data(model.index(1, 0), Qt.ItemDataRole.ForegroundRole) is not None
    assert model.data(model.index(0, 0), Qt.ItemDataRole.ForegroundRole) is None
