"""Stamps given and taken back, full cards made into coupons; posted inside other acts.

A use-case never calls another; sales, refunds, undoing and taking over share this.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from db import giving
from db.giving import IssuedCoupon
from db.journal import Draft
from db.queries.rewards import reward_with_id
from db.queries.stamps import CardBack, CardCount, account_of
from db.rules.stamps import terms_doc
from db.session import Transaction
from db.voiding import void_unused


def give_for_sale(
    tx: Transaction, customer_id: str, counts: Iterable[CardCount], *, sale: str
) -> tuple[IssuedCoupon, ...]:
    """Give the stamps of a sale; returns the coupons that full cards became."""
    issued: tuple[IssuedCoupon, ...] = ()
    for count in counts:
        if count.given:
            terms = terms_doc(count.card.terms)  # by which a refund works them out again
            issued += give_stamps(tx, customer_id, count, more={"sale": sale}, terms=terms)
    return issued


def give_stamps(
    tx: Transaction,
    customer_id: str,
    count: CardCount,
    *,
    more: Mapping[str, Any],
    terms: Mapping[str, Any] | None = None,
) -> tuple[IssuedCoupon, ...]:
    """Give stamps on one card, and a coupon for each card that they fill."""
    card, account = count.card, account_of(count.card)
    told = {"card": card.id, "name": card.name, **more, **(terms or {})}
    tx.post(Draft("stamps.give", told, customer_id, account, count.given))
    issued = []
    for _ in range(count.fills):
        coupon = _coupon_for(tx, customer_id, count, more)
        filled = {"card": card.id, "name": card.name, "code": coupon.code, **more}
        tx.post(Draft("stamps.fill", filled, customer_id, account, -card.needed))
        issued.append(coupon)
    return tuple(issued)


def take_stamps(
    tx: Transaction,
    customer_id: str,
    backs: Iterable[CardBack],
    *,
    more: Mapping[str, Any],
    void_reason: str,
) -> None:
    """Take stamps back; a card that is full no longer loses its coupon, unused as it is."""
    for back in backs:
        told = {"card": back.card.id, "name": back.card.name, **more}
        account = account_of(back.card)
        tx.post(Draft("stamps.take", told, customer_id, account, -back.taken))
        for fill in back.emptied:
            void_unused(tx, fill.code, reason=void_reason)
            emptied = {**told, "code": fill.code}
            tx.post(Draft("stamps.unfill", emptied, customer_id, account, fill.stamps))


def _coupon_for(
    tx: Transaction, customer_id: str, count: CardCount, more: Mapping[str, Any]
) -> IssuedCoupon:
    reward = reward_with_id(tx.db, count.card.reward_id)  # promised, offered still or not
    told = {"reason": "stamps", "card": count.card.id}
    return giving.issue_coupon(
        tx,
        reward.terms,
        customer_id=customer_id,
        valid_from=tx.today,
        valid_until=giving.coupon_until(reward, valid_from=tx.today),
        reward=reward.name,
        more={**more, **told},
    )
