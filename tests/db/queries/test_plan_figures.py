"""Every figure of plans against a slow second way, on pasts by chance, asked on any day."""

import random
from datetime import date

import pytest

from db.queries.facts import facts_of_kinds
from db.queries.plan_figures import month_of_plans, span_of_plans
from db.queries.subscriptions import SUBSCRIPTION_KINDS, events_by_subscription
from db.rules.periods import last_day_of_month
from db.rules.subscriptions import Subscription, subscription_of
from db.session import Session
from tests.db.queries.plan_pasts import a_past_by_chance, agreed, write_past
from tests.db.queries.slow_plans import slow_plans, the_same_plans


def subscriptions(session: Session, *, known_on: date) -> list[Subscription]:
    facts = [
        fact
        for fact in facts_of_kinds(session.db, SUBSCRIPTION_KINDS)
        if fact.day <= known_on.isoformat()
    ]
    owners = {fact.id: str(fact.customer) for fact in facts}
    return [
        subscription_of(events, customer_id=owners[id])
        for id, events in events_by_subscription(facts).items()
    ]


@pytest.mark.parametrize("seed", range(6))
def test_every_figure_of_a_past_by_chance_equals_the_slow_way(session: Session, seed: int) -> None:
    chance = random.Random(seed)
    for number in range(25):
        write_past(session, f"c{number}", a_past_by_chance(chance, until=session.today))
    for month, today in (
        (date(2025, 3, 1), session.today),
        (date(2025, 12, 1), session.today),
        (date(2026, 2, 1), session.today),
        (date(2026, 5, 1), date(2026, 6, 2)),
        (date(2026, 10, 1), session.today),
        (date(2027, 2, 1), session.today),
    ):
        last = last_day_of_month(month)
        known_on = max(today, last)
        fast = month_of_plans(session.db, month=month, today=today)
        known = subscriptions(session, known_on=known_on)
        slow = slow_plans(known, first=month, last=last, known_on=known_on)
        assert the_same_plans(fast) == slow
        assert sum(fast.states.values()) == sum(fast.by_plan.values()) == fast.active
        assert sum(loss.members for loss in fast.losses) == fast.ended
        assert sum(loss.monthly for loss in fast.losses) == fast.lost
        assert sum(fast.recurring_by_plan.values()) == fast.recurring
        assert len(fast.history) == 12
        for past in fast.history:
            alone = span_of_plans(session.db, first=past.first, last=past.last, today=known_on)
            assert past == alone.history[-1]


def test_the_present_month_is_told_so_far(session: Session) -> None:
    write_past(session, "a", [(date(2026, 10, 24), "start", agreed("m"))])  # until 23 November
    write_past(
        session,
        "b",
        [
            (date(2026, 10, 24), "start", agreed("m")),
            (date(2026, 11, 1), "cancel", {"reason": "too dear", "offer": 0}),
        ],
    )
    november = month_of_plans(session.db, month=date(2026, 11, 1), today=session.today)
    assert november.last == session.today == date(2026, 11, 22)
    assert november.states == {"active": 1, "ending": 1}
    assert (november.active, november.mrr) == (2, 1960)


def test_a_past_month_knows_what_was_known_when_the_clock_is_set_back(session: Session) -> None:
    write_past(
        session, "a",
        [(date(2026, 9, 10), "start", agreed("m")), (date(2026, 11, 5), "renew", {})],
    )  # fmt: skip
    october = date(2026, 10, 1)
    then = month_of_plans(session.db, month=october, today=date(2026, 11, 1))
    now = month_of_plans(session.db, month=october, today=session.today)
    assert (then.active, then.ended) == (0, 1)
    assert (now.active, now.ended) == (1, 0)


def test_a_month_to_come_is_told_as_time_alone_would_make_it(session: Session) -> None:
    write_past(session, "a", [(date(2026, 11, 10), "start", agreed("m"))])
    december = month_of_plans(session.db, month=date(2026, 12, 1), today=session.today)
    assert (december.active, december.ended) == (0, 1)
    far = month_of_plans(session.db, month=date(2040, 2, 1), today=session.today)
    assert (far.active, far.ended, far.average_life_months) == (0, 0, december.average_life_months)
