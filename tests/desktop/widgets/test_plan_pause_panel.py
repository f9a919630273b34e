"""A pause is seen with both its ends before it is begun."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.session import Session
from desktop.widgets.page import Page
from desktop.widgets.plan_pause_panel import PlanPausePanel
from tests.db.rules.pasts import day, past


@pytest.fixture
def panel(dressed_app: QApplication, session: Session, qtbot: QtBot) -> PlanPausePanel:
    del dressed_app
    page = Page(session)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    made = PlanPausePanel(page)
    with qtbot.waitExposed(page):
        page.show()
    made.open_plan(past(("2026-11-05", "start", {})), today=day("2026-11-22"))
    return made


def test_nothing_typed_pauses_until_it_is_taken_up_again(
    panel: PlanPausePanel, qtbot: QtBot
) -> None:
    assert panel.title.text() == "Pause Club"
    assert panel.said.text().startswith("Paused until it is taken up again.")
    with qtbot.waitSignal(panel.pause_asked) as heard:
        panel.pause_button.click()
    assert heard.args == [None]


def test_the_usual_lengths_are_one_press(panel: PlanPausePanel, qtbot: QtBot) -> None:
    panel.usual.buttons[1].click()
    assert panel.said.text() == "Paused until 5 Dec 2026; the plan then runs until 18 Dec 2026."
    with qtbot.waitSignal(panel.pause_asked) as heard:
        panel.pause_button.click()
    assert heard.args == [14]


def test_what_is_no_number_is_said_and_pauses_nothing(panel: PlanPausePanel, qtbot: QtBot) -> None:
    panel.days.setText("two weeks")
    with qtbot.assertNotEmitted(panel.pause_asked):
        panel.pause_button.click()
    page = panel.parentWidget()
    assert isinstance(page, Page)
    assert page.notice.text() == "“Days” must be a whole number."
