"""Two entries of one person become one: nothing is lost, and every old key goes on to work."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from db.clock import new_id
from db.errors import (
    BadDate,
    BadRequest,
    DuplicatePhone,
    NotAllowed,
    NotEnoughPoints,
    UnknownCustomer,
)
from db.queries.coupons import coupons_of
from db.queries.customers import (
    customer_by_referral_code,
    customer_named,
    customer_record,
    customers_count,
    customers_page,
)
from db.queries.points import account_at, holdings
from db.queries.referrals import link_of
from db.queries.scan import what_is
from db.queries.search import find_customers, likely_duplicates
from db.queries.subscriptions import plan_credit, subscription_at
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer, edit_customer
from db.usecases.day import turn_day
from db.usecases.merging import Merged, keep_apart, merge_customers, preview_merge
from db.usecases.plans import NewPlan, add_plan
from db.usecases.points import adjust_points, give_points
from db.usecases.referrals import attach_referral
from db.usecases.refunds import refund_sale
from db.usecases.rewards import NewReward, add_reward, redeem_reward
from db.usecases.sales import OrderLine, SaleOrder, SaleOutcome, record_sale
from db.usecases.subscriptions import renew_subscription, start_subscription

OnDay = Callable[[str], Session]
Sell = Callable[..., SaleOutcome]
Make = Callable[..., str]


def merge(session: Session, keep: str, other: str) -> Merged:
    return merge_customers(session, keep=keep, merge=other, operation_id=new_id())


def balance(session: Session, customer: str) -> int:
    moment = session.moment()
    return account_at(moment, customer).balance(moment.today)


def lots(session: Session, customer: str) -> list[tuple[int, str | None]]:
    moment = session.moment()
    held = holdings(account_at(moment, customer), on=moment.today)
    return [(lot.points, str(lot.expires_on) if lot.expires_on else None) for lot in held.lots]


# -- Keys -----------------------------------------------------------------------------------


@pytest.fixture
def two(session: Session) -> tuple[str, str]:
    """Return two entries of one person, each with keys of its own."""
    ids = []
    for number, name in ((1, "田中 美咲"), (2, "髙橋 美咲")):
        new = NewCustomer(
            name, reading=f"ヨミ{'アイ'[number - 1]}", phone=f"090-0000-000{number}",
            email=f"m{number}@example.jp", card=f"CARD{number}",
        )  # fmt: skip
        ids.append(add_customer(session, new=new, operation_id=f"add{number}").id)
    return ids[0], ids[1]


def test_every_key_of_the_merged_one_finds_the_kept_one(
    session: Session, two: tuple[str, str]
) -> None:
    keep, other = two
    keys = customer_record(session.db, other)
    merge(session, keep, other)
    for text in (keys.number, "CARD2", "090-0000-0002", "M2@EXAMPLE.jp", "CARD1", "m1@example.jp",
                 f"{keys.number[:6]}-{keys.number[6:]}"):  # fmt: skip
        assert customer_named(session.db, text, country="JP") == keep
    assert customer_by_referral_code(session.db, keys.referral_code) == keep
    assert what_is(session.db, f"{keys.number[:6]} {keys.number[6:]}").customer_id == keep
    assert what_is(session.db, keys.referral_code).customer_id == keep
    for typed in ("高橋", "ヨミイ", "0000-0002", "m2@", keys.number[-6:], keys.referral_code):
        assert [row.id for row in find_customers(session.db, typed, today=session.today)] == [keep]
    assert customer_record(session.db, keep).cards == ("CARD1", "CARD2", keys.number)


def test_whoever_was_merged_is_in_no_list(session: Session, two: tuple[str, str]) -> None:
    keep, other = two
    merge(session, keep, other)
    assert customers_count(session.db) == 1
    for order in ("name", "last_visit", "spent", "joined"):
        page = customers_page(session.db, order=order, today=session.today)
        assert [row.id for row in page.rows] == [keep]
    with pytest.raises(UnknownCustomer):
        customer_record(session.db, other)


def test_the_keys_go_on_with_who_is_merged_again(
    session: Session, two: tuple[str, str], a_customer: Make
) -> None:
    keep, other = two
    keys = customer_record(session.db, other)
    last = a_customer("鈴木 美咲")
    merge(session, keep, other)
    merge(session, last, keep)
    for text in (keys.number, "CARD2", "090-0000-0002", "m2@example.jp", "m1@example.jp"):
        assert customer_named(session.db, text, country="JP") == last
    assert customer_by_referral_code(session.db, keys.referral_code) == last
    assert [row.id for row in find_customers(session.db, "高橋", today=session.today)] == [last]


def test_a_phone_that_was_taken_over_goes_on_through_a_second_merging(
    session: Session, a_customer: Make
) -> None:
    one, two, three = a_customer(), a_customer(phone="090-0000-0002"), a_customer("鈴木 健")
    merge(session, one, two)
    assert customer_record(session.db, one).phone == "09000000002"
    merge(session, three, one)
    assert customer_record(session.db, three).phone == "09000000002"
    assert customer_named(session.db, "090-0000-0002", country="JP") == three


def test_nobody_else_gets_a_key_of_the_merged_one(session: Session, two: tuple[str, str]) -> None:
    keep, other = two
    merge(session, keep, other)
    kept = customer_record(session.db, keep)
    new = NewCustomer("佐藤 健", phone="090-0000-0002")
    with pytest.raises(DuplicatePhone) as refused:
        add_customer(session, new=new, operation_id="again")
    assert refused.value.number == kept.number
    added = add_customer(session, new=NewCustomer("佐藤 健"), operation_id="more")
    assert added.number not in kept.cards
    changes = {"phone": "090-0000-0002"}
    edit_customer(session, customer_id=keep, changes=changes, operation_id="edit")
    assert customer_record(session.db, keep).phone == "09000000002"


def test_who_signs_up_with_an_old_key_is_known(session: Session, two: tuple[str, str]) -> None:
    keep, other = two
    merge(session, keep, other)
    likely = likely_duplicates(
        session.db, name="髙橋 美咲", email="m2@example.jp", today=session.today
    )
    assert [(each.customer.id, each.why) for each in likely] == [(keep, ("email", "name"))]


# -- Fields ---------------------------------------------------------------------------------


def test_the_kept_one_takes_over_what_they_lack(session: Session) -> None:
    keep = add_customer(
        session,
        new=NewCustomer("田中 美咲", note="窓側", tags=("VIP",), consent=("mail",),
                        birthday="--08-16"),
        operation_id="keep",
    ).id  # fmt: skip
    other = add_customer(
        session,
        new=NewCustomer("田中 美咲", reading="タナカ ミサキ", phone="090-0000-0002", note="甘党",
                        tags=("vip", "猫"), consent=("phone",), birthday="1990-08-16",
                        joined="2020-01-01"),
        operation_id="other",
    ).id  # fmt: skip
    merged = merge(session, keep, other)
    record = customer_record(session.db, keep)
    assert merged.customer == record
    assert (record.reading, record.phone) == ("タナカ ミサキ", "09000000002")
    assert (record.birthday, record.joined) == ("1990-08-16", date(2020, 1, 1))
    assert (record.note, record.tags) == ("窓側\n甘党", ("VIP", "猫"))
    assert record.consent == ("mail", "phone")


def test_whoever_had_a_number_alone_gets_the_name(session: Session, a_customer: Make) -> None:
    keep = a_customer("4901", card="4901")
    other = a_customer("佐藤 健", reading="サトウ ケン")
    merge(session, keep, other)
    assert customer_record(session.db, keep).name == "佐藤 健"


def test_a_preview_says_the_same_and_writes_nothing(
    session: Session, two: tuple[str, str], sell: Sell
) -> None:
    keep, other = two
    sell(keep, 1000)
    sell(other, 2000)
    facts = session.db["facts"].count
    seen = preview_merge(session, keep=keep, merge=other)
    assert session.db["facts"].count == facts
    assert seen == merge(session, keep, other)


# -- Points ---------------------------------------------------------------------------------


def test_balances_add_and_lots_keep_their_days(
    session: Session, a_customer: Make, sell: Sell, set_shop: Callable[..., None]
) -> None:
    set_shop(expiry={"months": 6})
    keep, other = a_customer(), a_customer("佐藤 健")
    sell(keep, 1000, on="2026-10-01")
    sell(other, 2000, on="2026-09-01")
    assert merge(session, keep, other).balance == 30
    assert lots(session, keep) == [(20, "2027-03-01"), (10, "2027-04-01")]


def test_a_debt_on_one_side_is_paid_at_once_from_the_other(
    session: Session, a_customer: Make, sell: Sell
) -> None:
    keep, other = a_customer(), a_customer("佐藤 健")
    first = sell(keep, 10_000, on="2026-11-01")
    sell(keep, 100, on="2026-11-02", points_used=100)
    assert first.sale is not None
    refund_sale(session, sale=first.sale, amount=None, reason=None, operation_id="refund")
    assert balance(session, keep) == -100
    sell(other, 30_000)
    merged = merge(session, other, keep)
    assert (merged.balance, merged.debt) == (200, 0)


def test_as_of_a_day_before_the_kept_one_stands_alone(
    a_customer: Make, sell: Sell, on_day: OnDay
) -> None:
    keep, other = a_customer(), a_customer("佐藤 健")
    sell(keep, 1000, on="2026-11-01")
    sell(other, 2000, on="2026-11-01")
    merge(on_day("2026-11-10"), keep, other)
    assert balance(on_day("2026-11-09"), keep) == 10
    assert balance(on_day("2026-11-10"), keep) == 30
    with pytest.raises(NotEnoughPoints):
        adjust_points(
            on_day("2026-11-09"), customer_id=keep, points=-20, reason="x", operation_id="late"
        )


def test_a_merging_of_an_earlier_day_may_be_entered_later(
    a_customer: Make, sell: Sell, on_day: OnDay
) -> None:
    last, keep, other = (a_customer(name) for name in ("A", "B", "C"))
    for customer, amount, day in ((last, 1000, "01"), (keep, 2000, "05"), (other, 4000, "15")):
        sell(customer, amount, on=f"2026-11-{day}")
    sell(other, 8000, on="2026-11-22")
    merge(on_day("2026-11-20"), keep, other)
    merge(on_day("2026-11-10"), last, keep)
    days = ("2026-11-09", "2026-11-10", "2026-11-19", "2026-11-20", "2026-11-22")
    assert [balance(on_day(day), last) for day in days] == [10, 30, 30, 70, 150]


def test_a_refund_of_a_sale_from_before_finds_its_own_lot(
    session: Session, a_customer: Make, sell: Sell
) -> None:
    keep, other = a_customer(), a_customer("佐藤 健")
    sold = sell(other, 5000, on="2026-11-01")
    sell(keep, 1000, on="2026-11-02")
    merge(session, keep, other)
    assert sold.sale is not None
    back = refund_sale(session, sale=sold.sale, amount=None, reason=None, operation_id="refund")
    assert (back.customer_id, back.points_reversed, back.balance) == (keep, 50, 10)


def test_a_coupon_on_a_refunded_sale_is_the_kept_ones_again(
    session: Session, a_customer: Make
) -> None:
    keep, other = a_customer(), a_customer("佐藤 健")
    adjust_points(session, customer_id=other, points=10, reason="x", operation_id="points")
    add_reward(session, NewReward("¥200 off", "amount_off", "200", 10), operation_id="reward")
    code = redeem_reward(
        session, customer_id=other, reward="¥200 off", operation_id="r"
    ).coupon.code
    order = SaleOrder((OrderLine(1000),), other, coupons=(code,))
    sold = record_sale(session, order, operation_id="sale").sale
    assert sold is not None
    merge(session, keep, other)
    refund_sale(session, sale=sold, amount=None, reason=None, operation_id="refund")
    assert [each.code for each in coupons_of(session.db, keep, on=session.today)] == [code]


def test_a_refund_of_a_day_before_the_merging_is_refused(
    session: Session, a_customer: Make, sell: Sell, on_day: OnDay
) -> None:
    keep, other = a_customer(), a_customer("佐藤 健")
    sell(other, 5000, on="2026-11-01")
    sold = sell(other, 500, on="2026-11-02", points_used=50)
    merge(on_day("2026-11-10"), keep, other)
    assert sold.sale is not None
    with pytest.raises(BadDate):
        refund_sale(on_day("2026-11-09"), sale=sold.sale, amount=None, reason=None,
                    operation_id="early")  # fmt: skip
    back = refund_sale(session, sale=sold.sale, amount=None, reason=None, operation_id="refund")
    assert (back.points_returned, back.balance) == (50, 50)


def test_a_window_behind_cannot_sell_to_whoever_was_merged(
    session: Session, a_customer: Make, sell: Sell
) -> None:
    keep, other = a_customer(), a_customer("佐藤 健")
    merge(session, keep, other)
    with pytest.raises(UnknownCustomer):
        sell(other, 1000)


def test_whoever_may_not_be_merged_is_refused(session: Session, a_customer: Make) -> None:
    keep, other = a_customer(), a_customer("佐藤 健")
    with pytest.raises(BadRequest):
        merge(session, keep, keep)
    with pytest.raises(UnknownCustomer):
        merge(session, keep, "nobody")
    for role, allowed in (("staff", False), ("manager", True)):
        person = session.with_request(role=role, staff="Mio")
        if allowed:
            merge(person, keep, other)
        else:
            with pytest.raises(NotAllowed):
                merge(person, keep, other)


def test_the_same_act_again_is_the_first_one(session: Session, a_customer: Make) -> None:
    keep, other = a_customer(), a_customer("佐藤 健")
    facts = session.db["facts"].count
    merge_customers(session, keep=keep, merge=other, operation_id="once")
    assert session.db["facts"].count == facts + 1
    assert session.knows("once")


# -- Friends --------------------------------------------------------------------------------


def bring(session: Session, referee: str, referrer: str) -> None:
    attach_referral(session, referee_id=referee, referrer_id=referrer, operation_id=new_id())


def brought_by(session: Session, customer: str) -> str | None:
    link = link_of(session.db, customer)
    return link.referrer_id if link else None


def test_a_link_between_the_two_ends_and_another_friend_may_be_named(
    session: Session, a_customer: Make
) -> None:
    keep, other, third = a_customer(), a_customer("佐藤 健"), a_customer("鈴木 愛")
    bring(session, keep, other)
    merge(session, keep, other)
    assert brought_by(session, keep) is None
    bring(session, keep, third)
    assert brought_by(session, keep) == third


def test_a_circle_through_others_ends(session: Session, a_customer: Make) -> None:
    keep, other, between = a_customer(), a_customer("佐藤 健"), a_customer("鈴木 愛")
    bring(session, between, other)
    bring(session, keep, between)
    merge(session, keep, other)
    assert brought_by(session, keep) is None
    assert brought_by(session, between) == keep


def test_the_rewarded_link_stays_and_friends_follow(
    session: Session, a_customer: Make, sell: Sell
) -> None:
    keep, other = a_customer(), a_customer("佐藤 健")
    first, second, friend = (a_customer(name) for name in ("A", "B", "C"))
    bring(session, keep, first)
    bring(session, other, second)
    bring(session, friend, other)
    sell(other, 1000)
    merge(session, keep, other)
    assert brought_by(session, keep) == second
    assert brought_by(session, friend) == keep


def test_whoever_had_bought_as_the_other_one_was_brought_by_nobody(
    session: Session, a_customer: Make, sell: Sell, on_day: OnDay
) -> None:
    keep, other, friend = a_customer(), a_customer("佐藤 健"), a_customer("鈴木 愛")
    sell(keep, 1000, on="2026-11-01")
    bring(on_day("2026-11-10"), other, friend)
    merge(session, keep, other)
    assert brought_by(session, keep) is None


# -- Plans ----------------------------------------------------------------------------------

CLUB = NewPlan("Club", "980", "month", multiplier="1.5")


def join(session: Session, customer: str, plan: str = "Club") -> None:
    start_subscription(
        session, customer_id=customer, plan=plan, trial=None, paid=None, operation_id=new_id()
    )


def test_of_two_plans_the_one_that_ends_later_stays_and_the_other_is_a_credit(
    session: Session, a_customer: Make, on_day: OnDay
) -> None:
    add_plan(session, CLUB, operation_id="club")
    keep, other = a_customer(), a_customer("佐藤 健")
    join(on_day("2026-11-01"), keep)  # to 30 November: 9 of its 30 days are left on the 22nd
    join(on_day("2026-11-10"), other)
    merged = merge(session, keep, other)
    assert (merged.plan, merged.credit) == ("Club", 980 * 9 // 30)
    now = subscription_at(session.moment(), keep)
    assert now is not None
    assert now.until == date(2026, 12, 9)
    before = subscription_at(on_day("2026-11-21").moment(), keep)
    assert before is not None
    assert before.until == date(2026, 11, 30)
    assert plan_credit(session.db, keep) == 294
    paid = renew_subscription(session, customer_id=keep, paid=None, operation_id="renew")
    assert (paid.paid, paid.credit, paid.until) == (686, 294, date(2027, 1, 9))
    assert plan_credit(session.db, keep) == 0


def test_one_plan_goes_on_whoever_had_it(session: Session, a_customer: Make, on_day: OnDay) -> None:
    add_plan(session, CLUB, operation_id="club")
    keep, other = a_customer(), a_customer("佐藤 健")
    join(on_day("2026-01-01"), keep)  # ended in February
    join(on_day("2026-11-10"), other)
    assert (merge(session, keep, other).plan, plan_credit(session.db, keep)) == (None, 0)
    now = subscription_at(session.moment(), keep)
    assert now is not None
    assert now.until == date(2026, 12, 9)


def test_a_plan_that_may_still_be_paid_late_goes_on_before_one_that_ended_later(
    session: Session, a_customer: Make, on_day: OnDay
) -> None:
    add_plan(session, CLUB, operation_id="club")
    add_plan(session, replace(CLUB, name="Short", grace_days=0), operation_id="short")
    keep, other = a_customer(), a_customer("佐藤 健")
    join(on_day("2026-10-16"), keep)  # to 15 November, and a week of grace: until today
    join(on_day("2026-10-20"), other, "Short")  # to 19 November
    merge(session, keep, other)
    now = subscription_at(session.moment(), keep)
    assert now is not None
    assert (now.now_agreed.plan, now.until) == ("Club", date(2026, 11, 15))
    paid = renew_subscription(session, customer_id=keep, paid=None, operation_id="renew")
    assert paid.until == date(2026, 12, 15)


def test_a_plan_that_was_ended_does_not_end_again_by_time(
    session: Session, a_customer: Make, on_day: OnDay
) -> None:
    add_plan(session, CLUB, operation_id="club")
    keep, other = a_customer(), a_customer("佐藤 健")
    join(on_day("2026-11-01"), keep)
    join(on_day("2026-11-10"), other)
    merge(session, keep, other)
    assert turn_day(on_day("2026-12-09"), operation_id="turn-1").ended == 0
    assert turn_day(on_day("2026-12-17"), operation_id="turn-2").ended == 1


def test_a_birthday_is_greeted_once_a_year_in_the_merged_pair(
    session: Session, a_customer: Make, on_day: OnDay, set_shop: Callable[..., None]
) -> None:
    add_reward(session, NewReward("Cake", "free_item", "500", 1), operation_id="cake")
    set_shop(birthday={"reward": "Cake", "days_before": 7})
    keep = a_customer(birthday="1990-12-20")
    other = a_customer("佐藤 健", birthday="1990-12-01")
    assert turn_day(on_day("2026-11-25"), operation_id="turn-1").coupons == 1
    merge(on_day("2026-11-26"), keep, other)
    assert turn_day(on_day("2026-12-15"), operation_id="turn-2").coupons == 0
    assert turn_day(on_day("2027-12-15"), operation_id="turn-3").coupons == 1


# -- Two people -----------------------------------------------------------------------------


def test_that_two_are_not_the_same_is_said_once(session: Session, a_customer: Make) -> None:
    one, other = a_customer(), a_customer("佐藤 健")
    facts = session.db["facts"].count
    for pair in ((one, other), (other, one)):
        keep_apart(session, customer_id=pair[0], other_id=pair[1], operation_id=new_id())
    assert session.db["facts"].count == facts + 1
    with pytest.raises(BadRequest):
        keep_apart(session, customer_id=one, other_id=one, operation_id="self")
    with pytest.raises(UnknownCustomer):
        keep_apart(session, customer_id=one, other_id="nobody", operation_id="nobody")


# -- By chance ------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(6))
def test_whatever_happens_balances_are_what_their_parts_were(
    session: Session, a_customer: Make, sell: Sell, on_day: OnDay,
    set_shop: Callable[..., None], seed: int,
) -> None:  # fmt: skip
    """Sales, gifts, corrections, refunds and mergings by chance; the fixture makes all anew."""
    draw = random.Random(seed)
    set_shop(expiry=draw.choice(["never", {"months": 2}, {"inactive_months": 1}]),
             points_gifts=True, pending_days=draw.choice([0, 3]))  # fmt: skip
    people = [a_customer(f"客 {number}") for number in range(6)]
    sales: list[str] = []
    day = date(2026, 8, 1)
    for step in range(70):
        day += timedelta(days=draw.randrange(4))
        then = on_day(day.isoformat())
        one, other = draw.choice(people), draw.choice(people)
        what = draw.randrange(12)
        try:
            if what < 6:
                used = min(max(balance(then, one), 0), 40) if draw.random() < 0.5 else 0
                sold = sell(one, draw.randrange(100, 9000), on=day.isoformat(), points_used=used)
                assert sold.sale is not None
                sales.append(sold.sale)
            elif what < 8 and sales:
                sale = sales.pop(draw.randrange(len(sales)))
                refund_sale(then, sale=sale, amount=None, reason=None, operation_id=f"r{step}")
            elif what == 8:
                adjust_points(then, customer_id=one, points=draw.choice([30, -30]), reason="x",
                              operation_id=f"a{step}")  # fmt: skip
            elif what == 9 and one != other:
                give_points(then, customer_id=one, to=other, points=20, note=None,
                            operation_id=f"g{step}")  # fmt: skip
            elif what > 9 and one != other and len(people) > 2:
                parts = balance(then, one) + balance(then, other)
                merged = merge(then, one, other)
                people.remove(other)
                assert merged.balance == parts
                assert merged.debt == 0 or merged.balance <= 0 or lots(then, one) == []
        except NotEnoughPoints:
            continue
    assert {customer for customer, in session.db.conn.execute(
        "SELECT customer_id FROM customer_totals")} == set(people)  # fmt: skip
