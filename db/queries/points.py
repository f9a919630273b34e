"""What customers hold: their account as of any moment, and which lots end when."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlite_utils import Database

from db.clock import milliseconds
from db.errors import NotEnoughPoints
from db.moment import Moment
from db.queries.facts import Fact, facts_of_customer
from db.rules.lots import Account, Lot, Movement, SharedDay, by_last_day
from db.rules.shop import Expiry

_EARNED_ON = """
SELECT coalesce(sum(points - coalesce((SELECT sum(points_less) FROM refunds
  WHERE sale = sales.id), 0)), 0)
FROM sales WHERE customer_id = ? AND day = ?
"""
_FOR_EVER_MS = 2**62
ALL_LOTS = "1"
NO_LOTS = "0"


@dataclass(frozen=True)
class Holdings:
    """A customer's points on a day: usable less debt, waiting, owed, and the days they end."""

    balance: int
    pending: int
    debt: int
    lots: tuple[SharedDay, ...]


def account_at(moment: Moment, customer_id: str) -> Account:
    """Return the customer's account as of the moment; facts entered for later do not count."""
    at_ms = milliseconds(moment.now)
    if not _has_later(moment.db, customer_id, at_ms):
        return load_account(moment.db, customer_id)
    return replayed_account(moment.db, customer_id, until_ms=at_ms)


def spendable(moment: Moment, customer_id: str, account: Account) -> int:
    """Return the most that can be spent at the moment: below zero where there is a debt.

    On a slip of an earlier day that is less where points were needed since: what was spent after
    it must stay covered (rulings 52).
    """
    balance = account.balance(moment.today)
    at_ms = milliseconds(moment.now)
    if balance <= 0 or not _has_later(moment.db, customer_id, at_ms):
        return balance
    facts = list(facts_of_customer(moment.db, customer_id, until_ms=_FOR_EVER_MS))
    could, could_not = 0, balance + 1
    while could_not - could > 1:
        points = (could + could_not) // 2
        spending = Movement("take", "slip", moment.today, points=points)
        if _stays_covered(facts, customer_id, spending, at_ms=at_ms):
            could = points
        else:
            could_not = points
    return could


def _stays_covered(
    facts: Sequence[Fact], customer_id: str, spending: Movement, *, at_ms: int
) -> bool:
    accounts = {customer_id: Account()}
    before = [fact for fact in facts if fact.at <= at_ms]
    try:
        walk = walked(facts, accounts)
        for _ in zip(before, walk, strict=False):
            pass
        accounts[customer_id].apply(spending)
        for _ in walk:
            pass
    except NotEnoughPoints:
        return False
    return True


def replayed_account(db: Database, customer_id: str, *, until_ms: int) -> Account:
    """Return the account worked out from all its facts, with what each spending took."""
    return replayed_accounts(db, customer_id, until_ms=until_ms)[customer_id]


def replayed_accounts(db: Database, customer_id: str, *, until_ms: int) -> dict[str, Account]:
    """Return the accounts as they stood, of the customer and of those merged into them later."""
    accounts = {customer_id: Account()}
    for _ in walked(facts_of_customer(db, customer_id, until_ms=until_ms), accounts):
        pass
    return accounts


def walked(facts: Iterable[Fact], accounts: dict[str, Account]) -> Iterator[tuple[Fact, Account]]:
    """Move accounts on by a customer's facts, and yield each fact with the account after it."""
    now_of: dict[str, str] = {}  # whose account a customer's has become
    for fact in facts:
        assert fact.customer is not None
        owner = now_of.get(fact.customer, fact.customer)
        account = accounts.setdefault(owner, Account())
        if fact.kind == "customer.merge":
            merged = fact.doc["merged"]
            other = accounts.pop(merged, Account())
            account.absorb(other, on=date.fromisoformat(fact.day))
            now_of |= {name: owner for name, now in now_of.items() if now == merged}
            now_of[merged] = owner
        movement = movement_of(fact)
        if movement is not None:
            account.apply(movement)
        yield fact, account


def holdings(account: Account, *, on: date) -> Holdings:
    """Return what an account holds on a day."""
    return Holdings(
        balance=account.balance(on),
        pending=account.pending(on),
        debt=account.debt,
        lots=tuple(by_last_day(account.lots.values(), on=on)),
    )


def earned_on(db: Database, customer_id: str, *, day: date) -> int:
    """Return the points that the customer's sales of a day gave, less those taken back since."""
    row = db.conn.execute(_EARNED_ON, (customer_id, day.isoformat())).fetchone()
    return int(row[0])


def movement_of(fact: Fact) -> Movement | None:
    """Return what a fact does to its customer's points, None where it does nothing."""
    day = date.fromisoformat(fact.day)
    if fact.kind == "sale":
        return None if fact.doc.get("refund") else Movement("visit", fact.id, day)
    if fact.account != "points" or not fact.delta:
        return None
    if fact.kind == "points.reverse":
        lot = fact.doc.get("lot")
        return Movement("reverse", fact.id, day, points=-fact.delta, lot=lot)
    if fact.delta < 0:
        return Movement("take", fact.id, day, points=-fact.delta)
    usable_from = fact.doc.get("usable_from")
    expires_on = fact.doc.get("expires_on")
    return Movement(
        "give",
        fact.id,
        day,
        points=fact.delta,
        usable_from=date.fromisoformat(usable_from) if usable_from else day,
        expiry=Expiry(**fact.doc.get("expiry", {})),
        expires_on=date.fromisoformat(expires_on) if expires_on else None,
        sale=fact.doc.get("sale"),
    )


def load_account(db: Database, customer_id: str, *, lots: str = ALL_LOTS) -> Account:
    """Return a customer's account after all its facts, spent lots left out."""
    rows = db.query(
        f"SELECT * FROM lots WHERE customer_id = ? AND points_left > 0 AND {lots} ORDER BY rowid",  # noqa: S608
        (customer_id,),
    )
    totals = db.conn.execute(
        "SELECT debt, last_day FROM customer_totals WHERE customer_id = ?", (customer_id,)
    ).fetchone()
    debt, last_day = totals or (0, None)
    return Account(
        lots={row["id"]: lot_of_row(row) for row in rows},
        debt=debt,
        last_visit=date.fromisoformat(last_day) if last_day else None,
    )


def lot_of_row(row: dict[str, Any]) -> Lot:
    """Return the lot that a row of the derived table holds."""
    return Lot(
        id=row["id"],
        day=date.fromisoformat(row["day"]),
        usable_from=date.fromisoformat(row["usable_from"]),
        expires_on=date.fromisoformat(row["expires_on"]) if row["expires_on"] else None,
        expiry=_expiry(row["expiry"]),
        points=row["points"],
        points_left=row["points_left"],
        sale=row["sale"],
    )


@lru_cache(maxsize=64)
def _expiry(spoken: str) -> Expiry:
    """Understand a lot's rule once; a shop has few, and a regular many lots."""
    return Expiry(**json.loads(spoken))


def _has_later(db: Database, customer_id: str, at_ms: int) -> bool:
    row = db.conn.execute(
        "SELECT last_at FROM customer_totals WHERE customer_id = ?", (customer_id,)
    ).fetchone()
    return row is not None and row[0] is not None and row[0] > at_ms
