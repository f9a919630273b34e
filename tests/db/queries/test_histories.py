"""What each customer bought and got back; refunds lower money and nothing else."""

from collections.abc import Callable
from datetime import date

import pytest

from db.journal import Draft
from db.queries.histories import purchase_histories, revenue_of, trade_apart
from db.rules.histories import History
from db.rules.spans import period_of
from db.session import Action, Session
from db.usecases.sales import SaleOutcome
from tests.db.queries.handed_back import refund_of
from tests.db.queries.past_days import on_day as past

OCTOBER = period_of("month", date(2026, 10, 1))
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


def paid_on(*sales: tuple[str, int], back: tuple[tuple[str, int], ...] = ()) -> History:
    def ordinal(day: str) -> int:
        return date.fromisoformat(day).toordinal()

    return History(
        [ordinal(day) for day, _ in sales],
        [paid for _, paid in sales],
        tuple((ordinal(day), amount) for day, amount in back),
    )


def test_days_come_oldest_first_with_what_was_paid_on_each(
    session: Session, a_customer: Callable[..., str], sell: Sell
) -> None:
    customer, other = a_customer(), a_customer("佐藤 健")
    for day, amount in (("2026-10-31", 300), ("2026-09-30", 100), ("2026-11-01", 5000),
                        ("2026-10-01", 200), ("2026-10-01", 50)):  # fmt: skip
        sell(customer, amount, on=day)
    sell(other, 70, on="2026-10-02")
    past = paid_on(("2026-09-30", 100), ("2026-10-01", 50), ("2026-10-01", 200),
                   ("2026-10-31", 300), ("2026-11-01", 5000))  # fmt: skip
    other_past = paid_on(("2026-10-02", 70))
    assert purchase_histories(session.db) == {customer: past, other: other_past}
    assert purchase_histories(session.db, of=[other, "nobody"]) == {other: other_past}
    assert purchase_histories(session.db, of=[]) == {}


def test_who_has_only_refunds_is_no_customer_yet(
    session: Session, a_customer: Callable[..., str], sell: Sell, refund: Callable[..., None]
) -> None:
    refund(a_customer(), 100, on="2026-10-05")
    sell(None, 100, on="2026-10-01")
    assert purchase_histories(session.db) == {}


def test_a_refund_counts_by_its_own_day(
    session: Session,
    a_customer: Callable[..., str],
    sell: Sell,
    refund: Callable[..., None],
    hand_back: Callable[..., None],
) -> None:
    customer = a_customer()
    sold = sell(customer, 1000, on="2026-09-30")
    refund(customer, 400, on="2026-10-01")
    hand_back(sold, 30, on="2026-10-31")
    hand_back(sold, 100, on="2026-11-01", whole=True)
    refund(None, 30, on="2026-10-31")
    hand_back(sell(None, 90, on="2026-09-30"), 90, on="2026-10-02", whole=True)
    sell(None, 500, on="2026-10-31")
    sell(None, 900, on="2026-11-01")
    apart = trade_apart(session.db, first=OCTOBER.first, last=OCTOBER.last)
    assert (apart.refunds, apart.anonymous_sales) == (430, 1)
    assert (apart.anonymous_revenue, apart.anonymous_refunds) == (500, 120)
    (past,) = purchase_histories(session.db).values()
    assert sorted(past.back) == sorted(
        paid_on(back=(("2026-10-01", 400), ("2026-10-31", 30), ("2026-11-01", 100))).back
    )
    assert past.until(OCTOBER.last.toordinal()).net == 570


def test_a_sale_of_nothing_is_a_sale(
    session: Session, a_customer: Callable[..., str], sell: Sell
) -> None:
    sell(a_customer(), 0, on="2026-10-05")
    assert list(purchase_histories(session.db).values()) == [paid_on(("2026-10-05", 0))]


def test_revenue_is_what_customers_paid_before_refunds_period_by_period(
    session: Session, a_customer: Callable[..., str], sell: Sell, refund: Callable[..., None]
) -> None:
    customer = a_customer()
    sell(customer, 1000, on="2026-10-01")
    sell(customer, 2000, on="2026-10-31")
    sell(customer, 4000, on="2026-11-01")
    sell(None, 8000, on="2026-10-15")
    refund(customer, 500, on="2026-10-20")
    assert list(revenue_of(session.db, OCTOBER.after.latest(3)).values()) == [0, 3000, 4000]
    weeks = period_of("week", date(2026, 11, 1)).latest(6)
    assert list(revenue_of(session.db, weeks).values()) == [0, 1000, 0, 0, 0, 6000]
