"""What several acts give in the same way."""

from datetime import date

from db import giving
from db.queries.coupons import coupon_typed
from db.rules.rewards import Reward, Terms
from db.session import Action, Session

TERMS = Terms("amount_off", 200, name="¥200 off")


def test_a_coupon_is_made_whole_and_can_be_looked_up(session: Session) -> None:
    with session.write(Action.ISSUE_COUPONS, "op") as tx:
        made = giving.issue_coupon(
            tx, TERMS, customer_id=None, valid_from=tx.today, valid_until=None, batch="flyer"
        )
    found = coupon_typed(session.db, made.code)
    assert (found.terms, found.batch, found.valid_from) == (TERMS, "flyer", date(2026, 11, 22))


def test_points_of_nothing_are_no_fact(session: Session) -> None:
    with session.write(Action.RECORD_SALE, "op") as tx:
        giving.give_points(tx, "c1", 0, reason="plan")
    assert session.db["facts"].count == 0


def test_a_coupons_last_day_is_counted_from_its_first() -> None:
    lasting = Reward("r", "x", 1, TERMS, valid_days=30)
    endless = Reward("r", "x", 1, TERMS)
    first = date(2026, 11, 22)
    assert giving.coupon_until(lasting, valid_from=first) == date(2026, 12, 22)
    assert giving.coupon_until(endless, valid_from=first) is None
