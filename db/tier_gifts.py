"""What a tier gives to those who arrive, once for each stay, and what a refund takes back of it.

A use-case never calls another; what they share is posted from here, inside their transaction.
"""

from dataclasses import dataclass

from db import giving
from db.giving import IssuedCoupon
from db.moment import Moment
from db.queries.facts import Fact
from db.queries.tier_gifts import TierGift, tier_gifts
from db.queries.tiers import tier_ladders, tier_track
from db.rules.shop import NO_GIFT, Gift
from db.rules.tier_walk import was_held
from db.rules.tiers import HeldTier
from db.session import Transaction


@dataclass(frozen=True)
class Arrival:
    """A tier reached by a sale, and what it brings."""

    reached: HeldTier
    gift: Gift


def arrival(
    moment: Moment, customer_id: str, before: HeldTier | None, after: HeldTier | None
) -> Arrival | None:
    """Return the tier that a sale lifts somebody to, None where it lifts to none.

    There is no gift while an earlier one is for the same stay: a slip of yesterday may lift
    somebody to a tier that they reached today, and were thanked for.
    """
    if after is None or (before is not None and after.tier.rank <= before.tier.rank):
        return None
    gift = after.tier.gift
    if gift != NO_GIFT and any(
        had.tier_id == after.tier.id and had.day <= after.until and moment.today <= had.until
        for had in tier_gifts(moment.db, customer_id)
    ):
        gift = NO_GIFT
    return Arrival(after, gift)


def welcome(
    tx: Transaction, customer_id: str | None, arrived: Arrival | None, *, sale: str
) -> tuple[IssuedCoupon, ...]:
    """Give what arriving at a tier by a sale brings."""
    if arrived is None or arrived.gift == NO_GIFT:
        return ()
    tier = arrived.reached.tier
    more = {"sale": sale, "tier": tier.name, "tier_id": tier.id, "reason": "tier"}
    return giving.give(tx, customer_id, arrived.gift, usable_from=tx.today, more=more)


def gifts_to_return(moment: Moment, customer_id: str) -> list[Fact]:
    """Return the gifts of tiers that, with all that was refunded, were never reached."""
    gifts = tier_gifts(moment.db, customer_id)
    if not gifts:
        return []
    here, ladders = tier_track(moment, customer_id), tier_ladders(moment.db)

    def stands(gift: TierGift) -> bool:
        last = min(gift.until, moment.today)
        return was_held(here, ladders, gift.tier_id, first=gift.day, last=last)

    return [gift.fact for gift in gifts if not stands(gift)]
