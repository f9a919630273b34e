"""The slip after a sale: what was paid and how, what it earned, what is next; coupons below."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO

from desktop import formats
from desktop.i18n import tr, trn
from desktop.printing.coupon import set_coupon
from desktop.printing.coupon_sheet import CouponSheet
from desktop.printing.lettering import marked
from desktop.printing.look import ShopLook
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
class Payment:
    """What paid a part of the sale instead of money, and what is left of it."""

    label: str
    amount_minor: int
    left_minor: int


@dataclass(frozen=True)
class Refund:
    """What was handed back of the sale, and when."""

    day: date
    amount_minor: int


@dataclass(frozen=True)
class ExpiringPoints:
    """The points that go first, and the last day they can be used."""

    points: int
    expires_on: date


@dataclass(frozen=True)
class ReceiptSheet:
    """All that is printed on a points slip, already decided by `db`."""

    look: ShopLook
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
    payments: tuple[Payment, ...] = ()
    refunds: tuple[Refund, ...] = ()
    breakdown: tuple[PointsLine, ...] = ()
    earned: int | None = None  # None without a customer
    balance: int | None = None
    expiring: ExpiringPoints | None = None
    next_steps: tuple[str, ...] = ()  # ready sentences such as "2 stamps to a free coffee"
    referral_code: str | None = None
    words: str = ""  # the shop's own
    coupons: tuple[CouponSheet, ...] = ()  # that the sale brought, to be cut off
    is_copy: bool = False


def draw_receipt(sheet: ReceiptSheet, to: BinaryIO, *, paper: str = "receipt80") -> None:
    """Draw the slip as a PDF of one page, as long as it needs to be."""
    assert paper in RECEIPT_PAPERS
    roll = Roll(paper)
    set_shop(roll, sheet.look, when_and_who(sheet.sold_at, sheet.staff))
    _set_sale(roll, sheet)
    if sheet.breakdown:
        roll.gap(roll.size)
        for line in sheet.breakdown:
            roll.pair(line.label, _points(line.points, plain=line is sheet.breakdown[0]))
    if sheet.balance is not None:
        _set_balance(roll, sheet)
    _set_foot(roll, sheet)
    for coupon in sheet.coupons:
        roll.cut_line()
        set_coupon(roll, coupon)
    save_roll(roll, to, title=tr("Points slip"), author=sheet.look.name)


def set_shop(roll: Roll, look: ShopLook, said: str) -> None:
    """Set whose slip it is, and under it when and by whom it was made out."""
    if look.logo is not None:
        roll.logo(look.logo)
    roll.name(look.name, size=roll.size + 3.5, floor=roll.size, bold=True, lines=3)
    for line in filter(None, (*look.address, look.phone)):
        roll.name(line, size=roll.size - 1.5, floor=roll.size - 2.5, bold=False)
    roll.gap(2)
    roll.text(said, align="centre")
    roll.rule()


def when_and_who(at: datetime, staff: str | None) -> str:
    """Return when something was done, and by whom where that is known."""
    moment = formats.moment_full(at)
    return f"{moment} · {staff}" if staff else moment


def _set_sale(roll: Roll, sheet: ReceiptSheet) -> None:
    if sheet.number:
        roll.text(tr("No. {number}").format(number=masked_number(sheet.number)))
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
    _set_payments(roll, sheet)
    for refund in sheet.refunds:
        back = tr("Refunded, {day}").format(day=formats.day(refund.day))
        roll.pair(back, _money(sheet, -refund.amount_minor))


def _set_payments(roll: Roll, sheet: ReceiptSheet) -> None:
    """Say what credit and vouchers paid, what is left of each, and what was paid by money."""
    for payment in sheet.payments:
        roll.pair(payment.label, _money(sheet, payment.amount_minor))
        left = tr("{amount} left").format(amount=_money(sheet, payment.left_minor))
        roll.text(left, size=roll.size - 1, align="right")
    if sheet.payments:
        rest = sheet.paid_minor - sum(payment.amount_minor for payment in sheet.payments)
        roll.pair(tr("By cash or card"), _money(sheet, rest))


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
    if sheet.referral_code:
        roll.text(tr("bring a friend: {code}").format(code=sheet.referral_code))
    if sheet.words:
        roll.gap(roll.size)
        roll.text(sheet.words, align="centre")
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


def masked_number(number: str) -> str:
    """Return the last digits of a member number: enough to know one's own, too few to copy."""
    return "···· " + formats.member_number(number)[-6:]
