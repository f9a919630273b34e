"""Plans at the counter by keyboard alone: each act in few keys, once, told, and undone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from db.usecases.plans import NewPlan
from db.usecases.rewards import NewReward, add_reward
from db.usecases.sales import OrderLine, SaleOrder, record_sale
from tests.desktop.desk import Desk
from tests.desktop.plan_keys import (
    CLUB,
    TABLE,
    at,
    offer_plans,
    open_plan,
    payments,
    plan_of,
    start,
    state,
    undo_twice_pressed,
)

Key = Qt.Key


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
    assert desk.counter.board.plan_button.text() == "Plan …"
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
        "Bean Club is paid until 19 Jan 2027: ¥980 taken · 250 points given"
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


# -- The keyboard is never lost ---------------------------------------------------------------


def test_whoever_is_chosen_again_begins_without_what_lay_over_the_page(desk: Desk) -> None:
    offer_plans(desk, CLUB)
    desk.counter.serve(desk.tanaka)
    open_plan(desk)
    desk.counter.serve(desk.tanaka)
    assert not desk.counter.plans.is_open()
    assert desk.counter.amount.hasFocus()


def test_esc_in_the_scan_box_gives_the_focus_back_to_the_panel(desk: Desk) -> None:
    offer_plans(desk, CLUB)
    desk.counter.serve(desk.tanaka)
    open_plan(desk)
    desk.press(Key.Key_F2)
    assert desk.window.scan.hasFocus()
    desk.press(Key.Key_Escape)
    panel = desk.counter.plans.acts.panel
    assert panel.isAncestorOf(desk.window.focusWidget())
    desk.press(Key.Key_Escape)
    assert desk.counter.amount.hasFocus()
