"""A customer's points statement: the facts that moved the points, told as causes."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlite_utils import Database

from db.clock import instant, milliseconds
from db.moment import Moment
from db.queries.facts import Fact, facts_of_customer
from db.queries.points import movement_of
from db.rules.statements import Cause, CauseKind, Event, Statement, make_statement

_KINDS: dict[str, CauseKind] = {
    "points.earn": "sale",
    "points.gift": "gift",
    "points.opening": "opening",
    "points.adjust": "adjust",
    "points.given": "given",
    "points.received": "received",
    "points.return": "returned",
    "points.reverse": "reversed",
}
_BACK = ("points.return", "points.reverse")
_UNDONE = "undo"
_PEOPLE = ("referee", "to", "from")  # whom a fact may name by their id
_NAMES = """
SELECT id, name FROM customers WHERE id IN (SELECT value FROM json_each(:ids))
UNION ALL
SELECT id, name FROM merged_customers WHERE id IN (SELECT value FROM json_each(:ids))
"""


@dataclass(frozen=True)
class _Beside:
    """What other facts say of those that moved points."""

    sales: Mapping[str, Fact]
    with_points: frozenset[str]  # the sales that a fact of points tells of
    plans: Mapping[str, str]  # by the act in which they were paid for
    rewards: Mapping[str, str]  # by the coupon's code, or by the fact of the points spent for it
    refunds: Mapping[str, str]  # in the words of staff: why
    undone: frozenset[str]  # refunds that undo a sale of the same day
    names: Mapping[str, str]  # of people by their id
    owner: frozenset[str]  # the customer, and those whose facts are theirs now


def statement_of(moment: Moment, customer_id: str, *, since: date | None = None) -> Statement:
    """Return the customer's statement as of the moment, from a day on or from the first."""
    facts = list(facts_of_customer(moment.db, customer_id, until_ms=milliseconds(moment.now)))
    beside = _beside(moment.db, facts)
    events = (event for fact in facts if (event := _event(fact, beside)) is not None)
    return make_statement(events, customer=customer_id, on=moment.today, since=since)


def _event(fact: Fact, beside: _Beside) -> Event | None:
    """Return what a fact does to the account, None where it does nothing."""
    assert fact.customer is not None
    movement = movement_of(fact)
    is_merge = fact.kind == "customer.merge"
    if movement is None and not is_merge:
        return None
    return Event(
        id=fact.id,
        customer=fact.customer,
        act=fact.operation,
        day=date.fromisoformat(fact.day),
        cause=_cause(fact, beside),
        movement=movement,
        merged=fact.doc["merged"] if is_merge else None,
    )


def _cause(fact: Fact, beside: _Beside) -> Cause | None:
    """Return what a line says of a fact; None for a sale that its points speak for, or history."""
    doc = fact.doc
    sale = doc.get("sale")
    if fact.kind == "sale":
        if fact.id in beside.with_points or not doc.get("breakdown"):
            return None
        sale = fact.id
    sold = beside.sales.get(sale or "")
    return Cause(
        kind=_kind(fact),
        day=date.fromisoformat(fact.day),
        at=instant(fact.at),
        sale=sale,
        amount=sold.doc["total"] if sold else 0,
        receipt=sold.doc.get("receipt") if sold else None,
        name=_name(fact, beside),
        reason=_reason(fact, beside),
        staff=fact.staff,
    )


def _kind(fact: Fact) -> CauseKind:
    if fact.kind == "points.spend":
        return "used" if "sale" in fact.doc else "redeem"
    if fact.kind == "customer.merge":
        return "merged"
    return "sale" if fact.kind == "sale" else _KINDS.get(fact.kind, "other")


def _name(fact: Fact, beside: _Beside) -> str:
    """Return the name that belongs to a cause: a reward's, a tier's, a person's."""
    doc = fact.doc
    if fact.kind == "customer.merge":
        return str(doc["number"])
    if doc.get("reason") in ("plan", "renewal"):
        return beside.plans.get(fact.operation, "")
    if fact.kind in _BACK:
        paid_for = doc.get("coupon") or doc.get("of") or ""
        return beside.rewards.get(paid_for) or beside.refunds.get(doc.get("refund", ""), "")
    people = (doc[field] for field in _PEOPLE if doc.get(field) not in (None, *beside.owner))
    known = next((beside.names[id] for id in people if id in beside.names), "")
    told = (doc.get(field) for field in ("surprise", "occasion", "streak", "reward", "tier"))
    return known or next(filter(None, told), "")


def _reason(fact: Fact, beside: _Beside) -> str:
    reason = fact.doc.get("reason") or fact.doc.get("note") or ""
    if reason == "referral" and fact.doc.get("referee") in beside.owner:
        return "referred"  # the customer is the friend who was brought
    return _UNDONE if fact.doc.get("refund") in beside.undone else str(reason)


def _beside(db: Database, facts: Sequence[Fact]) -> _Beside:
    whys = {fact.id: fact.doc.get("reason") for fact in facts if fact.kind == "refund"}
    return _Beside(
        sales={fact.id: fact for fact in facts if fact.kind == "sale"},
        with_points=frozenset(
            fact.doc["sale"] for fact in facts if fact.kind == "points.earn" and "sale" in fact.doc
        ),
        plans={
            fact.operation: fact.doc.get("plan", "")
            for fact in facts
            if fact.kind.startswith("subscription.")
        },
        rewards=_rewards(facts),
        refunds={id: why for id, why in whys.items() if why and why != _UNDONE},
        undone=frozenset(id for id, why in whys.items() if why == _UNDONE),
        names=_names(db, (fact.doc[field] for fact in facts for field in _PEOPLE
                          if isinstance(fact.doc.get(field), str))),
        owner=frozenset(fact.customer for fact in facts if fact.customer is not None),
    )  # fmt: skip


def _rewards(facts: Sequence[Fact]) -> dict[str, str]:
    issued = {
        fact.doc["code"]: fact.doc.get("reward") or ""
        for fact in facts
        if fact.kind == "coupon.issue"
    }
    spent = {fact.id: fact.doc.get("reward", "") for fact in facts if fact.kind == "points.spend"}
    return {**issued, **spent}


def _names(db: Database, ids: Iterable[Any]) -> dict[str, str]:
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    return dict(db.conn.execute(_NAMES, {"ids": json.dumps(wanted)}).fetchall())
