"""What the book says of a sale that may be refunded."""

from collections.abc import Callable

import pytest

from db.errors import UnknownSale
from db.queries.refunds import (
    coupons_on,
    facts_with,
    given_back,
    kept_sale,
    owner_of_sale,
    refunds_of,
    sale_fact,
)
from db.rules.refunds import GivenBack
from db.rules.rewards import Terms
from db.session import Session
from db.usecases.coupons import Issue, issue_coupons, use_coupon
from db.usecases.refunds import refund_sale
from db.usecases.sales import SaleOutcome

Sell = Callable[..., SaleOutcome]


def test_a_sale_and_what_was_written_with_it(
    session: Session, a_customer: Callable[..., str], sell: Sell
) -> None:
    customer = a_customer()
    sale = str(sell(customer, 1980).sale)
    sell(customer, 500)
    assert sale_fact(session.db, sale).doc["paid"] == 1980
    assert [fact.kind for fact in facts_with(session.db, sale)] == ["sale", "points.earn"]
    assert owner_of_sale(session.db, sale) == customer


def test_refunds_add_up(session: Session, sell: Sell) -> None:
    sale = str(sell(None, 1980).sale)
    for amount in (80, 900):
        refund_sale(session, sale=sale, amount=amount, reason="torn", operation_id=f"r{amount}")
    kept = kept_sale(session.db, sale_fact(session.db, sale))
    assert given_back(session.db, sale, kept) == GivenBack(2, 980, 980, 0, 0, 0, {})
    lines = refunds_of(session.db, sale)
    assert [(line.amount, line.money_back, line.reason) for line in lines] == [
        (80, 80, "torn"),
        (900, 900, "torn"),
    ]


def test_a_coupon_that_another_till_took_for_the_sale_is_one_of_its_coupons(
    session: Session, sell: Sell
) -> None:
    sale = str(sell(None, 1980).sale)
    (coupon,) = issue_coupons(session, Issue(Terms("amount_off", 100)), operation_id="issue")
    use_coupon(session, code=coupon.code, amount=1980, sale=sale, operation_id="use")
    uses = coupons_on(session.db, sale_fact(session.db, sale))
    assert [use.doc["code"] for use in uses] == [coupon.code]


def test_the_name_of_another_fact_is_no_sale(
    session: Session, a_customer: Callable[..., str]
) -> None:
    a_customer()
    (origin, seq) = session.db.conn.execute("SELECT origin, seq FROM facts").fetchone()
    with pytest.raises(UnknownSale):
        sale_fact(session.db, f"{origin:x}-{seq}")
    with pytest.raises(UnknownSale):
        sale_fact(session.db, f"{origin:X}-0{seq}")
