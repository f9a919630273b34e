"""Plans are seen with their price before one is joined; one that runs, with what can be done."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from db.rules.plan_acts import PlanAct
from db.rules.shop import ShopSettings
from db.rules.subscriptions import Plan, State
from db.session import Session
from desktop.widgets.page import Page
from desktop.widgets.plan_panel import Joining, PlanPanel, Running
from tests.db.rules.pasts import paid_through


def plan(name: str, price: int, *, trial_days: int = 0) -> Plan:
    return Plan(
        id=name, name=name, price=price, every="month", multiplier=Fraction(3, 2),
        discount_percent=5, points_each_period=50, trial_days=trial_days, grace_days=7,
        renew_bonus=None, save_offer_months=2,
    )  # fmt: skip


TODAY = date(2026, 11, 22)
PLANS = [plan("Bean Club", 980), plan("Roaster's Table", 2980, trial_days=14)]
JOINING = Joining(PLANS, ShopSettings())
TRIAL = frozenset({"Roaster's Table"})
ACTS: tuple[PlanAct, ...] = ("renew", "change", "pause", "cancel")


def running(
    acts: tuple[PlanAct, ...] = ACTS, *, state: State = "active", credit: int = 0, offer: int = 0
) -> Running:
    plan = replace(paid_through(TODAY + timedelta(days=9), plan="Bean Club"), offer=offer)
    return Running(plan, state, ShopSettings(), acts, "Paid until 1 Dec 2026.", credit=credit)


@pytest.fixture
def panel(dressed_app: QApplication, session: Session, qtbot: QtBot) -> Iterator[PlanPanel]:
    del dressed_app
    page = Page(session)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    yield PlanPanel(page)
    page.close()


def said(panel: PlanPanel) -> list[str]:
    return [label.text() for label in panel.findChildren(QLabel) if label.isVisibleTo(panel)]


def test_the_button_says_what_will_be_taken(panel: PlanPanel, qtbot: QtBot) -> None:
    panel.offer(JOINING)
    assert panel.join_button.text() == "Join and take ¥980"
    panel.choices["Roaster's Table"].setChecked(True)
    assert panel.join_button.text() == "Join and take ¥2,980"
    with qtbot.waitSignal(panel.join_asked) as heard:
        panel.join_button.click()
    assert heard.args == ["Roaster's Table"]


def test_a_trial_takes_nothing(panel: PlanPanel) -> None:
    panel.offer(replace(JOINING, trials=TRIAL))
    panel.choices["Roaster's Table"].setChecked(True)
    assert panel.join_button.text() == "Begin the trial"
    assert "14 days to try, free" in said(panel)


def test_offering_again_shows_each_plan_once(panel: PlanPanel) -> None:
    for _ in range(2):
        panel.offer(JOINING)
    assert list(panel.choices) == ["Bean Club", "Roaster's Table"]
    assert [button.isVisible() for button in panel.choices.values()] == [True, True]


def test_a_number_chooses_a_plan(panel: PlanPanel, qtbot: QtBot) -> None:
    panel.offer(JOINING)
    qtbot.keyClick(panel, Qt.Key.Key_2)
    assert panel.choices["Roaster's Table"].isChecked()
    qtbot.keyClick(panel, Qt.Key.Key_9)
    assert panel.choices["Roaster's Table"].isChecked()


def test_whether_a_plan_pays_is_said_beside_it(panel: PlanPanel) -> None:
    worth = {"Bean Club": "It pays from two visits a month on."}
    panel.offer(replace(JOINING, worth=worth, before="Bean Club ended on 3 Oct 2026."))
    assert "It pays from two visits a month on." in said(panel)
    assert "Bean Club ended on 3 Oct 2026." in said(panel)


def test_a_credit_comes_off_what_is_taken_but_not_off_a_trial(panel: PlanPanel) -> None:
    panel.offer(replace(JOINING, trials=TRIAL, credit=1000))
    assert panel.join_button.text() == "Join and take ¥0"
    assert said(panel).count("¥980 come off, left over from before") == 1
    panel.choices["Roaster's Table"].setChecked(True)
    assert panel.join_button.text() == "Begin the trial"


@pytest.mark.parametrize(("credit", "price"), [(294, "¥686"), (0, "¥980")])
def test_a_renewal_says_what_is_left_to_pay(panel: PlanPanel, credit: int, price: str) -> None:
    panel.look_after(running(credit=credit))
    assert panel.join_button.text() == f"Renew and take {price}"


def test_the_other_acts_have_a_number_each(panel: PlanPanel, qtbot: QtBot) -> None:
    panel.look_after(running())
    assert [each.text() for each in panel.acts] == [
        "Change to another plan",
        "Pause it",
        "Cancel it",
    ]
    for key, act in ((Qt.Key.Key_1, "change"), (Qt.Key.Key_2, "pause"), (Qt.Key.Key_3, "cancel")):
        with qtbot.waitSignal(panel.act_asked) as heard:
            qtbot.keyClick(panel, key)
        assert heard.args == [act]
    with qtbot.waitSignal(panel.act_asked) as heard:
        qtbot.keyClick(panel.join_button, Qt.Key.Key_Return)
    assert heard.args == ["renew"]


@pytest.mark.parametrize(
    ("acts", "state", "words"),
    [
        (("keep", "renew"), "ending", "Stay: 2 months free"),
        (("renew",), "ending", "Stay and take ¥980"),
        (("renew",), "trial", "Join and take ¥980"),
        (("resume",), "paused", "Take it up again"),
    ],
)
def test_enter_does_what_suits_the_state(
    panel: PlanPanel, acts: tuple[PlanAct, ...], state: State, words: str
) -> None:
    panel.look_after(running(acts, state=state, offer=2))
    assert panel.join_button.text() == words


def test_a_number_alone_takes_no_money(panel: PlanPanel, qtbot: QtBot) -> None:
    asked: list[str] = []
    panel.act_asked.connect(asked.append)
    panel.look_after(running(("keep", "renew", "change"), state="ending", offer=2))
    qtbot.keyClick(panel, Qt.Key.Key_1)
    assert asked == []
    assert panel.acts[0].hasFocus()
    qtbot.keyClick(panel.acts[0], Qt.Key.Key_Return)
    qtbot.keyClick(panel, Qt.Key.Key_2)
    assert asked == ["renew", "change"]
