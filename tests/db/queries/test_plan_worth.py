"""What a plan brought and cost, from sales and payments that were really made."""

import random
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from db.errors import UnknownPlan
from db.queries.plan_worth import plan_for_customer, plan_worth
from db.session import Session
from db.usecases.plans import NewPlan, add_plan, edit_plan
from db.usecases.refunds import refund_sale
from db.usecases.renewals import renew_listed
from db.usecases.sales import SaleOutcome
from db.usecases.subscriptions import (
    cancel_subscription,
    keep_subscription,
    renew_subscription,
    start_subscription,
)
from db.usecases.undo import undo

CLUB = NewPlan(
    "Club", "980", "month", multiplier="2", discount_percent=10, points_each_period=100,
    renew_bonus={"points": 30, "days_before": 3}, save_offer_months=2,
)  # fmt: skip
FIRST, LAST = date(2026, 10, 1), date(2026, 11, 22)


def join(session: Session, customer: str, plan: str = "Club") -> None:
    start_subscription(
        session, customer_id=customer, plan=plan, trial=None, paid=None,
        operation_id=f"join-{customer}",
    )  # fmt: skip


def test_a_plan_is_told_by_its_payments_and_everything_it_gave(
    session: Session,
    a_customer: Callable[..., str],
    on_day: Callable[[str], Session],
    sell: Callable[..., SaleOutcome],
) -> None:
    plan = add_plan(session, CLUB, operation_id="plan")
    add_plan(session, NewPlan("Other", "500", "month", discount_percent=50), operation_id="other")
    one, two, other = (a_customer(f"客 {number}") for number in range(3))
    join(on_day("2026-10-05"), one)
    join(on_day("2026-10-06"), two)
    join(on_day("2026-10-06"), other, "Other")
    sell(one, 2000, on="2026-10-04")  # not on it yet
    sell(one, 1000, on="2026-10-10")  # 100 off, 9 points more
    sell(other, 1000, on="2026-10-10")
    half = sell(two, 2000, on="2026-10-11")  # 200 off, 18 more; half of it goes back
    assert half.sale is not None
    refund_sale(
        on_day("2026-10-12"), sale=half.sale, amount=900, reason=None, operation_id="refund"
    )
    renew_subscription(on_day("2026-11-01"), customer_id=one, paid=None, operation_id="early")
    edit_plan(
        session, plan_id=plan.id, new=NewPlan("Club of beans", "1980", "month"), offered=True,
        operation_id="renamed",
    )  # fmt: skip
    renew_listed(on_day("2026-11-07"), customer_ids=[two, other], operation_id="list")
    renew_subscription(on_day("2026-11-08"), customer_id=two, paid=None, operation_id="slip")
    undo(on_day("2026-11-08"), act="slip", operation_id="undo")
    told = plan_worth(session.moment(), "Club of beans", first=FIRST, last=LAST)
    assert told.payments == 4 * 980
    costs = told.costs
    assert (costs.discounts, costs.more_points) == (100 + 100, 9 + 9)
    assert (costs.period_points, costs.bonus_points) == (400, 30)
    assert (costs.coupons, costs.free_months) == (0, 0)
    assert told.left == 3920 - 200 - (18 + 430)
    october = plan_worth(session.moment(), "Club of beans", first=FIRST, last=date(2026, 10, 31))
    assert (october.payments, october.costs.period_points) == (2 * 980, 200)


def test_free_months_for_staying_cost_their_price(
    session: Session, a_customer: Callable[..., str], on_day: Callable[[str], Session]
) -> None:
    add_plan(session, CLUB, operation_id="plan")
    customer = a_customer()
    join(on_day("2026-10-05"), customer)
    cancel_subscription(
        on_day("2026-10-20"), customer_id=customer, reason="too dear", operation_id="cancel"
    )
    keep_subscription(on_day("2026-10-20"), customer_id=customer, operation_id="keep")
    told = plan_worth(session.moment(), "Club", first=FIRST, last=LAST)
    assert told.costs.free_months == 2 * 980
    assert told.left == 980 - 1960 - 100
    undo(on_day("2026-10-20"), act="keep", operation_id="undo")
    assert plan_worth(session.moment(), "Club", first=FIRST, last=LAST).costs.free_months == 0


def test_members_are_compared_with_themselves_before_they_joined(
    session: Session,
    a_customer: Callable[..., str],
    on_day: Callable[[str], Session],
    sell: Callable[..., SaleOutcome],
) -> None:
    add_plan(session, CLUB, operation_id="plan")
    customer, new = a_customer(), a_customer("客 2")
    for day in ("2026-08-20", "2026-09-20"):
        sell(customer, 1000, on=day)
    for member in (customer, new):
        join(on_day("2026-10-05"), member)
    for day in ("2026-10-06", "2026-10-20", "2026-11-01"):
        sell(customer, 1000, on=day)
    told = plan_worth(session.moment(), "Club", first=FIRST, last=LAST).compared
    assert (told.members, told.days) == (1, 31)  # a member until 4 November
    assert (told.visits_before, told.visits_since) == (1, 3)
    assert (told.spent_before, told.spent_since) == (1000, 2700)
    assert not told.is_enough


def test_for_a_customer_it_is_told_by_what_they_usually_buy(
    session: Session,
    a_customer: Callable[..., str],
    on_day: Callable[[str], Session],
    sell: Callable[..., SaleOutcome],
) -> None:
    plan = add_plan(session, CLUB, operation_id="plan")
    customer = a_customer()
    for day in ("2026-09-01", "2026-10-01", "2026-11-01"):
        sell(customer, 1200, on=day)
    told = plan_for_customer(session.moment(), customer, "Club")
    # ¥120 off and 20 points instead of 12, at each visit; 100 points each month.
    assert (told.usual, told.each_visit, told.each_period) == (1200, 128, 100)
    assert (told.pays_from, told.comes, told.visits, told.pays) == (7, 1, 3, False)
    join(on_day("2026-11-05"), customer)
    dearer = NewPlan("Club", "5000", "month")
    edit_plan(session, plan_id=plan.id, new=dearer, offered=True, operation_id="edit")
    assert plan_for_customer(session.moment(), customer, "Club").price == 980
    assert plan_for_customer(session.moment(), a_customer("客 2"), "Club").price == 5000


def test_a_plan_that_is_not_there_is_refused(
    session: Session, a_customer: Callable[..., str]
) -> None:
    with pytest.raises(UnknownPlan):
        plan_worth(session.moment(), "Club", first=FIRST, last=LAST)
    with pytest.raises(UnknownPlan):
        plan_for_customer(session.moment(), a_customer(), "Club")


def test_what_a_plan_took_off_and_added_is_what_the_sales_said(
    session: Session,
    a_customer: Callable[..., str],
    on_day: Callable[[str], Session],
    sell: Callable[..., SaleOutcome],
) -> None:
    chance = random.Random(8)
    add_plan(session, CLUB, operation_id="plan")
    add_plan(session, NewPlan("Other", "500", "month", "3", 7), operation_id="other")
    people = [a_customer(f"客 {number}") for number in range(4)]
    for customer, plan in zip(people, ("Club", "Club", "Other"), strict=False):
        join(on_day("2026-10-10"), customer, plan)
    off = more = 0
    for number in range(40):
        customer = chance.choice(people)
        day = date(2026, 10, 1) + timedelta(days=number + chance.randrange(3))
        told = sell(customer, chance.choice([90, 999, 1980, 12_345]), on=day.isoformat())
        on_the_plan = customer in people[:2]
        whole = chance.random() < 0.2
        if whole and told.sale is not None and told.reckoning.total:
            refund_sale(
                on_day(day.isoformat()), sale=told.sale, amount=None, reason=None,
                operation_id=f"r{number}",
            )  # fmt: skip
        elif on_the_plan:
            off += sum(found.amount for found in told.reckoning.discounts)
            more += sum(line.points for line in told.reckoning.breakdown if line.rule == "plan")
    costs = plan_worth(session.moment(), "Club", first=FIRST, last=LAST).costs
    assert (costs.discounts, costs.more_points) == (off, more)
    assert off > 0 < more
