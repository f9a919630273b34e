"""The tables that follow from one fact alone: one projection for each kind of fact that has one.

What needs a customer's whole account, lots and totals, is worked out in derived.py.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from sqlite_utils import Database

from db import campaign_tables, follow_up_tables
from db.journal import canonical
from db.queries.facts import Fact
from db.queries.shop import settings_at


def project(db: Database, fact: Fact) -> set[str]:
    """Bring up to this fact the tables that follow from it alone; returns those that changed."""
    projection = _PROJECTIONS.get(fact.kind)
    return projection(db, fact) if projection else set()


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
        "INSERT INTO sales (id, customer_id, at, day, amount, total, paid, points, points_used,"
        " receipt, till, staff, by_credit, by_voucher)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
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
            *_paid_by(doc),
        ),
    )
    return {"sales"} | _promotions_given(db, fact)


def _paid_by(doc: Mapping[str, Any]) -> tuple[int, int]:
    """Return what of a sale was paid by credit and by vouchers."""
    payments = doc.get("pay_with", ())
    by_voucher = sum(payment["amount"] for payment in payments if "voucher" in payment)
    return sum(payment["amount"] for payment in payments) - by_voucher, by_voucher


def _promotions_given(db: Database, fact: Fact) -> set[str]:
    given = [line for line in fact.doc.get("breakdown", ()) if "promotion" in line]
    for line in given:
        use = (fact.id, line["promotion"], fact.customer, fact.day, line["points"])
        db.conn.execute("INSERT INTO promotion_uses VALUES (?, ?, ?, ?, ?)", use)
        db.conn.execute(
            "INSERT INTO promotion_totals VALUES (?, 1, ?) ON CONFLICT DO UPDATE"
            " SET sales = sales + 1, points = points + excluded.points",
            (line["promotion"], line["points"]),
        )
    return {"promotion_uses", "promotion_totals"} if given else set()


def _refund(db: Database, fact: Fact) -> set[str]:
    """Take the refund down, and from the sale, its promotions and their totals what it undoes."""
    doc = fact.doc
    row = (
        fact.id, doc["sale"], fact.customer, fact.at, fact.day, doc["amount"], doc["money_back"],
        doc.get("points_less", doc["points_reversed"]), doc["points_reversed"],
        doc["points_returned"], doc.get("reason"), fact.staff,
    )  # fmt: skip
    db.conn.execute("INSERT INTO refunds VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    db.conn.execute(
        "UPDATE sales SET refunded = refunded + ?, refunded_whole_at = ? WHERE id = ?",
        (doc["amount"], fact.at if doc["whole"] else None, doc["sale"]),
    )
    taken_back = doc.get("promotions", {})
    for promotion, points in taken_back.items():
        db.conn.execute(
            "UPDATE promotion_uses SET points = points - ? WHERE sale = ? AND promotion_id = ?",
            (points, doc["sale"], promotion),
        )
        db.conn.execute(
            "UPDATE promotion_totals SET points = points - ? WHERE promotion_id = ?",
            (points, promotion),
        )
    return {"refunds", "sales"} | ({"promotion_uses", "promotion_totals"} if taken_back else set())


def _promotion_called(db: Database, fact: Fact) -> set[str]:
    day = (fact.doc["promotion"], fact.day)
    if fact.doc["holds"]:
        db.conn.execute("INSERT OR IGNORE INTO promotion_calls VALUES (?, ?)", day)
    else:
        db.conn.execute("DELETE FROM promotion_calls WHERE promotion_id = ? AND day = ?", day)
    return {"promotion_calls"}


def _customer_merged(db: Database, fact: Fact) -> set[str]:
    """Give the one who was kept all that stood under the other's name."""
    kept, merged = fact.customer, fact.doc["merged"]
    tables = (
        "sales", "refunds", "lots", "coupons", "vouchers", "subscriptions", "promotion_uses",
        "feedback", "contacts", "promises", "follow_up_answers",
    )  # fmt: skip
    for table in tables:
        db.conn.execute(
            f"UPDATE {table} SET customer_id = ? WHERE customer_id = ?",  # noqa: S608 - our names
            (kept, merged),
        )
    db.conn.execute("DELETE FROM customer_totals WHERE customer_id = ?", (merged,))
    db.conn.execute(
        "INSERT INTO sums SELECT account, ?, total FROM sums WHERE customer = ?"
        " ON CONFLICT DO UPDATE SET total = total + excluded.total",
        (kept, merged),
    )
    db.conn.execute("DELETE FROM sums WHERE customer = ?", (merged,))
    campaign_tables.campaign_members_merged(db, str(kept), merged)
    return {*tables, "customer_totals", "sums", "campaign_members"} | _referrals_merged(db, fact)


def _referrals_merged(db: Database, fact: Fact) -> set[str]:
    """Let friends follow, but for the links that the merging ended: see rules/merging.py."""
    kept, merged = fact.customer, fact.doc["merged"]
    for referee in fact.doc.get("ends_referrals", ()):
        db.conn.execute("DELETE FROM referrals WHERE referee_id = ?", (referee,))
    db.conn.execute("UPDATE referrals SET referee_id = ? WHERE referee_id = ?", (kept, merged))
    db.conn.execute("UPDATE referrals SET referrer_id = ? WHERE referrer_id = ?", (kept, merged))
    return {"referrals"}


def _coupon_issued(db: Database, fact: Fact) -> set[str]:
    doc = fact.doc
    db.conn.execute(
        """INSERT INTO coupons (code, customer_id, reward, terms, valid_from, valid_until, uses,
             used, discount, batch, issued_on, issued_by, reason)
           VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0, ?, ?, ?, ?)""",
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
            doc.get("reason"),
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
        "UPDATE coupons SET voided_on = ?, void_reason = ?, replaced_by = ? WHERE code = ?",
        (fact.day, fact.doc["reason"], fact.doc.get("replaced_by"), fact.doc["code"]),
    )
    return {"coupons"}


def _coupon_returned(db: Database, fact: Fact) -> set[str]:
    """Make one use undone: the sale that it was for was refunded whole.

    One that came for a lost coupon never had that use itself: it can be used once more.
    """
    db.conn.execute(
        "UPDATE coupons SET used = used - (used > 0), uses = uses + (used = 0),"
        " used_on = CASE WHEN used > 1 THEN used_on END, discount = discount - ? WHERE code = ?",
        (fact.doc["discount"], fact.doc["code"]),
    )
    return {"coupons"}


def _voucher_issued(db: Database, fact: Fact) -> set[str]:
    doc = fact.doc
    db.conn.execute(
        "INSERT INTO vouchers (code, customer_id, amount, amount_left, issued_on, valid_until,"
        " issued_by) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (doc["code"], fact.customer, fact.delta, fact.delta, fact.day, doc.get("until"), fact.id),
    )
    return {"vouchers"}


def _voucher_moved(db: Database, fact: Fact) -> set[str]:
    """Take money off a voucher (`voucher.use`), or put back what a refund returned.

    What returns can be used for some time: a last day that is near or past moves on.
    """
    db.conn.execute(
        "UPDATE vouchers SET amount_left = amount_left + ?,"
        " valid_until = max(valid_until, coalesce(?, valid_until)) WHERE code = ?",
        (fact.delta, fact.doc.get("until"), fact.doc["code"]),
    )
    return {"vouchers"}


def _voucher_voided(db: Database, fact: Fact) -> set[str]:
    db.conn.execute(
        "UPDATE vouchers SET amount_left = amount_left + ?, voided_on = ?, void_reason = ?"
        " WHERE code = ?",
        (fact.delta, fact.day, fact.doc["reason"], fact.doc["code"]),
    )
    return {"vouchers"}


def _referral_attached(db: Database, fact: Fact) -> set[str]:
    db.conn.execute(
        "INSERT INTO referrals (referee_id, referrer_id, day) VALUES (?, ?, ?)",
        (fact.customer, fact.doc["referrer"], fact.day),
    )
    return {"referrals"}


def _referral_detached(db: Database, fact: Fact) -> set[str]:
    db.conn.execute("DELETE FROM referrals WHERE referee_id = ?", (fact.customer,))
    return {"referrals"}


def _referral_qualified(db: Database, fact: Fact) -> set[str]:
    signs = fact.doc.get("signs")
    db.conn.execute(
        "UPDATE referrals SET qualified_on = ?, sale = ?, usable_from = ?, signs = ?"
        " WHERE referee_id = ?",
        (
            fact.day,
            fact.doc["sale"],
            fact.doc.get("usable_from") or _usable_from(db, fact),
            canonical(signs) if signs else None,
            fact.customer,
        ),
    )
    return {"referrals"}


def _usable_from(db: Database, fact: Fact) -> str:
    """Return the first day of gifts whose fact does not say it: by the rules of its time."""
    version = int(fact.id.rpartition("-")[2])
    hold_days = settings_at(db, version).referral.hold_days
    return (date.fromisoformat(fact.day) + timedelta(days=hold_days)).isoformat()


def _referral_reversed(db: Database, fact: Fact) -> set[str]:
    """Take the reward back for good; where the sale was undone the next one counts instead."""
    if fact.doc.get("undone"):
        db.conn.execute(
            "UPDATE referrals SET qualified_on = NULL, sale = NULL, usable_from = NULL,"
            " signs = NULL, answered_on = NULL, approved = NULL WHERE referee_id = ?",
            (fact.customer,),
        )
    else:
        db.conn.execute(
            "UPDATE referrals SET reversed_on = ? WHERE referee_id = ?", (fact.day, fact.customer)
        )
    return {"referrals"}


def _referral_approved(db: Database, fact: Fact) -> set[str]:
    db.conn.execute(
        "UPDATE referrals SET answered_on = ?, approved = 1, usable_from = ? WHERE referee_id = ?",
        (fact.day, fact.doc["usable_from"], fact.customer),
    )
    return {"referrals"}


def _referral_declined(db: Database, fact: Fact) -> set[str]:
    db.conn.execute(
        "UPDATE referrals SET answered_on = :day, approved = 0, reversed_on = :day"
        " WHERE referee_id = :referee",
        {"day": fact.day, "referee": fact.customer},
    )
    return {"referrals"}


def _referral_reopened(db: Database, fact: Fact) -> set[str]:
    """Let the owner be asked again: the answer was undone."""
    db.conn.execute(
        "UPDATE referrals SET answered_on = NULL, approved = NULL, reversed_on = NULL,"
        " usable_from = ? WHERE referee_id = ?",
        (fact.doc["usable_from"], fact.customer),
    )
    return {"referrals"}


_PROJECTIONS: dict[str, Callable[[Database, Fact], set[str]]] = {
    "customer.add": _customer_added,
    "customer.merge": _customer_merged,
    "sale": _sale,
    "refund": _refund,
    "promotion.call": _promotion_called,
    "coupon.issue": _coupon_issued,
    "coupon.use": _coupon_used,
    "coupon.return": _coupon_returned,
    "coupon.void": _coupon_voided,
    "voucher.issue": _voucher_issued,
    "voucher.use": _voucher_moved,
    "voucher.return": _voucher_moved,
    "voucher.void": _voucher_voided,
    "voucher.undo": _voucher_voided,
    "referral.attach": _referral_attached,
    "referral.qualify": _referral_qualified,
    "referral.reverse": _referral_reversed,
    "referral.detach": _referral_detached,
    "referral.approve": _referral_approved,
    "referral.decline": _referral_declined,
    "referral.reopen": _referral_reopened,
    **follow_up_tables.PROJECTIONS,
    **campaign_tables.PROJECTIONS,
}
