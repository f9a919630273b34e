"""A tier thanks on arrival, once for each stay; what was never reached is given back."""

from collections.abc import Callable

import pytest

from db.queries.points import account_at, holdings
from db.queries.tiers import tier_track
from db.session import Session
from db.usecases.refunds import refund_sale
from db.usecases.rewards import NewReward, add_reward
from db.usecases.sales import OrderLine, SaleOrder, SaleOutcome, preview_sale, record_sale
from db.usecases.tiers import NewTier, add_tier, edit_tier

Sell = Callable[..., SaleOutcome]
OnDay = Callable[[str], Session]
GOLD = NewTier("Gold", "5000", gift={"points": 100}, keep_months=1)


@pytest.fixture
def gold(on_day: OnDay) -> None:
    """Let gold bring 100 points on arrival."""
    add_tier(on_day("2026-01-01"), GOLD, operation_id="gold")


@pytest.fixture
def give_back(on_day: OnDay) -> Callable[..., None]:
    """Return the desk's way to give money back."""

    def refund(sale: SaleOutcome, amount: int | None, *, on: str = "2026-11-22") -> None:
        session = on_day(on)
        operation = f"back-{session.db['facts'].count}"
        refund_sale(
            session, sale=str(sale.sale), amount=amount, reason=None, operation_id=operation
        )

    return refund


def points(session: Session, customer: str) -> int:
    moment = session.moment()
    return holdings(account_at(moment, customer), on=moment.today).balance


@pytest.mark.usefixtures("gold")
def test_arriving_again_after_the_tier_was_lost_brings_the_gift_again(
    session: Session, a_customer: Callable[..., str], sell: Sell
) -> None:
    customer = a_customer()
    sell(customer, 5000, on="2025-10-01")  # before there was gold
    assert sell(customer, 100, on="2026-03-10").tier == "Gold"
    assert sell(customer, 100, on="2026-04-10").tier_is_new is False
    assert sell(customer, 4800, on="2026-11-20").tier_is_new is True  # lost when May was over
    assert points(session, customer) == 50 + 1 + 1 + 48 + 200


@pytest.mark.usefixtures("gold")
def test_a_slip_of_yesterday_that_reaches_it_first_brings_no_second_gift(
    session: Session, on_day: OnDay, a_customer: Callable[..., str], sell: Sell
) -> None:
    customer = a_customer()
    sell(customer, 5000)
    order = SaleOrder((OrderLine(5000),), customer)
    shown = preview_sale(on_day("2026-11-21"), order)
    slip = record_sale(on_day("2026-11-21"), order, operation_id="slip")
    assert (shown.balance, slip.balance, slip.tier_is_new) == (50, 50, True)
    assert points(session, customer) == 50 + 50 + 100


@pytest.mark.usefixtures("gold")
def test_the_gift_stays_where_a_later_sale_reaches_the_tier_in_the_same_stay(
    session: Session, a_customer: Callable[..., str], sell: Sell, give_back: Callable[..., None]
) -> None:
    customer = a_customer()
    first = sell(customer, 5000, on="2026-11-20")
    second = sell(customer, 5000, on="2026-11-21")
    give_back(first, None)
    assert points(session, customer) == 50 + 100
    give_back(second, 1)  # now no sale reached it
    assert points(session, customer) == 49
    assert tier_track(session.moment(), customer).held is None


@pytest.mark.usefixtures("gold")
def test_a_refund_long_after_the_tier_was_lost_leaves_a_gift_that_was_earned(
    session: Session, a_customer: Callable[..., str], sell: Sell, give_back: Callable[..., None]
) -> None:
    customer = a_customer()
    reaching = sell(customer, 6000, on="2026-02-10")
    sell(customer, 100, on="2026-11-20")
    give_back(reaching, 1000)
    assert points(session, customer) == 50 + 1 + 100
    give_back(reaching, 1)
    assert points(session, customer) == 49 + 1


@pytest.mark.usefixtures("gold")
def test_after_a_refund_and_a_new_arrival_the_gift_is_had_once(
    session: Session, a_customer: Callable[..., str], sell: Sell, give_back: Callable[..., None]
) -> None:
    customer = a_customer()
    give_back(sell(customer, 5000, on="2026-11-20"), 10, on="2026-11-21")
    assert points(session, customer) == 49
    assert sell(customer, 10).tier_is_new
    assert points(session, customer) == 49 + 100


@pytest.mark.usefixtures("gold")
def test_a_gift_of_a_tier_that_has_another_name_and_threshold_today_is_still_its_gift(
    session: Session, a_customer: Callable[..., str], sell: Sell, give_back: Callable[..., None]
) -> None:
    customer = a_customer()
    reaching = sell(customer, 5000)
    changes = {"name": "Ginkgo", "threshold": "1", "gift": None}
    edit_tier(session, tier="Gold", changes=changes, operation_id="edit")
    give_back(reaching, 1)
    assert points(session, customer) == 49


def test_a_coupon_on_arrival_is_voided_unless_it_was_used(
    session: Session,
    on_day: OnDay,
    a_customer: Callable[..., str],
    sell: Sell,
    give_back: Callable[..., None],
) -> None:
    add_reward(session, NewReward("Cake", "free_item", "500", 1), operation_id="cake")
    new = NewTier("Gold", "5000", gift={"reward": "Cake"})
    add_tier(on_day("2026-01-01"), new, operation_id="gold")
    customer = a_customer()
    sale = sell(customer, 5000)
    (coupon,) = sale.issued
    give_back(sale, 1)
    (state,) = session.db.query("SELECT void_reason FROM coupons WHERE code = ?", (coupon.code,))
    assert state["void_reason"] == "refund"
    again = sell(customer, 1)
    (second,) = again.issued
    order = SaleOrder((OrderLine(500),), customer, coupons=(second.code,))
    assert record_sale(session, order, operation_id="cake-used").reckoning.paid == 0
    give_back(again, 1)
    assert tier_track(session.moment(), customer).held is None
    third = sell(customer, 1)  # whoever used the coupon had the gift of this stay
    assert (third.tier_is_new, third.issued) == (True, ())
