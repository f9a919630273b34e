"""Coupons outside a sale: a flyer, another till, one that is declared void."""

from collections.abc import Callable
from datetime import date

import pytest

from db.errors import BadDate, BadRequest, CouponMinimum, CouponUsed, CouponVoided, UnknownSale
from db.rules.rewards import Terms
from db.session import Session
from db.usecases.coupons import Issue, issue_coupons, use_coupon, void_coupon

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
