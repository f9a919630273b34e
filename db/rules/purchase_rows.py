"""Reads one row of a purchases file, and puts the lines of one receipt together to one sale."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, time
from fractions import Fraction

from db.clock import milliseconds
from db.errors import BadAmount, BadDate, BadRequest
from db.rules.columns import Columns
from db.rules.intake import (
    Cells,
    FileTable,
    Habits,
    Notice,
    Unreadable,
    column,
    repaired,
    without_decimals,
)
from db.rules.money import rounded
from db.rules.periods import business_date
from db.rules.shop import ShopSettings
from db.rules.written_dates import read_moment
from db.rules.written_numbers import minor_units, read_amount, read_number

_NOON = time(12, 0)
_FIRST_YEAR = 1900


@dataclass(frozen=True)
class PurchaseRow:
    """A purchase as the file tells of it, or a refund where the amount lies below nothing."""

    line: int
    customer: str | None  # what the file names the customer by; None: nobody is named
    at: datetime  # UTC
    amount: Fraction  # minor units; whole once the rows are sales
    receipt: str | None = None
    category: str | None = None
    staff: str | None = None
    note: str | None = None
    notices: tuple[Notice, ...] = ()

    @property
    def amount_minor(self) -> int:
        """Return the amount as whole minor units."""
        assert self.amount.denominator == 1
        return self.amount.numerator


def tells_times(table: FileTable, columns: Columns, habits: Habits) -> bool:
    """Tell whether the file knows times of day; some write 00:00:00 behind every day."""
    if "time" in columns:
        return True
    for text in column(table, columns, "date"):
        if not any(sign in text for sign in ":.時t："):
            continue
        try:
            moment, timed = read_moment(text, order=habits.orders["date"], today=habits.today)
        except BadDate:
            continue
        if timed and moment.time() != time():
            return True
    return False


def lists_goods(columns: Columns) -> bool:
    """Tell whether each row is a line of a receipt: goods are counted and receipts numbered."""
    return "receipt" in columns and bool({"quantity", "unit_price"} & columns.keys())


def columns_read(columns: Columns) -> Columns:
    """Return the columns that count: beside an amount, quantity and price tell nothing more."""
    beside = {"quantity", "unit_price"} if "amount" in columns else set()
    return {field: place for field, place in columns.items() if field not in beside}


def read_purchase(cells: Cells, habits: Habits, *, timed: bool) -> PurchaseRow:
    """Read a row; raises Unreadable with the field that keeps it out.

    A day without a time is noon of the shop's day.
    """
    notices: list[Notice] = []
    customer = cells.line_of("customer")
    became = without_decimals(repaired(customer))
    if became != without_decimals(customer):
        notices.append(Notice(cells.row.line, "customer", "repaired", customer, became))
    return PurchaseRow(
        line=cells.row.line,
        customer=became or None,
        at=_moment(cells, habits, timed=timed),
        amount=_amount(cells, habits),
        receipt=without_decimals(repaired(cells.line_of("receipt"))) or None,
        category=cells.line_of("category") or None,
        staff=cells.line_of("staff") or None,
        note=cells.line_of("note", longest=2000) or None,
        notices=tuple(notices),
    )


def together(lines: Iterable[PurchaseRow]) -> list[PurchaseRow]:
    """Put the lines of one receipt, customer and time together to one sale; others stay alone."""
    sales: dict[tuple[object, ...], PurchaseRow] = {}
    for line in lines:
        key = (line.receipt, line.customer, line.at) if line.receipt else (line.line,)
        sale = sales.get(key)
        if sale is None:
            sales[key] = line
            continue
        sales[key] = replace(
            sale,
            amount=sale.amount + line.amount,
            category=sale.category if sale.category == line.category else None,
            note=sale.note if sale.note == line.note else None,
            notices=sale.notices + line.notices,
        )
    return list(sales.values())


def in_whole_units(sale: PurchaseRow) -> PurchaseRow:
    """Round a sum of quantities and prices to the minor unit, half up, and say so."""
    if sale.amount.denominator == 1:
        return sale
    amount = rounded(sale.amount, "nearest")
    notice = Notice(sale.line, "amount", "rounded", f"{float(sale.amount):.6g}", str(amount))
    return replace(sale, amount=Fraction(amount), notices=(*sale.notices, notice))


def claim_of(sale: PurchaseRow) -> str:
    """Return what purchases equal in customer, time, amount and receipt have in common."""
    identity = [sale.customer, milliseconds(sale.at), sale.amount_minor, sale.receipt]
    text = json.dumps(identity, ensure_ascii=False, separators=(",", ":"))
    return f"import:{hashlib.sha256(text.encode()).hexdigest()[:32]}"


def noon_of(day: datetime, settings: ShopSettings) -> datetime:
    """Return noon of a shop's day, or its beginning where the day starts later than that."""
    return datetime.combine(day.date(), max(_NOON, settings.day_starts), settings.timezone)


def _moment(cells: Cells, habits: Habits, *, timed: bool) -> datetime:
    text = cells.text("date")
    if not text:
        raise Unreadable("date", "missing")
    settings = habits.settings
    try:
        moment, has_time = read_moment(
            text,
            order=habits.orders["date"],
            today=habits.today,
            clock_text=cells.text("time"),
        )
        local = moment if has_time and timed else noon_of(moment, settings)
        at = local if local.tzinfo else local.replace(tzinfo=settings.timezone)
        at = at.astimezone(habits.now.tzinfo)
    except (BadDate, OverflowError) as error:
        raise Unreadable("date", "no_day", f"{text} {cells.text('time')}".strip()) from error
    if at.year < _FIRST_YEAR:
        raise Unreadable("date", "no_day", text)
    if at > habits.now and not (at == noon_of(moment, settings) and _is_today(at, habits)):
        raise Unreadable("date", "ahead", text)
    return at


def _is_today(at: datetime, habits: Habits) -> bool:
    settings = habits.settings
    day = business_date(at, zone=settings.timezone, day_starts=settings.day_starts)
    return day == habits.today


def _amount(cells: Cells, habits: Habits) -> Fraction:
    if "amount" in cells.columns:
        return _whole(_money(cells, "amount", habits), cells, "amount", habits)
    price = _money(cells, "unit_price", habits)
    if "quantity" not in cells.columns:
        return _whole(price, cells, "unit_price", habits)
    text = cells.text("quantity")
    try:
        return price * read_number(text, mark=habits.marks["quantity"])
    except BadAmount as error:
        raise Unreadable("quantity", "no_number" if text else "missing", text) from error


def _money(cells: Cells, field: str, habits: Habits) -> Fraction:
    text, settings = cells.text(field), habits.settings
    if not text:
        raise Unreadable(field, "missing")
    try:
        return read_amount(
            text, currency=settings.currency, digits=settings.digits, mark=habits.marks[field]
        )
    except BadAmount as error:
        raise Unreadable(field, "no_amount", text) from error
    except BadRequest as error:
        raise Unreadable(field, "currency", text, settings.currency) from error


def _whole(amount: Fraction, cells: Cells, field: str, habits: Habits) -> Fraction:
    """Return an amount that is whole minor units; only lines of a receipt may be finer."""
    if lists_goods(cells.columns):
        return amount
    text, digits = cells.text(field), habits.settings.digits
    try:
        return Fraction(minor_units(amount, text=text, digits=digits))
    except BadAmount as error:
        raise Unreadable(field, "too_precise", text, str(digits)) from error
