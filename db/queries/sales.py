"""Sales in the book: by receipt, and a customer's history as the counter shows it."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlite_utils import Database

from db.clock import instant
from db.errors import UnknownSale

HistoryKind = Literal[
    "sale", "refund", "redeem", "gift", "opening", "adjust", "return", "subscription", "referral"
]  # fmt: skip


@dataclass(frozen=True)
class HistoryLine:
    """One thing that happened with a customer; what is not part of it is None or 0."""

    kind: HistoryKind
    at: datetime  # UTC
    id: str
    amount: int = 0  # minor units
    points: int = 0
    name: str = ""  # of a reward, a plan, a friend
    reason: str = ""  # why points were given: referral, plan, renewal …
    staff: str | None = None


_HISTORY = """
SELECT kind, at, printf('%x-%d', origin, seq) AS id, coalesce(delta, 0) AS delta, account, doc,
  staff
FROM facts
WHERE customer = ? AND kind IN ('sale', 'points.gift', 'points.opening', 'points.adjust',
  'points.return', 'reward.redeem', 'subscription.start', 'subscription.renew')
ORDER BY at DESC, hlc DESC LIMIT ?
"""


def history_of(db: Database, customer_id: str, *, limit: int = 50) -> list[HistoryLine]:
    """Return what happened last with a customer, the newest first."""
    rows = db.conn.execute(_HISTORY, (customer_id, limit)).fetchall()
    return [_line(row) for row in rows]


def sale_with_receipt(db: Database, *, receipt: str, till: str, day: str) -> str | None:
    """Return the sale that has this receipt of this till and business date, None for none."""
    row = db.conn.execute(
        "SELECT printf('%x-%d', origin, seq) FROM facts WHERE claim = ?",
        (receipt_claim(receipt=receipt, till=till, day=day),),
    ).fetchone()
    return str(row[0]) if row else None


def receipt_claim(*, receipt: str, till: str, day: str) -> str:
    """Return what a receipt may claim only once: its till, number and day."""
    return f"receipt:{till}:{receipt}:{day}"


def check_sale_exists(db: Database, sale: str) -> None:
    """Raise UnknownSale where the book holds no sale of that name."""
    if not db.conn.execute("SELECT 1 FROM sales WHERE id = ?", (sale,)).fetchone():
        raise UnknownSale(sale)


def _line(row: tuple[str, int, str, int, str, str, str | None]) -> HistoryLine:
    kind, at, id, delta, account, doc, staff = row
    told = json.loads(doc)
    kinds: dict[str, HistoryKind] = {
        "sale": "refund" if told.get("refund") else "sale",
        "points.gift": "gift",
        "points.opening": "opening",
        "points.adjust": "adjust",
        "points.return": "return",
        "reward.redeem": "redeem",
        "subscription.start": "subscription",
        "subscription.renew": "subscription",
    }
    points = delta if account == "points" else told.get("points", 0) - told.get("points_used", 0)
    if kind == "reward.redeem":
        points = -told["cost"]
    return HistoryLine(
        kind=kinds[kind],
        at=instant(at),
        id=id,
        amount=told.get("total", told.get("paid", 0)),
        points=points,
        name=told.get("reward") or told.get("plan") or "",
        reason=told.get("reason", ""),
        staff=staff,
    )
