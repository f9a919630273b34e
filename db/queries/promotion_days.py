"""On which days promotions hold, and how they stand today."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlite_utils import Database

from db.moment import Moment
from db.queries.promotions import (
    PromotionVersion,
    all_promotions,
    promotion_totals,
    promotion_versions,
)
from db.rules.periods import business_date
from db.rules.promotion_days import PromotionState, state_of
from db.rules.promotions import Promotion, holds_on

_CALLS = "SELECT promotion_id, day FROM promotion_calls WHERE day BETWEEN ? AND ?"


@dataclass(frozen=True)
class PromotionDays:
    """The days of a span on which a promotion holds, with its terms on each.

    On those it `waits` for it holds only if staff say so.
    """

    promotion: Promotion
    days: Mapping[date, Promotion]
    waits: frozenset[date]


@dataclass(frozen=True)
class PromotionToday:
    """A promotion as it stands at this moment, and what it gave so far."""

    promotion: Promotion
    state: PromotionState
    called: bool
    points: int
    sales: int


def promotions_today(moment: Moment) -> list[PromotionToday]:
    """Return every promotion as it stands at the moment, in the order of adding."""
    today = moment.today
    promotions = all_promotions(moment.db)
    calls = _calls(moment.db, today, today)
    totals = promotion_totals(moment.db)
    clock = moment.now.astimezone(moment.settings.timezone).time()
    found = []
    for each in promotions:
        total = totals.get(each.id)
        points, sales = (total.points, total.sales) if total else (0, 0)
        called = (each.id, today) in calls
        state = state_of(each, day=today, clock=clock, called=called, points_given=points)
        found.append(PromotionToday(each, state, called, points, sales))
    return found


def promotion_days(moment: Moment, *, first: date, last: date) -> list[PromotionDays]:
    """Return what holds on the days of a span, both included; past days by the terms they had."""
    span = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    calls = _calls(moment.db, first, last)
    found = []
    for promotion in all_promotions(moment.db):
        versions = promotion_versions(moment.db, promotion.id) if first < moment.today else []
        days, waits = {}, set()
        for day in span:
            past = day < moment.today
            terms = _terms_on(versions, day, moment) if past else promotion
            if terms is None or not terms.offered or not holds_on(terms.conditions, day):
                continue
            if terms.conditions.called and (promotion.id, day) not in calls:
                if past:
                    continue
                waits.add(day)
            days[day] = terms
        if days:
            found.append(PromotionDays(promotion, days, frozenset(waits)))
    return found


def _terms_on(versions: Sequence[PromotionVersion], day: date, moment: Moment) -> Promotion | None:
    """Return the terms in force when a business date ended, None before the first."""
    settings = moment.settings
    set_by_then = [
        version.promotion
        for version in versions
        if business_date(version.at, zone=settings.timezone, day_starts=settings.day_starts) <= day
    ]
    return set_by_then[-1] if set_by_then else None


def _calls(db: Database, first: date, last: date) -> set[tuple[str, date]]:
    """Return (promotion, day) of the days on which staff said that it holds."""
    rows = db.conn.execute(_CALLS, (first.isoformat(), last.isoformat())).fetchall()
    return {(promotion_id, date.fromisoformat(day)) for promotion_id, day in rows}
