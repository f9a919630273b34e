"""Any page can look after a plan: the desk asks, does it once, and says what was done."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.queries.subscriptions import subscription_at
from db.rules.customers import NewCustomer
from db.rules.plan_acts import PlanAct
from db.rules.subscriptions import state_on
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.plans import NewPlan, add_plan
from db.usecases.subscriptions import start_subscription
from desktop.plan_desk import PlanDesk, PlanDone
from desktop.widgets.page import Page


class Told(Page):
    """A page that keeps what it is told."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.done: list[tuple[str, str]] = []

    def tell_done(self, sentence: str, operation: str) -> None:
        self.done.append((sentence, operation))


@pytest.fixture
def tanaka(session: Session) -> str:
    add_plan(session, NewPlan("Club", "980", "month"), operation_id="club")
    add_plan(session, NewPlan("Large", "2980", "month"), operation_id="large")
    return add_customer(session, new=NewCustomer("田中 美咲"), operation_id="tanaka").id


@pytest.fixture
def page(dressed_app: QApplication, session: Session, qtbot: QtBot) -> Told:
    del dressed_app
    made = Told(session)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def desk(page: Told, tanaka: str) -> PlanDesk:
    return PlanDesk(page, customer=lambda: tanaka)


def join(session: Session, tanaka: str) -> None:
    start_subscription(
        session, customer_id=tanaka, plan="Club", trial=None, paid=None, operation_id="join"
    )


def test_what_was_done_is_told_to_the_page_and_to_who_listens(
    desk: PlanDesk, page: Told, qtbot: QtBot
) -> None:
    desk.open()
    assert desk.is_open()
    with qtbot.waitSignal(desk.done) as heard:
        desk.panel.join_button.click()
    (done,) = heard.args
    assert isinstance(done, PlanDone)
    assert (done.act, done.standing.paid) == ("join", 980)
    assert page.done == [("Club is paid until 21 Dec 2026: ¥980 taken.", done.operation)]
    assert not desk.is_open()


@pytest.mark.parametrize(
    ("act", "panel"),
    [("pause", "pausing"), ("change", "changing"), ("cancel", "leaving"), ("renew", "panel")],
)
def test_an_act_that_needs_to_know_more_asks_first(
    desk: PlanDesk, session: Session, tanaka: str, act: PlanAct, panel: str
) -> None:
    join(session, tanaka)
    desk.go_on_with(act)
    assert getattr(desk, panel).isVisible()
    desk.close()
    assert not desk.is_open()


def test_a_plan_that_rests_is_taken_up_at_once(
    desk: PlanDesk, page: Told, session: Session, tanaka: str
) -> None:
    join(session, tanaka)
    desk.pause(None)
    desk.go_on_with("resume")
    assert [sentence for sentence, _ in page.done] == [
        "Club is paused until it is taken up again.",
        "Club runs again, until 21 Dec 2026.",
    ]
    assert len({operation for _, operation in page.done}) == 2


def test_a_refusal_is_said_and_nothing_is_done(desk: PlanDesk, page: Told) -> None:
    for refused in (desk.renew, desk.keep, desk.resume, lambda: desk.cancel("x")):
        page.notice.clear()
        refused()
        assert page.notice.text() == "This customer has no running plan. Let them join again."
    assert page.done == []


def test_who_stays_had_wanted_to_leave_and_the_book_knows_why(
    desk: PlanDesk, session: Session, tanaka: str
) -> None:
    join(session, tanaka)
    desk.stay("too dear")
    kinds = session.db.conn.execute(
        "SELECT kind, doc ->> 'reason' FROM facts WHERE kind LIKE 'subscription.%' ORDER BY seq"
    ).fetchall()
    assert kinds == [
        ("subscription.start", None),
        ("subscription.cancel", "too dear"),
        ("subscription.keep", None),
    ]
    plan = subscription_at(session.moment(), tanaka)
    assert plan is not None
    assert state_on(plan, session.today) == "active"


def test_nobody_has_nothing_to_look_after(page: Told) -> None:
    desk = PlanDesk(page, customer=lambda: None)
    acts: tuple[PlanAct, ...] = ("join", "renew", "keep", "resume", "change", "pause", "cancel")
    for act in acts:
        desk.go_on_with(act)
    desk.stay("x")
    assert not desk.is_open()
    assert page.done == []


def test_a_change_that_is_refused_says_why_where_it_would_say_what(
    desk: PlanDesk, session: Session, tanaka: str
) -> None:
    join(session, tanaka)
    desk.ask_change()
    session.db.conn.execute("UPDATE plans SET offered = 0 WHERE name = 'Large'")
    desk.changing.preview()
    assert [said for said, _ in desk.changing.lines.lines()] == [
        "“Large” is no longer offered.",
    ]


def test_where_nothing_is_offered_that_is_said(
    desk: PlanDesk, page: Told, session: Session
) -> None:
    session.db.conn.execute("UPDATE plans SET offered = 0")
    desk.open()
    assert not desk.is_open()
    assert page.notice.text() == "There are no plans yet. They are made under Offers."
