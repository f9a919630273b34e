"""The end of a day at the counter: the difference is seen at each key, and printed as it is."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from db.clock import fixed_clock
from db.session import Session
from db.usecases.refunds import refund_sale
from db.usecases.sales import OrderLine, SaleOrder, record_sale
from desktop.widgets.end_of_day import EndOfDay
from desktop.widgets.page import Page

TODAY = date(2026, 11, 22)


@pytest.fixture
def panel(dressed_app: QApplication, session: Session, qtbot: QtBot) -> EndOfDay:
    del dressed_app
    page = Page(session)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    made = EndOfDay(page)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    return made


def sell(session: Session, amount: int, *, at: str = "2026-11-22T10:00", staff: str = "") -> str:
    then = session.with_request(clock=fixed_clock(datetime.fromisoformat(f"{at}+09:00")))
    then = replace(then, staff=staff or None)
    operation = f"sale-{session.db['facts'].count}"
    sale = record_sale(then, SaleOrder((OrderLine(amount),)), operation_id=operation).sale
    assert sale is not None
    return sale


def shown(panel: EndOfDay) -> list[str]:
    """Return the words and figures in sight, as eyes go."""
    labels = panel.findChildren(QLabel)
    return [each.text() for each in labels if each.isVisibleTo(panel) and each.text()]


def test_the_difference_is_told_at_each_key(session: Session, panel: EndOfDay) -> None:
    sell(session, 1980)
    panel.open_today()
    assert panel.counted.hasFocus()
    assert panel.money_in.text() == "¥1,980"
    assert not panel.difference.isVisibleTo(panel)
    told = []
    for key in "1985":
        QTest.keyClicks(panel.counted, key)
        told.append(panel.difference.text())
    QTest.keyClick(panel.counted, Qt.Key.Key_Backspace)
    QTest.keyClicks(panel.counted, "0")
    told.append(panel.difference.text())
    assert told == [
        "¥1,979 is missing.", "¥1,961 is missing.", "¥1,782 is missing.",
        "¥5 more than should be there.", "It fits exactly.",
    ]  # fmt: skip
    panel.counted.clear()
    assert not panel.difference.isVisibleTo(panel)


def test_what_is_no_amount_is_said_and_not_printed(
    session: Session, panel: EndOfDay, qtbot: QtBot
) -> None:
    sell(session, 1980)
    panel.open_today()
    panel.counted.setText("much")
    assert "much" in panel.difference.text()
    with qtbot.assertNotEmitted(panel.print_asked):
        panel.page_button.click()
    assert panel.counted.hasFocus()


def test_the_day_is_told_with_who_took_in_what(session: Session, panel: EndOfDay) -> None:
    sale = sell(session, 1980, at="2026-11-22T09:03", staff="Mio")
    sell(session, 500, at="2026-11-22T10:10", staff="Ken")
    refund_sale(session, sale=sale, amount=80, reason=None, operation_id="back")
    panel.open_today()
    said = shown(panel)
    for words in ("Sun 22 Nov 2026", "First sale 09:03, last sale 10:10", "1 refund", "−¥80",
                  "Money in", "¥2,400", "Mio", "¥1,980", "Ken", "¥500"):  # fmt: skip
        assert words in said
    assert panel.people_heading.isVisibleTo(panel)


def test_another_day_is_turned_to_between_the_first_sale_and_today(
    session: Session, panel: EndOfDay
) -> None:
    sell(session, 300, at="2026-11-20T10:00")
    panel.open_today()
    assert not panel.after_button.isEnabled()
    panel.counted.setText("300")
    panel.before_button.click()
    assert (panel.report.day, panel.counted.text()) == (date(2026, 11, 21), "")
    assert "No sales on this day." in shown(panel)
    assert not panel.people_heading.isVisibleTo(panel)
    panel.before_button.click()
    assert panel.money_in.text() == "¥300"
    assert not panel.before_button.isEnabled()
    assert panel.after_button.isEnabled()


def test_either_paper_is_asked_for_with_what_was_counted(
    session: Session, panel: EndOfDay, qtbot: QtBot
) -> None:
    sell(session, 1980)
    panel.open_today()
    with qtbot.waitSignal(panel.print_asked) as heard:
        panel.slip_button.click()
    assert heard.args == [TODAY, "receipt80", None]
    QTest.keyClicks(panel.counted, "2000")
    with qtbot.waitSignal(panel.print_asked) as heard:
        QTest.keyClick(panel.counted, Qt.Key.Key_Return)
    assert heard.args == [TODAY, "page", 2000]


def test_what_comes_in_while_it_is_open_counts_and_what_was_counted_stays(
    session: Session, panel: EndOfDay
) -> None:
    panel.open_today()
    QTest.keyClicks(panel.counted, "1980")
    sell(session, 1980)
    panel.reload()
    assert (panel.money_in.text(), panel.difference.text()) == ("¥1,980", "It fits exactly.")
    panel.close_panel()
    sell(session, 20)
    panel.reload()
    assert panel.money_in.text() == "¥1,980"
    panel.open_today()
    assert (panel.money_in.text(), panel.counted.text()) == ("¥2,000", "")
