"""What several acts take back in the same way: points, coupons, and all that hung on a sale.

A use-case never calls another; refunds, undoing and voiding share this, inside their transaction.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from db import stamping
from db.clock import instant, milliseconds
from db.errors import BadDate
from db.journal import Draft
from db.moment import Moment
from db.paying import WayBack, post_way_back, way_back, way_back_doc
from db.queries.coupons import NEXT_VISIT
from db.queries.customers import owner_now
from db.queries.facts import Fact
from db.queries.merging import family_at
from db.queries.points import replayed_account
from db.queries.referrals import given_on_approval
from db.queries.refunds import (
    coupons_on,
    facts_with,
    given_back,
    kept_sale,
    owner_of_sale,
    sale_fact,
)
from db.queries.shop import settings_at
from db.queries.stamps import CardBack, SaleLeft, stamps_back
from db.queries.streaks import broken_runs, taken_claim
from db.rules.kept_sales import KeptSale
from db.rules.lots import Account, Movement, Taken
from db.rules.refunds import RefundReckoning, last_taken_first, reckon_refund
from db.session import Transaction
from db.tier_gifts import gifts_to_return
from db.voiding import living_code, void_unused


@dataclass(frozen=True)
class SaleRefund:
    """A refund that may be written: worked out, and all that its facts need."""

    sale: str
    customer_id: str | None  # whose sale it is now
    kept: KeptSale
    reckoning: RefundReckoning
    account: Account  # before it
    number: int  # 1: the sale's first refund
    hanging: tuple[Fact, ...]  # what was written with the sale
    lot: str | None  # that the sale gave
    returns: tuple[tuple[Taken, int], ...]
    coupons: tuple[Fact, ...]  # the uses that come back, where the sale is refunded whole
    money_left: int  # paid and not given back, minor units
    way_back: WayBack  # to vouchers, to the credit, in cash
    stamps: tuple[CardBack, ...] = ()


def ready_refund(moment: Moment, *, sale: str, amount: int | None) -> SaleRefund:
    """Work a refund out; raises UnknownSale, RefundTooLarge, BadAmount, or BadDate.

    It cannot be of a day before the sale, nor before the customer was merged into another.
    """
    fact = sale_fact(moment.db, sale)
    at_ms = milliseconds(moment.now)
    if at_ms < fact.at:
        raise BadDate(instant(fact.at).isoformat())
    hanging = tuple(facts_with(moment.db, sale))
    kept = kept_sale(moment.db, fact)
    before = given_back(moment.db, sale, kept)
    customer_id = owner_of_sale(moment.db, sale)
    account = Account()
    if customer_id is not None:
        if fact.customer not in family_at(moment.db, customer_id, until_ms=at_ms):
            raise BadDate(moment.now.isoformat())
        account = replayed_account(moment.db, customer_id, until_ms=at_ms)
    lot = next((each.id for each in hanging if each.kind == "points.earn"), None)
    reckoning = reckon_refund(
        kept,
        before,
        sale=sale,
        amount=amount,
        settings=settings_at(moment.db, kept.settings),
        expired=_expired(account, lot, on=moment.today),
    )
    spend = next((each.id for each in hanging if each.kind == "points.spend"), None)
    returns = last_taken_first(
        account.takings.get(spend or "", []),
        points=reckoning.points_returned,
        returned_before=before.points_returned,
    )
    left = SaleLeft(
        sale=sale,
        day=fact.day,
        customer_id=customer_id,
        kept=kept,
        refunded=before.amount + reckoning.amount,
        money_left=kept.paid - before.money - reckoning.money_back,
        whole=reckoning.whole,
    )
    return SaleRefund(
        sale=sale,
        customer_id=customer_id,
        kept=kept,
        reckoning=reckoning,
        account=account,
        number=before.refunds + 1,
        hanging=hanging,
        lot=lot,
        returns=tuple(returns),
        coupons=tuple(coupons_on(moment.db, fact)) if reckoning.whole else (),
        money_left=left.money_left,
        stamps=stamps_back(moment.db, left),
        way_back=way_back(
            moment,
            kept.payments,
            customer_id=customer_id,
            before=before.money,
            money=reckoning.money_back,
        ),
    )


def post_refund(
    tx: Transaction, ready: SaleRefund, *, reason: str | None, undone: bool = False
) -> str:
    """Write a refund and all that follows it back; returns its name.

    It may be the undoing of a sale that should never have been.
    """
    reckoning, customer = ready.reckoning, ready.customer_id
    doc = {
        "sale": ready.sale,
        "amount": reckoning.amount,
        "money_back": reckoning.money_back,
        "points_returned": reckoning.points_returned,
        "points_less": reckoning.points_less,
        "points_reversed": reckoning.points_reversed,
        "whole": reckoning.whole,
        "reason": reason,
        "promotions": dict(reckoning.promotions),
        **way_back_doc(ready.way_back),
    }
    refund = tx.post(
        Draft(
            "refund",
            doc,
            customer=customer,
            account="spent" if customer else None,
            delta=-reckoning.money_back if customer else None,
            claim=f"refund:{ready.sale}:{ready.number}",
        )
    ).id
    if customer is not None:
        told = {"sale": ready.sale, "refund": refund, "reason": "refund"}
        return_points(tx, customer, ready.returns, more=told)
        reverse_points(tx, customer, reckoning.points_reversed, lot=ready.lot, more=told)
    post_way_back(tx, ready.way_back, customer_id=customer, sale=ready.sale, refund=refund)
    _free_coupons(tx, ready, refund)
    _take_back_friends(tx, ready, refund, undone=undone)
    _take_back_tier_gifts(tx, ready, refund)
    _take_back_invitation(tx, ready, refund)
    if customer is not None:
        told = {"sale": ready.sale, "refund": refund}
        stamping.take_stamps(tx, customer, ready.stamps, more=told, void_reason="refund")
        _take_back_streaks(tx, ready, refund)
    return refund


def account_after(moment: Moment, ready: SaleRefund) -> Account:
    """Return the account as the refund would leave it, what hung on the sale left out."""
    account = ready.account
    for number, (taken, points) in enumerate(ready.returns):
        account.apply(
            Movement(
                "give",
                f"returned-{number}",
                moment.today,
                points=points,
                expiry=taken.lot.expiry,
                expires_on=_last_day(moment, taken),
            )
        )
    if ready.reckoning.points_reversed:
        points = ready.reckoning.points_reversed
        account.apply(Movement("reverse", "reversed", moment.today, points=points, lot=ready.lot))
    return account


def return_points(
    tx: Transaction,
    customer_id: str,
    returns: Sequence[tuple[Taken, int]],
    *,
    more: Mapping[str, Any],
) -> None:
    """Give points back that were spent; they keep their last day, but at least `return_days`."""
    for taken, points in returns:
        last_day = _last_day(tx, taken)
        doc = {
            **more,
            "expiry": asdict(taken.lot.expiry),
            "expires_on": last_day.isoformat() if last_day else None,
        }
        tx.post(Draft("points.return", doc, customer_id, "points", points))


def reverse_points(
    tx: Transaction, customer_id: str, points: int, *, lot: str | None, more: Mapping[str, Any]
) -> None:
    """Take given points back: from their own lot first, then by expiry, then as debt."""
    if points:
        tx.post(Draft("points.reverse", {**more, "lot": lot}, customer_id, "points", -points))


def take_back_gift(tx: Transaction, gift: Fact, *, more: Mapping[str, Any]) -> None:
    """Take back points that were given at once; those that have expired are gone already."""
    owner = owner_now(tx.db, str(gift.customer))
    account = replayed_account(tx.db, owner, until_ms=milliseconds(tx.now))
    points = (gift.delta or 0) - _expired(account, gift.id, on=tx.today)
    reverse_points(tx, owner, points, lot=gift.id, more=more)


def _free_coupons(tx: Transaction, ready: SaleRefund, refund: str) -> None:
    """Make the coupons of a sale unused again; whether they are still good is for their day."""
    for use in ready.coupons:
        told = {
            "code": living_code(tx, use.doc["code"]),
            "discount": use.doc["discount"],
            "sale": ready.sale,
            "refund": refund,
        }
        owner = owner_now(tx.db, use.customer) if use.customer else None
        tx.post(Draft("coupon.return", told, owner))


def _take_back_friends(tx: Transaction, ready: SaleRefund, refund: str, *, undone: bool) -> None:
    """Take back what a friend's first sale brought, once too little of it remains (rulings 11).

    A sale that is undone never was: the friend's next one brings it instead.
    """
    qualified = next((fact for fact in ready.hanging if fact.kind == "referral.qualify"), None)
    if qualified is None or not _stands(tx, ready):
        return
    minimum = settings_at(tx.db, ready.kept.settings).referral.minimum
    if ready.money_left >= max(minimum, 1) and not ready.reckoning.whole:
        return
    told = {"sale": ready.sale, "refund": refund}
    again = {"undone": True} if undone else {}
    tx.post(Draft("referral.reverse", {**told, **again}, ready.customer_id))
    gifts = [*ready.hanging, *given_on_approval(tx.db, ready.sale)]
    _take_back_gifts(tx, gifts, {**told, "reason": "referral"})


def _take_back_tier_gifts(tx: Transaction, ready: SaleRefund, refund: str) -> None:
    """Take back what tiers gave on arrival that, as it turns out, were never reached."""
    if ready.customer_id is not None:
        told = {"sale": ready.sale, "refund": refund, "reason": "tier"}
        _take_back_gifts(tx, gifts_to_return(tx, ready.customer_id), told)


def _take_back_streaks(tx: Transaction, ready: SaleRefund, refund: str) -> None:
    """Take back what weeks without a gap brought, where one of them lost its visits."""
    for given in broken_runs(tx.db, str(ready.customer_id), day=ready.hanging[0].day):
        told = {"sale": ready.sale, "refund": refund, "reason": "streak"}
        beside = facts_with(tx.db, given.id)
        gift = next(fact for fact in beside if fact.doc.get("gift") == given.id)
        if gift.kind == "points.gift":
            take_back_gift(tx, gift, more=told)
        elif not void_unused(tx, gift.doc["code"], reason="refund"):
            continue  # whoever used the coupon had the gift
        taken = {**told, "gift": given.id, "streak": given.doc["streak"]}
        tx.post(Draft("streak.take", taken, ready.customer_id, claim=taken_claim(given.id)))


def _take_back_invitation(tx: Transaction, ready: SaleRefund, refund: str) -> None:
    """Take back the coupon for the next visit, once too little of the sale remains for it."""
    promise = settings_at(tx.db, ready.kept.settings).next_visit
    least = max(promise.minimum, 1) if promise is not None else 1
    if ready.reckoning.whole or ready.money_left < least:
        told = {"sale": ready.sale, "refund": refund, "reason": NEXT_VISIT}
        _take_back_gifts(tx, ready.hanging, told)


def _take_back_gifts(tx: Transaction, beside: Sequence[Fact], told: Mapping[str, str]) -> None:
    """Take back the gifts among some facts that were given for the reason that is told."""
    gifts = [fact for fact in beside if fact.doc.get("reason") == told["reason"]]
    for fact in gifts:
        if fact.kind == "points.gift" and not _taken_back(tx, fact.id):
            take_back_gift(tx, fact, more=told)
        elif fact.kind == "coupon.issue":
            void_unused(tx, fact.doc["code"], reason="refund")


def _taken_back(tx: Transaction, gift: str) -> bool:
    row = tx.db.conn.execute(
        "SELECT 1 FROM facts WHERE kind = 'points.reverse' AND doc ->> 'lot' = ?", (gift,)
    ).fetchone()
    return row is not None


def _stands(tx: Transaction, ready: SaleRefund) -> bool:
    """Tell whether the link that the sale rewarded is there, and was not taken back before."""
    row = tx.db.conn.execute(
        "SELECT reversed_on FROM referrals WHERE referee_id = ? AND sale = ?",
        (ready.customer_id, ready.sale),
    ).fetchone()
    return row is not None and row[0] is None


def _expired(account: Account, lot: str | None, *, on: date) -> int:
    """Return the points of a lot that nobody can take back, since they have expired."""
    held = account.lots.get(lot or "")
    return held.points_left if held is not None and held.expired(on) else 0


def _last_day(moment: Moment, taken: Taken) -> date | None:
    if taken.lot.expires_on is None:
        return None
    return max(taken.lot.expires_on, moment.today + timedelta(days=moment.settings.return_days))
