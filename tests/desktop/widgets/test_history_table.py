"""The whole history: batches as it is scrolled, kinds, and what is done with a sale."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.widgets.history_table import HistoryRow, HistoryTable

SALE = HistoryRow(
    "s1", "22 Nov 2026", "10:14", "Sale ¥1,980", "2 × Coffee", 19, "19", "Mio",
    is_sale=True, may_be_refunded=True,
)  # fmt: skip
GIFT = HistoryRow("g", "1 Nov 2026", "09:00", "Birthday gift", points=50, after="69")


@pytest.fixture
def history(dressed_app: QApplication, qtbot: QtBot) -> HistoryTable:
    del dressed_app
    made = HistoryTable("customer.history")
    qtbot.addWidget(made)
    made.resize(1200, 480)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def test_batches_are_read_only_as_far_as_they_are_looked_at(history: HistoryTable) -> None:
    asked: list[int] = []

    def batches() -> Iterator[list[HistoryRow]]:
        for number in range(5):
            asked.append(number)
            yield [SALE] * 50

    history.show_rows(batches())
    assert asked == [0]
    history.table.records.fetchMore(history.table.rootIndex())
    assert asked == [0, 1]


def test_enter_opens_a_sale_and_f7_s_button_gives_money_back(
    history: HistoryTable, qtbot: QtBot
) -> None:
    history.show_rows([[SALE, GIFT]])
    with qtbot.waitSignal(history.sale_opened) as opened:
        qtbot.keyClick(history.table, Qt.Key.Key_Return)
    assert opened.args == ["s1"]
    with qtbot.waitSignal(history.refund_asked) as asked:
        history.refund_button.click()
    assert asked.args == ["s1"]
    history.table.choose_row(1)
    assert not history.sale_button.isEnabled()
    assert not history.refund_button.isEnabled()
    with qtbot.assertNotEmitted(history.sale_opened):
        qtbot.keyClick(history.table, Qt.Key.Key_Return)


def test_what_the_chosen_line_had_to_cut_stands_below(history: HistoryTable) -> None:
    history.show_rows([[SALE]])
    assert history.whole.text() == "Sale ¥1,980 · 2 × Coffee"


def test_details_and_people_have_their_columns_where_there_is_room(
    history: HistoryTable, qtbot: QtBot
) -> None:
    del qtbot
    history.show_rows([[SALE]])
    assert not history.table.isColumnHidden(3)
    assert not history.table.isColumnHidden(6)
    history.resize(800, 480)
    assert history.table.isColumnHidden(3)
    assert history.table.isColumnHidden(6)


def test_a_kind_that_is_gone_leaves_everything_chosen(history: HistoryTable) -> None:
    history.show_kinds([("purchases", "Purchases"), ("tier", "Tier")])
    history.kinds()[2].click()
    assert history.chosen() == "tier"
    history.show_kinds([("purchases", "Purchases"), ("tier", "Tier")])
    assert history.chosen() == "tier"
    history.show_kinds([("purchases", "Purchases")])
    assert history.chosen() == ""
    assert not history.chips.isVisible(), "of one kind there is nothing to choose"


def test_without_a_line_it_says_so(history: HistoryTable) -> None:
    history.show_rows([])
    assert history.nothing.isVisible()
    assert not history.table.isVisible()
    history.show_rows([[SALE]])
    assert not history.nothing.isVisible()
