"""The tables about subscriptions say what the facts say, in step and made anew."""

import random
from collections.abc import Callable
from datetime import date

import pytest

from db.checks import problems
from db.queries.subscriptions import plan_credit, subscriptions_until
from db.rules.recurring import membership_of
from db.session import Session
from tests.db.plan_acts_by_chance import act_by_chance, next_day, offer_plans

OnDay = Callable[[str], Session]
_SPANS = """
SELECT first_day, last_day, kind FROM subscription_spans
WHERE subscription_id = ? ORDER BY first_day
"""


@pytest.mark.parametrize("seed", range(8))
def test_whatever_is_done_with_plans_the_tables_are_what_the_facts_make_of_it(
    session: Session, a_customer: Callable[..., str], on_day: OnDay, seed: int
) -> None:
    chance = random.Random(seed)
    offer_plans(on_day("2023-12-01"))
    people, day = [a_customer(name) for name in ("田中", "佐藤", "鈴木")], date(2024, 1, 29)
    for number in range(70):
        day = next_day(chance, day)
        act_by_chance(chance, on_day(day.isoformat()), people, f"act-{number}")
        if number % 10 == 9:
            assert problems(session.db) == []
    for_ever = on_day("2999-01-01").moment()
    for customer in people:
        assert plan_credit(session.db, customer) >= 0
        for found in subscriptions_until(for_ever, customer):
            row = session.db["subscriptions"].get(found.id)  # type: ignore[union-attr]
            assert (row["until"], row["periods"], row["customer_id"]) == (
                found.until.isoformat(), found.periods, customer,
            )  # fmt: skip
            assert session.db.conn.execute(_SPANS, (found.id,)).fetchall() == [
                (each.first.isoformat(), each.last.isoformat(), each.kind)
                for each in membership_of(found).stretches
            ]
