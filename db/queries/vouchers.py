"""Gift vouchers in the book: by code, by name, and what all of them come to."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlite_utils import Database

from db.clock import instant, milliseconds
from db.errors import UnknownVoucher
from db.moment import Moment
from db.queries.coupons import coupon_key
from db.rules.coupons import spoken_code, typed_letters
from db.rules.payments import least_from
from db.rules.vouchers import Voucher, is_short, read_voucher_code

# What moves a voucher is numbered by its claim, so that it is found, and cannot happen twice.
_MOVEMENTS = """
SELECT at, delta, kind, day, staff, doc ->> 'sale' FROM facts
WHERE claim = 'voucher.issue:' || :code
  OR (claim >= 'voucher:' || :code || ':' AND claim < 'voucher:' || :code || ';')
ORDER BY at, hlc, origin, seq
"""
_MONTH = """
SELECT kind, sum(delta) FROM facts WHERE account = 'vouchers' AND day BETWEEN ? AND ? GROUP BY kind
"""
_LEFT_ON = """
SELECT coalesce(sum(facts.delta), 0) FROM facts
JOIN vouchers ON vouchers.code = facts.doc ->> 'code'
WHERE facts.account = 'vouchers' AND facts.day <= :day
  AND (vouchers.valid_until IS NULL OR vouchers.valid_until >= :on)
"""
_OUTSTANDING = """
SELECT issued_on, valid_until, count(*), sum(amount_left) FROM vouchers
WHERE amount_left > 0 AND (valid_until IS NULL OR valid_until >= ?) GROUP BY 1, 2
"""
_PAGE = """
SELECT vouchers.* FROM vouchers LEFT JOIN customers ON customers.id = vouchers.customer_id
WHERE (issued_on < :issued OR (issued_on = :issued AND code > :code))
  AND (:open_on IS NULL OR (amount_left > 0 AND (valid_until IS NULL OR valid_until >= :open_on)))
  AND (:text = '' OR instr(code, :typed) OR instr(coalesce(customers.name, ''), :text)
    OR instr(coalesce(customers.reading, ''), :text))
ORDER BY issued_on DESC, code LIMIT :limit
"""


@dataclass(frozen=True)
class VoucherMovement:
    """What moved a voucher's money; `amount` below zero: it was taken off."""

    kind: str  # issue, use, return, void, undo
    at: datetime  # UTC
    day: date
    amount: int  # minor units
    left: int  # afterwards
    sale: str | None
    staff: str | None


@dataclass(frozen=True)
class VoucherMonth:
    """A period's vouchers: opening + issued − used + returned − voided − expired = closing."""

    opening: int = 0
    issued: int = 0
    used: int = 0
    returned: int = 0
    voided: int = 0
    expired: int = 0
    closing: int = 0


@dataclass(frozen=True)
class Outstanding:
    """What can still be bought with vouchers; amounts in minor units."""

    count: int = 0
    left: int = 0
    short: int = 0  # of it on vouchers that end within six months of their issue


def voucher_typed(db: Database, text: str) -> Voucher:
    """Return the voucher whose code was typed or scanned; raises UnknownVoucher."""
    code = read_voucher_code(text, coupon_key=coupon_key(db))
    voucher = voucher_with_code(db, code)
    if voucher is None:
        raise UnknownVoucher(spoken_code(code))
    return voucher


def voucher_with_code(db: Database, code: str) -> Voucher | None:
    """Return a voucher by its twelve symbols, None where none was issued."""
    row = next(db.query("SELECT * FROM vouchers WHERE code = ?", (code,)), None)
    return _voucher_of_row(row) if row else None


def voucher_left(moment: Moment, voucher: Voucher) -> int:
    """Return what can be taken off a voucher at the moment.

    On a slip of an earlier day that is less where it paid for something since.
    """
    moved = [(milliseconds(each.at), each.amount) for each in movements_of(moment.db, voucher.code)]
    return least_from(moved, at=milliseconds(moment.now))


def movements_of(db: Database, code: str) -> list[VoucherMovement]:
    """Return all that moved a voucher's money, its issue first."""
    found, left = [], 0
    for at, delta, kind, day, staff, sale in db.conn.execute(_MOVEMENTS, {"code": code}):
        left += delta
        short = kind.removeprefix("voucher.")
        on = date.fromisoformat(day)
        found.append(VoucherMovement(short, instant(at), on, delta, left, sale, staff))
    return found


def vouchers_of(moment: Moment, customer_id: str) -> list[Voucher]:
    """Return the vouchers in a customer's name that hold money, those that end first before.

    What is left of them is told as of the moment.
    """
    rows = moment.db.query(
        """SELECT * FROM vouchers WHERE customer_id = :customer AND issued_on <= :day
             AND (valid_until IS NULL OR valid_until >= :day)
           ORDER BY valid_until IS NULL, valid_until, code""",
        {"customer": customer_id, "day": moment.today.isoformat()},
    )
    found = [voucher_at(moment, _voucher_of_row(row)) for row in rows]
    return [voucher for voucher in found if voucher.left]


def voucher_at(moment: Moment, voucher: Voucher) -> Voucher:
    """Return a voucher with what was left of it by the moment."""
    moved = movements_of(moment.db, voucher.code)
    return replace(voucher, left=sum(each.amount for each in moved if each.at <= moment.now))


def vouchers_page(
    db: Database,
    text: str = "",
    *,
    limit: int,
    after: Voucher | None = None,
    open_on: date | None = None,
) -> list[Voucher]:
    """Return vouchers, the newest first: those whose code or name has these letters.

    `open_on` leaves out those that pay nothing on that day.
    """
    asked: dict[str, Any] = {
        "limit": limit,
        "issued": after.issued_on.isoformat() if after else "9999-12-31",
        "code": after.code if after else "",
        "open_on": open_on.isoformat() if open_on else None,
        "text": text.strip(),
        "typed": typed_letters(text) or " ",  # no code has a space
    }
    return [_voucher_of_row(row) for row in db.query(_PAGE, asked)]


def outstanding_vouchers(db: Database, *, on: date) -> Outstanding:
    """Return what all vouchers that are good on a day still hold."""
    count = left = short = 0
    for issued, until, several, amount in db.conn.execute(_OUTSTANDING, (on.isoformat(),)):
        ends = date.fromisoformat(until) if until else None
        like = Voucher("", amount, amount, date.fromisoformat(issued), ends)
        count, left = count + several, left + amount
        short += amount if is_short(like) else 0
    return Outstanding(count, left, short)


def voucher_month(db: Database, *, first: date, last: date, on: date) -> VoucherMonth:
    """Return what became of vouchers in a period, with what fell due up to a day within it."""
    if db.conn.execute("SELECT 1 FROM vouchers LIMIT 1").fetchone() is None:
        return VoucherMonth()
    span = (first.isoformat(), last.isoformat())
    moved = dict[str, int](db.conn.execute(_MONTH, span).fetchall())
    before = first - timedelta(days=1)
    opening, closing = _left_on(db, before, on=before), _left_on(db, last, on=on)
    issued = moved.get("voucher.issue", 0) + moved.get("voucher.undo", 0)
    used, returned = -moved.get("voucher.use", 0), moved.get("voucher.return", 0)
    voided = -moved.get("voucher.void", 0)
    expired = opening + issued - used + returned - voided - closing
    return VoucherMonth(opening, issued, used, returned, voided, expired, closing)


def next_voucher_claim(db: Database, code: str) -> str:
    """Return what the next movement of a voucher claims, so that no second one takes its place."""
    return f"voucher:{code}:{len(movements_of(db, code))}"  # the issue has a claim of its own


def _left_on(db: Database, day: date, *, on: date) -> int:
    asked = {"day": day.isoformat(), "on": on.isoformat()}
    return int(db.conn.execute(_LEFT_ON, asked).fetchone()[0])


def _voucher_of_row(row: Mapping[str, Any]) -> Voucher:
    def day(name: str) -> date | None:
        return date.fromisoformat(row[name]) if row[name] else None

    return Voucher(
        code=row["code"],
        amount=row["amount"],
        left=row["amount_left"],
        issued_on=date.fromisoformat(row["issued_on"]),
        valid_until=day("valid_until"),
        customer_id=row["customer_id"],
        voided_on=day("voided_on"),
        void_reason=row["void_reason"],
        issued_by=row["issued_by"],
    )
