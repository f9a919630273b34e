"""What a customer brings to a sale: as it stands just before it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time

from db.queries.sale_buyer import buyer_at, promotion_claim
from db.rules.points import SaleLine
from db.session import Session
from db.usecases.plans import NewPlan, add_plan, edit_plan
from db.usecases.promotions import add_promotion, call_promotion
from db.usecases.refunds import refund_sale
from db.usecases.sales import SaleOutcome
from db.usecases.subscriptions import start_subscription
from db.usecases.tiers import NewTier, add_tier

Sell = Callable[..., SaleOutcome]
LINES = [SaleLine(1000, "Tea"), SaleLine(500)]


def test_without_promotions_nothing_is_asked_about_visits(
    session: Session, a_customer: Callable[..., str]
) -> None:
    bought = buyer_at(session.moment(), a_customer(), LINES)
    assert bought.buyer.occasion is None
    assert bought.buyer.promotions == ()


def test_the_occasion_tells_day_hour_goods_and_visits(
    session: Session, a_customer: Callable[..., str], sell: Sell, on_day: Callable[[str], Session]
) -> None:
    add_tier(on_day("2026-01-01"), NewTier("Silver", "100", multiplier="1.2"), operation_id="s")
    add_tier(on_day("2026-01-01"), NewTier("Gold", "1000", multiplier="1.5"), operation_id="g")
    add_promotion(session, terms={"name": "Any", "points": 5}, operation_id="any")
    customer = a_customer(birthday="1953-04-23", tags=("regular",))
    sell(customer, 600, on="2026-11-01")
    gone = sell(customer, 600, on="2026-11-08")
    sell(customer, 600, on="2026-11-15")
    moment = session.moment()
    occasion = buyer_at(moment, customer, LINES).buyer.occasion
    assert occasion is not None
    assert (occasion.day, occasion.clock) == (date(2026, 11, 22), time(10, 14))
    assert (occasion.categories, occasion.tags) == (frozenset({"Tea"}), frozenset({"regular"}))
    assert occasion.tiers == {"Silver", "Gold"}
    assert (occasion.visits_before, occasion.visited_today) == (3, False)
    assert occasion.last_visit == date(2026, 11, 15)
    refund_sale(session, sale=str(gone.sale), amount=None, reason=None, operation_id="back")
    occasion = buyer_at(moment, customer, LINES).buyer.occasion
    assert occasion is not None
    assert occasion.visits_before == 2


def test_a_promotion_is_judged_by_budget_call_and_earlier_uses(
    session: Session, a_customer: Callable[..., str], sell: Sell
) -> None:
    terms = {
        "name": "Rain",
        "points": 5,
        "points_budget": 12,
        "once": "day",
        "when": {"called": True},
    }
    rain = add_promotion(session, terms=terms, operation_id="rain")
    customer, other = a_customer(), a_customer("佐藤 健")
    assert sell(customer, 100).points == 1
    call_promotion(session, promotion="Rain", holds=True, operation_id="call")
    assert sell(customer, 100).points == 6
    assert sell(customer, 100).points == 1
    (standing,) = buyer_at(session.moment(), customer, LINES).buyer.promotions
    assert (standing.called, standing.used_up, standing.budget_left) == (True, True, 7)
    (standing,) = buyer_at(session.moment(), other, LINES).buyer.promotions
    assert standing.used_up is False
    claims = session.db.conn.execute(
        "SELECT claim FROM facts WHERE kind = 'promotion.once'"
    ).fetchall()
    assert claims == [(f"promotion:{rain.id}:{customer}:2026-11-22:1",)]
    assert promotion_claim(session.db, rain.id, customer, "2026-11-22").endswith(":2")


def test_a_plan_goes_by_its_name_of_today(session: Session, a_customer: Callable[..., str]) -> None:
    add_promotion(session, terms={"name": "Any", "points": 5}, operation_id="any")
    club, customer = NewPlan("Club", "980", "month"), a_customer()
    plan = add_plan(session, club, operation_id="plan")
    start_subscription(
        session, customer_id=customer, plan="Club", trial=None, paid=None, operation_id="join"
    )
    circle = replace(club, name="Circle")
    edit_plan(session, plan_id=plan.id, new=circle, offered=True, operation_id="edit")
    bought = buyer_at(session.moment(), customer, LINES).buyer
    assert bought.occasion is not None
    assert (bought.occasion.plan, bought.plan_name) == ("Circle", "Club")
