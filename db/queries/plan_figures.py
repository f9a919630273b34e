"""The figures of the shop's plans in a period, or between two days, with what is known today."""

from datetime import date

from sqlite_utils import Database

from db.collecting import nothing_to_collect
from db.queries.memberships import memberships
from db.rules.plan_figures import PlanFigures, plan_figures
from db.rules.spans import Period, period_of

_PERIODS_OF_HISTORY = 12


def month_of_plans(db: Database, *, month: date, today: date) -> PlanFigures:
    """Return the figures of the month that begins on that day, with the eleven months before it."""
    return period_of_plans(db, period=period_of("month", month), today=today)


def period_of_plans(db: Database, *, period: Period, today: date) -> PlanFigures:
    """Return the figures of a period, with the eleven of its kind before it.

    Of the present one: so far. One to come is told as time alone would make it.
    """
    last = today if period.first <= today < period.last else period.last
    ends = [past.before.last for past in period.latest(_PERIODS_OF_HISTORY)]
    known_on = max(today, last)
    with nothing_to_collect():
        known = memberships(db, began_by=last, known_on=known_on)
        return plan_figures(
            known, first=period.first, last=last, known_on=known_on, months_before=ends
        )


def span_of_plans(db: Database, *, first: date, last: date, today: date) -> PlanFigures:
    """Return the figures of the days from the first to the last, without a history."""
    known_on = max(today, last)
    known = memberships(db, began_by=last, known_on=known_on)
    return plan_figures(known, first=first, last=last, known_on=known_on)


def first_member_day(db: Database) -> date | None:
    """Return the day on which the first member began, None while nobody ever did."""
    (day,) = db.conn.execute("SELECT min(began) FROM subscriptions").fetchone()
    return date.fromisoformat(day) if day else None
