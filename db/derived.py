"""The tables derived from the journal: kept in step with each fact, rebuilt from all of them.

They hold nothing that the facts do not say; `verify` rebuilds them aside and compares.
"""

from collections.abc import Iterable
from dataclasses import asdict

from sqlite_utils import Database

from db.journal import canonical
from db.projections import project
from db.queries.facts import Fact, facts_as_entered
from db.queries.points import ALL_LOTS, NO_LOTS, load_account, movement_of, replayed_account
from db.queries.subscriptions import SUBSCRIPTION_KINDS
from db.rules.lots import Account, Lot
from db.subscription_tables import derive_all_subscriptions, derive_subscription

TABLES = (
    "sales", "refunds", "lots", "customer_totals", "coupons", "vouchers", "subscriptions",
    "subscription_spans", "referrals", "promotion_uses", "promotion_totals", "promotion_calls",
    "sums", "feedback", "contacts", "promises", "follow_up_answers", "campaign_members",
)  # fmt: skip

# A regular of ten years has thousands of lots; a giving touches none of the old ones.
_LOTS_TOUCHED = {
    "give": NO_LOTS,
    "take": ALL_LOTS,
    "reverse": ALL_LOTS,
    "visit": "expiry LIKE '%inactive_months%'",
}

_FOR_EVER_MS = 2**62
_FAMILY = "(SELECT :customer UNION ALL SELECT id FROM merged_customers WHERE kept_id = :customer)"
_HAS_POINTS = f"""
SELECT 1 FROM facts INDEXED BY facts_of_customer
WHERE customer IN {_FAMILY} AND account = 'points' LIMIT 1
"""  # noqa: S608 - our own words
_MOVES_AN_ACCOUNT = "(kind IN ('sale', 'refund', 'customer.merge') OR account = 'points')"
_ACCOUNTS = f"""
SELECT DISTINCT customer FROM facts
WHERE customer IS NOT NULL AND {_MOVES_AN_ACCOUNT}
  AND customer NOT IN (SELECT id FROM merged_customers)
"""  # noqa: S608
# A visit is a day with a sale that was not refunded whole; a refund from a file is no sale.
_TOTALS_AGAIN = f"""
INSERT OR REPLACE INTO customer_totals
  (customer_id, debt, sales, visits, spent, first_day, last_day, last_at)
SELECT :customer, :debt, count(*) FILTER (WHERE visit), count(DISTINCT day) FILTER (WHERE visit),
  coalesce(sum(paid), 0) - (SELECT coalesce(sum(money_back), 0) FROM refunds
    WHERE customer_id = :customer),
  min(day) FILTER (WHERE visit), max(day) FILTER (WHERE visit),
  (SELECT max(at) FROM facts INDEXED BY facts_of_customer
   WHERE customer IN {_FAMILY} AND {_MOVES_AN_ACCOUNT})
FROM (SELECT day, paid, amount >= 0 AND refunded_whole_at IS NULL AS visit
      FROM sales WHERE customer_id = :customer)
"""  # noqa: S608


def apply(db: Database, fact: Fact) -> set[str]:
    """Bring the derived tables up to this fact; returns those that changed."""
    changed = _apply_alone(db, fact)
    if fact.kind in SUBSCRIPTION_KINDS:
        changed |= derive_subscription(db, fact)
    if fact.customer is None or not _moves_an_account(fact):
        return changed
    if fact.kind == "customer.merge" or _came_late(db, fact):
        _replay_customer(db, fact.customer)
    elif fact.kind == "refund":
        _count_again(db, fact.customer)
    else:
        _move_account(db, fact)
    return changed | {"lots", "customer_totals"}


def apply_history(db: Database, facts: Iterable[Fact]) -> set[str]:
    """Bring the derived tables up to many facts from the past, each customer's account once."""
    changed, customers = set[str](), dict[str, None]()
    for fact in facts:
        changed |= _apply_alone(db, fact)
        if fact.customer is not None:
            customers[fact.customer] = None
    for customer_id in customers:
        _replay_customer(db, customer_id)
    return changed | {"lots", "customer_totals"}


def rebuild(db: Database) -> None:
    """Make every derived table anew from the journal."""
    for table in TABLES:
        db.conn.execute(f"DELETE FROM {table}")  # noqa: S608 - only our own table names
    for fact in facts_as_entered(db):
        _apply_alone(db, fact)
    derive_all_subscriptions(db)
    for (customer_id,) in db.conn.execute(_ACCOUNTS).fetchall():
        _replay_customer(db, customer_id)


def _moves_an_account(fact: Fact) -> bool:
    return fact.kind in ("sale", "refund", "customer.merge") or fact.account == "points"


def _apply_alone(db: Database, fact: Fact) -> set[str]:
    """Apply what does not depend on the order of facts within one millisecond."""
    if fact.account is None:
        return project(db, fact)
    db.conn.execute(
        "INSERT INTO sums VALUES (?, ?, ?)"
        " ON CONFLICT DO UPDATE SET total = total + excluded.total",
        (fact.account, fact.customer or "", fact.delta),
    )
    return project(db, fact) | {"sums"}


def _came_late(db: Database, fact: Fact) -> bool:
    row = db.conn.execute(
        "SELECT last_at FROM customer_totals WHERE customer_id = ?", (fact.customer,)
    ).fetchone()
    return row is not None and row[0] is not None and row[0] > fact.at


def _replay_customer(db: Database, customer_id: str) -> None:
    """Work one customer's points and visits out again, since facts came in between older ones."""
    account = Account()
    if db.conn.execute(_HAS_POINTS, {"customer": customer_id}).fetchone():
        account = replayed_account(db, customer_id, until_ms=_FOR_EVER_MS)
    db.conn.execute("DELETE FROM lots WHERE customer_id = ?", (customer_id,))
    for lot in account.lots.values():
        _insert_lot(db, customer_id, lot)
    db.conn.execute(_TOTALS_AGAIN, {"customer": customer_id, "debt": account.debt})


def _count_again(db: Database, customer_id: str) -> None:
    """Count visits and money again: a refund may have undone a visit, or the first one."""
    debt = db.conn.execute(
        "SELECT coalesce(max(debt), 0) FROM customer_totals WHERE customer_id = ?", (customer_id,)
    ).fetchone()[0]
    db.conn.execute(_TOTALS_AGAIN, {"customer": customer_id, "debt": debt})


def _move_account(db: Database, fact: Fact) -> None:
    """Move a customer's lots and totals on by one fact that is not older than they are."""
    assert fact.customer is not None
    movement = movement_of(fact)
    lots = _LOTS_TOUCHED[movement.kind] if movement else NO_LOTS
    account = load_account(db, fact.customer, lots=lots)
    before = dict(account.lots)
    if movement:
        account.apply(movement)
    for lot in account.lots.values():
        if lot.id not in before:
            _insert_lot(db, fact.customer, lot)
        elif lot != before[lot.id]:
            db.conn.execute(
                "UPDATE lots SET points_left = ?, expires_on = ? WHERE id = ?",
                (lot.points_left, lot.expires_on and lot.expires_on.isoformat(), lot.id),
            )
    _count_visit(db, fact, debt=account.debt)


def _insert_lot(db: Database, customer_id: str, lot: Lot) -> None:
    db.conn.execute(
        "INSERT INTO lots (id, customer_id, day, usable_from, expires_on, expiry, points,"
        " points_left, sale) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            lot.id,
            customer_id,
            lot.day.isoformat(),
            lot.usable_from.isoformat(),
            lot.expires_on and lot.expires_on.isoformat(),
            canonical(asdict(lot.expiry)),
            lot.points,
            lot.points_left,
            lot.sale,
        ),
    )


def _count_visit(db: Database, fact: Fact, *, debt: int) -> None:
    """Count a sale, and a visit where it is the day's first; a refund from a file is neither."""
    is_visit = fact.kind == "sale" and not fact.doc.get("refund")
    day = fact.day if is_visit else None
    spent = (fact.delta or 0) if fact.kind == "sale" else 0
    db.conn.execute(
        """INSERT INTO customer_totals
             (customer_id, debt, sales, visits, spent, first_day, last_day, last_at)
           VALUES (:customer, :debt, :sales, :sales, :spent, :day, :day, :at)
           ON CONFLICT DO UPDATE SET debt = excluded.debt, sales = sales + excluded.sales,
             visits = visits + (excluded.sales AND last_day IS NOT excluded.last_day),
             spent = spent + excluded.spent,
             first_day = coalesce(first_day, excluded.first_day),
             last_day = coalesce(excluded.last_day, last_day), last_at = excluded.last_at""",
        {
            "customer": fact.customer,
            "debt": debt,
            "sales": int(is_visit),
            "spent": spent,
            "day": day,
            "at": fact.at,
        },
    )
