"""What a promotion or another rate of earning would have cost: read from the shop's own past."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache

import msgspec
from sqlite_utils import Database

from db.clock import milliseconds
from db.collecting import nothing_to_collect
from db.moment import Moment
from db.queries.sales import first_sale_day
from db.queries.shop import all_categories
from db.queries.subscriptions import all_plans, retired_plans, subscription_at
from db.queries.tier_members import tiers_held
from db.queries.tiers import tiers_on
from db.rules.money import Rounding
from db.rules.points import Rate
from db.rules.promotions import Conditions, Promotion
from db.rules.subscriptions import has_benefits, terms_on
from db.rules.trial_walk import earning_trial, promotion_trial
from db.rules.trials import (
    Earning,
    Goods,
    Level,
    PastSale,
    Trial,
    last_whole_months,
    looks_back,
    season_before,
)

# A sale that was refunded whole is as if it had never been; of others counts what is left.
_SALES = """
SELECT id, customer_id, at, day, total - refunded,
  paid - CASE WHEN refunded THEN (SELECT sum(money_back) FROM refunds WHERE sale = sales.id)
    ELSE 0 END,
  points - CASE WHEN refunded THEN (SELECT sum(points_less) FROM refunds WHERE sale = sales.id)
    ELSE 0 END
FROM sales
WHERE customer_id IS NOT NULL AND amount >= 0 AND refunded_whole_at IS NULL
  AND day BETWEEN :first AND :last AND at <= :now
ORDER BY at, rowid
"""
_GOODS = """
SELECT printf('%x-%d', origin, seq), json_extract(doc, '$.lines', '$.discounts')
FROM facts INDEXED BY facts_of_kind
WHERE kind = 'sale' AND day BETWEEN :first AND :last
"""
_ON_A_PLAN = """
SELECT DISTINCT customer_id FROM subscriptions
WHERE began <= :today
  AND (paused_from IS NOT NULL OR date(until, '+' || grace_days || ' days') >= :today)
"""
_THE_FIRST_DAY = "0000-01-01"


def trial_span(moment: Moment, conditions: Conditions | None = None) -> tuple[date, date]:
    """Return the days on which to try: the last twelve whole months.

    What has both its dates is tried on the same days of the year before, if the shop has a past
    that reaches so far.
    """
    season = season_before(conditions, moment.today) if conditions else None
    begun = first_sale_day(moment.db)
    if season is not None and begun is not None and begun <= season[1]:
        return season
    return last_whole_months(moment.today)


def try_promotion(moment: Moment, promotion: Promotion, *, first: date, last: date) -> Trial:
    """Return what a promotion would have given from the first day to the last.

    It is tried alone, beside the rates of earning in force today; where limits or `stacking: best`
    make them matter, beside the tiers and plans of today too. Nothing is written.
    """
    when, last = promotion.conditions, min(last, moment.today)
    goods = bool(promotion.category or when.categories) or _goods_matter(moment.db)
    with nothing_to_collect():
        trial = promotion_trial(
            _past_sales(moment, first, last, goods=goods, whole=looks_back(when)),
            promotion=promotion,
            earning=_earning(moment),
            levels=_levels(moment, when),
            settings=moment.settings,
            first=first,
            last=last,
        )
    return _named(moment.db, trial)


def try_earning(
    moment: Moment,
    *,
    rate: Rate,
    rounding: Rounding,
    categories: Mapping[str, Rate] | None = None,
    first: date,
    last: date,
) -> Trial:
    """Return what another rate of earning would have given from the first day to the last.

    `categories` are the rates of single categories; the others keep those they have. Tiers and
    plans multiply as their customers hold them today. Nothing is written.
    """
    earning, last = _earning(moment), min(last, moment.today)
    tried = Earning(rate, rounding, {**earning.categories, **(categories or {})})
    goods = bool(categories) or _goods_matter(moment.db)
    with nothing_to_collect():
        trial = earning_trial(
            _past_sales(moment, first, last, goods=goods),
            tried=tried,
            earning=earning,
            levels=_multipliers(moment),
            settings=moment.settings,
            first=first,
            last=last,
        )
    return _named(moment.db, trial)


def _earning(moment: Moment) -> Earning:
    settings = moment.settings
    return Earning(
        Rate(settings.earn_per, settings.earn_points),
        settings.rounding,
        {each.name: Rate(*each.earn) for each in all_categories(moment.db) if each.earn},
    )


def _goods_matter(db: Database) -> bool:
    return any(each.earn or not each.earns for each in all_categories(db))


# -- The sales ----------------------------------------------------------------------------------


def _past_sales(
    moment: Moment, first: date, last: date, *, goods: bool, whole: bool = False
) -> Iterator[PastSale]:
    """Yield the sales with a customer, in order of time; `whole`: those before the first day too.

    Their goods are read only where they matter.
    """
    span = {"first": first.isoformat(), "last": last.isoformat(), "now": milliseconds(moment.now)}
    bought = _goods(moment.db, span) if goods else {}
    if whole:
        span["first"] = _THE_FIRST_DAY
    date_of = cache(date.fromisoformat)  # a whole shop's sales lie on few days
    goods_of = bought.get
    for id, customer, at, day, total, paid, given in moment.db.conn.execute(_SALES, span):
        yield PastSale(customer, at, date_of(day), total, paid, given, goods_of(id, ()))


# As they stand in a sale's fact; a hundred thousand are read, so nothing else is read of it.
class _Line(msgspec.Struct, gc=False):
    amount: int
    category: str | None = None
    earns: bool = True


class _Discount(msgspec.Struct, gc=False):
    amount: int
    categories: tuple[str, ...] = ()


_goods_in = msgspec.json.Decoder(tuple[list[_Line] | None, list[_Discount] | None]).decode


def _goods(db: Database, span: Mapping[str, object]) -> dict[str, Goods]:
    """Return by sale what was bought, where the sale's lines were kept.

    A category earns as it does today; one that is called otherwise by now, as it did then.
    """
    earns = {str(each.name): each.earns for each in all_categories(db)}.get
    goods: dict[str, Goods] = {}
    for sale, spoken in db.conn.execute(_GOODS, span):
        lines, discounts = _goods_in(spoken)
        if not lines:
            continue
        if discounts and any(discount.categories for discount in discounts):
            _discount(lines, discounts)
        goods[sale] = tuple(
            [
                (name, line.amount, line.earns if name is None else earns(name, line.earns))
                for line in lines
                for name in (line.category,)
            ]
        )
    return goods


def _discount(lines: list[_Line], discounts: list[_Discount]) -> None:
    """Leave of each line what is left after discounts of some categories, in a smaller unit.

    That is db.rules.points.rests in whole numbers: each discount makes the unit as many times
    smaller as the lines are worth that it falls on, so that every share of it is whole.
    """
    unit = 1
    for discount in discounts:
        hit = [not discount.categories or line.category in discount.categories for line in lines]
        total = sum(line.amount for line, is_hit in zip(lines, hit, strict=True) if is_hit)
        if total:
            rest = total - discount.amount * unit
            for line, is_hit in zip(lines, hit, strict=True):
                line.amount *= rest if is_hit else total
            unit *= total


# -- The customers ------------------------------------------------------------------------------


def _levels(moment: Moment, when: Conditions) -> dict[str, Level]:
    """Return of each customer what a promotion's conditions ask for."""
    settings = moment.settings
    limits = (settings.max_points_per_sale, settings.max_points_per_day)
    levels: dict[str, Level] = {}
    if when.tier or when.plan or limits != (None, None) or settings.stacking == "best":
        levels = _multipliers(moment)
    if when.birthday or when.tag:
        rows = moment.db.conn.execute(
            "SELECT id, birthday, tags FROM customers WHERE birthday IS NOT NULL OR tags <> '[]'"
        )
        for id, birthday, tags in rows:
            level = levels.get(id, Level())
            levels[id] = replace(level, birthday=birthday, tags=frozenset(json.loads(tags)))
    return levels


def _multipliers(moment: Moment) -> dict[str, Level]:
    """Return the tiers and plans that customers hold today, and what these multiply by."""
    tiers = tiers_on(moment.db, moment.today)
    # A plan may have had another name when the customer joined it.
    plans = {each.id: each.name for each in (*all_plans(moment.db), *retired_plans(moment.db))}
    levels: dict[str, Level] = {}
    for customer_id, held in tiers_held(moment.db, on=moment.today).items():
        names = frozenset(tier.name for tier in tiers if tier.rank <= held.rank)
        levels[customer_id] = Level(tiers=names, factors=(held.multiplier,))
    today = {"today": moment.today.isoformat()}
    for (customer_id,) in moment.db.conn.execute(_ON_A_PLAN, today).fetchall():
        found = subscription_at(moment, customer_id)
        if found is not None and has_benefits(found, moment.today):
            level = levels.get(customer_id, Level())
            factors = (*level.factors, terms_on(found, moment.today).multiplier)
            plan = plans[terms_on(found, moment.today).plan_id]
            levels[customer_id] = replace(level, plan=plan, factors=factors)
    return levels


def _named(db: Database, trial: Trial) -> Trial:
    """Return the trial with the names of those who would have got most."""
    ids = [each.customer_id for each in trial.most]
    holes = ", ".join("?" * len(ids))
    rows = db.conn.execute(f"SELECT id, name FROM customers WHERE id IN ({holes})", ids)  # noqa: S608
    names = dict(rows.fetchall())
    most = (replace(each, name=names.get(each.customer_id, "")) for each in trial.most)
    return replace(trial, most=tuple(most))
