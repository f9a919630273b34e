"""Giving points from one customer to another in the window."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.queries.points import account_at
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.points import adjust_points
from desktop.widgets.gift_panel import GiftPanel
from desktop.widgets.page import Page


@pytest.fixture
def ids(session: Session, set_shop: Callable[..., None]) -> tuple[str, str]:
    set_shop(points_gifts=True)
    giver, other = (
        add_customer(session, new=NewCustomer(name), operation_id=name).id
        for name in ("田中 美咲", "佐藤 健")
    )
    adjust_points(session, customer_id=giver, points=100, reason="x", operation_id="first")
    return giver, other


@pytest.fixture
def panel(
    dressed_app: QApplication, session: Session, ids: tuple[str, str], qtbot: QtBot
) -> GiftPanel:
    del dressed_app
    page = Page(session)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    made = GiftPanel(page)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    made.open_customer(ids[0])
    return made


def balances(session: Session, ids: tuple[str, str]) -> list[int]:
    moment = session.moment()
    return [account_at(moment, each).balance(moment.today) for each in ids]


def test_points_go_from_one_to_the_chosen_other(
    panel: GiftPanel, session: Session, ids: tuple[str, str]
) -> None:
    assert panel.to.field.hasFocus()
    assert [row.name for row in panel.to.table.records.records] == ["佐藤 健"]
    panel.to.table.choose_row(0)
    panel.points.setText("30")
    assert panel.lines.lines() == [("田中 美咲", "100 → 70"), ("佐藤 健", "0 → 30")]
    panel.save_button.click()
    assert balances(session, ids) == [70, 30]
    page = panel.parentWidget()
    assert isinstance(page, Page)
    assert page.notice.text() == "田中 美咲 gave 30 points to 佐藤 健."
    assert not panel.isVisible()


def test_nobody_chosen_or_too_many_is_refused(
    panel: GiftPanel, session: Session, ids: tuple[str, str]
) -> None:
    panel.points.setText("30")
    panel.save_button.click()
    assert panel.to.field.hasFocus()
    panel.to.table.choose_row(0)
    panel.points.setText("101")
    panel.save_button.click()
    assert panel.points.hasFocus()
    assert balances(session, ids) == [100, 0]
