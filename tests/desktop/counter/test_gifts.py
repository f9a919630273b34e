"""Free months and good causes at the counter: asked in a sentence, done at a second press."""

import pytest
from PySide6.QtCore import Qt

from db.queries.causes import cause_at
from db.queries.subscriptions import subscription_at
from db.rules.rewards import Terms
from db.usecases.coupons import Issue, issue_coupons
from db.usecases.plans import NewPlan, add_plan
from db.usecases.rewards import NewReward, add_reward
from db.usecases.subscriptions import start_subscription
from tests.desktop.desk import Desk

Key = Qt.Key


def join(desk: Desk) -> None:
    add_plan(desk.session, NewPlan("Bean Club", "980", "month"), operation_id="plan")
    start_subscription(
        desk.session, customer_id=desk.tanaka, plan="Bean Club", trial=None, paid=None,
        operation_id="join",
    )  # fmt: skip


def a_coupon(desk: Desk, terms: Terms, *, owned: bool = True, reward: str | None = None) -> str:
    owner = desk.tanaka if owned else None
    issue = Issue(terms, customer_id=owner, reward=reward)
    return issue_coupons(desk.session, issue, operation_id=f"issue-{terms}-{owned}")[0].code


def until(desk: Desk) -> str:
    found = subscription_at(desk.session.moment(), desk.tanaka)
    assert found is not None
    return found.until.isoformat()


MONTH = Terms("free_months", 1, name="A month")


def test_free_months_are_asked_for_and_then_taken(desk: Desk) -> None:
    join(desk)
    code = a_coupon(desk, MONTH)
    desk.counter.serve(desk.tanaka)
    desk.press(Key.Key_F10)
    notice = desk.counter.notice
    assert notice.text() == "“A month”: Bean Club then runs until 21 Jan 2027, without payment."
    assert until(desk) == "2026-12-21"
    notice.action.click()
    assert until(desk) == "2027-01-21"
    assert notice.text() == "Bean Club runs until 21 Jan 2027 now."
    assert ("Bean Club · 1 month free", 0, "0") in desk.history()
    desk.press_undo()
    desk.press_undo()
    assert until(desk) == "2026-12-21"
    desk.scan(code)
    notice.action.click()
    assert until(desk) == "2027-01-21"


def test_a_scanned_coupon_brings_its_owner(desk: Desk) -> None:
    join(desk)
    desk.scan(a_coupon(desk, MONTH))
    assert desk.counter.customer_id == desk.tanaka
    desk.press(Key.Key_Return)  # the button has the focus
    assert until(desk) == "2027-01-21"


@pytest.mark.parametrize(
    ("owned", "served", "words"),
    [
        (True, True, "This customer has no running plan. Let them join again."),
        (False, False, "Nobody is at the counter. Scan a card first, or find them by name."),
    ],
)
def test_what_cannot_be_taken_is_said(desk: Desk, owned: bool, served: bool, words: str) -> None:
    code = a_coupon(desk, MONTH, owned=owned)
    if served:
        desk.counter.serve(desk.tanaka)
    desk.scan(code)
    assert desk.counter.notice.text() == words


def test_as_many_points_as_they_like_go_to_a_cause(desk: Desk) -> None:
    add_reward(desk.session, NewReward("Trees", "donation", "50", 100), operation_id="trees")
    desk.buy(25_000)
    desk.counter.serve(desk.tanaka)
    desk.counter.board.rewards.buttons["Trees"].click()
    panel = desk.counter.gifts.panel
    assert panel.lines.lines() == [("For the cause", "¥50"), ("Their points", "250 → 150")]
    desk.press("30")
    assert panel.lines.lines() == [("For the cause", "¥15"), ("Their points", "250 → 220")]
    desk.press(Key.Key_Return)
    assert (desk.points(), cause_at(desk.session.moment(), "Trees").points) == (220, 30)
    assert desk.counter.notice.text() == "30 points for Trees · now 220. Thank them!"
    assert desk.history()[0] == ("Donation: Trees", -30, "220")
    desk.press_undo()
    assert desk.counter.notice.text().startswith("Undo “30 points for Trees · 田中 美咲")
    desk.press_undo()
    assert desk.points() == 250


def test_f6_gives_to_a_cause_only_where_nothing_else_is_in_reach(desk: Desk) -> None:
    add_reward(desk.session, NewReward("Trees", "donation", "50", 100), operation_id="trees")
    desk.buy(10_000)
    desk.counter.serve(desk.tanaka)
    desk.press(Key.Key_F6)
    assert desk.counter.gifts.is_open()
    assert desk.points() == 100
    desk.press(Key.Key_Escape)
    desk.buy(30_000)
    desk.press(Key.Key_F6)
    assert not desk.counter.gifts.is_open()
    assert desk.points() == 100  # 400 less the coffee


def test_a_donation_by_coupon_says_what_the_shop_gives(desk: Desk) -> None:
    add_reward(desk.session, NewReward("Trees", "donation", "50", 100), operation_id="trees")
    code = a_coupon(desk, Terms("donation", 50, name="Trees"), reward="Trees", owned=False)
    desk.scan(code)
    assert desk.counter.notice.text() == "“Trees”: the shop gives ¥50 to the cause."
    desk.counter.notice.action.click()
    assert cause_at(desk.session.moment(), "Trees").worth == 50
