"""Gifts for weeks without a gap, posted inside the sale that completes them."""

from collections.abc import Iterable
from dataclasses import asdict

from db import giving
from db.giving import IssuedCoupon
from db.journal import Draft
from db.queries.streaks import StreakCount, claim_of
from db.session import Transaction


def give_for_sale(
    tx: Transaction, customer_id: str, counts: Iterable[StreakCount], *, sale: str
) -> tuple[IssuedCoupon, ...]:
    """Give what the sale's runs of weeks bring; returns the coupons among it."""
    issued: tuple[IssuedCoupon, ...] = ()
    for count in counts:
        streak = count.standing.streak
        for run in count.runs:
            told = {**asdict(run), "streak": streak.id, "week": run.week.isoformat(), "sale": sale}
            claim = claim_of(tx.db, streak, customer_id, run.week)
            gift = tx.post(Draft("streak.give", told, customer_id, claim=claim)).id
            more = {"reason": "streak", "sale": sale, "gift": gift, "streak": streak.name}
            issued += giving.give(tx, customer_id, streak.gift, usable_from=tx.today, more=more)
    return issued
