"""Stamps by hand in the window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from db.queries.stamps import stamps_held
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.rewards import NewReward, add_reward
from db.usecases.stamps import StampsAdded, add_stamp_card
from desktop.widgets.form import choose
from desktop.widgets.page import Page
from desktop.widgets.stamp_panel import StampPanel


@pytest.fixture
def tanaka(session: Session) -> str:
    add_reward(session, NewReward("Tea", "free_item", "300", 100), operation_id="tea")
    for name, needed in (("Coffee", 10), ("Lunch", 5)):
        terms = {"name": name, "needed": needed, "reward": "Tea"}
        add_stamp_card(session, terms=terms, operation_id=name)
    return add_customer(session, new=NewCustomer("田中 美咲"), operation_id="tanaka").id


@pytest.fixture
def panel(dressed_app: QApplication, session: Session, tanaka: str, qtbot: QtBot) -> StampPanel:
    del dressed_app
    page = Page(session)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    made = StampPanel(page)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    made.open_customer(tanaka)
    return made


def held(session: Session, customer: str) -> list[int]:
    return list(stamps_held(session.db, customer).values())


def test_a_paper_card_takes_a_number_and_enter(
    panel: StampPanel, session: Session, tanaka: str, qtbot: QtBot
) -> None:
    assert (panel.reason.text(), panel.count.hasFocus()) == ("Paper card", True)
    done: list[StampsAdded] = []
    panel.moved.connect(done.append)
    qtbot.keyClicks(panel.count, "12")
    assert panel.lines.lines() == [
        ("Stamps now", "0"), ("Put on", "+12"), ("Card full: Tea", ""), ("Stamps after it", "2"),
    ]  # fmt: skip
    qtbot.keyClick(panel.count, Qt.Key.Key_Return)
    assert (held(session, tanaka), len(done[0].issued)) == ([2], 1)
    page = panel.parentWidget()
    assert isinstance(page, Page)
    assert page.notice.text() == "田中 美咲 · Coffee: 2 of 10 stamps · Card full: Tea"


def test_stamps_are_taken_off_another_card_only_as_far_as_they_are_held(
    panel: StampPanel, session: Session, tanaka: str, qtbot: QtBot
) -> None:
    choose(panel.card, panel.card.itemData(1))
    panel.way.buttons["less"].click()
    qtbot.keyClicks(panel.count, "1")
    assert panel.save_button.text() == "Take them off"
    assert panel.lines.lines()[-1] == ("Stamps after it", "−1")
    panel.save_button.click()
    assert panel.isVisible()
    assert panel.count.hasFocus()
    assert held(session, tanaka) == []


def test_without_a_number_or_a_reason_nothing_is_written(
    panel: StampPanel, session: Session, tanaka: str, qtbot: QtBot
) -> None:
    panel.save_button.click()
    assert panel.count.hasFocus()
    qtbot.keyClicks(panel.count, "3")
    panel.reason.clear()
    panel.save_button.click()
    assert panel.reason.hasFocus()
    assert held(session, tanaka) == []
    chip = panel.findChild(QPushButton, "stamps.reason.3")
    assert chip is not None
    chip.click()
    assert panel.reason.text() == "An apology"


def test_opening_again_begins_anew(panel: StampPanel, tanaka: str, qtbot: QtBot) -> None:
    qtbot.keyClicks(panel.count, "5")
    panel.reason.setText("x")
    panel.way.buttons["less"].click()
    panel.open_customer(tanaka)
    assert (panel.count.text(), panel.reason.text(), panel.way.value()) == (
        "", "Paper card", "more",
    )  # fmt: skip
