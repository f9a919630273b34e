"""Whose plan is to be paid for again, and when: late ones first, then by the last day."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlite_utils import Database

from db.moment import Moment
from db.queries.memberships import memberships
from db.rules.recurring import Membership
from db.rules.subscriptions import Every, State

_NAMES = (
    "SELECT id, number, name, phone FROM customers WHERE id IN (SELECT value FROM json_each(?))"
)
_CREDIT = "SELECT customer, total FROM sums WHERE account = 'plan_credit' AND total > 0"
_AGREED = """
SELECT coalesce(doc ->> 'subscription', printf('%x-%d', origin, seq)), doc ->> 'plan_id',
  doc ->> '$.terms.price', doc ->> '$.terms.every', doc ->> '$.terms.renew_bonus.points',
  doc ->> '$.terms.renew_bonus.days_before'
FROM facts WHERE kind IN ('subscription.start', 'subscription.change') AND day <= ?
ORDER BY at, hlc, origin, seq
"""
_COUNT = """
SELECT count(*) FROM subscriptions AS theirs
WHERE until <= :last AND date(until, '+' || grace_days || ' days') >= :today
  AND began <= :today AND paused_from IS NULL AND cancelled_on IS NULL AND ended IS NULL
  AND NOT EXISTS (SELECT 1 FROM subscription_spans WHERE subscription_id = theirs.id
    AND kind = 'paused' AND :today BETWEEN first_day AND last_day)
"""
_DUE: tuple[State, ...] = ("past_due", "trial", "active")


@dataclass(frozen=True)
class RenewalDue:
    """A plan whose next payment is due; money in minor units."""

    customer_id: str
    number: str
    name: str
    phone: str | None
    plan: str  # that the next payment is for
    price: int
    every: Every
    credit: int  # that is taken off the price
    state: State  # past_due, trial or active
    until: date  # the last day that was paid or given
    pay_by: date  # the last day on which a payment goes on from there
    weeks: int  # from this one, Monday to Sunday; -1: it ended before today
    bonus: int = 0  # points for renewing today
    bonus_until: date | None = None  # the last day that brings them
    ends: str = ""  # the plan that runs out, where the next payment is for another
    began: date = date.min

    @property
    def to_pay(self) -> int:
        """Return what is to be paid by money."""
        return self.price - self.credit


def renewals_due(moment: Moment, *, first: date, last: date) -> list[RenewalDue]:
    """Return whose plan ends between two days and can be paid for, in the order of its last day.

    Whoever cancelled or paused is not asked; nor is whose time of grace has passed.
    """
    today = moment.today
    found = [
        each
        for each in memberships(moment.db, began_by=today, known_on=today, ending=(first, last))
        if each.cancelled_on is None and each.state_on(today, known_on=today) in _DUE
    ]
    names = _names(moment.db, found)
    credit = dict(moment.db.conn.execute(_CREDIT).fetchall())
    bonuses = _bonuses(moment, found)
    due = [
        RenewalDue(
            customer_id=each.customer_id,
            number=names[each.customer_id][0],
            name=names[each.customer_id][1],
            phone=names[each.customer_id][2],
            plan=each.next.plan,
            price=each.next.price,
            every=each.next.every,
            credit=min(int(credit.get(each.customer_id, 0)), each.next.price),
            state=each.state_on(today, known_on=today),
            until=each.until,
            pay_by=each.until + timedelta(days=each.grace_days),
            weeks=weeks_until(each.until, today=today),
            bonus=bonuses.get(each.id, (0, None))[0],
            bonus_until=bonuses.get(each.id, (0, None))[1],
            ends=_ends(each),
            began=each.began,
        )
        for each in found
        if each.customer_id in names
    ]
    return sorted(due, key=lambda each: (each.until, each.name, each.number))


def renewals_count(db: Database, *, today: date, last: date) -> int:
    """Return how many renewals are late or fall due by a day, without naming them."""
    asked = {"today": today.isoformat(), "last": last.isoformat()}
    return int(db.conn.execute(_COUNT, asked).fetchone()[0])


def weeks_until(day: date, *, today: date) -> int:
    """Return how many weeks from this one a day lies, Monday to Sunday; -1: before today."""
    if day < today:
        return -1
    monday = today - timedelta(days=today.weekday())
    return (day - monday).days // 7


def span_of_weeks(today: date, *, weeks: int) -> tuple[date, date]:
    """Return the days whose renewals are looked at: all late ones, and so many weeks from this."""
    monday = today - timedelta(days=today.weekday())
    return date.min, monday + timedelta(days=7 * weeks - 1)


def _names(db: Database, members: Iterable[Membership]) -> dict[str, tuple[str, str, str | None]]:
    ids = json.dumps([each.customer_id for each in members])
    return {
        id: (number, name, phone) for id, number, name, phone in db.conn.execute(_NAMES, (ids,))
    }


def _ends(member: Membership) -> str:
    """Return the name of the plan that runs out; empty where the next payment is for it."""
    last = member.stretches[-1] if member.stretches else member.next
    return "" if last.plan_id == member.next.plan_id else last.plan


def _bonuses(moment: Moment, members: Iterable[Membership]) -> dict[str, tuple[int, date]]:
    """Return the points for renewing today and the last day for them, by subscription.

    They are those of the terms under which the last days were paid or given.
    """
    terms = {each.id: each.stretches[-1] for each in members if each.stretches}
    found: dict[str, tuple[int, date]] = {}
    agreed = moment.db.conn.execute(_AGREED, (moment.today.isoformat(),))
    for id, *told, points, days_before in agreed.fetchall():
        days = terms.get(id)
        if days is None or told != [days.plan_id, days.price, days.every]:
            continue
        found.pop(id, None)
        if points is not None:
            last = days.last - timedelta(days=days_before)
            found[id] = (points if moment.today <= last else 0, last)
    return found
