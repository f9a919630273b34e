"""A chance is said of those who are slipping away alone, and learnt beside the windows."""

from datetime import date
from fractions import Fraction

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.rules.follow_ups import FollowUp, Promised, Slipping
from db.session import Session
from desktop.tasks import Task
from desktop.today.chances import TodayChances
from desktop.widgets.page import Page

SLIPPING = FollowUp(
    id="slipping_away:c2:2026-09-27", kind="slipping_away", customer_id="c2", number="", name="Ito",
    phone=None, due_day=date(2026, 10, 20), due_time=None,
    facts=Slipping(28, 56, 40, date(2024, 11, 1), date(2026, 9, 27), 90_000), owed_by=None,
    late=False, act="counter", channel=None,
)  # fmt: skip
PROMISE = FollowUp(
    id="f", kind="promise", customer_id="c2", number="", name="Ito", phone=None,
    due_day=date(2026, 10, 20), due_time=None, facts=Promised("x", date(2026, 10, 1)),
    owed_by=None, late=True, act="call", channel="call",
)  # fmt: skip


def test_it_is_learnt_once_a_day_and_only_where_somebody_is_slipping_away(
    qapp: QApplication, session: Session, qtbot: QtBot
) -> None:
    del qapp
    page = Page(session)
    qtbot.addWidget(page)
    asked: list[Task] = []
    page.long_work.connect(asked.append)
    chances = TodayChances(page)
    chances.learn_for([PROMISE])
    assert asked == []
    chances.learn_for([SLIPPING])
    chances.learn_for([SLIPPING])
    assert len(asked) == 1
    assert chances.of(SLIPPING) is None
    with qtbot.waitSignal(chances.learnt):
        asked[0].run()
    assert chances.of(PROMISE) is None
    assert chances.of(SLIPPING) in (None, Fraction(0))  # the book knows of no purchase
