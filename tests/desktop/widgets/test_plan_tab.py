"""A plan on the page of a customer: words, months, acts."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.widgets.plan_tab import PlanShown, PlanTab
from desktop.widgets.plan_timeline import TimeSpan

SHOWN = PlanShown(
    name="Bean Club",
    price="¥980 a month",
    chip=("Runs", "good"),
    standing="Paid until 30 Nov 2026.",
    good=("200 points for renewing by 27 Nov",),
    facts=(("Since", "1 Nov 2026"),),
    benefits=("Points × 2", "5 % off every sale"),
    spans=(TimeSpan(date(2026, 11, 1), date(2026, 11, 30), "paid", "Paid"),),
    legend=(("paid", "Paid"),),
    earlier=(),
    acts=(("renew", "Pay the next period"), ("pause", "Pause it")),
    today=date(2026, 11, 22),
)
NONE = replace(
    SHOWN, name="On no plan yet", price="", chip=("", "plain"), standing="", good=(), facts=(),
    benefits=(), spans=(), legend=(), acts=(("join", "Join a plan"),),
)  # fmt: skip


@pytest.fixture
def tab(dressed_app: QApplication, qtbot: QtBot) -> PlanTab:
    del dressed_app
    made = PlanTab("customer.plan")
    qtbot.addWidget(made)
    made.resize(1200, 500)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def test_a_plan_that_runs_says_what_it_is_and_what_can_be_done(tab: PlanTab, qtbot: QtBot) -> None:
    tab.show_plan(SHOWN)
    assert (tab.plan.text(), tab.chip.text()) == ("Bean Club", "Runs")
    assert tab.timeline.isVisible()
    assert not tab.earlier.isVisible()
    assert [each.objectName() for each in tab.buttons] == [
        "customer.plan.renew", "customer.plan.pause",
    ]  # fmt: skip
    with qtbot.waitSignal(tab.act_asked) as asked:
        tab.buttons[1].click()
    assert asked.args == ["pause"]


def test_without_a_plan_there_is_only_the_way_in(tab: PlanTab) -> None:
    tab.show_plan(SHOWN)
    tab.show_plan(NONE)
    assert not tab.timeline.isVisible()
    assert not tab.price.isVisible()
    assert not tab.benefits_head.isVisible()
    assert [each.text() for each in tab.buttons] == ["Join a plan"]


def test_the_focus_stays_on_the_same_act_when_the_plan_is_read_again(tab: PlanTab) -> None:
    tab.show_plan(SHOWN)
    tab.buttons[1].setFocus()
    tab.show_plan(SHOWN)
    assert tab.buttons[1].hasFocus()


def test_what_was_before_stands_beside(tab: PlanTab) -> None:
    tab.show_plan(replace(SHOWN, earlier=(("Tea Club", "1 Jan 2026 to 31 Mar 2026"),)))
    assert tab.earlier.isVisible()
    assert "Tea Club" in tab.earlier.text()
