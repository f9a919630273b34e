"""Today in every dress: every kind of follow-up, long names, what lies over the list."""

from datetime import date, datetime, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db.clock import fixed_clock
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.feedback import give_feedback
from db.usecases.follow_ups import add_promise, make_contact
from db.usecases.shop import add_staff
from desktop.pages.counter import CounterPage
from desktop.pages.settings import SettingsPage
from desktop.pages.today import TodayPage
from tests.screens.conftest import Screen

NAMES = {
    "en": ("Bartholomew Featherstonehaugh", "Mia Ito"),
    "ja": ("勅使河原 光太郎左衛門", "伊藤 葵"),
}
WHY = {
    "en": "The beans of last week were stale; Ken promised to call back and to send two new bags.",
    "ja": "先週の豆が古くなっていた。健が折り返しお電話し、新しい豆を2袋お送りするお約束。",
}


@pytest.fixture
def owed(screen: Screen) -> str:
    """Return somebody to whom something is owed since this morning."""
    session, language = screen.window.session, screen.dress.language
    add_staff(session, name="Ken", role="staff", operation_id="ken")
    then = session.with_request(clock=fixed_clock(datetime.fromisoformat("2026-11-21T10:00+09:00")))
    first, second = (_customer(then, name, number) for number, name in enumerate(NAMES[language]))
    add_promise(
        then, customer_id=first, kind="complaint", why=WHY[language], due_day=date(2026, 11, 22),
        due_time=time(9), owed_by="Ken", operation_id="complaint",
    )  # fmt: skip
    make_contact(then, customer_id=first, by="call", note=WHY[language], operation_id="call")
    give_feedback(
        then, customer_id=second, score=5, comment=WHY[language], quotable=False,
        operation_id="score",
    )  # fmt: skip
    return first


def _customer(session: Session, name: str, number: int) -> str:
    new = NewCustomer(name, phone=f"090-0000-020{number}", birthday="1990-11-25")
    return add_customer(session, new=new, operation_id=f"customer-{number}").id


def key(which: Qt.Key) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, which)


def test_no_text_of_today_is_cut(screen: Screen, owed: str) -> None:
    window = screen.window
    window.turn_to("today")
    page = window.current()
    assert isinstance(page, TodayPage)
    window.open_count.count()
    screen.qtbot.waitUntil(lambda: not window.open_count.is_waiting())
    screen.look("today")
    key(Qt.Key.Key_Return)
    screen.look("today-call")
    key(Qt.Key.Key_Escape)
    key(Qt.Key.Key_L)
    screen.look("today-later")
    key(Qt.Key.Key_1)
    screen.look("today-put-off")
    window.turn_to("counter")
    counter = window.current()
    assert isinstance(counter, CounterPage)
    counter.serve(owed)
    counter.contacts.promise()
    screen.look("counter-promise")


def test_no_text_of_the_rules_is_cut(screen: Screen) -> None:
    screen.window.turn_to("settings")
    page = screen.window.current()
    assert isinstance(page, SettingsPage)
    page.turn_to_section("follow_ups")
    screen.look("settings-follow-ups")
    page.scroll_area.verticalScrollBar().setValue(10_000)
    screen.look("settings-follow-ups-below")
