"""A flyer with a mistake is withdrawn; what was used stays used."""

from dataclasses import replace

import pytest

from db.errors import BadRequest, CouponVoided, NotAllowed
from db.queries.batches import batch_named
from db.rules.rewards import Terms
from db.session import Session
from db.usecases.batches import void_batch
from db.usecases.coupons import Issue, issue_coupons, use_coupon

OFF = Terms("amount_off", 200, name="¥200 off")


@pytest.fixture
def codes(session: Session) -> list[str]:
    issued = issue_coupons(session, Issue(OFF, count=5, batch="Flyer"), operation_id="flyer")
    return [each.code for each in issued]


def test_what_can_still_be_used_is_void_and_counted(session: Session, codes: list[str]) -> None:
    use_coupon(session, code=codes[0], amount=500, sale=None, operation_id="use")
    done = void_batch(session, batch="Flyer", reason="misprint", operation_id="void")
    assert done == 4
    batch = batch_named(session.db, "Flyer", on=session.today)
    assert (batch.used, batch.voided, batch.still_open) == (1, 4, 0)
    with pytest.raises(CouponVoided) as refused:
        use_coupon(session, code=codes[1], amount=500, sale=None, operation_id="late")
    assert refused.value.reason == "misprint"
    assert void_batch(session, batch="Flyer", reason="again", operation_id="again") == 0


def test_staff_may_not_and_there_must_be_a_batch_and_a_reason(
    session: Session, codes: list[str]
) -> None:
    assert codes
    with pytest.raises(NotAllowed):
        void_batch(replace(session, role="staff"), batch="Flyer", reason="x", operation_id="a")
    with pytest.raises(BadRequest):
        void_batch(session, batch="Flier", reason="x", operation_id="b")
    with pytest.raises(BadRequest):
        void_batch(session, batch="Flyer", reason=" ", operation_id="c")
    assert batch_named(session.db, "Flyer", on=session.today).voided == 0
