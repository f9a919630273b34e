"""What falls due for customers on a day: birthdays, anniversaries, plans, points that lapse."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

from db.moment import Moment
from db.queries.follow_up_asking import asked, whose
from db.queries.points import account_at, holdings
from db.queries.renewals import RenewalDue, renewals_due
from db.rules.follow_ups import Candidate, Greeting, PlanEnds, PointsLapse
from db.rules.periods import next_yearly, whole_months
from db.rules.shop import YearlyGift

GreetingKind = Literal["birthday", "anniversary"]

_LONGEST_CUSTOM = 120  # years
# Whoever never bought anything is greeted while they are new.
_CAME = """
coalesce(
  (SELECT max(day) FROM sales WHERE sales.customer_id = customers.id AND amount >= 0
     AND day <= :today), joined) >= :came_since
"""
_BIRTHDAYS = f"""
SELECT id, substr(birthday, -5), NULL FROM customers
WHERE birthday IS NOT NULL AND substr(birthday, -5) IN (SELECT value FROM json_each(:days))
  AND joined <= :today AND {{whose}} AND {_CAME}
"""  # noqa: S608 - our own words
_ANNIVERSARIES = f"""
SELECT id, substr(joined, -5), joined FROM customers
WHERE joined IN (SELECT value FROM json_each(:days))
  AND {{whose}} AND {_CAME}
"""  # noqa: S608
_COUPONS = """
SELECT customer_id, code, valid_until FROM coupons
WHERE customer_id IN (SELECT value FROM json_each(:customers)) AND reason = :kind
  AND issued_on BETWEEN :since AND :today AND (valid_until IS NULL OR valid_until >= :today)
  AND (used < uses OR used_on > :today) AND (voided_on IS NULL OR voided_on > :today)
ORDER BY issued_on, code
"""
_LAPSING = """
SELECT lots.customer_id, sum(points_left), min(expires_on) FROM lots
WHERE points_left > 0 AND expires_on BETWEEN :today AND :last AND usable_from <= :today
  AND {whose} AND customer_id NOT IN (
    SELECT customer_id FROM customer_totals WHERE last_at > :now)
GROUP BY lots.customer_id HAVING sum(points_left) * :value >= :worth
"""
# Whoever did something later had other points then; a last day that visits push on was earlier.
_WENT_ON = """
SELECT customer_id FROM customer_totals
WHERE last_at > :now AND {whose} AND customer_id IN (
  SELECT customer_id FROM lots WHERE day <= :today
    AND (expires_on BETWEEN :today AND :last OR expiry LIKE '%inactive_months%'))
"""


def birthdays(moment: Moment, customer_id: str | None = None) -> Iterator[Candidate]:
    """Yield whose birthday is near, of those who came lately; with the coupon that goes with it."""
    choice = moment.settings.follow_ups.birthday
    if choice.on:
        values = {
            **_asked(moment, customer_id, came_within=choice.came_within),
            "days": json.dumps(_month_days(moment, choice.days_before)),
        }
        question = _BIRTHDAYS.format(whose=whose(customer_id, "id"))
        rows = moment.db.conn.execute(question, values).fetchall()
        yield from _greetings(moment, "birthday", rows, moment.settings.birthday)


def anniversaries(moment: Moment, customer_id: str | None = None) -> Iterator[Candidate]:
    """Yield whose first year as a customer is full, or a later one, of those who came lately."""
    choice = moment.settings.follow_ups.anniversary
    if choice.on:
        days = _month_days(moment, choice.days_before)
        years = range(moment.today.year - _LONGEST_CUSTOM, moment.today.year + 1)
        values = {
            **_asked(moment, customer_id, came_within=choice.came_within),
            "days": json.dumps([f"{year:04}-{day}" for year in years for day in days]),
        }
        question = _ANNIVERSARIES.format(whose=whose(customer_id, "id"))
        rows = moment.db.conn.execute(question, values).fetchall()
        yield from _greetings(moment, "anniversary", rows, moment.settings.anniversary)


def plans_that_end(moment: Moment, customer_id: str | None = None) -> Iterator[Candidate]:
    """Yield whose plan is to be paid for again, or whose trial ends; those in their grace too."""
    choices, today = moment.settings.follow_ups, moment.today
    renewal, trial = choices.renewal, choices.trial_end
    if not renewal.on and not trial.on:
        return
    furthest = max(renewal.days_before, renewal.days_before_monthly, trial.days_before)
    first, last = _longest_grace(moment, customer_id), today + timedelta(days=furthest)
    for due in renewals_due(moment, first=first, last=last) if first <= last else ():
        before, is_on = trial.days_before, trial.on
        if due.state != "trial":
            is_on = renewal.on
            before = renewal.days_before if due.every == "year" else renewal.days_before_monthly
        is_near = is_on and due.until <= today + timedelta(days=before)
        if is_near and customer_id in (None, due.customer_id):
            yield _plan(due, today)


def points_that_lapse(moment: Moment, customer_id: str | None = None) -> Iterator[Candidate]:
    """Yield whose points will lapse soon, where they are worth enough to tell of."""
    choice, settings = moment.settings.follow_ups.points_expiring, moment.settings
    if not choice.on:
        return
    last = moment.today + timedelta(days=choice.days_before)
    values, mine = (
        {
            **asked(moment, customer_id),
            "last": last.isoformat(),
            "value": settings.point_value,
            "worth": max(choice.worth, 1),
        },
        whose(customer_id),
    )
    for id, points, day in moment.db.conn.execute(_LAPSING.format(whose=mine), values).fetchall():
        yield _lapse(id, points, date.fromisoformat(day), value=settings.point_value)
    for (id,) in moment.db.conn.execute(_WENT_ON.format(whose=mine), values).fetchall():
        held = holdings(account_at(moment, id), on=moment.today)
        lots = [(lot.points, lot.expires_on) for lot in held.lots if lot.expires_on is not None]
        near = [(points, day) for points, day in lots if day <= last]
        points = sum(points for points, _ in near)
        if points * settings.point_value >= max(choice.worth, 1):
            yield _lapse(id, points, min(day for _, day in near), value=settings.point_value)


def _greetings(
    moment: Moment,
    kind: GreetingKind,
    rows: list[tuple[str, str, str | None]],
    gift: YearlyGift | None,
) -> Iterator[Candidate]:
    coupons = _coupons(moment, kind, [id for id, *_ in rows]) if gift else {}
    for id, month_day, joined in rows:
        day = next_yearly(month_day, on_or_after=moment.today)
        years = day.year - date.fromisoformat(joined).year if joined else None
        if years == 0:
            continue  # joining itself is no anniversary
        code, until = coupons.get(id, (None, None))
        yield Candidate(
            kind=kind,
            customer_id=id,
            what=str(day.year),
            due_day=day,
            facts=Greeting(day, years, gift.reward if gift else None, code, until),
        )


def _coupons(
    moment: Moment, kind: str, customer_ids: list[str]
) -> dict[str, tuple[str, date | None]]:
    """Return the coupons of the day that were issued and can be used still."""
    asked = {
        "customers": json.dumps(customer_ids),
        "kind": kind,
        "since": (moment.today - timedelta(days=200)).isoformat(),  # those of a year ago are over
        "today": moment.today.isoformat(),
    }
    return {
        id: (code, date.fromisoformat(until) if until else None)
        for id, code, until in moment.db.conn.execute(_COUPONS, asked).fetchall()
    }


def _longest_grace(moment: Moment, customer_id: str | None) -> date:
    """Return the earliest last day of a plan that can still be paid for; no day where none is."""
    question = f"SELECT max(grace_days) FROM subscriptions WHERE {whose(customer_id)}"  # noqa: S608
    days = moment.db.conn.execute(question, asked(moment, customer_id)).fetchone()[0]
    return date.max if days is None else moment.today - timedelta(days=days)


def _plan(due: RenewalDue, today: date) -> Candidate:
    return Candidate(
        kind="trial_end" if due.state == "trial" else "renewal",
        customer_id=due.customer_id,
        what=due.until.isoformat(),
        due_day=due.until,
        facts=PlanEnds(
            plan=due.plan,
            until=due.until,
            pay_by=due.pay_by,
            years=whole_months(due.began, today) // 12 + 1,
            price=due.to_pay,
            bonus=due.bonus,
        ),
    )


def _lapse(customer_id: str, points: int, day: date, *, value: int) -> Candidate:
    return Candidate(
        kind="points_expiring",
        customer_id=customer_id,
        what=day.isoformat()[:7],
        due_day=day,
        facts=PointsLapse(points, points * value, day),
        worth=points,
    )


def _month_days(moment: Moment, days_before: int) -> list[str]:
    """Return the days ahead without their year; 29 February is kept on the 28th where it must."""
    ahead = [moment.today + timedelta(days=days) for days in range(days_before + 1)]
    found = [day.isoformat()[5:] for day in ahead]
    common_year = any(day.month == 2 and (day + timedelta(days=1)).month == 3 for day in ahead)
    return [*found, "02-29"] if common_year else found


def _asked(moment: Moment, customer_id: str | None, *, came_within: int) -> dict[str, object]:
    since = moment.today - timedelta(days=came_within - 1)
    return {**asked(moment, customer_id), "came_since": since.isoformat()}
