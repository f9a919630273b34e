"""What each customer bought up to a month's last day; refunds lower money and nothing else."""

from collections.abc import Callable
from datetime import date

import pytest

from db.journal import Draft
from db.queries.histories import purchase_histories, revenue_in, spent_by_loyal, trade_apart
from db.rules.histories import History
from db.session import Action, Session
from db.usecases.sales import SaleOutcome
from tests.db.queries.handed_back import refund_of
from tests.db.queries.past_days import on_day as past

OCTOBER = date(2026, 10, 1)
Sell = Callable[..., SaleOutcome]


@pytest.fixture
def refund(session: Session) -> Callable[..., None]:
    """Return a way to take in a refund as a file of purchases brings it."""

    def take_in(customer: str | None, amount: int, *, on: str) -> None:
        doc = {"amount": -amount, "total": -amount, "paid": -amount, "points": 0, "refund": True}
        operation = f"refund-{session.db['facts'].count}"
        with session.write(Action.IMPORT_PURCHASES, operation) as tx:
            past(tx, on).post(Draft("sale", doc, customer, "spent" if customer else None,
                                    -amount if customer else None))  # fmt: skip

    return take_in


@pytest.fixture
def hand_back(session: Session) -> Callable[..., None]:
    """Return the desk's way to give money back for a sale."""

    def give(sold: SaleOutcome, money: int, *, on: str, whole: bool = False) -> None:
        assert sold.sale is not None
        with session.write(Action.REFUND_SALE, f"back-{session.db['facts'].count}") as tx:
            past(tx, on).post(refund_of(sold.sale, sold.customer_id, money, whole=whole))

    return give


def ordinals(*days: str) -> list[int]:
    return [date.fromisoformat(day).toordinal() for day in days]


def test_days_come_oldest_first_and_end_with_the_month(
    session: Session, a_customer: Callable[..., str], sell: Sell
) -> None:
    customer = a_customer()
    for day, amount in (("2026-10-31", 300), ("2026-09-30", 100), ("2026-11-01", 5000),
                        ("2026-10-01", 200), ("2026-10-01", 50)):  # fmt: skip
        sell(customer, amount, on=day)
    assert purchase_histories(session.db, month=OCTOBER) == [
        History(ordinals("2026-09-30", "2026-10-01", "2026-10-01", "2026-10-31"), 650, 550)
    ]


def test_what_was_taken_off_is_told_apart_from_what_was_paid(
    session: Session, a_customer: Callable[..., str], sell: Sell
) -> None:
    customer = a_customer()
    sell(customer, 30_000, on="2026-09-30")
    sell(customer, 1000, on="2026-10-05", points_used=300)
    (history,) = purchase_histories(session.db, month=OCTOBER)
    assert (history.net, history.revenue, history.taken_off) == (30_700, 700, 300)


def test_who_has_only_refunds_or_came_later_is_no_customer_yet(
    session: Session, a_customer: Callable[..., str], sell: Sell, refund: Callable[..., None]
) -> None:
    refund(a_customer(), 100, on="2026-10-05")
    sell(a_customer("佐藤 健"), 100, on="2026-11-01")
    sell(None, 100, on="2026-10-01")
    assert purchase_histories(session.db, month=OCTOBER) == []


def test_a_refund_counts_by_its_own_day(
    session: Session, a_customer: Callable[..., str], sell: Sell, refund: Callable[..., None]
) -> None:
    customer = a_customer()
    sell(customer, 1000, on="2026-09-30")
    refund(customer, 400, on="2026-10-01")
    refund(customer, 100, on="2026-11-01")
    refund(None, 30, on="2026-10-31")
    sell(None, 500, on="2026-10-31")
    sell(None, 900, on="2026-11-01")
    apart = trade_apart(session.db, month=OCTOBER)
    assert (apart.refunds, apart.anonymous_sales) == (400, 1)
    assert (apart.anonymous_revenue, apart.anonymous_refunds) == (500, 30)
    assert purchase_histories(session.db, month=OCTOBER) == [
        History(ordinals("2026-09-30"), 600, 0)
    ]


def test_a_sale_of_nothing_is_a_sale(
    session: Session, a_customer: Callable[..., str], sell: Sell
) -> None:
    sell(a_customer(), 0, on="2026-10-05")
    assert purchase_histories(session.db, month=OCTOBER) == [History(ordinals("2026-10-05"), 0)]


def test_revenue_is_what_customers_paid_before_refunds(
    session: Session, a_customer: Callable[..., str], sell: Sell, refund: Callable[..., None]
) -> None:
    customer = a_customer()
    sell(customer, 1000, on="2026-10-01")
    sell(customer, 2000, on="2026-10-31")
    sell(customer, 4000, on="2026-11-01")
    sell(None, 8000, on="2026-10-15")
    refund(customer, 500, on="2026-10-20")
    assert revenue_in(session.db, OCTOBER) == 3000
    assert revenue_in(session.db, date(2025, 10, 1)) == 0


def test_the_loyal_are_those_who_had_bought_by_a_day_and_their_years_meet_without_a_gap(
    session: Session, a_customer: Callable[..., str], sell: Sell, refund: Callable[..., None]
) -> None:
    loyal, new = a_customer(), a_customer("佐藤 健")
    sell(loyal, 1, on="2024-10-31")  # before the two years
    sell(loyal, 20, on="2024-11-01")
    sell(loyal, 300, on="2025-10-31")
    sell(loyal, 4000, on="2025-11-01")
    sell(loyal, 50_000, on="2026-10-31")
    sell(loyal, 600_000, on="2026-11-01")  # after them
    refund(loyal, 7, on="2026-01-01")
    sell(new, 9_000_000, on="2025-05-02")
    spent = spent_by_loyal(session.db, month=OCTOBER, loyal_since=date(2025, 5, 1))
    assert spent == (53_993, 320)


def test_money_handed_back_counts_by_its_own_day_and_the_sale_stays_counted(
    session: Session, a_customer: Callable[..., str], sell: Sell, hand_back: Callable[..., None]
) -> None:
    customer, other = a_customer(), a_customer("佐藤 健")
    september, october = sell(customer, 1000, on="2026-09-30"), sell(other, 700, on="2026-10-05")
    hand_back(september, 400, on="2026-10-01")
    hand_back(september, 100, on="2026-10-31")
    hand_back(september, 500, on="2026-11-01", whole=True)
    hand_back(october, 700, on="2026-10-05", whole=True)
    hand_back(sell(None, 90, on="2026-09-30"), 90, on="2026-10-02", whole=True)
    apart = trade_apart(session.db, month=OCTOBER)
    assert (apart.refunds, apart.anonymous_refunds, apart.anonymous_sales) == (1200, 90, 0)
    assert revenue_in(session.db, OCTOBER) == 700
    histories = sorted(purchase_histories(session.db, month=OCTOBER))
    assert histories == [
        History(ordinals("2026-09-30"), 500, 0), History(ordinals("2026-10-05"), 0, 700),
    ]  # fmt: skip
    assert purchase_histories(session.db, month=date(2026, 9, 1)) == [
        History(ordinals("2026-09-30"), 1000, 1000)
    ]


def test_what_the_loyal_spent_is_net_of_what_they_got_back_in_each_year(
    session: Session, a_customer: Callable[..., str], sell: Sell, hand_back: Callable[..., None]
) -> None:
    loyal, new = a_customer(), a_customer("佐藤 健")
    first, late = sell(loyal, 10_000, on="2025-05-01"), sell(new, 50_000, on="2025-05-02")
    for money, day in ((1, "2025-05-03"), (20, "2025-10-31"), (300, "2025-11-01"),
                       (4000, "2026-10-31"), (5000, "2026-11-01")):  # fmt: skip
        hand_back(first, money, on=day)
        hand_back(late, money, on=day)
    spent = spent_by_loyal(session.db, month=OCTOBER, loyal_since=date(2025, 5, 1))
    assert spent == (-4300, 10_000 - 21)
