"""What a change of plan does is seen before it is done."""

from fractions import Fraction

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.rules.shop import ShopSettings
from db.rules.subscriptions import Plan
from db.session import Session
from desktop.widgets.breakdown import FigureLine
from desktop.widgets.page import Page
from desktop.widgets.plan_change_panel import ChangeShown, PlanChangePanel


def plan(name: str) -> Plan:
    return Plan(name, name, 980, "month", Fraction(1), 0, 0, 0, 7, None, 2)


def shown(name: str) -> ChangeShown:
    return ChangeShown((FigureLine("Begins", f"with {name}"),), f"Change to {name}")


@pytest.fixture
def panel(dressed_app: QApplication, session: Session, qtbot: QtBot) -> PlanChangePanel:
    del dressed_app
    page = Page(session)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    made = PlanChangePanel(page)
    with qtbot.waitExposed(page):
        page.show()
    for _ in range(2):
        plans = [plan("Small"), plan("Large")]
        made.open_plans(plans, ShopSettings(), now="Club", show=shown)
    return made


def test_the_chosen_plan_says_what_it_would_do(panel: PlanChangePanel, qtbot: QtBot) -> None:
    assert list(panel.choices) == ["Small", "Large"]
    assert panel.lines.lines() == [("Begins", "with Small")]
    qtbot.keyClick(panel, Qt.Key.Key_2)
    assert panel.lines.lines() == [("Begins", "with Large")]
    assert panel.change_button.text() == "Change to Large"
    with qtbot.waitSignal(panel.change_asked) as heard:
        qtbot.keyClick(panel.choices["Large"], Qt.Key.Key_Return)
    assert heard.args == ["Large"]


def test_a_number_without_a_plan_does_nothing(panel: PlanChangePanel, qtbot: QtBot) -> None:
    qtbot.keyClick(panel, Qt.Key.Key_3)
    assert panel.choices["Small"].isChecked()
