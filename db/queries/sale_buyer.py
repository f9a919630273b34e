"""What the customer of a sale brings: points, tier, plan and promotions as they stand before it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from db.clock import milliseconds
from db.moment import Moment
from db.queries.points import account_at, earned_on, spendable
from db.queries.promotions import all_promotions, called_on, points_given, uses_within
from db.queries.subscriptions import plan_with_id, subscription_at
from db.queries.tiers import progress_of, tier_ladders
from db.rules.lots import Account
from db.rules.points import Grant, SaleLine
from db.rules.promotions import Occasion, Promotion, Standing, holds_on, once_span
from db.rules.sales import Buyer, SaleReckoning
from db.rules.subscriptions import has_benefits, terms_on
from db.rules.tier_walk import held_tier
from db.rules.tiers import HeldTier, Ladders, Progress

_VISITS = """
SELECT count(DISTINCT day) FILTER (WHERE day < :today), max(day) FROM sales
WHERE customer_id = :customer AND amount >= 0 AND at <= :at AND day <= :today
  AND (refunded_whole_at IS NULL OR refunded_whole_at > :at)
"""
_ABOUT_THEM = "SELECT birthday, tags FROM customers WHERE id = ?"


@dataclass(frozen=True)
class Climb:
    """The customer's way up the tiers, read once and asked twice: before the sale and after it."""

    today: date
    ladders: Ladders
    progress: Sequence[Progress] = ()

    def held(self) -> HeldTier | None:
        """Return the tier held just before the sale."""
        return held_tier(self.progress, self.ladders, on=self.today) if self.ladders else None

    def held_after(self, sale: SaleReckoning) -> HeldTier | None:
        """Return the tier held once the sale counts."""
        if not self.ladders:
            return None
        this = Progress(self.today, sale.paid, sale.points)
        return held_tier([*self.progress, this], self.ladders, on=self.today)


@dataclass(frozen=True)
class SaleBuyer:
    """A customer just before a sale."""

    buyer: Buyer
    account: Account
    climb: Climb
    tier: HeldTier | None


def buyer_at(moment: Moment, customer_id: str, lines: Sequence[SaleLine]) -> SaleBuyer:
    """Return what the customer brings to a sale of these lines."""
    account = account_at(moment, customer_id)
    climb = _climb(moment, customer_id)
    tier = climb.held()
    grants: list[Grant] = []
    if tier is not None:
        grants.append(Grant("tier", tier.tier.name, factor=tier.tier.multiplier))
    subscription = subscription_at(moment, customer_id)
    plan_percent, plan_name, plan_id = 0, "", ""
    if subscription is not None and has_benefits(subscription, moment.today):
        terms = terms_on(subscription, moment.today)
        plan_name, plan_percent, plan_id = terms.plan, terms.discount_percent, terms.plan_id
        grants.append(Grant("plan", plan_name, factor=terms.multiplier))
    promotions = [each for each in all_promotions(moment.db) if _may_hold(each, moment.today)]
    occasion, standings = None, list[Standing]()
    if promotions:
        # A plan may have had another name when the customer joined it.
        plan = plan_with_id(moment.db, plan_id).name if plan_id else None
        occasion = _occasion(moment, customer_id, lines, plan, _tiers_up_to(tier, climb))
        standings = [_standing(moment, customer_id, each, occasion) for each in promotions]
    capped = moment.settings.max_points_per_day is not None
    buyer = Buyer(
        usable=spendable(moment, customer_id, account),
        grants=tuple(grants),
        plan_name=plan_name,
        plan_percent=plan_percent,
        earned_today=earned_on(moment.db, customer_id, day=moment.today) if capped else 0,
        promotions=tuple(standings),
        occasion=occasion,
    )
    return SaleBuyer(buyer, account, climb, tier)


def promotion_claim(db: Database, promotion_id: str, customer_id: str, span: str) -> str:
    """Return what giving a promotion claims that a customer gets once within a time.

    What a refund took back may be given again, under the next number.
    """
    stem = f"promotion:{promotion_id}:{customer_id}:{span}:"
    row = db.conn.execute(
        "SELECT count(*) FROM facts WHERE claim >= ? AND claim < ?", (stem, stem[:-1] + ";")
    ).fetchone()
    return f"{stem}{row[0] + 1}"


def _may_hold(promotion: Promotion, day: date) -> bool:
    return promotion.offered and holds_on(promotion.conditions, day)


def _climb(moment: Moment, customer_id: str) -> Climb:
    ladders = tier_ladders(moment.db)
    if not ladders:
        return Climb(moment.today, ladders)
    at_ms = milliseconds(moment.now)
    return Climb(moment.today, ladders, progress_of(moment.db, customer_id, until_ms=at_ms))


def _tiers_up_to(held: HeldTier | None, climb: Climb) -> frozenset[str]:
    if held is None:
        return frozenset()
    tiers = climb.ladders.on(climb.today).tiers
    return frozenset(tier.name for tier in tiers if tier.rank <= held.tier.rank)


def _occasion(
    moment: Moment,
    customer_id: str,
    lines: Sequence[SaleLine],
    plan: str | None,
    tiers: frozenset[str],
) -> Occasion:
    birthday, tags = moment.db.conn.execute(_ABOUT_THEM, (customer_id,)).fetchone()
    today = moment.today.isoformat()
    asked = {"customer": customer_id, "at": milliseconds(moment.now), "today": today}
    visits_before, last = moment.db.conn.execute(_VISITS, asked).fetchone()
    return Occasion(
        day=moment.today,
        clock=moment.now.astimezone(moment.settings.timezone).time(),
        total=0,
        categories=frozenset(line.category for line in lines if line.category),
        tiers=tiers,
        plan=plan,
        tags=frozenset(json.loads(tags)),
        birthday=birthday,
        visits_before=visits_before,
        visited_today=last == today,
        last_visit=date.fromisoformat(last) if last else None,
    )


def _standing(
    moment: Moment, customer_id: str, promotion: Promotion, occasion: Occasion
) -> Standing:
    span = once_span(promotion, occasion)
    used_up = span is not None and uses_within(
        moment.db, promotion.id, customer_id, first=span[0], last=span[1]
    )
    budget_left = None
    if promotion.points_budget is not None:
        budget_left = promotion.points_budget - points_given(moment.db, promotion.id)
    called = promotion.conditions.called and called_on(moment.db, promotion.id, moment.today)
    return Standing(promotion, called=called, used_up=used_up, budget_left=budget_left)
