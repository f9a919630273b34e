"""One sale whole: its goods, and what was given back of it since."""

from collections.abc import Callable

import pytest

from db.errors import UnknownSale
from db.queries.sale_sheet import sale_sheet
from db.rules.points import SaleLine
from db.session import Session
from db.usecases.refunds import refund_sale
from db.usecases.sales import OrderLine, SaleOrder, SaleOutcome, record_sale
from db.usecases.shop import add_category


def test_a_sale_is_told_with_its_goods_and_every_refund(
    session: Session, a_customer: Callable[..., str]
) -> None:
    add_category(session, name="Drinks", earns=True, tax_rate=None, operation_id="drinks")
    add_category(session, name="Stamps", earns=False, tax_rate=None, operation_id="stamps")
    order = SaleOrder(
        (OrderLine(980, "Drinks", 2), OrderLine(500, "Stamps")), a_customer("田中 美咲"),
        receipt="77",
    )  # fmt: skip
    sale = record_sale(session, order, operation_id="sale").sale
    assert sale is not None
    for number, amount in enumerate((400, 300)):
        refund_sale(session, sale=sale, amount=amount, reason="cold", operation_id=f"r{number}")
    told = sale_sheet(session.db, sale)
    assert (told.customer, told.record.receipt, told.record.total) == ("田中 美咲", "77", 1480)
    assert told.lines == (SaleLine(980, "Drinks", count=2), SaleLine(500, "Stamps", earns=False))
    assert [(refund.amount, refund.reason) for refund in told.refunds] == [
        (400, "cold"), (300, "cold"),
    ]  # fmt: skip
    assert (told.refunded, told.may_be_refunded) == (700, True)
    refund_sale(session, sale=sale, amount=None, reason=None, operation_id="rest")
    assert not sale_sheet(session.db, sale).may_be_refunded


def test_a_sale_of_nobody_has_no_name_and_one_of_0_can_be_refunded_once(
    session: Session, sell: Callable[..., SaleOutcome]
) -> None:
    sale = sell(None, 0).sale
    assert sale is not None
    told = sale_sheet(session.db, sale)
    assert (told.customer, told.lines, told.may_be_refunded) == ("", (SaleLine(0),), True)
    refund_sale(session, sale=sale, amount=None, reason=None, operation_id="back")
    assert not sale_sheet(session.db, sale).may_be_refunded


def test_what_is_no_sale_is_refused(session: Session) -> None:
    with pytest.raises(UnknownSale):
        sale_sheet(session.db, "1-1")
