"""Birthdays, anniversaries, plans and points: each is shown on its days and no other."""

from collections.abc import Callable
from datetime import date

from db.queries.follow_ups import follow_ups
from db.rules.follow_ups import Greeting, PlanEnds, PointsLapse
from db.session import Session
from db.usecases.coupons import void_coupon
from db.usecases.day import turn_day
from db.usecases.plans import NewPlan, add_plan
from db.usecases.rewards import NewReward, add_reward
from db.usecases.sales import SaleOutcome
from db.usecases.subscriptions import cancel_subscription, renew_subscription, start_subscription
from tests.db.shown_days import days_shown, first_and_last

Sell = Callable[..., SaleOutcome]
OnDay = Callable[[str], Session]


def test_a_birthday_is_shown_a_week_before_and_on_the_day_of_those_who_came_within_a_year(
    a_customer: Callable[..., str], sell: Sell, on_day: OnDay
) -> None:
    customer = a_customer(birthday="1990-01-03", joined="2024-05-01")
    sell(customer, 500, on="2026-01-03")
    shown = days_shown(on_day, "birthday", "2026-12-20", "2027-01-10")
    # From the 365th day after the last visit on nobody is greeted: that is 3 January itself.
    assert shown == [f"2026-12-{day}" for day in range(27, 32)] + ["2027-01-01", "2027-01-02"]
    [found] = follow_ups(on_day("2026-12-27").moment(), kind="birthday")
    assert (found.id, found.due_day) == (f"birthday:{customer}:2027", date(2027, 1, 3))
    assert found.facts == Greeting(date(2027, 1, 3))


def test_29_february_is_kept_on_the_28th_where_there_is_none(
    a_customer: Callable[..., str], on_day: OnDay, set_shop: Callable[..., None]
) -> None:
    a_customer(birthday="--02-29", joined="2026-10-01")
    set_shop(follow_ups={"birthday": {"days_before": 1}, "quiet_days": 0})
    assert days_shown(on_day, "birthday", "2027-02-20", "2027-03-05") == [
        "2027-02-27", "2027-02-28",
    ]  # fmt: skip
    set_shop(follow_ups={"birthday": {"came_within": 3660}})
    assert days_shown(on_day, "birthday", "2028-02-20", "2028-03-05") == [
        "2028-02-28", "2028-02-29",
    ]  # fmt: skip


def test_a_birthday_brings_the_coupon_that_was_issued_for_it(
    session: Session, a_customer: Callable[..., str], on_day: OnDay, set_shop: Callable[..., None]
) -> None:
    add_reward(session, NewReward("Cake", "free_item", "500", 1, valid_days=14), operation_id="c")
    set_shop(birthday={"reward": "Cake", "days_before": 7})
    a_customer(birthday="1990-01-03")
    before = follow_ups(on_day("2026-12-27").moment(), kind="birthday")[0]
    assert before.facts == Greeting(date(2027, 1, 3), None, "Cake")
    assert before.act == "counter"
    turn_day(on_day("2026-12-27"), operation_id="turn")
    [found] = follow_ups(on_day("2026-12-28").moment(), kind="birthday")
    assert isinstance(found.facts, Greeting)
    assert found.facts.until == date(2027, 1, 17)
    assert found.act == "coupon"
    code = found.facts.code
    assert code is not None
    void_coupon(
        on_day("2026-12-29"), code=code, reason="lost", return_points=False, operation_id="v"
    )
    voided = follow_ups(on_day("2026-12-29").moment(), kind="birthday")[0]
    assert isinstance(voided.facts, Greeting)
    assert voided.facts.code is None


def test_an_anniversary_is_shown_on_its_day_and_joining_is_none(
    a_customer: Callable[..., str], sell: Sell, on_day: OnDay
) -> None:
    customer = a_customer(joined="2024-02-29")
    sell(customer, 500, on="2026-02-20")
    assert days_shown(on_day, "anniversary", "2026-02-20", "2026-03-08") == ["2026-02-28"]
    [found] = follow_ups(on_day("2026-02-28").moment(), kind="anniversary")
    assert found.facts == Greeting(date(2026, 2, 28), 2)
    assert days_shown(on_day, "anniversary", "2024-02-25", "2024-03-05") == []


def test_a_plan_is_due_before_its_last_day_and_through_its_grace(
    session: Session, a_customer: Callable[..., str], on_day: OnDay
) -> None:
    add_plan(
        session,
        NewPlan("Bean Club", "9800", "year", renew_bonus={"points": 200, "days_before": 0}),
        operation_id="year",
    )
    add_plan(session, NewPlan("Monthly", "980", "month", trial_days=10), operation_id="month")
    yearly = a_customer("年")
    _join(on_day("2026-01-10"), yearly, "Bean Club")
    shown = days_shown(on_day, "renewal", "2026-12-20", "2027-01-25")
    assert first_and_last(shown) == ("2026-12-26", "2027-01-16", 22)  # 9 January less 14, plus 7
    [found] = follow_ups(on_day("2026-12-26").moment(), kind="renewal")
    last = date(2027, 1, 9)
    assert found.facts == PlanEnds("Bean Club", last, date(2027, 1, 16), 1, 9800, 200)
    assert (found.due_day, found.late, found.act) == (last, False, "counter")
    assert follow_ups(on_day("2027-01-10").moment(), kind="renewal")[0].late
    renew_subscription(on_day("2027-01-05"), customer_id=yearly, paid=None, operation_id="r")
    assert days_shown(on_day, "renewal", "2027-01-05", "2027-01-25") == []
    monthly = a_customer("月")
    _join(on_day("2026-03-01"), monthly, "Monthly", trial=True)
    trial = days_shown(on_day, "trial_end", "2026-03-01", "2026-03-20")
    assert trial == ["2026-03-07", "2026-03-08", "2026-03-09", "2026-03-10"]
    _join(on_day("2026-05-01"), monthly, "Monthly", trial=False)
    shown = days_shown(on_day, "renewal", "2026-05-20", "2026-06-20")
    assert first_and_last(shown) == ("2026-05-28", "2026-06-07", 11)
    cancel_subscription(
        on_day("2026-05-29"), customer_id=monthly, reason="moved away", operation_id="end"
    )
    assert days_shown(on_day, "renewal", "2026-05-29", "2026-06-20") == []


def _join(session: Session, customer: str, plan: str, *, trial: bool | None = None) -> None:
    start_subscription(
        session, customer_id=customer, plan=plan, trial=trial, paid=None,
        operation_id=f"{customer}{plan}{session.today}",
    )  # fmt: skip


def test_points_that_lapse_are_told_of_for_two_weeks_where_they_are_worth_enough(
    a_customer: Callable[..., str], sell: Sell, on_day: OnDay, set_shop: Callable[..., None]
) -> None:
    set_shop(expiry={"months": 12}, earn={"per": "1", "points": 1})
    much, little = a_customer("多"), a_customer("少")
    sell(much, 200, on="2025-12-01")
    sell(much, 150, on="2025-12-05")
    sell(little, 299, on="2025-12-01")
    shown = days_shown(on_day, "points_expiring", "2026-11-10", "2026-12-10")
    # On 21 November both lots lie within fourteen days; on 2 December 200 of 350 are gone.
    assert first_and_last(shown) == ("2026-11-21", "2026-12-01", 11)
    [found] = follow_ups(on_day("2026-11-21").moment(), kind="points_expiring")
    assert found.id == f"points_expiring:{much}:2026-12"
    assert found.facts == PointsLapse(350, 350, date(2026, 12, 1))
    sell(much, 1000, on="2026-11-24", points_used=100)
    assert follow_ups(on_day("2026-11-24").moment(), kind="points_expiring") == []
    earlier = follow_ups(on_day("2026-11-23").moment(), kind="points_expiring")
    assert [each.facts for each in earlier] == [found.facts]
    set_shop(follow_ups={"points_expiring": {"worth": "250"}})
    both = follow_ups(on_day("2026-11-24").moment(), kind="points_expiring")
    assert [each.customer_id for each in both] == [little, much]


def test_points_that_a_later_visit_kept_alive_were_about_to_lapse_before_it(
    a_customer: Callable[..., str], sell: Sell, on_day: OnDay, set_shop: Callable[..., None]
) -> None:
    set_shop(expiry={"inactive_months": 12}, earn={"per": "1", "points": 1})
    customer = a_customer()
    sell(customer, 400, on="2025-12-01")
    before = follow_ups(on_day("2026-11-24").moment(), kind="points_expiring")
    assert [each.facts for each in before] == [PointsLapse(400, 400, date(2026, 12, 1))]
    sell(customer, 100, on="2026-11-25")
    assert follow_ups(on_day("2026-11-24").moment(), kind="points_expiring") == before
    assert follow_ups(on_day("2026-11-25").moment(), kind="points_expiring") == []
