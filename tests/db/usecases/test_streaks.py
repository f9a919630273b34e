"""Gifts for weeks in a row: given with the sale that completes them, taken back with its refund."""

from collections.abc import Callable
from typing import Any

import pytest

from db.errors import BadRequest
from db.queries.coupons import coupon_typed, coupons_of
from db.queries.points import account_at, holdings
from db.queries.streaks import all_streaks, streak_totals, streaks_of
from db.session import Session
from db.usecases.coupons import use_coupon
from db.usecases.refunds import refund_sale
from db.usecases.rewards import NewReward, add_reward, edit_reward
from db.usecases.sales import OrderLine, SaleOrder, SaleOutcome, preview_sale
from db.usecases.streaks import add_streak, edit_streak

Sell = Callable[..., SaleOutcome]
TEA = NewReward("Tea", "free_item", "300", 100)
MONDAYS = ("2026-11-02", "2026-11-09", "2026-11-16", "2026-11-23", "2026-11-30", "2026-12-07")


@pytest.fixture
def streak(on_day: Callable[[str], Session]) -> Callable[..., str]:
    """Return a way to offer, from October on, 50 points for three weeks; it gives the id."""

    def offer(**terms: Any) -> str:  # noqa: ANN401
        told = {"name": "Regulars", "weeks": 3, "gift": {"points": 50}, **terms}
        return add_streak(on_day("2026-10-05"), terms=told, operation_id="streak").id

    return offer


def balance(session: Session, customer: str) -> int:
    moment = session.moment()
    return holdings(account_at(moment, customer), on=moment.today).balance


def give_back(session: Session, sale: SaleOutcome) -> None:
    operation = f"refund-{session.db['facts'].count}"
    refund_sale(session, sale=str(sale.sale), amount=None, reason=None, operation_id=operation)


def have(session: Session, customer: str) -> int:
    return streaks_of(session.moment(), customer)[0].have


def test_the_sale_that_completes_the_weeks_brings_the_gift(
    on_day: Callable[[str], Session], a_customer: Callable[..., str], sell: Sell,
    streak: Callable[..., str],
) -> None:  # fmt: skip
    streak()
    customer = a_customer()
    for monday in MONDAYS[:2]:
        sell(customer, 100, on=monday)
    last = on_day("2026-11-22")
    expected = preview_sale(last, SaleOrder((OrderLine(100),), customer))
    assert have(last, customer) == 2
    sale = sell(customer, 100)
    assert (sale.streaks, sale.balance) == (expected.streaks, expected.balance)
    assert sale.balance == 3 + 50 == balance(last, customer)
    assert len(sale.streaks[0].runs) == 1
    assert sell(customer, 100).streaks[0].runs == ()  # once
    assert have(last, customer) == 0


def test_a_new_run_begins_with_the_week_after(
    session: Session, a_customer: Callable[..., str], sell: Sell, streak: Callable[..., str]
) -> None:
    id = streak()
    customer = a_customer()
    given = [len(sell(customer, 100, on=monday).streaks[0].runs) for monday in MONDAYS]
    assert given == [0, 0, 1, 0, 0, 1]
    assert streak_totals(session.db) == {id: 2}


def test_a_coupon_can_be_the_gift(
    session: Session, a_customer: Callable[..., str], sell: Sell, streak: Callable[..., str]
) -> None:
    add_reward(session, TEA, operation_id="tea")
    streak(gift={"reward": "Tea"})
    customer = a_customer()
    sales = [sell(customer, 100, on=monday) for monday in MONDAYS[:3]]
    assert [coupon.name for coupon in sales[2].issued] == ["Tea"]
    give_back(session, sales[0])
    assert coupons_of(session.db, customer, on=session.today) == []
    assert coupon_typed(session.db, sales[2].issued[0].code).void_reason == "refund"


def test_whoever_used_the_coupon_had_the_gift(
    on_day: Callable[[str], Session], a_customer: Callable[..., str], sell: Sell,
    streak: Callable[..., str],
) -> None:  # fmt: skip
    session = on_day("2026-11-22")
    add_reward(session, TEA, operation_id="tea")
    id = streak(gift={"reward": "Tea"})
    customer = a_customer()
    sales = [sell(customer, 100, on=monday) for monday in MONDAYS[:3]]
    code = sales[2].issued[0].code
    use_coupon(session, code=code, amount=None, sale=None, operation_id="use")
    give_back(session, sales[2])
    assert streak_totals(session.db) == {id: 1}
    assert sell(customer, 100).streaks[0].runs == ()


def test_the_gift_goes_back_once_a_week_has_lost_its_visits_and_may_come_again(
    session: Session, a_customer: Callable[..., str], sell: Sell, streak: Callable[..., str]
) -> None:
    id = streak()
    customer = a_customer()
    for monday in MONDAYS[:2]:
        sell(customer, 100, on=monday)
    completing, other = sell(customer, 100), sell(customer, 200, on="2026-11-21")
    give_back(session, completing)
    assert streak_totals(session.db) == {id: 1}  # the week still has a visit
    give_back(session, other)
    assert streak_totals(session.db) == {id: 0}
    assert balance(session, customer) == 2
    again = sell(customer, 100)
    assert len(again.streaks[0].runs) == 1
    assert balance(session, customer) == 53
    give_back(session, again)
    assert (streak_totals(session.db), balance(session, customer)) == ({id: 0}, 2)


def test_a_part_of_the_money_back_leaves_the_visit(
    session: Session, a_customer: Callable[..., str], sell: Sell, streak: Callable[..., str]
) -> None:
    id = streak()
    customer = a_customer()
    sales = [sell(customer, 100, on=monday) for monday in (*MONDAYS[:2], "2026-11-22")]
    refund_sale(session, sale=str(sales[2].sale), amount=99, reason=None, operation_id="back")
    assert streak_totals(session.db) == {id: 1}


def test_a_slip_closes_the_gap(
    a_customer: Callable[..., str], sell: Sell, streak: Callable[..., str]
) -> None:
    streak()
    customer = a_customer()
    sell(customer, 100, on=MONDAYS[0])
    sell(customer, 100, on=MONDAYS[2])
    assert len(sell(customer, 100, on=MONDAYS[1]).streaks[0].runs) == 1


def test_as_of_an_earlier_day_later_visits_do_not_count(
    on_day: Callable[[str], Session], a_customer: Callable[..., str], sell: Sell,
    streak: Callable[..., str],
) -> None:  # fmt: skip
    streak()
    customer = a_customer()
    sales = [sell(customer, 100, on=monday) for monday in MONDAYS[:4]]
    assert [have(on_day(monday), customer) for monday in MONDAYS[:4]] == [1, 2, 0, 1]
    give_back(on_day(MONDAYS[4]), sales[2])
    assert have(on_day(MONDAYS[3]), customer) == 1  # the refund was later
    assert have(on_day(MONDAYS[4]), customer) == 1  # the third week is a gap now


def test_a_streak_that_is_offered_again_begins_anew(
    on_day: Callable[[str], Session], a_customer: Callable[..., str], sell: Sell,
    streak: Callable[..., str],
) -> None:  # fmt: skip
    streak()
    customer = a_customer()
    for monday in MONDAYS[:2]:
        sell(customer, 100, on=monday)
    session = on_day("2026-11-16")
    for offered in (False, True):
        edit_streak(
            session, streak="Regulars", changes={"offered": offered}, operation_id=str(offered)
        )
    assert sell(customer, 100).streaks[0].standing.have == 1


@pytest.mark.parametrize(
    "terms",
    [
        {"name": ""},
        {"weeks": 1},
        {"weeks": 105},
        {"visits": 0},
        {"visits": 8},
        {"gift": None},
        {"gift": {"points": 0}},
        {"gift": {"reward": "Nothing"}},
        {"gift": {"points": 1, "reward": "Tea"}},
    ],
)
def test_a_streak_that_cannot_be_is_refused(
    session: Session, streak: Callable[..., str], terms: dict[str, Any]
) -> None:
    with pytest.raises(BadRequest):
        streak(**terms)
    assert all_streaks(session.db) == []


def test_a_reward_that_weeks_bring_keeps_its_name(
    session: Session, streak: Callable[..., str]
) -> None:
    tea = add_reward(session, TEA, operation_id="tea")
    streak(gift={"reward": "Tea"})
    with pytest.raises(BadRequest):
        edit_reward(session, reward_id=tea.id, new=TEA, offered=False, operation_id="stop")
