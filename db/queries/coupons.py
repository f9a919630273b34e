"""Coupons in the book: by code, by owner."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlite_utils import Database

from db.errors import ForgedCoupon, UnknownCoupon
from db.moment import Moment
from db.rules.coupons import Coupon, is_made_by, read_code, spoken_code
from db.rules.rewards import Terms
from db.rules.vouchers import voucher_key

NEXT_VISIT = "next_visit"  # why a coupon was given: for coming back
REPLACED = "replaced"  # why one was given, and another voided: it was lost


def coupon_key(db: Database) -> bytes:
    """Return the shop's secret, by which any of its counters knows its own codes."""
    return bytes(db.conn.execute("SELECT coupon_key FROM book").fetchone()[0])


def coupon_typed(db: Database, text: str) -> Coupon:
    """Return the coupon whose code was typed or scanned.

    Raises UnknownCoupon where it cannot be a code, was never issued or is a voucher's,
    ForgedCoupon where its check does not fit.
    """
    key = coupon_key(db)
    try:
        code = read_code(text, key=key)
    except ForgedCoupon as refusal:
        if is_made_by(refusal.coupon.replace("-", ""), key=voucher_key(key)):
            raise UnknownCoupon(refusal.coupon, "voucher") from None
        raise
    row = next(db.query("SELECT * FROM coupons WHERE code = ?", (code,)), None)
    if row is None:
        raise UnknownCoupon(spoken_code(code), "never")
    return coupon_of_row(row)


def coupons_of(db: Database, customer_id: str, *, on: date) -> list[Coupon]:
    """Return the coupons that the customer held on a day, those that end first before.

    One whose first day is to come is held too; one used up or voided later was held until then.
    """
    rows = db.query(
        """SELECT * FROM coupons WHERE customer_id = :customer AND issued_on <= :day
             AND (used < uses OR used_on > :day) AND (voided_on IS NULL OR voided_on > :day)
             AND (valid_until IS NULL OR valid_until >= :day)
           ORDER BY valid_until IS NULL, valid_until, code""",
        {"customer": customer_id, "day": on.isoformat()},
    )
    return [coupon_of_row(row) for row in rows]


def coupons_coded(db: Database, codes: Sequence[str]) -> list[Coupon]:
    """Return coupons by codes that stand in the book, in the order asked for."""
    rows = db.query(
        "SELECT coupons.* FROM json_each(?) AS asked JOIN coupons ON code = asked.value"
        " ORDER BY asked.key",
        (json.dumps(list(codes)),),
    )
    return [coupon_of_row(row) for row in rows]


def times_taken(db: Database, code: str) -> int:
    """Return how often a coupon was taken, the uses that a refund gave back too."""
    stem = f"coupon:{code}:"
    row = db.conn.execute(
        "SELECT count(*) FROM facts WHERE claim >= ? AND claim < ?", (stem, f"{stem[:-1]};")
    ).fetchone()
    return int(row[0])


@dataclass(frozen=True)
class Invitations:
    """The coupons for the next visit that a customer got on a day."""

    stands: bool  # one of them was not taken back
    claim: str  # what giving another one claims


def invitations_today(moment: Moment, customer_id: str) -> Invitations:
    """Return what a customer got today for the next visit; what a refund took may come again."""
    given, taken = moment.db.conn.execute(
        "SELECT count(*), count(*) FILTER (WHERE void_reason = 'refund') FROM coupons"
        " WHERE customer_id = ? AND reason = ? AND issued_on = ?",
        (customer_id, NEXT_VISIT, moment.today.isoformat()),
    ).fetchone()
    claim = f"next_visit:{customer_id}:{moment.today}:{given + 1}"
    return Invitations(stands=given > taken, claim=claim)


def terms_of(spoken: dict[str, Any]) -> Terms:
    """Return terms from the way the journal keeps them."""
    return Terms(**{**spoken, "categories": tuple(spoken.get("categories", ()))})


def coupon_of_row(row: dict[str, Any]) -> Coupon:
    """Return a coupon from its row."""

    def day(name: str) -> date | None:
        return date.fromisoformat(row[name]) if row[name] else None

    return Coupon(
        code=row["code"],
        terms=terms_of(json.loads(row["terms"])),
        customer_id=row["customer_id"],
        valid_from=date.fromisoformat(row["valid_from"]),
        valid_until=day("valid_until"),
        uses=row["uses"],
        used=row["used"],
        used_on=day("used_on"),
        batch=row["batch"],
        voided_on=day("voided_on"),
        void_reason=row["void_reason"],
        reward=row["reward"],
        replaced_by=row["replaced_by"],
    )
