"""Which plans there are, and which one a customer is on."""

import json
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from fractions import Fraction
from typing import Any, cast

from sqlite_utils import Database

from db.clock import milliseconds
from db.errors import UnknownPlan
from db.moment import Moment
from db.queries.facts import Fact, facts_of_customer, facts_of_kinds
from db.queries.merging import family_at
from db.rules.subscriptions import (
    Event,
    EventKind,
    Plan,
    RenewBonus,
    Subscription,
    Terms,
    runs_on,
    subscription_of,
)

SUBSCRIPTION_KINDS = (
    "subscription.start",
    "subscription.renew",
    "subscription.extend",
    "subscription.pause",
    "subscription.resume",
    "subscription.change",
    "subscription.cancel",
    "subscription.keep",
    "subscription.undo",
    "subscription.end",
)

# What only fits the day on which it was done; months paid or given can be added at any time.
PLAN_ACTS = (
    "subscription.pause",
    "subscription.resume",
    "subscription.change",
    "subscription.cancel",
    "subscription.keep",
)
PAID_ACTS = ("subscription.renew",)
_FOR_EVER_MS = 2**62


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

    Of two that were merged the one counts that goes on: one that may still be paid late before
    one that ended after it.
    """
    found = subscriptions_until(moment, customer_id)
    return max(
        found,
        key=lambda each: (each.ended is None, runs_on(each, moment.today), each.until),
        default=None,
    )


def subscriptions_until(moment: Moment, customer_id: str) -> list[Subscription]:
    """Return all of the customer's subscriptions as of the moment, the first one first."""
    at_ms = milliseconds(moment.now)
    were = family_at(moment.db, customer_id, until_ms=at_ms)
    facts = facts_of_customer(moment.db, customer_id, until_ms=at_ms, kinds=SUBSCRIPTION_KINDS)
    theirs = [fact for fact in facts if fact.customer in were]
    return [
        subscription_of(events, customer_id=customer_id)
        for events in events_by_subscription(theirs).values()
    ]


def events_by_subscription(facts: Iterable[Fact]) -> dict[str, list[Event]]:
    """Return what was done to each subscription, by its id; what was undone is left out.

    A subscription whose start was undone never was.
    """
    found: dict[str, list[Event]] = {}
    for fact in facts:
        id = fact.doc.get("subscription", fact.id)
        events = found.setdefault(id, [])
        if fact.kind == "subscription.undo":
            _take_out(events, fact.doc)
        else:
            events.append(_event(id, fact))
    return {id: events for id, events in found.items() if events}


def changed_after(
    moment: Moment, customer_id: str, subscription_id: str, *, kinds: Collection[str]
) -> date | None:
    """Return the business date on which one of some acts followed the moment; None: none did.

    Joining again counts always; what was undone does not.
    """
    at_ms = milliseconds(moment.now)
    facts = list(_all_of(moment.db, customer_id))
    stand = {each.fact for events in events_by_subscription(facts).values() for each in events}
    days = [
        date.fromisoformat(fact.day)
        for fact in facts
        if fact.at > at_ms and fact.id in stand
        if fact.kind == "subscription.start"
        or (fact.kind in kinds and fact.doc["subscription"] == subscription_id)
    ]
    return max(days, default=None)


def done_since(db: Database, customer_id: str, fact: Fact) -> frozenset[str]:
    """Return the kinds of what was entered about a fact's subscription after it, and stands.

    Joining again is among them.
    """
    facts, id = list(_all_of(db, customer_id)), fact.doc.get("subscription", fact.id)
    stand = {
        event.fact
        for events in events_by_subscription(facts).values()
        for event in events
        if event.subscription == id or event.kind == "start"
    }
    return frozenset(each.kind for each in facts if each.id in stand and _entered_after(each, fact))


def offers_taken(db: Database, customer_ids: Collection[str]) -> list[date]:
    """Return the days on which a customer took free months instead of leaving."""
    marks = ", ".join("?" * len(customer_ids))
    rows = db.conn.execute(
        f"SELECT day FROM facts AS kept WHERE customer IN ({marks})"  # noqa: S608
        " AND kind = 'subscription.keep' AND NOT EXISTS (SELECT 1 FROM facts AS undone"
        " WHERE undone.kind = 'subscription.undo'"
        " AND undone.doc ->> 'fact' = printf('%x-%d', kept.origin, kept.seq))",
        tuple(customer_ids),
    )
    return [date.fromisoformat(day) for (day,) in rows.fetchall()]


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


def plan_credit_at(moment: Moment, customer_id: str) -> int:
    """Return what payments for a plan cost less as of the moment, in minor units."""
    at_ms = milliseconds(moment.now)
    were = family_at(moment.db, customer_id, until_ms=at_ms)
    marks = ", ".join("?" * len(were))
    row = moment.db.conn.execute(
        f"SELECT coalesce(sum(delta), 0) FROM facts WHERE customer IN ({marks})"  # noqa: S608
        " AND account = 'plan_credit' AND at <= ?",
        (*were, at_ms),
    ).fetchone()
    return int(row[0])


def is_name_of_another(db: Database, name: str, *, plan_id: str) -> bool:
    """Tell whether members of another plan agreed to theirs under a name, and are told it."""
    asked = {"name": name, "plan": plan_id}
    row = db.conn.execute(
        "SELECT 1 FROM subscriptions WHERE plan = :name AND plan_id <> :plan UNION ALL"
        " SELECT 1 FROM subscription_spans WHERE plan = :name AND plan_id <> :plan LIMIT 1",
        asked,
    ).fetchone()
    return row is not None


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


def joined_after(moment: Moment, customer_id: str) -> tuple[str, str] | None:
    """Return the plan, and its last day, that the customer joined later than the moment."""
    rows = moment.db.conn.execute(
        "SELECT id, plan, until FROM subscriptions WHERE customer_id = ? AND began >= ?"
        " ORDER BY began",
        (customer_id, moment.today.isoformat()),
    ).fetchall()
    at_ms = milliseconds(moment.now)
    later = {fact.id for fact in _all_of(moment.db, customer_id) if fact.at > at_ms} if rows else ()
    return next(((str(plan), str(until)) for id, plan, until in rows if id in later), None)


def promised_to_members(db: Database, reward: str, *, today: date) -> bool:
    """Tell whether a plan that may still be renewed was agreed with a coupon of this name."""
    promised = {
        fact.doc.get("subscription", fact.id)
        for fact in facts_of_kinds(db, ("subscription.start", "subscription.change"))
        if fact.doc["terms"].get("coupon_each_period") == reward
    }
    running = db.conn.execute(
        "SELECT id FROM subscriptions WHERE ended IS NULL"
        " AND (paused_from IS NOT NULL OR date(until, '+' || grace_days || ' days') >= ?)",
        (today.isoformat(),),
    )
    return any(id in promised for (id,) in running.fetchall())


def had_plan_before(db: Database, customer_id: str, plan_id: str) -> bool:
    """Tell whether the customer was on this plan at any time, on the day of joining alone too."""
    row = db.conn.execute(
        "SELECT 1 FROM subscriptions JOIN subscription_spans ON subscription_id = id"
        " WHERE customer_id = ? AND subscription_spans.plan_id = ?",
        (customer_id, plan_id),
    ).fetchone()
    if row is not None:
        return True
    of_theirs = "SELECT id FROM subscriptions WHERE customer_id = ?"
    theirs = {id for (id,) in db.conn.execute(of_theirs, (customer_id,)).fetchall()}
    return any(
        fact.id in theirs and fact.doc["plan_id"] == plan_id
        for fact in _all_of(db, customer_id)
        if fact.kind == "subscription.start"
    )


def _entered_after(one: Fact, other: Fact) -> bool:
    """Tell whether a fact was written later; of two counters the clock decides."""
    (origin, number), (other_origin, other_number) = one.id.split("-"), other.id.split("-")
    return int(number) > int(other_number) if origin == other_origin else one.at > other.at


def _all_of(db: Database, customer_id: str) -> Iterator[Fact]:
    return facts_of_customer(db, customer_id, until_ms=_FOR_EVER_MS, kinds=SUBSCRIPTION_KINDS)


def _event(id: str, fact: Fact) -> Event:
    doc, kind = fact.doc, cast("EventKind", fact.kind.removeprefix("subscription."))
    trial_until = doc.get("trial_until")
    return Event(
        kind=kind,
        fact=fact.id,
        subscription=id,
        day=date.fromisoformat(fact.day),
        terms=_terms(doc) if kind in ("start", "change") else None,
        trial_until=date.fromisoformat(trial_until) if trial_until else None,
        months=doc.get("months", 0),
        days=doc.get("days"),
        at_once=doc.get("at_once", True),
        reason=doc.get("reason"),
        offer=doc.get("offer", 0),
    )


def _take_out(events: list[Event], doc: dict[str, Any]) -> None:
    """Take what was undone out: the fact that is named; before 0.4 the last one of its kind."""
    if doc["of"] == "start":
        events.clear()
        return
    last = max(
        place
        for place, event in enumerate(events)
        if event.fact == doc.get("fact", event.fact)
        and event.kind == doc["of"]
        and event.months == doc.get("months", event.months)
    )
    del events[last]


def _terms(doc: dict[str, Any]) -> Terms:
    terms = doc["terms"]
    return Terms(
        plan_id=doc["plan_id"],
        plan=doc["plan"],
        price=terms["price"],
        every=terms["every"],
        grace_days=terms["grace_days"],
        multiplier=Fraction(terms["multiplier"]),
        discount_percent=terms["discount_percent"],
        points_each_period=terms["points_each_period"],
        renew_bonus=_bonus(terms["renew_bonus"]),
        coupon_each_period=terms.get("coupon_each_period"),
    )


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
        coupon_each_period=row["coupon_each_period"],
        offered=bool(row["offered"]),
    )


def _bonus(spoken: dict[str, int] | None) -> RenewBonus | None:
    return RenewBonus(spoken["points"], spoken["days_before"]) if spoken else None
