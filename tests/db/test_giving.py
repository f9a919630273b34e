"""What several acts give in the same way."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import date

import pytest

from db import giving
from db.queries.coupon_list import coupon_life
from db.queries.coupons import coupon_typed
from db.rules.rewards import Reward, Terms
from db.session import Action, Session
from db.usecases.coupons import use_coupon
from db.usecases.refunds import refund_sale
from db.usecases.rewards import NewReward, add_reward
from db.usecases.sales import OrderLine, SaleOrder, SaleOutcome, preview_sale, record_sale

TERMS = Terms("amount_off", 200, name="¥200 off")


def test_a_coupon_is_made_whole_and_can_be_looked_up(session: Session) -> None:
    with session.write(Action.ISSUE_COUPONS, "op") as tx:
        made = giving.issue_coupon(
            tx, TERMS, customer_id=None, valid_from=tx.today, valid_until=None, batch="flyer"
        )
    found = coupon_typed(session.db, made.code)
    assert (found.terms, found.batch, found.valid_from) == (TERMS, "flyer", date(2026, 11, 22))


def test_points_of_nothing_are_no_fact(session: Session) -> None:
    with session.write(Action.RECORD_SALE, "op") as tx:
        giving.give_points(tx, "c1", 0, reason="plan")
    assert session.db["facts"].count == 0


def test_a_coupons_last_day_is_counted_from_its_first() -> None:
    lasting = Reward("r", "x", 1, TERMS, valid_days=30)
    endless = Reward("r", "x", 1, TERMS)
    first = date(2026, 11, 22)
    assert giving.coupon_until(lasting, valid_from=first) == date(2026, 12, 22)
    assert giving.coupon_until(endless, valid_from=first) is None


# -- For the next visit ---------------------------------------------------------------------


@pytest.fixture
def promise(session: Session, set_shop: Callable[..., None]) -> None:
    """Promise 100 yen off the next visit to whoever pays 500 or more, good for 30 days."""
    reward = NewReward("¥100 off", "amount_off", "100", 100, valid_days=30)
    add_reward(session, reward, operation_id="reward")
    set_shop(next_visit={"reward": "¥100 off", "minimum": "500", "after_days": 1})


@pytest.mark.usefixtures("promise")
def test_a_sale_that_is_large_enough_invites_back(
    session: Session, a_customer: Callable[..., str], sell: Callable[..., SaleOutcome]
) -> None:
    customer = a_customer()
    assert sell(customer, 499).issued == ()
    (given,) = sell(customer, 500).issued
    assert (given.valid_from, given.valid_until) == (date(2026, 11, 23), date(2026, 12, 23))
    coupon = coupon_typed(session.db, given.code)
    assert (coupon.customer_id, coupon.reward) == (customer, "¥100 off")
    assert coupon_life(session.db, given.code).why == "next_visit"


@pytest.mark.usefixtures("promise")
def test_once_in_a_business_day_and_again_on_the_next(
    a_customer: Callable[..., str], sell: Callable[..., SaleOutcome]
) -> None:
    customer = a_customer()
    days = ("2026-11-22", "2026-11-22", "2026-11-23")
    assert [len(sell(customer, 800, on=day).issued) for day in days] == [1, 0, 1]


@pytest.mark.usefixtures("promise")
def test_without_a_customer_it_is_for_whoever_brings_it(
    session: Session, sell: Callable[..., SaleOutcome]
) -> None:
    first, second = sell(None, 800), sell(None, 800)
    codes = [each.code for sale in (first, second) for each in sale.issued]
    assert len(set(codes)) == 2
    assert coupon_typed(session.db, codes[0]).customer_id is None


@pytest.mark.usefixtures("promise")
def test_a_refund_that_leaves_too_little_takes_it_back_unless_it_was_used(
    session: Session,
    a_customer: Callable[..., str],
    sell: Callable[..., SaleOutcome],
    on_day: Callable[[str], Session],
) -> None:
    customer = a_customer()
    sale = sell(customer, 800)
    code = sale.issued[0].code

    def give_back(amount: int, name: str) -> None:
        refund_sale(session, sale=str(sale.sale), amount=amount, reason=None, operation_id=name)

    give_back(300, "enough is left")
    assert coupon_typed(session.db, code).voided_on is None
    give_back(1, "too little is left")
    assert coupon_typed(session.db, code).void_reason == "refund"
    again = sell(customer, 800)
    assert len(again.issued) == 1  # what was taken back may be given again the same day
    used = again.issued[0].code
    tomorrow = on_day("2026-11-23")
    use_coupon(tomorrow, code=used, amount=1000, sale=None, operation_id="use")
    refund_sale(tomorrow, sale=str(again.sale), amount=None, reason=None, operation_id="r")
    assert coupon_typed(session.db, used).used == 1


@pytest.mark.usefixtures("promise")
def test_a_preview_gives_no_code(session: Session, a_customer: Callable[..., str]) -> None:
    order = SaleOrder((OrderLine(800),), a_customer())
    preview = preview_sale(session, order)
    assert (preview.issued, preview.promised) == ((), "¥100 off")
    assert session.db["coupons"].count == 0
    record_sale(session, order, operation_id="sale")
    assert preview_sale(session, order).promised is None  # once in a day is enough


def test_nobody_is_invited_where_nothing_is_paid(
    session: Session, set_shop: Callable[..., None], sell: Callable[..., SaleOutcome]
) -> None:
    add_reward(session, NewReward("Tea", "free_item", "100", 100), operation_id="reward")
    set_shop(next_visit={"reward": "Tea"})
    assert sell(None, 0).issued == ()
    assert len(sell(None, 1).issued) == 1


def test_a_flyers_codes_are_all_different_and_all_the_shop_s(session: Session) -> None:
    with session.write(Action.ISSUE_COUPONS, "op") as tx:
        told = {"terms": asdict(TERMS), "from": "2026-11-22", "uses": 1, "batch": "flyer"}
        codes = giving.issue_codes(tx, told, customer_id=None, count=250)
    assert len(set(codes)) == 250
    assert {coupon_typed(session.db, code).batch for code in codes} == {"flyer"}
