"""Puts together what a paper says: the book's records in, a ready PDF out.

Windows, the command line and the demo print through here; drawing is desktop/printing's.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import BinaryIO

from db.moment import Moment
from db.queries.coupons import coupon_typed, coupons_of_batch
from db.queries.customers import customer_record
from db.queries.points import account_at, holdings
from db.queries.sales import SaleRecord, sale_record
from db.rules.coupons import Coupon
from db.rules.rewards import Terms
from db.rules.shop import ShopSettings
from db.session import Session
from desktop import formats
from desktop.i18n import tr
from desktop.printing.card import CardSheet, draw_cards
from desktop.printing.coupon import CouponSheet, draw_coupons
from desktop.printing.receipt import (
    Discount,
    ExpiringPoints,
    PointsLine,
    ReceiptSheet,
    draw_receipt,
)

_SOON = timedelta(days=92)  # what ends later need not be said on a receipt


def print_coupons(session: Session, codes: Sequence[str], to: BinaryIO, *, paper: str) -> None:
    """Print coupons by their codes; raises UnknownCoupon or ForgedCoupon."""
    coupons = [coupon_typed(session.db, code) for code in codes]
    draw_coupons([_coupon_sheet(session, coupon) for coupon in coupons], to, paper=paper)


def print_batch(session: Session, batch: str, to: BinaryIO, *, paper: str) -> int:
    """Print the coupons that were made together; returns how many they are."""
    coupons = coupons_of_batch(session.db, batch)
    if coupons:
        draw_coupons([_coupon_sheet(session, coupon) for coupon in coupons], to, paper=paper)
    return len(coupons)


def print_cards(session: Session, customer_ids: Sequence[str], to: BinaryIO, *, paper: str) -> None:
    """Print member cards."""
    name = session.settings.name
    sheets = []
    for customer_id in customer_ids:
        record = customer_record(session.db, customer_id)
        sheets.append(
            CardSheet(
                shop_name=name,
                number=record.number,
                member_name=record.name,
                referral_code=record.referral_code,
            )
        )
    draw_cards(sheets, to, paper=paper)


def print_receipt(session: Session, sale: str, to: BinaryIO, *, paper: str) -> None:
    """Print what a sale gave; raises UnknownSale."""
    draw_receipt(_receipt_sheet(session, sale_record(session.db, sale)), to, paper=paper)


def conditions_of(terms: Terms, settings: ShopSettings) -> tuple[str, ...]:
    """Return what a coupon asks for, in ready words."""
    conditions = []
    if terms.minimum:
        conditions.append(tr("from {amount}").format(amount=_money(terms.minimum, settings)))
    if terms.categories:
        conditions.append(tr("for {categories}").format(categories=", ".join(terms.categories)))
    return tuple(conditions)


def _coupon_sheet(session: Session, coupon: Coupon) -> CouponSheet:
    settings = session.settings
    owner = None
    if coupon.customer_id is not None:
        owner = customer_record(session.db, coupon.customer_id).name
    return CouponSheet(
        shop_name=settings.name,
        reward_name=coupon.terms.name or what_terms_give(coupon.terms, settings),
        code=coupon.code,
        valid_from=coupon.valid_from,
        valid_until=coupon.valid_until,
        for_name=owner,
        conditions=conditions_of(coupon.terms, settings),
        uses=coupon.uses,
    )


def what_terms_give(terms: Terms, settings: ShopSettings) -> str:
    """Return what a coupon gives where nobody named it: "¥500 off", "10 % off"."""
    if terms.kind == "percent_off":
        return tr("{percent} % off").format(percent=terms.value)
    if terms.kind == "points":
        return tr("{points} points").format(points=formats.number(terms.value))
    if terms.kind == "free_months":
        return tr("{months} months free").format(months=terms.value)
    if terms.kind == "amount_off":
        return tr("{amount} off").format(amount=_money(terms.value, settings))
    return tr("Gift worth {amount}").format(amount=_money(terms.value, settings))


def _receipt_sheet(session: Session, sale: SaleRecord) -> ReceiptSheet:
    settings = session.settings
    customer, balance, expiring = None, None, None
    if sale.customer_id is not None:
        customer = customer_record(session.db, sale.customer_id)
        then = Moment(session.db, sale.at, sale.day, settings)
        held = holdings(account_at(then, sale.customer_id), on=sale.day)
        balance = held.balance
        ending = next((lot for lot in held.lots if lot.expires_on is not None), None)
        if ending and ending.expires_on and ending.expires_on <= sale.day + _SOON:
            expiring = ExpiringPoints(ending.points, ending.expires_on)
    return ReceiptSheet(
        shop_name=settings.name,
        sold_at=sale.at.astimezone(settings.timezone),
        printed_at=session.clock().astimezone(settings.timezone),
        currency=settings.currency,
        digits=settings.digits,
        sale_minor=sale.amount,
        paid_minor=sale.paid,
        staff=sale.staff,
        number=customer.number if customer else None,
        receipt=sale.receipt,
        discounts=tuple(Discount(name or tr("Coupon"), amount) for name, amount in sale.discounts),
        points_used=sale.points_used,
        points_used_minor=sale.points_used * settings.point_value,
        breakdown=tuple(PointsLine(label, points) for label, points in sale.breakdown),
        earned=sale.points if customer else None,
        balance=balance,
        expiring=expiring,
    )


def _money(amount: int, settings: ShopSettings) -> str:
    return formats.money(amount, currency=settings.currency, digits=settings.digits)
