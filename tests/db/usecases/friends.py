"""Short ways to bring a friend, to answer, and to ask what came of it."""

from db.queries.customer_card import customer_card
from db.queries.referrals import link_of
from db.rules.referrals import Link
from db.session import Session
from db.usecases.referrals import Answered, approve_referral, attach_referral, decline_referral
from db.usecases.refunds import refund_sale
from db.usecases.sales import SaleOutcome


def attach(session: Session, referee: str, referrer: str) -> Link:
    """Bring a friend."""
    operation = f"attach-{session.db['facts'].count}"
    return attach_referral(
        session, referee_id=referee, referrer_id=referrer, operation_id=operation
    )


def approve(session: Session, friend: str) -> Answered:
    """Say yes."""
    operation = f"yes-{session.db['facts'].count}"
    return approve_referral(session, referee_id=friend, operation_id=operation)


def decline(session: Session, friend: str, reason: str = "one household") -> Answered:
    """Say no."""
    operation = f"no-{session.db['facts'].count}"
    return decline_referral(session, referee_id=friend, reason=reason, operation_id=operation)


def points(session: Session, *customers: str) -> tuple[int, ...]:
    """Return what customers hold now."""
    cards = [customer_card(session.moment(), each) for each in customers]
    return tuple(card.holdings.balance for card in cards)


def give_back(session: Session, sale: SaleOutcome, amount: int | None = None) -> None:
    """Give money of a sale back, all of it where no amount is named."""
    refund_sale(
        session, sale=str(sale.sale), amount=amount, reason=None,
        operation_id=f"back-{session.db['facts'].count}",
    )  # fmt: skip


def known(session: Session, friend: str) -> Link:
    """Return by whom a friend was brought."""
    link = link_of(session.db, friend)
    assert link is not None
    return link
