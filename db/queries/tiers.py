"""Which tiers there are and were, where a customer stands, and what brought them there."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Any

from sqlite_utils import Database

from db.clock import milliseconds
from db.errors import BadRequest
from db.moment import Moment
from db.rules.shop import NO_GIFT, Gift
from db.rules.tier_walk import Totals, change_kind, track
from db.rules.tiers import Ladders, Progress, Tier, TierChange, TierTrack

# A sale counts on its own day for what is left of it; one that was refunded whole is as if it had
# never been. An amount below zero is a refund taken in from a file, tied to no sale.
_PROGRESS = """
WITH back (sale, amount, money, points) AS (
  SELECT sale, sum(amount), sum(money_back), sum(points_less) FROM refunds
  WHERE customer_id = :customer AND at <= :until GROUP BY sale
)
SELECT day, paid - coalesce(money, 0), sales.points - coalesce(back.points, 0), sales.amount >= 0
FROM sales LEFT JOIN back ON back.sale = sales.id
WHERE customer_id = :customer AND at <= :until
  AND (back.amount IS NULL OR back.amount < sales.total)
ORDER BY at, sales.rowid
"""
_SALES = """
SELECT id, at, day, paid, points, amount, total FROM sales
WHERE customer_id = :customer AND at <= :until ORDER BY at, rowid
"""
_REFUNDS = """
SELECT id, at, day, sale, amount, money_back, points_less FROM refunds
WHERE customer_id = :customer AND at <= :until ORDER BY at, rowid
"""
_VERSIONS = """
SELECT id, name, threshold, measure, multiplier, keep_months, window, drop_rule, since, gift,
  offered
FROM tier_versions JOIN tiers ON id = tier_id ORDER BY since, tiers.rowid
"""


def tier_ladders(db: Database) -> Ladders:
    """Return the tiers as they were, are and will be."""
    return _understood(tuple(db.conn.execute(_VERSIONS).fetchall()))


def all_tiers(db: Database) -> list[Tier]:
    """Return every tier as it was set up last, those no longer offered too; the lowest first."""
    latest = {tier.id: tier for tier in tier_ladders(db).versions}
    return sorted(latest.values(), key=lambda tier: tier.rank)


def tier_named(db: Database, name: str) -> Tier:
    """Return the tier of that name as it was set up last; raises BadRequest that says which."""
    tiers = all_tiers(db)
    for tier in tiers:
        if tier.name == name:
            return tier
    raise BadRequest("tier", "choice", ", ".join(each.name for each in tiers) or "–")


def tiers_on(db: Database, day: date) -> list[Tier]:
    """Return every tier as it is on a day, the lowest first; one of later as it will begin."""
    ladders = tier_ladders(db)
    first = {tier.id: tier for tier in reversed(ladders.versions)}
    return sorted({**first, **ladders.on(day).by_id}.values(), key=lambda tier: tier.rank)


def tier_track(moment: Moment, customer_id: str, *, on: date | None = None) -> TierTrack:
    """Return the customer's tier as of the moment, and the way to the next one."""
    ladders = tier_ladders(moment.db)
    if not ladders:
        return TierTrack(None, (), None, 0)
    progress = progress_of(moment.db, customer_id, until_ms=milliseconds(moment.now))
    return track(progress, ladders, on=on or moment.today)


def progress_of(db: Database, customer_id: str, *, until_ms: int) -> list[Progress]:
    """Return what is left of each of the customer's sales at an instant, in order of time."""
    rows = db.conn.execute(_PROGRESS, {"customer": customer_id, "until": until_ms}).fetchall()
    return [
        Progress(date.fromisoformat(day), paid, points, bool(visit))
        for day, paid, points, visit in rows
    ]


def tier_history(moment: Moment, customer_id: str) -> list[TierChange]:
    """Return every change of the customer's tier up to the moment, each with its reason.

    It is told as it was seen at the time: a refund takes a tier away on its own day.
    """
    ladders = tier_ladders(moment.db)
    if not ladders:
        return []
    asked = {"customer": customer_id, "until": milliseconds(moment.now)}
    sales = [_Sale(*row) for row in moment.db.conn.execute(_SALES, asked)]
    refunds = [_Refund(*row) for row in moment.db.conn.execute(_REFUNDS, asked)]
    history: list[TierChange] = []
    last: _Refund | None = None
    for number in range(len(refunds) + 1):
        refund = refunds[number] if number < len(refunds) else None
        on = date.fromisoformat(refund.day) if refund else moment.today
        known = [sale for sale in sales if refund is None or sale.at <= refund.at]
        then, left = _left(known, refunds[:number])
        here = track(then, ladders, on=on)
        history += _news(here, left, after=last)
        if refund is not None:
            now, _ = _left(known, refunds[: number + 1])
            history += _taken(here, track(now, ladders, on=on), Totals(now), refund)
        last = refund
    return history


@dataclass(frozen=True)
class _Sale:
    id: str
    at: int
    day: str
    paid: int
    points: int
    amount: int
    total: int


@dataclass(frozen=True)
class _Refund:
    id: str
    at: int
    day: str
    sale: str
    amount: int
    money: int
    points: int


def _left(sales: Sequence[_Sale], refunds: Sequence[_Refund]) -> tuple[list[Progress], list[_Sale]]:
    """Return what these refunds left of the sales, and of which sales anything is left."""
    back: dict[str, tuple[int, int, int]] = {}
    for refund in refunds:
        amount, money, points = back.get(refund.sale, (0, 0, 0))
        back[refund.sale] = amount + refund.amount, money + refund.money, points + refund.points
    progress, left = [], []
    for sale in sales:
        amount, money, points = back.get(sale.id, (0, 0, 0))
        if sale.id not in back or amount < sale.total:
            day = date.fromisoformat(sale.day)
            progress.append(
                Progress(day, sale.paid - money, sale.points - points, sale.amount >= 0)
            )
            left.append(sale)
    return progress, left


def _news(here: TierTrack, sales: Sequence[_Sale], *, after: _Refund | None) -> list[TierChange]:
    """Return the changes that came after a refund; those before it were told without it."""
    news = []
    for change in here.changes:
        if change.place is None:
            if after is None or change.day >= date.fromisoformat(after.day):
                news.append(change)
        elif after is None or sales[change.place].at > after.at:
            news.append(replace(change, fact=sales[change.place].id))
    return news


def _taken(before: TierTrack, now: TierTrack, left: Totals, refund: _Refund) -> list[TierChange]:
    """Return the change that a refund made, with what is left of the sum that had counted."""
    held = before.held
    if held is None or (now.held is not None and now.held.tier.id == held.tier.id):
        return []
    had = next(change for change in reversed(before.changes) if change.tier is not None)
    asked = had.asked if had.kind in ("reached", "kept") else held.tier
    tier = now.held.tier if now.held else None
    return [
        TierChange(
            day=date.fromisoformat(refund.day),
            cause="refund",
            kind=change_kind(held.tier, tier),
            tier=tier,
            before=held.tier,
            until=now.held.until if now.held else None,
            asked=asked,
            have=left.within(asked, day=had.last),
            first=had.first,
            last=had.last,
            fact=refund.id,
        )
    ]


@lru_cache(maxsize=8)
def _understood(rows: tuple[tuple[Any, ...], ...]) -> Ladders:
    """Understand the tiers once; every sale asks for them, and they rarely change."""
    return Ladders([_tier_of_row(row) for row in rows])


def _tier_of_row(row: tuple[Any, ...]) -> Tier:
    id, name, threshold, measure, multiplier, keep_months, window, drop, since, gift, offered = row
    counted = json.loads(window)
    return Tier(
        id=id,
        name=name,
        threshold=threshold,
        measure=measure,
        multiplier=Fraction(multiplier),
        keep_months=keep_months,
        window_months=None if counted == "calendar_year" else counted["months"],
        drop=drop,
        since=date.fromisoformat(since),
        gift=Gift(**json.loads(gift)) if gift else NO_GIFT,
        offered=bool(offered),
    )
