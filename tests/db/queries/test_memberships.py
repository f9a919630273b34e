"""Members on plans, read from the book as they were known on a day."""

from datetime import date

from db.journal import Draft
from db.queries.memberships import memberships
from db.session import Action, Session
from tests.db.queries.past_days import on_day

TERMS = {
    "price": 500, "every": "month", "grace_days": 7, "multiplier": "1", "discount_percent": 0,
    "points_each_period": 0, "renew_bonus": None, "save_offer_months": 2,
}  # fmt: skip


def join_and_renew_once(session: Session) -> None:
    told = {
        "plan_id": "p", "plan": "Bean club", "terms": TERMS, "anchor": "2026-01-31",
        "periods": 1, "until": "2026-02-27",
    }  # fmt: skip
    with session.write(Action.START_SUBSCRIPTION, "join") as tx:
        fact = on_day(tx, "2026-01-31").post(Draft("subscription.start", told, "a"))
        renewed = {"subscription": fact.id}
        on_day(tx, "2026-03-02").post(Draft("subscription.renew", renewed, "a"))


def test_a_renewal_adds_a_period_counted_from_the_anchor(session: Session) -> None:
    join_and_renew_once(session)
    (membership,) = memberships(session.db, began_by=date(2026, 1, 31), known_on=date(2026, 11, 22))
    assert (membership.plan, membership.price, membership.every) == ("Bean club", 500, "month")
    assert (membership.began, membership.until) == (date(2026, 1, 31), date(2026, 3, 30))


def test_a_payment_after_the_known_day_does_not_count(session: Session) -> None:
    join_and_renew_once(session)
    (membership,) = memberships(session.db, began_by=date(2026, 1, 31), known_on=date(2026, 3, 1))
    assert membership.until == date(2026, 2, 27)


def test_who_joins_later_is_left_out(session: Session) -> None:
    join_and_renew_once(session)
    assert memberships(session.db, began_by=date(2026, 1, 30), known_on=date(2026, 3, 1)) == []


def test_one_that_ended_before_its_time_tells_its_last_day(session: Session) -> None:
    join_and_renew_once(session)
    begun = session.db.conn.execute("SELECT id FROM subscriptions").fetchone()[0]
    told = {"subscription": begun, "credit": 0, "reason": "merge"}
    with session.write(Action.MERGE_CUSTOMERS, "merge") as tx:
        end = Draft("subscription.end", told, "a", "plan_credit", 0)
        on_day(tx, "2026-03-10").post(end)
    (membership,) = memberships(session.db, began_by=date(2026, 1, 31), known_on=date(2026, 11, 22))
    assert (membership.until, membership.ended) == (date(2026, 3, 30), date(2026, 3, 9))
