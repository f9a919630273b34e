"""Vouchers and credit in words: what they are, what moved them, where money of a refund goes."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from db.queries.month import MonthFigures
from db.queries.vouchers import VoucherMovement
from db.rules.coupons import spoken_code
from db.rules.shop import ShopSettings
from db.rules.vouchers import Voucher, state_on
from db.usecases.refunds import RefundOutcome
from desktop import formats
from desktop.i18n import tr
from desktop.words.history import money

if TYPE_CHECKING:
    from desktop.theme import Tone  # with it comes the window's toolkit

WordsAndFigure = tuple[str, str]


def refund_lines(outcome: RefundOutcome, settings: ShopSettings) -> list[WordsAndFigure]:
    """Return where the money of a refund goes, nothing where all of it is handed over."""
    lines = [
        (tr("Back to voucher {code}").format(code=spoken_code(code)), money(amount, settings))
        for code, amount in outcome.to_vouchers
    ]
    if outcome.to_credit:
        lines.append((tr("Back to the credit"), money(outcome.to_credit, settings)))
    return lines


def state_words(voucher: Voucher, *, today: date) -> "tuple[str, Tone]":
    """Return what a voucher is today."""
    state = state_on(voucher, today)
    if state == "voided":
        return tr("declared void"), "warn"
    if state == "expired":
        return tr("has ended"), "warn"
    if state == "used":
        return tr("used up"), "plain"
    return tr("good"), "good"


def until_words(voucher: Voucher) -> str:
    """Return until when a voucher is good."""
    if voucher.valid_until is None:
        return tr("No last day")
    return tr("Good until {day}").format(day=formats.day(voucher.valid_until))


def owed_words(figures: MonthFigures, settings: ShopSettings) -> str:
    """Return what is still to be bought with credit and vouchers, nothing in a shop without."""
    credit, vouchers = figures.credit.closing, figures.vouchers.closing
    if not credit and not vouchers:
        return ""
    return tr("Beside the points: {credit} of credit, and {vouchers} on vouchers.").format(
        credit=money(credit, settings), vouchers=money(vouchers, settings)
    )


def movement_lines(
    movements: Sequence[VoucherMovement], settings: ShopSettings
) -> list[WordsAndFigure]:
    """Return what became of a voucher's money, day by day."""
    words = {
        "issue": tr("Made"),
        "use": tr("Paid for a sale"),
        "return": tr("Back from a refund"),
        "void": tr("Declared void"),
        "undo": tr("Undone"),
    }
    return [
        (
            tr("{day} · {what}").format(day=formats.day(each.day), what=words[each.kind]),
            money(each.amount, settings),
        )
        for each in movements
    ]
