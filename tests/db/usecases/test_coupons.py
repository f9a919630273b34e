"""Coupons outside a sale: a flyer, another till, one that is declared void."""

from collections.abc import Callable
from datetime import date

import pytest

from db.errors import (
    BadDate,
    BadRequest,
    CouponExpired,
    CouponMinimum,
    CouponUsed,
    CouponVoided,
    UnknownSale,
)
from db.queries.coupons import coupon_typed
from db.rules.rewards import Terms
from db.session import Session
from db.usecases.coupons import Issue, issue_coupons, replace_coupon, use_coupon, void_coupon
from db.usecases.refunds import refund_sale
from db.usecases.sales import OrderLine, SaleOrder, record_sale

OFF = Terms("amount_off", 200, name="¥200 off", minimum=1000)
TENTH = Terms("percent_off", 10, max_discount=150)


def a_coupon(session: Session, terms: Terms = OFF, uses: int = 1) -> str:
    operation = f"issue-{session.db['facts'].count}"
    return issue_coupons(session, Issue(terms, uses=uses), operation_id=operation)[0].code


def take(session: Session, code: str, amount: int | None, sale: str | None = None) -> int:
    operation = f"use-{session.db['facts'].count}"
    taken = use_coupon(session, code=code, amount=amount, sale=sale, operation_id=operation)
    return taken.discount


def test_a_flyers_coupons_are_all_different(session: Session) -> None:
    made = issue_coupons(session, Issue(OFF, count=500, batch="flyer"), operation_id="a")
    assert len({coupon.code for coupon in made}) == 500


def test_a_coupon_goes_as_often_as_it_may(session: Session) -> None:
    code = a_coupon(session, uses=2)
    assert [take(session, code, 1500), take(session, code, 1000)] == [200, 200]
    with pytest.raises(CouponUsed):
        take(session, code, 1500)


def test_the_discount_depends_on_the_amount_that_is_told(session: Session) -> None:
    assert take(session, a_coupon(session, TENTH), 999) == 99
    assert take(session, a_coupon(session, TENTH), 9990) == 150
    with pytest.raises(BadRequest):
        take(session, a_coupon(session, TENTH), None)
    with pytest.raises(CouponMinimum):
        take(session, a_coupon(session), 999)
    with pytest.raises(UnknownSale):
        take(session, a_coupon(session), 1500, sale="x-1")


def test_a_void_coupon_is_void_for_good(session: Session) -> None:
    code = a_coupon(session)
    void_coupon(session, code=code, reason="lost", return_points=False, operation_id="a")
    with pytest.raises(CouponVoided):
        take(session, code, 1500)
    with pytest.raises(CouponVoided):
        void_coupon(session, code=code, reason="again", return_points=False, operation_id="b")


def test_days_the_wrong_way_round_are_refused(
    session: Session, a_customer: Callable[..., str]
) -> None:
    issue = Issue(OFF, customer_id=a_customer(), valid_until=date(2026, 11, 21))
    with pytest.raises(BadDate):
        issue_coupons(session, issue, operation_id="a")
    with pytest.raises(BadRequest):
        issue_coupons(session, Issue(OFF, count=0), operation_id="b")


# -- Lost and reprinted ---------------------------------------------------------------------


def replaced(session: Session, code: str) -> str:
    operation = f"replace-{session.db['facts'].count}"
    return replace_coupon(session, code=code, reason="lost", operation_id=operation).code


def test_the_old_code_dies_and_the_new_one_gives_what_was_left(
    session: Session, a_customer: Callable[..., str]
) -> None:
    issue = Issue(
        TENTH, customer_id=a_customer(), valid_until=date(2026, 12, 31), uses=3, batch="Flyer"
    )
    (old,) = issue_coupons(session, issue, operation_id="issue")
    take(session, old.code, 1000)
    new = coupon_typed(session.db, replaced(session, old.code))
    before = coupon_typed(session.db, old.code)
    assert new.uses == 2
    assert before.replaced_by == new.code
    for name in ("terms", "customer_id", "valid_from", "valid_until", "batch", "reward"):
        assert getattr(new, name) == getattr(before, name)
    with pytest.raises(CouponVoided) as refused:
        take(session, old.code, 1000)
    assert (refused.value.reason, refused.value.voided_on) == ("replaced", "2026-11-22")
    assert [take(session, new.code, 1000) for _ in range(2)] == [100, 100]
    with pytest.raises(CouponUsed):
        take(session, new.code, 1000)


def test_a_reprint_can_be_lost_too_and_declared_void(session: Session) -> None:
    third = replaced(session, replaced(session, a_coupon(session)))
    void_coupon(session, code=third, reason="stolen", return_points=False, operation_id="v")
    with pytest.raises(CouponVoided):
        take(session, third, 1500)


def test_what_is_no_longer_good_is_not_reprinted(session: Session) -> None:
    used = a_coupon(session)
    take(session, used, 1500)
    first = date(2026, 11, 1)
    gone = Issue(OFF, valid_from=first, valid_until=date(2026, 11, 21))
    (expired,) = issue_coupons(session, gone, operation_id="gone")
    voided = a_coupon(session)
    replaced(session, voided)
    for code, refusal in (
        (used, CouponUsed), (expired.code, CouponExpired), (voided, CouponVoided),
    ):  # fmt: skip
        with pytest.raises(refusal):
            replaced(session, code)
    with pytest.raises(BadRequest):
        replace_coupon(session, code=a_coupon(session), reason=" ", operation_id="r")


def test_one_for_days_to_come_is_reprinted_for_the_same_days(session: Session) -> None:
    issue = Issue(OFF, valid_from=date(2026, 12, 1))
    (coupon,) = issue_coupons(session, issue, operation_id="later")
    assert coupon_typed(session.db, replaced(session, coupon.code)).valid_from == date(2026, 12, 1)


def test_a_use_that_a_refund_gives_back_goes_to_the_code_that_holds_now(session: Session) -> None:
    code = a_coupon(session, Terms("amount_off", 200, name="off"), uses=2)
    order = SaleOrder((OrderLine(1000),), coupons=(code,))
    sale = record_sale(session, order, operation_id="sale").sale
    new = replaced(session, code)
    assert coupon_typed(session.db, new).uses == 1
    refund_sale(session, sale=str(sale), amount=None, reason=None, operation_id="refund")
    assert coupon_typed(session.db, new).uses == 2
    assert [take(session, new, 1000) for _ in range(2)] == [200, 200]
    with pytest.raises(CouponUsed):
        take(session, new, 1000)
