"""What the owner chose is read as it was meant, with the defaults where nothing was said."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from db.errors import BadRequest
from db.queries.shop import (
    Category,
    all_categories,
    category_named,
    holds_amounts,
    settings_spoken,
    settings_version,
    shop_settings,
    staff_named,
)
from db.rules.rewards import Terms
from db.rules.shop import Expiry, ShopSettings
from db.session import Session
from db.usecases.coupons import Issue, issue_coupons
from db.usecases.plans import NewPlan, add_plan
from db.usecases.promotions import add_promotion
from db.usecases.rewards import NewReward, add_reward
from db.usecases.sales import SaleOutcome
from db.usecases.shop import add_category, add_staff
from db.usecases.tiers import NewTier, add_tier


def test_a_shop_that_said_nothing_has_the_defaults(session: Session) -> None:
    assert shop_settings(session.db) == ShopSettings()
    assert (settings_spoken(session.db), settings_version(session.db)) == ({}, 0)


def test_the_last_word_holds_and_the_rest_stays(
    session: Session, set_shop: Callable[..., None]
) -> None:
    set_shop(name="Hana", expiry={"months": 12})
    first = settings_version(session.db)
    set_shop(name="花")
    settings = shop_settings(session.db)
    assert (settings.name, settings.expiry) == ("花", Expiry("months", 12))
    assert settings_version(session.db) > first
    assert settings_spoken(session.db)["expiry"] == {"months": 12}


def test_saying_the_same_again_changes_nothing(
    session: Session, set_shop: Callable[..., None]
) -> None:
    set_shop(name="Hana", rounding="up")
    before = shop_settings(session.db)
    set_shop(rounding="down")
    set_shop(rounding="up")
    assert shop_settings(session.db) == before


def test_amounts_are_kept_in_the_units_of_the_currency(
    session: Session, set_shop: Callable[..., None]
) -> None:
    set_shop(currency="USD")
    settings = shop_settings(session.db)
    assert (settings.digits, settings.earn_per, settings.point_value) == (2, 100, 1)
    set_shop(currency="JPY")
    assert shop_settings(session.db) == replace(settings, currency="JPY", digits=0)


def test_categories_stand_in_the_order_of_their_names(session: Session) -> None:
    for name, earns in (("Tobacco", False), ("Coffee", True)):
        add_category(session, name=name, earns=earns, tax_rate=None, operation_id=name)
    coffee, tobacco = all_categories(session.db)
    assert coffee == Category(coffee.id, "Coffee", earns=True)
    assert tobacco == Category(tobacco.id, "Tobacco", earns=False)
    assert category_named(session.db, "Coffee") == coffee
    with pytest.raises(BadRequest):
        category_named(session.db, "Tea")


@pytest.mark.parametrize("name", ["", "Mio", "mio "])
def test_staff_go_by_their_whole_name(session: Session, name: str) -> None:
    add_staff(session, name="mio", role="staff", operation_id="mio")
    assert staff_named(session.db, "mio") == ("mio", "staff")
    assert staff_named(session.db, name) is None


def a_sale(_: Session, sell: Callable[..., SaleOutcome]) -> None:
    sell(None, 0)


def a_reward(session: Session, _: object) -> None:
    add_reward(session, NewReward("Tea", "free_item", "300", 10), operation_id="reward")


def a_plan(session: Session, _: object) -> None:
    add_plan(session, NewPlan("Club", "980", "month"), operation_id="plan")


def a_tier(session: Session, _: object) -> None:
    add_tier(session, NewTier("Gold", "1000"), operation_id="tier")


def a_coupon(session: Session, _: object) -> None:
    issue_coupons(session, Issue(Terms("amount_off", 200)), operation_id="coupon")


def a_promotion(session: Session, _: object) -> None:
    terms = {"name": "Happy hour", "points": 5, "when": {"minimum": "500"}}
    add_promotion(session, terms=terms, operation_id="promotion")


@pytest.mark.parametrize("bring_in", [a_sale, a_reward, a_plan, a_tier, a_coupon, a_promotion])
def test_an_amount_anywhere_in_the_book_holds_the_currency_fast(
    session: Session,
    sell: Callable[..., SaleOutcome],
    bring_in: Callable[[Session, Callable[..., SaleOutcome]], None],
) -> None:
    add_staff(session, name="mio", role="staff", operation_id="mio")
    assert not holds_amounts(session.db)
    bring_in(session, sell)
    assert holds_amounts(session.db)
