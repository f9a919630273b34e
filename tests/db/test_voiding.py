"""A coupon that was given for something goes back with it, unless somebody has used it."""

import pytest

from db import voiding
from db.journal import Draft
from db.queries.coupons import coupon_typed
from db.rules.rewards import Terms
from db.session import Action, Session
from db.usecases.coupons import Issue, issue_coupons, use_coupon


@pytest.fixture
def coupon(session: Session) -> str:
    """Return the code of a coupon that nobody has used."""
    terms = Terms("free_item", 500, "Cake")
    return issue_coupons(session, Issue(terms), operation_id="issue")[0].code


def void_unused(session: Session, code: str) -> bool:
    with session.write(Action.UNDO, f"void-{session.db['facts'].count}") as tx:
        return voiding.void_unused(tx, code, reason="refund")


def test_a_coupon_is_void_once(session: Session, coupon: str) -> None:
    assert void_unused(session, coupon)
    assert coupon_typed(session.db, coupon).void_reason == "refund"
    assert not void_unused(session, coupon)


def test_a_coupon_that_was_used_stays_used(session: Session, coupon: str) -> None:
    use_coupon(session, code=coupon, amount=None, sale=None, operation_id="use")
    assert not void_unused(session, coupon)


def test_of_a_reprinted_coupon_the_code_that_holds_now_is_void(
    session: Session, coupon: str
) -> None:
    (reprint,) = issue_coupons(session, Issue(Terms("free_item", 500, "Cake")), operation_id="re")
    with session.write(Action.VOID_COUPON, "lost") as tx:
        told = {"code": coupon, "reason": "lost", "replaced_by": reprint.code}
        tx.post(Draft("coupon.void", told, claim=f"coupon.void:{coupon}"))
    assert void_unused(session, coupon)
    assert coupon_typed(session.db, reprint.code).voided_on is not None
