"""Derived tables: kept in step, made anew, and right however late a fact comes in."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from db import derived
from db.clock import fixed_clock
from db.errors import NotEnoughPoints
from db.journal import Draft
from db.session import Action, Session

START = datetime(2026, 1, 1, 3, 0, tzinfo=UTC)
IDLE = {"expiry": {"kind": "inactive_months", "months": 2}}


def contents(session: Session) -> dict[str, list[object]]:
    return {
        table: sorted(session.db.conn.execute(f"SELECT * FROM {table}").fetchall(), key=repr)
        for table in derived.TABLES
    }


def post(session: Session, day: int, *drafts: Draft) -> None:
    clock = fixed_clock(START + timedelta(days=day))
    operation = f"op-{session.db['facts'].count}"
    with session.with_request(clock=clock).write(Action.RECORD_SALE, operation) as tx:
        for draft in drafts:
            tx.post(draft)


def sale(paid: int) -> Draft:
    return Draft("sale", {"amount": paid, "total": paid, "paid": paid}, "c1", "spent", paid)


def earn(points: int) -> Draft:
    return Draft("points.earn", IDLE, "c1", "points", points)


@pytest.mark.parametrize("seed", range(5))
def test_facts_in_any_order_of_entry_give_what_their_order_in_time_gives(
    session: Session, seed: int
) -> None:
    draw = random.Random(seed)
    days = [draw.randrange(300) for _ in range(30)]
    for day in days:
        post(session, day, sale(draw.randrange(1, 900)), earn(draw.randrange(1, 30)))
    kept = contents(session)
    derived.rebuild(session.db)
    assert contents(session) == kept
    balances = [row[7] for row in session.db.conn.execute("SELECT * FROM lots").fetchall()]
    assert sum(balances) == sum(
        row[0] for row in session.db.conn.execute("SELECT total FROM sums WHERE account='points'")
    )


def test_a_spending_that_a_late_fact_would_leave_uncovered_is_refused(session: Session) -> None:
    spend = Draft("points.spend", {}, "c1", "points", -10)
    post(session, 10, sale(100), earn(10))
    post(session, 20, spend)
    with pytest.raises(NotEnoughPoints):
        post(session, 15, spend)
    assert session.db["facts"].count == 3


def test_two_sales_of_a_day_are_one_visit_and_a_refund_from_a_file_is_none(
    session: Session,
) -> None:
    refund = {"amount": -50, "total": -50, "paid": -50, "refund": True}
    post(session, 1, sale(100))
    post(session, 1, sale(200))
    post(session, 5, Draft("sale", refund, "c1", "spent", -50))
    row = session.db.conn.execute(
        "SELECT sales, visits, spent, first_day, last_day FROM customer_totals"
    ).fetchone()
    assert row == (2, 1, 250, "2026-01-02", "2026-01-02")
