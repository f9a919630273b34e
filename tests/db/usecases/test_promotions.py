"""The owner sets up promotions; each change is a version, and nothing unknown is promised."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from db.errors import BadAmount, BadDate, BadRequest, IdReused, Repeated, ShopError
from db.queries.promotions import all_promotions, called_on, promotion_named
from db.rules.promotions import Conditions, Promotion
from db.session import Session
from db.usecases.plans import NewPlan, add_plan, edit_plan
from db.usecases.promotions import (
    add_promotion,
    call_promotion,
    edit_promotion,
    preview_promotion,
)
from db.usecases.shop import add_category
from db.usecases.tiers import NewTier, add_tier

DOUBLE = {"name": "Double points", "multiplier": "2"}


def add(session: Session, **terms: object) -> Promotion:
    said = {**DOUBLE, **terms}
    return add_promotion(session, terms=said, operation_id=f"add-{said['name']}")


def edit(session: Session, **changes: object) -> Promotion:
    operation = f"edit-{session.db['facts'].count}"
    return edit_promotion(
        session, promotion="Double points", changes=changes, operation_id=operation
    )


def test_a_promotion_is_offered_under_the_fact_that_set_it(session: Session) -> None:
    added = add(session, when={"weekdays": ["fri", "mon"], "minimum": "1000"}, once="month")
    assert all_promotions(session.db) == [added]
    assert added.conditions == Conditions(weekdays=("mon", "fri"), minimum=1000)
    assert (added.multiplier, added.points, added.once) == (Fraction(2), None, "month")
    row = next(session.db.query("SELECT * FROM promotions"))
    assert row["conditions"] == '{"minimum":"1000","weekdays":["mon","fri"]}'
    assert row["multiplier"] == "2"
    assert row["version"] == added.version
    assert added.version.endswith("-1")


def test_promotions_stand_in_the_order_of_adding_and_keep_their_place(session: Session) -> None:
    for name in ("Zebra", "Double points", "Apple"):
        add(session, name=name)
    edit(session, multiplier="3")
    names = [promotion.name for promotion in all_promotions(session.db)]
    assert names == ["Zebra", "Double points", "Apple"]


def test_a_change_is_a_version_and_what_is_not_named_stays(session: Session) -> None:
    first = add(session, when={"to": "2026-12-31"}, points_budget=500)
    second = edit(session, multiplier="1.50")
    assert second.multiplier == Fraction(3, 2)
    assert (second.conditions, second.points_budget) == (first.conditions, 500)
    assert (second.id, second.version != first.version) == (first.id, True)
    third = edit(session, when=None, points_budget=None)
    assert (third.conditions, third.points_budget) == (Conditions(), None)


def test_points_take_the_place_of_a_multiplier_and_back(session: Session) -> None:
    add(session)
    bonus = edit(session, points=50)
    assert (bonus.multiplier, bonus.points) == (None, 50)
    double = edit(session, multiplier="2")
    assert (double.multiplier, double.points) == (Fraction(2), None)
    with pytest.raises(BadRequest):
        edit(session, multiplier="2", points=50)
    with pytest.raises(BadRequest):
        edit(session, multiplier=None)


def test_a_promotion_is_stopped_offered_again_and_renamed(session: Session) -> None:
    add(session)
    assert not edit(session, offered=False).offered
    assert not promotion_named(session.db, "Double points").offered
    assert edit(session, offered=True).offered
    assert edit(session, name="Twice").name == "Twice"
    with pytest.raises(BadRequest):
        edit(session, offered=False)  # nothing has the old name


def test_a_name_is_given_once(session: Session) -> None:
    add(session)
    add(session, name="Other")
    with pytest.raises(BadRequest) as refused:
        edit(session, name="Other")
    assert refused.value.problem == "taken"
    with pytest.raises(BadRequest):
        add_promotion(session, terms=DOUBLE, operation_id="again")


@pytest.mark.parametrize(
    ("terms", "refusal", "field"),
    [
        ({"multiplier": None}, BadRequest, "multiplier"),
        ({"points": 50}, BadRequest, "multiplier"),
        ({"multiplier": "0.5"}, BadRequest, "multiplier"),
        ({"multiplier": 1.5}, BadRequest, "multiplier"),
        ({"multiplier": True}, BadRequest, "multiplier"),
        ({"multiplier": None, "points": 0}, BadRequest, "points"),
        ({"points_budget": 0}, BadRequest, "points_budget"),
        ({"name": " "}, BadRequest, "name"),
        ({"name": "x" * 61}, BadRequest, "name"),
        ({"once": "week"}, BadRequest, "once"),
        ({"offered": 1}, BadRequest, "offered"),
        ({"colour": "red"}, BadRequest, "colour"),
        ({"category": "Tea"}, BadRequest, "category"),
        ({"when": {"categories": ["Tea"]}}, BadRequest, "when.categories"),
        ({"when": {"tier": "Gold"}}, BadRequest, "when.tier"),
        ({"when": {"plan": "Club"}}, BadRequest, "when.plan"),
        ({"when": {"moon": "full"}}, BadRequest, "when.moon"),
        ({"when": {"minimum": "1.5"}}, BadAmount, None),
        ({"when": {"from": "2026-13-01"}}, BadDate, None),
        ({"when": {"from": "2026-12-02", "to": "2026-12-01"}}, BadDate, None),
    ],
)
def test_terms_that_cannot_be_meant_change_nothing(
    session: Session, terms: dict[str, Any], refusal: type[ShopError], field: str | None
) -> None:
    with pytest.raises(refusal) as refused:
        add(session, **terms)
    if isinstance(refused.value, BadRequest):
        assert refused.value.field == field
    assert session.db["promotions"].count == session.db["facts"].count == 0


def test_what_the_shop_has_can_be_named_in_a_condition(session: Session) -> None:
    add_category(session, name="Tea", earns=True, tax_rate=None, operation_id="tea")
    add_tier(session, NewTier("Gold", "1000"), operation_id="gold")
    club = NewPlan("Club", "980", "month")
    plan = add_plan(session, club, operation_id="club")
    edit_plan(session, plan_id=plan.id, new=club, offered=False, operation_id="retired")
    when = {"categories": ["Tea"], "tier": "Gold", "plan": "Club"}
    added = add(session, category="Tea", when=when)
    assert added.conditions == Conditions(categories=("Tea",), tier="Gold", plan="Club")


def test_the_same_request_twice_is_done_once(session: Session) -> None:
    add(session)
    with pytest.raises(Repeated):
        add(session)
    session.content = "another"
    with pytest.raises(IdReused):
        add(session)
    assert session.db["promotions"].count == 1


def call(session: Session, *, holds: bool) -> Promotion:
    operation = f"call-{session.today}-{session.db['operations'].count}"
    return call_promotion(session, promotion="Rain", holds=holds, operation_id=operation)


def test_staff_say_on_which_days_it_holds(
    session: Session, on_day: Callable[[str], Session]
) -> None:
    rain = add(session, name="Rain", when={"called": True})
    call(session, holds=True)
    call(on_day("2026-11-23"), holds=True)
    call(on_day("2026-11-23"), holds=False)
    days = [called_on(session.db, rain.id, date(2026, 11, day)) for day in (21, 22, 23)]
    assert days == [False, True, False]


def test_saying_it_twice_says_it_once(session: Session) -> None:
    add(session, name="Rain", when={"called": True})
    for _ in range(2):
        call(session, holds=True)
    calls = session.db.execute("SELECT count(*) FROM facts WHERE kind = 'promotion.call'")
    assert calls.fetchone()[0] == 1


def test_only_what_waits_for_a_call_is_called(session: Session) -> None:
    add(session)
    for name in ("Double points", "Snow"):
        with pytest.raises(BadRequest):
            call_promotion(session, promotion=name, holds=True, operation_id=name)


def test_a_preview_understands_and_refuses_as_adding_does_and_writes_nothing(
    session: Session,
) -> None:
    add_promotion(session, terms={"name": "Double", "multiplier": "2"}, operation_id="p")
    facts = session.db["facts"].count
    previewed = preview_promotion(session, terms={"name": "Double", "points": 5})
    assert (previewed.name, previewed.points) == ("Double", 5)
    with pytest.raises(BadRequest) as refused:
        preview_promotion(session, terms={"name": "Tea day", "points": 5, "category": "Tea"})
    assert refused.value.field == "category"
    assert session.db["facts"].count == facts
