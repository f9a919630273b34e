"""A customer says who brought them; when both get what is promised."""

import random
from collections.abc import Callable
from datetime import date

import pytest

from db.errors import (
    AlreadyReferred,
    LimitReached,
    NothingToUndo,
    NotNewCustomer,
    ReferralCircle,
    SelfReferral,
)
from db.journal import Draft
from db.queries.coupons import coupons_of
from db.queries.month import month_figures
from db.rules.referrals import state_on
from db.session import Action, Session
from db.usecases.merging import merge_customers
from db.usecases.referrals import (
    attach_referral,
)
from db.usecases.rewards import NewReward, add_reward
from db.usecases.sales import OrderLine, SaleOrder, SaleOutcome, record_sale
from db.usecases.undo import undo
from tests.db.queries.past_days import on_day as past
from tests.db.usecases.friends import attach, give_back, known, points

Sell = Callable[..., SaleOutcome]
Customer = Callable[..., str]
Choose = Callable[..., None]
OnDay = Callable[[str], Session]
TODAY = date(2026, 11, 22)


@pytest.fixture
def promised(set_shop: Choose) -> None:
    """Promise points to both, after three days."""
    set_shop(referral={"referrer": {"points": 200}, "referee": {"points": 100}, "hold_days": 3})


# -- Who may be brought ---------------------------------------------------------------------


@pytest.mark.usefixtures("promised")
def test_the_first_sale_brings_both_their_gift_after_the_hold(
    session: Session, a_customer: Customer, sell: Sell, on_day: OnDay
) -> None:
    referrer, friend = a_customer(), a_customer("佐藤 健")
    attach(session, friend, referrer)
    assert sell(friend, 1000).pending == 100
    sell(friend, 1000)
    for day, balance in (("2026-11-24", 0), ("2026-11-25", 200)):
        assert points(on_day(day), referrer) == (balance,)


@pytest.mark.parametrize("length", range(2, 7))
def test_a_circle_of_friends_is_refused_however_long(
    session: Session, a_customer: Customer, length: int
) -> None:
    people = [a_customer(f"Friend {number}") for number in range(length)]
    for referee, referrer in zip(people[1:], people, strict=False):
        attach(session, referee, referrer)
    with pytest.raises(ReferralCircle):
        attach(session, people[0], people[-1])


@pytest.mark.parametrize("seed", range(4))
def test_friends_by_chance_never_make_a_circle(
    session: Session, a_customer: Customer, seed: int
) -> None:
    """Each try is foretold by walking up the links, one by one."""
    chance = random.Random(seed)
    people = [a_customer(f"Friend {number}") for number in range(8)]
    above: dict[str, str] = {}
    for _ in range(40):
        referee, referrer = chance.choice(people), chance.choice(people)
        walk = [referrer]
        while walk[-1] in above:
            walk.append(above[walk[-1]])
        expected: type[Exception] | None = None
        if referee == referrer:
            expected = SelfReferral
        elif referee in above:
            expected = AlreadyReferred
        elif referee in walk:
            expected = ReferralCircle
        if expected is None:
            attach(session, referee, referrer)
            above[referee] = referrer
        else:
            with pytest.raises(expected):
                attach(session, referee, referrer)
    rows = session.db.conn.execute("SELECT referee_id, referrer_id FROM referrals").fetchall()
    assert dict(rows) == above


def test_two_with_one_email_are_one(session: Session, a_customer: Customer) -> None:
    one = a_customer(email="Guest@example.jp")
    other = a_customer("佐藤 健", email="guest@example.jp")
    with pytest.raises(SelfReferral):
        attach(session, one, other)


def test_one_phone_in_two_writings_is_one_person(session: Session, a_customer: Customer) -> None:
    one, other = a_customer(phone="03-5550-0141"), a_customer("佐藤 健")
    # As an older book may hold it: kept as its digits.
    session.db.conn.execute("UPDATE customers SET phone = '0355500141' WHERE id = ?", (other,))
    with pytest.raises(SelfReferral):
        attach(session, one, other)
    session.db.conn.execute("UPDATE customers SET phone = NULL WHERE id = ?", (other,))


def test_who_has_bought_cannot_be_brought(
    session: Session, a_customer: Customer, sell: Sell
) -> None:
    referrer, buyer = a_customer(), a_customer("佐藤 健")
    sell(buyer, 1)
    with pytest.raises(NotNewCustomer):
        attach(session, buyer, referrer)


def test_a_second_referrer_is_refused_with_the_first_one_named(
    session: Session, a_customer: Customer
) -> None:
    first, second, friend = a_customer(), a_customer("林 葵"), a_customer("佐藤 健")
    attach(session, friend, first)
    with pytest.raises(AlreadyReferred) as refusal:
        attach(session, friend, second)
    (number,) = session.db.conn.execute(
        "SELECT number FROM customers WHERE id = ?", (first,)
    ).fetchone()
    assert refusal.value.referrer == number


def test_the_cap_counts_links_of_the_calendar_month_and_undone_ones_not(
    session: Session, set_shop: Choose, a_customer: Customer, on_day: OnDay
) -> None:
    set_shop(referral={"referrer": {"points": 1}, "max_per_month": 1})
    referrer, *friends = [a_customer(f"客 {number}") for number in range(5)]
    attach(on_day("2026-10-31"), friends[0], referrer)
    attach_referral(session, referee_id=friends[1], referrer_id=referrer, operation_id="november")
    with pytest.raises(LimitReached) as refusal:
        attach(session, friends[2], referrer)
    assert (refusal.value.limit, refusal.value.of) == (1, "referrals")
    undo(session, act="november", operation_id="undo")
    attach(session, friends[2], referrer)
    attach(on_day("2026-12-01"), friends[3], referrer)
    figures = month_figures(
        session.db, month=date(2026, 11, 1), today=TODAY, settings=session.settings
    )
    assert figures.referrals.attached == 1


def test_nobody_brings_whom_an_address_from_before_a_merging_shows_to_be_themselves(
    session: Session, a_customer: Customer
) -> None:
    keep, merged = a_customer(), a_customer("佐藤 健", email="ken@example.jp")
    merge_customers(session, keep=keep, merge=merged, operation_id="merge")
    again = a_customer("K. Sato", email="KEN@example.jp")
    with pytest.raises(SelfReferral):
        attach_referral(session, referee_id=again, referrer_id=keep, operation_id="link")


# -- The first sale that counts -------------------------------------------------------------


def test_a_smaller_sale_before_does_not_spoil_it(
    session: Session, set_shop: Choose, a_customer: Customer, sell: Sell
) -> None:
    set_shop(referral={"referrer": {"points": 50}, "minimum": "30"})
    referrer, friend = a_customer(), a_customer("佐藤 健")
    attach(session, friend, referrer)
    assert sell(friend, 29).friend is None
    found = sell(friend, 30).friend
    assert found is not None
    assert (found.referrer, found.referee) == ("田中 美咲", "佐藤 健")
    assert points(session, referrer) == (50,)


def test_a_coupon_is_good_from_the_end_of_the_hold(
    session: Session, set_shop: Choose, a_customer: Customer, sell: Sell
) -> None:
    cake = NewReward("Cake", "free_item", "500", 100, valid_days=10)
    add_reward(session, cake, operation_id="cake")
    set_shop(referral={"referrer": {"reward": "Cake"}, "referee": {"points": 30}, "hold_days": 3})
    referrer, friend = a_customer(), a_customer("佐藤 健")
    attach(session, friend, referrer)
    sell(friend, 2000)
    (coupon,) = coupons_of(session.db, referrer, on=date(2026, 11, 25))
    assert (coupon.valid_from, coupon.valid_until) == (date(2026, 11, 25), date(2026, 12, 5))


def test_the_hold_is_that_of_the_sale_whatever_is_chosen_later(
    session: Session, set_shop: Choose, a_customer: Customer, sell: Sell
) -> None:
    set_shop(referral={"referrer": {"points": 50}, "hold_days": 3})
    referrer, friend = a_customer(), a_customer("佐藤 健")
    attach(session, friend, referrer)
    sell(friend, 2000)
    set_shop(referral={"referrer": {"points": 50}, "hold_days": 30})
    assert state_on(known(session, friend), date(2026, 11, 25)) == "rewarded"


def test_whose_purchases_of_before_came_in_from_a_file_was_no_new_customer(
    session: Session, set_shop: Choose, a_customer: Customer, sell: Sell
) -> None:
    set_shop(referral={"referrer": {"points": 50}})
    referrer, known_before, friend = a_customer(), a_customer("佐藤 健"), a_customer("林 葵")
    attach(session, known_before, referrer)
    attach(session, friend, referrer)
    with session.write(Action.IMPORT_PURCHASES, "file") as tx:
        doc = {"amount": 500, "total": 500, "paid": 500, "import": "till.csv"}
        past(tx, "2026-11-01").post(Draft("sale", doc, known_before, "spent", 500))
    assert sell(known_before, 2000).friend is None
    assert sell(friend, 2000, on="2026-11-10").friend is not None  # a slip, entered late
    assert points(session, referrer) == (50,)


def test_slips_and_sales_that_went_back_whole_do_not_spoil_it(
    session: Session, set_shop: Choose, a_customer: Customer, sell: Sell
) -> None:
    set_shop(referral={"referrer": {"points": 50}, "minimum": "1000"})
    referrer, friend = a_customer(), a_customer("佐藤 健")
    give_back(session, sell(friend, 2000, on="2026-11-01"))
    attach(session, friend, referrer)
    sell(friend, 900, on="2026-11-20")  # a slip, entered late
    assert sell(friend, 1000).friend is not None
    assert points(session, referrer) == (50,)


def test_a_sale_that_was_undone_leaves_the_reward_to_the_next_one(
    session: Session, set_shop: Choose, a_customer: Customer, sell: Sell
) -> None:
    set_shop(referral={"referrer": {"points": 50}, "referee": {"points": 30}})
    referrer, friend = a_customer(), a_customer("佐藤 健")
    attach(session, friend, referrer)
    order = SaleOrder((OrderLine(20_000),), friend)
    record_sale(session, order, operation_id="mistyped")
    assert points(session, referrer, friend) == (50, 230)
    undo(session, act="mistyped", operation_id="undo")
    assert points(session, referrer, friend) == (0, 0)
    assert state_on(known(session, friend), TODAY) == "pending"
    sell(friend, 2000)
    assert points(session, referrer, friend) == (50, 50)


def test_a_link_cannot_be_undone_once_the_friend_has_bought(
    session: Session, set_shop: Choose, a_customer: Customer, sell: Sell
) -> None:
    set_shop(referral={"referrer": {"points": 50}})
    referrer, friend = a_customer(), a_customer("佐藤 健")
    attach_referral(session, referee_id=friend, referrer_id=referrer, operation_id="link")
    sell(friend, 100)
    with pytest.raises(NothingToUndo):
        undo(session, act="link", operation_id="undo")
