"""What became of a flyer's coupons, and what came back with them."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest

from db.errors import BadRequest
from db.queries.batches import (
    all_batches,
    batch_named,
    batch_returns,
    how_many_batches,
    open_codes,
)
from db.rules.rewards import Terms
from db.session import Session
from db.usecases.coupons import Issue, issue_coupons, replace_coupon, void_coupon
from db.usecases.refunds import refund_sale
from db.usecases.sales import OrderLine, SaleOrder, record_sale

OFF = Terms("amount_off", 200, name="¥200 off")
TODAY = date(2026, 11, 22)
OnDay = Callable[[str], Session]


@pytest.fixture
def flyer(on_day: OnDay) -> list[str]:
    """Return the codes of eight coupons of a flyer, made on 1 November, good until the 30th."""
    issue = Issue(OFF, count=8, batch="Flyer", valid_until=date(2026, 11, 30))
    issued = issue_coupons(on_day("2026-11-01"), issue, operation_id="flyer")
    return [each.code for each in issued]


@pytest.fixture
def buy(on_day: OnDay) -> Callable[..., str]:
    """Return a till that takes coupons; it gives the sale's name."""

    def record(day: str, customer: str | None, amount: int, *codes: str) -> str:
        session = on_day(day)
        order = SaleOrder((OrderLine(amount),), customer, coupons=codes)
        operation = f"sale-{session.db['facts'].count}"
        return str(record_sale(session, order, operation_id=operation).sale)

    return record


def test_each_coupon_stands_in_one_place(
    session: Session, flyer: list[str], buy: Callable[..., str]
) -> None:
    buy("2026-11-10", None, 1000, flyer[0])
    void_coupon(session, code=flyer[1], reason="x", return_points=False, operation_id="void")
    batch = batch_named(session.db, "Flyer", on=TODAY)
    assert (batch.issued, batch.used, batch.voided, batch.expired) == (8, 1, 1, 0)
    assert (batch.still_open, batch.times_used, batch.discount) == (6, 1, 200)
    assert (batch.issued_on, batch.valid_until) == (date(2026, 11, 1), date(2026, 11, 30))
    assert batch.gives == "¥200 off"
    assert batch.used_percent == Fraction(100, 8)
    later = batch_named(session.db, "Flyer", on=date(2026, 12, 1))
    assert (later.used, later.voided, later.expired, later.still_open) == (1, 1, 6, 0)
    assert open_codes(session.db, "Flyer", on=TODAY) == sorted(flyer[2:])


def test_a_reprinted_coupon_is_one_coupon(session: Session, flyer: list[str]) -> None:
    replace_coupon(session, code=flyer[0], reason="lost", operation_id="lost")
    batch = batch_named(session.db, "Flyer", on=TODAY)
    assert (batch.issued, batch.voided, batch.still_open) == (8, 0, 8)


def test_what_came_back_is_counted_by_sale_and_by_person(
    session: Session,
    flyer: list[str],
    buy: Callable[..., str],
    a_customer: Callable[..., str],
) -> None:
    new, regular, passing = a_customer("A"), a_customer("B"), a_customer("C")
    buy("2026-10-01", regular, 500)
    buy("2026-11-10", new, 1000, flyer[0])
    buy("2026-11-10", new, 400)  # the same day is not coming back
    buy("2026-11-15", new, 800)
    buy("2026-11-11", regular, 1500, flyer[1])
    buy("2026-11-12", passing, 900, flyer[2])
    buy("2026-11-12", None, 700, flyer[3])
    back = buy("2026-11-13", passing, 5000, flyer[4])
    refund_sale(session, sale=back, amount=None, reason=None, operation_id="whole")
    part = buy("2026-11-14", None, 1200, flyer[5])
    refund_sale(session, sale=part, amount=400, reason=None, operation_id="part")
    returns = batch_returns(session.db, "Flyer")
    assert returns.sales == 5
    assert returns.revenue == 800 + 1300 + 700 + 500 + 600
    assert (returns.customers, returns.first_time, returns.came_back) == (3, 2, 1)
    assert returns.came_back_percent == Fraction(100, 3)


def test_two_makings_under_one_name_are_one_batch(session: Session, flyer: list[str]) -> None:
    issue = Issue(Terms("percent_off", 10, name="10 %"), count=2, batch="Flyer")
    issue_coupons(session, issue, operation_id="more")
    issue_coupons(session, Issue(OFF, batch="Fair"), operation_id="fair")
    assert [(each.name, each.issued) for each in all_batches(session.db, on=TODAY)] == [
        ("Fair", 1),
        ("Flyer", len(flyer) + 2),
    ]
    flyer_now = batch_named(session.db, "Flyer", on=TODAY)
    assert (flyer_now.valid_until, flyer_now.gives) == (None, "")
    assert how_many_batches(session.db) == 2


def test_nothing_came_back_is_no_share_and_an_unknown_name_is_refused(
    session: Session, flyer: list[str]
) -> None:
    assert flyer
    returns = batch_returns(session.db, "Flyer")
    assert (returns.sales, returns.revenue, returns.came_back_percent) == (0, 0, None)
    with pytest.raises(BadRequest) as refused:
        batch_named(session.db, "Flier", on=TODAY)
    assert (refused.value.problem, refused.value.detail) == ("no_batch", "Flier")
