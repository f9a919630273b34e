"""A customer says who brought them; where something looks odd the owner is asked first."""

import random
from collections.abc import Callable
from datetime import date, datetime

import pytest

from db.clock import fixed_clock
from db.errors import (
    AlreadyReferred,
    BadRequest,
    LimitReached,
    NotAllowed,
    NothingToUndo,
    NotNewCustomer,
    ReferralCircle,
    SelfReferral,
)
from db.journal import Draft
from db.queries.coupons import coupons_of
from db.queries.customer_card import customer_card
from db.queries.month import month_figures
from db.queries.referrals import link_of
from db.rules.referrals import Link, state_on, waits_on
from db.session import Action, Session
from db.usecases.customers import edit_customer
from db.usecases.merging import merge_customers
from db.usecases.referrals import (
    Answered,
    approve_referral,
    attach_referral,
    decline_referral,
)
from db.usecases.refunds import refund_sale
from db.usecases.rewards import NewReward, add_reward
from db.usecases.sales import OrderLine, SaleOrder, SaleOutcome, preview_sale, record_sale
from db.usecases.undo import undo
from tests.db.queries.past_days import on_day as past

Sell = Callable[..., SaleOutcome]
Customer = Callable[..., str]
Choose = Callable[..., None]
OnDay = Callable[[str], Session]
TODAY = date(2026, 11, 22)


def attach(session: Session, referee: str, referrer: str) -> Link:
    operation = f"attach-{session.db['facts'].count}"
    return attach_referral(
        session, referee_id=referee, referrer_id=referrer, operation_id=operation
    )


def approve(session: Session, friend: str) -> Answered:
    operation = f"yes-{session.db['facts'].count}"
    return approve_referral(session, referee_id=friend, operation_id=operation)


def decline(session: Session, friend: str, reason: str = "one household") -> Answered:
    operation = f"no-{session.db['facts'].count}"
    return decline_referral(session, referee_id=friend, reason=reason, operation_id=operation)


def points(session: Session, *customers: str) -> tuple[int, ...]:
    cards = [customer_card(session.moment(), each) for each in customers]
    return tuple(card.holdings.balance for card in cards)


def give_back(session: Session, sale: SaleOutcome, amount: int | None = None) -> None:
    refund_sale(
        session, sale=str(sale.sale), amount=amount, reason=None,
        operation_id=f"back-{session.db['facts'].count}",
    )  # fmt: skip


def known(session: Session, friend: str) -> Link:
    link = link_of(session.db, friend)
    assert link is not None
    return link


@pytest.fixture
def promised(set_shop: Choose) -> None:
    """Promise points to both, after three days."""
    set_shop(referral={"referrer": {"points": 200}, "referee": {"points": 100}, "hold_days": 3})


@pytest.fixture
def careful(set_shop: Choose) -> None:
    """Promise points to both for ¥1,000, and ask the owner first."""
    gifts = {"referrer": {"points": 200}, "referee": {"points": 100}}
    set_shop(referral={**gifts, "minimum": "1000", "ask_owner": True})


@pytest.fixture
def household(a_customer: Customer) -> tuple[str, str]:
    """Return two with phones of one household: who brings, and the friend."""
    return a_customer(phone="03-5550-0141"), a_customer("佐藤 健", phone="03-5550-0142")


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
        doc = {"amount": 500, "total": 500, "paid": 500}
        past(tx, "2026-11-01").post(Draft("sale", doc, known_before, "spent", 500))
    assert sell(known_before, 2000).friend is None
    assert sell(friend, 2000, on="2026-11-10").friend is not None  # a slip, entered late
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


# -- Where something looks odd --------------------------------------------------------------


@pytest.mark.usefixtures("careful")
def test_what_looks_odd_gives_nothing_before_the_owners_yes(
    session: Session, household: tuple[str, str], sell: Sell, on_day: OnDay
) -> None:
    referrer, friend = household
    attach(session, friend, referrer)
    order = SaleOrder((OrderLine(1000),), friend)
    foretold = preview_sale(session, order)
    sale = sell(friend, 1000)
    assert foretold.balance == sale.balance == 10
    assert sale.friend is not None
    assert sale.friend.signs == ("phone",)
    assert points(session, referrer, friend) == (0, 10)
    assert waits_on(known(session, friend), TODAY)
    answered = approve(on_day("2026-11-24"), friend)
    assert answered.link.usable_from == date(2026, 11, 24)
    for day, state, given in (
        ("2026-11-21", "pending", 0), ("2026-11-23", "on_hold", 0), ("2026-11-24", "rewarded", 200),
    ):  # fmt: skip
        link = known(session, friend)
        assert state_on(link, date.fromisoformat(day)) == state
        assert points(on_day(day), referrer) == (given,)


@pytest.mark.usefixtures("careful")
def test_strangers_are_rewarded_at_once(session: Session, a_customer: Customer, sell: Sell) -> None:
    referrer = a_customer(phone="03-5550-0141")
    friend = a_customer("佐藤 健", phone="03-5550-7142")
    attach(session, friend, referrer)
    sell(friend, 1000)
    assert points(session, referrer, friend) == (200, 110)


@pytest.mark.usefixtures("careful")
@pytest.mark.parametrize(
    ("minute", "till", "signs"),
    [("10:10", None, ("till",)), ("10:11", None, ()), ("10:10", "2", ())],
)
def test_both_at_one_till_within_ten_minutes_are_asked_about(
    session: Session, a_customer: Customer, minute: str, till: str | None, signs: tuple[str, ...]
) -> None:
    referrer, friend = a_customer(), a_customer("佐藤 健")
    attach(session, friend, referrer)
    for customer, at, at_till in ((referrer, "10:00", None), (friend, minute, till)):
        then = datetime.fromisoformat(f"2026-11-22T{at}+09:00")
        order = SaleOrder((OrderLine(1000),), customer, till=at_till)
        sale = record_sale(
            session.with_request(clock=fixed_clock(then)), order, operation_id=f"{at}-{customer}"
        )
    assert sale.friend is not None
    assert sale.friend.signs == signs


@pytest.mark.usefixtures("careful")
def test_a_no_gives_nothing_for_good_and_needs_a_reason(
    session: Session, household: tuple[str, str], sell: Sell
) -> None:
    referrer, friend = household
    attach(session, friend, referrer)
    sell(friend, 1000)
    with pytest.raises(BadRequest) as missing:
        decline(session, friend, reason=" ")
    assert missing.value.field == "reason"
    assert state_on(decline(session, friend).link, TODAY) == "reversed"
    sell(friend, 5000)
    assert points(session, referrer) == (0,)
    with pytest.raises(BadRequest) as late:
        approve(session, friend)
    assert late.value.problem == "nothing_waits"


@pytest.mark.usefixtures("careful")
def test_only_what_waits_is_answered_and_not_by_staff(
    session: Session, household: tuple[str, str], a_customer: Customer, sell: Sell, on_day: OnDay
) -> None:
    referrer, friend = household
    stranger = a_customer("林 葵")
    attach(session, friend, referrer)
    for nobody in (referrer, friend, stranger):  # brought by nobody, not bought yet
        for answer in (approve, decline):
            with pytest.raises(BadRequest) as refusal:
                answer(session, nobody)
            assert refusal.value.problem == "nothing_waits"
    sell(friend, 1000)
    staff = session.with_request(staff="mio", role="staff")
    for answer in (approve, decline):
        with pytest.raises(NotAllowed):
            answer(staff, friend)
        with pytest.raises(BadRequest):
            answer(on_day("2026-11-21"), friend)  # a slip of the day before
    approve(session.with_request(staff="aki", role="manager"), friend)
    with pytest.raises(BadRequest):
        approve(session, friend)


@pytest.mark.usefixtures("careful")
@pytest.mark.parametrize("answered_before", [False, True])
def test_a_refund_takes_back_what_waits_and_what_was_approved(
    session: Session, household: tuple[str, str], sell: Sell, answered_before: bool
) -> None:
    referrer, friend = household
    attach(session, friend, referrer)
    sale = sell(friend, 2000)
    give_back(session, sale, 1000)
    assert waits_on(known(session, friend), TODAY)  # ¥1,000 are left, as many as are needed
    if answered_before:
        approve(session, friend)
        assert points(session, referrer, friend) == (200, 110)
    give_back(session, sale, 1)
    assert points(session, referrer, friend) == (0, 9)
    assert state_on(known(session, friend), TODAY) == "reversed"
    with pytest.raises(BadRequest):
        approve(session, friend)
    figures = month_figures(
        session.db, month=date(2026, 11, 1), today=TODAY, settings=session.settings
    ).referrals
    assert (figures.attached, figures.qualified, figures.rewards) == (1, 0, 0)


@pytest.mark.usefixtures("careful")
def test_a_yes_gives_what_was_promised_when_the_friend_bought(
    session: Session, household: tuple[str, str], sell: Sell, set_shop: Choose
) -> None:
    add_reward(session, NewReward("Cake", "free_item", "500", 100), operation_id="cake")
    set_shop(referral={"referrer": {"reward": "Cake"}, "referee": {"points": 5}, "ask_owner": True})
    referrer, friend = household
    attach(session, friend, referrer)
    sell(friend, 2000)
    set_shop(referral={"referrer": {"points": 1}})
    approve(session, friend)
    assert [each.reward for each in coupons_of(session.db, referrer, on=TODAY)] == ["Cake"]
    assert points(session, referrer, friend) == (0, 25)


@pytest.mark.usefixtures("careful")
def test_an_answer_can_be_undone_on_its_day_and_given_again(
    session: Session, household: tuple[str, str], sell: Sell
) -> None:
    referrer, friend = household
    attach(session, friend, referrer)
    sale = sell(friend, 1000)
    approve_referral(session, referee_id=friend, operation_id="yes")
    undo(session, act="yes", operation_id="not yes")
    assert points(session, referrer, friend) == (0, 10)
    decline_referral(session, referee_id=friend, reason="one", operation_id="no")
    undo(session, act="no", operation_id="not no")
    assert waits_on(known(session, friend), TODAY)
    approve_referral(session, referee_id=friend, operation_id="yes after all")
    assert points(session, referrer, friend) == (200, 110)
    figures = month_figures(
        session.db, month=date(2026, 11, 1), today=TODAY, settings=session.settings
    ).referrals
    assert (figures.attached, figures.qualified, figures.rewards) == (1, 1, 2)
    give_back(session, sale)
    with pytest.raises(NothingToUndo):
        undo(session, act="yes after all", operation_id="too late")


def test_a_link_cannot_be_undone_once_the_friend_has_bought(
    session: Session, set_shop: Choose, a_customer: Customer, sell: Sell
) -> None:
    set_shop(referral={"referrer": {"points": 50}})
    referrer, friend = a_customer(), a_customer("佐藤 健")
    attach_referral(session, referee_id=friend, referrer_id=referrer, operation_id="link")
    sell(friend, 100)
    with pytest.raises(NothingToUndo):
        undo(session, act="link", operation_id="undo")


@pytest.mark.usefixtures("careful")
def test_who_waits_may_be_merged_and_answered_under_the_name_that_is_kept(
    session: Session, household: tuple[str, str], a_customer: Customer, sell: Sell
) -> None:
    referrer, friend = household
    attach(session, friend, referrer)
    sale, kept = sell(friend, 1000), a_customer("佐藤 ケン")
    merge_customers(session, keep=kept, merge=friend, operation_id="merge")
    approve(session, kept)
    assert points(session, referrer, kept) == (200, 110)
    give_back(session, sale)
    assert points(session, referrer, kept) == (0, 0)


@pytest.mark.usefixtures("careful")
def test_one_address_is_a_sign_whatever_the_phones_say(
    session: Session, a_customer: Customer, sell: Sell
) -> None:
    referrer = a_customer(phone="03-5550-0141", address="見本県見本市こもれび町1-2-3")
    friend = a_customer("佐藤 健", phone="03-5550-7742")
    attach(session, friend, referrer)
    edit_customer(
        session, customer_id=friend, changes={"address": "見本県見本市こもれび町１－２－３"},
        operation_id="home",
    )  # fmt: skip
    found = sell(friend, 1000).friend
    assert found is not None
    assert found.signs == ("phone",)
