"""Tiers counted for a whole shop are those that the counter shows one by one."""

import random
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal

import pytest

from db.clock import fixed_clock
from db.journal import Draft
from db.queries.month import month_figures
from db.queries.tier_members import customers_by_tier
from db.queries.tiers import tier_track
from db.rules.periods import end_of_business_date
from db.session import Action, Session
from db.usecases.tiers import NewTier, add_tier
from tests.db.queries.past_days import on_day

CUSTOMERS = "abcdefghijkl"


@pytest.fixture
def record_two_years(session: Session) -> Callable[[], None]:
    """Return what writes two years of sales and some refunds, by chance."""

    def record() -> None:
        chance = random.Random(7)
        with session.write(Action.IMPORT_PURCHASES, "past") as tx:
            for _ in range(250):
                day = date(2024, 11, 1) + timedelta(days=chance.randrange(730))
                paid = chance.choice([100, 500, 2000, -100])
                told: dict[str, object] = {"amount": paid, "total": paid, "paid": paid}
                told |= {"refund": True} if paid < 0 else {"points": paid // 10}
                customer = chance.choice(CUSTOMERS)
                on_day(tx, day).post(Draft("sale", told, customer, "spent", paid))

    return record


@pytest.mark.parametrize("measure", ["spend", "points", "visits"])
def test_tiers_are_held_by_as_many_as_hold_them_one_by_one(
    session: Session,
    record_two_years: Callable[[], None],
    measure: Literal["spend", "points", "visits"],
) -> None:
    silver, gold = {"spend": (4000, 9000), "points": (400, 900), "visits": (5, 9)}[measure]
    at_first = session.with_request(
        clock=fixed_clock(session.clock() - timedelta(days=800))
    )  # a tier can be reached from the day it is offered
    for name, threshold, multiplier in (("Silver", silver, "1.2"), ("Gold", gold, "1.5")):
        tier = NewTier(
            name=name,
            threshold=str(threshold),
            measure=measure,
            multiplier=multiplier,
            keep_months=2,
        )
        add_tier(at_first, new=tier, operation_id=name)
    record_two_years()
    settings = session.settings
    for on in (date(2025, 6, 30), date(2026, 2, 28), date(2026, 10, 31)):
        end = end_of_business_date(on, zone=settings.timezone, day_starts=settings.day_starts)
        moment = session.with_request(clock=fixed_clock(end - timedelta(seconds=1))).moment()
        held = [tier_track(moment, customer).held for customer in CUSTOMERS]
        one_by_one = Counter(each.tier.name for each in held if each is not None)
        assert customers_by_tier(session.db, on=on) == {
            "Silver": one_by_one["Silver"],
            "Gold": one_by_one["Gold"],
        }
    figures = month_figures(
        session.db, month=date(2026, 10, 1), today=session.today, settings=settings
    )
    assert figures.tiers == customers_by_tier(session.db, on=date(2026, 10, 31))
    assert sum(figures.tiers.values()) > 0


def test_a_tier_of_later_is_not_named_for_a_day_before(session: Session) -> None:
    add_tier(session, NewTier(name="Gold", threshold="1"), operation_id="gold")
    assert customers_by_tier(session.db, on=session.today) == {"Gold": 0}
    assert customers_by_tier(session.db, on=session.today - timedelta(days=1)) == {}


def test_a_shop_without_tiers_counts_none(session: Session) -> None:
    assert customers_by_tier(session.db, on=date(2026, 10, 31)) == {}
