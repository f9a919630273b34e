"""The tables derived from the journal: kept in step with each fact, rebuilt from all of them.

They hold nothing that the facts do not say; `verify` rebuilds them aside and compares.
"""

from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import date

from sqlite_utils import Database

from db.journal import canonical
from db.queries.facts import Fact, all_facts, facts_as_entered
from db.queries.points import ALL_LOTS, NO_LOTS, load_account, movement_of, replayed_account
from db.rules.lots import Account, Lot
from db.rules.subscriptions import paid_until

TABLES = (
    "sales", "lots", "customer_totals", "coupons", "subscriptions", "referrals", "sums",
)  # fmt: skip


# A regular of ten years has thousands of lots; a giving touches none of the old ones.
_LOTS_TOUCHED = {"give": NO_LOTS, "take": ALL_LOTS, "visit": "expiry LIKE '%inactive_months%'"}

_FOR_EVER_MS = 2**62
_HAS_POINTS = "SELECT 1 FROM facts WHERE customer = ? AND account = 'points' LIMIT 1"
_TOTALS_AGAIN = """
INSERT OR REPLACE INTO customer_totals
  (customer_id, debt, sales, visits, spent, first_day, last_day, last_at)
SELECT :customer, :debt, count(*) FILTER (WHERE visit), count(DISTINCT day) FILTER (WHERE visit),
  coalesce(sum(delta) FILTER (WHERE sale), 0), min(day) FILTER (WHERE visit),
  max(day) FILTER (WHERE visit), max(at)
FROM (SELECT at, day, delta, kind = 'sale' AS sale,
        kind = 'sale' AND json_extract(doc, '$.refund') IS NULL AS visit
      FROM facts WHERE customer = :customer AND (kind = 'sale' OR account = 'points'))
"""


def apply(db: Database, fact: Fact) -> set[str]:
    """Bring the derived tables up to this fact; returns those that changed."""
    changed = _apply_alone(db, fact)
    if fact.customer is not None and (fact.kind == "sale" or fact.account == "points"):
        if _came_late(db, fact):
            _replay_customer(db, fact.customer)
        else:
            _move_account(db, fact)
        changed |= {"lots", "customer_totals"}
    return changed


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
    for fact in all_facts(db):
        if fact.customer is not None and (fact.kind == "sale" or fact.account == "points"):
            _move_account(db, fact)


def _apply_alone(db: Database, fact: Fact) -> set[str]:
    """Apply what does not depend on the order of facts within one millisecond."""
    changed = set()
    if fact.account is not None:
        db.conn.execute(
            "INSERT INTO sums VALUES (?, ?, ?)"
            " ON CONFLICT DO UPDATE SET total = total + excluded.total",
            (fact.account, fact.customer or "", fact.delta),
        )
        changed.add("sums")
    project = _PROJECTIONS.get(fact.kind)
    return changed | project(db, fact) if project else changed


def _came_late(db: Database, fact: Fact) -> bool:
    row = db.conn.execute(
        "SELECT last_at FROM customer_totals WHERE customer_id = ?", (fact.customer,)
    ).fetchone()
    return row is not None and row[0] is not None and row[0] > fact.at


def _replay_customer(db: Database, customer_id: str) -> None:
    """Work one customer's points and visits out again, since facts came in between older ones."""
    account = Account()
    if db.conn.execute(_HAS_POINTS, (customer_id,)).fetchone():  # else visits move nothing
        account = replayed_account(db, customer_id, until_ms=_FOR_EVER_MS)
    db.conn.execute("DELETE FROM lots WHERE customer_id = ?", (customer_id,))
    for lot in account.lots.values():
        _insert_lot(db, customer_id, lot)
    db.conn.execute(_TOTALS_AGAIN, {"customer": customer_id, "debt": account.debt})


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


# -- One projection for each kind of fact that has a table of its own -----------------------


def _customer_added(db: Database, fact: Fact) -> set[str]:
    """Give everyone a row, so that lists by visit or sum hold those who never came too."""
    db.conn.execute(
        "INSERT INTO customer_totals VALUES (?, 0, 0, 0, 0, NULL, NULL, NULL)"
        " ON CONFLICT DO NOTHING",
        (fact.customer,),
    )
    return {"customer_totals"}


def _sale(db: Database, fact: Fact) -> set[str]:
    doc = fact.doc
    db.conn.execute(
        "INSERT INTO sales VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            fact.id,
            fact.customer,
            fact.at,
            fact.day,
            doc["amount"],
            doc["total"],
            doc["paid"],
            doc.get("points", 0),
            doc.get("points_used", 0),
            doc.get("receipt"),
            doc.get("till"),
            fact.staff,
        ),
    )
    return {"sales"}


def _coupon_issued(db: Database, fact: Fact) -> set[str]:
    doc = fact.doc
    db.conn.execute(
        """INSERT INTO coupons (code, customer_id, reward, terms, valid_from, valid_until, uses,
             used, discount, batch, issued_on, issued_by)
           VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0, ?, ?, ?)""",
        (
            doc["code"],
            fact.customer,
            doc.get("reward"),
            canonical(doc["terms"]),
            doc["from"],
            doc.get("until"),
            doc["uses"],
            doc.get("batch"),
            fact.day,
            fact.id,
        ),
    )
    return {"coupons"}


def _coupon_used(db: Database, fact: Fact) -> set[str]:
    db.conn.execute(
        "UPDATE coupons SET used = used + 1, used_on = max(coalesce(used_on, ''), ?),"
        " discount = discount + ? WHERE code = ?",
        (fact.day, fact.doc["discount"], fact.doc["code"]),
    )
    return {"coupons"}


def _coupon_voided(db: Database, fact: Fact) -> set[str]:
    db.conn.execute(
        "UPDATE coupons SET voided_on = ?, void_reason = ? WHERE code = ?",
        (fact.day, fact.doc["reason"], fact.doc["code"]),
    )
    return {"coupons"}


def _subscription_started(db: Database, fact: Fact) -> set[str]:
    doc = fact.doc
    terms = doc["terms"]
    db.conn.execute(
        "INSERT INTO subscriptions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            fact.id,
            fact.customer,
            doc["plan_id"],
            doc["plan"],
            terms["price"],
            terms["every"],
            fact.day,
            doc.get("trial_until"),
            doc["anchor"],
            doc["periods"],
            doc["until"],
            terms["grace_days"],
            terms["multiplier"],
            terms["discount_percent"],
            canonical(terms),
        ),
    )
    return {"subscriptions"}


def _subscription_renewed(db: Database, fact: Fact) -> set[str]:
    subscription = fact.doc["subscription"]
    anchor, every, periods = db.conn.execute(
        "SELECT anchor, every, periods FROM subscriptions WHERE id = ?", (subscription,)
    ).fetchone()
    until = paid_until(date.fromisoformat(anchor), every=every, periods=periods + 1)
    db.conn.execute(
        "UPDATE subscriptions SET periods = periods + 1, until = ? WHERE id = ?",
        (until.isoformat(), subscription),
    )
    return {"subscriptions"}


def _referral_attached(db: Database, fact: Fact) -> set[str]:
    db.conn.execute(
        "INSERT INTO referrals (referee_id, referrer_id, day) VALUES (?, ?, ?)",
        (fact.customer, fact.doc["referrer"], fact.day),
    )
    return {"referrals"}


def _referral_qualified(db: Database, fact: Fact) -> set[str]:
    db.conn.execute(
        "UPDATE referrals SET qualified_on = ?, sale = ? WHERE referee_id = ?",
        (fact.day, fact.doc["sale"], fact.customer),
    )
    return {"referrals"}


_PROJECTIONS: dict[str, Callable[[Database, Fact], set[str]]] = {
    "customer.add": _customer_added,
    "sale": _sale,
    "coupon.issue": _coupon_issued,
    "coupon.use": _coupon_used,
    "coupon.void": _coupon_voided,
    "subscription.start": _subscription_started,
    "subscription.renew": _subscription_renewed,
    "referral.attach": _referral_attached,
    "referral.qualify": _referral_qualified,
}
