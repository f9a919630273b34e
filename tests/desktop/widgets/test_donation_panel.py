"""Points for a cause: the panel refuses what cannot be given and keeps what was typed."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.queries.causes import cause_at
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.points import adjust_points
from db.usecases.rewards import NewReward, add_reward
from desktop.widgets.donation_panel import DonationPanel
from desktop.widgets.page import Page


@pytest.fixture
def panel(dressed_app: QApplication, session: Session, qtbot: QtBot) -> DonationPanel:
    del dressed_app
    giver = add_customer(session, new=NewCustomer("田中 美咲"), operation_id="c").id
    adjust_points(session, customer_id=giver, points=60, reason="x", operation_id="first")
    add_reward(session, NewReward("Trees", "donation", "50", 100), operation_id="trees")
    page = Page(session)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    made = DonationPanel(page)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    made.open_cause(giver, "Trees")
    return made


def given(session: Session) -> int:
    return cause_at(session.moment(), "Trees").points


def test_it_proposes_no_more_than_there_is(panel: DonationPanel) -> None:
    assert panel.points.text() == "60"
    assert panel.all_button.text() == "All 60 points"
    assert panel.lines.lines() == [("For the cause", "¥30"), ("Their points", "60 → 0")]


@pytest.mark.parametrize("typed", ["61", "0", "", "some"])
def test_what_cannot_be_given_is_refused_where_it_was_typed(
    panel: DonationPanel, session: Session, typed: str
) -> None:
    panel.points.setText(typed)
    panel.save_button.click()
    assert panel.isVisible()
    assert panel.points.hasFocus()
    assert given(session) == 0


def test_a_second_press_gives_nothing_more(panel: DonationPanel, session: Session) -> None:
    panel.points.setText("20")
    panel.all_button.click()
    panel.save_button.click()
    panel.save_button.click()
    assert given(session) == 60
    assert not panel.isVisible()


def test_what_was_given_before_is_said(panel: DonationPanel, session: Session) -> None:
    assert panel.so_far.isHidden()
    panel.points.setText("20")
    panel.save_button.click()
    giver = str(next(session.db.query("SELECT id FROM customers"))["id"])
    panel.open_cause(giver, "Trees")
    assert panel.so_far.text() == "20 points given so far."
