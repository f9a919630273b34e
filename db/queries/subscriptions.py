"""Which plans there are, and which one a customer is on."""

import json
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from sqlite_utils import Database

from db.clock import milliseconds
from db.errors import UnknownPlan
from db.moment import Moment
from db.queries.facts import Fact, facts_of_customer
from db.queries.merging import family_at
from db.rules.subscriptions import FreeMonths, Plan, RenewBonus, Subscription, paid_until

_SUBSCRIPTION = (
    "subscription.start",
    "subscription.renew",
    "subscription.extend",
    "subscription.undo",
    "subscription.end",
)


def all_plans(db: Database) -> list[Plan]:
    """Return every plan that is offered, in the order of their prices."""
    rows = db.query("SELECT * FROM plans WHERE offered ORDER BY price, name")
    return [_plan_of_row(row) for row in rows]


def retired_plans(db: Database) -> list[Plan]:
    """Return every plan that is no longer offered, in the order of their names."""
    rows = db.query("SELECT * FROM plans WHERE NOT offered ORDER BY name")
    return [_plan_of_row(row) for row in rows]


def plan_named(db: Database, name: str) -> Plan:
    """Return the plan of that name; raises UnknownPlan."""
    row = next(db.query("SELECT * FROM plans WHERE name = ?", (name,)), None)
    if row is None:
        raise UnknownPlan(name)
    return _plan_of_row(row)


def plan_with_id(db: Database, plan_id: str) -> Plan:
    """Return the plan with that id."""
    return _plan_of_row(next(db.query("SELECT * FROM plans WHERE id = ?", (plan_id,))))


def subscription_at(moment: Moment, customer_id: str) -> Subscription | None:
    """Return the customer's latest subscription as of the moment, ended ones too.

    Of two that were merged the one counts that goes on.
    """
    found: dict[str, Subscription] = {}
    at_ms = milliseconds(moment.now)
    were = family_at(moment.db, customer_id, until_ms=at_ms)
    for fact in facts_of_customer(moment.db, customer_id, until_ms=at_ms, kinds=_SUBSCRIPTION):
        if fact.customer not in were:
            continue
        day = date.fromisoformat(fact.day)
        if fact.kind == "subscription.start":
            found[fact.id] = _started(fact.id, customer_id, day, fact.doc)
            continue
        id = fact.doc["subscription"]
        if fact.kind == "subscription.end":
            found[id] = replace(found[id], ended=day - timedelta(days=1))
        elif fact.kind == "subscription.undo" and fact.doc["of"] == "start":
            del found[id]
        else:
            found[id] = _moved(found[id], fact)
    return max(found.values(), key=lambda each: (each.ended is None, each.until), default=None)


def was_ended(db: Database, subscription_id: str) -> bool:
    """Tell whether a subscription ended before its time, at any moment."""
    row = db.conn.execute(
        "SELECT 1 FROM subscriptions WHERE id = ? AND ended IS NOT NULL", (subscription_id,)
    ).fetchone()
    return row is not None


def plan_credit(db: Database, customer_id: str) -> int:
    """Return what the next payments for a plan cost less, in minor units."""
    row = db.conn.execute(
        "SELECT total FROM sums WHERE account = 'plan_credit' AND customer = ?", (customer_id,)
    ).fetchone()
    return int(row[0]) if row else 0


def renewal_claim(db: Database, subscription_id: str, period: int) -> str:
    """Return what paying a period claims; one that was undone is paid under the next number."""
    stem = f"renew:{subscription_id}:{period}"
    row = db.conn.execute(
        "SELECT count(*) FROM facts WHERE claim = ? OR claim >= ? AND claim < ?",
        (stem, f"{stem}:", f"{stem};"),
    ).fetchone()
    return f"{stem}:{row[0] + 1}" if row[0] else stem


def periods_paid(db: Database, subscription_id: str) -> int:
    """Return how many periods were paid in all, those paid after any moment too."""
    row = db.conn.execute(
        "SELECT periods FROM subscriptions WHERE id = ?", (subscription_id,)
    ).fetchone()
    return int(row[0])


def free_months_of(db: Database, subscription_id: str) -> int:
    """Return the months that were given without payment, those given after any moment too."""
    row = db.conn.execute(
        "SELECT free_months FROM subscriptions WHERE id = ?", (subscription_id,)
    ).fetchone()
    return int(row[0])


def joined_after(db: Database, customer_id: str, day: date) -> tuple[str, str] | None:
    """Return the plan, and its last day, that the customer joined later than a day."""
    row = db.conn.execute(
        "SELECT plan, until FROM subscriptions WHERE customer_id = ? AND began > ? ORDER BY began",
        (customer_id, day.isoformat()),
    ).fetchone()
    return (str(row[0]), str(row[1])) if row else None


def had_plan_before(db: Database, customer_id: str, plan_id: str) -> bool:
    """Tell whether the customer was on this plan at any time."""
    row = db.conn.execute(
        "SELECT 1 FROM subscriptions WHERE customer_id = ? AND plan_id = ?",
        (customer_id, plan_id),
    ).fetchone()
    return row is not None


def _started(id: str, customer_id: str, day: date, doc: dict[str, Any]) -> Subscription:
    terms = doc["terms"]
    trial_until = doc.get("trial_until")
    return Subscription(
        id=id,
        customer_id=customer_id,
        plan_id=doc["plan_id"],
        plan=doc["plan"],
        price=terms["price"],
        every=terms["every"],
        began=day,
        trial_until=date.fromisoformat(trial_until) if trial_until else None,
        anchor=date.fromisoformat(doc["anchor"]),
        periods=doc["periods"],
        until=date.fromisoformat(doc["until"]),
        grace_days=terms["grace_days"],
        multiplier=Fraction(terms["multiplier"]),
        discount_percent=terms["discount_percent"],
        points_each_period=terms["points_each_period"],
        renew_bonus=_bonus(terms["renew_bonus"]),
    )


def _moved(subscription: Subscription, fact: Fact) -> Subscription:
    """Return a subscription whose end a payment moved, or free months; or their undoing."""
    undone = fact.kind == "subscription.undo"
    of = fact.doc["of"] if undone else fact.kind.removeprefix("subscription.")
    if of == "extend":
        given = FreeMonths(fact.doc["months"], subscription.periods)
        free = _without(subscription.free, given) if undone else (*subscription.free, given)
        moved = replace(subscription, free=free)
    else:
        moved = replace(subscription, periods=subscription.periods + (-1 if undone else 1))
    until = paid_until(
        moved.anchor, every=moved.every, periods=moved.periods, free_months=moved.free_months
    )
    return replace(moved, until=until)


def _without(free: tuple[FreeMonths, ...], undone: FreeMonths) -> tuple[FreeMonths, ...]:
    """Return free months without the last ones that were as many as those undone."""
    last = max(place for place, each in enumerate(free) if each.months == undone.months)
    return free[:last] + free[last + 1 :]


def _plan_of_row(row: dict[str, Any]) -> Plan:
    return Plan(
        id=row["id"],
        name=row["name"],
        price=row["price"],
        every=row["every"],
        multiplier=Fraction(row["multiplier"]),
        discount_percent=row["discount_percent"],
        points_each_period=row["points_each_period"],
        trial_days=row["trial_days"],
        grace_days=row["grace_days"],
        renew_bonus=_bonus(json.loads(row["renew_bonus"])) if row["renew_bonus"] else None,
        save_offer_months=row["save_offer_months"],
        offered=bool(row["offered"]),
    )


def _bonus(spoken: dict[str, int] | None) -> RenewBonus | None:
    return RenewBonus(spoken["points"], spoken["days_before"]) if spoken else None
