"""Whoever leaves a plan at the counter hears first what is offered; refusals are said."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from db.usecases.subscriptions import (
    cancel_subscription,
    pause_subscription,
    start_subscription,
)
from desktop.customer_screen import IN_A_WINDOW, choose_screen
from tests.desktop.desk import Desk
from tests.desktop.plan_keys import (
    CLUB,
    offer_plans,
    open_plan,
    payments,
    plan_of,
    shown_tags,
    start,
    state,
    undo_twice_pressed,
)

Key = Qt.Key


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
    assert state(member) == "ending"  # a number alone takes no money
    member.press(Qt.Key.Key_Return)
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
