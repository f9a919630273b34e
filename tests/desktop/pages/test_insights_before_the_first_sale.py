"""Insights of a book in which nothing was sold yet."""

from datetime import date

from pytestqt.qtbot import QtBot

from db.rules.spans import period_of
from db.session import Session
from desktop.main_window import MainWindow
from desktop.pages.insights import InsightsPage
from tests.desktop.a_shop_year import sell


def test_a_book_without_a_sale_says_what_will_be_here(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    window.turn_to("insights")
    page = window.current()
    assert isinstance(page, InsightsPage)
    assert page.empty.isVisible()
    assert not page.full.isVisible()
    assert page.empty_button.hasFocus()
    with qtbot.waitSignal(page.turn_to) as turned:
        page.empty_button.click()
    assert turned.args == ["counter", None]
    sell(session, session.today, 500, None)
    window.turn_to("insights")
    november = period_of("month", date(2026, 11, 1))  # the first month there is
    qtbot.waitUntil(
        lambda: page.reading is not None and page.reading.now.period == november, timeout=20_000
    )
    assert page.full.isVisible()
    assert not page.empty.isVisible()
