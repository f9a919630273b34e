"""The points slip after a sale: what was paid, what it earned, what that makes."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO

from desktop import formats
from desktop.i18n import tr, trn
from desktop.printing.lettering import marked
from desktop.printing.roll import Roll, save_roll
from desktop.printing.sheet import amount

RECEIPT_PAPERS = ("receipt80", "receipt58")


@dataclass(frozen=True)
class Discount:
    """What was taken off, and why."""

    label: str
    amount_minor: int  # positive


@dataclass(frozen=True)
class PointsLine:
    """One line of how the points came about, word for word as it was recorded."""

    label: str
    points: int


@dataclass(frozen=True)
class ExpiringPoints:
    """The points that go first, and the last day they can be used."""

    points: int
    expires_on: date


@dataclass(frozen=True)
class ReceiptSheet:
    """All that is printed on a points slip, already decided by `db`."""

    shop_name: str
    sold_at: datetime  # in the shop's zone
    printed_at: datetime
    currency: str
    digits: int
    sale_minor: int
    paid_minor: int
    staff: str | None = None
    number: str | None = None  # the member's thirteen digits; only the last are printed
    receipt: str | None = None  # the till's own number
    discounts: tuple[Discount, ...] = ()
    points_used: int = 0
    points_used_minor: int = 0  # what they were worth on this sale
    breakdown: tuple[PointsLine, ...] = ()
    earned: int | None = None  # None without a customer
    balance: int | None = None
    expiring: ExpiringPoints | None = None
    next_steps: tuple[str, ...] = ()  # ready sentences such as "2 stamps to a free coffee"
    thanks: str | None = None
    is_copy: bool = False


def draw_receipt(sheet: ReceiptSheet, to: BinaryIO, *, paper: str = "receipt80") -> None:
    """Draw the slip as a PDF of one page, as long as it needs to be."""
    assert paper in RECEIPT_PAPERS
    roll = Roll(paper)
    _set_head(roll, sheet)
    _set_sale(roll, sheet)
    if sheet.breakdown:
        roll.gap(roll.size)
        for line in sheet.breakdown:
            roll.pair(line.label, _points(line.points, plain=line is sheet.breakdown[0]))
    if sheet.balance is not None:
        _set_balance(roll, sheet)
    _set_foot(roll, sheet)
    save_roll(roll, to, title=tr("Points slip"), author=sheet.shop_name)


def _set_head(roll: Roll, sheet: ReceiptSheet) -> None:
    roll.name(sheet.shop_name, size=roll.size + 3.5, floor=roll.size, bold=True, lines=3)
    moment = formats.moment_full(sheet.sold_at)
    roll.text(f"{moment} · {sheet.staff}" if sheet.staff else moment, align="centre")
    roll.rule()


def _set_sale(roll: Roll, sheet: ReceiptSheet) -> None:
    if sheet.number:
        roll.text(tr("No. {number}").format(number=_masked(sheet.number)))
    if sheet.receipt:
        roll.text(tr("Receipt {number}").format(number=sheet.receipt))
    roll.pair(tr("Sale"), _money(sheet, sheet.sale_minor))
    for discount in sheet.discounts:
        roll.pair(discount.label, _money(sheet, -discount.amount_minor))
    if sheet.points_used:
        used = trn("{count} point used", "{count} points used", sheet.points_used)
        roll.pair(
            used.format(count=formats.number(sheet.points_used)),
            _money(sheet, -sheet.points_used_minor),
        )
    if sheet.paid_minor != sheet.sale_minor:
        roll.pair(tr("Paid"), _money(sheet, sheet.paid_minor), bold=True)


def _set_balance(roll: Roll, sheet: ReceiptSheet) -> None:
    balance = sheet.balance
    assert balance is not None
    roll.rule()
    if sheet.earned is None:
        sentence = trn("<b>{balance} point</b>", "<b>{balance} points</b>", abs(balance))
    else:
        sentence = trn(
            "<b>{earned} → {balance} point</b>", "<b>{earned} → {balance} points</b>", abs(balance)
        )
    earned = formats.signed(sheet.earned or 0)
    roll.paragraph(
        marked(sentence, earned=earned, balance=formats.number(balance)), size=roll.size + 3
    )
    if sheet.expiring:
        points, last_day = sheet.expiring.points, formats.day(sheet.expiring.expires_on)
        sentence = trn("{points} is good until {day}.", "{points} are good until {day}.", points)
        roll.text(sentence.format(points=formats.number(points), day=last_day))


def _set_foot(roll: Roll, sheet: ReceiptSheet) -> None:
    if sheet.next_steps:
        roll.gap(roll.size)
        for step in sheet.next_steps:
            roll.text(step)
    if sheet.thanks:
        roll.gap(roll.size)
        roll.text(sheet.thanks, align="centre")
    if sheet.is_copy:
        roll.gap(roll.size)
        copied = tr("Copy, printed {moment}")
        roll.text(
            copied.format(moment=formats.moment_full(sheet.printed_at)),
            size=roll.size - 1,
            align="centre",
        )


def _money(sheet: ReceiptSheet, amount_minor: int) -> str:
    return amount(amount_minor, currency=sheet.currency, digits=sheet.digits)


def _points(points: int, *, plain: bool) -> str:
    """Write the base as it is and each bonus with its sign, so that the column reads as a sum."""
    return formats.number(points) if plain else formats.signed(points)


def _masked(number: str) -> str:
    """Return the last digits of a member number: enough to know one's own, too few to copy."""
    return "···· " + formats.member_number(number)[-6:]
