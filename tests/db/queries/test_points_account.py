"""The month's points: what came and went, what fell due, and what the shop owes."""

import random
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import date, timedelta
from typing import Any

import pytest

from db.clock import milliseconds
from db.journal import Draft
from db.queries.points import account_at, replayed_account
from db.queries.points_account import PointsAccount, points_account
from db.rules.periods import end_of_business_date, last_day_of_month
from db.rules.shop import Expiry
from db.session import Action, Session
from db.usecases.merging import merge_customers
from tests.db.queries.past_days import on_day as past

TWO_MONTHS = Expiry("months", months=2)


def post(session: Session, *facts: tuple[str, str, int, dict[str, Any]]) -> None:
    """Write facts of points for one customer: day, kind, points, and what else they tell."""
    with session.write(Action.RECORD_SALE, f"{facts}") as tx:
        for day, kind, points, told in facts:
            doc = {"expiry": asdict(TWO_MONTHS), "usable_from": day, **told}
            past(tx, day).post(Draft(kind, doc, "a", "points", points))


def account_of(session: Session, month: str, *, on: str | None = None) -> PointsAccount:
    first = date.fromisoformat(f"{month}-01")
    last = last_day_of_month(first)
    return points_account(
        session.db,
        first=first,
        last=last,
        on=date.fromisoformat(on) if on else last,
        settings=replace(session.settings, point_value=2),
    )


def test_the_account_adds_up(session: Session) -> None:
    post(
        session,
        ("2026-08-31", "points.opening", 100, {}),
        ("2026-10-01", "points.earn", 40, {}),
        ("2026-10-02", "points.gift", 10, {"reason": "referral"}),
        ("2026-10-03", "points.spend", -70, {}),
        ("2026-10-04", "points.return", 5, {}),
        ("2026-10-05", "points.adjust", 3, {}),
        ("2026-10-05", "points.adjust", -1, {}),
    )
    account = account_of(session, "2026-10")
    # Of the 100 points from August, which ended on 31 October, 69 were left: 70 were spent of them
    # and of nothing else, since they end first; one was corrected away.
    assert account == PointsAccount(
        opening=100, earned=50, redeemed=70, returned=5, adjusted=2, point_value=2
    )
    assert account.closing == 87
    assert account.liability == 174
    assert account_of(session, "2026-11").opening == 87
    assert account_of(session, "2026-11").expired == 100 - 70 - 1


def test_points_fall_due_on_the_day_after_their_last_day(session: Session) -> None:
    post(session, ("2026-08-31", "points.earn", 30, {}), ("2026-08-30", "points.earn", 7, {}))
    october, november = account_of(session, "2026-10"), account_of(session, "2026-11")
    assert (october.expired, october.closing) == (7, 30)  # 30 August + 2 months: until 30 October
    assert (november.opening, november.expired, november.closing) == (30, 30, 0)
    assert account_of(session, "2026-12").opening == 0


def test_a_month_that_runs_counts_what_fell_due_by_today(session: Session) -> None:
    post(session, ("2026-09-21", "points.earn", 30, {}), ("2026-09-22", "points.earn", 7, {}))
    assert account_of(session, "2026-11", on="2026-11-22").expired == 30
    assert account_of(session, "2026-11").expired == 37


def test_what_is_spent_later_was_still_owed_before(session: Session) -> None:
    post(session, ("2026-10-31", "points.earn", 30, {}), ("2026-11-01", "points.spend", -20, {}))
    october = account_of(session, "2026-10")
    assert (october.closing, october.outstanding) == (30, 30)
    assert account_of(session, "2026-11").closing == 10


def test_points_that_wait_on_the_last_day_are_pending(session: Session) -> None:
    post(
        session,
        ("2026-10-30", "points.earn", 30, {"usable_from": "2026-11-01"}),
        ("2026-10-30", "points.earn", 7, {"usable_from": "2026-10-31"}),
        ("2026-11-02", "points.spend", -35, {}),
    )
    october = account_of(session, "2026-10")
    assert (october.pending, october.closing) == (30, 37)
    assert account_of(session, "2026-11").pending == 0


@pytest.mark.parametrize("month", ["2026-01", "2026-12", "2027-06"])
def test_no_points_make_an_account_of_nothing(session: Session, month: str) -> None:
    assert account_of(session, month) == PointsAccount(point_value=2)


def test_what_refunds_take_back_and_give_back_stands_apart_from_corrections(
    session: Session,
) -> None:
    post(
        session,
        ("2026-10-01", "points.opening", 100, {}),
        ("2026-10-02", "points.earn", 42, {"sale": "1-2"}),
        ("2026-10-03", "points.spend", -30, {}),
        ("2026-10-04", "points.reverse", -25, {"sale": "1-2", "reason": "refund"}),
        ("2026-10-04", "points.return", 30, {"sale": "1-2", "expires_on": "2026-12-01"}),
        ("2026-10-05", "points.given", -8, {"to": "b"}),
        ("2026-10-06", "points.received", 3, {"from": "b"}),
        ("2026-10-07", "points.adjust", -1, {"reason": "slip"}),
    )
    assert account_of(session, "2026-10") == PointsAccount(
        earned=42, redeemed=30, reversed=25, returned=30, adjusted=100 - 8 + 3 - 1, point_value=2
    )


def test_a_debt_lowers_what_customers_hold_and_not_what_the_shop_owes_to_others(
    session: Session,
) -> None:
    with session.write(Action.RECORD_SALE, "debts") as tx:
        for customer, facts in {
            "owes": (("10-01", "earn", 50), ("10-02", "spend", -50), ("10-03", "reverse", -40)),
            "paid": (("10-01", "earn", 50), ("10-02", "spend", -50), ("10-03", "reverse", -40),
                     ("10-30", "earn", 41)),
            "pays": (("10-01", "earn", 50), ("10-02", "spend", -50), ("10-03", "reverse", -40),
                     ("10-30", "earn", 10), ("11-01", "earn", 60)),
            "holds": (("10-01", "earn", 70),),
        }.items():  # fmt: skip
            for day, kind, points in facts:
                draft = Draft(f"points.{kind}", {}, customer, "points", points)
                past(tx, f"2026-{day}").post(draft)
    october, november = account_of(session, "2026-10"), account_of(session, "2026-11")
    assert october.owed == 40 + 30
    assert (october.closing, october.outstanding) == (70 + 1 - 40 - 30, 71)
    assert october.liability == 142
    assert (november.owed, november.outstanding) == (40, 71 + 30)


def test_those_who_were_merged_later_owed_each_their_own(
    session: Session, a_customer: Callable[..., str], on_day: Callable[[str], Session]
) -> None:
    kept, merged = a_customer("kept"), a_customer("merged")
    with session.write(Action.RECORD_SALE, "past") as tx:
        for customer, points in ((merged, 50), (kept, 70)):
            past(tx, "2026-09-01").post(Draft("points.earn", {}, customer, "points", points))
        past(tx, "2026-09-02").post(Draft("points.spend", {}, merged, "points", -50))
        past(tx, "2026-09-03").post(Draft("points.reverse", {}, merged, "points", -50))
        told = {"expiry": {}, "usable_from": "2026-11-09"}
        past(tx, "2026-09-04").post(Draft("points.earn", told, kept, "points", 5))
    merge_customers(on_day("2026-10-15"), keep=kept, merge=merged, operation_id="merge")
    september, october = account_of(session, "2026-09"), account_of(session, "2026-10")
    assert (september.owed, september.pending, september.outstanding) == (50, 5, 75)
    assert (october.owed, october.pending, october.outstanding) == (0, 5, 25)
    assert september.closing == october.closing == 25


@pytest.mark.parametrize("seed", range(4))
def test_pending_and_debt_are_those_of_all_accounts_one_by_one(session: Session, seed: int) -> None:
    chance = random.Random(seed)
    first = date(2026, 7, 1)
    with session.write(Action.RECORD_SALE, "chance") as tx:
        for number in range(150):
            day, customer = first + timedelta(days=number), chance.choice("abcdef")
            then = past(tx, day)
            usable = account_at(then, customer).balance(day)
            kind = chance.choice(["earn", "earn", "spend", "spend", "reverse"])
            if kind == "earn":
                waits = day + timedelta(days=chance.choice([0, 0, 20]))
                told = {"usable_from": waits.isoformat(), "expiry": asdict(TWO_MONTHS)}
                points = chance.choice([10, 30])
                then.post(Draft("points.earn", told, customer, "points", points))
            elif kind == "reverse":
                points = -chance.choice([10, 30])
                then.post(Draft("points.reverse", {}, customer, "points", points))
            elif usable > 0:
                then.post(Draft("points.spend", {}, customer, "points", -usable))
    settings = session.settings
    for month in (7, 8, 9, 10, 11):
        last = last_day_of_month(date(2026, month, 1))
        end = end_of_business_date(last, zone=settings.timezone, day_starts=settings.day_starts)
        until_ms = milliseconds(end) - 1
        accounts = [replayed_account(session.db, each, until_ms=until_ms) for each in "abcdef"]
        found = account_of(session, f"2026-{month:02}")
        assert found.owed == sum(account.debt for account in accounts)
        assert found.pending == sum(account.pending(last) for account in accounts)
        held = sum(account.balance(last) + account.pending(last) for account in accounts)
        # On a lot's last day it can still be used; the month's account lets it go the day after.
        assert found.closing == held
