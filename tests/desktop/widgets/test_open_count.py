"""The number on the rail is counted once for several acts, and only where they bear on it."""

from datetime import date

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.follow_ups import add_promise
from desktop.widgets.open_count import OpenCount
from desktop.widgets.rail_button import RailButton


def test_it_is_counted_after_a_pause_where_something_bears_on_it(
    dressed_app: QApplication, session: Session, qtbot: QtBot
) -> None:
    del dressed_app
    button = RailButton("nav.today", "Today", "today")
    qtbot.addWidget(button)
    count = OpenCount(session, button)
    session.listeners.append(count.tell)
    customer = add_customer(session, new=NewCustomer("Ito"), operation_id="ito").id
    for number in range(3):
        add_promise(
            session, customer_id=customer, kind="promise", why=f"{number}",
            due_day=date(2026, 11, 22), due_time=None, owed_by=None, operation_id=f"{number}",
        )  # fmt: skip
    assert button.count == 0
    qtbot.waitUntil(lambda: button.count == 3)
    qtbot.waitUntil(lambda: not count.is_waiting())
    count.tell(frozenset({"pictures"}))
    assert not count.is_waiting()
    count.count_soon()
    count.stop()
    assert not count.is_waiting()
