"""Plans at the counter by keyboard alone: each act in few keys, once, told, and undone."""

from collections.abc import Callable
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from db.clock import fixed_clock
from db.queries.subscriptions import subscription_at
from db.rules.subscriptions import Subscription, state_on
from db.session import Session
from db.usecases.plans import NewPlan, add_plan
from db.usecases.rewards import NewReward, add_reward
from db.usecases.sales import OrderLine, SaleOrder, record_sale
from db.usecases.subscriptions import (
    cancel_subscription,
    pause_subscription,
    start_subscription,
)
from desktop.customer_screen import IN_A_WINDOW, choose_screen
from tests.desktop.desk import Desk

Key = Qt.Key
CLUB = NewPlan("Bean Club", "980", "month")
TABLE = NewPlan("Roaster's Table", "2980", "month")


def at(desk: Desk, day: str) -> Session:
    clock = fixed_clock(datetime.fromisoformat(f"{day}T10:00+09:00"))
    return desk.session.with_request(clock=clock)


def start(desk: Desk, day: str, plan: str = "Bean Club") -> None:
    start_subscription(
        at(desk, day), customer_id=desk.tanaka, plan=plan, trial=None, paid=None,
        operation_id=f"start-{day}",
    )  # fmt: skip


def offer_plans(desk: Desk, *plans: NewPlan) -> None:
    for plan in plans:
        add_plan(at(desk, "2026-01-01"), plan, operation_id=plan.name)


@pytest.fixture
def member(desk: Desk) -> Desk:
    """Return the desk with Tanaka on a plan from 2 to 1 November, served."""
    offer_plans(desk, CLUB, TABLE)
    start(desk, "2026-11-02")
    desk.counter.serve(desk.tanaka)
    return desk


def plan_of(desk: Desk) -> Subscription:
    found = subscription_at(desk.session.moment(), desk.tanaka)
    assert found is not None
    return found


def state(desk: Desk) -> str:
    return state_on(plan_of(desk), desk.session.today)


def open_plan(desk: Desk) -> None:
    """Press Ctrl+M wherever the focus is."""
    target = QApplication.focusWidget()
    assert target is not None
    assert desk.counter.isAncestorOf(target)
    QTest.keyClick(target, Key.Key_M, Qt.KeyboardModifier.ControlModifier)


def undo_twice_pressed(desk: Desk) -> None:
    """Press Ctrl+Z, and again to the question."""
    desk.press_undo()
    desk.press_undo()


def payments(desk: Desk) -> list[int]:
    rows = desk.session.db.conn.execute(
        "SELECT delta FROM facts WHERE account = 'plan_payments' AND delta ORDER BY at, seq"
    )
    return [paid for (paid,) in rows.fetchall()]


# -- Joined and paid ------------------------------------------------------------------------


def test_a_customer_joins_a_plan_once_however_often_it_is_pressed(desk: Desk) -> None:
    offer_plans(desk, CLUB)
    desk.counter.serve(desk.tanaka)
    assert desk.counter.board.plan_button.text() == "Join a plan"
    open_plan(desk)
    assert desk.counter.plans.acts.panel.join_button.text() == "Join and take ¥980"
    desk.press(Key.Key_Return)
    assert desk.counter.notice.text() == "Bean Club is paid until 21 Dec 2026: ¥980 taken."
    assert desk.counter.amount.hasFocus()
    desk.counter.plans.acts.join("Bean Club")
    assert desk.counter.board.plan_button.text() == "Plan: Bean Club"
    assert payments(desk) == [980]


def test_a_number_chooses_which_plan_is_joined(desk: Desk) -> None:
    offer_plans(desk, CLUB, TABLE)
    desk.counter.serve(desk.tanaka)
    open_plan(desk)
    desk.press("2", Key.Key_Return)
    assert desk.counter.notice.text() == "Roaster's Table is paid until 21 Dec 2026: ¥2,980 taken."


def test_a_trial_takes_nothing_and_is_paid_by_the_same_two_keys(desk: Desk) -> None:
    offer_plans(desk, NewPlan("Bean Club", "980", "month", trial_days=7))
    desk.counter.serve(desk.tanaka)
    open_plan(desk)
    desk.press(Key.Key_Return)
    assert desk.counter.notice.text() == "Bean Club can be tried until 28 Nov 2026."
    assert payments(desk) == []
    assert [each.tag for each in desk.counter.reader._remarks][:1] == ["Trial"]
    desk.press(Key.Key_F1, Key.Key_Return)
    assert desk.counter.notice.text() == "Bean Club is paid until 28 Dec 2026: ¥980 taken."


def test_who_was_a_member_before_comes_back_to_the_same_plan(desk: Desk) -> None:
    offer_plans(desk, CLUB, TABLE)
    start(desk, "2026-05-01", "Roaster's Table")
    desk.counter.serve(desk.tanaka)
    open_plan(desk)
    desk.press(Key.Key_Return)
    assert plan_of(desk).terms.plan == "Roaster's Table"
    assert state(desk) == "active"


def test_a_plan_that_ends_soon_is_renewed_by_two_keys(member: Desk) -> None:
    member.press(Key.Key_F1)
    assert member.counter.plans.acts.panel.join_button.text() == "Renew and take ¥980"
    assert payments(member) == [980]
    member.press(Key.Key_Return)
    assert member.counter.notice.text() == "Bean Club is paid until 1 Jan 2027: ¥980 taken."
    member.counter.plans.acts.renew()
    assert payments(member) == [980, 980, 980]  # each press of a key of its own is an act


def test_the_renewal_is_taken_once_from_a_panel_however_often_it_is_pressed(member: Desk) -> None:
    open_plan(member)
    button = member.counter.plans.acts.panel.join_button
    button.click()
    button.click()
    assert payments(member) == [980, 980]


def test_a_plan_can_be_renewed_early_with_its_bonus_and_undone(desk: Desk) -> None:
    offer_plans(desk, NewPlan("Bean Club", "980", "month", points_each_period=50,
                              renew_bonus={"points": 200, "days_before": 7}))  # fmt: skip
    start(desk, "2026-11-20")
    desk.counter.serve(desk.tanaka)
    open_plan(desk)
    desk.press(Key.Key_Return)
    assert desk.counter.notice.text() == (
        "Bean Club is paid until 19 Jan 2027: ¥980 taken. · 250 points given"
    )
    assert desk.points() == 300
    undo_twice_pressed(desk)
    assert plan_of(desk).until.isoformat() == "2026-12-19"
    assert desk.points() == 50


def test_a_late_payment_goes_on_from_the_old_end(desk: Desk) -> None:
    offer_plans(desk, CLUB)
    start(desk, "2026-10-20")
    desk.counter.serve(desk.tanaka)
    desk.press(Key.Key_F1, Key.Key_Return)
    assert desk.counter.notice.text() == "Bean Club is paid until 19 Dec 2026: ¥980 taken."


def test_the_coupon_of_a_period_can_be_printed_at_once(desk: Desk) -> None:
    add_reward(desk.session, NewReward("Cake", "free_item", "450", 300), operation_id="cake")
    offer_plans(desk, NewPlan("Bean Club", "980", "month", coupon_each_period="Cake"))
    desk.counter.serve(desk.tanaka)
    open_plan(desk)
    desk.press(Key.Key_Return)
    assert desk.counter.notice.other.text() == "Print the coupon"
    (code,) = desk.counter.plans.coupons_given()
    desk.counter.issued.print()
    assert desk.counter.papers.is_open()
    assert desk.counter.board.coupons.first == code
    desk.counter.papers.close()
    desk.counter.serve(None)
    assert desk.counter.plans.coupons_given() == []


def test_the_slip_of_a_payment_is_one_key_away_until_the_next_sale(member: Desk) -> None:
    open_plan(member)
    member.press(Key.Key_Return)
    assert member.counter.notice.other.text() == "Receipt"
    member.press(Key.Key_F9)
    assert member.counter.papers.preview is not None
    assert member.counter.papers.preview.title.text() == "Slip of the plan"
    member.counter.papers.close()
    member.press("1000", Key.Key_Return, Key.Key_F9)
    assert member.counter.papers.preview.title.text() == "Slip of the sale"


def test_a_pause_has_no_slip(member: Desk) -> None:
    open_plan(member)
    member.press("2", Key.Key_Return)
    assert not member.counter.plans.print_receipt()


def test_whether_a_plan_pays_is_said_before_it_is_joined(desk: Desk) -> None:
    offer_plans(desk, NewPlan("Bean Club", "100", "month", discount_percent=10))
    for day in ("2026-11-02", "2026-11-09", "2026-11-16"):
        order = SaleOrder((OrderLine(1000),), customer_id=desk.tanaka)
        record_sale(at(desk, day), order, operation_id=day)
    desk.counter.serve(desk.tanaka)
    open_plan(desk)
    said = [each.text() for each in desk.counter.plans.acts.panel.findChildren(QLabel)]
    assert (
        "At your usual ¥1,000 it pays from the 2nd visit in a month; you come about 3 times."
        in said
    )


# -- Paused ---------------------------------------------------------------------------------


def test_a_plan_is_paused_for_days_by_keys_alone(member: Desk) -> None:
    open_plan(member)
    member.press("2", "14")
    assert member.counter.plans.acts.pausing.said.text() == (
        "Paused until 5 Dec 2026; the plan then runs until 15 Dec 2026."
    )
    member.press(Key.Key_Return)
    assert member.counter.notice.text() == (
        "Bean Club is paused until 5 Dec 2026, and then runs until 15 Dec 2026."
    )
    assert member.counter.is_free()
    assert state(member) == "paused"
    undo_twice_pressed(member)
    assert state(member) == "active"
    assert plan_of(member).until.isoformat() == "2026-12-01"


def test_an_open_pause_ends_by_one_key_and_that_can_be_undone(member: Desk) -> None:
    open_plan(member)
    member.press("2", Key.Key_Return)
    assert member.counter.notice.text() == "Bean Club is paused until it is taken up again."
    member.press(Key.Key_F1)
    assert member.counter.notice.text() == "Bean Club runs again, until 1 Dec 2026."
    assert state(member) == "active"
    undo_twice_pressed(member)
    assert state(member) == "paused"


@pytest.mark.parametrize("days", ["0", "99999"])
def test_a_pause_of_impossible_length_is_refused_at_its_field(member: Desk, days: str) -> None:
    open_plan(member)
    member.press("2", days, Key.Key_Return)
    assert state(member) == "active"
    assert member.counter.notice.text()
    assert member.counter.plans.acts.pausing.days.hasFocus()


def test_esc_goes_one_step_back_and_then_to_the_amount(member: Desk) -> None:
    open_plan(member)
    member.press("2", Key.Key_Escape)
    assert member.counter.plans.acts.panel.isVisible()
    member.press(Key.Key_Escape)
    assert member.counter.is_free()
    assert member.counter.customer_id == member.tanaka
    assert member.counter.amount.hasFocus()


# -- Changed --------------------------------------------------------------------------------


def test_a_dearer_plan_holds_at_once_and_what_is_left_comes_off(member: Desk) -> None:
    open_plan(member)
    member.press("1")
    panel = member.counter.plans.acts.changing
    assert panel.lines.lines() == [
        ("Begins", "today"),
        ("Left of what was paid", "−¥326"),  # 980 × 10 of 30 days, rounded down
        ("To pay now", "¥2,654"),
        ("Then runs until", "21 Dec 2026"),
    ]
    assert panel.change_button.text() == "Change and take ¥2,654"
    member.press(Key.Key_Return)
    assert member.counter.notice.text() == (
        "Roaster's Table from today until 21 Dec 2026: ¥2,654 taken."
    )
    assert payments(member) == [980, 2654]
    undo_twice_pressed(member)
    assert plan_of(member).now_agreed.plan == "Bean Club"


def test_a_smaller_plan_waits_for_the_end_and_can_be_taken_back(desk: Desk) -> None:
    offer_plans(desk, CLUB, TABLE)
    start(desk, "2026-11-02", "Roaster's Table")
    desk.counter.serve(desk.tanaka)
    open_plan(desk)
    desk.press("1")
    panel = desk.counter.plans.acts.changing
    assert panel.lines.lines() == [("Begins", "2 Dec 2026"), ("To pay now", "¥0")]
    assert panel.change_button.text() == "Change from 2 Dec 2026"
    desk.press(Key.Key_Return)
    assert desk.counter.notice.text() == (
        "Bean Club from 2 Dec 2026 on; until then Roaster's Table stays."
    )
    open_plan(desk)
    desk.press("1")
    assert panel.change_button.text() == "Stay with Roaster's Table"
    desk.press(Key.Key_Return)
    assert desk.counter.notice.text() == "Roaster's Table stays as it is, until 1 Dec 2026."


# -- Left -----------------------------------------------------------------------------------


def test_who_wants_to_leave_is_offered_free_months_first(member: Desk) -> None:
    open_plan(member)
    member.press("3", "2")
    panel = member.counter.plans.acts.leaving
    assert panel.offer_words.text() == "2 months free, if you stay."
    assert panel.offer_until.text() == "Bean Club then runs until 1 Feb 2027 without payment."
    assert state(member) == "active"  # nothing was ended by asking
    member.press(Key.Key_Return)
    assert member.counter.notice.text() == "Bean Club stays, without payment until 1 Feb 2027."
    assert state(member) == "active"
    assert plan_of(member).until.isoformat() == "2027-02-01"


def test_who_leaves_all_the_same_stays_until_the_end_of_the_period(member: Desk) -> None:
    open_plan(member)
    member.press("3", "1", "0")
    assert member.counter.notice.text() == (
        "Bean Club ends on 1 Dec 2026; until then everything stays."
    )
    assert (state(member), plan_of(member).reason) == ("ending", "It costs too much")
    # What was just declined is not offered again in the same breath, but on the next visit.
    assert "Stay with us" not in shown_tags(member)
    undo_twice_pressed(member)
    assert state(member) == "active"


def test_a_reason_can_be_told_in_their_own_words(member: Desk) -> None:
    open_plan(member)
    member.press("3", "m", "oving to Osaka", Key.Key_Return, "0")
    assert plan_of(member).reason == "moving to Osaka"


def test_without_a_reason_nothing_is_ended(member: Desk) -> None:
    open_plan(member)
    member.press("3")
    member.counter.plans.acts.leaving.reason.setFocus()
    member.press(Key.Key_Return)
    assert member.counter.notice.text() == "“In their own words” is missing. Fill it in."
    assert state(member) == "active"


def test_somebody_who_took_the_offer_lately_is_not_asked_again(member: Desk) -> None:
    open_plan(member)
    member.press("3", "1", Key.Key_Return)
    open_plan(member)
    member.press("3", "1")
    assert member.counter.notice.text() == (
        "Bean Club ends on 1 Feb 2027; until then everything stays."
    )


def test_the_offer_stands_by_one_key_while_the_plan_runs_out(member: Desk) -> None:
    open_plan(member)
    member.press("3", "1", "0")
    member.counter.serve(None)
    member.counter.serve(member.tanaka)
    assert shown_tags(member)[0] == "Stay with us"
    member.press(Key.Key_F1)
    assert member.counter.notice.text() == "Bean Club stays, without payment until 1 Feb 2027."
    undo_twice_pressed(member)
    assert state(member) == "ending"


def test_a_payment_takes_a_cancellation_back(member: Desk) -> None:
    open_plan(member)
    member.press("3", "1", "0")
    open_plan(member)
    panel = member.counter.plans.acts.panel
    assert [each.text() for each in panel.acts] == ["Stay and take ¥980", "Change to another plan"]
    member.press("1")
    assert state(member) == "active"
    assert payments(member) == [980, 980]


def test_past_due_a_plan_ends_at_once_and_nothing_is_offered(desk: Desk) -> None:
    offer_plans(desk, CLUB)
    start(desk, "2026-10-20")
    desk.counter.serve(desk.tanaka)
    open_plan(desk)
    desk.press("1", "5")
    assert desk.counter.notice.text() == "Bean Club ended on 19 Nov 2026."
    assert state(desk) == "ended"


# -- Refused --------------------------------------------------------------------------------


def elsewhere(desk: Desk, act: Callable[..., object], **asked: object) -> None:
    """Let another till do something with Tanaka's plan; the counter's panel stays open."""
    act(desk.session, customer_id=desk.tanaka, operation_id="elsewhere", **asked)


def test_who_joined_at_another_till_does_not_join_twice(desk: Desk) -> None:
    offer_plans(desk, CLUB)
    desk.counter.serve(desk.tanaka)
    open_plan(desk)
    elsewhere(desk, start_subscription, plan="Bean Club", trial=None, paid=None)
    desk.press(Key.Key_Return)
    assert desk.counter.notice.text() == (
        "This customer is on Bean Club until 21 Dec 2026 already."
    )
    assert payments(desk) == [980]


def test_a_plan_that_was_cancelled_meanwhile_is_not_paused(member: Desk) -> None:
    open_plan(member)
    member.press("2")
    elsewhere(member, cancel_subscription, reason="x")
    member.press("7", Key.Key_Return)
    assert "cancelled" in member.counter.notice.text()
    assert state(member) == "ending"


def test_a_plan_that_was_paused_meanwhile_is_not_paused_again(member: Desk) -> None:
    open_plan(member)
    member.press("2")
    elsewhere(member, pause_subscription, days=None)
    member.press(Key.Key_Return)
    assert "paused" in member.counter.notice.text()


def test_an_offer_is_taken_once(member: Desk) -> None:
    open_plan(member)
    member.press("3", "1")
    member.counter.plans.acts.keep()  # nobody has cancelled yet
    assert member.counter.notice.text()
    assert state(member) == "active"
    assert plan_of(member).until.isoformat() == "2026-12-01"


def test_a_plan_that_goes_on_cannot_be_taken_up_again(member: Desk) -> None:
    member.counter.plans.acts.resume()
    assert "paused" in member.counter.notice.text()


def test_a_plan_that_is_no_longer_offered_says_so_where_it_is_chosen(member: Desk) -> None:
    open_plan(member)
    member.press("1")
    member.session.db.conn.execute("UPDATE plans SET offered = 0 WHERE price = 2980")
    member.press(Key.Key_Return)
    assert member.counter.notice.text() == "“Roaster's Table” is no longer offered."
    assert plan_of(member).now_agreed.plan == "Bean Club"


# -- On the customers' screen ---------------------------------------------------------------


def test_the_customers_screen_tells_nobody_about_the_plan(member: Desk) -> None:
    choose_screen(IN_A_WINDOW)
    member.counter.display.open_where_wished()
    window = member.counter.display.window
    assert window is not None
    open_plan(member)
    member.press("3", "1", "0")
    open_plan(member)
    seen = " ".join(label.text() for label in window.findChildren(QLabel))
    for private in ("Bean Club", "980", "costs too much", "2 months"):
        assert private not in seen
    member.counter.display.close()


# -- Between ---------------------------------------------------------------------------------


def test_another_customer_closes_what_was_asked(member: Desk) -> None:
    maria = member.add_maria()
    open_plan(member)
    member.press("3")
    member.counter.serve(maria)
    assert member.counter.is_free()


def test_nobody_has_no_plan(desk: Desk) -> None:
    offer_plans(desk, CLUB)
    open_plan(desk)
    assert desk.counter.is_free()


def shown_tags(desk: Desk) -> list[str]:
    from desktop.widgets.tagged_sentence import TaggedSentence

    found = desk.counter.board.remarks.findChildren(TaggedSentence)
    return [each.tag for each in found if each.isVisibleTo(desk.counter)]
