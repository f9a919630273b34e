"""What acts on a plan share: a period is paid once, by money and credit."""

from collections.abc import Callable
from datetime import date

import pytest

from db.errors import NotSubscribed, PlanChangedSince
from db.journal import Draft
from db.membership import (
    Payment,
    PlanStanding,
    pay_period,
    payment_of,
    running_plan,
    standing_of,
)
from db.queries.coupons import coupons_of
from db.queries.points import account_at
from db.queries.subscriptions import PAID_ACTS, PLAN_ACTS, plan_credit
from db.session import Action, Session
from db.usecases.plans import NewPlan, add_plan
from db.usecases.rewards import NewReward, add_reward
from db.usecases.subscriptions import pause_subscription, start_subscription

OnDay = Callable[[str], Session]


@pytest.fixture
def member(session: Session, on_day: OnDay, a_customer: Callable[..., str]) -> str:
    """Return a member from 31 January on; ¥980 a month, 50 points and a coffee each."""
    add_reward(session, NewReward("Coffee", "free_item", "400", 100), operation_id="reward")
    club = NewPlan(
        "Club", "980", "month", points_each_period=50, coupon_each_period="Coffee",
        renew_bonus={"points": 30, "days_before": 7},
    )  # fmt: skip
    add_plan(session, club, operation_id="plan")
    customer = a_customer()
    start_subscription(
        on_day("2026-01-31"), customer_id=customer, plan="Club", trial=None, paid=None,
        operation_id="join",
    )  # fmt: skip
    return customer


def pay(session: Session, customer: str, paid: int | None = None) -> PlanStanding:
    operation = f"pay-{session.db['facts'].count}"
    with session.write(Action.RENEW_SUBSCRIPTION, operation) as tx:
        return pay_period(tx, customer, paid)


def give_credit(session: Session, customer: str, amount: int) -> None:
    with session.write(Action.MERGE_CUSTOMERS, "credit") as tx:
        tx.post(Draft("plan.credit", {}, customer, "plan_credit", amount))


def test_a_period_brings_its_points_its_bonus_and_its_coupon(
    session: Session, on_day: OnDay, member: str
) -> None:
    here = on_day("2026-02-20")
    paid = pay(here, member)
    assert (paid.plan, paid.state, paid.until, paid.paid) == (
        "Club", "active", date(2026, 3, 30), 980,
    )  # fmt: skip
    assert (paid.points_given, [coupon.name for coupon in paid.issued]) == (80, ["Coffee"])
    assert account_at(here.moment(), member).balance(here.today) == 130
    assert len(coupons_of(session.db, member, on=here.today)) == 2


def test_of_several_who_are_paid_for_in_one_act_all_are_or_none(
    session: Session, on_day: OnDay, member: str, a_customer: Callable[..., str]
) -> None:
    nobody = a_customer("佐藤 健")
    facts, here = session.db["facts"].count, on_day("2026-02-20")

    def pay_both() -> None:
        with here.write(Action.RENEW_SUBSCRIPTION, "list") as tx:
            for each in (member, nobody):
                pay_period(tx, each, None)

    with pytest.raises(NotSubscribed):
        pay_both()
    assert session.db["facts"].count == facts


@pytest.mark.parametrize(
    ("credit", "paid", "both"),
    [
        (0, None, (980, 0)),
        (300, None, (680, 300)),
        (2000, None, (0, 980)),
        (300, 980, (980, 0)),
        (300, 800, (800, 180)),
        (300, 0, (0, 300)),
        (300, 5000, (5000, 0)),
    ],
)
def test_credit_pays_what_money_does_not(
    on_day: OnDay, member: str, credit: int, paid: int | None, both: tuple[int, int]
) -> None:
    if credit:
        give_credit(on_day("2026-02-01"), member, credit)
    here, (money, used) = on_day("2026-02-20"), both
    assert payment_of(here.moment(), member, 980, paid) == Payment(money, used)
    standing = pay(here, member, paid)
    assert (standing.paid, standing.credit) == (money, used)
    assert plan_credit(here.db, member) == credit - used


def test_only_a_plan_that_runs_and_was_not_changed_since_is_acted_upon(
    on_day: OnDay, member: str
) -> None:
    assert running_plan(on_day("2026-03-06").moment(), member).customer_id == member
    for day in ("2026-01-30", "2026-03-07"):
        with pytest.raises(NotSubscribed):
            running_plan(on_day(day).moment(), member)
    pay(on_day("2026-02-10"), member)
    before = on_day("2026-02-05").moment()
    assert running_plan(before, member).until == date(2026, 2, 27)
    with pytest.raises(PlanChangedSince):
        running_plan(before, member, unlike=(*PLAN_ACTS, *PAID_ACTS))
    pause_subscription(on_day("2026-02-15"), customer_id=member, days=None, operation_id="pause")
    with pytest.raises(PlanChangedSince):
        running_plan(before, member)
    assert standing_of(on_day("2026-02-15").moment(), member).state == "paused"
