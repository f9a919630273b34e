"""Say this now: the first key does the first thing that is said, and it can be undone."""

from collections.abc import Callable
from datetime import date, datetime, time

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db.clock import fixed_clock
from db.queries.contacts import contacts_of
from db.queries.customers import customer_record
from db.queries.follow_ups import follow_ups_of
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer, edit_customer
from db.usecases.follow_ups import add_promise
from db.usecases.points import adjust_points
from db.usecases.rewards import NewReward, add_reward, redeem_reward
from db.usecases.sales import OrderLine, SaleOrder, record_sale
from db.usecases.shop import set_shop as choose
from db.usecases.tiers import NewTier, add_tier
from desktop.widgets.tagged_sentence import TaggedSentence
from tests.desktop.desk import COFFEE, Desk

Key = Qt.Key


def at(desk: Desk, day: str) -> Session:
    clock = fixed_clock(datetime.fromisoformat(f"{day}T10:00+09:00"))
    return desk.session.with_request(clock=clock)


def said(desk: Desk) -> list[str]:
    found = desk.counter.board.remarks.findChildren(TaggedSentence)
    return [each.text() for each in found if each.isVisibleTo(desk.counter)]


def bring_a_friend(desk: Desk, name: str, day: str) -> None:
    code = customer_record(desk.session.db, desk.tanaka).referral_code
    then = at(desk, day)
    friend = add_customer(then, new=NewCustomer(name, referral_code=code), operation_id=name).id
    order = SaleOrder((OrderLine(1000),), customer_id=friend)
    record_sale(then, order, operation_id=f"first {name}")


def leave_the_best_in_peace(desk: Desk) -> None:
    """In a shop of one customer, that one is the best, whom somebody ought to thank."""
    peace = {"follow_ups": {"best_customer": {"on": False}}}
    choose(desk.session, changes=peace, operation_id="peace")


def shift_f1() -> None:
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)


def test_points_for_friends_are_thanked_for_and_not_spoken_of_again(
    desk: Desk, set_shop: Callable[..., None]
) -> None:
    set_shop(referral={"referrer": {"points": 500}, "referee": {"points": 100}})
    record_sale(
        at(desk, "2026-11-10"), SaleOrder((OrderLine(1000),), customer_id=desk.tanaka),
        operation_id="before",
    )  # fmt: skip
    bring_a_friend(desk, "佐藤 健", "2026-11-12")
    bring_a_friend(desk, "鈴木 葵", "2026-11-13")
    desk.counter.serve(desk.tanaka)
    assert said(desk)[0] == "Thank you for bringing 佐藤 健 and 1 more! 1,000 points for you."
    desk.press(Key.Key_F1)
    assert not any("bringing" in sentence for sentence in said(desk))
    desk.press("500", Key.Key_Return)  # the visit itself: it has been told
    desk.counter.serve(None)
    desk.counter.serve(desk.tanaka)
    assert not any("bringing" in sentence for sentence in said(desk))


def test_a_coupon_for_a_friend_goes_on_the_sale_by_one_key_and_off_again(
    desk: Desk, set_shop: Callable[..., None]
) -> None:
    set_shop(referral={"referrer": {"reward": COFFEE}, "referee": {"points": 100}})
    bring_a_friend(desk, "佐藤 健", "2026-11-12")
    desk.counter.serve(desk.tanaka)
    assert said(desk)[0] == f"Thank you for bringing 佐藤 健! “{COFFEE}” for you."
    desk.press(Key.Key_F1)
    (coupon,) = desk.counter.sale.coupons
    assert coupon.terms.name == COFFEE
    desk.counter.take_off_sale(f"coupon:{coupon.code}")
    assert said(desk)[0].startswith("Thank you for bringing")


def test_the_key_of_the_second_remark_does_the_second(
    desk: Desk, set_shop: Callable[..., None]
) -> None:
    set_shop(expiry={"months": 1})
    adjust_points(
        at(desk, "2026-11-01"), customer_id=desk.tanaka, points=400, reason="x", operation_id="a"
    )
    redeem_reward(desk.session, customer_id=desk.tanaka, reward=COFFEE, operation_id="redeem")
    record_sale(
        at(desk, "2026-11-02"), SaleOrder((OrderLine(100),), customer_id=desk.tanaka),
        operation_id="visit",
    )  # fmt: skip
    desk.counter.serve(desk.tanaka)
    assert [each.text() for each in desk.counter.board.remarks.act_buttons] == [
        "Use 100 points",
        "Use it now",
    ]
    shift_f1()
    assert [coupon.terms.name for coupon in desk.counter.sale.coupons] == [COFFEE]
    desk.press(Key.Key_F1)
    assert desk.counter.points_used.text() == "100"


def test_with_nothing_to_do_the_key_does_nothing(desk: Desk) -> None:
    desk.press(Key.Key_F1)
    desk.counter.serve(desk.tanaka)
    assert said(desk) == ["Welcome! Your first visit: from today every purchase is remembered."]
    desk.press(Key.Key_F1)
    assert desk.counter.amount.hasFocus()


def test_under_a_panel_the_key_waits(desk: Desk) -> None:
    add_reward(desk.session, NewReward("Tea", "free_item", "400", 100), operation_id="tea")
    adjust_points(
        desk.session, customer_id=desk.tanaka, points=100, reason="x", operation_id="adjust"
    )
    redeem_reward(desk.session, customer_id=desk.tanaka, reward="Tea", operation_id="redeem")
    desk.counter.serve(desk.tanaka)
    desk.counter.people.edit("note")
    desk.press(Key.Key_F1)
    assert desk.counter.sale.coupons == []


def test_the_way_to_a_tier_is_said_with_the_day_by_which_it_is_enough(desk: Desk) -> None:
    leave_the_best_in_peace(desk)
    add_tier(at(desk, "2026-01-05"), NewTier("Gold", "30000"), operation_id="gold")
    for day, amount in (("2026-01-10", 6_800), ("2026-11-15", 20_000)):
        order = SaleOrder((OrderLine(amount),), customer_id=desk.tanaka)
        record_sale(at(desk, day), order, operation_id=day)
    desk.counter.serve(desk.tanaka)
    assert said(desk) == ["¥3,200 more by 9 Jan, and you are Gold."]
    desk.press("3200", Key.Key_Return)
    assert said(desk) == []


def test_a_tier_that_is_looked_at_soon_says_what_keeps_it(desk: Desk) -> None:
    leave_the_best_in_peace(desk)
    gold = NewTier("Gold", "30000", keep_months=1)
    add_tier(at(desk, "2025-01-05"), gold, operation_id="gold")
    for day, amount in (("2025-11-10", 2_000), ("2026-10-25", 28_000)):
        order = SaleOrder((OrderLine(amount),), customer_id=desk.tanaka)
        record_sale(at(desk, day), order, operation_id=day)
    desk.counter.serve(desk.tanaka)
    # Gold until 30 November; the look counts from 1 December 2025, without the first 2,000.
    assert said(desk) == ["¥2,000 more by 30 Nov, and you stay Gold."]
    desk.press("2000", Key.Key_Return)
    assert said(desk) == []


def test_what_was_promised_comes_first_and_is_done_by_its_key(desk: Desk) -> None:
    add_promise(
        at(desk, "2026-11-20"), customer_id=desk.tanaka, kind="promise", why="Beans put aside",
        due_day=date(2026, 11, 21), due_time=None, owed_by=None, operation_id="promise",
    )  # fmt: skip
    desk.counter.serve(desk.tanaka)
    assert said(desk)[0] == "We promised on 20 Nov: Beans put aside"
    desk.press(Key.Key_F1)
    assert "We promised on 20 Nov: Beans put aside" not in said(desk)
    assert contacts_of(desk.session.moment(), desk.tanaka)[0].by == "visit"
    desk.press_undo()
    desk.press_undo()
    assert said(desk)[0] == "We promised on 20 Nov: Beans put aside"


def test_a_promise_is_noted_at_the_counter_by_one_key(desk: Desk) -> None:
    desk.counter.serve(desk.tanaka)
    QTest.keyClick(desk.counter.amount, Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    form = desk.counter.contacts.form
    assert form.why.hasFocus()
    form.why.insertPlainText("Call back about the grinder")
    form.clock.setText("1430")
    form.save_button.click()
    found = follow_ups_of(desk.session.moment(), desk.tanaka)
    promise = next(each for each in found if each.kind == "promise")
    assert (promise.due_day, promise.due_time) == (date(2026, 11, 23), time(14, 30))
    assert "stands on Today from 23 Nov on" in desk.counter.notice.text()


def test_a_birthday_is_wished_and_has_no_key(desk: Desk) -> None:
    edit_customer(
        desk.session, customer_id=desk.tanaka, changes={"birthday": "1990-11-22"},
        operation_id="birthday",
    )  # fmt: skip
    desk.buy(1000)
    desk.counter.serve(desk.tanaka)
    assert said(desk) == ["Happy birthday to you today!"]
    assert desk.counter.board.remarks.act_buttons == []
