"""What happened last."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.widgets.history_list import Event, HistoryList

SALE = Event("s1", "10:14", "Sale ¥1,240", points=18, after="1,240", who="Mio")
TEA = Event("", "27 Oct 08:51", "Tea", points=-300, after="1,222")


def test_points_carry_their_sign_and_nobody_needs_a_column(
    dressed_app: QApplication, qtbot: QtBot
) -> None:
    del dressed_app
    shown = HistoryList()
    qtbot.addWidget(shown)
    shown.show_events([SALE, TEA])
    texts = [shown.records.index(row, 2).data() for row in range(2)]
    assert texts == ["+18", "−300"]
    assert not shown.isColumnHidden(4)
    shown.show_events([TEA])
    assert shown.isColumnHidden(4)


def test_a_row_chosen_before_is_not_chosen_in_another_history(
    dressed_app: QApplication, qtbot: QtBot
) -> None:
    del dressed_app
    shown = HistoryList()
    qtbot.addWidget(shown)
    shown.show_events([SALE, TEA])
    shown.choose_row(1)
    shown.show_events([SALE, TEA])
    assert shown.record() is None


def test_only_a_sale_that_has_something_left_has_a_link(
    dressed_app: QApplication, qtbot: QtBot
) -> None:
    del dressed_app
    shown = HistoryList()
    qtbot.addWidget(shown)
    shown.resize(560, 120)
    shown.show_events([TEA, replace(SALE, may_be_refunded=True), SALE])
    texts = [shown.records.index(row, 5).data() for row in range(3)]
    assert texts == ["", "Refund…", ""]
    assert not shown.isColumnHidden(5)
    places = [shown.visualRect(shown.records.index(row, 5)).center() for row in range(2)]
    with qtbot.assertNotEmitted(shown.refund_asked):
        qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=places[0])
    with qtbot.waitSignal(shown.refund_asked) as heard:
        qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=places[1])
    assert heard.args == ["s1"]
    shown.show_events([SALE])
    assert shown.isColumnHidden(5)
    assert shown.to_refund() is None


def test_a_key_means_the_chosen_sale_or_else_the_last(
    dressed_app: QApplication, qtbot: QtBot
) -> None:
    del dressed_app
    shown = HistoryList()
    qtbot.addWidget(shown)
    with qtbot.waitExposed(shown):
        shown.show()
    shown.activateWindow()
    shown.show_events([TEA, replace(SALE, may_be_refunded=True),
                       replace(SALE, id="s2", may_be_refunded=True)])  # fmt: skip
    assert shown.to_refund() == "s1"
    shown.setFocus()
    shown.choose_row(2)
    assert shown.to_refund() == "s2"
    shown.choose_row(0)
    assert shown.to_refund() is None
