"""The owner sets up promotions; staff say on which days those that wait for it hold."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlite_utils import Database

from db.clock import new_id
from db.errors import BadRequest
from db.journal import Draft, canonical
from db.queries.promotions import all_promotions, called_on, promotion_named
from db.queries.shop import all_categories
from db.queries.subscriptions import all_plans, retired_plans
from db.queries.tiers import all_tiers
from db.rules.promotion_terms import changed_terms, read_promotion, spoken_promotion
from db.rules.promotions import Promotion
from db.session import Action, Session, Transaction
from db.usecases.shop import refuse_taken_name


def add_promotion(session: Session, *, terms: Mapping[str, Any], operation_id: str) -> Promotion:
    """Offer a promotion on terms in the words of the feed.

    Raises BadRequest, BadAmount or BadDate that names what cannot be meant; a tier, plan or
    category that the shop does not have is such a thing too.
    """
    with session.write(Action.ADD_PROMOTION, operation_id) as tx:
        promotion = read_promotion(terms, id=new_id(), digits=tx.settings.digits)
        refuse_taken_name(tx.db, "promotions", promotion.name)
        _refuse_unknown_names(tx.db, promotion)
        row = _posted(tx, promotion, "promotion.add")
        tx.insert("promotions", row)
        added = promotion_named(tx.db, promotion.name)
        tx.answer(added)
    return added


def preview_promotion(session: Session, *, terms: Mapping[str, Any]) -> Promotion:
    """Understand terms without offering anything: to be shown, or tried on the shop's past.

    Raises as `add_promotion` does, save that the name may be taken.
    """
    moment = session.moment()
    promotion = read_promotion(terms, id="", digits=moment.settings.digits)
    _refuse_unknown_names(moment.db, promotion)
    return promotion


def edit_promotion(
    session: Session, *, promotion: str, changes: Mapping[str, Any], operation_id: str
) -> Promotion:
    """Give the promotion of this name a new version; terms that are not named stay as they are.

    `{"offered": False}` stops it. Sales keep the version that they were made by. Raises as
    `add_promotion` does.
    """
    with session.write(Action.EDIT_PROMOTION, operation_id) as tx:
        digits = tx.settings.digits
        before = promotion_named(tx.db, promotion)
        terms = changed_terms(spoken_promotion(before, digits=digits), changes)
        after = read_promotion(terms, id=before.id, digits=digits)
        if after.name != before.name:
            refuse_taken_name(tx.db, "promotions", after.name)
        _refuse_unknown_names(tx.db, after)
        row = _posted(tx, after, "promotion.edit")
        tx.update("promotions", before.id, row)
        edited = promotion_named(tx.db, after.name)
        tx.answer(edited)
    return edited


def call_promotion(
    session: Session, *, promotion: str, holds: bool, operation_id: str
) -> Promotion:
    """Say that a promotion holds on this business date, or that it holds no more.

    Raises BadRequest for one that does not wait for being called.
    """
    with session.write(Action.CALL_PROMOTION, operation_id) as tx:
        callable_ones = [each for each in all_promotions(tx.db) if each.conditions.called]
        _refuse_unknown(promotion, [each.name for each in callable_ones], "promotion")
        chosen = promotion_named(tx.db, promotion)
        if called_on(tx.db, chosen.id, tx.today) != holds:
            tx.post(Draft("promotion.call", {"promotion": chosen.id, "holds": holds}))
        tx.answer(chosen)
    return chosen


def _posted(tx: Transaction, promotion: Promotion, kind: str) -> dict[str, Any]:
    """Write the fact that sets a promotion's terms; returns its row, which names that fact."""
    terms = spoken_promotion(promotion, digits=tx.settings.digits)
    fact = tx.post(Draft(kind, {"id": promotion.id, **terms}))
    return {
        "id": promotion.id,
        "name": promotion.name,
        "multiplier": terms.get("multiplier"),
        "points": promotion.points,
        "category": promotion.category,
        "conditions": canonical(terms.get("when", {})),
        "once": promotion.once,
        "points_budget": promotion.points_budget,
        "offered": int(promotion.offered),
        "version": fact.id,
    }


def _refuse_unknown_names(db: Database, promotion: Promotion) -> None:
    """Raise BadRequest when the terms name what the shop does not have (rulings 32)."""
    when = promotion.conditions
    categories = [category.name for category in all_categories(db)]
    _refuse_unknown(promotion.category, categories, "category")
    for category in when.categories:
        _refuse_unknown(category, categories, "when.categories")
    _refuse_unknown(when.tier, [tier.name for tier in all_tiers(db)], "when.tier")
    plans = [*all_plans(db), *retired_plans(db)]  # whoever is on a retired one keeps it
    _refuse_unknown(when.plan, [plan.name for plan in plans], "when.plan")


def _refuse_unknown(name: str | None, known: Iterable[str], field: str) -> None:
    names = list(known)
    if name is not None and name not in names:
        raise BadRequest(field, "choice", ", ".join(names) or "–")
