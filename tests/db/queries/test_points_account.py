"""The month's points: what came and went, what fell due, and what the shop owes."""

from dataclasses import asdict, replace
from datetime import date
from typing import Any

import pytest

from db.journal import Draft
from db.queries.points_account import PointsAccount, points_account
from db.rules.periods import last_day_of_month
from db.rules.shop import Expiry
from db.session import Action, Session
from tests.db.queries.past_days import on_day

TWO_MONTHS = Expiry("months", months=2)


def post(session: Session, *facts: tuple[str, str, int, dict[str, Any]]) -> None:
    """Write facts of points for one customer: day, kind, points, and what else they tell."""
    with session.write(Action.RECORD_SALE, f"{facts}") as tx:
        for day, kind, points, told in facts:
            doc = {"expiry": asdict(TWO_MONTHS), "usable_from": day, **told}
            on_day(tx, day).post(Draft(kind, doc, "a", "points", points))


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
