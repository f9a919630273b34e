"""A sale of the book as the record of its receipt, with all that it brought to its customer."""

from dataclasses import replace
from datetime import timedelta

from db.moment import Moment
from db.queries.customers import CustomerRecord, customer_record
from db.queries.points import account_at, holdings
from db.queries.rewards import reward_with_id
from db.queries.sale_papers import Paid, papers_of_sale
from db.queries.sales import SaleRecord
from db.queries.stamps import cards_of
from db.session import Session
from desktop.i18n import tr, trn
from desktop.papers.coupon_sheets import coupon_sheets
from desktop.papers.look import look_of
from desktop.printing.receipt import (
    Discount,
    ExpiringPoints,
    Payment,
    PointsLine,
    ReceiptSheet,
    Refund,
)
from desktop.words.referrals import friend_code

_SOON = timedelta(days=92)  # what ends later need not be said on a receipt
_MOST_CARDS = 3  # more would be a paper of its own


def receipt_sheet(session: Session, sale: SaleRecord) -> ReceiptSheet:
    """Return what is printed about a sale, as things stood right after it."""
    settings = session.settings
    then = Moment(session.db, sale.at, sale.day, settings)
    hanging = papers_of_sale(then, sale)
    sheet = ReceiptSheet(
        look=look_of(session),
        sold_at=sale.at.astimezone(settings.timezone),
        printed_at=session.clock().astimezone(settings.timezone),
        currency=settings.currency,
        digits=settings.digits,
        sale_minor=sale.amount,
        paid_minor=sale.paid,
        staff=sale.staff,
        receipt=sale.receipt,
        discounts=tuple(Discount(name or tr("Coupon"), amount) for name, amount in sale.discounts),
        points_used=sale.points_used,
        points_used_minor=sale.points_used * settings.point_value,
        payments=tuple(_payment(paid) for paid in hanging.paid),
        refunds=tuple(Refund(each.day, each.money_back) for each in hanging.refunds),
        breakdown=tuple(PointsLine(label, points) for label, points in sale.breakdown),
        words=settings.paper.receipt_words,
        coupons=tuple(coupon_sheets(session, hanging.coupons)),
    )
    if sale.customer_id is None:
        return sheet
    return _with_customer(sheet, then, sale, customer_record(session.db, sale.customer_id))


def _with_customer(
    sheet: ReceiptSheet, then: Moment, sale: SaleRecord, customer: CustomerRecord
) -> ReceiptSheet:
    """Add what the customer holds after the sale, and what is next."""
    held = holdings(account_at(then, customer.id), on=sale.day)
    ending = next((lot for lot in held.lots if lot.expires_on is not None), None)
    expiring = None
    if ending and ending.expires_on and ending.expires_on <= sale.day + _SOON:
        expiring = ExpiringPoints(ending.points, ending.expires_on)
    return replace(
        sheet,
        number=customer.number,
        earned=sale.points,
        balance=held.balance,
        expiring=expiring,
        next_steps=_stamps(then, customer.id),
        referral_code=friend_code(then.settings, customer.referral_code),
    )


def _stamps(then: Moment, customer_id: str) -> tuple[str, ...]:
    """Return how far the next coupon of each card is, of those that were begun the nearest."""
    begun = [held for held in cards_of(then, customer_id) if held.have > 0 and held.card.offered]
    begun.sort(key=lambda held: held.card.needed - held.have)
    return tuple(
        trn("{count} stamp to: {reward}", "{count} stamps to: {reward}", missing).format(
            count=missing, reward=reward_with_id(then.db, held.card.reward_id).name
        )
        for held in begun[:_MOST_CARDS]
        if (missing := held.card.needed - held.have) > 0
    )


def _payment(paid: Paid) -> Payment:
    if paid.by == "credit":
        return Payment(tr("Store credit"), paid.amount, paid.left)
    label = tr("Gift voucher ····{code}").format(code=(paid.code or "")[-4:])
    return Payment(label, paid.amount, paid.left)
