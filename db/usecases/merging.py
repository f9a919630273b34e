"""Two entries of one person become one; nothing is lost, and every old key goes on to work."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from db.errors import BadRequest
from db.journal import Draft, canonical
from db.moment import Moment
from db.queries.customers import CustomerRecord, customer_record
from db.queries.duplicates import pair_claim, said_distinct
from db.queries.points import account_at
from db.queries.referrals import bought_before, leads_back, link_of
from db.queries.subscriptions import subscription_at
from db.rules.merging import ended_links, plan_to_end, taken_over
from db.rules.subscriptions import Subscription, credit_left
from db.search import forget_customer, index_customer
from db.session import Action, Session, Transaction


@dataclass(frozen=True)
class Merged:
    """The one who was kept, or would be, after the merging; amounts in minor units."""

    customer: CustomerRecord
    number: str  # of the other one: it is a card now
    balance: int
    debt: int
    plan: str | None  # of two running plans, the one that goes on
    credit: int  # for the other one, taken off the next payment


@dataclass(frozen=True)
class _Pair:
    """Who is kept and who is merged, and what follows from what the book says of both."""

    kept: CustomerRecord
    merged: CustomerRecord
    changes: Mapping[str, Any]  # to the fields of the one who is kept
    plan: Subscription | None  # of two running plans, the one that goes on
    plan_ends: Subscription | None
    credit: int
    links_end: tuple[str, ...]  # of friends, by the one who was brought


def preview_merge(session: Session, *, keep: str, merge: str) -> Merged:
    """Say what a merging would make of two customers, writing nothing; refuses the same."""
    moment = session.moment()
    pair = _pair(moment, keep, merge)
    account = account_at(moment, keep)
    account.absorb(account_at(moment, merge), on=moment.today)
    cards = (*pair.kept.cards, *pair.merged.cards, pair.merged.number)
    return Merged(
        customer=replace(pair.kept, cards=cards, **pair.changes),
        number=pair.merged.number,
        balance=account.balance(moment.today),
        debt=account.debt,
        plan=pair.plan.now_agreed.plan if pair.plan else None,
        credit=pair.credit,
    )


def merge_customers(session: Session, *, keep: str, merge: str, operation_id: str) -> Merged:
    """Give one customer everything of another; raises BadRequest for the same one twice.

    Balances add up, lots keep their days, and a debt is paid at once from the other's lots.
    """
    with session.write(Action.MERGE_CUSTOMERS, operation_id) as tx:
        pair = _pair(tx, keep, merge)
        _move_keys(tx, pair)
        told = {
            "merged": merge,
            "number": pair.merged.number,
            "fields": sorted(pair.changes),
            "ends_referrals": list(pair.links_end),
        }
        tx.post(Draft("customer.merge", told, keep, claim=f"customer.merge:{merge}"))
        _end_plan(tx, pair)
        account = account_at(tx, keep)
        merged = Merged(
            customer=customer_record(tx.db, keep),
            number=pair.merged.number,
            balance=account.balance(tx.today),
            debt=account.debt,
            plan=pair.plan.now_agreed.plan if pair.plan else None,
            credit=pair.credit,
        )
        tx.answer(merged)
    return merged


def keep_apart(session: Session, *, customer_id: str, other_id: str, operation_id: str) -> None:
    """Remember that two customers are two people; they are proposed for merging no more."""
    with session.write(Action.KEEP_APART, operation_id) as tx:
        if customer_id == other_id:
            raise BadRequest("other", "same_customer")
        for each in (customer_id, other_id):
            customer_record(tx.db, each)
        if frozenset({customer_id, other_id}) not in said_distinct(tx.db):
            claim = pair_claim(customer_id, other_id)
            tx.post(Draft("customer.distinct", {"other": other_id}, customer_id, claim=claim))
        tx.answer(None)


def _pair(moment: Moment, keep: str, merge: str) -> _Pair:
    if keep == merge:
        raise BadRequest("merge", "same_customer")
    kept, merged = customer_record(moment.db, keep), customer_record(moment.db, merge)
    plans = [subscription_at(moment, each) for each in (keep, merge)]
    ends = plan_to_end(*plans, today=moment.today)
    return _Pair(
        kept=kept,
        merged=merged,
        changes=taken_over(vars(kept), vars(merged)),
        plan=next((plan for plan in plans if plan is not ends), None) if ends else None,
        plan_ends=ends,
        credit=credit_left(ends, today=moment.today) if ends else 0,
        links_end=_links_end(moment, keep, merge),
    )


def _links_end(moment: Moment, keep: str, merge: str) -> tuple[str, ...]:
    other_of = {keep: merge, merge: keep}
    links = [link for each in (keep, merge) if (link := link_of(moment.db, each)) is not None]
    circles = {
        link.referee_id
        for link in links
        if any(leads_back(moment.db, link, to=each) for each in (keep, merge))
    }
    not_new = {
        link.referee_id
        for link in links
        if bought_before(moment.db, other_of[link.referee_id], link.day)
    }
    return tuple(ended_links(links, kept_id=keep, circles=circles, not_new=not_new))


def _move_keys(tx: Transaction, pair: _Pair) -> None:
    """Move the merged one's row aside and the cards over; the number becomes a card."""
    kept, merged, db = pair.kept, pair.merged, tx.db.conn
    db.execute("UPDATE merged_customers SET kept_id = ? WHERE kept_id = ?", (kept.id, merged.id))
    phone_known = db.execute(
        "SELECT 1 FROM merged_customers WHERE phone = ?", (merged.phone,)
    ).fetchone()
    row = {
        "id": merged.id,
        "kept_id": kept.id,
        "number": merged.number,
        "name": merged.name,
        "reading": merged.reading,
        "phone": None if phone_known else merged.phone,
        "email": merged.email,
        "referral_code": merged.referral_code,
        "day": tx.today.isoformat(),
    }
    tx.insert("merged_customers", row)
    db.execute("UPDATE cards SET customer_id = ? WHERE customer_id = ?", (kept.id, merged.id))
    tx.insert("cards", {"barcode": merged.number, "customer_id": kept.id})
    forget_customer(tx.db, merged.id)
    db.execute("DELETE FROM customers WHERE id = ?", (merged.id,))
    if pair.changes:
        tx.update("customers", kept.id, _columns(pair.changes))
    tx.changed.add("customers")
    index_customer(tx.db, kept.id)


def _columns(changes: Mapping[str, Any]) -> dict[str, Any]:
    columns = dict(changes)
    if "joined" in columns:
        columns["joined"] = columns["joined"].isoformat()
    for name in ("tags", "consent"):
        if name in columns:
            columns[name] = canonical(list(columns[name]))
    return columns


def _end_plan(tx: Transaction, pair: _Pair) -> None:
    if pair.plan_ends is None:
        return
    told = {"subscription": pair.plan_ends.id, "credit": pair.credit, "reason": "merge"}
    tx.post(Draft("subscription.end", told, pair.kept.id, "plan_credit", pair.credit))
