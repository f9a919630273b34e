"""The end of a day: what it brought, to hold against the drawer."""

from collections import defaultdict
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import Any

from sqlite_utils import Database

from db.clock import instant
from db.queries.drawer import DrawerOpening, drawer_openings
from db.queries.stamps import StampCounts, stamp_counts

# An amount below zero is a refund taken in from a file.
_SALES = """
SELECT staff,
  count(*) FILTER (WHERE amount >= 0 AND customer_id IS NOT NULL) AS sales_with_customer,
  count(*) FILTER (WHERE amount >= 0 AND customer_id IS NULL) AS sales_without_customer,
  coalesce(sum(amount) FILTER (WHERE amount >= 0), 0) AS gross,
  coalesce(sum(total) FILTER (WHERE amount >= 0), 0) AS total,
  coalesce(sum(paid) FILTER (WHERE amount >= 0), 0) AS paid,
  coalesce(sum(by_credit), 0) AS by_credit, coalesce(sum(by_voucher), 0) AS by_voucher,
  count(*) FILTER (WHERE amount < 0) AS refunds,
  -coalesce(sum(paid) FILTER (WHERE amount < 0), 0) AS money_back
FROM sales WHERE day = ? GROUP BY staff
"""
_REFUNDS = """
SELECT staff, count(*) AS refunds, sum(money_back) AS money_back
FROM refunds WHERE day = ? GROUP BY staff
"""
# Points of a plan or a friend are given as those of a sale are. A trial costs nothing; a payment
# that was undone is one payment less.
_MOVED = """
SELECT staff,
  coalesce(sum(delta) FILTER (WHERE kind IN ('points.earn', 'points.gift')), 0) AS points_given,
  -coalesce(sum(delta) FILTER (WHERE kind = 'points.spend'), 0) AS points_used,
  coalesce(sum(delta) FILTER (WHERE kind = 'points.return'), 0) AS points_returned,
  -coalesce(sum(delta) FILTER (WHERE kind = 'points.reverse'), 0) AS points_reversed,
  coalesce(sum(sign(delta)) FILTER (WHERE account = 'plan_payments'), 0) AS plan_payments,
  coalesce(sum(delta) FILTER (WHERE account = 'plan_payments'), 0) AS plan_money
FROM facts WHERE account IN ('points', 'plan_payments') AND day = ? GROUP BY staff
"""
# A voucher was paid for whole, credit not at all, where nothing else was said.
_PREPAID = """
SELECT staff,
  coalesce(sum(delta) FILTER (WHERE kind = 'credit.return'), 0) AS to_credit,
  coalesce(sum(delta) FILTER (WHERE kind = 'voucher.return'), 0) AS to_vouchers,
  coalesce(sum(delta) FILTER (WHERE kind IN ('voucher.issue', 'voucher.undo')), 0)
    AS vouchers_issued,
  coalesce(sum(sign(delta) * coalesce(doc ->> 'paid', abs(delta)))
    FILTER (WHERE kind IN ('voucher.issue', 'voucher.undo')), 0) AS vouchers_money,
  coalesce(sum(delta) FILTER (WHERE kind IN ('credit.add', 'credit.take', 'credit.undo')), 0)
    AS credit_given,
  coalesce(sum(sign(delta) * (doc ->> 'paid')), 0)
    - coalesce(sum(sign(delta) * (doc ->> 'paid')) FILTER (WHERE account = 'vouchers'), 0)
    AS credit_money
FROM facts WHERE account IN ('credit', 'vouchers') AND day = ? GROUP BY staff
"""
_BY_COUPONS = """
SELECT coalesce(sum(found.value ->> 'amount'), 0)
FROM facts, json_each(facts.doc, '$.discounts') AS found
WHERE kind = 'sale' AND day = ? AND coalesce(found.value ->> 'coupon', '') <> ''
"""
_COUPONS = """
SELECT count(*) FILTER (WHERE kind = 'coupon.use'),
  coalesce(sum(doc ->> 'discount') FILTER (WHERE kind = 'coupon.use'), 0),
  count(*) FILTER (WHERE kind = 'coupon.return')
FROM facts WHERE kind IN ('coupon.use', 'coupon.return') AND day = ?
"""
_HOURS = "SELECT min(at), max(at) FROM sales WHERE day = ? AND amount >= 0"
_JOINED = "SELECT count(*) FROM customers WHERE joined = ?"


class _Takings:
    """What came in and went out; amounts in minor units, cash and cards together."""

    paid: int
    money_back: int
    plan_money: int
    by_credit: int
    by_voucher: int
    to_credit: int
    to_vouchers: int
    vouchers_money: int
    credit_money: int

    @property
    def due(self) -> int:
        """Return what was paid by cash or card."""
        return self.paid - self.by_credit - self.by_voucher

    @property
    def cash_back(self) -> int:
        """Return what was handed back by cash or card."""
        return self.money_back - self.to_credit - self.to_vouchers

    @property
    def money_in(self) -> int:
        """Return what should have come in, below zero where more was handed back."""
        sold = self.plan_money + self.vouchers_money + self.credit_money
        return self.due - self.cash_back + sold


@dataclass(frozen=True)
class StaffDay(_Takings):
    """What one person took in; amounts in minor units."""

    staff: str | None  # None: the owner, where nobody was named
    sales: int = 0
    paid: int = 0
    refunds: int = 0
    money_back: int = 0
    points_given: int = 0
    plan_payments: int = 0
    plan_money: int = 0
    by_credit: int = 0  # of what was paid
    by_voucher: int = 0
    to_credit: int = 0  # of the money back
    to_vouchers: int = 0
    vouchers_issued: int = 0  # less those undone
    vouchers_money: int = 0  # taken in for them
    credit_given: int = 0  # less what was taken back
    credit_money: int = 0  # taken in for it


@dataclass(frozen=True)
class DayReport(_Takings):
    """What a business date brought; amounts in minor units, cash and cards together."""

    day: date
    sales_with_customer: int = 0
    sales_without_customer: int = 0
    gross: int = 0  # before anything was taken off
    coupon_discounts: int = 0
    plan_discounts: int = 0
    points_in_money: int = 0  # what points used on sales were worth
    paid: int = 0
    refunds: int = 0
    money_back: int = 0
    plan_payments: int = 0
    plan_money: int = 0
    coupons_taken: int = 0  # on sales, and by other tills
    coupons_value: int = 0
    coupons_returned: int = 0  # good again, since their sale was refunded
    points_given: int = 0
    points_used: int = 0  # on sales and for rewards
    points_returned: int = 0
    points_reversed: int = 0
    stamps: StampCounts = field(default_factory=StampCounts)
    drawer: tuple[DrawerOpening, ...] = ()  # opened without a sale
    new_customers: int = 0
    first_sale_at: datetime | None = None  # UTC
    last_sale_at: datetime | None = None
    staff: tuple[StaffDay, ...] = ()
    by_credit: int = 0  # of what was paid
    by_voucher: int = 0
    to_credit: int = 0  # of the money back
    to_vouchers: int = 0
    vouchers_issued: int = 0  # less those undone
    vouchers_money: int = 0  # taken in for them
    credit_given: int = 0  # less what was taken back
    credit_money: int = 0  # taken in for it

    @property
    def sales(self) -> int:
        """Return how many sales there were."""
        return self.sales_with_customer + self.sales_without_customer


def day_report(db: Database, day: date) -> DayReport:
    """Return what a business date brought, of a day that still runs: so far."""
    asked = (day.isoformat(),)
    people = _by_people(db, asked)
    sums = {name: sum(row[name] for row in people.values()) for name in _SUMMED}
    (by_coupons,) = db.conn.execute(_BY_COUPONS, asked).fetchone()
    taken, value, returned = db.conn.execute(_COUPONS, asked).fetchone()
    first, last = db.conn.execute(_HOURS, asked).fetchone()
    (joined,) = db.conn.execute(_JOINED, asked).fetchone()
    total = sums.pop("total")
    return DayReport(
        day=day,
        **sums,
        coupon_discounts=by_coupons,
        plan_discounts=sums["gross"] - total - by_coupons,
        points_in_money=total - sums["paid"],
        coupons_taken=taken,
        coupons_value=value,
        coupons_returned=returned,
        stamps=stamp_counts(db, first=day, last=day),
        drawer=drawer_openings(db, day),
        new_customers=joined,
        first_sale_at=instant(first) if first is not None else None,
        last_sale_at=instant(last) if last is not None else None,
        staff=_staff_days(people),
    )


_SUMMED = (
    "sales_with_customer", "sales_without_customer", "gross", "total", "paid", "refunds",
    "money_back", "points_given", "points_used", "points_returned", "points_reversed",
    "plan_payments", "plan_money", "by_credit", "by_voucher", "to_credit", "to_vouchers",
    "vouchers_issued", "vouchers_money", "credit_given", "credit_money",
)  # fmt: skip
_Row = dict[str, int]


def _by_people(db: Database, asked: tuple[str]) -> dict[str | None, _Row]:
    people: dict[str | None, _Row] = defaultdict(lambda: dict.fromkeys(_SUMMED, 0))
    for question in (_SALES, _REFUNDS, _MOVED, _PREPAID):
        for told in db.query(question, asked):
            row = people[told.pop("staff")]
            for name, value in told.items():
                row[name] += value
    return people


def _staff_days(people: dict[str | None, _Row]) -> tuple[StaffDay, ...]:
    """Return a line for each who took something in or gave something, the owner's first."""
    lines = (_staff_day(name, row) for name, row in people.items())
    told = [line for line in lines if line != StaffDay(staff=line.staff)]
    return tuple(sorted(told, key=lambda line: (line.staff is not None, line.staff or "")))


def _staff_day(name: str | None, row: _Row) -> StaffDay:
    told: dict[str, Any] = {each.name: row.get(each.name, 0) for each in fields(StaffDay)}
    sales = row["sales_with_customer"] + row["sales_without_customer"]
    return StaffDay(**{**told, "staff": name, "sales": sales})
