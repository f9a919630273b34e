"""Tiers counted for a whole shop are those that the counter shows one by one."""

import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

import pytest

from db import checks
from db.clock import fixed_clock
from db.connection import open_book
from db.journal import Draft
from db.queries.month import month_figures
from db.queries.tier_members import customers_by_tier
from db.queries.tiers import tier_track
from db.rules.periods import end_of_business_date
from db.session import Action, Session
from db.usecases.tiers import NewTier, add_tier
from tests.conftest import STOPPED
from tests.db.queries.handed_back import refund_of
from tests.db.queries.past_days import on_day

CUSTOMERS = "abcdefghijkl"


@pytest.fixture
def record_two_years(session: Session) -> Callable[[], None]:
    """Return what writes two years of sales and refunds, from files and at the desk, by chance."""

    def record() -> None:
        chance = random.Random(7)
        with session.write(Action.IMPORT_PURCHASES, "past") as tx:
            for _ in range(250):
                day = date(2024, 11, 1) + timedelta(days=chance.randrange(730))
                paid = chance.choice([100, 500, 2000, -100])
                told: dict[str, object] = {"amount": paid, "total": paid, "paid": paid}
                told |= {"refund": True} if paid < 0 else {"points": paid // 10}
                customer = chance.choice(CUSTOMERS)
                sold = on_day(tx, day).post(Draft("sale", told, customer, "spent", paid))
                if paid > 0 and chance.random() < 0.4:
                    back = chance.choice([paid, paid // 2])
                    given = refund_of(sold.id, customer, back, points_reversed=back // 10)
                    on_day(tx, day + timedelta(days=chance.randrange(90))).post(given)

    return record


@pytest.fixture
def session_apart(empty_book_file: Path, tmp_path: Path) -> Iterator[Session]:
    """Return a session on another shop's book."""
    path = tmp_path / "apart.okaeri"
    shutil.copy(empty_book_file, path)
    session = Session(open_book(path), clock=STOPPED)
    yield session
    assert checks.problems(session.db) == []
    session.db.conn.close()


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


@pytest.mark.parametrize("measure", ["spend", "points", "visits"])
def test_tiers_after_refunds_are_those_of_a_shop_that_had_sold_less_from_the_start(
    session: Session,
    session_apart: Session,
    measure: Literal["spend", "points", "visits"],
) -> None:
    chance = random.Random(11)
    threshold = {"spend": "14000", "points": "1400", "visits": "14"}[measure]
    tier = NewTier(name="Gold", threshold=threshold, measure=measure, keep_months=2)
    years_ago = fixed_clock(session.clock() - timedelta(days=800))
    for shop in (session, session_apart):
        add_tier(shop.with_request(clock=years_ago), new=tier, operation_id="gold")
    with (
        session.write(Action.IMPORT_PURCHASES, "past") as refunding,
        session_apart.write(Action.IMPORT_PURCHASES, "past") as selling_less,
    ):
        for _ in range(200):
            day = date(2025, 10, 1) + timedelta(days=chance.randrange(390))
            customer, paid = chance.choice(CUSTOMERS), chance.choice([500, 1000, 2000])
            back = chance.choice([0, 0, paid // 2, paid])
            sold = on_day(refunding, day).post(sale_of(customer, paid))
            if back:
                given = refund_of(sold.id, customer, back, points_reversed=back // 10)
                on_day(refunding, date(2026, 10, 31)).post(given)
            if back < paid:
                on_day(selling_less, day).post(sale_of(customer, paid - back))
    on = date(2026, 10, 31)
    held = customers_by_tier(session.db, on=on)
    assert held == customers_by_tier(session_apart.db, on=on)
    assert customers_by_tier(session.db, on=on - timedelta(days=1)) != held


def sale_of(customer: str, paid: int) -> Draft:
    told = {"amount": paid, "total": paid, "paid": paid, "points": paid // 10}
    return Draft("sale", told, customer, "spent", paid)


def test_a_tier_of_later_is_not_named_for_a_day_before(session: Session) -> None:
    add_tier(session, NewTier(name="Gold", threshold="1"), operation_id="gold")
    assert customers_by_tier(session.db, on=session.today) == {"Gold": 0}
    assert customers_by_tier(session.db, on=session.today - timedelta(days=1)) == {}


def test_a_shop_without_tiers_counts_none(session: Session) -> None:
    assert customers_by_tier(session.db, on=date(2026, 10, 31)) == {}
