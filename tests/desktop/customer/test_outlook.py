"""How likely a customer comes back, on their page: for the owner's eyes, never waited for."""

from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.clock import fixed_clock
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.sales import OrderLine, SaleOrder, record_sale
from db.value import standing
from desktop.customer.outlook import Outlook
from desktop.i18n import use_language
from desktop.tasks import Task
from desktop.widgets.customer_head import CustomerHead
from tests.desktop.customer_part import page_for_parts

LATE = "Usually here every 7 days, 31 days late · ¥3,000 a year"


def add(session: Session, name: str) -> str:
    return add_customer(session, new=NewCustomer(name), operation_id=name).id


@pytest.fixture
def misaki(dressed_app: QApplication, session: Session) -> str:
    """Return somebody who came weekly until mid-October."""
    del dressed_app
    use_language("en")
    person = add(session, "田中 美咲")
    for day in ("01", "08", "15"):
        there = fixed_clock(datetime.fromisoformat(f"2026-10-{day}T10:00+09:00"))
        order = SaleOrder((OrderLine(1000),), person)
        record_sale(session.with_request(clock=there), order, operation_id=day)
    return person


def outlook(session: Session, qtbot: QtBot) -> tuple[Outlook, CustomerHead, list[Task]]:
    page, head, tasks = page_for_parts(session, qtbot), CustomerHead(), list[Task]()
    qtbot.addWidget(head)
    page.long_work.connect(tasks.append)
    return Outlook(page, head), head, tasks


def test_the_owner_sees_score_and_chance_and_how_they_came_about(
    session: Session, qtbot: QtBot, misaki: str
) -> None:
    shown, head, tasks = outlook(session, qtbot)
    shown.tell(misaki)
    assert (head.score.text(), head.outlook.text()) == ("Worth a call: 70", LATE)
    assert "Late against their own rhythm: 40 of 40" in head.score.toolTip()
    assert head.score.accessibleDescription() == head.outlook.toolTip()
    shown.tell(add(session, "健"))  # who never bought
    assert head.outlook.isHidden()
    assert head.score.isHidden()
    assert tasks == []


def test_staff_is_not_shown_it(session: Session, qtbot: QtBot, misaki: str) -> None:
    shown, head, _ = outlook(replace(session, role="staff"), qtbot)
    shown.tell(misaki)
    assert head.outlook.text() == ""


def test_in_a_large_shop_it_comes_when_it_is_worked_out_and_only_for_who_is_still_shown(
    session: Session, qtbot: QtBot, misaki: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(standing, "LEAST_BUYERS", 1)  # this is a large shop
    ken = add(session, "健")
    shown, head, tasks = outlook(session, qtbot)
    shown.tell(misaki)
    assert head.outlook.text() == ""
    (task,) = tasks
    shown.tell(ken)  # the owner goes on before it is known
    task.run()
    assert head.outlook.text() == ""
    shown.tell(misaki)  # at hand by now
    assert head.outlook.text().endswith("¥3,000 a year")
    assert len(tasks) == 2
