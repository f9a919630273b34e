"""Promotions in the book: their versions, and what they gave to whom."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from db.errors import BadRequest
from db.journal import Draft
from db.queries.promotions import (
    PromotionTotal,
    all_promotions,
    called_on,
    points_given,
    promotion_named,
    promotion_totals,
    promotion_versions,
    uses_within,
)
from db.rules.promotions import Conditions
from db.session import Action, Session
from db.usecases.promotions import add_promotion, edit_promotion

OnDay = Callable[[str], Session]


@pytest.fixture
def bonus(session: Session) -> str:
    """Let the shop give a bonus; returns its id."""
    terms = {"name": "Bonus", "points": 30, "when": {"minimum": "500"}}
    return add_promotion(session, terms=terms, operation_id="bonus").id


def give(session: Session, customer: str, promotion: str, points: int) -> str:
    """Record a sale that a promotion gave points for, as the journal keeps it."""
    line = {"rule": "promotion", "label": "Bonus", "points": points, "promotion": promotion}
    doc = {"amount": 500, "total": 500, "paid": 500, "points": 0, "breakdown": [line]}
    with session.write(Action.RECORD_SALE, f"sale-{session.db['facts'].count}") as tx:
        return tx.post(Draft("sale", doc, customer, "spent", 500)).id


def take_back(session: Session, customer: str, sale: str, promotion: str, points: int) -> None:
    doc = {
        "sale": sale, "amount": 500, "money_back": 500, "points_reversed": 0,
        "points_returned": 0, "whole": True, "promotions": {promotion: points},
    }  # fmt: skip
    with session.write(Action.REFUND_SALE, f"refund-{sale}") as tx:
        tx.post(Draft("refund", doc, customer, "spent", -500))


def test_a_shop_without_promotions_has_none(session: Session) -> None:
    assert all_promotions(session.db) == []
    with pytest.raises(BadRequest):
        promotion_named(session.db, "Bonus")


def test_a_promotion_is_read_as_it_was_meant(session: Session, bonus: str) -> None:
    found = promotion_named(session.db, "Bonus")
    assert (found.id, found.points, found.conditions) == (bonus, 30, Conditions(minimum=500))
    assert found.offered


def test_each_version_says_who_set_it_and_when(session: Session, on_day: OnDay, bonus: str) -> None:
    later = on_day("2026-12-01").with_request(staff="mio")
    edit_promotion(later, promotion="Bonus", changes={"multiplier": "1.5"}, operation_id="edit")
    first, second = promotion_versions(session.db, bonus)
    assert (first.staff, first.at) == (None, datetime(2026, 11, 22, 1, 14, tzinfo=UTC))
    assert (second.staff, second.at) == ("mio", datetime(2026, 12, 1, 1, tzinfo=UTC))
    assert (first.promotion.points, first.promotion.multiplier) == (30, None)
    assert (second.promotion.points, second.promotion.multiplier) == (None, Fraction(3, 2))
    assert second.promotion == promotion_named(session.db, "Bonus")
    assert second.id == second.promotion.version
    assert promotion_versions(session.db, "nobody") == []


def test_a_use_is_one_that_gave_points_and_kept_them(
    on_day: OnDay, a_customer: Callable[..., str], bonus: str
) -> None:
    customer, other = a_customer("A"), a_customer("B")
    session = on_day("2026-11-22")
    sale = give(session, customer, bonus, 30)

    def used(who: str, first: date, last: date) -> bool:
        return uses_within(session.db, bonus, who, first=first, last=last)

    day = date(2026, 11, 22)
    assert used(customer, day, day)
    assert used(customer, date.min, date.max)
    assert not used(customer, date(2026, 11, 23), date.max)
    assert not used(customer, date.min, date(2026, 11, 21))
    assert not used(other, date.min, date.max)
    assert not uses_within(session.db, "other", customer, first=day, last=day)
    take_back(session, customer, sale, bonus, 30)
    assert not used(customer, day, day)


def test_what_a_promotion_gave_is_less_what_was_taken_back(
    session: Session, a_customer: Callable[..., str], bonus: str
) -> None:
    customer = a_customer()
    assert points_given(session.db, bonus) == 0
    assert promotion_totals(session.db) == {}
    sale = give(session, customer, bonus, 30)
    give(session, customer, bonus, 20)
    take_back(session, customer, sale, bonus, 12)
    assert points_given(session.db, bonus) == 38
    assert promotion_totals(session.db) == {bonus: PromotionTotal(sales=2, points=38)}


def test_nobody_called_it_unless_they_did(session: Session, bonus: str) -> None:
    assert not called_on(session.db, bonus, session.today)
