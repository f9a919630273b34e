"""Where a friend's first sale looks odd the owner is asked first, and says yes or no."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from db.clock import fixed_clock
from db.errors import (
    BadRequest,
    NotAllowed,
    NothingToUndo,
)
from db.queries.coupons import coupons_of
from db.queries.month import month_figures
from db.rules.referrals import state_on, waits_on
from db.session import Session
from db.usecases.customers import edit_customer
from db.usecases.merging import merge_customers
from db.usecases.referrals import (
    approve_referral,
    decline_referral,
)
from db.usecases.rewards import NewReward, add_reward
from db.usecases.sales import OrderLine, SaleOrder, SaleOutcome, preview_sale, record_sale
from db.usecases.undo import undo
from tests.db.usecases.friends import approve, attach, decline, give_back, known, points

Sell = Callable[..., SaleOutcome]
Customer = Callable[..., str]
Choose = Callable[..., None]
OnDay = Callable[[str], Session]
TODAY = date(2026, 11, 22)


@pytest.fixture
def careful(set_shop: Choose) -> None:
    """Promise points to both for ¥1,000, and ask the owner first."""
    gifts = {"referrer": {"points": 200}, "referee": {"points": 100}}
    set_shop(referral={**gifts, "minimum": "1000", "ask_owner": True})


@pytest.fixture
def household(a_customer: Customer) -> tuple[str, str]:
    """Return two with phones of one household: who brings, and the friend."""
    return a_customer(phone="03-5550-0141"), a_customer("佐藤 健", phone="03-5550-0142")


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
    sale: SaleOutcome | None = None
    for customer, at, at_till in ((referrer, "10:00", None), (friend, minute, till)):
        then = datetime.fromisoformat(f"2026-11-22T{at}+09:00")
        order = SaleOrder((OrderLine(1000),), customer, till=at_till)
        sale = record_sale(
            session.with_request(clock=fixed_clock(then)), order, operation_id=f"{at}-{customer}"
        )
    assert sale is not None
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
