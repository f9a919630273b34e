"""Lots as bars: live ones before those that are gone, each with its words."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.widgets.lot_list import LotBar, LotList

BARS = (
    LotBar("", "Where the points lie"),
    LotBar("a", "Sale ¥1,980", "1 Nov 2026", "12 of 19", "until 31 Dec 2026", 12 / 19, "1-1"),
    LotBar("b", "Birthday gift", "2 Nov 2026", "50 of 50", "no last day", 1.0),
    LotBar("", "Used up or expired"),
    LotBar("c", "Sale ¥500" * 40, "3 Jan 2026", "0 of 5", "used up", 0.0, "1-2"),
)


def shown(qtbot: QtBot) -> LotList:
    made = LotList("statement.lots", "Where the points lie")
    qtbot.addWidget(made)
    made.resize(320, 240)
    made.show_lots(BARS)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_each_lot_is_read_out_with_its_figures(dressed_app: QApplication, qtbot: QtBot) -> None:
    del dressed_app
    lots = shown(qtbot)
    spoken = [
        lots.item(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(lots.count())
    ]
    assert spoken[1] == "Sale ¥1,980, 12 of 19, until 31 Dec 2026"
    assert spoken[3] == "Used up or expired"
    assert lots.bars() == list(BARS)
    assert not lots.grab().isNull()


def test_headings_are_passed_by_the_keys(dressed_app: QApplication, qtbot: QtBot) -> None:
    del dressed_app
    lots = shown(qtbot)
    lots.setCurrentRow(2)
    qtbot.keyClick(lots, Qt.Key.Key_Down)
    assert lots.bar() == BARS[4]


def test_enter_opens_the_chosen_lot_and_never_a_heading(
    dressed_app: QApplication, qtbot: QtBot
) -> None:
    del dressed_app
    lots = shown(qtbot)
    opened: list[LotBar] = []
    lots.opened.connect(opened.append)
    lots.setCurrentRow(0)
    qtbot.keyClick(lots, Qt.Key.Key_Return)
    lots.setCurrentRow(1)
    qtbot.keyClick(lots, Qt.Key.Key_Return)
    assert opened == [BARS[1]]


def test_marked_lots_come_into_sight(dressed_app: QApplication, qtbot: QtBot) -> None:
    del dressed_app
    lots = shown(qtbot)
    many = [LotBar(f"{n}", f"Lot {n}", share=0.5) for n in range(100)]
    lots.show_lots(many)
    lots.mark(["90"])
    assert lots.viewport().rect().intersects(lots.visualItemRect(lots.item(90)))
    assert lots.marked == {"90"}
    lots.show_lots(many)
    assert lots.marked == frozenset()
