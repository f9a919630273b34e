"""Coupons that are good no longer: taken back with what they were given for, lost, withdrawn."""

from collections.abc import Iterable

from db.journal import Draft
from db.queries.coupons import coupon_typed
from db.session import Transaction


def void_unused(tx: Transaction, code: str, *, reason: str) -> bool:
    """Declare a coupon void that nobody has used yet; returns whether it was.

    Of one that was reprinted the code that holds now is meant.
    """
    coupon = coupon_typed(tx.db, living_code(tx, code))
    if coupon.used or coupon.voided_on is not None:
        return False
    void_coupon(tx, coupon.code, reason=reason)
    return True


def void_all(tx: Transaction, coupons: Iterable[tuple[str, str | None]], *, reason: str) -> None:
    """Declare coupons void that can still be used: their codes, each with its owner."""
    tx.post_all(
        Draft("coupon.void", {"code": code, "reason": reason}, owner, claim=f"coupon.void:{code}")
        for code, owner in coupons
    )


def void_coupon(tx: Transaction, code: str, *, reason: str, replaced_by: str | None = None) -> None:
    """Declare a coupon void; its claim makes a second voiding impossible."""
    coupon = coupon_typed(tx.db, code)
    told = {"code": coupon.code, "reason": reason}
    if replaced_by is not None:
        told["replaced_by"] = replaced_by
    tx.post(Draft("coupon.void", told, coupon.customer_id, claim=f"coupon.void:{coupon.code}"))


def living_code(tx: Transaction, code: str) -> str:
    """Return the code that stands for a coupon now: the last one that came for one that was lost.

    Without a reprint it is the coupon's own.
    """
    while True:
        row = tx.db.conn.execute(
            "SELECT replaced_by FROM coupons WHERE code = ?", (code,)
        ).fetchone()
        if row is None or row[0] is None:
            return code
        code = str(row[0])
