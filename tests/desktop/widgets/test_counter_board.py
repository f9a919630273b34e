"""Where the panels of the counter stand."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.i18n import speaking
from desktop.widgets.counter_board import CounterBoard


def board(qtbot: QtBot, width: int, height: int = 704) -> CounterBoard:
    made = CounterBoard(currency="JPY", digits=0)
    qtbot.addWidget(made)
    made.show_served(served=True)
    made.resize(width, height)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_a_wide_page_has_three_columns_as_the_design_shares_them(
    dressed_app: QApplication, qtbot: QtBot
) -> None:
    del dressed_app
    made = board(qtbot, 1282)
    assert [side.width() for side in made._sides] == [346, 576, 300]


def test_a_narrow_page_has_two_columns_and_the_sale_stays_whole(
    dressed_app: QApplication, qtbot: QtBot
) -> None:
    del dressed_app
    made = board(qtbot, 940)
    assert not made._sides[2].isVisible()
    assert made.sale.isVisible()
    assert made.papers.isVisibleTo(made)
    bottom = made.sale.record_button.mapTo(made, made.sale.record_button.rect().bottomLeft()).y()
    assert bottom <= 704


def test_panels_find_their_way_back_when_the_page_grows(
    dressed_app: QApplication, qtbot: QtBot
) -> None:
    del dressed_app
    made = board(qtbot, 940)
    made.resize(1282, 704)
    qtbot.waitUntil(lambda: made._sides[2].isVisible() and made.rewards.width() > 200)
    made.resize(940, 704)
    qtbot.waitUntil(lambda: not made._sides[2].isVisible())
    assert made._holders[0].isAncestorOf(made.rewards)


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("width", [1194, 1282])
def test_no_panel_is_wider_than_its_column(
    dressed_app: QApplication, qtbot: QtBot, language: str, width: int
) -> None:
    del dressed_app
    with speaking(language):
        made = board(qtbot, width)
        for holder, side in zip(made._holders, made._sides, strict=True):
            assert holder.minimumSizeHint().width() <= side.width()


def test_about_nobody_nothing_of_a_customer_is_shown(
    dressed_app: QApplication, qtbot: QtBot
) -> None:
    del dressed_app
    made = board(qtbot, 1282)
    made.show_served(served=False)
    assert made.nobody.isVisible()
    for panel in (made.customer, made.rhythm, made.coupons, made.remarks, made.papers):
        assert not panel.isVisible()
