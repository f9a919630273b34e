"""What happened last."""

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
