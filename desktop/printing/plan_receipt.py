"""The slip after a payment for a plan: for which days, what was paid, what it brought."""

from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from desktop.i18n import tr
from desktop.printing.coupon import set_coupon
from desktop.printing.coupon_sheet import CouponSheet
from desktop.printing.look import ShopLook
from desktop.printing.receipt import masked_number, set_shop, when_and_who
from desktop.printing.roll import Roll, save_roll

PLAN_RECEIPT_PAPERS = ("receipt80", "receipt58")


@dataclass(frozen=True)
class PlanReceiptSheet:
    """All that is printed about a payment for a plan, in ready words."""

    look: ShopLook
    title: str  # "Plan renewed"
    paid_at: datetime  # in the shop's zone
    staff: str | None
    number: str  # the member's thirteen digits; only the last are printed
    plan: str
    period: str  # from when to when
    amounts: tuple[tuple[str, str], ...]  # a label and a value each
    paid: str  # "¥980"
    notes: tuple[str, ...] = ()  # where the plan came from, credit that waits
    earned: tuple[str, ...] = ()  # "+50 points"
    next_steps: tuple[str, ...] = ()  # until when to renew
    referral_line: str = ""
    words: str = ""  # the shop's own
    coupons: tuple[CouponSheet, ...] = ()  # that the payment brought, to be cut off


def draw_plan_receipt(sheet: PlanReceiptSheet, to: BinaryIO, *, paper: str = "receipt80") -> None:
    """Draw the slip as a PDF of one page, as long as it needs to be."""
    assert paper in PLAN_RECEIPT_PAPERS
    roll = Roll(paper)
    set_shop(roll, sheet.look, when_and_who(sheet.paid_at, sheet.staff))
    _set_payment(roll, sheet)
    _set_what_follows(roll, sheet)
    for coupon in sheet.coupons:
        roll.cut_line()
        set_coupon(roll, coupon)
    save_roll(roll, to, title=f"{sheet.title} – {sheet.plan}", author=sheet.look.name)


def _set_payment(roll: Roll, sheet: PlanReceiptSheet) -> None:
    roll.text(tr("No. {number}").format(number=masked_number(sheet.number)))
    roll.gap(roll.size * 0.6)
    roll.name(sheet.title, size=roll.size + 1, floor=roll.size, bold=False)
    roll.name(sheet.plan, size=roll.size + 7, floor=roll.size, bold=True, lines=3)
    roll.name(sheet.period, size=roll.size + 1, floor=roll.size - 2, bold=False)
    for note in sheet.notes:
        roll.text(note, size=roll.size - 1, align="centre")
    roll.gap(roll.size * 0.6)
    for label, value in sheet.amounts:
        roll.pair(label, value)
    roll.pair(tr("Paid"), sheet.paid, bold=True)


def _set_what_follows(roll: Roll, sheet: PlanReceiptSheet) -> None:
    if sheet.earned:
        roll.rule()
        for line in sheet.earned:
            roll.text(line, size=roll.size + 2, bold=True)
    roll.rule()
    for step in sheet.next_steps:
        roll.text(step)
    if sheet.referral_line:
        roll.gap(roll.size * 0.5)
        roll.text(sheet.referral_line)
    if sheet.words:
        roll.gap(roll.size)
        roll.text(sheet.words, align="centre")
