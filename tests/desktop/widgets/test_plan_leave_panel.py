"""Whoever leaves says why, and hears what is offered before anything ends."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.session import Session
from desktop.widgets.page import Page
from desktop.widgets.plan_leave_panel import PlanLeavePanel
from tests.db.rules.pasts import day, past

PLAN = past(("2026-11-05", "start", {}))
TODAY = day("2026-11-22")


@pytest.fixture
def panel(dressed_app: QApplication, session: Session, qtbot: QtBot) -> PlanLeavePanel:
    del dressed_app
    page = Page(session)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    made = PlanLeavePanel(page)
    with qtbot.waitExposed(page):
        page.show()
    return made


def test_a_reason_by_its_number_leads_to_the_offer(panel: PlanLeavePanel, qtbot: QtBot) -> None:
    panel.open_plan(PLAN, offer=2, today=TODAY)
    with qtbot.assertNotEmitted(panel.cancel_asked):
        qtbot.keyClick(panel, Qt.Key.Key_1)
    assert panel.offering.isVisible()
    assert panel.offer_words.text() == "2 months free, if you stay."
    with qtbot.waitSignal(panel.keep_asked) as heard:
        panel.go_button.click()
    assert heard.args == ["It costs too much"]


def test_who_declines_leaves_by_one_more_key(panel: PlanLeavePanel, qtbot: QtBot) -> None:
    panel.open_plan(PLAN, offer=2, today=TODAY)
    qtbot.keyClick(panel, Qt.Key.Key_4)
    with qtbot.waitSignal(panel.cancel_asked) as heard:
        qtbot.keyClick(panel, Qt.Key.Key_0)
    assert heard.args == ["They expected something else"]


def test_without_an_offer_the_reason_is_all(panel: PlanLeavePanel, qtbot: QtBot) -> None:
    panel.open_plan(PLAN, offer=0, today=TODAY)
    assert panel.go_button.text() == "End it on 4 Dec 2026"
    with qtbot.waitSignal(panel.cancel_asked) as heard:
        qtbot.keyClick(panel, Qt.Key.Key_5)
    assert heard.args == ["No reason given"]


def test_past_due_it_says_that_it_ends_with_the_day_it_fell_due(panel: PlanLeavePanel) -> None:
    panel.open_plan(PLAN, offer=0, today=day("2026-12-06"))
    assert panel.head.text() == "It was paid until 4 Dec 2026 and ends with that day."
    assert panel.go_button.text() == "End it"


def test_any_letter_begins_their_own_words(panel: PlanLeavePanel, qtbot: QtBot) -> None:
    panel.open_plan(PLAN, offer=2, today=TODAY)
    qtbot.keyClick(panel, "a")
    assert panel.reason.text() == "a"
    panel.go_button.click()
    assert panel.offering.isVisible()


def test_opening_again_begins_with_the_reasons(panel: PlanLeavePanel, qtbot: QtBot) -> None:
    panel.open_plan(PLAN, offer=2, today=TODAY)
    qtbot.keyClick(panel, Qt.Key.Key_1)
    panel.close_panel()
    panel.open_plan(PLAN, offer=2, today=TODAY)
    assert panel.asking.isVisible()
    assert not panel.offering.isVisible()
