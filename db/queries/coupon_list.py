"""The coupons of the book, found by code, owner, batch or what they give; and one's life."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from db.queries.coupons import coupon_of_row, coupon_typed
from db.queries.facts import Fact, fact_of_row
from db.queries.search import find_customers
from db.rules.coupons import Coupon, State, typed_code

_MOST_OWNERS = 50
_STATES: dict[State, str] = {
    "issued": "used < uses AND voided_on IS NULL AND coalesce(valid_until, '9') >= :day",
    "used": "used >= uses",
    "voided": "used < uses AND voided_on IS NOT NULL",
    "expired": "used < uses AND voided_on IS NULL AND valid_until < :day",
}
_PAGE = """
SELECT coupons.*, coupons.rowid AS place, customers.name AS owner FROM coupons
LEFT JOIN customers ON customers.id = coupons.customer_id
WHERE coupons.rowid < :before AND ({state}) AND ({fits})
ORDER BY coupons.rowid DESC LIMIT :limit
"""
_FITS = """
coupons.code LIKE :code ESCAPE '~' OR coupons.batch LIKE :words ESCAPE '~'
OR coupons.terms ->> 'name' LIKE :words ESCAPE '~'
OR coupons.customer_id IN (SELECT value FROM json_each(:owners))
"""
_END = 2**62


@dataclass(frozen=True)
class ListedCoupon:
    """A coupon as a list shows it."""

    coupon: Coupon
    place: int  # further coupons come after it
    owner: str  # nothing: it is for whoever brings it
    issued_on: date
    why: str  # it was issued: redeem, next_visit, …; nothing: by hand


@dataclass(frozen=True)
class CouponRecord:
    """A coupon with all that a file tells of it."""

    coupon: Coupon
    owner: str
    number: str  # the owner's member number
    issued_on: date
    why: str
    discount: int  # minor units, so far


@dataclass(frozen=True)
class CouponUse:
    """One time a coupon was taken, for a sale of this book or another till's."""

    day: date
    discount: int  # minor units
    sale: str | None
    staff: str | None
    returned: bool  # its sale was refunded whole since


@dataclass(frozen=True)
class CouponLife:
    """All that happened to a coupon."""

    coupon: Coupon
    issued_on: date
    why: str
    issued_by: str | None
    uses: tuple[CouponUse, ...]
    voided_by: str | None = None
    replaces: str | None = None  # the code that it came for


def coupons_page(
    db: Database,
    text: str = "",
    *,
    on: date,
    state: State | None = None,
    before: int | None = None,
    limit: int = 100,
) -> list[ListedCoupon]:
    """Return coupons as they stand on a day, the latest first.

    `text` is a code or its beginning, a customer, a batch, or what is given; `before` the place of
    the last one that was seen.
    """
    asked = {
        "day": on.isoformat(),
        "before": _END if before is None else before,
        "limit": limit,
        **_words(db, text.strip(), on),
    }
    question = _PAGE.format(
        state=_STATES[state] if state else "TRUE", fits=_FITS if text.strip() else "TRUE"
    )
    return [
        ListedCoupon(
            coupon_of_row(row),
            row["place"],
            row["owner"] or "",
            date.fromisoformat(row["issued_on"]),
            row["reason"] or "",
        )
        for row in db.query(question, asked)
    ]


def coupon_records(db: Database, *, batch: str | None = None) -> Iterator[CouponRecord]:
    """Return every coupon of a batch, or of the book, in the order of their making."""
    question = (
        "SELECT coupons.*, customers.name AS owner, customers.number FROM coupons"
        " LEFT JOIN customers ON customers.id = coupons.customer_id"
        " WHERE :batch IS NULL OR batch = :batch ORDER BY coupons.rowid"
    )
    for row in db.query(question, {"batch": batch}):
        yield CouponRecord(
            coupon_of_row(row),
            row["owner"] or "",
            row["number"] or "",
            date.fromisoformat(row["issued_on"]),
            row["reason"] or "",
            row["discount"],
        )


def coupons_count(db: Database, *, on: date) -> int:
    """Return how many coupons can be used on a day or later."""
    question = f"SELECT count(*) FROM coupons WHERE {_STATES['issued']}"  # noqa: S608 - ours
    row = db.conn.execute(question, {"day": on.isoformat()}).fetchone()
    return int(row[0])


def coupon_life(db: Database, code: str) -> CouponLife:
    """Return what happened to a coupon; raises UnknownCoupon or ForgedCoupon."""
    coupon = coupon_typed(db, code)
    (issued,) = _facts(db, f"coupon.issue:{coupon.code}", f"coupon.issue:{coupon.code}")
    uses = _facts(db, f"coupon:{coupon.code}:", f"coupon:{coupon.code};")
    voided = _facts(db, f"coupon.void:{coupon.code}", f"coupon.void:{coupon.code}")
    return CouponLife(
        coupon,
        date.fromisoformat(issued.day),
        issued.doc.get("reason") or "",
        issued.staff,
        tuple(_use(db, fact) for fact in uses),
        voided[0].staff if voided else None,
        issued.doc.get("replaces"),
    )


def _words(db: Database, text: str, on: date) -> dict[str, str]:
    code = typed_code(text)
    owners: Sequence[str] = ()
    if text:
        owners = [row.id for row in find_customers(db, text, today=on, limit=_MOST_OWNERS)]
    plain = "".join(f"~{letter}" if letter in "~%_" else letter for letter in text)
    return {
        "code": code or "".join(plain.upper().replace("-", "").split()) + "%",
        "words": f"%{plain}%",
        "owners": json.dumps(owners),
    }


def _facts(db: Database, first: str, last: str) -> list[Fact]:
    rows = db.query(
        "SELECT * FROM facts WHERE claim >= ? AND claim <= ? ORDER BY at, hlc", (first, last)
    )
    return [fact_of_row(row) for row in rows]


def _use(db: Database, fact: Fact) -> CouponUse:
    sale = fact.doc.get("sale")
    returned = db.conn.execute(
        "SELECT 1 FROM sales WHERE id = ? AND refunded_whole_at IS NOT NULL", (sale,)
    ).fetchone()
    return CouponUse(
        date.fromisoformat(fact.day), fact.doc["discount"], sale, fact.staff, returned is not None
    )
