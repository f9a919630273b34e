"""What a plan brought and cost, read from what was done; and whether it pays for a customer."""

import json
from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from sqlite_utils import Database

from db.moment import Moment
from db.queries.memberships import memberships
from db.queries.rewards import reward_called
from db.queries.subscriptions import plan_named, subscription_at
from db.rules.plan_worth import (
    Past,
    PlanCosts,
    PlanForCustomer,
    PlanWorth,
    compare,
    plan_for,
)
from db.rules.recurring import Membership
from db.rules.subscriptions import MONTHS_OF, agreed, runs_on

_ACTS = """
SELECT printf('%x-%d', origin, seq), operation, customer, kind, delta, doc ->> 'plan_id',
  coalesce(doc ->> 'subscription', printf('%x-%d', origin, seq)), doc ->> 'months', day,
  doc ->> 'of', doc ->> 'fact'
FROM facts WHERE kind IN ('subscription.start', 'subscription.renew', 'subscription.change',
  'subscription.extend', 'subscription.keep', 'subscription.undo') AND day BETWEEN ? AND ?
ORDER BY at, hlc, origin, seq
"""
_POINTS = """
SELECT operation, customer, doc ->> 'reason', delta FROM facts
WHERE kind = 'points.gift' AND day BETWEEN ? AND ? AND doc ->> 'reason' IN ('plan', 'renewal')
"""
_COUPONS = """
SELECT coalesce(sum(iif(kind = 'coupon.use', 1, -1) * (doc ->> 'discount')), 0) FROM facts
WHERE kind IN ('coupon.use', 'coupon.return') AND day BETWEEN ? AND ? AND doc ->> 'code' IN (
  SELECT doc ->> 'code' FROM facts WHERE kind = 'coupon.issue' AND doc ->> 'reason' = 'plan'
    AND doc ->> 'plan' IN (SELECT value FROM json_each(?)))
"""
_SALES = """
SELECT sales.customer_id, sales.day, json_extract(doc, '$.discounts', '$.breakdown'), total,
  refunded, points, (SELECT coalesce(sum(points_less), 0) FROM refunds WHERE sale = sales.id)
FROM facts INDEXED BY facts_of_kind
JOIN sales ON sales.id = printf('%x-%d', facts.origin, facts.seq)
WHERE kind = 'sale' AND facts.day BETWEEN ? AND ? AND sales.refunded_whole_at IS NULL
  AND sales.customer_id IN (SELECT value FROM json_each(?))
"""
_VISITS = """
SELECT customer_id, day, sum(paid - iif(refunded,
  (SELECT sum(money_back) FROM refunds WHERE sale = sales.id), 0))
FROM sales WHERE customer_id IN (SELECT value FROM json_each(?)) AND amount >= 0
  AND refunded_whole_at IS NULL AND day <= ?
GROUP BY customer_id, day
"""
_BOUGHT = """
SELECT day, amount FROM sales WHERE customer_id = ? AND amount > 0 AND refunded_whole_at IS NULL
  AND day BETWEEN ? AND ?
"""
_LOOKS_BACK_DAYS = 365


def plan_worth(moment: Moment, plan: str, *, first: date, last: date) -> PlanWorth:
    """Return what a plan brought and cost between two days; raises UnknownPlan."""
    known = plan_named(moment.db, plan)
    last = min(last, moment.today)
    every = memberships(moment.db, began_by=last, known_on=moment.today)
    members = [each for each in every if any(days.plan_id == known.id for days in each.stretches)]
    names = {known.name} | {
        days.plan for each in members for days in each.stretches if days.plan_id == known.id
    }
    acts = _acts(moment.db, first, last)
    paid = [act for act in acts if act["plan_id"] == known.id and act["kind"] in _PAID]
    period_points, bonus_points = _points(moment.db, paid, first, last)
    discounts, more_points = _on_sales(moment.db, members, known.id, first, last)
    span = (first.isoformat(), last.isoformat())
    (coupons,) = moment.db.conn.execute(_COUPONS, (*span, json.dumps(sorted(names)))).fetchone()
    return PlanWorth(
        plan=known.name,
        first=first,
        last=last,
        payments=sum(act["delta"] or 0 for act in paid),
        costs=PlanCosts(
            discounts=round(discounts),
            more_points=round(more_points),
            period_points=period_points,
            bonus_points=bonus_points,
            coupons=int(coupons),
            free_months=_free_months(acts, members, known.id),
            point_value=moment.settings.point_value,
        ),
        compared=compare(_pasts(moment, every, known.id, last=last)),
    )


def plan_for_customer(moment: Moment, customer_id: str, plan: str) -> PlanForCustomer:
    """Return from which visit on a plan pays for a customer; raises UnknownPlan.

    Somebody who is on it is told by what was agreed, others by what is offered today.
    """
    terms = agreed(plan_named(moment.db, plan))
    current = subscription_at(moment, customer_id)
    if current is not None and runs_on(current, moment.today):
        terms = current.terms if current.terms.plan_id == terms.plan_id else terms
    since = moment.today - timedelta(days=_LOOKS_BACK_DAYS - 1)
    rows = moment.db.conn.execute(
        _BOUGHT, (customer_id, since.isoformat(), moment.today.isoformat())
    )
    visits = [(date.fromisoformat(day), int(amount)) for day, amount in rows.fetchall()]
    reward = reward_called(moment.db, terms.coupon_each_period)
    return plan_for(
        terms,
        visits,
        coupon=reward.terms if reward else None,
        today=moment.today,
        settings=moment.settings,
    )


_PAID = ("subscription.start", "subscription.renew", "subscription.change")
_FREE = ("subscription.extend", "subscription.keep")
_COLUMNS = (
    "id", "operation", "customer", "kind", "delta", "plan_id", "subscription", "months", "day",
    "of", "fact",
)  # fmt: skip


def _acts(db: Database, first: date, last: date) -> list[dict[str, Any]]:
    """Return what was paid and given in a time; what was undone, always on its day, is left out."""
    found: list[dict[str, Any]] = []
    for row in db.conn.execute(_ACTS, (first.isoformat(), last.isoformat())).fetchall():
        act = dict(zip(_COLUMNS, row, strict=True))
        if act["kind"] != "subscription.undo":
            found.append(act)
            continue
        undone = [
            place
            for place, each in enumerate(found)
            if each["subscription"] == act["subscription"]
            and each["kind"] == f"subscription.{act['of']}"
            and act["fact"] in (None, each["id"])
        ]
        if undone:
            del found[undone[-1]]
    return found


def _points(
    db: Database, paid: Iterable[dict[str, Any]], first: date, last: date
) -> tuple[int, int]:
    """Return the points that payments brought, and those for paying early."""
    acts = {(act["operation"], act["customer"]) for act in paid}
    given = {"plan": 0, "renewal": 0}
    rows = db.conn.execute(_POINTS, (first.isoformat(), last.isoformat()))
    for operation, customer, reason, points in rows.fetchall():
        if (operation, customer) in acts:
            given[reason] += points
    return given["plan"], given["renewal"]


def _on_sales(
    db: Database, members: list[Membership], plan_id: str, first: date, last: date
) -> tuple[Fraction, Fraction]:
    """Return what a plan took off its members' sales, and the points that it added to them.

    Of a sale that was refunded in part the same part is left out.
    """
    of_customer: dict[str, list[Membership]] = {}
    for each in members:
        of_customer.setdefault(each.customer_id, []).append(each)
    discounts = points = Fraction(0)
    asked = (first.isoformat(), last.isoformat(), json.dumps(sorted(of_customer)))
    for customer, day, told, total, refunded, earned, less in db.conn.execute(_SALES, asked):
        if not _was_on(of_customer[customer], plan_id, date.fromisoformat(day)):
            continue
        taken_off, breakdown = json.loads(told)
        off = sum(each["amount"] for each in taken_off or () if "coupon" not in each)
        more = sum(line["points"] for line in breakdown or () if line["rule"] == "plan")
        discounts += Fraction(off * (total - refunded), total) if total else off
        points += Fraction(more * (earned - less), earned) if earned > 0 else 0
    return discounts, points


def _was_on(members: list[Membership], plan_id: str, day: date) -> bool:
    return any(
        each.began <= day <= each.until + timedelta(days=each.grace_days)
        and each.agreed_on(day).plan_id == plan_id
        for each in members
    )


def _free_months(acts: list[dict[str, Any]], members: list[Membership], plan_id: str) -> int:
    """Return what months without payment would have cost, in minor units."""
    of_id = {each.id: each for each in members}
    worth = Fraction(0)
    for act in acts:
        member = of_id.get(act["subscription"])
        if act["kind"] not in _FREE or member is None:
            continue
        given = next(
            (
                days
                for days in member.stretches
                if days.kind == "free" and days.last >= date.fromisoformat(act["day"])
            ),
            None,
        )
        if given is not None and given.plan_id == plan_id:
            worth += Fraction(given.price * int(act["months"]), MONTHS_OF[given.every])
    return round(worth)


def _pasts(moment: Moment, every: list[Membership], plan_id: str, *, last: date) -> list[Past]:
    """Return the visits of those whose first plan it was, from long before until the last day."""
    first_of: dict[str, Membership] = {}
    for each in sorted(every, key=lambda each: each.began):
        first_of.setdefault(each.customer_id, each)
    members = {
        customer: each
        for customer, each in first_of.items()
        if each.stretches and each.stretches[0].plan_id == plan_id
    }
    visits: dict[str, list[tuple[date, int]]] = {}
    asked = (json.dumps(sorted(members)), last.isoformat())
    for customer, day, spent in moment.db.conn.execute(_VISITS, asked).fetchall():
        visits.setdefault(customer, []).append((date.fromisoformat(day), int(spent)))
    pasts = []
    for customer, each in members.items():
        lost = each.lost_on(known_on=moment.today)
        end = last if lost is None else min(last, lost - timedelta(days=1))
        pasts.append(Past(each.began, end, visits.get(customer, ())))
    return pasts
