"""Puts together what a paper says: the book's records in, a ready PDF out.

Windows, the command line and the demo print through here; drawing is desktop/printing's.
"""

from collections.abc import Sequence
from datetime import date
from typing import BinaryIO

from db.errors import BadRequest
from db.queries.batches import batch_named, open_codes
from db.queries.coupons import coupon_typed, coupons_coded
from db.queries.customers import customer_record
from db.queries.sales import sale_record
from db.queries.vouchers import voucher_at, voucher_typed
from db.rules.vouchers import Voucher
from db.session import Session
from desktop import formats
from desktop.i18n import tr
from desktop.papers.coupon_sheets import coupon_sheets
from desktop.papers.look import look_of
from desktop.papers.receipt_sheets import receipt_sheet
from desktop.printing.card import CardSheet, draw_cards
from desktop.printing.coupon import draw_coupons
from desktop.printing.receipt import draw_receipt
from desktop.printing.sheet import amount
from desktop.printing.voucher import VoucherSheet, draw_voucher
from desktop.words.referrals import friend_code


def print_coupons(
    session: Session, codes: Sequence[str], to: BinaryIO, *, paper: str, start: int = 1
) -> None:
    """Print coupons by their codes; raises UnknownCoupon or ForgedCoupon.

    `start` is the first free field of a label sheet that was used before.
    """
    coupons = [coupon_typed(session.db, code) for code in codes]
    draw_coupons(coupon_sheets(session, coupons), to, paper=paper, start=start)


def print_batch(session: Session, batch: str, to: BinaryIO, *, paper: str, start: int = 1) -> int:
    """Print what of a batch can still be used; returns how many coupons that are.

    Raises BadRequest where no batch has the name, or none of its coupons is good any more.
    """
    name = batch_named(session.db, batch, on=session.today).name
    codes = open_codes(session.db, name, on=session.today)
    if not codes:
        raise BadRequest("batch", "batch_over", name)
    sheets = coupon_sheets(session, coupons_coded(session.db, codes))
    draw_coupons(sheets, to, paper=paper, start=start)
    return len(codes)


def print_cards(session: Session, customer_ids: Sequence[str], to: BinaryIO, *, paper: str) -> None:
    """Print member cards."""
    look, settings = look_of(session), session.settings
    records = [customer_record(session.db, customer_id) for customer_id in customer_ids]
    sheets = [
        CardSheet(
            look,
            each.number,
            each.name,
            friend_code(settings, each.referral_code),
            settings.paper.card_words,
        )
        for each in records
    ]
    draw_cards(sheets, to, paper=paper)


def print_receipt(session: Session, sale: str, to: BinaryIO, *, paper: str) -> None:
    """Print what a sale gave; raises UnknownSale."""
    draw_receipt(receipt_sheet(session, sale_record(session.db, sale)), to, paper=paper)


def print_voucher(session: Session, code: str, to: BinaryIO, *, paper: str) -> None:
    """Print a gift voucher with what is left of it; raises UnknownVoucher."""
    voucher = voucher_at(session.moment(), voucher_typed(session.db, code))
    draw_voucher(_voucher_sheet(session, voucher), to, paper=paper)


def _voucher_sheet(session: Session, voucher: Voucher) -> VoucherSheet:
    settings = session.settings

    def money(minor: int) -> str:
        return amount(minor, currency=settings.currency, digits=settings.digits)

    owner = voucher.customer_id
    return VoucherSheet(
        look=look_of(session),
        code=voucher.code,
        amount=money(voucher.amount),
        left=money(voucher.left) if voucher.left != voucher.amount else None,
        until=voucher.valid_until,
        for_name=customer_record(session.db, owner).name if owner is not None else None,
        small_print=_small_print(session, voucher.issued_on),
    )


def _small_print(session: Session, issued_on: date) -> tuple[str, ...]:
    """Return what every gift voucher says; in Japan the law names most of it."""
    settings = session.settings
    who = ", ".join(filter(None, (settings.name, *look_of(session).address, settings.paper.phone)))
    return (
        tr("Good for all goods of this shop, in one go or in several; what is left stays on it."),
        tr("It is not exchanged for money. Ask at the counter what is left. Please keep it safe."),
        tr("Issued on {day} by {shop}.").format(day=formats.day(issued_on), shop=who),
    )
