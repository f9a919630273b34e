"""What happened with a customer, an act a line, as it is looked back on at the counter."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from sqlite_utils import Database

from db.clock import instant, milliseconds
from db.moment import Moment
from db.queries.balances import balances_after
from db.queries.facts import Fact, facts_of_customer
from db.queries.referrals import link_of
from db.rules.tiers import TierChange

HistoryKind = Literal[
    "sale", "refund", "redeem", "donation", "extended", "subscription", "opening", "adjust",
    "given", "received", "gift", "returned", "reversed", "merge", "undo", "credit", "voucher",
    "voucher_void", "stamps", "pause", "resume", "change", "cancel", "keep", "joined", "coupon",
    "coupon_used", "coupon_void", "brought", "friend", "tier", "expired", "feedback", "contact",
    "promise", "followed_up",
]  # fmt: skip

# By which of its facts an act is told, whatever else was written with it.
HEADS: dict[str, HistoryKind] = {
    "undo": "undo",
    "refund": "refund",
    "sale": "sale",
    "reward.redeem": "redeem",
    "cause.donate": "donation",
    "subscription.start": "subscription",
    "subscription.renew": "subscription",
    "subscription.extend": "extended",
    "subscription.pause": "pause",
    "subscription.resume": "resume",
    "subscription.change": "change",
    "subscription.cancel": "cancel",
    "subscription.keep": "keep",
    "customer.merge": "merge",
    "points.adjust": "adjust",
    "points.given": "given",
    "points.received": "received",
    "points.opening": "opening",
    "credit.add": "credit",
    "credit.take": "credit",
    "voucher.issue": "voucher",
    "voucher.void": "voucher_void",
    "stamps.give": "stamps",
    "stamps.take": "stamps",
    "points.gift": "gift",
    "points.return": "returned",
    "points.reverse": "reversed",
}
# What is told besides where everything is looked back on, not at the counter.
MORE_HEADS: dict[str, HistoryKind] = {
    "coupon.issue": "coupon",
    "coupon.use": "coupon_used",
    "coupon.void": "coupon_void",
    "referral.attach": "brought",
    "customer.add": "joined",
    "feedback": "feedback",
    "contact": "contact",  # before the follow-up that it was for
    "followup.add": "promise",
    "followup.done": "followed_up",
}
_ALL_HEADS = HEADS | MORE_HEADS
_TALKS: frozenset[HistoryKind] = frozenset({"feedback", "contact", "promise", "followed_up"})
_RANKS = {kind: rank for rank, kind in enumerate(_ALL_HEADS)}
_NAMES = """
SELECT id, name FROM customers WHERE id IN (SELECT value FROM json_each(:ids))
UNION ALL
SELECT id, name FROM merged_customers WHERE id IN (SELECT value FROM json_each(:ids))
"""
# The words may have come after the score, or may have been corrected since.
_SAID = "SELECT id, comment FROM feedback WHERE id IN (SELECT value FROM json_each(:ids))"


@dataclass(frozen=True)
class HistoryLine:
    """One act with a customer; what is not part of it is None, 0 or empty. Money in minor units."""

    kind: HistoryKind
    at: datetime  # UTC
    id: str  # of the fact that it is told by: a sale's own name
    amount: int = 0  # of a sale after discounts, what a refund took of it, what was paid for a plan
    money_back: int = 0  # by a refund
    points: int = 0  # all that the act gave and took
    after: int | None = None  # the balance then
    name: str = ""  # of a reward, a plan, another person; the number of one who was joined
    reason: str = ""  # of a gift: referral, plan …; of a correction or refund: as staff said it
    code: str = ""  # of the coupon that a reward became
    months: int = 0  # by which a plan became longer
    days: int | None = None  # of a pause; None: until it is taken up again
    at_once: bool = True  # of a change of plan; else when what was paid has been used
    stamps: int = 0  # put on a card by hand, or taken off it
    stamped: int = 0  # by a sale
    filled: str = ""  # the card that became a coupon
    bonus: str = ""  # what came with a sale: referral, tier …
    staff: str | None = None
    goods: tuple[tuple[str, int], ...] = ()  # of a sale: the category, how many
    discounts: tuple[tuple[str, int], ...] = ()  # of a sale: the coupon's name, what it took off
    points_used: int = 0
    receipt: str = ""
    score: int = 0  # 0 to 10, that a customer gave
    way: str = ""  # of a contact; whether a promise answers a complaint; of what a follow-up was
    note: str = ""  # what was said or promised
    given_back: int = 0  # of a sale, by refunds until now
    may_be_refunded: bool = False
    undone: bool = False
    undoes: "HistoryLine | None" = None

    @property
    def has_slip(self) -> bool:
        """Tell whether there is a slip of it: of a sale, or of what was paid for a plan."""
        paid = self.kind == "subscription" or (self.kind == "change" and self.amount > 0)
        return self.kind == "sale" or (paid and not self.undone)

    tier: TierChange | None = None  # what a sale, a refund or time itself made of the tier
    has_hour: bool = True  # False: of a day, not of an hour


@dataclass(frozen=True)
class Beside:
    """What the other facts of a customer say of an act."""

    customer: str
    names: Mapping[str, str]  # of people by their id
    referrer: str  # who brought the customer
    facts: Mapping[str, Fact]
    acts: Mapping[str, list[Fact]]  # by their operation
    refunds: Mapping[str, list[Fact]]  # by their sale
    undone: frozenset[str]  # operations
    coupons: Mapping[str, str]  # by their code: what they are called
    plans: Mapping[str, str]  # by the fact that changed one: the plan's name then
    said: Mapping[str, str | None]  # by the fact of a score: the words that stand now


def history_of(moment: Moment, customer_id: str, *, limit: int = 50) -> list[HistoryLine]:
    """Return what happened last with a customer, the newest first.

    What was written with an act, such as the points that a refund takes back, is part of its line.
    """
    facts = list(facts_of_customer(moment.db, customer_id, until_ms=milliseconds(moment.now)))
    acts = [act for act in acts_of(facts) if any(fact.kind in HEADS for fact in act)][-limit:]
    after = balances_after(facts, of_facts={act[-1].id for act in acts})
    beside = beside_acts(moment.db, customer_id, facts)
    lines = (replace(line_of(act, beside), after=after[act[-1].id]) for act in reversed(acts))
    return list(lines)


def acts_of(facts: Iterable[Fact]) -> Iterator[list[Fact]]:
    """Put together what was written at once; of many sales from one file each stands alone."""
    act: list[Fact] = []
    for fact in facts:
        if act and (fact.operation != act[0].operation or fact.kind == "sale"):
            yield act
            act = []
        act.append(fact)
    if act:
        yield act


def head_of(act: Sequence[Fact]) -> Fact | None:
    """Return the fact by which an act is told, None where none of it is."""
    told = (fact for fact in act if fact.kind in _RANKS)
    return min(told, key=lambda fact: _RANKS[fact.kind], default=None)


def line_of(act: Sequence[Fact], beside: Beside) -> HistoryLine:
    """Return the line that tells an act, which has a head."""
    head = head_of(act)
    assert head is not None
    line = HistoryLine(
        kind=_kind(head),
        at=instant(head.at),
        id=head.id,
        amount=_amount(head),
        money_back=head.doc.get("money_back", 0),
        points=sum(fact.delta or 0 for fact in act if fact.account == "points"),
        name=_name(head, beside),
        reason=head.doc.get("reason") or "",
        staff=head.staff,
        months=head.doc.get("months", 0),
        days=head.doc.get("days"),
        at_once=head.doc.get("at_once", True),
        code=head.doc["code"] if _has_code(head) else "",
        undone=head.operation in beside.undone,
        filled=next((fact.doc.get("name", "") for fact in act if fact.kind == "stamps.fill"), ""),
    )
    if line.kind == "stamps":
        return replace(line, stamps=head.delta or 0)
    if line.kind in _TALKS:
        return _with_what_was_said(line, head, beside)
    if line.kind == "sale":
        return _with_what_hangs_on_it(line, head, act, beside)
    if line.kind == "redeem":
        code = next((fact.doc["code"] for fact in act if fact.kind == "coupon.issue"), "")
        return replace(line, code=code)
    if line.kind == "undo":
        undone = beside.acts.get(head.doc["act"], [])
        known = undone and head_of(undone) is not None
        return replace(line, undoes=line_of(undone, beside) if known else None)
    return line


def _has_code(head: Fact) -> bool:
    return head.account == "vouchers" or head.kind.startswith("coupon.")


def _with_what_was_said(line: HistoryLine, head: Fact, beside: Beside) -> HistoryLine:
    doc = head.doc
    comment = beside.said.get(head.id, doc.get("comment"))
    note = comment or doc.get("note") or doc.get("why") or ""
    way = doc.get("by") or doc.get("kind") or ""
    return replace(line, score=doc.get("score", 0), way=way, note=note)


def _with_what_hangs_on_it(
    line: HistoryLine, head: Fact, act: Sequence[Fact], beside: Beside
) -> HistoryLine:
    """Return a sale's line with what came with it, and what was given back of it since."""
    refunds = beside.refunds.get(head.id, [])
    given_back = sum(fact.doc["amount"] for fact in refunds)
    gift = next((fact for fact in act if fact.kind == "points.gift"), None)
    return replace(
        line,
        given_back=given_back,
        may_be_refunded=given_back < line.amount or not (line.amount or refunds),
        bonus=gift.doc["reason"] if gift else "",
        name=_name(gift, beside) if gift else "",
        goods=tuple(
            (each["category"], each.get("count", 1))
            for each in head.doc.get("lines", ())
            if each.get("category")
        ),
        discounts=tuple(
            (each.get("name", ""), each["amount"]) for each in head.doc.get("discounts", ())
        ),
        points_used=head.doc.get("points_used", 0),
        receipt=head.doc.get("receipt") or "",
        stamped=sum(fact.delta or 0 for fact in act if fact.kind == "stamps.give"),
    )


def _kind(head: Fact) -> HistoryKind:
    return "refund" if head.doc.get("refund") is True else _ALL_HEADS[head.kind]


def _amount(head: Fact) -> int:
    if head.kind == "refund":
        return int(head.doc["amount"])
    if head.kind == "coupon.use":
        return int(head.doc.get("discount") or 0)
    if head.account in ("credit", "vouchers"):
        return head.delta or 0
    return abs(int(head.doc.get("total", head.doc.get("paid", 0))))  # below zero: from a file


def _name(head: Fact, beside: Beside) -> str:
    doc = head.doc
    if head.kind == "customer.merge":
        return str(doc["number"])
    if head.kind == "points.reverse":
        taken = beside.facts.get(doc.get("lot") or "")
        return _name(taken, beside) if taken else ""
    if doc.get("referee") == beside.customer or head.kind == "referral.attach":
        return beside.referrer
    if head.id in beside.plans:
        return beside.plans[head.id]
    if head.kind.startswith("coupon."):
        return beside.coupons.get(doc["code"], "")
    person = doc.get("to") or doc.get("from") or doc.get("referee") or ""
    told = (
        doc.get(field) for field in ("surprise", "occasion", "streak", "reward", "plan", "name")
    )
    return beside.names.get(person, "") or next(filter(None, told), "")


def beside_acts(db: Database, customer_id: str, facts: Sequence[Fact]) -> Beside:
    """Return what the facts of a customer say of each other."""
    acts: dict[str, list[Fact]] = {}
    refunds: dict[str, list[Fact]] = {}
    for fact in facts:
        acts.setdefault(fact.operation, []).append(fact)
        if fact.kind == "refund":
            refunds.setdefault(fact.doc["sale"], []).append(fact)
    people = {fact.doc.get(field) for fact in facts for field in ("to", "from", "referee")}
    link = link_of(db, customer_id)
    names = _of_ids(db, _NAMES, {*people, link.referrer_id if link else None})
    return Beside(
        customer=customer_id,
        names=names,
        referrer=names.get(link.referrer_id, "") if link else "",
        facts={fact.id: fact for fact in facts},
        acts=acts,
        refunds=refunds,
        undone=frozenset(fact.doc["act"] for fact in facts if fact.kind == "undo"),
        coupons={
            fact.doc["code"]: fact.doc["terms"].get("name") or fact.doc.get("reward") or ""
            for fact in facts
            if fact.kind == "coupon.issue"
        },
        plans=_plans(facts),
        said=_of_ids(db, _SAID, {fact.id for fact in facts if fact.kind == "feedback"}),
    )


def _plans(facts: Sequence[Fact]) -> dict[str, str]:
    """Return of each fact about a plan what the plan was called then."""
    now: dict[str, str] = {}  # by the subscription
    found = {}
    for fact in facts:
        if fact.kind.startswith("subscription."):
            id = fact.doc.get("subscription", fact.id)
            now[id] = found[fact.id] = fact.doc.get("plan") or now.get(id, "")
    return found


def _of_ids(db: Database, question: str, ids: set[Any]) -> dict[str, Any]:
    """Answer a question about some ids, with one thing for each."""
    asked = json.dumps([each for each in ids if isinstance(each, str)])
    return dict(db.conn.execute(question, {"ids": asked}).fetchall())
