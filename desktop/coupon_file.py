"""The coupons of the book as a file for a spreadsheet, or for whoever prints a flyer."""

from collections.abc import Iterator, Sequence

from db.queries.coupon_list import CouponRecord, coupon_records
from db.rules.coupons import spoken_code, state_on
from db.rules.money import amount_text
from db.rules.rewards import MONEY_KINDS
from db.session import Session
from desktop.table_files import Cell, table_csv, table_workbook

HEADER = (
    "code", "state", "gives", "kind", "value", "customer", "name", "from", "until", "minimum",
    "categories", "uses", "used", "discount", "batch", "reason", "issued", "used_on", "voided_on",
    "void_reason", "replaced_by",
)  # fmt: skip


def coupon_rows(session: Session, *, batch: str | None = None) -> Iterator[Sequence[Cell]]:
    """Return a row of cells for each coupon, in the order of HEADER; of one batch, or all."""
    today, digits = session.today, session.settings.digits
    for record in coupon_records(session.db, batch=batch):
        yield _row(record, state_on(record.coupon, today), digits)


def coupon_csv(session: Session, *, batch: str | None = None) -> bytes:
    """Return the coupons as CSV."""
    return table_csv(HEADER, coupon_rows(session, batch=batch))


def coupon_workbook(session: Session, *, batch: str | None = None) -> bytes:
    """Return the coupons as a workbook."""
    return table_workbook(HEADER, coupon_rows(session, batch=batch))


def _row(record: CouponRecord, state: str, digits: int) -> Sequence[Cell]:
    coupon = record.coupon
    terms = coupon.terms
    worth: Cell = terms.value
    if terms.kind in MONEY_KINDS:
        worth = amount_text(terms.value, digits=digits)
    days = (coupon.valid_from, coupon.valid_until, record.issued_on, coupon.used_on)
    first, last, issued, used = (day.isoformat() if day else "" for day in days)
    return (
        spoken_code(coupon.code), state, terms.name, terms.kind, worth, record.number, record.owner,
        first, last, amount_text(terms.minimum, digits=digits), ", ".join(terms.categories),
        coupon.uses, coupon.used, amount_text(record.discount, digits=digits), coupon.batch or "",
        record.why, issued, used, coupon.voided_on.isoformat() if coupon.voided_on else "",
        coupon.void_reason or "", spoken_code(coupon.replaced_by) if coupon.replaced_by else "",
    )  # fmt: skip
