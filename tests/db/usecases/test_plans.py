"""The owner offers plans; what was agreed holds, and what was promised stays to be had."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from db.errors import BadRequest
from db.queries.coupons import coupons_of
from db.queries.rewards import all_rewards
from db.queries.subscriptions import plan_named
from db.session import Session
from db.usecases.plans import NewPlan, add_plan, edit_plan
from db.usecases.promotions import add_promotion, edit_promotion
from db.usecases.rewards import NewReward, add_reward, edit_reward
from db.usecases.subscriptions import renew_subscription, start_subscription

CLUB = NewPlan("Club", "980", "month", renew_bonus={"points": 30, "days_before": 7})
COFFEE = NewReward("Coffee", "free_item", "400", 100, valid_days=30)
GIVES = replace(CLUB, coupon_each_period="Coffee")
OnDay = Callable[[str], Session]


def test_a_plan_keeps_its_name_while_a_promotion_is_for_its_members(session: Session) -> None:
    plan = add_plan(session, CLUB, operation_id="plan")
    terms = {"name": "Members", "multiplier": "2", "when": {"plan": "Club"}}
    add_promotion(session, terms=terms, operation_id="promotion")
    other = replace(CLUB, name="Circle")
    with pytest.raises(BadRequest) as refused:
        edit_plan(session, plan_id=plan.id, new=other, offered=True, operation_id="edit")
    assert refused.value.problem == "in_promotion"
    everybody = {"when": None}
    edit_promotion(session, promotion="Members", changes=everybody, operation_id="change")
    edited = edit_plan(session, plan_id=plan.id, new=other, offered=True, operation_id="edit")
    assert edited.name == "Circle"


def test_no_other_plan_takes_the_name_that_members_know_theirs_by(
    session: Session, a_customer: Callable[..., str]
) -> None:
    plan = add_plan(session, CLUB, operation_id="plan")
    start_subscription(
        session, customer_id=a_customer(), plan="Club", trial=None, paid=None, operation_id="join"
    )
    circle = replace(CLUB, name="Circle")
    edit_plan(session, plan_id=plan.id, new=circle, offered=True, operation_id="rename")
    with pytest.raises(BadRequest) as refused:
        add_plan(session, CLUB, operation_id="other")
    assert (refused.value.field, refused.value.problem) == ("name", "known")
    back = edit_plan(session, plan_id=plan.id, new=CLUB, offered=True, operation_id="back")
    assert back.name == "Club"


@pytest.mark.parametrize(
    "change",
    [{"every": "week"}, {"multiplier": "0.5"}, {"multiplier": "1e3"}, {"discount_percent": 101},
     {"renew_bonus": {"points": 1}}, {"name": " "}, {"trial_days": -1}],
)  # fmt: skip
def test_a_plan_that_cannot_be_is_refused(session: Session, change: dict[str, object]) -> None:
    with pytest.raises(BadRequest):
        add_plan(session, replace(CLUB, **change), operation_id="plan")  # type: ignore[arg-type]


def test_a_plan_gives_only_what_is_offered(session: Session) -> None:
    with pytest.raises(BadRequest) as refused:
        add_plan(session, GIVES, operation_id="plan")
    assert refused.value.field == "coupon_each_period"
    add_reward(session, COFFEE, operation_id="reward")
    plan = add_plan(session, GIVES, operation_id="again")
    assert plan_named(session.db, "Club") == plan
    with pytest.raises(BadRequest):
        edit_plan(
            session, plan_id=plan.id, new=replace(GIVES, coupon_each_period="Tea"), offered=True,
            operation_id="edit",
        )  # fmt: skip


def change_coffee(session: Session, *, name: str = "Coffee", offered: bool = True) -> None:
    coffee = next(each for each in all_rewards(session.db) if each.name == "Coffee")
    operation = f"change-{session.db['facts'].count}"
    edit_reward(
        session, reward_id=coffee.id, new=replace(COFFEE, name=name), offered=offered,
        operation_id=operation,
    )  # fmt: skip


@pytest.mark.parametrize(("name", "offered"), [("Coffee", False), ("Espresso", True)])
def test_a_reward_keeps_its_name_while_a_plan_or_its_members_are_promised_it(
    session: Session, on_day: OnDay, a_customer: Callable[..., str], name: str, offered: bool
) -> None:
    add_reward(session, COFFEE, operation_id="reward")
    plan = add_plan(session, GIVES, operation_id="plan")
    with pytest.raises(BadRequest) as refused:
        change_coffee(session, name=name, offered=offered)
    assert refused.value.problem == "in_plan"
    customer = a_customer()
    start_subscription(
        on_day("2026-01-31"), customer_id=customer, plan="Club", trial=None, paid=None,
        operation_id="join",
    )  # fmt: skip
    edit_plan(session, plan_id=plan.id, new=CLUB, offered=True, operation_id="edit")
    with pytest.raises(BadRequest) as refused:
        change_coffee(on_day("2026-03-06"), name=name, offered=offered)  # the last day of grace
    assert refused.value.problem == "for_members"
    change_coffee(on_day("2026-03-07"), name=name, offered=offered)


def test_a_coupon_comes_with_each_payment_good_from_the_first_day_of_its_period(
    session: Session, on_day: OnDay, a_customer: Callable[..., str]
) -> None:
    add_reward(session, COFFEE, operation_id="reward")
    plan = add_plan(session, replace(GIVES, trial_days=14), operation_id="plan")
    customer = a_customer()
    trial = start_subscription(
        on_day("2026-01-01"), customer_id=customer, plan="Club", trial=None, paid=None,
        operation_id="join",
    )  # fmt: skip
    assert (trial.state, trial.issued) == ("trial", ())
    edit_plan(session, plan_id=plan.id, new=CLUB, offered=False, operation_id="edit")
    days = ("2026-01-10", "2026-01-20", "2026-03-18")  # in the trial, early, late
    for day in days:
        renew_subscription(on_day(day), customer_id=customer, paid=None, operation_id=day)
    found = coupons_of(session.db, customer, on=on_day("2026-01-20").today)
    assert [str(each.valid_from) for each in found] == ["2026-01-15", "2026-02-15"]
    late = coupons_of(session.db, customer, on=on_day("2026-03-18").today)
    assert [(str(each.valid_from), str(each.valid_until)) for each in late] == [
        ("2026-03-18", "2026-04-17")
    ]
